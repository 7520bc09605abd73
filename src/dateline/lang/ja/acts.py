"""Acts of one sentence: who did, said, hoped, pledged or signed what, to whom, where and when."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from dateline.lang.ja.arguments import Part, fit_parts
from dateline.lang.ja.asides import headline_speech, held_meeting, met_beside, unsigned_act
from dateline.lang.ja.attributes import described, staying
from dateline.lang.ja.clauses import Clause
from dateline.lang.ja.content import is_own_deed
from dateline.lang.ja.journeys import traveller, visitor
from dateline.lang.ja.lexicon import find_topics
from dateline.lang.ja.parties import Parties, has_unknown_fellow, quotes_of, with_stranger
from dateline.lang.ja.phrase_groups import BY_WHOM, Group, find_groups
from dateline.lang.ja.predicates import REVEALED
from dateline.lang.ja.telling import (
    BY_PHONE,
    COURSE,
    DECIDED,
    SHARED,
    SHARED_UPSET,
    SPEECH,
    SentenceView,
    Told,
    agreement_rung,
    condition_of,
    content_of,
    content_start,
    course_of_action,
    fate_of_plan,
    is_bare,
    is_called_off,
    is_denied,
    is_headline,
    is_just_now,
    is_plural,
    is_restated,
    is_rumoured,
    is_settled,
    matter_of,
    place_of,
    plover_of,
    realis_of,
    replace_act,
    speech_rung,
    unnamed_speaker,
)
from dateline.lang.ja.when import day_ahead, is_past_day, time_of
from dateline.model import Act, Quote
from dateline.model.ladder import Rung
from dateline.model.reading import ActKind, Displeasure, MeetingKind

APPOINTING = re.compile(r"(?:同意)?(?:人事|案)(?:案)?を[^。、「」]{0,12}?(?:決め|決定|発表|承認|可決|了承|閣議決定)")
_JOINT = frozenset(("meeting", "call", "exchanged", "alike", "agreed", "signing", "decided"))
_EVENTS = frozenset(
    ("meeting", "call", "visit", "signing", "agreed", "alike", "exchanged", "appointment", "done", "decided")
)


def _credited(view: SentenceView, groups: Sequence[Group]) -> Group | None:
    """Who vouches for a headline: what stands alone after ＝ (…と会談へ＝韓国側)."""
    last = groups[-1] if groups and is_headline(view) else None
    if last is None or last.stop != view.end or view.text[last.low - 1 : last.low] != "＝":
        return None
    return last


def _is_received(view: SentenceView, clause: Clause) -> bool:
    """Whether a courtesy call is told from the host's side (表敬訪問を受けた)."""
    return (
        clause.passive
        or clause.word.endswith("受ける")
        or bool(re.match(r"[^。、]{0,4}を受け", view.text[clause.begin + len(clause.word) :][:9]))
    )


