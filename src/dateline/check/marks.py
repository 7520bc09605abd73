"""DL505 to DL507 and DL509 by marks: what the source sentence of the matter marks as conditional, doubtful, planned, alleged
or partial, and the sentence does not. Each language has its own words for the marks, so two languages can be compared.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from dateline.check.case import Case, Found, cite
from dateline.check.governing import is_governed
from dateline.check.plain import count_negations
from dateline.check.poles import take_courses, tells_of
from dateline.check.stretches import content_keys, cut_stretches
from dateline.check.views import SentenceView
from dateline.check.words import Vocabulary, load_vocabulary

_NEAR = 0.06
_TOLD = ("statement", "pledge", "plan", "meeting", "visit", "call")


def check_marks(case: Case) -> Iterator[Found]:
    """The first mark that the source sentence has and the claim has lost; none where the claim has any mark of doubt."""
    source = tells_of(case)
    if source is None:
        return
    mine, theirs = load_vocabulary(case.claim.lang), load_vocabulary(source.lang)
    code = _lost(case.claim, source, mine, theirs)
    if code is not None and all(_lost(case.claim, s, mine, load_vocabulary(s.lang)) for s in _rivals(case, source)):
        yield Found(code, case.claim.start, case.claim.end, source.text, (cite(source, "contradicts"),))


def _rivals(case: Case, source: SentenceView) -> list[SentenceView]:
    best = max(h.score for h in case.hits)
    return [h.sentence for h in case.hits if h.score >= best - _NEAR and h.sentence is not source]


def _lost(claim: SentenceView, source: SentenceView, mine: Vocabulary, theirs: Vocabulary) -> str | None:
    if has_mark(claim, mine.unconditional) and not has_mark(source, theirs.unconditional):
        return "DL505"
    if take_courses(claim).get("admits") is False:
        return None
    if _is_raised(claim, source, mine, theirs):
        return "DL201"
    doubts = (*mine.hedged, *mine.softened, *mine.alleged, *mine.reported, *mine.conditional, *mine.possible)
    if has_mark(claim, mine.universal) and has_mark(source, theirs.partial) and not has_mark(source, theirs.universal):
        return "DL509"
    if has_mark(claim, doubts):
        return None
    said = _outside_quotes(claim, source)
    if stands_in(said, source.lang, theirs.conditional) and is_governed(
        claim, source, theirs.conditional, condition=True
    ):
        return "DL505"
    doubtful = [] if _says(claim, mine) else [theirs.alleged]
    if any(stands_in(said, source.lang, d) and is_governed(claim, source, d) for d in (*doubtful, theirs.possible)):
        return "DL506"
    unmade = (*theirs.planned, *theirs.wanted, *theirs.firm)
    if has_mark(claim, mine.already) and not has_mark(source, theirs.already) and is_governed(claim, source, unmade):
        return "DL507"
    if has_mark(source, theirs.planned) and _is_past(claim, mine) and not has_mark(claim, mine.planned):
        vowed = _says(source, theirs) and not _says(claim, mine) and not any(a.kind in _TOLD for a in claim.acts)
        vowed = vowed and not has_mark(claim, mine.firm)
        told = _is_past_there(claim, source, theirs) and not vowed
        return None if told or not is_governed(claim, source, theirs.planned) else "DL507"
    return None


def _outside_quotes(claim: SentenceView, source: SentenceView) -> str:
    """The source sentence without quoted words that have nothing of the claim: their doubt is about something else."""
    text = source.text
    for quote in source.quotations:
        words = [w for w in source.words if quote.start <= w.start < quote.end]
        if quote.direct and quote.end <= source.end and not any(k in claim.keys for w in words for k in w.keys):
            text = text.replace(source.article.text[quote.start : quote.end], " ")
    return text


def _is_raised(claim: SentenceView, source: SentenceView, mine: Vocabulary, theirs: Vocabulary) -> bool:
    """Whether what the source only considers is promised, agreed or decided in the claim."""
    considered = has_mark(source, theirs.considers) and not has_mark(source, theirs.firm)
    return considered and has_mark(claim, mine.firm) and not has_mark(claim, mine.considers) and not negated(claim)


def negated(sentence: SentenceView) -> bool:
    """Whether a sentence has any word of negation."""
    return count_negations(sentence.text, sentence.lang) > 0


def states_condition(sentence: SentenceView) -> bool:
    """Whether a sentence makes something depend on a condition, and does not say that there is none."""
    words = load_vocabulary(sentence.lang)
    return has_mark(sentence, words.conditional) and not has_mark(sentence, words.unconditional)


def states_doubt(sentence: SentenceView) -> bool:
    """Whether a sentence has a word of doubt, or gives what it tells as an allegation or a denial."""
    words = load_vocabulary(sentence.lang)
    doubts = (*words.hedged, *words.softened, *words.alleged, *words.possible)
    return has_mark(sentence, doubts) or take_courses(sentence).get("admits") is False


def _says(claim: SentenceView, words: Vocabulary) -> bool:
    return any(q.direct for q in claim.quotations) or any(re.search(mark, claim.text.strip()) for mark in words.saying)


def _is_past(sentence: SentenceView, words: Vocabulary) -> bool:
    if sentence.lang == "en":
        return has_mark(sentence, words.past)
    return any(re.search(mark, sentence.text.strip()) for mark in words.past)


def _is_past_there(claim: SentenceView, source: SentenceView, words: Vocabulary) -> bool:
    """Whether the clause of a source sentence that shares most words with the claim is past; in Chinese a mark of it stands
    with each verb, elsewhere the last verb tells for all."""
    if source.lang != "zh" or claim.lang != source.lang:
        return _is_past(source, words)
    best = max(cut_stretches(source), key=lambda c: len(content_keys(c) & claim.keys))
    return any(re.search(mark, best.text) for mark in words.past)


def has_mark(sentence: SentenceView, cues: Sequence[str]) -> bool:
    """Whether a sentence has one of the words, whole words in English."""
    return stands_in(sentence.text, sentence.lang, cues)


def stands_in(text: str, lang: str, cues: Sequence[str]) -> bool:
    """Whether a text has one of the words, whole words in English."""
    if lang != "en":
        return any(cue in text for cue in cues)
    pattern = _pattern_of(tuple(cues))
    return pattern is not None and pattern.search(text) is not None


@lru_cache(maxsize=256)
def _pattern_of(cues: tuple[str, ...]) -> re.Pattern[str] | None:
    """English cues as one pattern."""
    return re.compile(rf"(?<!\w)(?:{'|'.join(cues)})(?!\w)", re.IGNORECASE) if cues else None
