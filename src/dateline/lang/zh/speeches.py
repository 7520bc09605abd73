"""What is said: the speaker, the words, and what they come to where they tell no finer act."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from msgspec import structs

from dateline.lang.zh.clauses import Clause, State, Told
from dateline.lang.zh.frames import build_act
from dateline.lang.zh.lexicon import find_topics
from dateline.lang.zh.predicates import (
    Verb,
    first_verb,
    is_negated,
    is_noun,
)
from dateline.lang.zh.reserve import ReserveReader
from dateline.model import Act, Quote
from dateline.model.reading import Displeasure

_OWN_STEP = re.compile(
    r"上诉|申诉|起诉|提告|抗诉|辞职|卸任|退休|参选|退选|应诉|抗辩|申辩|证明[^，。]{0,6}(?:清白|无辜|无罪)|提起[^，。]{0,4}诉讼|返回|回国|回家|照顾|休养|离队|离婚|结婚"
)  # what one does in one's own cause binds nobody
_WILL = re.compile(
    r"[“「，,：: ]*(?:我们|我方|我国|我|本人|政府)?(?:今后|未来|一定|必|也|还|继续|\d{1,2}月\d{0,2}日?|\d{1,2}日|年内|明年|下周|下月)*(?:将(?!军|来(?!访))|会(?!谈|见|晤|议|面|员|场|期|长|后|中|上|商|同|计))(?:会)?(?=[\u4e00-\u9fff\d■])"  # noqa: E501
)
_WEIGHED = re.compile(
    r"[“「]?(?:会|将)?[“「]?(?:积极|认真|慎重|适时|继续|密切)?(?:考虑|研究|评估|斟酌|关注|跟进|留意|审视|检讨)"
)
_SURELY = re.compile(
    r"(?<=[，“「：])(?:[^，。；“”]{0,8}前)?(?:我们|我方|我|本人)?(?:一定|必定)(?:会|将)(?=[\u4e00-\u9fff■])"
    r"|(?<=，)[^，。；“”]{1,8}前(?:一定|必定)(?=[\u4e00-\u9fff■])"
)
_FEELINGS: dict[str, Displeasure] = {
    "强烈谴责": "strong_condemn", "严厉谴责": "strong_condemn", "谴责": "condemn", "抗议": "protest", "不满": "protest",
    "忧虑": "alarm", "关切": "concern", "担忧": "concern", "遗憾": "regret", "失望": "regret",
}  # fmt: skip
_FEELING = re.compile("|".join(_FEELINGS))
_WORDS_OF = re.compile(
    r"[“「]([^“”「」]{4,}?)[。！]?[”」][，,]?(?:这|以上)(?:就)?是([^，。；“”「」]{2,30}?)(的话|所说|说的话?)[。！]?"
)
_GOES_ON = re.compile(
    r"其(?![中他它])|但(?!是?曾)|不过|而(?!且)|并[说称表强指呼敦要]|同时[说称表强指]|[说称指]|强调|表示|认为"
)
_TELLS = re.compile(r"(?:消息|介绍|报道|称|说|透露|表示|通报|公布|宣布|发布)")


class SpeechReader(ReserveReader):
    """Reads who says what in a sentence."""

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
        named = any(clause.start <= self.mentions[i].start < verb.start for i in subject)
        outer = state.speaker if named else ()
        state.subject = subject if named and not outer else state.subject or subject
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
            a if a.said_by or (a.actors and a.actors[0] == speaker) else changed(a, said_by=speaker) for a in state.acts
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
        own = self._own_side(state, told.content)
        if any(a.kind == "pledge" and a.actors == act.actors and told.content[0] <= a.end for a in state.acts):
            return  # told already, finer
        opening = _WILL.match(self.bare, own, told.content[1]) or _SURELY.search(self.bare, own, told.content[1])
        weighed = opening is not None and _WEIGHED.match(self.plain, opening.end()) is not None
        if opening is not None and not weighed and act.kind == "statement" and not state.denied:
            end = min(
                (i for c in "，；。” " if (i := self.plain.find(c, opening.end(), told.content[1])) >= 0),
                default=told.content[1],
            )
            firm = verb.text not in (
                "重申",
                "确认",
                "证实",
                "介绍",
                "透露",
                "报道",
                "预测",
                "认为",
                "相信",
                "披露",
                "报道称",
            )
            pledged = Quote.cut(self.text, opening.end(), max(end, opening.end() + 1))
            own_step = _OWN_STEP.search(self.bare, opening.end(), end) is not None
            firm = firm and not own_step
            act = changed(
                act, kind="pledge" if firm else "plan", rung="undertook" if firm else "would", matter=pledged,
                bound=act.actors if firm else (), plover="AGREE" if firm else None,
                realis="conditional" if state.condition else "planned" if own_step else "actual", condition=state.condition,
            )  # fmt: skip
        negative = state.denied or is_negated(self.bare, max(state.start, verb.start - 8), verb.start)
        feeling = (
            _FEELING.search(act.matter.text)
            if act.matter is not None and len(act.matter.text) <= 16 and verb.text == "表示"
            else None
        )
        if feeling is not None and act.kind == "statement":
            act = changed(act, displeasure=_FEELINGS[feeling.group()])
        said_by = act.said_by or self._vouched(state, act)
        state.acts.append(
            changed(act, time=state.speech_time, said_by=said_by, polarity="negative" if negative else "positive")
        )

    def _end_denial(self, state: State, clause: Clause) -> None:
        """``甲否认指控，其律师表示……``: what is denied ends where somebody goes on to say something else."""
        if not state.denied or state.speech is None or not self.told or clause.start <= state.speech.end + 2:
            return
        opener = clause.phrases[0] if clause.phrases else None
        other = opener is not None and opener.kind == "person" and not opener.before and bool(clause.verbs)
        other = other and clause.verbs[0].text.startswith(("表示", "要求", "呼吁", "承诺"))
        if not other and _GOES_ON.match(self.plain, clause.start, clause.end) is None:
            return
        told = self.told[-1]
        if told.content is not None and told.content[0] < clause.start < told.content[1]:
            self.told[-1] = replace(told, content=(told.content[0], clause.start - 1))
        self._close(state)
        state.denied = False

    def _first_person(self, state: State, content: tuple[int, int], act: Act) -> Act:
        """``“我愿尽力……”`` said by somebody is his wish or will, not only his words."""
        start = content[0]
        names = [(m.start, m.end) for m in self.mentions if m.start >= start and m.end <= content[1]]
        verb = first_verb(self.plain, start, content[1], names)
        if (
            verb is None
            or verb.frame not in ("modal", "agree")
            or re.fullmatch(r"[“「]?(?:我们|我方|我)?(?:也|还|都|真诚|非常)?", self.plain[start : verb.start]) is None
        ):
            return act
        end = next((s for s in range(verb.end, content[1]) if self.plain[s] in "。；”」"), content[1])
        if end - verb.end < 2:
            return act
        matter = Quote.cut(self.text, verb.end, end)
        if verb.frame == "agree" and re.search(r"我们|我方", self.plain[start : verb.start]):
            return changed(act, kind="pledge", rung="undertook", bound=act.actors, plover="AGREE", matter=matter)
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


def as_own_step(act: Act, plain: str) -> Act:
    """A promise to do something in one's own cause (``表示将上诉``) as the plan that it is, one to think about it as a will."""
    if act.kind != "pledge" or act.matter is None:
        return act
    words = plain[act.matter.start : act.matter.end]
    if _WEIGHED.match(words):
        return changed(act, kind="statement", rung="would", bound=(), plover=None)
    if _OWN_STEP.search(words) is None:
        return act
    return changed(act, kind="plan", rung="would", realis="planned", bound=(), plover=None)


def changed(act: Act, **changes: object) -> Act:
    """The act with some fields changed."""
    return structs.replace(act, **changes)
