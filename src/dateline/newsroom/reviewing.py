"""Who is who, by hand: uncertain links to look at, judgements made and undone, and the newsroom's own list of names."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

from msgspec import Struct

from dateline import link
from dateline.model import Article, Judgement, Mention, Reading
from dateline.newsroom.day import Newsroom
from dateline.newsroom.known import known_things
from dateline.newsroom.record import Known, what_is_known

_AROUND = 60


class ReviewError(ValueError):
    """A judgement that cannot be made or undone; the message says why and what to do."""


class Side(Struct, frozen=True, kw_only=True):
    """One of two names to compare: the entity it belongs to now, its forms, and where a text has it, in that text's words.

    ``place`` is ``article:start:end``, which a judgement goes by; for an entry of the newsroom's list it is None, as are
    the words."""

    entity: str | None
    name: str
    names: tuple[str, ...]
    offices: tuple[str, ...]
    place: str | None
    outlet: str | None
    published: str | None
    lang: str | None
    exact: str | None


class ReviewRow(Struct, frozen=True, kw_only=True):
    """An uncertain link: kept apart until somebody judges. The score never travels without its reasons."""

    id: str
    score: float
    why: tuple[str, ...]
    a: Side
    b: Side


def review_rows(newsroom: Newsroom, *, person: str | None = None) -> tuple[ReviewRow, ...]:
    """The links that the rules are unsure of, the likeliest first, without those that somebody has judged since.

    ``person`` narrows them to a name in any script.
    """
    known = what_is_known(newsroom, read=True)
    if known is None:
        return ()
    scene = _Scene(newsroom, known)
    rows: dict[frozenset[str], Judgement] = {}
    for judgement in known.ledger.review:
        if not scene.is_one_or_judged(judgement) and scene.pair(judgement) not in rows and scene.has_words(judgement):
            rows[scene.pair(judgement)] = judgement
    found = (scene.row(j) for j in rows.values())
    return tuple(r for r in found if person is None or _is_about(r, person))


def judge_pair(
    newsroom: Newsroom, pair: tuple[str, ...], *, same: bool, by: str, why: tuple[str, ...] = ()
) -> Judgement:
    """Judge a review row (by its id), or two entities or places in texts; append-only. It holds from the next run on.

    Raises ReviewError for what is unknown, and where a contrary judgement is in force, which must be undone first.
    """
    return judge_pairs(newsroom, [(pair, same)], by=by, why=why)[0]


def judge_pairs(
    newsroom: Newsroom, pairs: Sequence[tuple[tuple[str, ...], bool]], *, by: str, why: tuple[str, ...] = ()
) -> tuple[Judgement, ...]:
    """Judge several, all or none: each pair with whether the two are one. Raises ReviewError as for one."""
    known = what_is_known(newsroom, read=True)
    if known is None:
        raise ReviewError("nothing is known yet; make a run first")
    scene = _Scene(newsroom, known)
    told = link.in_force(newsroom.store.judgements())
    made = []
    for pair, same in pairs:
        a, b = scene.places(pair)
        if a == b:
            raise ReviewError("these are one place in one text")
        for earlier in told:
            if {earlier.a, earlier.b} == {a, b}:
                if earlier.same == same:
                    raise ReviewError(f"{earlier.by} has judged so already: {earlier.id}")
                raise ReviewError(f"{earlier.by} has judged otherwise: undo {earlier.id} first")
        made.append(link.judge_by_hand(a, b, same=same, by=by, at=_now(), why=why))
    newsroom.store.put_judgements(made)
    return tuple(made)


def undo_judgement(newsroom: Newsroom, id: str, *, by: str) -> Judgement:
    """Make a judgement void by another one; undoing that brings it back. Raises ReviewError for an unknown one."""
    rows = {j.id: j for j in newsroom.store.judgements() if j.by != "rule"}
    if id not in rows:
        raise ReviewError(f"nobody has made a judgement {id}; `dateline review --judged` lists them")
    if id not in standing_judgements(newsroom):
        raise ReviewError(f"the judgement {id} is undone already")
    made = link.undo_by_hand(rows[id], by=by, at=_now())
    newsroom.store.put_judgements([made])
    return made


def judgements_made(newsroom: Newsroom) -> tuple[tuple[Judgement, bool], ...]:
    """Every judgement by a person in the order in which they were made, and whether it is in force."""
    rows = newsroom.store.judgements()
    standing = {j.id for j in link.in_force(rows)}
    return tuple((j, j.id in standing) for j in rows if j.by != "rule")


def standing_judgements(newsroom: Newsroom) -> frozenset[str]:
    """The ids of the judgements by people that may be undone: those in force, and the undoings that nothing has undone."""
    void: set[str] = set()
    kept: set[str] = set()
    made = sorted((j for j in newsroom.store.judgements() if j.by != "rule"), key=lambda j: j.at or "", reverse=True)
    for judgement in made:
        if judgement.id in void:
            continue
        kept.add(judgement.id)
        if judgement.undoes is not None:
            void.add(judgement.undoes)
    return frozenset(kept)


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="microseconds")


def offices_by_entity(ledger: link.Ledger) -> dict[str, tuple[str, ...]]:
    """The offices of each entity: the key of the position and the country or body, joined by ``of``."""
    found: dict[str, dict[str, None]] = {}
    for held in ledger.occupancies:
        found.setdefault(held.entity, {})[f"{held.position} of {held.of or '?'}"] = None
    return {entity: tuple(offices) for entity, offices in found.items()}


def _is_about(row: ReviewRow, person: str) -> bool:
    from dateline.lang.compare import compare_names

    return any(
        compare_names(person, name).score >= 0.35 for side in (row.a, row.b) for name in (side.name, *side.names)
    )


class _Scene:
    """What the last run knew, with the judgements made since, looked up by ref."""

    def __init__(self, newsroom: Newsroom, known: Known) -> None:
        self._texts: Mapping[str, Article] = {a.id: a for a in known.articles}
        self._readings: Mapping[str, Reading] = known.readings
        self._listed = {k.id: k for k in known_things(newsroom.path)}
        self._told = link.in_force(j for j in newsroom.store.judgements() if j.by != "rule")
        self.ledger = known.ledger
        self._entities = {e.id: e for e in self.ledger.entities}
        self._refs = {j.id: (j.a, j.b) for j in (*self.ledger.review, *self.ledger.judgements)}
        self._offices = offices_by_entity(self.ledger)
        self._first: dict[str, str] = {}
        for judgement in self._told:
            if judgement.same:
                a, b = (self._one(self._entity_at(place)) for place in (judgement.a, judgement.b))
                self._first.update({b: a} if a != b else {})
        self._apart = {self._pair(j.a, j.b) for j in self._told if not j.same}

    def _one(self, entity: str) -> str:
        """What stands for all entities that people have judged to be this one."""
        while entity in self._first:
            entity = self._first[entity]
        return entity

    def _pair(self, a: str, b: str) -> frozenset[str]:
        return frozenset(self._one(self._entity_at(place)) for place in (a, b))

    def has_words(self, judgement: Judgement) -> bool:
        """Whether both of its sides stand in a text (or on the list) still: a text may have been withdrawn since the run."""
        return all(ref.split("#")[0] in self._listed or self._spans(ref) for ref in (judgement.a, judgement.b))

    def is_one_or_judged(self, judgement: Judgement) -> bool:
        """Whether the two are one by now, or somebody has told them apart."""
        pair = self.pair(judgement)
        return len(pair) == 1 or pair in self._apart

    def pair(self, judgement: Judgement) -> frozenset[str]:
        """The two entities that a judgement is on; one where they are one by now."""
        return frozenset(
            self._one(self.ledger.of_chain.get(ref, ref.split("#")[0])) for ref in (judgement.a, judgement.b)
        )

    def row(self, judgement: Judgement) -> ReviewRow:
        """A review row, with the words of both texts."""
        a, b = self._side(judgement.a), self._side(judgement.b)
        return ReviewRow(id=judgement.id, score=judgement.score, why=judgement.why, a=a, b=b)

    def places(self, pair: tuple[str, ...]) -> tuple[str, str]:
        """The places in texts that a row's id, or two ids of entities, places or refs, mean. Raises ReviewError."""
        given = self._refs.get(pair[0]) if len(pair) == 1 else pair if len(pair) == 2 else None
        if given is None:
            raise ReviewError("name a row of `dateline review`, or two entities or places (article:start:end)")
        return self._place(given[0]), self._place(given[1])

    def _place(self, given: str) -> str:
        if given in self._entities:
            given = next((m for m in self._entities[given].members if self._spans(m)), given)
        spans = self._spans(given)
        if spans:
            return f"{given.rsplit('#', 1)[0]}:{spans[0][0]}:{spans[0][1]}"
        article, *span = given.rsplit(":", 2)
        if len(span) == 2 and article in self._texts and self._entity_at(given) != given:
            return given
        if given.split("#")[0] in self._listed:
            return given
        raise ReviewError(f"there is no entity, mention or entry {given!r}")

    def _entity_at(self, place: str) -> str:
        """The entity at a place in a text, or of a ref; the place itself where there is none."""
        article, *span = place.rsplit(":", 2)
        if len(span) != 2:
            return self.ledger.of_chain.get(place, place)
        for mention in self._mentions(article):
            if [str(mention.start), str(mention.end)] == span and mention.chain is not None:
                return self.ledger.of_chain.get(f"{article}#{mention.chain}", place)
        return place

    def _mentions(self, article: str) -> Iterable[Mention]:
        reading = self._readings.get(article) if article in self._texts else None
        return reading.mentions if reading is not None else ()

    def _spans(self, ref: str) -> list[tuple[int, int]]:
        article, _, number = ref.rpartition("#")
        return [(m.start, m.end) for m in self._mentions(article) if number and str(m.chain) == number]

    def _side(self, ref: str) -> Side:
        entity = self._entities.get(self.ledger.of_chain.get(ref, ""))
        listed = self._listed.get(ref.split("#")[0])
        if listed is not None:
            forms = tuple(n.text for n in listed.names)
            offices = tuple(f"{o.position} of {o.of or '?'}" for o in listed.offices)
            return Side(
                entity=None, name=forms[0], names=forms, offices=offices, place=None, outlet=None, published=None,
                lang=None, exact=None,
            )  # fmt: skip
        article = self._texts[ref.rsplit("#", 1)[0]]
        start, end = self._spans(ref)[0]
        text = article.text
        first, last = max(text.rfind("\n", 0, start) + 1, start - _AROUND), text.find("\n", end)
        return Side(
            entity=entity.id if entity else None,
            name=text[start:end],
            names=tuple(n.text for n in entity.names) if entity else (),
            offices=self._offices.get(entity.id, ()) if entity else (),
            place=f"{article.id}:{start}:{end}",
            outlet=article.outlet or Path(article.source).name,
            published=article.published,
            lang=article.lang,
            exact=text[first : min(last if last >= 0 else len(text), end + _AROUND)],
        )
