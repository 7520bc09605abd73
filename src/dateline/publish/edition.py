"""The pages of an edition by parts, so that several processes can make them: each a pure function of the edition."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import Any

from msgspec import Struct

from dateline.model import Story
from dateline.publish.audited import audit_rows, audited_values, audits_of_story
from dateline.publish.discovery import days_of
from dateline.publish.entries import entry_values, paged_langs
from dateline.publish.feeds import json_feed, rss_feed
from dateline.publish.holders import holder_values, holders, holders_of
from dateline.publish.items import lost_data, lost_item, ninjs_item, story_data
from dateline.publish.metadata import atom_feed, news_article
from dateline.publish.pages import SEARCH_CSP, Page, make_page
from dateline.publish.pairs import pair_list, pair_values, pairs_of
from dateline.publish.past import (
    correction_values,
    corrections_of,
    lost_words,
    modified,
    recent_corrections,
    version_values,
)
from dateline.publish.plain import json_text
from dateline.publish.sitedata import SiteData
from dateline.publish.story import disclosure, dispute_values, story_values
from dateline.publish.view import MARKS, Desk

_AT_A_TIME = 250
_ON_FRONT = 60
_IN_FEED = 100
_DISPUTED = 200


class Part(Struct, frozen=True):
    """Some pages of a language: of its stories, of the record, of people, or all others, from a number to another."""

    lang: str
    what: str
    first: int = 0
    last: int = 0


def parts_of(data: SiteData, desks: Sequence[Desk]) -> list[Part]:
    """All pages of an edition."""
    found: list[Part] = []
    for desk in desks:
        counts = {"stories": len(desk.ordered), "record": len(desk.paged), "people": len(holders(desk))}
        found.append(Part(desk.lang, "front"))
        for what, count in counts.items():
            found += [Part(desk.lang, what, n, n + _AT_A_TIME) for n in range(0, count, _AT_A_TIME)]
    return found


def part_pages(desk: Desk, part: Part) -> Iterator[Page]:
    """The pages of a part."""
    chosen = slice(part.first, part.last)
    if part.what == "front":
        yield from _front_pages(desk)
    elif part.what == "stories":
        for story in desk.ordered[chosen]:
            yield from _story_pages(desk, story)
    elif part.what == "record":
        for row in desk.paged[chosen]:
            path = f"{desk.lang}/record/{row.id}.html"
            yield make_page(path, "entry.html", desk, langs=paged_langs(desk, row), entry=entry_values(desk, row))
    else:
        for entity in holders(desk)[chosen]:
            values: dict[str, Any] = {"holder": holder_values(desk, entity), "paged": desk.paged_ids}
            yield make_page(f"{desk.lang}/people/{entity}.html", "holder.html", desk, **values)


def _front_pages(desk: Desk) -> Iterator[Page]:
    lang, pairs = desk.lang, pair_list(desk)
    rows = [_card(desk, story) for story in desk.ordered[:_ON_FRONT]]
    front: dict[str, Any] = {"rows": rows, "pairs": pairs, "older": max(0, len(desk.ordered) - _ON_FRONT)}
    front["disclosure"] = _mixed(rows)
    if lang == desk.data.langs[0]:
        yield make_page("index.html", "front.html", desk, here=f"{lang}/", **front)
    yield make_page(f"{lang}/index.html", "front.html", desk, here="", **front)
    yield make_page(f"{lang}/about.html", "about.html", desk, marks=MARKS)
    yield make_page(f"{lang}/search.html", "search.html", desk, csp=SEARCH_CSP)
    yield make_page(f"{lang}/disputes.html", "disputes.html", desk, groups=list(_disputes(desk)))
    yield make_page(f"{lang}/corrections.html", "corrections.html", desk, rows=recent_corrections(desk))
    yield make_page(f"{lang}/audits/index.html", "audits.html", desk, rows=audit_rows(desk))
    for printed in desk.data.audits:
        shown: dict[str, Any] = {"audit": audited_values(desk, printed), "label": desk.label()}
        yield make_page(f"{lang}/audits/{printed.id}.html", "audited.html", desk, **shown)
    yield from _archive(desk)
    newest = sorted(desk.ordered, key=lambda s: (modified(desk, s), s.id), reverse=True)[:_IN_FEED]
    for name, feed in {"feed.xml": atom_feed, "rss.xml": rss_feed, "feed.json": json_feed}.items():
        made = feed(desk, newest)
        if made is not None:
            yield Page(f"{lang}/{name}", made)
    for pair in pairs:
        values: dict[str, Any] = {"pair": pair_values(desk, pair["id"]), "paged": desk.paged_ids}
        yield make_page(f"{lang}/pairs/{pair['id']}.html", "pair.html", desk, **values)
    yield from _lost_pages(desk)


def _mixed(rows: Sequence[Mapping[str, Any]]) -> str:
    """The disclosure of a page of several reports: theirs where they agree, else ``mixed``."""
    found = {row["disclosure"] for row in rows} or {"ai-autonomous"}
    return next(iter(found)) if len(found) == 1 else "mixed"


def _lost_pages(desk: Desk) -> Iterator[Page]:
    """A page at the address of each report that is no more: addresses never change."""
    for one in desk.lost:
        path = f"{desk.lang}/stories/{one.story}"
        values = {"words": lost_words(desk, one), "iso": one.since[:10]}
        yield make_page(f"{path}.html", "withdrawn.html", desk, is_past=True, **values)
        yield Page(f"{path}.json", lost_data(desk, one))
        yield Page(f"{path}.ninjs.json", lost_item(desk, one))


def _archive(desk: Desk) -> Iterator[Page]:
    """A page for each day that has stories, and the list of the days."""
    days = days_of(desk)
    rows = [{"href": f"{day}.html", "day": _day_words(desk, day), "count": len(ids)} for day, ids in days.items()]
    yield make_page(f"{desk.lang}/archive/index.html", "archive.html", desk, days=rows)
    for day, ids in days.items():
        shown = [_card(desk, desk.stories[story]) for story in ids]
        values: dict[str, Any] = {"day": _day_words(desk, day), "rows": shown, "disclosure": _mixed(shown)}
        yield make_page(f"{desk.lang}/archive/{day}.html", "day.html", desk, **values)


def _day_words(desk: Desk, day: str) -> str:
    return desk.day(None if day == "undated" else day)


def _disputes(desk: Desk) -> Iterator[dict[str, Any]]:
    """The stories whose sources disagree, the weightiest first, with each value and who gives it."""
    told = 0
    for story in desk.ordered:
        if told == _DISPUTED:
            return
        found = dispute_values(desk, story)
        if found:
            told += 1
            report = desk.reports[story.id]
            yield {
                "story": story.id,
                "headline": report.headline.text,
                "label": desk.label(report)[0],
                "day": desk.day(desk.newest(story)),
                "disputes": found,
            }


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


def _story_pages(desk: Desk, story: Story) -> Iterator[Page]:
    """A story's page, its data, its versions, and a page at each of its old addresses."""
    path = f"{desk.lang}/stories/{story.id}"
    langs, headline = desk.langs_of[story.id], desk.reports[story.id].headline.text
    values = story_values(desk, story)
    passages = values.pop("passages")
    values["holders"] = holders_of(desk, story)
    values["records"] = [
        {"href": f"../record/{r.id}.html", "title": r.title[desk.lang]}
        for r in desk.rows_of.get(story.id, ())
        if r.id in desk.paged_ids
    ]
    values["pairs"] = pairs_of(desk, story.id)
    values["audits"] = audits_of_story(desk, story)
    values["json_ld"] = json_text(news_article(desk, story, desk.reports[story.id]))
    yield make_page(f"{path}.html", "story.html", desk, langs=langs, **values)
    yield Page(f"{path}.json", story_data(desk, story, passages))
    yield Page(f"{path}.ninjs.json", ninjs_item(desk, story))
    if story.id in desk.versions:
        shown: dict[str, Any] = {"versions": version_values(desk, story.id), "headline": headline, "story": story.id}
        yield make_page(f"{path}.versions.html", "versions.html", desk, is_past=True, **shown)
    for alias in story.aliases:
        moved = {"headline": headline, "href": f"{story.id}.html"}
        yield make_page(f"{desk.lang}/stories/{alias}.html", "moved.html", desk, langs=langs, is_past=True, **moved)
