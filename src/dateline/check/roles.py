"""DL503 by parties: who acts and who is reached, brought to ids that languages share, and compared crosswise.

The parts are read off word order (English, Chinese) and particles (Japanese, Korean), not off an analyser; passives and verbs
that tell one event from the other side (receive, borrow) are let pass.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dateline.check.case import Case, Found, cite
from dateline.check.compared import read_compared
from dateline.check.poles import tells_of
from dateline.check.quotes import quoted_spans
from dateline.check.views import SentenceView, TextView
from dateline.check.words import load_swaps
from dateline.model import Mention

_ACTING = {
    "ja": re.compile(r"^(?:氏|さん)?(?:は|が|も)"),
    "ko": re.compile(r"^(?:은|는|이|가|께서)(?=[\s,])"),
}
_REACHED = {
    "ja": re.compile(r"^(?:氏|さん|側)?(?:に対し|に対して|に|へ|を)"),
    "ko": re.compile(r"^(?:\s?(?:측|쪽))?(?:에게|에|을|를|한테|께)(?=[\s,])"),
}
_GIVING = {"ja": re.compile(r"^(?:氏|さん)?から"), "ko": re.compile(r"^(?:에게서|로부터|으로부터)")}
_GIVEN = {"ja": re.compile(r"^(?:氏|さん)?(?:へ|に)"), "ko": re.compile(r"^(?:에게|한테)(?!서)")}
_COSINE = 0.28
_JOINT = {"meeting", "call", "agreement", "signing"}
_PLACED = re.compile(r"(?:^|\s)(?:in|at|from|to visit|visit\w*|outside|near)\s+(?:the\s+)?$", re.IGNORECASE)
_COMMA = re.compile(r"[,，;；]")
_GAP = 8


@dataclass(frozen=True)
class Parts:
    """The ids of who acts and of who is reached, each with the countries they stand for."""

    acting: frozenset[str]
    reached: frozenset[str]


def check_roles(case: Case) -> Iterator[Found]:
    """Who acts in the sentence is reached in the source sentence of the same matter, and who is reached there acts here."""
    source = tells_of(case, cosine=_COSINE)
    if source is None or read_compared(case.claim.text, case.claim.lang) is not None:
        return
    mine, theirs = _parts_of(case, case.document, case.claim), _parts_of(case, case.view_of(source), source)
    if mine is None or theirs is None or mine.acting & theirs.acting or not mine.acting:
        return
    up, down = mine.acting & theirs.reached, mine.reached & theirs.acting
    if not (up and down) and "zh" not in (source.lang, case.claim.lang):  # there the first party named need not act
        up = mine.acting & _others(case, case.view_of(source), source, theirs)
        down = theirs.acting & _others(case, case.document, case.claim, mine)
    if up and down:
        yield Found("DL503", case.claim.start, case.claim.end, source.text, (cite(source, "contradicts"),))


def _others(case: Case, view: TextView, sentence: SentenceView, parts: Parts) -> frozenset[str]:
    """The ids of all who are named in a sentence beside the one who acts."""
    return frozenset(i for g in _group(sentence) for i in _ids(case, view, g)) - parts.acting


def agree_in_parts(case: Case, source: SentenceView) -> bool:
    """Whether the same party acts in the sentence and in a source sentence, a country standing for its officials."""
    mine, theirs = _parts_of(case, case.document, case.claim), _parts_of(case, case.view_of(source), source)
    return mine is not None and theirs is not None and bool(mine.acting & theirs.acting)


def _parts_of(case: Case, view: TextView, sentence: SentenceView) -> Parts | None:
    """What goes from one party to another, or who acts and is reached; None for what is told from the other side."""
    handed = _read_handed(case, view, sentence)
    return handed or (None if _is_let_pass(sentence) else read_parts(case, view, sentence))


def _read_handed(case: Case, view: TextView, sentence: SentenceView) -> Parts | None:
    """Japanese and Korean "from A to B" mark both parts, whoever the subject is."""
    if sentence.lang not in _GIVING:
        return None
    groups = _group(sentence)
    giving = [g for g in groups if _GIVING[sentence.lang].match(_tail(sentence, g))]
    given = [g for g in groups if _GIVEN[sentence.lang].match(_tail(sentence, g))]
    if len(giving) != 1 or len(given) != 1:
        return None
    return Parts(_ids(case, view, giving[0]), _ids(case, view, given[0]))


def _is_let_pass(sentence: SentenceView) -> bool:
    swaps = load_swaps(sentence.lang)
    edge, tail = (r"(?<!\w)", r"(?!\w)") if sentence.lang == "en" else ("", "")
    if any(a.kind in _JOINT for a in sentence.acts) or quoted_spans(sentence):
        return True
    text = sentence.text
    if any(re.search(f"{edge}(?:{p}){tail}", text, re.IGNORECASE) for p in swaps.converse):
        return True
    return any(re.search(p, text, re.IGNORECASE) for p in swaps.unordered)


def read_parts(case: Case, view: TextView, sentence: SentenceView) -> Parts | None:
    """The parts of a sentence, None where nobody acts or the reader cannot tell."""
    groups = _group(sentence)
    if sentence.lang in _ACTING:
        acting = [g for g in groups if _ACTING[sentence.lang].match(_tail(sentence, g))]
        reached = [g for g in groups if _REACHED[sentence.lang].match(_tail(sentence, g))]
        acting = acting[:1]
    else:
        free = [g for g in groups if not _PLACED.search(sentence.article.text[sentence.start : g[0].start])]
        acting = free[:1]
        text = sentence.article.text
        reached = [g for g in free[1:2] if _is_one_clause(sentence.lang, text[acting[0][-1].end : g[0].start])]
    if not acting:
        return None
    first = _ids(case, view, acting[0])
    second = frozenset(i for g in reached for i in _ids(case, view, g)) - first
    return Parts(first, second)


def _is_one_clause(lang: str, between: str) -> bool:
    """Whether no clause ends between two parties; in English an insertion between two commas does not part them."""
    commas = len(_COMMA.findall(between))
    return commas == 0 or (lang == "en" and commas == 2)


def _group(sentence: SentenceView) -> list[list[Mention]]:
    """Names, offices, bodies and countries that stand together and mean one party."""
    text, found = sentence.article.text, list[list[Mention]]()
    for mention in sorted((m for m in sentence.mentions if m.kind != "number"), key=lambda m: m.start):
        if found and mention.start - found[-1][-1].end <= _GAP and _joins(text[found[-1][-1].end : mention.start]):
            found[-1].append(mention)
        else:
            found.append([mention])
    return found


def _joins(between: str) -> bool:
    return between.strip() in ("", "of", "of the", "の", "'s", "’s", "의", "·", "・") and "、" not in between


def _tail(sentence: SentenceView, group: Sequence[Mention]) -> str:
    return sentence.article.text[group[-1].end : sentence.end]


def _ids(case: Case, view: TextView, group: Sequence[Mention]) -> frozenset[str]:
    """The id of the party that a group means, and its country."""
    found: set[str] = set()
    for mention in group:
        figure = case.cast.figure(view, mention)
        if figure is None:
            continue
        found.add(figure.id.split(":")[0] if figure.kind == "organization" else figure.id)
        found |= {of.split("/")[0] for _, of, _ in figure.offices if of}
        if figure.kind in ("place", "organization"):
            found.add((mention.of or mention.value or "").split("/")[0])
        elif mention.of:
            found.add(mention.of.split("/")[0])
    return frozenset(found - {""})
