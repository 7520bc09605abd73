"""Japanese words for days, weeks, months and years."""

from __future__ import annotations

import re
from datetime import date, timedelta

from msgspec import structs

from dateline.lang import moments, resolve
from dateline.lang.dated import Match, Rule, Scene
from dateline.lang.ja.date_values import names_year, number_of, with_basis, with_time, year_of
from dateline.lang.ja.date_words import (
    BARE_STOP,
    DAY_OF_WEEK,
    MONTH_PART,
    NUMBER,
    STOP,
    TABLE,
    TIME,
    WEEKDAYS,
    YEAR,
    any_of,
)
from dateline.lang.resolve import Direction, Reference
from dateline.model import DateValue


def _month_day(m: Match, scene: Scene) -> DateValue | None:
    year, month, number = year_of(m, scene), number_of(m["m"]), number_of(m["d"])
    if month is None or number is None or not 1 <= month <= 12 or not 1 <= number <= 31:
        return None
    if names_year(m) and year is None:
        return resolve.unresolved(scene.words)
    value = resolve.day(scene.words, scene.reference, year=year, month=month, number=number, direction=scene.direction)
    return with_basis(with_time(value, m, scene), m, scene)


def _part_of_month(month: DateValue, scene: Scene, part: str | None) -> DateValue:
    """上旬, 前半, 末 and the like of a month."""
    if part is None or month.earliest is None:
        return month
    if part in ("内", "中"):
        return _deadline(month, scene)
    first, last, mod = TABLE["month_parts"][part]
    return moments.month_days(scene.words, month, first, last or None, mod)


def _deadline(span: DateValue, scene: Scene) -> DateValue:
    """Within a month or week: from the reference day, where it lies inside, to the end."""
    here, first, last = scene.reference.day, moments.first_day(span), moments.last_day(span)
    begin = here if here and first <= here <= last else first
    return resolve.interval(scene.words, begin, last, timex3=span.timex3 or "", basis=span.basis, mod="ON_OR_BEFORE")


def _month(m: Match, scene: Scene) -> DateValue | None:
    year, number = year_of(m, scene), number_of(m["m"])
    if number is None or not 1 <= number <= 12:
        return None
    if names_year(m) and year is None:
        return resolve.unresolved(scene.words)
    value = resolve.month(scene.words, scene.reference, year=year, number=number, direction=scene.direction)
    return with_basis(_part_of_month(value, scene, m["mp"]), m, scene)


def _months(m: Match, scene: Scene) -> DateValue | None:
    """``1〜3月``; ``7〜9月期``, a quarter reported on, is over unless a plan follows."""
    year, first, last = year_of(m, scene), number_of(m["a"]), number_of(m["b"])
    if first is None or last is None or not (1 <= first <= 12 and 1 <= last <= 12):
        return None
    if names_year(m) and year is None:
        return resolve.unresolved(scene.words)
    told = scene.direction if scene.direction != "nearest" or not m.group().endswith("期") else "past"
    begin = resolve.month(scene.words, scene.reference, year=year, number=first, direction=told)
    if not begin.earliest:
        return begin
    over = moments.first_day(begin).year + (last < first)
    end = resolve.month(scene.words, scene.reference, year=over, number=last)
    value = moments.spanned(scene.words, begin, structs.replace(end, basis=begin.basis))
    return with_basis(value, m, scene) if value else None


def _year(m: Match, scene: Scene) -> DateValue:
    year = year_of(m, scene)
    if year is None:
        return resolve.unresolved(scene.words)
    part = TABLE["year_parts"].get(m["yp"]) if m["yp"] else None
    return with_basis(resolve.year(scene.words, scene.reference, number=year, part=part), m, scene)


def _years(m: Match, scene: Scene) -> DateValue | None:
    """``2024〜26年``."""
    first = int(m["a"])
    last = int(m["b"]) if len(m["b"]) == 4 else first // 100 * 100 + int(m["b"])
    if last <= first:
        return None
    fiscal = "FY" if m["fy"] else None
    return moments.spanned(
        scene.words,
        resolve.year(scene.words, scene.reference, number=first, part=fiscal),  # type: ignore[arg-type]
        resolve.year(scene.words, scene.reference, number=last, part=fiscal),  # type: ignore[arg-type]
    )


