"""Japanese words for times of day, durations, sets, offsets and longer stretches of time."""

from __future__ import annotations

import re

from msgspec import structs

from dateline.lang import moments, resolve
from dateline.lang.dated import Match, Rule, Scene
from dateline.lang.ja.date_values import clock_of, names_year, number_of, with_basis, year_of, zone_of
from dateline.lang.ja.date_words import CLOCK, NUMBER, TABLE, TIME, WEEKDAYS, YEAR, any_of
from dateline.lang.resolve import Reference
from dateline.model import DateValue

_UNITS: dict[str, moments.Unit] = {"日": "D", "週": "W", "月": "M", "年": "Y"}
_COUNT = rf"(?:{NUMBER}|[0-9]{{1,3}}|数)"
_LENGTH = rf"(?P<n>{_COUNT})(?P<u>日|週|[カか箇ヵヶケ]月|年)"


def _unit(m: Match) -> moments.Unit:
    return _UNITS[m["u"][-1]]


def _clock_alone(m: Match, scene: Scene) -> DateValue | None:
    """An hour without a day: of the day of the event told, and of no day where none was told."""
    if m["h"] == "一" and not m["ampm"]:
        return None
    clock = clock_of(m)
    if clock is None:
        return None
    if scene.event is None:
        return resolve.unresolved(scene.words, f"T{clock}")
    return moments.at_clock(resolve.offset_day(scene.words, scene.by_event(), 0), clock, zone_of(m, scene))


def _clocks(m: Match, scene: Scene) -> DateValue | None:
    """``午後5〜6時``."""
    first, last = clock_of(m), number_of(m["h2"])
    if first is None or last is None or last > 24:
        return None
    late = 12 if last < int(first[:2]) and last < 12 else 0
    return resolve.unresolved(scene.words, f"T{first}/T{last + late:02d}:00")


def _noon(m: Match, scene: Scene) -> DateValue:
    """正午 and 午前0時 said in one word."""
    clock = "12:00" if m["noon"] == "正午" else "00:00"
    if scene.event is None:
        return resolve.unresolved(scene.words, f"T{clock}")
    return moments.at_clock(resolve.offset_day(scene.words, scene.by_event(), 0), clock, zone_of(m, scene))


def _offset(m: Match, scene: Scene) -> DateValue | None:
    """``3日前``, ``2週間後``."""
    number = number_of(m["n"])
    if number is None:
        return resolve.unresolved(scene.words)
    back = m["ba"] == "前"
    return moments.counted(scene.words, _counted_from(m, scene, back), -number if back else number, _unit(m))


def _counted_from(m: Match, scene: Scene, back: bool) -> Reference:
    """From where an offset counts: the publication; the event told, where 後 goes on with a story (3日後に死亡した);
    nothing known, where it hangs on another event (開幕の3日前)."""
    hangs = m.string[max(0, m.start() - 2) : m.start()]
    if hangs.endswith(("その", "それ")) or (not back and scene.direction == "past" and not scene.anchored):
        return Reference(scene.event, "relative_to_event", scene.reference.tz)
    if (hangs.endswith(("の", "から")) or re.search(r"[0-9][〜~、・-]$", hangs)) and not scene.anchored:
        return Reference(None)
    return scene.reference


def _window(m: Match, scene: Scene) -> DateValue:
    """``過去10年間``, ``今後5日間``."""
    number = number_of(m["n"])
    if number is None:
        return resolve.unresolved(scene.words)
    ahead = m["way"] in ("今後", "向こう", "これから")
    return moments.window(scene.words, scene.reference, number if ahead else -number, _unit(m))


def _duration(m: Match, scene: Scene) -> DateValue | None:
    """``3日間``, ``1年半``, ``2年3カ月``, ``数週間``."""
    unit = _UNITS[re.sub("間", "", m["u"])[-1]]
    if m["n"] == "数":
        return resolve.duration(scene.words, f"PX{unit}")
    number, more = number_of(m["n"]), number_of(m["more"])
    if number is None:
        return None
    value = f"P{number}{unit}"
    if m["half"]:
        value = f"P{number}Y6M" if unit == "Y" else f"P{number}.5{unit}"
    elif more is not None:
        value += f"{more}M"
    return resolve.duration(scene.words, value, _COMPARED.get(m["cmp"] or ""))


