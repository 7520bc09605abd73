"""Acts of one sentence: who did, said, hoped, pledged or signed what, to whom, where and when."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from dateline.lang.ja.arguments import Group, Part, find_groups, fit_parts
from dateline.lang.ja.clauses import Clause
from dateline.lang.ja.content import weigh_content
from dateline.lang.ja.lexicon import find_topics
from dateline.lang.ja.telling import (
    AT_MEETING,
    BY_PHONE,
    DECIDED,
    SAYS,
    SHARED,
    SHARED_UPSET,
    SPEECH,
    UNSIGNED,
    WITH_SOMEBODY,
    SentenceView,
    Told,
    agreement_rung,
    condition_of,
    content_of,
    content_start,
    course_of_action,
    is_ahead,
    is_plural,
    is_restated,
    is_settled,
    matter_of,
    place_of,
    plover_of,
    realis_of,
    replace_act,
    speech_rung,
    time_of,
    two_countries,
    unnamed_speaker,
)
from dateline.model import Act, Mention, Quote
from dateline.model.ladder import Rung
from dateline.model.reading import ActKind, Displeasure, MeetingKind

_JOINT = frozenset(("meeting", "call", "exchanged", "alike", "agreed", "signing", "decided"))
_EVENTS = frozenset(
    ("meeting", "call", "visit", "signing", "agreed", "alike", "exchanged", "appointment", "done", "decided")
)


@dataclass(slots=True)
class Memory:
    """What earlier sentences of the text leave for the next: the last subject and the last two parties (mention indices)."""

    subject: tuple[int, ...] = ()
    parties: tuple[int, ...] = ()
    extra: list[Mention] = field(default_factory=list)
    pairs: set[frozenset[int | None]] = field(default_factory=set)


def _is_bare(view: SentenceView, clause: Clause) -> bool:
    """Whether a noun alone stands for the predicate, as in headlines (日中外相会談)."""
    return clause.end == clause.stem_end and not clause.light


def _is_received(view: SentenceView, clause: Clause) -> bool:
    """Whether a courtesy call is told from the host's side (表敬訪問を受けた)."""
    return clause.passive or bool(re.match(r"[^。、]{0,4}を受け", view.text[clause.begin + len(clause.word) :][:9]))


