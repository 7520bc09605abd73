"""Credits: the agency that a page takes its text from, and whether it rests on a release, as the page itself says."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from dateline.group.dossier import Dossier
from dateline.lang.data import load_table
from dateline.lang.identify import SUPPORTED

HEAD = 3
"""Lines of the body in which a dateline may stand; agencies put it first, some pages put a byline before it."""
TAIL = 2


@dataclass(frozen=True)
class Credit:
    """The agency credited (a key of the credits tables) and the page's own words for it."""

    agency: str
    words: str


@dataclass(frozen=True)
class _Forms:
    start: tuple[re.Pattern[str], ...]
    end: tuple[re.Pattern[str], ...]
    byline: tuple[re.Pattern[str], ...]
    cues: tuple[re.Pattern[str], ...]


def find_credit(dossier: Dossier) -> Credit | None:
    """The agency that the article credits: what extraction found, its outlet, the dateline, the last line, the byline.

    A photograph's credit, and "Yonhap reported" in running text, are not credits of the text.
    """
    article = dossier.article
    for given in (article.wire, article.outlet):
        agency = name_agency(given)
        if given and agency:
            return Credit(agency, given)
    if article.wire:
        return Credit(article.wire.casefold(), article.wire)
    langs = [lang for lang in (article.lang, *SUPPORTED) if lang in SUPPORTED]
    for lang in dict.fromkeys(langs):
        found = _credited_in(dossier, lang)
        if found is not None:
            return found
    return None


def _credited_in(dossier: Dossier, lang: str) -> Credit | None:
    text, forms = dossier.article.text, _forms(lang)
    body = [b for b in dossier.blocks if b.kind == "body"]
    lines = [line for b in body for line in text[b.start : b.end].split("\n") if line.strip()]
    asides = [text[b.start : b.end] for b in dossier.blocks if b.kind == "byline"]
    asides += [dossier.article.byline] if dossier.article.byline else []
    tails = lines[-TAIL:] + [text[b.start : b.end] for b in dossier.blocks if b.kind == "notice"]
    for patterns, places in ((forms.start, lines[:HEAD]), (forms.end, tails), (forms.byline, asides)):
        for place in places:
            for pattern in patterns:
                match = pattern.search(place)
                agency = name_agency(match.group(1)) if match else None
                if match and agency:
                    return Credit(agency, match.group().strip())
    return None


def names_release(dossier: Dossier) -> str | None:
    """The words by which a body says that it rests on a release or readout, or None."""
    for index in dossier.body:
        sentence = dossier.reading.sentences[index]
        lang = dossier.lang_at(sentence.start)
        if lang not in SUPPORTED:
            continue
        for cue in _forms(lang).cues:
            match = cue.search(dossier.article.text, sentence.start, sentence.end)
            if match:
                return match.group()
    return None


def name_agency(words: str | None) -> str | None:
    """The key of an agency from any of its names in any language, or None. Of two ("AFP-Jiji") the first counts."""
    for part in [words, *re.split(r"[/,·・-]", words)] if words else []:
        key = _names().get(" ".join(part.split()).casefold())
        if key is not None:
            return key
    return None


def agency_label(key: str) -> str:
    """The English name of an agency (its key where the tables have none)."""
    entry = load_table("en", "credits")["agencies"].get(key)
    return str(entry["label"]) if entry else key


@cache
def _names() -> dict[str, str]:
    tables = [load_table(lang, "credits")["agencies"] for lang in SUPPORTED]
    return {str(t).casefold(): key for table in tables for key, entry in table.items() for t in _terms(entry)}


def _terms(entry: dict[str, Any]) -> list[str]:
    return sorted({str(entry["label"]), *map(str, entry["terms"])}, key=len, reverse=True)


@cache
def _forms(lang: str) -> _Forms:
    table = load_table(lang, "credits")
    terms = sorted({t for entry in table["agencies"].values() for t in _terms(entry)}, key=len, reverse=True)
    agency = "|".join(re.escape(t) for t in terms)
    made = {
        place: tuple(re.compile(p.replace("{agency}", agency), re.MULTILINE) for p in table["credits"][place])
        for place in ("start", "end", "byline")
    }
    return _Forms(**made, cues=tuple(re.compile(p) for p in table["releases"]["cues"]))
