"""Credits: the agency that a page takes its text from, and whether it rests on a release, as the page itself says."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from dateline.group.dossier import Dossier, fold
from dateline.lang.compare import compare_names
from dateline.lang.compare.foreign import sound_out
from dateline.lang.data import load_table
from dateline.lang.identify import SUPPORTED
from dateline.lang.terms import flatten_terms

HEAD = 3
"""Lines of the body in which a dateline may stand; agencies put it first, some pages put a byline before it."""
TAIL = 2
SAME_STEM = 0.6
"""Score of two agencies' stems from which they are one name in two scripts: both are credited in one story."""


SAME_WORD = 0.8
"""The same of the words that two papers' names have beside the town's."""


@dataclass(frozen=True)
class Credit:
    """The agency credited, the page's own words for it, and whether ``agency`` is a key of the credits tables (else it
    is the name as written)."""

    agency: str
    words: str
    known: bool = True


@dataclass(frozen=True)
class _Forms:
    relayed: tuple[re.Pattern[str], ...]
    start: tuple[re.Pattern[str], ...]
    end: tuple[re.Pattern[str], ...]
    byline: tuple[re.Pattern[str], ...]
    cues: tuple[re.Pattern[str], ...]
    shapes: tuple[re.Pattern[str], ...]
    own: tuple[re.Pattern[str], ...]


def find_credit(dossier: Dossier) -> Credit | None:
    """The agency that the article credits: what extraction found, its outlet, the dateline, the last line, the byline.

    A photograph's credit, and "Yonhap reported" in running text, are not credits of the text.
    """
    article = dossier.article
    taken = _taken_from(dossier)
    if taken is not None:
        return taken
    wire = None if article.wire and _gave_part(article.text, article.wire) else article.wire
    for given in (wire, article.outlet):
        agency = name_agency(given)
        if given and agency:
            return Credit(agency, given)
    if wire:
        return Credit(wire.strip(), wire, known=False)
    langs = [lang for lang in (article.lang, *SUPPORTED) if lang in SUPPORTED]
    for lang in dict.fromkeys(langs):
        found = _credited_in(dossier, lang)
        if found is not None:
            return found
    return None


def find_names_credited(dossier: Dossier) -> list[Credit]:
    """Whatever stands where pages credit an agency, first and last lines: an agency's name in short, an outlet's own, or a
    reporter's. Another article has to bear it out."""
    lang = dossier.article.lang
    if lang not in SUPPORTED:
        return []
    lines = _lines(dossier)
    places = (*lines[:HEAD], *lines[HEAD:][-TAIL:], *_asides(dossier, "notice", "byline"))
    found = (m for p in _forms(lang).shapes for line in places if (m := p.search(line)))
    return [Credit(m.group(1).strip(), m.group().strip(), known=False) for m in found]


def _lines(dossier: Dossier) -> list[str]:
    text = dossier.article.text
    return [x for b in dossier.blocks if b.kind == "body" for x in text[b.start : b.end].split("\n") if x.strip()]


def _asides(dossier: Dossier, *kinds: str) -> list[str]:
    return [dossier.article.text[b.start : b.end] for b in dossier.blocks if b.kind in kinds]


def _taken_from(dossier: Dossier) -> Credit | None:
    """Of two agencies in one dateline ("AP=Yonhap") the one whose text the other took."""
    text, lang = dossier.article.text, dossier.article.lang
    if lang not in SUPPORTED:
        return None
    lines = [
        line for b in dossier.blocks if b.kind == "body" for line in text[b.start : b.end].split("\n") if line.strip()
    ]
    found = (m for line in lines[:HEAD] for p in _forms(lang).relayed if (m := p.search(line)))
    match = next(found, None)
    key = name_agency(match.group(1)) if match else None
    return Credit(key, match.group().strip()) if match and key else None


