"""The site's pages as pure functions of an edition made by hand."""

from __future__ import annotations

import json
import re
from pathlib import Path
from posixpath import dirname, join, normpath
from typing import Any

import feedparser
import pytest
from edition import LANGS, MAY_6, make_audit, make_edition, with_audit
from hypothesis import given
from hypothesis import strategies as st
from lxml import html
from msgspec.structs import replace

from dateline.lang.data import load_table
from dateline.lang.render import load_grammar
from dateline.model import Anchor, Fact, FactValue, Name, Occupancy, Participant, Party, Slots
from dateline.publish import House, SiteData, audit_page, build_pages, write_site
from dateline.publish.markup import with_quoted
from dateline.publish.pictures import meetings_svg, wrap_label
from dateline.publish.quoting import QuoteBudget, fragment_link
from dateline.publish.view import TAGS, Desk

NASTY = "a\"b'<script>alert(1)</script>&amp;\u202e\u2066x\x08"


def build(data: SiteData) -> dict[str, bytes]:
    return {page.path: page.data for page in build_pages(data)}


def parse(page: bytes) -> Any:
    return html.document_fromstring(page.decode("utf-8"))


@pytest.fixture(scope="module")
def site() -> dict[str, bytes]:
    return build(make_edition())


def test_every_link_within_the_site_leads_somewhere() -> None:
    site = build(with_audit(make_edition()))
    for path in (p for p in site if p.endswith(".html")):
        tree = parse(site[path])
        ids = {e.get("id") for e in tree.iter() if e.get("id")}
        for href in (e.get("href") for e in tree.iter() if e.get("href")):
            if href.startswith(("http", "data:")):
                continue
            if href.startswith("#"):
                assert href[1:] in ids, (path, href)
            else:
                assert normpath(join("/", dirname(path), href))[1:] in site, (path, href)


def test_blocked_stories_have_no_page_and_no_link(site: dict[str, bytes]) -> None:
    assert not [p for p in site if "s2" in p]
    assert not [p for p, data in site.items() if b"s2.html" in data or b"gone.html" in data]


def test_alternates_are_reciprocal_and_name_a_default(site: dict[str, bytes]) -> None:
    found: dict[str, set[tuple[str, str]]] = {}
    for path in (p for p in site if p.endswith(".html")):
        links = parse(site[path]).xpath("//link[@rel='alternate'][@hreflang]")
        found[path] = {(e.get("hreflang"), normpath(join(dirname(path), e.get("href")))) for e in links}
        assert any(tag == "x-default" for tag, _ in found[path]) == (path != "404.html"), path
    for path, links in found.items():
        for _, other in links:
            assert found[other] == links, (path, other)
    assert {tag for tag, _ in found["en/stories/s3.html"]} == {"en", "x-default"}
    assert {tag for tag, _ in found["ko/stories/s1.html"]} == {*TAGS.values(), "x-default"}


def test_pages_hold_the_words_of_the_rules(site: dict[str, bytes]) -> None:
    for lang in LANGS:
        page = site[f"{lang}/stories/s1.html"]
        assert len(page) < 100_000
        tree = parse(page)
        assert tree.get("lang") == TAGS[lang]
        assert tree.xpath("string(//meta[@name='ai-disclosure']/@content)") == "ai-autonomous"
        assert tree.xpath("//article[@data-ai-disclosure]//*[@role='note']//strong[contains(@class,'badge')]")
        assert [s.get("type") for s in tree.xpath("//script")] == ["application/ld+json"]
        assert not tree.xpath("//@style | //@onclick | //img | //iframe | //form")
        quoted = {(q.get("lang"), q.text_content()) for q in tree.xpath("//q")}
        assert {tag for tag, _ in quoted} == set(TAGS.values())


