"""A libFuzzer program for one parser: ``python fuzz.py TARGET [libFuzzer options] CORPUS...``."""

from __future__ import annotations

import sys
from collections.abc import Callable

import atheris

with atheris.instrument_imports(include=["dateline.ingest", "feedparser", "email"]):
    from dateline.ingest import archive, dump, extract, feed, html, lists, mail, records  # noqa: F401
from fuzzing import SUFFIXES, TYPES, feed_ingest
from gauge import warm

OPENINGS: dict[str, tuple[str, bytes]] = {
    "html": (".html", b"<html>"),
    "feed": (".xml", b"<rss><channel>"),
    "lists": (".xml", b"<urlset>"),
    "records": (".jsonl", b"{"),
    "mail": (".eml", b""),
    "document": (".docx", b"PK\x03\x04"),
    "pdf": (".pdf", b"%PDF-1.4\n"),
    "warc": (".warc", b""),
    "dump": (".txt", b""),
}


def parser(target: str) -> Callable[[bytes], None]:
    """What feeds bytes to one parser: by its suffix, with the opening that brings them there where they lack one."""

    def one(data: bytes) -> None:
        suffix, opening = OPENINGS[target]
        feed_ingest(suffix, None, data if data.startswith(opening) else opening + data)

    def any_of_them(data: bytes) -> None:
        if len(data) > 2:
            feed_ingest(SUFFIXES[data[0] % len(SUFFIXES)], TYPES[data[1] % len(TYPES)], data[2:])

    return any_of_them if target == "any" else one


if __name__ == "__main__":
    warm()  # models load before the clock runs
    atheris.Setup([sys.argv[0], *sys.argv[2:]], parser(sys.argv[1]))
    atheris.Fuzz()
