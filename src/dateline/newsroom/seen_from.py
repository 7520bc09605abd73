"""People and offices as one story sees them: what other stories add to them is left out as far as it can change nothing."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import groupby, islice
from operator import itemgetter

from msgspec.structs import replace

from dateline.model import Article, Entity, Occupancy

_ENOUGH = 2
"""Articles beyond a story's own that say all: one is no record, two are well attested."""


def as_named(entity: Entity) -> Entity:
    """The entity without the chains that it has everywhere, and with the rank of each form in place of its count: which is
    used more is all that anybody asks."""
    ranks = {count: rank for rank, count in enumerate(sorted({0, *(n.count for n in entity.names)}))}
    names = tuple(replace(n, count=ranks[n.count]) for n in entity.names)
    return replace(entity, names=names, members=())


def as_attested(held: Occupancy, articles: Sequence[Article]) -> Occupancy:
    """The occupancy with the first day on which it is attested, those of the story, and the nearest before and after; and
    with the anchors in the story's articles and in two others."""
    days = sorted(a.published[:10] for a in articles if a.published)
    here = {a.id for a in articles}
    own = [a for article in here for a in _of_article(held.anchors, article)]
    elsewhere = ((article, a) for a in held.anchors if (article := a.split(":")[0]) not in here)
    others = (next(anchors) for _, anchors in groupby(elsewhere, key=itemgetter(0)))
    kept = (*own, *(anchor for _, anchor in islice(others, _ENOUGH)))
    if days:
        attested = held.attested
        first, last = bisect_right(attested, days[0]) - 1, bisect_left(attested, days[-1])
        attested = tuple(sorted({*attested[:1], *attested[max(first, 0) : last + 1]}))
        held = replace(held, attested=attested)
    return replace(held, anchors=tuple(sorted(kept)))


def _of_article(anchors: Sequence[str], article: str) -> Sequence[str]:
    """Those in one article, of anchors in order: an office is attested by as many articles as a newsroom has of it."""
    return anchors[bisect_left(anchors, f"{article}:") : bisect_left(anchors, f"{article};")]
