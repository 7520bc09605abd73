# ruff: noqa: E501 (rows of a table)
"""Write the small seeds of the fuzzers: one well-formed input of every format (``python tests/hostile/make_corpus.py``)."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

from inputs import FEED, KOREAN, SENTENCE, docx, hwpx, mail, page, pdf, record

CORPUS = Path(__file__).parent / "corpus"


def seeds() -> dict[str, bytes]:
    """File name -> bytes."""
    words = page(
        f"<h1>Lowmoor library</h1><p>{SENTENCE}</p><p>{KOREAN}</p>",
        '<meta charset="utf-8"><meta name="author" content="Ada Bell"><meta property="article:published_time" content="2026-01-08T10:00:00Z">',
    )
    entry = {"id": "k1", "text": SENTENCE, "headline": "Lowmoor library", "published": "2026-01-08", "lang": "en"}
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "Harbour",
        "items": [{"url": "https://a.example/1", "title": "Library", "content_text": SENTENCE}],
    }
    return {
        "page.html": words,
        "page-euckr.html": page(f"<p>{KOREAN}</p>", '<meta charset="euc-kr">').decode().encode("cp949"),
        "feed.rss": FEED.format("Harbour", "https://a.example/1", SENTENCE).encode(),
        "feed.atom": f'<feed xmlns="http://www.w3.org/2005/Atom"><title>Harbour</title><entry><title>Library</title><id>u</id><updated>2026-01-08T10:00:00Z</updated><content>{SENTENCE}</content></entry></feed>'.encode(),
        "feed.json": json.dumps(feed).encode(),
        "records.jsonl": json.dumps(entry).encode() + b"\n",
        "sitemap.xml": b'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"><url><loc>https://a.example/1</loc><news:news><news:title>Library</news:title></news:news></url></urlset>',
        "feeds.opml": b'<opml version="2.0"><body><outline xmlUrl="https://a.example/feed"/></body></opml>',
        "text.txt": f"Lowmoor library\n\nBy Ada Bell\n8 January 2026\n\n{SENTENCE}\n\n{KOREAN}".encode(),
        "text.md": f"# Lowmoor library\n\n> {SENTENCE}\n\n- [x](https://a.example/)\n".encode(),
        "document.docx": docx(f"<w:p><w:r><w:t>{SENTENCE}</w:t></w:r></w:p>"),
        "document.hwpx": hwpx(f"<p><run><t>{KOREAN}</t></run></p>"),
        "release.pdf": pdf(b"BT /F1 12 Tf 20 700 Td (" + SENTENCE.encode() + b") Tj ET"),
        "readout.eml": mail("Library reopens", SENTENCE, ("release.pdf", b"%PDF-1.4 x")),
        "pages.warc": record("response", words),
        "pages.warc.gz": gzip.compress(record("response", words), mtime=0),
        "page.html.gz": gzip.compress(words, mtime=0),
    }


if __name__ == "__main__":
    CORPUS.mkdir(exist_ok=True)
    for name, data in seeds().items():
        (CORPUS / name).write_bytes(data)
