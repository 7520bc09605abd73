"""Figures that several origins give for one thing outside any act: agreed, or in dispute."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations, pairwise

from dateline.group.copies import group_pairs
from dateline.group.disputes import COUNTED
from dateline.group.dossier import Dossier
from dateline.group.durations import is_converted, is_rough
from dateline.group.numbered import Numbered
from dateline.group.scopes import Within, of_two_scopes
from dateline.group.slips import is_slip
from dateline.group.stories import mint
from dateline.group.tolls import AT_ODDS, FATES, find_tolls
from dateline.lang.compare import compare_numbers
from dateline.lang.pivot import pivot_keys
from dateline.model import Fact, FactValue, Mention, Origin, Party, Slots
from dateline.model.story import Cause

SAME_SENTENCE = 0.55
"""Cosine above which two sentences with one figure each, of one unit, tell the same thing."""
SAME_SUBJECT = 0.35
"""The same, where both sentences name one body or place as well (a delegation, a ministry), or give other figures alike."""
ROUNDED, LEAST_ROUNDED = 0.05, 100
"""How far a rounded figure may be off, and the least that is rounded."""
LISTED = ("votes", "seats", "people", "")
"""Units of figures that stand in one list, so that of two lists alike but for one the odd ones are one thing's."""
COUNTERS = ("", "items")
LEAST_NOUN = 100
"""Figures below this with a noun of the text as their unit meet by chance across languages."""
NEWER_DAYS = 3
"""Days between two reports from which a higher count is a later count rather than another one."""
WEIGHT = 0.3
BOTH_SIDES = "both_sides"


@dataclass(frozen=True)
class Figure(Numbered):
    """One number of the body of an article; ``beside`` are the others of its unit in its sentence, ``about`` the bodies and
    ``where`` the places named there."""

    about: frozenset[str]
    where: frozenset[str] = frozenset()
    beside: tuple[str, ...] = ()

    @property
    def amount(self) -> tuple[str, str]:
        return self.mention.value or "", self.mention.unit or ""

    def row_holds(self, mention: Mention) -> bool:
        """Whether a mention stands in the figure's sentence."""
        sentence = self.dossier.reading.sentences[self.row]
        return sentence.start <= mention.start and mention.end <= sentence.end

    @property
    def within(self) -> Within:
        return Within(self.anchor.exact, _langs(self), self.where)


def find_figures(dossiers: Sequence[Dossier], origin_of: Mapping[str, Origin]) -> list[Figure]:
    """The figures of the bodies, in the order of articles: no tolls, and no sum as the value of another."""
    found: list[Figure] = []
    for dossier in sorted(dossiers, key=lambda d: (d.by_machine, d.article.published or "9999", d.id)):
        taken = {t.mention.start for t in find_tolls(dossier, origin_of[dossier.id])}
        for row in dossier.body:
            sentence = dossier.reading.sentences[row]
            inside = [m for m in dossier.reading.mentions if sentence.start <= m.start and m.end <= sentence.end]
            numbers = [m for m in inside if m.kind == "number" and m.value and _is_own(dossier, m, taken)]
            about = frozenset(m.value for m in inside if m.kind == "organization" and m.value)
            where = frozenset(m.value for m in inside if m.kind == "place" and m.value)
            for number in numbers:
                beside = tuple(sorted(m.value or "" for m in numbers if m is not number and m.unit == number.unit))
                found.append(Figure(dossier, origin_of[dossier.id], number, row, about, where, beside))
    return found


def _is_own(dossier: Dossier, number: Mention, taken: set[int]) -> bool:
    return (
        number.start not in taken and number.unit not in FATES and not is_converted(dossier.article.text, number.start)
    )


def build_figures(story: str, dossiers: Sequence[Dossier], origin_of: Mapping[str, Origin]) -> list[Fact]:
    """Facts of the figures that two independent origins or more give for one thing: corroborated, or disputed with all
    values. What one origin alone gives stays with its sentence."""
    figures = find_figures(dossiers, origin_of)
    pairs = [(i, j) for i, j in combinations(range(len(figures)), 2) if _one_thing(figures[i], figures[j])]
    made: list[Fact] = []
    for group in group_pairs(len(figures), pairs):
        members = [figures[i] for i in group]
        own = {f.origin.id for f in members if _counts(f)}
        if len(own) > 1:
            made.append(_make_fact(story, members))
    return made


def _counts(figure: Figure) -> bool:
    return figure.origin.independent and not figure.dossier.by_machine


def _one_thing(a: Figure, b: Figure) -> bool:
    """Whether two figures may be of one thing; those that contradict each other must be near in size and wording, or off
    by a slip between languages. One of several in its sentence is the other's where the rest are alike."""
    if a.dossier.id == b.dossier.id or a.beside != b.beside:
        return False
    relation = _relation(a, b)
    if relation == "unknown":
        return False
    likeness = float(a.dossier.rows[a.row] @ b.dossier.rows[b.row])
    enough = SAME_SUBJECT if a.beside and a.amount[1] in LISTED else SAME_SENTENCE
    if relation == "conflict" and not _is_rounding(a, b):
        x, y = float(a.amount[0]), float(b.amount[0])
        near = min(x, y) > 0 and max(x, y) / min(x, y) <= AT_ODDS
        return likeness >= enough and (near or _is_slip(a, b) or of_two_scopes([a.within], [b.within]))
    return likeness >= (SAME_SUBJECT if a.about & b.about else enough)


