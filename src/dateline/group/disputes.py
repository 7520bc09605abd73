"""Where sources contradict each other on one thing: the slot, the values, and the likely cause."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import combinations

from dateline.group.dossier import first_day, is_day
from dateline.group.happenings import is_happening, same_happening
from dateline.group.matters import same_matter
from dateline.group.merging import Cluster, conflicting_number, join_slots, numbers_fit, place_of
from dateline.group.signs import has_negation
from dateline.group.slots import ENCOUNTERS
from dateline.group.speakers import everyone, same_speakers
from dateline.group.tellings import Told, covers, likeness_of_words, same_parties
from dateline.lang.compare import compare_dates, compare_places, compare_positions
from dateline.model import FactValue, Slots, licenses
from dateline.model.story import Cause

NEAR_DAYS = 3
"""Days that two datings of one encounter may lie apart; farther apart they are two encounters."""
COUNTED = ("dead", "injured", "missing", "people", "households", "buildings", "cases", "votes", "seats")
"""Units whose figures grow as news comes in."""
ONE_UTTERANCE = 0.8
"""Cosine above which two sentences of one language and day tell one act, for a dispute on how far it goes."""
SAME_WORDS = 0.7
"""Cosine above which two sentences tell one utterance, for a dispute on who said it."""


@dataclass
class Dispute:
    """A cluster with the value of each of its tellings in the slot that is in dispute."""

    cluster: Cluster
    slot: str
    cause: Cause
    sides: dict[str, list[Told]] = field(default_factory=dict)
    stands: Cluster | None = None
    """The cluster whose value holds where the cause tells which one does: the event's own day, the later count."""


Differs = Callable[[Cluster, Cluster], bool]


def find_disputes(clusters: Sequence[Cluster]) -> tuple[list[Cluster], list[Dispute]]:
    """The clusters that stand alone, and those that contradict each other, put together two by two.

    Two contradict each other when all else is the same, no article tells both, and each has an independent origin of
    its own (or none of either is independent): a machine rewrite's slip never puts a source in doubt.
    """
    open_ones = _that_may(clusters)
    gone: set[int] = set()
    disputes: list[Dispute] = []
    for slot, differs in _TESTS:
        for i, j in open_ones:
            if i not in gone and j not in gone and differs(clusters[i], clusters[j]):
                gone |= {i, j}
                disputes.append(_put_together(slot, clusters[i], clusters[j]))
    return [c for i, c in enumerate(clusters) if i not in gone], disputes


def _that_may(clusters: Sequence[Cluster]) -> list[tuple[int, int]]:
    """The pairs of clusters of one kind that may be in dispute (see :func:`find_disputes`), in order: those with a party,
    an office, a country or a quotation in common, and those of unnamed parties."""
    articles = [c.articles for c in clusters]
    independent = [independent_origins(c.told) for c in clusters]
    origins = [frozenset(t.origin.id for t in c.told) for c in clusters]
    handles = [_handles(c) for c in clusters]
    by_kind: dict[str, list[int]] = {}
    for number, cluster in enumerate(clusters):
        kind = f"event {cluster.slots.event}" if is_happening(cluster.slots) else cluster.slots.kind
        by_kind.setdefault(kind, []).append(number)
    found = []
    for numbers in by_kind.values():
        for i, j in combinations(numbers, 2):
            if articles[i] & articles[j] or not handles[i] & handles[j]:
                continue
            ours, theirs = independent[i], independent[j]
            apart = bool(ours - theirs and theirs - ours) if ours or theirs else not origins[i] & origins[j]
            if apart:
                found.append((i, j))
    return sorted(found)


def _handles(cluster: Cluster) -> frozenset[str]:
    """What a cluster shares with whatever it may contradict."""
    parties = everyone(cluster.slots)
    names = {p.entity.split("@")[0].split("#")[0] for p in parties} | {p.entity for p in parties}
    offices = {p.capacity for p in parties if p.capacity} | {p.of.split("/")[0] for p in parties if p.of}
    return frozenset(names | offices | {q for t in cluster.told for q in _quoted(t)})


def contradicts(a: Cluster, b: Cluster) -> bool:
    """Whether two clusters tell one act and differ in one slot, whoever tells them."""
    tests = [differs for slot, differs in _TESTS if slot not in ("party", "rung")]
    return a.slots.kind == b.slots.kind and any(differs(a, b) for differs in tests)