def test_disputes_are_told_in_words(site: dict[str, bytes]) -> None:
    for lang in LANGS:
        tree = parse(site[f"{lang}/stories/s1.html"])
        what = [p.text_content() for p in tree.xpath("//*[@class='dispute']/p[1]")]
        assert len(set(what)) == 7
        assert not [w for w in what if "—" in w or "slot" in w]
        values = [v.text_content() for v in tree.xpath("//*[@class='values']/li/strong")]
        assert len(values) == 14
        assert not [v for v in values if re.search(r"KR|e1|agreed|positive|signing|2026-", v) and lang != "en"], values
    english = [v.text_content() for v in parse(site["en/stories/s1.html"]).xpath("//*[@class='values']/li/strong")]
    assert english[:6] == ["12 people", "14 people", "May 6, 2026", "May 2026", "Busan", "South Korea"]
    assert english[6:10] == ["Noor Valen", "Seo Haram", "agreed", "talked"]


def test_timeline_marks_what_is_planned_in_words(site: dict[str, bytes]) -> None:
    rows = parse(site["en/stories/s1.html"]).xpath("//ol[@class='timeline']/li")
    assert [r.get("class") for r in rows] == [None, "planned"]
    assert "May 6, 2026" in rows[0].text_content()
    assert "June 2026" in rows[1].text_content()
    assert "planned" in rows[1].text_content()


def test_pair_page_sorts_rows_by_what_came_of_them(site: dict[str, bytes]) -> None:
    tree = parse(site["ja/pairs/KR-SG.html"])

    def rows(section: str) -> list[str]:
        return [li.get("id") for li in tree.xpath(f"//section[@aria-labelledby='{section}']/ul/li")]

    assert rows("meetings") == ["r-met"]
    assert rows("pledges") == ["r-open"]
    assert rows("plans") == ["r-next"]
    assert sorted(rows("outcomes")) == ["r-held", "r-kept"]
    assert "r-met ja" in tree.xpath("string(//li[@id='r-held']//p[@class='outcome'])")
    assert "Noor Valen" in tree.xpath("string(//*[local-name()='svg']/*[local-name()='desc'])")
    assert "../pairs/KR-SG.html" in site["ja/stories/s1.html"].decode()


def test_reasons_are_in_the_language_of_the_edition() -> None:
    desk = Desk(make_edition(), "zh")
    assert (
        desk.reason_words("the same person: Noor Valen; the same place: KR/busan") == "同一人物：瓦伦 · 同一地点：釜山"
    )
    assert desk.reason_words("a reason never heard of: X") == ""


def nasty_edition() -> SiteData:
    data = make_edition()
    reports = tuple(
        replace(
            r,
            headline=replace(r.headline, text=NASTY),
            sentences=tuple(replace(s, text=NASTY) for s in r.sentences),
            banner=(NASTY,),
            written_by=NASTY,
        )
        for r in data.reports
    )
    return replace(
        data,
        articles=tuple(
            replace(a, outlet=NASTY, headline=NASTY, url="javascript:alert(1)", source=f"x/{NASTY}")
            for a in data.articles
        ),
        reports=reports,
        entities=tuple(replace(e, names=tuple(replace(n, text=NASTY) for n in e.names)) for e in data.entities),
        records=tuple(replace(r, title=dict.fromkeys(LANGS, NASTY), outcome=NASTY) for r in data.records),
        origins=tuple(replace(o, name=NASTY, kind="wire") for o in data.origins),
        facts=tuple(
            replace(f, anchors=tuple(Anchor(a.article, a.start, a.end, NASTY) for a in f.anchors)) for f in data.facts
        ),
    )


