"""The clause at hand: what stands around a verb (partners, objects, matter, time, place, hedge)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from dateline.lang.zh.chains import Cast
from dateline.lang.zh.frames import Parties
from dateline.lang.zh.lexicon import alternatives, hedges
from dateline.lang.zh.phrases import Phrase, joined_after
from dateline.lang.zh.predicates import (
    SHORT_VISITS,
    Verb,
    first_verb,
    lacks_matter,
    topic_labels,
)
from dateline.model import Act, DateValue, Mention, Quote

_CONDITION = re.compile(r"(?:如果|若是|若(?!干)|假如|倘若|一旦|只要|除非|假设|万一|只有在)")

LISTED = re.compile(r"(?:就|对|关于|围绕)[^，。；]*[、和]$")
_DOES = re.compile(r"(?:举行|进行|展开|开展|召开|就|围绕|共同|一起|通|达成|签|在|等)")
_GIVEN = re.compile(
    r"前提(?:条件)?是[^，。；]+|(?:在|以)[^，。；在以]{2,30}(?:为(?:前提)?条件|为前提|的(?:前提|条件)下)"
)


@dataclass(frozen=True, slots=True)
class Told:
    """Who says something in a sentence: the speaker, the verb, and the stretch that holds what is said."""

    start: int
    end: int
    speaker: Quote | None
    cue: Quote | None
    content: tuple[int, int] | None


@dataclass(slots=True)
class State:
    """What a sentence has told so far."""

    start: int
    end: int
    speaker: tuple[int, ...] = ()
    voucher: int | None = None
    speech: Verb | None = None
    speech_time: DateValue | None = None
    subject: tuple[int, ...] = ()
    opener: tuple[int, ...] = ()
    content_subject: tuple[int, ...] = ()
    aimed: bool = False
    ahead: bool = False
    lost: bool = False
    denied: bool = False
    today: str | None = None
    condition: Quote | None = None
    hedge: Quote | None = None
    hedge_key: str | None = None
    time: DateValue | None = None
    place: Quote | None = None
    hosts: tuple[Quote, ...] = ()
    covered: bool = False
    acts: list[Act] = field(default_factory=list)
    clauses: list[tuple[int, int]] = field(default_factory=list)


@dataclass(slots=True)
class Clause:
    start: int
    end: int
    verbs: list[Verb]
    phrases: list[Phrase]


class ClauseReader:
    """Looks around a verb in its clause. Holds the text, its simplified form, the cast and the dates."""

    def __init__(self, text: str, plain: str, cast: Cast, dates: Sequence[DateValue]) -> None:
        self.text, self.plain, self.cast = text, plain, cast
        self.dates = sorted(dates, key=lambda d: d.start)
        self.parties = Parties(text, plain, cast)
        self.told: list[Told] = []
        self.bare = _blank_names(plain, cast.mentions)
        self.last_subject: tuple[int, ...] = ()
        self.met: set[tuple[str, frozenset[int | None]]] = set()

    @property
    def mentions(self) -> Sequence[Mention]:
        return self.cast.mentions

    def _quote(self, index: int) -> Quote:
        mention = self.mentions[index]
        return Quote.cut(self.text, mention.start, mention.end)

    def _modifies(self, clause: Clause, index: int, verb_start: int) -> bool:
        raise NotImplementedError

    def _chain_at(self, quote: Quote) -> int | None:
        return next((m.chain for m in self.mentions if m.start == quote.start and m.end == quote.end), None)

    def _vouched(self, state: State, act: Act) -> Quote | None:
        """Who the sentence cites at its head (``据中方消息，甲谈到……``), where that is nobody of the act's own doers."""
        if state.voucher is None:
            return None
        chain = self.mentions[state.voucher].chain
        return None if any(self._chain_at(a) == chain for a in act.actors) else self._quote(state.voucher)

    def _quoted(self, start: int, place: int) -> bool:
        return self.plain.count("“", start, place) > self.plain.count("”", start, place)

    def _unmarked(self, start: int, end: int) -> Quote:
        """Words without the quotation marks around them."""
        if self.plain[start] in '“「"' and not re.search(r"[”」\"]", self.plain[start : end - 1]):
            start += 1
            while end - 1 > start and self.plain[end - 1] in '”」"。！':
                end -= 1
        return Quote.cut(self.text, start, end)

    def _partners(self, clause: Clause, verb: Verb, zone: int) -> tuple[int, ...]:
        found: list[int] = []
        for i, phrase in enumerate(clause.phrases):
            if (
                phrase.start >= zone
                and phrase.end <= verb.start
                and phrase.before in ("与", "同", "和", "跟", "及")
                and phrase.kind != "number"
            ):
                if phrase.before in ("和", "及") and (phrase.joined or self._among_matters(clause, phrase)):
                    continue
                noun = phrase.kind in ("place", "organization") and self._modifies(clause, i, verb.start)
                if noun and not _DOES.match(self.plain, phrase.end, verb.end):
                    break
                found.extend(
                    clause.phrases[m].head
                    for m in joined_after(clause.phrases, i)
                    if clause.phrases[m].end <= verb.start
                )
                break
        return tuple(dict.fromkeys(found))

    def _among_matters(self, clause: Clause, phrase: Phrase) -> bool:
        """Whether a name closes a list of what the act is about (``对补贴和金砖国家表示赞同``)."""
        return LISTED.search(self.plain, clause.start, phrase.start) is not None

    def _objects(self, clause: Clause, verb: Verb, following: Verb | None) -> tuple[int, ...]:
        limit = following.start if following is not None and verb.frame != "visit" else clause.end
        later = [
            i
            for i, p in enumerate(clause.phrases)
            if verb.end <= p.start < limit
            and not re.match(r"率领|带领|为首|率团", self.plain[p.end : p.end + 2])
            and not (p.kind == "person" and re.match(r"的[\u4e00-\u9fff]{2}", self.plain[p.end : p.end + 3]))
        ]
        if not later:
            return ()
        return tuple(
            clause.phrases[m].head for m in joined_after(clause.phrases, later[0]) if clause.phrases[m].start < limit
        )

    def _relative_visitor(self, clause: Clause, verb: Verb) -> int | None:
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

    def _matter(self, state: State, clause: Clause, verb: Verb, following: Verb | None) -> Quote | None:
        start, end = verb.end, clause.end
        if verb.frame in ("joint", "agree") and (about := self._about(clause, verb)) is not None:
            return about
        if verb.frame == "modal" and lacks_matter(self.plain, verb, clause.end + 1):
            about = self._about(clause, verb) or self._towards(clause, verb)
            if about is not None or verb.is_.displeasure:
                return about
        while start < end and self.plain[start] in "了着过，：: “":
            start += 1
        if (
            verb.frame in ("modal", "agree", "joint")
            and following is not None
            and following.frame == "speech"
            and not re.match(r"将?[向对就]", self.plain[start : following.start])
        ):
            end = following.start
        else:
            end = self._matter_end(state, clause, verb, end)
        if start >= clause.end and end > start:
            while start < end and self.plain[start] in "，：: “「":
                start += 1
        while end > start and self.plain[end - 1] in "”。，；！」":
            end -= 1
        if self.plain.count("“", start, end) > self.plain.count("”", start, end) and self.plain[end : end + 1] == "”":
            end += 1
        return Quote.cut(self.text, start, end) if end - start >= 2 else None

    def _matter_end(self, state: State, clause: Clause, verb: Verb, end: int) -> int:
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
            first = first_verb(self.plain, start, stop, names)
            if (
                any(a <= start + 1 for a, _ in names)
                and first is not None
                and first.frame in ("speech", "modal", "meet", "talks")
            ):
                break
            own = end > verb.end and _CONDITION.search(self.plain, verb.end, end) is None
            if (
                first is not None
                and own
                and first.start - start <= 6
                and first.frame in ("meet", "talks", "visit", "sign", "post")
            ):
                break
            if (
                first is not None
                and first.start - start <= 3
                and first.frame in ("modal", "speech", "joint", "concur", "agree")
                and (verb.end < clause.end or verb.frame == "joint")
            ):
                break
            end = stop
        return end

    def _about(self, clause: Clause, verb: Verb) -> Quote | None:
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

    def _towards(self, clause: Clause, verb: Verb) -> Quote | None:
        """``对日方有关言论表示不满``: what the displeasure is about stands before it."""
        match = re.search(r"对([^，。；]{2,40})$", self.plain[clause.start : verb.start])
        if match is None or not verb.is_.displeasure or any(p.end == verb.start for p in clause.phrases):
            return None
        start = clause.start + match.start(1)
        words = re.sub(rf"(?:{alternatives('adverbs')})*$", "", match[1])
        return Quote.cut(self.text, start, start + len(words)) if len(words) >= 2 else None

    def _time(self, state: State, start: int, end: int) -> DateValue | None:
        here = [
            d
            for d in self.dates
            if start <= d.start and d.end <= end and (d.earliest or (d.timex3 or "").startswith("XXXX-"))
        ]
        return here[0] if here else state.time

    def _place(self, state: State, clause: Clause, verb: Verb) -> Quote | None:
        for phrase in reversed(clause.phrases):
            if phrase.kind == "place" and phrase.end <= verb.start and phrase.before in ("在", "于"):
                after = self.plain[phrase.end : phrase.end + 2]
                if not after.startswith(("的", "问题", "方面")):
                    return self._quote(phrase.head)
        return state.place

    def _note_hedge(self, state: State, clause: Clause) -> None:
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

    def _condition_inside(self, act: Act) -> Quote | None:
        """``承诺，如果条件允许，将访问``: a condition in what is promised."""
        if act.matter is None or act.kind not in ("pledge", "agreement", "plan"):
            return None
        given = _GIVEN.search(self.plain, act.start, max(act.end, act.matter.end))
        if given is not None:
            return Quote.cut(self.text, given.start(), given.end())
        match = re.search(rf"(?:^|，)({_CONDITION.pattern}[^，。；]*)", self.plain[act.matter.start : act.matter.end])
        if match is None:
            return None
        return Quote.cut(self.text, act.matter.start + match.start(1), act.matter.start + match.end(1))


def _blank_names(plain: str, mentions: Sequence[Mention]) -> str:
    """The text with every name and every long name of a topic blotted out, so that no rule reads a word inside one
    (``会`` in ``维新会``, ``计划`` in ``行动计划``)."""
    chars = list(plain)
    for mention in mentions:
        if mention.kind != "number" and mention.value not in ("他", "她"):
            chars[mention.start : mention.end] = "■" * (mention.end - mention.start)
    for start, end in topic_labels(plain):
        chars[start:end] = "■" * (end - start)
    return "".join(chars)
