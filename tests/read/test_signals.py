"""A page dated before what it tells as done: the text is trusted, and the reading says that the page's date is wrong."""

from __future__ import annotations

import pytest

from dateline.model import Article, Block
from dateline.read import read_article
from dateline.read.article import MAX_READ

TOLD = {
    "ja": "韓国の韓瑞珍首相は8日午後、ソウルで日本の水野春人外相と会談した。",
    "ko": "한서진 국무총리는 8일 오후 서울에서 미즈노 하루토 일본 외무상과 회담했다.",
    "zh": "韩国总理韩瑞珍8日下午在首尔与日本外相水野春人举行会谈。",
    "en": "South Korean Prime Minister Han Seo-jin met Japanese Foreign Minister Haruto Mizuno in Seoul on Jan. 8, 2026.",
}


def read(lang: str, published: str | None) -> tuple[str, list[str]]:
    text = TOLD[lang]
    blocks = (Block("body", 0, len(text), lang),)
    article = Article(id="a", source="a", lang=lang, text=text, blocks=blocks, published=published)
    reading = read_article(article, vectors=False)
    return text, [text[s.start : s.end] for s in reading.signals]


@pytest.mark.parametrize("lang", TOLD)
def test_a_day_after_the_date_of_the_page_is_signalled(lang: str) -> None:
    _, signals = read(lang, "2026-01-07")
    assert len(signals) == 1
    assert "8" in signals[0]


@pytest.mark.parametrize("lang", TOLD)
@pytest.mark.parametrize("published", ["2026-01-08T20:00:00+09:00", "2026-01-10", None])
def test_a_page_of_the_day_or_later_is_not(lang: str, published: str | None) -> None:
    assert read(lang, published)[1] == []


def test_where_a_long_article_is_no_longer_read_is_signalled() -> None:
    text = "The harbour was quiet. " * (MAX_READ // 20)
    article = Article(id="a", source="a", lang="en", text=text, blocks=(Block("body", 0, len(text), "en"),))
    reading = read_article(article, vectors=False)
    (signal,) = reading.signals
    assert signal.code == "read_in_part"
    assert text[signal.start : signal.end] == signal.text
    assert max(s.end for s in reading.sentences) <= signal.start + 1
    assert str(len(text)) in signal.reason
