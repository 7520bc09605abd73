"""DL502 by courses: up or down, admitted or denied, taken or refused, alike in every language.

Each language lists the words of the same pairs of opposite courses. A negation at the word turns it round, so that "did not
accept" and "rejected" take one course, and "rose" beside 下降 two. Only a sentence that takes one course alone is compared.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from dateline.check.case import Case, Found, cite, once
from dateline.check.clauses import find_carrier
from dateline.check.compared import compare_alike
from dateline.check.pending import needs_step
from dateline.check.retrieve import Hit
from dateline.check.views import SentenceView, TextView
from dateline.check.words import load_poles

PAIRS = (
    ("up", "down"),
    ("admits", "denies"),
    ("takes", "refuses"),
    ("guilty", "innocent"),
    ("settled", "unsettled"),
    ("known", "unknown"),
    ("supports", "opposes"),
    ("starts", "stops"),
    ("begun", "completed"),
    ("commits", "withholds"),
    ("reveals", "conceals"),
)
_COSINE, _CLEAR, _COVER = 0.45, 0.08, 0.6
_OVERLAP, _LEADS = 0.55, 0.25
_ALONE, _LEAST = 0.15, 0.3
_WORD_REACH = 4  # source sentences among which one that gives or withholds a word is looked for
_BEFORE = {
    "en": re.compile(r"(?:\b(?:not|never|no|neither|without)|n['’]t)\s+(?:\w+\s+){0,2}$", re.IGNORECASE),
    "zh": re.compile(r"(?:没有|没|未|不|并非|无)[^，。]{0,3}$|(?:没有|未能|尚未|未)(?:就|对|在)[^，。]{0,18}$"),
}
_AFTER = {
    "ja": re.compile(r"^(?!の[^、。は]{1,4}を)[^、。]{0,7}?(?:な(?:い(?!し)|かっ|く)|ませ?ん|ず(?=[、。に]|$))"),
    "ko": re.compile(r"^[^,.]{0,6}?(?:않|못하|못했|없)"),
}


def take_courses(sentence: SentenceView) -> dict[str, bool]:
    """The courses a sentence takes: the first name of a pair -> whether that is it, or its opposite. A pair of which it
    has both sides is left out."""
    return _courses_of(sentence.text, sentence.lang)


@lru_cache(maxsize=4096)
def _courses_of(text: str, lang: str) -> dict[str, bool]:
    poles, found = load_poles(lang), dict[str, bool]()
    for first, second in PAIRS:
        matches = {name: list(poles[name].finditer(text)) for name in (first, second)}
        sides = {
            (name == first) != _is_denied(lang, match)
            for name, other in ((first, second), (second, first))
            for match in matches[name]
            if not any(_holds(o, match) for o in matches[other])
        }  # "declined to promise" is no promise
        if len(sides) == 1:
            found[first] = sides.pop()
    return found


def _holds(other: re.Match[str], match: re.Match[str]) -> bool:
    """Whether a longer match of the opposite course has this one within it."""
    longer = other.end() - other.start() > match.end() - match.start()
    return longer and other.start() <= match.start() and match.end() <= other.end()


def _is_denied(lang: str, match: re.Match[str]) -> bool:
    before, after = _BEFORE.get(lang), _AFTER.get(lang)
    if before is not None:
        return bool(before.search(match.string[: match.start()]))
    return bool(after and after.search(match.string[match.end() :]))


def agree_in_course(a: SentenceView, b: SentenceView) -> bool:
    """Whether two sentences take some course in common and no two opposite ones."""
    mine, theirs = take_courses(a), take_courses(b)
    shared = mine.keys() & theirs.keys()
    return bool(shared) and all(mine[k] == theirs[k] for k in shared)


def check_courses(case: Case) -> Iterator[Found]:
    """DL502: the source sentence that tells the matter takes the opposite course."""
    mine = take_courses(case.claim)
    source = tells_of(case) if mine else None
    against = _withheld(case, "commits") or _withheld(case, "reveals")
    if against is not None:
        yield Found("DL502", case.claim.start, case.claim.end, against.text, (cite(against, "contradicts"),))
        return
    if source is None:
        return
    if compare_alike(case, source) or needs_step(source) or needs_step(case.claim):
        return
    theirs = take_courses(source)
    shared = mine.keys() & theirs.keys()
    if shared and all(mine[k] != theirs[k] for k in shared):
        yield Found("DL502", case.claim.start, case.claim.end, source.text, (cite(source, "contradicts"),))


def _withheld(case: Case, course: str) -> SentenceView | None:
    """The near source sentence that has the same person withhold a word, or a fact, that the sentence has given, or the
    reverse, where none has it as the sentence does: such a sentence is often short ("He named no date") and tells the matter
    by what is said before."""
    gives = take_courses(case.claim).get(course)
    near = [s for s in case.near[:_WORD_REACH] if course in take_courses(s)] if gives is not None else []
    if not near or any(take_courses(s)[course] is gives for s in near):
        return None
    mine = _persons(case, case.document, case.claim)
    for sentence in near:
        theirs = _persons(case, case.view_of(sentence), sentence)
        if not mine or not theirs or mine & theirs:
            return sentence
    return None


def _persons(case: Case, view: TextView, sentence: SentenceView) -> set[str]:
    return {f.id for m in sentence.named("person") if (f := case.cast.figure(view, m)) is not None}


@once
def tells_of(case: Case, *, cosine: float = _COSINE) -> SentenceView | None:
    """The one source sentence that tells the matter of the sentence: by its words in one language, by sense across, with
    at least this ``cosine``."""
    only = find_carrier(case)
    if only is not None and only.cover >= _COVER and only.is_clear:
        return only.sentence
    hits: list[Hit] = sorted(case.hits, key=lambda h: -h.score)
    alone = bool(hits) and hits[0].score - (hits[1].score if len(hits) > 1 else 0.0) >= _ALONE
    if not hits or (hits[0].cosine < (_LEAST if alone else cosine) and hits[0].overlap < _OVERLAP):
        return None
    if len(hits) > 1 and hits[0].score - hits[1].score < (_CLEAR if only is None else _LEADS):
        return None
    return hits[0].sentence
