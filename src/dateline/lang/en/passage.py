"""The reading of an article's English blocks, put together."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from dateline.lang.en import (
    analyser,
    chains,
    datelines,
    dates,
    firms,
    headlines,
    mentions,
    quotations,
    roles,
    sentences,
    unfamiliar,
)
from dateline.lang.en.acts import ActReader
from dateline.lang.en.analyser import Parsed
from dateline.lang.en.clauses import Scene
from dateline.lang.en.places import Found
from dateline.lang.pack import Passage
from dateline.lang.resolve import Reference
from dateline.model import Act, Block, DateValue, Mention, Role, Sentence


def read_passage(text: str, blocks: Sequence[tuple[int, Block]], references: Sequence[Reference]) -> Passage:
    """Read all English blocks of one article: one call of the analyser, then rules. Offsets are into ``text``."""
    parsed = _parse(text, blocks)
    found_dates = _dates(text, blocks, references)
    register = mentions.collect(text, parsed, found_dates)
    parsed = unfamiliar.analysed_again(text, parsed, register.found)
    mentions.assign_of(register, parsed)
    roles.tie(register, parsed, found_dates)
    datelines.assign_datelined(register, parsed)
    roles.tie_counterparts(register, parsed)
    chains.settle_people(register)
    chains.resolve_pronouns(register, parsed)
    roles.tie_pronouns(register, parsed, found_dates)
    register.sort()
    chains.resolve_titles(register, [(p.start, p.end) for p in parsed if p.kind == "headline" or p.title_case])
    chains.inherit_of(register)
    firms.resolve(register, parsed)
    scene = Scene(register, found_dates, day=_day(blocks, references))
    acts = _acts(scene, parsed)
    quoted = quotations.find(scene, text, parsed)
    register.found.extend(scene.collectives)
    chains.number(register)
    listed, indices = _mentions(register)
    return Passage(
        sentences=tuple(Sentence(p.start, p.end, p.block) for p in parsed),
        mentions=listed,
        dates=found_dates,
        quotations=tuple(quoted),
        acts=tuple(acts),
        roles=_roles(register, indices),
    )


def _parse(text: str, blocks: Sequence[tuple[int, Block]]) -> list[Parsed]:
    spans: list[tuple[int, int, int, str]] = []
    for index, block in blocks:
        if block.kind == "headline":
            spans += [(a, b, index, block.kind) for a, b in _whole(text, block.start, block.end)]
        else:
            spans += [(a, b, index, block.kind) for a, b in sentences.split(text, block.start, block.end)]
    docs = analyser.analyse([text[a:b] for a, b, *_ in spans])
    return [
        Parsed(a, b, index, kind, doc, title_case=analyser.is_title_case(text[a:b]) and b - a < 160)
        for (a, b, index, kind), doc in zip(spans, docs, strict=True)
    ]


def _whole(text: str, start: int, end: int) -> list[tuple[int, int]]:
    words = text[start:end]
    lead = len(words) - len(words.lstrip())
    stripped = words.strip()
    return [(start + lead, start + lead + len(stripped))] if stripped else []


def _dates(text: str, blocks: Sequence[tuple[int, Block]], references: Sequence[Reference]) -> tuple[DateValue, ...]:
    found: list[DateValue] = []
    anchor: date | None = None
    for (_, block), reference in zip(blocks, references, strict=True):
        here = dates.find(text, block.start, block.end, reference, anchor if block.kind == "body" else None)
        if block.kind == "body":
            days = [d.earliest for d in here if d.earliest and d.latest and d.earliest[:10] == d.latest[:10]]
            anchor = date.fromisoformat(days[-1][:10]) if days else anchor
        found += here
    return tuple(found)


def _day(blocks: Sequence[tuple[int, Block]], references: Sequence[Reference]) -> str | None:
    """The day of the text, by the reference of its first body."""
    days = [
        r.day for (_, block), r in zip(blocks, references, strict=True) if block.kind == "body" and r.day is not None
    ]
    return days[0].isoformat() if days else None


def _acts(scene: Scene, parsed: Sequence[Parsed]) -> list[Act]:
    acts: list[Act] = []
    for sentence in parsed:
        if sentence.kind == "notice" or not sentence.is_prose():
            continue
        if sentence.title_case or sentence.kind == "headline":
            told = headlines.read(scene, sentence)
            if not told and not sentence.title_case and not headlines.asks(scene, sentence):
                told = ActReader(scene, sentence).read()
        else:
            told = ActReader(scene, sentence).read()
        acts += told
    return acts


def _mentions(register: mentions.Register) -> tuple[tuple[Mention, ...], dict[int, int]]:
    rows: list[tuple[Mention, Found | None]] = [(_mention(register.text, f), f) for f in register.found]
    rows += [(number, None) for number in register.numbers]
    rows.sort(key=lambda row: (row[0].start, row[0].end, row[0].kind))
    indices = {id(found): index for index, (_, found) in enumerate(rows) if found is not None}
    return tuple(mention for mention, _ in rows), indices


def _mention(text: str, found: Found) -> Mention:
    return Mention(
        text=text[found.start : found.end],
        start=found.start,
        end=found.end,
        kind=found.kind,  # type: ignore[arg-type]
        value=found.value,
        chain=found.chain,
        of=found.of,
    )


def _roles(register: mentions.Register, indices: dict[int, int]) -> tuple[Role, ...]:
    rows = [
        mentions.as_role(indices[id(holder)], indices[id(position)], status, since, until)
        for holder, position, status, since, until in register.roles
    ]
    return tuple(sorted(rows, key=lambda r: (r.person, r.position)))
