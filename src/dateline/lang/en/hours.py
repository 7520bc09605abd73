"""Times of day in everyday English lines: ``8.30pm``, ``20 past 8 in the evening``, ``between 3 and 5 pm``, ``late afternoon``.

Numbers stand in digits (``spelled.py``). News is read by the narrower ``clock.py``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from dateline.lang.data import load_table
from dateline.lang.en.clock import ZONE, zone_offset

_PARTS: dict[str, str] = load_table("en", "dates")["day_parts"]


def _clock(n: str) -> str:
    half = rf"(?:\s?\.?\s?(?P<half{n}>[ap])\s?\.?\s?m\b(?:\s?\.(?=\s*[a-z,)]|$))?|(?P<letter{n}>[ap])(?!\w))"
    exact = rf"(?::(?P<m{n}>[0-5]\d)(?::(?P<s{n}>[0-5]\d))?|\.(?P<d{n}>[0-5]\d)(?=\s?[ap]\.?m))"
    return rf"(?P<h{n}>2[0-4]|[01]?\d){exact}?(?:{half}|\s?(?P<oc{n}>o['’]?\s?clock))?"


_PART = r"(?:\s(?:in the|at|in)\s(?P<part>early morning|morning|afternoon|evening|night)(?!\w))?"
_END = r"(?![\w%]|[.:,/-]\d)"
_BEGIN = r"(?<![\w:./$£€#-])"
_RANGE = re.compile(
    rf"(?P<lead>(?<!\w)(?:from|between|at)\s)?{_BEGIN}{_clock('1')}(?P<link>\s?(?:-|–|—|~|to|till|until|through)\s?|\sand\s)"
    rf"{_clock('2')}{_END}{_PART}{ZONE}",
    re.IGNORECASE,
)
_FOUR = r"(?!(?:1[89]|20)\d\d)(?:[01]\d|2[0-3])[0-5]\d"
_FIGURES = re.compile(
    rf"(?<!\w)(?:from|between)\s(?P<a>{_FOUR})\s?(?:-|–|to|and|till|until)\s?"
    rf"(?P<b>{_FOUR})(?!\d){ZONE}",
    re.IGNORECASE,
)
_FOR = re.compile(
    rf"(?<!\w)from\s{_clock('1')}\s(?:and\s)?for\s(?P<n>\d+(?:\.\d+)?)\s(?P<unit>hour|hr|minute|min)s?\b"
    rf"|(?<!\w)for\s(?P<n2>\d+(?:\.\d+)?)\s(?P<unit2>hour|hr|minute|min)s?\sfrom\s{_clock('2')}{_END}",
    re.IGNORECASE,
)
_PAST = re.compile(
    r"(?<!\w)(?P<count>\d{1,2}|half|(?:a )?quarter)(?:\s?min(?:ute)?s?)?\s(?P<way>past|to)\s"
    rf"{_clock('1')}{_END}{_PART}{ZONE}",
    re.IGNORECASE,
)
_SINGLE = re.compile(
    rf"(?P<at>(?<!\w)(?:at|around|about|@|circa|by|before|after|until)\s?)?{_BEGIN}{_clock('1')}{_END}{_PART}{ZONE}",
    re.IGNORECASE,
)
_NAMED = re.compile(
    rf"(?<!\w)(?:12\s)?(?P<word>noon|noonish|midday|mid-?day|mid ?night|mid-night)(?!\w){ZONE}", re.IGNORECASE
)
_DAY_PART = re.compile(
    r"(?<!\w)(?:(?P<when>early|late|later)\s(?:in\s(?:the\s)?)?|in\s(?:the\s)?|at\s|during\sthe\s)?"
    rf"(?P<name>{'|'.join(sorted(_PARTS, key=len, reverse=True))})(?P<many>s)?(?!\w)",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(r"\s*(?:[.,;!?]|$)")


@dataclass(frozen=True, slots=True)
class Hours:
    """A time of day: first and perhaps last, as ``HH:MM`` or ``HH:MM:SS``; or a part of the day. ``loose``: it holds
    only beside a day ("Monday 11-4"); ``halved``: morning or afternoon is said."""

    start: int
    end: int
    first: str = ""
    last: str | None = None
    zone: str | None = None
    part: str | None = None
    mod: str | None = None
    loose: bool = False
    halved: bool = False

    @property
    def timex3(self) -> str:
        """TIMEX3's value of the time without a day."""
        if self.part:
            return f"T{self.part}"
        return f"T{self.first}" if self.last is None else f"T{self.first}/T{self.last}"

    def in_evening(self) -> Hours:
        """The same on an evening: from five to eleven are hours of the afternoon and night."""
        return self._in_second_half("05")

    def in_afternoon(self) -> Hours:
        """The same on an afternoon: from one to eleven."""
        return self._in_second_half("01")

    def _in_second_half(self, earliest: str) -> Hours:
        if self.halved or self.part or not earliest <= self.first[:2] <= "11":
            return self
        last = None if self.last is None else _later(self.last)
        return replace(self, first=_later(self.first), last=last, halved=True)


def find_hours(text: str, start: int, end: int) -> list[Hours]:
    """The times of day in ``text[start:end]``, the longest first where they overlap, in order."""
    found: list[Hours] = []
    for pattern, read in _READERS:
        for match in pattern.finditer(text, start, end):
            if any(h.start < match.end() and match.start() < h.end for h in found):
                continue
            hours = read(match)
            if hours is not None:
                found.append(hours)
    return sorted(found, key=lambda h: h.start)


