"""Subjects: who does what a verb tells, and whether the word is a verb at all."""

from __future__ import annotations

import re

from dateline.lang.zh.clauses import LISTED, Clause, ClauseReader, State
from dateline.lang.zh.phrases import Phrase, is_adverbial, joined_after
from dateline.lang.zh.predicates import (
    Verb,
    is_counted,
    is_held,
    is_journey_noun,
    is_noun,
    lacks_matter,
    names_topic,
)

_COMING = re.compile(r"[来访赴抵].(?:进行)?(?:国事|正式|工作|友好)*(?:访问)?的")
_IS_A = re.compile(
    r"[“「]?(?:这|此|那|它|他|她|也|亦|更|既|正)?(?:次|访)?将?(?:是|系|即为|正是|为(?=[^，]{0,30}(?:首次|第)))"
)
_TEMPORAL = re.compile(r"(?:的)?(?:时候|时(?![间期代任刻])|期间|之际|之后|后(?!续|果)|过程中|中(?![国日韩方美]))")


_SCHEDULED = re.compile(
    r"(?:仪式|活动|工作|日期|时间|行动)?(?:原定|原计划|原拟|定于|预计|预定|拟于|将于|将在|暂定|有望|可望|已?推迟|已?延期|已?改期|再次推迟|因[^，。；]{1,12}(?:推迟|取消))"
)  # the word is a noun: ``此次发射原定……``


_OF_PEOPLE = frozenset({"meet", "talks", "visit", "sign", "appoint", "post", "joint"})


_KIND_OF_FIRM = re.compile(
    r"(?:[\u4e00-\u9fff、和]{1,10}(?:巨头|企业|集团|制造商|生产商|运营商|开发商|供应商|零售商|平台|品牌|车企|药企|厂商|大厂|银行|新创|团体|组织|机构)|[\u4e00-\u9fff]{2,12}之一的)"
)  # ``法国电信巨头某某公司``
_ONCE_MEANT = re.compile(r"(?:原定|原计划|原拟)[^，。；]*$")
_NOW_MEANT = re.compile(r"[^，。；]*的[^，。；]*(?:将[于在]?|定于|改[于为])")  # ``原定5月举行的会议将于11月举行``
_OF_WHOM = frozenset({"对", "对于", "关于", "因", "让", "针对"})
_INSIDE = re.compile(r"[^，。；]{0,6}(?:会同|连同|对于|关于|针对|根据|围绕|[在与同跟就从以为把被由给经])[^，。；]+")
_PAST_IT = re.compile(r"[后时上中下里间外旁内前日际以]|来|报道|消息|透露|方面|等|介绍|问题|事宜|的")


