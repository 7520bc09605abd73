"""The gate before the site: a report of ours is read again as any text and judged by the checker, sentence by sentence."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from msgspec import Struct

from dateline import check, write
from dateline.lang.render import is_readable, load_grammar
from dateline.model import Article, Block, Entity, Judged, Reading, Report, ReportSentence, Withheld
from dateline.model.article import BlockKind
from dateline.newsroom.deeds import deeds_hold
from dateline.newsroom.happened import events_hold, is_settled_by_event
from dateline.newsroom.onrecord import bears_out, is_from_record, may_stand
from dateline.newsroom.roundtrip import Back, is_settled, parties_of
from dateline.newsroom.standins import read_with_names

if TYPE_CHECKING:
    from dateline.newsroom.papers import StoryWork


class Gate(Struct, frozen=True, kw_only=True):
    """A report read again and judged: what stands against which sentence, and the way back to its facts."""

    back: Back
    against: tuple[tuple[ReportSentence, Judged], ...]


def failures_of(report: Report, work: StoryWork) -> list[Withheld]:
    """The facts of the sentences that do not pass, each with what stands against it."""
    gate = judge_report(report, work)
    failed = [
        Withheld(fact=f, lang=report.lang, draft=sentence.text, reason=doubt(judged), findings=judged.findings)
        for sentence, judged in gate.against
        if stands(judged, sentence, gate.back)
        for f in sentence.facts
    ]
    articles = (*work.articles, *work.past_articles)
    sources = {a.id: (a, r) for a, r in zip(articles, (*work.readings, *work.past_readings), strict=True)}
    texts = {a.id: a for a in articles}
    failed += [
        Withheld(fact=f, lang=report.lang, draft=s.text, reason="the passages do not bear the deed out")
        for s in write.sentences_of(report)
        if not deeds_hold(s, report.lang, gate.back.facts, texts)
        for f in s.facts
    ]
    failed += [
        Withheld(fact=f, lang=report.lang, draft=s.text, reason="the event is not read back as its sources have it")
        for s in write.sentences_of(report)
        if not events_hold(s, gate.back)
        for f in s.facts
    ]
    recalled = [s for s in write.sentences_of(report) if is_from_record(s)]
    failed += [
        Withheld(fact=f, lang=report.lang, draft=s.text, reason="the passages do not bear the record out")
        for s in recalled
        if not bears_out(s, report.lang, sources, work.of_chain)
        for f in s.facts
    ]
    return failed


def stands(judged: Judged, sentence: ReportSentence, back: Back) -> bool:
    """Whether what is held against a sentence of ours holds after all is settled that the facts and the record settle."""
    if is_from_record(sentence):
        return not may_stand([f.code for f in judged.findings if f.severity == "error"])
    return not (is_settled(judged, sentence, back) or is_settled_by_event(judged, sentence, back))


def judge_report(report: Report, work: StoryWork) -> Gate:
    """Read a report of ours as any text and let the checker judge it strictly: what is told of the story against its own
    articles, what is told from before against those that it rests on."""
    document = report_as_article(report)
    reading = read_with_names(document, work.entities, report.lang)
    of_chain = {**work.of_chain, **_chains_by_name(reading, work.entities, report.lang)}
    of_chain |= _chains_by_office(report, reading, work)
    context = check.Context(of_chain=of_chain, occupancies=work.occupancies)
    earlier = {f.id for f in (*work.past.facts, *work.past.ahead)}
    now = [(s, not is_from_record(s) and not earlier & set(s.facts)) for s in write.sentences_of(report)]
    against: list[tuple[ReportSentence, Judged]] = []
    here = list(zip(work.articles, work.readings, strict=True))
    before = list(zip(work.past_articles, work.past_readings, strict=True))
    for is_now, sources in ((True, here), (False, [*here, *before])):
        mine = [s for s, of_now in now if of_now == is_now]
        if not mine:
            continue
        spans = [(s.start, s.end) for s in mine]
        judged = check.judge_parts(document, reading, sources, spans, context=context, lang=report.lang)
        against += [(s, j) for s in mine for j in judged if _stands_against(j, s)]
    back = Back(
        text=document.text,
        reading=reading,
        lang=report.lang,
        of_chain=of_chain,
        entities={e.id: e for e in work.entities},
        facts={f.id: f for f in (*work.facts, *work.past.facts, *work.past.ahead)},
        sources={r.article: r for r in (*work.readings, *work.past_readings)},
        titles=_titles(report, work),
        printed=_printed_forms(report, work),
    )
    return Gate(back=back, against=tuple(sorted(against, key=lambda pair: (pair[0].start, pair[1].start))))


def _stands_against(judged: Judged, sentence: ReportSentence) -> bool:
    overlaps = judged.start < sentence.end and sentence.start < judged.end
    return overlaps and judged.verdict not in ("supported", "not_checked")


def doubt(judged: Judged) -> str:
    """What the checker holds against a sentence, in one line."""
    return f"{judged.verdict}: {'; '.join(f.message for f in judged.findings) or judged.reason or ''}"


def _titles(report: Report, work: StoryWork) -> tuple[str, ...]:
    """Names and titles as the report's grammar prints them."""
    grammar, cast = load_grammar(report.lang), {e.id: e for e in work.entities}
    facts = (*work.facts, *work.past.facts, *work.past.ahead)
    parties = (p for f in facts for p in parties_of(f) if p.entity in cast)
    printed = {t for p in parties for t in (grammar.title(p, cast), grammar.name(cast[p.entity]))}
    return tuple(sorted(t.strip() for t in printed))


