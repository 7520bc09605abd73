"""Words that a database may not hold: a zero in every field, on a file and on a server."""

from __future__ import annotations

from pathlib import Path

import pytest

from dateline.model import Article, Block, Judgement, Rejected
from dateline.store import Originals, Store, back_up, restore

TEXT = "The council met\0 on Monday\u202e; library\0."
WHOLE = Article(
    id="a\0one", source="s\0", url="https://a.example/\0", outlet="o\0", lang="en", headline="h\0", standfirst="f\0", byline="b\0",
    published="2026-01-08", wire="w\0", text=TEXT, blocks=(Block("body", 0, len(TEXT), "en"),), replaces="r\0", links=("l\0",),
)  # fmt: skip


def test_a_zero_in_any_field_is_kept_or_replaced_and_found_again(empty: Store, tmp_path: Path) -> None:
    empty.put_articles([WHOLE])
    empty.put_rejections([Rejected("x\0.txt", "empty", "no\0thing")])
    empty.put_decision("re\0view", "d\0", {"by": "a\0b"})
    empty.put_judgements([Judgement(id="j\0", a="a\0#0", b="b\0#0", same=True, score=0.9)])
    empty.put_result("re\0ad", "k\0", {"words": "w\0"})
    empty.put_state("na\0me", ["v\0"])
    (kept,) = empty.articles()
    assert kept == WHOLE
    assert [a.text for a in empty.search("library")] == [TEXT]
    assert not list(empty.search("li\0brary \0"))[1:]
    assert empty.result("re\0ad", "k\0", dict) == {"words": "w\0"}
    assert empty.state("na\0me", list[str]) == ["v\0"]
    assert [r.code for r in empty.rejections()] == ["empty"]
    originals = Originals(empty, tmp_path / "originals")
    made = originals.put(
        b"\0", name="n\0\ud800\u202e", url="https://a.example/\0\r\nX: y", content_type="text/\0\r\nX: y"
    )
    assert originals.get(made) == b"\0"
    rows = back_up(empty, tmp_path / "backup")
    with Store(tmp_path / "other.db") as other:
        assert restore(other, tmp_path / "backup") == rows
        assert list(other.articles()) == [WHOLE]


@pytest.mark.parametrize(
    "id", ["'; DROP TABLE articles; --", "%s ? $1 {0}", "\\", "a" * 3_000, "\ufffe\U000e0001\u202e"]
)
def test_ids_are_no_part_of_a_statement(empty: Store, id: str) -> None:
    one = Article(id=id, source=id, lang="en", text=f"Library {id}", blocks=())
    empty.put_articles([one])
    assert empty.article(id) == one
    empty.search(f"library {id} \" ' & | ! <-> :* \\")
    assert list(empty.articles()) == [one]
