"""Questions put to the record: who, which body, between whom, on what, when, how far, and what was known on a day."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TypedDict, get_args

from dateline.lang.compare import compare_names
from dateline.lang.data import load_table
from dateline.lang.pivot import pivot_keys
from dateline.link import Ledger
from dateline.model import RecordRow, Rung
from dateline.newsroom.day import LANGS

RUNGS: tuple[str, ...] = get_args(Rung)
_SAME_PERSON = 0.5


class Asked(TypedDict, total=False):
    """What may be asked of the record; what is not given asks nothing.

    ``countries``: all of these take part, in it or in the meeting at which it was said or done. ``person``: a name in
    any script. ``body``: a body by pivot key or by any of its names, itself or through somebody who holds an office of
    it. ``topic``: a pivot key, or a word that some language has for it. ``rung``: how far the act goes. ``since`` and
    ``until``: ISO dates that the row's time (without one, the day on which it was first told) must not lie wholly
    before or after. ``as_of``: an ISO date; only what had been published by then is known.
    """

    countries: Sequence[str]
    person: str | None
    body: str | None
    topic: str | None
    rung: str | None
    since: str | None
    until: str | None
    as_of: str | None


class UnknownWord(ValueError):
    """A topic, position or rung that no language knows."""


def answer(rows: Iterable[RecordRow], ledger: Ledger, kind: str | None, asked: Asked) -> list[RecordRow]:
    """The rows that a question asks for, in order of time. Raises UnknownWord."""
    known = list(rows)
    countries_at = {r.id: frozenset(r.countries) for r in known}
    tests = list(_tests(ledger, asked, countries_at))
    found = [r for r in known if kind in (None, "all", r.kind) and all(test(r) for test in tests)]
    return sorted(found, key=lambda r: ((r.time.earliest or "") if r.time else "", r.id))


def _tests(
    ledger: Ledger, asked: Asked, countries_at: Mapping[str, frozenset[str]]
) -> Iterable[Callable[[RecordRow], bool]]:
    if countries := {c.upper() for c in asked.get("countries") or ()}:
        yield lambda row: countries <= {*row.countries, *countries_at.get(row.at or "", ())}
    if person := asked.get("person"):
        people = entities_named(person, ledger)
        yield lambda row: any(p.entity in people for p in row.participants)
    if body := asked.get("body"):
        bodies, keys = _bodies_named(body, ledger)
        yield lambda row: _takes_part(row, bodies, keys)
    if topic := asked.get("topic"):
        key = keyed("topics", topic)
        yield lambda row: key in row.topics
    if rung := asked.get("rung"):
        if rung not in RUNGS:
            raise UnknownWord(f"no rung {rung!r}; there is {', '.join(RUNGS)}")
        yield lambda row: row.rung == rung
    since, until = asked.get("since"), asked.get("until")
    if since or until:
        yield lambda row: _inside(row, since, until)


def entities_named(person: str, ledger: Ledger) -> set[str]:
    """The people whom a name, in any script, may name."""
    return {
        entity.id
        for entity in ledger.entities
        if entity.kind == "person"
        and any(compare_names(person, name.text).score >= _SAME_PERSON for name in entity.names)
    }


def _bodies_named(body: str, ledger: Ledger) -> tuple[set[str], set[str]]:
    """The bodies of a name or key: their entities, and the keys of those that have one of their own."""
    wanted, keys = _folded(body), _keys_of("bodies", body)
    found = [
        e
        for e in ledger.entities
        if e.kind == "organization" and (e.key in keys or any(_folded(n.text) == wanted for n in e.names))
    ]
    named = {e.key for e in found if e.key and "/" in e.key}
    return {e.id for e in found}, named | {k for k in keys if "/" in k}


def _takes_part(row: RecordRow, bodies: set[str], keys: set[str]) -> bool:
    parties = (*row.slots.actors, *row.slots.recipients) if row.slots else ()
    return any(p.entity in bodies for p in row.participants) or any(p.of in keys for p in parties)


def keyed(table: str, word: str) -> str:
    """The pivot key of a word of some language. Raises UnknownWord, with what comes near."""
    found = sorted(_keys_of(table, word))
    if found:
        return found[0]
    from difflib import get_close_matches

    near = get_close_matches(word, pivot_keys(table), n=4, cutoff=0.5)
    hint = f"; near it: {', '.join(near)}" if near else ""
    raise UnknownWord(f"nothing under {table} is called {word!r}{hint}")


def _keys_of(table: str, word: str) -> set[str]:
    if word in pivot_keys(table):
        return {word}
    wanted = _folded(word)
    labels: set[str] = set()
    terms: set[str] = set()
    for lang in LANGS:
        for key, entry in load_table(lang, table).items():
            if not isinstance(entry, dict) or key not in pivot_keys(table):
                continue
            if _folded(str(entry.get("label", ""))) == wanted:
                labels.add(key)
            elif any(_folded(str(t)) == wanted for t in entry.get("terms", ())):
                terms.add(key)
    return labels or terms


def _folded(words: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", words).casefold().split())


def _inside(row: RecordRow, since: str | None, until: str | None) -> bool:
    first, last = (row.time.earliest, row.time.latest) if row.time else (None, None)
    if last is None:
        first = last = min((str(h["date"]) for h in row.history if h.get("date")), default=None)
    if since and (last is None or last[:10] < since):
        return False
    return not (until and (first is None or first[:10] > until))
