"""The site: every page of an edition, and the writing of what has changed."""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Iterable, Iterator
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

from msgspec import Struct

from dateline.model import Fact, RecordRow, Report, Story
from dateline.publish.metadata import atom_feed, news_article
from dateline.publish.pictures import Moment, timeline_svg
from dateline.publish.view import MARKS, SELF_NAMES, TAGS, Desk, QuoteBudget, SiteData

VERSION = "1"
CSP = "default-src 'none'; style-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'none'"


class Page(Struct, frozen=True):
    """A file of the site: its path below the site's folder and its bytes."""

    path: str
    data: bytes


def build_pages(data: SiteData) -> Iterator[Page]:
    """Every page of the edition, in every language; a pure function of ``data``."""
    yield Page("style.css", resources.files("dateline.publish").joinpath("assets", "style.css").read_bytes())
    yield Page("robots.txt", b"User-agent: *\nAllow: /\n")
    desks = [Desk(data, lang) for lang in data.langs]
    for desk in desks:
        ordered = sorted((s for s in data.stories if s.id in desk.reports), key=desk.story_weight, reverse=True)
        cards = [_card(desk, story) for story in ordered]
        pairs = _pairs(desk)
        shared: dict[str, Any] = {"pairs": pairs}
        yield _page(f"{desk.lang}/index.html", "front.html", desk, cards=cards, **shared)
        yield _page(f"{desk.lang}/about.html", "about.html", desk, **shared)
        feed = atom_feed(desk, ordered)
        yield Page(f"{desk.lang}/feed.xml", feed)
        for story in ordered:
            yield _story_page(desk, story)
        for pair in pairs:
            yield _page(f"{desk.lang}/pairs/{pair['id']}.html", "pair.html", desk, up="../", pair=pair, **shared)
    if desks:
        first = desks[0]
        cards = [_card(first, s) for s in sorted(
            (s for s in data.stories if s.id in first.reports), key=first.story_weight, reverse=True)]  # fmt: skip
        yield _page("index.html", "front.html", first, root=True, cards=cards, pairs=_pairs(first))


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


def _page(path: str, template: str, desk: Desk, *, up: str = "", root: bool = False, **values: Any) -> Page:
    depth = path.count("/")
    top = "../" * depth
    context = {
        "t": desk.words,
        "lang": desk.lang,
        "tag": TAGS[desk.lang],
        "top": top,
        "here": f"{desk.lang}/" if root else up,
        "csp": CSP,
        "marks": MARKS,
        "editions": [
            {
                "lang": code,
                "tag": TAGS[code],
                "name": SELF_NAMES[code],
                "href": _edition_href(path, code, desk.lang, top, root),
            }
            for code in desk.data.langs
        ],
        **values,
    }
    return Page(path, _templates().get_template(template).render(context).encode("utf-8"))


def _edition_href(path: str, code: str, lang: str, top: str, root: bool) -> str:
    inner = "index.html" if root else path.split("/", 1)[1]
    return f"{top}{code}/{inner}"


def _card(desk: Desk, story: Story) -> dict[str, Any]:
    report = desk.reports[story.id]
    return {
        "href": f"stories/{story.id}.html",
        "headline": report.headline.text,
        "standfirst": report.standfirst.text
        if report.standfirst
        else (report.sentences[0].text if report.sentences else ""),
        "support": desk.support_words(report.headline),
        "mark": MARKS.get(report.headline.support or "", ""),
        "banner": report.banner,
        "day": desk.day(_newest(desk, story)),
    }


def _newest(desk: Desk, story: Story) -> str | None:
    return max((p for a in story.articles if (p := desk.articles[a].published)), default=None)


def _story_page(desk: Desk, story: Story) -> Page:
    report = desk.reports[story.id]
    facts = {f.id: f for f in desk.facts.get(story.id, [])}
    budget = QuoteBudget()
    sections: dict[str, list[dict[str, Any]]] = {}
    shown = (*([report.standfirst] if report.standfirst else []), *report.sentences)
    for number, sentence in enumerate(shown, start=1):
        sections.setdefault(sentence.section, []).append(
            {
                "id": f"s{number}",
                "text": sentence.text,
                "mark": MARKS.get(sentence.support or "", ""),
                "support": desk.support_words(sentence),
                "kind": sentence.support or "",
                "passages": desk.passages(sentence.anchors, budget),
            }
        )
    values: dict[str, Any] = {
        "story": story,
        "report": report,
        "headline_support": desk.support_words(report.headline),
        "headline_mark": MARKS.get(report.headline.support or "", ""),
        "sections": sections,
        "disputed": [_dispute(desk, f) for f in facts.values() if f.support == "disputed" and f.values],
        "timeline": timeline_svg(_moments(desk, story, report, facts), str(desk.words["timeline"])),
        "sources": [_source(desk, a) for a in story.articles],
        "related": _related(desk, story),
        "json_ld": _script_json(news_article(desk, story, report)),
        "as_of": desk.day(_newest(desk, story)),
        "pairs": _pairs(desk),
    }
    return _page(f"{desk.lang}/stories/{story.id}.html", "story.html", desk, up="../", **values)


