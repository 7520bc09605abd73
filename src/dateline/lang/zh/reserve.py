"""What a clause leaves open: questions, wishes, refusals, ideas, journeys called off, promises that nobody gives."""

from __future__ import annotations

import re

from msgspec import structs

from dateline.lang.zh.clauses import Clause, State
from dateline.lang.zh.lexicon import find_topics
from dateline.lang.zh.predicates import Verb, is_planned
from dateline.lang.zh.subjects import SubjectFinder
from dateline.model import Act, DateValue, Quote

EVENTS = frozenset({"meet", "talks", "visit", "sign", "appoint", "post", "event"})
_NOT_TOLD = re.compile(
    r"希望|期待|期盼|盼望|(?<![应受获])建议|提议|呼吁|敦促|要求|(?<![应受获])邀请(?!下)|拒绝|有机会|愿意?(?!景)|想(?!法)|不排除|(?<!票)反对(?![派党票])|阻止|禁止|警告|主张|讨论|商讨|谈及|提及|评论"
    r"|评估|寻求|争取|力争|推动|促成|为了|以便|旨在|欢迎|支持(?!率|者)|允许|准许|可以|应该|必须|无须|无需|才会|以期|期望|值得"
)
_MERE_IDEA = re.compile(
    r"的(?:[^，。；、的]{0,6})?(?:提议|建议|可能性?|请求|邀请|要求|机会|意愿|安排|条件|前景|呼吁|想法|立场|准备|希望|必要性?|传闻|猜测)"
)
_SENDS = re.compile(
    r"(?:派遣|派出|选派|选送|派(?=[^，。]{0,4}\d)|组织|资助|护送|遣送|运送|允许|让|带领游客|邀请)[^，。；]*$"
)
_JOURNEY = re.compile(r"访问|之行|出访|到访|访(?=计划|行程)")


HARMING = frozenset({"造成", "引发", "导致"})


_SAYING = frozenset({"预测", "认为", "相信", "估计", "报道", "披露", "预计", "推测", "判断"})
_DISPROVED = re.compile(
    r"无中生有|不属实|不是事实|纯属(?:虚构|捏造|谣言)|没有根据|毫无根据|与事实不符|并非事实|子虚乌有|予以否认"
)
_HEARSAY = re.compile(
    r"(?:对于?|针对|关于)(?:有关)?(?:有)?(?:[^，。；称]{0,8})?(?:消息|报道|媒体|传闻|说法|传言)(?:称|说|指)?(?P<told>[^。；]{4,60}?)(?:的(?:说法|报道|消息|传闻))?，"
)


