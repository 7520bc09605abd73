"""The ledger's words: entities, the names they go by, the offices they held, and the judgements that tie them."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

EntityKind = Literal["person", "organization", "place", "position"]
RoleStatus = Literal["current", "former", "immediate_former", "acting", "elect"]


class Role(Struct, frozen=True, kw_only=True):
    """In one text: the person mention ``person`` holds the position mention ``position`` (indices into mentions).

    ``since`` and ``until`` are EDTF where the text says so.
    """

    person: int
    position: int
    status: RoleStatus = "current"
    since: str | None = None
    until: str | None = None


class Name(Struct, frozen=True):
    """A form of a name as sources write it, with the language of the text and how often it was seen."""

    text: str
    lang: str
    count: int = 1


class Entity(Struct, frozen=True, kw_only=True):
    """A person, body or place across texts. ``members`` are ``article#chain`` references; ``key`` a pivot key.

    ``wrong_forms`` are forms that some text used for this entity by mistake (flagged, never merged silently).
    """

    id: str
    kind: EntityKind
    names: tuple[Name, ...] = ()
    key: str | None = None
    country: str | None = None
    members: tuple[str, ...] = ()
    wrong_forms: tuple[Name, ...] = ()


class Occupancy(Struct, frozen=True, kw_only=True):
    """Somebody holding an office: pivot key of the position, of what, from and until (EDTF, open where unknown).

    ``attested`` are the dates (ISO) on which a text called the person by the office; ``anchors`` are
    ``(article, start, end, exact)`` rows, kept as plain anchors.
    """

    entity: str
    position: str
    of: str | None = None
    status: RoleStatus = "current"
    since: str | None = None
    until: str | None = None
    attested: tuple[str, ...] = ()
    anchors: tuple[str, ...] = ()


class Judgement(Struct, frozen=True, kw_only=True):
    """One append-only decision on whether two chains are the same entity. ``undoes`` names an earlier judgement."""

    id: str
    a: str
    b: str
    same: bool
    score: float
    why: tuple[str, ...] = ()
    by: str = "rule"
    at: str | None = None
    undoes: str | None = None