def _years_long(m: Match, scene: Scene) -> DateValue | None:
    """``懲役3年``: a small number of years without 間. From 16 on it may be a year of this century."""
    number = number_of(m["n"])
    return resolve.duration(scene.words, f"P{number}Y") if number and number <= 15 else None


def _sentence(m: Match, scene: Scene) -> DateValue | None:
    """``懲役1年6月``: months of a prison sentence, no month of a year."""
    years, months = number_of(m["y"]), number_of(m["n"])
    return resolve.duration(scene.words, f"P{f'{years}Y' if years else ''}{months}M") if months else None


_TIME_UNITS = {"時": "H", "分": "M", "秒": "S"}


def _hours(m: Match, scene: Scene) -> DateValue | None:
    """``3時間``, ``1時間半``, ``45分``."""
    unit = _TIME_UNITS[m["u"][0]]
    number = m["n"] if "." in m["n"] else "X" if m["n"] == "数" else number_of(m["n"])
    if number is None:
        return None
    minutes = number_of(m["min"])
    value = f"PT{number}{'.5' if m['half'] else ''}{unit}" + ("" if minutes is None else f"{minutes}M")
    return resolve.duration(scene.words, value, _COMPARED.get(m["cmp"] or ""))


_WORDS = {"半年": "P6M", "半日": "PT12H", "半月": "P15D", "丸一年": "P1Y", "四半世紀": "P25Y", "半世紀": "P50Y"}


def _named_duration(m: Match, scene: Scene) -> DateValue:
    return resolve.duration(scene.words, _WORDS[m["w"]])


_COMPARED = {
    "以上": "EQUAL_OR_MORE", "を上回る": "MORE_THAN", "を超える": "MORE_THAN", "超": "MORE_THAN", "余り": "MORE_THAN",
    "以下": "EQUAL_OR_LESS", "以内": "EQUAL_OR_LESS", "未満": "LESS_THAN", "を下回る": "LESS_THAN", "足らず": "LESS_THAN",
}  # fmt: skip


def _days_long(m: Match, scene: Scene) -> DateValue | None:
    """A number of days where the words about it say that it counts (丸2日, 4日以上, 3泊4日)."""
    number = number_of(m["n"] or m.groupdict().get("n2"))
    return (
        resolve.duration(scene.words, f"P{number}D", _COMPARED.get(m.groupdict().get("cmp") or "")) if number else None
    )


def _set(m: Match, scene: Scene) -> DateValue | None:
    clock = clock_of(m)
    hour = f"T{clock}" if clock else ""
    month, number = number_of(m["m"]), number_of(m["d"] or m["md"])
    if m["wd"]:
        return resolve.duration(scene.words, f"XXXX-WXX-{WEEKDAYS.index(m['wd']) + 1}{hour}")
    if month is not None:
        return resolve.duration(scene.words, f"XXXX-{month:02d}" + (f"-{number:02d}{hour}" if number else ""))
    if number is not None:
        return resolve.duration(scene.words, f"XXXX-XX-{number:02d}{hour}")
    return resolve.duration(scene.words, hour or f"P1{_UNITS[m['s']]}")


def _every(m: Match, scene: Scene) -> DateValue | None:
    """``2日ごと``, ``3週間おき``, ``隔週``."""
    if m["alt"]:
        return resolve.duration(scene.words, f"P2{_UNITS[m['alt']]}")
    number = number_of(m["n"])
    return resolve.duration(scene.words, f"P{number}{_unit(m)}") if number else None


_EDGES = {"年内": "ON_OR_BEFORE", "年末": "END", "年初": "START", "年明け": "START"}


def _year_edge(m: Match, scene: Scene) -> DateValue:
    """``年内``, ``年末``, ``年明け``; the turn of the year told late in a year is the next one's."""
    here, word = scene.reference.day, m["ye"]
    ahead = 1 if word in ("年初", "年明け") and here and here.month > 6 and scene.direction != "past" else 0
    return resolve.year(scene.words, scene.reference, years=ahead, part=_EDGES[word])  # type: ignore[arg-type]


def _season(m: Match, scene: Scene) -> DateValue:
    years, part = TABLE["seasons"][m["season"]]
    made = resolve.year(scene.words, scene.reference, years=int(years), part=part)
    return structs.replace(made, basis=scene.reference.basis) if made.earliest else made


