"""Which facts, of several stories or told in several ways, are one row of the record; and at which meeting something was
said."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

import numpy as np
from msgspec.structs import replace

from dateline.group.aftermath import ALIKE, FOLLOWED_DAYS, add_days, telling_numbers
from dateline.group.chronicle import Chronicle, everyone, sides_of
from dateline.group.dossier import first_day, is_day, last_day
from dateline.group.homes import Homes
from dateline.group.meanings import Meanings
from dateline.group.merging import numbers_fit
from dateline.group.particulars import content_of
from dateline.group.sentence_rows import NearRows
from dateline.group.slots import ENCOUNTERS
from dateline.group.speakers import is_joint
from dateline.group.tellings import covers, same_parties
from dateline.group.undertakings import due_day
from dateline.group.upshots import CLOSE
from dateline.lang.compare import compare_dates, compare_places
from dateline.lang.compare.positions import has_one_holder
from dateline.lang.render import DOCUMENTS
from dateline.model import Anchor, Entity, Fact, Party, Slots

if TYPE_CHECKING:
    from dateline.group.sentence_rows import Positions
    from dateline.lang.vectors import FloatRows

SPOKEN_DAYS = 2
"""Days after a meeting in which an article that tells of it is taken to tell what was said there."""


def settle_seats(facts: Sequence[Fact], entities: Mapping[str, Entity]) -> list[Fact]:
    """The facts with one name for two who, by texts in different languages, met the same person on one day in an office
    that has one holder at a time: names that no reading ties, of one person. The one seen most gives the entity."""
    seats: dict[tuple[str, str, str], list[tuple[str, frozenset[str], frozenset[str | None], int]]] = defaultdict(list)
    for fact in facts:
        slots, day = fact.slots, first_day(fact.slots.time) if fact.slots is not None else None
        if slots is None or day is None or not _was_held(slots) or not is_day(slots.time):
            continue
        langs = frozenset(t.lang for t in fact.tellings)
        for party in everyone(slots):
            country = (party.of or "").split("/")[0]
            if country and party.capacity and party.status in (None, "current") and has_one_holder(party.capacity):
                others = frozenset(p.entity for p in everyone(slots) if p.entity != party.entity)
                entity = entities.get(party.entity)
                seen = len(entity.members) if entity is not None else 0
                seats[day, party.capacity, country].append((party.entity, others, langs, seen))
    same: dict[str, str] = {}
    for held in seats.values():
        held.sort(key=lambda h: (-h[3], h[0]))
        for i, (home, others, langs, _) in enumerate(held):
            for other, met, theirs, _ in held[i + 1 :]:
                if other != home and other not in same and others & met and not langs & theirs:
                    same[other] = same.get(home, home)
    return [_recast(f, same) for f in facts] if same else list(facts)


def _recast(fact: Fact, same: Mapping[str, str]) -> Fact:
    slots = fact.slots
    if slots is None:
        return fact

    def cast(parties: Sequence[Party]) -> tuple[Party, ...]:
        return tuple(replace(p, entity=same.get(p.entity, p.entity)) for p in parties)

    bound = tuple(dict.fromkeys(same.get(b, b) for b in slots.bound))
    told = replace(slots, actors=cast(slots.actors), recipients=cast(slots.recipients), bound=bound)
    return replace(fact, slots=told)


def join_encounters(groups: Sequence[Sequence[Fact]]) -> list[list[Fact]]:
    """The groups of facts with those put together that tell of one meeting, visit or call: on one day, at places that
    allow it, by the same people, or by them and others of their countries. One without a day joins the only one of its
    story that it fits."""
    joined: list[list[Fact]] = []
    rest: list[list[Fact]] = []
    dated: dict[tuple[str, str | None], list[int]] = defaultdict(list)
    ordered = sorted((list(g) for g in groups), key=lambda g: (-len(everyone(g[0].slots)), -g[0].weight, g[0].id))
    for group in ordered:
        slots = group[0].slots
        if slots is None or not _was_held(slots):
            rest.append(group)
        elif is_day(slots.time):
            key = (slots.kind, first_day(slots.time))
            homes = [i for i in dated[key] if _one_encounter(joined[i], group)]
            if len(homes) == 1:
                joined[homes[0]].extend(group)
            else:
                dated[key].append(len(joined))
                joined.append(group)
        else:
            rest.append(group)
    known = Homes(lambda f: [f.story])
    for home in joined:
        known.enter(home, home)
    return [*joined, *(group for group in rest if not _joins_only_home(group, known))]


def _was_held(slots: Slots) -> bool:
    return slots.kind in ENCOUNTERS and slots.realis == "actual" and slots.polarity == "positive"


def _one_encounter(home: Sequence[Fact], group: Sequence[Fact]) -> bool:
    a, b = home[0].slots, group[0].slots
    if a is None or b is None or _places_conflict(a, b):
        return False
    if a.kind == "visit":
        return same_parties(a.actors, b.actors)
    ours, theirs = everyone(a), everyone(b)
    if min(len(ours), len(theirs)) < 2 or not covers(ours, theirs, joint=True):
        return same_parties(ours, theirs, joint=True)
    return sides_of(ours) == sides_of(theirs) or len(ours) == len(theirs)


def _joins_only_home(group: list[Fact], known: Homes) -> bool:
    """Put an encounter without a day to the only one of its story that it fits, if there is one."""
    slots = group[0].slots
    if slots is None or not _was_held(slots) or slots.time is not None:
        return False
    homes = [
        home
        for home in known.near(group)
        if home[0].slots is not None and home[0].slots.kind == slots.kind and _one_encounter(home, group)
    ]
    if len(homes) == 1:
        homes[0].extend(group)
        known.enter(homes[0], group)
    return len(homes) == 1


def join_promises(groups: Sequence[Sequence[Fact]], chronicle: Chronicle) -> list[list[Fact]]:
    """The groups of facts with each other telling of a promise or plan (once more, without its date, or words that it was
    made) put to it: the same promiser, the same amount or much the same words, nothing against it, and one only that
    fits."""
    ordered = sorted((list(g) for g in groups), key=lambda g: (_undertakes(g[0]), _due(g, chronicle) is None, g[0].id))
    kept: list[list[Fact]] = []
    promises = _Promises([g for g in ordered if _undertakes(g[0]) < _ORDER["statement"]], chronicle)
    for group in ordered:
        near = promises.near(group)
        homes = [home for home in near if _is_near(home[0], group[0]) and _one_promise(group, home, chronicle)]
        if len(homes) == 1:
            homes[0].extend(group)
            promises.enter(homes[0], group)
        else:
            kept.append(group)
            promises.open(group)
    return kept


class _Promises:
    """Promises and plans by what makes another telling one with them: a number, the act that tells it, or like words."""

    def __init__(self, groups: Sequence[list[Fact]], chronicle: Chronicle) -> None:
        """``groups`` are all that there will be."""
        self._chronicle = chronicle
        self._made, self._counted, self._evidence = Homes(_undertakers), Homes(_promised_amounts), Homes(_evidence_of)
        self._keys: dict[int, frozenset[Hashable]] = {}
        self._home_of: dict[int, list[Fact]] = {}
        _embed_contents([a for g in groups for a in content_of(g, chronicle)], chronicle)
        self._groups = sorted(groups, key=lambda g: (chronicle.told_on(g[0]) or "9999", g[0].id))
        self._alike = self._find_alike()

    def _find_alike(self) -> dict[str, Positions]:
        """For each promise, by its first fact, those in like words told within a year of it."""
        told = [self._chronicle.told_on(g[0]) or "9999-12-31" for g in self._groups]
        asked = {}
        for group, day in zip(self._groups, told, strict=True):
            dated = day < "9999"
            first = bisect_left(told, add_days(day, -FOLLOWED_DAYS)) if dated else 0
            last = bisect_right(told, add_days(day, FOLLOWED_DAYS)) if dated else len(told)
            asked[group[0].id] = list(_content_rows(group, self._chronicle)), (first, last)
        meanings = Meanings()
        numbers = [[meanings.add(row.astype(np.float16).tobytes()) for row in rows] for rows, _ in asked.values()]
        return NearRows(meanings, numbers).alike(asked, ALIKE)

    def near(self, group: list[Fact]) -> list[list[Fact]]:
        """The homes that a group may belong to."""
        if _undertakes(group[0]) == _ORDER["statement"]:
            return self._counted.near(group[:1])
        wanted = frozenset(_undertakers_of(group[0]))
        found = {id(home): home for home in self._evidence.near(group)}
        for at in self._alike.get(group[0].id, np.zeros(0, np.int32)).tolist():
            home = self._home_of.get(id(self._groups[at]))
            if home is not None:
                found[id(home)] = home
        if _tells_of_before(group[0], self._chronicle):
            found |= {id(home): home for home in self._made.near(group, wanted)}
        return [home for key, home in found.items() if not wanted.isdisjoint(self._keys.get(key, ()))]

    def open(self, group: list[Fact]) -> None:
        """Make a group a home, if it is of promises or plans."""
        if _undertakes(group[0]) < _ORDER["statement"]:
            self._keys[id(group)] = frozenset(_undertakers(group[0]))
            self._made.enter(group, group[:1])
            self._counted.enter(group, group[:1])
            self.enter(group, group)

    def enter(self, home: list[Fact], group: list[Fact]) -> None:
        """Enter a group under what it brings to its home."""
        self._evidence.enter(home, group)
        self._home_of[id(group)] = home


def _evidence_of(fact: Fact) -> list[Hashable]:
    """The numbers of an undertaking, and the acts that tell it."""
    numbers = telling_numbers(fact.slots) if fact.slots is not None else ()
    return [*(("number", n) for n in numbers), *((t.article, t.act) for t in fact.tellings if t.act is not None)]


def _is_near(a: Fact, b: Fact) -> bool:
    """Whether an actor of two facts, or the country of one, is the same."""
    ours, theirs = (f.slots.actors if f.slots is not None else () for f in (a, b))
    return bool({p.entity for p in ours} & {p.entity for p in theirs} or sides_of(ours) & sides_of(theirs))


def _undertakers(fact: Fact) -> list[Hashable]:
    """What an undertaking is looked for by: the sign and sort of it with each actor, his office, his country."""
    slots = fact.slots
    if slots is None:
        return []
    sort = (slots.polarity, slots.kind == "pledge")
    return [(*sort, *key) for p in slots.actors for key in (*_names_of(p), *_stands_of(p, "country", "officer"))]


def _undertakers_of(fact: Fact) -> list[Hashable]:
    """Under what its like are entered: actors that may be the same, a country for its officer, an officer for his country."""
    slots = fact.slots
    if slots is None:
        return []
    sort = (slots.polarity, slots.kind == "pledge")
    return [(*sort, *key) for p in slots.actors for key in (*_names_of(p), *_stands_of(p, "officer", "country"))]


def _names_of(party: Party) -> list[tuple[str, ...]]:
    office = [("office", party.capacity, party.of)] if party.capacity is not None and party.of is not None else []
    return [("entity", party.entity), *office]


def _stands_of(party: Party, country: str, officer: str) -> list[tuple[str, ...]]:
    side = party.of.split("/")[0] if party.of else None
    return [] if side is None else [(country if party.capacity is None else officer, side)]


def _promised_amounts(fact: Fact) -> list[Hashable]:
    """The amounts of a promise, or of words that may speak of one."""
    slots = fact.slots
    if slots is None or slots.kind not in ("pledge", "statement"):
        return []
    return [(slots.polarity, number) for number in telling_numbers(slots)]


_ORDER = {"pledge": 0, "plan": 1, "other": 1, "statement": 2}


def _undertakes(fact: Fact) -> int:
    """Promises first, then plans, then all else, which may speak of them."""
    slots = fact.slots
    kind = slots.kind if slots is not None else "statement"
    return _ORDER[kind] if kind in _ORDER and (kind != "other" or slots is None or slots.realis == "planned") else 2


def _due(group: Sequence[Fact], chronicle: Chronicle) -> str | None:
    dues = (due_day(f.slots, chronicle.told_on(f)) for f in group if f.slots is not None)
    return next((d for d in dues if d is not None), None)


def _one_promise(group: Sequence[Fact], home: Sequence[Fact], chronicle: Chronicle) -> bool:
    again, first = group[0].slots, home[0].slots
    if again is None or first is None or again.polarity != first.polarity or not numbers_fit(again, first):
        return False
    if _undertakes(group[0]) == _ORDER["statement"]:
        return _speaks_of(group, home, chronicle)
    if (again.kind == "pledge") != (first.kind == "pledge"):
        return False
    planned = first.kind != "pledge"
    if not _one_undertaker(again, first, near=planned or bool({f.story for f in home} & {f.story for f in group})):
        return False
    if (
        first.kind != "pledge"
        and first.time
        and again.time
        and compare_dates(again.time, first.time).relation == "conflict"
    ):
        return False
    if first.kind == "pledge" and _due(group, chronicle) not in (None, _due(home, chronicle)):
        return False
    if telling_numbers(again) & telling_numbers(first) or _one_telling(home, group):
        return True
    if again.topics and first.topics and not set(again.topics) & set(first.topics):
        return False
    if _in_like_words(home, group, chronicle):
        return True
    return _looks_back(group, home, chronicle) and chronicle.likeness(home[0], group[0].anchors) >= CLOSE


def _one_telling(home: Sequence[Fact], group: Sequence[Fact]) -> bool:
    """Whether one act of one text is behind both: facts of its several topics."""

    def tellings(facts: Sequence[Fact]) -> set[tuple[str, int | None]]:
        return {(t.article, t.act) for f in facts for t in f.tellings if t.act is not None}

    return bool(tellings(home) & tellings(group))


def _tells_of_before(fact: Fact, chronicle: Chronicle) -> bool:
    """Whether the time of an undertaking had gone by when it was told."""
    last, told = last_day(fact.slots.time) if fact.slots is not None else None, chronicle.told_on(fact)
    return last is not None and told is not None and last < told


def _looks_back(group: Sequence[Fact], home: Sequence[Fact], chronicle: Chronicle) -> bool:
    """Whether words say of a promise that it was made at a time gone by, in which the other was told."""
    slots, told, before = group[0].slots, chronicle.told_on(group[0]), chronicle.told_on(home[0])
    first, last = (first_day(slots.time), last_day(slots.time)) if slots is not None else (None, None)
    if first is None or last is None or told is None or before is None:
        return False
    return first <= before <= last < told


def _one_undertaker(a: Slots, b: Slots, *, near: bool) -> bool:
    """The same people; of plans, and within a story, also somebody and his side ("the Japanese side")."""
    if same_parties(a.actors, b.actors):
        return True
    return near and (covers(a.actors, b.actors, joint=True) or covers(b.actors, a.actors, joint=True))


def _speaks_of(group: Sequence[Fact], home: Sequence[Fact], chronicle: Chronicle) -> bool:
    """Whether words speak of a promise made before: by its maker, with its amount, and no other date."""
    again, first = group[0].slots, home[0].slots
    if again is None or first is None or again.kind != "statement" or first.kind != "pledge":
        return False
    if again.realis == "planned" or again.rung not in ("raised", "would", "undertook"):
        return False
    if not same_parties(again.actors, first.actors) or last_day(again.time) not in (None, _due(home, chronicle)):
        return False
    told = chronicle.told_on(group[0]) or "9999"
    return bool(telling_numbers(again) & telling_numbers(first)) and told >= (chronicle.told_on(home[0]) or "")


def join_deeds(groups: Sequence[Sequence[Fact]], chronicle: Chronicle) -> list[list[Fact]]:
    """The groups of facts with those put together that tell of one agreement, signing or joint word: by the same parties,
    as far, on a matter in common, on one day or in one story. What takes two and names neither joins the only such deed
    of its story."""
    joined: list[list[Fact]] = []
    known = Homes(_when_or_where)
    untold = [g for g in groups if g[0].slots is not None and is_joint(g[0].slots) and not g[0].slots.topics]
    _embed_contents([a for g in untold for a in content_of(g, chronicle)], chronicle)
    for group in sorted((list(g) for g in groups), key=lambda g: (_names_nobody(g[0]), -g[0].weight, g[0].id)):
        slots = group[0].slots
        joint = slots is not None and is_joint(slots)
        homes = [h for h in known.near(group) if _one_deed(h, group, chronicle)] if joint else []
        if len(homes) == 1:
            homes[0].extend(group)
            known.enter(homes[0], group)
        else:
            joined.append(group)
            if joint:
                known.enter(group, group)
    return joined


def _when_or_where(fact: Fact) -> list[Hashable]:
    """The story of a deed, and its day: two deeds that are one have one of these in common."""
    slots = fact.slots
    day: list[Hashable] = [("day", first_day(slots.time))] if slots is not None and slots.time is not None else []
    return [("story", fact.story), *day]


def _names_nobody(fact: Fact) -> bool:
    """Whether a joint act has one party only, of no country and without an office: "the two sides" in some words."""
    parties = everyone(fact.slots)
    return len(parties) == 1 and parties[0].capacity is None and parties[0].of is None


def _one_deed(home: Sequence[Fact], group: Sequence[Fact], chronicle: Chronicle) -> bool:
    a, b = home[0].slots, group[0].slots
    if a is None or b is None or not is_joint(a) or a.polarity != b.polarity or a.realis != b.realis:
        return False
    papers = DOCUMENTS & set(a.topics) & set(b.topics)
    if (a.rung != b.rung or (a.kind != b.kind)) and not (papers and {a.rung, b.rung} <= {"on_paper", "done"}):
        return False
    together = bool({f.story for f in home} & {f.story for f in group})
    if a.time is not None and b.time is not None and first_day(a.time) != first_day(b.time):
        return False
    if not together and (a.time is None or b.time is None):
        return False
    if a.kind != "statement" and a.rung == b.rung and _one_telling(home, group):
        return True
    if _places_conflict(a, b) or not (set(a.topics) & set(b.topics) or _alike(home, group, chronicle)):
        return False
    ours, theirs = everyone(a), everyone(b)
    if together and _names_nobody(group[0]) and len(ours) > 1:
        return True
    return covers(ours, theirs, joint=True) or covers(theirs, ours, joint=True)


def _alike(home: Sequence[Fact], group: Sequence[Fact], chronicle: Chronicle) -> bool:
    """Whether two acts, one of which has no topic that is known, are about the same in much the same words."""
    if all(f.slots is not None and f.slots.topics for f in (home[0], group[0])):
        return False
    return _in_like_words(home, group, chronicle)


def _in_like_words(home: Sequence[Fact], group: Sequence[Fact], chronicle: Chronicle) -> bool:
    ours, theirs = _content_rows(home, chronicle), _content_rows(group, chronicle)
    return bool(len(ours) and len(theirs)) and float((ours @ theirs.T).max()) >= ALIKE


def _content_rows(facts: Sequence[Fact], chronicle: Chronicle) -> FloatRows:
    """The meaning of the words of some facts, one row an anchor."""
    rows = _embed_contents(content_of(facts, chronicle), chronicle)
    return np.stack(rows) if rows else np.zeros((0, 1), np.float32)


def _embed_contents(anchors: Iterable[Anchor], chronicle: Chronicle) -> list[FloatRows]:
    """The meaning of words by where they stand."""
    return chronicle.texts.contents.rows(anchors, chronicle.dossiers.lang_at)


def _places_conflict(a: Slots, b: Slots) -> bool:
    return bool(a.place and b.place) and compare_places(a.place or "", b.place or "").relation == "conflict"


def held_at(fact: Fact, chronicle: Chronicle) -> Fact | None:
    """The meeting or call at which something was said or done: the one encounter of its parties that its own articles tell,
    soon after it; None where there is none, or where there are several."""
    slots = fact.slots
    if slots is None or slots.kind in (*ENCOUNTERS, "plan") or slots.realis not in ("actual", "conditional"):
        return None
    told, parties = {a.article for a in fact.anchors}, everyone(slots)
    found: list[Fact] = []
    for other in chronicle.beside(fact):  # of its story
        held = other.slots
        if held is None or held.kind == "visit" or not _was_held(held) or not is_day(held.time):
            continue
        articles = told & {a.article for a in other.anchors}
        if not articles or not covers(everyone(held), parties, joint=True):
            continue
        if slots.time is not None and slots.kind != "pledge" and first_day(slots.time) != first_day(held.time):
            continue
        if any(_soon_after(held, chronicle, article) for article in articles):
            found.append(other)
    return found[0] if len(found) == 1 else None


def _soon_after(held: Slots, chronicle: Chronicle, article: str) -> bool:
    told, day = chronicle.dossiers.day(article), first_day(held.time)
    if told is None or day is None:
        return False
    return 0 <= (date.fromisoformat(told) - date.fromisoformat(day)).days <= SPOKEN_DAYS
