"""What the rules for years, quarters, decades, reigns and for durations and sets mean."""

from __future__ import annotations

import re
from datetime import date, timedelta

from dateline.lang import intervals, resolve
from dateline.lang.resolve import Reference, Words
from dateline.lang.zh.date_grammar import QUARTERS, SEASONS, UNITS, VAGUE
from dateline.lang.zh.date_place import Match, Place, read_int, relative, year_of
from dateline.lang.zh.numerals import is_about
from dateline.model import DateValue


def read_bce(f: Place, m: Match) -> DateValue | None:
    return resolve.unresolved(f.words(m), f"-{int(m['bce']):04d}")


def read_year_range(f: Place, m: Match) -> DateValue | None:
    first, last, words = read_int(m["yr1"]), read_int(m["yr2"]), f.words(m)
    if not 1000 <= first <= last <= 2999:
        return None
    begin, end = date(first, 1, 1), date(last, 12, 31)
    return resolve.interval(words, begin, end, timex3=f"{first}/{last}", basis="explicit", edtf=f"{first}/{last}")


def read_rel_year_part(f: Place, m: Match) -> DateValue | None:
    year, part, words = year_of(f, m["yp"]), m["ypp"] or "", f.words(m)
    if year is None:
        return resolve.unresolved(words)
    if (m["ypd"] or part in ("以前", "前")) and f.reference.manner == "everyday":
        found = intervals.open_range(words, resolve.year(words, f.reference, number=year), "BEFORE")
    elif m["ypd"] or part in ("年内", "内", "以前", "前"):
        found = resolve.year(words, f.reference, number=year, part="ON_OR_BEFORE")
    elif part in ("上半年", "下半年"):
        found = resolve.year(words, f.reference, number=year, part="H1" if part[0] == "上" else "H2")
    elif part.startswith("前") and part.endswith("季度"):
        found = _first_quarters(words, year, part)
    elif part.endswith("季度"):
        found = _quarter(words, f.reference, year, part)
    elif part[:1] in SEASONS:
        found = _season(words, f.reference, year, part[0])
    elif part in ("年初", "初"):
        found = resolve.year(words, f.reference, number=year, part="START")
    elif part == "年中":
        found = resolve.year(words, f.reference, number=year, part="MID")
    elif part in ("年底", "年末", "底", "末"):
        found = resolve.year(words, f.reference, number=year, part="END")
    else:
        found = resolve.year(words, f.reference, number=year)
    return relative(f, found, m["yp"])


def _quarter(words: Words, reference: Reference, year: int, part: str) -> DateValue:
    code = QUARTERS[part.removesuffix("季度")[-1]]
    first = date(year, int(code[1]) * 3 - 2, 1)
    after = date(year + (first.month > 9), (first.month + 2) % 12 + 1, 1)
    return resolve.interval(words, first, after - timedelta(days=1), timex3=f"{year}-{code}", basis="explicit")


def _first_quarters(words: Words, year: int, part: str) -> DateValue:
    """``前三季度``: from the first quarter on."""
    count = 3 if "三" in part else 2
    last = date(year, count * 3 + 1, 1) - timedelta(days=1)
    return resolve.interval(words, date(year, 1, 1), last, timex3=f"{year}-Q1/{year}-Q{count}", basis="explicit")


def _season(words: Words, reference: Reference, year: int, char: str) -> DateValue:
    if char == "春":
        return resolve.year(words, reference, number=year, part="SP")
    if char == "夏":
        return resolve.year(words, reference, number=year, part="SU")
    if char == "秋":
        return resolve.year(words, reference, number=year, part="FA")
    return resolve.year(words, reference, number=year, part="WI")


def read_era(f: Place, m: Match) -> DateValue | None:
    number = 1 if m["ern"] == "元" else read_int(m["ern"])
    year = number + (2018 if m["era"] == "令和" else 1988)
    words = f.words(m)
    if m["erd"]:
        return resolve.day(words, f.reference, year=year, month=int(m["erm"]), number=int(m["erd"]))
    if m["erm"]:
        return resolve.month(words, f.reference, year=year, number=int(m["erm"]))
    return resolve.year(words, f.reference, number=year)


def read_decade(f: Place, m: Match) -> DateValue | None:
    """``1990年代``, ``上世纪八十年代``; without a century the twenties and later are of the 20th from the thirties on."""
    tens = read_int(m["ded"]) if m["ded"] else 0
    base = _century_start(f, m["dec"]) if m["dec"] else (1900 if tens > 20 else 2000)
    first = int(m["dey"]) if m["dey"] else (base or 0) + tens
    if first < 1000:
        return None
    mod = {"初": "START", "中": "MID", "中期": "MID", "后期": "END", "末": "END"}.get(m["dep"] or "")
    value = f"{first // 10}X"
    begin, end = date(first, 1, 1), date(first + 9, 12, 31)
    return resolve.interval(f.words(m), begin, end, timex3=value, basis="explicit", edtf=value, mod=mod)


def _century_start(f: Place, text: str) -> int | None:
    """The first year of a century as it is counted in speech: 1900 for the 20th."""
    here = f.reference.day.year if f.reference.day else 2000
    if text[0] in "上本":
        return here // 100 * 100 - (100 if text[0] == "上" else 0)
    number = read_int(text.removesuffix("世纪").strip())
    return (number - 1) * 100 if 2 <= number <= 30 else None


