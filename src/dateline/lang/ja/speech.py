"""What somebody says: hopes, demands, vows, complaints, what both sides confirmed."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dateline.lang.ja.arguments import Part
from dateline.lang.ja.clauses import Clause
from dateline.lang.ja.content import declines, is_own_deed
from dateline.lang.ja.event_acts import EventReader
from dateline.lang.ja.matters import content_of
from dateline.lang.ja.phrase_groups import Group
from dateline.lang.ja.predicates import REVEALED
from dateline.lang.ja.telling import (
    COURSE,
    SentenceView,
    Told,
    content_start,
    course_of_action,
    is_plural,
    is_restated,
    is_settled,
    replace_act,
    speech_rung,
)
from dateline.lang.ja.when import is_ahead
from dateline.model import Act, Quote
from dateline.model.reading import ActKind

EVENTS = frozenset(
    ("meeting", "call", "visit", "signing", "agreed", "alike", "exchanged", "appointment", "done", "decided")
)


_PUTS_OFF = re.compile(r"(?:延期|中止|見送り?|取りやめ|取り止め|断念|先送り)(?:する|る)?$")
_DENIALS = ("否定", "否認", "打ち消す")
_AFTER_QUOTE = re.compile(r"」(?:など)?と(?:して)?、?(?P<what>[^「」。、]{2,24})$")
_IN_TALKS = re.compile(
    r"発表(?:で|によ)|(?:会談|会合|面会|面談|協議|懇談|会見)(?:の(?:中|席|場|冒頭))?で(?:は)?、?|席上、?|(?:この|その)(?:中|席|場)で(?:は)?、?|これに対し"
)
_TO_SOMEBODY = re.compile(
    r"(?:政府|[各両]国|側|[社団省庁局会氏者員相官長国党]|当局|首脳|社会|双方|[都道府県市]|[ァ-ヺー])(?:ら|など|各社)?(?:に対し(?:て)?|にも|には|に|へ)(?!お|よ|つ|関|向|基|応|伴)"
)


class SpeechReader(EventReader):
    """Reads what is said in a clause."""

    def _told_inside(self, view: SentenceView, told: Told, parts: Sequence[Part]) -> bool:
        """Whether a clause inside reported speech is an act of its own: it has a subject that is not the speaker, or it
        is an event that the speaker reports as past."""
        clause, part = told.clause, told.part
        outer = view.clauses[part.governor] if part.governor is not None else None
        if outer is None or clause.link == "wish" or not (outer.family == "said" or outer.word in REVEALED):
            return False
        if clause.family not in EVENTS and clause.family not in ("asked", "would", "undertook", "said"):
            return False
        if clause.modal == "possible" and clause.negative and not (part.subject is not None and part.own_subject):
            return False
        if clause.lacking and clause.family in ("meeting", "call") and not part.own_subject:
            return False  # 会談を延期すると発表した: it is what was announced
        past = is_settled(view, told.clause)
        going = clause.family in ("visit", "meeting", "call", "appointment") and clause.link == "content"
        if going and outer.family == "said" and not (clause.desire or clause.negative or part.own_subject):
            return True  # 来月訪中すると述べた
        if part.subject is not None and part.own_subject:
            return part.subject.kind != "unknown" or (past and (clause.family, clause.detail) == ("done", "plain"))
        return past and clause.family in ("meeting", "call", "visit", "signing", "agreed", "alike", "appointment")

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
        if not actors and clause.word in _DENIALS and part.subject is not None and part.subject.stop == clause.begin:
            actors = self._parties.fresh_subject if part.subject.kind == "unknown" else ()  # 辞任は否定した
        if not actors and view.text[clause.begin - 1] == "と":
            actors = self._parties.who(view, self._first_topic(view, part.subject))
        if not actors or (clause.passive and clause.detail != "given") or clause.word in ("言う",):
            return []
        if clause.detail == "given" and (part.subject is None or part.subject.particle != "から"):
            return []  # 要望が寄せられた: by whom is not said
        content = content_of(view, told, inner, index)
        if (
            content is None
            and clause.word in _DENIALS
            and part.subject is not None
            and part.subject.stop == clause.begin
        ):
            content = part.subject.low, part.subject.high  # 辞任は否定した
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
        if rung == "undertook" and content is not None and _PUTS_OFF.search(view.text[slice(*content)]):
            rung = "would"  # nobody vows to put something off
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
        recipients = self._parties.who(view, part.recipient) or self._asked_there(view, told, index, parts)
        bound = actors if rung in ("undertook", "would") else ()
        act = self._build(view, told, kind, rung, actors, recipients, bound=bound, matter=content, spoken=True)
        act = replace_act(act, restated=is_restated(view, clause))
        if clause.detail == "silent" or (content is not None and declines(view.text[slice(*content)])):
            return [replace_act(act, polarity="negative", rung="raised")]
        if clause.word in _DENIALS and not clause.negative:
            after = _AFTER_QUOTE.search(act.matter.text) if act.matter is not None else None
            if after is not None and act.matter is not None:  # 「…」と関与を否定した
                low = act.matter.start + after.start("what")
                act = replace_act(act, matter=Quote.cut(view.text, low, act.matter.end))
            quoted = content is not None and view.text[content[0] - 1] in "「『"  # 情報を「事実無根」と否定した
            act = replace_act(act, polarity="negative", plover="REJECT", matter=None if quoted else act.matter)
        if condition:
            act = replace_act(act, condition=Quote.cut(view.text, *condition), realis="conditional")
        return [act, *self._announced(view, told, [(view.clauses[i], parts[i]) for i in inner], actors)]

    def _announced(
        self, view: SentenceView, told: Told, inner: Sequence[tuple[Clause, Part]], actors: tuple[int, ...]
    ) -> list[Act]:
        """25日に打ち上げると発表した: what somebody makes known that he will do on a day is a plan as well."""
        if told.clause.word not in ("発表", "公表", "明らか") or len(actors) != 1:
            return []
        found: list[Act] = []
        for clause, part in inner:
            deed = (clause.family, clause.detail, clause.link) == ("done", "plain", "content") and clause.modal is None
            if not deed or clause.past or clause.negative or clause.passive or part.own_subject:
                continue
            will = Told(clause, part, content_start(view, self._groups, clause, part))
            days = [d for d in view.dates if will.low <= d.start < clause.begin and is_ahead(view, d)]
            if days:
                act = self._build(view, will, "other", "done", actors, ())
                found.append(replace_act(act, realis="planned", rung="would", time=days[-1], said_by=None))
        return found

    def _asked_there(self, view: SentenceView, told: Told, index: int, parts: Sequence[Part]) -> tuple[int, ...]:
        """Of whom something was asked in talks: the other of the two who talk, where the words name nobody."""
        clause, subject = told.clause, told.part.subject
        actors = self._parties.who(view, subject)
        words = view.text[told.low : clause.begin]
        if clause.family != "asked" or clause.detail == "hope" or len(actors) != 1 or _TO_SOMEBODY.search(words):
            return ()
        readout = subject is not None and subject.particle == "から"
        if not (readout or _IN_TALKS.search(view.text, view.start, clause.begin) or self._met_here(view, index, parts)):
            return ()
        return self._earlier_partner(view, index, parts, actors)

    @staticmethod
    def _met_here(view: SentenceView, index: int, parts: Sequence[Part]) -> bool:
        """Whether the sentence tells of a meeting before the clause."""
        return any(
            c.family in ("meeting", "call", "exchanged") and part.partner is not None
            for c, part in zip(view.clauses[:index], parts, strict=False)
        )

    def _first_topic(self, view: SentenceView, subject: Group | None) -> Group | None:
        """Who says something of a topic of its own (局長は記者団に、訓練は…ではないと述べた)."""
        if subject is None or subject.kind != "unknown" or not subject.topic:
            return None
        first = next((g for g in self._groups if g.topic and g.members), None)
        between = [
            c for c in view.clauses if c.link in ("and", "end") and first and first.stop <= c.begin < subject.low
        ]
        return first if first is not None and first.stop <= subject.low and not between else None

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
