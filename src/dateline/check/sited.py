"""DL321 by matter: a place that the sources name for something else, while they name another one for this.

The clause of the sentence, its place left out, is laid beside the clauses of the sources that are set somewhere; the nearest one
should be set in the same place. Countries, which stand for their governments, are left to other rules.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dateline.check.case import Case, Found, cite_span
from dateline.check.phrases import embed_phrases
from dateline.check.stretches import Stretch, content_keys, cut_stretches
from dateline.check.views import SentenceView
from dateline.lang.compare import compare_places
from dateline.lang.data import load_table
from dateline.model import Mention

_COUNTRY = 2
_ATTACHED = 2  # letters between a place and what belongs to it
_WORDS, _SENTENCE = 0.8, 0.3  # what shared words, and the nearness of the whole sentence, weigh beside the sense
_LEAST, _MARGIN = 0.75, 0.25
_ACROSS = 0.15  # how much less is asked for between two languages, where words cannot be shared


@dataclass(frozen=True, slots=True)
class Sited:
    """A clause with the place that it is set in, and its words without it."""

    clause: Stretch
    place: Mention
    words: str


def check_sites(case: Case) -> Iterator[Found]:
    """The clause nearest to that of a place is set in another place, and no near one is set in this."""
    sites = read_sites(case.claim)
    theirs = [sited for s in case.corpus.sentences for sited in read_sites(s)] if sites else []
    for mine in sites:
        others = [t for t in theirs if not _is_one(mine.place, t.place)]
        own = [t for t in theirs if _is_one(mine.place, t.place)]
        if not others or not _is_known(case, mine.place):
            continue
        scores = _score(case, mine, [*others, *own])
        best = max(range(len(others)), key=lambda n: scores[n])
        across = case.claim.lang != others[best].clause.sentence.lang
        least = _LEAST - _ACROSS if across else _LEAST
        if scores[best] < least or scores[best] < max(scores[len(others) :], default=0.0) + _MARGIN:
            continue
        other = others[best]
        if any(_is_one(mine.place, m) for m in _places(other.clause)) or _is_named(case, other.place):
            continue
        evidence = (cite_span(other.clause.sentence, other.clause.start, other.clause.end, "contradicts"),)
        yield Found("DL321", mine.place.start, mine.place.end, other.place.text, evidence)
        return


def read_sites(sentence: SentenceView) -> list[Sited]:
    """The clauses of a sentence that are set in a place by a word for it."""
    table, text = load_table(sentence.lang, "sites"), sentence.article.text
    found = []
    for clause in cut_stretches(sentence):
        for place in _places(clause):
            ahead, behind = text[clause.start : place.start], text[place.end : clause.end]
            set_there = (table["ahead"] and re.search(table["ahead"], ahead, re.IGNORECASE)) or (
                table["behind"] and re.search(table["behind"], behind)
            )
            if set_there and not _belongs(sentence, place):
                found.append(Sited(clause, place, " ".join((ahead + behind).split())))
    return found


def _belongs(sentence: SentenceView, place: Mention) -> bool:
    """Whether a place says whose office, body or person comes next ("熊本県の本村副知事")."""
    named = [m for m in sentence.mentions if m.kind in ("person", "position", "organization")]
    return any(0 <= m.start - place.end <= _ATTACHED for m in named)


def _places(clause: Stretch) -> list[Mention]:
    """The towns and other places of a clause, without countries."""
    named = clause.sentence.named("place")
    inside = [m for m in named if clause.start <= m.start and m.end <= clause.end]
    return [m for m in inside if not (len(m.value or "") == _COUNTRY and (m.value or "").isupper())]


def _is_one(a: Mention, b: Mention) -> bool:
    relation = compare_places(a.value or a.text, b.value or b.text).relation
    return relation in ("equal", "narrower", "wider") or a.text == b.text or a.text in b.text or b.text in a.text


def _is_known(case: Case, place: Mention) -> bool:
    """Whether the sources name the place at all: one that they do not is another rule's."""
    return place.text in case.source_text or any(
        _is_one(place, m) for s in case.corpus.sentences for m in s.named("place")
    )


def _is_named(case: Case, place: Mention) -> bool:
    """Whether the sentence names the other place as well."""
    return any(_is_one(place, m) for m in case.claim.named("place"))


def _score(case: Case, mine: Sited, theirs: Sequence[Sited]) -> list[float]:
    """How near each clause is: sense and shared words, and the nearness of the sentence it stands in."""
    lang = mine.clause.sentence.lang
    rows = embed_phrases([(mine.words, lang), *((t.words, t.clause.sentence.lang) for t in theirs)])
    hits = {id(h.sentence): h.cosine for h in case.hits}
    keys, scores = content_keys(mine.clause), []
    for row, other in zip(rows[1:], theirs, strict=True):
        score = float(row @ rows[0]) + _SENTENCE * hits.get(id(other.clause.sentence), 0.0)
        if other.clause.sentence.lang == lang and keys:
            score += _WORDS * len(keys & content_keys(other.clause)) / len(keys)
        scores.append(score)
    return scores
