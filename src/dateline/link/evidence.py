"""Whether two groups of chains name one person: the name, the country, the offices, the company, the day."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from dateline.lang.compare import Comparison, compare_names, compare_positions, is_seat, walk_of_life
from dateline.link.chains import Chain, OfficeSeen

SAME = 0.7
SEAT_DAYS = 31
NEAR_DAYS = 10


@dataclass(frozen=True)
class Profile:
    """Chains that surely name one person: one name, one country, offices that do not contradict each other."""

    chains: tuple[Chain, ...]

    @property
    def ref(self) -> str:
        """The ref of the first chain stands for the profile."""
        return self.chains[0].ref

    @property
    def name(self) -> str:
        """The full name, as the first chain has it."""
        return self.chains[0].name

    @cached_property
    def country(self) -> str | None:
        """The country of the first chain that has one."""
        return next((c.country for c in self.chains if c.country), None)

    @cached_property
    def offices(self) -> tuple[tuple[OfficeSeen, str | None], ...]:
        """Every office seen with the day on which it was seen."""
        return tuple((office, chain.day) for chain in self.chains for office in chain.offices)

    @cached_property
    def walks(self) -> frozenset[str]:
        """The walks of life of its offices."""
        return frozenset(walk_of_life(office.position) for office, _ in self.offices)

    @cached_property
    def days(self) -> tuple[str, ...]:
        """The days of its articles, in order."""
        return tuple(sorted({c.day for c in self.chains if c.day}))

    @cached_property
    def partners(self) -> frozenset[str]:
        """Keys of all partners."""
        return frozenset().union(*(c.partners for c in self.chains))

    @cached_property
    def articles(self) -> frozenset[str]:
        """The articles it occurs in."""
        return frozenset(c.article for c in self.chains)


@dataclass(frozen=True, slots=True)
class Opinion:
    """How likely two profiles are one person, why, and whether they must be kept apart."""

    score: float
    why: tuple[str, ...]
    apart: bool = False
    near_miss: bool = False


def judge_profiles(a: Profile, b: Profile) -> Opinion | None:
    """An opinion on two profiles, or None when their names have nothing to do with each other."""
    name = compare_names(a.name, b.name, country=a.country if a.country == b.country else None)
    near_miss = is_near_miss(name)
    if name.score < 0.5 or name.relation != "equal":
        return Opinion(name.score, name.why, near_miss=True) if near_miss else None
    why = (f"{a.name} = {b.name}: {name.why[0]}",)
    if a.country and b.country and a.country != b.country:
        return Opinion(0.05, (*why, f"countries differ: {a.country}, {b.country}"), apart=True)
    if a.walks and b.walks and not a.walks & b.walks:
        return Opinion(0.2, (*why, f"walks of life differ: {_said(a.walks)}, {_said(b.walks)}"), apart=True)
    return _with_offices(a, b, name, why)


def _with_offices(a: Profile, b: Profile, name: Comparison, why: tuple[str, ...]) -> Opinion:
    together = bool(a.partners & b.partners)
    near = _days_between(a, b) <= NEAR_DAYS
    relation, reason = compare_offices(a, b)
    if relation == "conflict" and not together:
        return Opinion(0.15, (*why, reason), apart=True)
    score = min(name.score, 0.96)
    if relation == "conflict":
        score = 0.75
    elif relation == "same":
        score = min(0.98, score + 0.03)
    elif relation == "other":
        score -= 0.0 if together or near else 0.3
    elif "same words" not in name.why[0]:
        score -= 0.05 if near else 0.2
    else:
        score -= 0.05 if near else 0.15
    found = [*why, *([reason] if reason else []), *(["the same partners"] if together else [])]
    if not near:
        found.append("articles more than ten days apart")
    return Opinion(min(score + (0.05 if together else 0.0), 0.99), tuple(found))


def compare_offices(a: Profile, b: Profile) -> tuple[str, str]:
    """``same`` (an office of each agrees), ``conflict`` (two seats at one time), ``other``, or ``unknown`` (not said)."""
    if not a.offices or not b.offices:
        return "unknown", ""
    conflict = ""
    for first, day_a in a.offices:
        for second, day_b in b.offices:
            found = compare_positions((first.position, first.of), (second.position, second.of))
            if found.relation in ("equal", "narrower", "wider"):
                return "same", f"both {second.position} of {second.of or first.of or 'somebody'}"
            now = first.status == second.status == "current" and _close(day_a, day_b, SEAT_DAYS)
            if found.relation == "conflict" and now and is_seat(first.position) and is_seat(second.position):
                conflict = f"offices differ: {found.why[0]}"
    return ("conflict", conflict) if conflict else ("other", "")


def is_near_miss(name: Comparison) -> bool:
    """Whether two names differ so little that one may be a slip for the other."""
    return (
        bool(name.why)
        and name.score < 0.5
        and name.why[0].startswith(("one character differs", "one syllable differs"))
    )


def _days_between(a: Profile, b: Profile) -> int:
    gaps = [abs((date.fromisoformat(x) - date.fromisoformat(y)).days) for x in a.days for y in b.days]
    return min(gaps, default=0)


def _close(a: str | None, b: str | None, days: int) -> bool:
    return not (a and b) or abs((date.fromisoformat(a) - date.fromisoformat(b)).days) <= days


def _said(words: Iterable[str]) -> str:
    return " and ".join(sorted(words))
