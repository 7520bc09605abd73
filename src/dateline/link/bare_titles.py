"""Titles that stand alone: "the minister" is the one person of the text or month who is called so."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date

from dateline.lang.compare import has_one_holder
from dateline.link.chains import Chain
from dateline.link.cluster import PersonLinks

MONTH = 31
"""Days between a bare title and a text that names its holder."""

_Seat = tuple[str, str]


def join_bare_titles(links: PersonLinks, bare: Sequence[Chain], named: Sequence[Chain]) -> None:
    """A title of an office with one holder stands for the person of the same text or day who alone is called by it."""
    holders: dict[_Seat, _Holders] = defaultdict(_Holders)
    for chain in named:
        for office in chain.offices:
            if office.of and office.status in ("current", "acting") and has_one_holder(office.position):
                holders[(office.position, office.of)].put(chain, links.clusters.find(chain.ref))
    for chain in bare:
        if not chain.offices:
            continue
        office = chain.offices[0]
        if not office.of or not has_one_holder(office.position):
            continue
        held = holders.get((office.position, office.of))
        holder = held.holder(chain, links) if held is not None else None
        if holder is not None:
            why = (f"the only {office.position} of {office.of} named then is {holder.name}",)
            links.join(holder.ref, chain.ref, 0.8, why)


class _Holders:
    """The chains of those who are called by an office, by article and by day, in canonical order."""

    def __init__(self) -> None:
        self._by_article: dict[str, list[Chain]] = defaultdict(list)
        self._by_day: dict[int, dict[str, Chain]] = defaultdict(dict)

    def put(self, chain: Chain, person: str) -> None:
        """Take the next chain; of several of one person on one day the first does for the day."""
        self._by_article[chain.article].append(chain)
        if chain.day:
            self._by_day[date.fromisoformat(chain.day).toordinal()].setdefault(person, chain)

    def holder(self, bare: Chain, links: PersonLinks) -> Chain | None:
        """The chain of the one person of the bare title's text or month, the text's own first; None where there are two."""
        found: Chain | None = None
        for chain in self._near(bare):
            if found is not None and links.clusters.find(chain.ref) != links.clusters.find(found.ref):
                return None
            found = found or chain
        return found

    def _near(self, bare: Chain) -> Iterator[Chain]:
        yield from self._by_article.get(bare.article, [])
        if bare.day:
            day = date.fromisoformat(bare.day).toordinal()
            for near in range(day - MONTH, day + MONTH + 1):
                yield from self._by_day.get(near, {}).values()
