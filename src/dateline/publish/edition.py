"""The pages of an edition by units, each a pure function of what it asks the edition, so that each can be made, or left, alone."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from itertools import islice
from typing import Any

from msgspec import Struct

from dateline.lang.data import load_table
from dateline.model import Story
from dateline.publish.audited import audit_rows, audited_values, audits_of_story
from dateline.publish.discovery import days_of
from dateline.publish.entries import entry_values, paged_langs
from dateline.publish.evidence import annotation_page
from dateline.publish.feeds import atom_feed, json_feed, rss_feed
from dateline.publish.holders import holder_values, holders, holders_of
from dateline.publish.items import lost_data, lost_item, ninjs_item, story_data
from dateline.publish.metadata import news_article
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
from dateline.publish.story import disclosure, dispute_values, story_values
from dateline.publish.view import MARKS, TAGS, Desk

_ON_FRONT = 60
_IN_FEED = 100
_DISPUTED = 200


class Unit(Struct, frozen=True, array_like=True, gc=False):
    """What is made, or left as it stands, as one: the page of something (``what``, ``id``) in a language with its other forms."""

    lang: str
    what: str
    id: str = ""


def units_of(desks: Sequence[Desk]) -> Iterator[Unit]:
    """All units of an edition; the languages of one thing stand together, since they show the same sources."""
    if desks:
        yield Unit(desks[0].lang, "missing")
    for what in ("front", "about", "search", "disputes", "corrections", "audits", "archive"):
        yield from (Unit(desk.lang, what) for desk in desks)
    for what, listed in _LISTED.items():
        by_lang = {desk.lang: listed(desk) for desk in desks}
        having = {lang: frozenset(ids) for lang, ids in by_lang.items()}
        for id in dict.fromkeys(id for ids in by_lang.values() for id in ids):
            yield from (Unit(lang, what, id) for lang in by_lang if id in having[lang])


def unit_pages(desk: Desk, unit: Unit) -> Iterator[Page]:
    """The pages of a unit, of which no other unit has one."""
    return _MAKERS[unit.what](desk, unit.id)


def _pair_pages(desk: Desk, id: str) -> Iterator[Page]:
    yield make_page(f"{desk.lang}/pairs/{id}.html", "pair.html", desk, pair=pair_values(desk, id), paged=desk.paged)


def _entry_pages(desk: Desk, id: str) -> Iterator[Page]:
    row = desk.rows[id]
    path = f"{desk.lang}/record/{id}.html"
    yield make_page(path, "entry.html", desk, langs=paged_langs(desk, row), entry=entry_values(desk, row))


def _holder_pages(desk: Desk, id: str) -> Iterator[Page]:
    values: dict[str, Any] = {"holder": holder_values(desk, id), "paged": desk.paged}
    yield make_page(f"{desk.lang}/people/{id}.html", "holder.html", desk, **values)


def front_ids(desk: Desk) -> list[str]:
    """The stories of the front page."""
    return desk.ordered_ids()[:_ON_FRONT]


def count_older(desk: Desk) -> int:
    """How many stories the front page has no place for."""
    return max(0, len(desk.ordered_ids()) - _ON_FRONT)


def newest_ids(desk: Desk) -> list[str]:
    """The stories of the feeds: those that changed last."""
    newest = sorted(desk.ordered, key=lambda s: (modified(desk, s), s.id), reverse=True)
    return [story.id for story in newest[:_IN_FEED]]


def disputed_ids(desk: Desk) -> list[str]:
    """The stories whose sources disagree, the weightiest first."""
    found = (s.id for s in desk.ordered if any(f.support == "disputed" and f.values for f in desk.facts.get(s.id, ())))
    return list(islice(found, _DISPUTED))


def ids_on(desk: Desk, day: str) -> list[str]:
    """The stories of a day."""
    return desk.ask(days_of).get(day, [])


def day_counts(desk: Desk) -> list[tuple[str, int]]:
    """The days with how many stories each has."""
    return [(day, len(ids)) for day, ids in desk.ask(days_of).items()]


def _front_pages(desk: Desk, _: str) -> Iterator[Page]:
    rows = [desk.ask(card_of, id) for id in desk.ask(front_ids)]
    front: dict[str, Any] = {"rows": rows, "pairs": pair_list(desk), "older": desk.ask(count_older)}
    front["disclosure"] = _mixed(rows)
    if desk.lang == desk.langs[0]:
        yield make_page("index.html", "front.html", desk, here=f"{desk.lang}/", **front)
    yield make_page(f"{desk.lang}/index.html", "front.html", desk, here="", **front)


def _missing_pages(desk: Desk, _: str) -> Iterator[Page]:
    """What a server shows at an address that has no page, in every language."""
    others = [(TAGS[lang], load_table(lang, "site"), f"{desk.house.root}{lang}/") for lang in desk.langs]
    values: dict[str, Any] = {"said": others, "top": desk.house.root, "canonical": None}
    yield make_page("404.html", "missing.html", desk, langs=(), is_past=True, **values)


def _about_pages(desk: Desk, _: str) -> Iterator[Page]:
    yield make_page(f"{desk.lang}/about.html", "about.html", desk, marks=MARKS)


def _search_pages(desk: Desk, _: str) -> Iterator[Page]:
    yield make_page(f"{desk.lang}/search.html", "search.html", desk, csp=SEARCH_CSP)


def _dispute_pages(desk: Desk, _: str) -> Iterator[Page]:
    yield make_page(f"{desk.lang}/disputes.html", "disputes.html", desk, groups=list(_disputes(desk)))


def _correction_pages(desk: Desk, _: str) -> Iterator[Page]:
    yield make_page(f"{desk.lang}/corrections.html", "corrections.html", desk, rows=recent_corrections(desk))


def _audit_list_pages(desk: Desk, _: str) -> Iterator[Page]:
    yield make_page(f"{desk.lang}/audits/index.html", "audits.html", desk, rows=audit_rows(desk))


def _audit_pages(desk: Desk, id: str) -> Iterator[Page]:
    shown: dict[str, Any] = {"audit": audited_values(desk, desk.audits[id]), "label": desk.label()}
    yield make_page(f"{desk.lang}/audits/{id}.html", "audited.html", desk, **shown)


def _feed_pages(desk: Desk, name: str) -> Iterator[Page]:
    made = _FEEDS[name](desk, [desk.stories[id] for id in desk.ask(newest_ids)])
    if made is not None:
        yield Page(f"{desk.lang}/{name}", made)


def _mixed(rows: Sequence[Mapping[str, Any]]) -> str:
    """The disclosure of a page of several reports: theirs where they agree, else ``mixed``."""
    found = {row["disclosure"] for row in rows} or {"ai-autonomous"}
    return next(iter(found)) if len(found) == 1 else "mixed"


def _lost_pages(desk: Desk, id: str) -> Iterator[Page]:
    """A page at the address of a report that is no more: addresses never change."""
    one, path = desk.lost[id], f"{desk.lang}/stories/{id}"
    values = {"words": lost_words(desk, one), "iso": one.since[:10]}
    yield make_page(f"{path}.html", "withdrawn.html", desk, is_past=True, **values)
    yield Page(f"{path}.json", lost_data(desk, one))
    yield Page(f"{path}.ninjs.json", lost_item(desk, one))


def _archive_pages(desk: Desk, _: str) -> Iterator[Page]:
    """The list of the days that have stories."""
    counts = desk.ask(day_counts)
    rows = [{"href": f"{day}.html", "day": _day_words(desk, day), "count": count} for day, count in counts]
    yield make_page(f"{desk.lang}/archive/index.html", "archive.html", desk, days=rows)


def _day_pages(desk: Desk, day: str) -> Iterator[Page]:
    """The stories of a day."""
    shown = [desk.ask(card_of, id) for id in desk.ask(ids_on, day)]
    values: dict[str, Any] = {"day": _day_words(desk, day), "rows": shown, "disclosure": _mixed(shown)}
    yield make_page(f"{desk.lang}/archive/{day}.html", "day.html", desk, **values)


def _day_words(desk: Desk, day: str) -> str:
    return desk.day(None if day == "undated" else day)


def _disputes(desk: Desk) -> Iterator[dict[str, Any]]:
    """The stories whose sources disagree, with each value and who gives it."""
    yield from (desk.ask(dispute_of, id) for id in desk.ask(disputed_ids))


def dispute_of(desk: Desk, id: str) -> dict[str, Any]:
    """What the sources of a story disagree on, as the list of disputes shows it."""
    story, report = desk.stories[id], desk.reports[id]
    return {
        "story": id,
        "headline": report.headline.text,
        "label": desk.label(report)[0],
        "day": desk.day(desk.newest(story)),
        "disputes": dispute_values(desk, story),
        "names": desk.names_apart(story),
    }


def card_of(desk: Desk, id: str) -> dict[str, Any]:
    """A report as lists of reports show it."""
    story, report = desk.stories[id], desk.reports[id]
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
        "names": desk.names_apart(story),
        "disclosure": disclosure(desk, report),
        "corrected": [
            c["head"] for c in map(partial(correction_values, desk), corrections_of(desk, story)) if c["at_top"]
        ],
        "day": desk.day(desk.newest(story)),
        "iso": (desk.newest(story) or "")[:10],
    }


def _story_pages(desk: Desk, id: str) -> Iterator[Page]:
    """A story's page, its data, its versions, and a page at each of its old addresses."""
    story = desk.stories[id]
    path = f"{desk.lang}/stories/{story.id}"
    langs, headline = desk.langs_of[story.id], desk.reports[story.id].headline.text
    values = story_values(desk, story)
    passages = values.pop("passages")
    values["holders"] = holders_of(desk, story)
    values["records"] = [
        {"href": f"../record/{r.id}.html", "title": r.title[desk.lang]}
        for r in desk.rows_of.get(story.id, ())
        if r.id in desk.paged
    ]
    values["pairs"] = pairs_of(desk, story.id)
    values["audits"] = audits_of_story(desk, story)
    values["json_ld"] = json_text(news_article(desk, story, desk.reports[story.id]))
    yield make_page(f"{path}.html", "story.html", desk, langs=langs, **values)
    yield Page(f"{path}.json", story_data(desk, story, passages))
    yield Page(f"{path}.ninjs.json", ninjs_item(desk, story))
    yield Page(f"{path}.evidence.jsonld", annotation_page(desk, story, passages))
    if story.id in desk.versions:
        shown: dict[str, Any] = {"versions": version_values(desk, story.id), "headline": headline, "story": story.id}
        yield make_page(f"{path}.versions.html", "versions.html", desk, is_past=True, **shown)
    for alias in story.aliases:
        moved = {"headline": headline, "href": f"{story.id}.html", "canonical": desk.house.address(f"{path}.html")}
        yield make_page(f"{desk.lang}/stories/{alias}.html", "moved.html", desk, langs=langs, is_past=True, **moved)