class ActReader:
    """Reads the acts of the sentences of one text, in order."""

    def __init__(self) -> None:
        self._parties = Parties()
        self._groups: Sequence[Group] = ()

    def read(self, view: SentenceView) -> list[Act]:
        """The acts of a sentence. The memory goes on to the next."""
        groups = find_groups(view.text, (view.start, view.end), view.phrases, view.strangers)
        parts = fit_parts(view.text, groups, view.clauses)
        source = next((g for g in groups if g.particle in BY_WHOM), None) or _credited(view, groups)
        self._groups = groups
        absent = unsigned_act(view, groups, self._parties)
        if absent is not None:
            return [absent]
        acts: list[Act] = []
        for index, clause in enumerate(view.clauses):
            told = Told(clause, parts[index], content_start(view, groups, clause, parts[index]), source)
            found = self._held(view, told) or self._clause_acts(view, told, index, parts)
            acts.extend(found)
            self._parties.keep_pair(view, found)
        acts.extend(met_beside(view, groups, acts, self._parties))
        acts.extend(staying(view, groups, acts, self._parties))
        acts.extend(headline_speech(view, groups, acts, self._parties))
        self._parties.remember(view, groups, acts)
        return acts

    def _clause_acts(self, view: SentenceView, told: Told, index: int, parts: Sequence[Part]) -> list[Act]:
        clause, part = told.clause, told.part
        if clause.family in ("nothing", "state") or clause.link == "if":
            return []
        if is_rumoured(view, clause):  # 訪中するとの報道について
            if not is_denied(view, clause):
                return []
            told = replace(told, clause=replace(clause, negative=True))
            clause = told.clause
        if clause.modal == "planned" and (fate := fate_of_plan(view, clause)) is not None:
            if fate == "open":
                return []
            told = replace(told, clause=replace(clause, negative=True))
            clause = told.clause
        if clause.link == "noun":
            return self._attribute(view, told)
        governed = part.governor is not None
        if governed and not self._told_inside(view, told, parts):
            return []
        if clause.link == "nominal" and not governed:  # 訪れるのは3年ぶりだ
            return []
        if clause.family in SPEECH:
            return self._speech(view, told, index, parts)
        return self._event(view, told, index, parts)

    def _attribute(self, view: SentenceView, told: Told) -> list[Act]:
        """Bと会談したAは, 台北を訪れたA氏: what is told of a person before his name."""
        if told.clause.family == "appointment":
            return self._named_in(view, told)
        by_phone = told.clause.family == "exchanged" and BY_PHONE.search(view.text[told.low : told.clause.begin])
        if told.clause.family not in ("meeting", "call", "visit") and not by_phone:
            return []
        head = described(view, self._groups, told.clause)
        if head is None:
            return []
        subject = self._parties.who(view, told.part.subject if told.part.own_subject else None)
        if told.clause.family == "visit":
            return [] if subject else self._joint(view, told, (head,), ())
        partners = self._parties.who(view, told.part.partner)
        if bool(subject) == bool(partners):
            return []
        part = replace(told.part, subject=None)
        return self._joint(view, replace(told, part=part), subject or (head,), partners or (head,))

    def _named_in(self, view: SentenceView, told: Told) -> list[Act]:
        """X氏を起用する人事を決めた: an appointment told as what was decided."""
        decided = APPOINTING.match(view.text, told.clause.end, view.end)
        chosen = [r for r in self._parties.who(view, told.part.recipient) if view.mentions[r].kind == "person"]
        actors = self._parties.who(view, next((g for g in self._groups if g.topic or g.particle == "が"), None))
        if decided is None or not chosen or not actors or told.clause.negative:
            return []
        return [
            replace_act(
                self._build(view, told, "appointment", "done", actors, tuple(chosen)), realis="actual", rung="done"
            )
        ]

    def _told_inside(self, view: SentenceView, told: Told, parts: Sequence[Part]) -> bool:
        """Whether a clause inside reported speech is an act of its own: it has a subject that is not the speaker, or it
        is an event that the speaker reports as past."""
        clause, part = told.clause, told.part
        outer = view.clauses[part.governor] if part.governor is not None else None
        if outer is None or clause.link == "wish" or not (outer.family == "said" or outer.word in REVEALED):
            return False
        if clause.family not in _EVENTS and clause.family not in ("asked", "would", "undertook", "said"):
            return False
        if clause.modal == "possible" and clause.negative and not (part.subject is not None and part.own_subject):
            return False
        past = is_settled(view, told.clause)
        going = clause.family in ("visit", "meeting", "call", "appointment") and clause.link == "content"
        if going and outer.family == "said" and not (clause.desire or clause.negative or part.own_subject):
            return True  # 来月訪中すると述べた
        if part.subject is not None and part.own_subject:
            return part.subject.kind != "unknown" or (past and (clause.family, clause.detail) == ("done", "plain"))
        return past and clause.family in ("meeting", "call", "visit", "signing", "agreed", "alike")

    def _event(self, view: SentenceView, told: Told, index: int, parts: Sequence[Part]) -> list[Act]:
        clause, part = told.clause, told.part
        actors = self._parties.who(view, part.subject)
        partners = self._parties.who(view, part.partner)
        if clause.passive and clause.family == "done":
            return self._passive(view, told, actors)
        nobody = part.subject is None or (clause.lacking and part.subject.kind == "unknown")
        inherited = nobody and clause.family in _JOINT and clause.family != "decided"
        if not actors and inherited and not partners:
            actors = () if with_stranger(view, told) else self._parties.pair
        elif not actors and inherited and clause.family in ("meeting", "call", "exchanged"):
            actors = self._parties.topic_person(view, partners)
        elif not actors and part.subject is None and part.governor is None:
            actors = self._parties.fresh_subject if self._may_inherit(view, clause) else ()
        alone = clause.family == "decided" or clause.word in ("賛同", "同意", "共感", "賛意")
        told_to = bool(self._parties.who(view, part.recipient))
        several = part.subject is not None and part.subject.kind == "collective"
        if (
            clause.family in _JOINT
            and not partners
            and len(actors) == 1
            and not (alone or told_to or several or with_stranger(view, told))
        ):
            partners = self._earlier_partner(view, index, parts, actors)
        return self._joint(view, told, actors, partners)

    def _may_inherit(self, view: SentenceView, clause: Clause) -> bool:
        return clause.family in ("visit", "asked", "undertook", "said", "would", "displeasure") and clause.link in (
            "end",
            "and",
            "content",
        )

    def _passive(self, view: SentenceView, told: Told, subject: tuple[int, ...]) -> list[Act]:
        """発射された: nobody is the actor; what it was done to is the matter."""
        act = self._build(view, told, "other", "done", (), ())
        return [act] if act is not None else []

    def _earlier_partner(
        self, view: SentenceView, index: int, parts: Sequence[Part], actors: tuple[int, ...]
    ) -> tuple[int, ...]:
        """After Bと会談し the next joint clause is with B too."""
        for earlier in range(index - 1, -1, -1):
            if view.clauses[earlier].family in _JOINT and parts[earlier].partner is not None:
                return self._parties.who(view, parts[earlier].partner)
        if not actors:
            return ()
        known = {view.mentions[a].chain for a in actors}
        if len(self._parties.pair) == 2 and known & {view.mentions[p].chain for p in self._parties.pair}:
            return tuple(p for p in self._parties.pair if view.mentions[p].chain not in known)
        return ()

    def _joint(self, view: SentenceView, told: Told, actors: tuple[int, ...], partners: tuple[int, ...]) -> list[Act]:
        clause, part = told.clause, told.part
        family = clause.family
        if family in ("exchanged", "meeting") and BY_PHONE.search(view.text[told.low : clause.begin]):
            family = "call"
        act: Act | None = None
        both = (*actors, *(p for p in partners if p not in actors))
        recipients = self._parties.who(view, part.recipient)
        stranger = part.subject is not None and not part.subject.members and part.subject.kind == "unknown"
        if len(both) == 1 and not recipients and (has_unknown_fellow(view, part.subject) or (stranger and not actors)):
            return []
        if family in ("meeting", "call"):
            kind: ActKind = "meeting" if family == "meeting" else "call"
            alone = len(both) == 1 and not recipients and not is_plural(view, both[0])
            if alone and with_stranger(view, told):
                return []
            named = part.subject is not None and part.subject.particle in ("は", "が", "も") and not is_bare(clause)
            lonely = alone and (not (actors and named) or clause.word == "会見")
            if clause.word == "会見" and part.partner is None and not recipients:  # to the press
                return []
            if lonely or not (both or clause.negative):
                return []
            if alone and clause.lacking and part.governor is not None and view.mentions[both[0]].kind == "organization":
                return []  # 外務省は、…協議を延期すると明らかにした: whose talks is not said
            sides = (actors or partners, (*(partners if actors else ()), *recipients))
            if clause.word.startswith("表敬") and len(actors) == 1 and sides[1] and not _is_received(view, clause):
                sides = (sides[1], sides[0])
            act = self._build(view, told, kind, "done", *sides)
        elif family == "visit":
            if clause.word == "滞在" and part.place is None:  # 15日まで滞在する
                return []
            if clause.lacking:
                actors = traveller(view, self._groups, clause, actors)
            actors, part = visitor(self._groups, told, actors)
            if not actors:
                return []
            hosts = tuple(r for r in recipients if view.mentions[r].kind != "organization")
            act = self._build(view, replace(told, part=part), "visit", "done", actors, hosts)
        elif family == "exchanged":
            act = self._build(view, told, "statement", "exchanged", both, ()) if both else None
        elif family in ("alike", "agreed", "decided"):
            return self._agreement(view, told, actors, both)
        elif family == "signing":
            act = self._build(view, told, "signing", "on_paper", both, ()) if both or clause.passive else None
        elif family == "appointment":
            chosen = tuple(r for r in recipients if view.mentions[r].kind == "person")
            put = bool(actors) or (clause.word == "充てる" and bool(chosen))
            act = self._build(view, told, "appointment", "done", actors, chosen) if put else None
        else:
            act = self._other(view, told, actors, recipients)
        return [act] if act is not None else []

    def _held(self, view: SentenceView, told: Told) -> list[Act]:
        """AとBの首脳会談が行われた: a meeting whose two parties stand before its noun."""
        held = held_meeting(view, self._groups, told.clause, self._parties)
        if held is None:
            return []
        actors, family, level, negative = held
        clause = replace(
            told.clause, family=family, detail=level, negative=negative or told.clause.negative, passive=False
        )
        part = replace(told.part, governor=None) if clause.link == "nominal" else told.part
        kind: ActKind = "call" if family == "call" else "meeting"
        return [self._build(view, replace(told, clause=clause, part=part, low=view.start), kind, "done", actors, ())]

    def _other(
        self, view: SentenceView, told: Told, actors: tuple[int, ...], recipients: tuple[int, ...]
    ) -> Act | None:
        """Any other event: told when somebody of the text did it, or when it is a known kind of event."""
        if told.clause.link in ("nominal", "wish", "when") or (told.clause.detail == "other" and not actors):
            return None
        if not actors and told.clause.link != "end" and told.part.subject is None:
            return None
        act = self._build(view, told, "other", "done", actors, recipients)
        return None if act.rung == "would" and not actors else act

    def _agreement(self, view: SentenceView, told: Told, actors: tuple[int, ...], both: tuple[int, ...]) -> list[Act]:
        rung, weak = agreement_rung(view, told.clause)
        shared = SHARED.search(view.text[view.start : told.clause.begin])
        if told.clause.word == "共有" and not shared:
            return []
        if rung is None or not (both or told.clause.negative):
            return []
        if told.clause.family == "decided" and len(both) < 2:
            if told.clause.word == "決める" and not DECIDED.search(view.text[view.start : told.clause.begin]):
                return []
            act = self._build(view, told, "plan", "would", both, (), bound=both)
            return [act] if act is not None else []
        binding = rung in ("agreed", "on_paper")
        kind: ActKind = "agreement" if binding else "statement"
        if binding and len(both) == 1 and not is_plural(view, both[0]) and not told.clause.negative:
            rung, kind = "saw_alike", "statement"
        bound = both if kind == "agreement" else ()
        act = self._build(view, told, kind, rung, both, (), bound=bound)
        upset = SHARED_UPSET.get(shared.group(1)) if shared and told.clause.word == "共有" else None
        return [replace_act(act, weak=weak, restated=is_restated(view, told.clause), displeasure=upset)]

    def _speech(self, view: SentenceView, told: Told, index: int, parts: Sequence[Part]) -> list[Act]:
        clause, part = told.clause, told.part
        inner = [i for i, p in enumerate(parts) if p.governor == index]
        if (
            any(self._told_inside(view, Told(view.clauses[i], parts[i], 0), parts) for i in inner)
            and clause.family == "said"
        ):
            return []
        actors = self._parties.who(view, part.subject)
        hearsay = clause.family == "would" and told.vouched is not None
        if not actors and part.subject is None and not hearsay and clause.link in ("end", "and", "content"):
            actors = self._parties.fresh_subject if not clause.passive else ()
        if not actors or clause.passive or clause.word in ("言う",):
            return []
        content = content_of(view, told, inner, index)
        beside = next(
            (g for g in self._groups if content and g.stop == content[0] - 1 and (g.topic or g.particle == "が")), None
        )
        outer = self._topic_before(view, beside)
        if outer is not None:
            actors = self._parties.who(view, outer)
        elif beside is not None and content is not None and view.text[content[0] - 1] == "「":
            actors = self._parties.who(view, beside)
            if not actors:
                return []
        rung, condition = speech_rung(view, clause, content)
        if clause.word == "明言" and clause.negative:
            rung = "raised"
        if clause.word in ("確認", "再確認") and content is not None:
            return self._confirmed(view, told, index, parts, actors, content)
        if clause.word == "発表" and re.search(
            r"共同(?:声明|文書|発表文)[^。]{0,6}を?$", view.text[told.low : clause.begin]
        ):
            partners = self._parties.who(view, part.partner) or self._earlier_partner(view, index, parts, actors)
            both = (*actors, *partners) if len(actors) == 1 else actors
            return [self._build(view, told, "signing", "on_paper", both, ())]
        together = len(actors) > 1 or part.partner is not None
        if clause.word == "発表" and together and COURSE.search(view.text[told.low : clause.begin]):
            both = (*actors, *self._parties.who(view, part.partner))
            return [self._build(view, told, "signing", "on_paper", both, ())]
        vowed = clause.family == "undertook" or (clause.word == "表明" and not part.own_subject)
        vowed = vowed or is_own_deed(view.text, clause, content)
        kind: ActKind = "pledge" if vowed and rung == "undertook" else "statement"
        recipients = self._parties.who(view, part.recipient)
        bound = actors if rung in ("undertook", "would") else ()
        act = self._build(view, told, kind, rung, actors, recipients, bound=bound, matter=content, spoken=True)
        act = replace_act(act, restated=is_restated(view, clause))
        if clause.word in ("否定", "否認") and not clause.negative:
            quoted = content is not None and view.text[content[0] - 1] in "「『"  # 情報を「事実無根」と否定した
            act = replace_act(act, polarity="negative", plover="REJECT", matter=None if quoted else act.matter)
        if condition:
            act = replace_act(act, condition=Quote.cut(view.text, *condition), realis="conditional")
        return [act]

    def _topic_before(self, view: SentenceView, beside: Group | None) -> Group | None:
        """The speaker of a sentence whose quotation has a topic of its own (A首相は10日、B首相は「…」と非難した)."""
        if beside is None or beside.particle != "は":
            return None
        first = next((g for g in self._groups if g.topic and g.particle == "は" and g.stop <= beside.low), None)
        if first is None or not first.members:
            return None
        told = any(first.stop <= c.begin < beside.low and c.link in ("and", "end", "content") for c in view.clauses)
        return None if told else first

    def _confirmed(
        self,
        view: SentenceView,
        told: Told,
        index: int,
        parts: Sequence[Part],
        actors: tuple[int, ...],
        content: tuple[int, int],
    ) -> list[Act]:
        """確認 takes its object's rung: an importance is seen alike, a course of action weakly agreed, a fact raised."""
        words = view.text[slice(*content)]
        before = view.text[content[1] : told.clause.begin]
        both = (*actors, *self._earlier_partner(view, index, parts, ())) if len(actors) == 1 else actors
        if told.part.partner is not None:
            both = (*actors, *self._parties.who(view, told.part.partner))
        joint = len(both) > 1 or is_plural(view, both[0])
        if joint and re.search(r"(?:重要性|必要性|意義|立場)$", words):
            act = self._build(view, told, "statement", "saw_alike", both, (), matter=content)
        elif joint and course_of_action(words, before):
            act = self._build(view, told, "agreement", "agreed", both, (), bound=both, matter=content)
            act = replace_act(act, weak=True)
        else:
            act = self._build(view, told, "statement", "raised", both, (), matter=content)
        return [replace_act(act, restated=is_restated(view, told.clause))]

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
        announced = kind == "appointment" and view.text.startswith("を表明", clause.stem_end)
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
        if realis == "actual" and not negative and (ahead or (bare and kind not in ("statement", "pledge"))):
            realis, planned, time = "planned", True, ahead or time
        elif realis == "planned" and is_past_day(view, told, time):
            realis, planned = "actual", False
        if planned and rung in ("done", "on_paper", "agreed", "exchanged", "saw_alike"):
            rung = "would"
        matter = matter or matter_of(view, told)
        topics = find_topics(view.text, *matter) if matter else ()
        if not spoken and (not topics or kind == "other"):
            topics = find_topics(view.text, told.low, clause.end)
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
