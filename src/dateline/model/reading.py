"""Readings: what one article says, found one article at a time."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from dateline.model.anchor import Quote
from dateline.model.ladder import Rung
from dateline.model.ledger import Role

DateBasis = Literal["explicit", "relative_to_publication", "relative_to_event", "inferred", "unknown"]
MentionKind = Literal["person", "organization", "position", "place", "number"]
ActKind = Literal[
    "meeting", "visit", "call", "statement", "agreement", "signing", "pledge", "plan", "appointment", "other"
]
Polarity = Literal["positive", "negative"]
Realis = Literal["actual", "planned", "possible", "conditional"]
MeetingKind = Literal["received", "met", "talks", "summit", "pull_aside"]
SignalCode = Literal["told_before_it_happened", "read_in_part"]
Displeasure = Literal["concern", "regret", "alarm", "protest", "condemn", "strong_condemn"]


class DateValue(Struct, frozen=True, kw_only=True):
    """A date or time as read: the words, TIMEX3 value and modifier, EDTF, inclusive bounds, zone and basis.

    ``earliest`` and ``latest`` are ISO dates or instants; durations and sets have None for both.
    """

    text: str
    start: int
    end: int
    timex3: str | None = None
    mod: str | None = None
    edtf: str | None = None
    earliest: str | None = None
    latest: str | None = None
    tz: str | None = None
    basis: DateBasis = "unknown"


class Sentence(Struct, frozen=True):
    """A sentence; ``block`` is the index of its block in the article."""

    start: int
    end: int
    block: int


class Mention(Struct, frozen=True, kw_only=True):
    """A name, position, place or number in the text.

    ``value``: a person's fullest form within the text; the pivot key of a position or place; the pivot key of a body or
    its fullest form; a number as a plain decimal (``"12000"``). ``unit``: pivot key or word of what is counted.
    ``of``: pivot key of the country or body that a position or body belongs to, where the text says or implies it.
    ``chain`` numbers the mentions of one thing in this text (names, titles, pronouns); numbers have None.
    """

    text: str
    start: int
    end: int
    kind: MentionKind
    value: str | None = None
    chain: int | None = None
    unit: str | None = None
    of: str | None = None


class Quotation(Struct, frozen=True, kw_only=True):
    """Words given as somebody's: direct (in marks) or indirect, with the speaker as written, and the cue verb."""

    text: str
    start: int
    end: int
    direct: bool
    speaker: Quote | None = None
    cue: Quote | None = None


class Act(Struct, frozen=True, kw_only=True):
    """Who did, said, hoped, pledged or signed what, to whom, where and when; ``LADDER.md`` is the law.

    Every span in ``actors``, ``recipients``, ``bound`` and ``said_by`` is the span of a mention of the same reading.
    ``bound`` are those whom the act commits. ``matter`` are the words for what the act is about. ``start:end`` is the
    clause or sentence that tells it. ``plover`` is a PLOVER category. ``event`` is its type where kind and rung say too
    little (a key of ``pivot/events.toml``: arrest, resign, or a deed of ``pivot/goals.toml`` that was done), ``thing`` what
    a deed was done to (a topic or an object of ``pivot/goals.toml``).
    """

    kind: ActKind
    rung: Rung
    polarity: Polarity = "positive"
    realis: Realis = "actual"
    actors: tuple[Quote, ...] = ()
    recipients: tuple[Quote, ...] = ()
    bound: tuple[Quote, ...] = ()
    place: Quote | None = None
    time: DateValue | None = None
    topics: tuple[str, ...] = ()
    condition: Quote | None = None
    hedge: Quote | None = None
    said_by: Quote | None = None
    plover: str | None = None
    start: int
    end: int
    matter: Quote | None = None
    weak: bool = False
    restated: bool = False
    meeting: MeetingKind | None = None
    displeasure: Displeasure | None = None
    event: str | None = None
    thing: str | None = None


class Claim(Struct, frozen=True, kw_only=True):
    """One checkable thing that the text says: its words, the acts it tells (indices), and who it is attributed to."""

    text: str
    start: int
    end: int
    acts: tuple[int, ...] = ()
    said_by: Quote | None = None


class Signal(Struct, frozen=True, kw_only=True):
    """Something that whoever trusts a reading should know: where the text and its metadata contradict one another, or from
    where on a long text was not read. Its words, a code, and why."""

    code: SignalCode
    text: str
    start: int
    end: int
    reason: str


class Reading(Struct, frozen=True, kw_only=True):
    """All that was read in one article. Offsets are code points of the article's text.

    ``roles`` link a person mention to a position mention (indices into ``mentions``). ``vectors`` is one float16 row per
    sentence, row-major, not part of the wire form.
    """

    article: str
    sentences: tuple[Sentence, ...] = ()
    mentions: tuple[Mention, ...] = ()
    dates: tuple[DateValue, ...] = ()
    quotations: tuple[Quotation, ...] = ()
    acts: tuple[Act, ...] = ()
    claims: tuple[Claim, ...] = ()
    roles: tuple[Role, ...] = ()
    signals: tuple[Signal, ...] = ()
    vectors: bytes = b""
