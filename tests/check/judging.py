"""A text read once, and a claim judged against one source: what the tests of the checker's rules share."""

from __future__ import annotations

from functools import cache

from dateline.check import check_claim
from dateline.model import Article, Block, PairVerdict, Reading
from dateline.read import read_article

Source = tuple[str, str, str | None]
"""Text, language, day of publication."""


@cache
def read(text: str, lang: str, published: str | None) -> tuple[Article, Reading]:
    """A text of one body block with its reading."""
    article = Article(
        id=f"{lang}:{text[:40]}",
        source="case",
        lang=lang,
        text=text,
        published=published,
        blocks=(Block("body", 0, len(text), lang),),
    )
    return article, read_article(article)


def judge(claim: str, lang: str, source: Source) -> PairVerdict:
    """A claim of the source's day, judged against it."""
    text, source_lang, day = source
    return check_claim(*read(claim, lang, day), [read(text, source_lang, day)])
