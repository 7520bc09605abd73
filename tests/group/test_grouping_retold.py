"""Texts that say whose report they retell, credits in short forms, digests of one side's release, and two days' releases."""

from __future__ import annotations

import pytest
from paper import Paper

from dateline.group import group_articles
from dateline.group.credits import Credit, find_credit, same_agency
from dateline.group.dossier import Dossier
from dateline.group.relays import find_relay
from dateline.model import Placement

BRIDGE = (
    "The bridge over the Vessel closed to lorries on Tuesday, Mayor Yoo Ga-on said.\n"
    "Engineers found cracks in two pillars, and repairs will take nine weeks.\n"
    "Lorries will be sent over the ford at Ambel.\n"
    "Shopkeepers on the east bank asked for a ferry in the meantime."
)
OTHER = (
    "Lorry drivers waited for hours at Ambel on Tuesday after the Vessel bridge was closed to them.\n"
    "Nobody had told the haulage firms, one of their owners complained.\n"
    "The town will pay for a second ford, councillors decided in the evening."
)


def page(outlet: str, body: str, lang: str = "en", published: str = "2026-03-03", **fields: object) -> Paper:
    return Paper(lang, published, outlet, **fields).block("body", body)


def place(*papers: Paper) -> list[Placement]:
    made = [p.done() for p in papers]
    grouping = group_articles([a for a, _ in made], [r for _, r in made])
    by_article = {p.article: p for p in grouping.placements}
    return [by_article[a.id] for a, _ in made]


def relay(lang: str, text: str, *outlets: str, outlet: str = "Strait Digest") -> tuple[str, bool] | None:
    found = find_relay(Dossier(*page(outlet, text, lang).done()), outlets)
    return (found.credit.agency, found.whole) if found else None


@pytest.mark.parametrize(
    ("lang", "text", "found"),
    [
        (
            "en",
            "South Korea's Haneul News Agency reported that the bridge was closed. It said repairs take weeks.",
            True,
        ),
        ("en", "According to the Harbour Gazette, the bridge was closed. Repairs take weeks.", True),
        ("ko", "다리가 폐쇄됐다고 하늘통신이 3일 보도했다. 보도에 따르면 보수에 9주가 걸린다.", True),
        ("ko", "홍수가 났다고 우나바라통신이 전했다. 이재민은 많다고 통신은 전했다.", True),
        ("ja", "地元の海原通信によると、橋は3日に閉鎖された。同通信は修理に9週間かかると伝えた。", True),
        ("zh", "据海原通讯社3日报道，大桥已经关闭。报道说，维修需要九周。", True),
        ("zh", "大桥已经关闭，维修需要九周。来源：海原通讯社", False),
        ("en", "The mayor told the Strait Digest the bridge is unsafe. The Harbour Gazette reported cracks.", False),
        ("ko", "시장은 3일 다리를 폐쇄했다. 시에 따르면 보수에 9주가 걸린다.", False),
        ("zh", "据市政府介绍，大桥已经关闭。", False),
        ("ja", "海原通信によると橋は閉鎖された。港新聞によると修理に9週間かかる。", False),
    ],
)
def test_a_text_says_whose_report_it_retells(lang: str, text: str, found: bool) -> None:
    assert (relay(lang, text, "Harbour Gazette") is not None) is found


def test_a_last_line_that_names_another_outlet_is_a_credit_and_one_that_names_nobody_here_is_none() -> None:
    text = BRIDGE + "\nSource: Harbour Gazette"
    assert relay("en", text, "Harbour Gazette") == ("Harbour Gazette", True)
    assert relay("en", text, "The Quay") is None


def test_a_report_retold_the_next_day_in_other_words_is_one_origin_with_it() -> None:
    retold = (
        "Haneul News Agency reported that lorries may no longer cross the Vessel.\n"
        "Two pillars are cracked, according to Haneul, and will be mended in nine weeks."
    )
    agency, other, digest = place(
        page("Haneul News Agency", "AMBEL (Haneul News Agency) - " + BRIDGE),
        page("Ambel Courier", OTHER),
        page("Strait Digest", retold, published="2026-03-04"),
    )
    assert digest.story == agency.story
    assert digest.origin == agency.origin != other.origin
    assert any("retells" in why for why in digest.why)


@pytest.mark.parametrize(
    ("lang", "outlet", "line"),
    [
        ("en", "Unabara News", "AMBEL, March 3 (Unabara) - The bridge closed to lorries on Tuesday."),
        ("ja", "海原通信", "【アンベル＝海原】橋は3日、トラックの通行が禁止された。"),
        ("ja", "海原通信", "橋は3日、トラックの通行が禁止された。（海原）"),
        ("ko", "하늘뉴스", "다리는 3일 화물차 통행이 금지됐다. /하늘뉴스 제공"),
        ("zh", "海原社", "海原社安贝尔3月3日电 大桥3日起禁止货车通行。"),
    ],
)
def test_a_name_in_the_place_of_a_credit_counts_where_another_article_bears_it_out(
    lang: str, outlet: str, line: str
) -> None:
    tail = {"en": OTHER, "ja": "市は迂回路を示した。", "ko": "시는 우회로를 안내했다.", "zh": "市政府公布了绕行路线。"}
    own, pick_up = place(page(outlet, BRIDGE), page("Strait Digest", f"{line}\n{tail[lang]}".strip(), lang))
    if own.story == pick_up.story:
        assert own.origin == pick_up.origin
    credit = find_credit(Dossier(*page("Strait Digest", line, lang).done()))
    assert credit is None or same_agency(credit, Credit(outlet, outlet, known=False))


def test_a_reporters_name_in_a_dateline_is_no_credit() -> None:
    first, second = place(
        page("港新聞", "【アンベル＝三枝真帆】橋は3日、トラックの通行が禁止された。\n市長が発表した。", "ja"),
        page("海新聞", "【アンベル＝早乙女蓮】橋が3日に閉鎖され、トラックは迂回している。\n市が明らかにした。", "ja"),
    )
    assert first.origin != second.origin


def test_of_two_agencies_in_one_dateline_the_first_is_the_source() -> None:
    article = page("동해타임스", "(파리 AFP=연합뉴스) 센강의 다리가 3일 폐쇄됐다.", "ko")
    credit = find_credit(Dossier(*article.done()))
    assert credit is not None
    assert credit.agency == "afp"


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("东和通信社", "東和通信", True),
        ("Towa News", "東和通信", True),
        ("하늘통신", "Haneul News Agency", True),
        ("西嶺社", "Towa News", False),
        ("하늘통신", "Nuri News Agency", False),
    ],
)
def test_agencies_are_one_across_scripts(one: str, other: str, same: bool) -> None:
    assert same_agency(Credit(one, one, known=False), Credit(other, other, known=False)) is same


def test_two_releases_of_one_side_on_two_days_are_two_origins() -> None:
    official = {"source_class": "official", "official_of": "KR"}
    first, second = place(
        page("Ministry of Bridges", BRIDGE, **official),
        page("Ministry of Bridges", OTHER, published="2026-03-05", **official),
    )
    assert first.origin != second.origin
