"""Japanese names as they sound: one Latin key that kanji readings, kana, Hepburn, Kunrei and Hangul forms share.

The key is Kunrei-shiki with long vowels and doubled consonants folded (``Ohtani``, ``Otani`` and オオタニ are one). The
coarse key also folds voicing, which Hangul does not keep at the start of a word (외래어 표기법, 일본어).
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from itertools import product
from typing import Any

from dateline.lang.data import load_text
from dateline.lang.zh.readings import japanese_forms

_ROWS = (
    "アイウエオ a i u e o|カキクケコ ka ki ku ke ko|サシスセソ sa si su se so|タチツテト ta ti tu te to|"
    "ナニヌネノ na ni nu ne no|ハヒフヘホ ha hi hu he ho|マミムメモ ma mi mu me mo|ヤユヨ ya yu yo|ラリルレロ ra ri ru re ro|"
    "ワヰヱヲン wa i e o n|ガギグゲゴ ga gi gu ge go|ザジズゼゾ za zi zu ze zo|ダヂヅデド da zi zu de do|"
    "バビブベボ ba bi bu be bo|パピプペポ pa pi pu pe po|ヴ bu"
)
_SMALL = {"ャ": "ya", "ュ": "yu", "ョ": "yo", "ァ": "a", "ィ": "i", "ゥ": "u", "ェ": "e", "ォ": "o"}
_VOICED = str.maketrans("gdb", "ktp")
_MORA = re.compile(r"(?:[kgsztdnhbpmr]?y?[auo]|[kgsztdnhbpmr]?[ie]|wa|n(?![aiueoy])|n)+")
_LATIN = (
    ("sch", "sh"),
    ("tch", "ch"),
    ("sh", "sy"),
    ("syi", "si"),
    ("ch", "ty"),
    ("tyi", "ti"),
    ("ts", "t"),
    ("j", "zy"),
    ("zyi", "zi"),
    ("zyy", "zy"),
    ("syy", "sy"),
    ("tyy", "ty"),
    ("dz", "z"),
    ("f", "h"),
    ("v", "b"),
    ("wo", "o"),
)
_HANGUL_ONSETS = dict(
    zip(
        "ㄱㄲㅋㄴㄷㄸㅌㄹㅁㅂㅃㅍㅅㅆㅇㅈㅉㅊㅎ",
        ["k", "k", "k", "n", "t", "t", "t", "r", "m", "p", "p", "p", "s", "T", "_", "c", "c", "C", "h"],
        strict=True,
    )
)
_HANGUL_VOWELS = {
    "ㅏ": "a",
    "ㅣ": "i",
    "ㅜ": "u",
    "ㅡ": "u",
    "ㅔ": "e",
    "ㅐ": "e",
    "ㅗ": "o",
    "ㅑ": "ya",
    "ㅠ": "yu",
    "ㅛ": "yo",
    "ㅘ": "wa",
}
_HANGUL_CODAS = {"": "", "ㄴ": "n", "ㅅ": "", "ㅇ": "n", "ㅁ": "n"}
_MOST_READINGS = 60
_LONGEST_PART = 5  # kanji of a family name (左衛門三郎)


@cache
def _kana() -> dict[str, str]:
    table: dict[str, str] = {}
    for row in _ROWS.split("|"):
        letters, *sounds = row.split(" ")
        table.update(zip(letters, sounds, strict=True))
    return table


def kana_key(kana: str) -> str | None:
    """The key of a kana spelling, or None when there is something else in it."""
    found: list[str] = []
    for character in unicodedata.normalize("NFKC", kana):
        letter = chr(ord(character) + 0x60) if "ぁ" <= character <= "ゖ" else character
        if letter in ("ー", "ッ"):
            continue
        if letter in _SMALL:
            if not found:
                return None
            found[-1] = _contract(found[-1], _SMALL[letter])
        elif letter in _kana():
            found.append(_kana()[letter])
        else:
            return None
    return _fold_long("".join(found))


def _contract(sound: str, small: str) -> str:
    """キ + ャ -> kya; foreign combinations (ファ, ティ) keep the consonant and take the small vowel."""
    stem = sound.rstrip("aiueo")
    return stem + small if small[0] != "y" or stem else sound + small


def _fold_long(sound: str) -> str:
    sound = re.sub(r"([aiueo])\1+", r"\1", sound.replace("ou", "o"))
    return re.sub(r"([^aiueon])\1", r"\1", re.sub(r"nn+", "n", sound))


def latin_key(token: str) -> str | None:
    """The key of a Hepburn or Kunrei spelling (with or without long-vowel marks), or None when no Japanese word."""
    plain = unicodedata.normalize("NFKD", token.casefold())
    plain = "".join(c for c in plain if c.isalpha())
    if not plain.isascii() or not plain:
        return None
    plain = re.sub(r"m(?=[bpm])", "n", plain)
    plain = re.sub(r"oh(?![aiueoy])", "o", plain)
    for written, sound in _LATIN:
        plain = plain.replace(written, sound)
    key = _fold_long(plain)
    return key if _MORA.fullmatch(key) else None


def coarse_key(key: str) -> str:
    """A key without what Hangul cannot show: voicing, and z / j / ch made one."""
    key = re.sub(r"t(?=i)|ty|zy|z", "c", key)
    key = key.replace("cya", "ca").replace("cyu", "cu").replace("cyo", "co")
    return key.translate(_VOICED)


@lru_cache(maxsize=65536)
def hangul_keys(token: str) -> frozenset[str]:
    """The coarse keys of a Japanese name in Hangul; empty when it cannot be one."""
    from dateline.lang.ko.readings import split_syllable

    found = [""]
    for syllable in token:
        if not "가" <= syllable <= "힣":
            return frozenset()
        initial, vowel, final = split_syllable(syllable)
        if vowel not in _HANGUL_VOWELS or final not in _HANGUL_CODAS:
            return frozenset()
        sounds = _onset_sounds(_HANGUL_ONSETS[initial], _HANGUL_VOWELS[vowel], vowel)
        found = [f + s + _HANGUL_CODAS[final] for f in found for s in sounds]
    return frozenset(_fold_long(f) for f in found)


def _onset_sounds(onset: str, sound: str, vowel: str) -> tuple[str, ...]:
    if onset == "_":
        return (sound,)
    if onset == "T":
        return ("tu", "su") if sound == "u" else ("s" + sound,)
    if onset == "C":
        return ("cu", "tu") if vowel in "ㅡㅜ" else ("c" + sound,)
    if onset == "c" and sound == "u":
        return ("cu", "tu")
    if onset == "c" and sound[0] == "y":
        return ("c" + sound[1:],)
    return (onset + sound,)


@cache
def kanji_readings() -> dict[str, tuple[str, ...]]:
    """Kanji -> its katakana readings in names, the most common first."""
    rows = (
        line.split("\t")
        for line in load_text("ja", "readings_kanji.tsv").splitlines()
        if "\t" in line and line[0] != "#"
    )
    return {kanji: tuple(readings.split()) for kanji, readings in rows if len(kanji) == 1}


@cache
def family_sounds() -> tuple[frozenset[str], frozenset[str]]:
    """Keys, and coarse keys, of common Japanese family names."""
    keys = [line for line in load_text("ja", "readings_families.tsv").splitlines() if line and line[0] != "#"]
    return frozenset(keys), frozenset(coarse_key(key) for key in keys)


@lru_cache(maxsize=65536)
def part_keys(part: str, family: bool) -> dict[str, int]:
    """Keys of the possible readings of a family or given name in kanji -> cost (0 a known name, 1 and more composed)."""
    found: dict[str, int] = {}
    for written in japanese_forms(part):
        for reading in _known_readings(written, "姓" if family else "名"):
            _keep(found, reading, 0)
        for cost, reading in _composed_readings(written):
            _keep(found, reading, cost)
    return found


@lru_cache(maxsize=65536)
def is_known(part: str, family: bool) -> bool:
    """Whether the dictionary knows these kanji as a family (or given) name."""
    return any(_known_readings(written, "姓" if family else "名") for written in japanese_forms(part))


def _keep(found: dict[str, int], reading: str, cost: int) -> None:
    key = kana_key(reading)
    if key is not None:
        found[key] = min(found.get(key, 9), cost)


@lru_cache(maxsize=65536)
def _known_readings(part: str, kind: str) -> tuple[str, ...]:
    dictionary = _dictionary()
    if dictionary is None:
        return ()
    found = [
        str(morpheme.reading_form())
        for morpheme in dictionary.lookup(part)
        if morpheme.part_of_speech()[2] == "人名" and morpheme.part_of_speech()[3] == kind
    ]
    return tuple(sorted(set(found)))


def _composed_readings(part: str) -> list[tuple[int, str]]:
    """Readings put together kanji by kanji, cheaper when each kanji has one of its commonest readings; none of what is
    longer than any part of a name."""
    if len(part) > _LONGEST_PART:
        return []
    options: list[list[tuple[int, str]]] = []
    previous = ""
    for character in part:
        character = previous if character == "々" else character
        sounds = kanji_readings().get(character) or ((character,) if kana_key(character) else ())
        options.append([(1 if rank < 3 else 2, sound) for rank, sound in enumerate(sounds)])
        previous = character
    if not options or not all(options):
        return []
    ranked = sorted(
        (max(c for c, _ in row), sum(c for c, _ in row), "".join(r for _, r in row)) for row in product(*options)
    )
    return [(worst, reading) for worst, _, reading in ranked[: _MOST_READINGS * len(part)]]


@cache
def _dictionary() -> Any:
    """SudachiPy's dictionary, or None where it is not installed: then only composed readings are known."""
    try:
        from sudachipy import Dictionary

        return Dictionary(dict="core")
    except (ImportError, OSError):
        return None


