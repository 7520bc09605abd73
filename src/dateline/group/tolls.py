"""Tolls: how many people an event killed, injured or left missing, by report, the latest with what was said before it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from dateline.group.dossier import Dossier, first_day
from dateline.group.numbered import Numbered, numbers_between_words
from dateline.group.stories import mint
from dateline.lang.compare import compare_numbers
from dateline.lang.data import load_table
from dateline.model import Fact, FactValue, Mention, Origin, Slots
from dateline.model.story import Support

FATES = ("dead", "injured", "missing")
ABOARD = "aboard"
"""How many were on board: what never changes, so that two numbers of it are at odds."""
COUNTS = frozenset((None, "people", "lives", "crew", "passengers", *FATES))
"""Units of a number that may be a toll; the words around it decide."""
BACKGROUND_DAYS = 14
"""Days before publication beyond which a date in the sentence speaks of another event."""
AT_ODDS = 2.0
"""Two tolls of one text of which one is more than so many times the other are of two things."""
WEIGHT = 0.45


@dataclass(frozen=True)
class Toll(Numbered):
    """One number of people who met one fate, as one sentence of an article has it."""

    fate: str

    @property
    def value(self) -> str:
        return self.mention.value or ""

    @property
    def day(self) -> str:
        """The day of publication where the article came out; "" where it does not say."""
        return (self.dossier.article.published or "")[:10]

    @property
    def counts(self) -> bool:
        return self.origin.independent and not self.dossier.by_machine


def find_tolls(dossier: Dossier, origin: Origin) -> Iterator[Toll]:
    """The tolls that the body gives, in its order; parts of them, earlier ones and those of other events are left out."""
    for row in dossier.body:
        sentence = dossier.reading.sentences[row]
        if is_of_the_past(dossier, sentence.start, sentence.end):
            continue
        for number, before, after in numbers_between_words(dossier, row):
            fate = _fate(number, before, after)
            if fate is not None and not around("part", before, after) and not around("earlier", before, after):
                yield Toll(dossier, origin, number, row, fate)


def _fate(number: Mention, before: str, after: str) -> str | None:
    if number.unit in FATES:
        return number.unit
    if number.unit not in COUNTS or not (number.value or "").isdigit():
        return None
    return next((fate for fate in (*FATES, ABOARD) if around(fate, before, after)), None)


def around(kind: str, before: str, after: str) -> bool:
    """Whether words of a kind (``part``, ``earlier``, a fate) stand right before or after a number."""
    first, second = _patterns(kind)
    return any(p.search(before) for p in first) or any(p.search(after) for p in second)


@cache
def _patterns(kind: str) -> tuple[tuple[re.Pattern[str], ...], tuple[re.Pattern[str], ...]]:
    table = load_table("compare", "tolls")[kind]
    return tuple(re.compile(p) for p in table["before"]), tuple(re.compile(p) for p in table["after"])


def is_of_the_past(dossier: Dossier, start: int, end: int) -> bool:
    """Whether a stretch of text names a day long before the text came out."""
    if dossier.day is None:
        return False
    limit = (date.fromisoformat(dossier.day) - timedelta(days=BACKGROUND_DAYS)).isoformat()
    return any((first_day(d) or "9999") < limit for d in dossier.dates_in(start, end))


def build_tolls(story: str, dossiers: Sequence[Dossier], origin_of: Mapping[str, Origin]) -> list[Fact]:
    """For each fate the latest toll, with the earlier ones as its history, and whatever two parties put at odds in one
    text as a dispute of its own."""
    ordered = sorted(dossiers, key=lambda d: (d.article.published or "9999", d.id))
    of_fate: dict[str, list[Toll]] = defaultdict(list)
    at_odds: dict[tuple[str, frozenset[str]], list[tuple[Toll, Toll]]] = defaultdict(list)
    for dossier in ordered:
        for fate, tolls in _by_fate(find_tolls(dossier, origin_of[dossier.id])).items():
            of_fate[fate].append(tolls[0])
            for rival in tolls[1:]:
                if _rivals(tolls[0], rival):
                    at_odds[fate, frozenset((tolls[0].value, rival.value))].append((tolls[0], rival))
    aboard = [t for t in of_fate.pop(ABOARD, ()) if t.counts]
    facts = [_latest(story, fate, tolls) for fate, tolls in sorted(of_fate.items()) if any(t.counts for t in tolls)]
    facts += [_on_board(story, tolls) for tolls in _near(aboard)]
    return facts + [_dispute(story, pairs) for pairs in at_odds.values() if any(p[0].counts for p in pairs)]


def _by_fate(tolls: Iterable[Toll]) -> dict[str, list[Toll]]:
    found: dict[str, list[Toll]] = defaultdict(list)
    for toll in tolls:
        found[toll.fate].append(toll)
    return found


def _rivals(first: Toll, second: Toll) -> bool:
    """Whether one text gives two tolls in two sentences, neither a rounding of the other, of which the second is
    somebody's word."""
    x, y = float(first.value), float(second.value)
    if first.row == second.row or min(x, y) <= 0 or max(x, y) / min(x, y) > AT_ODDS:
        return False
    if not _alike((first.value, first.fate), (second.value, second.fate)):
        sentence = second.anchor.exact
        lang = second.lang
        claims = load_table("compare", "set_against")["claim"].get(lang, ())
        return any(re.search(p, sentence, re.IGNORECASE) for p in claims)
    return False


