"""Rules for single outlets, for pages that the general extraction gets wrong: data with the day until which each holds.

An outlet that changes its pages gets a further rule; the older one goes on holding for pages published until its
``until``. Each rule has a page among the tests.
"""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from datetime import date
from functools import cache
from importlib import resources
from typing import Any

import msgspec
from msgspec import Struct

from dateline.ingest.page_lines import clean


class OutletRule(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Where an outlet's pages keep their parts, as XPath: ``body`` finds the paragraphs, ``drop`` what is none of the
    article's within them. ``until`` is the last day of publication that the rule holds for; without it, it still does."""

    host: str
    outlet: str
    body: str
    until: date | None = None
    headline: str | None = None
    standfirst: str | None = None
    byline: str | None = None
    published: str | None = None
    drop: tuple[str, ...] = ()


class RuledParts(Struct, frozen=True):
    """What a rule found on a page; ``paragraphs`` is never empty."""

    outlet: str
    paragraphs: tuple[str, ...]
    headline: str | None
    standfirst: str | None
    byline: str | None
    published: str | None


def rule_for(host: str | None, day: str | None, rules: Sequence[OutletRule] | None = None) -> OutletRule | None:
    """The rule that holds for a page of ``host`` published on ``day`` (ISO; None: the newest), or None."""
    own = [r for r in (shipped_rules() if rules is None else rules) if host and _is_of(host.lower(), r.host)]
    ordered = sorted(own, key=lambda rule: rule.until or date.max)
    if day is None:
        return ordered[-1] if ordered else None
    published = date.fromisoformat(day[:10])
    return next((rule for rule in ordered if rule.until is None or published <= rule.until), None)


def apply_rule(rule: OutletRule, tree: Any) -> RuledParts | None:
    """The parts of a page by an outlet's rule; None where the page has no body of that form. The tree is changed."""
    for path in rule.drop:
        for element in tree.xpath(path):
            element.drop_tree()
    paragraphs = tuple(words for element in tree.xpath(rule.body) if (words := clean(element.text_content())))
    if not paragraphs:
        return None
    return RuledParts(
        rule.outlet,
        paragraphs,
        _first(tree, rule.headline),
        _first(tree, rule.standfirst),
        _first(tree, rule.byline),
        _first(tree, rule.published),
    )


@cache
def shipped_rules() -> tuple[OutletRule, ...]:
    """The rules of ``outlets.toml``. Raises msgspec.ValidationError for a rule with an unknown or missing field."""
    raw = tomllib.loads(resources.files("dateline.ingest").joinpath("outlets.toml").read_text(encoding="utf-8"))
    return msgspec.convert(tuple(raw.get("rule", ())), tuple[OutletRule, ...])


def _is_of(host: str, suffix: str) -> bool:
    return host == suffix or host.endswith("." + suffix)


def _first(tree: Any, path: str | None) -> str | None:
    """The words of the first hit of a path: an attribute's, or an element's."""
    for hit in tree.xpath(path) if path else ():
        words = clean(hit if isinstance(hit, str) else hit.text_content())
        if words:
            return words
    return None
