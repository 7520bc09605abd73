"""Titles and lines of the record, and headlines that sources license."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from dateline.lang.data import load_table
from dateline.lang.render import Attribution, Memory, load_grammar
from dateline.model import Entity, RecordRow, Slots


def lawful_headlines(acts: Sequence[Slots], cast: Mapping[str, Entity], lang: str) -> tuple[str, ...]:
    """A headline for each act that the language can say, in the order given, each once."""
    grammar = load_grammar(lang)
    made = (grammar.headline(slots, cast, Attribution()) for slots in acts)
    return tuple(dict.fromkeys(h for h in made if h))


def record_title(row: RecordRow, entities: Iterable[Entity], lang: str) -> str:
    """The title of a row: its act as a headline, else its kind with those who took part."""
    cast = {e.id: e for e in entities}
    grammar = load_grammar(lang)
    head = grammar.headline(row.slots, cast, Attribution()) if row.slots else None
    if head:
        return head
    kind = str(load_table(lang, "labels").get(f"record.{row.kind}", row.kind))
    names = [grammar.name(cast[p.entity]) if p.entity in cast else p.name for p in row.participants]
    colon = ": " if lang in ("en", "ko") else "："
    return f"{kind}{colon}{', '.join(names) if lang in ('en', 'ko') else '、'.join(names)}" if names else kind


def record_line(row: RecordRow, entities: Iterable[Entity], lang: str) -> str:
    """One sentence on a row with its date in full; its title where the act cannot be said."""
    cast = {e.id: e for e in entities}
    line = load_grammar(lang).sentence(row.slots, cast, Memory(), Attribution()) if row.slots else None
    return line.text if line else record_title(row, cast.values(), lang)
