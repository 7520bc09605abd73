"""What an act of a clause is made of: realis, time, topics, who vouches for it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dateline.lang.frames import EXPRESSED
from dateline.lang.ja.arguments import Part
from dateline.lang.ja.lexicon import find_topics
from dateline.lang.ja.matters import matter_of
from dateline.lang.ja.parties import Parties, quotes_of
from dateline.lang.ja.phrase_groups import Group
from dateline.lang.ja.telling import (
    SentenceView,
    Told,
    condition_of,
    is_bare,
    is_called_off,
    is_headline,
    is_just_now,
    place_of,
    plover_of,
    realis_of,
    unnamed_speaker,
)
from dateline.lang.ja.when import day_ahead, is_past_day, time_of
from dateline.model import Act, Quote
from dateline.model.ladder import Rung
from dateline.model.reading import ActKind, Displeasure, MeetingKind

_TODAY = ("きょう", "今日", "本日", "今夜", "今晩")
JOINT = frozenset(("meeting", "call", "exchanged", "alike", "agreed", "signing", "decided"))


_ATTRIBUTE = re.compile(r"(?:ない|[っしれせめけいきりみび]た|んだ|[るうくすむぶぐつ])(?:中で?の)?(?=[一-龥ァ-ヶ「])")


def _head_of(view: SentenceView, start: int, end: int) -> int:
    """Where the words begin that no verb before them describes (見つからない中での訓練 is about 訓練); a party described so
    (売却を認めた米国) is no matter."""
    kinds = ("place", "organization", "person")
    parties = {m.start for m in view.mentions if m.kind in kinds and not view.text.startswith("の", m.end)}
    return max((m.end() for m in _ATTRIBUTE.finditer(view.text, start, end) if m.end() not in parties), default=start)


class ActBuilder:
    """Makes acts of the clauses of one text, in order, with the memory of who took part before."""

    def __init__(self) -> None:
        self._parties = Parties()
        self._groups: Sequence[Group] = ()

    def _earlier_partner(
        self, view: SentenceView, index: int, parts: Sequence[Part], actors: tuple[int, ...]
    ) -> tuple[int, ...]:
        """After Bと会談し the next joint clause is with B too."""
        for earlier in range(index - 1, -1, -1):
            if view.clauses[earlier].family in JOINT and parts[earlier].partner is not None:
                return self._parties.who(view, parts[earlier].partner)
        if not actors:
            return ()
        known = {view.mentions[a].chain for a in actors}
        if len(self._parties.pair) == 2 and known & {view.mentions[p].chain for p in self._parties.pair}:
            return tuple(p for p in self._parties.pair if view.mentions[p].chain not in known)
        return ()

    def _build(
        self,
        view: SentenceView,
        told: Told,
        kind: ActKind,
        rung: Rung,
        actors: tuple[int, ...],
        recipients: tuple[int, ...],
        *,
        bound: tuple[int, ...] = (),
        matter: tuple[int, int] | None = None,
        spoken: bool = False,
    ) -> Act:
        clause, part = told.clause, told.part
        realis, hedge, planned = realis_of(view, clause, part.governor is not None)
        announced = kind == "appointment" and clause.word != "辞意" and view.text.startswith("を表明", clause.stem_end)
        if clause.word in ("予定", "設定") or announced:  # 会談を予定している, 辞任を表明した
            realis, planned = "planned", True
        negative = clause.negative
        if negative and kind in ("meeting", "visit", "call") and is_called_off(view, clause):
            realis, planned = "planned", True
        time = time_of(view, told)
        undated = time is None or (view.today is not None and (time.earliest or "")[:10] >= view.today.isoformat())
        bare = is_bare(clause) and not clause.past and undated and not is_just_now(view)
        bare = bare and self._parties.are_awaited(view, actors)
        ahead = day_ahead(view, told) if kind not in ("statement", "pledge") else None
        today = kind != "statement" and is_headline(view) and time is not None and time.text in _TODAY
        if realis == "actual" and not negative and is_bare(clause) and today:
            realis, planned = "planned", True  # 首相がきょう来日
        elif realis == "actual" and not negative and (ahead or (bare and kind not in ("statement", "pledge"))):
            realis, planned, time = "planned", True, ahead or time
        elif realis == "planned" and is_past_day(view, told, time):
            realis, planned = "actual", False
        if planned and rung in ("done", "on_paper", "agreed", "exchanged", "saw_alike"):
            rung = "would"
        matter = matter or matter_of(view, told)
        topics = find_topics(view.text, *matter) if matter else ()
        if not spoken and (not topics or kind == "other"):
            topics = find_topics(view.text, told.low, clause.end)
        elif kind == "statement" and not topics:
            topics = tuple(t for t in find_topics(view.text, told.low, clause.end) if t in EXPRESSED)
        if clause.family == "displeasure":
            head = _head_of(view, told.low, clause.begin)
            beside = {*find_topics(view.text, told.low, head)} - {*find_topics(view.text, head, clause.end)}
            topics = tuple(t for t in topics if t not in beside)
        said_by = self._said_by(view, told, actors)
        displeasure: Displeasure | None = clause.detail if clause.family == "displeasure" else None  # type: ignore[assignment]
        meeting: MeetingKind | None = clause.detail if clause.family == "meeting" else None  # type: ignore[assignment]
        who = [r for r in recipients if r not in actors]
        return Act(
            kind=kind,
            rung=rung,
            polarity="negative" if negative else "positive",
            realis=realis,
            actors=quotes_of(view, actors),
            recipients=quotes_of(view, who),
            bound=quotes_of(view, bound),
            place=place_of(view, part),
            time=time,
            topics=topics,
            hedge=Quote.cut(view.text, *hedge) if hedge else unnamed_speaker(view, part),
            condition=condition_of(view, clause),
            said_by=said_by,
            plover=plover_of(clause, rung),
            start=view.start,
            end=view.end,
            matter=Quote.cut(view.text, *matter) if matter else None,
            meeting=meeting,
            displeasure=displeasure,
        )

    def _said_by(self, view: SentenceView, told: Told, actors: tuple[int, ...]) -> Quote | None:
        group = told.vouched
        if told.part.governor is not None and told.part.speaker is not None:
            group = told.part.speaker
        who = self._parties.who(view, group)
        chains = {view.mentions[a].chain for a in actors}
        others = [w for w in who if view.mentions[w].chain not in chains]
        return quotes_of(view, others[:1])[0] if others else None