def test_evidence_says_whose_it_is_in_which_language_and_where() -> None:
    base = make_edition()
    official = replace(base.origins[0], kind="official", name="Ministry of Transport", of="SG")
    rewritten = replace(base.placements[2], independent=False, origin_kind="ai_rewrite")
    placed = (replace(base.placements[0], origin_kind="official"), base.placements[1], rewritten, base.placements[3])
    site = build(replace(base, origins=(official, *base.origins[1:]), placements=placed))
    told = {
        "en": ("in Japanese", "side: Singapore"),
        "ja": ("日本語", "シンガポール側"),
        "ko": ("일본어", "싱가포르 측"),
        "zh": ("日语", "新加坡方面"),
    }
    for lang, (language, side) in told.items():
        tree = parse(site[f"{lang}/stories/s1.html"])
        rows = tree.xpath("//*[@id='e-s1']//li")
        assert [r.xpath("string(q/@lang)") for r in rows][-1] == "ko", "what is not independent comes last"
        shown = {r.xpath("string(q/@lang)"): r.text_content() for r in rows}
        assert language in shown["ja"]
        assert side in shown["en"]
        assert side not in shown["ja"]
        first = base.articles[1].text.index("\n") + 2
        assert f"{first}" in shown["ja"], "places are counted from one"
        assert [a.get("aria-details") for a in tree.xpath("//h1/a")] == ["e-s0"]
        assert tree.xpath("//*[@id='e-s0']//q")


def test_a_report_is_announced_with_its_label_wherever_it_is_shown(site: dict[str, bytes]) -> None:
    for path, page in ((p, d) for p, d in site.items() if p.endswith(".html")):
        tree = parse(page)
        words = load_table(tree.get("lang").split("-")[0], "site")
        told = [
            tree.xpath(f"string(//meta[@{name}]/@content)")
            for name in ("name='description'", "property='og:description'")
        ]
        start = (
            f"{words['label']}{words['label_stop']}{words['unreviewed']}"
            if "/stories/" in path
            else words["label_site"]
        )
        assert all(words_.startswith(start) for words_ in told), path
        assert tree.xpath("string(//meta[@property='og:title']/@content)") == tree.xpath("string(//title)")
        assert words["contact"] in tree.xpath("string(//footer)"), path
        assert len(tree.xpath("//header//a[@hreflang]")) == len(LANGS), path
        for card in tree.xpath("//*[contains(@class, 'card') and contains(@class, 'report')]"):
            assert card.xpath("string(.//*[contains(@class, 'badge')])") == words["label"], path


def test_numbers_have_words_for_what_they_count_in_every_language() -> None:
    values = tuple(FactValue(value=v, unit="minutes", origins=("oko",)) for v in ("180", "90"))
    long = Fact(id="f9", story="s1", text="", support="disputed", slot="number", values=values)
    site = build(make_edition(facts=(long,)))
    said = {"en": "180 minutes", "ja": "180分間", "ko": "180분", "zh": "180分钟"}
    for lang, words in said.items():
        tree = parse(site[f"{lang}/stories/s1.html"])
        assert tree.xpath("string(//*[@class='values']/li/strong)") == words
        assert tree.xpath("string(//*[@class='dispute']//strong)") == load_table(lang, "site")["slot_length"]


def test_people_are_called_as_reports_call_them() -> None:
    forms = (("여운식", "ko"), ("ヨ・ウンシク", "ja"), ("呂雲植", "ja"))
    named = replace(make_edition().entities[0], country="KR", names=tuple(Name(t, lang, 1) for t, lang in forms))
    data = make_edition(entities=(named, make_edition().entities[1]))
    for lang in LANGS:
        assert Desk(data, lang).name_of("e1") == load_grammar(lang).name(named).strip()
    assert Desk(data, "ja").name_of("e1") == "呂雲植"


def test_quoted_words_have_their_language() -> None:
    made = with_quoted("“A <b>” · “회담” · “400” · “会談する” · “双方”", "zh-Hans", "ja")
    assert re.findall(r'<span lang="(\w+)">([^<]*)</span>', made) == [
        ("en", "A &lt;b&gt;"), ("ko", "회담"), ("ja", "会談する"), ("ja", "双方"),
    ]  # fmt: skip


