"""Who takes part: the mentions that a phrase stands for, with what earlier sentences leave for the next."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from dateline.lang.ja.phrase_groups import Group
from dateline.lang.ja.telling import WITH_A_PARTY, WITH_SOMEBODY, SentenceView, Told, two_countries
from dateline.model import Act, Mention, Quote

_STALE = 3
_SPEAKS_FOR_OTHERS = re.compile(
    r"(?:内閣)?官房(?:副)?長官|[^、。はがを]{0,8}(?:報道官|スポークス|局長|当局者|関係者|幹部|高官)"
)
_TOGETHER = ("meeting", "call", "agreement", "signing")


@dataclass(slots=True)
class Parties:
    """The last subject and the last two parties of the text so far (mention indices), and all pairs told of (chains)."""

    subject: tuple[int, ...] = ()
    pair: tuple[int, ...] = ()
    pairs: set[frozenset[int | None]] = field(default_factory=set)
    since: int = 0
    awaited: set[int | None] = field(default_factory=set)
    traveller: tuple[int, ...] = ()
    _mentions: list[Mention] = field(default_factory=list)
    _places: dict[tuple[int, int], list[int]] = field(default_factory=dict)
    _placed: int = 0

    def _at(self, view: SentenceView) -> dict[tuple[int, int], list[int]]:
        """The mentions of the text so far by where they stand; only the new ones are gone through."""
        if self._mentions is not view.mentions:
            self._mentions, self._places, self._placed = view.mentions, {}, 0
        for index in range(self._placed, len(view.mentions)):
            mention = view.mentions[index]
            self._places.setdefault((mention.start, mention.end), []).append(index)
        self._placed = len(view.mentions)
        return self._places

    @property
    def fresh_subject(self) -> tuple[int, ...]:
        """The last subject, unless the text has gone on for some sentences without one."""
        return self.subject if self.since < _STALE else ()

    def are_awaited(self, view: SentenceView, who: Sequence[int]) -> bool:
        """Whether the last that the text told of a journey or meeting of theirs was a plan."""
        return bool(who) and all(view.mentions[i].chain in self.awaited for i in who)

    def who(self, view: SentenceView, group: Group | None) -> tuple[int, ...]:
        """The mentions that a group stands for; 両氏 and the like are the two parties told of before."""
        if group is None:
            return ()
        if group.members:
            return group.members
        return self._both(view, group) if group.kind == "collective" else ()

    def topic_person(self, view: SentenceView, partners: tuple[int, ...]) -> tuple[int, ...]:
        """The one person that the text goes on about, where a sentence names only whom it was that somebody met."""
        subject = self.fresh_subject
        if len(subject) == 1 and view.mentions[subject[0]].kind in ("organization", "place") and self.traveller:
            subject = self.traveller
        if len(subject) != 1 or view.mentions[subject[0]].kind not in ("person", "position"):
            return ()
        if _SPEAKS_FOR_OTHERS.match(view.text, view.mentions[subject[0]].end):
            return ()
        return () if view.mentions[subject[0]].chain in {view.mentions[p].chain for p in partners} else subject

    def _both(self, view: SentenceView, group: Group) -> tuple[int, ...]:
        if group.word.startswith(("両国", "両政府")):
            lands = two_countries(view)
            if lands:
                return lands
        if len(self.pair) == 2:
            return self.pair
        return (self._both_sides(view, group),)

    def _both_sides(self, view: SentenceView, group: Group) -> int:
        """A mention of its own for a pair that the text does not name before."""
        for index, mention in enumerate(view.mentions):
            if mention.value == "both_sides" and (mention.start, mention.end) == (group.low, group.high):
                return index
        chain = 1 + max((m.chain for m in view.mentions if m.chain is not None), default=-1)
        known = next((m.chain for m in view.mentions if m.value == "both_sides"), None)
        words = view.text[group.low : group.high]
        view.mentions.append(
            Mention(
                text=words,
                start=group.low,
                end=group.high,
                kind="organization",
                value="both_sides",
                chain=chain if known is None else known,
            )
        )
        return len(view.mentions) - 1

    def keep_pair(self, view: SentenceView, acts: Sequence[Act]) -> None:
        """Take the two parties of the first act told that has two."""
        if not any(act.kind in (*_TOGETHER, "visit") or act.rung == "exchanged" for act in acts):
            return
        starts = self._at(view)
        told: list[tuple[Act, tuple[int, ...]]] = []
        for act in acts:
            if act.kind in ("visit", "meeting", "call"):
                chains = {
                    view.mentions[starts[q.start, q.end][-1]].chain for q in act.actors if (q.start, q.end) in starts
                }
                self.awaited = self.awaited | chains if act.realis == "planned" else self.awaited - chains
            both = (*act.actors, *act.recipients)
            indexes = tuple(dict.fromkeys(starts[q.start, q.end][-1] for q in both if (q.start, q.end) in starts))
            talked = (act.kind, act.rung) == ("statement", "exchanged") and _are_people(view, indexes)
            if (act.kind in _TOGETHER or talked) and len(indexes) == 2 and act.polarity == "positive":
                told.append((act, indexes))
                self.pairs.add(frozenset(view.mentions[i].chain for i in indexes))
        if told:
            sides = {frozenset(view.mentions[i].chain for i in both) for _, both in told}
            talks = [both for act, both in told if act.meeting in ("talks", "summit")]
            self.pair = talks[-1] if len(sides) > 1 and talks else told[0][1]

    def remember(self, view: SentenceView, groups: Sequence[Group], acts: Sequence[Act]) -> None:
        topic = next((g for g in groups if g.topic), None) or next((g for g in groups if g.particle == "が"), None)
        self.since += 1
        if topic is not None:
            self.subject, self.since = self.who(view, topic), 0
        elif acts and acts[0].actors:
            spans = {(q.start, q.end) for q in acts[0].actors}
            self.subject = tuple(sorted(i for span in spans for i in self._at(view).get(span, ())))
            self.since = 0
        self.keep_pair(view, acts)
        self.traveller = self._traveller(view, acts)

    def _traveller(self, view: SentenceView, acts: Sequence[Act]) -> tuple[int, ...]:
        """The one person of whose journey the sentence told what others made known (政府はX外相が訪問すると発表した)."""
        spans = {(q.start, q.end) for a in acts if a.kind == "visit" and a.polarity == "positive" for q in a.actors}
        told = sorted(i for span in spans for i in self._at(view).get(span, ()))
        who = tuple(i for i in told if view.mentions[i].kind == "person")
        return who if len(who) == 1 else ()


def _are_people(view: SentenceView, who: Sequence[int]) -> bool:
    return all(view.mentions[i].kind == "person" for i in who)


def quotes_of(view: SentenceView, who: Sequence[int]) -> tuple[Quote, ...]:
    """The words of mentions, each once."""
    return tuple(Quote(m.text, m.start, m.end) for m in (view.mentions[i] for i in dict.fromkeys(who)))


def has_unknown_fellow(view: SentenceView, subject: Group | None) -> bool:
    """Whether somebody whom we did not make out stands beside the subject (…庁長と桐谷長官は)."""
    start = min(subject.low, subject.lead or subject.low) if subject is not None else view.start
    return start > view.start and view.text[start - 1] == "と"


def with_stranger(view: SentenceView, told: Told) -> bool:
    """Whether a phrase with と, of nobody that we made out, says with whom it was (住民らと面会した)."""
    if told.part.partner is not None:
        return False
    pattern = WITH_SOMEBODY if told.clause.family in ("meeting", "call") else WITH_A_PARTY
    return pattern.search(view.text[told.low : told.clause.begin]) is not None
