"""What is the news of a story: what its articles open with, not what they recall."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from dateline.lang.precision import precision
from dateline.model import Article, Fact, Slots

_OPENING = {"en": 380, "ja": 150, "ko": 170, "zh": 150}
_RECENT = timedelta(days=8)
_FRONT = ("headline", "standfirst")


@dataclass(frozen=True, slots=True)
class News:
    """Where the openings of the articles end, and the day on which the first of them appeared."""

    openings: Mapping[str, int]
    first: date | None


def find_news(articles: Sequence[Article]) -> News:
    """What counts as opening: headline, standfirst and the first lines of the body."""
    openings: dict[str, int] = {}
    for article in articles:
        body = next((b for b in article.blocks if b.kind == "body"), None)
        if body is not None:
            openings[article.id] = body.start + _OPENING.get(article.lang or "", 200)
    days = sorted(a.published[:10] for a in articles if a.published)
    return News(openings, date.fromisoformat(days[0]) if days else None)


def is_prominent(fact: Fact, news: News) -> bool:
    """Whether an article opens with the fact. A fact without tellings is not held back."""
    if not fact.tellings:
        return True
    return any(t.block in _FRONT or t.anchor.start < news.openings.get(t.article, 0) for t in fact.tellings)


def is_past(slots: Slots, news: News) -> bool:
    """Whether an act was over well before the first article appeared."""
    when = precision(slots.time)
    return when is not None and news.first is not None and when.last < news.first - _RECENT
