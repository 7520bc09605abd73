"""What machines read of the site: feeds, sitemaps, ninjs, story data, robots.txt, the TDM reservation."""

from __future__ import annotations

import json
import re
from html import unescape
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import feedparser
import pytest
from edition import LANGS, make_edition, make_whole_edition
from jsonschema import Draft202012Validator
from lxml import etree
from msgspec.structs import replace

from dateline.model import Review
from dateline.publish import build_pages, discovery
from dateline.publish.house import House
from dateline.publish.sitedata import SiteData
from dateline.publish.view import TAGS

SCHEMAS = Path(__file__).parents[1] / "fixtures" / "schemas"
HOUSE = House(title="Harbour Desk", base_url="https://desk.example/news", contact="mailto:desk@desk.example")
MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def build(data: SiteData) -> dict[str, bytes]:
    return {page.path: page.data for page in build_pages(data)}


@pytest.fixture(scope="module")
def bare() -> dict[str, bytes]:
    return build(make_edition())


@pytest.fixture(scope="module")
def housed() -> dict[str, bytes]:
    return build(replace(make_edition(), house=HOUSE))


def schema(name: str) -> Any:
    return Draft202012Validator(json.loads((SCHEMAS / name).read_text(encoding="utf-8")))


@pytest.mark.parametrize("lang", LANGS)
def test_every_report_is_a_valid_ninjs_item_with_its_label(housed: dict[str, bytes], lang: str) -> None:
    items = [
        json.loads(data) for path, data in housed.items() if path.startswith(lang) and path.endswith(".ninjs.json")
    ]
    assert items
    for item in items:
        schema("ninjs-schema_3.1.json").validate(item)
        assert item["uri"].startswith("https://desk.example/news/")
        assert item["descriptions"][0]["role"] == "label"
        assert item["digitalSourceType"]["literal"] in ("algorithmicMedia", "trainedAlgorithmicMedia")
        assert item["bodies"][0]["charCount"] == len(item["bodies"][0]["value"])


@pytest.mark.parametrize("lang", LANGS)
def test_json_feeds_are_valid_with_and_without_an_address(
    bare: dict[str, bytes], housed: dict[str, bytes], lang: str
) -> None:
    for site in (bare, housed):
        feed = json.loads(site[f"{lang}/feed.json"])
        schema("jsonfeed-1.1.schema.json").validate(feed)
        assert feed["items"]
        for item in feed["items"]:
            assert item["summary"].startswith(item["_dateline"]["label"])
            assert item["content_text"]
    assert "home_page_url" in json.loads(housed[f"{lang}/feed.json"])


@pytest.mark.parametrize("lang", LANGS)
def test_rss_has_full_addresses_and_the_machine_mark(
    bare: dict[str, bytes], housed: dict[str, bytes], lang: str
) -> None:
    assert f"{lang}/rss.xml" not in bare
    feed = feedparser.parse(housed[f"{lang}/rss.xml"])
    assert not feed.bozo
    assert feed.feed.language == TAGS[lang]
    for entry in feed.entries:
        assert entry.id == entry.link
        assert entry.link.startswith(f"https://desk.example/news/{lang}/stories/")
        assert entry.published_parsed
        assert any(tag.scheme and tag.scheme.endswith("digitalsourcetype/") for tag in entry.tags)


def test_sitemaps_name_every_page_and_its_sisters(bare: dict[str, bytes], housed: dict[str, bytes]) -> None:
    assert not {"sitemap.xml", "news-sitemap.xml"} & set(bare)
    urls = ElementTree.fromstring(housed["sitemap.xml"]).findall(f"{MAP}url")
    named = {url.findtext(f"{MAP}loc") for url in urls}
    assert named == {f"https://desk.example/news/{p}" for p in housed if p.endswith(".html") and p != "404.html"}
    sisters = {len(url) - 1 for url in urls if "/stories/s1.html" in (url.findtext(f"{MAP}loc") or "")}
    assert sisters == {len(LANGS) + 1}  # and the one for all other languages
    news = ElementTree.fromstring(housed["news-sitemap.xml"]).findall(f"{MAP}url")
    assert news
    assert {url.findtext(f"{MAP}loc") for url in news} <= named
    assert b"Sitemap: https://desk.example/news/sitemap.xml" in housed["robots.txt"]
    assert b"Sitemap" not in bare["robots.txt"]


def test_the_reservation_is_where_miners_look(bare: dict[str, bytes]) -> None:
    assert json.loads(bare[".well-known/tdmrep.json"]) == [{"location": "/", "tdm-reservation": 0}]


