"""What machines read of the site: feeds, sitemaps, ninjs, story data, robots.txt, the TDM reservation."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import feedparser
import pytest
from edition import LANGS, make_edition
from jsonschema import Draft202012Validator
from lxml import etree
from msgspec.structs import replace

from dateline.publish import build_pages
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
