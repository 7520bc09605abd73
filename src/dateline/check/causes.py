"""DL511 by content: a cause that is another one than the source gives for the same matter."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from dateline.check.case import Case, Found, cite, cite_span
from dateline.check.plain import count_negations
from dateline.check.sense import is_far
from dateline.check.views import SentenceView
from dateline.check.words import find_words, load_vocabulary
from dateline.lang.data import load_table
from dateline.lang.vectors import embed_sentences

_NEAR = 2
_CARRIED, _NOWHERE = 0.4, 0.36
_HAN = re.compile(r"[\u3400-\u9fff]")  # 乘客 and 客流: one character in common is a doubt
_FAR, _UNSHARED = 0.3, 0.55
"""Below which cosine two causes are two, whatever their words; below which they are where they share no word."""


def check_causes(case: Case) -> Iterator[Found]:
    """The only cause of the sentence is far in sense from every cause in the nearest source sentences that give one."""
    mine = read_causes(case.claim.text, case.claim.lang)
    if len(mine) != 1:
        return
    if (found := _of_unknown(case, mine[0])) is not None:
        yield found
        return
    theirs = [(s, span) for s in case.near[:_NEAR] for span in read_causes(s.text, s.lang)]
    others = [(s, span) for s in case.near[_NEAR:] for span in read_causes(s.text, s.lang)]
    if not theirs:
        yield from _from_nowhere(case, mine[0])
        return
    words = case.claim.text[slice(*mine[0])]
    texts = [words, *(s.text[slice(*span)] for s, span in (*theirs, *others))]
    langs = [case.claim.lang, *(s.lang for s, _ in (*theirs, *others))]
    rows = embed_sentences(texts, langs)
    keys = _keys(case.claim, mine[0])
    for row, (sentence, span) in zip(rows[1:], (*theirs, *others), strict=True):
        same = sentence.lang == case.claim.lang
        shared = same and bool(keys & _keys(sentence, span))
        if float(row @ rows[0]) >= (_UNSHARED if same else _FAR) or shared:
            return
    sentence, span = theirs[0]
    place = sentence.start + span[0], sentence.start + span[1]
    evidence = (cite_span(sentence, *place, "contradicts"),)
    given = sentence.article.text[slice(*place)]
    yield Found("DL511", case.claim.start + mine[0][0], case.claim.start + mine[0][1], given, evidence)


def _of_unknown(case: Case, cause: tuple[int, int]) -> Found | None:
    """A cause of what the nearest source sentence says that the cause is not known, whose words no source has."""
    source = next((s for s in case.near[:_NEAR] if states_unknown(s.text, s.lang)), None)
    if count_negations(case.claim.text, case.claim.lang):
        return None
    if source is None or not _is_unheard(case, cause):
        return None
    start, end = (case.claim.start + n for n in cause)
    return Found("DL511", start, end, source.text, (cite(source, "contradicts"),))


def _from_nowhere(case: Case, cause: tuple[int, int]) -> Iterator[Found]:
    """A cause where no source gives one by a word for it: its words stand in none, and their sense is far from them."""
    start, end = (case.claim.start + n for n in cause)
    if case.same_language and _is_unheard(case, cause) and is_far(case, start, end, _NOWHERE):
        yield Found("DL511", start, end, evidence=(cite(case.near[0], "context"),) if case.near else ())


def _is_unheard(case: Case, cause: tuple[int, int]) -> bool:
    """Whether the sources carry little of the words of a cause; across languages they cannot be looked for."""
    start, end = (case.claim.start + n for n in cause)
    inside = [c for c in case.covered if start <= c.word.start and c.word.end <= end]
    weight = sum(c.word.weight for c in inside)
    if not case.same_language:
        return True
    return weight >= 1.0 and sum(c.word.weight * c.degree for c in inside) < _CARRIED * weight


def states_unknown(text: str, lang: str) -> bool:
    """Whether a sentence says that a cause is not known, or not given."""
    return re.search(load_table(lang, "claimed")["cause"]["unknown"], text, re.IGNORECASE) is not None


@lru_cache(maxsize=8192)
def read_causes(text: str, lang: str) -> tuple[tuple[int, int], ...]:
    """Where a sentence gives causes; none where it says that the cause is not known."""
    if states_unknown(text, lang):
        return ()
    spans = [m.span("c") for p in _patterns(lang) for m in p.finditer(text)]
    return tuple(s for s in dict.fromkeys(spans) if text[slice(*s)].strip())


@cache
def _patterns(lang: str) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(p, re.IGNORECASE) for p in load_table(lang, "claimed")["cause"]["patterns"])


def _keys(sentence: SentenceView, span: tuple[int, int]) -> frozenset[str]:
    """The keys of the words of a cause, and of their groups of synonyms."""
    start, end = (sentence.start + n for n in span)
    words = find_words(sentence.article.text, start, end, sentence.lang)
    vocabulary = load_vocabulary(sentence.lang)
    keys = {k for w in words for k in w.keys if k not in vocabulary.frame}
    keys |= set(_HAN.findall(sentence.article.text[start:end]))
    return frozenset(keys | {f"#{g}" for k in keys for g in vocabulary.synonyms.get(k, ())})
