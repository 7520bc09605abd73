"""Titles and lines of the record, and headlines that sources license."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from dateline.lang.data import load_table
from dateline.lang.render import Attribution, Memory, label, load_grammar
from dateline.lang.titles import party_name
from dateline.model import Entity, RecordRow, Slots
from dateline.write.matters import without_level


def lawful_headlines(acts: Sequence[Slots], cast: Mapping[str, Entity], lang: str) -> tuple[str, ...]:
    """A headline for each act that the language can say, in the order given, each once."""
    grammar = load_grammar(lang)
    made = (grammar.headline(without_level(slots), cast, Attribution()) for slots in acts)
    return tuple(dict.fromkeys(h for h in made if h))


def record_title(row: RecordRow, entities: Iterable[Entity], lang: str) -> str:
    """The title of a row: its act as a headline; else, and for a plan of no kind of its own, its kind with those who take
    part and the topics."""
    cast = {e.id: e for e in entities}
    loose = row.kind == "plan" and row.slots is not None and row.slots.kind in ("plan", "other")
    head = (
        load_grammar(lang).headline(without_level(row.slots), cast, Attribution()) if row.slots and not loose else None
    )
    if head:
        return head
    kind = str(load_table(lang, "labels").get(f"record.{row.kind}", row.kind))
    parties = {p.entity: p for p in (*row.slots.actors, *row.slots.recipients)} if row.slots else {}
    who = [
        party_name(lang, parties[p.entity], cast, p.name) if p.entity in parties else p.name for p in row.participants
    ]
    topics = [words for t in row.topics[:2] if (words := label(lang, "topics", t))]
    colon, comma = (": ", ", ") if lang in ("en", "ko") else ("：", "、")
    return colon.join(part for part in (kind, comma.join(who), comma.join(topics)) if part)


def record_line(row: RecordRow, entities: Iterable[Entity], lang: str) -> str:
    """One sentence on a row with its date in full; its title where the act cannot be said."""
    cast = {e.id: e for e in entities}
    line = load_grammar(lang).sentence(without_level(row.slots), cast, Memory(), Attribution()) if row.slots else None
    return line.text if line else record_title(row, cast.values(), lang)
