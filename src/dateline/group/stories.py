"""Articles on one event: average-link clustering of the likeness graph, and ids that stay."""

from __future__ import annotations

import hashlib
import heapq
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from datetime import date

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
WINDOW_DAYS, NEAREST = 60, 60
"""Days before an article, and articles of those days nearest to it, among which its story is looked for: so that the cost
of an article does not grow with the archive."""
WHOLE, FAR = 80, 0.1
"""Articles of a component up to which every pair is scored, and the likeness that others are taken to have."""
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
    """Pairs worth a look: for each article those, of the days before it, whose leads are nearest."""
    centres = likeness.centres()
    days = np.array([_ordinal(p.dossier.day) for p in likeness.profiles])
    order = np.lexsort((np.arange(len(days)), days))
    centres, days = centres[order], days[order]
    undated = int(np.searchsorted(days, 1))
    found: set[tuple[int, int]] = set()
    for start in range(0, len(centres), CHUNK):
        end = min(start + CHUNK, len(centres))
        first = max(undated, int(np.searchsorted(days, days[start] - WINDOW_DAYS)))
        columns = np.r_[0 : min(undated, start), first:end] if start >= undated else np.arange(end)
        cosines = centres[start:end] @ centres[columns].T
        cosines[columns[None, :] >= np.arange(start, end)[:, None]] = -1.0
        if len(columns) > NEAREST:
            cosines[cosines < -np.partition(-cosines, NEAREST, axis=1)[:, NEAREST : NEAREST + 1]] = -1.0
        rows, near = np.nonzero(cosines >= NEAR)
        pairs = zip(order[rows + start], order[columns[near]], strict=True)
        found |= {(min(int(i), int(j)), max(int(i), int(j))) for i, j in pairs}
    return found


def _ordinal(day: str | None) -> int:
    return date.fromisoformat(day).toordinal() if day else 0


def _average_link(members: list[int], scores: Mapping[tuple[int, int], float], likeness: Likeness) -> list[list[int]]:
    """Merge the two groups with the highest mean likeness until none reaches ``JOIN`` (UPGMA; Sokal and Michener 1958).

    Ties go to the groups whose articles come first by id, so that order of input never decides. In a component too large
    to score whole, a pair that was not near counts as ``FAR``.
    """
    groups = {m: [m] for m in members}
    total: dict[int, dict[int, tuple[float, int]]] = {m: {} for m in members}
    whole = len(members) <= WHOLE
    for x, i in enumerate(members):
        for j in members[x + 1 :]:
            pair = (min(i, j), max(i, j))
            if whole or pair in scores:
                value = scores[pair] if pair in scores else likeness.score(*pair)
                total[i][j] = total[j][i] = (value, 1)

    def mean(a: int, b: int) -> float:
        known, count = total[a][b]
        size = len(groups[a]) * len(groups[b])
        return round((known + FAR * (size - count)) / size, 9)

    queue = [(-mean(a, b), a, b) for a in members for b in total[a] if a < b]
    heapq.heapify(queue)
    while queue and -queue[0][0] >= JOIN:
        negative, keep, gone = heapq.heappop(queue)
        if keep not in groups or gone not in groups or -negative != mean(keep, gone):
            continue  # one of them has changed since
        groups[keep] = sorted(groups[keep] + groups.pop(gone))
        moved = total.pop(gone)
        for other in sorted({*moved, *total[keep]} - {keep, gone}):
            a, b = total[keep].get(other, (0.0, 0)), moved.get(other, (0.0, 0))
            total[keep][other] = total[other][keep] = (a[0] + b[0], a[1] + b[1])
            total[other].pop(gone, None)
            low, high = min(keep, other), max(keep, other)
            heapq.heappush(queue, (-mean(low, high), low, high))
        total[keep].pop(gone, None)
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
