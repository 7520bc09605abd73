"""Offices that a sentence says somebody holds, held or is to take: 昨年10月から外相を務めるX氏, X氏は前環境相で, 次期大使に内定したX氏."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from dateline.lang.ja.lexicon import Found
from dateline.lang.ja.scan import TOPIC, Scan, Sight
from dateline.lang.ja.titles import Head, of_before, of_state, strip_title, whose_title
from dateline.lang.tenure import TermWords
from dateline.model import DateValue
from dateline.model.ledger import RoleStatus

_SERVE = re.compile(
    r"(?:職)?(?:を|も)[^、。はがを]{0,6}?"
    r"(?:(?P<held>(?:務めた|務めていた|務めました|兼ねた|兼務した|歴任した|歴任し|経験した))|務め(?:る|ている|てきた|ています)|兼ねる|兼務(?:する|している)|兼任(?:する|している))"
)
_TAKE = re.compile(
    r"(?:の?職)?に(?:[^、。はがを]{0,4}?)"
    r"(?:(?P<ahead>内定(?:した|している|する)|(?:就任|着任)(?:する|が決まった|予定)|就く|(?:指名|起用|任命)される)"
    r"|就任(?:した|している|して以来|し、)|就い(?:た|て)|着任した|昇格した|復帰した|再任された|(?:選出|選任|任命|起用)され(?:た|、)|選ばれ(?:た|、))"
)
_LEAVE = re.compile(
    r"(?:の?職)?を(?:退任した|辞任した|辞職した|辞めた|退いた|離れた|退任し、|辞任し、|辞職し、|辞め、|退き、|離れ、)"
)
TERM_WORDS = TermWords(
    left=re.compile(r"退任|退社|辞任|辞職|退い|辞め|勇退|引責|解任|更迭"),
    took=re.compile(r"就任|着任|就い|昇格|後を継い"),
    predecessor=re.compile(r"(?:氏|さん)?の後(?:任|を継)"),
)
_IS = re.compile(r"(?:で(?:は)?、|で、|だ(?:[。っ]|$)|である|でもあ|でもあり|として知られる|の経験を持)")
_TOOK = re.compile(r"に(?:就任|着任|当選|再任)した(?:ばかりの)?(?:[^、。はがをに]{1,10}の)?$")
_BESIDE = re.compile(r"[^、。はがをにで「」]{0,14}")
_TOPIC = re.compile(r"(?:は|が|も)、?")
_FROM = re.compile(r"(?:から|以来|以降)、?")


def tie_terms(scan: Scan, dates: Sequence[DateValue]) -> None:
    """Tie titles without a name beside them to the person whom the sentence says they are of, with the days it gives."""
    people = sorted((s for s in scan.sights if s.kind == "person" and s.alias_of is None), key=lambda s: s.start)
    for title in [f for f in scan.found if f.kind == "position"]:
        if scan.free(title.start, title.end):
            _tie(scan, title, people, dates)
    scan.sights = [_since_taken(scan, s, dates) for s in scan.sights]


def _tie(scan: Scan, title: Found, people: Sequence[Sight], dates: Sequence[DateValue]) -> None:
    head = strip_title(scan, title.start)
    said = _said(scan, title, head) or _put_in(scan, title, people)
    if said is None:
        return
    status, end, way = said
    holder = _described(scan, people, end) if way != "is" else None
    holder = holder or _topic(scan, people, head.at, way)
    if holder is None and (people or way not in ("serve", "served")):
        return
    since, until = _days(scan, (holder, head.at), dates, way, status)
    of = head.of or of_before(scan, title.start) or title.of
    key = whose_title(scan, title, of, title.start)
    whose = TOPIC if holder is None else holder.start
    sight = Sight("position", title.start, title.end, head.at, title.end, key, of_state(key, of), whose, status)
    scan.add(replace(sight, since=since, until=until))


def _said(scan: Scan, title: Found, head: Head) -> tuple[RoleStatus, int, str] | None:
    """How the words after a title say that it is held, where they end, and which way they say it."""
    if serve := _SERVE.match(scan.text, title.end, scan.end):
        held = serve["held"] is not None and head.status == "current"
        return "former" if held else head.status, serve.end(), "served" if serve["held"] else "serve"
    if take := _TAKE.match(scan.text, title.end, scan.end):
        return "elect" if take["ahead"] else head.status, take.end(), "ahead" if take["ahead"] else "take"
    if leave := _LEAVE.match(scan.text, title.end, scan.end):
        return "former", leave.end(), "leave"
    if head.status != "current" and (plain := _IS.match(scan.text, title.end, scan.end)):
        return head.status, plain.end(), "is"
    return None


_PUT = re.compile(
    r"(?P<by>を)(?:(?P<made>任命した|選出した|選んだ|起用した|昇格させた|据えた|充てた)|(?:起用|任命|指名|内定|充て|選出|昇格|選ぶ|推薦))"
    r"|が(?:正式に)?(?:就任した|入閣した|初入閣した|就いた|選ばれた|選出された|任命された)"
)


_INTO = re.compile(r"に(?:は)?、?")


def _put_in(scan: Scan, title: Found, people: Sequence[Sight]) -> tuple[RoleStatus, int, str] | None:
    """総裁にX氏を起用する, 共同代表にX氏が就任した: the words end where the name begins."""
    given = _INTO.match(scan.text, title.end)
    person = next((p for p in people if given and _BESIDE.fullmatch(scan.text, given.end(), p.low)), None)
    put = _PUT.match(scan.text, person.high, scan.end) if person is not None else None
    if person is None or put is None:
        return None
    ahead = put["by"] is not None and put["made"] is None
    return "elect" if ahead else "current", person.low, "ahead" if ahead else "take"


def _described(scan: Scan, people: Sequence[Sight], end: int) -> Sight | None:
    """The person whose name follows the words (外相を務めるX氏)."""
    return next((p for p in people if p.low >= end and _BESIDE.fullmatch(scan.text, end, p.low)), None)


def _topic(scan: Scan, people: Sequence[Sight], at: int, way: str) -> Sight | None:
    """The person whom the sentence goes on about before the title; none where somebody or something else stands between."""
    before = [p for p in people if p.high <= at and _TOPIC.match(scan.text, p.high)]
    if not before:
        return None
    between = scan.text[before[-1].high + 1 : at]
    if re.search(r"[^、]が|」|と(?:述べ|語|話)|[^、。で]は", between) or (
        way == "is" and re.search(r"[をに]", between)
    ):
        return None
    return before[-1]


def _days(
    scan: Scan, span: tuple[Sight | None, int], dates: Sequence[DateValue], way: str, status: RoleStatus
) -> tuple[str | None, str | None]:
    """Since and until when, as the words before the title say it."""
    holder, at = span
    begin = holder.high if holder is not None and holder.high <= at else scan.start
    near = [d for d in dates if begin <= d.start and d.end <= at and d.edtf and not (d.timex3 or "").startswith("P")]
    if not near:
        return None, None
    if way in ("serve", "served"):
        return _stretch(scan, near)
    day = str(near[-1].edtf)
    if "、" in scan.text[near[-1].end + 1 : at].rstrip("、"):
        return None, None
    if way == "leave":
        return None, day
    return (day, None) if way == "take" and status == "current" else (None, None)


def _stretch(scan: Scan, near: Sequence[DateValue]) -> tuple[str | None, str | None]:
    """The ends of a stretch of time: …から, …まで, or both in one date."""
    since = until = None
    for day in near:
        value = str(day.edtf)
        if value.count("/") == 1 and "まで" in scan.text[day.start : day.end + 2] and "から" in day.text:
            since, until = value.split("/")
        elif _FROM.match(scan.text, day.end):
            since = value
        elif scan.text.startswith("まで", day.end):
            until = value
    return since, until


def _since_taken(scan: Scan, sight: Sight, dates: Sequence[DateValue]) -> Sight:
    """昨年10月に就任したX外相: since when a title beside a name is held."""
    if sight.kind != "position" or sight.holder is None or sight.status != "current" or sight.since is not None:
        return sight
    took = _TOOK.search(scan.text, scan.start, sight.low)
    day = next((d for d in dates if took is not None and d.end == took.start() and d.edtf), None)
    return sight if day is None else replace(sight, since=day.edtf)
