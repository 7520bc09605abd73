"""The site: every page of an edition, and the writing of what has changed."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, partial
from importlib import resources
from pathlib import Path
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from dateline.model import RecordRow, Story
from dateline.publish.discovery import days_of, news_sitemap, robots_txt, sitemap, tdmrep_json
from dateline.publish.entries import entry_values, paged_langs, paged_rows
from dateline.publish.feeds import json_feed, rss_feed
from dateline.publish.holders import holder_values, holders, holders_of
from dateline.publish.items import lost_data, lost_item, ninjs_item, story_data
from dateline.publish.metadata import atom_feed, news_article
from dateline.publish.pairs import pair_pages
from dateline.publish.past import correction_values, corrections_of, lost_words, recent_corrections, version_values
from dateline.publish.plain import json_text, plain, web_address
from dateline.publish.story import disclosure, dispute_values, story_values
from dateline.publish.view import MARKS, SELF_NAMES, TAGS, Desk, SiteData

VERSION = "5"
CSP = "default-src 'none'; style-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'none'"
SEARCH_CSP = CSP + "; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; worker-src 'self'"


_PART = ".page-"


class Page(Struct, frozen=True):
    """A file of the site: its path below the site's folder and its bytes. ``is_past``: no sitemap lists it."""

    path: str
    data: bytes
    is_past: bool = False


def build_pages(data: SiteData) -> Iterator[Page]:
    """Every page of the edition, in every language; a pure function of ``data``. Blocked reports have no page."""
    for name in ("style.css", "search.js"):
        yield Page(name, resources.files("dateline.publish").joinpath("assets", name).read_bytes())
    yield Page("robots.txt", robots_txt(data))
    yield Page(".well-known/tdmrep.json", tdmrep_json())
    desks = [Desk(data, lang) for lang in data.langs]
    listed: list[str] = []
    for number, desk in enumerate(desks):
        for page in _edition_pages(desk, is_default=number == 0):
            if page.path.endswith(".html") and not page.is_past:
                listed.append(page.path)
            yield page
    for name, made in (("sitemap.xml", sitemap(data, listed)), ("news-sitemap.xml", news_sitemap(desks))):
        if made is not None:
            yield Page(name, made)


def _edition_pages(desk: Desk, *, is_default: bool) -> Iterator[Page]:
    lang = desk.lang
    pairs, rows = pair_pages(desk), paged_rows(desk)
    paged = {r.id for r in rows}
    cards = {story.id: _card(desk, story) for story in desk.ordered}
    front: dict[str, Any] = {"rows": list(cards.values()), "pairs": pairs}
    if is_default:
        yield _page("index.html", "front.html", desk, here=f"{lang}/", **front)
    yield _page(f"{lang}/index.html", "front.html", desk, here="", **front)
    yield _page(f"{lang}/about.html", "about.html", desk)
    yield _page(f"{lang}/search.html", "search.html", desk, csp=SEARCH_CSP)
    yield _page(f"{lang}/disputes.html", "disputes.html", desk, groups=list(_disputes(desk)))
    yield from _archive(desk, cards)
    feeds = {"feed.xml": atom_feed, "rss.xml": rss_feed, "feed.json": json_feed}
    for name, feed in feeds.items():
        made = feed(desk, desk.ordered)
        if made is not None:
            yield Page(f"{lang}/{name}", made)
    for story in desk.ordered:
        yield _story_page(desk, story, pairs, rows)
        yield Page(f"{lang}/stories/{story.id}.json", story_data(desk, story))
        yield Page(f"{lang}/stories/{story.id}.ninjs.json", ninjs_item(desk, story))
    yield from past_pages(desk)
    for pair in pairs:
        yield _page(f"{lang}/pairs/{pair['id']}.html", "pair.html", desk, pair=pair, paged=paged)
    for row in rows:
        values = entry_values(desk, row)
        yield _page(f"{lang}/record/{row.id}.html", "entry.html", desk, langs=paged_langs(desk, row), entry=values)
    for entity in holders(desk):
        values = holder_values(desk, entity)
        yield _page(f"{lang}/people/{entity}.html", "holder.html", desk, holder=values, paged=paged)


