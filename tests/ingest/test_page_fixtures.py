"""Pages of our own, pasted as text or in HTML: the parts told apart, must-have and must-not strings, floors."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from dateline import ingest
from dateline.model import Article

PAGES = Path(__file__).parents[1] / "fixtures" / "pages"
DUMPS: dict[str, dict[str, list[str]]] = json.loads((PAGES / "dumps.json").read_text(encoding="utf-8"))
HTML: dict[str, dict[str, Any]] = json.loads((PAGES / "html.json").read_text(encoding="utf-8"))
FLOOR = 0.98  # of the lines of all dumps together


def read_page(name: str, data: bytes | None = None) -> Article:
    raw = ingest.RawInput(name=name, data=(PAGES / name).read_bytes() if data is None else data)
    (article,) = ingest.extract_input(raw)
    assert isinstance(article, Article)
    return article


def words_of(article: Article, *kinds: str) -> list[str]:
    return [article.text[b.start : b.end] for b in article.blocks if b.kind in kinds]


def test_every_dump_has_its_expectation() -> None:
    assert sorted(DUMPS) == sorted(p.name for p in PAGES.glob("*.txt"))
    assert sorted(HTML) == sorted(p.name for p in PAGES.glob("*.html"))


def test_lines_of_dumps_are_told_apart() -> None:
    right, wrong = 0, []
    for name, expected in DUMPS.items():
        article = read_page(name)
        found = {article.text[b.start : b.end]: b.kind for b in article.blocks}
        lines = [line.strip() for line in (PAGES / name).read_text(encoding="utf-8").splitlines() if line.strip()]
        for line in lines:
            kind = next((k for k, starts in expected.items() if any(line.startswith(s) for s in starts)), "notice")
            if found.get(line) == kind:
                right += 1
            else:
                wrong.append(f"{name}: {line[:40]!r} is {kind}, taken for {found.get(line)}")
    assert right / (right + len(wrong)) >= FLOOR, "\n".join(wrong)


@pytest.mark.parametrize("name", sorted(DUMPS))
def test_nothing_of_other_stories_is_in_the_body(name: str) -> None:
    body = "\n".join(words_of(read_page(name), "headline", "standfirst", "body"))
    for kind in ("teaser", "comment", "caption", "byline"):
        assert not [start for start in DUMPS[name].get(kind, []) if start in body]


@pytest.mark.parametrize("name", sorted(HTML))
def test_pages_have_what_they_must(name: str) -> None:
    article, expected = read_page(name), HTML[name]
    running = "\n".join(words_of(article, "standfirst", "body"))
    assert [s for s in expected["with"] if s not in running] == []
    assert [s for s in expected["without"] if s in running] == []
    for field, value in expected["fields"].items():
        assert getattr(article, field) == value, field
    for kind, texts in expected.get("blocks", {}).items():
        assert set(texts) <= set(words_of(article, kind))
    assert sorted(d.kind for d in article.disclosures) == expected.get("disclosures", [])


@pytest.mark.parametrize(("name", "charset"), [("p2.html", "gb18030"), ("p3.html", "cp949"), ("p4.html", "euc_jp")])
def test_legacy_charsets_change_nothing(name: str, charset: str) -> None:
    page = (PAGES / name).read_text(encoding="utf-8")
    other = page.replace('charset="utf-8"', f'charset="{charset}"').encode(charset)
    assert read_page(name, other).text == read_page(name).text
