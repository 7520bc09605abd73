"""From bytes to text: byte-order mark, declared charset, strict codecs in order, then a statistical guess."""

from __future__ import annotations

import codecs
import json
import re
from typing import Any

_DECLARED = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_\-]+)""", re.IGNORECASE)
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_ALIASES = {
    "shift_jis": "cp932",
    "shift-jis": "cp932",
    "sjis": "cp932",
    "x-sjis": "cp932",
    "euc-kr": "cp949",
    "ks_c_5601-1987": "cp949",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "iso-8859-1": "cp1252",
    "latin-1": "cp1252",
}
# codecs of the language that are no charset of a page: some give halves of characters, some take the square of the length
_NO_CHARSETS = frozenset(["idna", "punycode", "undefined", "unicode-escape", "raw-unicode-escape", "utf-7"])
_SEVEN_BIT_JA = re.compile(rb"\x1b\$[@B]|\x1b\(J")
_ORDER = ("utf-8", "iso2022_jp", "euc_jp", "cp932", "cp949", "gb18030", "big5", "cp1252")
_CONTROL = bytes(set(range(32)) - {9, 10, 11, 12, 13, 27})


_LONE = re.compile("[\ud800-\udfff]")


class Undecodable(ValueError):
    """The bytes are no text in any charset that we know."""


def looks_binary(data: bytes) -> bool:
    """Whether the bytes hold what text never does: known magic numbers or many control characters."""
    if any(data.startswith(bom) for bom, _ in _BOMS) or _wide_charset(data):
        return False
    head = data[:4096]
    magic = (
        b"\x89PNG",
        b"\xff\xd8\xff",
        b"GIF8",
        b"%PDF",
        b"PK\x03\x04",
        b"\x7fELF",
        b"MZ",
        b"\x1f\x8b",
        b"RIFF",
        b"Rar!",
    )
    if head.startswith(magic):
        return True
    return len(head.translate(None, _CONTROL)) < 0.97 * len(head)


def decode_text(data: bytes, declared: str | None = None) -> str:
    """The text of ``data``. ``declared`` is a charset from outside (HTTP); one inside the bytes is found here.

    Raises Undecodable when every charset fails.
    """
    for bom, name in _BOMS:
        if data.startswith(bom):
            text = _strict(data, name)
            return _give_up() if text is None else text
    for certain in (_wide_charset(data), "iso2022_jp" if _SEVEN_BIT_JA.search(data) else None):
        text = _strict(data, certain) if certain else None
        if text is not None:
            return text
    inside = _DECLARED.search(data[:2048])
    named = [declared] if declared else []
    if inside:
        named.append(inside.group(1).decode("ascii"))
    for charset in named:
        text = _strict(data, _ALIASES.get(charset.lower(), charset.lower()))
        if text is not None:
            return text
    utf8 = _strict(data, "utf-8")
    if utf8 is not None:
        return utf8
    return _best_of(data)


def load_json(text: str, *, strict: bool = True) -> Any:
    """The value of JSON text, halves of surrogate pairs (which no UTF-8 can hold) replaced one for one by U+FFFD.

    ``strict=False`` allows control characters in strings. Raises ValueError or RecursionError.
    """
    return _mend(json.loads(text, strict=strict))


def _mend(value: Any) -> Any:
    if isinstance(value, str):
        return value if value.isascii() else _LONE.sub("\ufffd", value)
    if isinstance(value, dict):
        return {_mend(key): _mend(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_mend(item) for item in value]
    return value


def _wide_charset(data: bytes) -> str | None:
    """UTF-16 without a byte-order mark, told by the zero bytes of its spaces and Latin letters on one side only."""
    head = data[:4096]
    if len(head) < 4 or len(data) % 2:
        return None
    even, odd = head[0::2].count(0), head[1::2].count(0)
    if min(even, odd) > 0.01 * len(head) or max(even, odd) < 0.04 * len(head):
        return None
    return "utf-16-le" if odd > even else "utf-16-be"


def _best_of(data: bytes) -> str:
    """Of the legacy charsets that decode strictly, the one whose text looks most like a language."""
    options = [text for charset in _ORDER[1:] if (text := _strict(data, charset)) is not None]
    best_text = max(options, key=_plausibility, default=None)
    if best_text is not None and _plausibility(best_text) > 0.5:
        return best_text
    from charset_normalizer import from_bytes

    best = from_bytes(data[:100_000]).best()
    if best is not None and (text := _strict(data, best.encoding)) is not None:
        return str(text)
    return _give_up()


def _plausibility(text: str) -> float:
    """0..1: the share of characters that everyday text is made of; wrong decodings are full of rare ideographs."""
    sample = [c for c in text[:6000] if not c.isspace() and not c.isascii()]
    if not sample:
        return 0.8
    good = 0.0
    for c in sample:
        code = ord(c)
        if (
            0x3041 <= code <= 0x30FF
            or 0xAC00 <= code <= 0xD7A3
            or c in "、。，．「」『』・：；！？（）《》“”‘’…—"
            or c in _EVERYDAY_HAN
        ):
            good += 1
        elif 0x4E00 <= code <= 0x9FFF:
            good += 0.45
        elif 0xC0 <= code <= 0x24F:
            good += 0.3
    return good / len(sample)


_EVERYDAY_HAN = frozenset(
    "的一是不了人在有我他这中大来上国个到说们为子和你地出会也时要就可以对生能而得着下自之年过发后作里用道行所然家种事成方多经么"
    "去法学如都同现当没动面起看定天分还进好小部其些主样理心她本前开但因只从想实日军者意无力它与长把机十民第公此已工使情明性知全三"
    "又关点正业外将两高间由问很最重并物手应战向头文体政美相见被利什二等产或新己制身果加西斯月話合内社立場者選手車京東長会議国電"
    "政府大統領首相外交部長官報道記者発表韓北朝鮮總統國會說報導與對這來時個們發後關於開從學現經過還產業將兩間問題應戰體頭區"
)


def _strict(data: bytes, charset: str) -> str | None:
    try:
        return None if codecs.lookup(charset).name in _NO_CHARSETS else data.decode(charset)
    except (LookupError, ValueError):
        return None


def _give_up() -> str:
    raise Undecodable("no known charset fits: save the page as UTF-8")
