"""Sentences, clauses, and the agency lead-ins that stand before a story and are no part of it."""

from __future__ import annotations

import re

_STOP = "。！？!?"
_OPEN = {"“": "”", "「": "」", "『": "』", "‘": "’", "（": "）", "(": ")", "《": "》", "【": "】"}
_LONGEST = 3_000  # characters; what runs on longer is no sentence, and rules take the square of its length
_CLOSERS = "”」』’）)》】\"'"
_LEAD = re.compile(
    r"\s*[【\[（(]?\s*(?:据|综合|本报|本社)?[\u4e00-\u9fffA-Za-z]{0,10}?(?:社|网|报|台|通讯|新闻|讯|记者)"
    r"[^。！？，\n]{0,24}?(?:\d{1,2}月)?\d{1,2}日\s*(?:综合|专)?(?:电|讯|報導|报道|消息)"
    r"(?:[（(][^（）()\n]{0,40}[）)])?\s*[】\]）)]?\s*"
)
_DATELINE = re.compile(r"\s*[【\[（(][^【】\[\]（）()\n]{0,30}?(?:电|讯|外电|消息|报道|报导)[】\]）)]\s*")
_CREDIT = re.compile(
    r"[（(【\[]\s*(?:特约|实习|本报|见习|总台|央视|新华社)?(?:记者|通讯员|编辑|责编|责任编辑|撰文|翻译|图源|图|来源|完|译者|文)[^（）()【】\n]{0,40}[）)】\]]"
    r"|^\s*(?:本报|特约)?记者[^／/|｜：:，。\n]{2,16}[／/|｜][^\n。，]{0,16}(?:报导|报道|电|讯)"
    r"|^\s*(?:本报|特约)?(?:记者|作者|编辑|责任编辑|责编|来源|文|图|翻译)\s*[：:／/|｜][^\n。]{0,40}",
    re.MULTILINE,
)


def split_sentences(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The sentences of ``text[start:end]``, without surrounding white space. Full stops inside quotation marks or
    brackets that close within the line do not end a sentence."""
    found: list[tuple[int, int]] = []
    begin = start
    closers: list[tuple[str, int]] = []
    place = start
    while place < end:
        char = text[place]
        if char == "\n":
            _keep(text, begin, place, found)
            begin, closers = place + 1, []
        elif closers and char == closers[-1][0]:
            closers.pop()
            if not closers and place and text[place - 1] in _STOP and not _continues(text, place + 1, end):
                _keep(text, begin, place + 1, found)
                begin = place + 1
        elif char in _OPEN and _closes(text, place, end):
            closers.append((_OPEN[char], place))
        elif char in _STOP and not closers:
            stop = place + 1
            while stop < end and (text[stop] in _STOP or text[stop] in _CLOSERS):
                stop += 1
            _keep(text, begin, stop, found)
            begin, place = stop, stop - 1
        place += 1
    _keep(text, begin, end, found)
    return found


def _closes(text: str, place: int, end: int) -> bool:
    line_end = text.find("\n", place, end)
    return text.find(_OPEN[text[place]], place + 1, end if line_end < 0 else line_end) >= 0


def _continues(text: str, place: int, end: int) -> bool:
    """Whether the sentence goes on after a closing mark: ``“……。”他说。``"""
    rest = text[place : min(end, place + 30)].lstrip()
    return bool(rest) and (
        rest[0] in "，,、；的"
        or re.match(r"(?:这|以上)(?:就)?是[^。！？，“「\n]{2,24}(?:的话|所说|说的话?)[。！；，]", rest) is not None
        or re.match(r"[^。！？，“「\n]{0,24}(?:说|表示|称|指出|强调|說|稱|強調)(?:[。！；]|$|[，：:]\s*[“「])", rest)
        is not None
    )


def _keep(text: str, start: int, end: int, found: list[tuple[int, int]]) -> None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    while end - start > _LONGEST:
        stop = 1 + max(text.rfind(mark, start + 1, start + _LONGEST) for mark in "。！？；，")
        stop = stop if stop > start else start + _LONGEST
        found.append((start, stop))
        start = stop + len(text[stop:end]) - len(text[stop:end].lstrip())
    if end > start:
        found.append((start, end))


def find_credits(plain: str, start: int, end: int) -> list[tuple[int, int]]:
    """Where agency lead-ins and credits stand: ``（新华社首尔1月8日电 记者某某）``. Names in them are nobody of the story."""
    spans: list[tuple[int, int]] = []
    lead = _LEAD.match(plain, start, end) or _DATELINE.match(plain, start, end)
    if lead is not None:
        spans.append((lead.start(), lead.end()))
    spans.extend((m.start(), m.end()) for m in _CREDIT.finditer(plain, start, end))
    return spans


_BREAK = re.compile(r"[，；：。！？!?;,:\s—]+|——")


def split_clauses(plain: str, start: int, end: int) -> list[tuple[int, int]]:
    """The clauses of a sentence: cut at commas, semicolons, colons, and blanks, but not inside quotation marks."""
    clauses: list[tuple[int, int]] = []
    begin = start
    for match in _BREAK.finditer(plain, start, end):
        if match.group() in (",", ":", ".") and plain[match.start() - 1 : match.start()].isdigit():
            continue
        if match.group().isspace() and not _headline_break(plain, match.start(), match.end()):
            continue
        if match.start() > begin:
            clauses.append((begin, match.start()))
        begin = match.end()
    if end > begin:
        clauses.append((begin, end))
    return clauses


def _headline_break(plain: str, start: int, end: int) -> bool:
    """A blank between two Chinese words parts the halves of a headline; beside Latin letters it is only a blank."""
    before, after = plain[start - 1 : start], plain[end : end + 1]
    return not (before.isascii() or after.isascii())
