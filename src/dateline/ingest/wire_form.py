"""Articles in our own wire form, as others may write it: what of their fields cannot be."""

from __future__ import annotations

from itertools import pairwise

from dateline.ingest.addresses import is_readable
from dateline.ingest.assemble import MAX_CHARS
from dateline.ingest.published import is_day, is_instant
from dateline.lang.identify import SUPPORTED
from dateline.model import Article

_LONGEST = {
    "id": 500,
    "source": 4_000,
    "url": 8_000,
    "outlet": 300,
    "headline": 10_000,
    "standfirst": 100_000,
    "byline": 2_000,
    "wire": 300,
    "official_of": 300,
    "replaces": 500,
}
"""Characters of each field."""
_MOST = {"blocks": 100_000, "disclosures": 10_000, "links": 10_000}


def fault_of(article: Article) -> str | None:
    """What of an article's fields cannot be, with the remedy; None for a sound one."""
    for name, most in (_LONGEST | _MOST).items():
        value = getattr(article, name)
        if value is not None and len(value) > most:
            return f"{name} is longer than {most}: shorten it"
    if len(article.text) > MAX_CHARS:
        return f"the text is longer than {MAX_CHARS} characters: split it"
    for name in ("published", "updated"):
        stamp = getattr(article, name)
        if stamp is not None and not (is_day(stamp) or is_instant(stamp)):
            return f"{name} is neither a day nor an instant with its zone (ISO 8601): mend or leave it out"
    if article.embargo_until is not None and not is_instant(article.embargo_until):
        return "embargo_until is no instant with its zone (ISO 8601): mend or leave it out"
    if any(lang is not None and lang not in SUPPORTED for lang in (article.lang, *(b.lang for b in article.blocks))):
        return f"a language that is none of {', '.join(SUPPORTED)}: mend or leave it out"
    if article.url is not None and not is_readable(article.url):
        return "url cannot be read as an address: mend or leave it out"
    return _misplaced(article)


def _misplaced(article: Article) -> str | None:
    ends = len(article.text)
    spans = [(one.start, one.end) for one in article.blocks] + [(one.start, one.end) for one in article.disclosures]
    if any(not 0 <= start <= end <= ends for start, end in spans):
        return "a block or a disclosure lies outside the text"
    if any(before.end > after.start for before, after in pairwise(article.blocks)):
        return "the blocks overlap, or stand in another order than in the text"
    return None
