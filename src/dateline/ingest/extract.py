"""One input to its articles: find the format, hand it to the format's module, and turn every failure into a reason."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator

from msgspec import Struct
from msgspec.structs import replace

from dateline.ingest.addresses import host_of
from dateline.ingest.archive import Captured, read_warc
from dateline.ingest.assemble import MAX_CHARS, finish_article
from dateline.ingest.decode import Undecodable, decode_text, load_json, looks_binary
from dateline.ingest.documents import read_document
from dateline.ingest.draft import Draft
from dateline.ingest.dump import read_dump
from dateline.ingest.feed import read_feed, read_json_feed
from dateline.ingest.html import TooDeep, read_html
from dateline.ingest.inputs import MAX_BYTES, RawInput
from dateline.ingest.lists import is_opml, is_sitemap, read_sitemap
from dateline.ingest.mail import looks_like_mail, read_mail
from dateline.ingest.printed import read_pdf
from dateline.ingest.records import read_lines, read_list
from dateline.ingest.warc import Room, TooMuch
from dateline.model import Article, Rejected

VERSION = "4"
_LONE = re.compile("[\ud800-\udfff]")
_HTML = re.compile(r"<(?:!doctype html|html|head|body|article|div|p)\b", re.I)
# every attempt ends at the next tag of its kind, so that a page of open tags costs no more than its length
_MARKUP = re.compile(r"<(script|style)\b[^<]*+(?:<(?!/?\1\b)[^<]*+)*+</\1\b[^<>]*>|<[^<>]*>", re.I)
_PORTION = 65_536
_MOST_MEMBERS = 100_000  # of a gzip file
_DEEPEST = 3  # archives and messages one in the other
_FEED = re.compile(r"<(?:rss|feed|rdf:RDF)\b", re.I)


class Settings(Struct, frozen=True, kw_only=True):
    """``published``: the ISO date or instant for inputs that state none. ``licensed``: hosts of which the operator holds
    a licence, so that what they reserve for text and data mining may be read all the same."""

    published: str | None = None
    licensed: tuple[str, ...] = ()


_DEFAULTS = Settings()


def extract_input(raw: RawInput, settings: Settings = _DEFAULTS) -> Iterator[Article | Rejected]:
    """Every article in one input, or the reasons why there is none. Never raises for bad input."""
    yield from _extracted(raw, settings, Room(len(raw.data)), 0)


def _extracted(raw: RawInput, settings: Settings, room: Room, depth: int) -> Iterator[Article | Rejected]:
    """What stands in an input that lies so deep in others, all of which share the ``room`` to unpack to."""
    data = raw.data
    if _LONE.search(raw.name):  # a file's or an attachment's name that is no UTF-8
        raw = replace(raw, name=_LONE.sub("\ufffd", raw.name))
    if not data.strip():
        yield Rejected(raw.name, "empty", "nothing in it")
        return
    if data.startswith(b"\x1f\x8b") and not raw.name.endswith((".warc.gz", ".warc")):
        unpacked = _gunzip(raw.name, data, room)
        if isinstance(unpacked, Rejected):
            yield unpacked
            return
        data = unpacked
    if data.startswith(b"WARC/") or raw.name.endswith((".warc", ".warc.gz")):
        yield from _from_archive(raw.name, data, settings, room, depth)
        return
    if data.startswith((b"PK\x03\x04", b"%PDF")):
        reader = read_pdf if data.startswith(b"%PDF") else read_document
        yield _settled(reader(raw.name, data), settings)
        return
    if looks_binary(data):
        yield Rejected(
            raw.name, "binary", "not a text file; give HTML, a feed, text, JSON Lines, PDF, DOCX, HWPX, mail or WARC"
        )
        return
    if raw.name.lower().endswith(".eml") or looks_like_mail(data[:4000].decode("latin-1").replace("\r\n", "\n")):
        yield from _from_mail(raw.name, data, settings, room, depth)
        return
    try:
        text = decode_text(data, _charset_of(raw.content_type))
    except Undecodable as error:
        yield Rejected(raw.name, "encoding", str(error))
        return
    yield from _from_text(raw, text, settings)


def _from_text(raw: RawInput, text: str, settings: Settings) -> Iterator[Article | Rejected]:
    head = text[:3000].lstrip("\ufeff \t\r\n")
    suffix = raw.name.rsplit("#", 1)[0].lower().removesuffix(".gz").rsplit(".", 1)[-1]
    if not text.strip():
        yield Rejected(raw.name, "empty", "nothing in it")
    elif head.startswith("{") and suffix in ("jsonl", "ndjson"):
        yield from read_lines(raw.name, text, settings.published)
    elif head.startswith("{") and "jsonfeed.org/version" in head:
        yield from read_json_feed(raw.name, text, settings.published)
    elif head.startswith(("{", "[")) and (suffix in ("json", "jsonl", "ndjson") or '"text"' in head):
        yield from _from_json(raw.name, text, settings)
    elif head.startswith("<") and _FEED.search(head):
        yield from read_feed(raw.name, text, settings.published, raw.taken)
    elif head.startswith("<") and is_opml(head.encode("utf-8", "replace")):
        yield Rejected(
            raw.name, "not_allowed", "a list of feeds: give it as a file or an address, and its feeds are read"
        )
    elif head.startswith("<") and is_sitemap(head):
        yield from (_settled(page, settings) for page in read_sitemap(raw.name, text, raw.taken))
    elif suffix in ("html", "htm", "xhtml") or (head.startswith("<") and _HTML.search(head)):
        yield _from_page(raw, text, settings)
    elif suffix in ("jsonl", "ndjson"):
        yield from read_lines(raw.name, text, settings.published)
    else:
        draft = read_dump(raw.name, text)
        draft.url = raw.url
        yield _finish(draft, settings)


def _from_json(name: str, text: str, settings: Settings) -> Iterator[Article | Rejected]:
    try:
        whole = load_json(text)
    except (ValueError, RecursionError):
        yield from read_lines(name, text, settings.published)
        return
    yield from read_list(name, whole if isinstance(whole, list) else [whole], settings.published)


def _from_page(raw: RawInput, markup: str, settings: Settings) -> Article | Rejected:
    name = raw.name
    if len(markup) > 2 * MAX_CHARS and (size := len(_MARKUP.sub("", markup))) > 2 * MAX_CHARS:
        return Rejected(name, "too_large", f"{size} characters of text; the limit is {MAX_CHARS}: split the page")
    try:
        draft = read_html(name, markup, raw.url)
        draft.reserved = draft.reserved or raw.reserved
    except TooDeep as error:
        return Rejected(name, error.code, f"{error}; save the page as text")
    except RecursionError as error:
        return Rejected(name, "too_deep", f"{error}; save the page as text")
    return _finish(draft, settings)


def _from_mail(name: str, data: bytes, settings: Settings, room: Room, depth: int) -> Iterator[Article | Rejected]:
    for part in read_mail(name, data):
        if isinstance(part, RawInput):
            yield from _within(part, settings, room, depth)
        else:
            yield _settled(part, settings)


def _settled(made: Draft | Rejected, settings: Settings) -> Article | Rejected:
    return made if isinstance(made, Rejected) else _finish(made, settings)


def _finish(draft: Draft, settings: Settings) -> Article | Rejected:
    draft.given_published = settings.published
    host = (host_of(draft.url) if draft.url else draft.host) or ""
    if draft.reserved and not any(host == h or host.endswith(f".{h}") for h in settings.licensed):
        reason = "its outlet reserves text and data mining (tdm-reservation: 1); record the licence you hold to read it"
        return Rejected(draft.source, "not_allowed", reason)
    return finish_article(draft)


def _from_archive(name: str, data: bytes, settings: Settings, room: Room, depth: int) -> Iterator[Article | Rejected]:
    some = False
    for page in read_warc(name, data, room):
        some = True
        if isinstance(page, Captured):
            raw = RawInput(
                name=page.name, data=page.data, url=page.url, content_type=page.content_type, reserved=page.reserved
            )
            yield from _within(raw, settings, room, depth)
        else:
            yield page
    if not some:
        yield Rejected(name, "no_text", "the archive holds no HTML page and no text")


def _within(raw: RawInput, settings: Settings, room: Room, depth: int) -> Iterator[Article | Rejected]:
    """What stands in a part of an archive or a message."""
    if depth == _DEEPEST:
        yield Rejected(raw.name, "too_deep", "archives in archives without an end: give the pages themselves")
    else:
        yield from _extracted(raw, settings, room, depth + 1)


def _gunzip(name: str, data: bytes, room: Room) -> bytes | Rejected:
    """The members of a gzip file (RFC 1952), one after the other; what stands behind the last one is padding."""
    out = bytearray()
    at = 0
    members = 0
    while data.startswith(b"\x1f\x8b", at):
        members += 1
        if members > _MOST_MEMBERS:
            return Rejected(name, "too_large", f"more than {_MOST_MEMBERS} members: split the file")
        unpacker = zlib.decompressobj(wbits=31)
        rest = memoryview(data)[at:]
        try:
            for start in range(0, len(rest), _PORTION):
                portion = unpacker.decompress(
                    rest[start : start + _PORTION], min(MAX_BYTES - len(out), max(0, room.left)) + 1
                )
                room.take(len(portion))
                out += portion
                if len(out) > MAX_BYTES:
                    return Rejected(name, "too_large", f"unpacks to more than {MAX_BYTES} bytes: split the file")
                if unpacker.eof:
                    at += min(start + _PORTION, len(rest)) - len(unpacker.unused_data)
                    break
            else:
                return Rejected(name, "archive", "the gzip data breaks off: fetch the file again")
        except zlib.error as error:
            return Rejected(name, "archive", f"broken gzip data: {error}")
        except TooMuch as error:
            return Rejected(name, "too_large", f"{error}: split the file")
    return bytes(out)


def _charset_of(content_type: str | None) -> str | None:
    found = re.search(r"charset=([\w-]+)", content_type or "", re.I)
    return found.group(1) if found else None