def _fiscal(m: Match, scene: Scene) -> DateValue:
    """A fiscal year, April to March; 年度末 and 年度内 are the present one's end."""
    here, word = scene.reference.day, m["fy"]
    if here is None:
        return resolve.unresolved(scene.words)
    years = int(TABLE["fiscal_years"].get(word, 0)) - (here.month < 4)
    made = resolve.year(scene.words, scene.reference, years=years, part="FY")
    return _fiscal_part(made, m, scene)


def _fiscal_named(m: Match, scene: Scene) -> DateValue | None:
    number = year_of(m, scene)
    if number is None:
        return resolve.unresolved(scene.words) if names_year(m) else None
    made = resolve.year(scene.words, scene.reference, number=number, part="FY")
    return with_basis(_fiscal_part(made, m, scene), m, scene)


def _fiscal_part(made: DateValue, m: Match, scene: Scene) -> DateValue:
    if not made.earliest:
        return made
    part = m["fp"] or ("内" if m.groupdict().get("fy") in ("年度内", "年度中") else None)
    if part is None:
        return made
    first, last = moments.first_day(made), moments.last_day(made)
    here = scene.reference.day
    if part in ("内", "中"):
        first = here if here and first <= here <= last else first
        mod: str | None = "ON_OR_BEFORE"
    elif part in ("前半", "上期", "上半期"):
        last, mod = last.replace(year=first.year, month=9, day=30), None
    elif part in ("後半", "下期", "下半期"):
        first, mod = first.replace(month=10), None
    elif part == "末":
        first, mod = last.replace(month=3, day=1), "END"
    else:
        last, mod = last.replace(year=first.year, month=6, day=30), "START"
    return resolve.interval(scene.words, first, last, timex3=made.timex3 or "", basis=made.basis, mod=mod)


def _fiscal_end(m: Match, scene: Scene) -> DateValue | None:
    """``26年3月期``: the business year that ends with that month."""
    month, year = number_of(m["m"]), year_of(m, scene)
    if month is None or not 1 <= month <= 12 or year is None:
        return None if month is None else resolve.unresolved(scene.words)
    end = resolve.month(scene.words, scene.reference, year=year, number=month)
    first = moments.move(moments.first_day(end), -11, "M")
    if first is None:
        return None
    last = moments.last_day(end)
    return resolve.interval(scene.words, first, last, timex3=f"{first:%Y-%m}/{last:%Y-%m}", basis="explicit")