def _alike(a: tuple[str, str], b: tuple[str, str]) -> bool:
    return compare_numbers(a, b).relation in ("equal", "wider", "narrower")


def _latest(story: str, fate: str, tolls: Sequence[Toll]) -> Fact:
    """The fact of the toll that the latest article gives. ``tolls`` are one an article, by time."""
    own = [t for t in tolls if t.counts]
    last = max(own, key=lambda t: (t.day, float(t.value) if fate == "dead" else 0.0, t.published))
    values: list[list[Toll]] = []
    for toll in own:
        home = next((v for v in values if _alike((v[0].value, fate), (toll.value, fate))), None)
        if home is None:
            values.append([toll])
        else:
            home.append(toll)
    current = next(v for v in values if last in v)
    values = [*(v for v in values if v is not current), current]
    same = [t for t in tolls if _alike((t.value, fate), (last.value, fate))]
    updated = len(values) > 1
    return Fact(
        id=mint("f", story, "toll", fate),
        story=story,
        text=last.anchor.exact,
        support=_support(current),
        origins=tuple(sorted({t.origin.id for t in same})),
        values=tuple(_value(fate, v, last.value if v is current else v[0].value) for v in values),
        cause="update" if updated else None,
        anchors=tuple(dict.fromkeys(t.anchor for t in [last, *(t for t in same if t is not last)])),
        tellings=tuple(t.telling() for t in same),
        weight=WEIGHT,
    )


def _near(tolls: Sequence[Toll]) -> list[list[Toll]]:
    """The numbers of those on board by vessel: each with those that it may be put for."""
    found: list[list[Toll]] = []
    for toll in tolls:
        home = next((g for g in found if _ratio(g[0], toll) <= AT_ODDS), None)
        if home is None:
            found.append([toll])
        else:
            home.append(toll)
    return found


def _ratio(a: Toll, b: Toll) -> float:
    x, y = sorted((float(a.value), float(b.value)))
    return y / x if x > 0 else float("inf")


def _on_board(story: str, tolls: Sequence[Toll]) -> Fact:
    """The fact of how many were on board, in dispute where two origins differ."""
    values: list[list[Toll]] = []
    for toll in tolls:
        home = next((v for v in values if _alike((v[0].value, ABOARD), (toll.value, ABOARD))), None)
        if home is None:
            values.append([toll])
        else:
            home.append(toll)
    disputed = len(values) > 1
    return Fact(
        id=mint("f", story, ABOARD, tolls[0].value),
        story=story,
        text=tolls[0].anchor.exact,
        support="disputed" if disputed else _support(tolls),
        origins=tuple(sorted({t.origin.id for t in tolls})),
        values=tuple(_value("people", v, v[0].value) for v in values),
        cause="conflict" if disputed else None,
        anchors=tuple(dict.fromkeys(t.anchor for t in tolls)),
        slot="number" if disputed else None,
        slots=Slots(kind="other", rung="done") if disputed else None,
        tellings=tuple(t.telling() for t in tolls),
        weight=WEIGHT,
    )


def _support(tolls: Sequence[Toll]) -> Support:
    bearers = {t.origin.name or t.origin.id for t in tolls}
    return "corroborated" if len({t.origin.id for t in tolls}) > 1 and len(bearers) > 1 else "single_origin"


def _value(fate: str, tolls: Sequence[Toll], value: str) -> FactValue:
    origins = tuple(sorted({t.origin.id for t in tolls}))
    return FactValue(value=value, unit=fate, origins=origins, anchors=tuple(dict.fromkeys(t.anchor for t in tolls)))


def _dispute(story: str, pairs: Sequence[tuple[Toll, Toll]]) -> Fact:
    """The fact of two tolls that texts give as two parties'."""
    first, second = pairs[0]
    both = [t for pair in pairs for t in pair]
    values = [[t for t in both if t.value == value] for value in dict.fromkeys((first.value, second.value))]
    return Fact(
        id=mint("f", story, "tolls", first.fate, *sorted((first.value, second.value))),
        story=story,
        text=second.anchor.exact,
        support="disputed",
        origins=tuple(sorted({t.origin.id for t in both})),
        values=tuple(_value(first.fate, v, v[0].value) for v in values),
        cause="conflict",
        anchors=tuple(dict.fromkeys(t.anchor for t in both)),
        slot="number",
        slots=Slots(kind="other", rung="done"),
        tellings=tuple(t.telling() for t in both),
        weight=WEIGHT,
    )