@pytest.mark.parametrize("lang", LANGS)
def test_story_data_says_what_each_sentence_rests_on(bare: dict[str, bytes], lang: str) -> None:
    edition = make_edition()
    texts = {a.id: a.text for a in edition.articles}
    data = json.loads(bare[f"{lang}/stories/s1.json"])
    assert data["label"]
    assert {s["article"] for s in data["sources"]} <= set(texts)
    for sentence in data["sentences"]:
        assert sentence["anchors"]
        assert all(0 <= a["start"] < a["end"] <= len(texts[a["article"]]) for a in sentence["anchors"])
    assert {f["id"] for f in data["facts"]} == {f.id for f in edition.facts if f.story == "s1"}


def test_every_page_names_the_house_and_its_address_for_complaints(housed: dict[str, bytes]) -> None:
    for path, data in housed.items():
        if path.endswith(".html"):
            assert b"mailto:desk@desk.example" in data, path
            assert b"Harbour Desk" in data, path
    hostile = build(replace(make_edition(), house=replace(HOUSE, contact="javascript:alert(1)")))
    assert not [p for p, data in hostile.items() if b"javascript:alert" in data]


def test_the_archive_has_every_story_under_its_day(bare: dict[str, bytes]) -> None:
    for lang in LANGS:
        stories = {p.rsplit("/", 1)[1] for p in bare if p.startswith(f"{lang}/stories/") and p.endswith(".html")}
        days = [data.decode() for p, data in bare.items() if p.startswith(f"{lang}/archive/2")]
        assert all(any(f'href="../stories/{s}"' in day for day in days) for s in stories)


def test_only_the_search_page_may_run_a_script(bare: dict[str, bytes]) -> None:
    for path, data in bare.items():
        if path.endswith(".html"):
            assert (b"script-src" in data) == path.endswith("search.html"), path


def grammar(name: str) -> etree.RelaxNG:
    return etree.RelaxNG(etree.parse(SCHEMAS / name))


@pytest.mark.parametrize("lang", LANGS)
def test_feeds_are_as_their_formats_say(bare: dict[str, bytes], housed: dict[str, bytes], lang: str) -> None:
    for site in (bare, housed):
        grammar("atom.rng").assertValid(etree.fromstring(site[f"{lang}/feed.xml"]))
    grammar("rss.rng").assertValid(etree.fromstring(housed[f"{lang}/rss.xml"]))


def test_sitemaps_are_as_the_protocol_says(housed: dict[str, bytes]) -> None:
    for name in ("sitemap.xml", "news-sitemap.xml"):
        grammar("sitemap.rng").assertValid(etree.fromstring(housed[name]))
    broken = housed["sitemap.xml"].replace(b"<loc>https", b"<loc>ftp", 1)
    assert not grammar("sitemap.rng").validate(etree.fromstring(broken))


ATOM = {"a": "http://www.w3.org/2005/Atom"}
AT = "2026-05-08T10:00:00+00:00"


def reviewed(data: SiteData, *, edited: bool) -> SiteData:
    made = tuple(
        Review(
            id=f"v-{lang}", act="approve", story="s1", lang=lang, digest="d", by="Ada Fell", role="editor", at=AT,
            scope=("facts", "sources"), responsible="Harbour Press", edited=edited,
        )
        for lang in LANGS
    )  # fmt: skip
    return replace(data, reviews=made, house=HOUSE)


@pytest.mark.parametrize("state", ["none", "checked", "edited"])
def test_every_form_has_the_review_state_as_data_and_in_words(state: str, housed: dict[str, bytes]) -> None:
    site = housed if state == "none" else build(reviewed(make_edition(), edited=state == "edited"))
    for lang in LANGS:
        data = json.loads(site[f"{lang}/stories/s1.json"])
        schema("ai-label.schema.json").validate(data["ai_label"])
        assert (data["ai_label"]["level"], data["ai_label"]["review"]["state"]) == ("rule_generated", state)
        assert list(data)[:4] == ["schema", "label", "disclosure", "digital_source_type"]
        item = json.loads(site[f"{lang}/stories/s1.ninjs.json"])
        schema("ninjs-schema_3.1.json").validate(item)
        told = {d["role"]: d["value"] for d in item["descriptions"]}
        assert told["review-state"] == state
        feed = json.loads(site[f"{lang}/feed.json"])
        (of_feed,) = (i for i in feed["items"] if i["id"] == f"urn:dateline:s1:{lang}")
        assert of_feed["_dateline"]["review"] == state
        entry = etree.fromstring(site[f"{lang}/feed.xml"]).xpath(f"//a:entry[a:id='{of_feed['id']}']", namespaces=ATOM)[
            0
        ]
        (term,) = entry.xpath("a:category[@scheme='urn:dateline:review']/@term", namespaces=ATOM)
        assert term == state
        page = site[f"{lang}/stories/s1.html"].decode()
        ld = json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', page, re.S)[1])  # type: ignore[index]
        assert ("editor" in ld) == (state != "none")
        for words in (told["label"], of_feed["summary"], of_feed["content_text"], page, ld["creditText"]):
            assert ("Ada Fell" in words) == (state != "none")


