"""What a clause leaves open: questions, wishes, refusals, ideas, journeys called off, promises that nobody gives."""

from __future__ import annotations

import re

from dateline.lang.zh.clauses import Clause, State
from dateline.lang.zh.predicates import Verb, is_planned
from dateline.lang.zh.subjects import SubjectFinder
from dateline.model import Act

EVENTS = frozenset({"meet", "talks", "visit", "sign", "appoint", "post", "event"})
_NOT_TOLD = re.compile(
    r"希望|期待|期盼|盼望|(?<![应受获])建议|提议|呼吁|敦促|要求|(?<![应受获])邀请(?!下)|拒绝|有机会|愿意?(?!景)|想(?!法)|不排除|反对|阻止|禁止|警告|主张|讨论|商讨|谈及|提及|评论"
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

    def _called_off(self, clause: Clause, verb: Verb, subject: tuple[int, ...]) -> Act | None:
        """``取消对印度的访问``: the visit is what does not take place."""
        if verb.text != "取消" or not subject or is_planned(self.bare, clause.start, verb.start):
            return None
        found = _JOURNEY.search(self.plain, verb.end, clause.end)
        places = [p for p in clause.phrases if p.kind == "place" and p.start >= verb.end]
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
        before = self.bare[clause.start : verb.start]
        if re.search(r"是否|能否|可否|会不会|要不要|有无|何时|何地|如何", before):
            return True
        if verb.frame in EVENTS and _NOT_TOLD.search(before) and not (verb.frame == "sign" and "拒绝" in before):
            return True
        if verb.frame in EVENTS and _MERE_IDEA.search(self.plain, verb.end, clause.end):
            return True
        return verb.frame == "visit" and _SENDS.search(before) is not None