def _later(clock: str) -> str:
    return f"{int(clock[:2]) + 12:02d}{clock[2:]}" if int(clock[:2]) < 12 else clock


def _read(match: re.Match[str], n: str, half: str | None = None) -> str | None:
    """The time in the nth clock of a match; None when there is no such hour."""
    hour, minute = int(match[f"h{n}"]), int(match[f"m{n}"] or match[f"d{n}"] or 0)
    own = match[f"half{n}"] or match[f"letter{n}"]
    half = (own or half or "").lower()
    if half and hour > 12 and not own:
        half = ""
    if half:
        if hour > 12:
            return None
        hour = hour % 12 + (12 if half == "p" else 0)
    if hour > 23:
        return None
    seconds = f":{match[f's{n}']}" if match[f"s{n}"] else ""
    return f"{hour:02d}:{minute:02d}{seconds}"


def _half_of(match: re.Match[str]) -> str | None:
    part = (match.groupdict().get("part") or "").lower()
    if not part:
        return None
    if part.endswith("night") and int(match["h1"]) < 5:
        return "a"
    return "a" if "morning" in part else "p"


def _zone(match: re.Match[str]) -> str | None:
    return zone_offset(match["zone"] or "")


def _range(match: re.Match[str]) -> Hours | None:
    """Both ends; a half said of the last holds for the first, unless that would turn them round."""
    lead = (match["lead"] or "").lower().strip()
    if match["link"].strip().lower() == "and" and lead != "between":
        return None
    half = match["half2"] or match["letter2"] or _half_of(match)
    last = _read(match, "2", half)
    first = _read(match, "1", half)
    if first is None or last is None:
        return None
    if first > last and half and not match["half1"]:
        first = _read(match, "1") or first
    elif first >= last and not half and first < "13":
        last = _later(last)
    if first == last:
        return None
    said = any(match[g] for g in ("half1", "half2", "m1", "m2", "oc1", "oc2")) or half is not None
    start = match.start() if lead in ("from", "between") else match.start("h1")
    said = said or (lead == "from" and bool(_SENTENCE_END.match(match.string, match.end())))
    return Hours(start, match.end(), first, last, _zone(match), loose=not said, halved=bool(half or match["half1"]))


def _figures(match: re.Match[str]) -> Hours | None:
    first, last = (f"{match[g][:2]}:{match[g][2:]}" for g in ("a", "b"))
    if last < first:
        last = _later(last)
    return None if first >= last else Hours(match.start(), match.end(), first, last, _zone(match))


def _for(match: re.Match[str]) -> Hours | None:
    n = "1" if match["h1"] else "2"
    first, count = _read(match, n), float(match["n"] or match["n2"])
    if first is None:
        return None
    minutes = int(first[:2]) * 60 + int(first[3:5])
    minutes += int(count * (60 if (match["unit"] or match["unit2"])[0] in "hH" else 1))
    last = f"{minutes // 60 % 24:02d}:{minutes % 60:02d}"
    return Hours(match.start(), match.end(), first, last, halved=bool(match[f"half{n}"]))


def _past(match: re.Match[str]) -> Hours | None:
    word, way = match["count"].lower(), match["way"].lower()
    count = 30 if word == "half" else 15 if "quarter" in word else int(word)
    clock = _read(match, "1", _half_of(match))
    if clock is None or match["m1"] or count > 59 or (way == "to" and word.isdigit() and not _half_of(match)):
        return None
    minutes = int(clock[:2]) * 60 + (count if way == "past" else -count)
    return Hours(
        match.start(),
        match.end(),
        f"{minutes // 60 % 24:02d}:{minutes % 60:02d}",
        zone=_zone(match),
        halved=bool(_half_of(match)),
    )


def _single(match: re.Match[str]) -> Hours | None:
    part = _half_of(match)
    clock = _read(match, "1", part)
    if clock is None:
        return None
    said = bool(match["half1"] or match["letter1"] or match["m1"] or match["oc1"] or part)
    if not said and not match["at"]:
        return None
    last = not said and match["at"].strip().lower() == "at" and _SENTENCE_END.match(match.string, match.end())
    mod = "APPROX" if match["at"] and match["at"].strip().lower() in ("around", "about", "circa") else None
    start = match.start() if mod else match.start("h1")
    halved = bool(match["half1"] or part) or int(match["h1"]) > 12
    return Hours(start, match.end(), clock, zone=_zone(match), mod=mod, loose=not said and not last, halved=halved)


def _named(match: re.Match[str]) -> Hours | None:
    hour = "00:00" if "night" in match["word"].lower() else "12:00"
    return Hours(match.start(), match.end(), hour, zone=_zone(match), halved=True)


def _day_part(match: re.Match[str]) -> Hours | None:
    name = match["name"].lower()
    if name in ("lunch", "breakfast", "dinner") and not match.string[: match.start()].lower().endswith(
        ("before ", "after ")
    ):
        return None
    mod = {"early": "START", "late": "END", "later": "END"}.get((match["when"] or "").lower())
    return Hours(match.start(), match.end(), part=_PARTS[name], mod=mod, halved=True)


_READERS = (
    (_FOR, _for),
    (_FIGURES, _figures),
    (_RANGE, _range),
    (_PAST, _past),
    (_NAMED, _named),
    (_SINGLE, _single),
    (_DAY_PART, _day_part),
)
