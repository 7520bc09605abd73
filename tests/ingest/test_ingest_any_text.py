"""Whatever comes in, ingest gives articles or reasons: it never raises, and its blocks lie in the text."""

from __future__ import annotations

import json
import unicodedata

from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.ingest import RawInput, extract_input
from dateline.model import Article

NAMES = st.sampled_from(["a.txt", "a.html", "a.jsonl", "a.json", "a.xml", "a.warc", "a.gz", "a", "stdin.jsonl"])
CHARSETS = st.sampled_from(
    ["utf-8", "utf-16", "utf-16-le", "cp932", "euc_kr", "gb18030", "big5", "iso2022_jp", "latin-1"]
)
SCRIPTS = st.text(
    st.one_of(
        st.characters(),
        st.sampled_from(
            'はがカ゛가각ㄱ\u1100\u1161\u11a8한국會会会的。、「」‘’“”\u0301\u200b\ufeff\x00\r\n\t<>&;{}[]":,.?! é'
        ),
    ),
    max_size=300,
)


def articles(name: str, data: bytes) -> list[Article]:
    """The articles of an input, each one checked."""
    found = [item for item in extract_input(RawInput(name=name, data=data)) if isinstance(item, Article)]
    for article in found:
        assert unicodedata.normalize("NFC", article.text) == article.text
        article.text.encode("utf-8")
        at = 0
        for block in article.blocks:
            assert at <= block.start < block.end <= len(article.text)
            assert article.text[block.start : block.end].strip()
            at = block.end
        for disclosed in article.disclosures:
            assert article.text[disclosed.start : disclosed.end] == disclosed.text
    return found


@settings(max_examples=150, deadline=None)
@given(NAMES, SCRIPTS, CHARSETS)
def test_any_text_in_any_charset(name: str, words: str, charset: str) -> None:
    articles(name, words.encode(charset, "ignore"))


@settings(max_examples=60, deadline=None)
@given(NAMES, st.binary(max_size=300))
def test_any_bytes(name: str, data: bytes) -> None:
    articles(name, data)


@settings(max_examples=100, deadline=None)
@given(st.lists(SCRIPTS, min_size=1, max_size=4), SCRIPTS)
def test_markup_around_any_text(paragraphs: list[str], title: str) -> None:
    body = "".join(f"<p>{p}</p>" for p in paragraphs)
    page = f'<html><head><meta property="og:title" content="{title}"></head><body><h1>{title}</h1>{body}</body></html>'
    articles("a.html", page.encode("utf-8", "ignore"))


@settings(max_examples=100, deadline=None)
@given(SCRIPTS, SCRIPTS, st.sampled_from(["ko", "zh-TW", "fr", "", None, 5]))
def test_records_keep_their_text(words: str, title: str, lang: object) -> None:
    sentence = "한세린 장관은 4일 부산에서 회담했다. "
    record = {"id": "k1", "text": sentence + words, "headline": title, "lang": lang, "published": title}
    found = articles("a.jsonl", json.dumps(record).encode())
    for article in found:
        assert article.id == "k1"
        assert article.text.startswith(sentence.strip())
        covered = sum(len(article.text[b.start : b.end].replace(" ", "")) for b in article.blocks)
        assert (
            covered
            >= sum(len(line.strip().replace(" ", "")) for line in article.text.split("\n") if line.strip()) * 0.99
        )