def _relation(a: Figure, b: Figure) -> str:
    """How two amounts stand to each other; nouns of two languages may be one unit, where the figure is no small one."""
    first, second = a.amount, b.amount
    if not first[1] and not second[1]:
        return "unknown"
    if _is_noun(first[1]) and _is_noun(second[1]) and first[1] != second[1]:
        if _langs(a) == _langs(b) or min(abs(float(first[0])), abs(float(second[0]))) < LEAST_NOUN:
            return "unknown"
        return compare_numbers((first[0], None), (second[0], None)).relation
    return compare_numbers(first, second).relation


def _is_noun(unit: str) -> bool:
    """Whether a unit is no measure but a noun as the text has it, a counter of things, or not said."""
    return unit in COUNTERS or unit not in pivot_keys("units")


def _langs(figure: Figure) -> str | None:
    return figure.dossier.lang_at(figure.mention.start)


def _is_slip(a: Figure, b: Figure) -> bool:
    """Whether one figure is the other in another order of magnitude, in texts of two languages."""
    return _langs(a) != _langs(b) and is_slip(float(a.amount[0]), float(b.amount[0]))


def _is_rounding(a: Figure, b: Figure) -> bool:
    """Whether one figure is the other with fewer digits, a little off, and either is said to be rough or has few digits."""
    x, y = float(a.amount[0]), float(b.amount[0])
    off = abs(x - y) / max(abs(x), abs(y), 1e-9)
    fine, coarse = sorted((_digits(a), _digits(b)), reverse=True)
    rough = any(is_rough(f.dossier.article.text, f.mention.start, f.mention.end) for f in (a, b))
    return off <= ROUNDED and fine > coarse and (rough or coarse <= 2) and max(abs(x), abs(y)) >= LEAST_ROUNDED


def _digits(figure: Figure) -> int:
    """How many digits of a number are not zeros of its scale."""
    return len(figure.amount[0].lstrip("-0.").replace(".", "").rstrip("0"))


def _agree(a: Figure, b: Figure) -> bool:
    return _relation(a, b) != "conflict" or _is_rounding(a, b)


def _make_fact(story: str, members: Sequence[Figure]) -> Fact:
    values: list[list[Figure]] = []
    for figure in sorted(members, key=lambda f: -_digits(f)):
        home = next((v for v in values if _agree(v[0], figure)), None)
        if home is None:
            values.append([figure])
        else:
            home.append(figure)
    open_to_doubt = [v for v in values if any(_counts(f) for f in v)]
    cause = _cause(open_to_doubt) if len(open_to_doubt) > 1 else None
    disputed = cause == "conflict"
    agreed = max(len({f.origin.id for f in v if _counts(f)}) for v in values) > 1
    shown = sorted(open_to_doubt, key=lambda v: min(f.published for f in v))
    if cause is None:
        kept = [f for v in open_to_doubt for f in v if _counts(f)]
        shown = [[f for f in kept if f.amount == amount] for amount in dict.fromkeys(f.amount for f in kept)]
        cause = "rounding" if len({f.amount[0] for f in kept}) > 1 else None
    best = members[0]
    return Fact(
        id=mint("f", story, "figure", best.dossier.id, f"{best.mention.start}:{best.mention.end}"),
        story=story,
        text=best.anchor.exact,
        support="disputed"
        if disputed
        else "corroborated"
        if agreed or cause in (None, "rounding")
        else "single_origin",
        origins=tuple(sorted({f.origin.id for f in members})),
        values=tuple(_value(v) for v in shown),
        cause=cause,
        anchors=tuple(dict.fromkeys(f.anchor for f in members)),
        slot="number" if disputed else None,
        slots=_slots(members) if disputed else None,
        tellings=tuple(f.telling() for f in members),
        weight=WEIGHT,
    )


def _slots(members: Sequence[Figure]) -> Slots:
    """The least that a dispute is told with: the body that is counted, where the texts agree on one."""
    bodies = Counter(
        (f.dossier.key_of(m), f.dossier.side_of(m))
        for f in members
        for m in f.dossier.reading.mentions
        if m.kind == "organization" and m.value in f.about and f.row_holds(m) and m.value != BOTH_SIDES
    )
    linked = {k: n for k, n in bodies.items() if k[0] in members[0].dossier.entities}
    best = min(linked, key=lambda k: (-linked[k], k[1] is None, k[0]), default=None)
    actors = (Party(entity=best[0], of=best[1]),) if best is not None else ()
    return Slots(kind="other", rung="done", actors=actors)


def _value(figures: Sequence[Figure]) -> FactValue:
    value, unit = figures[0].amount
    origins = tuple(sorted({f.origin.id for f in figures}))
    return FactValue(value=value, unit=unit, origins=origins, anchors=tuple(dict.fromkeys(f.anchor for f in figures)))


def _days_apart(earlier: str, later: str) -> int:
    if not earlier or not later:
        return 0
    return (date.fromisoformat(later[:10]) - date.fromisoformat(earlier[:10])).days


def _cause(values: Sequence[Sequence[Figure]]) -> Cause:
    """The likely cause, in the order of how well each can be told: an order of magnitude lost between languages; figures of
    a whole and of a part; a count that only grows over some days of reports. What is left is in conflict."""
    pairs = list(combinations(values, 2))
    if any(_is_slip(f, g) for v, w in pairs for f in v for g in w):
        return "translation"
    if all(of_two_scopes([f.within for f in v], [f.within for f in w]) for v, w in pairs):
        return "scope"
    dated = sorted((min(f.published for f in v), float(v[0].amount[0])) for v in values)
    growing = all(a[1] < b[1] and _days_apart(a[0], b[0]) >= NEWER_DAYS for a, b in pairwise(dated))
    return "update" if growing and values[0][0].amount[1] in COUNTED else "conflict"
