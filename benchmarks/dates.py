"""How well ``dateline dates`` reads dates, on public specifications of a date recogniser and on hand-made news dates.

The recogniser's cases (``DateTime_<Language>_DateTimeModel.json``: Input, reference time, expected spans with TIMEX and
values) take cue words into the span and write ranges with an open end, so a case counts as found by overlap, and the
end of a range may be the last day or the day after it. A date is right when its TIMEX or its resolved value is one of
those expected; both shares are printed as well, by type. ``whole``: right as well where a range ends with a month or a
year ("from 2014 to 2018"), which the cases close on its first day and Dateline on its last. ``extra``: dates given
where none is expected.

Usage: python benchmarks/dates.py FOLDER_OR_FILE... [--langs en,zh] [--errors] [--type date]
A file ``*.jsonl`` holds lines with lang, text, expected (EDTF) and reference (day).
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from dateline.model import DateValue
from dateline.read.dates import date_lines

LANGUAGES = {"English": "en", "Chinese": "zh", "Japanese": "ja", "Korean": "ko"}
TYPES = ("date", "daterange", "datetime", "datetimerange", "time", "timerange", "duration", "set")
DATED = TYPES[:4]
_MODS: dict[str, set[str | None]] = {
    "before": {"BEFORE", "ON_OR_BEFORE"},
    "until": {"BEFORE", "ON_OR_BEFORE"},
    "after": {"AFTER", "ON_OR_AFTER"},
    "since": {"AFTER", "ON_OR_AFTER"},
    "start": {"START"},
    "mid": {"MID"},
    "end": {"END"},
    "less": {"LESS_THAN", "EQUAL_OR_LESS"},
    "more": {"MORE_THAN", "EQUAL_OR_MORE"},
    "approx": {"APPROX", None},
}


@dataclass(frozen=True)
class Expected:
    """One span that a case expects, with its possible values."""

    type: str
    start: int
    end: int
    values: tuple[dict[str, str], ...]


@dataclass(frozen=True)
class Case:
    """One input line with what is expected of it."""

    lang: str
    text: str
    reference: str | None
    expected: tuple[Expected, ...]


def read_cases(path: Path) -> Iterator[Case]:
    """The cases of one specification file."""
    lang = next(code for name, code in LANGUAGES.items() if name in path.name)
    for item in json.loads(path.read_text(encoding="utf-8-sig")):
        reference = (item.get("Context") or {}).get("ReferenceDateTime")
        yield Case(lang, item["Input"], reference, tuple(_expected(item["Input"], r) for r in item["Results"]))


def _expected(text: str, result: dict[str, Any]) -> Expected:
    words, start = result["Text"], result.get("Start")
    if start is None:
        start = max(0, text.lower().find(words.lower()))
    kind = str(result.get("TypeName") or result.get("Typename")).removeprefix("datetimeV2.")
    return Expected(kind, start, start + len(words), tuple(result["Resolution"]["values"]))


def plain_timex(value: str | None) -> str:
    """A TIMEX to compare by: no ``:00`` minutes, ranges of the recogniser's form as ``first/last``."""
    found = value or ""
    if found.startswith("("):
        found = "/".join(found.strip("()").split(",")[:2])
    return re.sub(r"(T\d\d)(?::00)+(?!\d)", r"\1", found)


def same_timex(value: DateValue, wanted: dict[str, str]) -> bool:
    """Whether the TIMEX is the expected one, its modifier as well where one is expected and known."""
    allowed = _MODS.get(wanted.get("Mod", ""))
    if allowed is not None and value.mod not in allowed:
        return False
    return plain_timex(value.timex3) == plain_timex(wanted.get("timex"))


def same_value(value: DateValue, wanted: dict[str, str]) -> bool:
    """Whether the bounds are the expected ones; an open end must be open."""
    if wanted.get("value", "") == "not resolved":
        return False
    first, last = wanted.get("start", wanted.get("value")), wanted.get("end", wanted.get("value"))
    if "start" in wanted or "end" in wanted:
        first, last = wanted.get("start"), wanted.get("end")
    elif wanted["type"] not in DATED:
        return False
    return _same_first(value.earliest, first) and _same_last(value.latest, last, "end" in wanted)


def same_but_whole(value: DateValue, wanted: dict[str, str]) -> bool:
    """Whether only the end differs: the first day of the last month, quarter or year there, its last day here."""
    last = (value.timex3 or "").rpartition("/")[2]
    if not re.fullmatch(r"\d{4}(?:-\d\d|-Q\d)?", last) or not value.latest or "end" not in wanted:
        return False
    length = {4: 366, 7: 92 if "Q" in last else 31}[len(last)]
    mine, theirs = _moment(value.latest), _moment(wanted["end"])
    if mine is None or theirs is None or not _same_first(value.earliest, wanted.get("start")):
        return False
    return 0 <= (mine - theirs).days < length and theirs.day == 1