def _relative_month(m: Match, scene: Scene) -> DateValue | None:
    months = int(TABLE["months"][m["rm"]])
    base = resolve.month(scene.words, scene.reference, months=months)
    if m["d"] is None:
        return _part_of_month(base, scene, m["mp"])
    number = number_of(m["d"])
    if number is None or not base.earliest:
        return resolve.unresolved(scene.words)
    return with_time(_day_in(base, scene, number), m, scene)


def _day_in(month: DateValue, scene: Scene, number: int) -> DateValue:
    begin = moments.first_day(month)
    value = resolve.day(scene.words, scene.reference, year=begin.year, month=begin.month, number=number)
    return structs.replace(value, basis=month.basis) if value.earliest else value


def _event_month(m: Match, scene: Scene) -> DateValue:
    base = resolve.month(scene.words, scene.by_told(), months=int(TABLE["event_months"][m["em"]]))
    number = number_of(m["d"])
    if number is None or not base.earliest:
        return _part_of_month(base, scene, m["mp"]) if m["d"] is None else resolve.unresolved(scene.words)
    return with_time(_day_in(base, scene, number), m, scene)


def _days(m: Match, scene: Scene) -> DateValue | None:
    """``13〜14日``, ``23、24両日``, ``来月3〜5日``: the first without its 日."""
    first, last = number_of(m["d1"]), number_of(m["d2"])
    if first is None or last is None or not (1 <= first <= 31 and 1 <= last <= 31):
        return None
    begin = _first_of_days(m, scene, first)
    if begin is None or not begin.earliest:
        return begin if begin is None else resolve.unresolved(scene.words)
    here = Reference(moments.first_day(begin), begin.basis, scene.reference.tz)
    end = resolve.day(scene.words, here, number=last, direction="future")
    return moments.spanned(scene.words, begin, end) if last != first else None


def _first_of_days(m: Match, scene: Scene, number: int) -> DateValue | None:
    if m["ned"]:
        return resolve.day(scene.words, scene.by_event(), number=number, direction="future")
    if m["rm"]:
        base = resolve.month(scene.words, scene.reference, months=int(TABLE["months"][m["rm"]]))
        return _day_in(base, scene, number) if base.earliest else base
    year, month = year_of(m, scene), number_of(m["m"])
    if (names_year(m) and (year is None or month is None)) or (month is not None and not 1 <= month <= 12):
        return resolve.unresolved(scene.words)
    value = resolve.day(scene.words, scene.reference, year=year, month=month, number=number, direction=scene.direction)
    return with_basis(value, m, scene)


_PER_DAY = re.compile(r"(?:約|平均|最大|最高|計)?[0-9]|に(?:約|平均|最大)?[0-9.,万]+[回度往便件地本台食種]")
_COUNTED = re.compile(rf"(?:{any_of(TABLE['not_a_day']['precedes'])})$")


def _bare_day(m: Match, scene: Scene) -> DateValue | None:
    number = number_of(m["d"])
    if number is None or not 1 <= number <= 31 or _COUNTED.search(m.string, max(0, m.start() - 4), m.start()):
        return None
    if number == 1 and _PER_DAY.match(m.string, m.end()):
        return None
    if (
        m["d"] == "一"
        and not m["way"]
        and not re.match(r"[、（(にかま付午夜朝未昼夕]|$", m.string[m.end() : m.end() + 1])
    ):
        return resolve.duration(scene.words, "P1D")
    way: Direction = scene.direction
    if m["way"]:
        way = "past" if m["way"] in ("去る", "さる") else "future"
    return with_time(resolve.day(scene.words, scene.reference, number=number, direction=way), m, scene)


def _same_month_day(m: Match, scene: Scene) -> DateValue:
    """``翌9日``, ``同11日``: by the day of the event told."""
    number = number_of(m["d"])
    if scene.event is None or number is None:
        return resolve.unresolved(scene.words)
    way: Direction = "future" if m["ned"] in ("翌", "翌日の") else "nearest"
    return with_time(resolve.day(scene.words, scene.by_event(), number=number, direction=way), m, scene)


_BRACKETED = re.compile(rf"[（(](?:(?P<m>{NUMBER})月)?(?P<d>{NUMBER})日[）)]")


