"""Korean words for times of day, durations, sets, offsets and longer stretches of time."""

from __future__ import annotations

import re

from dateline.lang import moments, resolve
from dateline.lang.dated import Match, Rule, Scene
from dateline.lang.ko.date_values import clock_of, number_of, with_basis, year_of, zone_of
from dateline.lang.ko.date_words import (
    CLOCK,
    DAY_NUMBER,
    HALF_DAYS,
    MONTH_NUMBER,
    TABLE,
    TIME,
    WEEKDAYS,
    YEAR,
    any_of,
    tight,
)
from dateline.lang.resolve import Reference
from dateline.model import DateValue

_UNITS: dict[str, moments.Unit] = {
    "일": "D", "주일": "W", "주": "W", "개월": "M", "달": "M", "년": "Y", "해": "Y",
}  # fmt: skip
_COUNTS = any_of(TABLE["counts"])
_DAY_WORDS = any_of(TABLE["day_words"])
_LENGTH = (
    rf"(?:(?P<n>\d{{1,3}})\s?(?P<u>일|주일|주|개월|달|년)|(?P<k>{_DAY_WORDS})"
    rf"|(?P<n2>{_COUNTS})\s?(?P<u2>주|달|해)|(?P<w>일주일|반년))"
)


def _length(m: Match) -> tuple[int, moments.Unit] | None:
    """How much time the words say: an amount and its unit."""
    if m["k"]:
        return number_of(m["k"]) or 0, "D"
    if m["w"]:
        return (1, "W") if m["w"] == "일주일" else (6, "M")
    number = number_of(m["n"] or m["n2"])
    return None if not number else (number, _UNITS[m["u"] or m["u2"]])


def _clock_alone(m: Match, scene: Scene) -> DateValue | None:
    """An hour without a day: of the day of the event told, and of no day where none was told."""
    clock = clock_of(m)
    if clock is None:
        return None
    if scene.event is None:
        return resolve.unresolved(scene.words, f"T{clock}")
    return moments.at_clock(resolve.offset_day(scene.words, scene.by_event(), 0), clock, zone_of(m, scene))


def _clocks(m: Match, scene: Scene) -> DateValue | None:
    """``오후 2∼4시``."""
    first, last = clock_of(m), int(m["h2"])
    if first is None or last > 24:
        return None
    late = 12 if last < int(first[:2]) and last < 12 else 0
    return resolve.unresolved(scene.words, f"T{first}/T{last + late:02d}:00")


_ADVERBS = ("바로", "불과", "약", "이미", "지금", "정확히", "거의", "겨우")
_FREE = re.compile(rf"(?:^|[^가-힣\s]\s?|[은는이가을를에도서과와며고]\s|(?:{'|'.join(_ADVERBS)})\s)$")
_THEN = re.compile(r"그(?:로부터|보다)?\s?$")


def _offset(m: Match, scene: Scene) -> DateValue | None:
    """``사흘 전``, ``2주 뒤``."""
    found = _length(m)
    if found is None:
        return resolve.unresolved(scene.words)
    back = m["ba"] == "전"
    reference = scene.reference if scene.anchored else _counted_from(m, scene, back)
    return moments.counted(scene.words, reference, -found[0] if back else found[0], found[1])


def _counted_from(m: Match, scene: Scene, back: bool) -> Reference:
    """From where an offset counts: the publication; the event told (그로부터, and 뒤 in a story of the past); nothing
    known, where it hangs on another event (회담 이틀 전)."""
    before = m.string[max(0, m.start() - 8) : m.start()]
    if _THEN.search(before) or (not back and scene.direction == "past"):
        return Reference(scene.event, "relative_to_event", scene.reference.tz)
    if re.search(r"\d\s?[~∼,·-]\s?$", before):
        return Reference(None)
    return scene.reference if not before.strip() or _FREE.search(before) else Reference(None)


def _window(m: Match, scene: Scene) -> DateValue | None:
    """``지난 10년간``, ``앞으로 사흘``."""
    found = _length(m)
    if found is None:
        return None
    ahead = m["way"] in ("앞으로", "향후", "다가오는")
    return moments.window(scene.words, scene.reference, found[0] if ahead else -found[0], found[1])


