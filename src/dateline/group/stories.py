"""Ids: of stories, which stay once they were given, and of all else that the stage makes."""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from dateline.group.dossier import Dossier
from dateline.model import Article


def mint(prefix: str, *parts: str) -> str:
    """An id: the prefix and 16 hex digits of SHA-256 over the parts."""
    return prefix + hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:16]


def earliest(dossiers: Sequence[Dossier]) -> Dossier:
    """The article published first; among equals and the undated the one with the lowest id."""
    return min(dossiers, key=lambda d: (d.article.published or "9999", d.id))


def allot_ids(clusters: Sequence[Sequence[Article]], allotted: Mapping[str, str]) -> list[tuple[str, tuple[str, ...]]]:
    """For each cluster its story id and aliases. Ids of earlier runs are kept by the cluster that holds most of their
    articles; a merge keeps the id of its earliest article and lists the others; a new story is named after its earliest."""
    claims: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for number, cluster in enumerate(clusters):
        held = Counter(allotted[a.id] for a in cluster if a.id in allotted)
        for story, count in held.items():
            claims[story].append((-count, number))
    owned: dict[int, set[str]] = defaultdict(set)
    for story, bids in claims.items():
        owned[min(bids)[1]].add(story)
    named: list[tuple[str, tuple[str, ...]]] = []
    for number, cluster in enumerate(clusters):
        ordered = [a.id for a in sorted(cluster, key=lambda a: (a.published or "9999", a.id))]
        kept = [allotted[a] for a in ordered if allotted.get(a) in owned[number]]
        own = kept[0] if kept else _fresh(ordered, claims)
        named.append((own, tuple(sorted(owned[number] - {own}))))
    return named


def _fresh(articles: Sequence[str], taken: Mapping[str, object]) -> str:
    """A new id from the earliest article, or from the next one where a story elsewhere already bears that name."""
    options = [mint("s", article) for article in articles]
    return next((o for o in options if o not in taken), mint("s", *articles))