def _script_json(value: object) -> str:
    """JSON that may stand inside a script element: no character of it can end the element."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return text.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e")


def _dispute(desk: Desk, fact: Fact) -> dict[str, Any]:
    values = []
    for value in fact.values:
        names = []
        for origin_id in value.origins:
            origin = desk.origins.get(origin_id)
            outlets = [desk.outlet(desk.articles[a]) for a in origin.articles if a in desk.articles] if origin else []
            names.append((origin.name if origin and origin.name else None) or (outlets[0] if outlets else origin_id))
        values.append({"value": _value_words(desk, value.value, value.unit), "who": ", ".join(dict.fromkeys(names))})
    cause = desk.words.get(f"cause_{fact.cause}", "") if fact.cause else ""
    return {"what": fact_title(desk, fact), "values": values, "cause": cause}


def fact_title(desk: Desk, fact: Fact) -> str:
    """A fact in this language: the sentence of the report that carries it, else nothing but its own words' outlet."""
    report = desk.reports.get(fact.story)
    if report:
        for sentence in (*report.sentences, report.headline):
            if fact.id in sentence.facts:
                return sentence.text
    for row in desk.data.records:
        if set(row.anchors) & set(fact.anchors) and row.title.get(desk.lang):
            return row.title[desk.lang]
    return str(desk.words.get(f"slot_{fact.slot}", "")) or "—"


def _value_words(desk: Desk, value: str, unit: str | None) -> str:
    from dateline.lang.data import load_table

    if len(value) >= 10 and value[4:5] == "-" and value[7:8] == "-":
        return desk.day(value)
    if unit in ("place", None) and ("/" in value or (len(value) == 2 and value.isupper())):
        return desk.place_name(value)
    units = load_table(desk.lang, "units")
    entry = units.get(unit or "", {})
    label = entry.get("label", "") if isinstance(entry, dict) else ""
    return f"{value} {label}".strip() if desk.lang == "en" else f"{value}{label}"


def _moments(desk: Desk, story: Story, report: Report, facts: dict[str, Fact]) -> list[Moment]:
    found: dict[tuple[str, str], Moment] = {}
    for sentence in report.sentences:
        for fact_id in sentence.facts:
            fact = facts.get(fact_id)
            when = fact.slots.time if fact and fact.slots else None
            if fact is None or fact.slots is None or when is None or not when.earliest:
                continue
            if fact.slots.kind not in ("meeting", "visit", "call", "agreement", "signing", "appointment", "other"):
                continue
            day = desk.day(when.earliest)
            if when.latest and when.latest[:10] != when.earliest[:10]:
                day = f"{day[: day.rfind(' ')] if desk.lang == 'ko' else day} –"
            planned = fact.slots.realis != "actual"
            found.setdefault((when.earliest, sentence.text), Moment(when.earliest, day, sentence.text, planned))
    return list(found.values())


def _source(desk: Desk, article_id: str) -> dict[str, Any]:
    article = desk.articles[article_id]
    url = article.url if article.url and article.url.startswith(("http://", "https://")) else None
    day = desk.day(article.published)
    if article.published_basis == "inferred":
        day = f"{day} ({desk.words['inferred']})"
    return {
        "outlet": desk.outlet(article),
        "headline": article.headline or "",
        "tag": TAGS.get(article.lang or "en", "en"),
        "day": day,
        "origin": desk.origin_words(article),
        "why": desk.placements[article_id].why if article_id in desk.placements else (),
        "href": url,
    }


def _related(desk: Desk, story: Story) -> dict[str, list[dict[str, str]]]:
    def rows(links: Iterable[tuple[str, str]]) -> list[dict[str, str]]:
        return [
            {"href": f"{other}.html", "headline": desk.reports[other].headline.text, "why": why}
            for other, why in links
            if other in desk.reports
        ]

    return {"follows": rows(story.follows), "related": rows(story.related)}


def _pairs(desk: Desk) -> list[dict[str, Any]]:
    """One entry a pair of countries that the record knows: meetings, agreements, open pledges, next plans."""
    grouped: dict[tuple[str, str], list[RecordRow]] = {}
    for row in desk.data.records:
        codes = sorted({c for c in row.countries if len(c) == 2})
        for first in range(len(codes)):
            for second in range(first + 1, len(codes)):
                grouped.setdefault((codes[first], codes[second]), []).append(row)
    pairs = []
    for (a, b), rows in sorted(grouped.items()):
        budget = QuoteBudget()
        title = f"{desk.country_name(a)} – {desk.country_name(b)}"
        meetings = [
            r for r in rows if r.kind in ("meeting", "visit", "call") and r.slots and r.slots.realis == "actual"
        ]
        planned = [r for r in rows if r.kind == "plan" or (r.slots is not None and r.slots.realis == "planned")]
        pairs.append(
            {
                "id": f"{a}-{b}",
                "title": title,
                "count": len(rows),
                "meetings": _rows(desk, meetings, budget),
                "agreements": _rows(desk, [r for r in rows if r.kind in ("agreement", "signing")], budget),
                "pledges": _rows(desk, [r for r in rows if r.kind == "pledge"], budget),
                "plans": _rows(desk, planned, budget),
            }
        )
    return pairs


def _rows(desk: Desk, rows: Iterable[RecordRow], budget: QuoteBudget) -> list[dict[str, Any]]:
    made = []
    for row in sorted(rows, key=lambda r: ((r.time.earliest or "") if r.time else "", r.id), reverse=True):
        title = row.title.get(desk.lang)
        if not title:
            continue
        made.append(
            {
                "id": row.id,
                "title": title,
                "day": desk.day(row.time.earliest) if row.time and row.time.earliest else "",
                "place": desk.place_name(row.place),
                "status": desk.words.get(f"status_{row.status}", "") if row.status else "",
                "weak": row.weak_evidence,
                "origins": row.origins,
                "story": f"stories/{row.story}.html" if row.story in desk.reports else None,
                "passages": desk.passages(row.anchors, budget, most=2),
            }
        )
    return made


@cache
def _templates() -> Any:
    from jinja2 import Environment, PackageLoader, StrictUndefined

    return Environment(
        loader=PackageLoader("dateline.publish", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