def entry_times(site: dict[str, bytes], lang: str, id: str) -> tuple[set[str], set[str]]:
    """The days of first publication and of change that all the forms give a report."""
    (item,) = (i for i in json.loads(site[f"{lang}/feed.json"])["items"] if i["id"] == f"urn:dateline:{id}:{lang}")
    (entry,) = etree.fromstring(site[f"{lang}/feed.xml"]).xpath(f"//a:entry[a:id='{item['id']}']", namespaces=ATOM)
    (rss,) = (e for e in feedparser.parse(site[f"{lang}/rss.xml"]).entries if e.id.endswith(f"/{id}.html"))
    ninjs = json.loads(site[f"{lang}/stories/{id}.ninjs.json"])
    first = {
        item["date_published"][:10],
        entry.findtext("a:published", namespaces=ATOM)[:10],
        ninjs["firstCreated"][:10],
    }
    first.add("{:04}-{:02}-{:02}".format(*rss.published_parsed))
    changed = {
        item["date_modified"][:10],
        entry.findtext("a:updated", namespaces=ATOM)[:10],
        ninjs["versionCreated"][:10],
    }
    return first, changed


def test_what_is_corrected_or_withdrawn_keeps_id_and_first_day_and_its_time_of_change_moves() -> None:
    data = make_whole_edition()
    firsts = {f"{story}/{lang}": "2026-05-07T01:00:00Z" for story in ("s1", "s9") for lang in LANGS}
    site = build(replace(data, house=HOUSE, firsts=firsts))
    for lang in LANGS:
        assert entry_times(site, lang, "s1") == ({"2026-05-07"}, {"2026-05-09"})
        assert entry_times(site, lang, "s9") == ({"2026-05-07"}, {"2026-05-09"})
        gone = json.loads(site[f"{lang}/stories/s9.ninjs.json"])
        schema("ninjs-schema_3.1.json").validate(gone)
        assert (gone["pubStatus"], "bodies" in gone, "headlines" in gone) == ("canceled", False, False)
        corrected = json.loads(site[f"{lang}/stories/s1.json"])["corrections"][0]["words"]
        for form in ("feed.xml", "rss.xml", "feed.json", "stories/s1.ninjs.json", "stories/s1.html"):
            assert corrected.split("12")[0][:12] in unescape(site[f"{lang}/{form}"].decode()), form


def test_machines_are_told_the_same_sisters_by_pages_and_sitemap_in_full(housed: dict[str, bytes]) -> None:
    link = "{http://www.w3.org/1999/xhtml}link"
    of_map = {
        url.findtext(f"{MAP}loc"): {(x.get("hreflang"), x.get("href")) for x in url.iter(link)}
        for url in ElementTree.fromstring(housed["sitemap.xml"])
    }
    for path, data in housed.items():
        address = f"https://desk.example/news/{path}"
        if address in of_map:
            told = re.findall(r'<link rel="alternate" hreflang="([^"]+)" href="([^"]+)"', data.decode())
            assert set(told) == of_map[address], path
            assert all(href in of_map for _, href in told)


@pytest.mark.parametrize(("at", "found"), [("2026-05-08T00:00:00Z", 5), ("2026-05-10T00:00:01Z", 0), ("", 5)])
def test_news_are_those_of_two_days_before_the_edition(at: str, found: int) -> None:
    data = replace(make_edition(), house=HOUSE, at=at)
    news = ElementTree.fromstring(build(data)["news-sitemap.xml"])
    named = [e.text for e in news.iter("{http://www.google.com/schemas/sitemap-news/0.9}language")]
    assert len(named) == found
    assert set(named) <= {"en", "ja", "ko", "zh-cn"}


