"""Plans and promises: when they are due, and which plans are one."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from datetime import date, timedelta

from msgspec.structs import replace

from dateline.group.chronicle import Chronicle
from dateline.group.dossier import first_day, is_day, last_day
from dateline.group.homes import Homes
from dateline.group.outcome_words import says
from dateline.group.slots import ENCOUNTERS
from dateline.group.stories import mint
from dateline.group.tellings import covers
from dateline.lang.compare import compare_dates, compare_places
from dateline.model import DateValue, Fact, Slots

_MONTHS = 24
SAME_PLAN_DAYS = 45
"""Days between two tellings of one plan of which one gives neither place nor time."""


def due_day(slots: Slots, told_on: str | None) -> str | None:
    """The day by which a promise or plan is to be kept: the end of its time, unless that is the day it was made."""
    last = last_day(slots.time)
    if slots.kind not in ("pledge", "plan") or last is None:
        return None
    return None if told_on is not None and last <= told_on else last


def made_on(slots: Slots, told_on: str | None, story: Sequence[Fact]) -> DateValue | None:
    """When a promise was made: its own time where that is not the due date, else the one day on which its maker met
    somebody, by the facts of the story; None where that is not known."""
    if due_day(slots, told_on) is None and is_day(slots.time):
        return slots.time
    days: dict[str | None, DateValue] = {}
    for fact in story:
        other = fact.slots
        if other is None or other.kind not in ENCOUNTERS or other.realis != "actual" or other.polarity != "positive":
            continue
        held = other.time if is_day(other.time) and other.time is not None else None
        near = held is not None and (told_on is None or _apart(first_day(held), told_on) <= 7)
        if held is not None and near and covers((*other.actors, *other.recipients), slots.actors):
            days.setdefault(first_day(held), held)
    return next(iter(days.values())) if len(days) == 1 else None


def same_plan(a: Slots, b: Slots, *, one_story: bool, apart: int | None) -> bool:
    """Whether two planned encounters (or signings) are one: the same people (or the traveller, and whom he is to meet there), at
    places and times that allow it. Where one gives neither, it must be told in the same story or near the other."""
    if a.realis != "planned" or b.realis != "planned" or a.polarity != b.polarity:
        return False
    if "signing" in (a.kind, b.kind) and (
        a.kind != b.kind or (a.topics and b.topics and not {*a.topics} & {*b.topics})
    ):
        return False
    if a.time and b.time and compare_dates(a.time, b.time).relation == "conflict":
        return False
    if a.place and b.place and compare_places(a.place, b.place).relation == "conflict":
        return False
    if not _same_travellers(a, b):
        return False
    if (a.time and b.time) and (a.place and b.place):
        return True
    return one_story or (apart is not None and apart <= SAME_PLAN_DAYS and a.kind == b.kind)


def _same_travellers(a: Slots, b: Slots) -> bool:
    ours, theirs = (*a.actors, *a.recipients), (*b.actors, *b.recipients)
    if a.kind == b.kind:
        return covers(a.actors, b.actors) and covers(b.actors, a.actors) if a.kind == "visit" else _alike(a, b)
    visit, meeting = (a, b) if a.kind == "visit" else (b, a)
    if visit.kind != "visit" or meeting.kind != "meeting" or len(meeting.actors) + len(meeting.recipients) != 2:
        return False
    if not covers(ours if meeting is a else theirs, visit.actors):
        return False
    hosts = [p for p in (*meeting.actors, *meeting.recipients) if not covers(visit.actors, [p])]
    country = (visit.place or "").split("/")[0]
    return bool(country) and any((p.of or "").split("/")[0] == country for p in hosts)


def _alike(a: Slots, b: Slots) -> bool:
    ours, theirs = (*a.actors, *a.recipients), (*b.actors, *b.recipients)
    return covers(ours, theirs) and covers(theirs, ours)


def plans_agreed(facts: Sequence[Fact], chronicle: Chronicle) -> list[Fact]:
    """What was agreed to be done at a time still to come, as plans of those who agreed (an agreement to act licenses that
    each of them means to)."""
    found = []
    for fact in facts:
        slots = fact.slots
        if slots is None or slots.kind != "agreement" or slots.rung != "agreed" or slots.polarity != "positive":
            continue
        when = _agreed_for(fact, chronicle) if slots.realis == "actual" else None
        if when is not None:
            plan = replace(slots, kind="plan", rung="would", realis="planned", time=when, place=None, plover="AGREE")
            found.append(replace(fact, id=mint("f", fact.id, "plan"), slots=plan))
    return found


def plans_given_up(facts: Sequence[Fact], chronicle: Chronicle) -> list[Fact]:
    """The encounters and signings of which a text says that they were put off or called off, as the plans that they were.
    The day on which it says so is not the day planned."""
    found = []
    for fact in facts:
        slots = fact.slots
        if slots is None or slots.kind not in (*ENCOUNTERS, "signing") or slots.polarity != "negative":
            continue
        if not (says(fact, "postponed") or says(fact, "cancelled")):
            continue
        told, day = chronicle.told_on(fact), first_day(slots.time)
        said_then = slots.realis != "actual" and day is not None and told is not None and _apart(day, told) <= 1
        time = None if said_then else slots.time
        parties = (*slots.actors, *slots.recipients)
        if slots.kind != "visit" and len(parties) < 2 and not any(p.capacity for p in parties):
            continue
        plan = replace(slots, polarity="positive", rung="would", realis="planned", time=time, plover=None)
        found.append(replace(fact, id=mint("f", fact.id, "plan"), slots=plan))
    return found


def _agreed_for(fact: Fact, chronicle: Chronicle) -> DateValue | None:
    """The time to come that most tellings of an agreement give for what was agreed; the finest of those."""
    found = [act.ahead for _, act in chronicle.texts.told(fact) if act.ahead is not None]
    return min(found, key=lambda t: (not is_day(t), last_day(t) or "", t.start), default=None)


def join_plans(groups: Sequence[Sequence[Fact]], told_on: Mapping[str, str | None]) -> list[list[Fact]]:
    """The groups of facts with those put together that are one plan; a plan that fits several groups stays alone."""
    ordered = sorted((list(g) for g in groups), key=lambda g: (-_said(fullest_plan(g)), fullest_plan(g).id))
    joined: list[list[Fact]] = []
    keys: dict[str, list[Hashable]] = {}
    known = Homes(lambda f: keys[f.id])
    for group in ordered:
        near = known.near(group, _plan_keys(group, told_on, near=True))
        homes = [home for home in near if _is_same(home, group, told_on)]
        home = homes[0] if len(homes) == 1 else group
        if len(homes) == 1:
            home.extend(group)
        else:
            joined.append(group)
        plan = fullest_plan(home)
        keys[plan.id] = _plan_keys(home, told_on)
        known.enter(home, [plan])
    return joined


def _plan_keys(group: Sequence[Fact], told_on: Mapping[str, str | None], *, near: bool = False) -> list[Hashable]:
    """What a plan is looked for by, or (``near``) under what its like are entered, for each of its people: its story, the days
    about which it was told, and the months for which it is planned."""
    plan = fullest_plan(group)
    people = sorted({p.entity for f in group if f.slots for p in (*f.slots.actors, *f.slots.recipients)})
    told = told_on.get(plan.id)
    marks: list[Hashable] = [plan.story]
    if told is not None:
        part = date.fromisoformat(told[:10]).toordinal() // SAME_PLAN_DAYS
        marks += [("told", part + step) for step in ((-1, 0, 1) if near else (0,))]
    slots = plan.slots
    if slots is not None and slots.time is not None and slots.place is not None:
        months = _months(slots.time)
        marks += [("month", m) for m in months]
        if near:  # what may be at any time is asked by all, and asks all
            marks.append("any time" if months else "some time")
        else:
            marks += ["some time"] if months else ["any time", "some time"]
    return [(person, mark) for person in people for mark in marks]


def _months(time: DateValue) -> list[int]:
    """The months that a time touches, with a day's room; none where it has no bounds or runs for years."""
    first, last = first_day(time), last_day(time)
    if first is None or last is None:
        return []
    start, end = date.fromisoformat(first) - timedelta(days=1), date.fromisoformat(last) + timedelta(days=1)
    months = range(start.year * 12 + start.month, end.year * 12 + end.month + 1)
    return list(months) if len(months) <= _MONTHS else []


