"""Acts: what the clauses of a sentence tell, by word order, prepositions and the verbs of the ladder."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from dateline.lang.zh.chains import Cast
from dateline.lang.zh.frames import Parties, build_act
from dateline.lang.zh.lexicon import alternatives, hedges
from dateline.lang.zh.phrases import Phrase, find_phrases, is_adverbial, joined_after
from dateline.lang.zh.predicates import (
    SHORT_VISITS,
    Verb,
    find_verbs,
    is_negated,
    is_noun,
    is_planned,
    is_possible,
    lacks_matter,
)
from dateline.lang.zh.sentences import split_clauses
from dateline.model import Act, DateValue, Mention, Quote
from dateline.model.reading import Displeasure

_CONDITION = re.compile(r"(?:如果|若是|若(?!干)|假如|倘若|一旦|只要|除非|假设|万一|只有在)")
_TEMPORAL = re.compile(r"(?:的)?(?:时候|时(?![间期代任刻])|期间|之际|之后|后(?!续|果)|过程中|中(?![国日韩方美]))")
_BEFORE_IT = re.compile(r"(?:之前|以前|前(?![往来]))")
_PURPOSE = re.compile(r"(?:就|围绕|关于|针对|有关|以|为|旨在|用于|对)[^，。；]*$")
_AIMING = frozenset({"asked", "would", "undertook"})
_EVENTS = frozenset({"meet", "talks", "visit", "sign", "appoint", "post", "event"})
_WILL = re.compile(
    r"[“「，,：: ]*(?:我们|我方|我国|我|本人|政府)?(?:今后|未来|一定|必|也|还|继续|\d{1,2}月\d{0,2}日?|\d{1,2}日|年内|明年|下周|下月)*(?:将(?!军|来(?!访))|会(?!谈|见|晤|议))(?:会)?(?=[\u4e00-\u9fff\d■])"  # noqa: E501
)
_FEELINGS: dict[str, Displeasure] = {
    "强烈谴责": "strong_condemn", "严厉谴责": "strong_condemn", "谴责": "condemn", "抗议": "protest", "不满": "protest",
    "忧虑": "alarm", "关切": "concern", "担忧": "concern", "遗憾": "regret", "失望": "regret",
}  # fmt: skip
_FEELING = re.compile("|".join(_FEELINGS))
_TELLS = re.compile(r"(?:消息|介绍|报道|称|说|透露|表示|通报|公布|宣布|发布)")


@dataclass(frozen=True, slots=True)
class Told:
    """Who says something in a sentence: the speaker, the verb, and the stretch that holds what is said."""

    start: int
    end: int
    speaker: Quote | None
    cue: Quote | None
    content: tuple[int, int] | None


@dataclass(slots=True)
class _State:
    """What a sentence has told so far."""

    start: int
    end: int
    speaker: tuple[int, ...] = ()
    speech: Verb | None = None
    speech_time: DateValue | None = None
    subject: tuple[int, ...] = ()
    content_subject: tuple[int, ...] = ()
    aimed: bool = False
    ahead: bool = False
    denied: bool = False
    today: str | None = None
    condition: Quote | None = None
    hedge: Quote | None = None
    hedge_key: str | None = None
    time: DateValue | None = None
    place: Quote | None = None
    covered: bool = False
    acts: list[Act] = field(default_factory=list)
    clauses: list[tuple[int, int]] = field(default_factory=list)


@dataclass(slots=True)
class _Clause:
    start: int
    end: int
    verbs: list[Verb]
    phrases: list[Phrase]


class ActReader:
    """Reads the acts of one text, sentence by sentence; remembers the parties of the last meeting for ``双方``."""

    def __init__(self, text: str, plain: str, cast: Cast, dates: Sequence[DateValue]) -> None:
        self.text, self.plain, self.cast = text, plain, cast
        self.dates = sorted(dates, key=lambda d: d.start)
        self.parties = Parties(text, plain, cast)
        self.told: list[Told] = []
        self.bare = _blank_names(plain, cast.mentions)
        self.last_subject: tuple[int, ...] = ()

    @property
    def mentions(self) -> Sequence[Mention]:
        return self.cast.mentions

    def read_sentence(self, number: int, start: int, end: int, today: str | None = None) -> list[Act]:
        """The acts of the sentence whose mentions are row ``number`` of the cast. A question tells none."""
        if re.search(r"[？?][”」』）)\"]?$", self.plain[start:end]):
            return []
        row = self.cast.rows[number]
        state = _State(start, end, today=today)
        if re.match(r"(?:“[^”]*”)?(?:[他她]?(?:还|并|同时|此外|另外|接着))", self.plain[start:end]):
            state.subject = self.last_subject
        state.clauses = split_clauses(self.plain, start, end)
        for first, last in state.clauses:
            self._read_clause(state, first, last, row)
        self._close(state)
        if state.subject:
            self.last_subject = state.subject
        return state.acts

    # --- clauses

    def _read_clause(self, state: _State, start: int, end: int, row: Sequence[int]) -> None:
        while start < end and self.plain[start] in '“”「」『』"‘’ ':
            start += 1
        names = [(self.mentions[i].start, self.mentions[i].end) for i in row]
        verbs = list(find_verbs(self.plain, start, end, names))
        phrases = find_phrases(self.plain, start, end, self.mentions, row)
        clause = _Clause(start, end, verbs, phrases)
        self._note_hedge(state, clause)
        if _CONDITION.match(self.plain, start, end) or re.search(r"的话$", self.plain[start:end]):
            state.condition = Quote.cut(self.text, start, end)
            return
        if self._attribution(state, clause):
            return
        told = len(state.acts)
        zone, before = start, None
        for index, verb in enumerate(verbs):
            following = verbs[index + 1] if index + 1 < len(verbs) else None
            zone, before = self._read_verb(state, clause, verb, (zone, before, following))
        if not verbs:
            self._note_setting(state, clause)
        first = phrases[0] if phrases else None
        if len(state.acts) == told and state.speech is None and not state.subject and first is not None:
            if first.kind == "person" and not first.before and self._opens(clause, first, None, start):
                state.subject = (first.head,)

    def _read_verb(
        self, state: _State, clause: _Clause, verb: Verb, around: tuple[int, Verb | None, Verb | None]
    ) -> tuple[int, Verb | None]:
        """One verb: find its subject, build its act. Gives where the next verb's subject may start, and this verb."""
        zone, before, following = around
        skipped = zone, before
        if self._is_no_verb(clause, verb, following):
            return skipped
        if (
            before is not None
            and before.is_.rung in _AIMING | {"agreed"}
            and before.frame != "speech"
            and verb.frame in _EVENTS | {"joint"} | ({"modal"} if before.is_.rung != "would" else set())
        ) and not (before.is_.kind == "plan" and verb.frame in ("meet", "talks", "visit", "sign", "appoint")):
            return skipped
        same_subject = before is not None and before.frame != "speech"
        subject, known = self._subject(state, clause, verb, zone, same_subject=same_subject)
        explicit = known and subject not in ((), state.speaker, state.content_subject, state.subject)
        if not known and (verb.frame != "event" or state.speech is not None or state.aimed):
            return skipped
        if verb.frame == "event" and (before is not None or (state.speech is not None and not explicit)):
            return skipped
        goes_on = re.match(r"但|并|还|也|同时|不过|而", self.plain[clause.start : verb.start]) is not None
        planning = before is not None and before.is_.kind == "plan"
        if verb.frame == "visit" and before is not None and before.frame == "event":
            return skipped
        if (
            state.aimed
            and not explicit
            and not planning
            and (verb.frame in _EVENTS or (verb.frame == "joint" and not goes_on))
            and not re.search(r"已|随后|之后|当天|此前", self.plain[clause.start : verb.start])
        ):
            return skipped
        if verb.frame == "speech":
            return self._speech(state, clause, verb, subject, zone)
        act = self._act(state, clause, verb, subject, around)
        if act is None:
            return skipped
        if planning and state.acts and state.acts[-1].kind == "plan":
            state.acts.pop()
        self._keep(state, verb, act, subject)
        return verb.end, verb

    def _is_no_verb(self, clause: _Clause, verb: Verb, following: Verb | None) -> bool:
        if is_noun(self.plain, verb, clause.end) and not (verb.frame == "visit" and self._relative(clause, verb)):
            return True
        if verb.is_.rung == "asked" and re.search(r"应[^，。；]*$", self.bare[clause.start : verb.start]):
            return True
        if verb.frame == "talks" and self.plain[verb.start - 1 : verb.start] in (
            "在",
            "于",
            "次",
            "场",
            "的",
            "该",
            "本",
        ):
            return True
        if verb.frame == "modal" and lacks_matter(self.plain, verb, clause.end + 1) and verb.is_.rung != "raised":
            return True
        if verb.is_.noun and not self._can_be_verb(clause, verb):
            return True
        later = following is not None and following.frame in ("joint", "speech", "modal", "concur", "agree")
        gap = self.plain[clause.start : verb.start]
        aim = re.search(r"(?:就|围绕|关于|针对)(?!此)([^，。；]*)$", gap)
        return bool(later and aim and verb.frame != "speech")

    def _can_be_verb(self, clause: _Clause, verb: Verb) -> bool:
        left = max((p.end for p in clause.phrases if p.end <= verb.start), default=clause.start)
        earlier = max((v.end for v in clause.verbs if v.end <= verb.start), default=clause.start)
        both = self.parties.collective(clause.start, verb.start)
        begin = max(left, earlier, both.end() if both is not None else 0)
        setting = _TEMPORAL.match(self.plain, begin, verb.start)
        begin = setting.end() if setting is not None else begin
        if verb.frame == "joint" and re.search(r"就|围绕|关于|针对", self.plain[clause.start : verb.start]):
            return True
        bare = verb.frame == "joint" and len(verb.text) == 2
        if bare and earlier > clause.start:
            return False
        return is_adverbial(self.plain, begin, verb.start, self.dates, adverbs_only=bare)

    def _relative(self, clause: _Clause, verb: Verb) -> bool:
        return any(p.start == verb.end for p in clause.phrases)

    # --- subjects

    def _subject(
        self, state: _State, clause: _Clause, verb: Verb, zone: int, *, same_subject: bool
    ) -> tuple[tuple[int, ...], bool]:
        """Who does it: the last free phrase before the verb, with those joined to it; else whoever the sentence is
        about. The flag is False when somebody unknown stands there."""
        free = [
            i for i, p in enumerate(clause.phrases)
            if p.start >= zone and p.end <= verb.start and not p.before and not p.joined and not self._modifies(clause, i, verb.start)
        ]  # fmt: skip
        both = self.parties.collective(zone, verb.start)
        if both is not None and (not free or clause.phrases[free[-1]].start < both.end()):
            return self.parties.resolve(both, state.start, state.end), True
        if free and not same_subject:
            free = [i for i in free if self._opens(clause, clause.phrases[i], verb, zone)]
            if not free:
                return (), False
            members = joined_after(clause.phrases, free[-1])
            heads = [m for m in members if clause.phrases[m].end <= verb.start]
            chosen = tuple(
                clause.phrases[m].head
                for m in heads
                if m == free[-1] or clause.phrases[m].before in ("", "、", "和", "及", "以及", "，以及")
            )
            return chosen, True
        gap_start = zone
        if same_subject or is_adverbial(self.plain, gap_start, verb.start, self.dates):
            carried = self._carried(state, verb)
            return carried, bool(carried)
        return (), False

    def _opens(self, clause: _Clause, phrase: Phrase, verb: Verb | None, zone: int) -> bool:
        """Whether the phrase can be the subject: nothing but adverbs and dates before it. A person may also follow other
        words, but not as the object of a verb that the tables do not have."""
        start = max([zone, *(p.end for p in clause.phrases if p.end <= phrase.start)])
        if is_adverbial(self.plain, start, phrase.start, self.dates):
            return True
        return (
            phrase.kind == "person"
            and verb is not None
            and verb.frame != "event"
            and self.plain[phrase.start - 1 : phrase.start] in ("的", "日", " ")
        )

    def _modifies(self, clause: _Clause, index: int, verb_start: int) -> bool:
        """Whether the phrase only modifies a noun after it (``日本军事用户``, ``小林的办公室``)."""
        phrase = clause.phrases[index]
        last = [m for m in joined_after(clause.phrases, index) if clause.phrases[m].end <= verb_start][-1]
        finish = clause.phrases[last].end
        after = self.plain[finish:verb_start]
        if after.startswith("的"):
            return True
        if phrase.kind == "person":
            return False
        return not is_adverbial(self.plain, finish, verb_start, self.dates) and not re.match(r"[、和与同及跟]", after)

    def _carried(self, state: _State, verb: Verb) -> tuple[int, ...]:
        if state.speech is not None:
            if verb.frame in ("modal", "speech", "concur", "agree") or not state.content_subject:
                return state.speaker
            return state.content_subject
        return state.subject

    # --- speech

    def _speech(
        self, state: _State, clause: _Clause, verb: Verb, subject: tuple[int, ...], zone: int
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
        while begin < state.end and self.plain[begin] in "了着过，,：: 、":
            begin += 1
        finish = state.end
        while finish > begin and self.plain[finish - 1] in "。！!；":
            finish -= 1
        content: tuple[int, int] | None = (begin, finish)
        if begin >= finish or not re.search(r"\w", self.plain[begin:finish]):
            content = self._told_before(state, clause)
        self.told.append(Told(state.start, state.end, speaker, Quote.cut(self.text, verb.start, verb.end), content))
        return verb.end, verb

    def _told_before(self, state: _State, clause: _Clause) -> tuple[int, int] | None:
        """``……，韩国总统府表示。``: what stands before is what is said; its acts get the speaker."""
        finish = clause.start
        while finish > state.start and self.plain[finish - 1] in "，,：: ":
            finish -= 1
        if finish <= state.start:
            return None
        speaker = self._quote(state.speaker[0])
        state.acts[:] = [
            a if a.said_by or (a.actors and a.actors[0] == speaker) else _with_speaker(a, speaker) for a in state.acts
        ]
        state.covered = bool(state.acts)
        return state.start, finish

    def _quoted(self, start: int, place: int) -> bool:
        return self.plain.count("“", start, place) > self.plain.count("”", start, place)

    def _close(self, state: _State) -> None:
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
        if (
            (opening := _WILL.match(self.bare, told.content[0], told.content[1])) is not None
            and act.kind == "statement"
            and not state.denied
        ):
            end = min(
                (i for c in "，；。” " if (i := self.plain.find(c, opening.end(), told.content[1])) >= 0),
                default=told.content[1],
            )
            firm = verb.text not in ("介绍", "透露", "报道", "预测", "认为", "相信", "披露", "报道称")
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
        state.acts.append(_finish(act, time=state.speech_time, polarity="negative" if negative else "positive"))

    def _unmarked(self, start: int, end: int) -> Quote:
        """Words without the quotation marks around them."""
        if self.plain[start] in '“「"' and not re.search(r"[”」\"]", self.plain[start : end - 1]):
            start += 1
            while end - 1 > start and self.plain[end - 1] in '”」"。！':
                end -= 1
        return Quote.cut(self.text, start, end)

    def _attribution(self, state: _State, clause: _Clause) -> bool:
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
        self.told.append(Told(state.start, state.end, speaker, None, rest if rest[0] < rest[1] else None))
        return True

    # --- the act itself

    def _act(
        self,
        state: _State,
        clause: _Clause,
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
        if verb.frame == "event" and not subject:
            if re.match(r"包括|其中|以|为|并|而|从而|进而|以及|导致|使", self.plain[clause.start : clause.end]):
                return None
        act = build_act(
            self.parties, verb, subject, partners=partners, objects=objects, phrases=clause.phrases, matter=matter,
            span=(clause.start, clause.end),
        )  # fmt: skip
        if act is None:
            return None
        return self._colour(state, clause, verb, act, zone if before is not None else clause.start)

    def _colour(self, state: _State, clause: _Clause, verb: Verb, act: Act, zone: int) -> Act | None:
        """Polarity, realis, time, place, hedge, condition and who says so."""
        negative = is_negated(self.bare, zone, verb.start) != (state.denied and state.speech is not None)
        planned = is_planned(self.bare, clause.start, verb.start) and not self._only_words(act)
        time = self._time(state, clause.start, clause.end if act.kind == "plan" or verb.frame != "modal" else verb.end)
        later = bool(state.today and time and time.earliest and time.earliest[:10] > state.today)
        planned = planned or self._still_ahead(state, clause, verb, act) or (later and not self._only_words(act))
        if re.match(r"(?:了|过)", self.plain[verb.end : verb.end + 1]):
            planned = False
        possible = is_possible(self.bare, clause.start, verb.start)
        if verb.frame in _EVENTS and _BEFORE_IT.match(
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

    def _condition_inside(self, act: Act) -> Quote | None:
        """``承诺，如果条件允许，将访问``: a condition in what is promised."""
        if act.matter is None or act.kind not in ("pledge", "agreement", "plan"):
            return None
        match = re.search(rf"(?:^|，)({_CONDITION.pattern}[^，。；]*)", self.plain[act.matter.start : act.matter.end])
        if match is None:
            return None
        return Quote.cut(self.text, act.matter.start + match.start(1), act.matter.start + match.end(1))

    @staticmethod
    def _only_words(act: Act) -> bool:
        """Saying and promising are done when told; what they promise is not."""
        return act.kind == "pledge" or (act.kind == "statement" and act.rung != "exchanged")

    def _still_ahead(self, state: _State, clause: _Clause, verb: Verb, act: Act) -> bool:
        """A clause that goes on with the subject of a planned one is planned too: ``将访问奈良，与某某会谈``."""
        if not state.ahead or self._only_words(act):
            return False
        own = any(p.end <= verb.start and not p.before and p.start >= clause.start for p in clause.phrases)
        return not own and not re.search(r"已|曾|刚", self.plain[clause.start : verb.start])

    def _said_by(self, state: _State, act: Act) -> Quote | None:
        if not state.speaker or not (state.speech is not None or state.covered):
            return None
        speaker = self.mentions[state.speaker[0]]
        if any(self._chain_at(a) == speaker.chain for a in act.actors):
            return None
        return Quote.cut(self.text, speaker.start, speaker.end)

    def _chain_at(self, quote: Quote) -> int | None:
        return next((m.chain for m in self.mentions if m.start == quote.start and m.end == quote.end), None)

    def _keep(self, state: _State, verb: Verb, act: Act, subject: tuple[int, ...]) -> None:
        state.acts.append(act)
        state.ahead = act.realis == "planned"
        state.aimed = (
            act.rung in ("asked", "would", "undertook", "agreed", "saw_alike")
            and act.kind in ("statement", "pledge", "plan", "agreement")
        ) or (state.aimed and verb.frame == "modal")
        if act.kind in ("meeting", "call", "signing", "agreement") or act.rung == "exchanged":
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
        elif subject:
            state.subject = subject

    # --- what stands around the verb

    def _quote(self, index: int) -> Quote:
        mention = self.mentions[index]
        return Quote.cut(self.text, mention.start, mention.end)

    def _partners(self, clause: _Clause, verb: Verb, zone: int) -> tuple[int, ...]:
        found: list[int] = []
        for i, phrase in enumerate(clause.phrases):
            if (
                phrase.start >= zone
                and phrase.end <= verb.start
                and phrase.before in ("与", "同", "和", "跟", "及")
                and phrase.kind != "number"
            ):
                if phrase.joined and phrase.before in ("和", "及"):
                    continue
                found.extend(
                    clause.phrases[m].head
                    for m in joined_after(clause.phrases, i)
                    if clause.phrases[m].end <= verb.start
                )
                break
        return tuple(dict.fromkeys(found))

    def _objects(self, clause: _Clause, verb: Verb, following: Verb | None) -> tuple[int, ...]:
        limit = following.start if following is not None and verb.frame != "visit" else clause.end
        later = [i for i, p in enumerate(clause.phrases) if p.start >= verb.end and p.start < limit]
        if not later:
            return ()
        return tuple(
            clause.phrases[m].head for m in joined_after(clause.phrases, later[0]) if clause.phrases[m].start < limit
        )

    def _relative_visitor(self, clause: _Clause, verb: Verb) -> int | None:
        """``正在访问韩国的小林``: the visitor stands behind."""
        for place, person in zip(clause.phrases, clause.phrases[1:], strict=False):
            if (
                place.start == verb.end
                and place.kind == "place"
                and person.kind == "person"
                and self.plain[place.end : person.start].startswith("的")
            ):
                return person.head
        for phrase in clause.phrases:
            if phrase.kind == "person" and phrase.start <= verb.end <= phrase.end and verb.text not in SHORT_VISITS:
                return phrase.head
        return None

    def _matter(self, state: _State, clause: _Clause, verb: Verb, following: Verb | None) -> Quote | None:
        start, end = verb.end, clause.end
        if verb.frame in ("joint", "agree") and (about := self._about(clause, verb)) is not None:
            return about
        while start < end and self.plain[start] in "了着过，：: “":
            start += 1
        if verb.frame in ("modal", "agree", "joint") and following is not None and following.frame == "speech":
            end = following.start
        else:
            end = self._matter_end(state, clause, verb, end)
        if start >= clause.end and end > start:
            while start < end and self.plain[start] in "，：: “「":
                start += 1
        while end > start and self.plain[end - 1] in "”。，；！」":
            end -= 1
        return Quote.cut(self.text, start, end) if end - start >= 2 else None

    def _matter_end(self, state: _State, clause: _Clause, verb: Verb, end: int) -> int:
        """What is wished or agreed goes on over the clauses that bring no new subject and no new verb of the ladder."""
        if verb.frame not in ("modal", "joint", "agree") or end != clause.end:
            return end
        for start, stop in state.clauses:
            if start < clause.end:
                continue
            if self.plain[start - 1] in "；。" or re.match(
                r"[“「]?(?:并|还|随后|同时|但|而|此外|他|她|双方|两人|据)", self.plain[start:stop]
            ):
                break
            names = [(m.start, m.end) for m in self.mentions if m.start >= start and m.end <= stop]
            first = next(iter(find_verbs(self.plain, start, stop, names)), None)
            if (
                any(a <= start + 1 for a, _ in names)
                and first is not None
                and first.frame in ("speech", "modal", "meet", "talks")
            ):
                break
            if (
                first is not None
                and first.start - start <= 3
                and first.frame in ("modal", "speech", "joint", "concur", "agree")
                and verb.end < clause.end
            ):
                break
            end = stop
        return end

    def _about(self, clause: _Clause, verb: Verb) -> Quote | None:
        match = re.search(r"(?:就|围绕|关于|针对)(?!此)", self.plain[clause.start : verb.start])
        if match is None:
            return None
        start = clause.start + match.end()
        words = re.sub(
            rf"(?:等问题|等议题|等事宜|等)?(?:{alternatives('adverbs')}|进行|展开|深入|广泛|坦诚)*$",
            "",
            self.plain[start : verb.start],
        )
        return Quote.cut(self.text, start, start + len(words)) if len(words) >= 2 else None

    def _time(self, state: _State, start: int, end: int) -> DateValue | None:
        here = [
            d
            for d in self.dates
            if start <= d.start and d.end <= end and (d.earliest or (d.timex3 or "").startswith("XXXX-"))
        ]
        return here[0] if here else state.time

    def _place(self, state: _State, clause: _Clause, verb: Verb) -> Quote | None:
        for phrase in reversed(clause.phrases):
            if phrase.kind == "place" and phrase.end <= verb.start and phrase.before in ("在", "于"):
                after = self.plain[phrase.end : phrase.end + 2]
                if not after.startswith(("的", "问题", "方面")):
                    return self._quote(phrase.head)
        return state.place

    def _note_setting(self, state: _State, clause: _Clause) -> None:
        """A clause without a verb sets the time and the place: ``当地时间8日，在首尔，……``."""
        here = [d for d in self.dates if clause.start <= d.start and d.end <= clause.end and d.earliest]
        if here and not state.acts and is_adverbial(self.plain, clause.start, clause.end, self.dates):
            state.time = here[0]
        heads = joined_after(clause.phrases, 0) if clause.phrases and clause.phrases[0].start == clause.start else []
        if heads and clause.phrases[heads[-1]].end == clause.end and not state.subject and state.speech is None:
            state.subject = tuple(clause.phrases[m].head for m in heads)

    def _note_hedge(self, state: _State, clause: _Clause) -> None:
        limit = clause.verbs[-1].end if clause.verbs else clause.end
        for hit in hedges().find(self.plain, clause.start, limit):
            if hit.text in ("或", "料") and not re.match(r"将|会|于|在", self.plain[hit.end : hit.end + 1]):
                continue
            if (hit.text == "可能" and self.plain[hit.start - 1 : hit.start] in ("不", "有", "尽")) or (
                hit.text == "考虑" and self.plain[hit.end : hit.end + 1] in ("到", "的")
            ):
                continue
            state.hedge, state.hedge_key = Quote.cut(self.text, hit.start, hit.end), hit.value
            return
        if state.hedge_key not in ("reported", "alleged"):
            state.hedge, state.hedge_key = None, None


def _blank_names(plain: str, mentions: Sequence[Mention]) -> str:
    """The text with every name blotted out, so that no rule reads a word inside a name (``会`` in ``维新会``)."""
    chars = list(plain)
    for mention in mentions:
        if mention.kind != "number" and mention.value not in ("他", "她"):
            chars[mention.start : mention.end] = "■" * (mention.end - mention.start)
    return "".join(chars)


def _with_speaker(act: Act, speaker: Quote) -> Act:
    return _finish(act, time=act.time, hedge=act.hedge, condition=act.condition, said_by=speaker)


def _finish(act: Act, **changes: object) -> Act:
    """The act with some fields changed."""
    import msgspec

    return msgspec.structs.replace(act, **changes)