_FEEDS: dict[str, Callable[[Desk, Sequence[Story]], bytes | None]] = {
    "feed.xml": atom_feed,
    "rss.xml": rss_feed,
    "feed.json": json_feed,
}
_LISTED: dict[str, Callable[[Desk], Sequence[str]]] = {
    "feed": lambda desk: list(_FEEDS),
    "audit": lambda desk: list(desk.audits),
    "lost": lambda desk: list(desk.lost),
    "day": lambda desk: list(desk.ask(days_of)),
    "pair": lambda desk: list(desk.pairs),
    "holder": holders,
    "story": lambda desk: desk.ordered_ids(),
    "entry": lambda desk: list(desk.paged),
}
_MAKERS: dict[str, Callable[[Desk, str], Iterator[Page]]] = {
    "missing": _missing_pages,
    "front": _front_pages,
    "about": _about_pages,
    "search": _search_pages,
    "disputes": _dispute_pages,
    "corrections": _correction_pages,
    "audits": _audit_list_pages,
    "archive": _archive_pages,
    "feed": _feed_pages,
    "audit": _audit_pages,
    "lost": _lost_pages,
    "day": _day_pages,
    "pair": _pair_pages,
    "holder": _holder_pages,
    "story": _story_pages,
    "entry": _entry_pages,
}
