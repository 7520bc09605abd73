"""What a page says of itself in its head: JSON-LD first, then meta tags."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from msgspec import Struct

from dateline.ingest.decode import load_json
from dateline.ingest.page_lines import clean

_NEWS_TYPES = re.compile(r"Article|Report|BlogPosting|WebPage|LiveBlog")
_WRAPPED = re.compile(
    r"^\s*(?:<!--|/[/*]\s*<!\[CDATA\[\s*(?:\*/)?|<!\[CDATA\[)|(?:-->|(?:/[/*]\s*)?\]\]>\s*(?:\*/)?)\s*$"
)
_LAST_COMMA = re.compile(r",\s*([}\]])")
_LONE_FIELD = re.compile(r'"(datePublished|dateModified|headline)"\s*:\s*"((?:[^"\\\n]|\\.){4,300})"')
_NOT_WORDS = re.compile(r"\W+")
_MOST_NODES = 50

# by falling weight: what states the publication outright, and what other things are stated by as well
_PUBLISHED = (
    "article:published_time og:article:published_time article:published datepublished og:pubdate parsely-pub-date "
    "article.published pubdate publishdate publish-date publish_date publication_date publicationdate "
    "og:published_time sailthru.date originalpublicationdate ptime dc.date.issued dcterms.issued citation_publication_date "
    "dc.date.created dcterms.created cxenseparse:recs:publishtime cxenseparse:publishtime article:post_date vr:published-time "
    "pub_date article_date_original nikkei.publish_date firstcreate firstpublished"
)
_LOOSE = "date dc.date dcterms.date ob:date article:date"
_META = (
    ("headline", "og:title"),
    ("updated", "article:modified_time og:updated_time datemodified lastmod last-modified dcterms.modified dateupdate"),
    ("outlet", "og:site_name application-name"),
    ("byline", "author article:author dc.creator parsely-author sailthru.author"),
    ("standfirst", "og:description description twitter:description"),
    ("robots", "robots"),
    ("reservation", "tdm-reservation"),
    ("machine", "ai-disclosure aigc digitalsourcetype"),
)


class Head(Struct, frozen=True):
    """A page's account of itself: single ``fields`` by name, and every stamp it gives for its publication, as written:
    ``published`` outright, ``loose`` where the same field may mean another day."""

    fields: dict[str, str]
    published: tuple[str, ...] = ()
    loose: tuple[str, ...] = ()


def read_head(tree: Any) -> Head:
    """Headline, dates, outlet, author, description, language, canonical link, reservation: JSON-LD first, then meta tags."""
    fields: dict[str, str] = {}
    named = _meta_tags(tree)
    address = _canonical(tree, named)
    nodes, salvaged = _json_ld(tree)
    nodes = _of_this_page(nodes, address, named.get("og:title") or _title(tree))
    for node in nodes:
        _take_node(fields, node)
    for key, value in salvaged:
        _take(fields, {"datePublished": "published", "dateModified": "updated"}.get(key, key), value)
    published = [str(node["datePublished"]) for node in nodes if isinstance(node.get("datePublished"), str)]
    published += [value for key, value in salvaged if key == "datePublished"]
    for key, names in _META:
        for name in names.split():
            _take(fields, key, named.get(name))
    if tree.tag == "html":
        _take(fields, "lang", tree.get("lang"))
    _take(fields, "canonical", address)
    created = [str(node["dateCreated"]) for node in nodes if isinstance(node.get("dateCreated"), str)]
    return Head(
        fields,
        tuple(published + [named[name] for name in _PUBLISHED.split() if name in named]),
        tuple(created + [named[name] for name in _LOOSE.split() if name in named]),
    )


def _take_node(fields: dict[str, str], node: dict[str, Any]) -> None:
    _take(fields, "headline", node.get("headline"))
    _take(fields, "updated", node.get("dateModified"))
    _take(fields, "standfirst", node.get("description"))
    _take(fields, "lang", node.get("inLanguage"))
    _take(fields, "byline", _names_of(node.get("author")))
    _take(fields, "outlet", _names_of(node.get("publisher")))
    _take(fields, "machine", node.get("digitalSourceType"))


def _meta_tags(tree: Any) -> dict[str, str]:
    """The content of every meta tag by its property, name or itemprop in small letters; the first of a name counts."""
    named: dict[str, str] = {}
    for tag in tree.iter("meta"):
        content = tag.get("content")
        if content and content.strip():
            for attribute in ("property", "name", "itemprop", "http-equiv"):
                if tag.get(attribute):
                    named.setdefault(tag.get(attribute).strip().lower(), content)
    return named


def _canonical(tree: Any, named: dict[str, str]) -> str | None:
    for link in tree.iter("link"):
        if (link.get("rel") or "").lower() == "canonical" and (link.get("href") or "").strip():
            return str(link.get("href"))
    return named.get("og:url")


def _title(tree: Any) -> str:
    return next((clean(element.text_content()) for element in tree.iter("title")), "")


def _json_ld(tree: Any) -> tuple[list[dict[str, Any]], list[tuple[str, str]]]:
    """Every JSON-LD node that describes an article, articles before pages; of a malformed block, the lone fields that
    can still be read in it: it loses nothing but itself."""
    nodes: list[dict[str, Any]] = []
    salvaged: list[tuple[str, str]] = []
    for script in tree.iter("script"):
        if (script.get("type") or "").strip().lower() != "application/ld+json" or not script.text:
            continue
        words = _WRAPPED.sub("", _WRAPPED.sub("", script.text)).strip().removesuffix(";")
        try:
            data = load_json(words, strict=False)
        except (ValueError, RecursionError):
            try:
                data = load_json(_LAST_COMMA.sub(r"\1", words), strict=False)
            except (ValueError, RecursionError):
                salvaged += [(m[1], m[2]) for m in _LONE_FIELD.finditer(words[:200_000])]
                continue
        nodes.extend(_nodes_of(data))
    return sorted(nodes, key=lambda node: "WebPage" in str(node.get("@type", ""))), salvaged


def _nodes_of(data: Any) -> Iterator[dict[str, Any]]:
    for node in (data if isinstance(data, list) else [data])[:_MOST_NODES]:
        if not isinstance(node, dict):
            continue
        graph, main = node.get("@graph"), node.get("mainEntity")
        for inner in [node, main, *(graph if isinstance(graph, list) else [graph])]:
            if isinstance(inner, dict) and _NEWS_TYPES.search(str(inner.get("@type", ""))):
                yield inner


def _of_this_page(nodes: Sequence[dict[str, Any]], address: str | None, title: str) -> list[dict[str, Any]]:
    """Of several articles that a page describes (its teasers among them), those that are the page's own."""
    articles = [n for n in nodes if "WebPage" not in str(n.get("@type", ""))]
    if len(articles) < 2:
        return list(nodes)
    key, place = _key(title), (address or "").split("#")[0].rstrip("/")
    own = [n for n in articles if _is_own(n, key, place)]
    return [n for n in nodes if not own or n in own or n not in articles]


def _is_own(node: dict[str, Any], key: str, place: str) -> bool:
    headline = _key(str(node.get("headline") or node.get("name") or ""))
    if len(headline) > 8 and (headline in key or (len(key) > 8 and key in headline)):
        return True
    main = node.get("mainEntityOfPage")
    addresses = [node.get("url"), node.get("@id"), main.get("@id") if isinstance(main, dict) else main]
    return bool(place) and any(isinstance(a, str) and a.split("#")[0].rstrip("/") == place for a in addresses)


def _key(words: str) -> str:
    return _NOT_WORDS.sub("", words).lower()


def _names_of(value: Any) -> str | None:
    if isinstance(value, list):
        names = [name for item in value if (name := _names_of(item))]
        return ", ".join(dict.fromkeys(names)) or None
    if isinstance(value, dict):
        value = value.get("name")
    return value if isinstance(value, str) else None


def _take(fields: dict[str, str], key: str, value: Any) -> None:
    if key not in fields and isinstance(value, str) and value.strip():
        fields[key] = clean(value)