def _relative_day(m: Match, scene: Scene) -> DateValue | None:
    if m["rd"] in ("今日", "明日") and m.string[m.end() : m.end() + 1] in ("性", "香"):
        return None
    days, *part = TABLE["days"][m["rd"]]
    value = resolve.offset_day(scene.words, scene.reference, int(days))
    said = _BRACKETED.match(m.string, m.end())
    if said and value.earliest:
        value = _as_bracketed(value, said, scene)
    return with_time(moments.at_part(value, part[0] if part else None), m, scene)


def _as_bracketed(value: DateValue, said: Match, scene: Scene) -> DateValue:
    """``きょう(8日)``: the number in brackets is the text's own word on the day, and goes before the page's date."""
    number, month = number_of(said["d"]), number_of(said["m"])
    if number is None or not 1 <= number <= 31 or (month is not None and not 1 <= month <= 12):
        return value
    near = Reference(moments.first_day(value), value.basis, scene.reference.tz)
    found = resolve.day(scene.words, near, month=month, number=number)
    return found if found.earliest else value


def _event_day(m: Match, scene: Scene) -> DateValue | None:
    if m.string.startswith(tuple(TABLE["not_an_event"]["follows"]), m.end()) and m["ed"] in ("前日", "同日"):
        return None
    days, *part = TABLE["event_days"][m["ed"]]
    value = resolve.offset_day(scene.words, scene.by_event(), int(days))
    return with_time(moments.at_part(value, part[0] if part else None), m, scene)


def _week(m: Match, scene: Scene) -> DateValue:
    event = m["ew"] is not None
    weeks = int(TABLE["event_weeks"][m["ew"]] if event else TABLE["weeks"][m["rw"]])
    reference = scene.by_event() if event else scene.reference
    if m["wd"]:
        return with_time(resolve.weekday(scene.words, reference, WEEKDAYS.index(m["wd"]), weeks=weeks), m, scene)
    if m["wp"] == "末":
        return _weekend(scene, reference, weeks)
    value = resolve.week(scene.words, reference, weeks)
    if m["wp"] is None or value.earliest is None:
        return value
    mod = TABLE["week_parts"][m["wp"]]
    if mod == "ON_OR_BEFORE":
        return _deadline(value, scene)
    first = moments.first_day(value)
    low, high = {"START": (0, 2), "MID": (2, 3), "END": (3, 6)}[mod]
    return resolve.interval(
        scene.words,
        first + timedelta(days=low),
        first + timedelta(days=high),
        timex3=value.timex3 or "",
        basis=value.basis,
        mod=mod,
    )


def _weekend(scene: Scene, reference: Reference, weeks: int) -> DateValue:
    first = resolve.weekday(scene.words, reference, 5, weeks=weeks)
    if first.earliest is None:
        return resolve.unresolved(scene.words)
    begun = date.fromisoformat(first.earliest)
    iso = begun.isocalendar()
    return resolve.interval(
        scene.words,
        begun,
        begun + timedelta(days=1),
        timex3=f"{iso.year}-W{iso.week:02d}-WE",
        basis=reference.basis,
    )


def _plain_week(m: Match, scene: Scene) -> DateValue:
    """週末, 週内, 週明け without the week being named: the present week, and the Monday after it."""
    word = m["pw"]
    if word == "週明け":
        return resolve.weekday(scene.words, scene.reference, 0, weeks=1)
    if word.endswith("週末"):
        return _weekend(scene, scene.reference, 0)
    value = resolve.week(scene.words, scene.reference, 0)
    if value.earliest is None:
        return value
    if word == "週内":
        return _deadline(value, scene)
    first = moments.first_day(value)
    last = first + timedelta(days=2)
    return resolve.interval(scene.words, first, last, timex3=value.timex3 or "", basis=value.basis, mod="START")


def _weekday(m: Match, scene: Scene) -> DateValue:
    index = WEEKDAYS.index(m["wd"])
    if m["nx"] == "次の":
        return with_time(resolve.weekday(scene.words, scene.reference, index, weeks=1), m, scene)
    way: Direction = scene.direction
    if m["nx"]:
        way = "past" if m["nx"] in ("去る", "前の", "先の") else "future"
    return with_time(resolve.weekday(scene.words, scene.reference, index, direction=way), m, scene)


