"""A plan rendered in one language: the report, every sentence with its facts, anchors and support."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from dateline.lang.data import load_table
from dateline.lang.render import Dispute, Footing, Grammar, Line, Memory, is_readable, label, load_grammar
from dateline.model import Anchor, Entity, Fact, Occupancy, Origin, Party, Report, ReportSentence, Slots, digest
from dateline.model.report import Section
from dateline.model.story import Support
from dateline.write.copied import runs_long
from dateline.write.gather import joined_acts
from dateline.write.items import Item
from dateline.write.plan import Plan
from dateline.write.sides import as_sides

VERSION = "13"
_WORST: tuple[Support, ...] = ("disputed", "no_independent_origin", "single_origin", "corroborated")


def write_report(plan: Plan, lang: str) -> Report:
    """The report of a plan in one language, by its grammar. ``text`` is headline, standfirst and sentences joined by
    newlines; every sentence stands at its ``start:end``. A plan without a lead gives a report that is blocked."""
    grammar = load_grammar(lang)
    drafts = _drafts(plan, grammar)
    text, placed = _lay_out(drafts)
    standfirst = next((s for s in placed if s.section == "standfirst"), None)
    published = [a.published for a in plan.sources.articles if a.published]
    return Report(
        id="r" + digest(plan.sources.story.id, lang, VERSION, text)[:16],
        story=plan.sources.story.id,
        lang=lang,
        text=text,
        headline=placed[0],
        standfirst=standfirst,
        sentences=tuple(s for s in placed if s.section not in ("headline", "standfirst")),
        banner=grammar.banner(_footing(plan, grammar)),
        blocked=_blocked(plan),
        as_of=max(published, default=None),
    )


def _drafts(plan: Plan, grammar: Grammar) -> list[ReportSentence]:
    """Headline, standfirst and sentences, not yet placed in the text."""
    cast, lead = plan.cast, plan.lead
    if lead is None or lead.slots is None:
        return [_draft(str(load_table(grammar.code, "labels")["report.none"]), "headline", None)]
    head = grammar.headline(lead.slots, cast, lead.attribution)
    assert head is not None, "a lead without a headline was planned"
    drafts = [_draft(head, "headline", lead)]
    cited: tuple[str, ...] = ()
    if plan.outcome is not None and plan.outcome.slots is not None:
        told = as_sides(plan.outcome, lead, plan.plain)
        outcome = grammar.sentence(told, plan.cast, Memory(), plan.outcome.attribution)
        assert outcome is not None, "an outcome that an edition cannot say was planned"
        drafts.append(_draft(outcome.text, "standfirst", plan.outcome))
        cited = outcome.memory.cited
    memory, seen = Memory(cited=cited), set[str]()
    texts = {a.id: a.text for a in plan.sources.articles}
    for item in plan.items:
        text, memory = _render(item, plan, grammar, memory)
        if text and text not in seen:
            seen.add(text)
            drafts.append(_draft(text, item.section, item, texts))
    return drafts


def _render(item: Item, plan: Plan, grammar: Grammar, memory: Memory) -> tuple[str | None, Memory]:
    cast = plan.cast
    if item.dispute is not None:
        return grammar.disputed(_with_origin_names(item.dispute, plan, grammar), cast), memory
    if item.recalled is not None:
        line = grammar.recalled(item.recalled.said, cast, memory)
    elif item.office is not None:
        party = Party(entity=item.office.entity, capacity=item.office.position, of=item.office.of)
        line = grammar.held_office(party, item.office.since, cast, memory)
    else:
        assert item.slots is not None
        acts = joined_acts([item])
        line = grammar.joined(acts, cast, memory) if item.joined else None
        line = line or _in_own_words(item, item.slots, plan, grammar, memory)
    return (line.text, line.memory) if line else (None, memory)


def _in_own_words(item: Item, slots: Slots, plan: Plan, grammar: Grammar, memory: Memory) -> Line | None:
    """The sentence of an act; with the day before the names where it would otherwise run on as a source does."""
    slots = as_sides(item, plan.lead, plan.plain) if item is not plan.lead else slots
    line = grammar.sentence(slots, plan.cast, memory, item.attribution)
    passages = [a.exact for f in item.facts for a in f.anchors]
    if line is None or not runs_long(line.text, passages, grammar.code):
        return line
    return grammar.sentence(slots, plan.cast, memory, replace(item.attribution, fronted=True)) or line


def _with_origin_names(dispute: Dispute, plan: Plan, grammar: Grammar) -> Dispute:
    """The dispute with the names of the origins; by its side an official one whose name the readers cannot read."""
    names = {o.id: _called(o, grammar) for o in plan.sources.origins if o.name and not _is_file(o.name)}
    values = tuple(
        (value, unit, tuple(dict.fromkeys(n for n in (names.get(o) for o in origins) if n)))
        for value, unit, origins in dispute.values
    )
    return replace(dispute, values=values)


def _called(origin: Origin, grammar: Grammar) -> str | None:
    if origin.name and is_readable(origin.name, grammar.code):
        return origin.name
    return grammar.side(origin.of) if origin.of else None


def _draft(
    text: str, section: Section, item: Item | None, texts: Mapping[str, str] = MappingProxyType({})
) -> ReportSentence:
    facts: Sequence[Fact] = item.facts if item else ()
    return ReportSentence(
        text=text,
        start=0,
        end=len(text),
        section=section,
        facts=item.ids if item else (),
        anchors=_anchors_of(item, texts) if item else (),
        support=min((f.support for f in facts), key=_WORST.index, default=None),
        origins=tuple(sorted({o for f in facts for o in f.origins})),
        sides=tuple(sorted({s for f in facts for s in f.sides})),
        weak_evidence=any(f.weak_evidence for f in facts),
    )


def _anchors_of(item: Item, texts: Mapping[str, str]) -> tuple[Anchor, ...]:
    if item.recalled is not None:
        return item.recalled.anchors
    return _anchors(item.facts) if item.office is None else _office_anchors(item.office, texts)


def _office_anchors(office: Occupancy, texts: Mapping[str, str]) -> tuple[Anchor, ...]:
    """The places that name the office, of the story's own articles (``article:start:end`` rows)."""
    anchors = []
    for row in office.anchors:
        article, start, end = row.split(":")[:3]
        exact = texts.get(article, "")[int(start) : int(end)]
        if exact:
            anchors.append(Anchor(article=article, start=int(start), end=int(end), exact=exact))
    return tuple(anchors)


