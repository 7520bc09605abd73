"""The segmenter: where words begin and end, and which strings are common words (jieba's dictionary, without guessing)."""

from __future__ import annotations

from functools import cache
from typing import Any

_COMMON = 60
_AROUND = 6
_OTHER_SENSE = ("性", "者", "般", "感", "家", "弹", "员", "板")


@cache
def _tokenizer() -> Any:
    import logging

    import jieba

    jieba.setLogLevel(logging.WARNING)
    jieba.initialize()
    return jieba.dt


def cut_words(text: str) -> list[str]:
    """The words of a stretch, in order, with nothing left out."""
    return list(_tokenizer().cut(text, HMM=False))


def is_common(word: str) -> bool:
    """Whether the dictionary has the word and running text has it often."""
    return (_tokenizer().FREQ.get(word) or 0) > _COMMON


def begins_word(word: str) -> bool:
    """Whether the dictionary has the word at all."""
    return len(word) > 1 and (_tokenizer().FREQ.get(word) or 0) > 0


def stands_alone(plain: str, start: int, end: int) -> bool:
    """Whether the characters at ``start:end`` are words of their own or the stem of a longer one: not the ``处理水`` of
    ``处理水平``, nor the ``爆炸`` of ``爆炸性``."""
    place = max(0, start - _AROUND)
    edges = {place}
    for word in cut_words(plain[place : end + _AROUND]):
        place += len(word)
        edges.add(place)
    inside = any(start < edge < end for edge in edges)
    if plain[end : end + 1] in _OTHER_SENSE and end + 1 in edges:
        return False
    return not inside or (start in edges and end in edges)
