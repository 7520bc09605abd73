"""Acts of one sentence: who did, said, hoped, pledged or signed what, to whom, where and when."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from dateline.lang.ja.arguments import Part, fit_parts
from dateline.lang.ja.asides import headline_speech, held_meeting, met_beside, unsigned_act
from dateline.lang.ja.attributes import described, staying
from dateline.lang.ja.building import JOINT
from dateline.lang.ja.clauses import Clause
from dateline.lang.ja.journeys import journey_called_off, traveller, visitor
from dateline.lang.ja.parties import has_unknown_fellow, with_stranger
from dateline.lang.ja.phrase_groups import BY_WHOM, Group, find_groups
from dateline.lang.ja.plans import scheduled
from dateline.lang.ja.speech import SpeechReader
from dateline.lang.ja.telling import (
    BY_PHONE,
    DECIDED,
    SHARED,
    SHARED_UPSET,
    SPEECH,
    SentenceView,
    Told,
    agreement_rung,
    content_start,
    fate_of_plan,
    is_bare,
    is_denied,
    is_headline,
    is_plural,
    is_restated,
    is_rumoured,
    replace_act,
)
from dateline.lang.ja.when import day_ahead, is_ahead, told_before_content
from dateline.model import Act
from dateline.model.reading import ActKind

APPOINTING = re.compile(r"(?:同意)?(?:人事|案)(?:案)?を[^。、「」]{0,12}?(?:決め|決定|発表|承認|可決|了承|閣議決定)")


def _credited(view: SentenceView, groups: Sequence[Group]) -> Group | None:
    """Who vouches for a headline: what stands alone after ＝ (…と会談へ＝韓国側)."""
    last = groups[-1] if groups and is_headline(view) else None
    if last is None or last.stop != view.end:
        return None
    of_law = len(last.members) == 1 and view.mentions[last.members[0]].value in _OF_LAW
    apart = of_law and view.text[last.low - 1 : last.low] == "　"  # 元議員に懲役4年　那覇地裁
    return last if apart or _AFTER_SIGN.search(view.text, view.start, last.low) else None


_AFTER_SIGN = re.compile(r"＝(?:[^＝、。]{1,16}で)?$")  # …に有罪判決＝汚職事件で高松地裁
_OF_LAW = ("police", "prosecution", "court", "supreme_court", "constitutional_court")


def _is_received(view: SentenceView, clause: Clause) -> bool:
    """Whether a courtesy call is told from the host's side (表敬訪問を受けた)."""
    return (
        clause.passive
        or clause.word.endswith("受ける")
        or bool(re.match(r"[^。、]{0,4}を受け", view.text[clause.begin + len(clause.word) :][:9]))
    )


_NEXT_TIME = re.compile(r"次回の?(?:会談|協議|会合|会議)は、?[^。、]{0,30}$")  # 次回協議は8月に札幌で開かれる
_DEEDS_OF_WORDS = frozenset(("公表", "発表", "報告", "回答", "通知", "公布", "演説", "答弁"))
_MET_NOUN = re.compile(r"(?:会談|面会|面談|会見|懇談|立ち話|電話会談|協議|会食)[はが]、?[^、。はがを]*$")