def independent_origins(told: Iterable[Told]) -> frozenset[str]:
    """Origins that carry a telling by their own account: a human text in a block that is evidence."""
    return frozenset(t.origin.id for t in told if t.origin.independent and not t.by_machine and not t.weak)


def _same_frame(a: Slots, b: Slots, *, but: str) -> bool:
    """Whether two acts agree in all but one slot, and in enough else to be one act."""
    if (a.event, a.thing) != (b.event, b.thing):
        return False
    if (a.realis, a.rung) != (b.realis, b.rung) and but != "polarity" and a.kind not in ENCOUNTERS:
        return False
    if a.realis != b.realis or (a.polarity != b.polarity) != (but == "polarity"):
        return False
    if but != "time" and a.time and b.time and compare_dates(a.time, b.time).relation == "conflict":
        return False
    ours, theirs = place_of(a), place_of(b)
    if but != "place" and ours and theirs and compare_places(ours, theirs).relation == "conflict":
        return False
    return but == "number" or numbers_fit(a, b)


def _same_people(a: Slots, b: Slots) -> bool:
    ours, theirs = everyone(a), everyone(b)
    if is_happening(a):
        return same_happening(a, b, lambda: False)
    if a.kind == "visit":
        return same_parties(a.actors, b.actors)
    return min(len(ours), len(theirs)) >= 2 and (covers(ours, theirs) or covers(theirs, ours))


def _time_differs(a: Cluster, b: Cluster) -> bool:
    one, other = a.slots, b.slots
    dated = one.kind in (*ENCOUNTERS, "signing", "appointment") or is_happening(one)
    if not dated or not _same_frame(one, other, but="time"):
        return False
    if not (is_day(one.time) and is_day(other.time)) or not _same_people(one, other):
        return False
    near = 0 < abs(_ordinal(one) - _ordinal(other)) <= NEAR_DAYS
    return near and (one.kind != "visit" or _gives_own_day(a, b) or _gives_own_day(b, a))  # a visit may last some days


def _ordinal(slots: Slots) -> int:
    return date.fromisoformat(first_day(slots.time) or "0001-01-01").toordinal()


def _place_differs(a: Cluster, b: Cluster) -> bool:
    one, other = a.slots, b.slots
    if one.kind not in ENCOUNTERS or not one.place or not other.place or not _same_frame(one, other, but="place"):
        return False
    return _same_people(one, other) and compare_places(one.place, other.place).relation == "conflict"


def _number_differs(a: Cluster, b: Cluster) -> bool:
    one, other = a.slots, b.slots
    if not _same_frame(one, other, but="number") or conflicting_number(one, other) is None:
        return False
    if one.kind in ENCOUNTERS or is_happening(one):
        return _same_people(one, other)
    return same_speakers(one, other) and any(same_matter(t, b.slots, b.told) for t in a.told)


def _rung_differs(a: Cluster, b: Cluster) -> bool:
    """One utterance, in much the same words of one language, that one text has further than the other."""
    one, other = a.slots, b.slots
    if one.kind in ENCOUNTERS or one.rung == other.rung or one.polarity != other.polarity:
        return False
    if one.realis != other.realis or not (licenses(one.rung, other.rung) or licenses(other.rung, one.rung)):
        return False
    if not same_parties(one.actors, other.actors) or not set(one.topics) & set(other.topics):
        return False
    return bool(_langs(a) & _langs(b)) and any(_same_wording(t, u) for t in a.told for u in b.told)


def _same_wording(a: Told, b: Told) -> bool:
    same = a.dossier.lang_at(a.act.start) == b.dossier.lang_at(b.act.start) and a.dossier.day == b.dossier.day
    return same and likeness_of_words(a, b) >= ONE_UTTERANCE