# --- Chinese names in katakana, as the Japanese press gives their sound (シー・チンピン) ---
_PINYIN_ROWS = {
    "b": "バ パ",
    "p": "パ",
    "m": "マ",
    "f": "ファ",
    "d": "ダ タ",
    "t": "タ",
    "n": "ナ",
    "l": "ラ",
    "g": "ガ カ",
    "k": "カ",
    "h": "ハ",
    "j": "ジャ チャ",
    "q": "チャ",
    "x": "シャ",
    "zh": "ジャ チャ",
    "ch": "チャ",
    "sh": "シャ",
    "r": "ラ ジャ",
    "z": "ザ ツァ",
    "c": "ツァ",
    "s": "サ",
    "": "ア",
}
_PINYIN_CELLS = {
    "バ": "バビブベボ",
    "パ": "パピプペポ",
    "マ": "マミムメモ",
    "ファ": "ファ フィ フー フェ フォ",
    "ダ": "ダ ディ ドゥ デ ド",
    "タ": "タ ティ トゥ テ ト",
    "ナ": "ナニヌネノ",
    "ラ": "ラリルレロ",
    "ガ": "ガギグゲゴ",
    "カ": "カキクケコ",
    "ハ": "ハヒフヘホ",
    "ジャ": "ジャ ジ ジュ ジェ ジョ",
    "チャ": "チャ チ チュ チェ チョ",
    "シャ": "シャ シ シュ シェ ショ",
    "ザ": "ザ ズ ズ ゼ ゾ",
    "ツァ": "ツァ ツ ツ ツェ ツォ",
    "サ": "サ ス ス セ ソ",
    "ア": "アイウエオ",
}
# each final: column of the first sound (a i u e o) and what follows
_PINYIN_TAILS = {
    "a": "a:",
    "o": "o:",
    "e": "a: o: u:",
    "ai": "a:イ",
    "ei": "e:イ",
    "ao": "a:オ",
    "ou": "o:ウ o:",
    "an": "a:ン",
    "en": "e:ン",
    "ang": "a:ン",
    "eng": "o:ン",
    "er": "a:ル",
    "i": "i:",
    "ia": "i:ア",
    "ie": "i:エ",
    "iao": "i:アオ",
    "iu": "i:ウ u:ウ",
    "ian": "i:エン",
    "in": "i:ン",
    "iang": "i:アン",
    "ing": "i:ン",
    "iong": "i:オン",
    "ong": "o:ン u:ン",
    "u": "u:",
    "ua": "u:ア o:ワ u:ワ",
    "uo": "u:オ o:",
    "uai": "u:アイ",
    "ui": "u:イ u:エイ o:イ",
    "uan": "u:アン o:ワン u:ワン",
    "un": "u:ン",
    "uang": "u:アン o:ワン u:ワン",
    "ueng": "o:ン",
    "v": "u: u:イ i:",
    "ve": "u:エ",
    "van": "u:アン u:エン",
    "vn": "u:ン",
}
_PINYIN_BARE = {
    "ia": "ヤ",
    "ie": "イエ",
    "iao": "ヤオ",
    "iu": "ユー ヨウ",
    "ian": "イエン",
    "iang": "ヤン",
    "iong": "ヨン",
    "ua": "ワ",
    "uo": "ウォ",
    "uai": "ワイ",
    "ui": "ウェイ",
    "uan": "ワン",
    "un": "ウェン",
    "uang": "ワン",
    "v": "ユー",
    "ve": "ユエ",
    "van": "ユアン ユエン",
    "vn": "ユン",
}


@cache
def kana_of_pinyin(initial: str, final: str) -> dict[str, int]:
    """Katakana spelling -> cost of a pinyin syllable given as initial and final (``v`` for ü)."""
    if not initial and final in _PINYIN_BARE:
        return dict.fromkeys(_PINYIN_BARE[final].split(), 0)
    found: dict[str, int] = {}
    for row in _PINYIN_ROWS[initial].split():
        cells = _PINYIN_CELLS[row].split() if " " in _PINYIN_CELLS[row] else list(_PINYIN_CELLS[row])
        for rule in _PINYIN_TAILS.get(final, "").split():
            column, _, tail = rule.partition(":")
            head = cells["aiueo".index(column)]
            found[head + tail] = 0
            if not tail and not head.endswith("ー"):
                found[head + "ー"] = 0
            if head.endswith("チ") or head.endswith("シ") or head.endswith("ジ"):
                small = {"ア": "ャ", "エ": "ェ", "オ": "ョ", "ウ": "ュ"}.get(tail[:1])
                if small:
                    found[head + small + tail[1:]] = 1
    return found
