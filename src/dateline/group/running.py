"""Running matters: groups of articles that go on with one event, in the following days, are one story with it.

What two groups must have in common is asked of the groups, not of their articles: the report of a court's ruling and the
report, two weeks later, of what came of it share their matter and their people, hardly their day or their words.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from dateline.group.accidents import ANY, REGIONAL
from dateline.group.dossier import first_day
from dateline.group.likeness import RUNNING_DAYS, days_between, mutual, other_accidents, same_two, shared_people
from dateline.group.profiles import Profile
from dateline.group.slots import ENCOUNTERS
from dateline.model import Slots

MATTER = ((14, 0.3, 0.25), (21, 0.0, 0.275), (45, 0.0, 0.42))
"""Days between two groups, people in common, and mutual likeness of matter above which they are one running story. On
``bench/stories/giveme5w1h_dev`` no two events less than 45 days apart reach .275; parts of one event lie above .276."""
SAME_MATTER = 0.2
"""Likeness of matter for an accident of a kind that may happen twice in one country in the same days."""
LEAD_SENTENCES = 3
"""Sentences of the leads below which likeness of matter does not tell two events of one topic apart."""
PAIR_MATTER = 0.25
"""Likeness of matter of two articles below which it does not make their groups one (the least of ``MATTER``)."""
SAME_DAY = 0.17
"""Likeness of matter for what the same people did on one day, in reports of that day or the next."""
SEQUEL_DAYS, SAME_PEOPLE = 7, 0.5
"""Days between the report of a plan to sign and the day planned, and the share of people in common, within which the
outcome is told as the same story."""
ACCIDENT, SEQUEL, ENCOUNTER = 4.0, 3.0, 2.0
BARS = (ACCIDENT, SEQUEL, ENCOUNTER, 0.6, 0.5, 0.45, 0.4, 0.37, 0.345, 0.325, 0.31, 0.3, 0.29, 0.28, 0.265, 0.25)
"""The ties at which groups are put together, step by step (see ``linkage``): down to the least of ``MATTER``."""
LONGEST = 90
"""Days over which one event, or one matter, runs: what goes on for longer is told in several stories that follow one another.
Without an end stories would grow with the archive, and so would what each of their articles costs. By the same measure what
is told again after a longer break may still be one event."""
SPEAKERS = 12
"""Articles of a group that speak for it; of a larger one as many as that, evenly over its days."""


def may_tie(a: Profile, b: Profile, matter: float) -> bool:
    """Whether two articles (of like ``matter``) may make the groups that they are in one running matter: what is false for
    all pairs of two groups leaves these apart."""
    gap = days_between(a.day, b.day)
    if gap is None or gap > MATTER[-1][0]:
        return False
    if gap <= RUNNING_DAYS and _kinds([a]) & _kinds([b]) and _countries([a]) & _countries([b]):
        return True
    if matter >= PAIR_MATTER and min(a.lead_length, b.lead_length) >= LEAD_SENTENCES:
        return True
    if gap <= 1 and matter >= SAME_DAY and a.event == b.event != 0 and (shared_people(a, b) or 0.0) >= SAME_PEOPLE:
        return True
    return _one_encounter([a], [b]) or _promised(a, b) or _promised(b, a)


def _promised(later: Profile, earlier: Profile) -> bool:
    planned = {first_day(s.time) for s in earlier.undertakings if s.realis == "planned"}
    return any(first_day(s.time) in planned for s in later.undertakings if s.realis == "actual")


@dataclass(frozen=True, slots=True)
class Group:
    """Some articles that may be part of a matter: the days of publication that are known, in order, and those who speak for
    all."""

    days: tuple[int, ...]
    speakers: tuple[Profile, ...]

    @classmethod
    def of(cls, profiles: Sequence[Profile]) -> Group:
        """A group of articles."""
        days, last = tuple(sorted({p.day for p in profiles} - {0})), len(profiles) - 1
        if last < SPEAKERS:
            return cls(days, tuple(profiles))
        ordered = sorted(profiles, key=lambda p: p.order)
        return cls(days, tuple(ordered[number * last // (SPEAKERS - 1)] for number in range(SPEAKERS)))


def tie_groups(one: Group, other: Group) -> float:
    """How strongly two groups are one running matter; 0 where they are not."""
    gap = _gap(one.days, other.days)
    if gap is None or gap > MATTER[-1][0] or runs_too_long((*one.days, *other.days)):
        return 0.0
    first, second = one.speakers, other.speakers
    if gap <= RUNNING_DAYS and _one_accident(first, second):
        return ACCIDENT
    if _is_sequel(first, second) or _is_sequel(second, first):
        return SEQUEL
    if _one_encounter(first, second):
        return ENCOUNTER
    if _other_encounters(first, second):
        return 0.0
    short = min(_length(first), _length(second)) < LEAD_SENTENCES
    one_day = gap <= 1 and _one_day(first, second)
    if short and not one_day:
        return 0.0
    matter, people = mutual(first, second)
    if one_day and people >= SAME_PEOPLE and matter >= SAME_DAY:
        return ENCOUNTER
    if other_accidents(_kinds(first), _kinds(second)):
        return 0.0
    told = not short and any(gap <= days and people >= least and matter >= high for days, least, high in MATTER)
    return round(matter, 9) if told else 0.0


def _length(profiles: Sequence[Profile]) -> float:
    """The mean number of sentences of the leads."""
    return sum(p.lead_length for p in profiles) / len(profiles)


def _one_day(first: Sequence[Profile], second: Sequence[Profile]) -> bool:
    """Whether the leads of both groups tell of one day."""
    return bool({p.event for p in first} & {p.event for p in second} - {0})


def _gap(ours: Sequence[int], theirs: Sequence[int]) -> int | None:
    """The fewest days between two lists of days in order; None where either is empty."""
    if len(ours) > len(theirs):
        ours, theirs = theirs, ours
    near = ((day, at) for day in ours for at in (bisect_left(theirs, day),))
    return min((abs(day - theirs[n]) for day, at in near for n in (at - 1, at) if 0 <= n < len(theirs)), default=None)


def runs_too_long(days: Sequence[int]) -> bool:
    """Whether news of these days goes on for more than ``LONGEST``, with no break as long in it. (What is told again after
    such a break is another matter than what never ends.)"""
    if not days or max(days) - min(days) <= LONGEST:
        return False
    ordered = sorted(days)
    start = 0
    for at, day in enumerate(ordered):
        if at and day - ordered[at - 1] > LONGEST:
            start = at
        if day - ordered[start] > LONGEST:
            return True
    return False


def _apart(a: str, b: str) -> int:
    return abs((date.fromisoformat(a) - date.fromisoformat(b)).days)


def _one_accident(first: Sequence[Profile], second: Sequence[Profile]) -> bool:
    """One kind of accident in one country in the same days; but for what strikes a whole region, also a place, somebody
    or much of the matter in common."""
    kinds = _kinds(first) & _kinds(second)
    ours, theirs = _countries(first), _countries(second)
    if not kinds or not ours & theirs:
        return False
    if kinds & REGIONAL:
        return True
    if {x for p in first for x in p.places} & {x for p in second for x in p.places}:
        return True
    matter, people = mutual(first, second)
    return people > 0 or matter >= SAME_MATTER


def _kinds(profiles: Sequence[Profile]) -> frozenset[str]:
    return frozenset(k for p in profiles for k in p.accident) - {ANY}


def _countries(profiles: Sequence[Profile]) -> frozenset[str]:
    return frozenset(c for p in profiles for c in p.countries)


def _is_sequel(later: Sequence[Profile], earlier: Sequence[Profile]) -> bool:
    """Whether one group tells how a signing went that the other announced, a few days before, for that day."""
    planned = {d for p in earlier for s in p.undertakings if s.realis == "planned" and (d := first_day(s.time))}
    told = {d for p in later for s in p.undertakings if s.realis == "actual" and (d := first_day(s.time))}
    if not planned & told:
        return False
    announced, news = min(p.day for p in earlier), min(p.day for p in later)
    days = (date.fromisoformat(d).toordinal() for d in planned & told)
    if not announced or news <= announced or not any(abs(announced - d) <= SEQUEL_DAYS and news >= d for d in days):
        return False
    return max(shared_people(p, q) or 0.0 for p in earlier for q in later) >= SAME_PEOPLE


def _held(profiles: Sequence[Profile]) -> list[Slots]:
    """The meetings and calls that the leads tell as held, each between two parties, on a known day."""
    return [s for p in profiles for s in p.lead_acts if s.kind in ENCOUNTERS and s.realis == "actual" and s.time]


def _one_encounter(first: Sequence[Profile], second: Sequence[Profile]) -> bool:
    """Whether both lead with the same two people meeting, or calling, on one day."""
    return any(
        s.kind == t.kind and s.kind != "visit" and first_day(s.time) == first_day(t.time) and same_two(s, t)
        for s in _held(first)
        for t in _held(second)
    )


def _other_encounters(first: Sequence[Profile], second: Sequence[Profile]) -> bool:
    """Whether the groups lead with encounters of which none is, or may be, the same: other people, or the same people
    in one kind of encounter on days of their own."""
    ours, theirs = _held(first), _held(second)
    if not ours or not theirs:
        return False
    same = [(s, t) for s in ours for t in theirs if same_two(s, t)]
    if not same:
        return True
    repeated = [s.kind == t.kind and _apart(first_day(s.time) or "", first_day(t.time) or "") > 1 for s, t in same]
    return all(repeated)
