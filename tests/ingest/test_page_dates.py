"""Days of publication: each class of evidence on a page of our own, and what must not be taken for one."""

from __future__ import annotations

import re

import pytest

from dateline.ingest.draft import Draft
from dateline.ingest.html import read_html
from dateline.ingest.published import parse_stamp
from dateline.ingest.written_days import Locale, find_day, locale_of

BODY = {
    "ko": "한빛시는 버스 노선을 개편한다고 밝혔다. 시는 오는 5월부터 열두 개 노선을 새로 운행하고 환승 시간을 줄일 계획이다.",
    "ja": "東湾市は図書館の開館時間を延ばすと発表した。市は四月から午後九時まで開館し、利用者の声を聞くという。",
    "zh": "临港市宣布增加渡轮班次。市政府表示，四月起高峰时段每十分钟一班，并将听取乘客意见。",
    "en": "The city of Harbour said it would extend library hours from April, and the mayor said she hoped more people came.",
}
TITLE = {
    "ko": "한빛시, 버스 노선 개편",
    "ja": "東湾市、図書館の開館延長",
    "zh": "临港渡轮增加班次",
    "en": "Harbour extends library hours",
}
OTHER = '{"@type":"NewsArticle","headline":"Another story of the day","datePublished":"2025-11-02"}'
OWN = '{"@type":"NewsArticle","headline":"Harbour extends library hours","datePublished":"2026-01-08T17:33:00+00:00"%s}'


def page(lang: str, *, head: str = "", before: str = "", after: str = "", tail: str = "", tag: str = "") -> Draft:
    text = f"<p>{BODY[lang]}</p>" * 4
    return read_html(
        "x.html",
        f'<html lang="{tag or lang}"><head><title>{TITLE[lang]}</title>{head}</head><body><article>{before}'
        f"<h1>{TITLE[lang]}</h1>{after}<div>{text}</div></article>{tail}</body></html>",
        None,
    )


SHOWN = [
    ("ko", "<div><span>입력 2026.01.08 17:33</span><span>수정 2026.01.09 09:10</span></div>"),
    ("ko", "<div>수정 2026.01.09 09:10 | 입력 2026.01.08 17:33</div>"),
    ("ko", "<p>기사입력 : 2026년 01월 08일(목) 17:33</p><p>최종수정 : 2026년 01월 09일(금) 10:00</p>"),
    ("ko", "<ul><li>김한빛 기자</li><li>승인 2026.01.08 17:33</li></ul>"),
    ("ko", "<span class=time>26.01.08 17:33</span>"),
    ("ja", "<p>更新 2026年1月9日 10:00</p><p>公開 2026年1月8日 17:33</p>"),
    ("ja", "<p>2026/1/8 17:33 (2026/1/9 10:00 更新)</p>"),
    ("ja", "<p>令和8年1月8日</p>"),
    ("ja", "<p>２０２６年１月８日</p>"),
    ("ja", "<p>[2026年1月8日17時33分]</p>"),
    ("zh", "<div>2026年01月08日 17:33 来源：临港日报</div>"),
    ("zh", "<div>发布时间：2026-01-08 17:33:21</div><div>更新时间：2026-01-09 10:00:00</div>"),
    ("zh", "<div>二〇二六年一月八日</div>"),
    ("en", "<p>Published: Thursday, Jan. 8, 2026 5:33 p.m.</p><p>Updated: Friday, Jan. 9, 2026</p>"),
    ("en", "<p>Last Updated: 9 January 2026, Published 8 January 2026</p>"),
    ("en", "<p>By Ana Lund · 8th January 2026</p>"),
]


@pytest.mark.parametrize(("lang", "line"), SHOWN)
def test_the_day_that_a_page_shows(lang: str, line: str) -> None:
    draft = page(lang, after=line)
    assert (draft.published, draft.published_basis) == ("2026-01-08", "text")
    assert draft.updated == ("2026-01-09" if re.search(r"수정|更新|Updated", line) else None)


@pytest.mark.parametrize(("tag", "day"), [("en-US", "2026-01-08"), ("en-GB", "2026-08-01"), ("en", None)])
def test_numbers_are_read_as_the_locale_writes_them(tag: str, day: str | None) -> None:
    assert page("en", after="<p>01/08/2026</p>", tag=tag).published == day


