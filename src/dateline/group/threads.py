"""How stories stand to each other: which follows which, which are related, and the origins that articles name."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from functools import cache
from itertools import combinations

from msgspec import Struct
from msgspec.structs import replace

from dateline.group.accidents import ANY
from dateline.group.dossier import Dossier, first_day, is_day
from dateline.group.facts import fulfils
from dateline.group.likeness import other_accidents
from dateline.group.profiles import Profile
from dateline.group.slots import ENCOUNTERS
from dateline.lang.compare.bearings import single_deeds
from dateline.lang.pivot import pivot_keys
from dateline.model import Entity, Fact, Name, Origin, Slots

THREAD_DAYS, MATTER_DAYS = 60, 240
"""Days between two stories within which the one is what the other planned, and within which they are of one matter."""
RELATED_DAYS, CERTAIN = 14, 10.0
COMMON, BUSY = 0.5, 40
"""Who or what is in more than this share of the stories, or in more stories than this, ties nothing to anything."""
KIN, KIN_FADING, WELL_KNOWN = 0.4, 0.0016, 0.1
"""How much of one matter two stories must be (see ``likeness.kinship``) for the later to follow the earlier: at once, the more
the more days lie between them, and how much less where they have two people in common. On the bundles that it was looked
at on, no two stories of two matters within half a year of each other reach it but two of the same office-holders."""
SPEAKERS, FOLLOWED, FULL_LEAD, SEVERAL = 5, 4, 3, 3
"""Articles that speak for a story; stories that one may follow; and how long the leads, or how many the articles, of a story
must be to tell what its matter is."""
RARE_TOPIC = 24
"""How much rarer than common words (in sixteenths, see ``scenes``) a topic must be to lead from one story to another."""


class Strand(Struct, frozen=True):
    """What a story is tied to others by: its people, its first day, its encounters, the articles that speak for it, and their
    topics, the rare ones with their weights. ``under`` is what stories of one matter meet under: people, and rare topics in a
    country."""

    story: str
    people: list[str]
    places: list[str]
    day: str | None
    plans: list[Slots]
    done: list[Slots]
    accident: list[str]
    speakers: list[str]
    topics: list[str]
    rare: dict[str, int]
    under: list[str]


def make_strand(story: str, profiles: Sequence[Profile], facts: Iterable[Fact]) -> Strand:
    """The people whom at least half of the articles name in their leads more than in passing, and the encounters."""
    seen = Counter(k for p in profiles for k, n in p.people.items() if n >= 2 and "@" not in k)
    days = sorted(d for p in profiles if (d := p.event or p.day))
    encounters = [f.slots for f in facts if f.slots is not None and f.slots.kind in ENCOUNTERS]
    told = len(profiles) >= SEVERAL or sum(p.lead_length for p in profiles) >= FULL_LEAD * len(profiles)
    speakers = _spread(sorted(profiles, key=lambda p: p.order)) if told else ()
    plans = [s for s in encounters if s.realis == "planned" and s.polarity == "positive"]
    done = [s for s in encounters if s.realis == "actual" and s.polarity == "positive"]
    people = {k for k, n in seen.items() if 2 * n >= len(profiles)}
    rare = {p.article: {t: w for t, w in p.scene.topics.items() if w >= RARE_TOPIC} for p in speakers}
    under = people | {p.entity for s in (*plans, *done) for p in s.actors}
    under |= {f"{topic}@{country}" for p in speakers for topic in rare[p.article] for country in p.countries}
    return Strand(
        story=story,
        people=sorted(people),
        places=sorted({x for p in profiles for x in p.places}),
        day=date.fromordinal(days[0]).isoformat() if days else None,
        plans=plans,
        done=done,
        accident=sorted({k for p in profiles for k in p.accident} - {ANY}),
        speakers=[p.article for p in speakers],
        topics=sorted({t for p in speakers for t in p.scene.topics}),
        rare={topic: weight for p in speakers for topic, weight in rare[p.article].items()},
        under=sorted(under),
    )


def _spread(profiles: Sequence[Profile]) -> tuple[Profile, ...]:
    """As many as ``SPEAKERS``, evenly over the days."""
    if len(profiles) <= SPEAKERS:
        return tuple(profiles)
    return tuple(profiles[number * (len(profiles) - 1) // (SPEAKERS - 1)] for number in range(SPEAKERS))


Ties = tuple[tuple[tuple[str, str], ...], tuple[tuple[str, str], ...]]
Kin = Callable[[Strand, Strand], float]
"""Gives how far two stories, the earlier first, are of one matter."""


def tie_stories(strands: Sequence[Strand], names: Mapping[str, str], kin: Kin) -> dict[str, Ties]:
    """For each story what it follows and what it is related to, each with the reason in words. ``names`` are those of
    people; an office or a body that two stories share ties them to nothing."""
    follows: dict[str, list[tuple[float, str, str]]] = defaultdict(list)
    related: dict[str, list[tuple[str, str]]] = defaultdict(list)
    ordered = sorted(strands, key=lambda s: (s.day or "9999", s.story))
    for first, second in _candidates(ordered):
        link = _follows(second, first, names, kin)
        if link is not None:
            follows[second.story].append((-link[0], first.story, link[1]))
            continue
        gap, shared = _gap(first, second), _in_both(first, second, names)
        if shared and gap is not None and gap <= RELATED_DAYS:
            places = sorted({*first.places} & {*second.places})
            reason = f"the same person: {shared}" + (f"; the same place: {', '.join(places)}" if places else "")
            related[first.story].append((second.story, reason))
            related[second.story].append((first.story, reason))
    return {
        s.story: (
            tuple(sorted((story, why) for _, story, why in sorted(follows[s.story])[:FOLLOWED])),
            tuple(sorted(related[s.story])),
        )
        for s in strands
    }


def _follows(second: Strand, first: Strand, names: Mapping[str, str], kin: Kin) -> tuple[float, str] | None:
    """How surely, and why, a story follows one of an earlier day; None where it does not."""
    gap = _gap(first, second)
    if gap is None or gap > MATTER_DAYS:
        return None
    if gap <= THREAD_DAYS and _came_of(second, first):
        return CERTAIN, "what was planned there happened here"
    shared = _in_both(first, second, names)
    accidents = {*first.accident} & {*second.accident}
    if shared and 0 < gap <= RELATED_DAYS and accidents:
        return CERTAIN, f"the same accident ({', '.join(sorted(accidents))}) and the same person: {shared}"
    if gap == 0 or not first.speakers or not second.speakers or other_accidents(first.accident, second.accident):
        return None
    said = "; ".join(part for part in (", ".join(_topics_in_both(first, second)), shared) if part)
    if not said:
        return None
    known = len({*first.people} & {*second.people} & names.keys()) >= 2
    alike = kin(first, second)
    bar = KIN + KIN_FADING * gap - (WELL_KNOWN if known else 0.0)
    return (alike, f"the same matter: {said}") if alike >= bar else None


def _in_both(a: Strand, b: Strand, names: Mapping[str, str]) -> str:
    """The names of the people of two stories, in words."""
    both = (k for k in {*a.people} & {*b.people} if k in names)
    return ", ".join(names[k] for k in sorted(both, key=lambda k: (names[k], k)))


def _topics_in_both(a: Strand, b: Strand) -> list[str]:
    """The rarest topics of two stories, as English words."""
    glosses = _glosses()
    ours = {topic: weight for topic, weight in a.rare.items() if topic in glosses}
    shared = ours.keys() & {*b.topics}
    return [glosses[topic] for topic in sorted(shared, key=lambda t: (-ours[t], t))[:2]]


@cache
def _glosses() -> dict[str, str]:
    return pivot_keys("topics") | {f"deed:{deed}": deed.replace("_", " ") for deed in single_deeds("country")}


def _candidates(strands: Sequence[Strand]) -> list[tuple[Strand, Strand]]:
    """Pairs of stories that meet under a key that is not in very many of them, in the order of the stories."""
    holders: dict[str, list[int]] = defaultdict(list)
    for number, strand in enumerate(strands):
        for key in strand.under:
            holders[key].append(number)
    limit = min(BUSY, max(6, int(COMMON * len(strands))))
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


class Called(Struct, frozen=True, array_like=True):
    """By what one text calls what it names under a key: a name, or none that would do, and whether it speaks of a person."""

    key: str
    name: str | None
    person: bool


def names_in(dossier: Dossier) -> list[Called]:
    """What a text calls whom and what it names, in the order of the text, each once."""
    found: dict[str, Called] = {}
    for mention in dossier.reading.mentions:
        if mention.kind == "number":
            continue
        key, person = dossier.key_of(mention), mention.kind == "person"
        name = mention.value or mention.text if person else None if dossier.is_person(mention) else mention.text
        known = found.get(key)
        if known is None:
            found[key] = Called(key, name, person)
        elif (name is not None and known.name is None) or (person and not known.person):
            found[key] = Called(key, name if known.name is None else known.name, person or known.person)
    return list(found.values())


class Names:
    """A name for each entity, and which of them are people: the full form that English texts use most, else the form used
    most; for those that were not linked, the first form in the texts, in the order of their ids."""

    def __init__(self, entities: Sequence[Entity]) -> None:
        self._kinds = {e.id: e.kind for e in entities}
        self._linked = {e.id: form for e in entities if (form := _best_form(e)) is not None}
        self._people = {key for key, kind in self._kinds.items() if kind == "person"}
        self._first: dict[str, tuple[str, str]] = {}

    def enter(self, article: str, called: Iterable[Called]) -> None:
        """Enter what a text calls whom and what it names; texts may come in any order."""
        for one in called:
            if one.person and self._kinds.get(one.key, "person") == "person":
                self._people.add(one.key)
            if one.name is None or one.key in self._linked:
                continue
            if one.key not in self._first or article < self._first[one.key][0]:
                self._first[one.key] = article, one.name

    def all(self) -> dict[str, str]:
        """The names of all."""
        return self._linked | {key: name for key, (_, name) in self._first.items()}

    def people(self) -> dict[str, str]:
        """The names of people."""
        return {key: name for key, name in self.all().items() if key in self._people}


def _best_form(entity: Entity) -> str | None:
    def order(name: Name) -> tuple[bool, bool, int, int, str]:
        return name.lang != "en", _is_part(name.text, entity), -name.count, -len(name.text), name.text

    return min(entity.names, key=order).text if entity.names else None


def _is_part(form: str, entity: Entity) -> bool:
    """Whether a form is one word of another English form (a family name alone)."""
    return any(form != n.text and form in n.text.replace("-", " ").split() for n in entity.names if n.lang == "en")