def test_lines_of_who_met_whom_do_not_cross_without_need() -> None:
    picture = meetings_svg({("A", "Z"): 1, ("B", "Y"): 1, ("C", "X"): 2}, "t", "s")
    ends = [(a, b) for a, b in re.findall(r'<line x1="142" y1="(\d+)" x2="218" y2="(\d+)"', picture)]
    assert len(ends) == 3
    assert all(a == b for a, b in ends)


def test_a_page_for_lost_addresses_is_the_same_wherever_it_is_shown(site: dict[str, bytes]) -> None:
    tree = parse(build(make_edition(house=House(base_url="https://desk.example/news/")))["404.html"])
    assert all(h.startswith(("/news/", "#", "data:")) for h in tree.xpath("//@href")), tree.xpath("//@href")
    assert tree.xpath("//section/@lang") == list(TAGS.values())
    assert "404.html" not in build(make_edition(house=House(base_url="https://d.example/")))["sitemap.xml"].decode()


def test_what_sources_say_cannot_become_markup() -> None:
    for path, page in build(nasty_edition()).items():
        text = page.decode("utf-8")
        assert "<script>alert" not in text, path
        assert "javascript:" not in text, path
        assert not re.search("[\u202a-\u202e\u2066-\u2069\x08]", text), path
        if path.endswith("s1.html"):
            tree = parse(page)
            assert len(tree.xpath("//script")) == 1
            assert json.loads(tree.xpath("string(//script)"))["headline"].startswith("a\"b'<script>")
            assert "<script>alert(1)</script>&amp;" in tree.xpath("string(//h1)")
    audit, document, sources, readings = make_audit()
    page = audit_page(
        audit, replace(document, headline=NASTY), [replace(s, outlet=NASTY, url="javascript:1") for s in sources], "en",
        readings=readings,
    )  # fmt: skip
    assert b"<script" not in page
    assert b"javascript:" not in page


def test_json_ld_is_whole_and_has_no_empty_field(site: dict[str, bytes]) -> None:
    for lang in LANGS:
        made = json.loads(parse(site[f"{lang}/stories/s1.html"]).xpath("string(//script)"))
        assert made["@type"] == "NewsArticle"
        assert made["inLanguage"] == TAGS[lang]
        assert made["datePublished"] == made["dateModified"] == "2026-05-07T09:00:00+09:00"
        assert made["author"]["@type"] == "Organization"
        assert made["publisher"]["@type"] == "NewsMediaOrganization"
        assert made["digitalSourceType"] == "https://schema.org/AlgorithmicMediaDigitalSource"
        assert made["isBasedOn"] == [f"https://{code}.example/news/1" for code in LANGS]
        assert len(made["contentLocation"]) == 1
        assert len(made["workTranslation"]) == 3
        assert "null" not in json.dumps(made)
        assert all(value not in ("", [], {}) for value in made.values())
    model = replace(make_edition(), reports=(replace(make_edition().reports[0], written_by="small-1"),))
    page = build(model)["en/stories/s1.html"].decode()
    assert "TrainedAlgorithmicMediaDigitalSource" in page
    assert "AI-generated" in page


def test_feed_is_atom_with_the_label_in_each_entry(site: dict[str, bytes]) -> None:
    for lang in LANGS:
        feed = feedparser.parse(site[f"{lang}/feed.xml"])
        assert not feed.bozo
        assert feed.version == "atom10"
        assert [link.href for link in feed.feed.links if link.rel == "self"] == ["feed.xml"]
        assert len(feed.entries) == (2 if lang == "en" else 1)
        for entry in feed.entries:
            assert entry.author.endswith("(automated)")
            assert entry.tags[0].term == "algorithmicMedia"
            assert entry.summary.startswith(entry.tags[0].label)
            assert entry.updated_parsed is not None
            assert {link.hreflang for link in entry.links if link.rel == "alternate"} <= set(TAGS.values())
    assert not feedparser.parse(build(nasty_edition())["en/feed.xml"]).bozo


