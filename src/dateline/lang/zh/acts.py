"""Acts: what the clauses of a sentence tell, by word order, prepositions and the verbs of the ladder."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dateline.lang.zh.clauses import Clause, State
from dateline.lang.zh.encounters import Encounters
from dateline.lang.zh.events import EventVerb, find_events
from dateline.lang.zh.frames import build_act
from dateline.lang.zh.happenings import EventReader
from dateline.lang.zh.phrases import find_phrases, is_adverbial, joined_after
from dateline.lang.zh.predicates import (
    Verb,
    as_talks,
    find_verbs,
    is_negated,
    is_planned,
    is_possible,
)
from dateline.lang.zh.reserve import EVENTS, HARMING
from dateline.lang.zh.schedules import find_schedules
from dateline.lang.zh.sentences import split_clauses
from dateline.lang.zh.speeches import as_own_step, changed
from dateline.model import Act, DateValue, Quote

_CONDITION = re.compile(r"(?:如果|如(?=有|需|能|获|条件|情况)|若是|若(?!干)|假如|倘若|一旦|只要|除非|假设|万一|只有在)")
_LAST_TIME = re.compile(r"上一?次|前一次|最近一次|此前曾|曾于|曾在")
_CHOSEN = re.compile(r"了?[^，。；]{2,28}?(?:为|担任|出任)[^，。；]{2,}")
_PUT_OFF = re.compile(r"取消|未能成行|作罢|推迟|延期|延后|改期|改至|改到|顺延")
_UNDONE = re.compile(r"(?:没有|未能?|没能)(?:如期|按期|按时|最终)?(?:签署|签订|签|举行|成行|进行|召开|实现|达成|发表)")
_BEFORE_IT = re.compile(r"(?:之前|以前|前(?![往来]))")
_CALLED_OFF = frozenset({"取消", "推迟", "延期", "暂停", "停止"})
_TELLING = frozenset({"转达", "通报", "说明", "解释", "阐述", "提出", "介绍"})
_AIMING = frozenset({"asked", "would", "undertook"})
_COMING = re.compile(
    r"(?:正在|应邀|前)*[来访赴抵](?:■|[\u4e00-\u9fff]{1,2})(?:进行|作|展开)?(?:为期[^，。；的■]{1,4}的?)?(?:国事|正式|工作|友好|私人)*"
    r"(?:访问|(?:出席|参加)[^，。；的■]{2,14})的(?=■)"
)
_STILL_TO_SAY = re.compile(r"(?:将(?!军|来)|拟|计划|预计|可望|有望)(?!.*(?:承诺|保证))[^，。；]*$")
_OF_PEOPLE = frozenset({"meet", "talks", "visit", "sign", "joint", "agree", "appoint", "post"})


class ActReader(EventReader):
    """Reads the acts of one text, sentence by sentence; remembers the parties of the last meeting for ``双方``."""

    def read_sentence(self, number: int, start: int, end: int, today: str | None = None) -> list[Act]:
        """The acts of the sentence whose mentions are row ``number`` of the cast. A question tells none."""
        if re.search(r"[？?][”」』）)\"]?$", self.plain[start:end]):
            return []
        row = self.cast.rows[number]
        if (said := self._words_of(start, end, row)) is not None:
            return said
        if (denied := self._disproved(start, end)) is not None:
            return [denied]
        state = State(start, end, today=today)
        encounters = Encounters(self.parties, self.bare, self.dates).read(start, end)
        if re.match(r"(?:“[^”]*”)?(?:[他她]?(?:还|并|同时|接着))", self.plain[start:end]):
            state.subject = self.last_subject
        state.clauses = split_clauses(self.plain, start, end)
        for first, last in state.clauses:
            self._read_clause(state, first, last, row)
        self._close(state)
        if state.subject:
            self.last_subject = state.subject
        fresh = [e for e in encounters if not any(self._tells(a, e) for a in state.acts)]
        fresh += self._schedules(state)
        return sorted([*state.acts, *fresh], key=lambda a: a.start) if fresh else state.acts

    def _schedules(self, state: State) -> list[Act]:
        """What is to happen on a day without a doer, where no act of the clause is told as planned; on the speaker's word."""
        planned = [a for a in state.acts if a.realis == "planned" or a.kind in ("plan", "pledge")]
        said_by = self.told[-1].speaker if self.told and self.told[-1].start == state.start else None
        found = find_schedules(self.text, self.plain, self.bare, self.mentions, self.dates, state.clauses)
        return [
            changed(a, said_by=said_by)
            for a in found
            if not any(p.start < a.end and (p.matter.end if p.matter else p.end) > a.start for p in planned)
        ]

    def _tells(self, told: Act, act: Act) -> bool:
        """Whether an act of the same kind already has these parties."""
        mine = {self._chain_at(q) for q in (*act.actors, *act.recipients)}
        return told.kind == act.kind and mine <= {self._chain_at(q) for q in (*told.actors, *told.recipients)}

    def _read_clause(self, state: State, start: int, end: int, row: Sequence[int]) -> None:
        while start < end and self.plain[start] in '“”「」『』"‘’ ':
            start += 1
        names = [(self.mentions[i].start, self.mentions[i].end) for i in row]
        coming = [m.span() for m in _COMING.finditer(self.bare, start, end)]
        verbs = [v for v in find_verbs(self.plain, start, end, names) if not any(a <= v.start < b for a, b in coming)]
        phrases = find_phrases(self.plain, start, end, self.mentions, row)
        clause = Clause(start, end, verbs, phrases)
        self._end_denial(state, clause)
        self._note_hedge(state, clause)
        if _CONDITION.match(self.plain, start, end) or re.search(r"的话$", self.plain[start:end]):
            state.condition = Quote.cut(self.text, start, end)
            return
        if self._attribution(state, clause):
            return
        if re.search(r"应[^，。；]+(?:邀请|之邀|邀)$", self.plain[start:end]):
            invited = next((i for i, p in enumerate(phrases) if p.before == "应"), None)
            listed = [i for i, p in enumerate(phrases) if p.kind == "person"] if self.plain[start] == "应" else []
            hosts = listed if invited is None else joined_after(phrases, invited)
            state.hosts = tuple(
                self._quote(phrases[m].head) for m in hosts if phrases[m].kind in ("person", "position", "organization")
            )
        told = len(state.acts)
        zone: int = start
        before: Verb | None = None
        for verb in self._with_events(verbs, (start, end), names):
            if isinstance(verb, EventVerb) and self._told_event(state, clause, verb, (zone, before)):
                zone, before = (verb.end, verb) if verb.instead else (zone, before)
                continue
            for plain in verb.instead if isinstance(verb, EventVerb) else (verb,):
                following = next((v for v in verbs if v.start > plain.start), None)
                zone, before = self._read_verb(state, clause, plain, (zone, before, following))
        if not verbs:
            self._note_setting(state, clause)
        first = phrases[0] if phrases else None
        if len(state.acts) == told and state.speech is not None and start >= state.speech.end:
            self._note_content_subject(state, clause)
        if len(state.acts) == told:
            self._list_of_penalties(state, clause)
        self._note_opener(state, clause, told=len(state.acts) > told)
        silent = len(state.acts) == told and state.speech is None and not state.subject
        owner = first is not None and self.plain.startswith("的", first.end)  # ``甲的律师``
        if silent and first is not None and first.kind == "person" and not first.before and not owner:
            state.subject = (first.head,) if self._opens(clause, first, None, start) else ()

    def _with_events(
        self, verbs: Sequence[Verb], span: tuple[int, int], names: Sequence[tuple[int, int]]
    ) -> list[Verb]:
        """The verbs of a clause in order, with words of events in the place of those that they overlap."""
        events = find_events(self.plain, self.bare, span, names, verbs)
        plain = [v for v in verbs if not any(v in e.instead for e in events)]
        return sorted([*plain, *events], key=lambda v: v.start)

    def _told_event(self, state: State, clause: Clause, verb: EventVerb, around: tuple[int, Verb | None]) -> bool:
        """Write down an event, where it is one; the plan of which it is the matter (``计划起诉甲``) is told with it."""
        told = self._event(state, clause, verb, around)
        if told is None:
            return False
        if self._is_its_plan(verb, around[1]) and state.acts and state.acts[-1].kind in ("plan", "pledge"):
            state.acts.pop()
        self._keep(state, verb, *told)
        return True

    def _opens_clause(self, clause: Clause) -> bool:
        """Whether a party stands at the head of the clause."""
        first = clause.phrases[0] if clause.phrases else None
        return first is not None and not first.before and self._opens(clause, first, None, clause.start)

    def _note_content_subject(self, state: State, clause: Clause) -> None:
        """Who a clause of what is said is about, also where none of its verbs was read."""
        first = clause.phrases[0] if clause.phrases else None
        if (
            first is None
            or first.before
            or first.kind == "number"
            or (clause.verbs and clause.verbs[0].end <= first.start)
        ):
            return
        goes_on = is_adverbial(self.plain, first.end, min(first.end + 1, clause.end), self.dates)
        if (first.kind == "person" or goes_on) and self._opens(clause, first, None, clause.start):
            state.content_subject, state.lost = (first.head,), False

    def _read_verb(
        self, state: State, clause: Clause, verb: Verb, around: tuple[int, Verb | None, Verb | None]
    ) -> tuple[int, Verb | None]:
        """One verb: find its subject, build its act. Gives where the next verb's subject may start, and this verb."""
        zone, before, following = around
        skipped = zone, before
        if self._is_no_verb(clause, verb, following) or self._left_open(clause, verb):
            return skipped
        if before is not None and before.is_.rung in ("would", "undertook") and verb.text in _TELLING:
            return skipped
        if (
            before is not None
            and before.is_.rung in _AIMING | {"agreed"}
            and before.frame != "speech"
            and verb.frame in EVENTS | {"joint"} | ({"modal"} if before.is_.rung != "would" else set())
        ) and not (before.is_.kind == "plan" and verb.frame in ("meet", "talks", "visit", "sign", "appoint")):
            return skipped
        if (
            before is not None
            and before.frame in ("modal", "concur")
            and before.is_.kind == "statement"
            and verb.frame in EVENTS
        ):
            return skipped
        if before is not None and before.frame == verb.frame == "meet" and self.plain[before.end : verb.start] == "、":
            return skipped
        if (
            before is not None
            and {before.frame, verb.frame} == {"meet", "talks"}
            and self.plain[before.end : verb.start] == "、"
        ):
            return skipped
        witnessed = before is not None and before.text == "见证"
        same_subject = before is not None and before.frame != "speech" and not witnessed
        subject, known = self._subject(state, clause, verb, zone, same_subject=same_subject)
        explicit = known and subject not in ((), state.speaker, state.content_subject, state.subject)
        unsigned = not subject and verb.frame == "sign" and is_negated(self.bare, clause.start, verb.start)
        unsigned = unsigned and re.search(r"我|他们|她们", self.bare[clause.start : verb.start]) is None
        if witnessed and subject in ((), state.subject):
            return skipped
        if explicit:
            state.lost = False
        if not known and not subject and verb.frame in _OF_PEOPLE and not self._opens_clause(clause):
            state.lost = True
        chosen = verb.frame == "appoint" and _CHOSEN.match(self.plain, verb.end, clause.end) is not None
        if (
            not known
            and not unsigned
            and not chosen
            and (verb.frame != "event" or state.speech is not None or state.aimed)
        ):
            return skipped
        if verb.frame == "event" and (before is not None or (state.speech is not None and not explicit)):
            return skipped
        goes_on = re.match(r"但|并|还|也|同时|不过|而", self.plain[clause.start : verb.start]) is not None
        planning = before is not None and before.is_.kind == "plan"
        if before is not None and before.frame == "event" and (verb.frame == "visit" or before.text in _CALLED_OFF):
            return skipped
        if (
            state.aimed
            and not explicit
            and not planning
            and (verb.frame in EVENTS or (verb.frame == "joint" and not goes_on))
            and not (verb.frame == "sign" and (verb.text.endswith("了") or self.plain.startswith("了", verb.end)))
            and not re.search(r"已|随后|之后|当天|此前", self.plain[clause.start : verb.start])
        ):
            return skipped
        if verb.frame == "speech":
            return self._speech(state, clause, verb, subject, zone)
        act = self._called_off(state, clause, verb, subject) or self._act(state, clause, verb, subject, around)
        act = self._for_his_country(state, verb, act)
        if act is None:
            partner = re.search(r"[与同跟和]", self.bare[clause.start : verb.start]) is not None
            state.lost = state.lost or (partner and verb.frame in ("talks", "joint"))
            return skipped
        if planning and state.acts and state.acts[-1].kind == "plan":
            state.acts.pop()
        self._keep(state, verb, act, subject)
        return verb.end, verb

    def _act(
        self,
        state: State,
        clause: Clause,
        verb: Verb,
        subject: tuple[int, ...],
        around: tuple[int, Verb | None, Verb | None],
    ) -> Act | None:
        zone, before, following = around
        matter = self._matter(state, clause, verb, following)
        partners = self._partners(clause, verb, zone)
        objects = self._objects(clause, verb, following)
        if verb.frame == "visit" and self._relative_visitor(clause, verb) is not None:
            subject = (self._relative_visitor(clause, verb) or 0,)
        words = self.plain[clause.start : clause.end]
        if verb.frame == "event" and len({*subject, *partners}) > 1:
            verb = as_talks(self.plain, verb)
        if verb.frame == "event" and not subject and clause.verbs[0] is not verb:
            return None
        if not subject and verb.text in HARMING and self._is_toll(state, clause):
            state.acts[-1] = changed(state.acts[-1], end=clause.end)
            return None
        if verb.frame == "event" and not subject and re.match(r"包括|其中|以|为|并|而|从而|进而|导致|使", words):
            return None
        act = build_act(
            self.parties, verb, subject, partners=partners, objects=objects, phrases=clause.phrases, matter=matter,
            span=(clause.start, clause.end),
        )  # fmt: skip
        if act is None:
            return None
        if act.kind == "visit" and state.hosts and not act.recipients:
            act = changed(act, time=act.time, recipients=state.hosts)
        return self._colour(state, clause, verb, act, zone if before is not None else clause.start)

    def _colour(self, state: State, clause: Clause, verb: Verb, act: Act, zone: int) -> Act | None:
        """Polarity, realis, time, place, hedge, condition and who says so."""
        negative = is_negated(self.bare, zone, verb.start) != (state.denied and state.speech is not None)
        meant = re.search(
            r"(?:原定|原计划|原拟|此前预计|原本预计|原先预计)([^，。；]*)$", self.plain[clause.start : verb.start]
        )
        if meant is not None and re.search(r"的[^，。；]*(?:将|定于|改[于为])", meant[1]):
            meant = None  # ``原定5月举行的会议将于11月举行``
        undone = meant is not None and (
            (negative and "的" in meant[1]) or _UNDONE.search(self.plain, verb.end, state.end) is not None
        )  # ``原定签署的协议没有签署``
        if meant is not None:
            negative = (
                undone or verb.text in _CALLED_OFF or _PUT_OFF.search(self.plain, verb.end, state.end) is not None
            )
        if act.kind == "pledge" and verb.frame == "modal" and not self._pledges(clause, verb):
            return None
        ahead = is_planned(self.bare, clause.start, verb.start, person=verb.frame in _OF_PEOPLE)
        if (
            act.kind == "pledge"
            and verb.frame != "speech"
            and _STILL_TO_SAY.search(self.bare[clause.start : verb.start])
        ):
            return None
        if negative and act.kind == "pledge" and verb.frame == "agree":
            act = changed(act, kind="statement", rung="raised", bound=())
        planned = ahead and not self._only_words(act)
        time = self._time_of(state, clause, verb, act)
        later = bool(state.today and time and time.earliest and time.earliest[:10] > state.today)
        later = later and not self._only_words(act) and verb.frame not in ("agree", "joint")
        later = later and verb.text not in _CALLED_OFF
        planned = planned or self._still_ahead(state, clause, verb, act) or later
        if undone or re.match(r"(?:了|过)", self.plain[verb.end : verb.end + 1]):
            planned = False
        if _LAST_TIME.search(self.plain, clause.start, verb.start) and not ahead:
            planned, time = False, None if later else time
        possible = is_possible(self.bare, clause.start, verb.start)
        if verb.frame in EVENTS and _BEFORE_IT.match(
            self.plain,
            max([verb.end, *(p.end for p in clause.phrases if p.start >= verb.end and p.start - verb.end < 12)]),
        ):
            return None
        realis = "conditional" if state.condition else "possible" if possible else "planned" if planned else "actual"
        rung = (
            "would"
            if (
                realis != "actual"
                and act.kind in ("meeting", "visit", "call", "signing", "agreement", "appointment", "other")
            )
            or (realis != "actual" and act.rung == "exchanged")
            else act.rung
        )
        speaker = self._said_by(state, act)
        place = act.place or self._place(state, clause, verb)
        condition = state.condition or self._condition_inside(act)
        if condition is not None and state.condition is None:
            realis = "conditional"
        act = changed(
            act, time=time, hedge=state.hedge if state.hedge and (state.hedge.end <= verb.end or state.hedge.start < clause.start) else None,  # noqa: E501
            condition=condition, polarity="negative" if negative else "positive", realis=realis, rung=rung,
            said_by=speaker, place=place,
        )  # fmt: skip
        return as_own_step(act, self.plain) if act.realis == "actual" else act

    def _time_of(self, state: State, clause: Clause, verb: Verb, act: Act) -> DateValue | None:
        """When it was done; a day inside what is agreed or wished (``商定年内开通热线``) is the matter's own."""
        end = clause.end if act.kind == "plan" or verb.frame != "modal" else verb.end
        if (due := self._due(state, act)) is not None:
            return due
        if act.kind not in ("agreement", "pledge") or act.matter is None:
            return self._time(state, clause.start, end)
        if clause.start <= act.matter.start < verb.start:
            return self._time(state, clause.start, act.matter.start) or self._time(state, act.matter.end, end)
        return self._time(state, clause.start, min(end, verb.end))

    @staticmethod
    def _only_words(act: Act) -> bool:
        """Saying and promising are done when told; what they promise is not."""
        return act.kind == "pledge" or (act.kind == "statement" and act.rung != "exchanged")

    def _still_ahead(self, state: State, clause: Clause, verb: Verb, act: Act) -> bool:
        """A clause that goes on with the subject of a planned one is planned too: ``将访问奈良，与某某会谈``."""
        if not state.ahead or self._only_words(act) or verb.text in _CALLED_OFF:
            return False
        own = any(p.end <= verb.start and not p.before and p.start >= clause.start for p in clause.phrases)
        return not own and not re.search(r"已|曾|刚", self.plain[clause.start : verb.start])

    def _said_by(self, state: State, act: Act) -> Quote | None:
        if not state.speaker or not (state.speech is not None or state.covered):
            return None
        speaker = self.mentions[state.speaker[0]]
        if any(self._chain_at(a) == speaker.chain for a in act.actors) and (
            len(act.actors) < 2 or len(state.speaker) > 1
        ):
            return self._vouched(state, act)
        return Quote.cut(self.text, speaker.start, speaker.end)

    def _keep(self, state: State, verb: Verb, act: Act, subject: tuple[int, ...]) -> None:
        state.lost = state.lost and verb.frame not in _OF_PEOPLE
        if not self._told_again(act):
            state.acts.append(act)
        state.ahead = act.realis == "planned"
        state.aimed = (
            verb.is_.rung in ("asked", "would", "undertook", "agreed", "saw_alike")
            and act.kind in ("statement", "pledge", "plan", "agreement")
        ) or (state.aimed and verb.frame == "modal")
        together = act.kind in ("meeting", "call", "signing", "agreement") or act.rung == "exchanged"
        reported = state.speech is not None and act.said_by is not None and self.parties.last
        if (together and not reported) or (verb.text in ("出席", "主持") and len(act.actors) == 2):
            self.parties.note(act)
        if state.speech is not None:
            if subject != state.speaker:
                state.content_subject = subject
            if not state.covered:
                start = state.speech.end
                state.covered = (act.said_by is not None and verb.frame != "event") or (
                    is_adverbial(self.plain, start, verb.start, self.dates)
                    and not self.plain[start : verb.start].count("，", 1)
                )
        elif subject and (act.actors or verb.frame != "event"):
            state.subject = self._joint_subject(act) or subject

    def _told_again(self, act: Act) -> bool:
        """``两人通话约20分钟`` behind the call itself: what both did is told already, and no day of its own makes it another."""
        if act.kind not in ("call", "meeting") or (act.realis, act.polarity) != ("actual", "positive"):
            return False
        key = (act.kind, frozenset(self._chain_at(q) for q in (*act.actors, *act.recipients)))
        again = not act.recipients and act.time is None and act.place is None and key in self.met
        self.met.add(key)
        return again

    def _joint_subject(self, act: Act) -> tuple[int, ...]:
        """Who goes on after ``甲与乙共同签署……，并承诺``: both."""
        if act.kind not in ("signing", "agreement") or len(act.actors) < 2:
            return ()
        spans = {(q.start, q.end) for q in act.actors}
        return tuple(i for i, m in enumerate(self.mentions) if (m.start, m.end) in spans)

    def _note_setting(self, state: State, clause: Clause) -> None:
        """A clause without a verb sets the time and the place: ``当地时间8日，在首尔，……``."""
        here = [d for d in self.dates if clause.start <= d.start and d.end <= clause.end and d.earliest]
        if is_planned(self.bare, clause.start, clause.end, person=True):
            state.ahead = True
        if here and not state.acts and is_adverbial(self.plain, clause.start, clause.end, self.dates):
            state.time = here[0]
        heads = joined_after(clause.phrases, 0) if clause.phrases and clause.phrases[0].start == clause.start else []
        if heads and clause.phrases[heads[-1]].end == clause.end and not state.subject and state.speech is None:
            state.subject = tuple(clause.phrases[m].head for m in heads)