class ActReader(SpeechReader):
    """Reads the acts of the sentences of one text, in order."""

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
            found = self._events_made_known(view, told, index, parts, self._with_event(view, told, found))
            acts.extend(found)
            self._parties.keep_pair(view, found)
        acts.extend(met_beside(view, groups, acts, self._parties))
        acts.extend(journey_called_off(view, groups, self._parties))
        acts.extend(staying(view, groups, acts, self._parties))
        acts.extend(headline_speech(view, groups, acts, self._parties))
        acts.extend(scheduled(view, groups, acts, self._parties))
        self._parties.remember(view, groups, acts)
        return acts

    def _clause_acts(self, view: SentenceView, told: Told, index: int, parts: Sequence[Part]) -> list[Act]:
        clause, part = told.clause, told.part
        if clause.family in ("nothing", "state") or clause.link == "if":
            return []
        if clause.word in _DEEDS_OF_WORDS and self._is_to_come(view, told):
            told = replace(told, clause=replace(clause, family="done", detail="plain"))  # 7月中旬に公表する方針だ
            clause = told.clause
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
        if clause.detail == "other" and told_before_content(view, told):
            return []  # …かどうかを調べ、報告を求めると述べた: done or to be done, it does not say
        governed = part.governor is not None
        if governed and not self._told_inside(view, told, parts):
            return []
        if clause.link == "nominal" and not governed:  # 訪れるのは3年ぶりだ
            return []
        if clause.family in SPEECH:
            return self._speech(view, told, index, parts)
        return self._event(view, told, index, parts)

    @staticmethod
    def _is_to_come(view: SentenceView, told: Told) -> bool:
        """Whether words are to be given out: 7月中旬に公表する方針だ, 14日の下院で報告する."""
        clause = told.clause
        if clause.modal in ("planned", "expected"):
            return clause.link != "content"
        plain = clause.link == "end" and not (clause.past or clause.negative or is_bare(clause))
        return plain and any(told.low <= d.start < clause.begin and is_ahead(view, d) for d in view.dates)

    def _attribute(self, view: SentenceView, told: Told) -> list[Act]:
        """Bと会談したAは, 台北を訪れたA氏: what is told of a person before his name."""
        if event := self._event_of_head(view, told):
            return event
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

    def _event(self, view: SentenceView, told: Told, index: int, parts: Sequence[Part]) -> list[Act]:
        clause, part = told.clause, told.part
        actors = self._parties.who(view, part.subject)
        partners = self._parties.who(view, part.partner)
        if clause.passive and clause.family == "done":
            return self._passive(view, told, actors)
        nobody = part.subject is None or (clause.lacking and part.subject.kind == "unknown")
        inherited = nobody and clause.family in JOINT and clause.family != "decided"
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
            clause.family in JOINT
            and not partners
            and len(actors) == 1
            and not (alone or told_to or several or with_stranger(view, told))
        ):
            partners = self._earlier_partner(view, index, parts, actors)
        acts = self._joint(view, told, actors, partners)
        return [*acts, *self._agreed_to_meet(view, index, parts, acts)]

    def _may_inherit(self, view: SentenceView, clause: Clause) -> bool:
        return clause.family in ("visit", "asked", "undertook", "said", "would", "displeasure") and clause.link in (
            "end",
            "and",
            "content",
        )

    def _passive(self, view: SentenceView, told: Told, subject: tuple[int, ...]) -> list[Act]:
        """発射された, 逮捕された: nobody is the actor; who it was done to is named, what it was done to is the matter."""
        words = view.text[view.start : told.clause.begin]
        if _NEXT_TIME.search(words) and len(self._parties.pair) == 2 and not told.clause.past:
            clause = replace(told.clause, family="meeting", detail="talks")
            return [self._build(view, replace(told, clause=clause), "meeting", "done", self._parties.pair, ())]
        if _MET_NOUN.search(words) and told.clause.past:
            return []  # 面会は約15分間行われた: whose it was stands elsewhere
        plain = told.clause.detail == "plain"
        if not plain and told.clause.link != "end":
            return []  # 人事について問われ、…と述べた
        whom = tuple(i for i in subject if plain and view.mentions[i].kind == "person")
        return [self._build(view, told, "other", "done", (), whom)]

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
            if alone and clause.lacking and part.governor is not None:
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
            if not both:
                return []
            talked = self._build(view, told, "statement", "exchanged", both, ())
            return [*self._conferred(view, told, actors, partners), talked]
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

    def _conferred(
        self, view: SentenceView, told: Told, actors: tuple[int, ...], partners: tuple[int, ...]
    ) -> list[Act]:
        """AはBと協議した: two people who are told of as together nowhere before have met."""
        sides = frozenset(view.mentions[i].chain for i in (*actors, *partners))
        people = all(view.mentions[i].kind == "person" for i in (*actors, *partners))
        if told.clause.word != "協議" or not (actors and partners and people) or sides in self._parties.pairs:
            return []
        clause = replace(told.clause, family="meeting", detail="talks")
        return [self._build(view, replace(told, clause=clause), "meeting", "done", actors, partners)]

    def _agreed_to_meet(self, view: SentenceView, index: int, parts: Sequence[Part], acts: Sequence[Act]) -> list[Act]:
        """両首脳は来月会談することで一致した: a meeting to come of those who agreed."""
        agreed = next((a for a in acts if a.kind == "agreement" and len(a.actors) == 2), None)
        if agreed is None or agreed.polarity == "negative" or agreed.realis != "actual":
            return []
        spans = {(q.start, q.end) for q in agreed.actors}
        both = tuple(i for i, m in enumerate(view.mentions) if (m.start, m.end) in spans)
        found: list[Act] = []
        for inner, part in enumerate(parts):
            clause = view.clauses[inner]
            own = part.own_subject or part.partner is not None
            plain = clause.link == "nominal" and not (clause.past or clause.negative or clause.passive or own)
            if part.governor == index and clause.family in ("meeting", "call") and plain:
                kind: ActKind = "meeting" if clause.family == "meeting" else "call"
                told = Told(clause, part, content_start(view, self._groups, clause, part))
                act = self._build(view, told, kind, "done", both, ())
                found.append(replace_act(act, realis="planned", rung="would"))
        return found

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
        dated = told.clause.detail == "plain" and act.time is not None and day_ahead(view, told) is not None
        return None if act.rung == "would" and not (actors or dated) else act

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