def _anchors(facts: Iterable[Fact]) -> tuple[Anchor, ...]:
    return tuple(dict.fromkeys(a for f in facts for a in f.anchors))


def _lay_out(drafts: Sequence[ReportSentence]) -> tuple[str, list[ReportSentence]]:
    placed, start = [], 0
    from msgspec.structs import replace as struct_replace

    for draft in drafts:
        placed.append(struct_replace(draft, start=start, end=start + len(draft.text)))
        start += len(draft.text) + 1
    return "\n".join(d.text for d in drafts), placed


def _blocked(plan: Plan) -> str | None:
    if plan.lead is None:
        return "no fact that every edition can say leads the report"
    fact = plan.lead.facts[0]
    if fact.support == "disputed" and fact.cause in (None, "conflict"):
        return f"open conflict in the lead: sources differ on {fact.slot or 'it'}"
    return None


# -- the banner


def _footing(plan: Plan, grammar: Grammar) -> Footing:
    """What the report rests on, counted over the story's articles and origins."""
    sources = plan.sources
    origins = sources.origins
    rewritten = {a for o in origins if o.kind == "ai_rewrite" for a in o.articles}
    rewritten |= {a.id for a in sources.articles if a.source_class == "ai_rewrite"}
    here = {a.id for a in sources.articles} or {a for o in origins for a in o.articles}
    lead = plan.lead.slots if plan.lead else None
    names = tuple(dict.fromkeys(o.name for o in origins if o.name and o.kind != "ai_rewrite"))
    files = {n for n in names if _is_file(n) or any(a.source == n for a in sources.articles)}
    return Footing(
        articles=len(here),
        outlets=len({a.outlet for a in sources.articles if a.outlet}),
        origins=len(origins),
        rewrites=len(rewritten & here),
        independent=sum(o.independent for o in origins),
        official=sum(o.kind == "official" for o in origins),
        origin_names=tuple(n for n in names if n not in files),
        unnamed=sum(n in files for n in names),
        named=tuple(name for key in sources.story.named_origins if (name := _origin_name(key, plan, grammar))),
        year_inferred=lead is not None and lead.time is not None and lead.time.basis == "inferred",
    )


def _is_file(name: str) -> bool:
    """Whether an origin goes by the name of a file, for want of any other."""
    return bool(re.search(r"[/\\#]|\.(?:txt|html?|json|jsonl|xml|warc|gz|md)$", name))


def _origin_name(key: str, plan: Plan, grammar: Grammar) -> str:
    """A named origin in words: an entity, a body by its key (``KR/prime_ministers_office``), or the name as given; nothing
    for what is no name but a description in a source's own language ("both ministries")."""
    cast = plan.cast
    if key in cast:
        return grammar.name(cast[key])
    if label(grammar.code, "bodies", key):
        return grammar.name(Entity(id=key, kind="organization", key=key))
    country, _, body = key.replace(":", "/").partition("/")
    if body and label(grammar.code, "bodies", body):
        return grammar.name(Entity(id=key, kind="organization", key=body, country=country))
    return "" if key.islower() else key
