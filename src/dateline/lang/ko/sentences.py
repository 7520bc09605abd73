"""Sentences of a Korean text: by end marks and line ends, never inside a quotation, without the agency's lead-in."""

from __future__ import annotations

import re

_CLOSERS = "\"'”’」』)）］】"
_PAIRS = {"“": "”", "「": "」", "『": "』"}
_LEAD_IN = re.compile(
    r"\s*(?:[\[(【][^\])】\n]{1,40}[\])】]\s*)*"
    r"(?:[가-힣]{2,4}(?:\s?·\s?[가-힣]{2,4}|\s[가-힣]{2,4}(?=[가-힣 ·]{0,14}\s?(?:기자|특파원)\s?=))*"
    r"\s?(?:특파원|선임기자|인턴기자|기자|통신원|앵커|논설위원)\s*(?:=|\||/)?\s*)?=?\s*"
)
_AGENCY = re.compile(r"[=]|기자|특파원|뉴스|통신|신문|속보|종합|단독|LEAD|\d보|그래픽|사진|영상")
_END = re.compile(r"[.?!。?!…]+")


def split_sentences(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The sentences of ``text[start:end]`` as spans without surrounding space. A lead-in such as ``(서울=통신) 기자 =``
    belongs to none of them."""
    found: list[tuple[int, int]] = []
    at = start
    for line in re.split(r"(\n+)", text[start:end]):
        stop = at + len(line)
        if line.strip():
            found.extend(_split_line(text, at + _lead_in(line), stop))
        at = stop
    return found


def _lead_in(line: str) -> int:
    match = _LEAD_IN.match(line)
    if match is None or not match.group().strip() or not _AGENCY.search(match.group()):
        return 0
    return match.end() if match.end() < len(line.rstrip()) else 0


def _split_line(text: str, start: int, end: int) -> list[tuple[int, int]]:
    spans: list[tuple[int, int]] = []
    shut = _quoted(text, start, end)
    first = start
    at = start
    while match := _END.search(text, at, end):
        at = match.end()
        while at < end and text[at] in _CLOSERS and not shut[at - start]:
            at += 1
        if at < end and not text[at].isspace():
            continue
        if shut[match.start() - start] or not _ends(text, match, first):
            continue
        _add(text, first, at, spans)
        first = at
    _add(text, first, end, spans)
    return spans


def _ends(text: str, match: re.Match[str], first: int) -> bool:
    """An ellipsis inside a headline and the dot of an abbreviation or number do not end a sentence."""
    mark = match.group()
    before = text[match.start() - 1] if match.start() > first else ""
    if set(mark) <= {"…"} or mark in ("..", "..."):
        return before in "다요까죠라오"
    return not (mark == "." and before.isascii() and before.isalnum() and match.start() - first < 3)


def _add(text: str, first: int, last: int, spans: list[tuple[int, int]]) -> None:
    while first < last and text[first].isspace():
        first += 1
    while last > first and text[last - 1].isspace():
        last -= 1
    if last > first:
        spans.append((first, last))


def _quoted(text: str, start: int, end: int) -> list[bool]:
    """For each character whether it stands inside a quotation that is closed on this line."""
    inside = [False] * (end - start + 1)
    at = start
    while at < end:
        mark = text[at]
        closer = _PAIRS.get(mark) or ('"' if mark == '"' else None)
        stop = text.find(closer, at + 1, end) if closer else -1
        if stop > 0 and stop - at < 600:
            for index in range(at, stop):
                inside[index - start] = True
            at = stop
        at += 1
    return inside
