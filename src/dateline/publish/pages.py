"""One page of the site: its template filled in, between what all pages of a language share."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import Any

from markupsafe import Markup
from msgspec import Struct

from dateline.publish.plain import web_address
from dateline.publish.rendering import CSP, render
from dateline.publish.view import SELF_NAMES, TAGS, Desk

SEARCH_CSP = CSP + "; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; worker-src 'self'"


class Page(Struct, frozen=True):
    """A file of the site: its path below the site's folder and its bytes. ``is_past``: no sitemap lists it."""

    path: str
    data: bytes
    is_past: bool = False


def make_page(
    path: str, template: str, desk: Desk, *, langs: Sequence[str] | None = None, is_past: bool = False, **values: Any
) -> Page:
    """One page. ``langs`` are the languages that it exists in (all, unless given); ``top`` among the values is where the site
    begins, for a page that is shown at any address."""
    top = values.get("top") or "../" * path.count("/")
    given = langs if langs is not None else desk.langs
    context = {
        "t": desk.words,
        "lang": desk.lang,
        "tag": TAGS[desk.lang],
        "top": top,
        "csp": CSP,
        "site_name": desk.site_name,
        "canonical": desk.house.address(path),
        "feeds": _shared("feeds.html", desk, top),
        "masthead": _shared("masthead.html", desk, top),
        "foot": _shared("footer.html", desk, top, is_labelled="label" in values),
        **_editions(path, desk, given, top),
        **values,
    }
    return Page(path, render(template, context).encode("utf-8"), is_past)


def _shared(template: str, desk: Desk, top: str, *, is_labelled: bool = False) -> Markup:
    """What every page of a language at one depth shares, made once. A page with a label of its own needs no other."""
    found = desk.shared.get((template, top, is_labelled))
    if found is None:
        house = desk.house
        context = {
            "t": desk.words,
            "lang": desk.lang,
            "top": top,
            "site_name": desk.site_name,
            "contact": _contact(desk),
            "publisher": house.publisher,
            "rss": house.base_url is not None,
            "label": None if is_labelled else (desk.words["label"], desk.words["label_site"]),
        }
        found = desk.shared[template, top, is_labelled] = render(template, context)
    return Markup(found)  # it comes from our own template, which has escaped its words


def _contact(desk: Desk) -> str | None:
    """The address for complaints, if it is one that a page may link to."""
    given = desk.house.contact
    if given is not None and given.startswith("mailto:"):
        return given
    return web_address(given)


def _editions(path: str, desk: Desk, langs: Sequence[str], top: str) -> dict[str, Markup]:
    """The same page in the other languages: for the switch (the front page where there is none), and for machines.

    What machines are told is the same on every page of the set, so that each points back to each (hreflang).
    """
    inner = path.split("/", 1)[1] if "/" in path else path
    pages = {code: f"{top}{code}/{inner if code in langs else 'index.html'}" for code in desk.langs}
    alternates = {TAGS[code]: href for code, href in pages.items() if code in langs}
    first = next(iter(alternates.values()), "")
    if alternates:
        alternates["x-default"] = f"{top}index.html" if inner == "index.html" else first
    switch = "".join(_choice(code, href, is_this=code == desk.lang) for code, href in pages.items())
    whole = {tag: desk.house.address(href.removeprefix(top)) or href for tag, href in alternates.items()}
    told = "".join(f'<link rel="alternate" hreflang="{tag}" href="{escape(href)}">\n' for tag, href in whole.items())
    return {"switch": Markup(switch), "alternates": Markup(told)}  # escaped where they were put together


def _choice(code: str, href: str, *, is_this: bool) -> str:
    """A language of the switch."""
    tag, current = TAGS[code], ' aria-current="true"' if is_this else ""
    return f'<li><a href="{escape(href)}" lang="{tag}" hreflang="{tag}"{current}>{SELF_NAMES[code]}</a></li>\n'
