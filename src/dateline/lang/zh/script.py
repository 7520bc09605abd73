"""Traditional and simplified characters: one text, one length, so that offsets hold in both."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

_HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]")
_EXTRA = {"﹒": "·", "‧": "·", "・": "·", "•": "·", "姫": "姬", "辺": "边", "沢": "泽", "斎": "斋", "桜": "樱"}
_WIDE = {code: chr(code - 0xFEE0) for code in (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B))}


@cache
def _converter() -> Any:
    from opencc import OpenCC

    return OpenCC("t2s")


@cache
def _simple(char: str) -> str:
    found = str(_converter().convert(char))
    return found if len(found) == 1 else char


def simplify(text: str) -> str:
    """The text in simplified characters and plain digits, character for character: the length never changes."""
    table: dict[int, str] = dict(_WIDE)
    for char in set(_HAN.findall(text)):
        table[ord(char)] = _simple(char)
    table.update({ord(char): plain for char, plain in _EXTRA.items()})
    return text.translate(table)
