"""DL105 by the record: titles that were wrong on the day, in four languages; invented people."""

from __future__ import annotations

import pytest

from dateline.check import Context, audit_text
from dateline.model import Article, Block, Occupancy, Reading
from dateline.read import read_article

TEXTS = {
    "en": (
        "Foreign Minister Han Do-yun spoke in Busan.",
        "Former Foreign Minister Han Do-yun spoke in Busan.",
        "Han Do-yun gave a talk in Busan.",
    ),
    "ja": ("尹瑞俊外相は釜山で講演した。", "尹瑞俊前外相は釜山で講演した。", "尹瑞俊氏が釜山の大学で講演した。"),
    "ko": (
        "윤서준 외교부 장관은 부산에서 강연했다.",
        "윤서준 전 외교부 장관은 부산에서 강연했다.",
        "윤서준 씨는 부산의 대학에서 강연했다.",
    ),
    "zh": ("外长尹瑞俊在釜山发表演讲。", "前外长尹瑞俊在釜山发表演讲。", "尹瑞俊在釜山一所大学发表演讲。"),
}
DAY = "2026-03-10"


def article(id: str, lang: str, text: str) -> Article:
    return Article(id=id, source=id, lang=lang, text=text, published=DAY, blocks=(Block("body", 0, len(text), lang),))


def titles_found(lang: str, text: str, held: tuple[Occupancy, ...]) -> int:
    """How often DL105 is found in a text whose source names the person without a title, with what the record holds."""
    document, source = (article(i, lang, words) for i, words in (("d", text), ("s", TEXTS[lang][2])))
    reading, other = read_article(document), read_article(source)
    assert reading.roles, text
    people = [(r.article, m.chain) for r in (reading, other) for m in r.mentions if m.kind == "person"]
    chains = {f"{text}#{chain}": "e1" for text, chain in people}
    context = Context(of_chain=chains, occupancies=held)
    judged = audit_text(document, reading, [(source, other)], context=context).sentences
    return sum(f.code == "DL105" for j in judged for f in j.findings)


def position(lang: str) -> tuple[str, str | None]:
    text = TEXTS[lang][0]
    article = Article(
        id="p", source="p", lang=lang, text=text, published=DAY, blocks=(Block("body", 0, len(text), lang),)
    )
    reading: Reading = read_article(article)
    held = reading.mentions[reading.roles[0].position]
    return held.value or "", held.of


def occupancy(lang: str, status: str, days: tuple[str, ...], until: str | None = None) -> Occupancy:
    key, of = position(lang)
    anchors = tuple(f"x{n}:0:5" for n, _ in enumerate(days))
    return Occupancy(entity="e1", position=key, of=of, status=status, until=until, attested=days, anchors=anchors)  # type: ignore[arg-type]


@pytest.mark.parametrize("lang", sorted(TEXTS))
def test_a_present_title_after_the_office_is_found_and_one_in_it_is_not(lang: str) -> None:
    present, former, _ = TEXTS[lang]
    left = occupancy(lang, "former", ("2026-02-02", "2026-02-20"))
    ended = occupancy(lang, "current", ("2025-05-01",), until="2025-12")
    holds = occupancy(lang, "current", ("2026-03-01", "2026-03-12"))
    assert titles_found(lang, present, (left,)) == 1
    assert titles_found(lang, present, (ended,)) == 1
    assert titles_found(lang, former, (holds,)) == 1
    assert titles_found(lang, present, ()) == titles_found(lang, present, (holds,)) == 0
    assert titles_found(lang, former, (left,)) == titles_found(lang, former, ()) == 0


def test_an_unclear_record_says_nothing() -> None:
    present, former, _ = TEXTS["en"]
    once = occupancy("en", "former", ("2026-02-02",))
    later = occupancy("en", "former", ("2026-05-02", "2026-05-20"))
    both = (occupancy("en", "former", ("2026-02-02", "2026-02-20")), occupancy("en", "current", ("2026-03-09",)))
    long_ago = occupancy("en", "current", ("2024-01-01", "2024-03-01"))
    assert titles_found("en", present, (once,)) == titles_found("en", present, (later,)) == 0
    assert titles_found("en", present, both) == titles_found("en", former, (long_ago,)) == 0


def test_a_title_before_the_office_is_found_and_a_coming_one_within_it() -> None:
    present = TEXTS["en"][0]
    coming = occupancy("en", "elect", ("2026-03-02", "2026-03-12"))
    listed = Occupancy(entity="e1", position=coming.position, of=coming.of, since="2025-09")
    holds = occupancy("en", "current", ("2026-03-01", "2026-03-12"))
    assert titles_found("en", present, (coming,)) == 1
    assert titles_found("en", present, (coming, holds)) == titles_found("en", present, (coming, listed)) == 0
    early = "Foreign Minister-designate Han Do-yun spoke in Busan."
    assert titles_found("en", early, (holds,)) == 1
    assert titles_found("en", early, (coming,)) == titles_found("en", early, (holds, coming)) == 0