def _numeric(m: Match, scene: Scene) -> DateValue | None:
    month, number = int(m["m"]), int(m["d"])
    if not (1 <= month <= 12 and 1 <= number <= 31):
        return None
    value = resolve.day(scene.words, scene.reference, year=int(m["y"]), month=month, number=number)
    return with_time(value, m, scene)


def _slashed(m: Match, scene: Scene) -> DateValue | None:
    """``1/20(火)``: only with its weekday, since 1/20 alone may be a fraction."""
    month, number = int(m["m"]), int(m["d"])
    if not (1 <= month <= 12 and 1 <= number <= 31):
        return None
    value = resolve.day(scene.words, scene.reference, month=month, number=number, direction=scene.direction)
    return with_time(value, m, scene)


def _holiday(m: Match, scene: Scene) -> DateValue:
    month, number = TABLE["holidays"][m["feast"]]
    year = year_of(m, scene)
    if names_year(m) and year is None:
        return resolve.unresolved(scene.words)
    value = resolve.day(scene.words, scene.reference, year=year, month=month, number=number, direction=scene.direction)
    return with_basis(with_time(value, m, scene), m, scene)


def _ordinal(m: Match, scene: Scene) -> DateValue | None:
    """``1月の第3週``, ``来月の第一月曜日``, ``2015年の最後の週``."""
    base = _ordinal_base(m, scene)
    if base is None or not base.earliest:
        return base
    number = {"最初の": 1, "最後の": -1}.get(m["nth"]) or number_of(m["nth"].strip("第"))
    if number is None:
        return None
    if m["wd"]:
        return with_time(moments.ordinal_weekday(scene.words, base, WEEKDAYS.index(m["wd"]), number), m, scene)
    return moments.ordinal_week(scene.words, base, number)


def _ordinal_base(m: Match, scene: Scene) -> DateValue | None:
    if m["rm"]:
        return resolve.month(scene.words, scene.reference, months=int(TABLE["months"][m["rm"]]))
    year, month = year_of(m, scene), number_of(m["m"])
    if names_year(m) and year is None:
        return resolve.unresolved(scene.words)
    if month is not None:
        if not 1 <= month <= 12:
            return None
        value = resolve.month(scene.words, scene.reference, year=year, number=month, direction=scene.direction)
    elif year is None:
        return None
    else:
        value = resolve.year(scene.words, scene.reference, number=year)
    return with_basis(value, m, scene)


_EVENT_WEEK = rf"(?P<ew>{any_of(TABLE['event_weeks'])})(?!{any_of(TABLE['not_an_event']['follows'])})"


def _bare_month(m: Match, scene: Scene) -> DateValue:
    """``月末``, ``月内``: of the present month."""
    return _part_of_month(resolve.month(scene.words, scene.reference, months=0), scene, m["mp"])


