"""Dates of a text, found by the rules of a language: one scan, then ranges joined, anchors and cues applied.

A language gives patterns with what each means (:class:`Rule`), and the words that join and modify (:class:`Joints`).
Japanese and Korean share this; both write the unit after the number and the cue after the date.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from msgspec import structs

from dateline.lang import moments, resolve
from dateline.lang.resolve import Direction, Reference, Words
from dateline.lang.told import ToldDays
from dateline.model import DateValue

Match = re.Match[str]
Kind = str


@dataclass(frozen=True, slots=True)
class Scene:
    """What a rule needs besides its match: the words, the reference, the last day named, the way tense points.
    ``told`` is the first day of the last date named, a month or year as well (翌年, 同月). ``anchored``: the reference
    is a day that the words themselves name (昨日の2日前)."""

    words: Words
    reference: Reference
    event: date | None = None
    told: date | None = None
    direction: Direction = "nearest"
    anchored: bool = False

    def by_event(self) -> Reference:
        """The reference of words that count from the day of the event told (同日, 이튿날)."""
        return self._by(self.event)

    def by_told(self) -> Reference:
        """The reference of words that count from the month or year told (同月, 翌年)."""
        return self._by(self.told)

    def _by(self, day: date | None) -> Reference:
        """An everyday line stands alone: what no event was told for counts from the reference, weakly."""
        if day is None and self.reference.manner == "everyday":
            return Reference(self.reference.day, "inferred", self.reference.tz)
        return Reference(day, "relative_to_event", self.reference.tz)


@dataclass(frozen=True, slots=True)
class Rule:
    """A pattern and its meaning; ``build`` gives None where the words turn out to be no date.

    ``kind``: point, clock, offset, window, within, duration or set. ``needs``: what any match holds, looked for before
    the pattern is tried, since most texts have none of the rarer forms.
    """

    pattern: re.Pattern[str]
    build: Callable[[Match, Scene], DateValue | None]
    kind: Kind = "point"
    needs: re.Pattern[str] | None = None


@dataclass(frozen=True, slots=True)
class Joints:
    """The words between and after dates. ``range`` stands between two ends and ``close`` after the second, which is not yet
    the one where ``apposed`` follows (주말인 토요일까지); ``stay``
    between a first day and a duration; ``anchor`` between a day and an offset from it; ``list`` between days set side by
    side, the next of which follows the one before (12月30日、31日). The others follow a date:
    ``after`` and ``before`` open one end; ``start``, ``deadline`` and ``about`` only mark it (ON_OR_AFTER,
    ON_OR_BEFORE, APPROX): a visit from the 13th is dated the 13th."""

    range: re.Pattern[str]
    close: re.Pattern[str]
    apposed: re.Pattern[str]
    stay: re.Pattern[str]
    anchor: re.Pattern[str]
    list: re.Pattern[str]
    after: re.Pattern[str]
    before: re.Pattern[str]
    start: re.Pattern[str]
    deadline: re.Pattern[str]
    about: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Grammar:
    """The dates of one language. ``guard(text, low, high)`` refuses matches that are glued to other words;
    ``direction(text, (low, high), (start, end))`` reads the tense around a date; ``main_words`` are those for the day
    that the news is of (이날, この日), which need not be the day named last; ``same_words`` those for the day spoken of
    last (同日), the others (翌日, 전날) counting from the last day that was named."""

    rules: tuple[Rule, ...]
    joints: Joints
    guard: Callable[[str, int, int], bool]
    direction: Callable[[str, tuple[int, int], tuple[int, int]], Direction]
    trigger: re.Pattern[str]
    main_words: frozenset[str] = frozenset()
    same_words: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class _Item:
    """A date found: its value, the rule and match that made it (None once it was joined), the scene it was read in;
    ``carried``: its month is that of the date before it."""

    value: DateValue
    rule: Rule
    match: Match | None
    scene: Scene
    carried: bool = False


_NEAR_DAYS = 7


def find(
    grammar: Grammar,
    text: str,
    bounds: tuple[int, int],
    reference: Reference,
    event: date | None,
) -> tuple[DateValue, ...]:
    """Dates, times, durations and sets of ``text[start:end]``, in order, not overlapping. ``event`` is the day that
    words such as 同日 count from until the text names one itself."""
    if not grammar.trigger.search(text, *bounds):
        return ()
    found: list[_Item] = []
    taken, told, days = bounds[0], event, ToldDays(text, reference.day, event)
    for low, high, rule, match in _candidates(grammar, text, bounds):
        if low < taken:
            continue
        scene = Scene(Words(text[low:high], low, high), reference, event, told)
        item = _read(grammar, text, bounds, rule, match, _of_its_day(grammar, scene, rule, match, days, bounds))
        if item is None:
            continue
        item = _joined(grammar, text, found, item)
        item, taken = _with_cue(grammar.joints, text, bounds, item)
        found.append(item)
        if moments.is_day(item.value):
            event = moments.first_day(item.value)
            _note_day(grammar, days, item, event)
        elif item.match is None:
            days.joined(item.value.start)
        if item.value.earliest and item.rule.kind == "point":
            told = moments.first_day(item.value)
    return tuple(item.value for item in found)


def _of_its_day(
    grammar: Grammar, scene: Scene, rule: Rule, match: Match, days: ToldDays, bounds: tuple[int, int]
) -> Scene:
    """The scene with the day that a bare hour or a word for the day of the news belongs to."""
    if rule.kind == "clock":
        return replace(scene, event=days.near(match.start()))
    word = match.groupdict().get("ed")
    if word in grammar.main_words:
        way = grammar.direction(match.string, match.span(), bounds)
        return replace(scene, event=days.main(match.start(), way))
    if word is not None and word not in grammar.same_words:
        return replace(scene, event=days.last(match.start()) or scene.event)
    return scene


def _note_day(grammar: Grammar, days: ToldDays, item: _Item, day: date) -> None:
    groups = item.match.groupdict() if item.match else {}
    if item.rule.kind != "point" or groups.get("ed") not in (None, *grammar.main_words):
        return
    if days.text[item.value.start - 1 : item.value.start] in ("(", "（"):
        return
    dated = bool(groups.get("m") or groups.get("rm"))
    led = bool(groups.get("dir") or groups.get("way"))
    days.add(item.value.start, day, plain=not dated and not led and "wd" not in groups, dated=dated, recalled=led)


def _candidates(grammar: Grammar, text: str, bounds: tuple[int, int]) -> list[tuple[int, int, Rule, Match]]:
    """Matches of all rules, by place, the longest first."""
    found = [
        (match.start(), match.end(), rule, match)
        for rule in grammar.rules
        if rule.needs is None or rule.needs.search(text, *bounds)
        for match in rule.pattern.finditer(text, *bounds)
        if grammar.guard(text, match.start(), match.end())
    ]
    return sorted(found, key=lambda c: (c[0], -c[1]))


def _read(grammar: Grammar, text: str, bounds: tuple[int, int], rule: Rule, match: Match, scene: Scene) -> _Item | None:
    if rule.kind == "offset":
        scene = replace(scene, direction=grammar.direction(text, match.span(), bounds))
    value = rule.build(match, scene)
    if value is None:
        return None
    if _is_far(value, scene.reference):
        scene = replace(scene, direction=grammar.direction(text, match.span(), bounds))
        value = rule.build(match, scene) or value
    return _Item(value, rule, match, scene)


def _is_far(value: DateValue, reference: Reference) -> bool:
    """Whether the nearest reading lies far enough off for the tense to be asked."""
    if not value.earliest or reference.day is None or value.basis != reference.basis:
        return False
    return abs((date.fromisoformat(value.earliest[:10]) - reference.day).days) > _NEAR_DAYS


def _joined(grammar: Grammar, text: str, found: list[_Item], item: _Item) -> _Item:
    """The item, joined with the one before it where the words between make a range, a stay or an offset of the two.
    The one before is taken out of ``found`` then."""
    if not found or found[-1].match is None:
        return item
    before, between = found[-1], text[found[-1].value.end : item.value.start]
    joints = grammar.joints
    for pattern, join in ((joints.range, _range), (joints.stay, _stay), (joints.anchor, _anchored)):
        if pattern.fullmatch(between) and not joints.apposed.match(text, item.value.end):
            value = join(text, before, item)
            if value is not None:
                found.pop()
                return _Item(value, item.rule, None, item.scene)
    if joints.list.fullmatch(between) or _carries_on(before, item, between):
        return _listed(before, item)
    return item


_SENTENCE_END = re.compile(r"[。!?\n]|\.\s")


def _carries_on(before: _Item, item: _Item, between: str) -> bool:
    """``来月3日に東京で、4日に大阪で``: after a day of a month to come that is named, a bare day soon after it in the same
    sentence is of that month too."""
    here = item.scene.reference.day
    if here is None or not moments.is_day(before.value) or not moments.is_day(item.value) or before.match is None:
        return False
    groups, day = before.match.groupdict(), moments.first_day(before.value)
    named = before.carried or bool(groups.get("m") or groups.get("rm"))
    ahead = (day.year, day.month) > (here.year, here.month)
    on = 0 < moments.first_day(item.value).day - day.day <= _NEAR_DAYS
    return named and ahead and on and _SENTENCE_END.search(between) is None


def _listed(before: _Item, item: _Item) -> _Item:
    """A bare day set beside one whose month is known lies on or after it."""
    groups = item.match.groupdict() if item.match else {}
    bare = _rebuilt(item, Reference(None), "nearest").timex3 or ""
    if not moments.is_day(before.value) or not bare.startswith("XXXX-XX-") or groups.get("dir") or groups.get("way"):
        return item
    here = Reference(moments.first_day(before.value), before.value.basis, item.scene.reference.tz)
    return replace(item, value=_rebuilt(item, here, "future"), carried=True)


def _words(text: str, before: _Item, item: _Item) -> Words:
    return Words(text[before.value.start : item.value.end], before.value.start, item.value.end)


def _range(text: str, before: _Item, item: _Item) -> DateValue | None:
    """Two ends of one stretch. What the second leaves open comes from the first, and the other way round."""
    words = _words(text, before, item)
    if before.rule.kind == "set" and item.rule.kind == "clock":
        return resolve.duration(words, f"{before.value.timex3}/T{(item.value.timex3 or '').rpartition('T')[2]}")
    if {"duration", "set"} & {before.rule.kind, item.rule.kind}:
        return None
    if before.rule.kind == item.rule.kind == "clock" and not before.value.earliest:
        return _clock_range(words, before.value, item.value)
    first, last = before.value, item.value
    if first.earliest is None:
        return None
    if item.rule.kind == "clock":
        last = _same_day_clock(first, item)
    elif _open(item):
        last = _rebuilt(item, Reference(moments.first_day(first), first.basis, item.scene.reference.tz), "future")
    elif _open(before) and last.earliest and last.basis == "explicit":
        first = _rebuilt(before, Reference(moments.first_day(last), first.basis, item.scene.reference.tz), "past")
    return moments.spanned(words, first, last)


def _clock_range(words: Words, first: DateValue, last: DateValue) -> DateValue | None:
    begin, end = (first.timex3 or "")[1:], (last.timex3 or "")[1:]
    if not begin or not end:
        return None
    return resolve.unresolved(words, f"T{begin}/T{_afternoon(begin, end)}")


def _afternoon(begin: str, end: str) -> str:
    """``午後5時から6時``: an end before its beginning is meant in the afternoon."""
    return f"{int(end[:2]) + 12:02d}{end[2:]}" if end < begin and end < "12" else end


def _same_day_clock(first: DateValue, item: _Item) -> DateValue:
    clock = (item.value.timex3 or "").rpartition("T")[2]
    begin = (first.timex3 or "").rpartition("T")[2]
    day = structs.replace(item.value, earliest=(first.earliest or "")[:10], latest=(first.latest or "")[:10])
    made = moments.at_clock(day, _afternoon(begin, clock) if ":" in begin else clock, first.tz)
    return structs.replace(made, basis=first.basis)


def _open(item: _Item) -> bool:
    """Whether the words leave the year, month or week to the reference (20日, 9月, 月曜日)."""
    bare = _rebuilt(item, Reference(None), "nearest")
    return (bare.timex3 or "").startswith("XXXX")


def _rebuilt(item: _Item, reference: Reference, direction: Direction) -> DateValue:
    assert item.match is not None
    scene = replace(item.scene, reference=reference, direction=direction)
    return item.rule.build(item.match, scene) or item.value


def _stay(text: str, before: _Item, item: _Item) -> DateValue | None:
    """``13日から3日間``: the first day and the days of the stay, the first one counted."""
    length = re.fullmatch(r"P(\d+)([DWMY])", item.value.timex3 or "")
    if item.rule.kind != "duration" or length is None or not moments.is_day(before.value):
        return None
    unit: moments.Unit = "D" if length[2] == "D" else "W" if length[2] == "W" else "M" if length[2] == "M" else "Y"
    first = moments.first_day(before.value)
    after = moments.move(first, int(length[1]), unit)
    last = moments.move(after, -1, "D") if after else None
    if last is None or last < first:
        return None
    return resolve.interval(_words(text, before, item), first, last, timex3=f"{first}/{last}", basis=before.value.basis)


def _anchored(text: str, before: _Item, item: _Item) -> DateValue | None:
    """``昨日の2日前``, ``今日から2日後``: counted from the day named just before."""
    if item.rule.kind != "offset" or not moments.is_day(before.value):
        return None
    reference = Reference(moments.first_day(before.value), before.value.basis, before.scene.reference.tz)
    made = _rebuilt(replace(item, scene=replace(item.scene, event=None, anchored=True)), reference, "nearest")
    words = _words(text, before, item)
    return structs.replace(made, text=words.text, start=words.start, end=words.end)


def _with_cue(joints: Joints, text: str, bounds: tuple[int, int], item: _Item) -> tuple[_Item, int]:
    """The item with the words after it taken into account, and where the search goes on."""
    value, end = item.value, item.value.end
    if item.match is None and item.rule.kind != "offset":
        closed = joints.close.match(text, end, bounds[1])
        if closed:
            value = structs.replace(value, text=text[value.start : closed.end()], end=closed.end())
        return replace(item, value=value), value.end
    if item.rule.kind == "set":
        return item, end
    cues: Sequence[tuple[re.Pattern[str], Callable[[Words, DateValue], DateValue]]] = (
        (joints.after, moments.since),
        (joints.before, moments.until),
        (joints.about, lambda words, v: moments.marked(words, v, "APPROX")),
    )
    for pattern, build in cues:
        cue = pattern.match(text, end, bounds[1])
        if cue and (item.rule.kind != "duration" or pattern is joints.about):
            value = build(Words(text[value.start : cue.end()], value.start, cue.end()), value)
            return _Item(value, item.rule, None, item.scene), cue.end()
    if item.rule.kind == "point":
        for pattern, mod in ((joints.deadline, "ON_OR_BEFORE"), (joints.start, "ON_OR_AFTER")):
            if pattern.match(text, end, bounds[1]):
                value = moments.marked(Words(value.text, value.start, value.end), value, mod)
    return replace(item, value=value), end
