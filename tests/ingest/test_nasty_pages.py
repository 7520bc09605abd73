"""Whatever comes in, an Article or a Rejected comes out, within seconds."""

from __future__ import annotations

import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dateline import ingest
from dateline.lang.identify import identify_language
from dateline.model import Article, Rejected

LIMIT = 10.0
SENTENCE = "The council of Lowmoor agreed on Monday to reopen the library after a long debate."
SCRIPT = "<script>alert(1)</script>"
PARAGRAPHS = "".join(f"<p>{SENTENCE} It spent {n} pounds.</p>" for n in range(100_000))
NASTY = {
    "hundred_thousand_paragraphs.html": f"<html><body><article><h1>Library</h1>{PARAGRAPHS}</article></body></html>",
    "deep.html": "<html><body>" + "<div>" * 100_000 + SENTENCE,
    "deep_inline.html": "<html><body><p>" + "<b><i>" * 700 + SENTENCE,
    "deep_unlisted.html": "<html><body>" + "<em><q><cite>" * 3_000 + SENTENCE,
    "huge_line.html": "<html><body><p>" + (SENTENCE + " ") * 5_000 + "</p></body></html>",
    "huge_line.txt": (SENTENCE + " ") * 5_000,
    "many_lines.txt": "\n".join(f"{SENTENCE} {n}" for n in range(4_000)),
    "many_breaks.html": "<html><body><div>" + f"{SENTENCE}<br><br>" * 8_000 + "</div></body></html>",
    "attributes.html": "<html><body><p "
    + " ".join(f'a{n}="{n}"' for n in range(50_000))
    + f">{SENTENCE}</p></body></html>",
    "unclosed.html": "<html><body><table><tr><td><p>" + f"{SENTENCE}<p><div><li>" * 300,
    "only_head.html": "<html><head><title>Nothing</title></head></html>",
    "no_text.html": "<html><body><img src=x></body></html>",
    "comment_only.html": "<html><!-- " + SENTENCE + " --></html>",
    "nul.html": f"<html><body><p>{SENTENCE}\x00{SENTENCE}</p></body></html>",
    "bidi.html": f"<html><body><h1>\u202eLibrary\u202c</h1><p>{SENTENCE}\u200b\u200f\u2066 {SENTENCE}</p></body></html>",
    "surrogates.html": f"<html><body><p>{SENTENCE} &#xD800; &#x110000; &#0;</p></body></html>",
    "scripts.html": f'<html lang="{SCRIPT}"><head><title>{SCRIPT}</title><meta property="og:title" content="{SCRIPT}">'
    f'<meta name="author" content="{SCRIPT}"><script type="application/ld+json">{{"@type":"NewsArticle","headline":'
    f'["a",{{}}],"author":[[["x"]]],"datePublished":{{"a":1}},"publisher":[{{"name":7}}]}}</script></head>'
    f'<body><h1>Library {SCRIPT}</h1><p>{SENTENCE}{SCRIPT}</p><time datetime="9999-99-99">soon</time></body></html>',
    "instruction.html": "<?xml version='1.0'?><?pi a?><html><body><?php echo 1 ?><p>" + SENTENCE + "</p></body></html>",
    "frames.html": "<html><frameset><frame src=a></frameset></html>",
}


@pytest.fixture(scope="module", autouse=True)
def _models() -> None:
    """Models load once a process, for no single page: their time is not the page's."""
    identify_language("Der Rat der Stadt beriet am Montag.")
    list(ingest.extract_input(ingest.RawInput(name="warm.html", data=f"<p>{SENTENCE}</p>".encode())))


@pytest.mark.parametrize("name", sorted(NASTY))
def test_nasty_pages_end_in_an_article_or_a_reason(name: str) -> None:
    raw = ingest.RawInput(name=name, data=NASTY[name].encode("utf-8", "surrogatepass"))
    start = time.process_time()
    made = list(ingest.extract_input(raw))
    assert time.process_time() - start < LIMIT
    assert made
    for one in made:
        assert isinstance(one, Article | Rejected)
        if isinstance(one, Article):
            assert all(one.text[b.start : b.end].strip() for b in one.blocks)
            assert name == "scripts.html" or "alert(1)" not in one.text


def test_wrong_charsets_end_in_an_article_or_a_reason() -> None:
    page = (
        '<html><meta charset="utf-8"><body><p>東湾市は3日、市立図書館の開館時間を延ばすと発表した。</p></body></html>'
    )
    for charset in ("cp932", "euc_jp", "utf-16", "gb18030"):
        for declared in ("utf-8", "euc-kr", "big5", "nonsense"):
            raw = ingest.RawInput(name="p.html", data=page.replace("utf-8", declared).encode(charset))
            assert all(isinstance(one, Article | Rejected) for one in ingest.extract_input(raw))


TAGS = st.sampled_from(
    ["p", "div", "br", "h1", "a", "ul", "li", "figure", "figcaption", "aside", "time", "table", "td", "b"]
)
WORDS = st.sampled_from(
    [
        SENTENCE,
        "令和8年2月3日",
        "입력 2026.02.20 14:10",
        "©",
        "关注",
        "\u200b",
        "\u202e",
        "By A B",
        ":",
        "",
        "&#0;",
        "]]>",
    ]
)
TOKENS = st.one_of(TAGS.map(lambda t: f"<{t} class='related caption'>"), TAGS.map(lambda t: f"</{t}>"), WORDS)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(TOKENS, max_size=40), st.sampled_from(["<html><body>", "", "<!doctype html><html><head>", "<article>"]))
def test_any_tags_in_any_order(tokens: list[str], opening: str) -> None:
    raw = ingest.RawInput(name="x.html", data=(opening + "".join(tokens)).encode())
    for one in ingest.extract_input(raw):
        assert isinstance(one, Article | Rejected)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.one_of(WORDS, st.text(max_size=30)), max_size=20))
def test_any_lines_in_any_order(lines: list[str]) -> None:
    raw = ingest.RawInput(name="x.txt", data="\n".join(lines).encode("utf-8", "surrogatepass"))
    for one in ingest.extract_input(raw):
        assert isinstance(one, Article | Rejected)
