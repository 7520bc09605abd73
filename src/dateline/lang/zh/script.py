"""Traditional and simplified characters: one text, one length, so that offsets hold in both."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Any

_HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]")
_EXTRA = {"﹒": "·", "‧": "·", "・": "·", "•": "·", "姫": "姬", "辺": "边", "沢": "泽", "斎": "斋", "桜": "樱"}
_MARKS = {",": "，", ";": "；", ":": "：", "?": "？", "!": "！"}
_NARROW = re.compile(r"(?<=[\u4e00-\u9fff”」』）》)])[,;:?!](?!\d)")
_WIDE = {code: chr(code - 0xFEE0) for code in (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B))}


@cache
def _converter() -> Any:
    from opencc import OpenCC

    return OpenCC("t2s")


@lru_cache(maxsize=65536)
def _simple(char: str) -> str:
    found = str(_converter().convert(char))
    return found if len(found) == 1 and "\u4e00" <= found <= "\u9fff" else char  # 樫 has a rare simple form only


@lru_cache(maxsize=4)
def simplify(text: str) -> str:
    """The text in simplified characters, plain digits and full-width marks behind Chinese words, character for character:
    the length never changes."""
    table: dict[int, str] = dict(_WIDE)
    for char in set(_HAN.findall(text)):
        table[ord(char)] = _simple(char)
    table.update({ord(char): plain for char, plain in _EXTRA.items()})
    return _NARROW.sub(lambda m: _MARKS[m.group()], text.translate(table))


def is_traditional(text: str, plain: str) -> bool:
    """Whether the text has characters that its simplified form ``plain`` writes otherwise."""
    return any(a != b and _HAN.match(a) for a, b in zip(text, plain, strict=True))