def test_a_page_shows_a_tenth_of_a_source_at_most() -> None:
    article = make_edition().articles[0]
    short = replace(article, text=article.text[:700])
    budget = QuoteBudget()
    shown = []
    for start in range(0, 600, 30):
        words = budget.cut(Anchor(short.id, start, start + 30, short.text[start : start + 30]), short)
        shown.append(words)
    assert sum(len(w) for w in set(shown) if w) <= 160
    assert None in shown
    again = Anchor(short.id, 0, 30, short.text[:30])
    assert budget.cut(again, short) == shown[0]


def test_links_lead_to_the_passage() -> None:
    article = replace(make_edition().articles[0], url="https://en.example/a#top")
    link = fragment_link(article, Anchor(article.id, 0, 9, "Kim Min-ho"))
    assert link == "https://en.example/a#:~:text=Kim%20Min%2Dho"
    assert fragment_link(replace(article, url="javascript:alert(1)"), Anchor(article.id, 0, 1, "K")) is None


def test_only_what_changed_is_written(tmp_path: Path) -> None:
    data = make_edition()
    count = len(build(data))
    assert write_site(build_pages(data), tmp_path) == count
    stamps = {p: p.stat().st_mtime_ns for p in tmp_path.rglob("*") if p.is_file()}
    assert write_site(build_pages(data), tmp_path) == 0
    assert stamps == {p: p.stat().st_mtime_ns for p in tmp_path.rglob("*") if p.is_file()}
    fewer = replace(data, reports=tuple(r for r in data.reports if r.story != "s3"))
    write_site(build_pages(fewer), tmp_path)
    assert not (tmp_path / "en/stories/s3.html").exists()
    assert (tmp_path / "en/stories/s1.html").exists()
    assert list(build(data)) == list(build(data))


def test_audit_page_strikes_the_narrowest_words_and_draws_the_ladder() -> None:
    audit, document, sources, readings = make_audit()
    for lang in LANGS:
        tree = parse(audit_page(audit, document, sources, lang, readings=readings))
        assert [d.text_content() for d in tree.xpath("//del")] == ["Seal Harbour Pact"]
        assert tree.xpath("string(//section[@class='lawful']/p)") == "Noor Valen and Seo Haram discuss harbours"
        marks = [
            t.text_content() for t in tree.xpath("//*[local-name()='svg'][@class='ladder']/*[local-name()='text']")
        ]
        assert marks.index("▶") < marks.index("●")
        assert len(tree.xpath("//details/p")) == 1
        assert "1" in tree.xpath("string(//details/summary)")
        assert tree.xpath("//a[@href='#source-1']")
    assert not parse(audit_page(audit, document, sources, "en")).xpath("//figure")


def test_an_audit_is_listed_and_quotes_only_what_its_sources_do_not_bear_out() -> None:
    site = build(with_audit(make_edition()))
    document = make_audit()[1]
    for lang in LANGS:
        listed = parse(site[f"{lang}/audits/index.html"])
        assert listed.xpath("//h2/a/@href") == ["d1.html"]
        assert parse(site[f"{lang}/stories/s1.html"]).xpath("//a[@href='../audits/d1.html']")
        page = parse(site[f"{lang}/audits/d1.html"])
        quoted = [q.text_content() for q in page.xpath("//section[@aria-labelledby='found']//p/q")]
        assert quoted == [document.headline, "It was a triumph."]
        assert [m.text_content() for m in page.xpath("//mark")] == ["Seal Harbour Pact"]
        assert "They met in Busan" not in page.text_content()
        assert page.xpath("//ul[@class='passages']//q")
        assert "Ada Fell" in page.xpath("string(//*[@role='note'])")
        told = load_table(lang, "findings")["messages"]["DL203"].format(words="Seal Harbour Pact", other="")
        assert told in page.text_content()
    unseen = build(with_audit(make_edition(), by="rule"))["ko/audits/d1.html"]
    assert load_table("ko", "site")["unreviewed"] in unseen.decode()
    assert parse(build(make_edition())["ja/audits/index.html"]).xpath("count(//h2)") == 0


