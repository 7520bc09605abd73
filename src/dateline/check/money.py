"""DL301 by currency: a sum that the sources have in another currency, whatever the reading made of either."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from dateline.check.case import Case, Found, cite_span
from dateline.check.plain import find_numbers
from dateline.check.views import SentenceView
from dateline.check.words import load_currencies


def check_money(case: Case) -> Iterator[Found]:
    """A sum whose figure stands in the sources with other currencies only. A dollar or 元 may be that of any country, but
    is never a krone."""
    theirs = [(s, sum_) for s in case.corpus.sentences for sum_ in find_sums(s)]
    for value, currency, start, end in find_sums(case.claim):
        same = [(s, sum_) for s, sum_ in theirs if sum_[0] == value]
        if same and all(sum_[1] != currency for _, sum_ in same):
            sentence, (_, _, low, high) = same[0]
            evidence = (cite_span(sentence, low, high, "contradicts"),)
            yield Found("DL301", start, end, sentence.article.text[low:high], evidence)
            return


def find_sums(sentence: SentenceView) -> list[tuple[Decimal, str, int, int]]:
    """Value, currency and place of every number that a word for a currency follows."""
    text, found = sentence.text, list[tuple[Decimal, str, int, int]]()
    for number in find_numbers(text):
        for name, pattern in load_currencies(sentence.lang).items():
            match = pattern.match(text, number.end)
            if match:
                found.append((number.value, name, sentence.start + number.start, sentence.start + match.end()))
    return found