class ActReader:
    """Reads the acts of the sentences of one text, in order."""

    def __init__(self) -> None:
        self.memory = Memory()
        self._groups: Sequence[Group] = ()

    def read(self, view: SentenceView) -> list[Act]:
        """The acts of a sentence. The memory goes on to the next."""
        groups = find_groups(view.text, (view.start, view.end), view.phrases, view.strangers)
        parts = fit_parts(view.text, groups, view.clauses)
        source = next((g for g in groups if g.particle in ("によると", "によれば", "では、")), None)
        if source is not None and source.particle == "では、":
            source = None
        self._groups = groups
        absent = self._unsigned(view, groups)
        if absent is not None:
            return [absent]
        acts: list[Act] = []
        for index, clause in enumerate(view.clauses):
            told = Told(clause, parts[index], content_start(view, groups, clause, parts[index]), source)
            acts.extend(self._clause_acts(view, told, index, parts))
        acts.extend(self._met_beside(view, groups, acts))
        acts.extend(self._headline_speech(view, groups, acts))
        self._remember(view, groups, acts)
        return acts

    def _unsigned(self, view: SentenceView, groups: Sequence[Group]) -> Act | None:
        """署名された文書はなかった, 「共同声明は採択しなかった」と述べた: nothing was put on paper. Whoever tells it vouches
        for it; the two sides are those of the text where it told of no other two."""
        match = UNSIGNED.search(view.text, view.start, view.end)
        if match is None:
            return None
        told = next((g for g in groups if g.topic and g.high <= match.start() and g.members), None)
        said = told is not None and SAYS.search(view.text, match.end(), view.end) is not None
        speaker = self._quotes(view, self._who(view, told)[:1]) if said else ()
        actors = self.memory.parties if len(self.memory.pairs) == 1 else ()
        if not said and told is not None:
            actors = self._who(view, told)
        span = match.span("a") if match["a"] is not None else match.span("b")
        date = next((d for d in view.dates if d.end <= match.start()), None)
        return Act(
            kind="signing", rung="on_paper", polarity="negative", actors=self._quotes(view, actors), time=date,
            topics=find_topics(view.text, *span), said_by=speaker[0] if speaker else None, plover="SUPPORT",
            start=view.start, end=view.end, matter=Quote.cut(view.text, *span),
        )  # fmt: skip

    def _clause_acts(self, view: SentenceView, told: Told, index: int, parts: Sequence[Part]) -> list[Act]:
        clause, part = told.clause, told.part
        if clause.link == "noun" or clause.family in ("nothing", "state") or clause.link == "if":
            return []
        governed = part.governor is not None
        if governed and not self._told_inside(view, told, parts):
            return []
        if clause.link == "nominal" and not governed:  # 訪れるのは3年ぶりだ
            return []
        if clause.family in SPEECH:
            return self._speech(view, told, index, parts)
        return self._event(view, told, index, parts)

    def _told_inside(self, view: SentenceView, told: Told, parts: Sequence[Part]) -> bool:
        """Whether a clause inside reported speech is an act of its own: it has a subject that is not the speaker, or it
        is an event that the speaker reports as past."""
        clause, part = told.clause, told.part
        outer = view.clauses[part.governor] if part.governor is not None else None
        if outer is None or outer.family != "said" or clause.link == "wish":
            return False
        if clause.family not in _EVENTS and clause.family not in ("asked", "would", "undertook", "said"):
            return False
        if clause.modal == "possible" and clause.negative and not (part.subject is not None and part.own_subject):
            return False
        past = is_settled(view, told.clause)
        if part.subject is not None and part.own_subject:
            return part.subject.kind != "unknown" or (past and (clause.family, clause.detail) == ("done", "plain"))
        return past and clause.family in ("meeting", "call", "visit", "signing", "agreed", "alike")

    def _event(self, view: SentenceView, told: Told, index: int, parts: Sequence[Part]) -> list[Act]:
        clause, part = told.clause, told.part
        actors = self._who(view, part.subject)
        partners = self._who(view, part.partner)
        if clause.passive and clause.family == "done":
            return self._passive(view, told, actors)
        inherited = part.subject is None and clause.family in _JOINT
        if not actors and inherited and not partners:
            unknown = clause.family in ("meeting", "call") and WITH_SOMEBODY.search(view.text[told.low : clause.begin])
            actors = () if unknown else self.memory.parties
        elif not actors and inherited and clause.family in ("meeting", "call"):
            actors = self._topic_person(view, partners)
        elif not actors and part.subject is None and part.governor is None:
            actors = self.memory.subject if self._may_inherit(view, clause) else ()
        alone = clause.family == "decided" or clause.word in ("賛同", "同意", "共感", "賛意")
        told_to = bool(self._who(view, part.recipient))
        if clause.family in _JOINT and not partners and len(actors) == 1 and not alone and not told_to:
            partners = self._earlier_partner(view, index, parts, actors)
        return self._joint(view, told, actors, partners)

    def _topic_person(self, view: SentenceView, partners: tuple[int, ...]) -> tuple[int, ...]:
        """The one person that the text goes on about, where a sentence names only whom it was that somebody met."""
        subject = self.memory.subject
        if len(subject) != 1 or view.mentions[subject[0]].kind not in ("person", "position"):
            return ()
        return () if view.mentions[subject[0]].chain in {view.mentions[p].chain for p in partners} else subject

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
                return self._who(view, parts[earlier].partner)
        if not actors:
            return ()
        known = {view.mentions[a].chain for a in actors}
        if len(self.memory.parties) == 2 and known & {view.mentions[p].chain for p in self.memory.parties}:
            return tuple(p for p in self.memory.parties if view.mentions[p].chain not in known)
        return ()

    def _joint(self, view: SentenceView, told: Told, actors: tuple[int, ...], partners: tuple[int, ...]) -> list[Act]:
        clause, part = told.clause, told.part
        family = clause.family
        if family in ("exchanged", "meeting") and BY_PHONE.search(view.text[told.low : clause.begin]):
            family = "call"
        act: Act | None = None
        both = (*actors, *(p for p in partners if p not in actors))
        recipients = self._who(view, part.recipient)
        if family in ("meeting", "call"):
            kind: ActKind = "meeting" if family == "meeting" else "call"
            alone = len(both) == 1 and not recipients and not is_plural(view, both[0])
            named = part.subject is not None and part.subject.particle in ("は", "が", "も") and not _is_bare(view, clause)
            lonely = alone and (not (actors and named) or clause.word == "会見")
            if lonely or not (both or clause.negative):
                return []
            sides = (actors or partners, (*(partners if actors else ()), *recipients))
            if clause.word.startswith("表敬") and len(actors) == 1 and sides[1] and not _is_received(view, clause):
                sides = (sides[1], sides[0])
            act = self._build(view, told, kind, "done", *sides)
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
        kind: ActKind = "agreement" if rung == "agreed" else "statement"
        if rung == "agreed" and len(both) == 1 and not is_plural(view, both[0]) and not told.clause.negative:
            rung, kind = "saw_alike", "statement"
        bound = both if rung == "agreed" else ()
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
        actors = self._who(view, part.subject)
        if not actors and part.subject is None and clause.link in ("end", "and", "content"):
            actors = self.memory.subject if not clause.passive else ()
        if not actors or clause.passive or clause.word in ("言う",):
            return []
        content = content_of(view, told, inner, index)
        beside = next(
            (g for g in self._groups if content and g.stop == content[0] - 1 and (g.topic or g.particle == "が")), None
        )
        if beside is not None and content is not None and view.text[content[0] - 1] == "「":
            actors = self._who(view, beside)
            if not actors:
                return []
        rung, condition = speech_rung(view, clause, content)
        if clause.word in ("確認", "再確認") and content is not None:
            return self._confirmed(view, told, index, parts, actors, content)
        if clause.word == "発表" and re.search(
            r"共同(?:声明|文書|発表文)[^。]{0,6}を?$", view.text[told.low : clause.begin]
        ):
            act = self._build(view, told, "signing", "on_paper", actors, ())
            return [act] if act is not None else []
        kind: ActKind = "pledge" if clause.family == "undertook" and rung == "undertook" else "statement"
        recipients = self._who(view, part.recipient)
        bound = actors if rung in ("undertook", "would") else ()
        act = self._build(view, told, kind, rung, actors, recipients, bound=bound, matter=content, spoken=True)
        act = replace_act(act, restated=is_restated(view, clause))
        if clause.word == "否定" and content and view.text.startswith("を", content[1]) and not clause.negative:
            act = replace_act(act, polarity="negative")
        if condition:
            act = replace_act(act, condition=Quote.cut(view.text, *condition), realis="conditional")
        return [act]

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
            both = (*actors, *self._who(view, told.part.partner))
        joint = len(both) > 1 or is_plural(view, both[0])
        if joint and re.search(r"(?:重要性|必要性|意義|立場)$", words):
            act = self._build(view, told, "statement", "saw_alike", both, (), matter=content)
        elif joint and course_of_action(words, before):
            act = self._build(view, told, "agreement", "agreed", both, (), bound=both, matter=content)
            act = replace_act(act, weak=True)
        else:
            act = self._build(view, told, "statement", "raised", both, (), matter=content)
        return [replace_act(act, restated=is_restated(view, told.clause))]

    def _met_beside(self, view: SentenceView, groups: Sequence[Group], acts: Sequence[Act]) -> list[Act]:
        """AはBとの会談で…と述べた also tells that A met B, where the sentence is about the past."""
        subject = next((g for g in groups if (g.topic or g.particle == "が") and g.members), None)
        for group in groups:
            match = AT_MEETING.match(view.text, group.high, view.end)
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
            lands = two_countries(view)
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
        negative = clause.negative
        time = time_of(view, told)
        if realis == "actual" and not negative and is_ahead(view, clause, time) and kind not in ("statement", "pledge"):
            realis, planned = "planned", True
        if planned and rung in ("done", "on_paper", "agreed", "exchanged", "saw_alike") and not negative:
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
            actors=self._quotes(view, actors),
            recipients=self._quotes(view, who),
            bound=self._quotes(view, bound),
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
        who = self._who(view, group)
        if not who:
            return None
        chains = {view.mentions[a].chain for a in actors}
        return None if view.mentions[who[0]].chain in chains else self._quotes(view, who[:1])[0]

    def _remember(self, view: SentenceView, groups: Sequence[Group], acts: Sequence[Act]) -> None:
        starts = {(m.start, m.end): i for i, m in enumerate(view.mentions)}
        topic = next((g for g in groups if g.topic), None) or next((g for g in groups if g.particle == "が"), None)
        if topic is not None:
            self.memory.subject = self._who(view, topic)
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
                self.memory.pairs.add(frozenset(view.mentions[i].chain for i in indexes))
                break