RULES: tuple[Rule, ...] = tuple(
    Rule(re.compile(pattern), build, needs=re.compile(needs))
    for pattern, build, needs in (
        (
            rf"(?:{YEAR}の?)?(?P<m>{NUMBER})月(?P<d>{NUMBER})日{STOP}{DAY_OF_WEEK}{TIME}",
            _month_day,
            r"月[0-9一二三四五六七八九十]",
        ),
        (
            rf"(?:(?:{YEAR}の?)?(?P<m>{NUMBER})月|(?P<rm>{any_of(TABLE['months'])})の?|(?P<ned>同|翌))?(?P<d1>{NUMBER})"
            rf"(?:[、・]{NUMBER})?(?:〜|~|-|―|–|、|・)(?P<d2>{NUMBER})(?:の?両日|日の?両日|日{BARE_STOP}{DAY_OF_WEEK})",
            _days,
            r"[0-9一二三四五六七八九十][、・〜~―–-][0-9一二三四五六七八九十]",
        ),
        (rf"(?:{YEAR}の?)?(?P<m>{NUMBER})月(?![間期号場])(?:の?{MONTH_PART})?", _month, r"月"),
        (
            rf"(?:{YEAR}の?)?(?P<a>{NUMBER})[〜~\-―–](?P<b>{NUMBER})月期?",
            _months,
            r"[0-9一二三四五六七八九十][〜~―–-][0-9一二三四五六七八九十]{1,3}月",
        ),
        (rf"{YEAR}(?![間ぶ物])(?:の?(?P<yp>{any_of(TABLE['year_parts'])})(?![闘節季休]))?", _year, r"年"),
        (r"(?P<a>[0-9]{4})年?[〜~\-―–](?P<b>[0-9]{4}|[0-9]{2})年(?P<fy>度)?", _years, r"[0-9]年?[〜~―–-][0-9]{2}"),
        (
            rf"(?P<rm>{any_of(TABLE['months'])})(?:の?(?P<d>{NUMBER})日{STOP}{DAY_OF_WEEK}{TIME}|の?{MONTH_PART}|(?!号))",
            _relative_month,
            r"[先去今本当来]々?る?月",
        ),
        (
            rf"(?P<em>{any_of(TABLE['event_months'])})(?!{any_of(TABLE['not_an_event']['follows'])})(?:の?(?P<d>{NUMBER})日{STOP}{DAY_OF_WEEK}{TIME}|の?{MONTH_PART})?",
            _event_month,
            r"[同翌前]月|[じの]月",
        ),
        (
            rf"(?P<way>去る|来る|きたる|さる|来たる)?(?<![0-9.])(?P<d>{NUMBER})日{BARE_STOP}{DAY_OF_WEEK}{TIME}",
            _bare_day,
            r"日",
        ),
        (rf"(?P<ned>翌日の|翌|同)(?P<d>{NUMBER})日{BARE_STOP}{DAY_OF_WEEK}{TIME}", _same_month_day, r"[翌同]"),
        (
            rf"(?P<rd>{any_of(TABLE['days'])})(?!中国){TIME}",
            _relative_day,
            r"[昨今本明一]|[きあおゆけし][のとすよょさうしべ]",
        ),
        (rf"(?P<ed>{any_of(TABLE['event_days'])}){TIME}", _event_day, r"[日夜朝]"),
        (
            rf"(?:(?P<rw>{any_of(TABLE['weeks'])})|{_EVENT_WEEK})(?:の?(?:(?P<wd>[{WEEKDAYS}])曜日?{TIME}|(?P<wp>末|{any_of(TABLE['week_parts'])})))?",
            _week,
            r"週",
        ),
        (r"(?P<pw>(?:この|今)?週末|週内|週明け|週初め|週の初め|週の前半)", _plain_week, r"週"),
        (
            r"(?<![0-9一二三四五六七八九十年カか箇ヵヶ])月(?:の(?=[前後]半))?(?P<mp>末|内(?=[にので])|初め|半ば|(?<=の)[前後]半)",
            _bare_month,
            r"月",
        ),
        (rf"(?P<nx>次の|今度の|来る|来たる|去る|前の|先の)?(?P<wd>[{WEEKDAYS}])曜日?{TIME}", _weekday, r"曜"),
        (
            rf"(?P<y>[0-9]{{4}})[/.-](?P<m>[0-9]{{1,2}})[/.-](?P<d>[0-9]{{1,2}})(?![0-9.]){DAY_OF_WEEK}(?:\s{TIME})?",
            _numeric,
            r"[0-9][/.-][0-9]",
        ),
        (
            rf"(?P<m>[0-9]{{1,2}})/(?P<d>[0-9]{{1,2}})\s?[（(][{WEEKDAYS}](?:曜日?|・祝)?[）)]{TIME}",
            _slashed,
            r"[0-9]/[0-9]",
        ),
        (
            rf"(?:{YEAR}の?)?(?P<feast>{any_of(TABLE['holidays'])}){TIME}",
            _holiday,
            r"元[日旦]|の日|記念|誕生|クリスマス|大みそか|大晦日",
        ),
        (
            rf"(?:(?P<rm>{any_of(TABLE['months'])})|(?:{YEAR})?(?:の?(?P<m>{NUMBER})月)?)の?(?P<nth>第[0-9一二三四五]{{1,2}}|最初の|最後の)"
            rf"(?:週(?!間)|(?P<wd>[{WEEKDAYS}])曜日?{TIME})",
            _ordinal,
            r"(?:第.{1,2}|最[初後]の)(?:週|.曜)",
        ),
    )
)