def _gave_part(text: str, agency: str) -> bool:
    """Whether the page says that the agency only contributed to its report."""
    patterns = load_table("compare", "partial_credits")["patterns"]
    return any(re.search(str(p).replace("{agency}", re.escape(agency.strip())), text) for p in patterns)


def _credited_in(dossier: Dossier, lang: str) -> Credit | None:
    forms, lines = _forms(lang), _lines(dossier)
    asides = _asides(dossier, "byline") + ([dossier.article.byline] if dossier.article.byline else [])
    tails = lines[-TAIL:] + _asides(dossier, "notice")
    for patterns, places in ((forms.start, lines[:HEAD]), (forms.end, tails), (forms.byline, asides)):
        for place in places:
            for pattern in patterns:
                match = pattern.search(place)
                if match:
                    key = name_agency(match.group(1))
                    agency = key or without_place(match.group(1), lang)
                    return Credit(agency, match.group().strip(), known=key is not None)
    return None


def names_reporter(dossier: Dossier) -> bool:
    """Whether a text that credits nobody says, in its first or last lines or its byline, that its outlet's own reporter
    wrote it."""
    lang, lines = dossier.article.lang, _lines(dossier)
    if lang not in SUPPORTED:
        return False
    places = (*lines[:HEAD], *lines[HEAD:][-TAIL:], *_asides(dossier, "notice", "byline"))
    return bool(dossier.article.byline) or any(p.search(line) for p in _forms(lang).own for line in places)


def without_place(name: str, lang: str) -> str:
    """An agency's name without the city that some pages write before it without a space."""
    if lang in ("ja", "zh"):
        for place in _place_names(lang):
            if name.startswith(place) and len(name) - len(place) >= 3:
                return name[len(place) :]
    return name


@cache
def _place_names(lang: str) -> tuple[str, ...]:
    table = {k: v for k, v in load_table(lang, "places").items() if isinstance(v, dict)}
    return tuple(sorted(flatten_terms(table), key=lambda t: (-len(t), t)))


def names_release(dossier: Dossier, rows: Sequence[int] | None = None) -> str | None:
    """The words by which a body, or some sentences of it, says that it rests on a release or readout, or None."""
    for index in dossier.body if rows is None else rows:
        sentence = dossier.reading.sentences[index]
        lang = dossier.lang_at(sentence.start)
        if lang not in SUPPORTED:
            continue
        for cue in _forms(lang).cues:
            match = cue.search(dossier.article.text, sentence.start, sentence.end)
            if match:
                return match.group()
    return None


def bears_out(credit: Credit, outlet: str) -> bool:
    """Whether a name that stands for an agency's is the outlet's, in full, in short, in another script, or with the city
    after it."""
    own = Credit(outlet, outlet, known=False)
    if not outlet:
        return False
    if same_agency(credit, own):
        return True
    name, full = fold(credit.agency), fold(outlet)
    return len(full) > 2 and name.startswith(full)


@lru_cache(maxsize=100_000)
def same_agency(a: Credit, b: Credit) -> bool:
    """Whether two credits name one agency: one key, one name, or one name in two scripts."""
    if a.known or b.known:
        return a.known and b.known and a.agency == b.agency
    first, second = _stem(a.agency), _stem(b.agency)
    if fold(a.agency) == fold(b.agency) or (first and first == second):
        return True
    scripts = {_script(first), _script(second)}
    if not first or not second or (len(scripts) == 1 and scripts != {"han"}):
        return False
    if scripts == {"han", "latin"}:
        han, latin = (first, second) if _script(first) == "han" else (second, first)
        if fold(sound_out(han, "han")) == fold(latin):
            return True
    if _town(first) or _town(second):
        return _is_one_paper(first, second)
    pairs = [(first, second), (first, b.agency), (a.agency, second)]
    if scripts == {"han", "latin"}:  # two characters read as a Japanese word are read right beside another word
        pairs += [(f"{first}通信", f"{second} Tsushin"), (f"{first} Tsushin", f"{second}通信")]
    found = (compare_names(*pair) for pair in pairs)
    return any(c.relation == "equal" and c.score >= SAME_STEM for c in found)


