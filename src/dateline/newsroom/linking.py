"""Who is who in all that is read: linked on what the last run kept, and the readings as that made them whole."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from msgspec import Struct, structs

from dateline import link
from dateline.model import Article
from dateline.newsroom.known import known_things
from dateline.newsroom.remembering import LinkMemory
from dateline.newsroom.shelf import Place, ReadingShelf
from dateline.store import Store

LEDGER = "ledger"
"""The state under which the store keeps who is who."""


class Linked(Struct, frozen=True, kw_only=True):
    """Who is who (without the judgements behind it), the readings made whole, what each of them goes by, and how many texts
    were worked on for it."""

    ledger: link.Ledger
    readings: ReadingShelf
    keys: dict[str, str]
    worked: int


def link_room(store: Store, room: Path, articles: Sequence[Article], read: Mapping[str, str]) -> Linked:
    """Link all articles, whose readings are kept under the keys ``read``; the ledger and the judgements by rule are kept."""
    made = store.judgements()
    judgements, there = tuple(j for j in made if j.by != "rule"), {j.id for j in made}
    del made
    memory = LinkMemory(store)
    texts = link.Texts(articles, ReadingShelf(store, {a: ("read", key) for a, key in read.items()}), read)
    memory.recall_names()
    found = link.link_texts(texts, judgements, known_things(room), memory)
    ledger = found.ledger
    if ledger is None:
        ledger = store.state(LEDGER, link.Ledger) or link.Ledger()
    else:
        store.put_judgements(j for j in ledger.judgements if j.id not in there)  # the store never changes one
        store.put_state(LEDGER, ledger)
        memory.keep_names()
        memory.keep_last(found.kept)
    whole = {a: memory.place(link.WHOLE, key) for a, key in found.kept.whole.items()}
    return Linked(
        ledger=structs.replace(ledger, judgements=(), review=()),  # the store has them
        readings=ReadingShelf(store, _places(read, whole)),
        keys={a: found.kept.whole.get(a, key) for a, key in read.items()},
        worked=found.worked,
    )


def shelf_of(store: Store, read: Mapping[str, str]) -> ReadingShelf:
    """The readings, kept under the keys ``read``, as the last run made them whole."""
    memory = LinkMemory(store)
    last = memory.recall_last()
    same = {a: key for a, key in last.whole.items() if last.texts[a] == read.get(a)} if last else {}
    whole = {a: memory.place(link.WHOLE, key) for a, key in same.items()}
    return ReadingShelf(store, _places(read, whole))


def _places(read: Mapping[str, str], whole: Mapping[str, Place]) -> dict[str, Place]:
    return {a: whole.get(a, ("read", key)) for a, key in read.items()}
