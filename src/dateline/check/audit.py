"""Judging a whole text, sentence by sentence, or one claim, against its sources."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

from dateline.check.acts import check_acts
from dateline.check.additions import check_additions, check_company
from dateline.check.adjacent import check_adjacent
from dateline.check.alleged import check_alleged
from dateline.check.assigned import check_assigned, check_journey, check_lands
from dateline.check.borrow import borrow_names
from dateline.check.bound import check_bound
from dateline.check.bounds import not_checked
from dateline.check.case import Case, Found, cite
from dateline.check.causes import check_causes
from dateline.check.classes import check_classes, check_none
from dateline.check.compared import check_compared
from dateline.check.contrasts import check_contrasts
from dateline.check.counted import check_counted
from dateline.check.dates import check_dates
from dateline.check.dealings import check_dealings
from dateline.check.holders import check_holders, check_houses, check_other_title
from dateline.check.identity import Cast, resolve_cast
from dateline.check.marks import check_marks
from dateline.check.measures import check_measures
from dateline.check.messages import phrase_finding, phrase_reason
from dateline.check.modality import check_modality
from dateline.check.money import check_money
from dateline.check.names import (
    check_bare_offices,
    check_bodies,
    check_offices,
    check_persons,
    check_plain_names,
    check_slips,
)
from dateline.check.numbers import check_numbers, check_plain_numbers
from dateline.check.occupancies import check_titles_of_the_day
from dateline.check.order import check_order
from dateline.check.parties import check_parties
from dateline.check.pending import check_pending
from dateline.check.places import check_places
from dateline.check.poles import check_courses
from dateline.check.questions import check_questions
from dateline.check.quotes import check_attribution, check_quotes, check_unread_quotes
from dateline.check.ranks import check_ranks
from dateline.check.retrieve import Corpus, index_sources
from dateline.check.roles import check_roles
from dateline.check.shares import check_both, check_shares
from dateline.check.sited import check_sites
from dateline.check.structure import drop_word_findings, says_nothing_else
from dateline.check.swaps import check_swaps
from dateline.check.titles import check_titles
from dateline.check.told import demand_acts, weigh_demand
from dateline.check.verdict import Outcome, settle
from dateline.check.views import JUDGED_BLOCKS, Same, SentenceView, TextView, view_text
from dateline.check.voices import check_quoted_voices, check_voices
from dateline.check.wording import (
    check_cause,
    check_detail,
    check_loaded,
    check_negation,
    check_negation_across,
    check_opposites,
    check_outcome,
    check_scope,
    check_topics,
    check_whole,
)
from dateline.model import Article, Audit, Evidence, Finding, Judged, Occupancy, PairVerdict, Reading

Demand = Literal["support", "acts", "strict"]
Rule = Callable[[Case], Iterator[Found]]
RULES: tuple[Rule, ...] = (
    check_persons,
    check_slips,
    check_bodies,
    check_offices,
    check_titles_of_the_day,
    check_bare_offices,
    check_holders,
    check_other_title,
    check_houses,
    check_titles,
    check_adjacent,
    check_ranks,
    check_numbers,
    check_dates,
    check_places,
    check_sites,
    check_quotes,
    check_unread_quotes,
    check_attribution,
    check_voices,
    check_counted,
    check_bound,
    check_classes,
    check_none,
    check_money,
    check_measures,
    check_parties,
    check_swaps,
    check_roles,
    check_dealings,
    check_assigned,
    check_journey,
    check_lands,
    check_order,
    check_compared,
    check_acts,
    check_modality,
    check_marks,
    check_alleged,
    check_courses,
    check_contrasts,
    check_questions,
    check_outcome,
    check_opposites,
    check_scope,
    check_whole,
    check_shares,
    check_both,
    check_cause,
    check_causes,
    check_pending,
    check_loaded,
    check_detail,
    check_additions,
    check_company,
    check_topics,
)
# These read no table of ``lang``; they run beside the rest and can veto.
PLAIN_RULES: tuple[Rule, ...] = (check_plain_names, check_plain_numbers, check_negation, check_negation_across)
ALL_RULES = (*RULES, *PLAIN_RULES)
FORM_RULES: tuple[Rule, ...] = (
    check_persons,
    check_slips,
    check_numbers,
    check_quotes,
    check_unread_quotes,
    check_quoted_voices,
    check_plain_names,
    check_plain_numbers,
)
"""Those that find what stands even against a sentence whose acts are all borne out (``told.STANDING``)."""
_FEW = 7  # letters of a sentence that may say something though none of its words is one of content
_QUESTION = re.compile(r"[?？]\s*[\"”’」』)）]*\s*$|(?:か|のか|だろうか|でしょうか)。?\s*$")


@dataclass(frozen=True)
class Context:
    """What ``link`` knows: the entity of each chain (``article#chain``), and who held what office when."""

    of_chain: Mapping[str, str] = field(default_factory=dict)
    occupancies: tuple[Occupancy, ...] = ()


@dataclass(frozen=True)
class Bench:
    """A document and its sources, made ready for judging."""

    document: TextView
    sources: tuple[TextView, ...]
    corpus: Corpus
    cast: Cast

    @classmethod
    def lay_out(cls, document: TextView, sources: Sequence[TextView], context: Context) -> Bench:
        """Index the sources and resolve who is who."""
        own = [v for v in sources if v.source >= 0]
        if own:
            document = view_text(document.article, borrow_names(document, own), document.source)
        cast = resolve_cast(document, sources, context.of_chain)
        cast.occupancies = context.occupancies
        return cls(document, tuple(sources), index_sources(tuple(map(Same, sources))), cast)

    def case_of(self, claim: SentenceView) -> Case:
        """A sentence with the source sentences nearest to it."""
        ids = _ids(self.cast, self.document, claim)
        shared = [len(ids & theirs) for theirs in self.source_ids] if ids else [0] * len(self.corpus.sentences)
        hits = self.corpus.find(claim, shared)
        return Case(claim, self.document, self.sources, self.corpus, self.cast, hits)

    @cached_property
    def source_ids(self) -> list[frozenset[str]]:
        """Whom, what numbers and which days each evidence sentence names."""
        return [_ids(self.cast, self.sources[s.source], s) for s in self.corpus.sentences]


def _ids(cast: Cast, view: TextView, sentence: SentenceView) -> frozenset[str]:
    found = {f.id for m in sentence.mentions if (f := cast.figure(view, m)) is not None}
    found |= {f"{m.value} {m.unit}" for m in sentence.named("number")}
    found |= {d.earliest[:10] for d in sentence.dates if d.earliest}
    return frozenset(found)


def audit_text(
    document: Article,
    reading: Reading,
    sources: Sequence[tuple[Article, Reading]],
    *,
    context: Context | None = None,
    lang: str = "en",
    demand: Demand = "support",
) -> Audit:
    """Judge every headline, standfirst and body sentence of ``document`` against ``sources``.

    Without sources the document's own body licenses its headline and standfirst, and its body is not checked; evidence
    then has the source index -1. ``lang`` is the language of the messages. With ``demand="acts"`` a sentence is supported
    only where what is said, pledged, agreed or signed in it is also told, by the same actors and as far, by an act read in
    a source: the gate for a text that is made of nothing but acts. ``"strict"`` is for such a text by a writer that is not
    trusted: there every sentence must be read as acts, with a part for everybody whom it names.
    """
    bench = _lay_bench(document, reading, sources, context)
    judged = tuple(_judge_block(bench, s, not sources, lang, demand) for s in bench.document.sentences)
    return Audit(document=document.id, sentences=judged, sources=tuple(a.id for a, _ in sources))


def judge_parts(
    document: Article,
    reading: Reading,
    sources: Sequence[tuple[Article, Reading]],
    parts: Sequence[tuple[int, int]],
    *,
    context: Context | None = None,
    lang: str = "en",
) -> tuple[Judged, ...]:
    """What ``audit_text`` says, at its strictest, of those sentences of ``document`` that reach into one of ``parts``: for a
    text whose parts rest on different sources."""
    bench = _lay_bench(document, reading, sources, context)
    mine = (s for s in bench.document.sentences if any(s.start < end and start < s.end for start, end in parts))
    return tuple(_judge_block(bench, s, not sources, lang, "strict") for s in mine)


def _lay_bench(
    document: Article, reading: Reading, sources: Sequence[tuple[Article, Reading]], context: Context | None
) -> Bench:
    view = view_text(document, reading, -1)
    views = tuple(view_text(article, read, index) for index, (article, read) in enumerate(sources))
    return Bench.lay_out(view, views or (_body_of(view),), context or Context())


def _body_of(view: TextView) -> TextView:
    return TextView(view.article, view.reading, -1, tuple(s for s in view.sentences if s.block == "body"))


def _judge_block(bench: Bench, sentence: SentenceView, alone: bool, lang: str, demand: Demand = "support") -> Judged:
    reason = _why_not(bench, sentence, alone)
    if reason is not None:
        return not_checked(sentence.start, sentence.end, sentence.block, phrase_reason(reason, lang))
    outcome, findings, evidence = judge_sentence(bench, sentence, lang, demand)
    return Judged(
        start=sentence.start,
        end=sentence.end,
        block=sentence.block,
        verdict=outcome.verdict,
        support=outcome.support,
        findings=findings,
        evidence=evidence,
    )


def _why_not(bench: Bench, sentence: SentenceView, alone: bool) -> str | None:
    if sentence.block not in JUDGED_BLOCKS:
        return "not_judged"
    if _QUESTION.search(sentence.text):
        return "question"
    if alone and (sentence.block == "body" or not bench.corpus.sentences):
        return "no_source"
    letters = sum(c.isalnum() for c in sentence.text)
    if letters < _FEW and not sentence.words and not sentence.mentions and not sentence.dates:
        return "empty"
    return None


def judge_sentence(
    bench: Bench, sentence: SentenceView, lang: str, demand: Demand = "support"
) -> tuple[Outcome, tuple[Finding, ...], tuple[Evidence, ...]]:
    """The outcome of one sentence, its findings by place, and the passages it rests on, best first."""
    case = bench.case_of(sentence)
    demanded = demand_acts(case, strict=demand == "strict") if demand != "support" else None
    told = demanded is not None and demanded.complete and says_nothing_else(case)
    found = drop_word_findings(case, list(dict.fromkeys(_run_rules(case, FORM_RULES if told else ALL_RULES))))
    if demanded is not None:
        found = [*weigh_demand(found, demanded, whole=told)]
    outcome = settle(case, found, told=told, firm=demand != "support")
    found = list(outcome.found)
    if outcome.verdict == "not_enough_information" and not any(f.verdict for f in found):
        found.append(_loosest(case))
    if sentence.block == "headline" and outcome.verdict in ("overstated", "refuted", "not_enough_information"):
        found.append(Found("DL601", sentence.start, sentence.end))
    findings = tuple(phrase_finding(f, sentence.article, lang) for f in sorted(found, key=lambda f: (f.start, f.code)))
    return outcome, findings, _evidence(case, outcome)


def _run_rules(case: Case, rules: Sequence[Rule]) -> Iterator[Found]:
    """What some rules say; a sentence that is a source's own, word for word, needs no rule."""
    if " ".join(case.claim.text.split()) in case.corpus.texts:
        return
    for rule in rules:
        yield from rule(case)


def _loosest(case: Case) -> Found:
    """Where no rule spoke but the words are not carried: the words least covered."""
    loose = [c.word for c in case.covered if c.degree < 0.5]
    if not loose:
        return Found("DL703", case.claim.start, case.claim.end)
    return Found("DL701", loose[0].start, loose[-1].end)


def _evidence(case: Case, outcome: Outcome) -> tuple[Evidence, ...]:
    stance = "supports" if outcome.verdict == "supported" else "context"
    best = case.hits[0].score if case.hits else 0.0
    return tuple(
        cite(h.sentence, "supports" if stance == "supports" else "context")
        for h in case.hits[:3]
        if h.score >= 0.6 * best
    )


def check_claim(
    claim: Article,
    reading: Reading,
    sources: Sequence[tuple[Article, Reading]],
    *,
    context: Context | None = None,
    lang: str = "en",
) -> PairVerdict:
    """Judge a claim of one or more sentences as a whole: its least supported sentence decides."""
    if not sources:
        return PairVerdict(id=claim.id, support=0.0, verdict="not_checked")
    view = view_text(claim, reading, -1)
    views = tuple(view_text(article, read, index) for index, (article, read) in enumerate(sources))
    bench = Bench.lay_out(view, views, context or Context())
    judged = [
        j for s in bench.document.sentences if (j := _judge_block(bench, s, False, lang)).verdict != "not_checked"
    ]
    if not judged:
        return PairVerdict(id=claim.id, support=0.0, verdict="not_checked")
    worst = min(judged, key=lambda j: j.support)
    return PairVerdict(
        id=claim.id,
        support=worst.support,
        verdict=worst.verdict,
        findings=tuple(f for j in judged for f in j.findings),
    )
