"""Numbers with what they count: ``1.2万``, ``3亿美元``, ``十一人``, ``11名议员``."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from dateline.lang.data import load_table
from dateline.lang.terms import flatten_terms
from dateline.lang.zh.lexicon import country_names
from dateline.lang.zh.numerals import HAN, NUMBER, read_number, write_plain
from dateline.model import Mention

_ABOUT = r"(?:多|余|几|来)?"
_NOUN_UNITS = {"国会议员": "lawmakers", "议员": "lawmakers", "学生": "students", "留学生": "students", "大学生": "students", "高中生": "students", "士兵": "soldiers", "军人": "soldiers", "官兵": "soldiers"}  # fmt: skip  # noqa: E501
_FATE = re.compile(r"[^，。；、\d]{0,6}?(死亡|遇难|丧生|身亡|罹难|受伤|负伤|失踪|下落不明)")
_FATE_UNITS = {"死亡": "dead", "遇难": "dead", "丧生": "dead", "身亡": "dead", "罹难": "dead", "受伤": "injured", "负伤": "injured", "失踪": "missing", "下落不明": "missing"}  # fmt: skip  # noqa: E501
_MISSILES = re.compile(r"(?:[\u4e00-\u9fff]{0,6})?导弹")


@cache
def _nouns() -> re.Pattern[str]:
    """Whom 名 counts, with their country or kind before it (十名日本大学生)."""
    kinds = "|".join(
        sorted(("青年", "年轻", "外国", "本国", "执政党", "在野党", *country_names()), key=lambda k: (-len(k), k))
    )
    return re.compile(
        rf"(?:来自[^，。]{{1,12}}?的)?(?:{kinds})?({'|'.join(sorted(_NOUN_UNITS, key=len, reverse=True))})"
    )


@cache
def _units() -> tuple[dict[str, str], re.Pattern[str]]:
    flat = flatten_terms(load_table("zh", "units"))
    return flat, re.compile("|".join(re.escape(t) for t in sorted(flat, key=lambda t: (-len(t), t))))


_NUMBER = re.compile(rf"(?<![\d.第]){NUMBER}")


def find_numbers(text: str, plain: str, start: int, end: int, busy: Sequence[tuple[int, int]]) -> list[Mention]:
    """Number mentions of ``text[start:end]`` outside the ``busy`` spans (dates and names). Numerals in characters count
    only before a unit."""
    found: list[Mention] = []
    for match in _NUMBER.finditer(plain, start, end):
        first, last = match.start(), match.end()
        if any(a < last and b > first for a, b in busy):
            continue
        value = read_number(match.group())
        unit, stop = _unit_after(plain, last, end)
        written = match.group()[0] in HAN
        if value is None or (written and (unit is None or _idiom(plain, first, last, stop))):
            continue
        found.append(
            Mention(text=text[first:last], start=first, end=last, kind="number", value=write_plain(value), unit=unit)
        )
    return found


_PENALTY = "有期徒刑|徒刑|监禁|入狱|坐牢|刑期|牢狱|刑罚|拘役"
_TERM = re.compile(
    rf"(?:(?<=徒刑)|(?<=监禁)|(?<=入狱)|(?<=坐牢)|(?<=判刑)|(?<=判囚)|(?<=判监)|(?<=获刑)|(?<=刑期)|(?<=拘役)|(?<=刑期为)"
    rf"|(?=[^，。；]{{1,9}}?(?:{_PENALTY})))(?P<years>{NUMBER})年(?:零?(?P<more>{NUMBER})个月)?"
    rf"|(?:(?<=徒刑)|(?<=监禁)|(?<=入狱)|(?<=判刑)|(?<=判囚)|(?<=拘役)|(?=[^，。；]{{1,6}}?(?:{_PENALTY})))(?P<months>{NUMBER})个月"
)


def find_terms(text: str, plain: str, start: int, end: int) -> list[Mention]:
    """Terms of imprisonment (``有期徒刑3年6个月`` is 42 months, ``监禁8年`` 8 years) as number mentions."""
    found: list[Mention] = []
    for match in _TERM.finditer(plain, start, end):
        years, more = read_number(match["years"] or "0"), read_number(match["more"] or match["months"] or "0")
        if years is None or more is None or not 0 < years + more < 200:
            continue
        value, unit = (years, "years") if not more else (12 * years + more, "months")
        words = text[match.start() : match.end()]
        found.append(
            Mention(
                text=words, start=match.start(), end=match.end(), kind="number", value=write_plain(value), unit=unit
            )
        )
    return found


def _idiom(plain: str, first: int, last: int, stop: int) -> bool:
    """``一名``, ``一项``, ``一次`` count nothing worth a number; ``万人`` and ``千人`` are no numerals of their own."""
    return (
        plain[first:last] in ("一", "百", "千", "两百")
        or plain[last : last + 1] in ("国", "党", "军", "岸")
        or plain[first - 1 : first] in ("第", "数", "几", "星", "周", "每", "统", "万", "唯")
    )


def _unit_after(plain: str, place: int, end: int) -> tuple[str | None, int]:
    more = re.compile(_ABOUT).match(plain, place, end)
    begin = more.end() if more is not None else place
    flat, pattern = _units()
    match = pattern.match(plain, begin, end)
    if match is None:
        return None, place
    unit, stop = flat[match.group()], match.end()
    if unit == "people":
        noun = _nouns().match(plain, stop, end)
        fate = _FATE.match(plain, stop, end)
        if noun is not None:
            return _NOUN_UNITS[noun[1]], noun.end()
        if fate is not None:
            return _FATE_UNITS[fate[1]], fate.end()
    if match.group() in ("枚", "发") and _MISSILES.match(plain, stop, end) is None:
        return None, stop
    if match.group() == "级" or (
        match.group() in ("条", "点", "支", "起", "份", "国", "度", "发") and plain[stop : stop + 1] == ""
    ):
        return None, stop
    return unit, stop
