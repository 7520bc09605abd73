"""Agencies' manners: marks of versions, kill notices, embargoes; and what a page reserves or owns up to in its head."""

from __future__ import annotations

from datetime import datetime

import pytest

from dateline import ingest
from dateline.ingest import RawInput, Settings
from dateline.ingest.manners import embargo_until, version_mark, without_marks
from dateline.ingest.origin_class import classify_source
from dateline.ingest.outlets import rule_for
from dateline.model import Article, Rejected

FIRST = "2026-01-08T10:00:00+09:00"
NOW = datetime.fromisoformat("2026-01-08T12:00:00+09:00")
WORDS = {
    "ko": "한빛시는 배진솔 시장이 8일 물러난다고 밝혔다. 시는 후임을 곧 정할 예정이라고 설명했다.",
    "ja": "東湾市は佐野遥市長が八日に辞任すると発表した。市は後任を近く決めるという。",
    "zh": "临港市宣布市长沈若溪八日辞职。市政府说将尽快确定继任者。",
    "en": "The town of Harbour said that its mayor, Ines Okafor, would step down on Thursday. A successor is to be named soon.",
}


@pytest.mark.parametrize(
    ("headline", "mark", "bare"),
    [
        ("[속보] 한빛시장 사임", "flash", "한빛시장 사임"),
        ("<2보> 한빛시장 사임", "lead", "한빛시장 사임"),
        ("한빛시장 사임(종합2보)", "roundup", "한빛시장 사임"),
        ("[전문취소] 한빛시장 사임", "kill", "한빛시장 사임"),
        ("【速報】東湾市長が辞任", "flash", "東湾市長が辞任"),
        ("東湾市長が辞任（更新）", "update", "東湾市長が辞任"),
        ("【訂正】東湾市長が辞任", "correction", "東湾市長が辞任"),
        ("快讯：临港市长辞职", "flash", "临港市长辞职"),
        ("【撤稿】临港市长辞职", "kill", "临港市长辞职"),
        ("UPDATE 2-Harbour mayor steps down", "update", "Harbour mayor steps down"),
        ("WRAPUP 1-Harbour mayor steps down", "roundup", "Harbour mayor steps down"),
        ("CORRECTED-Harbour mayor steps down", "correction", "Harbour mayor steps down"),
        ("速報値は2%増", None, "速報値は2%増"),
        ("종합병원 문 연다", None, "종합병원 문 연다"),
        ("取消しをめぐる議論", None, "取消しをめぐる議論"),
        ("Killing frost hits the valley", None, "Killing frost hits the valley"),
        ("Updates on the ferry", None, "Updates on the ferry"),
    ],
)
def test_marks_of_versions(headline: str, mark: str | None, bare: str) -> None:
    assert (version_mark(headline, ""), without_marks(headline)) == (mark, bare)


@pytest.mark.parametrize(
    ("line", "lang", "until"),
    [
        ("보도시점: 2026. 1. 8.(목) 14:00 이후", "ko", "2026-01-08T14:00:00+09:00"),
        ("보도시점 배포 즉시", "ko", None),
        ("Embargoed until 14:00 GMT, 8 January 2026", "en", "2026-01-08T14:00:00+00:00"),
        ("EMBARGO: 0001 GMT Thursday 8 January 2026", "en", "2026-01-08T00:01:00+00:00"),
        ("Not for publication before Jan. 8, 2026 at 5 p.m. EST", "en", "2026-01-08T17:00:00-05:00"),
        ("解禁日時：2026年1月8日 午後2時", "ja", "2026-01-08T14:00:00+09:00"),
        ("報道解禁：1月8日14時30分", "ja", "2026-01-08T14:30:00+09:00"),
        ("2026年1月8日上午10点前不得发布", "zh", "2026-01-08T10:00:00+08:00"),
        ("FOR IMMEDIATE RELEASE", "en", None),
        ("The embargo on oil was lifted on 8 January 2026.", "en", None),
    ],
)
def test_embargoes_end_at_their_time(line: str, lang: str, until: str | None) -> None:
    assert embargo_until([line], lang, "2026-01-07") == until


def wired(
    headline: str, *, lang: str = "ko", published: str = FIRST, more: str = "", outlet: str = "새벽통신"
) -> Article:
    page = (
        f'<html lang="{lang}"><head><meta property="og:site_name" content="{outlet}"><meta property="article:published_time" '
        f'content="{published}"><title>{headline}</title></head><body><h1>{headline}</h1>{more}<p>{WORDS[lang]}</p>'
        f"<p>{published}</p></body></html>"
    )
    (article,) = ingest.extract_input(RawInput(name=f"{headline}.html", data=page.encode()))
    assert isinstance(article, Article)
    return article


def test_a_later_version_names_the_one_before_it() -> None:
    first = wired("[속보] 한빛시장 사임")
    second = wired("한빛시장 사임(종합)", published="2026-01-08T11:00:00+09:00")
    other = wired("한빛시장 사임", published="2026-01-08T11:30:00+09:00", outlet="노을일보")
    for order in ([first, second, other], [other, second, first]):
        standing, gone = ingest.settle_versions(order, NOW)
        assert gone == []
        assert {a.id: a.replaces for a in standing} == {first.id: None, second.id: first.id, other.id: None}


