"""Whether two groups of chains name one person: the name, the country, the offices, the company, the day."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Collection, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache
from itertools import combinations

from dateline.lang.compare import (
    Comparison,
    compare_names,
    compare_positions,
    has_one_holder,
    is_public_life,
    is_public_office,
    is_seat,
    name_keys,
    walk_of_life,
)
from dateline.lang.compare.blocking import pair_names
from dateline.lang.compare.forms import parse_form
from dateline.lang.zh.readings import fold_han
from dateline.link.chains import Chain, chain_order

SAME = 0.7
LIKELY = 0.5
"""The score from which on names may be one: a pair below it is not looked at."""
SEAT_DAYS = 31
NEAR_DAYS = 10
_MONTHS = 100


@dataclass(frozen=True, slots=True)
class OfficeHeld:
    """An office that a profile is called by, and the days of the texts that do so."""

    position: str
    of: str | None
    status: str
    days: tuple[str, ...]
    since: str | None = None
    until: str | None = None

    def may_be_at(self, days: Sequence[str]) -> bool:
        """Whether one of the days lies inside the office's own time, or nothing speaks against it."""
        if not days or not (self.since or self.until):
            return True
        return any((self.since or "") <= d[:10] and d[: len(self.until or "")] <= (self.until or "~") for d in days)


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
    def offices(self) -> tuple[OfficeHeld, ...]:
        """Every office seen, once, with the days on which it was seen."""
        seen: dict[tuple[str, str, str, str, str], list[str]] = defaultdict(list)
        for chain in self.chains:
            for office in chain.offices:
                # what a text says of the time of an office is its own word; the list's word is taken
                time = (office.since or "", office.until or "") if chain.known else ("", "")
                seen[(office.position, office.of or "", office.status, *time)].append(chain.day or "")
        return tuple(
            OfficeHeld(
                position, of or None, status, tuple(sorted({d for d in days if d})), since or None, until or None
            )
            for (position, of, status, since, until), days in sorted(seen.items())
        )

    @property
    def known(self) -> bool:
        """Whether the newsroom's own list has the person."""
        return self.chains[0].known

    @cached_property
    def walks(self) -> frozenset[str]:
        """The walks of life of its offices; one that every walk has (a chair, an adviser, a founder) tells none."""
        return _walks(o.position for o in self.offices)

    @cached_property
    def standing(self) -> str:
        """``public`` (in a public office), ``private`` (called by others only), or nothing where no office is told."""
        return _standing([(o.position, o.of) for o in self.offices])

    @cached_property
    def is_spelled_by_ear(self) -> bool:
        """Whether it is a whole name of two words or more of somebody whom no Korean, Japanese or Chinese reading names."""
        return self.country not in _READ_IN and len(parse_form(self.name).words) > 1

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


def _walks(positions: Iterable[str]) -> frozenset[str]:
    told = ((walk_of_life(position), is_public_life(position)) for position in positions)
    return frozenset(walk for walk, public in told if walk != "public" or public)


def _standing(offices: Sequence[tuple[str, str | None]]) -> str:
    public = any(is_public_life(position) or "/" in (of or "") for position, of in offices)
    return "public" if public else "private" if offices else ""


@dataclass(frozen=True, slots=True)
class Opinion:
    """How likely two profiles are one person, why, and whether they must be kept apart."""

    score: float
    why: tuple[str, ...]
    apart: bool = False


def judge_profiles(a: Profile, b: Profile) -> Opinion | None:
    """An opinion on two profiles, or None when their names have nothing to do with each other."""
    name = compare_names(a.name, b.name, country=a.country if a.country == b.country else None)
    if name.score < LIKELY or name.relation != "equal":
        return None
    why = (f"{a.name} = {b.name}: {name.why[0]}",)
    if a.country and b.country and a.country != b.country:
        return Opinion(0.05, (*why, f"countries differ: {a.country}, {b.country}"), apart=True)
    if a.walks and b.walks and not a.walks & b.walks:
        return Opinion(0.2, (*why, f"walks of life differ: {_said(a.walks)}, {_said(b.walks)}"), apart=True)
    return _with_offices(a, b, name, why)


