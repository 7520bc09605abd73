"""Names in English: an attested form, else a Latin one, else a standard romanisation with the original beside it."""

from __future__ import annotations

import re

from dateline.lang.render import any_form, attested, latin_form
from dateline.lang.zh.readings import name_in_pinyin
from dateline.model import Entity

_FULL = re.compile(r"\S\s+\S")
_BY_GIVEN_NAME = frozenset(["TH", "MY", "ID", "MN", "VN", "MM", "BN"])
_PINYIN = frozenset(["CN"])
_FAMILY_FIRST = frozenset(["KR", "KP", "CN", "TW", "HK", "MO", "SG"])
_KOREAN_GIVEN = re.compile(r"^[A-Z][a-z]+ [A-Z][a-z]+-[a-z]+$")
_HANGUL = re.compile(r"^[\uac00-\ud7a3]{2,5}$")
_INITIAL = ("g", "kk", "n", "d", "tt", "r", "m", "b", "pp", "s", "ss", "", "j", "jj", "ch", "k", "t", "p", "h")
_VOWEL = (
    "a",
    "ae",
    "ya",
    "yae",
    "eo",
    "e",
    "yeo",
    "ye",
    "o",
    "wa",
    "wae",
    "oe",
    "yo",
    "u",
    "wo",
    "we",
    "wi",
    "yu",
    "eu",
    "ui",
    "i",
)
_FINAL = ("", "k", "k", "k", "n", "n", "n", "t", "l", "k", "m", "l", "l", "l", "p", "l", "m", "p", "p", "t", "t", "ng")
_FINALS = (*_FINAL, "t", "t", "k", "t", "p", "t")
_CUSTOM = {"김": "Kim", "이": "Lee", "박": "Park", "최": "Choi", "정": "Jung", "우": "Woo", "노": "Roh", "오": "Oh"}


def full_name(entity: Entity) -> str:
    """The full name to print. Hangul without any Latin form is romanised (Revised Romanisation, usual family names), a
    Chinese name written in pinyin, and the original is shown beside it; other names stand as they are attested."""
    found = attested(entity, "en", full=_FULL) or latin_form(entity)
    if found:
        return found
    form = any_form(entity)
    if entity.kind != "person":
        return form
    if _HANGUL.match(form):
        return f"{romanise(form)} ({form})"
    parts = name_in_pinyin(form) if entity.country in _PINYIN else None
    if parts is None:
        return form
    latin = " ".join("".join(part).replace("v", "yu").capitalize() for part in parts)
    return f"{latin} ({form})"


def is_hangul_name(name: str) -> bool:
    """Whether a name is a Korean one in Hangul without spaces."""
    return bool(_HANGUL.match(name))


def romanise(name: str) -> str:
    """A Korean name of two to four syllables in Latin letters, family name first."""
    family, given = (name[:2], name[2:]) if len(name) >= 4 else (name[:1], name[1:])
    parts = [_syllable(s) for s in given]
    return f"{_CUSTOM.get(family) or ''.join(_syllable(s) for s in family).capitalize()} {'-'.join(parts).capitalize()}"


def _syllable(char: str) -> str:
    index = ord(char) - 0xAC00
    return _INITIAL[index // 588] + _VOWEL[index % 588 // 28] + _FINALS[index % 28]


def family_name(entity: Entity) -> str | None:
    """The family name: a short form that sources use, else by the order of the person's country; None if not sure."""
    name = full_name(entity).split(" (")[0]
    parts = name.split()
    if len(parts) < 2:
        return None
    short = [n for n in entity.names if n.lang == "en" and n.text in (parts[0], parts[-1])]
    if short:
        return min(short, key=lambda n: (-n.count, n.text)).text
    if entity.country in _BY_GIVEN_NAME:
        return parts[-1] if entity.country == "VN" else None
    if _KOREAN_GIVEN.match(name) or entity.country in _FAMILY_FIRST:
        return parts[0]
    return parts[-1] if entity.country and _FULL.search(name) else None
