"""Whether two tellings are on one matter: by topic, amount or day, else by what their sentences say."""

from __future__ import annotations

from collections.abc import Iterable

from dateline.group.dossier import is_day, last_day
from dateline.group.tellings import Told, likeness_of_words
from dateline.model import Slots

SAME_MATTER = 0.5
"""Cosine of two sentences above which two acts of one speaker and rung, without a topic in common, are on one matter."""
LIKE, LIKE_PLAIN = 0.34, 0.4
"""The same across languages, where each sentence is the nearest in its article to the other: of acts of a marked rung (asked,
promised), and of what is only said. Of 40 pairs of one utterance in two languages half lie between .34 and .5; in one
language two sentences of one man on two matters lie as high, his name being in both."""
OF_SAME_RUNG_DONE = 0.45
"""The same for deeds of no particular kind."""
DENIED = 0.25
"""The same of two denials of one person: in one story he hardly denies two things."""
TIE = 0.03
"""How much nearer another sentence of the same text may be (two clauses of one sentence are two in another text)."""


def same_matter(one: Told, slots: Slots, told: Iterable[Told]) -> bool:
    """A topic in common; without topics, the same amount or the same thing said in much the same words. What the same
    sign, or do not sign, on one day is one text; what somebody promises by one day is one promise."""
    a, b = set(one.slots.topics), set(slots.topics)
    if a & b:
        return True
    if a and b:
        return False
    if one.slots.kind == "signing" and is_day(one.slots.time) and is_day(slots.time):
        return True
    due = last_day(one.slots.time)
    if one.slots.kind == "pledge" and due is not None and due == last_day(slots.time):
        return True
    if set(one.slots.amounts) & set(slots.amounts):
        return True
    if one.slots.kind == "appointment" and one.slots.recipients and slots.recipients:
        return True  # one man is appointed, by the same
    return any(told_alike(one, other) for other in told)


def told_alike(a: Told, b: Told) -> bool:
    """Whether two sentences say the same: as near as that, or, in two languages, less near but nearest to each other in their
    articles."""
    likeness = likeness_of_words(a, b)
    if likeness >= SAME_MATTER or (likeness >= DENIED and _is_denial(a.slots) and _is_denial(b.slots)):
        return True
    if a.dossier.lang_at(a.act.start) == b.dossier.lang_at(b.act.start):
        return False
    plain = "raised" in (a.slots.rung, b.slots.rung) and not (a.slots.displeasure and b.slots.displeasure)
    least = OF_SAME_RUNG_DONE if a.slots.kind == "other" else LIKE_PLAIN if plain else LIKE
    return likeness >= least and nearest(a, b)


def _is_denial(slots: Slots) -> bool:
    return (slots.kind, slots.rung, slots.polarity) == ("statement", "raised", "negative")


def nearest(a: Told, b: Told) -> bool:
    """Whether of all sentences of either body those of two tellings are the nearest to each other."""
    if a.row is None or b.row is None or a.article == b.article:
        return False
    return _is_best(a, b) and _is_best(b, a)


def _is_best(a: Told, b: Told) -> bool:
    """Whether no sentence of ``b``'s body is nearer to ``a``'s than ``b``'s own, but by a hair."""
    assert a.row is not None
    rows = list(b.dossier.body)
    likeness = b.dossier.rows[rows] @ a.dossier.rows[a.row]
    return bool(likeness.max(initial=-1.0) <= likeness_of_words(a, b) + TIE)
