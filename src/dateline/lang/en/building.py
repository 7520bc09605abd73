"""From a verb and its frame to acts: parties, realis, matter, place, day, topics, hedge, and who vouches for them."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from msgspec import structs

from dateline.lang.en import binding, clauses, events, framing, holders, lexicon, plans, tellers, topics, verbs
from dateline.lang.en.analyser import Parsed
from dateline.lang.en.binding import Context
from dateline.lang.en.clauses import Scene
from dateline.lang.en.frames import Frame, lemma_of, listed, plover_of
from dateline.lang.en.parties import included, lengthen
from dateline.lang.en.places import Found
from dateline.model import Act, DateValue, Quote
from dateline.model.ladder import Rung
from dateline.model.reading import Realis

EVENT_KINDS = ("meeting", "visit", "call", "signing", "agreement", "appointment")

_WEAK = re.compile(
    r"\b(?:in principle|tentative(?:ly)?|preliminary|provisional(?:ly)?|broad(?:ly)?|framework|loosely)\b", re.I
)

_NOT_SAID = re.compile(
    r"(?:on |under )?(?:the )?condition of (?:anonymity|not being named)|(?:on )?(?:last |this )?[A-Z][a-z]+day|later|briefly"
)

_INTERRUPTED = re.compile(r",[^,;.]{3,80}, (?:would|will|could|can)\b[^,;.]*")

_GLOSS = re.compile(r"\s?[—–](?=\D)[^—–]*(?:[—–]|$)")

_GIVEN = re.compile(
    r"(?:^|,? )(?P<words>(?:on (?:the )?condition (?:that|of)(?! (?:anonymity|not being))"
    r"|provided(?: that)?|as long as|only if|so long as|contingent on"
    r"|unless|if) "
    r"[^.;]{4,160}?)(?=, (?:the |a |an |his |her )?[\w’' -]{0,60}(?:said|says|added)\b|[.;\"”]|$)"
)
_AGAIN = re.compile(r"\b(?:once again|once more|again|anew)\b", re.I)


class ActBuilder:
    """Builds the acts of one sentence."""

    def __init__(self, scene: Scene, sentence: Parsed) -> None:
        self.scene = scene
        self.sentence = sentence
        self.text = scene.register.text
        self.acts: list[Act] = []
        self.source = tellers.cited(scene, sentence)

    def _mentions(self, tokens: list[Any]) -> list[Found]:
        found: list[Found] = []
        for token in tokens:
            if holders.is_collective(self.sentence, token):
                found += holders.collective_actors(self.scene, self.sentence, token)
                continue
            item = holders.find_mention(self.scene, self.sentence, token)
            beside = holders.joined_to_name(self.sentence, token, item) if item is not None else []
            if item is None:
                named = [holders.find_mention(self.scene, self.sentence, t) for t in included(self.sentence, token)]
                found += [n for n in named if n is not None and n not in found]
                item = None if named else holders.group_of(self.scene, self.sentence, token)
            if item is not None and item not in found:
                found += [f for f in holders.joined_before(self.scene, self.sentence, token, item) if f not in found]
                found.append(item)
            for other in beside:
                more = holders.find_mention(self.scene, self.sentence, other)
                found += [more] if more is not None and more not in found else []
        found = holders.without_appositions(self.scene, found)
        apart = [m for f in found for m in holders.of_two_countries(self.scene, f, self.sentence.start)]
        found = [m for i, m in enumerate(apart) if m not in apart[:i]]
        found = [f for f in found if f.kind != "place" or not self.text.startswith(" counterpart", f.end)]
        return holders.without_appositions(self.scene, lengthen(self.scene, self.sentence, found))

    def _read_event(self, verb: Any, context: Context) -> None:
        """Any other thing that happened, in a main clause, that no table knows."""
        lemma = lemma_of(verb)
        skipped = lemma in listed("skip", "verbs") and not plans.takes_place(verb)
        if verb.pos_ != "VERB" or (skipped and events.deed_of(self.scene, self.sentence, verb) is None):
            return
        if lemma in listed("skip", "verbs") and (context.realis or clauses.modal_of(verb)) == "possible":
            return
        auxiliaries = {c.lower_ for c in verb.children if c.dep_ == "aux"}
        if auxiliaries & {"can", "ca"}:
            return
        if {"would", "have"} <= auxiliaries:
            return  # ``would have given``: it did not come about
        if auxiliaries & {"should", "must", "ought"}:
            if plans.is_of_thing(verb) and clauses.is_passive(verb):
                self._emit(verb, Frame("plan", "would"), replace(context, realis="planned"))
            return
        modal = context.realis or clauses.modal_of(verb)
        modal = modal or ("planned" if plans.lies_ahead(self.scene, self.sentence, verb) else None)
        did = any(c.dep_ == "aux" and c.lower_ in ("did", "does", "do") for c in verb.children)
        told = verb.tag_ in ("VBD", "VBN", "VBZ", "VBP") or modal is not None or did
        told = told or (verb.tag_ == "VBG" and any(c.dep_ == "aux" and c.lemma_ == "be" for c in verb.children))
        main = verb.dep_ in ("ROOT", "conj", "ccomp", "xcomp", "relcl", "advcl", "parataxis")
        if not told or not main or (verb.dep_ == "advcl" and not clauses.subject_of(verb)):
            return
        bare = verb.tag_ == "VBN" and not any(c.dep_ in ("aux", "auxpass") for c in verb.children)
        if bare and not clauses.subject_of(verb):
            return
        if modal == "planned" and context.speaker is not None and binding.same(context.actors, context.speaker):
            leaves = lemma in ("resign", "retire", "quit") or (
                lemma in ("step", "stand") and clauses.has_particle(verb, "down")
            )
            promised = not context.negative and not leaves
            self._emit(verb, Frame("pledge", "undertook") if promised else Frame("plan", "would"), context)
            return
        open_ = modal == "possible" and clauses.is_passive(verb)
        self._emit(verb, Frame("plan", "would") if modal and not open_ else Frame("other", "done"), context)

    def _emit(self, verb: Any, frame: Frame, context: Context) -> None:
        if frame.kind in ("meeting", "call", "agreement", "signing") and self._half_known(verb):
            return
        builder = framing.Shape(self.scene, self.sentence, verb, frame)
        told = [] if self._by_others(verb) else list(context.actors) or self._they(verb, frame)
        ahead = frame.kind in ("plan", "statement") and not told and self._realis(verb, context) == "planned"
        if ahead and binding.binds_body(self.scene, verb, context) and context.speaker is not None:
            frame, told = Frame("pledge", "undertook"), [context.speaker]
            builder.frame = frame
        elif ahead and plans.is_of_thing(verb) and lemma_of(verb) not in binding.BEFALLS:
            frame = builder.frame = Frame("other", "done")  # nobody is said to plan it
        shaped = builder.shape(told, self._mentions)
        if shaped is None:
            if frame.kind in ("meeting", "visit", "signing", "appointment") and frame.noun is None:
                self._read_event(verb, context)
            return
        frame, actors, recipients = shaped
        if recipients and any(self.text[a.start : a.end].lower() == "they" for a in actors):
            return  # who they are, nobody knows
        nameless = frame.kind in ("meeting", "call") and frame.noun is not None
        unsigned = frame.kind == "signing" and context.negative and clauses.is_passive(verb)
        if frame.kind != "other" and not actors and not recipients and not nameless and not unsigned:
            return
        if frame.kind == "meeting" and len(actors) > 1 and any(c.lower_ == "separately" for c in verb.children):
            for actor in actors:
                self._emit_one(verb, frame, [actor], recipients, context)
            self.scene.parties = []
            return
        self._emit_one(verb, frame, actors, recipients, context)

    def _half_known(self, verb: Any) -> bool:
        """Whether one of several who are joined in the subject was not made out (``the guild and coach A agreed``)."""
        subjects = clauses.subject_of(verb)
        lost = [t for t in subjects if not self._mentions([t])]
        return len(subjects) > 1 and any(not holders.begins_title(self.scene, self.sentence, t) for t in lost)

    def _by_others(self, verb: Any) -> bool:
        """``was captured by rebel forces``: somebody did it whom no mention names; the subject did not."""
        if not clauses.is_passive(verb):
            return False
        agents = [t for c in verb.children if c.dep_ == "agent" for t in c.children if t.dep_ == "pobj"]
        named = [t for t in agents if t.ent_type_ not in ("DATE", "TIME", "PERCENT", "CARDINAL", "QUANTITY", "MONEY")]
        return bool(named) and not self._mentions(clauses.agent_of(verb))

    def _they(self, verb: Any, frame: Frame) -> list[Found]:
        """``They signed ...`` where nobody knows who they are: both sides."""
        if frame.kind not in ("meeting", "call", "agreement", "signing"):
            return []
        for token in clauses.subject_of(verb):
            if token.lower_ in ("they", "sides", "leaders", "ministers", "countries"):
                start, end = self.sentence.span(token.left_edge.i, token.i)
                item = Found(start, end, "organization", "both_sides")
                self.scene.collectives.append(item)
                return [item]
        return []

    def _emit_one(
        self, verb: Any, frame: Frame, actors: list[Found], recipients: list[Found], context: Context
    ) -> None:
        realis = self._realis(verb, context, frame)
        if realis != "actual" and not context.negative and self._alone(frame, actors, recipients, realis):
            return  # ``can strike a better deal``: with whom is not said
        if binding.binds_country(self.scene, verb, frame, actors, realis, context) and context.speaker is not None:
            frame, actors = Frame("pledge", "undertook"), [context.speaker]
        frame = binding.committed(frame, actors, realis, context)
        made: Realis = "actual" if frame.kind == "pledge" and realis == "planned" else realis  # the promise is made
        act = self._build(verb, frame, (actors, recipients), made, context)
        if frame.kind == "other" and realis == "planned" and not actors and act.time is None:
            return  # of nobody and for no day: nothing to follow up
        self.acts.append(self._typed(verb, act))
        if realis == "actual" and (
            frame.kind in ("meeting", "call", "agreement", "signing") or frame.rung == "exchanged"
        ):
            parties = [*actors, *recipients]
            if len(parties) >= 2 and not any(p.value == "both_sides" for p in parties):
                self.scene.parties = parties if len(parties) == 2 else []
        if frame.kind == "meeting":
            self._purpose(verb, actors, recipients, realis, context)

    def _typed(self, verb: Any, act: Act) -> Act:
        """The act with the type of its event, where it has one."""
        return act

    def _alone(self, frame: Frame, actors: list[Found], recipients: list[Found], realis: Realis) -> bool:
        parties = [*actors, *recipients]
        announced = frame.kind == "signing" and realis == "planned"
        named = (
            frame.kind in ("agreement", "signing") and frame.noun is not None and len(parties) == 1 and not announced
        )
        return named and parties[0].kind in ("person", "place") and self.text[parties[0].end - 1] != "s"

    def _purpose(
        self, verb: Any, actors: list[Found], recipients: list[Found], realis: Realis, context: Context
    ) -> None:
        """``met to discuss ...``, ``met and discussed``: what the talk was about is an act of both."""
        for child in verb.children:
            if child.dep_ in ("advcl", "xcomp") and clauses.is_infinitive(child):
                frame = verbs.frame_of(child)
                if frame is not None and frame.rung == "exchanged":
                    both = [*actors, *recipients]
                    self.acts.append(self._build(child, frame, (both, []), realis, context, whole=verb))

    def _realis(self, verb: Any, context: Context, frame: Frame | None = None) -> Realis:
        if any(self._conditions(verb)):
            return "conditional"
        modal = context.realis or clauses.modal_of(verb)
        words = frame is not None and frame.kind in ("plan", "pledge", "statement")
        if modal is None and not words and plans.lies_ahead(self.scene, self.sentence, verb):
            return "planned"
        if modal == "possible" and context.negative and any(c.lower_ == "could" for c in verb.children):
            return "actual"  # ``could not agree``
        return modal if modal is not None else "actual"  # type: ignore[return-value]

    def _conditions(self, verb: Any) -> list[Any]:
        heads = [verb, *(c for c in verb.children if c.dep_ == "xcomp")]
        return [
            c
            for head in heads
            for c in head.children
            if c.dep_ == "advcl"
            and any(g.lower_ in ("if", "unless", "provided") and g.dep_ == "mark" for g in c.children)
        ]

    def _build(
        self,
        verb: Any,
        frame: Frame,
        parties: tuple[list[Found], list[Found]],
        realis: Realis,
        context: Context,
        whole: Any = None,
    ) -> Act:
        actors, recipients = parties
        quote = self.scene.register.quote
        first, last = clauses.cut(verb if whole is None else whole)
        start, end = self.sentence.span(first, last)
        matter = self._matter(verb, frame, start, end)
        avoid = (
            (matter.start, matter.end)
            if matter and frame.kind in ("statement",) and frame.rung != "exchanged"
            else None
        )
        rung: Rung = (
            "would"
            if realis in ("planned", "possible", "conditional") and frame.kind in (*EVENT_KINDS, "other", "plan")
            else frame.rung
        )
        if realis != "actual" and frame.rung == "exchanged":
            rung = "would"
        words = self.text[start:end]
        condition = self._condition(verb, matter if frame.kind in ("pledge", "agreement", "plan") else None)
        if condition is not None and frame.kind == "pledge" and realis == "actual":
            realis = "conditional"
        return Act(
            kind=frame.kind,
            rung=rung,
            polarity="negative" if context.negative or _denies(verb, frame) or _never(verb, frame) else "positive",
            realis=realis,
            actors=tuple(quote(a) for a in actors),
            recipients=tuple(quote(r) for r in recipients if r not in actors),
            bound=self._bound(frame, actors, recipients),
            place=self._place(verb, frame, (first, last)),
            time=self._due(frame, matter)
            or clauses.time_in(self.scene, start, end, avoid, (self.sentence, verb))
            or self._sentence_time(verb, frame),
            topics=self._topics(frame, matter, start, end),
            condition=condition,
            hedge=context.hedge or self._hedge(verb, first, matter),
            said_by=self._said_by(context, actors),
            plover=plover_of(frame, lemma_of(verb), actual=realis == "actual")
            if actors or frame.kind != "other"
            else None,
            start=start,
            end=end,
            matter=matter,
            weak=frame.weak or (frame.rung in ("agreed", "on_paper") and bool(_WEAK.search(words))),
            restated=frame.restated or (frame.kind == "statement" and bool(_AGAIN.search(words))),
            meeting=frame.meeting,
            displeasure=frame.displeasure,
        )

    def _due(self, frame: Frame, matter: Quote | None) -> DateValue | None:
        """By when a promise or an agreement falls due: ``promised to reopen the road by June``."""
        if matter is None or frame.kind not in ("pledge", "agreement") or frame.noun is not None:
            return None
        first = next((d for d in self.scene.dates if matter.start <= d.start and d.end <= matter.end), None)
        found = clauses.time_in(self.scene, matter.start, matter.end)
        told = [d for d in self.scene.dates if self.sentence.start <= d.start < matter.start and d.latest]
        if found is None or found is not first or not found.latest:
            return None
        before = self.text[max(matter.start, found.start - 16) : found.start]
        by = (
            found.mod == "ON_OR_BEFORE"
            or re.search(r"\b(?:by|before|within|no later than)(?: the)? $", before) is not None
        )
        late = any((d.earliest or "") > found.latest for d in told)
        return structs.replace(found, mod="ON_OR_BEFORE") if by and not late else None

    def _bound(self, frame: Frame, actors: list[Found], recipients: list[Found]) -> tuple[Quote, ...]:
        quote = self.scene.register.quote
        if frame.kind == "pledge":
            return tuple(quote(a) for a in actors)
        if frame.kind in ("agreement", "signing"):
            return tuple(quote(a) for a in (*actors, *(r for r in recipients if r not in actors)))
        return ()

    def _matter(self, verb: Any, frame: Frame, start: int, end: int) -> Quote | None:
        if frame.kind in ("meeting", "call", "visit", "other", "appointment"):
            return None
        if frame.noun is not None and frame.kind in ("agreement", "signing"):
            span: tuple[int, int] | None = clauses.noun_phrase(frame.noun)
        else:
            span = clauses.matter_of(verb, frame.noun)
        told = verbs.frame_of(verb) if frame.kind in ("pledge", "plan") and frame.noun is None else frame
        if told is None or told.kind not in (frame.kind, "agreement"):
            span = (
                verb.i,
                max(verb.i, span[1] if span is not None else verb.i),
            )  # ``said he would rebuild the bridge``
        if span is None:
            return None
        first, last = self.sentence.span(*span)
        first = self._after_day(first, last)
        first += 3 if re.match(r"[Nn]o ", self.text[first:last]) else 0
        if _NOT_SAID.fullmatch(self.text, first, last) or first >= last:
            return None
        if frame.rung == "asked":
            more = _INTERRUPTED.match(self.text, last, self.sentence.end)
            last = more.end() if more else last
        return Quote(self.text[first:last], first, last) if last > first else None

    def _after_day(self, first: int, last: int) -> int:
        """Where the matter begins when the day of the act stands before it (``agreed on Thursday to open ...``)."""
        for day in self.scene.dates:
            lead = self.text[first : day.start]
            if first <= day.start and day.end <= last and re.fullmatch(r"(?:on |last |this )?", lead):
                return day.end + len(self.text[day.end : last]) - len(self.text[day.end : last].lstrip(" ,"))
        return first

    def _topics(self, frame: Frame, matter: Quote | None, start: int, end: int) -> tuple[str, ...]:
        if matter is not None:
            told_how = frame.rung == "on_paper" or " in principle" in self.text[start:end]
            written = frame.kind == "agreement" and frame.noun is not None and told_how
            first = self.sentence.span(frame.noun.i, frame.noun.i)[1] if written else matter.start
            found = self._topics_in(min(first, matter.end), matter.end, topics.about)
            if found or frame.kind in ("statement", "pledge"):
                return found
        return self._topics_in(start, end)

    def _topics_in(self, start: int, end: int, find: Callable[..., tuple[str, ...]] = topics.find) -> tuple[str, ...]:
        """The topics of a stretch, without those that only a title or a name spells (the trade minister)."""
        named = self.scene.register.named(start, end)
        # What stands between dashes is the writer's gloss, not what the actor said.
        named += [(start + g.start(), start + g.end()) for g in _GLOSS.finditer(self.text[start:end])]
        return find(self.text, start, end, named)

    def _place(self, verb: Any, frame: Frame, extent: tuple[int, int]) -> Quote | None:
        if frame.kind == "visit":
            return framing.destination(self.scene, self.sentence, verb, frame)
        if frame.kind in ("statement", "pledge", "plan"):
            return None
        return clauses.place_in(self.scene, self.sentence, verb, extent)

    def _sentence_time(self, verb: Any, frame: Frame) -> Any:
        """A date at the head of the sentence (``On Jan. 8 in Seoul, ...``) holds for all of its main clauses."""
        if frame.kind not in (*EVENT_KINDS, "other") or verb.dep_ not in ("ROOT", "conj"):
            return None
        head = self.sentence.doc[0]
        if head.pos_ not in ("ADP", "PROPN", "ADV") and head.lower_ not in ("later", "earlier"):
            return None
        comma = self.text.find(",", self.sentence.start, self.sentence.start + 45)
        return clauses.time_in(self.scene, self.sentence.start, comma) if comma > 0 else None

    def _condition(self, verb: Any, matter: Quote | None = None) -> Quote | None:
        for child in self._conditions(verb):
            start, end = self.sentence.span(child.left_edge.i, child.right_edge.i)
            return Quote(self.text[start:end], start, end)
        given = _GIVEN.search(self.text, matter.start, self.sentence.end) if matter is not None else None
        return Quote(given["words"], *given.span("words")) if given is not None else None

    def _hedge(self, verb: Any, first: int, matter: Quote | None) -> Quote | None:
        start = self.sentence.start + verb.doc[first].idx
        stop = self.sentence.start + verb.idx
        for child in verb.children:
            if child.dep_ == "advmod" and child.i > verb.i and child.i - verb.i <= 2:
                stop = self.sentence.start + child.idx + len(child.text)
        subject_end = max(
            (self.sentence.start + t.idx + len(t.text) for t in clauses.subject_of(verb)[:1]), default=start
        )
        for hit in lexicon.hedges().find(self.text, min(max(start, subject_end), stop), stop):
            return Quote(hit.text, hit.start, hit.end)
        lead = self.text[start : start + 40]
        match = re.match(r"(?:Reportedly|Allegedly)\b", lead)
        return Quote(match.group(), start, start + match.end()) if match else None

    def _said_by(self, context: Context, actors: list[Found]) -> Quote | None:
        teller = context.said_by
        if teller is None or binding.same(tuple(actors), teller) or teller in actors:
            return None
        return self.scene.register.quote(teller)


_PLANNED_THINGS = frozenset(
    ("visit", "trip", "tour", "meeting", "talk", "summit", "mission", "session", "journey", "conference")
)


def _never(verb: Any, frame: Frame) -> bool:
    """``vowed never to privatise``: what is promised is not to do it."""
    return frame.kind == "pledge" and any(
        c.dep_ == "xcomp" and (clauses.negated(c) or any(g.dep_ == "neg" for g in c.children)) for c in verb.children
    )


def _denies(verb: Any, frame: Frame) -> bool:
    """``denied the figure``: what is denied is the bare object; ``called off a mission``: it does not take place."""
    lemma = lemma_of(verb)
    if frame.kind == "other" and (
        lemma in ("cancel", "scrap") or (lemma == "call" and clauses.has_particle(verb, "off"))
    ):
        return any(
            c.dep_ in ("dobj", "nsubjpass", "nsubj") and c.lemma_.lower() in _PLANNED_THINGS for c in verb.children
        )
    if frame.kind != "statement" or lemma_of(verb) not in ("deny", "refute", "disavow"):
        return False
    return frame.noun is None and any(c.dep_ in ("dobj", "nsubjpass") for c in verb.children)