def _same_first(given: str | None, wanted: str | None) -> bool:
    if given is None or wanted is None:
        return given is None and wanted is None
    return _moment(given) == _moment(wanted)


def _same_last(given: str | None, wanted: str | None, open_end: bool) -> bool:
    if given is None or wanted is None:
        return given is None and wanted is None
    mine, theirs = _moment(given), _moment(wanted)
    if mine is None or theirs is None:
        return False
    return mine == theirs or (open_end and len(given) == 10 and mine + timedelta(days=1) == theirs)


def _moment(text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(text.replace(" ", "T")).replace(tzinfo=None)
    except ValueError:
        return None


class Tally:
    """Counts over the cases of one language."""

    def __init__(self) -> None:
        self.counts: Counter[tuple[str, str]] = Counter()
        self.extra = 0
        self.errors: list[str] = []

    def add(self, case: Case, found: Sequence[DateValue]) -> None:
        """Count one case."""
        for wanted in case.expected:
            over = [d for d in found if d.start < wanted.end and wanted.start < d.end]
            timex = any(same_timex(d, v) for d in over for v in wanted.values)
            value = any(same_value(d, v) for d in over for v in wanted.values)
            for name, holds in (("n", True), ("found", bool(over)), ("timex", timex), ("value", value)):
                self.counts[wanted.type, name] += holds
            self.counts[wanted.type, "right"] += timex or value
            whole = timex or value or any(same_but_whole(d, v) for d in over for v in wanted.values)
            self.counts[wanted.type, "whole"] += whole
            if not (timex or value):
                self.errors.append(_error(case, wanted, over))
        self.extra += sum(1 for d in found if not any(d.start < w.end and w.start < d.end for w in case.expected))

    def row(self, types: Sequence[str], label: str) -> str:
        """One line of the table, over the types given."""
        names = ("n", "found", "timex", "value", "right", "whole")
        n, found, timex, value, right, whole = (sum(self.counts[t, name] for t in types) for name in names)
        shares = f"{right:4} {right / n:.3f} whole {whole:4} {whole / n:.3f}" if n else "-"
        return f"  {label:14} {n:4} found {found:4} timex {timex:4} value {value:4} right {shares}"

    def print(self, title: str) -> None:
        """The table of one language."""
        print(title, f"(extra {self.extra})")
        for kind in TYPES:
            print(self.row((kind,), kind))
        print(self.row(DATED, "date types"))
        print(self.row(TYPES, "all"))


def _error(case: Case, wanted: Expected, over: Sequence[DateValue]) -> str:
    given = [f"{d.text!r} {d.timex3} {d.mod or ''} {d.earliest}..{d.latest}" for d in over] or ["nothing"]
    return (
        f"[{wanted.type}] {case.text!r} at {case.reference}\n    want {case.text[wanted.start : wanted.end]!r} "
        f"{[{k: v for k, v in w.items() if k != 'type'} for w in wanted.values]}\n    have {'; '.join(given)}"
    )


def score_specs(path: Path, kinds: Sequence[str], errors: bool) -> None:
    """Score one specification file and print its table."""
    tally = Tally()
    for case in read_cases(path):
        _, found = date_lines(case.text, case.lang, case.reference)
        tally.add(case, found)
    tally.print(path.name)
    if errors:
        print("\n".join(e for e in tally.errors if e[1:].split("]")[0] in kinds))


def score_news(path: Path, errors: bool) -> None:
    """Score a file of news dates: right when the EDTF is the one expected, or the last day is where that is expected."""
    counts: Counter[tuple[str, str]] = Counter()
    for line in path.read_text(encoding="utf-8").splitlines():
        item = json.loads(line)
        _, found = date_lines(item["text"], item["lang"], item["reference"])
        right = any(item["expected"] in (d.edtf, d.latest if d.mod == "END" else d.edtf) for d in found)
        counts[item["lang"], "n"] += 1
        counts[item["lang"], "right"] += right
        if errors and not right:
            print(item, [(d.text, d.edtf) for d in found])
    print(path.name, {lang: f"{counts[lang, 'right']}/{counts[lang, 'n']}" for lang, name in counts if name == "n"})


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("paths", nargs="+", type=Path)
    parser.add_argument("--langs", default="en,zh,ja,ko")
    parser.add_argument("--type", default=",".join(TYPES), dest="kinds")
    parser.add_argument("--errors", action="store_true")
    args = parser.parse_args()
    for path in args.paths:
        files = sorted(path.glob("DateTime_*.json")) if path.is_dir() else [path]
        for file in files:
            if file.suffix == ".jsonl":
                score_news(file, args.errors)
            elif any(name in file.name and code in args.langs.split(",") for name, code in LANGUAGES.items()):
                score_specs(file, args.kinds.split(","), args.errors)


if __name__ == "__main__":
    main()
