"""Words of sources on a page: what of a passage is shown, how much of a source in all, and the link to the very passage."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache

from dateline.model import Anchor, Article
from dateline.publish.plain import plain, web_address

_CLAUSE_LIMIT = {"en": 160, "ko": 80, "ja": 60, "zh": 60}
_SHARE = 0.10
_CLAUSE_END = re.compile(r"[,;:.!?，、；：。！？]\s*")
_RESERVED = re.compile(r"[^A-Za-z0-9_.~]+")


@dataclass(frozen=True, slots=True)
class Passage:
    """One piece of evidence as shown: the words (None beyond the quotation budget), whose they are, the country that an
    official text speaks for (or an empty string), where they stand, and the link. ``names``: names in ``origin`` that are of
    another language than the page's, with the tag of each."""

    words: str | None
    lang: str
    outlet: str
    outlet_lang: str | None
    day: str
    origin: str
    side: str
    href: str | None
    start: int
    end: int
    names: tuple[tuple[str, str], ...] = ()


@dataclass(slots=True)
class QuoteBudget:
    """How many characters of each source a page has shown: one clause a fact, and a tenth of a source in all.

    The same words shown twice on a page count once.
    """

    used: dict[str, int] = field(default_factory=dict)
    shown: set[tuple[str, str]] = field(default_factory=set)

    def cut(self, anchor: Anchor, article: Article) -> str | None:
        """The first clause of the passage, or None when the source's share is used up."""
        lang = article.lang or "en"
        limit = _CLAUSE_LIMIT.get(lang, 160)
        words = first_clauses(anchor.exact, limit)
        if (article.id, words) in self.shown:
            return words
        allowed = max(int(len(article.text) * _SHARE), limit)
        if self.used.get(article.id, 0) + len(words) > allowed:
            return None
        self.used[article.id] = self.used.get(article.id, 0) + len(words)
        self.shown.add((article.id, words))
        return words


@lru_cache(maxsize=16_384)
def first_clauses(words: str, limit: int) -> str:
    """As many whole clauses of ``words`` as fit into ``limit`` characters, with an ellipsis where something is left out."""
    words = " ".join(plain(words).split())
    if len(words) <= limit:
        return words
    ends = [m.end() for m in _CLAUSE_END.finditer(words) if m.end() <= limit]
    if ends and ends[-1] >= limit * 0.4:
        return words[: ends[-1]].rstrip() + " …"
    at = words.rfind(" ", 0, limit)
    return words[: at if at > limit * 0.4 else limit].rstrip() + " …"


def fragment_link(article: Article, anchor: Anchor) -> str | None:
    """A link to the very passage (text fragment; ``-`` written as %2D, the range form for long passages), or None."""
    address = web_address(article.url)
    return None if address is None else f"{address.split('#')[0]}#:~:text={_directive(anchor.exact)}"


@lru_cache(maxsize=16_384)
def _directive(exact: str) -> str:
    """The words that a text fragment looks for: all of a short passage, the first and the last few of a long one."""
    words = " ".join(exact.split())
    if len(words) <= 60:
        return _encoded(words)
    if " " in words[:40]:
        head, tail = " ".join(words.split()[:5]), " ".join(words.split()[-5:])
    else:
        cuts = [m.end() for m in _CLAUSE_END.finditer(words)]
        if len(cuts) < 2:
            return _encoded(words)
        head, tail = words[: cuts[0]], words[cuts[-2] :]
    return f"{_encoded(head)},{_encoded(tail)}"


def _encoded(words: str) -> str:
    """Words as they may stand in a text fragment: in it ``-`` and ``,`` have meanings of their own."""
    return _RESERVED.sub(lambda found: "%" + found[0].encode().hex("%").upper(), words)