def _with_offices(a: Profile, b: Profile, name: Comparison, why: tuple[str, ...]) -> Opinion:
    together = bool(a.partners & b.partners)
    near = days_between(a.days, b.days) <= NEAR_DAYS
    relation, reason = compare_offices(a, b)
    if relation == "conflict" and not together:
        return Opinion(0.15, (*why, reason), apart=True)
    if relation == "other" and a.articles & b.articles and _public_and_private(a, b):
        return Opinion(0.2, (*why, "one text has both, one in public office, the other not"), apart=True)
    by_ear = a.is_spelled_by_ear and b.is_spelled_by_ear and "reading" not in name.why[0]
    score = min(name.score, 0.96) - (0.12 if _read_abroad(name, a.country or b.country) else 0.0)
    if relation == "conflict":
        score = 0.75
    elif relation == "same":
        score = min(0.98, score + (0.03 if _say_whose(a) and _say_whose(b) else 0.01))
        score = max(score, 0.75) if near and _one_seat_abroad(a, b) else score
    elif relation == "changed" and not together:
        score = 0.6
    elif relation in ("other", "changed"):
        by_ear = by_ear and near and parse_form(a.name).script != parse_form(b.name).script
        score -= 0.0 if together or by_ear else _distance_of_offices(a, b, near)
    elif near:
        score -= 0.05
    elif "public" in (a.standing, b.standing) or a.known or b.known:
        score -= 0.15 if "same words" in name.why[0] else 0.2
    else:
        score -= 0.3  # months apart the name alone does not bridge: of those in no public office there may be two
    reason = reason or (
        "one in public office, the other not" if relation == "other" and _public_and_private(a, b) else ""
    )
    found = [*why, *([reason] if reason else []), *(["the same partners"] if together else [])]
    if not near:
        found.append("articles more than ten days apart")
    return Opinion(min(score + (0.05 if together else 0.0), 0.99), tuple(found))


_READ_IN = {"KR": "Korean", "KP": "Korean", "JP": "Japanese", "CN": "Chinese", "TW": "Chinese"}


def _read_abroad(name: Comparison, country: str | None) -> bool:
    """Whether two forms meet only in the sounds of another country than the person's, where one's own would do: so meet
    the slips of a copyist, too."""
    own = _READ_IN.get(country or "")
    return own is not None and any(name.why[0].startswith(f"{o} reading") for o in {*_READ_IN.values()} - {own})


def compare_offices(a: Profile, b: Profile) -> tuple[str, str]:
    """``same`` (an office of each agrees), ``conflict`` (two seats at one time), ``changed`` (two seats, one after the
    other), ``other``, or ``unknown`` (not said)."""
    if not a.offices or not b.offices:
        return "unknown", ""
    conflict = changed = ""
    for first in a.offices:
        for second in b.offices:
            found = compare_positions((first.position, first.of), (second.position, second.of))
            if not (first.may_be_at(b.days) and second.may_be_at(a.days)):
                continue
            if found.relation in ("equal", "narrower", "wider"):
                return "same", f"both {second.position} of {second.of or first.of or 'somebody'}"
            now = first.status == second.status == "current" and days_between(first.days, second.days) <= SEAT_DAYS
            if found.relation == "conflict" and now and is_seat(first.position) and is_seat(second.position):
                told = f"offices differ: {found.why[0]}"
                changed = changed or (told if _one_after_another(first, second) else "")
                conflict = conflict or ("" if _one_after_another(first, second) else told)
    if conflict:
        return "conflict", conflict
    return ("changed", f"{changed}, one after the other") if changed else ("other", "")


def _one_after_another(a: OfficeHeld, b: OfficeHeld) -> bool:
    """Whether one office is attested only after the other, as when somebody changes from one to the next."""
    return bool(a.days and b.days) and (a.days[-1] < b.days[0] or b.days[-1] < a.days[0])


