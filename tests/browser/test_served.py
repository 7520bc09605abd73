"""Pages as a server gives them, under their own policy: nothing is refused, nothing kept; and links lead to the very passage."""

from __future__ import annotations

from html import escape
from pathlib import Path
from typing import Any

import pytest
from test_pages import KINDS, _edition
from tests.browser.driving import HERE, drive, require_browser
from tests.browser.serving import serve

from dateline.model import Anchor, Article
from dateline.publish import build_pages, write_site
from dateline.publish.quoting import fragment_link

pytestmark = pytest.mark.browser

PASSAGES = {
    "en": (
        "Prime Minister Han Se-rin, who took office in January, said “ports come first”.",
        "No deal was signed at the talks in Tan-gyo & Sons' hall, 50% of it empty.",
        "It was agreed, the ministers said in Busan after two long days of talks on ferries, freight, harbour fees and the "
        "exchange of young officers, to set up a working group that meets twice a year.",
    ),
    "ja": (
        "韓世麟（ハン・セリン）海洋水産相は４日、釜山で会談した。",
        "覚書への署名はなかった、と両省は説明している。",
    ),
    "ko": ("한세린 해양수산부 장관은 4일 부산에서 회담했다.", "조현 외교부 장관은", "‘항만이 먼저’라고 말했다."),
    "zh": ("韩国海洋水产部长韩世麟4日在釜山与陈慧玲会谈，双方未签署谅解备忘录。", "双方同意成立航运工作组。"),
}


def test_a_page_under_its_own_policy_has_nothing_refused_and_keeps_nothing(tmp_path: Path) -> None:
    require_browser()
    made = _edition()
    write_site(build_pages(made.with_picture(made.make_whole_edition())), tmp_path)
    with serve(tmp_path) as home:
        jobs = [{"url": f"{home}/{path}"} for path in (*(f"en/{kind}" for kind in KINDS), "404.html", "zh/index.html")]
        found: list[dict[str, Any]] = drive(HERE / "served.mjs", jobs, tmp_path)
    assert not [(f["url"], f["faults"]) for f in found if f["faults"]]
    assert not [(f["url"], f["outside"], f["stored"]) for f in found if f["outside"] or f["stored"]]
    assert not [f["url"] for f in found if not f["styled"]]
    assert [f["pictures"] for f in found if f["url"].endswith("en/stories/s1.html")] == [[True]]


def test_a_link_to_a_passage_leads_to_it(tmp_path: Path) -> None:
    require_browser()
    jobs = []
    with serve(tmp_path) as home:
        for lang, passages in PASSAGES.items():
            text = "\n".join(passages)
            article = Article(id=lang, source=lang, url=f"{home}/{lang}.html", lang=lang, text=text)
            shown = "".join(f'<p id="p{n}">{_marked_up(words)}</p>' for n, words in enumerate(passages))
            style = "<style>p{margin:2500px 0}</style>"
            page = f'<!doctype html><html lang="{lang}"><meta charset="utf-8"><title>x</title>{style}{shown}'
            (tmp_path / f"{lang}.html").write_text(page, "utf-8")
            for n, words in enumerate(passages):
                at = text.index(words)
                link = fragment_link(article, Anchor(lang, at, at + len(words), words))
                jobs.append({"url": link, "sees": f"#p{n}"})
        jobs.append({"url": f"{home}/en.html#:~:text=words%20of%20no%20page", "sees": "#p0"})
        found: list[dict[str, Any]] = drive(HERE / "served.mjs", jobs, tmp_path)
    assert [f["seen"] for f in found] == [True] * (len(jobs) - 1) + [False], [f["url"] for f in found if not f["seen"]]


def _marked_up(words: str) -> str:
    """The words as a page may have them: spaces as line breaks, some of them set apart."""
    half = len(words) // 2
    return f"{escape(words[:half])}<b>{escape(words[half:])}</b>".replace(" ", "\n ")
