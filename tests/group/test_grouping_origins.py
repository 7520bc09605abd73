"""Origins and stories from hand-made articles: copies, credits, translations, sides, rewrites, ids."""

from __future__ import annotations

import pytest
from paper import Paper

from dateline.group import Grouping, group_articles
from dateline.group.credits import find_credit
from dateline.group.dossier import Dossier
from dateline.model import Article, Placement, Reading

QUAY = (
    "Harbour Minister Oh Bit-na opened the ferry line between Busan and Shimonoseki on Monday.\n"
    "Two ships will sail every day, she told reporters at the pier.\n"
    "The fare is 90,000 won one way, a tenth less than last year.\n"
    "Fishermen asked for a slower speed near the breakwater."
)
NEWS = (
    "A new ferry route linking Busan with Shimonoseki began service on Monday, Minister Oh Bit-na announced.\n"
    "Travellers queued from dawn, and hotels near the terminal are booked out until the weekend.\n"
    "Environmental groups worry about noise along the coast."
)
HANGUL = (
    "오빛나 항만부 장관은 월요일 부산과 시모노세키를 잇는 여객선 항로를 열었다.\n"
    "하루 두 척이 운항한다고 그는 부두에서 기자들에게 말했다.\n"
    "편도 요금은 9만 원으로 지난해보다 10% 싸다.\n"
    "어민들은 방파제 근처에서 속도를 줄여 달라고 요청했다."
)


def page(outlet: str, body: str, lang: str = "en", published: str = "2026-03-02", **fields: object) -> Paper:
    return Paper(lang, published, outlet, **fields).block("body", body)


def group(*papers: Paper, **options: object) -> tuple[Grouping, list[Placement]]:
    made = [p.done() for p in papers]
    grouping = group_articles([a for a, _ in made], [r for _, r in made], **options)  # type: ignore[arg-type]
    by_article = {p.article: p for p in grouping.placements}
    return grouping, [by_article[a.id] for a, _ in made]


def test_a_pick_up_with_a_cut_tail_is_one_origin_and_own_reporting_another() -> None:
    _, (first, cut, own) = group(
        page("The Quay", QUAY), page("Harbour Gazette", QUAY[:230]), page("Strait Times of Nowhere", NEWS)
    )
    assert first.story == cut.story == own.story
    assert first.origin == cut.origin != own.origin
    assert any("same words" in w for w in cut.why)
    assert own.origin_kind == "reporting"
    assert own.independent


def test_one_agency_in_two_scripts_is_one_origin() -> None:
    _, (english, korean, other) = group(
        page("Harbour Gazette", "BUSAN (Haneul News Agency) - " + QUAY),
        page("동해타임스", "(부산=하늘통신) 나기자 = " + HANGUL, "ko"),
        page("Strait Times of Nowhere", NEWS),
    )
    assert english.story == korean.story
    assert english.origin == korean.origin != other.origin
    assert english.origin_kind == "wire"


def test_independent_reports_in_two_languages_stay_two_origins() -> None:
    _, (english, korean) = group(page("Harbour Gazette", QUAY), page("동해타임스", HANGUL, "ko"))
    assert english.story == korean.story
    assert english.origin != korean.origin


def test_two_sides_are_two_origins_and_one_side_in_two_languages_is_one() -> None:
    official = {"source_class": "official"}
    grouping, (kr, kr_en, jp) = group(
        page("항만부", HANGUL, "ko", official_of="KR", **official),
        page("Ministry of Harbours", QUAY, official_of="KR", **official),
        page("Shimonoseki City", NEWS, official_of="JP", **official),
    )
    assert kr.origin == kr_en.origin != jp.origin
    assert sorted((o.kind, o.of) for o in grouping.origins) == [("official", "JP"), ("official", "KR")]


@pytest.mark.parametrize("with_source", [True, False])
def test_a_rewrite_takes_the_origin_it_was_made_from_where_it_is_at_hand(with_source: bool) -> None:
    rewritten = QUAY.replace("opened", "inaugurated").replace("every day", "daily").replace("asked for", "demanded")
    rewrite = page("Newsloop", rewritten, source_class="ai_rewrite")
    others = [page("The Quay", QUAY)] if with_source else []
    _, (placed, *rest) = group(rewrite, *others)
    assert (placed.independent, placed.origin_kind) == (False, "ai_rewrite")
    assert any("machine rewrite" in w for w in placed.why)
    if with_source:
        assert placed.origin == rest[0].origin
        assert rest[0].independent


