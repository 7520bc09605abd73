"""DL321, DL322: places."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache

from dateline.check.case import Case, Found, cite, cite_span
from dateline.check.identity import same_name
from dateline.check.sounded import is_sounded
from dateline.check.views import SentenceView
from dateline.check.words import load_vocabulary
from dateline.lang.compare import compare_places
from dateline.lang.compare.places import stands_for_government
from dateline.lang.data import load_table
from dateline.lang.terms import TermMatcher
from dateline.model import Mention

_HOMES = {"ko": ("KR",), "ja": ("JP",), "zh": ("CN",)}
_BY_SOUND = re.compile(r"[A-Z][a-z]{3,}|[\u30a1-\u30faー]{3,}")
_ALIKE_SOUND = 0.3
_TOWN = 2


def check_places(case: Case) -> Iterator[Found]:
    """DL321 a place that conflicts with the one nearby, DL322 one in no source."""
    scenes = {(a.place.start, a.place.end) for a in case.claim.acts if a.place}
    everywhere = _place_keys(case.corpus.sentences)
    for mention in case.claim.named("place"):
        key = mention.value or mention.text
        if key in everywhere or _stands(case, mention.text):
            continue
        relations = [compare_places(key, other).relation for other in everywhere]
        if "wider" in relations:
            continue
        scene = (mention.start, mention.end) in scenes or _is_scene(case.claim, mention)
        country = (
            stands_for_government(key)
            or _capitals().get(mention.text)
            or _capitals().get(key.partition("/")[2].title())
        )
        if (country in everywhere and not scene) or key in _home(case) or is_sounded(case, mention.text):
            continue
        found = _judge_place(case, mention, key)
        # A town stands for nobody, and a Latin name of no table is a name: both count wherever they stand.
        town = _level(key) == _TOWN and country is None
        town = town or (not _level(key) and mention.text.isascii() and case.same_language)
        loose = country in everywhere if town or scene else True
        yield replace(found, mild=found.mild or (found.code == "DL322" and loose))
    yield from _check_demonyms(case, everywhere)


def _check_demonyms(case: Case, everywhere: set[str]) -> Iterator[Found]:
    """DL321 an English adjective of a country that no source names, beside a source sentence that names another."""
    if case.claim.lang != "en" or not case.near:
        return
    known = {key.split("/")[0] for key in everywhere} | _home(case)
    others = {(m.value or "").split("/")[0] for s in case.near[:2] for m in s.named("place")} - {""}
    placed = [(m.start, m.end) for m in case.claim.mentions if m.kind in ("place", "organization", "position")]
    for hit in _demonyms().find(case.claim.article.text, case.claim.start, case.claim.end):
        if hit.value in known or not others or any(s < hit.end and hit.start < e for s, e in placed):
            continue
        yield Found("DL321", hit.start, hit.end, case.near[0].text, (cite(case.near[0], "contradicts"),))


def _home(case: Case) -> frozenset[str]:
    """The countries that the sources need not name, being of them: those of their languages."""
    return frozenset(c for s in case.sources for c in _HOMES.get(s.article.lang or "", ()))


def _is_scene(claim: SentenceView, mention: Mention) -> bool:
    """Whether the words around a capital's name show that the place is meant and not its government."""
    words, text = load_vocabulary(claim.lang), claim.article.text
    before, after = text[claim.start : mention.start].rstrip().casefold(), text[mention.end : claim.end]
    if claim.lang == "en":
        return any(before.endswith(f" {w}") or before == w for w in words.at_before)
    return any(before.endswith(w) for w in words.at_before) or after.startswith(words.at_after)


def _judge_place(case: Case, mention: Mention, key: str) -> Found:
    for sentence in [s for s in case.near[:2] if case.is_close(s)]:
        for other in sentence.named("place"):
            if compare_places(key, other.value or other.text).relation == "conflict" and _level(key) == _level(
                other.value or other.text
            ):
                evidence = (cite_span(sentence, other.start, other.end, "contradicts"),)
                return Found("DL321", mention.start, mention.end, other.text, evidence)
    keyed = "/" in key or (len(key) == 2 and key.isascii())
    known = case.same_language or (keyed and any(s.named("place") for s in case.corpus.sentences))
    words = [c for c in case.covered if mention.start <= c.word.start and c.word.end <= mention.end]
    spelled = not keyed and bool(words) and sum(c.degree for c in words) >= 0.6 * len(words)
    strange = not keyed and not case.same_language and _sounds_like_none(case, mention)
    return Found("DL322", mention.start, mention.end, mild=(not known or spelled) and not strange)


def _sounds_like_none(case: Case, mention: Mention) -> bool:
    """Whether a foreign place name, spelled by sound, is none of those of the nearest sentence, which has some of its own."""
    if case.claim.lang == "zh" or not _BY_SOUND.fullmatch(mention.text) or not _is_scene(case.claim, mention):
        return False
    unkeyed = [m for m in case.near[0].named("place") if not _level(m.value or m.text)] if case.near else []
    if not unkeyed or case.near[0].lang == "zh":
        return False
    return all(same_name(mention.text, m.text, None) < _ALIKE_SOUND for m in unkeyed)


def _level(key: str) -> int:
    """0 a place that no table has, 1 a country, 2 a place within one."""
    return 2 if "/" in key else int(len(key) == 2 and key.isascii() and key.isupper())


def _place_keys(sentences: Iterable[SentenceView]) -> set[str]:
    keys: set[str] = set()
    for sentence in sentences:
        if sentence.lang == "en":
            keys |= {hit.value for hit in _demonyms().find(sentence.article.text, sentence.start, sentence.end)}
        keys |= {m.value or m.text for m in sentence.named("place")}
        keys |= {m.of.split("/")[0] for m in sentence.mentions if m.of}
    return keys


@cache
def _capitals() -> dict[str, str]:
    """English names of capitals -> their countries."""
    table: dict[str, list[str]] = load_table("en", "countries")["capitals"]
    return {name: country for country, names in table.items() for name in names}


@cache
def _demonyms() -> TermMatcher[str]:
    table = load_table("en", "countries")["demonyms"]
    return TermMatcher({form: of for of, forms in table.items() for form in forms}, words=True)


def _stands(case: Case, form: str) -> bool:
    return form.casefold() in case.source_text.casefold()
