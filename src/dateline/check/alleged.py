"""DL506 by whose word it is: an allegation, or what is contested, told as plain fact.

A report by an authority may be told without its name; a charge, the word of a party, and testimony that somebody disputes may not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from dateline.check.case import Case, Found, cite
from dateline.check.stretches import Stretch, content_keys, cut_stretches
from dateline.check.views import SentenceView
from dateline.check.words import load_vocabulary
from dateline.lang.data import load_table

_NEAR, _COSINE = 2, 0.5
_SHARED, _ELSEWHERE = 0.45, 0.6
_FEWEST = 2  # words in common below which a sentence is not told by another
_LEAST = {"en": 2, "ja": 3, "ko": 2, "zh": 3}
"""How many keys of words of content a clause must share with the sentence to tell its matter."""


def check_alleged(case: Case) -> Iterator[Found]:
    """The sentence says nothing of whose word it is; the source sentence that tells the matter gives it as a charge, as the
    word of a party, or as testimony that is contested; no other tells it plainly."""
    if not case.hits or _is_attributed(case.claim):
        return
    told = [h for h in case.hits if _tells(case, h.sentence, h.cosine)]
    best = max(told, key=lambda h: (_share(case, h.sentence), h.score), default=None)
    if best is None or not _is_charge(case, best.sentence):
        return
    if not any(_states(case, s) for s in case.near if s is not best.sentence):
        evidence = (cite(best.sentence, "contradicts"),)
        yield Found("DL506", case.claim.start, case.claim.end, best.sentence.text, evidence)


def _is_attributed(sentence: SentenceView) -> bool:
    """Whether a sentence has any word that gives its matter as somebody's, or any mark of doubt."""
    words = load_vocabulary(sentence.lang)
    doubts = [re.escape(w) if sentence.lang != "en" else w for w in (*words.possible, *words.softened)]
    says = str(load_table(sentence.lang, "allegations")["says"])
    edge = r"\b" if sentence.lang == "en" else ""
    return bool(re.search(f"{says}|{edge}(?:{'|'.join(doubts)}){edge}", sentence.text, re.IGNORECASE))


def _is_charge(case: Case, source: SentenceView) -> bool:
    """Whether a source sentence gives what the claim tells as a charge, or as a party's word."""
    table = load_table(source.lang, "allegations")
    told = re.search(table["told"], source.text, re.IGNORECASE)
    if told and re.search(table["party"], told["who"], re.IGNORECASE):
        return True
    clauses = cut_stretches(source)
    if not re.search(table["alleges"], source.text, re.IGNORECASE):
        return False
    if source.lang != case.claim.lang:
        return True
    best = max(clauses, key=lambda c: len(content_keys(c) & case.claim.keys))
    named = any(best.start <= m.start < best.end for m in source.named("person"))
    if named and len(content_keys(best) & case.claim.keys) < _LEAST[source.lang]:
        return False  # who is named in the charge is not charged with it
    return _is_under_charge(clauses, clauses.index(best), table)


def _is_under_charge(clauses: list[Stretch], at: int, table: dict[str, str]) -> bool:
    """Whether a clause stands with a word of charge: its own, that of the clause before (English, Chinese) or behind."""
    lang = clauses[at].sentence.lang
    reach = (at - 1, at) if lang in ("en", "zh") else (at, at + 1)
    around = [clauses[n].text for n in reach if 0 <= n < len(clauses)]
    contested = re.search(table["contests"], clauses[at].sentence.text, re.IGNORECASE)
    charged = any(re.search(table["alleges"], text, re.IGNORECASE) for text in around)
    return charged or bool(contested and re.search(table["alleges"], clauses[0].text, re.IGNORECASE))


def _tells(case: Case, source: SentenceView, cosine: float) -> bool:
    """Whether a source sentence tells the matter: by its words in one language, by sense across."""
    if source.lang != case.claim.lang:
        return cosine >= _COSINE and source in case.near[:_NEAR]
    return _share(case, source) >= _SHARED


def _share(case: Case, source: SentenceView) -> float:
    """The share of the words of content of the claim that a source sentence in its language has; 0 for another one."""
    told = content_keys(Stretch(case.claim, case.claim.start, case.claim.end))
    told -= {k for c in case.covered if c.by == "known" for k in c.word.keys}
    shared = len(told & source.keys) if source.lang == case.claim.lang else 0
    return shared / len(told) if shared >= _FEWEST else 0.0


def _states(case: Case, source: SentenceView) -> bool:
    """Whether another source sentence tells the matter as it is."""
    return not _is_charge(case, source) and _share(case, source) >= _ELSEWHERE