class SubjectFinder(ClauseReader):
    """Finds the subject of a verb."""

    def _is_no_verb(self, clause: Clause, verb: Verb, following: Verb | None) -> bool:
        if is_noun(self.plain, verb, clause.end) and not (verb.frame == "visit" and self._relative(clause, verb)):
            return True
        if (
            verb.frame == "event"
            and verb.text not in ("取消", "推迟", "延期")
            and _SCHEDULED.match(self.plain, verb.end, clause.end)
        ):
            return True
        if verb.frame in ("event", "post") and self.plain[verb.start - 2 : verb.start] in (
            "谈到",
            "提到",
            "提及",
            "谈及",
        ):
            return True
        if verb.frame == "event" and _ONCE_MEANT.search(self.plain, clause.start, verb.start):
            after = _NOW_MEANT.match(self.plain, verb.end, clause.end)
            if after is not None:
                return True
        if verb.is_.rung == "asked" and re.search(r"应[^，。；]*$", self.bare[clause.start : verb.start]):
            return True
        if verb.frame == "visit" and _COMING.match(self.plain, verb.start, clause.end):
            return True
        if verb.frame == "post" and re.match(r"(?:[后前]|之[后前]|以[来后前])", self.plain[verb.end : clause.end]):
            return True
        held = is_held(self.plain, clause.start, verb)
        if verb.frame not in ("speech", "event") and self.plain[verb.start - 1 : verb.start] == "的" and not held:
            return True
        if verb.frame in ("talks", "meet", "visit") and (
            (is_counted(self.plain, verb) and not held) or _IS_A.match(self.plain, clause.start, verb.start)
        ):
            return True
        if verb.frame == "visit" and any(
            p.start == verb.end and p.kind == "place" and is_journey_noun(self.plain, p.end) for p in clause.phrases
        ):
            return True
        if (
            verb.frame == "event"
            and verb.text in ("举行", "召开")
            and any(
                v.frame in ("talks", "meet") and v.start > verb.end and is_held(self.plain, clause.start, v)
                for v in clause.verbs
            )
        ):
            return True
        if (
            verb.frame == "talks"
            and not held
            and self.bare[verb.start - 1 : verb.start]
            in (
                "在",
                "于",
                "次",
                "场",
                "的",
                "该",
                "本",
            )
        ):
            return True
        if (
            verb.frame == "modal"
            and lacks_matter(self.plain, verb, clause.end + 1)
            and verb.is_.rung != "raised"
            and self._about(clause, verb) is None
        ):
            return True
        light = verb.text.startswith(("表示", "表达", "提出", "作出", "做出", "给予", "予以"))
        if verb.is_.noun and not light and not self._can_be_verb(clause, verb):
            return True
        named = names_topic(verb.text)
        listed = self.plain[verb.start - 1] in "、和" and clause.verbs[0].start < verb.start
        object_ = any(v.end == verb.start and v.is_.displeasure for v in clause.verbs)
        if named and (listed or object_ or self.plain.startswith("关于", verb.start - 2)):
            return True
        return (named or verb.frame != "speech") and self._is_matter(clause, verb)

    def _is_matter(self, clause: Clause, verb: Verb) -> bool:
        """Whether the word only names what a later verb of the clause is about (``就辞职发表声明``, ``对搜查表示遗憾``)."""
        gap = self.plain[clause.start : verb.start]
        later = [v for v in clause.verbs if v.start >= verb.end]
        if re.search(r"(?:就|围绕|关于|针对)(?!此)([^，。；]*)$", gap):
            told = {"joint", "speech", "modal", "concur", "agree"}
            acting = self.plain.find("采取行动", verb.end, clause.end) >= 0
            return acting or any(v.frame in told or v.text.startswith(("发表", "发布")) for v in later)
        about = re.search(r"对(?!此|外(?![籍国])|话|面|于)[^，。；]*$", gap)
        feels = [v for v in later if v.is_.displeasure or v.frame == "concur"]
        return bool(about and feels and not any(v.frame == "speech" for v in later if v.start < feels[0].start))

    def _can_be_verb(self, clause: Clause, verb: Verb) -> bool:
        if re.search(
            r"(?<![存现正实所内外])在[^，。；]{2,24}(?:[会上时间中]|期间)$", self.plain[clause.start : verb.start]
        ):
            return True
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

    def _relative(self, clause: Clause, verb: Verb) -> bool:
        return any(p.start == verb.end for p in clause.phrases)

    def _subject(
        self, state: State, clause: Clause, verb: Verb, zone: int, *, same_subject: bool
    ) -> tuple[tuple[int, ...], bool]:
        """Who does it: the last free phrase before the verb, with those joined to it; else whoever the sentence is
        about. The flag is False when somebody unknown stands there."""
        free = [
            i for i, p in enumerate(clause.phrases)
            if p.start >= zone and p.end <= verb.start and not p.before and not p.joined and not self._modifies(clause, i, verb.start)
        ]  # fmt: skip
        party = next(
            (
                p
                for p in reversed(clause.phrases)
                if p.start >= zone and p.end <= verb.start and p.kind in ("person", "position")
            ),
            None,
        )
        if party is not None and party.before in _OF_WHOM and verb.frame in ("meet", "talks", "visit"):
            return (), False
        coverb = next(
            (p for p in clause.phrases if p.start >= zone and p.before in ("与", "同", "跟") and not p.joined), None
        )
        if coverb is not None and verb.frame in ("meet", "talks", "joint"):
            free = [i for i in free if clause.phrases[i].start < coverb.start]
        both = self.parties.collective(zone, verb.start)
        if both is not None and both.group() in ("他们", "她们") and state.speech is not None:
            plural = len(state.speaker) > 1 or any(self.mentions[i].value == "both_sides" for i in state.speaker)
            return (state.speaker, True) if plural else ((), False)
        joint = state.speech is not None and len(state.speaker) > 1 and not self.parties.last
        if both is not None and joint and both.group() in ("双方", "两人", "两家公司", "两国"):
            return state.speaker, True  # ``甲公司与乙公司宣布，双方已签署……``
        if both is not None and (not free or clause.phrases[free[-1]].start < both.end()):
            return self.parties.resolve(both, state.start, state.end), True
        if verb.frame == "post" and (heir := self._successor(clause, verb)) is not None:
            return (heir,), True
        if free and not same_subject:
            free = [i for i in free if self._opens(clause, clause.phrases[i], verb, zone)]
            if not free:
                return (), False
            if len(free) > 1 and LISTED.search(self.plain, clause.phrases[free[0]].end, clause.phrases[free[-1]].start):
                free = free[:1]  # ``甲对东盟和贸易表示关切``: a name in a list of matters
            members = joined_after(clause.phrases, free[-1])
            heads = [m for m in members if clause.phrases[m].end <= verb.start]
            together = verb.frame in ("modal", "speech") and is_adverbial(
                self.plain, clause.phrases[heads[-1]].end, verb.start, self.dates
            )
            chosen = tuple(
                clause.phrases[m].head
                for m in heads
                if m == free[-1]
                or clause.phrases[m].before in ("", "、", "和", "及", "以及", "，以及")
                or (together and clause.phrases[m].before == "与")
            )
            return chosen, True
        gap_start = zone
        if same_subject or is_adverbial(self.plain, gap_start, verb.start, self.dates):
            carried = self._carried(state, verb)
            return carried, bool(carried)
        return (), False

    def _successor(self, clause: Clause, verb: Verb) -> int | None:
        """Who takes a post in ``由乙接任`` and in ``乙接替辞职的甲出任``."""
        before = [p for p in clause.phrases if p.end <= verb.start and p.kind in ("person", "position")]
        if before and re.search(r"由[\u4e00-\u9fff]{0,8}$", self.plain[clause.start : before[-1].start]):
            return before[-1].head
        if len(before) < 2 or before[0].before:
            return None
        between = self.plain[before[0].end : before[-1].start]
        return (
            before[0].head if re.search(r"(?:接替|取代|接棒)(?:[^，。；]{0,16}的)?[^，。；]{0,10}$", between) else None
        )

    def _opens(self, clause: Clause, phrase: Phrase, verb: Verb | None, zone: int) -> bool:
        """Whether the phrase can be the subject: nothing but adverbs and dates before it. A person may also follow other
        words, but not as the object of a verb that the tables do not have."""
        start = max([zone, *(p.end for p in clause.phrases if p.end <= phrase.start)])
        if _INSIDE.fullmatch(self.plain, start, phrase.start) and not _PAST_IT.search(self.plain, start, phrase.start):
            return False
        if is_adverbial(self.plain, start, phrase.start, self.dates):
            return True
        if re.search(r"(?:组成|率领|带领)的$|^其$", self.plain[start : phrase.start]):
            return True
        if self.plain[start : phrase.start] == "的" and phrase.kind == "position":
            return True  # ``甲的律师否认``
        if (
            phrase.kind == "person"
            and verb is not None
            and verb.frame != "event"
            and (
                any(m.kind == "position" and m.start == phrase.start for m in self.mentions)
                or self.plain[phrase.start - 1] in "首长官相员席臣理使王后师家者监帅卿统"
            )
            and re.fullmatch(r"[\u4e00-\u9fff]{2,8}", self.plain[start : phrase.start])
            and not re.search(r"[将会已曾拟也还并再晤见访]|(?:到|过|了|着)$", self.plain[start : phrase.start])
            and not any(start <= v.start < phrase.start for v in clause.verbs)
            and not re.search(r"[在与同和向就从被由给于据]|(?<!反)对", self.plain[start : phrase.start])
        ):
            return True
        firm = any(m.kind == "organization" and m.start == phrase.start for m in self.mentions)
        if firm and _KIND_OF_FIRM.fullmatch(self.plain, start, phrase.start):
            return True
        return (
            phrase.kind == "person"
            and verb is not None
            and verb.frame != "event"
            and self.plain[phrase.start - 1 : phrase.start] in ("的", "日", " ")
        )

    def _is_office(self, subject: tuple[int, ...]) -> bool:
        """Whether the speaker is a body that speaks for others (``外交部说，将于下周访问……``), not a side of its own."""
        return any(
            (
                self.mentions[i].kind == "organization"
                and self.mentions[i].value not in ("government", "both_sides", "EU")
            )
            or self.mentions[i].value == "spokesperson"
            for i in subject
        )

    def _modifies(self, clause: Clause, index: int, verb_start: int) -> bool:
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

    def _carried(self, state: State, verb: Verb) -> tuple[int, ...]:
        if state.lost and (verb.frame in _OF_PEOPLE or verb.is_.kind == "plan"):
            return ()
        if state.speech is not None:
            if verb.frame in ("modal", "speech", "concur", "agree") or not state.content_subject:
                return () if verb.frame in _OF_PEOPLE and self._is_office(state.speaker) else state.speaker
            return state.content_subject
        return state.subject
