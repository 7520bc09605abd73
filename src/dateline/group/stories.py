"""Articles on one event: average-link clustering of the likeness graph, and ids that stay."""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

import numpy as np

from dateline.group.copies import group_pairs
from dateline.group.dossier import Dossier
from dateline.group.likeness import Likeness
from dateline.group.running import join_running

JOIN = 0.26
"""Likeness above which two groups of articles tell one event. Chosen on ``bench/stories/giveme5w1h_dev`` (B-cubed F1 .97 on
the whole, .99 on samples of 12 to 40 articles) and on ``bench/hand/events_parallel`` across languages."""
NEAR = 0.2
"""Cosine of lead vectors below which a pair is not looked at: no pair of one event in either set lies below it."""
CHUNK = 1024


def cluster_articles(likeness: Likeness, copies: Mapping[tuple[int, int], float]) -> list[list[int]]:
    """Groups of article indices, one an event, by average link over the pairs that are near; the partition does not
    depend on the order of the articles. Copies are as like as can be, unless their days tell them apart."""
    size = len(likeness.profiles)
    near = _near_pairs(likeness) | set(copies)
    scores = {pair: likeness.score(*pair) for pair in sorted(near)}
    for pair in copies:
        if likeness.one_text(*pair):
            scores[pair] = max(scores[pair], 1.0)
    strong = [pair for pair, score in scores.items() if score >= JOIN]
    clusters: list[list[int]] = []
    for component in group_pairs(size, strong):
        clusters.extend(_average_link(component, scores, likeness))
    return join_running(clusters, likeness, near)


def _near_pairs(likeness: Likeness) -> set[tuple[int, int]]:
    centres = likeness.centres()
    found: set[tuple[int, int]] = set()
    for start in range(0, len(centres), CHUNK):
        rows, columns = np.nonzero(centres[start : start + CHUNK] @ centres.T >= NEAR)
        found |= {(int(i) + start, int(j)) for i, j in zip(rows, columns, strict=True) if int(i) + start < j}
    return found


def _average_link(members: list[int], scores: Mapping[tuple[int, int], float], likeness: Likeness) -> list[list[int]]:
    """Merge the two groups with the highest mean likeness until none reaches ``JOIN`` (UPGMA; Sokal and Michener 1958).

    Ties go to the groups whose articles come first by id, so that order of input never decides.
    """
    groups = {m: [m] for m in members}
    total: dict[tuple[int, int], float] = {}
    for x, i in enumerate(members):
        for j in members[x + 1 :]:
            pair = (min(i, j), max(i, j))
            total[pair] = scores[pair] if pair in scores else likeness.score(*pair)
    while total:
        mean = {p: s / (len(groups[p[0]]) * len(groups[p[1]])) for p, s in total.items()}
        best = min(mean, key=lambda p: (-round(mean[p], 9), p))
        if mean[best] < JOIN:
            break
        keep, gone = best
        groups[keep] = sorted(groups[keep] + groups.pop(gone))
        del total[best]
        for other in groups:
            if other != keep:
                moved = total.pop((min(gone, other), max(gone, other)))
                total[min(keep, other), max(keep, other)] += moved
    return [sorted(g) for g in groups.values()]


def mint(prefix: str, *parts: str) -> str:
    """An id: the prefix and 16 hex digits of SHA-256 over the parts."""
    return prefix + hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:16]


def earliest(dossiers: Sequence[Dossier]) -> Dossier:
    """The article published first; among equals and the undated the one with the lowest id."""
    return min(dossiers, key=lambda d: (d.article.published or "9999", d.id))


def allot_ids(
    clusters: Sequence[Sequence[int]], dossiers: Sequence[Dossier], allotted: Mapping[str, str]
) -> list[tuple[str, tuple[str, ...]]]:
    """For each cluster its story id and aliases. Ids of earlier runs are kept by the cluster that holds most of their
    articles; a merge keeps the id of its earliest article and lists the others; a new story is named after its earliest."""
    claims: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for number, cluster in enumerate(clusters):
        held = Counter(allotted[dossiers[i].id] for i in cluster if dossiers[i].id in allotted)
        for story, count in held.items():
            claims[story].append((-count, number))
    owned: dict[int, set[str]] = defaultdict(set)
    for story, bids in claims.items():
        owned[min(bids)[1]].add(story)
    named: list[tuple[str, tuple[str, ...]]] = []
    for number, cluster in enumerate(clusters):
        articles = [dossiers[i] for i in cluster]
        kept = [d for d in articles if allotted.get(d.id) in owned[number]]
        own = allotted[earliest(kept).id] if kept else _fresh(articles, claims)
        named.append((own, tuple(sorted(owned[number] - {own}))))
    return named


def _fresh(articles: Sequence[Dossier], taken: Mapping[str, object]) -> str:
    """A new id from the earliest article, or from the next one where a story elsewhere already bears that name."""
    rest = sorted(articles, key=lambda d: (d.article.published or "9999", d.id))
    options = [mint("s", d.id) for d in rest]
    return next((o for o in options if o not in taken), mint("s", *(d.id for d in rest)))
