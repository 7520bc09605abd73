"""Names in Korean: attested Hangul, else a Latin form, and the particles that a word's last sound asks for."""

from __future__ import annotations

import re

from dateline.lang.ko.readings import hangul_of_pinyin
from dateline.lang.render import any_form, attested, latin_form
from dateline.lang.zh.readings import name_in_pinyin, pinyin_syllables
from dateline.model import Entity

_FULL = re.compile(r"^[\uac00-\ud7a3]{3,}$|^[\uac00-\ud7a3]+ [\uac00-\ud7a3 ]+$")
_HAN = re.compile(r"^[\u3400-\u9fff]{2,4}$")
_HANGUL = re.compile(r"^[\uac00-\ud7a3 ]+$")
_TWO = frozenset(["남궁", "황보", "제갈", "선우", "사공", "서문", "독고", "동방"])
_DIGITS_CLOSED = frozenset("013678")
_LETTERS_CLOSED = frozenset("lmnr")  # 엘, 엠, 엔, 알
_PAIRS = {"은(는)": ("은", "는"), "이(가)": ("이", "가"), "을(를)": ("을", "를")}
_OPEN_FIRST = {"와(과)": ("과", "와"), "과(와)": ("과", "와"), "으로(로)": ("으로", "로")}
_MARK = re.compile(r"(\S?)(은\(는\)|이\(가\)|을\(를\)|와\(과\)|과\(와\)|으로\(로\))")
_ASIDE = re.compile(r"\([^()]*\)$")


def full_name(entity: Entity) -> str:
    """The full name to print."""
    return attested(entity, "ko", full=_FULL) or _from_chinese(entity) or latin_form(entity) or any_form(entity)


def _from_chinese(entity: Entity) -> str | None:
    """A Chinese name by the rules for writing Chinese in Hangul (원음), or None."""
    if entity.kind != "person" or entity.country != "CN":
        return None
    form = attested(entity, "zh", full=_HAN)
    parts = name_in_pinyin(form) if form else None
    if parts is None:
        return None
    syllables = [hangul_of_pinyin(*pinyin_syllables()[s]) for s in (*parts[0], *parts[1])]
    return "".join(s[0] for s in syllables) if all(syllables) else None


def family_name(entity: Entity) -> str | None:
    """The family name: one syllable (or a known two) of a Korean name, the first word of a Japanese one, the last of a
    Western one; None where that is not sure."""
    name = full_name(entity)
    if not _HANGUL.match(name):
        return None
    if " " in name:
        parts = name.split()
        if entity.country == "JP":
            return parts[0]
        return parts[-1] if entity.country not in (None, "KR", "KP", "CN", "TW") else None
    if entity.country in ("KR", "KP") and len(name) in (2, 3, 4):
        return name[:2] if name[:2] in _TWO and len(name) > 2 else name[:1]
    return None


def closed(word: str) -> bool | None:
    """Whether a word ends in a consonant sound, by its last Hangul syllable, digit or Latin letter; None if unknown."""
    last = _ASIDE.sub("", word).rstrip("”’\"' )")[-1:]
    if "\uac00" <= last <= "\ud7a3":
        return (ord(last) - 0xAC00) % 28 != 0
    if last.isdigit():
        return last in _DIGITS_CLOSED
    return _closed_latin(_ASIDE.sub("", word).split()[-1]) if last.isascii() and last.isalpha() else None


def _closed_latin(word: str) -> bool | None:
    """Of a Latin word: letters of an acronym by their names (엠, 엔), a vowel open, n, m, l and ng closed, r open; other
    consonants are written one way or the other, so unknown."""
    tail = word.rstrip("”’\"' )").lower()
    if word.isupper():
        return tail[-1] in _LETTERS_CLOSED
    if tail.endswith(("ng", "n", "m", "l")):
        return True
    return False if tail[-1] in "aeiouywhr" else None


def set_particles(text: str) -> str:
    """Choose 은/는, 이/가, 을/를, 와/과, 으로/로 by the sound before; after an unknown script the pair form stays."""
    out: list[str] = []
    done = 0
    for match in _MARK.finditer(text):
        start = match.start(2)
        out.append(text[done:start])
        out.append(_choose("".join(out), match.group(2)))
        done = match.end()
    return "".join(out) + text[done:]


def _choose(before: str, mark: str) -> str:
    shut = closed(before)
    if shut is None:
        return mark
    with_final, without = _PAIRS.get(mark) or _OPEN_FIRST[mark]
    if mark == "으로(로)" and _ends_in_rieul(before):
        return "로"
    return with_final if shut else without


def _ends_in_rieul(before: str) -> bool:
    last = before[-1:]
    return "\uac00" <= last <= "\ud7a3" and (ord(last) - 0xAC00) % 28 == 8
