"""Numbers in English text: digits, words, scales, currencies, and what is counted."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation
from functools import cache

from dateline.lang.data import load_table
from dateline.lang.spans import Taken
from dateline.model import Mention

_UNITS: list[str] = load_table("en", "words")["units"].split()
_TENS: list[str] = load_table("en", "words")["tens"].split()
_SMALL = {w: i for i, w in enumerate(_UNITS)} | {w: 20 + 10 * i for i, w in enumerate(_TENS)}
_SCALES = {
    "hundred": 100,
    "thousand": 1000,
    "million": 10**6,
    "billion": 10**9,
    "trillion": 10**12,
    "dozen": 12,
    "k": 1000,
    "m": 10**6,
    "mn": 10**6,
    "b": 10**9,
    "bn": 10**9,
    "tn": 10**12,
    "t": 10**12,
}
_WORD = "|".join(sorted(_SMALL, key=len, reverse=True))
_SPELLED = rf"(?:{_WORD})(?:[- ](?:{_WORD}))?(?: hundred(?: and)?(?: (?:{_WORD})(?:[- ](?:{_WORD}))?)?)?"
_PATTERN = re.compile(
    rf"(?<![\w.,/-])(?P<cur>(?:US|AU?|CA?|HK|NT|S)\$|[$€£¥₩₹₽])?\s?"
    rf"(?P<num>\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?|\d+(?:\.\d+)?|\b(?:{_SPELLED})\b)"
    r"(?:(?P<glued>bn|mn|tn|[KMBT])(?![\w])|[ -](?P<scale>hundred|thousand|million|billion|trillion|dozen)s?\b)?"
    r"(?P<pct>\s?%|[ -]per ?cent(?:age points?)?\b)?",
    re.IGNORECASE,
)
_ROUND = re.compile(
    r"(?<!\w)(?P<num>a|half a)[ -](?P<scale>hundred|thousand|million|billion|trillion|dozen)\b", re.IGNORECASE
)
_CURRENCIES = {
    "$": "USD", "US$": "USD", "A$": "AUD", "AU$": "AUD", "C$": "CAD", "CA$": "CAD", "HK$": "HKD", "NT$": "TWD", "S$": "SGD",
    "€": "EUR", "£": "GBP", "¥": "JPY", "₩": "KRW", "₹": "INR", "₽": "RUB",
}  # fmt: skip
_NOT_COUNTED = frozenset(load_table("en", "words")["not_counted"].split())


def parse_number(words: str) -> Decimal | None:
    """``"1,200"``, ``"two hundred and five"`` -> their value; None when the words are no number."""
    plain = words.lower().replace(",", "").strip()
    try:
        return Decimal(plain)
    except InvalidOperation:
        pass
    total = current = 0
    for word in re.split(r"[\s-]+", plain):
        if word in ("and", ""):
            continue
        if word in ("a", "an"):
            current += 1
        elif word in _SMALL:
            current += _SMALL[word]
        elif word in _SCALES:
            current = max(current, 1) * _SCALES[word]
            if _SCALES[word] >= 1000:
                total, current = total + current, 0
        else:
            return None
    return Decimal(total + current)


@cache
def unit_terms() -> dict[str, str]:
    """Every word for a unit, lower case, with its pivot key."""
    table = load_table("en", "units")
    return {str(t).lower(): key for key, entry in table.items() for t in (*entry["terms"], entry["label"])}


def find_numbers(text: str, start: int, end: int, taken: Taken) -> list[Mention]:
    """Counted things and amounts in ``text[start:end]``, leaving out what lies in ``taken`` (dates, names)."""
    found: list[Mention] = []
    for pattern in (_PATTERN, _ROUND):
        for match in pattern.finditer(text, start, end):
            begin, stop = match.start() + len(match.group()) - len(match.group().lstrip()), match.end()
            if taken.reaches(begin, stop) or any(m.start < stop and begin < m.end for m in found):
                continue
            mention = _mention(text, match, begin, end)
            if mention is not None:
                found.append(mention)
    return sorted(found, key=lambda m: m.start)


def _mention(text: str, match: re.Match[str], begin: int, end: int) -> Mention | None:
    groups = match.groupdict()
    value = Decimal("0.5") if groups["num"].lower() == "half a" else parse_number(groups["num"])
    if value is None:
        return None
    scale = (groups.get("scale") or groups.get("glued") or "").lower()
    value *= _SCALES.get(scale, 1)
    unit, spelled = _unit(text, match, end)
    if groups["num"].lower() in ("one", "zero") and not scale and unit is None:
        return None
    if spelled is False and unit is None and not groups["num"][0].isdigit():
        return None
    written = format(value.normalize(), "f")
    return Mention(
        text=text[begin : match.end()], start=begin, end=match.end(), kind="number", value=written, unit=unit
    )


def _unit(text: str, match: re.Match[str], end: int) -> tuple[str | None, bool]:
    groups = match.groupdict()
    if groups.get("pct"):
        return ("percentage_points" if "point" in groups["pct"] else "percent"), True
    if groups.get("cur"):
        return _CURRENCIES.get(groups["cur"].upper(), groups["cur"]), True
    before = text[max(0, match.start() - 16) : match.start()].lower()
    if re.search(r"magnitude[- ](?:of )?$", before):
        return "magnitude", True
    rest = text[match.end() : min(end, match.end() + 60)]
    fate = _FATE.match(rest)
    if fate is not None:
        return _FATES[fate[1]], True
    if _TOLL.search(text[max(0, match.start() - 120) : match.start()]):
        return "dead", True
    return _unit_after(rest)


_FATES = {"killed": "dead", "dead": "dead", "died": "dead", "missing": "missing"} | dict.fromkeys(
    ("injured", "wounded", "hurt"), "injured"
)
_FATE = re.compile(
    r"(?: (?:people|passengers|others|more|crew members|persons))?(?: (?:were|was|are|is|have been|had been|remain|remained))?"
    r"(?: (?:still|reported|confirmed|feared|slightly|seriously))* (killed|dead|died|missing|injured|wounded|hurt)\b"
)
_TOLL = re.compile(r"\b(?:death )?toll\b[^.;]{0,90}\b(?:to|at|stood at|reached) (?:at least )?$", re.IGNORECASE)


def _unit_after(rest: str) -> tuple[str | None, bool]:
    terms = unit_terms()
    if re.match(r"[- ]years?[- ]old|[- ]years? of age", rest):
        return "age", True
    words = re.findall(r"[ -]?([A-Za-z%°][\w.’'-]*)|([,.;:()])", rest)
    noun: str | None = None
    names: list[str] = []
    for word, mark in words[:5]:
        if mark or word.lower() in _NOT_COUNTED:
            break
        names.append(word.lower().strip("."))
    for size in (3, 2, 1):
        for at in range(max(0, min(3, len(names) - size + 1))):
            joined = " ".join(names[at : at + size])
            if joined in terms:
                return terms[joined], True
    for word in names:
        if word.endswith("s") and not word.endswith("ss"):
            noun = word
            break
    return noun, noun is not None
