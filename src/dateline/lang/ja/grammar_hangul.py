"""Hangul names in katakana, the way Japanese news writes Korean names (キム・ミンソク), from an attested Hangul form.

Voicing follows the usual newspaper practice: ㄱ ㄷ ㅂ ㅈ are voiced after a vowel or ㄴ ㄹ ㅁ ㅇ, across the middle dot too.
"""

from __future__ import annotations

_TWO = frozenset(["남궁", "황보", "제갈", "선우", "사공", "서문", "독고", "동방"])
_VOWELS = (
    "ア",
    "エ",
    "ヤ",
    "イェ",
    "オ",
    "エ",
    "ヨ",
    "イェ",
    "オ",
    "ワ",
    "ウェ",
    "ウェ",
    "ヨ",
    "ウ",
    "ウォ",
    "ウェ",
    "ウィ",
    "ユ",
    "ウ",
    "ウィ",
    "イ",
)
_ROWS = {
    "g": "ガ ゲ ギャ ゲ ゴ ゲ ギョ ゲ ゴ グァ グェ グェ ギョ グ グォ グェ グィ ギュ グ ギ ギ",
    "k": "カ ケ キャ ケ コ ケ キョ ケ コ クァ クェ クェ キョ ク クォ クェ クィ キュ ク キ キ",
    "n": "ナ ネ ニャ ネ ノ ネ ニョ ネ ノ ヌァ ヌェ ヌェ ニョ ヌ ヌォ ヌェ ヌィ ニュ ヌ ニ ニ",
    "d": "ダ デ デャ デ ド デ デョ デ ド ドァ ドェ ドェ デョ ド ドォ ドェ ドィ デュ ド ディ ディ",
    "t": "タ テ テャ テ ト テ テョ テ ト トァ トェ トェ テョ ト トォ トェ トィ テュ ト ティ ティ",
    "r": "ラ レ リャ レ ロ レ リョ レ ロ ルァ ルェ ルェ リョ ル ルォ ルェ ルィ リュ ル リ リ",
    "m": "マ メ ミャ メ モ メ ミョ メ モ ムァ ムェ ムェ ミョ ム ムォ ムェ ムィ ミュ ム ミ ミ",
    "b": "バ ベ ビャ ベ ボ ベ ビョ ベ ボ ブァ ブェ ブェ ビョ ブ ブォ ブェ ブィ ビュ ブ ビ ビ",
    "p": "パ ペ ピャ ペ ポ ペ ピョ ペ ポ プァ プェ プェ ピョ プ プォ プェ プィ ピュ プ ピ ピ",
    "s": "サ セ シャ シェ ソ セ ショ シェ ソ スァ スェ スェ ショ ス スォ スェ シュィ シュ ス シ シ",
    "j": "ジャ ジェ ジャ ジェ ジョ ジェ ジョ ジェ ジョ ジュァ ジェ ジェ ジョ ジュ ジュォ ジュェ ジュィ ジュ ジュ ジ ジ",
    "c": "チャ チェ チャ チェ チョ チェ チョ チェ チョ チュァ チェ チェ チョ チュ チュォ チュェ チュィ チュ チュ チ チ",
    "h": "ハ ヘ ヒャ ヘ ホ ヘ ヒョ ヘ ホ ファ フェ フェ ヒョ フ フォ フェ フィ ヒュ フ ヒ ヒ",
}
_TABLE = {row: tuple(cells.split()) for row, cells in _ROWS.items()}
_INITIALS = ("k", "kk", "n", "t", "tt", "r", "m", "p", "pp", "s", "s", "", "c", "cc", "ch", "kh", "th", "ph", "h")
_FIXED = {"kk": "k", "tt": "t", "pp": "p", "cc": "c", "ch": "c", "kh": "k", "th": "t", "ph": "p"}
_VOICED = {"k": "g", "t": "d", "p": "b", "c": "j"}
_N, _L, _M, _NG, _G, _S, _B = 4, 8, 16, 21, 1, 19, 17
_LIAISON = {_G: "g", _N: "n", 7: "d", _L: "r", _M: "m", _B: "b", _S: "s"}
_FINALS = {
    _G: "ク",
    2: "ク",
    _N: "ン",
    7: "ッ",
    _L: "ル",
    _M: "ム",
    _B: "プ",
    _S: "ッ",
    20: "ッ",
    _NG: "ン",
    24: "ク",
    26: "プ",
}


def to_katakana(name: str) -> str | None:
    """A Hangul name of two to four syllables, family name first, in katakana with a middle dot; None for other shapes."""
    if not 2 <= len(name) <= 4 or any(not "\uac00" <= c <= "\ud7a3" for c in name):
        return None
    cut = 2 if len(name) > 2 and name[:2] in _TWO else 1
    sounds: list[str] = []
    for i, char in enumerate(name):
        before = ord(name[i - 1]) - 0xAC00 if i else None
        after = ord(name[i + 1]) - 0xAC00 if i + 1 < len(name) else None
        sounds.append(_syllable(ord(char) - 0xAC00, before, None if i == cut - 1 else after, first_given=i == cut))
    return "".join(sounds[:cut]) + "・" + "".join(sounds[cut:])


def _syllable(index: int, before: int | None, after: int | None, *, first_given: bool) -> str:
    initial, vowel, final = _INITIALS[index // 588], index % 588 // 28, index % 28
    last = before % 28 if before is not None else -1
    row = _FIXED.get(initial, initial)
    if initial in _VOICED and before is not None and last in (0, _N, _L, _M, _NG):
        row = _VOICED[initial]
    elif not initial and not first_given and last in _LIAISON:
        row = _LIAISON[last]
    cell = _TABLE[row][vowel] if row else _VOWELS[vowel]
    return cell + _closing(final, after)


def _closing(final: int, after: int | None) -> str:
    if not final:
        return ""
    follows = _INITIALS[after // 588] if after is not None else None
    if follows == "" and final in _LIAISON:
        return ""
    if final == _G and follows in ("n", "m"):
        return "ン"
    return _FINALS.get(final, "")
