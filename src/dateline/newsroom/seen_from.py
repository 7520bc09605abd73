"""People and offices as one story sees them: what other stories add to them is left out as far as it can change nothing."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from itertools import groupby, islice
from operator import itemgetter

from msgspec.structs import replace

from dateline.model import Article, Entity, Name, Occupancy

_MOST = 10_000
"""The count of the form that is used most; no entity has so many forms."""
_ENOUGH = 2
"""Articles beyond a story's own that say all: one is no record, two are well attested."""


def as_named(entity: Entity) -> Entity:
    """The entity without the chains that it has everywhere, and with the place of each form as its count, the most used first:
    which is used more is all that anybody asks, and asks of one language where English has a form. Places change seldom."""
    apart = any(n.lang == "en" for n in entity.names)
    return replace(
        entity, names=_ranked(entity.names, apart), wrong_forms=_ranked(entity.wrong_forms, apart), members=()
    )


def _ranked(names: Iterable[Name], apart: bool) -> tuple[Name, ...]:
    """The names with their places; ``apart``: those of each language by themselves."""

    def group(name: Name) -> str:
        return name.lang if apart else ""

    ordered = sorted(names, key=lambda n: (group(n), -n.count, -len(n.text), n.text))
    return tuple(
        replace(name, count=_MOST - place if name.count else 0)
        for _, forms in groupby(ordered, key=group)
        for place, name in enumerate(forms)
    )


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
