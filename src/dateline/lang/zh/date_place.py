"""The text in which Chinese dates are looked for, and how its figures and years are read."""

from __future__ import annotations

import re

from dateline.lang.resolve import Direction, Reference, Words
from dateline.lang.zh.date_grammar import FUTURE, PAST, YEAR_OFFSETS
from dateline.lang.zh.numerals import read_digits
from dateline.model import DateValue

Match = re.Match[str]


class Place:
    """The text that is walked (``plain``: in simplified characters), its reference, and the last dates found in it."""

    def __init__(self, text: str, plain: str, reference: Reference, day: DateValue | None = None) -> None:
        self.text, self.plain, self.reference = text, plain, reference
        self.last = self.day = day

    def words(self, match: Match) -> Words:
        """The words of a match, without white space at their end."""
        end = match.end()
        while end > match.start() and self.text[end - 1].isspace():
            end -= 1
        return Words(self.text[match.start() : end], match.start(), end)

    def direction(self, match: Match, month: int | None = None) -> Direction:
        """Which way the words around a match point; a ``month`` far ahead is the last one where nothing in a whole sentence
        is to come."""
        before = self.plain[max(0, match.start() - 6) : match.start()]
        if FUTURE.search(before):
            return "future"
        if PAST.search(before):
            return "past"
        far = month is not None and self.reference.day is not None and (month - self.reference.day.month) % 12 >= 2
        return "past" if far and self._tells_what_was(match) else "nearest"

    def _tells_what_was(self, match: Match) -> bool:
        opening = max(self.plain.rfind(c, 0, match.start()) for c in "。；！？\n") + 1
        closing = _CLOSE.search(self.plain, match.end())
        if closing is None or closing.group() != "。":
            return False
        return _TO_COME.search(self.plain, opening, closing.start()) is None


_CLOSE = re.compile(r"[。！？\n]|$")
_TO_COME = re.compile(
    r"将|拟|计划|预计|预定|定于|有望|可望|(?<=[日月年])起|前|届时|到期|截止|之内|[年月]内|会[在于]|若|如果|希望|同意|商定|决定|要求|承诺|宣布"
)


def read_int(text: str) -> int:
    found = read_digits(text)
    return found if found is not None else 0


def year_of(finder: Place, text: str) -> int | None:
    """A year in digits or counted from the reference; None when there is nothing to count from."""
    plain = text.removesuffix("年").strip() if text not in YEAR_OFFSETS else text
    if plain in YEAR_OFFSETS:
        if plain in ("当年", "同年", "翌年", "次年"):
            base = finder.last.earliest if finder.last else None
            return int(base[:4]) + (1 if plain in ("翌年", "次年") else 0) if base else None
        day = finder.reference.day
        return day.year + YEAR_OFFSETS[plain] if day else None
    number = read_int(plain)
    return number if 1000 <= number <= 2999 else None


def relative(finder: Place, value: DateValue, text: str) -> DateValue:
    """The basis of a date whose year was counted from the reference."""
    if text in YEAR_OFFSETS and value.basis == "explicit":
        return DateValue(
            text=value.text, start=value.start, end=value.end, timex3=value.timex3, mod=value.mod, edtf=value.edtf,
            earliest=value.earliest, latest=value.latest, basis=finder.reference.basis,
        )  # fmt: skip
    return value
