"""When a page was published: its metadata, its time elements, a line that gives a date, its address, then htmldate."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from dateline.ingest.notices import is_update_line, kind_of_line
from dateline.ingest.page_lines import Line
from dateline.ingest.published import parse_stamp
from dateline.model.article import PublishedBasis

_IN_ADDRESS = re.compile(r"/((?:19|20)\d\d)[/-]?(0[1-9]|1[0-2])[/-]?([0-2]\d|3[01])(?!\d)")
_TOP, _END = 400, 100  # lines of the page in which a date of publication stands
_ELSEWHERE = ("related", "comment", "footer", "menu", "author", "share")


def find_published(
    meta: Mapping[str, str], lines: Sequence[Line], tree: Any, url: str | None
) -> tuple[str | None, PublishedBasis | None]:
    """The stamp of publication and where it comes from, or two Nones."""
    stated = parse_stamp(meta.get("published")) or next(_marked_times(tree), None)
    if stated:
        return stated, "metadata"
    for line in (*lines[:_TOP], *lines[max(_TOP, len(lines) - _END) :]):
        words = line.text
        if line.zone in _ELSEWHERE or not 8 <= len(words) <= 60 or not any(c.isdigit() for c in words):
            continue
        if kind_of_line(words) == "dateline" and not is_update_line(words) and (stamp := parse_stamp(words)):
            return stamp, "text"
    in_address = _IN_ADDRESS.search(url or "")
    if in_address and (stamp := parse_stamp("-".join(in_address.groups()))):
        return stamp, "metadata"
    guessed = _by_htmldate(tree)
    return (guessed, "text") if guessed else (None, None)


def _marked_times(tree: Any) -> Iterator[str]:
    """The stamps of time elements: those marked as the publication first, then any other."""
    times = list(tree.iter("time"))
    for element in [*(t for t in times if _is_marked(t)), *times]:
        stamp = parse_stamp(element.get("datetime")) or parse_stamp(element.text_content()[:80])
        if stamp:
            yield stamp


def _is_marked(element: Any) -> bool:
    words = f"{element.get('itemprop')} {element.get('class')}".lower()
    return element.get("pubdate") is not None or "publish" in words


def _by_htmldate(tree: Any) -> str | None:
    """The guess of htmldate (Barbaresi 2020), less its habit of making a bare year into the first of January."""
    from copy import copy

    from htmldate import find_date

    try:
        found: str | None = find_date(copy(tree), original_date=True, extensive_search=False, outputformat="%Y-%m-%d")
    except (ValueError, TypeError, AttributeError, RecursionError):
        return None
    return None if found is None or found.endswith("-01-01") else found