def test_more_pages_than_a_sitemap_may_have_are_parted(
    monkeypatch: pytest.MonkeyPatch, housed: dict[str, bytes]
) -> None:
    monkeypatch.setattr(discovery, "_MOST_PAGES", 10)
    site = build(replace(make_edition(), house=HOUSE))
    parts = [e.text.rsplit("/", 1)[1] for e in ElementTree.fromstring(site["sitemap.xml"]).iter(f"{MAP}loc") if e.text]
    assert parts[0] == "sitemap-1.xml"
    rows = [url for name in parts for url in ElementTree.fromstring(site[name])]
    assert len(rows) == len(ElementTree.fromstring(housed["sitemap.xml"]))


def test_words_of_a_source_are_no_markup_in_a_feed_reader() -> None:
    data = make_edition()
    evil = tuple(
        replace(r, sentences=(replace(r.sentences[0], text="A <img src=x onerror=alert(1)> & B"), *r.sentences[1:]))
        for r in data.reports
    )
    site = build(replace(data, reports=evil, house=HOUSE))
    for item in etree.fromstring(site["en/rss.xml"]).iter("item"):
        for part in (item.find("description"), item.find("{http://purl.org/rss/1.0/modules/content/}encoded")):
            assert "<img" not in part.text
            assert "&lt;img src=x onerror=alert(1)&gt; &amp; B" in part.text
    for entry in etree.fromstring(site["en/feed.xml"]).findall("a:entry", ATOM):
        assert "<img" not in entry.findtext("a:content", namespaces=ATOM)


def test_a_json_feed_stays_below_what_readers_take() -> None:
    data = make_edition()
    long = next(s for s in data.reports if s.lang == "ko" and s.story == "s1")
    many = [replace(data.stories[0], id=f"m{n}", follows=(), related=()) for n in range(100)]
    told = tuple(replace(long.sentences[0], text="발렌 장관은 말했다. " * 120) for _ in range(2))
    site = build(
        replace(
            data, langs=("ko",), stories=tuple(many), facts=(), records=(),
            reports=tuple(replace(long, id=s.id, story=s.id, sentences=told) for s in many),
        )
    )  # fmt: skip
    assert 150_000 < len(site["ko/feed.json"]) < 250_000
    assert len(json.loads(site["ko/feed.json"])["items"]) > 5


@pytest.mark.parametrize("lang", LANGS)
def test_evidence_is_annotations_whose_places_hold_and_whose_words_the_page_shows(
    housed: dict[str, bytes], lang: str
) -> None:
    texts = {a.url: a.text for a in make_edition().articles}
    made = json.loads(housed[f"{lang}/stories/s1.evidence.jsonld"])
    page = re.sub(r"\s+", " ", unescape(housed[f"{lang}/stories/s1.html"].decode()))
    assert (made["type"], made["@context"][0]) == ("AnnotationPage", "http://www.w3.org/ns/anno.jsonld")
    assert len({i["id"] for i in made["items"]}) == len(made["items"]) == 3
    for item in made["items"]:
        assert f'id="{item["target"]["selector"]["value"]}"' in page
        assert item["verdict"] in ("corroborated", "single_origin")
        for body in item["body"]:
            *quoted, position = body["selector"]
            exact = texts[body["source"]][position["start"] : position["end"]]
            assert exact.strip()
            assert all(q["exact"] in exact and q["exact"] in page for q in quoted)


def test_the_reservation_is_for_the_sites_own_folder(housed: dict[str, bytes]) -> None:
    assert json.loads(housed[".well-known/tdmrep.json"])[0]["location"] == "/news/"


@pytest.mark.parametrize("lang", LANGS)
def test_what_search_engines_are_told_is_what_the_edition_has(housed: dict[str, bytes], lang: str) -> None:
    page = housed[f"{lang}/stories/s1.html"].decode()
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', page, re.S)
    assert found
    told = json.loads(found[1])
    assert (told["@type"], told["inLanguage"]) == ("NewsArticle", TAGS[lang])
    assert told["digitalSourceType"] == "https://schema.org/AlgorithmicMediaDigitalSource"
    assert told["author"]["@type"] == "Organization"
    assert "editor" not in told
    (met,) = (e for e in told["about"] if e["name"] == f"r-met {lang}")
    assert met["startDate"] == "2026-05-06"
    assert [s["url"] for s in told["citation"]] == told["isBasedOn"]
    known = {f"https://desk.example/news/{p}" for p in housed}
    policies = [v for k, v in told["publisher"].items() if k.endswith(("Policy", "Principles"))]
    assert {*policies, told["url"], told["author"]["url"], *(w["url"] for w in told["workTranslation"])} <= known
