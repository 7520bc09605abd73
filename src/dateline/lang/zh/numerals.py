"""Chinese numerals: ``十三``, ``二〇二六``, ``1.2万``, ``3亿5000万`` as decimals."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation

DIGITS = {
    "零": 0,
    "〇": 0,
    "○": 0,
    "一": 1,
    "二": 2,
    "两": 2,
    "三": 3,
    "四": 4,
    "五": 5,
    "六": 6,
    "七": 7,
    "八": 8,
    "九": 9,
}
_SMALL = {"十": 10, "百": 100, "千": 1000}
_LARGE = {"万": 10**4, "亿": 10**8, "兆": 10**12}
LONGEST = 60  # characters of a numeral; longer runs of figures are no number
HAN = "零〇○一二两三四五六七八九十百千"
NUMBER = rf"(?:\d{{1,3}}(?:,\d{{3}})+|\d+)(?:\.\d+)?[十百千]?[万亿兆]{{0,2}}(?:\d+(?:\.\d+)?[千百]?万)?|[{HAN}]+(?:点[{HAN}]+)?[万亿兆]*(?:[{HAN}]+万?)?"  # noqa: E501
_ARABIC = re.compile(r"(\d+(?:\.\d+)?)([十百千]?)([万亿兆]{0,2})")


def is_about(text: str) -> bool:
    """Whether two figures side by side mean "five or six" (``五六年前``), not a number of two figures."""
    return (
        len(text) == 2
        and all(c in DIGITS for c in text)
        and DIGITS[text[1]] - DIGITS[text[0]] == 1
        and text[0] not in "零〇○"
    )


def read_digits(text: str) -> int | None:
    """Digits one by one (``二〇二六`` -> 2026) or an ordinary small numeral; None when it is neither."""
    if len(text) > LONGEST:
        return None
    if text.isascii() and text.isdigit():
        return int(text)
    if text and all(c in DIGITS for c in text) and (len(text) > 1 or text in DIGITS):
        return int("".join(str(DIGITS[c]) for c in text))
    found = read_number(text)
    return int(found) if found is not None and found == found.to_integral_value() else None


def read_number(text: str) -> Decimal | None:
    """The value of a numeral in digits, in characters, or mixed; None when it is no numeral."""
    plain = text.replace(",", "").strip()
    if not plain or len(plain) > LONGEST:
        return None
    if plain[0].isdigit():
        return _read_arabic(plain)
    if "点" in plain:
        whole, _, part = plain.partition("点")
        tail = part.rstrip("万亿兆")
        if not tail or any(c not in DIGITS for c in tail):
            return None
        head = _read_han(whole)
        if head is None:
            return None
        value = Decimal(f"{head}." + "".join(str(DIGITS[c]) for c in tail))
        for char in part[len(tail) :]:
            value *= _LARGE[char]
        return value
    found = _read_han(plain)
    return None if found is None else Decimal(found)


def _read_arabic(plain: str) -> Decimal | None:
    total, place = Decimal(0), 0
    while place < len(plain):
        match = _ARABIC.match(plain, place)
        if match is None:
            return None
        try:
            value = Decimal(match[1])
        except InvalidOperation:
            return None
        value *= _SMALL.get(match[2], 1)
        for char in match[3]:
            value *= _LARGE[char]
        total += value
        place = match.end()
    return total


def _read_han(plain: str) -> int | None:
    if len(plain) > 1 and all(c in DIGITS for c in plain):
        return int("".join(str(DIGITS[c]) for c in plain))
    total = section = digit = 0
    for char in plain:
        if char in DIGITS:
            digit = DIGITS[char]
        elif char in _SMALL:
            section += (digit or 1) * _SMALL[char]
            digit = 0
        elif char in _LARGE:
            total = (
                (total + section + digit) * _LARGE[char] if char == "亿" else total + (section + digit) * _LARGE[char]
            )
            section = digit = 0
        else:
            return None
    return total + section + digit


def write_plain(value: Decimal) -> str:
    """A plain decimal: ``12000``, ``0.75``."""
    if value == value.to_integral_value():
        return str(int(value))
    return format(value.normalize(), "f")