def _decade(m: Match, scene: Scene) -> DateValue:
    return moments.decade(scene.words, int(m["dec"]) // 10 * 10)


def _century(m: Match, scene: Scene) -> DateValue | None:
    number = number_of(m["c"])
    return moments.century(scene.words, number) if number else None


_FISCAL_PART = r"(?:の?(?P<fp>内|中|前半|後半|上期|下期|上半期|下半期|末|初め|当初))?"
_MORE = rf"(?P<cmp>{any_of(_COMPARED)})?"
_MONTHS = "[カか箇ヵヶケ]月"
_NO_MINUTE = r"(?!の[0-9一二三四五]|[割類野科析離岐担配散解譲布裂期厘])"

RULES: tuple[Rule, ...] = tuple(
    Rule(re.compile(pattern), build, kind, needs=re.compile(needs))
    for pattern, build, kind, needs in (
        (rf"(?<![同当臨随適]){CLOCK}", _clock_alone, "clock", r"時"),
        (
            rf"(?P<ampm>{any_of(set(TABLE['parts_of_day']) - {'正午'})})?(?P<h>{NUMBER})(?:〜|-)(?P<h2>{NUMBER})時(?![間期点代])",
            _clocks,
            "clock",
            r"[0-9一二三四五六七八九十][〜-][0-9一二三四五六七八九十]{1,2}時",
        ),
        (r"(?P<noon>正午|真夜中)", _noon, "clock", r"正午|真夜中"),
        (rf"{_LENGTH}間?(?P<ba>前|後|あと)(?![半後期述任者継])", _offset, "offset", r"[日週月年]間?[前後あ]"),
        (
            rf"(?P<way>過去|今後|向こう|ここ|この|これから)の?(?P<n>{NUMBER}|[0-9]{{1,3}})(?P<u>日|週|{_MONTHS}|年)間?(?![目後前余半])",
            _window,
            "window",
            r"過去|今後|向こう|この|ここ|これから",
        ),
        (
            rf"(?P<n>{_COUNT})(?=日間|週間|年間|{_MONTHS}|年半|年{NUMBER}{_MONTHS})(?P<u>日間|週間|年間|{_MONTHS}間?|年)"
            rf"(?:(?P<half>半)(?!ば)|(?P<more>{NUMBER}){_MONTHS})?間?{_MORE}(?!ぶ|半|ごと|おき|連続)",
            _duration,
            "duration",
            r"[日週年]間|[カか箇ヵヶケ]月|年半|年.{1,2}[カか箇ヵヶケ]",
        ),
        (
            rf"(?P<n>{NUMBER})年(?![0-9一-十間生次目度ぶ前後来代組春夏秋冬末初半産物式版])(?!連続|続け|以降|以来|まで|から|に[0-9]|当時)",
            _years_long,
            "duration",
            r"年",
        ),
        (
            rf"(?P<n>{_COUNT}|[0-9]+(?:\.[0-9]+)?)(?P<u>時間|分間|秒間)(?P<half>半)?(?:(?P<min>{NUMBER})分間?)?{_MORE}(?!ごと|おき)",
            _hours,
            "duration",
            r"[分秒]|時間",
        ),
        (
            rf"(?P<n>[0-9]+(?:\.[0-9]+)?|[二三四五]十[一二三四五六七八九]?)(?P<u>分|秒){_NO_MINUTE}(?P<half>(?!))?(?P<min>(?!))?{_MORE}",
            _hours,
            "duration",
            r"[分秒]|時間",
        ),
        (
            rf"(?:(?<=懲役)|(?<=禁錮)|(?<=禁固)|(?<=拘禁刑))(?:(?P<y>{NUMBER})年)?(?P<n>{NUMBER})[カか箇ヵヶケ]?月",
            _sentence,
            "duration",
            r"懲役|禁[錮固]|拘禁刑",
        ),
        (rf"(?P<w>{any_of(_WORDS)})(?!ば|ぶり|前|後)間?", _named_duration, "duration", r"[半紀丸]"),
        (
            rf"(?:まる|丸)(?P<n>{NUMBER})日間?|(?<![0-9])[0-9一二三四五六七八九十]{{1,2}}泊(?P<n2>{NUMBER})日",
            _days_long,
            "duration",
            r"[丸る泊]",
        ),
        (
            rf"(?P<n>{NUMBER})日(?P<cmp>以上|以下|以内|未満|超|を上回る|を下回る|を超える)",
            _days_long,
            "duration",
            r"日(?:[以未超]|を)",
        ),
        (
            rf"毎(?P<s>年|月|週|日(?!新聞|放送|によ|[、・]|系|紙|が(?:報|伝)|ニュース|杯|王|賞))(?:(?<=年)の?(?P<m>{NUMBER})月(?:(?P<md>{NUMBER})日)?|(?<=月)の?(?P<d>{NUMBER})日|(?<=週)の?(?P<wd>[{WEEKDAYS}])曜日?)?{TIME}",
            _set,
            "set",
            r"毎",
        ),
        (rf"(?:{_LENGTH}間?(?:ごと|おき)に?|隔(?P<alt>週|月|年|日))", _every, "set", r"ごと|おき|隔"),
        (rf"(?P<fy>{any_of(TABLE['fiscal_years'])}|年度(?=末|初め))(?!比){_FISCAL_PART}", _fiscal, "point", r"年度"),
        (rf"{YEAR}度{_FISCAL_PART}", _fiscal_named, "point", r"年度"),
        (rf"{YEAR}(?P<m>{NUMBER})月期", _fiscal_end, "point", r"月期"),
        (rf"(?P<ye>{any_of(_EDGES)})(?!年始|来|無休|行事)", _year_edge, "point", r"年[内末初明]"),
        (rf"(?P<season>{any_of(TABLE['seasons'])})", _season, "point", r"[今昨来年の][春夏秋冬]"),
        (r"(?P<dec>[0-9]{3}0)年代", _decade, "point", r"年代"),
        (rf"(?P<c>{NUMBER})世紀", _century, "point", r"世紀"),
    )
)