def test_two_rewrites_do_not_tie_two_sources_together() -> None:
    rewrite = page("Newsloop", QUAY + "\n" + NEWS, source_class="ai_rewrite")
    _, (_, first, second) = group(rewrite, page("The Quay", QUAY), page("Harbour Gazette", NEWS))
    assert first.origin != second.origin


def test_a_story_keeps_its_id_when_it_grows_and_leaves_an_alias_when_two_merge() -> None:
    alone, (placed,) = group(page("The Quay", QUAY, published="2026-03-03"))
    grown, (again, _) = group(
        page("The Quay", QUAY, published="2026-03-03"),
        page("Harbour Gazette", NEWS),
        allotted={placed.article: placed.story},
    )
    assert again.story == placed.story == alone.stories[0].id
    other = grown.placements[0].article, grown.placements[1].article
    merged, _ = group(
        page("The Quay", QUAY, published="2026-03-03"),
        page("Harbour Gazette", NEWS),
        allotted={other[0]: "s-one", other[1]: "s-two"},
    )
    (story,) = merged.stories
    assert {story.id, *story.aliases} == {"s-one", "s-two"}


def test_last_years_report_with_the_same_words_is_another_story() -> None:
    body = "The city of Busan held its spring boat race on May {d}, {y}. Thirty boats took part in the harbour."
    papers = []
    for year, day in (("2025", "3"), ("2026", "2")):
        paper = page("The Quay", body.format(d=day, y=year), published=f"{year}-05-04")
        paper.date(f"May {day}, {year}", f"{year}-05-0{day}")
        papers.append(paper)
    _, (before, after) = group(*papers)
    assert before.story != after.story
    assert before.origin != after.origin


def test_teasers_never_decide() -> None:
    fire = "A warehouse in Incheon burned down overnight; nobody was hurt, firefighters said."
    with_teaser = page("Harbour Gazette", fire).block("teaser", QUAY)
    _, (a, b) = group(with_teaser, page("The Quay", QUAY))
    assert a.story != b.story


@pytest.mark.parametrize(
    ("lang", "text", "agency"),
    [
        ("ko", "(서울=연합뉴스) 나기자 = 배가 떴다.", "yonhap"),
        ("ja", "【ソウル共同】船が出た。", "kyodo"),
        ("ja", "［ソウル　８日　ロイター］ - 船が出た。", "reuters"),
        ("zh", "新华社首尔1月8日电 船出发了。", "xinhua"),
        ("en", "SEOUL, Jan. 8 (Yonhap) -- The ship left.", "yonhap"),
        ("ja", "【釜山しおかぜ通信】船が出た。", "しおかぜ通信"),
        ("en", "The ship of the Angling Party (AP) left.", None),
        ("zh", "新华社记者到过现场，他说船出发了。", None),
    ],
)
def test_credits(lang: str, text: str, agency: str | None) -> None:
    article, reading = page("The Quay", text, lang).done()
    credit = find_credit(Dossier(article, reading))
    assert (credit.agency if credit else None) == agency


def test_an_article_without_anything_read_is_still_placed() -> None:
    article = Article(id="a1", source="x", text="")
    (placed,) = group_articles([article], []).placements
    assert placed.origin
    (placed,) = group_articles([article], [Reading(article="a1")]).placements
    assert placed.why


def test_two_articles_of_one_outlet_on_one_day_are_one_origin_and_of_two_days_two() -> None:
    _, (first, second) = group(page("The Quay", QUAY), page("The Quay", NEWS))
    assert first.origin == second.origin
    _, (first, later) = group(page("The Quay", QUAY), page("The Quay", NEWS, published="2026-03-03"))
    assert first.origin != later.origin
    readout = page("The Quay", NEWS, source_class="official", official_of="KR")
    _, (first, official) = group(page("The Quay", QUAY), readout)
    assert first.origin != official.origin
