"""Offices over time: who took, held, left or handed on a post, since when and until when."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from dateline.lang.tenure import ends_of
from dateline.lang.zh.lexicon import Found, alternatives
from dateline.model import DateValue

_BEGINS = r"宣誓就任|宣誓就职|被任命为|获任命为|获委任为|获任为?|就任|出任|接任|继任|升任|履新|上任|就职|当选为?|成为|接掌|执掌|走马上任"
_HOLDS = r"兼任|担任|现任|现为|任(?![命期免务何意由])"
_LEAVES = r"辞去|卸任|不再担任|被免去|被解除|离任|请辞"
_TAKES = re.compile(
    rf"(?P<verb>曾经?(?:{_BEGINS}|{_HOLDS}|是)|历任|{_LEAVES}|{_BEGINS}|{_HOLDS})[^，。；、的了]{{0,12}}$"
)
_OPEN = re.compile(
    rf"(?:{alternatives('negation')}|将(?!军)|拟|可能|若|如果|预计|计划|有望|希望|会见|会晤|提名|或(?:将|会)|[与同对向和跟](?![^，。；]*[起年月]))"
)
_WILL_BEGIN = re.compile(rf"^(?:将|定|拟|预定)?于?[^，。；]{{0,14}}?(?:{_BEGINS})")
_BEGUN = re.compile(
    rf"^[^，。；]{{0,16}}?(?:起|以来|至今)?(?:开始)?(?:任|担任|{_BEGINS})(?:该职|此职|现职|以来|至今|[，。])?"
)
_LEFT_BEHIND = re.compile(r"^[^，。；]{0,14}?(?:卸任|下台|去职|离任|辞职|离职)")
_NAMES = re.compile(r"(?:任命|委任|委派|推选|选举|推举|遴选|指定)了?$")
_SUCCEEDS = re.compile(r"^(?:[^，。；]{0,12})?(?:接替|取代|接任|接棒)$")


_UP_TO = re.compile(r"直[至到]|截[至止]|为止|止$")


class Tenure(NamedTuple):
    """Indices of person and position in the sentence's row, the standing (None: as the title says), since and until."""

    person: int
    position: int
    status: str | None = None
    since: str | None = None
    until: str | None = None


def find_tenures(plain: str, row: Sequence[Found], dates: Sequence[DateValue]) -> list[Tenure]:
    """The posts that verbs of a sentence give to its people."""
    found: list[Tenure] = []
    for index, item in enumerate(row):
        if item.kind != "position" or any(index == t.position for t in found):
            continue
        tenure = _named(plain, row, index, dates) or _behind(plain, row, index, dates)
        found += [tenure] if tenure is not None else _before(plain, row, index, dates)
    return found


def term_beside(plain: str, row: Sequence[Found], person: int, position: int, dates: Sequence[DateValue]) -> Tenure:
    """What the words around a titled name say of its term: ``去年12月上任的总理甲``, ``甲2024年3月至今任该职``."""
    last, first = row[person], row[min(person, position)]
    while first.start > 0 and any(f.end == first.start and f.kind in ("place", "organization") for f in row):
        first = next(f for f in row if f.end == first.start and f.kind in ("place", "organization"))
    head = plain[max(0, first.start - 20) : first.start]
    arrived = re.search(rf"(?:{_BEGINS})(?:不久|不到[^，。的]{{1,6}})?的(?:新任)?$", head)
    if arrived is not None:
        return Tenure(person, position, None, _last_end(dates, first.start - 24, first.start, 0))
    edge = max(last.end, row[position].end)
    stop = next((i for i, c in enumerate(plain[edge:]) if c in "，。；\n"), len(plain) - edge)
    tail = plain[edge : edge + stop + 1]
    other = any(f.kind == "person" and edge <= f.start < edge + stop for f in row)
    if other or _last_end(dates, edge, edge + stop, 0) is None:
        return Tenure(person, position)
    if _LEFT_BEHIND.match(tail):
        return Tenure(person, position, "former", None, _last_end(dates, edge, edge + stop, 1))
    if re.match(r"(?:将|定|拟|预定)", tail) and _WILL_BEGIN.match(tail):
        ahead = row[position].status == "elect" or not any(f.kind == "position" and f.start > edge for f in row)
        return (
            Tenure(person, position, "elect", _last_end(dates, edge, edge + stop, 0))
            if ahead
            else Tenure(person, position)
        )
    if _BEGUN.match(tail) and not any(f.kind == "position" and edge <= f.start < edge + stop for f in row):
        return Tenure(person, position, None, _last_end(dates, edge, edge + stop, 0))
    return Tenure(person, position)


def _last_end(dates: Sequence[DateValue], start: int, end: int, which: int) -> str | None:
    """The first or last end of the last date within a stretch."""
    inside = [d for d in dates if start <= d.start and d.end <= end and d.edtf and not (d.timex3 or "").startswith("P")]
    return ends_of(inside[-1])[which] if inside else None


