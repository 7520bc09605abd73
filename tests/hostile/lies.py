# ruff: noqa: E501 (rows of a table)
"""The third hostile set: pages of elements without end, fields of the wrong kind, lists that never stop, texts without a stop."""

from __future__ import annotations

import gzip
import json

from inputs import SENTENCE, packed, page, record

KOREAN = "한세린 장관은 4일 부산에서 탄웨이링 장관과 회담했다. "
JAPANESE = "田中一郎外相は4日、釜山でタン運輸相と会談した。"
CHINESE = "韩世麟部长4日在釜山会见陈伟玲部长。"


def entry(number: int) -> str:
    """An item of a feed."""
    return f"<item><title>Ports ministers meet {number}</title><link>https://h.example/{number}</link><description>{SENTENCE}</description></item>"


def lists() -> dict[str, tuple[str, bytes]]:
    """Feeds, lists and records that go on for ever or hold what is no text."""
    wrong = [
        {"id": n, "url": ["x"], "title": n, "content_html": f"<p>{SENTENCE}" if n % 2 else {"a": 1}, "date_published": n,
         "authors": "x", "language": 5, "summary": ["a"]}
        for n in range(40)
    ]  # fmt: skip
    sitemap = "<urlset xmlns:n='http://www.google.com/schemas/sitemap-news/0.9'>" + "".join(
        f"<url><loc>https://h.example/{n}</loc><n:news><n:title>Ministers meet {n}</n:title></n:news></url>"
        for n in range(5_050)
    )
    return {
        "a feed of wrong kinds": (
            "a.json",
            json.dumps({"version": "https://jsonfeed.org/version/1.1", "title": {"a": 1}, "items": wrong}).encode(),
        ),
        "a sitemap without an end": ("a.xml", (sitemap + "</urlset>").encode()),
        "an entry of breaks": (
            "b.xml",
            f"<rss><channel><item><title>x</title><description><![CDATA[{'<b>' * 160_000}]]></description></item>{entry(1)}</channel></rss>".encode(),
        ),
        "numbers of four thousand figures": (
            "a.jsonl",
            b"".join(b'{"text":"%s","id":%d}\n' % (SENTENCE.encode(), 10 ** (n * 400)) for n in range(10)),
        ),
        "a number beyond all": ("b.jsonl", b'{"text":"x","id":' + b"9" * 10_000 + b"}\n"),
        "a header of many fields": ("a.warc", record("response", page(f"<p>{SENTENCE}"))[:40] + b"X: y\r\n" * 100_000),
        "a package in a capture": ("a.warc.gz", gzip.compress(record("response", gzip.compress(page(SENTENCE))))[:-30]),
        "elements in elements": (
            "a.docx",
            packed({"word/document.xml": b"<w:document xmlns:w='u'><w:body><w:p>" + b"<w:r>" * 100_000}),
        ),
        "a message of messages": (
            "a.eml",
            b"From: a@b.example\nSubject: x\nDate: now\nContent-Type: message/rfc822\n\n" * 1_500,
        ),
    }


def pages() -> dict[str, tuple[str, bytes]]:
    """Pages of elements without end, or deeper than the parser goes."""
    return {
        "breaks without an end": ("a.html", page("<br>" * 1_000_000 + SENTENCE)),
        "breaks with words between": ("b.html", page(f"<div><p>{SENTENCE}</p>" + "<br>x " * 60_000)),
        "cells without an end": ("c.html", page("<table><tr>" + "<td>x" * 500_000)),
        "deeper than the parser": ("d.html", page("<em>" * 400 + f"<p>{SENTENCE}</p>")),
        "deeper, behind faults": ("e.html", page("<p>&no; &no; </i></u>" * 200 + "<em>" * 400 + f"<p>{SENTENCE}</p>")),
        "scripts without an end": ("f.html", page("<script>" * 200_000)),
    }


ENDLESS = {
    "en": (
        "(", "Han ", "A", "A. ", "Dr. ", "and Han Se-rin ", "Minister of the ", "the man who said that ", ",", "“", "'s", "By ",
        "March 4, 2026 ", "said Han, \"", "Q1 ", "9", "5 per cent of ", "[1]", "http://a", "Han met Tan. ", "\"Yes,\" said Han. ",
        "U.S. Gen. J. R. Quill Jr. vs. Dr. ",
    ),
    "ja": ("「", "「『重要だ。」", "国", "ア", "長官", "九", "9", "2026年3月4日", "億", "田中外相は", JAPANESE),
    "ko": ("\u1112\u1161\u11ab", "가", "장관", "장관은 장관이 ", "9", "구", "2026년 3월 4일 ", "“", "(한세린(", KOREAN),
    "zh": ("“‘重要。", "国", "部长", "九", "9", "2026年3月4日", "亿", "王部长说：“", CHINESE),
}  # fmt: skip
"""What the rules of each language know, to be repeated until the text is endless."""
