"""Sentences of English text, by rule: marks that end one, and the abbreviations after which they do not."""

from __future__ import annotations

import re

from dateline.lang.data import load_table

_ABBREVIATIONS = frozenset(load_table("en", "words")["abbreviations"].split())
_ENDS_ANYWAY = frozenset(
    {"a.m", "p.m", "u.s", "u.k", "u.n", "e.u", "etc", "d.c", "inc", "ltd", "corp", "co", "jr", "sr"}
)
_MARK = re.compile(r"(?:[.!?…]+[\"”’')\]]*(?:\s*\[\d+\])*|\n\s*\n|[\n\u2028])")
_OPENER = re.compile(r"\s*[\"“‘'(\[]*([A-Z0-9$£€À-Ý])")
# An agency's lead-in: place, perhaps a date, the agency in brackets, a dash. It is no part of the first sentence.
_LEAD_IN = re.compile(
    r"\s*(?:[A-Z][\w.'/-]*(?:[ ,]+[A-Z][\w.'/-]*){0,3}(?:,? \d{1,2})?(?:, \d{4})?,?\s*)?"
    r"\((?:[A-Z][\w.&/'-]*)(?: [A-Z&][\w.&/'-]*){0,4}\)\s*[-–—]{1,2}\s+"
    r"|\s*[A-Z][\w.'-]*(?: [A-Z][\w.'-]*){0,2} ?(?:[\[(][A-Z][\w ]+[\])])?, [A-Z][a-z]+\.? \d{1,2} \([A-Z]{2,6}\)\s?[-–—:]{1,2}\s+"
    r"|\s*[A-Z]{2}[A-Z.'’]*(?:[ -][A-Z.'’]{2,}){0,3}(?:, [A-Z][\w.]+(?: [A-Z][\w.]+)?(?: \d{1,2})?)?\s+[-–—]{1,2}\s+"
)
_LONGEST = 1_500  # characters; what runs on longer is no sentence, and rules take the square of its length
_STARTERS = frozenset(load_table("en", "words")["starters"].split())


def split(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Spans of the sentences in ``text[start:end]``, without the white space around them. Never empty spans.

    An agency's lead-in (``BUSAN (Example News Agency) -``) is left out: names in it are nobody of the story.
    """
    spans: list[tuple[int, int]] = []
    lead_in = _LEAD_IN.match(text, start, min(end, start + 120))
    begin = lead_in.end() if lead_in else start
    for match in _MARK.finditer(text, start, end):
        if match.start() < begin or not _ends_here(text, begin, match, end):
            continue
        _push(spans, text, begin, match.end())
        begin = match.end()
    _push(spans, text, begin, end)
    return spans


def _push(spans: list[tuple[int, int]], text: str, start: int, end: int) -> None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    while end - start > _LONGEST:
        stop = max(text.rfind(" ", start + 1, start + _LONGEST), text.rfind("\t", start + 1, start + _LONGEST))
        stop = stop if stop > start else start + _LONGEST
        spans.append((start, len(text[start:stop].rstrip()) + start))
        start = stop + len(text[stop:end]) - len(text[stop:end].lstrip())
    if end > start:
        spans.append((start, end))


def _ends_here(text: str, begin: int, match: re.Match[str], end: int) -> bool:
    mark = match.group()
    if mark[0] in "\n\u2028":
        return True
    after = match.end()
    if after >= end:
        return True
    if not text[after].isspace():
        return bool(re.match(r"[\"”’)]", mark[-1]) and text[after] in '“"')
    opener = _OPENER.match(text, after, end)
    if opener is None:
        return False
    if mark[0] != "." or len(mark.rstrip("\"”’')]")) > 1:
        return True
    return _full_stop_ends(text, begin, match.start(), opener.start(1), end)


def _full_stop_ends(text: str, begin: int, dot: int, opener: int, end: int) -> bool:
    word = re.search(r"[\w.’'-]*$", text[max(begin, dot - 20) : dot])
    last = (word.group() if word else "").lower().strip("'’-")
    following = re.match(r"[\w’'-]+", text[opener:end])
    starter = following is not None and following.group().lower() in _STARTERS
    if last in _ENDS_ANYWAY:
        return starter
    if last in _ABBREVIATIONS:
        return False
    return not (len(last) == 1 and last.isalpha() and last != "i" and not starter)