def _polarity_differs(a: Cluster, b: Cluster) -> bool:
    one, other = a.slots, b.slots
    if one.polarity == other.polarity or not _same_frame(one, other, but="polarity"):
        return False
    if one.kind in ENCOUNTERS:
        dated = one.time is not None and other.time is not None
        return _same_people(one, other) and (dated or (one.kind != "visit" and _of_one_day(a, b)))
    if is_happening(one):
        return _same_people(one, other)
    if one.kind in ("statement", "pledge", "plan", "other") and one.rung != other.rung:
        return False
    if one.kind == "signing" and not _told_by_then(a, b):
        return False  # what was not signed in March is signed in April
    if one.kind == "statement" and any(
        has_negation(t) for c in (a, b) for t in c.told if c.slots.polarity == "positive"
    ):
        return False  # "it is not so, he said" is a denial that was not read as one
    return same_speakers(one, other) and any(same_matter(t, b.slots, b.told) for t in a.told)


def _told_by_then(a: Cluster, b: Cluster) -> bool:
    """Whether, where one cluster is of a day and the other of none, the other came out on that day or later."""
    if (a.slots.time is None) == (b.slots.time is None):
        return True
    dated, undated = (a, b) if a.slots.time is not None else (b, a)
    day, told = first_day(dated.slots.time), _published(undated)[:10]
    return day is None or not told or told >= day


def _of_one_day(a: Cluster, b: Cluster) -> bool:
    """Whether an undated cluster may tell of the other's day: by a text of that day or the next (who left on the tenth
    without meeting somebody says nothing of the sixth)."""
    dated, undated = (a, b) if a.slots.time is not None else (b, a)
    day, told = first_day(dated.slots.time), _published(undated)[:10]
    if day is None or not told:
        return True
    return (date.fromisoformat(told) - date.fromisoformat(day)).days <= 1


def _holder_differs(a: Cluster, b: Cluster) -> bool:
    """One office, two names: all else of an encounter being the same, the sources disagree on who was there."""
    one, other = a.slots, b.slots
    if one.kind not in ("meeting", "call") or not _same_frame(one, other, but="party") or not (one.time and other.time):
        return False
    if not is_day(one.time) or not is_day(other.time):
        return False
    odd = _odd_ones(one, other)
    return len(odd) == 2 and bool(_langs(a) & _langs(b))


def _langs(cluster: Cluster) -> set[str | None]:
    """The languages a cluster is told in: across languages one name may not be known for the other's."""
    return {t.dossier.lang_at(t.act.start) for t in cluster.told if not t.by_machine}


def _odd_ones(a: Slots, b: Slots) -> tuple[str, ...]:
    """The two entities in which two parties of two differ, when both are given the same office; else nothing."""
    ours = [p for p in everyone(a) if not covers(everyone(b), [p])]
    theirs = [p for p in everyone(b) if not covers(everyone(a), [p])]
    if len(ours) != 1 or len(theirs) != 1 or len(everyone(a)) != 2 or len(everyone(b)) != 2:
        return ()
    p, q = ours[0], theirs[0]
    if not (p.capacity and q.capacity and p.of and q.of):
        return ()
    same = compare_positions((p.capacity, p.of), (q.capacity, q.of)).relation == "equal"
    return (p.entity, q.entity) if same else ()


def _speaker_differs(a: Cluster, b: Cluster) -> bool:
    """The same words given to two people."""
    one, other = a.slots, b.slots
    if one.kind != "statement" or not _same_frame(one, other, but="party") or not set(one.topics) & set(other.topics):
        return False
    if len(one.actors) != 1 or len(other.actors) != 1 or same_parties(one.actors, other.actors):
        return False
    return any(t.slots.topics == u.slots.topics and _same_utterance(t, u) for t in a.told for u in b.told)


def _same_utterance(a: Told, b: Told) -> bool:
    """One direct quotation in both sentences, or a pair of sentences that are as good as one."""
    shared = _quoted(a) & _quoted(b)
    return bool(shared) and likeness_of_words(a, b) >= SAME_WORDS


def _quoted(told: Told) -> set[str]:
    quotations = told.dossier.reading.quotations
    return {q.text for q in quotations if q.direct and told.act.start <= q.start < told.act.end and len(q.text) >= 12}


_TESTS: tuple[tuple[str, Differs], ...] = (
    ("polarity", _polarity_differs),
    ("time", _time_differs),
    ("place", _place_differs),
    ("number", _number_differs),
    ("party", _holder_differs),
    ("party", _speaker_differs),
    ("rung", _rung_differs),
)