def fullest_plan(facts: Sequence[Fact]) -> Fact:
    """The fact that describes a plan most closely."""
    return min(facts, key=lambda f: (-_said(f), -f.weight, f.id))


def _said(fact: Fact) -> int:
    """How closely a plan is described: by place and time."""
    slots = fact.slots
    if slots is None:
        return 0
    fine = is_day(slots.time) or (slots.time is not None and (slots.time.edtf or "").count("-") >= 4)
    if slots.kind == "visit":  # the whole journey before a leg of it
        return 4 * (slots.time is not None) + 2 * bool(slots.place) + fine + (fine and not is_day(slots.time))
    return 4 * (slots.time is not None) + 2 * bool(slots.place and "/" in slots.place) + bool(slots.place) + fine


def _is_same(home: Sequence[Fact], group: Sequence[Fact], told_on: Mapping[str, str | None]) -> bool:
    first, second = fullest_plan(home), fullest_plan(group)
    if first.slots is None or second.slots is None:
        return False
    a, b = told_on.get(first.id), told_on.get(second.id)
    apart = _apart(a, b) if a and b else None
    return same_plan(first.slots, second.slots, one_story=first.story == second.story, apart=apart)


def _apart(a: str | None, b: str | None) -> int:
    return abs((date.fromisoformat(a[:10]) - date.fromisoformat(b[:10])).days) if a and b else 10_000