_COMPARED = {
    "이상": "EQUAL_OR_MORE", "넘게": "MORE_THAN", "여": "MORE_THAN", "이하": "EQUAL_OR_LESS", "이내": "EQUAL_OR_LESS",
    "미만": "LESS_THAN", "가량": "APPROX", "정도": "APPROX",
}  # fmt: skip


def _duration(m: Match, scene: Scene) -> DateValue | None:
    """``3일간``, ``사흘``, ``반년``, ``1년 6개월``, ``6개월``; 3일 and 3주 only where a word says that it lasts, and a
    number of years without such a word up to 15, since ``26년`` may be a year."""
    found = _length(m)
    if found is None:
        return None
    said = m["last"] or m["cmp"] or m["more"] or m["half"]
    if not said and (m["u"] in ("일", "주") or (m["u"] == "년" and found[0] > 15)):
        return None
    more = number_of(m["more"])
    value = f"P{found[0]}{found[1]}" + (f"{more}M" if more else "6M" if m["half"] else "")
    return resolve.duration(scene.words, value, _COMPARED.get(m["cmp"] or ""))


def _within(m: Match, scene: Scene) -> DateValue | None:
    """``2주 안에``: from the reference to that day; told of the past, a duration."""
    found = _length(m)
    if found is None:
        return None
    here = scene.reference.day
    last = moments.move(here, *found) if here else None
    if here is None or last is None or scene.direction == "past":
        return resolve.duration(scene.words, f"P{found[0]}{found[1]}", "EQUAL_OR_LESS")
    basis = scene.reference.basis
    return resolve.interval(scene.words, here, last, timex3=last.isoformat(), basis=basis, mod="ON_OR_BEFORE")


def _nights(m: Match, scene: Scene) -> DateValue:
    """``3박 4일``."""
    return resolve.duration(scene.words, f"P{int(m['n'])}D")


def _vague(m: Match, scene: Scene) -> DateValue:
    """``몇 시간``, ``수개월``."""
    unit = tight(m["u"])
    value = {"시간": "PTXH", "분": "PTXM"}.get(unit) or f"PX{_UNITS[unit]}"
    return resolve.duration(scene.words, value)


def _hours(m: Match, scene: Scene) -> DateValue | None:
    number, minutes = number_of(m["n"] or m["n2"]), number_of(m["mi"])
    if number is None:
        return None
    if m["half"]:
        minutes = 30
    unit = {"시간": "H", "분": "M", "초": "S"}[m["u"] or m["u2"]]
    value = f"PT{number}{unit}" + (f"{minutes}M" if minutes else "")
    return resolve.duration(scene.words, value, _COMPARED.get(m["cmp"] or ""))


_SETS = {
    "매년": "P1Y", "해마다": "P1Y", "매해": "P1Y", "매달": "P1M", "매월": "P1M", "다달이": "P1M", "매주": "P1W", "매일": "P1D",
    "날마다": "P1D", "격년": "P2Y", "격월": "P2M", "격주": "P2W", "격일": "P2D", "매분기": "P3M", "분기마다": "P3M",
}  # fmt: skip


def _set(m: Match, scene: Scene) -> DateValue | None:
    clock = clock_of(m)
    hour = f"T{clock}" if clock else ""
    if m["wd"]:
        return resolve.duration(scene.words, f"XXXX-WXX-{WEEKDAYS.index(m['wd']) + 1}{hour}")
    month, day = number_of(m["m"]), number_of(m["d"])
    if month:
        return resolve.duration(scene.words, f"XXXX-{month:02d}" + (f"-{day:02d}" if day else ""))
    if day:
        return resolve.duration(scene.words, f"XXXX-XX-{day:02d}{hour}")
    return resolve.duration(scene.words, hour or _SETS[tight(m["s"])])


def _every(m: Match, scene: Scene) -> DateValue | None:
    """``2년마다``."""
    found = _length(m)
    return resolve.duration(scene.words, f"P{found[0]}{found[1]}") if found else None