def _put_together(slot: str, a: Cluster, b: Cluster) -> Dispute:
    first, second = sorted((a, b), key=lambda c: (-len(independent_origins(c.told)), c.told[0].order))
    sides: dict[str, list[Told]] = {}
    for cluster, other in ((first, second), (second, first)):
        sides.setdefault(_value(slot, cluster.slots, other.slots), []).extend(cluster.told)
    told = sorted((*first.told, *second.told), key=lambda t: t.order)
    slots = first.slots if slot in ("party", "polarity", "rung") else join_slots(first.slots, second.slots)
    cause = _cause(slot, first, second)
    return Dispute(Cluster(slots, told), slot, cause, sides, _standing(slot, cause, first, second))


def _standing(slot: str, cause: Cause, a: Cluster, b: Cluster) -> Cluster | None:
    if cause == "publication_day":
        return min(a, b, key=lambda c: first_day(c.slots.time) or "")
    if cause == "update" and slot != "rung":
        return max(a, b, key=_published)
    return None


def _value(slot: str, slots: Slots, other: Slots) -> str:
    if slot == "time":
        return (slots.time.edtf if slots.time else None) or first_day(slots.time) or ""
    if slot == "place":
        return slots.place or ""
    if slot == "number":
        pair = conflicting_number(slots, other)
        return "\x1f".join(pair[0]) if pair else ""
    if slot == "polarity":
        return slots.polarity
    if slot == "rung":
        return slots.rung
    return next((p.entity for p in everyone(slots) if not covers(everyone(other), [p])), slots.actors[0].entity)


def fact_values(dispute: Dispute) -> tuple[FactValue, ...]:
    """The values with the origins and the passages of each; a number comes with its unit."""
    made: list[FactValue] = []
    for value, told in dispute.sides.items():
        number, _, unit = value.partition("\x1f")
        origins = tuple(sorted({t.origin.id for t in told}))
        anchors = tuple(dict.fromkeys(t.dossier.anchor(t.act.start, t.act.end) for t in told))
        made.append(FactValue(value=number, unit=unit or None, origins=origins, anchors=anchors))
    return tuple(made)


def _cause(slot: str, a: Cluster, b: Cluster) -> Cause:
    """The likely cause, in the order of how well each can be told: one text gives its own day of publication for the
    event's; a later text brings a count up to date; a figure was rounded; the words went through another language."""
    if slot == "time" and (_gives_own_day(a, b) or _gives_own_day(b, a)):
        return "publication_day"
    if slot == "number":
        pair = conflicting_number(a.slots, b.slots)
        if pair is not None:
            return _cause_of_number(pair, a, b)
    if slot == "party" and a.slots.kind == "statement":
        return "attribution"
    if _updated(a, b):
        return "update"
    return "conflict"


def _gives_own_day(a: Cluster, b: Cluster) -> bool:
    """Whether every text of ``a`` gives the day on which it came out, and ``b`` an earlier one."""
    ours, theirs = first_day(a.slots.time), first_day(b.slots.time)
    same = all(t.dossier.day == ours for t in a.told)
    return ours is not None and theirs is not None and theirs < ours and same


def _cause_of_number(pair: tuple[tuple[str, str], tuple[str, str]], a: Cluster, b: Cluster) -> Cause:
    (first, unit), (second, _) = pair
    x, y = float(first), float(second)
    later, earlier = (x, y) if _published(a) > _published(b) else (y, x)
    if unit in COUNTED and _published(a) != _published(b) and later > earlier:
        return "update"
    if min(x, y) > 0 and abs(x - y) / max(x, y) <= 0.05 and _is_round(first) != _is_round(second):
        return "rounding"
    return "update" if _updated(a, b) else "conflict"


def _is_round(number: str) -> bool:
    digits = number.lstrip("-0.").replace(".", "")
    return len(digits) - len(digits.rstrip("0")) >= max(1, len(digits) - 2)


def _published(cluster: Cluster) -> str:
    return min((t.dossier.article.published or "" for t in cluster.told), default="")


def _updated(a: Cluster, b: Cluster) -> bool:
    """Whether one text says of itself that it brings another up to date."""
    marks = {t.dossier.article.version_mark for t in (*a.told, *b.told)}
    ids = a.articles | b.articles
    replaced = any(t.dossier.article.replaces in ids for t in (*a.told, *b.told) if t.dossier.article.replaces)
    return replaced or bool(marks & {"update", "correction"})
