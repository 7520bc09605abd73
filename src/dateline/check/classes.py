"""DL301 by classes: how many died, were hurt, voted for or against, alike in every language.

Each language lists the words of the same classes. Two numbers of one text that are exchanged between two classes stand both
in the sources, so that no rule that looks a number up can see it; the word next to the number tells.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from dateline.check.case import Case, Found, cite, cite_span
from dateline.check.plain import count_negations, find_numbers, negated_spans
from dateline.check.views import SentenceView
from dateline.check.words import load_counted

_CUT = re.compile(r"[,，、;；。]\s*(?!\d{3})|\s(?:and|while|but|whereas)\s|(?<=[고며만])\s|り(?=、?\d)")
_REACH = {"en": 28, "ja": 10, "ko": 12, "zh": 9}
_HARM = ("dead", "missing", "hurt", "held")
_NEAREST = 4
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


def check_none(case: Case) -> Iterator[Found]:
    """DL501: some of a class (dead, missing, held) where the sources say that there are none, and count none anywhere."""
    mine = load_counted(case.claim.lang)
    if count_negations(case.claim.text, case.claim.lang):
        return
    told = {name for name, pattern in mine.items() if name in _HARM and pattern.search(case.claim.text)}
    for sentence in case.near[:_NEAREST] if told else ():
        for name in sorted(told & set(_denied(sentence))):
            counted = any(p[0] == name and p[1] != 0 for s in case.corpus.sentences for p in count_classes(s))
            if not counted and not _is_denied_elsewhere(case, name):
                yield Found("DL501", case.claim.start, case.claim.end, sentence.text, (cite(sentence, "contradicts"),))
                return


def _denied(sentence: SentenceView) -> Iterator[str]:
    """The classes of which a sentence says that there are none: the word for the class stands under a negation."""
    spans = negated_spans(sentence.text, sentence.lang, verbs=False)
    for name, pattern in load_counted(sentence.lang).items():
        places = [m.span() for m in pattern.finditer(sentence.text)]
        if name in _HARM and any(low < end and start < high for low, high in spans for start, end in places):
            yield name


def _is_denied_elsewhere(case: Case, name: str) -> bool:
    """Whether another source sentence has some of the class after all."""
    for sentence in case.corpus.sentences:
        pattern = load_counted(sentence.lang).get(name)
        if pattern is not None and pattern.search(sentence.text) and name not in set(_denied(sentence)):
            return True
    return False


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
