"""How what is given is compared with gold: B-cubed, shares as text, days and places, rows matched one to one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from dateline.model import RecordRow

Gold = dict[str, Any]
Fits = Callable[[RecordRow, Gold], bool]
Verdict = Literal["RIGHT", "OPTIONAL", "SPLIT", "WRONG"]

WAITING = ("pending", "open")


def b_cubed(gold: Sequence[Collection[str]], given: Sequence[Collection[str]]) -> tuple[float, float, float]:
    """F1, precision and recall (Bagga and Baldwin 1998) over the items of ``gold``; an item not given stands alone."""
    of_gold = {item: set(cluster) for cluster in gold for item in cluster}
    of_given = {item: set(cluster) for cluster in given for item in cluster}
    items = sorted(of_gold)
    shared = {i: len(of_gold[i] & of_given.get(i, {i})) for i in items}
    precision = sum(shared[i] / len(of_given.get(i, {i})) for i in items) / len(items)
    recall = sum(shared[i] / len(of_gold[i]) for i in items) / len(items)
    f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    return f1, precision, recall


def shares(right: int, given: int, gold: int, found: int | None = None) -> str:
    """Precision, recall and F1 as text; ``found`` counts gold things where several given ones may be right for one."""
    found = right if found is None else found
    p = right / given if given else 1.0
    r = found / gold if gold else 1.0
    f1 = 2 * p * r / (p + r) if p + r else 0
    return f"P {p:.3f} R {r:.3f} F1 {f1:.3f} (right {right} of {given} given, {found} of {gold} gold)"


def short(text: str, length: int = 90) -> str:
    """The beginning of a text, on one line."""
    return " ".join(text.split())[:length]


def show(row: RecordRow) -> str:
    """A row of the record on one line, for reading by eye."""
    slots = row.slots
    kind = f"{row.kind}/{slots.kind if slots else '-'}/{slots.realis if slots else '-'}/{row.polarity}"
    people = [(p.name, p.capacity) for p in row.participants]
    when = f"time={row.time.edtf if row.time else None} due={row.due} cond={len(row.conditions)}"
    passages = [(a.article, short(a.exact, 70)) for a in row.anchors][:3]
    return f"{kind} {row.rung} status={row.status} {people} place={row.place} {when} | {passages}"


def articles_of(row: RecordRow) -> set[str]:
    """The articles that tell a row."""
    return {anchor.article for anchor in row.anchors}


def says_any(row: RecordRow, words: Collection[str] | None) -> bool:
    """Whether a passage of the row has one of these words; true where none is asked for."""
    said = " ".join(anchor.exact for anchor in (*row.content, *row.anchors))
    return not words or any(word in said for word in words)


def time_fits(row: RecordRow, want: str | None, *, strict: bool = True) -> bool:
    """Whether a row's time is the one wanted (a day or a month), less or more exact, or spans it from its month on.
    A row without a time fits unless ``strict``."""
    if not want:
        return True
    told = row.time.edtf if row.time else None
    if row.time is None or not told:
        return not strict
    if told.startswith(want) or want.startswith(told):
        return True
    first, last = (want, want) if len(want) == 10 else (f"{want}-01", f"{want}-15")
    earliest, latest = (row.time.earliest or "")[:10], (row.time.latest or "")[:10]
    return earliest[:7] == want[:7] and earliest <= first and last <= latest


def place_fits(row: RecordRow, want: str | None) -> bool:
    """Whether a row's place is the one wanted, less or more exact; a row without one fits."""
    return not want or not row.place or row.place.startswith(want) or want.startswith(row.place)


def status_fits(row: RecordRow, gold: Gold) -> bool:
    """Whether a row's status is one that gold takes; what is still awaited may be overdue without report."""
    want = {gold.get("status"), *gold.get("accept", ())}
    if gold.get("status") in WAITING:
        want.add("overdue_no_report")
    return row.status in want


@dataclass(frozen=True, slots=True)
class Match:
    """Rows and gold things matched one to one: the row of each gold thing found, the gold thing of each such row, and
    the gold thing that a further row tells again."""

    golds: Sequence[Gold]
    row_of: Mapping[int, RecordRow]
    gold_of: Mapping[str, int]
    again: Mapping[str, int]

    @property
    def needed(self) -> list[int]:
        """The gold things that must be found."""
        return [number for number, gold in enumerate(self.golds) if not gold.get("optional")]

    def verdict(self, row: RecordRow) -> Verdict:
        """What a row counts as; OPTIONAL counts neither way."""
        number = self.gold_of.get(row.id, self.again.get(row.id))
        if number is None:
            return "WRONG"
        if self.golds[number].get("optional"):
            return "OPTIONAL"
        return "RIGHT" if row.id in self.gold_of else "SPLIT"

    def shares(self, verdicts: Counter[Verdict]) -> tuple[int, int, int]:
        """How many rows are right, how many count at all, and how many gold things there are to find."""
        return verdicts["RIGHT"], verdicts.total() - verdicts["OPTIONAL"], len(self.needed)


def match(rows: Sequence[RecordRow], golds: Sequence[Gold], fits: Fits) -> Match:
    """Match greedily: gold things with the most people first, optional ones last; of the rows that fit the one told most
    often, then the one of the right status."""

    def order(number: int) -> tuple[bool, int]:
        gold = golds[number]
        named = gold["people"] if "people" in gold else gold.get("by", ())
        return bool(gold.get("optional")), -len(named)

    row_of: dict[int, RecordRow] = {}
    gold_of: dict[str, int] = {}
    numbers = sorted(range(len(golds)), key=order)
    for number in numbers:
        gold = golds[number]
        fitting = [row for row in rows if row.id not in gold_of and fits(row, gold)]
        if fitting:
            best = min(fitting, key=lambda row: (-len(row.anchors), not status_fits(row, gold), row.id))
            row_of[number] = best
            gold_of[best.id] = number
    again: dict[str, int] = {}
    for row in rows:
        told = [number for number in numbers if fits(row, golds[number])]
        if told and row.id not in gold_of:
            again[row.id] = told[0]
    return Match(golds, row_of, gold_of, again)
