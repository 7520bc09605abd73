"""What kind of source an article is, from the table of domains, the outlet's own name and the page's own words."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from importlib import resources

from dateline.ingest.notices import says
from dateline.lang.data import load_table
from dateline.lang.identify import SUPPORTED
from dateline.lang.terms import TermMatcher, flatten_terms
from dateline.model import Disclosure
from dateline.model.article import SourceClass

_GOVERNMENT_BODIES = re.compile(
    r"government|(?:.*_)?(?:ministry|office|department|house|secretariat|agency)|parliament|pentagon|treasury|military|"
    r"joint_chiefs|police|prosecution|embassy_body|[A-Z]{2}/(?:ldp|cdp|komeito|ishin|dpfp|jcp|dp|ppp|cpc|wpk|dpp|kmt)"
)
# second-level domains that registries delegate to governments and armed forces only
_GOVERNMENT_DOMAIN = re.compile(r"(?:gov|gob|gouv|gub|mil)\.(?P<country>[a-z]{2})")
_COUNTRY_OF_DOMAIN = {"uk": "GB"}
_PRESS_WORDS = re.compile(
    r"news|times|post|herald|gazette|daily|press|新聞|通信|テレビ|放送|신문|일보|뉴스|방송|통신|报|報|社|网|台", re.I
)


def classify_source(
    *,
    host: str | None,
    outlet: str | None,
    headline: str,
    disclosures: Sequence[Disclosure],
) -> tuple[SourceClass, str | None]:
    """Class of source and the side an official one speaks for (pivot key of a country or body, or None).

    An AI notice outranks all; then the domain; then an outlet that is itself a public body; then marks in the headline.
    """
    if any(d.kind == "ai_text" for d in disclosures):
        return "ai_rewrite", None
    by_domain = _class_of_host(host)
    if by_domain:
        return by_domain
    side = _official_outlet(outlet) if outlet else None
    if side is not None:
        return "official", side or None
    if says("opinion", headline):
        return "opinion", None
    if says("transcript", headline):
        return "transcript", None
    return ("reporting" if outlet or host else "unknown"), None


def _class_of_host(host: str | None) -> tuple[SourceClass, str | None] | None:
    if not host:
        return None
    labels = host.lower().rstrip(".").split(".")
    table = _domains()
    for depth in range(len(labels)):
        suffix = ".".join(labels[depth:])
        if suffix in table:
            return table[suffix]
        if found := _GOVERNMENT_DOMAIN.fullmatch(suffix):
            return "official", _COUNTRY_OF_DOMAIN.get(found["country"], found["country"].upper())
    return None


@cache
def _domains() -> Mapping[str, tuple[SourceClass, str | None]]:
    raw = tomllib.loads(resources.files("dateline.ingest").joinpath("domains.toml").read_text(encoding="utf-8"))
    classes: tuple[SourceClass, ...] = ("official", "state_media", "wire")
    return {suffix: (kind, side or None) for kind in classes for suffix, side in raw[kind].items()}


def _official_outlet(outlet: str) -> str | None:
    """The side of an outlet whose name is that of a public body ("" where its country is not said), else None."""
    if _PRESS_WORDS.search(outlet):
        return None
    for lang in SUPPORTED:
        bodies, places = _matchers(lang)
        for hit in bodies.find(outlet):
            if _GOVERNMENT_BODIES.fullmatch(hit.value):
                if "/" in hit.value:
                    return hit.value
                country = next((p.value for p in places.find(outlet) if len(p.value) == 2), None)
                return country or ""
    return None


@cache
def _matchers(lang: str) -> tuple[TermMatcher[str], TermMatcher[str]]:
    from babel import Locale

    territories = Locale.parse(lang).territories
    countries = {name: code for code, name in territories.items() if len(code) == 2 and code.isalpha()}
    spaced = lang == "en"
    try:
        bodies = flatten_terms(load_table(lang, "bodies"))
        countries = {**flatten_terms(load_table(lang, "places")), **countries}
    except FileNotFoundError:
        bodies = {}
    return TermMatcher(bodies, words=spaced, fold=True), TermMatcher(countries, words=spaced, fold=True)
