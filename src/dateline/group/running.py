"""Running matters: groups of articles that go on with one event, in the following days, are one story with it.

What two groups must have in common is asked of the groups, not of their articles: the report of a court's ruling and the
report, two weeks later, of what came of it share their matter and their people, hardly their day or their words.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from dateline.group.accidents import ANY, REGIONAL
from dateline.group.dossier import first_day
from dateline.group.likeness import RUNNING_DAYS, Likeness, Profile, other_accidents, same_two
from dateline.group.slots import ENCOUNTERS
from dateline.model import Slots

MATTER = ((14, 0.3, 0.25), (21, 0.0, 0.275), (45, 0.0, 0.3))
"""Days between two groups, people in common, and mutual likeness of matter above which they are one running story. On
``bench/stories/giveme5w1h_dev`` no two events less than 45 days apart reach .275; parts of one event lie above .276."""
SAME_MATTER = 0.2
"""Likeness of matter for an accident of a kind that may happen twice in one country in the same days."""
LEAD_SENTENCES = 3
"""Sentences of the leads below which likeness of matter does not tell two events of one topic apart."""
SAME_DAY = 0.17
"""Likeness of matter for what the same people did on one day, in reports of that day or the next."""
SEQUEL_DAYS, SAME_PEOPLE = 7, 0.5
"""Days between the report of a plan to sign and the day planned, and the share of people in common, within which the
outcome is told as the same story."""
ACCIDENT, SEQUEL, ENCOUNTER = 4.0, 3.0, 2.0


def join_running(
    clusters: Sequence[Sequence[int]], likeness: Likeness, near: Iterable[tuple[int, int]]
) -> list[list[int]]:
    """The clusters, the most alike put together first, until no two are one running matter. ``near`` are the pairs of
    articles worth a look."""
    groups = {min(c): sorted(c) for c in clusters}
    home = {i: name for name, members in groups.items() for i in members}
    pairs = {(min(home[i], home[j]), max(home[i], home[j])) for i, j in near if home[i] != home[j]}
    pairs |= _of_one_accident(groups, likeness)
    ties = {p: _tie(groups[p[0]], groups[p[1]], likeness) for p in sorted(pairs)}
    while ties:
        best = min(ties, key=lambda p: (-round(ties[p], 9), p))
        if not ties[best]:
            break
        keep, gone = best
        groups[keep] = sorted(groups[keep] + groups.pop(gone))
        touched = {x for p in ties if gone in p or keep in p for x in p} - {keep, gone}
        ties = {p: tie for p, tie in ties.items() if gone not in p and keep not in p}
        for other in sorted(touched):
            pair = (min(keep, other), max(keep, other))
            ties[pair] = _tie(groups[pair[0]], groups[pair[1]], likeness)
    return [groups[name] for name in sorted(groups)]


def _of_one_accident(groups: Mapping[int, Sequence[int]], likeness: Likeness) -> set[tuple[int, int]]:
    """Pairs of groups that tell of one kind of accident."""
    of_kind: dict[str, set[int]] = defaultdict(set)
    for name, members in groups.items():
        for kind in {k for i in members for k in likeness.profiles[i].accident} - {ANY}:
            of_kind[kind].add(name)
    return {(a, b) for names in of_kind.values() for a in names for b in names if a < b}


def _tie(a: Sequence[int], b: Sequence[int], likeness: Likeness) -> float:
    """How strongly two groups are one running matter; 0 where they are not."""
    first, second = [likeness.profiles[i] for i in a], [likeness.profiles[i] for i in b]
    gap = _gap(first, second)
    if gap is None or gap > MATTER[-1][0]:
        return 0.0
    if gap <= RUNNING_DAYS and _one_accident(a, b, likeness):
        return ACCIDENT
    if _is_sequel(a, b, likeness) or _is_sequel(b, a, likeness):
        return SEQUEL
    if _one_encounter(first, second):
        return ENCOUNTER
    if _other_encounters(first, second) or other_accidents(_kinds(first), _kinds(second)):
        return 0.0
    matter, people = likeness.mutual(a, b)
    if gap <= 1 and people >= SAME_PEOPLE and matter >= SAME_DAY and _one_day(first, second):
        return ENCOUNTER
    if min(_length(first), _length(second)) < LEAD_SENTENCES:
        return 0.0
    return matter if any(gap <= days and people >= least and matter >= high for days, least, high in MATTER) else 0.0


def _length(profiles: Sequence[Profile]) -> float:
    """The mean number of sentences of the leads."""
    return sum(len(p.lead) for p in profiles) / len(profiles)


def _one_day(first: Sequence[Profile], second: Sequence[Profile]) -> bool:
    """Whether the leads of both groups tell of one day."""
    return bool({first_day(p.day) for p in first} & {first_day(p.day) for p in second} - {None})


def _gap(first: Sequence[Profile], second: Sequence[Profile]) -> int | None:
    """The fewest days between the publication of an article of one group and one of the other."""
    ours = sorted({d for p in first if (d := p.dossier.day)})
    theirs = sorted({d for p in second if (d := p.dossier.day)})
    return min((_apart(x, y) for x in ours for y in theirs), default=None)


def _apart(a: str, b: str) -> int:
    return abs((date.fromisoformat(a) - date.fromisoformat(b)).days)


def _one_accident(a: Sequence[int], b: Sequence[int], likeness: Likeness) -> bool:
    """One kind of accident in one country in the same days; but for what strikes a whole region, also a place, somebody
    or much of the matter in common."""
    first, second = [likeness.profiles[i] for i in a], [likeness.profiles[i] for i in b]
    kinds = _kinds(first) & _kinds(second)
    ours, theirs = _countries(first), _countries(second)
    if not kinds or not ours & theirs:
        return False
    if kinds & REGIONAL:
        return True
    if {x for p in first for x in p.places} & {x for p in second for x in p.places}:
        return True
    matter, people = likeness.mutual(a, b)
    return people > 0 or matter >= SAME_MATTER


def _kinds(profiles: Sequence[Profile]) -> frozenset[str]:
    return frozenset(k for p in profiles for k in p.accident) - {ANY}


def _countries(profiles: Sequence[Profile]) -> frozenset[str]:
    return frozenset(c for p in profiles for c in p.countries)


def _is_sequel(later: Sequence[int], earlier: Sequence[int], likeness: Likeness) -> bool:
    """Whether one group tells how a signing went that the other announced, a few days before, for that day."""
    before, after = [likeness.profiles[i] for i in earlier], [likeness.profiles[i] for i in later]
    planned = {d for p in before for s in p.undertakings if s.realis == "planned" and (d := first_day(s.time))}
    told = {d for p in after for s in p.undertakings if s.realis == "actual" and (d := first_day(s.time))}
    days = sorted(d.dossier.day or "" for d in before)
    news = min((d.dossier.day or "" for d in after), default="")
    near = {d for d in planned & told if days[0] and _apart(days[0], d) <= SEQUEL_DAYS and news >= d}
    if not near or news <= days[0]:
        return False
    return max(likeness.shared_people(i, j) or 0.0 for i in earlier for j in later) >= SAME_PEOPLE


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
