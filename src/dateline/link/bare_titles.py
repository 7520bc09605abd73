"""Titles that stand alone: "the minister" is the one person of the text or month who is called so."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from dateline.lang.compare import has_one_holder
from dateline.link.chains import Chain
from dateline.link.cluster import PersonLinks
from dateline.link.evidence import days_between


def join_bare_titles(links: PersonLinks, bare: Sequence[Chain], named: Sequence[Chain]) -> None:
    """A title of an office with one holder stands for the person of the same text or day who alone is called by it."""
    holders: dict[tuple[str, str], list[Chain]] = defaultdict(list)
    for chain in named:
        for office in chain.offices:
            if office.of and office.status in ("current", "acting") and has_one_holder(office.position):
                holders[(office.position, office.of)].append(chain)
    for chain in bare:
        if not chain.offices:
            continue
        office = chain.offices[0]
        if not office.of or not has_one_holder(office.position):
            continue
        near = [
            c
            for c in holders.get((office.position, office.of), ())
            if c.article == chain.article or _same_month(c, chain)
        ]
        here = [c for c in near if c.article == chain.article] or near
        if here and len({links.clusters.find(c.ref) for c in near}) == 1:
            why = (f"the only {office.position} of {office.of} named then is {here[0].name}",)
            links.join(here[0].ref, chain.ref, 0.8, why)


def _same_month(a: Chain, b: Chain) -> bool:
    return bool(a.day and b.day) and days_between((a.day or "",), (b.day or "",)) <= 31
