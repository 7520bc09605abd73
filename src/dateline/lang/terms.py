"""Finding many terms in a text at once, longest first, with exact offsets."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Generic, TypeVar

V = TypeVar("V")


@dataclass(frozen=True, slots=True)
class Hit(Generic[V]):
    """A term found at ``start:end`` and what it stands for."""

    start: int
    end: int
    text: str
    value: V


class TermMatcher(Generic[V]):
    """Finds terms of a table in a text: leftmost, longest, not overlapping; no tokenizer.

    With ``words=True`` a term must not touch a letter or digit on either side (for languages with spaces); with
    ``fold=True`` case is ignored.
    """

    def __init__(self, terms: Mapping[str, V], *, words: bool = False, fold: bool = False) -> None:
        self._fold = fold
        self._values = {(t.casefold() if fold else t): v for t, v in terms.items()}
        body = as_trie(sorted({t.lower() if fold and len(t.lower()) == len(t) else t for t in terms if t}))
        pattern = rf"(?<!\w){body}(?!\w)" if words else body
        self._regex = re.compile(pattern, re.IGNORECASE if fold else 0)

    def find(self, text: str, start: int = 0, end: int | None = None) -> Iterator[Hit[V]]:
        """Every hit in ``text[start:end]``, offsets into ``text``."""
        for match in self._regex.finditer(text, start, len(text) if end is None else end):
            words = match.group()
            value = self._values.get(words.casefold() if self._fold else words)
            if value is not None:
                yield Hit(match.start(), match.end(), words, value)


def as_trie(terms: Sequence[str]) -> str:
    """A pattern for any of the sorted terms, the longest first, in which common beginnings are tried once: the time of a
    plain alternation grows with the number of terms."""
    if not terms:
        return r"(?!)"
    branches = []
    for first, group in groupby(terms, key=lambda term: term[:1]):
        rests = [term[1:] for term in group]
        ends = "" in rests
        longer = [rest for rest in rests if rest]
        tail = as_trie(longer) if longer else ""
        branches.append(re.escape(first) + (f"(?:{tail})?" if ends and longer else tail))
    return branches[0] if len(branches) == 1 else f"(?:{'|'.join(branches)})"


def flatten_terms(table: Mapping[str, Mapping[str, object]]) -> dict[str, str]:
    """``{key: {label: ..., terms: [...]}}`` -> ``{term: key}``, labels included; the first key to name a term keeps it.

    A label marked ``printed_only`` is no term: the word alone often means something else (建設 in 建設的).
    """
    flat: dict[str, str] = {}
    for key, entry in table.items():
        terms = entry.get("terms", [])
        label = None if entry.get("printed_only") else entry.get("label")
        found: Iterable[object] = [*(terms if isinstance(terms, list) else []), *([label] if label else [])]
        for term in found:
            flat.setdefault(str(term), key)
    return flat
