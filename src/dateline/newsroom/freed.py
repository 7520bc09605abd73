"""Memory that a stage has let go of, handed back to the system before processes beside this one need theirs."""

from __future__ import annotations

import ctypes
import gc


def give_back_freed() -> None:
    """Hand back what is free. The C library keeps what it was given unless it is asked (glibc's ``malloc_trim``); where there
    is another, nothing happens."""
    gc.collect()
    try:
        trim = ctypes.CDLL(None).malloc_trim
    except (AttributeError, OSError, TypeError):
        return
    trim(0)