@pytest.mark.parametrize(
    ("lang", "headline", "notice"),
    [
        ("ko", "한빛시장 사임", "[전문취소] 한빛시장 사임"),
        ("ja", "東湾市長が辞任へ", "【配信取消】東湾市長が辞任へ"),
        ("zh", "临港市长宣布辞职", "【撤稿】临港市长宣布辞职"),
        ("en", "Harbour mayor steps down", "KILL: Harbour mayor steps down"),
    ],
)
def test_a_kill_notice_takes_its_article_with_it(lang: str, headline: str, notice: str) -> None:
    told = wired(headline, lang=lang)
    killed = wired(notice, lang=lang, published="2026-01-08T11:00:00+09:00")
    apart = wired(headline, lang=lang, outlet="노을일보")
    standing, gone = ingest.settle_versions([told, killed, apart], NOW)
    assert [a.id for a in standing] == [apart.id]
    assert [(r.input, r.code) for r in gone] == [(told.source, "not_allowed"), (killed.source, "not_allowed")]
    assert "withdrawn by its outlet" in gone[0].reason


def test_an_embargo_holds_until_its_time_and_no_longer() -> None:
    held = wired("한빛시장 사임", more="<p>보도시점: 2026. 1. 8.(목) 14:00 이후</p>")
    assert (held.version_mark, held.embargo_until) == ("embargo", "2026-01-08T14:00:00+09:00")
    standing, gone = ingest.settle_versions([held], NOW)
    assert (standing, len(gone)) == ([], 1)
    assert "2026-01-08T14:00:00+09:00" in gone[0].reason
    assert ingest.settle_versions([held], datetime.fromisoformat("2026-01-08T14:00:00+09:00")) == ([held], [])


PAGE = f"<html><head>%s</head><body><h1>Harbour mayor steps down</h1><p>{WORDS['en']}</p></body></html>"


def test_what_is_reserved_is_read_with_a_licence_only() -> None:
    head = '<meta name="tdm-reservation" content="1"><link rel="canonical" href="https://www.harbour.example/1">'
    raw = RawInput(name="a.html", data=(PAGE % head).encode())
    (refused,) = ingest.extract_input(raw)
    assert isinstance(refused, Rejected)
    assert (refused.code, "tdm-reservation" in refused.reason) == ("not_allowed", True)
    (read,) = ingest.extract_input(raw, Settings(licensed=("harbour.example",)))
    assert isinstance(read, Article)
    for value in ("0", "yes", ""):
        (free,) = ingest.extract_input(
            RawInput(name="a.html", data=(PAGE % head.replace('"1"', f'"{value}"')).encode())
        )
        assert isinstance(free, Article)


@pytest.mark.parametrize(
    "head",
    [
        '<meta name="ai-disclosure" content="ai-generated">',
        '<meta name="AIGC" content=\'{"Label":"1"}\'>',
        '<script type="application/ld+json">{"@type":"NewsArticle","digitalSourceType":'
        '"http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia"}</script>',
    ],
)
def test_a_machines_text_owned_up_to_in_the_head(head: str) -> None:
    (article,) = ingest.extract_input(RawInput(name="a.html", data=(PAGE % head).encode()))
    assert isinstance(article, Article)
    assert article.source_class == "ai_rewrite"


@pytest.mark.parametrize(
    ("host", "expected"),
    [
        ("www.mofa.go.kr", ("official", "KR")),
        ("www.foreign.gov.xy", ("official", "XY")),
        ("treasury.gov.uk", ("official", "GB")),
        ("gov.example", ("reporting", None)),
        ("mygov.kr", ("reporting", None)),
        ("cpc.people.com.cn", ("official", "CN/cpc")),
        ("world.people.com.cn", ("state_media", "CN")),
        ("en.yna.co.kr", ("wire", None)),
    ],
)
def test_classes_of_hosts(host: str, expected: tuple[str, str | None]) -> None:
    assert classify_source(host=host, outlet=None, headline="", disclosures=()) == expected


def test_a_page_cannot_make_itself_an_officials() -> None:
    head = '<link rel="canonical" href="https://www.mofa.go.kr/1">'
    (article,) = ingest.extract_input(
        RawInput(name="https://a.example/1", url="https://a.example/1", data=(PAGE % head).encode())
    )
    assert isinstance(article, Article)
    assert (article.url, article.source_class) == ("https://a.example/1", "reporting")


def test_outlet_rules_hold_until_their_day() -> None:
    old, new, today = (
        rule_for("www.lantern-post.example", day) for day in ("2025-06-30", "2025-07-01T00:00:00+01:00", None)
    )
    assert old is not None
    assert new is not None
    assert (old.until is not None, new.until, today) == (True, None, new)
    assert rule_for("lantern-post.example.evil.example", "2026-01-01") is None
