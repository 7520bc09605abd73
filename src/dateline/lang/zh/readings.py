"""Chinese names as they sound: pinyin without tones, its Wade-Giles spelling, and the folding of Han variants."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import Any

from dateline.lang.data import load_table

INITIALS = ("zh", "ch", "sh", "b", "p", "m", "f", "d", "t", "n", "l", "g", "k", "h", "j", "q", "x", "r", "z", "c", "s")
_WITH = {
    "": "a o e ai ei ao ou an en ang eng er i ia ie iao iu ian in iang ing iong u ua uo uai ui uan un uang ueng v ve van vn",
    "b": "a o ai ei ao an en ang eng i ie iao ian in ing u",
    "p": "a o ai ei ao ou an en ang eng i ie iao ian in ing u",
    "m": "a o e ai ei ao ou an en ang eng i ie iao iu ian in ing u",
    "f": "a o ei ou an en ang eng u",
    "d": "a e ai ei ao ou an en ang eng i ia ie iao iu ian ing ong u uo ui uan un",
    "t": "a e ai ao ou an ang eng i ie iao ian ing ong u uo ui uan un",
    "n": "a e ai ei ao ou an en ang eng i ie iao iu ian in iang ing ong u uo uan v ve",
    "l": "a e ai ei ao ou an ang eng i ia ie iao iu ian in iang ing ong u uo uan un v ve",
    "g": "a e ai ei ao ou an en ang eng ong u ua uo uai ui uan un uang",
    "k": "a e ai ei ao ou an en ang eng ong u ua uo uai ui uan un uang",
    "h": "a e ai ei ao ou an en ang eng ong u ua uo uai ui uan un uang",
    "j": "i ia ie iao iu ian in iang ing iong v ve van vn",
    "q": "i ia ie iao iu ian in iang ing iong v ve van vn",
    "x": "i ia ie iao iu ian in iang ing iong v ve van vn",
    "zh": "a e ai ei ao ou an en ang eng i ong u ua uo uai ui uan un uang",
    "ch": "a e ai ao ou an en ang eng i ong u ua uo uai ui uan un uang",
    "sh": "a e ai ei ao ou an en ang eng i u ua uo uai ui uan un uang",
    "r": "e ao ou an en ang eng i ong u ua uo ui uan un",
    "z": "a e ai ei ao ou an en ang eng i ong u uo ui uan un",
    "c": "a e ai ao ou an en ang eng i ong u uo ui uan un",
    "s": "a e ai ao ou an en ang eng i ong u uo ui uan un",
}
_BARE = {
    "i": "yi",
    "ia": "ya",
    "ie": "ye",
    "iao": "yao",
    "iu": "you",
    "ian": "yan",
    "in": "yin",
    "iang": "yang",
    "ing": "ying",
    "iong": "yong",
    "u": "wu",
    "ua": "wa",
    "uo": "wo",
    "uai": "wai",
    "ui": "wei",
    "uan": "wan",
    "un": "wen",
    "uang": "wang",
    "ueng": "weng",
    "v": "yu",
    "ve": "yue",
    "van": "yuan",
    "vn": "yun",
}
_GILES_INITIALS = {
    "b": "p",
    "d": "t",
    "g": "k",
    "j": "ch",
    "q": "ch",
    "x": "hs",
    "zh": "ch",
    "r": "j",
    "z": "ts",
    "c": "ts",
}
_GILES_FINALS = {
    "ian": "ien",
    "ie": "ieh",
    "ong": "ung",
    "iong": "iung",
    "ve": "ueh",
    "van": "uan",
    "vn": "un",
    "v": "u",
    "uo": "o",
    "e": "e eh o",
    "ui": "ui uei",
}


@cache
def pinyin_syllables() -> dict[str, tuple[str, str]]:
    """Every pinyin syllable as written without tones -> (initial, final), ``v`` for ü."""
    return {_written(initial, final): (initial, final) for initial, finals in _WITH.items() for final in finals.split()}


def _written(initial: str, final: str) -> str:
    if not initial:
        return _BARE.get(final, final)
    if initial in "jqx":
        return initial + final.replace("v", "u")
    return initial + final.replace("v", "u" if final != "v" else "v")


@cache
def latin_spellings(syllable: str) -> dict[str, int]:
    """Latin spellings of a pinyin syllable -> cost: pinyin 0, Wade-Giles as Taiwan's press writes it 1."""
    found = {syllable: 0, syllable.replace("v", "u"): 0}
    if "v" in syllable:
        found[syllable.replace("v", "yu")] = 0
    initial, final = pinyin_syllables()[syllable]
    heads = [_GILES_INITIALS.get(initial, initial)]
    tails = _GILES_FINALS.get(final, final).split()
    if final == "i" and initial in ("zh", "ch", "sh", "r"):
        tails = ["ih"]
    elif final == "i" and initial in ("z", "c", "s"):
        heads, tails = (["tz"] if initial != "s" else ["sz", "ss"]), ["u"]
    if initial:
        for head in heads:
            for tail in tails:
                found.setdefault(head + tail, 1)
    else:
        found.setdefault({"yan": "yen", "ye": "yeh", "you": "yu", "yi": "i"}.get(syllable, syllable), 1)
    return found


