"""One seat in two scripts: names that do not sound alike, of the one holder of an office.

A name in Han characters and the same name in letters may share no sound (dialect readings in Singapore, Malaysia, Hong
Kong). Then the office, the days and the company decide, or nothing does.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import product

from dateline.lang.compare import compare_names, has_one_holder
from dateline.lang.compare.forms import parse_form
from dateline.link.chains import Chain, chain_order, country_of
from dateline.link.cluster import PersonLinks, Thought
from dateline.link.evidence import Profile, days_between
from dateline.link.short_names import is_partial

SAME_DAYS = 3
"""Days between texts on one occasion: news goes round the world in two, and a weekend lies between."""
READ_ALIKE = frozenset({"KR", "KP", "JP", "CN", "TW"})
"""Countries whose people's names compare across scripts by their readings: there, other sounds are another person."""


@dataclass(frozen=True)
class Holder:
    """A person found so far who holds a seat: the chains that say so, and those who act together with them."""

    profile: Profile
    scripts: frozenset[str]
    company: frozenset[str]


def join_by_seat(links: PersonLinks, named: Sequence[Chain]) -> None:
    """Join two people whose names stand in different scripts only, who hold one office that has one holder, on the same
    days, beside the same others, where nobody else holds it then. Two who fit in one script are left to review."""
    for office, holders in _holders_of_seats(links, named):
        fitting = [(a, b) for a, b in _at_one_time(holders) if _may_be_one(office, a, b)]
        for a, b in fitting:
            why = (
                f"{a.profile.name} and {b.profile.name} in two scripts",
                f"both {office}, the same days and partners",
            )
            if _rivals(a, b, holders):
                reasons = (*why, "somebody else holds it, too")
                links.review.append(Thought(a.profile.ref, b.profile.ref, False, 0.5, reasons))
            else:
                links.join(a.profile.ref, b.profile.ref, 0.78, (*why, "nobody else is called so"))


def _holders_of_seats(links: PersonLinks, named: Sequence[Chain]) -> list[tuple[str, list[Holder]]]:
    seats: dict[str, dict[str, list[Chain]]] = defaultdict(lambda: defaultdict(list))
    at = {c.ref: c for c in named}
    for chain in named:
        for seat in _seats(chain):
            seats[seat][links.clusters.find(chain.ref)].append(chain)
    found: list[tuple[str, list[Holder]]] = []
    for seat, clusters in sorted(seats.items()):
        if len(clusters) > 1:
            holders = [_holder(links, list(dict.fromkeys(chains)), at) for _, chains in sorted(clusters.items())]
            found.append((seat, sorted(holders, key=lambda h: chain_order(h.profile.chains[0]))))
    return found


def _seats(chain: Chain) -> tuple[str, ...]:
    held = [o for o in chain.offices if o.of and o.status == "current" and has_one_holder(o.position)]
    return tuple(dict.fromkeys(f"{o.position} of {o.of}" for o in held))


def _holder(links: PersonLinks, chains: list[Chain], at: dict[str, Chain]) -> Holder:
    company: set[str] = set()
    for ref in sorted({r for c in chains for r in c.company}):
        company.add(links.clusters.find(ref))
        company.update(_seats(at[ref]) if ref in at else ())
    forms = [c.name for c in chains if not is_partial(c.name, c.country)] or [chains[0].name]
    return Holder(Profile(tuple(chains)), frozenset(parse_form(f).script for f in forms), frozenset(company))


def _at_one_time(holders: Sequence[Holder]) -> list[tuple[Holder, Holder]]:
    """The pairs of holders who are named within a few days of each other, in order."""
    at: dict[int, list[int]] = defaultdict(list)
    for number, holder in enumerate(holders):
        for day in holder.profile.days:
            at[date.fromisoformat(day).toordinal()].append(number)
    pairs = {
        (min(i, j), max(i, j))
        for day, named in at.items()
        for near in range(day, day + SAME_DAYS + 1)
        for i, j in product(named, at.get(near, ()))
        if i != j
    }
    return [(holders[i], holders[j]) for i, j in sorted(pairs)]


def _may_be_one(office: str, a: Holder, b: Holder) -> bool:
    if a.scripts & b.scripts or a.profile.articles & b.profile.articles:
        return False
    if days_between(a.profile.days, b.profile.days) > SAME_DAYS or not a.profile.days or not b.profile.days:
        return False
    if not (a.company - {office}) & (b.company - {office}):
        return False
    country = country_of(office.rsplit(" of ", 1)[1])
    if country is None:
        return False
    return country not in READ_ALIKE or _same_family(a, b)


def _same_family(a: Holder, b: Holder) -> bool:
    """Whether the family names at least agree across scripts, as far as either can be read in the other."""
    return any(
        compare_names(x.name, y.name).score >= 0.35 or compare_names(x.name, y.name).relation in ("wider", "narrower")
        for x in a.profile.chains[:3]
        for y in b.profile.chains[:3]
    )


def _rivals(a: Holder, b: Holder, holders: Sequence[Holder]) -> bool:
    """Whether a third person is called by the office at the time, in a script of either and in the same company."""
    return any(
        h is not a and h is not b and h.scripts & (a.scripts | b.scripts) and (_near(h, a) or _near(h, b))
        for h in holders
    )


def _near(a: Holder, b: Holder) -> bool:
    return days_between(a.profile.days, b.profile.days) <= SAME_DAYS
