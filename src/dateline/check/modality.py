"""DL505 to DL507 by words: a condition, a hedge or a plan of the source that the sentence has lost.

They hold the line where the acts of a text were not read; both sentences must be in one language and of the same matter.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from dateline.check.case import Case, Found, cite
from dateline.check.clauses import find_carrier
from dateline.check.governing import is_governed
from dateline.check.marks import has_mark, stands_in
from dateline.check.planned import is_wished
from dateline.check.poles import agree_in_course, take_courses
from dateline.check.views import SentenceView
from dateline.check.words import Vocabulary, load_vocabulary

_SAME_WORDS, _ALL_OF_IT = 0.65, 0.45
_CARRIED, _LEAST = 0.68, 2.0
_CUT = re.compile(r"[,，、;；。](?!\d)\s*|\sand\s|\sbut\s")


def check_modality(case: Case) -> Iterator[Found]:
    """What the one source sentence with the same words says only under a condition, with a hedge, or as a plan."""
    alike = [s for s in case.near if s.lang == case.claim.lang and _is_same(case.claim, s)]
    if not alike:
        alike = _carriers(case)
    if not alike:
        return
    words, claim = load_vocabulary(case.claim.lang), case.claim
    if take_courses(claim).get("admits") is False:
        return  # a denial tells nothing as a fact
    hedges = (*words.hedged, *words.softened, *words.alleged, *words.possible, *words.planned, *words.conditional)
    for code, cues, kept in (
        ("DL505", words.conditional, (*words.conditional, *words.hedged, *words.softened)),
        ("DL506", words.hedged, hedges),
        (
            "DL507",
            (*words.planned, *words.wanted),
            (*words.planned, *words.hedged, *words.wanted, *words.reported, *words.alleged),
        ),
    ):
        if _has(claim, kept) or (code == "DL507" and not _tells(claim, words)):
            continue
        if code == "DL506" and any(agree_in_course(claim, s) for s in alike):
            continue
        if code == "DL507" and any(_tells(s, load_vocabulary(s.lang)) for s in alike):
            continue
        if code == "DL507" and not any(_is_under(claim, s, words) for s in alike):
            continue
        if code != "DL507" and not any(is_governed(claim, s, cues, condition=code == "DL505") for s in alike):
            continue
        if all(stands_in(_region(claim, s, words.conditional), s.lang, cues) for s in alike):
            yield Found(code, claim.start, claim.end, alike[0].text, (cite(alike[0], "contradicts"),))
            return


def _is_under(claim: SentenceView, source: SentenceView, words: Vocabulary) -> bool:
    """Whether a plan of the source sentence governs what the claim tells, or a wish its verb."""
    if has_mark(source, words.planned):
        return is_governed(claim, source, words.planned)
    return is_wished(claim, source, words.wanted)


def _carriers(case: Case) -> list[SentenceView]:
    """The one sentence that carries a short statement, where no other comes near."""
    only = find_carrier(case)
    if only is None or only.weight < _LEAST or len(case.clauses) > 2:
        return []
    values = {m.value for m in case.claim.named("number")}
    if only.cover < _CARRIED or not only.is_clear or not values <= {m.value for m in only.sentence.named("number")}:
        return []
    return [only.sentence]


def tells_past(claim: SentenceView) -> bool:
    """Whether a sentence tells something as past, with no word for a plan or a doubt."""
    words = load_vocabulary(claim.lang)
    return _is_past(claim, words.past) and not _has(claim, (*words.planned, *words.hedged))


def _tells(claim: SentenceView, words: Vocabulary) -> bool:
    """Whether what is past is the matter and not the saying of it."""
    return _is_past(claim, words.past) and not any(re.search(mark, claim.text.strip()) for mark in words.saying)


def _is_same(claim: SentenceView, sentence: SentenceView) -> bool:
    """Whether a source sentence has the claim's words and not much else."""
    if not claim.keys or not sentence.keys:
        return False
    shared = len(claim.keys & sentence.keys)
    return shared >= 2 and shared >= _SAME_WORDS * len(claim.keys) and shared >= _ALL_OF_IT * len(sentence.keys)


def _has(sentence: SentenceView, cues: Sequence[str]) -> bool:
    return has_mark(sentence, cues)


def _region(claim: SentenceView, sentence: SentenceView, conditional: Sequence[str]) -> str:
    """The part of a source sentence that governs the claim's words: in English and Chinese from the beginning, where verbs
    of plan and doubt stand, in Japanese and Korean to the end; and a condition next to it."""
    cuts = [0, *(m.end() for m in _CUT.finditer(sentence.text)), len(sentence.text)]
    parts = [(a, b) for a, b in pairwise(cuts) if b > a]
    told = [w.start - sentence.start for w in sentence.words if w.weight >= 1.0 and not claim.keys.isdisjoint(w.keys)]
    held = [n for n, (a, b) in enumerate(parts) if any(a <= t < b for t in told)]
    if not held:
        return sentence.text
    first, last = (held[0], len(parts) - 1) if sentence.lang in ("ja", "ko") else (0, held[-1])
    while first > 0 and stands_in(sentence.text[slice(*parts[first - 1])], sentence.lang, conditional):
        first -= 1
    while last + 1 < len(parts) and stands_in(sentence.text[slice(*parts[last + 1])], sentence.lang, conditional):
        last += 1
    return sentence.text[parts[first][0] : parts[last][1]]


def _is_past(claim: SentenceView, marks: Sequence[str]) -> bool:
    if claim.lang == "en":
        return _has(claim, marks)
    return any(re.search(mark, claim.text.strip()) for mark in marks)
