"""Meetings and visits that no verb tells: ``甲与乙的会谈10日在某地举行``, ``会见甲时，乙说``, ``访华的甲``."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dateline.lang.zh.frames import Parties
from dateline.model import Act, DateValue, Quote
from dateline.model.reading import ActKind, MeetingKind

_EVENT = r"(?P<event>电话会谈|视频会谈|首脑会谈|首脑会晤|会谈|会晤|会面|会见|通话|谈判|磋商)"
_BETWEEN = re.compile(
    r"(?P<a>■+)(?:[与同和]|以及)(?P<b>■+)(?:之间)?的?(?:(?:为期)?(?:[一二两三四五六七八九十]|\d+)[天日轮]的)?(?<=的)(?:首次|首脑|双边|间接|新一轮|第[^，。；的]{1,3}[次轮])*"
    + _EVENT
)
_GOES_ON = re.compile(
    r"(?:[■\d月日号上下午晚间点时分，]|(?:当地时间|当天|随后|已|于|在)|[^，。；]{0,10}[在于])*"
    r"(?:举行|进行|开始|结束|持续|召开|落幕|展开|历时|就)"
)
_HOSTED = re.compile(r"(?:主持|斡旋|促成|安排)了?$")
_WHEN = re.compile(
    r"^(?:在)?(?:(?P<verb>会见|接见|会晤|拜会|面见)(?P<b>■+)[^，。；■]{0,4}?|[与同和](?P<c>■+)(?:举行)?(?P<event>会面|会谈|会晤|会见|通话|通电话))"
    r"(?:时|后|之后|期间|结束后|过程中)，"
)
_VISITOR = re.compile(r"(?P<go>[访来抵赴])(?P<place>■)(?:进行)?(?:正式|国事|工作|友好)*(?:访问)?的(?P<who>■{2,})")
_PAPER = re.compile(
    r"(?P<a>■+)(?:[与同和、]|以及)(?P<b>■+)[^，。；]{0,14}?(?P<verb>签署|签订|缔结|达成)的[^，。；■]{0,8}?(?P<paper>协议|协定|备忘录|条约|谅解|合同)"
)
_ENDED = re.compile(
    r"(?P<who>■+)[^，。；■]{0,14}?(?:结束|圆满结束|开始|展开|缩短|中断)了?对(?P<place>■+)(?:的|(?:进行|展开)?(?:为期[^，。；■]{1,5}的)?)[^，。；■]{0,6}?访问"
)
_CANCELLED = re.compile(
    r"(?P<a>■+)[^，。；■]{0,12}?取消了?[^，。；■]{0,6}?[与同和](?P<b>■+)(?:的|之间的)[^，。；■]{0,4}?(?P<event>会谈|会晤|会面|会见|通话)"
)
_GIVEN_UP = re.compile(
    r"(?:原定|原计划|原拟)[^，。；■]{0,10}(?:访问|前往|赴|出访|访)(?P<place>■+)(?:进行)?(?:国事|正式|工作)*(?:访问)?的(?P<who>■+)[^，。；■]{0,8}?取消"
)
_WITHIN = re.compile(
    r"^在?[与同和](?P<c>■+)(?:的|举行的)(?P<event>会面|会谈|会晤|会见|通话)(?:中|上|时|后|期间|结束后)，"
)
_STAYING = re.compile(
    r"(?:正在|正于|目前在)(?P<place>■+)(?:进行|展开)?(?:国事|正式|工作|友好)*(?:访问|考察)的(?P<who>■{2,})"
)
_AHEAD = re.compile(r"[将拟]|即将|计划|预定|准备|曾|原定|受邀|邀请|应邀来|如果|若|希望|欢迎|期待")
_KINDS: dict[str, MeetingKind] = {
    "会谈": "talks",
    "谈判": "talks",
    "磋商": "talks",
    "首脑会谈": "summit",
    "首脑会晤": "summit",
}


class Encounters:
    """Reads the encounters of a sentence from its text with every name blotted out (``bare``)."""

    def __init__(self, parties: Parties, bare: str, dates: Sequence[DateValue]) -> None:
        self.parties, self.bare, self.dates = parties, bare, dates

    def read(self, start: int, end: int) -> list[Act]:
        """The meetings of a sentence, the first of them remembered as the parties of ``双方``, and the visits."""
        acts = [*self._between(start, end), *self._when(start, end), *self._papers(start, end)]
        for act in acts[:1]:
            self.parties.note(act)
        return [
            *acts,
            *self._visitors(start, end),
            *self._ended(start, end),
            *self._cancelled(start, end),
            *self._given_up(start, end),
        ]

    def _head(self, first: int, last: int) -> int | None:
        """The mention that a run of names stands for: its last person, else its last title, body or country."""
        mentions = self.parties.cast.mentions
        inside = [i for i, m in enumerate(mentions) if first <= m.start and m.end <= last and m.kind != "number"]
        people = [i for i in inside if mentions[i].kind == "person"]
        return people[-1] if people else inside[-1] if inside else None

    def _between(self, start: int, end: int) -> list[Act]:
        found: list[Act] = []
        for match in _BETWEEN.finditer(self.bare, start, end):
            a, b = self._head(*match.span("a")), self._head(*match.span("b"))
            hosted = _HOSTED.search(self.bare[start : match.start()]) is not None
            after = _GOES_ON.match(self.bare, match.end(), end)
            if a is None or b is None or self.parties.same_party(a, b) or not (hosted or after):
                continue
            words = self.bare[start : match.start()] + (after.group() if after is not None else "")
            if re.search(r"将(?!军)|拟|预计|计划|定于|原定|可能|有望|取消|推迟|未|没有|不|若|如果|希望", words):
                continue
            stop = after.end() if after is not None else match.end()
            found.append(self._meeting(match["event"], (a, b), (), (match.start(), stop)))
        return found

    def _when(self, start: int, end: int) -> list[Act]:
        """``会见乙时，甲表示``: the subject of what follows met him."""
        match = _WHEN.match(self.bare, start, end) or _WITHIN.match(self.bare, start, end)
        if match is None:
            return []
        group = "c" if match["c"] else "b"
        other = self._head(*match.span(group))
        run = re.compile(r"■+").match(self.bare, match.end(), end)
        subject = self._head(*run.span()) if run is not None else None
        if other is None or subject is None or self.parties.same_party(other, subject):
            return []
        mentions = self.parties.cast.mentions
        if mentions[subject].kind not in ("person", "position") or mentions[other].kind == "place":
            return []
        return [
            self._meeting(
                match.groupdict().get("verb") or match["event"], (subject,), (other,), (start, match.end() - 1)
            )
        ]

    def _meeting(self, word: str, actors: Sequence[int], recipients: Sequence[int], span: tuple[int, int]) -> Act:
        wired = word.startswith(("电话", "视频", "通")) or word == "通话"
        kind: ActKind = "call" if wired else "meeting"
        received: MeetingKind = "received" if word in ("会见", "接见") and recipients else "met"
        quote = self.parties.quote
        return Act(
            kind=kind, rung="done", actors=tuple(quote(i) for i in actors), recipients=tuple(quote(i) for i in recipients),
            place=self._place(*span), time=self._time(*span), plover="CONSULT", start=span[0], end=span[1],
            meeting=None if wired else _KINDS.get(word, received),
        )  # fmt: skip

    def _papers(self, start: int, end: int) -> list[Act]:
        """``甲和乙9日在某地签署的协议规定……``: the paper that both signed."""
        found: list[Act] = []
        for match in _PAPER.finditer(self.bare, start, end):
            a, b = self._head(*match.span("a")), self._head(*match.span("b"))
            if a is None or b is None or self.parties.same_party(a, b):
                continue
            if re.search(r"将|拟|未|没有|拒绝|希望|待|可能|前$", self.bare[match.end("b") : match.start("verb")]):
                continue
            both = (self.parties.quote(a), self.parties.quote(b))
            signed = match["verb"] != "达成"
            span = (match.start(), match.end())
            found.append(
                Act(
                    kind="signing" if signed else "agreement",
                    rung="on_paper" if signed else "agreed",
                    actors=both,
                    bound=both,
                    place=self._place(*span),
                    time=self._time(*span),
                    matter=Quote.cut(self.parties.text, *match.span("paper")),
                    plover="SUPPORT" if signed else "AGREE",
                    start=span[0],
                    end=span[1],
                )
            )
        return found

    def _ended(self, start: int, end: int) -> list[Act]:
        """``甲结束了对乙国的访问``."""
        found: list[Act] = []
        for match in _ENDED.finditer(self.bare, start, end):
            who, place = self._head(*match.span("who")), self._head(*match.span("place"))
            if who is None or place is None or _AHEAD.search(self.bare[match.end("who") : match.start("place")]):
                continue
            mentions = self.parties.cast.mentions
            if mentions[who].kind not in ("person", "position") or mentions[place].kind != "place":
                continue
            found.append(
                Act(
                    kind="visit",
                    rung="done",
                    actors=(self.parties.quote(who),),
                    place=self.parties.quote(place),
                    plover="CONSULT",
                    time=self._time(match.start(), match.end()),
                    start=match.start(),
                    end=match.end(),
                )
            )
        return found

    def _given_up(self, start: int, end: int) -> list[Act]:
        """``原定访问乙国的甲取消行程``."""
        match = _GIVEN_UP.search(self.bare, start, end)
        if match is None:
            return []
        who, place = self._head(*match.span("who")), self._head(*match.span("place"))
        if who is None or place is None or self.parties.cast.mentions[who].kind not in ("person", "position"):
            return []
        quote = self.parties.quote
        return [
            Act(
                kind="visit", rung="would", realis="planned", polarity="negative", actors=(quote(who),), place=quote(place),
                plover="CONSULT", start=match.start(), end=match.end(),
            )
        ]  # fmt: skip

    def _cancelled(self, start: int, end: int) -> list[Act]:
        """``甲取消了与乙的会晤``: a meeting that does not take place."""
        found: list[Act] = []
        for match in _CANCELLED.finditer(self.bare, start, end):
            a, b = self._head(*match.span("a")), self._head(*match.span("b"))
            words = self.bare[match.end("a") : match.start("b")]
            if (
                a is None
                or b is None
                or self.parties.same_party(a, b)
                or re.search(r"未|没有|不|将|可能|若|要求|考虑", words)
            ):
                continue
            called = match["event"] == "通话"
            found.append(
                Act(
                    kind="call" if called else "meeting",
                    rung="would",
                    realis="planned",
                    polarity="negative",
                    actors=(self.parties.quote(a),),
                    recipients=(self.parties.quote(b),),
                    plover="REJECT",
                    time=self._time(match.start(), match.end()),
                    start=match.start(),
                    end=match.end(),
                )
            )
        return found

    def _visitors(self, start: int, end: int) -> list[Act]:
        """``正在访华的甲``: the visit of him who is named with it."""
        found: list[Act] = []
        for match in (*_VISITOR.finditer(self.bare, start, end), *_STAYING.finditer(self.bare, start, end)):
            who, place = self._head(*match.span("who")), self._head(*match.span("place"))
            opening = max(self.bare.rfind(c, start, match.start()) for c in "，。；■")
            if who is None or place is None or _AHEAD.search(self.bare[max(start, opening + 1) : match.start()]):
                continue
            mentions = self.parties.cast.mentions
            if mentions[who].kind != "person" or mentions[place].kind != "place":
                continue
            quote = self.parties.quote
            found.append(
                Act(
                    kind="visit",
                    rung="done",
                    actors=(quote(who),),
                    place=quote(place),
                    plover="CONSULT",
                    time=self._time(max(start, match.start() - 6), match.start()),
                    start=match.start(),
                    end=match.end(),
                )
            )
        return found

    def _time(self, start: int, end: int) -> DateValue | None:
        return next((d for d in self.dates if start <= d.start and d.end <= end and d.earliest), None)

    def _place(self, start: int, end: int) -> Quote | None:
        mentions = self.parties.cast.mentions
        for index, mention in enumerate(mentions):
            inside = start < mention.start and mention.end <= end and mention.kind == "place"
            if inside and self.bare[mention.start - 1] in "在于":
                return self.parties.quote(index)
        return None
