"""The article's own paragraphs: what trafilatura keeps, its losses (the standfirst above all) and gains put right.

Trafilatura (Barbaresi 2021) in its fast and careful mode finds the body; a page on which that finds little is read once
more with its fallbacks. Then the page's own lines correct it: what is all link, caption, author's box or a last heading with
nothing below goes; a standfirst between headline and first paragraph comes back.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, Literal

from dateline.ingest.notices import kind_of_line
from dateline.ingest.page_lines import Line, clean

SHORT, TINY = 1000, 200  # Latin-letter equivalents
SHARE = 0.25  # of a page's plain text, below which a short find is doubted
MANY_LINES, MANY_ELEMENTS = 20_000, 50_000
_BLOCKS = frozenset(["p", "head", "item", "quote", "cell", "list", "table", "row", "body", "code"])
_WITHIN = frozenset(["br", "a", "b", "i", "u", "em", "strong", "span", "font", "sup", "sub", "small", "wbr"])
_HEADINGS = frozenset(["h1", "h2", "h3", "h4", "h5", "h6"])
_STOP = re.compile(r"[.!?。！？…:：][\"'”’」』»）)]*\s*$")
_CREDIT = re.compile(r"©|\(c\)\s?\d{4}|^copyright\b", re.I)
_MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_NOT_WORDS = re.compile(r"\W+")
_WIDE = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]")
_TEXT_TAGS = frozenset(["p", "div", "li", "td", "blockquote"])
_LEAD_TAGS = frozenset(["p", "div", "h2", "h3", "h4", "h5", "h6", "span", "strong", "em"])


@dataclass(slots=True)
class Found:
    """The body's paragraphs in order, the lines before it that belong to it, and what was taken out of it, by kind."""

    paragraphs: list[str] = field(default_factory=list)
    opening: list[str] = field(default_factory=list)
    set_aside: list[tuple[str, Line | None]] = field(default_factory=list)


@lru_cache(maxsize=4096)
def key_of(words: str) -> str:
    """The letters and digits of a line: the key by which two renderings of it meet."""
    return _NOT_WORDS.sub("", words).lower()


def find_body(tree: Any, lines: Sequence[Line], headline: str | None = None) -> Found:
    """The paragraphs of the article on a page, given its tree, its lines and its headline."""
    if len(lines) > MANY_LINES or sum(1 for _ in tree.iter()) > MANY_ELEMENTS:
        return Found([line.text for line in lines if line.tag == "p" and not line.zone and line.linked < 0.5])
    paragraphs = _extracted(tree, "careful")
    size = _size(paragraphs)
    if size < SHORT and (size < TINY or size < SHARE * _plain_size(lines)):
        wide = _extracted(tree, "wide")
        if size < SHARE * _size(wide):
            paragraphs = wide
    by_key = index_lines(lines)
    found = _sift(paragraphs, by_key)
    found.opening = _opening(found.paragraphs, lines, by_key, headline)
    return found


def mark_paragraphs(tree: Any) -> None:
    """Make paragraphs of text that a page sets apart by empty lines (two breaks) only; changes the tree in place."""
    for holder in {br.getparent(): None for br in tree.iter("br")}:
        if holder is not None and holder.tag in ("div", "td", "article", "section") and _has_runs(holder):
            _wrap_runs(holder)


def _has_runs(holder: Any) -> bool:
    breaks = sum(1 for child in holder if child.tag == "br")
    own = len((holder.text or "").strip()) + sum(len((child.tail or "").strip()) for child in holder)
    return breaks >= 2 and own >= 60


def _wrap_runs(holder: Any) -> None:
    from lxml import html

    children = list(holder)
    run = html.Element("p")
    run.text, holder.text = holder.text, None
    runs = [run]
    for child in children:
        holder.remove(child)
        inline = isinstance(child.tag, str) and child.tag in _WITHIN
        if inline and child.tag == "br" and runs[-1].tag == "p" and _at_break(runs[-1]):
            following = html.Element("p")
            following.text, child.tail = child.tail, None
            runs.append(following)
        elif inline and runs[-1].tag == "p":
            runs[-1].append(child)
        else:
            following = html.Element("p")
            following.text, child.tail = child.tail, None
            runs += [child, following]
    for element in runs:
        if element.tag != "p" or len(element) or (element.text or "").strip():
            holder.append(element)


def _at_break(run: Any) -> bool:
    """Whether the run ends in a break with nothing behind it."""
    last = next(run.iterchildren(reversed=True), None)  # asking for the length counts all of them
    return last is not None and last.tag == "br" and not (last.tail or "").strip()


def index_lines(lines: Sequence[Line]) -> dict[str, tuple[int, Line]]:
    """Each line by its key; of equal lines, the one with most link."""
    by_key: dict[str, tuple[int, Line]] = {}
    for index, line in enumerate(lines):
        key = key_of(line.text)
        if key and (key not in by_key or line.linked > by_key[key][1].linked):
            by_key[key] = (index, line)
    return by_key


def _size(paragraphs: Sequence[str]) -> float:
    """The length of the text in Latin-letter equivalents."""
    return sum(len(words) + 1.5 * len(_WIDE.findall(words)) for words in paragraphs)


def _plain_size(lines: Sequence[Line]) -> float:
    """The length of the page's lines that read as text: what any extractor could find."""
    return _size([line.text for line in lines if line.tag in _TEXT_TAGS and line.linked < 0.5 and len(line.text) >= 40])


