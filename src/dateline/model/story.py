"""Stories: the articles on one event, the origins they rest on, and the facts with their support."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from dateline.model.anchor import Anchor
from dateline.model.ladder import Rung
from dateline.model.reading import ActKind, DateValue, Displeasure, MeetingKind, Polarity, Realis

OriginKind = Literal["reporting", "wire", "official", "ai_rewrite"]
Support = Literal["corroborated", "single_origin", "disputed", "no_independent_origin"]
Cause = Literal["conflict", "update", "rounding", "scope", "translation", "attribution", "publication_day"]
PartyRole = Literal["host", "visitor", "participant", "promiser", "beneficiary"]


class Origin(Struct, frozen=True, kw_only=True):
    """The reporting that articles rest on. ``name`` is the agency, body or outlet; ``of`` the side an official one speaks
    for (pivot key of a country or body)."""

    id: str
    kind: OriginKind
    independent: bool
    name: str | None = None
    of: str | None = None
    articles: tuple[str, ...] = ()


class Placement(Struct, frozen=True, kw_only=True):
    """Where one article belongs: its story, its origin and why (the row of the ``group`` command)."""

    article: str
    story: str
    origin: str
    origin_kind: OriginKind
    independent: bool
    why: tuple[str, ...] = ()


class Story(Struct, frozen=True, kw_only=True):
    """The articles on one event. ``follows`` are stories of the same thread that came before, each with a reason.

    ``named_origins`` are origins that the articles name but that are not themselves present (an office's readout).
    """

    id: str
    articles: tuple[str, ...]
    aliases: tuple[str, ...] = ()
    follows: tuple[tuple[str, str], ...] = ()
    related: tuple[tuple[str, str], ...] = ()
    named_origins: tuple[str, ...] = ()


class Party(Struct, frozen=True, kw_only=True):
    """An entity in an act, with the office it held on the day (pivot keys) and its part in it."""

    entity: str
    capacity: str | None = None
    of: str | None = None
    role: PartyRole | None = None
    status: str | None = None


class Slots(Struct, frozen=True, kw_only=True):
    """An act with its names resolved to entities: what the same act in any language has in common.

    ``place`` is a pivot key; ``amounts`` are ``(decimal, unit key)``; ``hedge`` is a pivot key of a hedge or None;
    ``event`` and ``thing`` are those of the act.
    """

    kind: ActKind
    rung: Rung
    polarity: Polarity = "positive"
    realis: Realis = "actual"
    weak: bool = False
    restated: bool = False
    meeting: MeetingKind | None = None
    displeasure: Displeasure | None = None
    actors: tuple[Party, ...] = ()
    recipients: tuple[Party, ...] = ()
    bound: tuple[str, ...] = ()
    said_by: Party | None = None
    place: str | None = None
    time: DateValue | None = None
    topics: tuple[str, ...] = ()
    amounts: tuple[tuple[str, str], ...] = ()
    conditional: bool = False
    hedge: str | None = None
    plover: str | None = None
    event: str | None = None
    thing: str | None = None


class FactValue(Struct, frozen=True, kw_only=True):
    """One value that origins give for a fact."""

    value: str
    unit: str | None = None
    origins: tuple[str, ...] = ()
    anchors: tuple[Anchor, ...] = ()


class Telling(Struct, frozen=True, kw_only=True):
    """One claim behind a fact: where it stands, in which language, from which origin, by whose word."""

    article: str
    act: int | None
    lang: str | None
    origin: str
    anchor: Anchor
    said_by: str | None = None
    block: str = "body"


class Fact(Struct, frozen=True, kw_only=True):
    """Claims that say the same, with their support.

    ``slot`` names what a disputed fact is disputed in (``time``, ``place``, ``number``, ``rung``, ``party`` ...).
    ``sides`` are pivot keys of the sides whose readouts alone carry it. ``weak_evidence`` is true when only teasers,
    captions or inferred dates carry it. ``weight`` is 0..1 for planning.
    """

    id: str
    story: str
    text: str
    support: Support
    origins: tuple[str, ...] = ()
    values: tuple[FactValue, ...] = ()
    cause: Cause | None = None
    anchors: tuple[Anchor, ...] = ()
    slot: str | None = None
    slots: Slots | None = None
    tellings: tuple[Telling, ...] = ()
    sides: tuple[str, ...] = ()
    weak_evidence: bool = False
    weight: float = 0.0
    negative_of: str | None = None


class Participant(Struct, frozen=True, kw_only=True):
    """Somebody in a record row, with the office held on the day."""

    entity: str
    name: str
    capacity: str | None = None
    role: PartyRole | None = None


class Account(Struct, frozen=True, kw_only=True):
    """What articles of one side (pivot key of a country or body; None for others) call a meeting."""

    side: str | None = None
    meeting: MeetingKind | None = None
    articles: tuple[str, ...] = ()


class RecordRow(Struct, frozen=True, kw_only=True):
    """A row of the record: a meeting, visit, call, agreement, signing, pledge, plan, appointment ..., anchored.

    ``venue`` are the words for the place in the place; ``content`` what it is about in the original words, one passage a
    language, and ``conditions`` on what it hangs. ``due`` is the day by which a promise or plan is to be kept. ``at`` is
    the id of the meeting's row at which it was said or done. ``sides`` are those whose readouts alone carry it, and
    ``accounts`` what each side calls the meeting.
    """

    id: str
    kind: str
    title: dict[str, str]
    participants: tuple[Participant, ...] = ()
    place: str | None = None
    time: DateValue | None = None
    rung: Rung = "raised"
    polarity: Polarity = "positive"
    outcome: str | None = None
    status: str | None = None
    origins: int = 0
    anchors: tuple[Anchor, ...] = ()
    history: tuple[dict[str, str | int | None], ...] = ()
    topics: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    story: str | None = None
    weak_evidence: bool = False
    slots: Slots | None = None
    venue: str | None = None
    content: tuple[Anchor, ...] = ()
    conditions: tuple[Anchor, ...] = ()
    due: str | None = None
    at: str | None = None
    sides: tuple[str, ...] = ()
    accounts: tuple[Account, ...] = ()
