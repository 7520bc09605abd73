"""The curve of a load run: what an article costs, by stage, and what memory is held, over the size of the newsroom."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

STAGES = ("read", "link", "group", "write")
COLOURS = ("#999", "#c80", "#27a", "#295")
WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM = 640, 320, 60, 130, 40, 50
LINE = re.compile(r"^(\d+) articles: .*?([\d.]+) ms an article (\{.*?\}), (\d+) MB")


@dataclass(frozen=True)
class Point:
    """One size: milliseconds an article, those of each stage, and megabytes."""

    count: int
    cost: float
    stages: Mapping[str, float]
    memory: int


def curve_of(lines: Iterable[str]) -> list[Point]:
    """The points of the lines that a run prints."""
    found = (match.groups() for match in map(LINE.match, lines) if match)
    return [Point(int(n), float(cost), json.loads(stages), int(memory)) for n, cost, stages, memory in found]


def draw(points: Sequence[Point]) -> str:
    """The curve as an SVG: milliseconds an article by stage, one on the other, over the size (by its logarithm)."""
    high = 1.2 * max(p.cost for p in points)
    sizes = [math.log10(p.count) for p in points]
    wide = max(sizes) - min(sizes) or 1.0

    def x(count: int) -> float:
        return round(LEFT + (WIDTH - LEFT - RIGHT) * (math.log10(count) - min(sizes)) / wide, 1)

    def y(cost: float) -> float:
        return round(HEIGHT - BOTTOM - (HEIGHT - BOTTOM - TOP) * cost / high, 1)

    parts, below = [], [0.0] * len(points)
    for stage, colour in zip(STAGES, COLOURS, strict=True):
        above = [b + p.stages.get(stage, 0.0) for b, p in zip(below, points, strict=True)]
        edge = [(x(p.count), y(a)) for p, a in zip(points, above, strict=True)]
        edge += [(x(p.count), y(b)) for p, b in zip(reversed(points), reversed(below), strict=True)]
        parts.append(f'<polygon points="{" ".join(f"{a},{b}" for a, b in edge)}" fill="{colour}" fill-opacity=".75"/>')
        middle = y((above[-1] + below[-1]) / 2) + 4
        if any(p.stages.get(stage, 0.0) > 0.02 * high for p in points):
            label = "write and check" if stage == "write" else stage
            parts.append(f'<text x="{WIDTH - RIGHT + 8}" y="{middle}">{label}</text>')
        below = above
    for p in points:
        parts.append(f'<text x="{x(p.count)}" y="{y(p.cost) - 8}" text-anchor="middle">{p.cost:.0f}</text>')
        parts.append(
            f'<text x="{x(p.count)}" y="{HEIGHT - 32}" text-anchor="middle">{p.count:,}</text>'
            f'<text x="{x(p.count)}" y="{HEIGHT - 14}" text-anchor="middle">{p.memory / 1024:.1f} GB</text>'
        )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" '
        f'font-family="sans-serif" font-size="12" fill="#333">'
        f"<title>Milliseconds of processor time an article, by stage, over the size of the newsroom</title>"
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#fff"/>'
        f'<text x="{LEFT}" y="18">ms of processor time an article, and the most memory of all processes, by articles in the newsroom</text>'
        f"{''.join(parts)}</svg>\n"
    )
