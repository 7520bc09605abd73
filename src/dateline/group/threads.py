"""How stories stand to each other: which follows which, which are related, and the origins that articles name."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations

from msgspec.structs import replace

from dateline.group.accidents import ANY
from dateline.group.dossier import Dossier, first_day, is_day
from dateline.group.facts import fulfils
from dateline.group.profiles import Profile
from dateline.group.slots import ENCOUNTERS
from dateline.lang.pivot import pivot_keys
from dateline.model import Entity, Fact, Origin, Slots

THREAD_DAYS = 60
RELATED_DAYS = 14
COMMON = 0.5
"""Somebody in more than this share of the stories ties nothing to anything."""


@dataclass(frozen=True)
class Strand:
    """What a story is tied to others by: its people, its first day, its encounters."""

    story: str
    people: frozenset[str]
    places: frozenset[str]
    day: str | None
    plans: tuple[Slots, ...]
    done: tuple[Slots, ...]
    accident: frozenset[str] = frozenset()


def make_strand(story: str, profiles: Sequence[Profile], facts: Iterable[Fact]) -> Strand:
    """The people whom at least half of the articles name in their leads more than in passing, and the encounters."""
    seen = Counter(k for p in profiles for k, n in p.people.items() if n >= 2 and "@" not in k)
    days = sorted(d for p in profiles if (d := p.event or p.day))
    encounters = [f.slots for f in facts if f.slots is not None and f.slots.kind in ENCOUNTERS]
    return Strand(
        story=story,
        people=frozenset(k for k, n in seen.items() if 2 * n >= len(profiles)),
        places=frozenset(x for p in profiles for x in p.places),
        day=date.fromordinal(days[0]).isoformat() if days else None,
        plans=tuple(s for s in encounters if s.realis == "planned" and s.polarity == "positive"),
        done=tuple(s for s in encounters if s.realis == "actual" and s.polarity == "positive"),
        accident=frozenset(k for p in profiles for k in p.accident) - {ANY},
    )


Ties = tuple[tuple[tuple[str, str], ...], tuple[tuple[str, str], ...]]


def tie_stories(strands: Sequence[Strand], names: Mapping[str, str]) -> dict[str, Ties]:
    """For each story what it follows and what it is related to, each with the reason in words. ``names`` are those of
    people; an office or a body that two stories share ties them to nothing."""
    follows: dict[str, list[tuple[str, str]]] = defaultdict(list)
    related: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for a, b in _candidates(strands):
        first, second = sorted((a, b), key=lambda s: (s.day or "9999", s.story))
        gap = _gap(first, second)
        shared = sorted((k for k in first.people & second.people if k in names), key=lambda k: names[k])
        said = ", ".join(names[k] for k in shared)
        if gap is not None and gap <= THREAD_DAYS and _came_of(second, first):
            follows[second.story].append((first.story, "what was planned there happened here"))
        elif gap is not None and 0 < gap <= THREAD_DAYS and len(shared) >= 2:
            follows[second.story].append((first.story, f"the same people: {said}"))
        elif shared and gap is not None and 0 < gap <= RELATED_DAYS and first.accident & second.accident:
            kinds = ", ".join(sorted(first.accident & second.accident))
            follows[second.story].append((first.story, f"the same accident ({kinds}) and the same person: {said}"))
        elif shared and gap is not None and gap <= RELATED_DAYS:
            places = sorted(first.places & second.places)
            reason = f"the same person: {said}" + (f"; the same place: {', '.join(places)}" if places else "")
            related[first.story].append((second.story, reason))
            related[second.story].append((first.story, reason))
    return {s.story: (tuple(sorted(follows[s.story])), tuple(sorted(related[s.story]))) for s in strands}


def _candidates(strands: Sequence[Strand]) -> list[tuple[Strand, Strand]]:
    """Pairs of stories with somebody in common who is not in very many of them."""
    holders: dict[str, list[int]] = defaultdict(list)
    for number, strand in enumerate(strands):
        for person in strand.people | {p.entity for s in (*strand.plans, *strand.done) for p in s.actors}:
            holders[person].append(number)
    limit = max(6, int(COMMON * len(strands)))
    pairs = {pair for numbers in holders.values() if len(numbers) <= limit for pair in combinations(numbers, 2)}
    return [(strands[i], strands[j]) for i, j in sorted(pairs)]


def _gap(a: Strand, b: Strand) -> int | None:
    if a.day is None or b.day is None:
        return None
    return abs((date.fromisoformat(b.day) - date.fromisoformat(a.day)).days)


def _came_of(later: Strand, earlier: Strand) -> bool:
    return any(fulfils(done, plan) for plan in earlier.plans for done in later.done)


def pool_support(facts: Sequence[Fact], origins: Iterable[Origin]) -> list[Fact]:
    """The facts with the support of one act (one kind of encounter or signing, the same parties, one day) counted over all
    stories that tell of it."""
    of = {o.id: o for o in origins}
    told: dict[tuple[object, ...], list[Fact]] = defaultdict(list)
    for fact in facts:
        key = _act_key(fact)
        if key is not None:
            told[key].append(fact)
    pooled: list[Fact] = []
    for fact in facts:
        same = told.get(_act_key(fact) or (), [])
        independent = {o for f in same for o in f.origins if o in of and of[o].independent}
        if len({of[o].name or o for o in independent}) > 1 and fact.support == "single_origin" and len(same) > 1:
            tellings = tuple(dict.fromkeys(t for f in (fact, *(f for f in same if f is not fact)) for t in f.tellings))
            everywhere = tuple(sorted({o for f in same for o in f.origins}))
            anchors = tuple(dict.fromkeys((*fact.anchors, *(t.anchor for t in tellings))))
            fact = replace(
                fact, support="corroborated", origins=everywhere, tellings=tellings, anchors=anchors, sides=()
            )
        pooled.append(fact)
    return pooled


def _act_key(fact: Fact) -> tuple[object, ...] | None:
    slots = fact.slots
    if slots is None or fact.support not in ("single_origin", "corroborated") or not is_day(slots.time):
        return None
    if slots.kind not in (*ENCOUNTERS, "signing") or slots.realis != "actual" or fact.weak_evidence:
        return None
    parties = frozenset(p.entity for p in (*slots.actors, *slots.recipients))
    return (slots.kind, slots.polarity, first_day(slots.time), parties) if len(parties) > 1 else None


def find_named_origins(dossiers: Sequence[Dossier], origins: Iterable[Origin]) -> tuple[str, ...]:
    """The bodies and offices by whose word the articles speak and whose own text is not among them.

    A body of the pivot's table is given as ``COUNTRY/key`` (``KR/prime_ministers_office``), any other as it is written.
    """
    present = {o.of for o in origins if o.kind == "official" and o.of}
    named: dict[str, None] = {}
    for dossier in sorted(dossiers, key=lambda d: d.id):
        spans = [a.said_by for a in dossier.reading.acts] + [c.said_by for c in dossier.reading.claims]
        spans += [q.speaker for q in dossier.reading.quotations]
        for span in spans:
            mention = dossier.mention_of(span)
            if span is None or mention is None or mention.kind != "organization" or mention.value == "both_sides":
                continue
            if dossier.block_at(span.start).kind not in ("headline", "standfirst", "body"):
                continue
            side = dossier.side_of(mention)
            if side is None or side not in present:
                named.setdefault(_readable(mention.value or mention.text, side), None)
    return tuple(sorted(named))


def _readable(value: str, side: str | None) -> str:
    return f"{side}/{value}" if value in pivot_keys("bodies") and "/" not in value and side else value


def name_people(dossiers: Iterable[Dossier], entities: Iterable[Entity]) -> dict[str, str]:
    """The names of people alone, linked or as the texts write them."""
    ordered = sorted(dossiers, key=lambda d: d.id)
    kinds = {e.id: e.kind for e in entities}
    people = {e for e, kind in kinds.items() if kind == "person"}
    named = {d.key_of(m) for d in ordered for m in d.reading.mentions if m.kind == "person"}
    people |= {k for k in named if kinds.get(k, "person") == "person"}
    return {k: name for k, name in name_entities(ordered, entities).items() if k in people}


def name_entities(dossiers: Iterable[Dossier], entities: Iterable[Entity]) -> dict[str, str]:
    """A name for each entity: the full form that English texts use most, else the form used most; for those that were not
    linked, the fullest form in the texts."""
    names: dict[str, str] = {}
    for entity in entities:
        forms = sorted(
            entity.names, key=lambda n: (n.lang != "en", _is_part(n.text, entity), -n.count, -len(n.text), n.text)
        )
        if forms:
            names[entity.id] = forms[0].text
    for dossier in sorted(dossiers, key=lambda d: d.id):
        for mention in dossier.reading.mentions:
            if mention.kind != "number":
                key = dossier.key_of(mention)
                if key not in names and (mention.kind == "person" or not dossier.is_person(mention)):
                    names[key] = mention.value or mention.text if mention.kind == "person" else mention.text
    return names


def _is_part(form: str, entity: Entity) -> bool:
    """Whether a form is one word of another English form (a family name alone)."""
    return any(form != n.text and form in n.text.replace("-", " ").split() for n in entity.names if n.lang == "en")
