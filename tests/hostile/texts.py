"""Texts that are hard to read, of any size: the work on twice the text may be little more than twice the work."""

from __future__ import annotations

from collections.abc import Callable

EN = "The council of Lowmoor agreed on Monday to reopen the library after a long debate. "
JA = "東湾市の佐野遥市長は八日、北港町の代表団と会談した。"
KO = "새봄시는 8일 시청에서 한빛시 대표단과 만나 도서관 교류 방안을 논의했다고 밝혔다. "
ZH = "临港市市长沈若溪8日会见江滨代表团，双方就图书馆合作交换了意见。"
OPENING = {"en": EN, "ja": JA, "ko": KO, "zh": ZH}
UNITS = {
    "en letters": ("en", "x"),
    "en digits": ("en", "7"),
    "en names": ("en", "Tessa Quill, "),
    "en titles": ("en", "Mayor "),
    "en quotes": ("en", "“She said "),
    "en straight quotes": ("en", '"yes" he '),
    "en brackets": ("en", "("),
    "en lines": ("en", "x\n"),
    "en days": ("en", "on 8 January "),
    "en commas": ("en", "and, "),
    "en stops": ("en", "U.S. "),
    "en points": ("en", "."),
    "en capitals": ("en", "A B "),
    "en dashes": ("en", "twenty-"),
    "en numbers": ("en", "one hundred "),
    "en said": ("en", "said that he said that "),
    "ja kanji": ("ja", "会談代表団"),
    "ja kana": ("ja", "のはがを"),
    "ja katakana": ("ja", "アイウエオ"),
    "ja quotes": ("ja", "「佐野氏は"),
    "ja names": ("ja", "佐野遥市長、"),
    "ja numerals": ("ja", "百二十三"),
    "ja lines": ("ja", "は\n"),
    "ja days": ("ja", "8日、"),
    "ko syllables": ("ko", "가"),
    "ko words": ("ko", "시장은 "),
    "ko names": ("ko", "김새봄 시장, "),
    "ko quotes": ("ko", "“새봄시는 "),
    "ko days": ("ko", "8일 "),
    "ko letters": ("ko", "ㅋ"),
    "ko lines": ("ko", "다\n"),
    "zh characters": ("zh", "会见代表团"),
    "zh names": ("zh", "沈若溪、"),
    "zh quotes": ("zh", "“沈若溪说"),
    "zh days": ("zh", "8日"),
    "zh numerals": ("zh", "一百二十"),
    "zh commas": ("zh", "，"),
    "zh lines": ("zh", "的\n"),
}


def hard_text(what: str, size: int) -> str:
    """A text of about ``size`` characters in which one thing is repeated without an end."""
    lang, unit = UNITS[what]
    return OPENING[lang] * 2 + unit * (size // len(unit)) + "\n" + OPENING[lang] * 2


def growth(work: Callable[[int], float], size: int) -> tuple[float, float]:
    """Seconds for ``size`` and for twice that."""
    return work(size), work(2 * size)
