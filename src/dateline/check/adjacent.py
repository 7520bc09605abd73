"""DL104 by the words against a name: a title that the reading does not know, told as another one or of another rank.

In Japanese and Korean a title stands behind the name, in Chinese before it; its last two characters say what it is, and a
character in front of them may say of which rank (副, 次). Titles that the reading knows on both sides are compared by meaning.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from dateline.check.case import Case, Found, cite_span
from dateline.check.views import SentenceView
from dateline.lang.data import load_table

_CORE = 2
_NAME = 3  # letters of a name that is looked for as it stands


@dataclass(frozen=True, slots=True)
class Beside:
    """A title against a name: what it is, whether it is of a lower rank, whether the reading knows it, and where."""

    core: str
    junior: bool
    known: bool
    start: int
    end: int


def check_adjacent(case: Case) -> Iterator[Found]:
    """The title against a name is none of those that the sources have against it."""
    if not load_table(case.claim.lang, "beside")["patterns"] or not case.same_language:
        return
    for name in _names(case):
        mine = list(read_beside(case.claim, name))
        theirs = [(s, t) for s in case.corpus.sentences if s.lang == case.claim.lang for t in read_beside(s, name)]
        for title in mine if theirs else ():
            if any(_may_be_one(title, t) for _, t in theirs):
                continue
            sentence, other = theirs[0]
            evidence = (cite_span(sentence, other.start, other.end, "contradicts"),)
            words = sentence.article.text[other.start : other.end]
            yield Found("DL104", title.start, title.end, words, evidence)
            return


def _names(case: Case) -> list[str]:
    """The names of persons of the sources that stand in the sentence, read there or not."""
    forms = {m.text for view in case.sources for m in view.reading.mentions if m.kind == "person"}
    return sorted(f for f in forms if len(f) >= _NAME and f in case.claim.text)


def read_beside(sentence: SentenceView, name: str) -> Iterator[Beside]:
    """The titles of a sentence that stand against a name."""
    table, text = load_table(sentence.lang, "beside"), sentence.article.text
    ends, ranks = re.compile(table["ends"]), table["ranks"]
    for pattern in _patterns(sentence.lang, name):
        for match in pattern.finditer(text, sentence.start, sentence.end):
            words = match["t"]
            if not ends.search(words) or len(words) < _CORE:
                continue
            start, end = match.end("t") - _CORE, match.end("t")
            head = text[match.start("t") : start]
            known = any(m.start < end and start < m.end for m in sentence.named("position"))
            yield Beside(text[start:end], _is_junior(head, text[start:end], ranks), known, start, end)


def _is_junior(head: str, core: str, ranks: str) -> bool:
    """Whether a word of lower rank stands right before what a title is, or begins it."""
    return bool(re.search(f"(?:{ranks})$", head) or re.match(f"(?:{ranks})", core))


@cache
def _patterns(lang: str, name: str) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(p.replace("NAME", re.escape(name))) for p in load_table(lang, "beside")["patterns"])


def _may_be_one(mine: Beside, other: Beside) -> bool:
    """Whether two titles may be one: the same of one rank, or both known to the reading, which compares them by meaning."""
    if mine.core == other.core:
        return mine.junior == other.junior
    return mine.known and other.known and mine.junior == other.junior