def _fiscal(m: Match, scene: Scene) -> DateValue | None:
    """``2026회계연도`` (January), ``2026학년도`` (March)."""
    number = int(m["fy"]) if m["fy"] else year_of(m, scene)
    if number is None:
        return resolve.unresolved(scene.words)
    start = 3 if "학년" in m["kind"] else 1
    made = resolve.year(scene.words, scene.reference, number=number, part="FY", fiscal_start=start)
    return with_basis(made, m, scene)


def _decade(m: Match, scene: Scene) -> DateValue:
    first = int(m["dec"])
    return moments.decade(scene.words, first if first > 99 else 1900 + first if first >= 30 else 2000 + first)


def _century(m: Match, scene: Scene) -> DateValue:
    return moments.century(scene.words, int(m["c"]))


_CMP = rf"(?:\s?(?P<cmp>{any_of(_COMPARED)})(?![가-힣]{{2}}))?"
_MORE = r"(?:\s?(?P<more>\d{1,2})\s?개월|\s?(?P<half>반)(?![가-힣]))?"
_LAST = r"(?:\s?(?P<last>간|동안|째|여간|내내|연속|만(?=에))(?![가-힣]{2}))?"

RULES: tuple[Rule, ...] = tuple(
    Rule(re.compile(pattern), build, kind, needs=re.compile(needs))
    for pattern, build, kind, needs in (
        (CLOCK, _clock_alone, "clock", r"시|정오|자정"),
        (
            rf"(?:(?P<ap>{HALF_DAYS})\s?)?(?P<h>\d{{1,2}})\s?[~∼\-–]\s?(?P<h2>\d{{1,2}})\s?시(?!간)",
            _clocks,
            "clock",
            r"[0-9]\s?[~∼–-]\s?[0-9]{1,2}\s?시",
        ),
        (r"(?P<part>정오|자정)", _clock_alone, "clock", r"시|정오|자정"),
        (rf"{_LENGTH}\s?(?:여\s?)?(?P<ba>전|후|뒤)", _offset, "offset", r"[전후뒤]"),
        (
            rf"(?P<way>지난|최근|과거|앞으로|향후|다가오는)\s?{_LENGTH}(?:\s?(?:간|동안|여간|새|사이|내|안에))?",
            _window,
            "window",
            r"지난|최근|과거|앞으로|향후|다가오는",
        ),
        (rf"{_LENGTH}{_MORE}{_CMP}{_LAST}", _duration, "duration", r"[일주월달년해]|[루틀흘새레름]"),
        (rf"{_LENGTH}\s?(?:안에|이내에?|내에|내로|안으로)", _within, "within", r"안|내"),
        (r"\d{1,2}\s?박\s?(?P<n>\d{1,2})\s?일", _nights, "duration", r"박"),
        (r"(?:몇|수)\s?(?P<u>시간|분|일|주|개월|달|년|해)(?:간|\s?동안)?", _vague, "duration", r"[몇수]"),
        (
            rf"(?:(?P<n>\d{{1,3}})\s?(?P<u>시간|분|초)|(?P<n2>{_COUNTS})\s?(?P<u2>시간))(?!기|의\s?\d)"
            rf"(?:\s?(?P<mi>\d{{1,2}})\s?분|\s?(?P<half>반)(?![가-힣]))?{_CMP}(?:\s?(?:간|동안))?",
            _hours,
            "duration",
            r"시간|[0-9]\s?[분초]",
        ),
        (
            rf"(?P<s>{any_of(_SETS)})(?:\s?(?P<m>{MONTH_NUMBER})월)?(?:\s?(?P<d>{DAY_NUMBER})일)?(?:\s?(?P<wd>[{WEEKDAYS}])요일)?{TIME}",
            _set,
            "set",
            r"[매격마]|다달이",
        ),
        (rf"{_LENGTH}\s?마다", _every, "set", r"마다"),
        (rf"(?:(?P<fy>(?:19|20)\d{{2}})\s?|{YEAR}\s?)(?P<kind>회계\s?[연년]도|학년도)", _fiscal, "point", r"회계|학년"),
        (r"(?P<dec>(?:1\d|20)\d0|[2-9]0)\s?년대", _decade, "point", r"년대"),
        (r"(?P<c>[12]?\d)\s?세기", _century, "point", r"세기"),
    )
)
