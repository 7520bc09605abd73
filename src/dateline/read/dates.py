"""Dates of single lines of text: the ``dates`` command."""

from __future__ import annotations

from dateline.lang.pack import load_pack
from dateline.lang.resolve import Reference
from dateline.model import DateValue, normalize_text
from dateline.read.stretches import portions


def date_lines(line: str, lang: str, published: str | None) -> tuple[str, tuple[DateValue, ...]]:
    """The NFC form of ``line`` and the dates in it, resolved against ``published`` (ISO date or instant, or None)."""
    text = normalize_text(line)
    reference, find = Reference.at(published, manner="everyday"), load_pack(lang).find_dates
    return text, tuple(d for start, end in portions(text, 0, len(text)) for d in find(text, start, end, reference))
