"""Pictures as accessible SVG: support at a glance, the ladder, the timeline, who met whom, who rests on whom. No scripts, no
meaning by colour alone."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from html import escape

from dateline.model.ladder import RUNGS
from dateline.publish.plain import plain

_WIDTH = 360
_LINE = 17
_WIDE_FROM = 0x2E7F


def glance_svg(counts: Sequence[tuple[str, int]], said: str) -> str:
    """One square a statement: full, half or hollow, or crossed, by its support. ``said`` tells the same in words."""
    squares = [kind for kind, n in counts for _ in range(n)][:60]
    if not squares:
        return ""
    columns = 20
    height = 18 * ((len(squares) + columns - 1) // columns)
    width = 18 * min(columns, len(squares))
    parts = [
        f'<svg class="glance" role="img" viewBox="0 0 {width} {height}" width="{width}" height="{height}">',
        f"<title>{escape(plain(said))}</title>",
    ]
    parts += [_square(kind, 2 + 18 * (n % columns), 2 + 18 * (n // columns)) for n, kind in enumerate(squares)]
    return "".join([*parts, "</svg>"])


def _square(kind: str, x: int, y: int) -> str:
    frame = f'<rect x="{x}" y="{y}" width="13" height="13" fill="none" stroke="currentColor" stroke-width="1.5"/>'
    inside = {
        "corroborated": f'<rect x="{x}" y="{y}" width="13" height="13" fill="currentColor"/>',
        "single_origin": f'<rect x="{x}" y="{y}" width="6.5" height="13" fill="currentColor"/>',
        "disputed": f'<path d="M{x} {y}l13 13M{x + 13} {y}l-13 13" stroke="currentColor" stroke-width="1.5"/>',
    }.get(kind, "")
    return f'<g class="{escape(kind)}">{frame}{inside}</g>'


def ladder_svg(labels: Mapping[str, str], claimed: str | None, licensed: str | None, title: str) -> str:
    """The rungs from bottom to top; ▶ marks the rung that the text claims, ● the highest that its sources reach."""
    height = 26 * len(RUNGS) + 10
    parts = [
        f'<svg class="ladder" role="img" viewBox="0 0 300 {height}" width="300" height="{height}">',
        f"<title>{escape(plain(title))}</title>",
    ]
    for row, rung in enumerate(reversed(RUNGS)):
        y = row * 26 + 20
        mark = ("▶" if rung == claimed else "") + ("●" if rung == licensed else "")
        weight = ' font-weight="700"' if mark else ""
        parts.append(f'<text x="44" y="{y}"{weight}>{escape(labels[rung])}</text>')
        if mark:
            parts.append(f'<text x="34" y="{y}" text-anchor="end">{mark}</text>')
        parts.append(f'<line x1="44" y1="{y + 7}" x2="290" y2="{y + 7}" stroke="currentColor" stroke-opacity=".3"/>')
    parts.append("</svg>")
    return "".join(parts)


def meetings_svg(ties: Mapping[tuple[str, str], int], title: str, said: str) -> str:
    """Who met whom: the people of one country on the left, of the other on the right, a line a pair with its number.

    ``ties`` maps (left name, right name) to the number of meetings; ``said`` tells the same in words.
    """
    if not ties:
        return ""
    columns = _columns_of(ties)
    blocks = [[wrap_label(name, 17) for name in column] for column in columns]
    tall = max(len(lines) for column in blocks for lines in column) * _LINE + 20
    height = tall * max(len(column) for column in columns)
    step = [height / len(column) for column in columns]
    y_of = [{name: step[s] * (n + 0.5) for n, name in enumerate(columns[s])} for s in (0, 1)]
    parts = [
        f'<svg class="meetings" role="img" viewBox="0 0 {_WIDTH} {height}">',
        f"<title>{escape(plain(title))}</title><desc>{escape(plain(said))}</desc>",
    ]
    for (left, right), count in sorted(ties.items()):
        y1, y2 = y_of[0][left], y_of[1][right]
        line = f'<line x1="142" y1="{y1:.0f}" x2="218" y2="{y2:.0f}" stroke="currentColor" stroke-width="{min(count, 5)}"/>'
        parts.append(line)
    for side, (edge, anchor) in enumerate(((134, "end"), (226, "start"))):
        for name, lines in zip(columns[side], blocks[side], strict=True):
            y = y_of[side][name]
            parts.append(f'<circle cx="{142 if side == 0 else 218}" cy="{y:.0f}" r="4" fill="currentColor"/>')
            parts.append(_label(lines, edge, y, anchor))
    parts.append("</svg>")
    return "".join(parts)


def _columns_of(ties: Mapping[tuple[str, str], int]) -> list[list[str]]:
    """The names on the left, and those on the right each as near as may be to whom they met, so that few lines cross
    (barycentres: Sugiyama, Tagawa, Toda, 1981)."""
    left = sorted({one for one, _ in ties})
    met: dict[str, list[int]] = {}
    for one, other in ties:
        met.setdefault(other, []).append(left.index(one))
    return [left, sorted(met, key=lambda name: (sum(met[name]) / len(met[name]), name))]


def _label(lines: Sequence[str], x: int, y: float, anchor: str) -> str:
    top = y - (len(lines) - 1) * _LINE / 2 + 4
    spans = (f'<tspan x="{x}" y="{top + n * _LINE:.0f}">{escape(line)}</tspan>' for n, line in enumerate(lines))
    return f'<text text-anchor="{anchor}">{"".join(spans)}</text>'


def wrap_label(words: str, width: int) -> list[str]:
    """Lines of at most ``width`` columns (a wide character counts two), cut at spaces, or anywhere in wide script and in what
    is longer than a line."""
    lines = [""]
    for piece in (part for whole in _pieces(plain(words)) for part in _parts(whole, width)):
        if lines[-1] and _columns(lines[-1] + piece.rstrip()) > width:
            lines.append("")
        lines[-1] += piece if lines[-1] else piece.lstrip()
    return [line.rstrip() for line in lines if line.strip()] or [""]


def _pieces(words: str) -> list[str]:
    """What a line may be broken between: words with the space after them, single wide characters."""
    pieces: list[str] = []
    for char in words:
        hangul = 0xAC00 <= ord(char) <= 0xD7A3
        alone = ord(char) > _WIDE_FROM and not hangul
        fresh = not pieces or alone or pieces[-1][-1] == " " or (ord(pieces[-1][-1]) > _WIDE_FROM and not hangul)
        if fresh and char != " ":
            pieces.append(char)
        elif pieces:
            pieces[-1] += char
    return pieces


def _parts(piece: str, width: int) -> Iterator[str]:
    """A piece in parts no longer than a line, cut after a hyphen, a dot or a slash where there is one in the later half."""
    while _columns(piece.rstrip()) > width:
        end = next(n for n in range(1, len(piece) + 1) if _columns(piece[:n]) >= width)
        end = max((m.end() for m in re.finditer(r"[-./]", piece[:end]) if m.end() > width // 2), default=end)
        yield piece[:end]
        piece = piece[end:]
    yield piece


def _columns(words: str) -> int:
    return sum(2 if ord(c) > _WIDE_FROM else 1 for c in words)


def timeline_svg(points: Sequence[tuple[str, bool]], ends: tuple[str, str], title: str, said: str) -> str:
    """Days on a line, as far from each other as in time: a full point is what happened, a hollow one what is planned.

    ``points`` are (ISO day, whether planned), ``ends`` the first and last day in words, ``said`` tells all of it in words.
    """
    days = [date.fromisoformat(day[:10]).toordinal() for day, _ in points]
    first, span = min(days, default=0), max(days, default=0) - min(days, default=0)
    if not span:
        return ""
    parts = [
        f'<svg class="axis" role="img" viewBox="0 0 {_WIDTH} 54">',
        f"<title>{escape(plain(title))}</title><desc>{escape(plain(said))}</desc>",
        f'<line x1="12" y1="18" x2="{_WIDTH - 12}" y2="18" stroke="currentColor" stroke-opacity=".5"/>',
    ]
    for day, (_, planned) in zip(days, points, strict=True):
        x = 12 + (day - first) / span * (_WIDTH - 24)
        inside = "var(--paper)" if planned else "currentColor"
        parts.append(f'<circle cx="{x:.0f}" cy="18" r="6" fill="{inside}" stroke="currentColor" stroke-width="2"/>')
    parts.append(f'<text x="6" y="46">{escape(plain(ends[0]))}</text>')
    parts.append(f'<text x="{_WIDTH - 6}" y="46" text-anchor="end">{escape(plain(ends[1]))}</text></svg>')
    return "".join(parts)


def origins_svg(rows: Sequence[tuple[str, Sequence[tuple[str, bool]]]], title: str, said: str) -> str:
    """Who rests on whom: each origin on the left, on the right the articles that rest on it; a broken line for one that is
    not independent. ``rows`` are (origin, ((outlet, whether independent), ...)); ``said`` tells the same in words."""
    if not rows:
        return ""
    blocks = [
        (wrap_label(name, 17), [(wrap_label(outlet, 17), own) for outlet, own in outlets]) for name, outlets in rows
    ]
    parts: list[str] = []
    y = 0.0
    for name, outlets in blocks:
        tall = [len(lines) * _LINE + 9 for lines, _ in outlets]
        height = max(sum(tall), len(name) * _LINE + 9)
        middle, at = y + height / 2, y + (height - sum(tall)) / 2
        for (lines, own), part in zip(outlets, tall, strict=True):
            end = at + part / 2
            dash = "" if own else ' stroke-dasharray="4 4"'
            parts.append(f'<path d="M142 {middle:.0f}L218 {end:.0f}" stroke="currentColor" fill="none"{dash}/>')
            parts.append(f'<circle cx="218" cy="{end:.0f}" r="3" fill="currentColor"/>')
            parts.append(_label(lines, 226, end, "start"))
            at += part
        parts.append(f'<circle cx="142" cy="{middle:.0f}" r="5" fill="currentColor"/>')
        parts.append(_label(name, 132, middle, "end"))
        y += height + 4
    head = f"<title>{escape(plain(title))}</title><desc>{escape(plain(said))}</desc>"
    return f'<svg class="meetings" role="img" viewBox="0 0 {_WIDTH} {y:.0f}">{head}{"".join(parts)}</svg>'