def _distance_of_offices(a: Profile, b: Profile, near: bool) -> float:
    """What two offices that one person may well hold take from the score: nothing in the same days, less where both are
    public offices of one country."""
    if _public_and_private(a, b):
        return 0.3
    if near:
        return 0.0
    public = all(any(is_public_office(o.position) for o in p.offices) for p in (a, b))
    months = days_between(a.days, b.days) <= _MONTHS
    return 0.12 if public and months and a.country is not None and a.country == b.country else 0.3


def _one_seat_abroad(a: Profile, b: Profile) -> bool:
    """Whether both are in these days in one seat with one holder, of a country whose names every script spells by ear: a
    likeness that would not do alone does then (林奎斯特 and Lindqvist, both prime minister of New Zealand)."""
    told = {a.country, b.country} - {None}
    if len(told) != 1 or told & set(_READ_IN):
        return False
    return any(
        x.position == y.position and x.status == y.status == "current" and has_one_holder(x.position)
        for x in a.offices
        for y in b.offices
    )


def _say_whose(profile: Profile) -> bool:
    """Whether a text says of which country or body the person holds an office."""
    return any(o.of for o in profile.offices)


def _public_and_private(a: Profile, b: Profile) -> bool:
    """Whether one is called by a public office and the other by none."""
    return {a.standing, b.standing} == {"public", "private"}


def is_near_miss(name: Comparison) -> bool:
    """Whether two names differ so little that one may be a slip for the other."""
    return (
        bool(name.why)
        and name.score < 0.5
        and name.why[0].startswith(("one character differs", "one syllable differs"))
    )


def days_between(a: Sequence[str], b: Sequence[str]) -> int:
    """The fewest days between two sorted lists of days; 0 when either has none."""
    if len(b) < len(a):
        a, b = b, a
    gaps: list[int] = []
    for day in a:
        at = bisect_left(b, day)
        gaps.extend(abs(_ordinal(day) - _ordinal(b[i])) for i in (at - 1, at) if 0 <= i < len(b))
    return min(gaps, default=0)


@lru_cache(maxsize=20_000)
def _ordinal(day: str) -> int:
    return date.fromisoformat(day).toordinal()


def _said(words: Iterable[str]) -> str:
    return " and ".join(sorted(words))


@lru_cache(maxsize=65536)
def fold_name(name: str) -> str:
    """A key that written variants of one name share."""
    form = parse_form(name)
    if form.script in ("han", "mixed"):
        return fold_han(form.joined)
    return " ".join(sorted(form.words)) if form.script == "latin" else form.joined


def find_namesakes(chains: Sequence[Chain]) -> dict[str, tuple[tuple[str, str], ...]]:
    """The names that two chains of one text bear in full, each with the pairs of chains: a reader takes one name for one
    person, unless the text tells two apart."""
    bearers: dict[tuple[str, str], set[str]] = defaultdict(set)
    for chain in chains:
        if not chain.known:
            bearers[chain.article, fold_name(chain.name)].add(chain.ref)
    found: dict[str, tuple[tuple[str, str], ...]] = {}
    for (_, name), refs in sorted(bearers.items()):
        found[name] = (*found.get(name, ()), *combinations(sorted(refs), 2))
    return {name: pairs for name, pairs in found.items() if pairs}


def build_profiles(
    chains: Sequence[Chain], namesakes: Container[str] = (), make: Callable[[tuple[Chain, ...]], Profile] = Profile
) -> list[Profile]:
    """Group chains of one written name that agree on country, walk of life, standing and seats; those of ``namesakes`` on
    all offices. ``make`` gives the profile of some chains."""
    groups: dict[tuple[object, ...], list[Chain]] = defaultdict(list)
    for chain in chains:
        name = fold_name(chain.name)
        listed = chain.article if chain.known else ""
        groups[(name, chain.country or "", *_called(chain, name in namesakes), listed)].append(chain)
    runs = [run for group in groups.values() for run in _runs(group)]
    return sorted((make(tuple(run)) for run in runs), key=lambda p: chain_order(p.chains[0]))