def past_pages(desk: Desk) -> Iterator[Page]:
    """The corrections, the versions of each report that has had several, and a page at the address of each report that is no
    more or has become part of another: addresses never change."""
    lang = desk.lang
    yield _page(f"{lang}/corrections.html", "corrections.html", desk, rows=recent_corrections(desk))
    for story in desk.ordered:
        path = f"{lang}/stories/{story.id}"
        langs = desk.langs_of[story.id]
        headline = desk.reports[story.id].headline.text
        if story.id in desk.versions:
            shown = version_values(desk, story.id)
            page = _page(
                f"{path}.versions.html", "versions.html", desk, versions=shown, headline=headline, story=story.id
            )
            yield replace(page, is_past=True)
        for alias in story.aliases:
            moved = {"langs": langs, "headline": headline, "href": f"{story.id}.html"}
            yield replace(_page(f"{lang}/stories/{alias}.html", "moved.html", desk, **moved), is_past=True)
    for one in desk.lost:
        path = f"{lang}/stories/{one.story}"
        page = _page(f"{path}.html", "withdrawn.html", desk, words=lost_words(desk, one), iso=one.since[:10])
        yield replace(page, is_past=True)
        yield Page(f"{path}.json", lost_data(desk, one))
        yield Page(f"{path}.ninjs.json", lost_item(desk, one))


def _archive(desk: Desk, cards: Mapping[str, dict[str, Any]]) -> Iterator[Page]:
    """A page for each day that has stories, and the list of the days."""
    days = days_of(desk)
    rows = [{"href": f"{day}.html", "day": _day_words(desk, day), "count": len(ids)} for day, ids in days.items()]
    yield _page(f"{desk.lang}/archive/index.html", "archive.html", desk, days=rows)
    for day, ids in days.items():
        shown = [cards[story] for story in ids]
        yield _page(f"{desk.lang}/archive/{day}.html", "day.html", desk, day=_day_words(desk, day), rows=shown)


def _day_words(desk: Desk, day: str) -> str:
    return desk.day(None if day == "undated" else day)


def _disputes(desk: Desk) -> Iterator[dict[str, Any]]:
    """The stories whose sources disagree, the weightiest first, with each value and who gives it."""
    for story in desk.ordered:
        found = dispute_values(desk, story)
        if found:
            report = desk.reports[story.id]
            yield {
                "story": story.id,
                "headline": report.headline.text,
                "label": desk.label(report)[0],
                "day": desk.day(desk.newest(story)),
                "disputes": found,
            }


def write_site(pages: Iterable[Page], out: Path) -> int:
    """Write the pages below ``out``; a page that has not changed is left alone, one that is gone from the edition is
    removed. Returns how many files were written. A file is replaced in one step, never half."""
    written = 0
    kept: set[Path] = set()
    for left in out.rglob(f"{_PART}*"):  # of a run that was killed
        left.unlink()
    for page in pages:
        target = out / page.path
        kept.add(target)
        if target.is_file() and target.read_bytes() == page.data:
            continue
        target.parent.mkdir(parents=True, exist_ok=True)
        _replace(target, page.data)
        written += 1
    for lang in TAGS:
        for stale in (out / lang).rglob("*.*") if (out / lang).is_dir() else ():
            if stale.suffix in (".html", ".json", ".xml") and stale not in kept:
                stale.unlink()
    return written


def _replace(target: Path, data: bytes) -> None:
    """Put a file in its place in one step; when it cannot be written, nothing of it stays."""
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=_PART)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
        os.chmod(name, 0o644)
        os.replace(name, target)
    except OSError:
        os.unlink(name)
        raise


