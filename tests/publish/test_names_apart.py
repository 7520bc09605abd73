"""Names in another language's letters carry that language, wherever a page of the site has them."""

from __future__ import annotations

import re
from typing import Any

import pytest
from edition import LANGS, make_whole_edition
from lxml import html
from msgspec.structs import replace

from dateline.publish import SiteData, build_pages
from dateline.publish.markup import with_names

OUTLETS = {"aen": "Harbour Gazette", "aja": "東湾新聞", "ako": "한빛신문", "azh": "海峡日报"}
WIRE = "가람통신"
FOREIGN = {
    "en": re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]"),
    "ja": re.compile(r"[\uac00-\ud7a3]"),
    "ko": re.compile(r"[\u3040-\u30ff\u3400-\u9fff]"),
    "zh": re.compile(r"[\u3040-\u30ff\uac00-\ud7a3]"),
}


def edition() -> SiteData:
    """The whole edition, with outlets and an agency named in their own letters, in lines below and sentences of reports."""
    made = make_whole_edition()
    listed = ", ".join((*OUTLETS.values(), WIRE))
    told = {"en": f"By {WIRE} and {OUTLETS['azh']} Seo Haram (徐河蓝) was there.", "ko": f"12({OUTLETS['aja']})."}

    def named(report: Any) -> Any:
        if report.story != "s1":
            return report
        first = replace(report.sentences[0], text=told.get(report.lang, report.sentences[0].text))
        return replace(report, banner=(f"4: {listed}",), sentences=(first, *report.sentences[1:]))

    return replace(
        made,
        articles=tuple(replace(a, outlet=OUTLETS.get(a.id, a.outlet)) for a in made.articles),
        origins=tuple(replace(o, kind="wire", name=WIRE) for o in made.origins),
        placements=tuple(replace(p, origin_kind="wire") for p in made.placements),
        reports=tuple(named(r) for r in made.reports),
    )


def unmarked(page: bytes, lang: str) -> list[str]:
    """The texts of a page in letters that its readers do not read and that have no language of their own; a picture's words,
    a page's title and the names of languages aside."""
    found = []
    for element in html.fromstring(page).iter():
        if not isinstance(element.tag, str) or {e.tag for e in (element, *element.iterancestors())} & {
            "script", "svg", "title", "style",
        }:  # fmt: skip
            continue
        own = next(t for e in (element, *element.iterancestors()) if (t := e.get("lang")))
        texts = (element.text, *(child.tail for child in element))
        found += [t.strip() for t in texts if t and FOREIGN[lang].search(t) and own.split("-")[0] == lang]
    return found


@pytest.mark.parametrize("lang", LANGS)
def test_no_page_has_letters_of_another_language_without_saying_so(lang: str) -> None:
    made = ((p.path, p.data) for p in build_pages(edition()))
    pages = {path: data for path, data in made if path.startswith(f"{lang}/") and path.endswith(".html")}
    assert len(pages) > 15
    assert {path: left for path, body in pages.items() if (left := unmarked(body, lang))} == {}


def test_a_name_has_its_own_language_and_the_longest_is_taken() -> None:
    made = with_names(
        "By 東湾 and 東湾新聞 & Post, not Postal.", (("東湾", "zh-Hans"), ("東湾新聞", "ja"), ("Post", "ko"))
    )
    assert made == (
        'By <bdi lang="zh-Hans">東湾</bdi> and <bdi lang="ja">東湾新聞</bdi> &amp; <bdi lang="ko">Post</bdi>, not Postal.'
    )
    assert with_names("<b>", (("<b>", "ja"),)) == '<bdi lang="ja">&lt;b&gt;</bdi>'
    assert with_names("<b>", ()) == "&lt;b&gt;"