@lru_cache(maxsize=65536)
def han_pinyin(character: str) -> frozenset[str]:
    """The pinyin readings of a character without tones; empty when it has none."""
    from pypinyin import Style, pinyin

    rows: list[list[str]] = pinyin(character, style=Style.NORMAL, heteronym=True, v_to_u=False)
    found = {reading.replace("ü", "v") for reading in rows[0]} if rows else set()
    extra = load_table("zh", "readings")["surname_readings"].get(character)
    if extra:
        found.add(str(extra))
    return frozenset(found & set(pinyin_syllables()))


@lru_cache(maxsize=65536)
def name_in_pinyin(name: str) -> tuple[tuple[str, ...], tuple[str, ...]] | None:
    """The syllables of a Chinese name in Han characters, family name and given name, each as a dictionary reads it in
    names first; None where the family name is none that is known or a character has no reading."""
    from pypinyin import Style, pinyin

    cut = next((n for n in (2, 1) if fold_han(name[:n]) in surnames() and len(name) > n), None)
    if cut is None or not 2 <= len(name) <= 4:
        return None
    special = load_table("zh", "readings")["surname_readings"]
    rows: list[list[str]] = pinyin(fold_han(name), style=Style.NORMAL, v_to_u=False)
    said = [row[0].replace("ü", "v") for row in rows]
    if len(said) != len(name) or not set(said) <= set(pinyin_syllables()):
        return None
    if cut == 1 and name[0] in special:
        said[0] = str(special[name[0]])
    return tuple(said[:cut]), tuple(said[cut:])


@cache
def surnames() -> frozenset[str]:
    """Chinese family names, folded to simplified characters."""
    table = load_table("zh", "readings")
    return frozenset(table["surnames"]["single"]) | frozenset(table["surnames"]["double"])


@lru_cache(maxsize=65536)
def fold_han(text: str) -> str:
    """Han variants made one: Japanese and traditional forms to simplified ones (OpenCC jp2t, then t2s), 姫 to 姬."""
    if text.isascii():
        return text
    to_traditional, to_simplified = _converters()[:2]
    folded = str(to_simplified.convert(to_traditional.convert(text)))
    table: dict[str, str] = load_table("zh", "readings")["variants"]
    return "".join(table.get(c, c) for c in folded)


@lru_cache(maxsize=65536)
def japanese_forms(text: str) -> tuple[str, ...]:
    """The Han characters of a text as they may stand in Japanese: as given, and turned from simplified or traditional."""
    from_simplified, to_japanese = _converters()[2:]
    traditional = str(from_simplified.convert(text))
    return tuple(dict.fromkeys((text, str(to_japanese.convert(traditional)), str(to_japanese.convert(text)))))


@cache
def _converters() -> tuple[Any, ...]:
    from opencc import OpenCC

    return OpenCC("jp2t"), OpenCC("t2s"), OpenCC("s2t"), OpenCC("t2jp")