def _printed_forms(report: Report, work: StoryWork) -> dict[str, frozenset[str]]:
    """The name, and the family name where it is sure, by which the report's grammar names each entity."""
    grammar = load_grammar(report.lang)
    forms = {e.id: (grammar.name(e).strip(), grammar.family(e) if e.kind == "person" else None) for e in work.entities}
    return {e: frozenset(f for f in found if f) for e, found in forms.items()}


def _chains_by_name(reading: Reading, entities: Sequence[Entity], lang: str) -> dict[str, str]:
    """Which entities the chains of a report of ours are: the report prints their names as the ledger has them, or as its
    grammar writes a name that no source has in its language."""
    by_name: dict[str, set[str]] = {}
    grammar = load_grammar(lang)
    for entity in entities:
        for name in {*(n.text for n in entity.names), grammar.name(entity).strip()}:
            by_name.setdefault(name, set()).add(entity.id)
    found: dict[str, str] = {}
    for mention in reading.mentions:
        owners = by_name.get(mention.value or mention.text, set())
        if mention.kind == "person" and mention.chain is not None and len(owners) == 1:
            found[f"{reading.article}#{mention.chain}"] = next(iter(owners))
    return found


def _chains_by_office(report: Report, reading: Reading, work: StoryWork) -> dict[str, str]:
    """Which entities the chains of offices are that the report prints for people whose names its readers cannot read."""
    grammar, cast = load_grammar(report.lang), {e.id: e for e in work.entities}
    facts = (*work.facts, *work.past.facts, *work.past.ahead)
    unread = {p for f in facts for p in parties_of(f) if p.entity in cast and cast[p.entity].kind == "person"}
    owners: dict[str, set[str]] = {}
    for party in unread:
        office = grammar.by_office(party, cast)
        if office and not is_readable(grammar.name(cast[party.entity]), report.lang):
            owners.setdefault(office.removeprefix("the "), set()).add(party.entity)
    found: dict[str, str] = {}
    for office, people in sorted(owners.items()):
        spans = [(m.start(), m.end()) for m in re.finditer(re.escape(office), report.text)] if len(people) == 1 else []
        for mention in reading.mentions:
            inside = any(start <= mention.start and mention.end <= end for start, end in spans)
            if inside and mention.kind == "position" and mention.chain is not None:
                found[f"{reading.article}#{mention.chain}"] = next(iter(people))
    return found


def report_as_article(report: Report) -> Article:
    """A report as the checker sees any text: an article with headline, standfirst and body blocks."""
    parts: list[tuple[BlockKind, ReportSentence]] = [("headline", report.headline)]
    parts += [("standfirst", report.standfirst)] if report.standfirst else []
    parts += [("body", sentence) for sentence in report.sentences]
    blocks = tuple(Block(kind, s.start, s.end, report.lang) for kind, s in parts)
    return Article(
        id=report.id,
        source="dateline",
        lang=report.lang,
        headline=report.headline.text,
        published=report.as_of,
        published_basis="given" if report.as_of else None,
        text=report.text,
        blocks=blocks,
    )
