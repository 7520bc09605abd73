"""Sentences of Japanese text."""

from __future__ import annotations

_ENDS = frozenset("。！？!?｡")
_OPEN = {
    "「": "」",
    "『": "』",
    "（": "）",
    "(": ")",
    "【": "】",
    "〈": "〉",
    "《": "》",
    "“": "”",
    "［": "］",
    "[": "]",
}
_CLOSE = frozenset(_OPEN.values())
_LONGEST_BRACKET = 600


def split_sentences(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Sentences of ``text[start:end]`` as trimmed half-open spans.

    A sentence ends at 。！？ or at a line end, but not inside brackets that close again in the same line; a closing
    bracket right after the stop belongs to the sentence.
    """
    spans: list[tuple[int, int]] = []
    at = begin = start
    while at < end:
        char = text[at]
        if char in _OPEN:
            close = _matching(text, at, end)
            at = close + 1 if close is not None else at + 1
            continue
        at += 1
        if char == "\n":
            _add(spans, text, begin, at)
            begin = at
        elif char in _ENDS:
            while at < end and (text[at] in _ENDS or text[at] in _CLOSE):
                at += 1
            _add(spans, text, begin, at)
            begin = at
    _add(spans, text, begin, end)
    return spans


def _matching(text: str, at: int, end: int) -> int | None:
    """Where the bracket that opens at ``at`` closes, on the same line; None when it does not."""
    stack = [_OPEN[text[at]]]
    for i in range(at + 1, min(end, at + _LONGEST_BRACKET)):
        char = text[i]
        if char == "\n":
            return None
        if char == stack[-1]:
            stack.pop()
            if not stack:
                return i
        elif char in _OPEN:
            stack.append(_OPEN[char])
    return None


def _add(spans: list[tuple[int, int]], text: str, start: int, end: int) -> None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        spans.append((start, end))
