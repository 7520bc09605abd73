"""Acts: what the clauses of a sentence tell, by word order, prepositions and the verbs of the ladder."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dateline.lang.zh.clauses import Clause, State, Told
from dateline.lang.zh.frames import build_act
from dateline.lang.zh.lexicon import find_topics
from dateline.lang.zh.phrases import find_phrases, is_adverbial, joined_after
from dateline.lang.zh.predicates import (
    Verb,
    find_verbs,
    is_negated,
    is_noun,
    is_planned,
    is_possible,
)
from dateline.lang.zh.reserve import EVENTS, HARMING, ReserveReader
from dateline.lang.zh.sentences import split_clauses
from dateline.model import Act, DateValue, Quote
from dateline.model.reading import Displeasure

_CONDITION = re.compile(r"(?:如果|如(?=有|需|能|获|条件|情况)|若是|若(?!干)|假如|倘若|一旦|只要|除非|假设|万一|只有在)")
_BEFORE_IT = re.compile(r"(?:之前|以前|前(?![往来]))")
_CALLED_OFF = frozenset({"取消", "推迟", "延期", "暂停", "停止"})
_TELLING = frozenset({"转达", "通报", "说明", "解释", "阐述", "提出", "介绍"})
_AIMING = frozenset({"asked", "would", "undertook"})
_WILL = re.compile(
    r"[“「，,：: ]*(?:我们|我方|我国|我|本人|政府)?(?:今后|未来|一定|必|也|还|继续|\d{1,2}月\d{0,2}日?|\d{1,2}日|年内|明年|下周|下月)*(?:将(?!军|来(?!访))|会(?!谈|见|晤|议|面|员|场|期|长|后|中|上|商|同|计))(?:会)?(?=[\u4e00-\u9fff\d■])"  # noqa: E501
)
_FEELINGS: dict[str, Displeasure] = {
    "强烈谴责": "strong_condemn", "严厉谴责": "strong_condemn", "谴责": "condemn", "抗议": "protest", "不满": "protest",
    "忧虑": "alarm", "关切": "concern", "担忧": "concern", "遗憾": "regret", "失望": "regret",
}  # fmt: skip
_FEELING = re.compile("|".join(_FEELINGS))
_STILL_TO_SAY = re.compile(r"(?:将(?!军|来)|拟|计划|预计|可望|有望)(?!.*(?:承诺|保证))[^，。；]*$")
_OF_PEOPLE = frozenset({"meet", "talks", "visit", "sign", "joint", "agree", "appoint", "post"})
_WORDS_OF = re.compile(
    r"[“「]([^“”「」]{4,}?)[。！]?[”」][，,]?(?:这|以上)(?:就)?是([^，。；“”「」]{2,30}?)(的话|所说|说的话?)[。！]?"
)
_TELLS = re.compile(r"(?:消息|介绍|报道|称|说|透露|表示|通报|公布|宣布|发布)")


class ActReader(ReserveReader):
    """Reads the acts of one text, sentence by sentence; remembers the parties of the last meeting for ``双方``."""

    def read_sentence(self, number: int, start: int, end: int, today: str | None = None) -> list[Act]:
        """The acts of the sentence whose mentions are row ``number`` of the cast. A question tells none."""
        if re.search(r"[？?][”」』）)\"]?$", self.plain[start:end]):
            return []
        row = self.cast.rows[number]
        if (said := self._words_of(start, end, row)) is not None:
            return said
        state = State(start, end, today=today)
        if re.match(r"(?:“[^”]*”)?(?:[他她]?(?:还|并|同时|此外|另外|接着))", self.plain[start:end]):
            state.subject = self.last_subject
        state.clauses = split_clauses(self.plain, start, end)
        for first, last in state.clauses:
            self._read_clause(state, first, last, row)
        self._close(state)
        if state.subject:
            self.last_subject = state.subject
        return state.acts

    def _words_of(self, start: int, end: int, row: Sequence[int]) -> list[Act] | None:
        """``“……。”这是某某的话。``: words in marks, and after them whose they are."""
        found = _WORDS_OF.fullmatch(self.plain, start, end)
        people = [i for i in row if found is not None and self.mentions[i].start >= found.start(2)]
        people = [i for i in people if self.mentions[i].kind == "person"]
        if found is None or len(people) != 1:
            return None
        speaker = self._quote(people[0])
        content = found.span(1)
        self.told.append(Told(start, end, speaker, Quote.cut(self.text, *found.span(3)), content))
        self.last_subject = (people[0],)
        return [
            Act(
                kind="statement", rung="raised", actors=(speaker,), matter=Quote.cut(self.text, *content),
                topics=find_topics(self.plain, *content, self.parties.names()), start=start, end=end,
            )
        ]  # fmt: skip

    def _read_clause(self, state: State, start: int, end: int, row: Sequence[int]) -> None:
        while start < end and self.plain[start] in '“”「」『』"‘’ ':
            start += 1
        names = [(self.mentions[i].start, self.mentions[i].end) for i in row]
        verbs = list(find_verbs(self.plain, start, end, names))
        phrases = find_phrases(self.plain, start, end, self.mentions, row)
        clause = Clause(start, end, verbs, phrases)
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
        zone, before = start, None
        for index, verb in enumerate(verbs):
            following = verbs[index + 1] if index + 1 < len(verbs) else None
            zone, before = self._read_verb(state, clause, verb, (zone, before, following))
        if not verbs:
            self._note_setting(state, clause)
        first = phrases[0] if phrases else None
        if len(state.acts) == told and state.speech is not None and start >= state.speech.end:
            self._note_content_subject(state, clause)
        silent = len(state.acts) == told and state.speech is None and not state.subject
        if silent and first is not None and first.kind == "person" and not first.before:
            state.subject = (first.head,) if self._opens(clause, first, None, start) else ()

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
        if witnessed and subject in ((), state.subject):
            return skipped
        if explicit:
            state.lost = False
        if not known and not subject and verb.frame in _OF_PEOPLE and not self._opens_clause(clause):
            state.lost = True
        if not known and not unsigned and (verb.frame != "event" or state.speech is not None or state.aimed):
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
        act = self._called_off(clause, verb, subject) or self._act(state, clause, verb, subject, around)
        if act is None:
            partner = re.search(r"[与同跟和]", self.bare[clause.start : verb.start]) is not None
            state.lost = state.lost or (partner and verb.frame in ("talks", "joint"))
            return skipped
        if planning and state.acts and state.acts[-1].kind == "plan":
            state.acts.pop()
        self._keep(state, verb, act, subject)
        return verb.end, verb

    def _speech(
        self, state: State, clause: Clause, verb: Verb, subject: tuple[int, ...], zone: int
    ) -> tuple[int, Verb | None]:
        """A verb of saying opens what is said; its own statement is kept unless its content tells a finer act."""
        if not subject or is_noun(self.plain, verb, clause.end):
            return zone, None
        inner = state.speech is not None and self._quoted(state.speech.end, verb.start)
        if inner:
            return zone, None
        self._close(state)
        state.speaker, state.speech, state.covered, state.aimed = subject, verb, False, False
        state.subject = state.subject or subject
        state.content_subject = ()
        state.denied = verb.text == "否认"
        state.speech_time = self._time(state, clause.start, verb.end)
        speaker = self._quote(subject[0])
        begin = verb.end
        if verb.text == "告诉" and (
            told_to := re.compile(r"[^，。：“「]{1,12}[，：]").match(self.plain, begin, state.end)
        ):
            begin = told_to.end()
        while begin < state.end and self.plain[begin] in "了着过，,：: 、":
            begin += 1
        finish = state.end
        while finish > begin and self.plain[finish - 1] in "。！!；":
            finish -= 1
        content: tuple[int, int] | None = (begin, finish)
        if begin >= finish or not re.search(r"\w", self.plain[begin:finish]):
            content = self._told_before(state, clause)
        elif state.denied and re.match(r"称|说|表示|指出|强调", self.plain[begin:finish]):
            content = self._answered(state, verb)
        if is_negated(self.bare, max(clause.start, verb.start - 8), verb.start):
            content = None  # ``未提及``, ``没有透露``: nobody's words
        self.told.append(Told(state.start, state.end, speaker, Quote.cut(self.text, verb.start, verb.end), content))
        return verb.end, verb

    def _told_before(self, state: State, clause: Clause) -> tuple[int, int] | None:
        """``……，韩国总统府表示。``: what stands before is what is said; its acts get the speaker."""
        finish = clause.start
        while finish > state.start and self.plain[finish - 1] in "，,：: ":
            finish -= 1
        if finish <= state.start:
            return None
        speaker = self._quote(state.speaker[0])
        state.acts[:] = [
            a if a.said_by or (a.actors and a.actors[0] == speaker) else _finish(a, said_by=speaker) for a in state.acts
        ]
        state.covered = bool(state.acts)
        return state.start, finish

    def _answered(self, state: State, verb: Verb) -> tuple[int, int] | None:
        """``针对某某说法，……予以否认，称……``: what is denied stands before; what follows is the answer."""
        found = re.search(
            r"(?:针对|对于|关于|就|对)([^，。；]{2,60}?)(?:，|予以|加以|作出|$)", self.plain[state.start : verb.start]
        )
        return (state.start + found.start(1), state.start + found.end(1)) if found is not None else None

    def _close(self, state: State) -> None:
        """Write down the statement of the speaker whose content told nothing finer."""
        if state.speech is None or state.covered or not self.told or not state.speaker:
            state.speech = None
            return
        told, verb = self.told[-1], state.speech
        state.speech = None
        if told.content is None or told.content[1] - told.content[0] < 2:
            return
        matter = self._unmarked(*told.content)
        act = build_act(self.parties, verb, state.speaker, matter=matter, span=(state.start, state.end))
        if act is None:
            return
        act = self._first_person(state, told.content, act) if act.kind == "statement" and not state.denied else act
        if (
            (opening := _WILL.match(self.bare, told.content[0], told.content[1])) is not None
            and act.kind == "statement"
            and not state.denied
        ):
            end = min(
                (i for c in "，；。” " if (i := self.plain.find(c, opening.end(), told.content[1])) >= 0),
                default=told.content[1],
            )
            firm = verb.text not in ("确认", "证实", "介绍", "透露", "报道", "预测", "认为", "相信", "披露", "报道称")
            pledged = Quote.cut(self.text, opening.end(), max(end, opening.end() + 1))
            act = _finish(
                act, kind="pledge" if firm else "plan", rung="undertook" if firm else "would", matter=pledged,
                bound=act.actors if firm else (), plover="AGREE" if firm else None,
                realis="conditional" if state.condition else "actual", condition=state.condition,
            )  # fmt: skip
        negative = state.denied or is_negated(self.bare, max(state.start, verb.start - 8), verb.start)
        feeling = (
            _FEELING.search(act.matter.text)
            if act.matter is not None and len(act.matter.text) <= 16 and verb.text == "表示"
            else None
        )
        if feeling is not None and act.kind == "statement":
            act = _finish(act, displeasure=_FEELINGS[feeling.group()])
        said_by = act.said_by or self._vouched(state, act)
        state.acts.append(
            _finish(act, time=state.speech_time, said_by=said_by, polarity="negative" if negative else "positive")
        )

    def _first_person(self, state: State, content: tuple[int, int], act: Act) -> Act:
        """``“我愿尽力……”`` said by somebody is his wish or will, not only his words."""
        start = content[0]
        names = [(m.start, m.end) for m in self.mentions if m.start >= start and m.end <= content[1]]
        verb = next(iter(find_verbs(self.plain, start, content[1], names)), None)
        if (
            verb is None
            or verb.frame != "modal"
            or re.fullmatch(r"[“「]?(?:我们|我方|我)?(?:也|还|都|真诚|非常)?", self.plain[start : verb.start]) is None
        ):
            return act
        end = next((s for s in range(verb.end, content[1]) if self.plain[s] in "。；”」"), content[1])
        if end - verb.end < 2:
            return act
        matter = Quote.cut(self.text, verb.end, end)
        return build_act(self.parties, verb, state.speaker, matter=matter, span=(act.start, act.end)) or act

    def _attribution(self, state: State, clause: Clause) -> bool:
        """``据韩国总统府介绍，……``: somebody else vouches for what follows."""
        if not clause.phrases or not re.match(r"(?:据|根据|援引|按照)", self.plain[clause.start : clause.end]):
            return False
        tail = self.plain[clause.phrases[-1].end : clause.end]
        if not _TELLS.search(tail):
            return False
        phrase = clause.phrases[-1]
        speaker = self._quote(phrase.head)
        rest = (clause.end + 1, state.end)
        state.speaker, state.speech, state.covered = (phrase.head,), None, True
        state.voucher = phrase.head
        self.told.append(Told(state.start, state.end, speaker, None, rest if rest[0] < rest[1] else None))
        return True

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
        if verb.frame == "event" and not subject and clause.verbs[0] is not verb:
            return None
        if not subject and verb.text in HARMING and self._is_toll(state, clause):
            state.acts[-1] = _finish(state.acts[-1], end=clause.end)
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
            act = _finish(act, time=act.time, recipients=state.hosts)
        return self._colour(state, clause, verb, act, zone if before is not None else clause.start)

    def _colour(self, state: State, clause: Clause, verb: Verb, act: Act, zone: int) -> Act | None:
        """Polarity, realis, time, place, hedge, condition and who says so."""
        negative = is_negated(self.bare, zone, verb.start) != (state.denied and state.speech is not None)
        if re.search(r"原定|原计划|原拟", self.plain[clause.start : verb.start]):
            negative = (
                re.search(r"取消|未能成行|作罢|推迟|延期|延后|改期", self.plain[verb.end : state.end]) is not None
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
            act = _finish(act, kind="statement", rung="raised", bound=())
        planned = ahead and not self._only_words(act)
        time = self._time_of(state, clause, verb, act)
        later = bool(state.today and time and time.earliest and time.earliest[:10] > state.today)
        later = later and not self._only_words(act) and verb.frame not in ("agree", "joint")
        later = later and verb.text not in _CALLED_OFF
        planned = planned or self._still_ahead(state, clause, verb, act) or later
        if re.match(r"(?:了|过)", self.plain[verb.end : verb.end + 1]):
            planned = False
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
        return _finish(
            act, time=time, hedge=state.hedge if state.hedge and (state.hedge.end <= verb.end or state.hedge.start < clause.start) else None,  # noqa: E501
            condition=condition, polarity="negative" if negative else "positive", realis=realis, rung=rung,
            said_by=speaker, place=place,
        )  # fmt: skip

    def _time_of(self, state: State, clause: Clause, verb: Verb, act: Act) -> DateValue | None:
        """When it was done; a day inside what is agreed or wished (``商定年内开通热线``) is the matter's own."""
        end = clause.end if act.kind == "plan" or verb.frame != "modal" else verb.end
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
        if not state.ahead or self._only_words(act):
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
            state.subject = subject

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


def _finish(act: Act, **changes: object) -> Act:
    """The act with some fields changed."""
    import msgspec

    return msgspec.structs.replace(act, **changes)
