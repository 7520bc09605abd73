"""Names from anywhere, sounded out in Latin letters: katakana, Hangul and Han spellings of foreign names, and typos."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from dateline.lang.compare.forms import Form, parse_form
from dateline.lang.ja import readings as ja
from dateline.lang.ko import readings as ko
from dateline.lang.zh import readings as zh

_ONSETS = dict(
    zip(
        "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ",
        ["g", "k", "n", "d", "t", "r", "m", "b", "p", "s", "s", "_", "j", "j", "ch", "k", "t", "p", "h"],
        strict=True,
    )
)
_VOWELS = dict(
    zip(
        ko.VOWELS,
        [
            "a",
            "ae",
            "ya",
            "ye",
            "o",
            "e",
            "yo",
            "ye",
            "o",
            "wa",
            "we",
            "we",
            "yo",
            "u",
            "wo",
            "we",
            "wi",
            "yu",
            "u",
            "ui",
            "i",
        ],
        strict=True,
    ),
)
_CODAS = {
    "": "",
    "ㄱ": "k",
    "ㄴ": "n",
    "ㄷ": "t",
    "ㄹ": "l",
    "ㅁ": "m",
    "ㅂ": "p",
    "ㅅ": "s",
    "ㅇ": "ng",
    "ㅈ": "j",
    "ㅊ": "ch",
}
_CLASSES = str.maketrans(
    {
        "v": "b",
        "f": "p",
        "w": "u",
        "y": "i",
        "l": "r",
        "z": "j",
        "q": "k",
        "x": "s",
        "j": "j",
        "g": "k",
        "d": "t",
        "b": "p",
    }
)

_WITH_F = {"ファ": "fa", "フィ": "fi", "フェ": "fe", "フォ": "fo", "フュ": "fyu"}
_F_COMBINED = re.compile("(フ[ァィェォュ])")
_HISSING = str.maketrans("jb", "sp")
"""Scripts differ on z, j and s (Zito, ジト), and on v, b and p (Valdez, 巴尔德斯): keys take them for one."""


@lru_cache(maxsize=65536)
def sound_out(word: str, script: str) -> str:
    """A word of a name in plain Latin letters."""
    if script == "hangul":
        return "".join(_sound_syllable(c) for c in word if "가" <= c <= "힣")
    if script == "kana":
        return ja.kana_key(word) or ""
    if script in ("han", "mixed"):
        return "".join(sorted(zh.han_pinyin(c))[0] if zh.han_pinyin(c) else "" for c in zh.fold_han(word))
    plain = unicodedata.normalize("NFKD", word.casefold()).replace("ł", "l").replace("ø", "o").replace("ß", "ss")
    return "".join(c for c in plain if c.isalnum())


def _sound_kana(word: str) -> str:
    """Katakana as a foreign name sounds: the combinations with フ are f, which Japanese itself makes h."""
    parts = (_WITH_F.get(part) or ja.kana_key(part.lstrip("ー")) or "" for part in _F_COMBINED.split(word) if part)
    return "".join(parts)


def _sound_syllable(syllable: str) -> str:
    initial, vowel, final = ko.split_syllable(syllable)
    onset = _ONSETS[initial].replace("_", "")
    vowels = "" if vowel == "ㅡ" and (onset or final) else _VOWELS[vowel]
    return onset + vowels + _CODAS.get(final, "")


@lru_cache(maxsize=65536)
def skeleton(sound: str) -> str:
    """The consonants of a sounded word in broad classes."""
    text = re.sub(r"ph", "f", sound)
    text = re.sub(r"(sch|sh|tch|ch|th|ck|c(?=[eiy])|c)", lambda m: _DIGRAPHS[m.group()], text)
    text = text.translate(_CLASSES)
    text = re.sub(r"(?<!^)[aeiouh]+", "", text)
    return re.sub(r"(.)\1+", r"\1", text)


_DIGRAPHS = {"sch": "s", "sh": "s", "tch": "j", "ch": "j", "th": "t", "ck": "k", "c": "k"}


def sounded_words(form: Form) -> tuple[str, ...]:
    """The words of a form, sounded out."""
    return tuple(s for w in form.words if (s := sound_out(w, form.script)))


def foreign_words(form: Form) -> tuple[str, ...]:
    """The words of a form as foreign names sound: katakana with フ before a small vowel is f, which Japanese makes h.

    The costs of transliteration from Latin letters were learnt on the Japanese reading, so ``sounded_words`` keeps it.
    """
    if form.script != "kana":
        return sounded_words(form)
    return tuple(sound for w in form.words if (sound := _sound_kana(w)))


def foreign_keys(name: str) -> frozenset[str]:
    """Blocking keys by the first consonants of each word."""
    form = parse_form(name)
    found = {"x:" + skeleton(sound)[:2].translate(_HISSING) for sound in foreign_words(form) if len(sound) > 1}
    return frozenset(found)
