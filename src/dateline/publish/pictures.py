"""Pictures as accessible SVG: a timeline of dated facts, and the ladder. No scripts, no colours that carry meaning alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from dateline.model.ladder import RUNGS

_ROW = 34
_LEFT = 150
_WIDTH = 640


@dataclass(frozen=True, slots=True)
class Moment:
    """A point of a timeline: an ISO day to sort by, the day in words, what happened, and whether it is only planned."""

    iso: str
    day: str
    what: str
    planned: bool = False


def timeline_svg(moments: Sequence[Moment], title: str) -> str:
    """A vertical timeline: filled dots for what happened, hollow ones for what is planned."""
    ordered = sorted(dict.fromkeys(moments), key=lambda m: (m.iso, m.what))
    if not ordered:
        return ""
    height = _ROW * len(ordered) + 16
    said = "; ".join(f"{m.day}: {m.what}" for m in ordered)
    parts = [
        f'<svg class="timeline" role="img" viewBox="0 0 {_WIDTH} {height}" width="{_WIDTH}" height="{height}">',
        f"<title>{escape(title)}</title><desc>{escape(said)}</desc>",
        f'<line x1="{_LEFT}" y1="10" x2="{_LEFT}" y2="{height - 10}" stroke="currentColor" stroke-width="1"/>',
    ]
    for row, moment in enumerate(ordered):
        y = row * _ROW + 24
        fill = "none" if moment.planned else "currentColor"
        parts.append(
            f'<circle cx="{_LEFT}" cy="{y - 4}" r="5" fill="{fill}" stroke="currentColor" stroke-width="1.5"/>'
        )
        parts.append(f'<text x="{_LEFT - 14}" y="{y}" text-anchor="end">{escape(moment.day)}</text>')
        parts.append(f'<text x="{_LEFT + 14}" y="{y}">{escape(_short(moment.what))}</text>')
    parts.append("</svg>")
    return "".join(parts)


def ladder_svg(labels: dict[str, str], claimed: str | None, licensed: str | None, title: str) -> str:
    """The rungs from bottom to top; ▶ marks the rung that the text claims, ● the highest that its sources reach."""
    height = 26 * len(RUNGS) + 10
    parts = [
        f'<svg class="ladder" role="img" viewBox="0 0 320 {height}" width="320" height="{height}">',
        f"<title>{escape(title)}</title>",
    ]
    for row, rung in enumerate(reversed(RUNGS)):
        y = row * 26 + 20
        mark = ("▶" if rung == claimed else "") + ("●" if rung == licensed else "")
        weight = ' font-weight="700"' if mark else ""
        parts.append(f'<text x="44" y="{y}"{weight}>{escape(labels[rung])}</text>')
        parts.append(f'<text x="34" y="{y}" text-anchor="end">{mark}</text>')
        parts.append(f'<line x1="44" y1="{y + 7}" x2="310" y2="{y + 7}" stroke="currentColor" stroke-opacity=".3"/>')
    parts.append("</svg>")
    return "".join(parts)


def _short(words: str, limit: int = 62) -> str:
    wide = sum(2 if ord(c) > 0x2E7F else 1 for c in words)
    if wide <= limit:
        return words
    kept, used = [], 0
    for c in words:
        used += 2 if ord(c) > 0x2E7F else 1
        if used > limit - 1:
            break
        kept.append(c)
    return "".join(kept).rstrip() + "…"