def _called(chain: Chain, every: bool) -> tuple[object, ...]:
    """Walk of life, standing and seats of a chain (``every`` office where that is asked for)."""
    return _called_by(tuple((o.position, o.of) for o in chain.offices), every)


@lru_cache(maxsize=65536)
def _called_by(
    offices: tuple[tuple[str, str | None], ...], every: bool
) -> tuple[tuple[str, ...], str, tuple[object, ...]]:
    seats = tuple(sorted({(position, of or "") for position, of in offices if every or has_one_holder(position)}))
    return tuple(sorted(_walks(p for p, _ in offices))), _standing(offices), seats


def _runs(chains: list[Chain]) -> list[list[Chain]]:
    """The chains of people in no public office parted where months lie between: a name alone does not bridge them."""
    if _called(chains[0], False)[1] == "public" or chains[0].known:  # all are of one standing
        return [chains]
    runs: list[list[Chain]] = []
    for chain in chains:
        last = next((c.day for c in reversed(runs[-1]) if c.day), None) if runs else None
        if runs and (not last or not chain.day or days_between((last,), (chain.day,)) <= SEAT_DAYS):
            runs[-1].append(chain)
        else:
            runs.append([chain])
    return runs


def candidate_pairs(
    profiles: Sequence[Profile], pairs_of: Callable[[Collection[str]], Iterable[tuple[str, str]]] = pair_names
) -> Iterator[tuple[Profile, Profile]]:
    """Pairs of profiles whose names may name one person, in their order; ``pairs_of`` gives those of names that may."""
    by_name = _by_name(profiles)
    pairs = ((a, b) for a, b in pairs_of(by_name) if _are_alike(a, b, by_name))
    return _crossed(profiles, by_name, [*((n, n) for n in by_name), *pairs])


def _are_alike(a: str, b: str, by_name: Mapping[str, Sequence[int]]) -> bool:
    """Whether two names are equal as profiles are compared, the earlier with the later: so two names are compared once, and
    not each profile of the one with each of the other. (A country moves the score of a reading, not whether it is one.)"""
    first, second = by_name[a], by_name[b]
    return (first[0] < second[-1] and _is_likely(a, b)) or (second[0] < first[-1] and _is_likely(b, a))


def _is_likely(a: str, b: str) -> bool:
    like = compare_names(a, b)
    return like.relation == "equal" and like.score >= LIKELY


def near_misses(profiles: Sequence[Profile]) -> Iterator[tuple[Profile, Profile]]:
    """Pairs of profiles with a position in common, whose names share a key and differ in one character or syllable."""
    blocks: dict[tuple[str, str], set[str]] = defaultdict(set)
    for profile in profiles:
        for position in {o.position for o in profile.offices}:
            for key in name_keys(profile.name):
                blocks[key, position].add(profile.name)
    pairs = {pair for names in blocks.values() for pair in combinations(sorted(names), 2)}
    near = [(a, b) for a, b in pairs if is_near_miss(compare_names(a, b)) or is_near_miss(compare_names(b, a))]
    return _crossed(profiles, _by_name(profiles), near)


def _by_name(profiles: Sequence[Profile]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = defaultdict(list)
    for index, profile in enumerate(profiles):
        found[profile.name].append(index)
    return found


def _crossed(
    profiles: Sequence[Profile], by_name: Mapping[str, Sequence[int]], names: Iterable[tuple[str, str]]
) -> Iterator[tuple[Profile, Profile]]:
    """Every profile of a name with every one of the other, but two of the newsroom's own list."""
    pairs = {(i, j) if i < j else (j, i) for a, b in names for i in by_name[a] for j in by_name[b] if i != j}
    found = ((profiles[i], profiles[j]) for i, j in sorted(pairs))
    return ((a, b) for a, b in found if not (a.known and b.known))
