"""How a report reads beside its sources: what it repeats, what it copies, what of it is in another language."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from dateline.model import Report, ReportSentence

_QUOTED = re.compile(r"“[^”]*”|「[^」]*」|『[^』]*』|\"[^\"]*\"|‘[^’]*’")
_WORDS = re.compile(r"[\w'’-]+")
_FOREIGN = {
    "en": re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]"),
    "ja": re.compile(r"[\uac00-\ud7a3]|[A-Za-z](?=[a-z])|(?<=[A-Za-z])[a-z]"),
    "ko": re.compile(r"[\u3040-\u30ff\u3400-\u9fff]|[A-Za-z](?=[a-z])|(?<=[A-Za-z])[a-z]"),
    "zh": re.compile(r"[\u3041-\u30fa\uac00-\ud7a3]|[A-Za-z](?=[a-z])|(?<=[A-Za-z])[a-z]"),
}
"""Letters of a script that the edition's readers do not read; of Latin ones only those of words, not UN or AI."""
_GRAM = 4


def parts_of(report: Report) -> tuple[ReportSentence, ...]:
    """Headline, standfirst and sentences."""
    return (report.headline, *((report.standfirst,) if report.standfirst else ()), *report.sentences)


def tokens_of(text: str, lang: str) -> list[str]:
    """The words of a text: by spaces in English and Korean, by the language's analyser in Japanese and Chinese."""
    if lang == "ja":
        from dateline.lang.ja.analyser import analyse

        return [t.text for t in analyse(text, 0, len(text)) if _WORDS.search(t.text)]
    if lang == "zh":
        from dateline.lang.zh.segmenter import cut_words

        return [w for w in cut_words(text) if _WORDS.search(w)]
    return [w.lower() for w in _WORDS.findall(text)]


def repeated_share(report: Report) -> float:
    """The share of 4-grams of words that stood in the report before, over standfirst and sentences (a headline says by its
    nature what the lead says); no 4-gram goes over the end of a sentence."""
    seen: set[tuple[str, ...]] = set()
    total = again = 0
    for part in parts_of(report)[1:]:
        words = tokens_of(part.text, report.lang)
        for gram in zip(*(words[n:] for n in range(_GRAM)), strict=False):
            total += 1
            again += gram in seen
            seen.add(gram)
    return again / total if total else 0.0


def longest_copy(report: Report, sources: Iterable[str]) -> int:
    """The longest run (words in English, characters else) that a report has from one source, outside quotation marks."""
    english = report.lang == "en"
    mine = [_units(_QUOTED.sub("\ue000", part.text), english) for part in parts_of(report)]
    return max((_longest_run(m, _units(text, english)) for text in sources for m in mine), default=0)


def _units(text: str, english: bool) -> list[str]:
    return [w.lower() for w in _WORDS.findall(text)] if english else [c for c in text if not c.isspace()]


def _longest_run(a: Sequence[str], b: Sequence[str]) -> int:
    best, previous = 0, [0] * (len(b) + 1)
    for unit in a:
        row = [0] * (len(b) + 1)
        for at, other in enumerate(b):
            if unit == other:
                row[at + 1] = previous[at] + 1
                best = max(best, row[at + 1])
        previous = row
    return best


def foreign_share(report: Report) -> float:
    """The share of characters that the edition's readers do not read, names among them."""
    text = "".join(part.text for part in parts_of(report))
    return len(_FOREIGN[report.lang].findall(text)) / len(text) if text else 0.0


def same_facts(reports: Sequence[Report]) -> bool:
    """Whether the editions of one story carry the same facts."""
    return len({frozenset(f for part in parts_of(r) for f in part.facts) for r in reports}) <= 1
