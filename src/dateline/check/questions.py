"""DL506 by open questions: what a source leaves to be decided or found out, told as settled.

"It will decide whether to appeal" does not say that it will. Each language has its words for a question that is open.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from dateline.check.case import Case, Found, cite
from dateline.check.governing import is_governed
from dateline.check.marks import has_mark, negated
from dateline.check.poles import tells_of
from dateline.check.views import SentenceView
from dateline.check.words import load_vocabulary
from dateline.lang.data import load_table


def check_questions(case: Case) -> Iterator[Found]:
    """The source sentence of the matter has it under an open question, and the sentence has no mark of doubt or denial."""
    source = tells_of(case)
    if source is None or negated(case.claim) or _leaves_open(case.claim):
        return
    rivals = [s for s in case.near if s is not source and s.lang == case.claim.lang and case.is_close(s)]
    if is_governed(case.claim, source, _open_words(source.lang)) and not rivals:
        yield Found("DL506", case.claim.start, case.claim.end, source.text, (cite(source, "contradicts"),))


def _leaves_open(claim: SentenceView) -> bool:
    words = load_vocabulary(claim.lang)
    return has_mark(
        claim, (*_open_words(claim.lang), *words.hedged, *words.softened, *words.possible, *words.considers)
    )


@cache
def _open_words(lang: str) -> tuple[str, ...]:
    """What asks a question within a sentence (``lang/<code>/privatives.toml``)."""
    return tuple(load_table(lang, "privatives")["open_question"])
