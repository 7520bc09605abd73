"""Versions of one article: which replaces which, which a kill notice withdraws, and which an embargo holds back."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime, timedelta
from itertools import pairwise

import msgspec

from dateline.ingest.manners import without_marks
from dateline.model import Article, Rejected

_NOT_WORDS = re.compile(r"\W+")
_NEAR_DAYS = timedelta(days=7)
_ALIKE = 80.0  # of 100, the likeness at which two headlines of one outlet name one article (RapidFuzz, token set ratio)
_LEAST_KEY = 6


def settle_versions(articles: Sequence[Article], now: datetime) -> tuple[list[Article], list[Rejected]]:
    """The articles that stand, each version naming the one before it, and, with the reason, those that do not.

    What a kill notice withdraws goes, and the notice with it; an article under embargo is held until its time. ``now``
    is an aware instant. The order of the articles is kept and does not matter.
    """
    held = {a.id: _hold(a) for a in articles if a.embargo_until and datetime.fromisoformat(a.embargo_until) > now}
    killed: dict[str, Rejected] = {}
    for notice in articles:
        if notice.version_mark == "kill":
            target = _withdrawn_by(notice, articles)
            named = f"withdraws {target.source}" if target else "withdraws an article that is not here"
            killed[notice.id] = Rejected(notice.source, "not_allowed", f"a kill notice: {named}")
            if target:
                reason = f"withdrawn by its outlet in {notice.source}: nothing may rest on it"
                killed[target.id] = Rejected(target.source, "not_allowed", reason)
    gone = {**held, **killed}
    standing = [a for a in articles if a.id not in gone]
    return _name_versions(standing), [gone[a.id] for a in articles if a.id in gone]


def _hold(article: Article) -> Rejected:
    reason = f"under embargo until {article.embargo_until}: run again after that"
    return Rejected(article.source, "not_allowed", reason)


def _withdrawn_by(notice: Article, articles: Sequence[Article]) -> Article | None:
    """The latest earlier article of the same outlet or agency whose headline the notice names."""
    from rapidfuzz import fuzz

    words = without_marks(notice.headline or "")
    body = notice.text
    found = []
    for other in articles:
        key = _key(without_marks(other.headline or ""))
        if other.version_mark == "kill" or len(key) < _LEAST_KEY or not _same_house(notice, other):
            continue
        alike = fuzz.token_set_ratio(words.lower(), without_marks(other.headline or "").lower()) >= _ALIKE
        if (alike or key in _key(body)) and _in_time(other, notice):
            found.append(other)
    return max(found, key=lambda a: (a.published or "", a.id), default=None)


def _name_versions(articles: Sequence[Article]) -> list[Article]:
    """Each marked version of an article with the id of the version before it."""
    families: dict[tuple[str, str], list[Article]] = {}
    for article in articles:
        key = _key(without_marks(article.headline or ""))
        if len(key) >= _LEAST_KEY and _house(article):
            families.setdefault((_house(article), key), []).append(article)
    earlier: dict[str, str] = {}
    for family in families.values():
        ordered = sorted(family, key=lambda a: (a.published or "", a.updated or "", a.id))
        for before, after in pairwise(ordered):
            later = (before.published or "", before.updated or "") < (after.published or "", after.updated or "")
            if later and after.text != before.text and _in_time(before, after):
                earlier[after.id] = before.id
    return [msgspec.structs.replace(a, replaces=earlier[a.id]) if a.id in earlier else a for a in articles]


def _same_house(a: Article, b: Article) -> bool:
    houses = {h for h in (a.outlet, a.wire) if h} & {h for h in (b.outlet, b.wire) if h}
    return bool(houses) or not (a.outlet or a.wire)


def _house(article: Article) -> str:
    return article.outlet or article.wire or ""


def _in_time(before: Article, after: Article) -> bool:
    if not before.published or not after.published:
        return True
    days = datetime.fromisoformat(after.published[:10]) - datetime.fromisoformat(before.published[:10])
    return timedelta(0) <= days <= _NEAR_DAYS


def _key(words: str) -> str:
    return _NOT_WORDS.sub("", words).lower()
