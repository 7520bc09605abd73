"""Figures of grouping: articles into stories and origins."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from matching import b_cubed
from scored import Scored

Clusters = list[Collection[str]]


def score_groups(scored: Scored) -> None:
    """Print B-cubed of stories and origins, by bundle and over all; of several gold groupings of a bundle the nearest counts."""
    stories: Clusters = [story.articles for story in scored.grouping.stories]
    origins: Clusters = [origin.articles for origin in scored.grouping.origins]
    best_stories: Clusters = []
    best_origins: Clusters = []
    for bundle, gold in scored.gold.items():
        ours = {article for article, of in scored.bundle_of.items() if of == bundle}
        near = _nearest([gold["stories"], *gold.get("stories_accept", ())], stories)
        near_origins = _nearest([gold["origins"], *gold.get("origins_accept", ())], origins)
        best_stories += near
        best_origins += near_origins
        figures = b_cubed(near, stories)[0], b_cubed(near_origins, origins)[0]
        print(f"GROUP {bundle} stories {figures[0]:.3f} origins {figures[1]:.3f}")
        print("  STORIES given", _listed(stories, ours))
        shared = [origin for origin in origins if len(origin) > 1]
        told = [origin for origin in near_origins if len(origin) > 1]
        print("  ORIGINS given", _listed(shared, ours), "| gold", _listed(told, ours))
    for name, best, given in (("stories", best_stories, stories), ("origins", best_origins, origins)):
        f1, precision, recall = b_cubed(best, given)
        print(f"FIGURE {name} B3 {f1:.3f} P {precision:.3f} R {recall:.3f}")


def _nearest(ways: Sequence[Clusters], given: Clusters) -> Clusters:
    return max(ways, key=lambda way: b_cubed(way, given)[0])


def _listed(clusters: Clusters, ours: set[str]) -> list[list[str]]:
    return sorted(sorted(cluster) for cluster in clusters if set(cluster) & ours)
