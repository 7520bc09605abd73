"""DL301 by classes: how many died, were hurt, voted for or against, alike in every language.

Each language lists the words of the same classes. Two numbers of one text that are exchanged between two classes stand both
in the sources, so that no rule that looks a number up can see it; the word next to the number tells.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from dateline.check.case import Case, Found, cite_span
from dateline.check.plain import find_numbers
from dateline.check.views import SentenceView
from dateline.check.words import load_counted

_CUT = re.compile(r"[,，、;；。]\s*(?!\d{3})|\s(?:and|while|but|whereas)\s|(?<=[고며만])\s|り(?=、?\d)")
_REACH = {"en": 28, "ja": 10, "ko": 12, "zh": 9}
Placed = tuple[str, int, int, int]


def check_classes(case: Case) -> Iterator[Found]:
    """A number of one class that every source gives to another class, while this class has another number there."""
    mine = count_classes(case.claim)
    if not mine:
        return
    theirs = [(sentence, placed) for sentence in case.near for placed in count_classes(sentence)]
    for name, value, start, end in mine:
        here = [(s, p) for s, p in theirs if p[0] == name]
        elsewhere = any(p[1] == value and p[0] != name for _, p in theirs)
        if here and elsewhere and all(p[1] != value for _, p in here):
            sentence, (_, _, low, high) = here[0]
            evidence = (cite_span(sentence, low, high, "contradicts"),)
            yield Found("DL301", start, end, sentence.article.text[low:high], evidence)
            return


def count_classes(sentence: SentenceView) -> list[Placed]:
    """``(class, number, start, end)`` for every number next to a word of a class, in the same clause."""
    text = sentence.text
    numbers = [n for n in find_numbers(text) if not _is_dated(sentence, n.start)]
    cuts = [m.start() for m in _CUT.finditer(text)]
    found: list[Placed] = []
    for name, pattern in load_counted(sentence.lang).items():
        for match in pattern.finditer(text):
            best: tuple[int, int] | None = None
            for index, number in enumerate(numbers):
                low, high = sorted(((number.start, number.end), match.span()))
                if any(low[1] <= c < high[0] for c in cuts) or any(
                    low[1] <= n.start < high[0] for n in numbers if n is not number
                ):
                    continue
                dated = sum(d.end - d.start for d in sentence.dates if low[1] <= d.start - sentence.start < high[0])
                distance = max(0, high[0] - low[1] - dated)
                if distance <= _REACH.get(sentence.lang, 10) and (best is None or distance < best[0]):
                    best = (distance, index)
            if best is not None:
                number = numbers[best[1]]
                value = int(number.value) if number.value == number.value.to_integral_value() else -1
                found.append((name, value, sentence.start + number.start, sentence.start + number.end))
    return found


def _is_dated(sentence: SentenceView, at: int) -> bool:
    return any(d.start <= sentence.start + at < d.end and not (d.timex3 or "").startswith("P") for d in sentence.dates)