def _is_one_paper(a: str, b: str) -> bool:
    """Whether two names of which one has a town's are one outlet's: the town says nothing of which of its papers it is, so
    that what is left has to be one word as well."""
    first, second = a.removeprefix("the ").replace(_town(a), "", 1), b.removeprefix("the ").replace(_town(b), "", 1)
    if not _town(a) or not _town(b) or not first.strip() or not second.strip():
        return False
    return compare_names(first.strip(), second.strip()).score >= SAME_WORD


@lru_cache(maxsize=65536)
def _town(name: str) -> str:
    """The name of a place that an outlet's name begins with, or ""."""
    plain = name.casefold().removeprefix("the ")
    found = (t.casefold() for lang in SUPPORTED for t in _place_names(lang) if len(t) >= 2)
    return next((t for t in found if plain.startswith(t) and len(plain) > len(t)), "")


def _script(name: str) -> str:
    """The script of a name's first letter: Hangul, kana, Han or Latin."""
    letter = next((c for c in name if c.isalpha()), "")
    kinds = (("가", "힣", "hangul"), ("\u3041", "\u30ff", "kana"), ("\u3400", "\u9fff", "han"))
    return next((kind for low, high, kind in kinds if low <= letter <= high), "latin")


@lru_cache(maxsize=65536)
def _stem(name: str) -> str:
    """A name without the words that all agencies' names share."""
    lowered = name.casefold().strip()
    for lang in SUPPORTED:
        for word in sorted(load_table(lang, "credits")["credits"]["shared"], key=len, reverse=True):
            if lowered.endswith(word) and len(lowered) > len(word) + 1:
                lowered = lowered[: -len(word)].strip()
                break
    return lowered


def name_agency(words: str | None) -> str | None:
    """The key of an agency from any of its names in any language, or None. Of two ("AFP-Jiji") the first counts."""
    for part in [words, *re.split(r"[/,·・-]", words)] if words else []:
        key = _names().get(" ".join(part.split()).casefold())
        if key is not None:
            return key
    return None


def agency_label(credit: Credit) -> str:
    """The English name of a known agency, any other's name as written."""
    entry = load_table("en", "credits")["agencies"].get(credit.agency) if credit.known else None
    return str(entry["label"]) if entry else credit.agency


@cache
def _names() -> dict[str, str]:
    tables = [load_table(lang, "credits")["agencies"] for lang in SUPPORTED]
    return {str(t).casefold(): key for table in tables for key, entry in table.items() for t in _terms(entry)}


def _terms(entry: dict[str, Any]) -> list[str]:
    return sorted({str(entry["label"]), *map(str, entry["terms"])}, key=len, reverse=True)


@cache
def agency_terms(lang: str) -> tuple[str, ...]:
    """The names that a language's table has for agencies, the longest first."""
    entries = load_table(lang, "credits")["agencies"].values()
    return tuple(sorted({t for entry in entries for t in _terms(entry)}, key=lambda t: (-len(t), t)))


@cache
def _forms(lang: str) -> _Forms:
    table = load_table(lang, "credits")
    agency = "|".join(re.escape(t) for t in agency_terms(lang))
    generic = str(table["credits"]["generic"])

    def compiled(patterns: Sequence[str]) -> tuple[re.Pattern[str], ...]:
        filled = (p.replace("{agency}", agency).replace("{generic}", generic) for p in patterns)
        return tuple(re.compile(p, re.MULTILINE) for p in filled)

    places = table["credits"]
    return _Forms(
        compiled(places.get("relayed", ())),
        compiled(places["start"]),
        compiled(places["end"]),
        compiled(places["byline"]),
        compiled(table["releases"]["cues"]),
        compiled(places["shapes"]),
        compiled(table["own"]["marks"]),
    )
