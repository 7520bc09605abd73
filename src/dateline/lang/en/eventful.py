"""Acts of verbs that tell an event or a deed done to a thing: their type, and who takes part in it."""

from __future__ import annotations

from typing import Any

from msgspec import structs

from dateline.lang.en import clauses, events, holders
from dateline.lang.en.binding import Context
from dateline.lang.en.building import ActBuilder
from dateline.lang.en.frames import Frame
from dateline.lang.en.places import Found
from dateline.model import Act

_RELATIVE = frozenset(("who", "which", "that", "whom"))


class EventBuilder(ActBuilder):
    """Builds the acts of one sentence, those of events among them."""

    def _read_happening(self, verb: Any, context: Context) -> bool:
        """``was arrested``, ``went on strike``: an act of its own. Whether there is one."""
        found = events.find(verb)
        if found is None or not self._is_told(verb, context):
            return False
        sides = self._patient_sides(verb, found, context) if found.patient else self._own_side(verb, found, context)
        if sides is None:
            return False
        frame = _frame_of(found.event)
        act = self._build(verb, frame, sides, self._realis(verb, context, frame), context)
        self.acts.append(structs.replace(act, event=found.event))
        return True

    def _read_fused(self) -> None:
        """``The ministry reduced tariffs.``, where the parser took the verb for an adjective and saw no verb at all."""
        doc = self.sentence.doc
        if any(t.tag_ in ("VBD", "VBZ", "VBP", "MD") for t in doc):
            return
        for verb in (t for t in doc if t.tag_ == "VBN" and t.dep_ == "amod" and t.head.dep_ == "ROOT" and t.i):
            actor = self.scene.register.covering(self.sentence.start + doc[verb.i - 1].idx)
            event, deed = events.bare(verb)
            if actor is None or actor.kind == "number" or not verb.head.i > verb.i:
                continue
            told = Context((actor,), self.source)
            named = self._mentions([verb.head]) if event is not None else []
            patients = [p for p in named if p is not actor and events.may_be_patient(event or "", p, self.text)]
            act = self._build(verb, _frame_of(event), ([actor], patients), "actual", told, whole=verb.head)
            if event is not None and patients and events.may_be_agent(event, actor, self.text):
                self.acts.append(structs.replace(act, event=event))
            elif deed and (typed := self._typed(verb, structs.replace(act, recipients=()))).event:
                self.acts.append(typed)

    def _is_told(self, verb: Any, context: Context) -> bool:
        """Whether a verb tells what is, was or will be, and not what can, must or would have been."""
        auxiliaries = {c.lower_ for c in verb.children if c.dep_ in ("aux", "auxpass")}
        if auxiliaries & {"can", "ca", "should", "must", "ought"} or {"would", "have"} <= auxiliaries:
            return False
        if verb.tag_ == "VBG":
            return "having" in auxiliaries or any(c.dep_ == "aux" and c.lemma_ == "be" for c in verb.children)
        return verb.tag_ != "VB" or bool(auxiliaries) or context.realis is not None

    def _patient_sides(
        self, verb: Any, found: events.Happening, context: Context
    ) -> tuple[list[Found], list[Found]] | None:
        """Who did it and to whom; no patient where a counted group is told by its number; None where neither is sure."""
        tokens = events.patient_tokens(verb, found.pattern)
        passive = events.is_done_to(verb)
        received = found.pattern.verb in ("get", "receive") and not passive
        if received:
            tokens = clauses.subject_above(verb)
        relative = (passive or received) and (not tokens or tokens[0].lower_ in _RELATIVE)
        named = self._modified(verb) if relative else self._mentions(tokens)
        agents = self._mentions(clauses.agent_of(verb)) if passive else [] if received else list(context.actors)
        actors = [a for a in agents if events.may_be_agent(found.event, a, self.text)]
        groups = [
            p
            for p in named
            if p in self.scene.collectives or (p.kind == "position" and p.holder is None and p.of is None)
        ]
        patients = [p for p in named if p not in groups and events.may_be_patient(found.event, p, self.text)]
        patients = [p for p in patients if not any(p is a or _one(p, a) for a in agents)]
        if not actors and found.event in events.OF_LAW and not (passive and not agents and events.is_official(verb)):
            return None
        if patients:
            return actors, patients
        counted = any(events.is_counted_group(self.scene, self.sentence, t) for t in tokens)
        return (actors, []) if counted and len(named) == len(groups) else None

    def _own_side(self, verb: Any, found: events.Happening, context: Context) -> tuple[list[Found], list[Found]] | None:
        passive = events.is_done_to(verb)
        told = self._mentions(clauses.agent_of(verb)) if passive else list(context.actors)
        actors = [a for a in told if events.may_be_agent(found.event, a, self.text)]
        return (actors, []) if actors else None

    def _modified(self, verb: Any) -> list[Found]:
        """Whom a relative clause or participle tells of (``B, who was arrested``): not ``the aide of B, who``."""
        while verb.dep_ == "conj":
            verb = verb.head
        noun = verb.head
        if verb.dep_ not in ("relcl", "acl") or (noun.dep_ == "pobj" and events.is_person_noun(noun.head.head)):
            return []
        holder = holders.find_mention(self.scene, self.sentence, noun)
        return [holder] if holder is not None else []

    def _is_deed(self, verb: Any, frame: Frame) -> bool:
        """``rejected the bill``, ``declared a state of emergency``: done by the words themselves."""
        said = frame.kind == "statement" and frame.rung == "raised" and frame.noun is None
        return said and events.deed_of(self.scene, self.sentence, verb) is not None

    def _typed(self, verb: Any, act: Act) -> Act:
        """The act with the type of its event, where it is an appointment, an apology or a deed done to a thing."""
        if act.kind == "appointment":
            event = events.post_event(verb)
            moved = event == "take_office" and not act.actors
            parties = (act.recipients, ()) if moved else (act.actors, act.recipients)
            return structs.replace(act, event=event, actors=parties[0], recipients=parties[1])
        if act.kind == "statement" and act.actors and events.post_event(verb) == "apologise":
            return _done(act, "apologise", None)
        told = act.kind == "other" or (act.kind == "plan" and act.realis == "planned")
        deed = events.deed_of(self.scene, self.sentence, verb) if told else None
        if deed is None or not (act.actors or clauses.is_passive(verb)):
            return act
        return _done(act, *deed)


def _frame_of(event: str | None) -> Frame:
    return Frame("appointment" if event in events.PERSONAL else "other", "done")


def _one(a: Found, b: Found) -> bool:
    return a.holder is not None and a.holder == b.holder


def _done(act: Act, event: str, thing: str | None) -> Act:
    """What was told as words or a plan, as the event that it is."""
    rung = "done" if act.realis == "actual" else "would"
    topics = act.topics if thing is None or thing in act.topics or not events.is_topic(thing) else (thing, *act.topics)
    return structs.replace(
        act,
        kind="other",
        rung=rung,
        event=event,
        thing=thing,
        topics=topics,
        recipients=(),
        matter=None,
        displeasure=None,
        restated=False,
    )
