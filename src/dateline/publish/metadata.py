"""schema.org: a report as a NewsArticle with its digital source type, and only what is known of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from dateline.model import Article, DateValue, RecordRow, Report, Story
from dateline.publish.instants import instant
from dateline.publish.labelling import first_published, source_term
from dateline.publish.past import correction_words, corrections_of, modified
from dateline.publish.plain import plain, web_address
from dateline.publish.view import TAGS, Desk

_HEADLINE = 110
_DATE = re.compile(r"\d{4}(?:-\d\d){0,2}")
_STATUS = {"cancelled": "EventCancelled", "postponed": "EventPostponed"}


def news_article(desk: Desk, story: Story, report: Report) -> dict[str, Any]:
    """The report as a schema.org NewsArticle. What is not known is left out: no field is null or empty."""
    stamp = first_published(desk, story)
    review = desk.reviews.get(story.id)
    articles = [desk.articles[a] for a in story.articles if a in desk.articles]
    term = source_term(desk, report)
    page = _page(desk, desk.lang, story)
    return _known(
        {
            "@context": "https://schema.org",
            "@type": "NewsArticle",
            "@id": f"{page}#article",
            "headline": _shortened(plain(report.headline.text)),
            "description": desk.summary(report),
            "inLanguage": TAGS[desk.lang],
            "url": page,
            "mainEntityOfPage": page,
            "datePublished": _told(stamp),
            "dateModified": _told(desk.stamp(story), modified(desk, story)),
            "isAccessibleForFree": True,
            "author": {
                "@type": "Organization",
                "name": f"{desk.site_name} (automated)",
                "url": _of_site(desk, "about"),
            },
            "publisher": _publisher(desk),
            "digitalSourceType": f"https://schema.org/{term[0].upper()}{term[1:]}DigitalSource",
            "creditText": ". ".join(desk.label(report)),
            "editor": {"@type": "Person", "name": plain(review.by)} if review else None,
            "version": desk.versions[story.id][-1].number if story.id in desk.versions else None,
            "correction": [
                {"@type": "CorrectionComment", "text": correction_words(desk, c), "datePublished": c.at}
                for c in corrections_of(desk, story)
            ],
            "contentLocation": [{"@type": "Place", "name": name} for name in desk.places_of(report)],
            "about": list(_events(desk, story, report)),
            "isBasedOn": list(dict.fromkeys(u for a in articles if (u := web_address(a.url)))),
            "citation": [_cited(desk, a) for a in articles],
            "workTranslation": [
                {"@type": "NewsArticle", "inLanguage": TAGS[code], "url": _page(desk, code, story)}
                for code in desk.langs_of.get(story.id, ())
                if code != desk.lang
            ],
        }
    )


def _told(stamp: str, at: str = "") -> str | None:
    """A time as an instant; a day whose hour nobody told stays a day."""
    if not stamp or (at and at != instant(stamp)):
        return at or None
    return stamp if len(stamp) <= 10 else instant(stamp)


def _known(made: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in made.items() if value not in (None, "", [])}


def _shortened(headline: str) -> str:
    return headline if len(headline) <= _HEADLINE else headline[: _HEADLINE - 1].rstrip() + "…"


def _publisher(desk: Desk) -> dict[str, Any]:
    """Who publishes, with the pages that say how: only those that the site has."""
    made = {
        "@type": "NewsMediaOrganization",
        "name": plain(desk.house.publisher or desk.site_name),
        "url": desk.house.address(f"{desk.lang}/index.html"),
    }
    pages = {
        "publishingPrinciples": "about",
        "verificationFactCheckingPolicy": "about",
        "correctionsPolicy": "corrections",
    }
    return _known(made | {name: _of_site(desk, page) for name, page in pages.items()})


def _cited(desk: Desk, article: Article) -> dict[str, Any]:
    """A source as a work: whose, in which language, of which day, where."""
    return _known(
        {
            "@type": "CreativeWork",
            "name": plain(article.headline or desk.outlet(article)),
            "publisher": {"@type": "Organization", "name": plain(desk.outlet(article))},
            "inLanguage": TAGS.get(article.lang or "", article.lang),
            "datePublished": article.published,
            "url": web_address(article.url),
        }
    )


def _events(desk: Desk, story: Story, report: Report) -> Iterator[dict[str, Any]]:
    """The encounters that the headline or the lead tells, as the record has them."""
    told = (report.headline, *(s for s in report.sentences if s.section == "lead"))
    passages = {(a.article, a.start, a.end) for s in told for a in s.anchors}
    for row in desk.rows_of.get(story.id, ()):
        is_event = row.kind in ("meeting", "visit", "call") or (
            row.kind == "plan" and row.status in ("pending", *_STATUS)
        )
        at = {(a.article, a.start, a.end) for a in row.anchors}
        if is_event and row.polarity == "positive" and at & passages and row.title.get(desk.lang):
            yield _event(desk, row)


def _event(desk: Desk, row: RecordRow) -> dict[str, Any]:
    people = [p for p in row.participants if (e := desk.entities.get(p.entity)) is not None and e.kind == "person"]
    return _known(
        {
            "@type": "Event",
            "name": plain(row.title[desk.lang]),
            **(_days(row.time) if row.time is not None else {}),
            "eventStatus": f"https://schema.org/{_STATUS.get(row.status or '', 'EventScheduled')}",
            "location": {"@type": "Place", "name": plain(desk.place_name(row.place))} if row.place else None,
            "attendee": [{"@type": "Person", "name": plain(desk.name_of(p.entity))} for p in people],
        }
    )


def _days(time: DateValue) -> dict[str, str]:
    """The day or days of an event; a month or a year as such, and nothing where the days are not known."""
    first, _, last = (time.edtf or "").partition("/")
    if not _DATE.fullmatch(first) or (last and not _DATE.fullmatch(last)):
        return {}
    if last and time.mod:  # one of those days, not all of them
        return {}
    return {"startDate": first} | ({"endDate": last} if last else {})


def _page(desk: Desk, lang: str, story: Story) -> str:
    """The address of a story's page: a full one where the site has a base, else from the page itself."""
    return desk.house.address(f"{lang}/stories/{story.id}.html") or f"../../{lang}/stories/{story.id}.html"


def _of_site(desk: Desk, page: str) -> str:
    return desk.house.address(f"{desk.lang}/{page}.html") or f"../{page}.html"
