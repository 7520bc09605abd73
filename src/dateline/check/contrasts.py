"""DL502 by kinds: one of several things that exclude each other, where the sources have another one of them.

The sets and their words stand in ``lang/compare/contrasts.toml``, alike for every language, so that two languages can be
compared. It speaks only where no source has the thing that the sentence names, in any of its words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from dateline.check.case import Case, Found, cite
from dateline.check.plain import negated_spans
from dateline.check.poles import tells_of
from dateline.lang.data import load_table

_COSINE = 0.35


def check_contrasts(case: Case) -> Iterator[Found]:
    """One of a set in the sentence, another one in the source sentence that tells the matter."""
    if not case.hits or case.claim.lang not in ("en", "ja", "ko", "zh"):
        return
    mine = _kinds_of(case.claim.text, case.claim.lang)
    source = tells_of(case, cosine=_COSINE) if mine else None
    if source is None:
        return
    theirs = _kinds_of(source.text, source.lang)
    for kind, names in mine.items():
        others = theirs.get(kind, frozenset())
        if len(names) != 1 or len(others) != 1 or names == others:
            continue
        if any(names & _kinds_of(s.text, s.lang).get(kind, frozenset()) for s in case.corpus.sentences):
            continue
        match = _pattern(kind, next(iter(names)), case.claim.lang).search(case.claim.text)
        if match is not None:
            start, end = case.claim.start + match.start(), case.claim.start + match.end()
            yield Found("DL502", start, end, source.text, (cite(source, "contradicts"),))
            return


@lru_cache(maxsize=4096)
def _kinds_of(text: str, lang: str) -> dict[str, frozenset[str]]:
    """The sets of which a text names something, and what; what it denies is not named."""
    found: dict[str, set[str]] = {}
    denied = negated_spans(text, lang, verbs=False)
    for kind, names in _table().items():
        for name in names:
            at = [m.start() for m in _pattern(kind, name, lang).finditer(text)]
            if any(not any(s <= n < e for s, e in denied) for n in at):
                found.setdefault(kind, set()).add(name)
    return {kind: frozenset(names) for kind, names in found.items()}


@cache
def _table() -> dict[str, dict[str, dict[str, str]]]:
    table: dict[str, dict[str, dict[str, str]]] = load_table("compare", "contrasts")
    return table


@cache
def _pattern(kind: str, name: str, lang: str) -> re.Pattern[str]:
    words = _table()[kind][name].get(lang, "(?!)")
    return re.compile(rf"(?<!\w)(?:{words})(?!\w)" if lang == "en" else words, re.IGNORECASE)
