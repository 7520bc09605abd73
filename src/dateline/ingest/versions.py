"""Versions of one article: which replaces which, which a kill notice withdraws, and which an embargo holds back."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from itertools import pairwise
from urllib.parse import parse_qsl, urlencode, urlsplit

import msgspec
from msgspec import Struct

from dateline.ingest.manners import without_marks
from dateline.model import Article, Rejected, SourceChangeKind

_NOT_WORDS = re.compile(r"\W+")
_NEAR_DAYS = timedelta(days=7)
_ALIKE = 80.0  # of 100, the likeness at which two headlines of one outlet name one article (RapidFuzz, token set ratio)
_LEAST_KEY = 6
_ONE_PAGE = 40.0  # of 100, the likeness of two texts at one address above which the later is an edit (RapidFuzz, ratio)
_COMPARED = 4000
_TRACKING = frozenset({"fbclid", "gclid", "ref"})


class Edit(Struct, frozen=True):
    """What an outlet did to an article: withdrew it (``killed``, by the notice ``by``), or put another text in its place
    (``changed``, by the article ``by``)."""

    kind: SourceChangeKind
    article: str
    by: str


def settle_versions(
    articles: Sequence[Article], now: datetime, taken: Mapping[str, str] | None = None
) -> tuple[list[Article], list[Rejected]]:
    """The articles that stand, each version naming the one before it, and, with the reason, those that do not.

    What a kill notice withdraws goes, and the notice with it; of the texts that one address gave one after another the last
    stands; an article under embargo is held until its time. ``now`` is an aware instant, ``taken`` when an article was taken
    in, for texts of one address that do not tell it. The order of the articles is kept and does not matter.
    """
    held = {a.id: _hold(a) for a in articles if a.embargo_until and datetime.fromisoformat(a.embargo_until) > now}
    by_id = {a.id: a for a in articles}
    killed: dict[str, Rejected] = {}
    for notice, target in _kills(articles):
        named = f"withdraws {target.source}" if target else "withdraws an article that is not here"
        killed[notice.id] = killed.get(notice.id) or Rejected(notice.source, "not_allowed", f"a kill notice: {named}")
        if target:
            reason = f"withdrawn by its outlet in {notice.source}: nothing may rest on it"
            killed[target.id] = Rejected(target.source, "not_allowed", reason)
    gone = {**held, **killed}
    earlier: dict[str, str] = {}
    for before, after in _page_versions([a for a in articles if a.id not in gone], taken or {}):
        if _words(before) == _words(after):
            gone[after.id] = Rejected(after.source, "not_allowed", "the same page again, with the same words")
            continue
        gone[before.id] = Rejected(before.source, "not_allowed", "its address has another text since")
        earlier[after.id] = before.id
    standing = _name_versions([a for a in articles if a.id not in gone])
    standing = [msgspec.structs.replace(a, replaces=earlier.get(a.id, a.replaces)) for a in standing]
    return standing, [gone[a.id] for a in by_id.values() if a.id in gone]


def edits_of(articles: Sequence[Article], taken: Mapping[str, str] | None = None) -> list[Edit]:
    """What outlets withdrew and changed among ``articles``, by the same rules as ``settle_versions``."""
    kills = [(n, t) for n, t in _kills(articles) if t is not None]
    gone = {a.id for pair in _kills(articles) for a in pair if a is not None}
    found = [Edit("killed", target.id, notice.id) for notice, target in kills]
    versions = _page_versions([a for a in articles if a.id not in gone], taken or {})
    return found + [Edit("changed", b.id, a.id) for b, a in versions if _words(b) != _words(a)]


def _kills(articles: Sequence[Article]) -> list[tuple[Article, Article | None]]:
    """Every kill notice with the article that it withdraws, where that is here."""
    found: list[tuple[Article, Article | None]] = []
    for notice in (a for a in articles if a.version_mark == "kill"):
        target = _withdrawn_by(notice, articles)
        address = page_address(target.url) if target else None
        same = (a for a in articles if address and a.id != notice.id and page_address(a.url) == address)
        found += [(notice, one) for one in dict.fromkeys(([target] if target else []) + list(same))] or [(notice, None)]
    return found


def _page_versions(articles: Sequence[Article], taken: Mapping[str, str]) -> Iterator[tuple[Article, Article]]:
    """Texts of one address in the order in which it gave them, each with the one after it; what has no order is no pair."""
    from rapidfuzz import fuzz

    pages: dict[str, list[Article]] = {}
    for article in articles:
        address = page_address(article.url)
        if address is not None:
            pages.setdefault(address, []).append(article)

    def stated(article: Article) -> str:
        return max(article.updated or "", article.published or "")

    for family in pages.values():
        family.sort(key=lambda a: (stated(a), taken.get(a.id, ""), a.id))
        before = family[0]
        for after in family[1:]:
            later = (stated(before), taken.get(before.id, "")) < (stated(after), taken.get(after.id, ""))
            alike = fuzz.ratio(_words(before)[:_COMPARED], _words(after)[:_COMPARED]) >= _ONE_PAGE
            if later and (alike or _key(before.headline or "") == _key(after.headline or "")):
                yield before, after
                before = before if _words(before) == _words(after) else after


def page_address(url: str | None) -> str | None:
    """An address of one article, without what does not tell pages apart; None for a front page or no web address."""
    parts = urlsplit(url or "")
    if parts.scheme not in ("http", "https") or (not parts.path.strip("/") and not parts.query):
        return None
    asked = [(k, v) for k, v in parse_qsl(parts.query, keep_blank_values=True) if not _is_tracking(k.lower())]
    host = (parts.hostname or "").removeprefix("www.")
    return f"{host}{parts.path.rstrip('/')}{'?' + urlencode(sorted(asked)) if asked else ''}"


def _is_tracking(name: str) -> bool:
    return name.startswith("utm_") or name in _TRACKING


def _words(article: Article) -> str:
    """What the article itself says: its headline, standfirst and body, without what the page shows beside them."""
    kept = [b for b in article.blocks if b.kind in ("headline", "standfirst", "body")]
    parts = [article.text[b.start : b.end] for b in kept] if kept else [article.text]
    return " ".join(" ".join(parts).split())


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
