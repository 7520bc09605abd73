"""A feed taken apart: each entry with a key, the digest of its words, and a feed document of its own."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Sequence
from html.entities import html5
from typing import Any
from urllib.parse import urljoin

from msgspec import Struct

from dateline.ingest.decode import Undecodable, decode_text, load_json
from dateline.model import digest

MOST = 10_000  # entries of one feed that are looked at
MOST_WRITTEN = 100_000_000  # bytes of all the documents of one feed: what stands around its entries is in each of them
_HEAD = re.compile(r"^\s*<\?xml[^>]*\?>")
_WHOLE = re.compile(r"</(?:[\w-]{1,40}:)?(?:rss|feed|RDF|urlset)\s*+>\s*+(?:<!--(?:(?!-->).)*+-->\s*+)*+\Z", re.S)
_ROOT = re.compile(r"<(?:[\w-]+:)?(?:rss|feed|RDF|urlset)\b")
_NAMED = re.compile(r"&(?!(?:amp|lt|gt|quot|apos);)([A-Za-z][A-Za-z0-9]*);")
_TAGS = re.compile(r"<[^<>]*+>")
_MINUTES = re.compile(r"[0-9]{1,6}")
_CHARSET = re.compile(r"charset=\"?([\w-]+)", re.I)
_ENTRY_OF = {"rss": "item", "RDF": "item", "feed": "entry", "urlset": "url"}
_TEXTS = ("description", "encoded", "content", "summary", "content_html", "content_text")
_CHANGED = ("updated", "modified", "lastmod", "date_modified")
_ATOM = "http://www.w3.org/2005/Atom"


class BrokenFeed(ValueError):
    """The bytes are no feed, or only a part of one."""


class Entry(Struct, frozen=True, kw_only=True):
    """One entry. ``words``: a digest of its title and text, the same while they stay the same; ``changed``: what the feed
    says of its last change; ``size``: characters of its longest text; ``place``: its number in the document."""

    key: str
    link: str | None
    words: str
    changed: str | None
    size: int
    place: int


class SplitFeed:
    """The entries of one feed document, and the document of any of them."""

    entries: tuple[Entry, ...]
    ttl: float
    beyond: int = 0
    """Entries of the document that are not looked at."""

    def document(self, place: int, seen: str | None = None) -> bytes:
        """The feed with the one entry alone. ``seen``: when it was seen to have changed, written into an entry that does
        not say when itself."""
        raise NotImplementedError


def split_feed(data: bytes, content_type: str, url: str) -> SplitFeed:
    """A feed of RSS, RDF, Atom or JSON Feed, or a news sitemap, taken apart. Raises BrokenFeed."""
    charset = _CHARSET.search(content_type or "")
    try:
        text = decode_text(data, charset.group(1) if charset else None).lstrip("\ufeff \t\r\n")
    except Undecodable as error:
        raise BrokenFeed(str(error)) from error
    if text.startswith("{"):
        return _JsonFeed(text, url)
    if not _ROOT.search(text[:5000]):
        raise BrokenFeed("no feed: neither RSS, Atom, JSON Feed nor a news sitemap")
    if not _WHOLE.search(text[-5000:]):
        raise BrokenFeed("the feed breaks off before its end")
    return _XmlFeed(text, url)


class _XmlFeed(SplitFeed):
    def __init__(self, text: str, url: str) -> None:
        from lxml import etree

        parser = etree.XMLParser(
            resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=True, remove_comments=True
        )
        plain = _NAMED.sub(lambda m: html5.get(m[1] + ";", m[0]), _HEAD.sub("", text, count=1))
        try:
            self._root = etree.fromstring(plain.encode("utf-8", "replace"), parser=parser)
        except (etree.XMLSyntaxError, ValueError) as error:
            raise BrokenFeed(f"no XML: {error}") from error
        if self._root is None:
            raise BrokenFeed("no XML")
        named = _ENTRY_OF.get(_name(self._root))
        found = list(self._root.iter("{*}" + named)) if named else []
        items = [(e, e.getparent()) for e in found if e.getparent() is not None]
        self._items, self.beyond = items[:MOST], max(0, len(items) - MOST)
        told = [_fields(item) for item, _ in self._items]
        self.entries = _entries(told, url)
        self.ttl = _minutes(next((e.text for e in self._root.iter("{*}ttl")), None))
        for item, parent in items:
            parent.remove(item)
        _hold_small(len(etree.tostring(self._root)), len(self.entries))

    def document(self, place: int, seen: str | None = None) -> bytes:
        from lxml import etree

        item, parent = self._items[place]
        parent.append(item)
        stamped = None
        if seen is not None and not any(_name(e) in _CHANGED for e in item if isinstance(e.tag, str)):
            stamped = etree.SubElement(item, f"{{{_ATOM}}}updated")
            stamped.text = seen
        made = bytes(etree.tostring(self._root, encoding="utf-8", xml_declaration=True, with_tail=False))
        if stamped is not None:
            item.remove(stamped)
        parent.remove(item)
        return made


class _JsonFeed(SplitFeed):
    def __init__(self, text: str, url: str) -> None:
        try:
            feed = load_json(text)
        except (ValueError, RecursionError) as error:
            raise BrokenFeed(f"no JSON: {error}") from error
        items = feed.get("items") if isinstance(feed, dict) else None
        if not isinstance(items, list):
            raise BrokenFeed("no feed: a JSON object without items")
        self._feed = feed
        self._items = [i for i in items if isinstance(i, dict)][:MOST]
        self.beyond = max(0, len(items) - MOST)
        self.entries = _entries([_json_fields(i) for i in self._items], url)
        self.ttl = 0.0
        _hold_small(len(self._written([])), len(self.entries))

    def document(self, place: int, seen: str | None = None) -> bytes:
        item = self._items[place]
        if seen is not None and not item.get("date_modified"):
            item = {**item, "date_modified": seen}
        return self._written([item])

    def _written(self, items: list[dict[str, Any]]) -> bytes:
        return json.dumps({**self._feed, "items": items}, ensure_ascii=False).encode()


def _hold_small(around: int, entries: int) -> None:
    """Raise BrokenFeed where what stands around the entries, which goes with each of them, is too much."""
    if around * entries > MOST_WRITTEN:
        raise BrokenFeed(f"{around} bytes around {entries} entries: more than a feed needs")


def _entries(told: Sequence[dict[str, str]], url: str) -> tuple[Entry, ...]:
    """The entries, each key once. A guid is the key unless the feed gives it to more than one link; then both are."""
    links = [_joined(url, t["link"]) if t.get("link") else None for t in told]
    of_guid = Counter(guid for guid, _ in {(t.get("guid"), link) for t, link in zip(told, links, strict=True)} if guid)
    entries: dict[str, Entry] = {}
    for place, (one, link) in enumerate(zip(told, links, strict=True)):
        guid = one.get("guid", "") if of_guid[one.get("guid", "")] == 1 else ""
        texts = [_plain(one.get(name, "")) for name in _TEXTS]
        title, longest = _plain(one.get("title", "")), max(texts, key=len)
        if not (title or longest):
            continue
        named = guid or "\n".join((one.get("guid", ""), link or "")).strip() or title or longest
        made = Entry(
            key=digest(named)[:16],
            link=link if link and link.startswith(("http://", "https://")) else None,
            words=digest(title, longest)[:16],
            changed=next((one[name] for name in _CHANGED if one.get(name)), None),
            size=len(longest),
            place=place,
        )
        entries.setdefault(made.key, made)
    return tuple(entries.values())


def _joined(url: str, link: str) -> str | None:
    """The address of a link; None for one that is none."""
    try:
        return urljoin(url, link)
    except ValueError:
        return None


def _fields(item: Any) -> dict[str, str]:
    """The fields of an entry by their local names; the first of a name stands, the entry's own before a nested one."""
    told: dict[str, str] = {}
    nested = (e for child in item for e in child.iter("{*}title"))
    for element in (*(e for e in item if isinstance(e.tag, str)), *nested):
        name = _name(element)
        words = "".join(element.itertext()).strip()
        if name in ("guid", "id"):
            told.setdefault("guid", words)
            if name == "guid" and element.get("isPermaLink") == "true":
                told.setdefault("permalink", words)
        elif name in ("link", "loc") and element.get("rel", "alternate") == "alternate":
            told.setdefault("link", (element.get("href") or words).strip())
        elif name == "title" or name in _CHANGED:
            told.setdefault(name, words)
        elif name in _TEXTS and len(words) > len(told.get(name, "")):
            told[name] = words
    told["link"] = told.get("link") or told.get("permalink") or ""
    return told


def _json_fields(item: dict[str, Any]) -> dict[str, str]:
    told = {k: str(v) for k, v in item.items() if isinstance(v, str | int)}
    return {**told, "guid": told.get("id", ""), "link": told.get("url", "")}


def _name(element: Any) -> str:
    return str(element.tag).rpartition("}")[2]


def _plain(markup: str) -> str:
    return " ".join(_TAGS.sub(" ", markup).split())


def _minutes(ttl: str | None) -> float:
    return 60.0 * float(ttl) if ttl and _MINUTES.fullmatch(ttl.strip()) else 0.0