def _named(plain: str, row: Sequence[Found], index: int, dates: Sequence[DateValue]) -> Tenure | None:
    """``国务院任命甲为乙职``."""
    people = [i for i, f in enumerate(row[:index]) if f.kind == "person"]
    if not people:
        return None
    person = row[people[-1]]
    gap, head = plain[person.end : row[index].start], plain[max(0, person.start - 16) : person.start]
    if not re.fullmatch(r"(?:为|担任|出任|任)(?:新任?|新一任)?[^，。；、的]{0,8}", gap) or not _NAMES.search(head):
        return None
    if _OPEN.search(head.rsplit("，", 1)[-1]):
        return None
    return Tenure(people[-1], index, "current", _last_end(dates, person.start - 30, row[index].end + 14, 0))


def _behind(plain: str, row: Sequence[Found], index: int, dates: Sequence[DateValue]) -> Tenure | None:
    """``去年10月起担任财务大臣的甲``: the holder stands behind."""
    item = row[index]
    person = next((i for i, f in enumerate(row) if f.kind == "person" and f.start >= item.end), None)
    if person is None or not re.fullmatch(r"(?:职务|一职)?的", plain[item.end : row[person].start]):
        return None
    opening = max(plain.rfind(c, 0, item.start) for c in "，。；\n") + 1
    words = plain[opening : item.start]
    verb = _TAKES.search(words)
    if verb is None or re.search(r"将(?!军)|拟|可能|预计|有望|否认", words):
        return None
    return _tenure(plain, (person, index), (opening, opening + verb.start("verb")), verb["verb"], dates)


def _before(plain: str, row: Sequence[Found], index: int, dates: Sequence[DateValue]) -> list[Tenure]:
    """``甲自去年10月起担任财务大臣``; ``甲接替乙出任外长``: two at once."""
    item = row[index]
    people = [i for i, f in enumerate(row[:index]) if f.kind == "person"]
    if not people or plain.startswith("的", item.end):
        return []
    last = row[people[-1]]
    gap = plain[last.end : item.start]
    verb = _TAKES.search(gap)
    if verb is not None and len(people) > 1 and "，" in gap[: verb.start("verb")]:
        people = [_subject_before(plain, row, people)]
        last = row[people[-1]]
        gap = plain[last.end : item.start]
        verb = _TAKES.search(gap)
    if verb is None or "。" in gap or len(gap) > 45 or _OPEN.search(gap[: verb.start("verb")]):
        return []
    if len(people) > 1 and verb["verb"] not in _LEAVES.split("|"):
        first = row[people[-2]]
        between = plain[first.end : last.start]
        titles = [f for f in row if first.end <= f.start and f.end <= last.start]
        for title in titles:
            between = between.replace(plain[title.start : title.end], "", 1)
        if _SUCCEEDS.match(between) and not _OPEN.search(plain[first.end : last.start]):
            since = _last_end(dates, first.end, item.end, 0)
            return [Tenure(people[-2], index, "current", since), Tenure(people[-1], index, "former")]
    if re.search(r"(?:会见|接见|[与同向对和]|欢迎|祝贺|任命)$", plain[max(0, last.start - 2) : last.start]):
        return []
    opening = max(gap.rfind(c, 0, verb.start("verb")) for c in "，；") + 1
    stretch = (last.end + opening, last.end + verb.start("verb"))
    return [_tenure(plain, (people[-1], index), stretch, verb["verb"], dates)]


def _subject_before(plain: str, row: Sequence[Found], people: Sequence[int]) -> int:
    """Who a clause that opens with its verb goes on with: the first person of the clause before (``甲战胜乙，当选总裁``)."""
    last = row[people[-1]]
    opening = max(plain.rfind(c, 0, last.start) for c in "，。；\n")
    inside = [i for i in people if row[i].start > opening]
    named = [i for i in inside if not re.search(r"[与同和向对被由]$", plain[: row[i].start][-1:])]
    return (named or inside)[0]


def _tenure(
    plain: str, pair: tuple[int, int], stretch: tuple[int, int], verb: str, dates: Sequence[DateValue]
) -> Tenure:
    """The term that a verb and the dates before it tell."""
    since, until = _last_end(dates, *stretch, 0), _last_end(dates, *stretch, 1)
    past = verb.startswith(("曾", "历"))
    if re.fullmatch(_LEAVES, verb):
        return Tenure(*pair, "former", None, until)
    words = plain[slice(*stretch)]
    if _UP_TO.search(words):
        return Tenure(*pair, "former", None, until)  # 直至去年12月为止出任
    if since is not None and until is not None and since != until and "至今" not in words:
        return Tenure(*pair, "former", since, until)
    if past:
        return Tenure(*pair, "former")
    begins = re.fullmatch(_BEGINS, verb) is not None and not verb.startswith("当选")
    counted = begins or re.search(r"起|以来|至今|开始", words) is not None
    return Tenure(*pair, "current", since if counted else None)
