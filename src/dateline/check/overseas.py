"""Overseas Chinese names across scripts: a family name by its own tongue (Tan, 탄, タン for 陈), the given name near Mandarin."""

from __future__ import annotations

import re
from functools import cache

from dateline.lang.compare.foreign import sound_out
from dateline.lang.data import load_table
from dateline.lang.zh.readings import fold_han, han_pinyin

LIKELY = 0.62
_HAN = re.compile(r"[\u3400-\u9fff]{2,4}")
_HANGUL, _KANA = re.compile(r"[\uac00-\ud7a3]+"), re.compile(r"[\u30a1-\u30fcー・]+")


def same_overseas(a: str, b: str) -> float:
    """``LIKELY`` where one form is in Han and the other spells its family name by some tongue of the south and a syllable
    of its given name as in Mandarin; else 0."""
    han, other = (a, b) if _HAN.fullmatch(a) else (b, a)
    if not _HAN.fullmatch(han) or _HAN.fullmatch(other):
        return 0.0
    folded = fold_han(han)
    spoken = _spoken(other)
    for family in _families().get(folded[0], ()):
        given = spoken.removeprefix(family)
        if given != spoken and any(_plain(s) in given for c in folded[1:] for s in han_pinyin(c) if len(s) > 2):
            return LIKELY
    return 0.0


@cache
def _families() -> dict[str, tuple[str, ...]]:
    table: dict[str, str] = load_table("zh", "dialects")["surnames"]
    return {character: tuple(_plain(form) for form in forms.split()) for character, forms in table.items()}


def _spoken(name: str) -> str:
    """A name in any other script by sound, without breaks between its words."""
    if _HANGUL.fullmatch(name.replace(" ", "")):
        return _plain(sound_out(name.replace(" ", ""), "hangul"))
    if _KANA.fullmatch(name):
        return _plain("".join(sound_out(part, "kana") for part in name.split("・")))
    return _plain("".join(c for c in name.casefold() if c.isalpha()))


def _plain(sound: str) -> str:
    """Sounds that spellings of Chinese do not keep apart made one: l and r, n and ng."""
    return sound.replace("r", "l").replace("ng", "n")