class ReserveReader(SubjectFinder):
    """Tells what is not told as done."""

    def _pledges(self, clause: Clause, verb: Verb) -> bool:
        """Whether somebody binds himself: not what others must do (``要保证睡眠``), nor a guarantee that no one of the clause
        gives."""
        before = self.bare[clause.start : verb.start]
        if re.search(r"应当?|必须|须|需要?|务必|要(?!求)|以$|请|让|尽量|旨在|目的是", before):
            return False
        own = any(p.end <= verb.start and not p.before for p in clause.phrases)
        return own or not verb.text.startswith(("保证", "确保"))

    def _country_of(self, index: int) -> str | None:
        """The country that a person of the text holds an office of."""
        chain = self.mentions[index].chain
        held = [self.mentions[r.position] for r in self.cast.roles if self.mentions[r.person].chain == chain]
        if any(p.value == "spokesperson" for p in held):
            return None  # he speaks for others
        return next((p.of.split("/")[0] for p in held if p.of), None)

    def _for_his_country(self, state: State, verb: Verb, act: Act | None) -> Act | None:
        """``首相甲说，挪威将提供援助``: an officer of the country binds it."""
        if act is None or state.speech is None or len(state.speaker) != 1 or len(act.actors) != 1:
            return act
        if self._is_office(state.speaker):
            return act
        if act.kind != "other" or act.realis not in ("planned", "conditional") or act.polarity != "positive":
            return act
        who = next((m for m in self.mentions if m.start == act.actors[0].start and m.end == act.actors[0].end), None)
        country = self._country_of(state.speaker[0])
        mine = who is not None and who.kind in ("place", "organization") and who.of is not None and who.of == country
        cabinet = who is not None and who.value == "government" and who.of is None
        cabinet = cabinet and (country is not None or self._in_office(state.speaker[0]))
        if state.speech.text in _SAYING or not (mine or cabinet):
            return act
        end = act.end
        while end > verb.start and self.plain[end - 1] in "。，；！”":
            end -= 1
        speaker = self._quote(state.speaker[0])
        return structs.replace(
            act, kind="pledge", rung="undertook", realis="conditional" if act.condition else "actual", actors=(speaker,),
            bound=(speaker,), said_by=None, plover="AGREE", matter=Quote.cut(self.text, verb.start, end),
        )  # fmt: skip

    def _in_office(self, index: int) -> bool:
        """Whether the text gives a person an office of government, of whatever country."""
        chain = self.mentions[index].chain
        held = [self.mentions[r.position] for r in self.cast.roles if self.mentions[r.person].chain == chain]
        return any(str(p.value).endswith(("minister", "president", "chief_cabinet_secretary")) for p in held)

    def _own_side(self, state: State, content: tuple[int, int]) -> int:
        """Where what is said goes on behind the speaker's own side (``韩方将……`` said by a Korean), else where it begins."""
        first = next((m for m in self.mentions if m.start == content[0] and m.kind in ("place", "organization")), None)
        if first is None or first.of is None or len(state.speaker) != 1:
            return content[0]
        return first.end if first.of == self._country_of(state.speaker[0]) else content[0]

    def _due(self, state: State, act: Act) -> DateValue | None:
        """By when a promise falls due (``6月底前``), where the day on which it was made comes before."""
        if act.kind != "pledge" or act.matter is None or act.matter.start < act.start:
            return None
        inside = [d for d in self.dates if act.matter.start <= d.start and d.end <= act.matter.end and d.latest]
        before = [d for d in self.dates if state.start <= d.start < act.matter.start and d.earliest]
        if not inside or any((d.earliest or "") > (inside[0].latest or "") for d in before):
            return None
        due = inside[0]
        by = due.mod == "ON_OR_BEFORE" or re.match(r"(?:之?前|以前)", self.plain[due.end : due.end + 2]) is not None
        return structs.replace(due, mod="ON_OR_BEFORE") if by else None

    def _disproved(self, start: int, end: int) -> Act | None:
        """``对于有消息称……，甲说，这种说法纯属无中生有``: what is rumoured, denied on his word."""
        told = _HEARSAY.match(self.plain, start, end)
        if told is None or _DISPROVED.search(self.plain, told.end(), end) is None:
            return None
        people = [
            i for i, m in enumerate(self.mentions) if told.end() <= m.start and m.end <= end and m.kind == "person"
        ]
        if not people:
            return None
        speaker, matter = self._quote(people[0]), Quote.cut(self.text, *told.span("told"))
        return Act(
            kind="statement", rung="raised", polarity="negative", actors=(speaker,), matter=matter, start=start, end=end,
            topics=find_topics(self.plain, *told.span("told"), self.parties.names()),
        )  # fmt: skip

    def _called_off(self, state: State, clause: Clause, verb: Verb, subject: tuple[int, ...]) -> Act | None:
        """``取消对印度的访问``: the visit is what does not take place."""
        if verb.text != "取消" or not subject or is_planned(self.bare, clause.start, verb.start):
            return None
        if state.speech is not None and clause.start >= state.speech.end and self._is_office(subject):
            return None
        found = _JOURNEY.search(self.plain, verb.end, clause.end)
        places = [p for p in clause.phrases if p.kind == "place" and p.start >= verb.end]
        if len(places) == 2 and places[0].end == places[1].start:
            places = places[1:]  # ``韩国釜山之行``
        if found is None or len(places) != 1 or not all(self.mentions[i].kind != "place" for i in subject):
            return None
        actors = tuple(self._quote(i) for i in subject)
        time = next((d for d in self.dates if verb.end <= d.start and d.end <= clause.end and d.earliest), None)
        return Act(
            kind="visit", rung="would", polarity="negative", realis="planned", actors=actors, plover="CONSULT",
            place=self._quote(places[0].head), time=time, start=clause.start, end=clause.end,
        )  # fmt: skip

    def _is_toll(self, state: State, clause: Clause) -> bool:
        """``仁川发生火灾，造成3人受伤``: the clause before told, without a doer, what did the harm and where."""
        last = state.acts[-1] if state.acts else None
        told = last is not None and last.kind == "other" and last.place is not None and not last.actors
        return told and last is not None and clause.start - last.end <= 1

    def _left_open(self, clause: Clause, verb: Verb) -> bool:
        """``是否访问平壤尚未决定``: a question, not an act. And ``派遣学生前往釜山`` is others' journey, not the sender's."""
        untold = verb.frame in EVENTS or verb.is_.rung == "would"
        if untold and re.search(r"的(?:消息|报道|传闻|传言|说法|猜测)", self.plain[verb.end : clause.end]):
            return True
        if verb.frame not in EVENTS | {"joint", "agree"}:
            return False
        if verb.frame == "visit" and re.search(
            r"(?:为|协助|帮助|便利)[^，。；■]{1,10}$", self.bare[clause.start : verb.start]
        ):
            return True
        before = self.bare[clause.start : verb.start]
        if re.search(r"是否|能否|可否|会不会|要不要|有无|何时|何地|如何", before):
            return True
        if verb.frame in EVENTS and _NOT_TOLD.search(before) and not (verb.frame == "sign" and "拒绝" in before):
            return True
        if verb.frame in EVENTS and _MERE_IDEA.search(self.plain, verb.end, clause.end):
            return True
        return verb.frame == "visit" and _SENDS.search(before) is not None
