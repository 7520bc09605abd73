"""Who does an event and to whom: from the order of words, 被, 遭, 获, 将, 把 and 对. Abstains where either stays open."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from dateline.lang.data import load_table
from dateline.lang.zh.clauses import Clause, State
from dateline.lang.zh.event_words import boundary, kin, light, posts, undone
from dateline.lang.zh.events import EventVerb
from dateline.lang.zh.lexicon import alternatives, find_topics
from dateline.lang.zh.numerals import NUMBER
from dateline.lang.zh.phrases import Phrase, is_adverbial, joined_after
from dateline.lang.zh.predicates import Predicate, Verb, is_negated, is_noun, is_planned
from dateline.lang.zh.speeches import SpeechReader, changed
from dateline.model import Act, DateValue, Quote

_GROUP = rf"(?:至少|约|近|超过|逾|共|另外?|其中|包括)*(?:{NUMBER})(?:余|多)?(?:名|人|位|个)"
_GROUP_BEHIND = re.compile(rf"(?:了|出|到)?{_GROUP}")
_GROUP_BEFORE = re.compile(rf"(?<![\d.第]){_GROUP}[^，。；：的、\d]{{0,10}}$")
_PASSIVE = re.compile(r"(?:被|遭到?|受到|惨遭|获得?)$")
_BARE_PASSIVE = re.compile(r"(?:被|遭到?)[^，。；：的被]{1,14}$")
_NO_COVERB = r"[^，。；：在于对向与和被把将从因以由\d]{0,6}"
_OPEN = re.compile(
    rf"(?:了|出|到|过)?(?:一?[名位])?(?:在押|在逃|在任|在野)?(?:{_NO_COVERB}|[^，。；：]{{1,24}}的{_NO_COVERB})"
)
_FRONT = re.compile(r"(?:(?<![即必未])将(?![对向把于在\d])|把|(?<![反面相针])对|向)(?P<np>[^，。；：“”]{1,36})$")
_GIVEN = re.compile(
    r"(?:（[^（）]*）)?(?:被判|也|则|判|获|被处)*(?:(?P<free>无罪)|(?:有期徒刑|无期徒刑|终身监禁|监禁|死刑|徒刑|拘役)[^，。；]{0,14}|[^，。；]{1,5}年(?:有期徒刑|徒刑|监禁))[。；]?"
)
_ITS_NOUN = re.compile(
    r"的[^，。；的]{0,4}?(?:命令|决定|请求|做法|消息|行为|计划|要求|举动|动议|提案|案件|可能|原因|理由|过程|方案|建议|传闻|说法|意见|呼声|企图|权力)"
)  # ``甲解除乙职务的命令被推翻``
_CLEFT = re.compile(r"的(?=[，。；！]|$)")  # ``是在机场被捕的``
_HIS_POST = re.compile(r"的[^，。；]{0,8}职[务权位]")
_HAPPENS = Predicate(kind="other", rung="done", frame="happens")
_AIMS = ("asked", "would", "undertook", "agreed")
_OWN_SAYING = ("宣布", "表示", "说", "称", "承认", "坦承", "证实", "确认", "透露", "裁定", "判决", "认定", "裁决")
_OWN_WORDS = ("表示将", "表示会")
_NAMED = ("person", "position", "organization")
_LEGAL = frozenset(
    {"police", "prosecution", "court", "supreme_court", "government", "justice_ministry", "spokesperson"}
)
_BY_TERMS = re.compile(
    r"(?:根据|按照?|依照|依据)[^，。；]{0,20}(?:备忘录|协议|协定|条约|方案|计划|规划|安排|合同|公报|声明|决议|路线图|共识)[^，。；]{0,4}，"
)
"""What a document lays down is agreed, and not done yet."""
_SUSPECTED = ("涉嫌", "被控", "被指", "疑似", "涉")
_MEN_OF_LAW = frozenset({"prosecution", "police", "justice_ministry", "government", "tax_agency", "coast_guard_agency"})
_BODIES_TOO = frozenset(
    {"sue", "sanction", "fine", "search", "summon", "expel", "question", "charge", "convict", "acquit"}
)
_FOR_OTHERS = frozenset({"spokesperson", "lawyer", "deputy_spokesperson"})
_COUNTRIES_TOO = frozenset({"sanction", "apologise", "appeal"})
_AFTER_VERDICT = frozenset({"sentence", "fine"})
_VERDICTS = frozenset({"convict", "sentence", "fine"})


@dataclass(frozen=True, slots=True)
class _Sides:
    """Indices of the mentions of doers and of those to whom it is done; whether these are only counted, or stand behind the
    event (``被捕的甲``); and where the event begins, with 被 or 将."""

    actors: tuple[int, ...]
    recipients: tuple[int, ...] = ()
    counted: bool = False
    relative: bool = False
    front: int | None = None
    passive: bool = False


class EventReader(SpeechReader):
    """Reads the events of a clause."""

    def _note_opener(self, state: State, clause: Clause, *, told: bool) -> None:
        """Who a clause that told nothing is about: the events of the next clause befall him."""
        first = clause.phrases[0] if clause.phrases else None
        party = first is not None and first.kind in _NAMED and not first.before and not told
        if first is not None and party and is_adverbial(self.plain, clause.start, first.start, self.dates):
            owner = self.plain.startswith("的", first.end)
            state.opener = () if owner else (first.head,)
        elif told:
            state.opener = ()

    def _colour(self, state: State, clause: Clause, verb: Verb, act: Act, zone: int) -> Act | None:
        raise NotImplementedError

    def _keep(self, state: State, verb: Verb, act: Act, subject: tuple[int, ...]) -> None:
        raise NotImplementedError

    def _event(
        self, state: State, clause: Clause, verb: EventVerb, around: tuple[int, Verb | None]
    ) -> tuple[Act, tuple[int, ...]] | None:
        """The act of an event and its subject, or None where it is none or leaves open whom it has."""
        zone, before = around
        if self._not_told(state, clause, verb, before):
            return None
        sides = self._sides(state, clause, verb, zone)
        if sides is None or not self._may_have(verb, sides):
            return None
        act = self._drawn(clause, verb, sides)
        if self._is_its_plan(verb, before):
            act = changed(act, kind="plan")
        made = self._toned(state, clause, verb, act, sides)
        deciding = state.speech is not None and (state.speech.is_.kind == "other" or state.speech.text == "宣布")
        own = (
            state.speech is not None
            and not deciding
            and sides.actors == state.speaker
            and verb.start >= state.speech.end
        )
        if made is None or (own and verb.voice == "deed" and made.realis == "planned"):
            return None  # what somebody says he will do is his promise
        if own and verb.voice == "self" and (made.realis == "planned" or self._only_said(state, clause, verb)):
            made = changed(made, kind="plan", realis="planned", rung="would")
        passive = verb.voice == "undergo" or (verb.voice == "act" and sides.passive)
        return made, sides.recipients if passive else sides.actors

    def _only_said(self, state: State, clause: Clause, verb: EventVerb) -> bool:
        """``当庭表示上诉``: what he says is what he means to do."""
        speech = state.speech
        return (
            speech is not None and speech.text == "表示" and speech.end == verb.start and speech.start >= clause.start
        )

    def _drawn(self, clause: Clause, verb: EventVerb, sides: _Sides) -> Act:
        """The act with its parties, its thing and what it is about."""
        thing = verb.thing.key if verb.thing is not None else None
        topics = find_topics(self.plain, clause.start, clause.end, self.parties.names())
        if thing is not None and thing in load_table("pivot", "topics") and thing not in topics:
            topics = (*topics, thing)
        end = clause.end
        while end > verb.end and self.plain[end - 1] in "”。，；！」":
            end -= 1
        return Act(
            kind=verb.act_kind, rung="done", event=self._finer(verb, sides), thing=thing, topics=topics,
            actors=tuple(self._quote(i) for i in sides.actors), recipients=tuple(self._quote(i) for i in sides.recipients),
            matter=Quote.cut(self.text, verb.start, end), start=clause.start, end=clause.end,
        )  # fmt: skip

    def _toned(self, state: State, clause: Clause, verb: EventVerb, act: Act, sides: _Sides) -> Act | None:
        """The act with its polarity, time and the rest; what somebody is suspected of is no doubt about the event."""
        front = sides.front if sides.front is not None else verb.start
        if sides.relative:
            if is_negated(self.bare, clause.start, front) or is_planned(self.bare, clause.start, front, person=True):
                return None
            near = [d for d in self.dates if clause.start <= d.start and d.end <= front and d.earliest]
            near = [d for d in near if is_adverbial(self.plain, d.end, front, self.dates)]
            return changed(act, time=near[-1] if near else None, said_by=self._said_by(state, act))
        toned = replace(verb, start=front, is_=replace(verb.is_, frame="post"))
        made = self._colour(state, clause, toned, act, clause.start)
        if made is not None and is_negated(self.bare, front, verb.start):
            made = changed(made, polarity="negative")  # ``对甲不起诉``
        if made is not None and made.time is None and clause.start > state.start and state.speech is None:
            made = changed(made, time=self._earlier_day(state, clause))
        if made is not None and made.realis == "planned" and _CLEFT.match(self.plain, verb.end, clause.end + 1):
            made = changed(made, realis="actual", rung="done")
        if made is None or made.hedge is None:
            return made
        return changed(made, hedge=None) if made.hedge.text in _SUSPECTED else made

    def _said_by(self, state: State, act: Act) -> Quote | None:
        raise NotImplementedError

    def _earlier_day(self, state: State, clause: Clause) -> DateValue | None:
        """The one day that the clauses before name, where none of them told anything of its own."""
        days = [d for d in self.dates if state.start <= d.start and d.end <= clause.start and d.earliest]
        told = any(a.time is not None and a.event is None for a in state.acts)
        return days[0] if len(days) == 1 and not told else None

    def _not_told(self, state: State, clause: Clause, verb: EventVerb, before: Verb | None) -> bool:
        """Whether the word is a noun, or what it tells is only wanted, asked, planned by others or open."""
        as_event = replace(verb, is_=replace(verb.is_, frame="event"))
        cleft = _CLEFT.match(self.plain, verb.end, clause.end + 1)
        if is_noun(self.plain, verb, clause.end) and cleft is None and self._relative_to(clause, verb) is None:
            return True
        named = before is not None and before.frame == "speech" and before.end == verb.start
        if named and before is not None and before.text not in _OWN_SAYING:
            return True  # ``谈到辞职``
        if self.plain[verb.start - 1 : verb.start] in ("的", "、", "》") or self._left_open(clause, as_event):
            return True
        if _BY_TERMS.match(self.bare, state.start) and not re.search(r"已|了", self.bare[clause.start : verb.end + 1]):
            return True  # ``根据备忘录，双方设立热线``
        lead = re.sub(r"(?:因|由于|涉嫌)[^，。；]*$", "", self.bare[clause.start : verb.start])
        if undone().search(lead[-10:]) or self._is_matter(clause, as_event):
            return True
        near = before is not None and not re.search(r"[时后]|之际|期间|以来", self.plain[before.end : verb.start])
        if near and before is not None and before.frame != "speech" and before.is_.rung in _AIMS:
            return not self._is_its_plan(verb, before)
        if near and before is not None and before.frame in ("modal", "concur", "agree", "joint"):
            return True  # ``甲批评警方逮捕乙``
        idea = verb.voice != "deed" and _ITS_NOUN.search(self.plain, verb.end, clause.end) is not None
        if idea or (state.denied and state.speech is not None):
            return True
        named = any(clause.start <= p.start and p.end <= verb.start and not p.before for p in clause.phrases)
        return state.aimed and not named and re.search(r"已|随后|之后|当天|此前", lead) is None

    @staticmethod
    def _is_its_plan(verb: EventVerb, before: Verb | None) -> bool:
        """Whether the verb before only says that the event is to come (``计划起诉``, ``表示将上诉``)."""
        if before is None:
            return False
        return before.is_.kind == "plan" or (verb.voice == "self" and before.text in _OWN_WORDS)

    def _finer(self, verb: EventVerb, sides: _Sides) -> str:
        """``起诉`` by anybody but the state is to sue."""
        if verb.event != "charge" or not sides.actors or verb.text not in ("起诉", "正式起诉"):
            return verb.event
        value = self.mentions[sides.actors[0]].value or ""
        return "charge" if value in _MEN_OF_LAW or re.search(r"检|警|公诉|司法|廉政|调查|监察", value) else "sue"

    def _may_have(self, verb: EventVerb, sides: _Sides) -> bool:
        """Whether the parties can be those of such an event."""
        if any(self.parties.same_party(a, b) for a in sides.actors for b in sides.recipients):
            return False
        if verb.voice == "deed" and any(self.mentions[i].value == "both_sides" for i in sides.actors):
            return False
        patients = (
            sides.recipients if verb.voice in ("act", "undergo") else sides.actors if verb.voice == "self" else ()
        )
        for index in patients:
            kind, value = self.mentions[index].kind, self.mentions[index].value
            if kind == "organization" and verb.voice != "self" and verb.event not in _BODIES_TOO:
                return False
            if kind == "place" and verb.event not in _COUNTRIES_TOO:
                return False
            if value in ("both_sides", "reporter") or (verb.voice == "self" and self._speaks_for_others(index)):
                return False
        return True

    def _speaks_for_others(self, index: int) -> bool:
        """Whether somebody is a lawyer or a spokesman: what is to come is not his."""
        chain = self.mentions[index].chain
        held = [self.mentions[r.position] for r in self.cast.roles if self.mentions[r.person].chain == chain]
        return any(m.value in _FOR_OTHERS or m.text.endswith("律师") for m in (*held, self.mentions[index]))

    # -- who and whom

    def _sides(self, state: State, clause: Clause, verb: EventVerb, zone: int) -> _Sides | None:
        if verb.voice == "deed":
            return self._of_deed(state, clause, verb, zone)
        if verb.voice == "self":
            doers = self._doers(state, clause, verb, zone)
            return _Sides(doers) if doers else None
        agent = self._agent(clause, verb)
        mark = self._mark(clause, verb.start if agent is None else agent.start, near=agent is None)
        begin = mark.start() if mark is not None else verb.start
        if (named := self._relative_to(clause, verb)) is not None and (mark is not None or verb.voice == "undergo"):
            doer = (agent.head,) if agent is not None and self._acts(agent.head) else ()
            return _Sides(doer, (named,), relative=True, front=begin)
        if verb.voice == "undergo" or mark is not None:
            return self._passive(state, clause, verb, agent, (zone, begin))
        return self._active(state, clause, verb, zone)

    def _of_deed(self, state: State, clause: Clause, verb: EventVerb, zone: int) -> _Sides | None:
        if verb.thing is not None and verb.thing.by is not None:
            first, last = verb.thing.by
            inside = [p for p in clause.phrases if first <= p.start and p.end <= last]
            if not inside or not is_adverbial(self.plain, inside[-1].end, verb.start, self.dates):
                return None
            return _Sides((inside[-1].head,), front=verb.thing.front)
        front = verb.thing.front if verb.thing is not None and verb.thing.front is not None else verb.start
        doers = self._doers(state, clause, replace(verb, start=front), zone)
        if verb.thing is not None and "的" in self.plain[verb.end : verb.thing.start]:
            named = [p.end for p in clause.phrases if p.head in doers and clause.start <= p.start < front]
            begin = max(
                named,
                default=max(
                    (v.end for v in clause.verbs if v.frame == "speech" and v.end <= front), default=clause.start
                ),
            )
            if not is_adverbial(self.plain, begin, front, self.dates):
                return None  # ``支持提高退休年龄的法案``
        return _Sides(doers, front=front) if doers else None

    def _doers(self, state: State, clause: Clause, verb: EventVerb, zone: int) -> tuple[int, ...]:
        """The subject, where it is somebody who acts."""
        head = verb if verb.voice == "deed" else replace(verb, is_=_HAPPENS)
        subject, known = self._who(state, clause, head, zone)
        subject = self._newest(state, clause, subject, verb.start)
        return subject if known and all(self._acts(i) for i in subject) else ()

    def _who(self, state: State, clause: Clause, head: Verb, zone: int) -> tuple[tuple[int, ...], bool]:
        """The subject of the clause, before its first verb behind words of saying: not the object of that verb
        (``甲会见乙后辞职``)."""
        earlier = [v for v in clause.verbs if v.end <= head.start]
        said = max((v.end for v in earlier if v.frame == "speech"), default=clause.start)
        related = [
            p.start for p in clause.phrases if p.end <= head.start and self.plain[p.start - 1] == "的" and not p.before
        ]
        first = next((v for v in earlier if v.start >= max([said, *related])), None)
        if first is not None:
            head, zone = replace(head, start=first.start), min(zone, said)
        subject, known = self._subject(state, clause, head, zone, same_subject=False)
        if not subject and state.opener and state.speech is None:
            carried = is_adverbial(self.plain, zone, head.start, self.dates)
            return (state.opener, True) if carried else (subject, known)
        return subject, known

    def _newest(self, state: State, clause: Clause, subject: tuple[int, ...], place: int) -> tuple[int, ...]:
        """The subject, where the clause names it; one that is carried gives way to whom the clause before was about."""
        named = any(p.head in subject and clause.start <= p.start < place for p in clause.phrases)
        return subject if named or not state.opener or not subject else state.opener

    def _acts(self, index: int) -> bool:
        mention = self.mentions[index]
        country = mention.kind == "place" and len(mention.value or "") == 2 and (mention.value or "").isupper()
        return mention.kind in _NAMED or country

    def _relative_to(self, clause: Clause, verb: EventVerb) -> int | None:
        """``去年被捕的前市长甲``: he stands behind."""
        if verb.voice == "self" or verb.voice == "deed":
            return None
        found = re.compile(r"[^，。；：的]{0,14}的(?:[^，。；：的■在对与和]{0,4})").match(
            self.bare, verb.end, clause.end
        )
        if found is None:
            return None
        for phrase in clause.phrases:
            near = found.end() - 4 <= phrase.start <= found.end() and "的" in self.plain[verb.end : phrase.start]
            if near and phrase.kind == "person" and not kin().match(self.plain, phrase.end):
                return phrase.head
        return None

    def _agent(self, clause: Clause, verb: EventVerb) -> Phrase | None:
        """Who stands behind 被 or 遭 before the verb."""
        for phrase in reversed(clause.phrases):
            if phrase.end > verb.start:
                continue
            marked = self._mark(clause, phrase.start, near=True)
            if marked is not None and is_adverbial(self.plain, phrase.end, verb.start, self.dates):
                return phrase
        return None

    def _mark(self, clause: Clause, place: int, *, near: bool) -> re.Match[str] | None:
        """被, 遭 or 获 right before ``place``, or before somebody whom nothing here reads (``被当地安全部队逮捕``)."""
        found = _PASSIVE.search(self.plain, clause.start, place)
        return found if found is not None or not near else _BARE_PASSIVE.search(self.plain, clause.start, place)

    def _passive(
        self, state: State, clause: Clause, verb: EventVerb, agent: Phrase | None, span: tuple[int, int]
    ) -> _Sides | None:
        zone, begin = span
        if verb.event in ("dismiss", "suspend_from_duty") and (owner := self._owner_of_post(clause, begin)) is not None:
            return _Sides((), (owner,), front=begin)
        actors = (agent.head,) if agent is not None and self._acts(agent.head) else ()
        front = Verb(begin, verb.end, verb.text, _HAPPENS)
        if _GROUP_BEFORE.search(self._head_before(clause.start, begin)):
            return _Sides(actors, counted=True, front=begin)
        subject, known = self._who(state, clause, front, zone)
        subject = self._newest(state, clause, subject, begin)
        explicit = any(p.head in subject and clause.start <= p.start < begin for p in clause.phrases)
        if not known or not subject or (not explicit and self._is_lawman(subject)):
            return None
        if not explicit and subject == state.speaker:
            return None
        return _Sides(actors, subject, front=begin, passive=True)

    def _is_lawman(self, subject: tuple[int, ...]) -> bool:
        return any(self.mentions[i].value in _LEGAL for i in subject)

    def _head_before(self, start: int, end: int) -> str:
        """The words of a stretch without the dates, adverbs and reasons at their end."""
        for date in reversed(self.dates):
            if start <= date.start and date.end <= end and is_adverbial(self.plain, date.end, end, self.dates):
                end = date.start
        return re.sub(rf"(?:{alternatives('adverbs')}|因[^，。；]*|涉嫌[^，。；]*)+$", "", self.plain[start:end])

    def _owner_of_post(self, clause: Clause, begin: int) -> int | None:
        """``甲的职务被停止``."""
        for phrase in clause.phrases:
            found = _HIS_POST.match(self.plain, phrase.end, begin)
            if found is not None and phrase.kind == "person" and begin - found.end() < 9:
                return phrase.head
        return None

    def _list_of_penalties(self, state: State, clause: Clause) -> None:
        """``判处甲有期徒刑5年，乙有期徒刑3年，丙无罪``: what each in the list is given."""
        last = state.acts[-1] if state.acts else None
        first = clause.phrases[0] if clause.phrases else None
        if last is None or first is None or last.event not in ("sentence", "acquit") or last.polarity == "negative":
            return
        open_ = first.start - clause.start < 8 and first.kind == "person" and len(clause.phrases) == 1
        given = _GIVEN.fullmatch(self.plain, first.end, clause.end)
        if not open_ or given is None or clause.start - last.end > 1:
            return
        event = "acquit" if given["free"] else "sentence"
        topics = find_topics(self.plain, clause.start, clause.end, self.parties.names())
        matter = Quote.cut(self.text, *given.span(0)) if given.end() - given.start() > 1 else None
        state.acts.append(
            changed(
                last, event=event, recipients=(self._quote(first.head),), start=clause.start, end=clause.end, topics=topics,
                matter=matter,
            )
        )  # fmt: skip

    def _active(self, state: State, clause: Clause, verb: EventVerb, zone: int) -> _Sides | None:
        """``A逮捕B``, ``A将B逮捕``, ``A对B实施制裁``."""
        fronted = self._fronted(clause, verb)
        if fronted is None:
            behind = self._behind(clause, verb)
            if behind is None:
                return self._after_verdict(state, clause, verb)
            patients, counted, front = *behind, verb.start
        else:
            patients, counted, front = fronted
        head = Verb(front, verb.end, verb.text, _HAPPENS)
        subject, known = self._who(state, clause, head, zone)
        subject = tuple(i for i in subject if self._acts(i)) if known else ()
        return _Sides(subject, patients, counted=counted, front=front)

    def _after_verdict(self, state: State, clause: Clause, verb: EventVerb) -> _Sides | None:
        """``裁定甲受贿罪名成立，判处其有期徒刑8年``: the penalty is his of whom the clause before tells the verdict."""
        last = state.acts[-1] if state.acts else None
        if verb.event not in _AFTER_VERDICT or last is None or last.event not in _VERDICTS or not last.recipients:
            return None
        if last.polarity == "negative" or re.search(
            r"[^，。；]*[^并且，。；其他她■]", self.bare[clause.start : verb.start]
        ):
            return None
        spans = {(q.start, q.end): n for n, q in enumerate((*last.actors, *last.recipients))}
        found = {spans[m.start, m.end]: i for i, m in enumerate(self.mentions) if (m.start, m.end) in spans}
        sides = [found[n] for n in sorted(found)]
        return _Sides(tuple(sides[: len(last.actors)]), tuple(sides[len(last.actors) :]))

    def _fronted(self, clause: Clause, verb: EventVerb) -> tuple[tuple[int, ...], bool, int] | None:
        """Those behind 将, 把, 对 or 向 before the verb, whether they are counted only, and where that begins."""
        front = _FRONT.search(self.bare, clause.start, verb.start)
        if front is None:
            return None
        begin, inside = (
            front.start(),
            [p for p in clause.phrases if front.start("np") <= p.start and p.end <= verb.start],
        )
        if any(v.end <= verb.start and v.start >= begin for v in clause.verbs):
            return None
        group = re.compile(rf"(?:[^，。；：]{{1,16}}的)?{_GROUP}[^，。；：的]{{0,12}}").match(
            self.plain, front.start("np"), verb.start
        )
        if group is not None and (not inside or inside[-1].kind != "person"):
            return ((), True, begin) if light().fullmatch(self.plain, group.end(), verb.start) else None
        last = next((n for n, p in enumerate(clause.phrases) if inside and p is inside[-1]), None)
        if (
            last is None
            or kin().match(self.plain, inside[-1].end)
            or (inside[-1].before in ("与", "同") and not inside[-1].joined)
        ):
            return None
        if not light().fullmatch(self.plain, inside[-1].end, verb.start):
            return None
        first = last
        while first > 0 and clause.phrases[first].joined and clause.phrases[first - 1].start > begin:
            first -= 1
        return tuple(p.head for p in clause.phrases[first : last + 1]), False, begin

    def _behind(self, clause: Clause, verb: EventVerb) -> tuple[tuple[int, ...], bool] | None:
        """Those who stand behind the verb as its object; none of them where they are counted only."""
        if _GROUP_BEHIND.match(self.plain, verb.end, clause.end):
            first = next((p for p in clause.phrases if p.start >= verb.end), None)
            own = first is not None and re.fullmatch(r"了?一?[名位]", self.plain[verb.end : first.start])
            if not own:
                return (), True
        for index, phrase in enumerate(clause.phrases):
            if phrase.start < verb.end or phrase.joined:
                continue
            gap = self.plain[verb.end : phrase.start]
            led = bool(gap) and phrase.before not in ("", "包括")
            if led or _OPEN.fullmatch(gap) is None:
                if "的" in self.plain[phrase.end : phrase.end + 14] and not re.search("[，。；：]", gap):
                    continue  # ``逮捕了涉嫌杀害甲的乙``
                return None
            members = joined_after(clause.phrases, index)
            last = clause.phrases[members[-1]].end
            own = verb.event in ("dismiss", "suspend_from_duty") and posts().match(self.plain, last, clause.end)
            if not own and kin().match(self.plain, last, clause.end):
                continue
            if phrase.kind != "person" and not own and not boundary().match(self.plain, last, clause.end):
                return None
            return tuple(clause.phrases[m].head for m in members), False
        return None
