"""What a page says of itself in its head: JSON-LD first, then meta tags."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from dateline.ingest.decode import load_json
from dateline.ingest.page_lines import clean

_NEWS_TYPES = re.compile(r"Article|NewsArticle|Report|BlogPosting|WebPage")


def read_metadata(tree: Any) -> dict[str, str]:
    """Headline, dates, outlet, author, description, language and canonical link: JSON-LD first, then meta tags."""
    found: dict[str, str] = {}
    nodes = list(_json_ld(tree))
    for node in sorted(nodes, key=lambda n: "WebPage" in str(n.get("@type", ""))):
        _take(found, "headline", node.get("headline"))
        _take(found, "published", node.get("datePublished"))
        _take(found, "updated", node.get("dateModified"))
        _take(found, "standfirst", node.get("description"))
        _take(found, "lang", node.get("inLanguage"))
        _take(found, "byline", _names_of(node.get("author")))
        _take(found, "outlet", _names_of(node.get("publisher")))
        _take(found, "article_body", node.get("articleBody"))
    named = _meta_tags(tree)
    for key, names in _META:
        for name in names.split():
            _take(found, key, named.get(name))
    if tree.tag == "html":
        _take(found, "lang", tree.get("lang"))
    for link in tree.iter("link"):
        if (link.get("rel") or "").lower() == "canonical":
            _take(found, "canonical", link.get("href"))
    _take(found, "canonical", named.get("og:url"))
    return found


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


_META = (
    ("headline", "og:title"),
    (
        "published",
        "article:published_time og:article:published_time datepublished parsely-pub-date article.published pubdate "
        "publishdate publish-date publish_date publication_date sailthru.date originalpublicationdate ptime "
        "dc.date.issued dcterms.issued dc.date.created dcterms.created dc.date dcterms.date date "
        "cxenseparse:recs:publishtime article:post_date",
    ),
    ("updated", "article:modified_time og:updated_time datemodified last-modified dcterms.modified"),
    ("outlet", "og:site_name application-name"),
    ("byline", "author article:author dc.creator parsely-author sailthru.author"),
    ("standfirst", "og:description description twitter:description"),
    ("robots", "robots"),
    ("reservation", "tdm-reservation"),
)


def _json_ld(tree: Any) -> Iterator[dict[str, Any]]:
    """Every JSON-LD node that describes the article; a malformed block loses itself only."""
    for script in tree.iter("script"):
        if (script.get("type") or "").strip().lower() != "application/ld+json" or not script.text:
            continue
        try:
            data = load_json(script.text.strip().removesuffix(";"), strict=False)
        except (ValueError, RecursionError):
            continue
        queue = data if isinstance(data, list) else [data]
        for node in queue[:50]:
            if not isinstance(node, dict):
                continue
            graph = node.get("@graph")
            for inner in [node, *(graph if isinstance(graph, list) else [])]:
                if isinstance(inner, dict) and _NEWS_TYPES.search(str(inner.get("@type", ""))):
                    yield inner


def _names_of(value: Any) -> str | None:
    if isinstance(value, list):
        names = [name for item in value if (name := _names_of(item))]
        return ", ".join(names) or None
    if isinstance(value, dict):
        value = value.get("name")
    return value if isinstance(value, str) else None


def _take(found: dict[str, str], key: str, value: Any) -> None:
    if key not in found and isinstance(value, str) and value.strip():
        found[key] = clean(value)
