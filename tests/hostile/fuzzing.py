"""One input through ingest, as every fuzzer gives it."""

from __future__ import annotations

from dateline import ingest
from dateline.ingest.inputs import SUFFIXES as KNOWN
from dateline.model import Article, Rejected, encode

SUFFIXES = (*sorted(KNOWN), ".warc.gz", ".bin", "")
TYPES = (
    None,
    "text/html",
    "text/html; charset=euc-kr",
    "text/plain; charset=punycode",
    "application/rss+xml; charset=idna",
    "application/json; charset=utf-16",
    'x; charset="',
)


def feed_ingest(suffix: str, kind: str | None, data: bytes) -> None:
    """Raise AssertionError unless articles that hold together, or reasons, come of it."""
    raw = ingest.RawInput(name=f"input{suffix}", data=data, content_type=kind)
    made = list(ingest.extract_input(raw))
    assert made or not data.strip() or suffix
    for one in made:
        encode(one)
        if isinstance(one, Article):
            assert all(one.text[b.start : b.end].strip() for b in one.blocks)
            assert all(one.text[d.start : d.end] == d.text for d in one.disclosures)
        else:
            assert isinstance(one, Rejected)
            assert one.reason
