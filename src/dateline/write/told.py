"""What other facts of a story say already, and what says nothing: neither gets a sentence of its own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dateline.lang.events import is_event
from dateline.lang.frames import is_collective
from dateline.lang.precision import precision
from dateline.lang.render import DOCUMENTS, EVENTS, country_of
from dateline.model import Entity, Fact, Party, Slots, licenses

_EMPTY = frozenset(
    ["anniversary", "leadership_message", "high_level_talks", "summit_meeting", "gratitude", "congratulations"]
)
_COURTESIES = frozenset(["anniversary", "leadership_message", "gratitude", "congratulations"])
_JOINT_KINDS = frozenset(["meeting", "call", "signing", "agreement", "statement", "pledge"])
_EVENTFUL = (_JOINT_KINDS - {"statement", "pledge"}) | {"visit"}


def says_nothing(slots: Slots, cast: Mapping[str, Entity]) -> bool:
    """Whether the topics of a bare mention leave open what was said (a message, thanks, a document as such), a country or
    body is only told to have named a matter, or one party alone to have exchanged views."""
    parties = frozenset().union(*who(slots))
    if slots.kind == "statement" and slots.rung == "exchanged" and len(parties) == 1:
        return not any(is_collective(cast[p]) for p in parties)
    if slots.kind not in ("statement", "pledge", "plan") or slots.displeasure:
        return False
    if slots.rung != "raised":
        return bool(slots.topics) and set(slots.topics) <= _COURTESIES
    of_bodies = not any(cast[p.entity].kind == "person" for p in slots.actors)
    return of_bodies or set(slots.topics) <= _EMPTY | DOCUMENTS


def is_mere_words(slots: Slots) -> bool:
    """Whether an act only names a matter that somebody spoke of or means something by: it leads a report only where nothing
    else can."""
    spoken = slots.kind in ("statement", "plan", "pledge") and not is_event(slots)
    return spoken and slots.rung in ("raised", "would") and not slots.displeasure and slots.polarity == "positive"


def without_weaker(facts: Sequence[Fact], cast: Mapping[str, Entity]) -> list[Fact]:
    """Facts without those that another one says already: a stronger one of the same speaker on the same matter, or the
    same act with more of its parties."""
    return [
        fact
        for fact in facts
        if not any(
            o is not fact
            and (
                _says_more(o, fact)
                or _is_agreed_there(o, fact)
                or _has_more_parties(o, fact, cast)
                or _repeats(o, fact)
                or _has_its_words(o, fact)
                or _is_called_otherwise(o, fact)
            )
            for o in facts
        )
    ]


def _is_called_otherwise(other: Fact, fact: Fact) -> bool:
    """Whether one occasion is a meeting to some sources and a call to at least as many others: it is what most say, and where
    as many say the one as the other it is told as neither."""
    a, b = other.slots, fact.slots
    if a is None or b is None or {a.kind, b.kind} != {"meeting", "call"} or len(other.origins) < len(fact.origins):
        return False
    if (a.polarity, a.realis) != (b.polarity, b.realis) or frozenset().union(*who(a)) != frozenset().union(*who(b)):
        return False
    then, when = precision(a.time), precision(b.time)
    return then is None or when is None or then == when


def told_by(slots: Slots, lead: Slots) -> bool:
    """Whether the lead has told this event already, or a visit that its own place and day imply."""
    if not is_event(slots) or (slots.realis, slots.polarity) != (lead.realis, lead.polarity):
        return False
    mine, theirs = frozenset().union(*who(slots)), frozenset().union(*who(lead))
    when = precision(slots.time)
    timely = when is None or when == precision(lead.time)
    if slots.kind == "visit" and lead.kind != "visit":
        at = lead.place is not None and slots.place in (lead.place, country_of(lead.place))
        return at and timely and mine <= theirs
    same = (slots.kind, slots.event, slots.thing) == (lead.kind, lead.event, lead.thing)
    return same and mine == theirs and timely and slots.place in (None, lead.place)


def who(slots: Slots) -> tuple[frozenset[str], frozenset[str]]:
    """The parties who act, and those whom they act towards."""
    return frozenset(p.entity for p in slots.actors), frozenset(p.entity for p in slots.recipients)


def _is_agreed_there(full: Fact, part: Fact) -> bool:
    """Whether one party is only told to have spoken of, or to see alike, what the two have agreed."""
    a, b = full.slots, part.slots
    if a is None or b is None or a.kind != "agreement" or b.kind != "statement" or b.displeasure:
        return False
    if (a.polarity, a.realis, b.polarity, b.realis) != ("positive", "actual", "positive", "actual"):
        return False
    spoken = b.rung in ("raised", "saw_alike", "exchanged") and not b.hedge and not a.hedge
    return spoken and bool(b.topics) and set(b.topics) <= set(a.topics) and who(b)[0] <= frozenset().union(*who(a))


def _has_its_words(full: Fact, part: Fact) -> bool:
    """Whether one promise or agreement is told twice: by the same parties, in the same sentences, on other matters."""
    a, b = full.slots, part.slots
    if a is None or b is None or a.kind not in ("pledge", "agreement") or not part.anchors or full.sides != part.sides:
        return False
    if (a.kind, a.rung, a.polarity, a.realis, who(a)) != (b.kind, b.rung, b.polarity, b.realis, who(b)):
        return False
    within = all(
        any(x.article == y.article and x.start < y.end and y.start < x.end for y in full.anchors) for x in part.anchors
    )
    return within and (-full.weight, full.id) < (-part.weight, part.id)


def _repeats(full: Fact, part: Fact) -> bool:
    """Whether a fact that stands on its own tells of the same parties what another one tells with less."""
    a, b = full.slots, part.slots
    if (
        a is None
        or b is None
        or full.sides
        or a.said_by
        or (a.kind, a.polarity, a.realis) != (b.kind, b.polarity, b.realis)
    ):
        return False
    if (a.event, a.thing) != (b.event, b.thing) or not (a.kind in _EVENTFUL or is_event(a)):
        return False
    if (a.hedge, a.conditional) != (b.hedge, b.conditional):
        return False
    mine, theirs = frozenset().union(*who(a)), frozenset().union(*who(b))
    when, place = precision(b.time), b.place
    less = (when is None or when == precision(a.time)) and place in (None, a.place, country_of(a.place))
    same = mine == theirs and less and set(b.topics) <= set(a.topics)
    more = (len(a.topics), a.time is not None, a.place is not None)
    return same and (more > (len(b.topics), b.time is not None, b.place is not None) or bool(part.sides))


def _voices_more(full: Fact, part: Fact, cast: Mapping[str, Entity]) -> bool:
    """Whether the same displeasure of the same country or its government is told on all these matters and more."""
    a, b = full.slots, part.slots
    if a is None or b is None or not b.displeasure or (a.displeasure, a.polarity) != (b.displeasure, b.polarity):
        return False
    if any(cast[p.entity].kind == "person" for p in (*a.actors, *b.actors)) or not set(b.topics) <= set(a.topics):
        return False
    nations = [
        {cast[p.entity].key if cast[p.entity].kind == "place" else cast[p.entity].country for p in s.actors}
        for s in (a, b)
    ]
    more = (len(a.topics), full.weight, full.id) > (len(b.topics), part.weight, part.id)
    return more and nations[0] == nations[1] and None not in nations[0]


def _says_more(strong: Fact, weak: Fact) -> bool:
    a, b = strong.slots, weak.slots
    if a is not None and not a.actors:  # figures of one disaster do not stand for one another
        return False
    if a is None or b is None or is_event(a) or is_event(b) or strong.sides != weak.sides:
        return False
    same = (who(a), a.polarity, a.realis, a.hedge, a.conditional) == (
        who(b),
        b.polarity,
        b.realis,
        b.hedge,
        b.conditional,
    )
    if not same or a.polarity == "negative" or a.displeasure != b.displeasure or not set(b.topics) <= set(a.topics):
        return False
    if (a.rung, set(a.topics)) == (b.rung, set(b.topics)):
        return (-strong.weight, strong.id) < (-weak.weight, weak.id)
    return licenses(a.rung, b.rung, source_weak=a.weak, claim_weak=b.weak)


def _has_more_parties(full: Fact, part: Fact, cast: Mapping[str, Entity]) -> bool:
    """Whether one fact tells the same act as another and names all its parties (or the officials of the countries that
    the other names) and more."""
    a, b = full.slots, part.slots
    if a is None or b is None or a.kind != b.kind or a.kind not in _JOINT_KINDS or full.sides not in ((), part.sides):
        return False
    if (a.rung, a.polarity, a.realis, a.hedge, a.conditional) != (b.rung, b.polarity, b.realis, b.hedge, b.conditional):
        return False
    if a.kind not in ("meeting", "call") and not set(b.topics) <= set(a.topics):
        return False
    when, then = precision(b.time), precision(a.time)
    if when is not None and when != then:
        return False
    elsewhere = b.place not in (None, a.place, country_of(a.place))
    if elsewhere and (a.place is not None or when is None or a.kind in EVENTS):
        return False
    everyone, some = (*a.actors, *a.recipients), (*b.actors, *b.recipients)
    covered = all(any(_stands_within(p, q, cast) for q in everyone) for p in some)
    mine, theirs = {p.entity for p in some}, {p.entity for p in everyone}
    return covered and mine != theirs and (len(theirs) > len(mine) or not mine & theirs)


def _stands_within(part: Party, party: Party, cast: Mapping[str, Entity]) -> bool:
    """One party, or a country for an official of it."""
    if part.entity == party.entity:
        return True
    country = cast.get(part.entity)
    if country is None or country.kind != "place" or party.capacity is None:
        return False
    return country.key is not None and country.key in (country_of(party.of), cast[party.entity].country)


def is_weak(fact: Fact) -> bool:
    """Whether a fact rests on teasers and captions alone (an inferred year in a body is marked, but may lead)."""
    return fact.weak_evidence and not any(t.block in ("headline", "standfirst", "body") for t in fact.tellings)
