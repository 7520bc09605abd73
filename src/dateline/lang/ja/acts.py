"""Acts of one sentence: who did, said, hoped, pledged or signed what, to whom, where and when."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from dateline.lang.data import load_table
from dateline.lang.ja.arguments import Group, Part, fit_parts, find_groups
from dateline.lang.ja.chains import Phrase
from dateline.lang.ja.clauses import Clause
from dateline.lang.ja.content import weigh_content
from dateline.lang.ja.lexicon import find_topics
from dateline.lang.ja.quotations import Quoted
from dateline.model import Act, DateValue, Mention, Quote
from dateline.model.ladder import Rung
from dateline.model.reading import ActKind, Displeasure, MeetingKind, Realis

_JOINT = frozenset(("meeting", "call", "exchanged", "alike", "agreed", "signing", "decided"))
_EVENTS = frozenset(
    ("meeting", "call", "visit", "signing", "agreed", "alike", "exchanged", "appointment", "done", "decided")
)
_SPEECH = frozenset(("said", "asked", "would", "undertook", "displeasure"))


@dataclass(slots=True)
class Memory:
    """What earlier sentences of the text leave for the next: the last subject and the last two parties (mention indices)."""

    subject: tuple[int, ...] = ()
    parties: tuple[int, ...] = ()
    extra: list[Mention] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class SentenceView:
    """All that was found in one sentence, for reading its acts."""

    text: str
    start: int
    end: int
    mentions: list[Mention]
    phrases: Sequence[Phrase]
    clauses: Sequence[Clause]
    dates: Sequence[DateValue]
    quoted: Sequence[Quoted]
    strangers: Sequence[tuple[int, int]] = ()


@dataclass(frozen=True, slots=True)
class _Told:
    """A clause with its parts, ready to become an act."""

    clause: Clause
    part: Part
    low: int
    vouched: Group | None = None


class ActReader:
    """Reads the acts of the sentences of one text, in order."""

    def __init__(self) -> None:
        self.memory = Memory()

    def read(self, view: SentenceView) -> list[Act]:
        """The acts of a sentence. The memory goes on to the next."""
        groups = find_groups(view.text, (view.start, view.end), view.phrases, view.strangers)
        parts = fit_parts(view.text, groups, view.clauses)
        source = next((g for g in groups if g.particle in ("によると", "によれば", "では、")), None)
        if source is not None and source.particle == "では、":
            source = None
        acts: list[Act] = []
        for index, clause in enumerate(view.clauses):
            told = _Told(clause, parts[index], _content_start(view, groups, clause, parts[index]), source)
            acts.extend(self._clause_acts(view, told, index, parts))
        acts.extend(self._met_beside(view, groups, acts))
        acts.extend(self._headline_speech(view, groups, acts))
        self._remember(view, groups, acts)
        return acts

    def _clause_acts(self, view: SentenceView, told: _Told, index: int, parts: Sequence[Part]) -> list[Act]:
        clause, part = told.clause, told.part
        if clause.link == "noun" or clause.family in ("nothing", "state") or clause.link == "if":
            return []
        governed = part.governor is not None
        if governed and not self._told_inside(view, told, parts):
            return []
        if clause.family in _SPEECH:
            return self._speech(view, told, index, parts)
        return self._event(view, told, index, parts)

    def _told_inside(self, view: SentenceView, told: _Told, parts: Sequence[Part]) -> bool:
        """Whether a clause inside reported speech is an act of its own: it has a subject that is not the speaker, or it
        is an event that the speaker reports as past."""
        clause, part = told.clause, told.part
        outer = view.clauses[part.governor] if part.governor is not None else None
        if outer is None or outer.family != "said" or clause.link == "wish":
            return False
        if clause.family not in _EVENTS and clause.family not in ("asked", "would", "undertook", "said"):
            return False
        past = _settled(view, told.clause)
        if part.subject is not None and part.own_subject:
            return part.subject.kind != "unknown" or (past and (clause.family, clause.detail) == ("done", "plain"))
        return past and clause.family in ("meeting", "call", "visit", "signing", "agreed", "alike")

    def _event(self, view: SentenceView, told: _Told, index: int, parts: Sequence[Part]) -> list[Act]:
        clause, part = told.clause, told.part
        actors = self._who(view, part.subject)
        partners = self._who(view, part.partner)
        if clause.passive and clause.family == "done":
            return self._passive(view, told, actors)
        inherited = part.subject is None and clause.family in _JOINT
        if not actors and inherited and not partners:
            actors = self.memory.parties
        elif not actors and part.subject is None and part.governor is None:
            actors = self.memory.subject if self._may_inherit(view, clause) else ()
        alone = clause.family == "decided" or clause.word in ("賛同", "同意", "共感", "賛意")
        if clause.family in _JOINT and not partners and len(actors) == 1 and not alone:
            partners = self._earlier_partner(view, index, parts, actors)
        return self._joint(view, told, actors, partners)

    def _may_inherit(self, view: SentenceView, clause: Clause) -> bool:
        return clause.family in ("visit", "asked", "undertook", "said", "would", "displeasure") and clause.link in (
            "end",
            "and",
            "content",
        )

    def _passive(self, view: SentenceView, told: _Told, subject: tuple[int, ...]) -> list[Act]:
        """発射された: nobody is the actor; what it was done to is the matter."""
        act = self._build(view, told, "other", "done", (), ())
        return [act] if act is not None else []

    def _earlier_partner(
        self, view: SentenceView, index: int, parts: Sequence[Part], actors: tuple[int, ...]
    ) -> tuple[int, ...]:
        """After Bと会談し the next joint clause is with B too."""
        for earlier in range(index - 1, -1, -1):
            if view.clauses[earlier].family in _JOINT and parts[earlier].partner is not None:
                return self._who(view, parts[earlier].partner)
        if not actors:
            return ()
        known = {view.mentions[a].chain for a in actors}
        if len(self.memory.parties) == 2 and known & {view.mentions[p].chain for p in self.memory.parties}:
            return tuple(p for p in self.memory.parties if view.mentions[p].chain not in known)
        return ()

    def _joint(self, view: SentenceView, told: _Told, actors: tuple[int, ...], partners: tuple[int, ...]) -> list[Act]:
        clause, part = told.clause, told.part
        family = clause.family
        if family in ("exchanged", "meeting") and _BY_PHONE.search(view.text[told.low : clause.begin]):
            family = "call"
        both = (*actors, *(p for p in partners if p not in actors))
        recipients = self._who(view, part.recipient)
        if family in ("meeting", "call"):
            kind: ActKind = "meeting" if family == "meeting" else "call"
            lonely = len(both) == 1 and not actors and not recipients
            if lonely or not (both or clause.negative):
                return []
            act = self._build(
                view, told, kind, "done", actors or partners, (*(partners if actors else ()), *recipients)
            )
        elif family == "visit":
            if not actors:
                return []
            act = self._build(view, told, "visit", "done", actors, recipients)
        elif family == "exchanged":
            act = self._build(view, told, "statement", "exchanged", both, ()) if both else None
        elif family in ("alike", "agreed", "decided"):
            return self._agreement(view, told, actors, both)
        elif family == "signing":
            act = self._build(view, told, "signing", "on_paper", both, ()) if both or clause.passive else None
        elif family == "appointment":
            act = self._build(view, told, "appointment", "done", actors, recipients) if actors else None
        else:
            act = self._other(view, told, actors, recipients)
        return [act] if act is not None else []

    def _other(
        self, view: SentenceView, told: _Told, actors: tuple[int, ...], recipients: tuple[int, ...]
    ) -> Act | None:
        """Any other event: told when somebody of the text did it, or when it is a known kind of event."""
        if told.clause.link in ("nominal", "wish", "when") or (told.clause.detail == "other" and not actors):
            return None
        if not actors and told.clause.link != "end" and told.part.subject is None:
            return None
        act = self._build(view, told, "other", "done", actors, recipients)
        return None if act.rung == "would" and not actors else act

    def _agreement(self, view: SentenceView, told: _Told, actors: tuple[int, ...], both: tuple[int, ...]) -> list[Act]:
        rung, weak = _agreement_rung(view, told.clause)
        shared = _SHARED.search(view.text[view.start : told.clause.begin])
        if told.clause.word == "共有" and not shared:
            return []
        if rung is None or not (both or told.clause.negative):
            return []
        if told.clause.family == "decided" and len(both) < 2:
            act = self._build(view, told, "plan", "would", both, (), bound=both)
            return [act] if act is not None else []
        kind: ActKind = "agreement" if rung == "agreed" else "statement"
        if rung == "agreed" and len(both) == 1 and not _plural(view, both[0]) and not told.clause.negative:
            rung, kind = "saw_alike", "statement"
        bound = both if rung == "agreed" else ()
        act = self._build(view, told, kind, rung, both, (), bound=bound)
        if act is None:
            return []
        upset = _SHARED_UPSET.get(shared.group(1)) if shared and told.clause.word == "共有" else None
        return [replace_act(act, weak=weak, restated=_restated(view, told.clause), displeasure=upset)]

    def _speech(self, view: SentenceView, told: _Told, index: int, parts: Sequence[Part]) -> list[Act]:
        clause, part = told.clause, told.part
        inner = [i for i, p in enumerate(parts) if p.governor == index]
        if (
            any(self._told_inside(view, _Told(view.clauses[i], parts[i], 0), parts) for i in inner)
            and clause.family == "said"
        ):
            return []
        actors = self._who(view, part.subject)
        if not actors and part.subject is None and clause.link in ("end", "and", "content"):
            actors = self.memory.subject if not clause.passive else ()
        if not actors or clause.passive or clause.word in ("言う",):
            return []
        content = _content_of(view, told, inner, index)
        rung, condition = _speech_rung(view, clause, content)
        if clause.word == "確認" and content is not None:
            return self._confirmed(view, told, index, parts, actors, content)
        if clause.word == "発表" and re.search(
            r"共同(?:声明|文書|発表文)[^。]{0,6}を?$", view.text[told.low : clause.begin]
        ):
            act = self._build(view, told, "signing", "on_paper", actors, ())
            return [act] if act is not None else []
        kind: ActKind = "pledge" if clause.family == "undertook" else "statement"
        recipients = self._who(view, part.recipient)
        bound = actors if rung in ("undertook", "would") else ()
        act = self._build(view, told, kind, rung, actors, recipients, bound=bound, matter=content, spoken=True)
        if act is None:
            return []
        act = replace_act(act, restated=_restated(view, clause))
        if condition:
            act = replace_act(act, condition=Quote.cut(view.text, *condition), realis="conditional")
        return [act]

    def _confirmed(
        self,
        view: SentenceView,
        told: _Told,
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
            both = (*actors, *self._who(view, told.part.partner))
        joint = len(both) > 1 or _plural(view, both[0])
        if joint and re.search(r"(?:重要性|必要性|意義|立場)$", words):
            act = self._build(view, told, "statement", "saw_alike", both, (), matter=content)
        elif joint and _course_of_action(words, before):
            act = self._build(view, told, "agreement", "agreed", both, (), bound=both, matter=content)
            act = replace_act(act, weak=True) if act else None
        else:
            act = self._build(view, told, "statement", "raised", both, (), matter=content)
        return [replace_act(act, restated=_restated(view, told.clause))] if act is not None else []

    def _met_beside(self, view: SentenceView, groups: Sequence[Group], acts: Sequence[Act]) -> list[Act]:
        """AはBとの会談で…と述べた also tells that A met B, where the sentence is about the past."""
        subject = next((g for g in groups if (g.topic or g.particle == "が") and g.members), None)
        for group in groups:
            match = _AT_MEETING.match(view.text, group.high, view.end)
            if match is None or subject is None or subject is group or not group.members:
                continue
            if group.low < subject.low or any(a.kind in ("meeting", "call") for a in acts):
                continue
            if not any(c.past and c.begin > match.end() and c.link == "end" for c in view.clauses):
                continue
            level: MeetingKind = (
                "summit" if match.group(1) == "首脳" else "talks" if match.group(2) == "会談" else "met"
            )
            date = next((d for d in view.dates if d.start < group.low), None)
            met = Act(
                kind="call" if match.group(1) == "電話" else "meeting",
                rung="done",
                actors=self._quotes(view, self._who(view, subject)),
                recipients=self._quotes(view, group.members),
                time=date,
                plover="CONSULT",
                start=view.start,
                end=view.end,
                meeting=None if match.group(1) == "電話" else level,
            )
            return [met]
        return []

    def _headline_speech(self, view: SentenceView, groups: Sequence[Group], acts: Sequence[Act]) -> list[Act]:
        """金首相「…」 and 「…」と金首相, without a verb."""
        found: list[Act] = []
        for quoted in view.quoted:
            if (
                not quoted.speech
                or quoted.cue is not None
                or any(a.start <= quoted.start < a.end for a in acts if a.kind == "statement")
            ):
                continue
            group = next(
                (g for g in groups if g.high in (quoted.start - 1, quoted.start - 2) and not g.particle.strip("、")),
                None,
            )
            group = group or next(
                (g for g in groups if g.low in (quoted.end + 2, quoted.end + 3) and view.text[quoted.end + 1] == "と"),
                None,
            )
            if group is None:
                continue
            weight = weigh_content(view.text, quoted.start, quoted.end)
            actors = self._who(view, group)
            if not actors:
                continue
            bound = actors if weight.rung in ("undertook", "would") else ()
            found.append(
                Act(
                    kind="statement",
                    rung=weight.rung,
                    actors=self._quotes(view, actors),
                    bound=self._quotes(view, bound),
                    topics=find_topics(view.text, quoted.start, quoted.end),
                    plover="REQUEST" if weight.rung == "asked" else None,
                    matter=Quote.cut(view.text, quoted.start, quoted.end),
                    start=view.start,
                    end=view.end,
                )
            )
        return found

    def _who(self, view: SentenceView, group: Group | None) -> tuple[int, ...]:
        """The mentions that a group stands for; 両氏 and the like are the two parties told of before."""
        if group is None:
            return ()
        if group.members:
            return group.members
        return self._both(view, group) if group.kind == "collective" else ()

    def _both(self, view: SentenceView, group: Group) -> tuple[int, ...]:
        if group.word.startswith(("両国", "両政府")):
            lands = _two_countries(view)
            if lands:
                return lands
        if len(self.memory.parties) == 2:
            return self.memory.parties
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

    def _quotes(self, view: SentenceView, who: Sequence[int]) -> tuple[Quote, ...]:
        return tuple(Quote(m.text, m.start, m.end) for m in (view.mentions[i] for i in dict.fromkeys(who)))

    def _build(
        self,
        view: SentenceView,
        told: _Told,
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
        realis, hedge, planned = _realis(view, clause, part.governor is not None)
        negative = clause.negative
        if planned and rung in ("done", "on_paper", "agreed", "exchanged", "saw_alike") and not negative:
            rung = "would"
        matter = matter or _matter(view, told)
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
            actors=self._quotes(view, actors),
            recipients=self._quotes(view, who),
            bound=self._quotes(view, bound),
            place=_place(view, part),
            time=_time(view, told),
            topics=topics,
            hedge=Quote.cut(view.text, *hedge) if hedge else _unnamed(view, part),
            condition=_condition(view, clause),
            said_by=said_by,
            plover=_plover(clause, rung),
            start=view.start,
            end=view.end,
            matter=Quote.cut(view.text, *matter) if matter else None,
            meeting=meeting,
            displeasure=displeasure,
        )

    def _said_by(self, view: SentenceView, told: _Told, actors: tuple[int, ...]) -> Quote | None:
        group = told.vouched
        if told.part.governor is not None and told.part.speaker is not None:
            group = told.part.speaker
        who = self._who(view, group)
        if not who:
            return None
        chains = {view.mentions[a].chain for a in actors}
        return None if view.mentions[who[0]].chain in chains else self._quotes(view, who[:1])[0]

    def _remember(self, view: SentenceView, groups: Sequence[Group], acts: Sequence[Act]) -> None:
        starts = {(m.start, m.end): i for i, m in enumerate(view.mentions)}
        topic = next((g for g in groups if g.topic), None) or next((g for g in groups if g.particle == "が"), None)
        if topic is not None:
            who = self._who(view, topic)
            self.memory.subject = who if len(who) == 1 or topic.members else who
        elif acts and acts[0].actors:
            self.memory.subject = tuple(starts[q.start, q.end] for q in acts[0].actors if (q.start, q.end) in starts)
        for act in acts:
            both = (*act.actors, *act.recipients)
            indexes = tuple(dict.fromkeys(starts[q.start, q.end] for q in both if (q.start, q.end) in starts))
            if (
                act.kind in ("meeting", "call", "agreement", "signing")
                and len(indexes) == 2
                and act.polarity == "positive"
            ):
                self.memory.parties = indexes
                break


def replace_act(act: Act, **changes: object) -> Act:
    """A copy of an act with some fields changed."""
    from msgspec import structs

    return structs.replace(act, **changes)


def _plural(view: SentenceView, index: int) -> bool:
    """Whether one mention stands for several (欧州連合, G7)."""
    return view.mentions[index].value in (
        "EU",
        "G7",
        "G20",
        "ASEAN",
        "APEC",
        "UN",
        "UN/security_council",
        "NATO",
        "both_sides",
        "BRICS",
        "SCO",
    )


def _two_countries(view: SentenceView) -> tuple[int, ...]:
    """The two countries named before, when they are exactly two."""
    seen: dict[str, int] = {}
    for index, mention in enumerate(view.mentions):
        if mention.start >= view.end:
            break
        if mention.kind == "place" and mention.value and len(mention.value) == 2 and mention.value.isupper():
            seen[mention.value] = index
    return tuple(sorted(seen.values())) if len(seen) == 2 else ()


def _course_of_action(words: str, before: str) -> bool:
    """Whether what was confirmed is something to do: …していくこと, …する方針."""
    if re.search(r"(?:する|していく|ていく|める|ける)方針$", words):
        return True
    return (
        before.startswith("こと")
        and bool(re.search(r"(?:する|していく|ていく|める|ける)$", words))
        or bool(re.search(r"(?:する|していく|ていく|める|ける)こと$", words))
    )


_SHARED = re.compile(r"(認識|懸念|憂慮|見解|考え|問題意識|危機感|立場|目標|理解|意見|価値観?|方向性)を(?:改めて)?$")
_SHARED_UPSET = {"懸念": "concern", "憂慮": "alarm"}
_AT_MEETING = re.compile(r"との(首脳|電話|外相)?(会談|面会|面談)(?:で|の席で|の中で|の冒頭|後)(?!の)")
_BY_PHONE = re.compile(r"(?:電話|オンライン|テレビ会議(?:方式)?)で(?:、)?$")
_ALIKE_BEFORE = re.compile(
    r"(?:認識|見解|考え|見方|意見|立場|必要性|重要性|点|見解|思い|方向性?|問題意識)(?:で|が|において|では|に)?(?:改めて|おおむね|完全に)?$"
)
_ACT_BEFORE = re.compile(r"(?:こと|方針|方向)(?:で|に|を|などで)(?:改めて|大筋|正式に|おおむね)?(?:、)?$")
_BARE_BEFORE = re.compile(r"(?:で|に|を|について)(?:改めて|大筋|正式に|基本)?(?:、)?$")


def _agreement_rung(view: SentenceView, clause: Clause) -> tuple[Rung | None, bool]:
    """J2 or J3: 認識で一致 and 重要性で一致 are one thing, 〜することで一致 and 合意 another. Weak where so marked."""
    before = view.text[max(view.start, clause.begin - 30) : clause.begin]
    weak = clause.detail == "weak" or "大筋" in before[-6:] or "原則" in before[-6:]
    if clause.family == "alike":
        if clause.word in ("一致",) and _ACT_BEFORE.search(before) and not _ALIKE_BEFORE.search(before):
            return "agreed", weak or before.rstrip("で、").endswith(("方針", "方向"))
        return "saw_alike", False
    if _ALIKE_BEFORE.search(before):
        return "saw_alike", False
    return "agreed", weak


def _restated(view: SentenceView, clause: Clause) -> bool:
    before = view.text[max(view.start, clause.begin - 16) : clause.begin]
    return (
        bool(re.search(r"(?:改めて|あらためて|再び|再度|重ねて)(?:[^。]{0,12})$", before))
        or "再確認" in view.text[clause.begin - 1 : clause.end]
    )


def _settled(view: SentenceView, clause: Clause) -> bool:
    """Whether a clause, or the one it is joined to, is told as past."""
    if clause.past:
        return True
    following = [c for c in view.clauses if c.begin > clause.begin]
    return clause.link == "and" and bool(following) and _settled(view, following[0])


def _realis(view: SentenceView, clause: Clause, governed: bool) -> tuple[Realis, tuple[int, int] | None, bool]:
    """Realis, the hedge if there is one, and whether the act is only planned."""
    lead = _leading(view, clause, governed)
    hedge = lead.modal_at if lead.modal in ("expected", "possible", "likely", "hedge") else None
    conditional = _condition(view, clause) is not None
    if lead.modal in ("planned", "expected") and not (lead.past and lead.modal == "expected"):
        return ("conditional" if conditional else "planned"), hedge, True
    if lead.modal in ("possible",):
        return ("conditional" if conditional else "possible"), hedge, not lead.past
    if conditional and not lead.past:
        return "conditional", hedge, True
    if lead.family in _SPEECH or lead.past or lead.link == "when":
        return "actual", hedge, False
    if view.text[lead.end : lead.end + 1] == "へ" or view.text[max(lead.begin, lead.end - 1) : lead.end] == "へ":
        return "planned", hedge, True
    ending = view.text[lead.begin : lead.end]
    if lead.negative:
        return "actual", hedge, False
    if re.search(r"(?:する|せる|れる|[うくすつぶむるぐ])$", ending) and not re.search(
        r"(?:ている|てある|ておる|た)$", ending
    ):
        return "planned", hedge, True
    if lead.desire:
        return "planned", hedge, True
    return "actual", hedge, False


def _leading(view: SentenceView, clause: Clause, governed: bool) -> Clause:
    """The clause whose ending decides for ``clause``: itself, or what it is joined to (会談し、…する予定だ)."""
    if clause.link != "and" or clause.past or clause.modal:
        return clause
    text = view.text[clause.begin : clause.end]
    if re.search(r"(?:る|た|だ|い)$", text) and not text.endswith("し"):
        return clause
    passed = ("noun", "nominal", "wish", "if") if governed else ("noun", "nominal", "wish", "if", "content")
    following = [c for c in view.clauses if c.begin > clause.begin and c.link not in passed]
    nearest = following[0] if following else None
    if nearest is None or nearest.family == "state":
        return clause
    if nearest.family in _SPEECH:
        return nearest
    return _leading(view, nearest, governed)


def _condition(view: SentenceView, clause: Clause) -> Quote | None:
    """The condition that stands before a clause in the same sentence."""
    for other in view.clauses:
        if other.link == "if" and other.begin < clause.begin and clause.link != "if":
            between = [c for c in view.clauses if other.begin < c.begin < clause.begin and c.link == "end"]
            if not between:
                low = max([view.start, *(c.stop for c in view.clauses if c.stop <= other.begin)])
                words = view.text[low : other.stop]
                cut = max(words.rfind("、"), words.rfind("は") if "は、" not in words else -1)
                return Quote.cut(view.text, low + cut + 1, other.stop) if low + cut + 1 < other.stop else None
    return None


def _plover(clause: Clause, rung: Rung) -> str | None:
    table = load_table("ja", "rungs")["plover"]
    if rung == "asked":
        return "REQUEST"
    if clause.family == "said":
        return {"拒否": "REJECT", "支持": "SUPPORT", "反対": "REJECT"}.get(clause.word) or (
            "AGREE" if rung == "undertook" else None
        )
    found = table.get(clause.family)
    return str(found) if found else None


def _place(view: SentenceView, part: Part) -> Quote | None:
    if part.place is None:
        return None
    mention = view.mentions[part.place]
    return Quote(mention.text, mention.start, mention.end)


def _time(view: SentenceView, told: _Told) -> DateValue | None:
    """The date of the clause: inside its own words, or set off after the topic for clauses that are not inside speech."""
    dates = [d for d in view.dates if not (d.timex3 or "").startswith("P") and not _masked(view, d.start)]
    stem = told.clause.begin
    own = [d for d in dates if told.low <= d.start < stem]
    if own:
        return own[-1] if len(own) == 1 else own[0]
    if told.part.governor is None:
        earlier = [d for d in dates if d.start < stem and not _inside_content(view, d.start, told)]
        return earlier[0] if earlier else None
    return None


def _unnamed(view: SentenceView, part: Part) -> Quote | None:
    """A speaker that is no mention (関係筋は) stays with the act as the reason to be careful."""
    if part.governor is None or part.speaker is None or part.speaker.kind != "unknown":
        return None
    return Quote.cut(view.text, part.speaker.low, part.speaker.high)


def _masked(view: SentenceView, at: int) -> bool:
    return any(q.start <= at < q.end for q in view.quoted)


def _inside_content(view: SentenceView, at: int, told: _Told) -> bool:
    """Whether a date belongs to a clause that is only content of another."""
    nearest = next((c for c in view.clauses if c.begin >= at), None)
    if nearest is None or nearest.link not in ("content", "nominal", "wish", "noun"):
        return False
    return not re.match(r"[^、]{0,12}、", view.text[at : at + 13])


def _content_start(view: SentenceView, groups: Sequence[Group], clause: Clause, part: Part) -> int:
    """Where the words of a clause begin: after what went before, the topic and a date set off by a comma."""
    low = max(
        [
            view.start,
            *(c.stop for c in view.clauses if c.stop <= clause.begin and c.link in ("and", "end", "when", "if")),
        ]
    )
    for group in groups:
        if low <= group.low < clause.begin and (
            group.topic or group.particle in ("に対し", "に対して", "によると", "によれば")
        ):
            own = part.subject is group and part.own_subject and part.governor is not None
            if own and clause.family not in _SPEECH:
                continue
            low = max(low, group.stop)
    if part.subject is not None and part.own_subject and part.governor is not None:
        low = max(low, part.subject.low)
    return low


_TAIL = re.compile(
    r"(?:への?|について(?:の)?|に関(?:して|する)|に対する|を(?:改めて)?|に|で|と(?:の|も)?|が|は|も|などを?|など|の|こと|強く|改めて|、)+$"
)


_SETTING = re.compile(
    r"(?:[^、。]{1,28}(?:会談|会見|会合|協議|演説|面会|電話|昼食会|夕食会|声明|談話)(?:で|の席で|の中で|の冒頭)(?:は)?、?|(?:また|さらに|一方|加えて|その上で|そのうえで|同時に|これに対し|その後|この後)、?|【[^】]{1,10}】|(?:改めて|あらためて|強く|重ねて|引き続き)(?=[^、。]))"
)


def _skip_setting(text: str, low: int, high: int) -> int:
    """Go over words that only set the scene: …との会談で、 また、."""
    match = _SETTING.match(text, low, high)
    return _skip_setting(text, match.end(), high) if match else low


def _matter(view: SentenceView, told: _Told) -> tuple[int, int] | None:
    """The words that an act is about: between its parts and its predicate, particles taken off."""
    if told.clause.family in ("meeting", "visit", "call"):
        return None
    low, high = told.low, told.clause.begin
    for at in sorted(told.part.spans):
        if at[0] <= low + 1 or view.text[low : at[0]].strip("、 　") == "":
            low = max(low, at[1])
    low = _skip_dates(view, low)
    for at in sorted(told.part.spans):
        if view.text[low : at[0]].strip("、 　") == "":
            low = max(low, at[1])
    low = _skip_dates(view, low)
    low = _skip_setting(view.text, low, high)
    if _BY_PHONE.search(view.text[low:high]):
        return None
    return _trim(view.text, low, high)


def _skip_dates(view: SentenceView, low: int) -> int:
    for date in view.dates:
        if date.start >= low and view.text[low : date.start].strip("、 　") == "":
            low = date.end
            match = re.compile(r"(?:に|から|まで|夜|朝)?(?:、)?").match(view.text, low)
            low = match.end() if match else low
    return low


def _trim(text: str, low: int, high: int) -> tuple[int, int] | None:
    words = text[low:high]
    tail = _TAIL.search(words)
    if tail:
        high = low + tail.start()
    while low < high and text[low] in "、 　。「":
        low += 1
    while high > low and text[high - 1] in "、 　」":
        high -= 1
    return (low, high) if high - low >= 2 else None


def _content_of(view: SentenceView, told: _Told, inner: Sequence[int], index: int) -> tuple[int, int] | None:
    """The words spoken: the quotation, the clauses governed, or the object of the verb."""
    spoken = [q for q in view.quoted if q.speech and told.low <= q.start and q.end <= told.clause.begin]
    if spoken:
        return spoken[-1].start, spoken[-1].end
    if inner:
        last = view.clauses[inner[-1]]
        low = _skip_dates(view, told.low)
        for at in sorted(told.part.spans):
            if view.text[low : at[0]].strip("、 　") == "":
                low = max(low, at[1])
        low = _skip_setting(view.text, _skip_dates(view, low), last.begin)
        low = _skip_dates(view, low)
        high = last.modal_at[1] if last.modal_at else last.end
        if last.link == "nominal" or told.clause.light or told.clause.family in ("asked", "displeasure"):
            whole = _trim(view.text, low, told.clause.begin)
            return whole or ((low, high) if high > low else None)
        return (low, high) if high > low else None
    return _matter(view, told)


def _speech_rung(
    view: SentenceView, clause: Clause, content: tuple[int, int] | None
) -> tuple[Rung, tuple[int, int] | None]:
    if clause.family == "asked":
        return "asked", None
    if clause.family == "undertook":
        return "undertook", None
    if clause.family == "would":
        return "would", None
    if clause.family == "displeasure":
        return "raised", None
    if content is None or view.text[content[1] : content[1] + 1] in ("を", "に", "の"):
        if content is not None and re.search(r"(?:意向|考え|方針|意欲|決意)$", view.text[slice(*content)]):
            return "would", None
        return "raised", None
    weight = weigh_content(view.text, *content)
    return weight.rung, weight.condition
