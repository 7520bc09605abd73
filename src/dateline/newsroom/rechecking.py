"""Source watch: the addresses of the sources that published reports rest on are asked again, politely, now and then.

A page with other words is taken in as any source is, and the run finds what rests on it; one that is not there any more is
noted, and a task is opened for each report that rests on it. What cannot be asked (robots, a private address, a fault) is said.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from typing import Literal, Protocol

from msgspec import Struct

from dateline import ingest
from dateline.ingest import RawInput
from dateline.model import Article
from dateline.net import Fetched, Refused
from dateline.newsroom.corrections import note_source_change, source_changes, undo_source_change
from dateline.newsroom.day import Newsroom, extract_safely
from dateline.newsroom.history import resting_articles
from dateline.newsroom.holding import hold

Answered = Literal["unchanged", "changed", "other", "gone", "missing", "unasked"]
LOCK = "recheck.lock"
_STATE = "sources asked again"
_NOT_THERE = (404, 410)
_FOR_GOOD = 410


class Asker(Protocol):
    """What asks for a page: ``dateline.net.Client``."""

    def fetch(self, url: str, *, known: Fetched | None = None) -> Fetched | Refused: ...
    def rest(self, url: str) -> float: ...


class Asked(Struct, frozen=True, kw_only=True):
    """When an address was asked, the marks of the page that it gave, and since when it gives none."""

    at: str
    etag: str | None = None
    modified: str | None = None
    missing: str | None = None


class Told(Struct, frozen=True, kw_only=True):
    """What an address answered: ``unchanged``; ``changed`` (its new words are taken in); ``other`` (another page stands there);
    ``missing`` (not there, which may pass) or ``gone`` (for good, or for long enough); ``unasked``. ``why`` in words."""

    url: str
    article: str
    answer: Answered
    why: str = ""


class Recheck(Struct, frozen=True, kw_only=True):
    """What came of asking again. ``waiting``: addresses that this time did not reach."""

    told: tuple[Told, ...]
    waiting: int


class Manner(Struct, frozen=True, kw_only=True):
    """How to ask: at most ``most`` addresses, none that was asked within the last ``every`` hours; a page that is not found
    counts as gone when it is still not there ``patience`` hours later."""

    most: int = 200
    patience: float = 24.0
    every: float = 0.0


def recheck_sources(
    newsroom: Newsroom, asker: Asker, out: str | os.PathLike[str], manner: Manner | None = None
) -> Recheck:
    """Ask the addresses of cited sources again, those asked longest ago first; run where that changes anything.

    Raises HeldError while another process does the same on this newsroom."""
    with hold(newsroom.path / LOCK):
        return _recheck(newsroom, asker, out, manner or Manner())


def _recheck(newsroom: Newsroom, asker: Asker, out: str | os.PathLike[str], manner: Manner) -> Recheck:
    cited = _cited(newsroom)
    asked = newsroom.store.state(_STATE, dict[str, Asked]) or {}
    late = (datetime.now(UTC) - timedelta(hours=manner.every)).isoformat(timespec="seconds")
    left = {url: asked[url].at if url in asked else "" for url in cited}
    due = sorted((url for url, at in left.items() if at <= late), key=lambda url: (left[url], url))
    told: list[Told] = []
    fresh: list[RawInput] = []
    is_noted = False
    for url in _in_turn(due[: manner.most], asker):
        now = datetime.now(UTC)
        before = asked.get(url, Asked(at=""))
        known = _known(url, before)
        answer = asker.fetch(url, known=known)
        asked[url] = _marked(before, answer, now)
        if known is not None and answer is known:
            one, raw = Told(url=url, article=cited[url][0].id, answer="unchanged"), None
        else:
            one, raw = _judge(cited[url], answer, asked[url], now - timedelta(hours=manner.patience))
        told.append(one)
        fresh += [raw] if raw is not None else []
        is_noted |= _note(newsroom, cited[url], one)
        newsroom.store.put_state(_STATE, asked)
    if fresh or is_noted:
        newsroom.refresh(out=out, sources=fresh)
    return Recheck(told=tuple(told), waiting=max(0, len(due) - manner.most))


def _cited(newsroom: Newsroom) -> dict[str, list[Article]]:
    """The articles that published reports rest on, by the web address of each."""
    found: dict[str, list[Article]] = {}
    for id in resting_articles(newsroom.store):
        article = newsroom.store.article(id)
        if article is not None and article.url and ingest.page_address(article.url):
            found.setdefault(article.url, []).append(article)
    return found


def _in_turn(urls: Sequence[str], asker: Asker) -> Iterator[str]:
    """The addresses in order, those first whose host may be asked at once."""
    left = list(urls)
    while left:
        url = min(left, key=asker.rest)
        left.remove(url)
        yield url


def _known(url: str, before: Asked) -> Fetched | None:
    return Fetched(url, "", b"", before.etag, before.modified) if before.etag or before.modified else None


def _marked(before: Asked, answer: Fetched | Refused, now: datetime) -> Asked:
    at = now.isoformat(timespec="seconds")
    if isinstance(answer, Fetched):
        return Asked(at=at, etag=answer.etag, modified=answer.last_modified)
    missing = (before.missing or at) if answer.status in _NOT_THERE else before.missing
    return Asked(at=at, etag=before.etag, modified=before.modified, missing=missing)


def _judge(
    articles: Sequence[Article], answer: Fetched | Refused, asked: Asked, since: datetime
) -> tuple[Told, RawInput | None]:
    """What an answer says of the articles of its address, and the page where it is to be taken in."""
    first = articles[0]
    url = first.url or ""
    if isinstance(answer, Refused):
        if answer.status not in _NOT_THERE:
            return Told(url=url, article=first.id, answer="unasked", why=answer.reason), None
        long = asked.missing is not None and datetime.fromisoformat(asked.missing) <= since
        kind: Answered = "gone" if answer.status == _FOR_GOOD or long else "missing"
        return Told(url=url, article=first.id, answer=kind, why=answer.reason), None
    raw = RawInput(
        name=url, data=answer.data, url=url, content_type=answer.content_type or None, reserved=answer.reserved
    )
    kind = _compared(articles, raw, asked.at)
    return Told(url=url, article=first.id, answer=kind), raw if kind == "changed" else None


def _compared(articles: Sequence[Article], raw: RawInput, at: str) -> Answered:
    """Whether the page is one of the articles still, in the same words or in others."""
    made = [a for a in extract_safely(raw, ingest.Settings()) if isinstance(a, Article)]
    for new in made:
        if any(new.text == old.text for old in articles):
            return "unchanged"
        edits = [e for old in articles for e in ingest.edits_of([old, new], {new.id: at})]
        if edits:
            return "changed"
        if any(old.headline == new.headline for old in articles):
            return "unchanged"
    return "other"


def _note(newsroom: Newsroom, articles: Sequence[Article], told: Told) -> bool:
    """Note that the articles are gone, or, where the page is back, that they are not; whether anything was noted."""
    is_new = False
    for article in articles:
        standing = [c for c, stands in source_changes(newsroom, article.id) if stands and c.kind == "gone"]
        if told.answer == "gone" and not standing:
            note_source_change(newsroom, article.id, "gone", told.why, by="rule")
            is_new = True
        elif told.answer in ("unchanged", "changed"):
            for change in (c for c in standing if c.by == "rule"):
                undo_source_change(newsroom, change.id, by="rule")
                is_new = True
    return is_new
