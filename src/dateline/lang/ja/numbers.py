"""Numbers of Japanese text: digits of either width, kanji numerals, 万 億 兆, and what they count."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache

from dateline.lang.data import load_table
from dateline.model import Mention

_DIGITS = {"〇": 0, "零": 0, "一": 1, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9}
_SMALL = {"十": 10, "百": 100, "千": 1000}
_LARGE = {"万": 10**4, "億": 10**8, "兆": 10**12}
_NARROW = str.maketrans("０１２３４５６７８９，．％", "0123456789,.%")
_ARABIC = r"[0-9０-９]+(?:[,，][0-9０-９]{3})*(?:[.．][0-9０-９]+)?"
_LONGEST = 60  # characters of a numeral; longer runs of figures are no number
_KANJI = r"[〇一二三四五六七八九十百千]+"
_NUMBER = re.compile(rf"(?:(?:{_ARABIC})[十百千]?[万億兆]?)+|(?:{_KANJI}[万億兆]?)+")


def parse_number(words: str) -> str | None:
    """``1万2000`` -> ``"12000"``, ``十一`` -> ``"11"``; None when the words are no number."""
    total = Decimal(0)
    section = Decimal(0)
    current: Decimal | None = None
    rest = words.translate(_NARROW).replace(",", "")
    if len(rest) > _LONGEST:
        return None
    for part in re.findall(r"[0-9]+(?:\.[0-9]+)?|.", rest):
        if part[0].isdigit() and part[0].isascii():
            current = Decimal(part)
        elif part in _DIGITS:
            current = (current or Decimal(0)) * 10 + _DIGITS[part]
        elif part in _SMALL:
            section += (1 if current is None else current) * _SMALL[part]
            current = None
        elif part in _LARGE:
            total += (section + (current or 0) or 1) * _LARGE[part]
            section, current = Decimal(0), None
        else:
            return None
    value = total + section + (current or 0)
    return _plain(value)


def small_int(words: str) -> int:
    """The number written with digits of either width or kanji numerals. Raises ValueError when it is none."""
    value = parse_number(words)
    if value is None or not value.isdigit():
        raise ValueError(f"not a whole number: {words!r}")
    return int(value)


@cache
def _units() -> tuple[re.Pattern[str], dict[str, str]]:
    table = load_table("ja", "units")
    flat: dict[str, str] = {}
    for key, entry in table.items():
        for term in (*entry["terms"], entry["label"]):
            flat.setdefault(term, key)
    for key in ("dead", "injured", "missing", "lawmakers", "soldiers", "students"):
        for term in table[key]["terms"]:
            flat.pop(term, None)
    ordered = sorted((t for t in flat if t != "マグニチュード"), key=len, reverse=True)
    return re.compile("|".join(re.escape(t) for t in ordered), re.IGNORECASE), flat


_BEFORE = (
    ("lawmakers", re.compile(r"議員(?:ら|団)?(?:約|計|およそ)?$")),
    ("dead", re.compile(r"(?:死者|死者数)(?:は|が|も)?(?:約|計|少なくとも)?$")),
    ("injured", re.compile(r"(?:負傷者|けが人)(?:は|が|も)?(?:約|計|少なくとも)?$")),
    ("missing", re.compile(r"行方不明者(?:は|が|も)?(?:約|計|少なくとも)?$")),
    ("soldiers", re.compile(r"(?:兵士|工兵|兵|将兵|部隊)(?:ら)?(?:約|計|およそ)?$")),
    ("students", re.compile(r"(?:学生|生徒|高校生|大学生)(?:ら)?(?:約|計|およそ)?$")),
)
_AFTER = (
    ("dead", re.compile(r"(?:以上|余り)?(?:が|の)?(?:死亡|死者|犠牲)")),
    ("injured", re.compile(r"(?:以上|余り)?(?:が|の)?(?:負傷|けが|重軽傷)")),
    ("missing", re.compile(r"(?:以上|余り)?(?:(?:が|の)?行方不明|不明)")),
    ("lawmakers", re.compile(r"の(?:国会)?議員")),
    ("soldiers", re.compile(r"の(?:兵士|工兵|将兵)")),
    ("students", re.compile(r"の(?:学生|生徒|大学生|高校生)")),
)


_KANJI_UNITS = (
    "人", "名", "カ国", "か国", "社", "回", "隻", "機", "発", "歳", "才", "円", "ドル", "米ドル", "ウォン", "ユーロ", "%", "％",
    "パーセント", "件", "票", "議席", "世帯", "棟", "トン", "キロ",
)  # fmt: skip
_TENTHS = re.compile(r"割(?:(?P<bu>[0-9０-９])分|(?P<half>半))?(?![りるれろ当合愛安高])")
_SMALL_MONEY = re.compile(r"(?:と|、)?(?P<n>[0-9０-９]{1,2})(?:銭|セント)")


def _tenths(text: str, match: re.Match[str], end: int) -> Mention | None:
    """``3割5分``, ``5割半``: tenths are per cents."""
    part = _TENTHS.match(text, match.end(), end)
    value = parse_number(match.group())
    if part is None or value is None or Decimal(value) > 10:
        return None
    more = Decimal(5) if part["half"] else Decimal((part["bu"] or "0").translate(_NARROW))
    share = _plain(Decimal(value) * 10 + more)
    low, high = match.start(), part.end()
    return Mention(text=text[low:high], start=low, end=high, kind="number", value=share, unit="percent")


def _plain(value: Decimal) -> str:
    return str(int(value)) if value == value.to_integral_value() else format(value.normalize(), "f")


def find_numbers(text: str, start: int, end: int, taken: list[tuple[int, int]]) -> list[Mention]:
    """Numbers of ``text[start:end]`` outside the ``taken`` spans (dates, names), each with its unit.

    A kanji numeral counts only before a known counter; ordinals (第1) are left out.
    """
    pattern, flat = _units()
    found: list[Mention] = []
    for match in _NUMBER.finditer(text, start, end):
        low, high = match.span()
        if any(a < high and low < b for a, b in taken) or (low > start and text[low - 1] in "第数何"):
            continue
        if text[high : high + 1] in ("号", "番", "条", "面", "代"):
            continue
        if low > start and (text[low - 1].isalpha() and text[low - 1].isascii()):
            continue
        unit = pattern.match(text, high, end)
        kanji = match.group()[0] in _DIGITS or match.group()[0] in _SMALL
        tenths = _tenths(text, match, end)
        if tenths is not None:
            found.append(tenths)
            continue
        if kanji and (unit is None or unit.group() not in _KANJI_UNITS):
            continue
        value = parse_number(match.group())
        if value is None or any(m.end > low for m in found[-1:]):
            continue
        key = _unit_key(text, low, unit, flat)
        stop = unit.end() if unit else high
        coins = _SMALL_MONEY.match(text, stop, end) if key in ("JPY", "USD") else None
        if coins is not None and "." not in value:
            value, stop = _plain(Decimal(value) + Decimal(coins["n"].translate(_NARROW)) / 100), coins.end()
        found.append(Mention(text=text[low:stop], start=low, end=stop, kind="number", value=value, unit=key))
    return found


_AGED = re.compile(r"（[0-9０-９]{2}）")  # 三上容疑者（41）
_MOVED = re.compile(r"(?:幅|の)?(?:引き上げ|引き下げ|引上げ|利上げ|利下げ)")  # by so many points


def _unit_key(text: str, low: int, unit: re.Match[str] | None, flat: dict[str, str]) -> str | None:
    before = text[max(0, low - 12) : low]
    if unit is None and _AGED.match(text, max(0, low - 1)):
        return "age"
    if unit is None:
        return "magnitude" if before.endswith(("マグニチュード", "M")) else None
    key = flat.get(unit.group()) or flat.get(unit.group().lower()) or unit.group()
    if key == "percent" and _MOVED.match(text, unit.end()) and "金利" in text[max(0, low - 40) : low + 20]:
        return "percentage_points"
    if key == "people":
        after = text[unit.end() : unit.end() + 12]
        for name, pattern in _BEFORE:
            if pattern.search(before):
                return name
        for name, pattern in _AFTER:
            if pattern.match(after):
                return name
    return key
