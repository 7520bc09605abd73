"""Acts."""

from __future__ import annotations

from collections.abc import Sequence

from dateline.lang.ko.analysis import Token
from dateline.lang.ko.chains import Linked, SentenceParts
from dateline.model import Act, DateValue


def find_acts(
    text: str,
    parts: Sequence[SentenceParts],
    tokens: Sequence[tuple[Token, ...]],
    linked: Linked,
    dates: Sequence[DateValue],
) -> tuple[Act, ...]:
    """Acts."""
    return ()