def _page(path: str, template: str, desk: Desk, *, langs: Sequence[str] | None = None, **values: Any) -> Page:
    """One page. ``langs`` are the languages that it exists in (all, unless given)."""
    top = "../" * path.count("/")
    context = {
        "t": desk.words,
        "lang": desk.lang,
        "tag": TAGS[desk.lang],
        "top": top,
        "csp": CSP,
        "site_name": desk.site_name,
        "contact": _contact(desk),
        "publisher": desk.data.house.publisher,
        "rss": desk.data.house.base_url is not None,
        "canonical": desk.data.house.address(path),
        "marks": MARKS,
        "label": desk.label(),
        **_editions(path, desk, langs if langs is not None else desk.data.langs, top),
        **values,
    }
    return Page(path, render(template, context).encode("utf-8"))


def _contact(desk: Desk) -> str | None:
    """The address for complaints, if it is one that a page may link to."""
    given = desk.data.house.contact
    if given is not None and given.startswith("mailto:"):
        return given
    return web_address(given)


def _editions(path: str, desk: Desk, langs: Sequence[str], top: str) -> dict[str, Any]:
    """The same page in the other languages: for the switch (the front page where there is none), and for machines.

    What machines are told is the same on every page of the set, so that each points back to each (hreflang).
    """
    inner = path.split("/", 1)[1] if "/" in path else path
    switch = [
        {
            "lang": code,
            "tag": TAGS[code],
            "name": SELF_NAMES[code],
            "href": f"{top}{code}/{inner if code in langs else 'index.html'}",
        }
        for code in desk.data.langs
    ]
    front = inner == "index.html"
    alternates = [{"tag": e["tag"], "href": e["href"]} for e in switch if e["lang"] in langs]
    default = f"{top}index.html" if front else (alternates[0]["href"] if alternates else "")
    return {"editions": switch, "alternates": [*alternates, {"tag": "x-default", "href": default}]}


def _card(desk: Desk, story: Story) -> dict[str, Any]:
    report = desk.reports[story.id]
    first = report.standfirst or (report.sentences[0] if report.sentences else None)
    return {
        "href": f"stories/{story.id}.html",
        "headline": report.headline.text,
        "label": desk.label(report)[0],
        "standfirst": first.text if first else "",
        "support": desk.support_words(report.headline),
        "kind": report.headline.support or "",
        "mark": MARKS.get(report.headline.support or "", ""),
        "banner": report.banner,
        "disclosure": disclosure(desk, report),
        "corrected": [
            c["head"] for c in map(partial(correction_values, desk), corrections_of(desk, story)) if c["at_top"]
        ],
        "day": desk.day(desk.newest(story)),
        "iso": (desk.newest(story) or "")[:10],
    }


def _story_page(desk: Desk, story: Story, pairs: Sequence[dict[str, Any]], rows: Sequence[RecordRow]) -> Page:
    values = story_values(desk, story)
    values["holders"] = holders_of(desk, story)
    values["records"] = [
        {"href": f"../record/{r.id}.html", "title": r.title[desk.lang]} for r in rows if r.story == story.id
    ]
    values["pairs"] = [pair for pair in pairs if story.id in pair["stories"]]
    values["json_ld"] = json_text(news_article(desk, story, desk.reports[story.id]))
    path = f"{desk.lang}/stories/{story.id}.html"
    return _page(path, "story.html", desk, langs=desk.langs_of[story.id], **values)


def render(template: str, context: dict[str, Any]) -> str:
    """A template filled in; every word is escaped and freed of control characters on its way in."""
    return str(_templates().get_template(template).render(context))


def _shown(value: object) -> object:
    from markupsafe import Markup

    return plain(value) if isinstance(value, str) and not isinstance(value, Markup) else value


@cache
def _templates() -> Any:
    from jinja2 import Environment, PackageLoader, StrictUndefined

    return Environment(
        loader=PackageLoader("dateline.publish", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_shown,
    )
