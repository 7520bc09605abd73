"""Titles and lines of the record, and headlines that sources license."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from dateline.lang.data import load_table
from dateline.lang.render import Attribution, Memory, is_proper, label, load_grammar
from dateline.lang.titles import party_name
from dateline.model import Entity, Party, RecordRow, Slots
from dateline.write.matters import without_level


def lawful_headlines(acts: Sequence[Slots], cast: Mapping[str, Entity], lang: str) -> tuple[str, ...]:
    """A headline for each act that the language can say, in the order given, each once."""
    grammar = load_grammar(lang)
    made = (grammar.headline(without_level(slots), cast, Attribution()) for slots in acts)
    return tuple(dict.fromkeys(h for h in made if h))


def record_title(row: RecordRow, entities: Iterable[Entity], lang: str) -> str:
    """The title of a row: its act as a headline; else, and for a plan of no kind of its own, its kind with those who take
    part and the topics. Who is only described, in the words of another language, is not named."""
    cast = {e.id: e for e in entities}
    loose = row.kind == "plan" and row.slots is not None and row.slots.kind in ("plan", "other")
    named = (p.entity for p in (*row.slots.actors, *row.slots.recipients)) if row.slots else ()
    if row.slots and not loose and all(has_words_for(cast[e], lang) for e in named if e in cast):
        head = load_grammar(lang).headline(without_level(row.slots), cast, Attribution())
        if head:
            return head
    kind = str(load_table(lang, "labels").get(f"record.{row.kind}", row.kind))
    who = [words for words in _named(row, cast, lang) if words]
    topics = [words for t in row.topics[:2] if (words := label(lang, "topics", t))]
    colon, comma = (": ", ", ") if lang in ("en", "ko") else ("：", "、")
    return colon.join(part for part in (kind, comma.join(who), comma.join(topics)) if part)


def has_words_for(entity: Entity, lang: str) -> bool:
    """Whether a language has words for an entity: a person's name, words of its own, or a proper name. What texts of other
    languages only describe ("officials") has none."""
    if entity.kind not in ("organization", "position") or any(n.lang == lang for n in entity.names):
        return True
    if entity.kind == "position":
        return False
    return entity.key is not None or all(is_proper(n.text) for n in entity.names)


def _named(row: RecordRow, cast: Mapping[str, Entity], lang: str) -> Iterator[str]:
    """Who takes part in a row, in the language's words: an office by its title where it has one there."""
    parties = {p.entity: p for p in (*row.slots.actors, *row.slots.recipients)} if row.slots else {}
    for one in row.participants:
        entity = cast.get(one.entity)
        party = parties.get(one.entity) or Party(entity=one.entity)
        if entity is None:
            yield one.name
        elif has_words_for(entity, lang):
            own = next((n.text for n in entity.names if n.lang == lang), one.name)
            yield party_name(lang, party, cast, own)
        elif entity.kind == "position" and entity.key and label(lang, "positions", entity.key):
            yield party_name(lang, Party(entity=one.entity, capacity=entity.key, of=entity.country), {}, "")


def record_line(row: RecordRow, entities: Iterable[Entity], lang: str) -> str:
    """One sentence on a row with its date in full; its title where the act cannot be said."""
    cast = {e.id: e for e in entities}
    line = load_grammar(lang).sentence(without_level(row.slots), cast, Memory(), Attribution()) if row.slots else None
    return line.text if line else record_title(row, cast.values(), lang)
