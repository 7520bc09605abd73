"""The record: what a newsroom knows, row by row, now or as of a day; and who held which office when."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime, time
from typing import Unpack

from msgspec import Struct

from dateline import group, link
from dateline.lang.render import load_grammar
from dateline.model import Anchor, Article, Entity, Occupancy, Party, Reading, RecordRow, digest
from dateline.newsroom.asking import Asked, answer, entities_named, keyed
from dateline.newsroom.day import LANGS, Newsroom, read_safely, reading_key
from dateline.newsroom.known import known_things
from dateline.newsroom.linking import shelf_of
from dateline.newsroom.papers import titled_records
from dateline.newsroom.shelf import ReadingShelf
from dateline.newsroom.standing import standing_articles

RECORD_KINDS = (
    "meeting", "visit", "call", "statement", "agreement", "signing", "pledge", "plan", "appointment", "other",
)  # fmt: skip


class Known(Struct, frozen=True, kw_only=True):
    """What is known: the articles with their readings, who is who in them, and what they come to."""

    articles: tuple[Article, ...]
    readings: Mapping[str, Reading]
    ledger: link.Ledger
    grouping: group.Grouping


class OfficeRow(Struct, frozen=True, kw_only=True):
    """Somebody in an office: from and until (EDTF, None where no text says), the days on which texts say so, and the
    sentences that do. ``on`` is the day asked for."""

    id: str
    kind: str = "office"
    title: dict[str, str]
    entity: str
    name: str
    position: str
    of: str | None
    status: str
    since: str | None
    until: str | None
    on: str | None
    attested: tuple[str, ...]
    origins: int
    anchors: tuple[Anchor, ...]


def what_is_known(newsroom: Newsroom, as_of: str | None = None, *, read: bool = False) -> Known | None:
    """The state after the last run; with ``as_of`` (an ISO date) what the articles published by then, linked and grouped
    alone, come to, with what was overdue on that day. An article without a date, or changed since, is not known to have
    been out as it stands. ``read`` asks for the readings as well. None when nothing is known."""
    articles = newsroom.store.articles()
    if as_of is not None:
        articles = (a for a in articles if _was_out(a, as_of))
    now = datetime.now(UTC) if as_of is None else datetime.combine(datetime.fromisoformat(as_of), time.max, UTC)
    kept, _ = standing_articles(newsroom.store, list(articles), now)
    if as_of is None:
        ledger = newsroom.store.state("ledger", link.Ledger)
        grouping = newsroom.store.state("grouping", group.Grouping)
        if ledger is None or grouping is None:
            return None
        readings: Mapping[str, Reading] = _Readings(newsroom, kept) if read else {}
        return Known(articles=tuple(kept), readings=readings, ledger=ledger, grouping=grouping)
    derived = _readings(newsroom, kept)
    read_ones = tuple(a for a in kept if a.id in derived)
    return _derive(newsroom, read_ones, derived, as_of) if read_ones else None


def _was_out(article: Article, day: str) -> bool:
    """Whether an article stood as it stands here on a day: published by then, and not changed after it."""
    return bool(article.published) and max(article.published or "", article.updated or "")[:10] <= day


class _Readings(Mapping[str, Reading]):
    """The readings of articles as the last run has them; where an earlier version of Dateline made the kept one, it is made
    anew, and kept, when it is asked for."""

    def __init__(self, newsroom: Newsroom, articles: Sequence[Article]) -> None:
        self._store, there = newsroom.store, newsroom.store.kept("read")
        self._keys = {a.id: reading_key(a) for a in articles}
        self._unread = {a.id: a for a in articles if self._keys[a.id] not in there}
        self._shelf = shelf_of(self._store, {a: key for a, key in self._keys.items() if key in there})
        self._anew = ReadingShelf(self._store, {a: ("read", self._keys[a]) for a in self._unread})

    def __getitem__(self, article: str) -> Reading:
        if article in self._unread:
            text = self._unread.pop(article)
            made = read_safely(text)
            if isinstance(made, Reading):
                self._store.put_reading(self._keys[article], text, made)
        return self._anew[article] if article in self._anew else self._shelf[article]

    def __iter__(self) -> Iterator[str]:
        return iter(self._keys)

    def __len__(self) -> int:
        return len(self._keys)


def _readings(newsroom: Newsroom, articles: Sequence[Article]) -> dict[str, Reading]:
    """The readings of articles as a run over these alone has them, anew where an earlier version of Dateline made the kept
    one."""
    found = {a.id: newsroom.store.result("read", reading_key(a), Reading) or read_safely(a) for a in articles}
    readings = {article: reading for article, reading in found.items() if isinstance(reading, Reading)}
    told = tuple(j for j in newsroom.store.judgements() if j.by != "rule")
    read = [a for a in articles if a.id in readings]
    return link.complete_readings(read, readings, told, known_things(newsroom.path))


def _derive(newsroom: Newsroom, articles: tuple[Article, ...], readings: dict[str, Reading], day: str) -> Known:
    """Linked and grouped anew, as a run over these articles alone would have; kept under a digest of what went in."""
    told = tuple(j for j in newsroom.store.judgements() if j.by != "rule")
    listed = known_things(newsroom.path)
    key = digest(link.VERSION, group.VERSION, day, told, listed, [reading_key(a) for a in articles])
    ledger = newsroom.store.result("link as of", key, link.Ledger)
    grouping = newsroom.store.result("group as of", key, group.Grouping)
    if ledger is None or grouping is None:
        ordered = [readings[a.id] for a in articles]
        ledger = link.link_readings(articles, ordered, told, listed)
        allotted = newsroom.store.allotments()
        grouping = group.group_articles(articles, ordered, ledger.entities, ledger.of_chain, allotted, as_of=day)
        newsroom.store.put_result("link as of", key, ledger)
        newsroom.store.put_result("group as of", key, grouping)
    return Known(articles=articles, readings=readings, ledger=ledger, grouping=grouping)


def rows_of(known: Known, kind: str | None, asked: Asked) -> tuple[RecordRow, ...]:
    """The rows of the record that a question asks for, with titles in every language. Raises UnknownWord."""
    found = answer(known.grouping.records, known.ledger, kind, asked)
    return titled_records(found, known.ledger, LANGS)


def record_rows(newsroom: Newsroom, kind: str | None = None, **asked: Unpack[Asked]) -> tuple[RecordRow, ...]:
    """The rows of the record in order of time. ``kind``: one of RECORD_KINDS, or None or ``all``. See Asked for the rest.
    Raises UnknownWord for a topic or rung that there is not."""
    known = what_is_known(newsroom, asked.get("as_of"))
    return rows_of(known, kind, asked) if known is not None else ()


def office_rows(
    newsroom: Newsroom, position: str | None = None, on: str | None = None, **asked: Unpack[Asked]
) -> tuple[OfficeRow, ...]:
    """Who held which office: ``position`` a pivot key or a title in any language, ``on`` an ISO date.

    Of ``asked``, countries, person and as_of are heard. With ``on`` only those who held it on that day, by what texts say
    or by texts near that day, best attested first; without, all occupancies. Raises UnknownWord.
    """
    known = what_is_known(newsroom, asked.get("as_of"), read=True)
    return offices_of(known, position, on, asked) if known is not None else ()


def offices_of(known: Known, position: str | None, on: str | None, asked: Asked) -> tuple[OfficeRow, ...]:
    """The offices of what is known that a question asks for; see ``office_rows``."""
    ledger = known.ledger
    key = keyed("positions", position) if position else None
    people = entities_named(asked.get("person") or "", ledger) if asked.get("person") else None
    countries = {c.upper() for c in asked.get("countries") or ()}
    disputed = {(c.entity, c.position) for c in ledger.title_conflicts}
    held = link.held_on(ledger.occupancies, on) if on else ledger.occupancies
    found = [
        o
        for o in held
        if (key is None or o.position == key)
        and (people is None or o.entity in people)
        and (not countries or (o.of or "").split("/")[0] in countries)
        and (on is None or (o.entity, o.position) not in disputed)
    ]
    texts, cast = {a.id: a for a in known.articles}, {e.id: e for e in ledger.entities}
    origins = {p.article: p.origin for p in known.grouping.placements}
    ordered = found if on else sorted(found, key=_by_time)
    return tuple(_office(o, on, texts, known.readings, cast, origins) for o in ordered)


def _by_time(occupancy: Occupancy) -> tuple[str, str, str, str]:
    return (occupancy.position, occupancy.of or "", (occupancy.attested or ("",))[0], occupancy.entity)


def _office(
    held: Occupancy,
    on: str | None,
    texts: Mapping[str, Article],
    readings: Mapping[str, Reading],
    cast: Mapping[str, Entity],
    origins: Mapping[str, str],
) -> OfficeRow:
    party = Party(entity=held.entity, capacity=held.position, of=held.of, status=held.status)
    titles = {lang: load_grammar(lang).title(party, cast).strip() for lang in LANGS}
    anchors = tuple(_sentences(held.anchors, texts, readings))
    entity = cast[held.entity]
    return OfficeRow(
        id="h" + digest(held.entity, held.position, held.of or "", held.status)[:16],
        title={lang: title for lang, title in titles.items() if title},
        entity=held.entity,
        name=entity.names[0].text if entity.names else held.entity,
        position=held.position,
        of=held.of,
        status=held.status,
        since=held.since,
        until=held.until,
        on=on,
        attested=held.attested,
        origins=len({origins.get(a.article, a.article) for a in anchors}),
        anchors=anchors,
    )


def _sentences(
    anchors: Iterable[str], texts: Mapping[str, Article], readings: Mapping[str, Reading]
) -> Iterable[Anchor]:
    """The sentences that titles stand in (``article:start:end``), each once."""
    seen: set[tuple[str, int]] = set()
    for anchor in anchors:
        article, start, end = anchor.rsplit(":", 2)
        reading = readings.get(article) if article in texts else None
        if reading is None:
            continue
        spans = [(s.start, s.end) for s in reading.sentences if s.start <= int(start) < s.end]
        first, last = spans[0] if spans else (int(start), int(end))
        if (article, first) not in seen:
            seen.add((article, first))
            yield Anchor(article, first, last, texts[article].text[first:last])
