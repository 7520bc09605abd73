"""The site: every page of an edition, and the writing of what has changed."""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

from msgspec import Struct

from dateline.model import RecordRow, Story
from dateline.publish.entries import entry_values, paged_langs, paged_rows
from dateline.publish.holders import holder_values, holders, holders_of
from dateline.publish.metadata import atom_feed, news_article
from dateline.publish.pairs import pair_pages
from dateline.publish.plain import plain
from dateline.publish.story import story_values
from dateline.publish.view import MARKS, SELF_NAMES, TAGS, Desk, SiteData

VERSION = "3"
CSP = "default-src 'none'; style-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'none'"


class Page(Struct, frozen=True):
    """A file of the site: its path below the site's folder and its bytes."""

    path: str
    data: bytes


def build_pages(data: SiteData) -> Iterator[Page]:
    """Every page of the edition, in every language; a pure function of ``data``. Blocked reports have no page."""
    yield Page("style.css", resources.files("dateline.publish").joinpath("assets", "style.css").read_bytes())
    yield Page("robots.txt", b"User-agent: *\nAllow: /\n")
    for number, lang in enumerate(data.langs):
        desk = Desk(data, lang)
        pairs, rows = pair_pages(desk), paged_rows(desk)
        paged = {r.id for r in rows}
        front: dict[str, Any] = {"cards": [_card(desk, story) for story in desk.ordered], "pairs": pairs}
        if number == 0:
            yield _page("index.html", "front.html", desk, here=f"{lang}/", **front)
        yield _page(f"{lang}/index.html", "front.html", desk, here="", **front)
        yield _page(f"{lang}/about.html", "about.html", desk)
        yield Page(f"{lang}/feed.xml", atom_feed(desk, desk.ordered))
        for story in desk.ordered:
            yield _story_page(desk, story, pairs, rows)
        for pair in pairs:
            yield _page(f"{lang}/pairs/{pair['id']}.html", "pair.html", desk, pair=pair, paged=paged)
        for row in rows:
            values = entry_values(desk, row)
            yield _page(f"{lang}/record/{row.id}.html", "entry.html", desk, langs=paged_langs(desk, row), entry=values)
        for entity in holders(desk):
            values = holder_values(desk, entity)
            yield _page(f"{lang}/people/{entity}.html", "holder.html", desk, holder=values, paged=paged)


def write_site(pages: Iterable[Page], out: Path) -> int:
    """Write the pages below ``out``; a page that has not changed is left alone, one that is gone from the edition is
    removed. Returns how many files were written. A file is replaced in one step, never half."""
    written = 0
    kept: set[Path] = set()
    for page in pages:
        target = out / page.path
        kept.add(target)
        if target.is_file() and target.read_bytes() == page.data:
            continue
        target.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=target.parent, prefix=".page-")
        with os.fdopen(handle, "wb") as stream:
            stream.write(page.data)
        os.chmod(name, 0o644)
        os.replace(name, target)
        written += 1
    for lang in TAGS:
        for stale in (out / lang).rglob("*.html") if (out / lang).is_dir() else ():
            if stale not in kept:
                stale.unlink()
    return written


def _page(path: str, template: str, desk: Desk, *, langs: Sequence[str] | None = None, **values: Any) -> Page:
    """One page. ``langs`` are the languages that it exists in (all, unless given)."""
    top = "../" * path.count("/")
    context = {
        "t": desk.words,
        "lang": desk.lang,
        "tag": TAGS[desk.lang],
        "top": top,
        "csp": CSP,
        "marks": MARKS,
        "label": desk.label(),
        **_editions(path, desk, langs if langs is not None else desk.data.langs, top),
        **values,
    }
    return Page(path, render(template, context).encode("utf-8"))


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
    values["json_ld"] = script_json(news_article(desk, story, desk.reports[story.id]))
    path = f"{desk.lang}/stories/{story.id}.html"
    return _page(path, "story.html", desk, langs=desk.langs_of[story.id], **values)


def script_json(value: object) -> str:
    """JSON that may stand inside a script element: no character of it can end the element."""
    text = plain(json.dumps(value, ensure_ascii=False, separators=(",", ":")))
    return text.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e")


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
