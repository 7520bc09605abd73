"""Numbers of things: 1만2천명, 3억 달러, 0.75%, 수십 명."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from functools import cache

from dateline.lang.data import load_table
from dateline.model import DateValue, Mention

_DIGITS = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_NUMBER = re.compile(rf"(?:{_DIGITS})(?:\s?[십백천만억조](?:\s?(?:{_DIGITS}))?)*[십백천만억조]*")
_GOES_ON = (
    "입니다|이었|이였|이라|이다|였|으로|에서|까지|부터|에게|에 |에도|이상|이하|이내|가량|정도|안팎|미만|짜리|어치|상당|규모"
    "|이며|이고|이나"
)
_ONES = {"한": 1, "두": 2, "세": 3, "네": 4, "다섯": 5, "여섯": 6, "일곱": 7, "여덟": 8, "아홉": 9}
_TENS = {
    "열": 10, "스물": 20, "스무": 20, "서른": 30, "마흔": 40, "쉰": 50, "예순": 60, "일흔": 70, "여든": 80, "아흔": 90,
}  # fmt: skip
_NATIVE = rf"(?P<tens>{'|'.join(_TENS)})?(?P<ones>{'|'.join(_ONES)})?"
_SPELLED = re.compile(
    rf"(?<![가-힣])(?=[가-힣]){_NATIVE}\s(?P<u>명|차례|건|가지|살)(?:(?={_GOES_ON})|(?![가-힣]{{2}}))"
)
_SINO = {c: n for n, c in enumerate("일이삼사오육칠팔구", start=1)}
_SINO_PERCENT = re.compile(r"(?<![가-힣])(?P<n>[일이삼사오육칠팔구십백]{1,5})\s?퍼센트")
_PENALTY = r"(?:징역|금고|집행유예|자격정지|정직|구류)(?:형)?\s(?:총\s)?(?=\d)"
_BEFORE_PENALTY = r"(?<![\d,.])(?=(?:\d{1,2}년\s?)?(?:\d{1,2}개월\s?)?(?:형|징역형|실형)[을이의 ])"
_TERM = re.compile(
    rf"(?:{_PENALTY}|{_BEFORE_PENALTY})"
    r"(?P<term>(?:(?P<years>\d{1,2})년(?!\s?[전만]))?(?:(?:\s|(?<!년))(?P<months>\d{1,2})개?월)?)(?<=[년월])"
)
"""A term of imprisonment, suspension or the like, which is a duration among the dates as well."""
_CENTS = re.compile(r"\s?(?P<n>\d{1,2})\s?센트")
_SCALES = {"십": 10, "백": 100, "천": 1000, "만": 10**4, "억": 10**8, "조": 10**12}


def find_numbers(text: str, start: int, end: int, dates: Sequence[DateValue]) -> list[Mention]:
    """The counted and measured things of ``text[start:end]``; what a date covers is no number. The span is the number
    with its unit; a bare number without a unit is left out."""
    taken = [(d.start, d.end) for d in dates]
    found: list[Mention] = []
    for match in _NUMBER.finditer(text, start, end):
        first = match.start()
        if first > 0 and (text[first - 1].isascii() and (text[first - 1].isalnum() or text[first - 1] in ".,-")):
            continue
        if any(a < match.end() and first < b for a, b in taken):
            continue
        unit = _units().match(text, _skip(text, match.end(), end), end)
        if unit is None:
            continue
        value = parse_number(match.group())
        if value is None:
            continue
        key = _unit_key(unit.group("u"), text, first, unit.end(), end)
        if key == "aircraft":
            counted = _counted_by_dae(text, match, unit, value)
            if counted is None or re.match(r"\s?\d", text[unit.end() : unit.end() + 2]):
                continue  # 5대 4
            key = counted
        stop = unit.end()
        cents = _CENTS.match(text, stop, end) if key == "USD" else None
        if cents is not None and "." not in value:
            value, stop = format((Decimal(value) + Decimal(cents["n"]) / 100).normalize(), "f"), cents.end()
        found.append(_number(text, first, stop, value, key))
    for match in _SPELLED.finditer(text, start, end):
        if any(a < match.end() and match.start() < b for a, b in taken):
            continue
        count = _TENS.get(match["tens"] or "", 0) + _ONES.get(match["ones"] or "", 0)
        if count == 0:
            continue
        key = _unit_key(match["u"], text, match.start(), match.end(), end)
        found.append(_number(text, match.start(), match.end(), str(count), key))
    found.extend(_number(text, *m.span("term"), *_term(m)) for m in _TERM.finditer(text, start, end))
    found.extend(
        _number(text, match.start(), match.end(), str(_sino(match["n"])), "percent")
        for match in _SINO_PERCENT.finditer(text, start, end)
    )
    return sorted(found, key=lambda m: m.start)


_DECADE = re.compile(r"[1-9]0대")
_SOMEBODY = re.compile(
    r"\s?(?:(?:초반|중반|후반)(?:의|인|으로)?\s?)?(?:[남여]|노인|청년|주부|직장인|회사원|가장|운전자|기관장|선장|선원|작업자|노동자|근로자|승객|피의자|"
    r"환자|주민|시민|부부|자매|형제|관광객|등산객|[A-Z가-힣]\s?모?\s?씨|이상|이하|들|부터|에서|와|과|가|이|는|은|도)"
)
_AIRBORNE = re.compile(
    r"(?:기|헬기|헬리콥터|드론|무인기|항공기|"
    r"수송기|전투기|여객기|비행기|폭격기|초계기|군용기)[은는이가을를도]?\s(?:약\s|총\s|모두\s)?$"
)


def _counted_by_dae(text: str, number: re.Match[str], unit: re.Match[str], value: str) -> str | None:
    """What 대 counts: aircraft where they are named before the number, else things of no unit; None in an age (60대 남성)."""
    before = text[max(0, number.start() - 14) : number.start()]
    if _AIRBORNE.search(before):
        return "aircraft"
    aged = _DECADE.fullmatch(text, number.start(), unit.end()) and len(value) == 2
    named = re.search(r"[가-힣]{2}(?<![은는이가을를의에서도로한된던인])\s$", before)
    if aged and (named is None or _SOMEBODY.match(text, unit.end())):
        return None
    return "대"


_LONGEST = 60  # characters of a numeral; longer runs of figures are no number


def parse_number(words: str) -> str | None:
    """A number as a plain decimal: ``1만2천`` -> ``12000``, ``5500억`` -> ``550000000000``, ``0.75`` -> ``0.75``."""
    total, section, current = Decimal(0), Decimal(0), None
    if len(words) > _LONGEST:
        return None
    for part in re.findall(rf"{_DIGITS}|[십백천만억조]", words.replace(" ", "")):
        if part in _SCALES:
            scale = Decimal(_SCALES[part])
            if scale >= 10**4:
                total += (section + (current or 0) or 1) * scale
                section, current = Decimal(0), None
            else:
                section += (current if current is not None else 1) * scale
                current = None
        elif current is not None:
            return None
        else:
            current = Decimal(part.replace(",", ""))
    value = total + section + (current or 0)
    return format(value.normalize(), "f") if value == value.to_integral() else format(value, "f")


def _sino(words: str) -> int:
    """``이백십`` -> 210."""
    total, current = 0, 0
    for c in words:
        if c in _SINO:
            current = _SINO[c]
        else:
            total += (current or 1) * _SCALES[c]
            current = 0
    return total + current


def _term(match: re.Match[str]) -> tuple[str, str]:
    """2년 6개월 -> 30 months; 3년 -> 3 years."""
    years, months = int(match["years"] or 0), int(match["months"] or 0)
    return (str(years * 12 + months), "months") if months else (str(years), "years")


def _number(text: str, start: int, end: int, value: str, unit: str | None) -> Mention:
    return Mention(text=text[start:end], start=start, end=end, kind="number", value=value, unit=unit)


def _skip(text: str, at: int, end: int) -> int:
    """Past 여 (some more than) and a space."""
    match = re.compile(r"\s?여?\s?").match(text, at, end)
    return match.end() if match else at


@cache
def _units() -> re.Pattern[str]:
    words = sorted((w for k, v in load_table("ko", "units").items() if isinstance(v, list) for w in v), key=len)
    body = "|".join(re.escape(w) for w in reversed(words))
    return re.compile(rf"(?P<u>{body})(?:(?={_GOES_ON})|(?![가-힣]{{3}}))")


@cache
def _unit_keys() -> dict[str, str]:
    return {w: k for k, v in load_table("ko", "units").items() if isinstance(v, list) for w in v}


_FATE_BEFORE = re.compile(
    r"(?:(?P<dead>숨진 (?:사람|승객|이)|사망자?(?: 수)?|희생자)|(?P<missing>실종자?(?: 수)?)|(?P<injured>부상자?(?: 수)?|다친 사람))"
    r"(?:[이가은는]|[도만])?\s?(?:모두|최소|총|약)?\s?$"
)


def _unit_key(word: str, text: str, start: int, stop: int, end: int) -> str:
    key = _unit_keys().get(word, word)
    if key == "people":
        fate = _FATE_BEFORE.search(text[max(0, start - 14) : start])
        if fate is not None:
            return next(name for name, words in fate.groupdict().items() if words)
        before, after = text[max(0, start - 8) : start], re.split(r"\d", text[stop : min(end, stop + 14)])[0]
        for name, cues in load_table("ko", "units")["_people_by_context"].items():
            spot = before if name in ("lawmakers", "students", "soldiers") else after
            if any(cue in spot for cue in cues):
                return str(name)
    return key
