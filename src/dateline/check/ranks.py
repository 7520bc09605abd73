"""DL104 by rank: a deputy told as the head, or the head as a deputy."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dateline.check.case import Case, Found, cite_span
from dateline.check.identity import Figure
from dateline.check.views import SentenceView
from dateline.lang.data import load_table
from dateline.model import Mention

_REACH = {"en": 70}
_NEAR = 10


def check_ranks(case: Case) -> Iterator[Found]:
    """Beside a person the sentence has "deputy X" where all sources have X beside them, or X where they have "deputy X"."""
    for mention in case.claim.named("person"):
        figure = case.cast.figure(case.document, mention)
        if figure is None or len(case.claim.named("person")) != 1:
            continue
        theirs = [s for s in case.corpus.sentences if s.lang == case.claim.lang]
        spans = [(s, m.start, m.end) for s in theirs for m in s.named("person") if _is_one(case, s, m, figure)]
        spans += [(s, at, at + len(mention.text)) for s in theirs if (at := _find(s, mention.text)) >= 0]
        around = [(s, _around(s, start, end)) for s, start, end in spans]
        mine = _around(case.claim, mention.start, mention.end)
        ours, given = (
            _juniors(mine, case.claim.lang),
            {t for _, text in around for t in _juniors(text, case.claim.lang)},
        )
        raised = {
            t for t in given if t in mine and t not in ours and not any(_is_head(t, text, s) for s, text in around)
        }
        lowered = {t for t in ours - given if any(_is_head(t, text, s) for s, text in around)}
        if raised or lowered:
            title = min(raised or lowered)
            shown = next((s, text) for s, text in around if title in text)
            at = case.claim.text.casefold().find(title)
            start = case.claim.start + max(at, 0)
            evidence = (cite_span(shown[0], shown[0].start, shown[0].end, "contradicts"),)
            yield Found("DL104", start, start + len(title), shown[1].strip(), evidence)
            return


def _is_one(case: Case, sentence: SentenceView, mention: Mention, figure: Figure) -> bool:
    other = case.cast.figure(case.view_of(sentence), mention)
    return other is not None and other.id == figure.id


def _find(sentence: SentenceView, name: str) -> int:
    """Where a sentence has a name, read there or not; -1 where it has not."""
    return sentence.article.text.find(name, sentence.start, sentence.end)


def _around(sentence: SentenceView, start: int, end: int) -> str:
    """The words about a name, without regard to capitals."""
    reach = _REACH.get(sentence.lang, _NEAR)
    low, high = max(sentence.start, start - reach), min(sentence.end, end + reach)
    return (sentence.article.text[low:start] + " " + sentence.article.text[end:high]).casefold()


def _juniors(text: str, lang: str) -> set[str]:
    """The titles that a text has with a word for a deputy."""
    pattern = load_table(lang, "claimed")["rank"]["junior"]
    return {(m["t"] or m.groupdict().get("t2") or "").strip() for m in re.finditer(pattern, text, re.IGNORECASE)} - {""}


def _is_head(title: str, text: str, sentence: SentenceView) -> bool:
    """Whether a text has a title without a word for a deputy."""
    rest = re.sub(load_table(sentence.lang, "claimed")["rank"]["junior"], " ", text, flags=re.IGNORECASE)
    return title in rest
