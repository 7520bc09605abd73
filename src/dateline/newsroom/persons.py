"""People at the desk: whom the articles name, the places where they do, and putting together or apart what the rules got wrong."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec import Struct
from rapidfuzz import fuzz

from dateline.link import Ledger
from dateline.model import Article, Entity, Judgement, Reading
from dateline.newsroom.day import Newsroom
from dateline.newsroom.linking import LEDGER
from dateline.newsroom.record import Known, what_is_known
from dateline.newsroom.reviewing import ReviewError, judge_pair, judge_pairs, offices_by_entity

_AROUND = 60


class PersonRow(Struct, frozen=True, kw_only=True):
    """A person as the last run had them: a name in the reader's language or another, all forms, offices, and how many texts."""

    id: str
    name: str
    lang: str
    names: tuple[str, ...]
    offices: tuple[str, ...]
    texts: int


class Use(Struct, frozen=True, kw_only=True):
    """A place where a text names somebody (``article:start:end``), with the words around it."""

    place: str
    article: str
    outlet: str
    published: str | None
    lang: str | None
    before: str
    name: str
    after: str


class PersonBoard(Struct, frozen=True, kw_only=True):
    """A person with the places where the texts name them, and the other people, those with the likest names first."""

    person: PersonRow
    uses: tuple[Use, ...]
    others: tuple[PersonRow, ...]


def persons(newsroom: Newsroom, lang: str, name: str = "") -> tuple[PersonRow, ...]:
    """The people whom the articles name, those of most texts first; ``name`` narrows them to a part of a name."""
    found = _rows(_ledger(newsroom), lang)
    wanted = "".join(name.casefold().split())
    return tuple(r for r in found if any(wanted in "".join(n.casefold().split()) for n in r.names))


def person_board(newsroom: Newsroom, entity: str, lang: str) -> PersonBoard | None:
    """A person; None where the last run knew none of that id."""
    rows = _rows(_ledger(newsroom), lang)
    person = next((r for r in rows if r.id == entity), None)
    known = what_is_known(newsroom, read=True) if person is not None else None
    if known is None or person is None:
        return None
    likeness = {r.id: max((fuzz.ratio(a, b) for a in person.names for b in r.names), default=0.0) for r in rows}
    others = sorted((r for r in rows if r.id != entity), key=lambda r: (-likeness[r.id], r.id))
    return PersonBoard(person=person, uses=tuple(_uses(known, known.ledger.entity(entity))), others=tuple(others))


def merge_persons(newsroom: Newsroom, one: str, other: str, *, by: str, why: tuple[str, ...] = ()) -> Judgement:
    """Judge that two people are one, from the next run on. Raises ReviewError."""
    ledger = _ledger(newsroom)
    people = [_person(ledger, id) for id in (one, other)]
    known = what_is_known(newsroom, read=True)
    places = tuple(_place(known, person) for person in people) if known is not None else ()
    return judge_pair(newsroom, places, same=True, by=by, why=why)


def split_person(
    newsroom: Newsroom, entity: str, places: Sequence[str], *, by: str, why: tuple[str, ...] = ()
) -> tuple[Judgement, ...]:
    """Judge that some places name somebody else than the others do, and all of them one, from the next run on.

    Raises ReviewError where none or all of the places are named."""
    person = _person(_ledger(newsroom), entity)
    known = what_is_known(newsroom, read=True)
    held = [u.place for u in _uses(known, person)] if known is not None else []
    chosen = [p for p in held if p in set(places)]
    rest = [p for p in held if p not in set(places)]
    if not chosen or not rest:
        raise ReviewError("choose some of the places, not all of them")
    pairs = [((chosen[0], other), False) for other in rest] + [((chosen[0], other), True) for other in chosen[1:]]
    return judge_pairs(newsroom, pairs, by=by, why=why)


def _ledger(newsroom: Newsroom) -> Ledger:
    """Who is who, as the last run had it."""
    return newsroom.store.state(LEDGER, Ledger) or Ledger()


def _person(ledger: Ledger, id: str) -> Entity:
    found = next((e for e in ledger.entities if e.id == id and e.kind == "person"), None)
    if found is None:
        raise ReviewError(f"there is no person {id} now; make a run")
    return found


def _place(known: Known, person: Entity) -> str:
    uses = _uses(known, person)
    if not uses:
        raise ReviewError(f"no text names {person.id} any more; make a run")
    return uses[0].place


def _rows(ledger: Ledger, lang: str) -> tuple[PersonRow, ...]:
    offices = offices_by_entity(ledger)
    people = [e for e in ledger.entities if e.kind == "person" and e.names]
    rows = [_row(e, lang, offices.get(e.id, ())) for e in people]
    return tuple(sorted(rows, key=lambda r: (-r.texts, r.name, r.id)))


def _row(entity: Entity, lang: str, offices: tuple[str, ...]) -> PersonRow:
    shown = next((n for n in entity.names if n.lang == lang), entity.names[0])
    return PersonRow(
        id=entity.id,
        name=shown.text,
        lang=shown.lang,
        names=tuple(dict.fromkeys(n.text for n in entity.names)),
        offices=offices,
        texts=len({m.rsplit("#", 1)[0] for m in entity.members}),
    )


def _uses(known: Known, entity: Entity) -> list[Use]:
    articles: Mapping[str, Article] = {a.id: a for a in known.articles}
    found = []
    for member in entity.members:
        id, _, chain = member.rpartition("#")
        article, reading = articles.get(id), known.readings.get(id)
        if article is not None and reading is not None and chain.isdigit():
            found += _first_use(article, reading, int(chain))
    return sorted(found, key=lambda u: (u.published or "", u.place))


def _first_use(article: Article, reading: Reading, chain: int) -> list[Use]:
    """The first place of a chain, in its words."""
    spans = [(m.start, m.end) for m in reading.mentions if m.chain == chain]
    if not spans:
        return []
    start, end = spans[0]
    text = article.text
    line, stop = text.rfind("\n", 0, start) + 1, text.find("\n", end)
    first, last = max(line, start - _AROUND), min(stop if stop >= 0 else len(text), end + _AROUND)
    return [
        Use(
            place=f"{article.id}:{start}:{end}",
            article=article.id,
            outlet=article.outlet or article.source.rsplit("/", 1)[-1],
            published=article.published,
            lang=article.lang,
            before=text[first:start],
            name=text[start:end],
            after=text[end:last],
        )
    ]