def _extracted(tree: Any, mode: Literal["careful", "wide"]) -> list[str]:
    from trafilatura import bare_extraction

    careful = mode == "careful"
    found: Any = bare_extraction(
        tree, fast=careful, favor_precision=careful, include_comments=False, with_metadata=False
    )
    if found is None or found.body is None:
        return []
    return split_paragraphs(found.body)


def split_paragraphs(body: Any) -> list[str]:
    """The paragraphs of an extracted body, each once: blocks, and lines that a break ends after a full stop."""
    out: list[str] = []
    seen: set[str] = set()
    buffer: list[str] = []

    def flush() -> None:
        words = clean("".join(buffer))
        buffer.clear()
        if words and words not in seen:
            seen.add(words)
            out.append(words)

    def walk(element: Any) -> None:
        block = element.tag in _BLOCKS
        if block:
            flush()
        buffer.append(element.text or "")
        for child in element:
            if child.tag != "lb":
                walk(child)
            elif _ends_line(buffer, child.tail):
                flush()
            else:
                buffer.append(" ")
            buffer.append(child.tail or "")
        if block:
            flush()

    walk(body)
    flush()
    return out


def _ends_line(buffer: Sequence[str], following: str | None) -> bool:
    """Whether a line break ends a paragraph: after a full stop, before an indent, or where nothing stands between two."""
    before = "".join(buffer[-3:]).rstrip(" \t\r\n")
    after = (following or "").lstrip(" \t\r\n")
    return (
        not before or not after or after.startswith("\u3000") or bool(_STOP.search(before) or _WIDE.search(before[-1:]))
    )


def _sift(paragraphs: Sequence[str], by_key: Mapping[str, tuple[int, Line]]) -> Found:
    """Set aside what stands in a caption, an author's box or a menu, is a link, or is a credit; and last headings."""
    hits = [by_key.get(key_of(words), (0, None))[1] for words in paragraphs]
    outside = [_is_outside(words, hit) for words, hit in zip(paragraphs, hits, strict=True)]
    total = sum(map(len, paragraphs))
    if sum(len(w) for w, out in zip(paragraphs, outside, strict=True) if out) > 0.4 * total:
        outside = [False] * len(paragraphs)
    for index in range(_first_text(paragraphs)):
        outside[index] = outside[index] or _is_button(paragraphs[index], hits[index])
    last = len(paragraphs)
    while last > 2 and (outside[last - 1] or _leads_nowhere(paragraphs[last - 1], hits[last - 1])):
        last -= 1
        outside[last] = True
    found = Found()
    for words, hit, out in zip(paragraphs, hits, outside, strict=True):
        if out:
            found.set_aside.append((words, hit))
        else:
            found.paragraphs.append(words)
    return found


def _is_outside(words: str, hit: Line | None) -> bool:
    if (len(words) < 140 and _CREDIT.search(words)) or (len(words) < 60 and _MAIL.search(words)):
        return True
    if hit is None:
        return False
    return hit.zone in ("author", "caption", "menu") or (hit.linked > 0.5 and len(words) < 300)


def _first_text(paragraphs: Sequence[str]) -> int:
    """The index of the first paragraph of some length; 0 where there is none."""
    return next((i for i, words in enumerate(paragraphs) if _size([words]) >= 120), 0)


def _is_button(words: str, hit: Line | None) -> bool:
    """Whether a line above the first paragraph of a CJK text is one of the page's own: short, no sentence, no heading."""
    heading = hit is not None and hit.tag in _HEADINGS
    return not heading and bool(_WIDE.search(words)) and _size([words]) < 60 and not _STOP.search(words)


def _leads_nowhere(words: str, hit: Line | None) -> bool:
    return (hit is not None and hit.tag in _HEADINGS) or (len(words) < 80 and words.endswith((":", "：")))


def _opening(
    paragraphs: Sequence[str], lines: Sequence[Line], by_key: Mapping[str, tuple[int, Line]], headline: str | None
) -> list[str]:
    """The lines between the headline and the first paragraph that read as text and were lost: standfirst, first lines."""
    first = next((by_key[k][0] for words in paragraphs if _size([words]) > 60 and (k := key_of(words)) in by_key), None)
    if first is None:
        return []
    titles = (i for i, line in enumerate(lines[:first]) if line.tag == "h1" or _is_title(line, headline))
    title = max(titles, default=None)
    if title is None or first - title > 60:
        return []
    known = {key_of(words) for words in paragraphs}
    added: list[str] = []
    for line in lines[title + 1 : first]:
        if _is_lead(line) and key_of(line.text) not in known:
            known.add(key_of(line.text))
            added.append(line.text)
    return added if len(added) <= 3 else []


def _is_title(line: Line, headline: str | None) -> bool:
    return line.text == headline and line.tag in _HEADINGS and line.zone != "related"


def _is_lead(line: Line) -> bool:
    size = len(line.text) + 1.5 * len(_WIDE.findall(line.text))
    fits = line.tag in _LEAD_TAGS and line.zone in ("", "lead", "header", "related") and line.linked < 0.5
    if fits and line.zone == "lead" and 20 <= size <= 900:
        return kind_of_line(line.text) is None
    if not fits or not 60 <= size <= 900 or (size < 80 and not _STOP.search(line.text)):
        return False
    return kind_of_line(line.text) is None
