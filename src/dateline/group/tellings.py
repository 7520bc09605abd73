"""Tellings: each act of a story's articles, resolved, with where and by whose word it is told."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from dateline.group.dossier import Dossier
from dateline.group.slots import resolve_act
from dateline.model import Act, Origin, Party, Slots, Telling
from dateline.model.story import PartyRole

BLOCK_RANK = {"body": 0, "standfirst": 1, "headline": 2, "caption": 3, "teaser": 4}
"""A source's body outranks its standfirst and headline; captions and teasers are weak evidence."""
WEAK_BLOCKS = ("caption", "teaser")


@dataclass(frozen=True)
class Told:
    """One act as one article tells it. ``row`` is the index of its sentence, ``block`` the kind of its block."""

    dossier: Dossier
    index: int
    act: Act
    slots: Slots
    origin: Origin
    block: str
    row: int | None

    @property
    def article(self) -> str:
        return self.dossier.id

    @property
    def by_machine(self) -> bool:
        return self.dossier.by_machine

    @property
    def weak(self) -> bool:
        return self.block in WEAK_BLOCKS

    @property
    def order(self) -> tuple[bool, int, int, str, str, int, int]:
        """Best telling first: a human text before a machine's, body before headline, the fullest, the earliest."""
        published = self.dossier.article.published or "9999"
        rank = BLOCK_RANK.get(self.block, 5)
        return self.by_machine, rank, -fullness(self.slots), published, self.article, self.act.start, self.index

    @property
    def side(self) -> str | None:
        """The side whose readout this telling is or relays: an official text's, or that of the office cited."""
        if self.origin.kind == "official" and not self.by_machine:
            return self.origin.of
        mention = self.dossier.mention_of(self.act.said_by)
        if mention is None or (mention.kind == "person" and self.dossier.office_of(mention)[0] is None):
            return None
        return self.dossier.side_of(mention)

    def telling(self) -> Telling:
        said_by = self.slots.said_by.entity if self.slots.said_by else None
        return Telling(
            article=self.article,
            act=self.index,
            lang=self.dossier.lang_at(self.act.start),
            origin=self.origin.id,
            anchor=self.dossier.anchor(self.act.start, self.act.end),
            said_by=said_by,
            block=self.block,
        )


def collect_tellings(dossiers: Iterable[Dossier], origin_of: Mapping[str, Origin], blocks: Sequence[str]) -> list[Told]:
    """The acts told in blocks of the kinds given, in the order of :attr:`Told.order`."""
    found: list[Told] = []
    for dossier in dossiers:
        for index, act in enumerate(dossier.reading.acts):
            kind = dossier.block_at(act.start).kind
            if kind not in blocks or not 0 <= act.start < act.end <= len(dossier.article.text):
                continue
            slots = resolve_act(dossier, act)
            found.append(Told(dossier, index, act, slots, origin_of[dossier.id], kind, _row(dossier, act)))
    return sorted(found, key=lambda t: t.order)


def _row(dossier: Dossier, act: Act) -> int | None:
    for index, sentence in enumerate(dossier.reading.sentences):
        if sentence.start <= act.start < sentence.end:
            return index
    return None


def fullness(slots: Slots) -> int:
    """How many slots an act fills: parties, offices, place, time, topics."""
    parties = (*slots.actors, *slots.recipients)
    named = 2 * len(parties) + sum(p.capacity is not None for p in parties)
    return named + 2 * (slots.place is not None) + 2 * (slots.time is not None) + min(3, len(slots.topics))


def likeness_of_words(a: Told, b: Told) -> float:
    """Cosine of the sentences that two acts stand in; 0 where either stands in none."""
    if a.row is None or b.row is None:
        return 0.0
    return float(a.dossier.rows[a.row] @ b.dossier.rows[b.row])


def stands_for(a: Party, b: Party) -> bool:
    """Whether ``a`` is a country or a body of it, and ``b`` somebody in its office: what ministers sign, countries sign."""
    if a.capacity is not None or not a.of or b.capacity is None or not b.of:
        return False
    return a.of.split("/")[0] == b.of.split("/")[0]


def same_party(a: Party, b: Party, *, joint: bool = False) -> bool:
    """One entity, or an unnamed holder of the office that the other is named to hold. In a joint act a country also
    stands for its officer."""
    if a.entity == b.entity or (joint and (stands_for(a, b) or stands_for(b, a))):
        return True
    unnamed = _is_office(a) or _is_office(b)
    return unnamed and a.capacity is not None and (a.capacity, a.of) == (b.capacity, b.of)


def _is_office(party: Party) -> bool:
    """Whether a party is known by its office only."""
    return party.capacity is not None and party.entity in (party.capacity, f"{party.capacity}@{party.of}")


def covers(a: Sequence[Party], b: Sequence[Party], *, joint: bool = False) -> bool:
    """Whether each of ``b`` is among ``a``."""
    return all(any(same_party(p, q, joint=joint) for q in a) for p in b)


def same_parties(a: Sequence[Party], b: Sequence[Party], *, joint: bool = False) -> bool:
    return covers(a, b, joint=joint) and covers(b, a, joint=joint)


def join_parties(a: Sequence[Party], b: Sequence[Party], *, joint: bool = False) -> tuple[Party, ...]:
    """``a`` with what ``b`` knows beside it: offices that ``a`` leaves open, and parties that it does not have."""
    joined: list[Party] = []
    for party in a:
        other = next((q for q in b if same_party(party, q, joint=joint)), None)
        joined.append(_fill(party, other) if other is not None else party)
    return (*joined, *(q for q in b if not any(same_party(p, q, joint=joint) for p in a)))


def _fill(party: Party, other: Party) -> Party:
    if (_is_office(party) and not _is_office(other)) or stands_for(party, other):
        party, other = other, party
    if stands_for(other, party):
        return party
    capacity = party.capacity or other.capacity
    taken = other if party.capacity is None else party
    role: PartyRole | None = party.role if party.role not in (None, "participant") else other.role or party.role
    return Party(entity=party.entity, capacity=capacity, of=taken.of or party.of, role=role, status=taken.status)
