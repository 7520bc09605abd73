"""What is the news of a story: what its articles open with, not what they recall."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from dateline.lang.precision import precision
from dateline.model import Article, Fact, Slots

_OPENING = {"en": 380, "ja": 150, "ko": 170, "zh": 150}
_RECENT = timedelta(days=8)
_FRESH = timedelta(days=3)
_FRONT = ("headline", "standfirst")


@dataclass(frozen=True, slots=True)
class News:
    """Where the openings of the articles end, the day on which the first of them appeared, and that of each."""

    openings: Mapping[str, int]
    first: date | None
    days: Mapping[str, date]


def find_news(articles: Sequence[Article]) -> News:
    """What counts as opening: headline, standfirst and the first lines of the body."""
    openings: dict[str, int] = {}
    for article in articles:
        body = next((b for b in article.blocks if b.kind == "body"), None)
        if body is not None:
            openings[article.id] = body.start + _OPENING.get(article.lang or "", 200)
    days = {a.id: date.fromisoformat(a.published[:10]) for a in articles if a.published}
    return News(openings, min(days.values(), default=None), days)


def is_prominent(fact: Fact, news: News) -> bool:
    """Whether an article opens with the fact. A fact without tellings is not held back."""
    if not fact.tellings:
        return True
    return any(t.block in _FRONT or t.anchor.start < news.openings.get(t.article, 0) for t in fact.tellings)


def is_stale(fact: Fact, slots: Slots, news: News) -> bool:
    """Whether a plan is no news of what comes: its day is over, or it has none and the last article that tells it came out
    days before the last of all."""
    if not news.days:
        return False
    last, when = max(news.days.values()), precision(slots.time)
    if when is not None:
        return when.last < last
    told = [news.days[t.article] for t in fact.tellings if t.article in news.days]
    return bool(told) and max(told) < last - _FRESH


def is_past(slots: Slots, news: News) -> bool:
    """Whether an act was over well before the first article appeared."""
    when = precision(slots.time)
    return when is not None and news.first is not None and when.last < news.first - _RECENT