@pytest.mark.parametrize(
    ("head", "shown", "published"),
    [
        ("2026-01-08T17:33:00Z", "입력 2026.01.09 02:33", "2026-01-09T02:33:00+09:00"),
        ("2026-01-08T15:33:00.000Z", "2026.01.09. 오전 12:33", "2026-01-09T00:33:00+09:00"),
        ("2026-01-08T15:33:00Z", "2026.01.09", "2026-01-09"),
        ("2026-01-08T08:33:00Z", "2026.01.08 17:33", "2026-01-08T08:33:00+00:00"),
        ("2026-01-08T17:33:00+09:00", "2026.01.09 02:33", "2026-01-08T17:33:00+09:00"),
        ("1767861180", "", "2026-01-08T08:33:00+00:00"),
        ("20260108", "", "2026-01-08"),
    ],
)
def test_an_instant_in_utc_has_its_day_on_the_pages_own_clock(head: str, shown: str, published: str) -> None:
    meta = f'<meta property="article:published_time" content="{head}">'
    assert page("ko", head=meta, after=f"<p>{shown}</p>").published == published


def test_statements_that_differ_are_settled_by_what_the_page_shows() -> None:
    ld = '<script type="application/ld+json">%s</script>'
    meta = '<meta property="article:published_time" content="2026-01-08T09:00:00+00:00">'
    early = OWN.replace("2026-01-08T17:33:00+00:00", "2026-01-06T08:00:00+00:00") % ""
    assert (page("en", head=ld % early + meta, after="<p>8 January 2026</p>").published or "")[:10] == "2026-01-08"
    assert (page("en", head=ld % early + meta).published or "")[:10] == "2026-01-06"


@pytest.mark.parametrize(
    "blocks", [[OTHER, OWN % ""], [f"[{OTHER},{OWN % ''}]"], ["{broken", OWN % ","], [OWN % ',"x":"\n"']]
)
def test_json_ld_is_read_block_by_block_and_for_this_article_only(blocks: list[str]) -> None:
    head = "".join(f'<script type="application/ld+json">{block}</script>' for block in blocks)
    assert page("en", head=head).published == "2026-01-08T17:33:00+00:00"


@pytest.mark.parametrize(
    "tail",
    [
        "<footer>© 2019 Harbour Gazette, 3 March 2019</footer>",
        '<section class="related"><h2>Related</h2><time datetime="2025-12-01">1 Dec 2025</time><a href=/a>Bridge opens</a></section>',
        "<div><p>1 Dec 2025</p><a href=/a>Bridge reopens</a><p>3 Dec 2025</p><a href=/b>Tram opens</a></div>",
        '<div class="comments"><p>Ina, 4 December 2025</p><p>At last.</p></div>',
    ],
)
def test_days_of_other_things_are_not_the_articles(tail: str) -> None:
    draft = page("en", tail=tail)
    assert (draft.published, draft.published_basis) == (None, None)


def test_a_change_is_not_a_publication() -> None:
    meta = '<meta property="article:modified_time" content="2026-02-08T17:33:00Z">'
    draft = page("en", head=meta, after="<p>January 8, 2026</p>")
    assert (draft.published, draft.updated) == ("2026-01-08", "2026-02-08T17:33:00+00:00")
    alone = page("en", head=meta)
    assert (alone.published, alone.published_basis) == ("2026-02-08T17:33:00+00:00", "inferred")


def test_todays_date_over_the_masthead_is_not_the_articles() -> None:
    draft = page("en", before="<p>Saturday, 10 January 2026</p>" + "<p>Weather</p>" * 9, after="<p>8 January 2026</p>")
    assert draft.published == "2026-01-08"


@pytest.mark.parametrize(
    ("line", "language", "iso"),
    [
        ("24. April 2020 | Mitteilungen", "de", "2020-04-24"),
        ("04 de mayo 2022, 12:00", "es", "2022-05-04"),
        ("23 mai 2019", "fr", "2019-05-23"),
        ("15 августа 2016, 13:43", "ru", "2016-08-15"),
        ("no day in 2019", "en", None),
        ("31/02/2020", "fr", None),
    ],
)
def test_days_in_other_languages(line: str, language: str, iso: str | None) -> None:
    found = find_day(line, locale_of(language, None))
    assert (found.stamp if found else None) == iso


def test_locales() -> None:
    assert locale_of(None, "www.harbour.de") == Locale("de", "day first")
    assert locale_of("en", "www.harbour.uk") == Locale("en", "day first")
    assert locale_of("xx-nonsense-!", None).order == "unknown"


@pytest.mark.parametrize(
    ("raw", "iso"),
    [
        ("2026-01-08T17:33:00.123+0900", "2026-01-08T17:33:00+09:00"),
        ("2026년 01월 08일 오후 5:33 KST", "2026-01-08T17:33:00+09:00"),
        ("Thu, 08 Jan 2026 17:33:00 KST", "2026-01-08T17:33:00+09:00"),
        ("2026-01-08 17:33 GMT+09:00", "2026-01-08T17:33:00+09:00"),
        ("2026年1月8日 午後5時", "2026-01-08"),
        ("2026-13-45T99:99:99Z", None),
        ("2026-01-08 25:00 Z", "2026-01-08"),
    ],
)
def test_stamps(raw: str, iso: str | None) -> None:
    assert parse_stamp(raw) == iso
