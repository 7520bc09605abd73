# ruff: noqa: E501 (rows of a table)
"""The fourth hostile set: WARC archives that lie about themselves, and records in our own wire form that others wrote. All content is invented."""

from __future__ import annotations

import gzip
import io
import json
from typing import Any

from inputs import SCRIPT, SENTENCE, page, pdf

PAGE = page(f"<h1>Lowmoor library to reopen</h1><p>{SENTENCE}</p>" * 3)


def held(
    kind: str,
    block: bytes,
    fields: str = "",
    *,
    size: int | None = None,
    url: str = "https://a.example/",
    of: str = "application/http",
) -> bytes:
    """One record around a block; ``size`` is what it says of its length."""
    head = f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {url}\r\n{fields}Content-Type: {of}\r\nContent-Length: {len(block) if size is None else size}\r\n\r\n"
    return head.encode() + block + b"\r\n\r\n"


def answer(body: bytes, fields: str = "Content-Type: text/html\r\n") -> bytes:
    """A response of a server."""
    return b"HTTP/1.1 200 OK\r\n" + fields.encode() + b"\r\n" + body


GOOD = held("response", answer(PAGE))


def bomb(before: bytes, filler: bytes, megabytes: int) -> bytes:
    """Bytes and a filler without end, packed."""
    out = io.BytesIO()
    with gzip.GzipFile(fileobj=out, mode="wb", compresslevel=6) as file:
        file.write(before)
        for _ in range(megabytes):
            file.write(filler * (1_000_000 // len(filler)))
    return out.getvalue()


def nested(levels: int) -> bytes:
    """Archives in archives."""
    made = PAGE
    for _ in range(levels):
        made = held("response", answer(made))
    return made


def archives() -> dict[str, tuple[str, bytes]]:
    """Archives that hurt a careless reader, each of which took it down or held it up for more than its time."""
    tiny = b"WARC/1.0\r\nWARC-Type: x\r\nContent-Length: 0\r\n\r\n\r\n\r\n"
    crowd = gzip.compress(held("response", answer(page("<p>x " * 60_000))), 9)
    return {
        "archives in archives": ("a.warc", nested(900)),
        "a million records": ("a.warc", tiny * 150_000),
        "a line without an end": ("a.warc", b"WARC/1.0\r\nX: " + b"y" * 30_000_000),
        "a packed line without an end": ("a.warc.gz", bomb(b"WARC/1.0\r\nX: ", b"y", 150)),
        "packed fields without an end": ("a.warc.gz", bomb(b"WARC/1.0\r\n", b"A: b\r\n", 150)),
        "packed blank lines": ("a.warc.gz", bomb(GOOD, b"\n", 150)),
        "more behind a record than it says": ("a.warc.gz", bomb(GOOD, b"z", 150)),
        "a packed header of a server": ("a.warc.gz", bomb(b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://a.example/\r\nContent-Length: 2999999999\r\n\r\nHTTP/1.1 200 OK\r\nX: ", b"y", 150)),
        "bombs in records": ("a.warc", held("response", answer(gzip.compress(b"x" * 40_000_000, 9))) * 40),
        "crowded pages": ("a.warc.gz", crowd * 40),
    }  # fmt: skip


BROKEN: dict[str, tuple[str, bytes, int]] = {
    "a length too short": ("a.warc", held("response", answer(PAGE), size=60) + GOOD, 1),
    "a length beyond the file": ("a.warc", GOOD + held("response", answer(PAGE), size=10**9), 1),
    "a length of other figures": ("a.warc", GOOD.replace(b"Length: ", b"Length: \xc2\xb2") + GOOD, 1),
    "a negative length": ("a.warc", GOOD.replace(b"Length: ", b"Length: -") + GOOD, 1),
    "two lengths": ("a.warc", GOOD.replace(b"Content-Length", b"Content-Length: 3\r\nContent-Length", 1) + GOOD, 1),
    "a last record cut short": ("a.warc", GOOD + GOOD[:-80], 1),
    "a last member cut short": ("a.warc.gz", gzip.compress(GOOD) + gzip.compress(GOOD)[:-30], 1),
    "rubbish between members": ("a.warc.gz", gzip.compress(GOOD) + b"\0junk\xff" * 50 + gzip.compress(GOOD), 2),
    "rubbish between records": ("a.warc", GOOD + b"\0junk\xff\n" * 50 + GOOD, 2),
    "a version that is none": ("a.warc", GOOD.replace(b"WARC/1.0", b"WARC/9.9") + GOOD, 1),
}  # fmt: skip
"""Archives of which a part is broken: name, bytes, and how many pages can be read all the same."""

SOUND: dict[str, tuple[str, bytes, int]] = {
    "wrong digests": ("a.warc", held("response", answer(PAGE), "WARC-Block-Digest: sha1:AAAA\r\n") + GOOD, 2),
    "visits of the same page": ("a.warc", GOOD + held("revisit", answer(b""), "WARC-Refers-To: <urn:uuid:x>\r\n") * 9, 1),
    "a page in segments": ("a.warc", held("response", answer(PAGE), "WARC-Segment-Number: 1\r\n") + held("continuation", PAGE, "WARC-Segment-Number: 2\r\n"), 1),
    "members in one": ("a.warc.gz", gzip.compress(GOOD * 3), 3),
    "names to hurt": ("a.warc", held("response", answer(PAGE), "X: \0\x1b[31m\r\n", url=f"https://a.example/\u202e{SCRIPT}\0") + GOOD, 2),
    "no address": ("a.warc", GOOD.replace(b"WARC-Target-URI: https://a.example/\r\n", b"") + GOOD, 1),
    "texts as resources": ("a.warc", held("resource", PAGE, of="text/html") + held("resource", SENTENCE.encode(), of="text/plain") + held("resource", b"\x89PNG", of="image/png"), 2),
    "words of a crawler": ("a.warc", held("resource", SENTENCE.encode(), of="text/plain", url="metadata://gnu.org/software/wget/warc/wget.log") + GOOD, 1),
    "packed once and again": ("a.warc", held("response", answer(gzip.compress(PAGE), "Content-Type: text/html\r\nContent-Encoding: gzip\r\n")), 1),
    "chunks": ("a.warc", held("response", answer(b"%x\r\n%s\r\n0\r\n\r\n" % (len(PAGE), PAGE), "Content-Type: text/html\r\nTransfer-Encoding: chunked\r\n")), 1),
}  # fmt: skip
"""Archives that are strange and not broken."""


def halves() -> tuple[str, bytes]:
    """A PDF whose font says that its letters are halves of surrogate pairs."""
    table = b"/CIDInit /ProcSet findresource begin begincmap 1 begincodespacerange <00> <FF> endcodespacerange 2 beginbfchar <41> <D800> <42> <DFFF> endbfchar endcmap end"
    font = b"6 0 obj<</Length %d>>stream\n%s\nendstream endobj\n" % (len(table), table)
    made = pdf(b"BT /F1 12 Tf 72 700 Td (AABB the council met on Monday and agreed) Tj ET", form=font)
    return "a.pdf", made.replace(b"/BaseFont/Helvetica>>", b"/BaseFont/Helvetica/ToUnicode 6 0 R>>")


def long_ones() -> dict[str, tuple[str, bytes]]:
    """Fields, lists and stretches without an end."""
    feed = "<rss><channel>{}<item><title>x</title>{}</item></channel></rss>"
    items = [{"id": str(n), "content_text": SENTENCE} for n in range(1_000)]
    return {
        "a comment without an end": ("a.xml", feed.format(f"<!--{'x-' * 12_000_000}-->", "").encode()),
        "a day of five megabytes": ("a.xml", feed.format("", f"<pubDate>{'Thu, 08 ' * 600_000}</pubDate>").encode()),
        "a title of a hundred thousand": ("a.json", json.dumps({"version": "https://jsonfeed.org/version/1", "title": "<b>\u202e" * 25_000, "items": items}).encode()),
        "days in one line": ("a.txt", f"{'EMBARGOED until 10:00 8 January 2026 ' * 25_000}{SENTENCE}".encode()),
        "numbers for records": ("a.json", b"[" + b"1," * 1_500_000 + b"1]"),
        "members of nothing": ("a.html.gz", gzip.compress(b"", 1) * 500_000),
        "headings without an end": ("a.txt", f"{'Related stories' + chr(10)}".encode() * 30_000 + SENTENCE.encode()),
    }  # fmt: skip


MEETING = "The Foreign Minister of Lowmoor, Tessa Quill, met the Foreign Minister of Harbourland, Piet Renn, in Lowmoor on 8 January 2026."
_BODY = {"kind": "body", "start": 0, "end": len(MEETING), "lang": "en"}


def wire(**fields: Any) -> dict[str, Any]:
    """A record in our own wire form."""
    return {
        "id": "a1",
        "source": "s",
        "lang": "en",
        "text": MEETING,
        "published": "2026-01-08",
        "blocks": [_BODY],
    } | fields


FALSE_RECORDS: dict[str, dict[str, Any]] = {
    "an embargo of words": wire(embargo_until="tomorrow"),
    "an embargo without a zone": wire(embargo_until="2026-01-08T10:00:00"),
    "an embargo that is a day": wire(embargo_until="2026-01-08"),
    "a day of words": wire(published="not a day"),
    "a year alone": wire(published="2026"),
    "a year beyond all": wire(published="99999-01-01"),
    "the first instant": wire(published="0001-01-01T00:00:00+14:00"),
    "a change of words": wire(updated="x"),
    "an unknown language": wire(lang="zz"),
    "a path for a language": wire(lang="../../etc"),
    "a block of a path": wire(blocks=[{**_BODY, "lang": "../x"}]),
    "blocks on one another": wire(blocks=[_BODY] * 500),
    "blocks in another order": wire(blocks=[{**_BODY, "start": 50}, {**_BODY, "end": 40}]),
    "a disclosure outside": wire(disclosures=[{"kind": "ai_text", "text": "x", "start": -5, "end": 10**9}]),
    "an address that is none": wire(url="http://[::1"),
    "an outlet of a megabyte": wire(outlet="o" * 1_000_000),
    "an id of a megabyte": wire(id="x" * 1_000_000),
}
"""Records of which each ended the whole run, or held it up."""

TRUE_RECORDS: dict[str, dict[str, Any]] = {
    "a path for an id": wire(id="../../../../tmp/owned", source="../../../etc/passwd"),
    "markup": wire(id="a\nb\0", headline=SCRIPT + "\u202e", outlet=SCRIPT + "\u200b", byline=SCRIPT + "\u2066\0"),
    "addresses": wire(id="a3", url="javascript:alert(1)", links=["http://[", "javascript:alert(1)", SCRIPT]),
}
"""Records of strange words that are only words."""