def read_century(f: Place, m: Match) -> DateValue | None:
    """A century; in news a bare number of one is too wide, and often part of a name."""
    base = _century_start(f, m["cen"])
    if base is None or (f.reference.manner == "news" and m["cen"][0] not in "上本" and not m["cep"]):
        return None
    mod = {"初": "START", "中叶": "MID", "末": "END"}.get(m["cep"] or "")
    begin, end = date(base, 1, 1), date(base + 99, 12, 31)
    return resolve.interval(f.words(m), begin, end, timex3=f"{base // 100}XX", basis="explicit", mod=mod)


def read_lunar(f: Place, m: Match) -> DateValue | None:
    """A day of the farmers' calendar: said as such, not placed in the common one."""
    return resolve.unresolved(f.words(m))


def read_half(f: Place, m: Match) -> DateValue | None:
    words, text = f.words(m), m["half"]
    if f.reference.day is None:
        return resolve.unresolved(words)
    if text.startswith("前"):
        return relative(f, _first_quarters(words, f.reference.day.year, text), "今年")
    if text.endswith("季度"):
        return relative(f, _quarter(words, f.reference, f.reference.day.year, text), "今年")
    return resolve.year(words, f.reference, years=0, part="H1" if text[0] == "上" else "H2")


def read_in_year(f: Place, m: Match) -> DateValue | None:
    words, text = f.words(m), m["inyear"]
    if text == "年内" or text.endswith("前"):
        return resolve.year(words, f.reference, years=0, part="ON_OR_BEFORE")
    return resolve.year(words, f.reference, years=0, part="START" if text == "年初" else "END")


def read_rest(f: Place, m: Match) -> DateValue | None:
    """``今年晚些时候``: from the reference on; ``早些``: up to it."""
    words, here, unit = f.words(m), f.reference.day, m["reu"]
    if here is None:
        return resolve.unresolved(words)
    if unit == "本周":
        whole = resolve.week(words, f.reference, 0)
    else:
        whole = (
            resolve.month(words, f.reference, months=0)
            if unit == "本月"
            else resolve.year(words, f.reference, years=0)
        )  # fmt: skip
    first, last = intervals.first_day(whole) or here, intervals.last_day(whole) or here
    later = "晚" in m["rew"]
    begin, end = (min(here + timedelta(days=1), last), last) if later else (first, here)
    mod = "AFTER" if later else "BEFORE"
    return resolve.interval(words, begin, end, timex3=whole.timex3 or "", basis=whole.basis, mod=mod)


def read_rel_quarter(f: Place, m: Match) -> DateValue | None:
    words, here = f.words(m), f.reference.day
    if here is None:
        return resolve.unresolved(words)
    shift = {"上上": -2, "上": -1, "下": 1}.get(m["rq"].rstrip("个"), 0)
    total = here.year * 4 + (here.month - 1) // 3 + shift
    return relative(f, _quarter(words, f.reference, total // 4, f"第{total % 4 + 1}季度"), "今年")


def read_within(f: Place, m: Match) -> DateValue | None:
    unit = UNITS[m["wu"]]
    if m["wu"] == "月" and "个" not in m.group():
        return None
    number = "0.5" if m["wn"] == "半" else str(read_int(m["wn"]))
    return resolve.duration(f.words(m), f"P{'T' if unit == 'H' else ''}{number}{unit}", "EQUAL_OR_LESS")


def read_pastn(f: Place, m: Match) -> DateValue | None:
    unit = UNITS[m["pu"]]
    number = "X" if m["pn"] == "几" or is_about(m["pn"]) else str(read_int(m["pn"]))
    return resolve.duration(f.words(m), f"P{'T' if unit == 'H' else ''}{number}{unit}")


def read_set(f: Place, m: Match) -> DateValue | None:
    text = m["set"]
    last = text[-1]
    if re.search(r"周[一二三四五六日]$", text):
        return resolve.duration(f.words(m), f"XXXX-WXX-{'一二三四五六日'.index(last) + 1}")
    return resolve.duration(f.words(m), {"年": "P1Y", "月": "P1M", "周": "P1W", "期": "P1W"}.get(last, "P1D"))


def read_short_year(f: Place, m: Match) -> DateValue | None:
    number = read_int(m["sy"])
    return resolve.year(f.words(m), f.reference, number=number + (2000 if number < 50 else 1900))


def read_vague(f: Place, m: Match) -> DateValue | None:
    return resolve.unresolved(f.words(m), VAGUE.get(m["vague"], "PRESENT_REF"))


def read_duration(f: Place, m: Match) -> DateValue | None:
    unit, raw = UNITS[m["du"]], m["dn"]
    if raw in ("百", "千", "零", "两百") or (m["du"] == "周" and raw == "一"):
        return None
    if raw == "半":
        number = "0.5"
    elif raw == "数" or is_about(raw):
        number = "X"
    else:
        number = raw if raw[0].isdigit() else str(read_int(raw))
    if m["half2"] or m["du"] == "个半小时":
        number += ".5"
    timed = m["du"] in ("小时", "个小时", "个半小时", "分钟")
    return resolve.duration(f.words(m), f"P{'T' if timed else ''}{number}{unit}" if unit != "C" else f"P{number}00Y")