@given(st.text(st.sampled_from("ab é漢字한국 -"), max_size=60), st.integers(4, 20))
def test_a_wrapped_label_loses_no_letter(words: str, width: int) -> None:
    lines = wrap_label(words, width)
    assert "".join("".join(lines).split()) == "".join(words.split())
    assert all(sum(2 if ord(c) > 0x2E7F else 1 for c in line) <= width + 1 for line in lines)


def test_labels_wrap_at_words_and_anywhere_in_han() -> None:
    assert wrap_label("Alpha Beta Gamma", 10) == ["Alpha Beta", "Gamma"]
    assert wrap_label("Featherstone-Cholmondeley", 16) == ["Featherstone-", "Cholmondeley"]
    assert wrap_label("漢字仮名交文", 8) == ["漢字仮名", "交文"]
    assert wrap_label("서하람 장관", 8) == ["서하람", "장관"]


def test_office_holders_meetings_and_pledges_have_pages_and_private_persons_none() -> None:
    base = make_edition()
    first = base.articles[0]
    at = first.text.index("Minister")
    held = Occupancy(
        entity="e1", position="transport_minister", of="SG", attested=("2026-05-07",), since="2025-10",
        anchors=(f"{first.id}:{at}:{at + 8}",),
    )  # fmt: skip
    boss = Occupancy(
        entity="e2", position="company_president", attested=("2026-05-07",), anchors=(f"{first.id}:{at}:{at + 8}",)
    )
    people = tuple(Participant(entity=e, name=e, capacity=None) for e in ("e1", "e2"))
    records = tuple(replace(r, participants=people) for r in base.records)
    statement = Slots(kind="statement", rung="asked", actors=(Party(entity="e1", of="SG"),))
    late = replace(statement, time=replace(MAY_6, earliest="2026-05-20", latest="2026-05-20"))
    origins = (
        replace(base.origins[0], kind="official", of="SG"), base.origins[1],
        replace(base.origins[2], kind="official", of="KR"), base.origins[3],
    )  # fmt: skip
    facts = (
        Fact(id="g1", story="s1", text="", support="single_origin", origins=("oen",), slots=statement, anchors=base.facts[0].anchors[:1]),
        Fact(id="g2", story="s1", text="", support="corroborated", origins=("oen", "oko"), slots=statement, anchors=base.facts[0].anchors),
    )  # fmt: skip
    facts += (replace(facts[0], id="g3", slots=late), replace(facts[0], id="g4", slots=replace(statement, actors=())))
    site = build(replace(base, occupancies=(held, boss), records=records, origins=origins, facts=(*base.facts, *facts)))
    assert {p for p in site if p.startswith("ko/people/")} == {"ko/people/e1.html"}
    page = parse(site["ko/people/e1.html"]).xpath("string(//main)")
    assert "2025년 10월" in page
    assert "Minister Noor Valen met" in page
    assert {p for p in site if p.startswith("ja/record/")} == {
        f"ja/record/{r}.html" for r in ("r-met", "r-open", "r-kept")
    }
    met = parse(site["en/record/r-met.html"])
    assert [len(s.xpath(".//li[p[@class='meta']]")) for s in met.xpath("//div[@class='accounts']/section")] == [1, 2]
    assert met.xpath("string(//div[@class='accounts'])").count("only here") == 1
    assert [a.get("href") for a in met.xpath("//aside//a")] == ["../people/e1.html"]
    story = site["zh/stories/s1.html"].decode()
    assert "../people/e1.html" in story
    assert "../record/r-met.html" in story
    private = build(replace(base, occupancies=(boss,), records=records))
    assert not [p for p in private if "/people/" in p or "/record/" in p]
