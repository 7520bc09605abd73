"""From a verb in its clause to the parties of its act."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from dateline.lang.en import clauses, holders
from dateline.lang.en.analyser import Parsed
from dateline.lang.en.clauses import Scene
from dateline.lang.en.frames import Frame, lemma_of
from dateline.lang.en.places import Found
from dateline.lang.en.posts import frame_of_post
from dateline.lang.en.verbs import frame_of
from dateline.model import Quote

_NEED = re.compile(
    r"\b(?:need|importance|necessity|significance|value|view|recognition|principle|should|must|important"
    r"|necessary|essential|vital|crucial)\b",
    re.IGNORECASE,
)

_TOGETHER = re.compile(
    r"\b(?:cooperat\w+|joint\w*|together|each other|mutual\w*|bilateral|between|reopen|restart|restore|share"
    r"|set up|establish|launch|meet again|hold|resume"
    r"|deepen|expand|strengthen|improve|promote|enhance|boost|advance|maintain|step up|work closely|exchange|continue)\b"
)

_LONE = frozenset(("settle", "resolve", "arrange", "finalize", "finalise"))

_INVITED = re.compile(
    r"\bat the (?:\w+ )?invitation of |\bwas invited by |\bat (?=[A-Z][\w’'. -]{2,40}['’]s invitation\b)"
)
_PLURAL_TITLES = ("NNS", "NNPS")


def infinitive_of(content: Any) -> bool:
    """Whether there is a content and it is an infinitive."""
    return content is not None and clauses.is_infinitive(content)


@dataclass(slots=True)
class Shape:
    """Parties of an act, worked out from the clause by the kind of act."""

    scene: Scene
    sentence: Parsed
    verb: Any
    frame: Frame

    def shape(
        self, actors: list[Found], mentions: Callable[[list[Any]], list[Found]]
    ) -> tuple[Frame, list[Found], list[Found]] | None:
        """The final frame with its actors and recipients; None where the clause tells no act after all."""
        kind = self.frame.kind
        if lemma_of(self.verb) in ("agree", "decide", "opt") and kind == "agreement" and self.frame.noun is None:
            return self._agreed(actors, mentions)
        if kind in ("meeting", "call"):
            return self._meeting(actors, mentions)
        if kind == "appointment":
            return self._appointment(actors, mentions)
        if kind in ("agreement", "signing"):
            return self._paper(actors, mentions)
        if kind == "visit":
            return self._visit(actors, mentions)
        return self._statement(actors, mentions)

    def _objects(self, mentions: Callable[[list[Any]], list[Found]], *prepositions: str) -> list[Found]:
        found = mentions(clauses.objects_after(self.verb, *prepositions))
        if self.frame.noun is not None:
            named = clauses.objects_after(self.frame.noun, "of")  # ``memorandum of understanding with B``
            for child in (c for head in (self.frame.noun, *named) for c in head.children):
                if child.dep_ == "prep" and child.lower_ in prepositions:
                    tokens = [t for o in child.children if o.dep_ == "pobj" for t in (o, *o.conjuncts)]
                    found += [m for m in mentions(tokens) if m not in found]
        return found

    def _meeting(
        self, actors: list[Found], mentions: Callable[[list[Any]], list[Found]]
    ) -> tuple[Frame, list[Found], list[Found]] | None:
        frame = self.frame
        between = self._objects(mentions, "between", "among")
        if self._unknown(mentions):
            return None
        if frame.noun is None:
            others = self._objects(mentions, "", *(("in", "on") if lemma_of(self.verb) == "call" else ("with", "to")))
            others = [o for o in others if o.kind != "number"]
        else:
            others = (
                self._objects(mentions, "from")
                if self._called_on()
                else self._objects(mentions, "with", "on", "to")
                if frame.kind == "meeting"
                else self._objects(mentions, "with", "to")
            )
        if frame.meeting == "received" and frame.noun is not None and not others:
            others = [o for o in self._objects(mentions, "") if o.kind == "person"]
        if clauses.is_passive(self.verb) and frame.noun is None:
            patient = mentions(clauses.subject_of(self.verb))
            agents = mentions(clauses.agent_of(self.verb))
            actors, others = agents, [p for p in patient if p not in agents]
        elif clauses.is_passive(self.verb) or any(c.lower_ == "place" for c in self.verb.children):
            actors = between or [p for q in self.scene.parties if (p := q) is not None and q.end <= self.sentence.start]
        people = [o for o in others if o.kind in ("person", "position", "organization") or o.value == "both_sides"]
        nations = others if frame.noun is None else self._objects(mentions, "with")
        people = people or [o for o in nations if o.kind == "place" and frame.meeting != "received"]
        people = holders.without_appositions(self.scene, people)
        people = [p for p in people if p not in actors and not self._same(p, actors)]
        called = frame.meeting == "received" and frame.noun is not None and not self._called_on()
        if called and len(actors) == 1 and people:
            actors, people = people, actors  # the host receives; the guest pays the call
        if frame.noun is None and not people and len(actors) < 2 and not self._joint(actors):
            return None
        guests = any(p.kind in ("person", "position") or p in self.scene.collectives for p in people)
        if lemma_of(self.verb) in ("host", "receive", "greet", "welcome") and not guests:
            return None
        if frame.noun is None and not people and any(c.dep_ == "dobj" for c in self.verb.children):
            return None
        if not actors and self._nobody_known():
            return None
        if (
            frame.kind == "meeting"
            and frame.noun is None
            and not any(a.kind in ("person", "position", "organization", "place") for a in actors)
        ):
            return None
        return frame, actors, people

    def _unknown(self, mentions: Callable[[list[Any]], list[Found]]) -> bool:
        """Whether somebody was met whose name was not made out: who took part would be told by half."""
        heads = [self.verb, self.frame.noun] if self.frame.noun is not None else [self.verb]
        tokens = [t for h in heads for t in clauses.objects_after(h, "" if h is self.verb else "with", "with")]
        lost = [t for t in tokens if t is not self.frame.noun and not mentions([t])]
        lost = [t for t in lost if not holders.begins_title(self.scene, self.sentence, t)]
        return any(t.pos_ == "PROPN" for t in lost) or (self.frame.noun is None and len(lost) == len(tokens) > 0)

    def _called_on(self) -> bool:
        """``received a courtesy call from B``: the subject is the host."""
        return self.frame.noun is not None and lemma_of(self.verb) == "receive"

    def _same(self, item: Found, others: list[Found]) -> bool:
        return any(item.holder is not None and item.holder == o.holder for o in others)

    def _joint(self, actors: list[Found]) -> bool:
        if len(actors) > 1 or any(a.value == "both_sides" for a in actors):
            return True
        words = self.scene.register.text
        if any(a.kind == "position" and words[a.end - 1] == "s" and words[a.end - 2].islower() for a in actors):
            return True
        if actors and all(a.kind == "organization" and a not in self.scene.collectives for a in actors):
            return False  # ``Baltia Motors`` is one
        subjects = clauses.subject_of(self.verb) or (
            clauses.subject_above(self.verb) if self.verb.dep_ == "xcomp" else []
        )
        return any(t.tag_ in _PLURAL_TITLES and t.ent_type_ != "GPE" for t in subjects[:1])

    def _agreed(
        self, actors: list[Found], mentions: Callable[[list[Any]], list[Found]]
    ) -> tuple[Frame, list[Found], list[Found]] | None:
        partners = self._objects(mentions, "with")
        content = next((c for c in self.verb.children if c.dep_ in ("ccomp", "xcomp")), None) or self._with_whom_to()
        if not partners and content is not None and _follows_with(content):
            partners = mentions(clauses.subject_of(content))
        action = self._on_what()
        if infinitive_of(content) and not partners:
            actors = self._both_who_met(actors, content)
        joint = self._joint(actors) or bool(partners)
        decided = lemma_of(self.verb) != "agree"
        if not actors:
            return None
        infinitive = content is not None and clauses.is_infinitive(content)
        words = " ".join(t.text for p in (content, action) if p is not None for t in p.subtree)
        if decided:
            frame = Frame("agreement", "agreed") if joint else Frame("plan", "would")
            return frame, actors, partners
        if (content is not None and not infinitive) or (action is not None and _NEED.search(words)):
            return Frame("statement", "saw_alike"), actors, partners
        if content is None and action is None:
            return Frame("statement", "saw_alike"), actors, partners
        if not joint:
            return Frame("pledge", "undertook") if infinitive else Frame("statement", "saw_alike"), actors, partners
        return Frame("agreement", "agreed"), actors, partners

    def _with_whom_to(self) -> Any:
        """``agreed with B to act``: the infinitive, which the parser may hang on ``with`` or beside the clause."""
        behind = [c for c in self.verb.children if c.dep_ == "prep" and c.lower_ == "with"]
        inner = [g for c in behind for g in c.children if g.dep_ == "pcomp"]
        beside = [c for c in self.verb.children if c.dep_ == "advcl" and behind and c.i > behind[0].i]
        return next((c for c in (*inner, *beside) if clauses.is_infinitive(c)), None)

    def _on_what(self) -> Any:
        """``agreed on T``, ``agreed with B on T``: the parser may hang it on B."""
        partners = clauses.objects_after(self.verb, "with")
        return next(
            (
                c
                for head in (self.verb, *partners)
                for c in head.children
                if c.dep_ == "prep" and c.lower_ in ("on", "upon", "to") and c.i > self.verb.i
            ),
            None,
        )

    def _talked_with(self, mentions: Callable[[list[Any]], list[Found]]) -> list[Found]:
        """``discussed shipping with B``: the parser hangs a person on what was discussed."""
        found = self._objects(mentions, "with")
        if self.frame.noun is None:
            matters = [t for t in clauses.objects_after(self.verb, "") if t.i > self.verb.i]
            heads = [g for t in matters for g in (t, *t.conjuncts)]
            tokens = [t for h in heads for t in clauses.objects_after(h, "with")]
            found += [m for m in mentions(tokens) if m.kind in ("person", "position") and m not in found]
        return found

    def _both_who_met(self, actors: list[Found], content: Any) -> list[Found]:
        """``A met B and agreed to set up ...``: what only two can do, both agreed to; ``agreed to help`` binds A alone."""
        head = self.verb.head
        if self.verb.dep_ != "conj" or len(actors) != 1 or (met := frame_of(head)) is None or met.kind != "meeting":
            return actors
        parties = self.scene.parties
        if len(parties) != 2 or not _TOGETHER.search(" ".join(t.text for t in content.subtree)):
            return actors
        return parties if any(p is actors[0] or self._same(p, actors) for p in parties) else actors

    def _paper(
        self, actors: list[Found], mentions: Callable[[list[Any]], list[Found]]
    ) -> tuple[Frame, list[Found], list[Found]] | None:
        partners = self._objects(mentions, "with", "between", "among")
        if clauses.is_passive(self.verb):
            agents = mentions(clauses.agent_of(self.verb))
            between = bool(self._objects(mentions, "between", "among"))
            partners = partners if between or agents or len(partners) > 1 else []
            actors = agents or partners or list(self.scene.parties)
            partners = [p for p in partners if p not in actors]
        if lemma_of(self.verb) in ("broker", "mediate"):
            actors, partners = partners, []  # who brings a deal about is not bound by it
        if not actors and partners and not self._nobody_known():
            actors, partners = partners, []
        frame = self.frame
        if (not actors and not clauses.is_passive(self.verb)) or self._with_unknown(mentions):
            return None
        if frame.noun is None and lemma_of(self.verb) in _LONE and not partners and not self._joint(actors):
            return Frame("other", "done"), actors, []
        if frame.kind == "signing" and self._is_law():
            return Frame("other", "done"), actors, partners
        return frame, actors, [p for p in partners if p.kind != "number"]

    def _nobody_known(self) -> bool:
        """Whether the clause has a subject of its own that no mention stands for."""
        verb = self.verb
        while (
            not clauses.subject_of(verb)
            and verb.dep_ in ("xcomp", "conj", "advcl")
            and verb.head.pos_ in ("VERB", "AUX")
        ):
            verb = verb.head
        return not clauses.is_passive(self.verb) and bool(clauses.subject_of(verb))

    def _with_unknown(self, mentions: Callable[[list[Any]], list[Found]]) -> bool:
        """Whether ``with`` names a party that no mention stands for."""
        heads = [self.verb] if self.frame.noun is None else [self.verb, self.frame.noun]
        return any(not mentions([t]) for h in heads for t in clauses.objects_after(h, "with")[:1])

    def _is_law(self) -> bool:
        return any(
            c.dep_ in ("dobj", "nsubjpass")
            and c.lower_ in ("bill", "law", "order", "amendment", "act", "budget", "resolution")
            for c in self.verb.children
        )

    def _appointment(
        self, actors: list[Found], mentions: Callable[[list[Any]], list[Found]]
    ) -> tuple[Frame, list[Found], list[Found]] | None:
        if lemma_of(self.verb) == "become":
            return (self.frame, [], actors) if actors and all(a.kind == "person" for a in actors) else None
        if frame_of_post(self.verb) is not None:
            people = [a for a in actors if a.kind in ("person", "position")]
            return (self.frame, people, []) if people else None
        if clauses.is_passive(self.verb):
            subjects = mentions(clauses.subject_of(self.verb)) or (actors if self.verb.dep_ == "xcomp" else [])
            patient = [p for p in subjects if p.kind == "person"]
            agents = mentions(clauses.agent_of(self.verb))
            return (self.frame, [a for a in agents if a not in patient], patient) if patient else None
        people = [
            p
            for p in self._objects(mentions, *("", "in") if lemma_of(self.verb) == "swear" else ("",))
            if p.kind == "person"
        ]
        for child in self.verb.children:
            if child.dep_ in ("oprd", "ccomp", "dobj") and not people:
                people = [
                    p
                    for p in mentions([child, *[g for g in child.children if g.dep_ == "nsubj"]])
                    if p.kind == "person"
                ]
        by_many = any(t.pos_ == "NOUN" for t in clauses.subject_of(self.verb)) and lemma_of(self.verb) == "elect"
        return (self.frame, actors, people) if people and (actors or by_many) else None

    def _visit(
        self, actors: list[Found], mentions: Callable[[list[Any]], list[Found]]
    ) -> tuple[Frame, list[Found], list[Found]] | None:
        place = destination(self.scene, self.sentence, self.verb, self.frame)
        hosts = [
            h
            for h in self._objects(mentions, "on", "with", "")
            if h.kind == "person" and h not in actors and not self._aside(h) and self._is_host(h)
        ]
        hosts = hosts or self._inviters(actors)
        travellers = [a for a in actors if a.kind in ("person", "position", "organization")]
        if not travellers or (place is None and not hosts and not self._object_noun()):
            return None
        return self.frame, travellers, hosts

    def _inviters(self, actors: list[Found]) -> list[Found]:
        """``at the invitation of B``: the host."""
        invited = _INVITED.search(self.scene.register.text, self.sentence.start, self.sentence.end)
        if invited is None:
            return []
        people = self.scene.register.at(invited.end(), min(self.sentence.end, invited.end() + 70), "person")
        return [p for p in people[:1] if not self._same(p, actors)]

    def _is_host(self, item: Found) -> bool:
        """A person visited has an office or is known from elsewhere in the text; else the name may well be a place's."""
        register = self.scene.register
        return item.holder is not None and (
            bool(register.position_of(item.holder)) or sum(f.holder == item.holder for f in register.found) > 1
        )

    def _aside(self, item: Found) -> bool:
        """``..., an official said``: who tells it, not whom one visits."""
        return re.search(r", (?:an?|one) (?:[a-z]+ )?$", self.scene.register.text[: item.start][-16:]) is not None

    def _object_noun(self) -> bool:
        return (
            any(c.dep_ == "dobj" and c.pos_ in ("NOUN", "PROPN") for c in self.verb.children)
            and self.frame.noun is None
        )

    def _statement(
        self, actors: list[Found], mentions: Callable[[list[Any]], list[Found]]
    ) -> tuple[Frame, list[Found], list[Found]] | None:
        frame = self.frame
        if frame.kind == "other":
            others = [o for o in self._objects(mentions, "") if o not in actors]
            if clauses.is_passive(self.verb):
                patients = mentions(clauses.subject_of(self.verb))
                agents = mentions(clauses.agent_of(self.verb))
                return frame, agents, [p for p in patients if p not in agents]
            return frame, actors, others
        if clauses.is_passive(self.verb) and not clauses.agent_of(self.verb) and frame.noun is None:
            return self._passive_statement(actors, mentions)
        if not actors or self._is_told_to():
            return None
        told = (
            self._talked_with(mentions)
            if frame.rung == "exchanged"
            else self._objects(mentions, "with")
            if frame.rung == "saw_alike" and frame.noun is None
            else self._objects(mentions, "to")
            if frame.rung == "undertook" and frame.noun is not None
            else self._objects(mentions, "to", "upon", "on")
            if (frame.rung in ("asked", "undertook") or lemma_of(self.verb) in ("convey", "explain", "express"))
            else []
        )
        kinds = ("person", "position", "organization")
        addressees = [t for t in told if t.kind in kinds and t not in actors and t not in self.scene.collectives]
        for child in self.verb.children:
            if child.dep_ in ("dobj", "dative") and lemma_of(self.verb) in (
                "urge",
                "ask",
                "tell",
                "press",
                "request",
                "inform",
                "assure",
                "remind",
                "thank",
                "invite",
                "warn",
                "promise",
                "pledge",
                "offer",
                "guarantee",
                *(
                    "congratulate",
                    "criticize",
                    "criticise",
                    "praise",
                    "condemn",
                    "accuse",
                    "blame",
                    "commend",
                    "denounce",
                ),
            ):
                addressees += [m for m in mentions([child]) if m not in addressees and m.kind != "number"]
            if child.dep_ == "ccomp" and lemma_of(self.verb) in ("urge", "ask", "press", "request"):
                subject = clauses.subject_of(child)
                addressees += [m for m in mentions(subject) if m not in addressees]
        return frame, actors, addressees

    def _is_told_to(self) -> bool:
        """``Minister urged to resign`` of a headline: whom another urges, for somebody is urged or told to do something."""
        object_ = any(c.dep_ in ("dobj", "dative", "ccomp", "prep", "obj") for c in self.verb.children)
        bare = (
            "urge",
            "tell",
            "order",
            "advise",
            "instruct",
            "press",
            *(("ask",) if self.sentence.kind == "headline" else ()),
        )
        to_do = any(c.dep_ == "xcomp" and clauses.is_infinitive(c) for c in self.verb.children)
        return to_do and not object_ and lemma_of(self.verb) in bare and self.verb.tag_ in ("VBD", "VBN")

    def _passive_statement(
        self, actors: list[Found], mentions: Callable[[list[Any]], list[Found]]
    ) -> tuple[Frame, list[Found], list[Found]] | None:
        frame = self.frame
        if frame.rung == "exchanged" and len(self.scene.parties) >= 2:
            return frame, list(self.scene.parties), []
        if frame.kind == "plan":
            return None
        if frame.displeasure is None and frame.rung in ("raised", "asked"):
            return None
        return None


def _follows_with(content: Any) -> bool:
    marked = any(c.lower_ == "with" and c.dep_ == "mark" for c in content.children)
    return marked or (content.dep_ == "pcomp" and content.head.lower_ == "with")


def destination(scene: Scene, sentence: Parsed, verb: Any, frame: Frame) -> Quote | None:
    """Where a visit goes: the object that is a place, or the place after ``to``, ``in`` or ``at``."""
    heads = [verb] if frame.noun is None else [frame.noun, verb]
    leaves = lemma_of(verb) in ("leave", "depart")
    for head in heads:
        tokens = clauses.objects_after(head, *(("for", "to") if leaves else ("", "to", "in", "into", "at", "for")))
        tokens += [
            inner
            for token in tokens
            if token.lemma_.lower() in ("visit", "trip", "tour", "stay")
            for inner in clauses.objects_after(token, "to", "in")
        ]
        for token in tokens:
            for candidate in (token, *[c for c in token.children if c.dep_ in ("poss", "compound")]):
                item = scene.register.covering(sentence.start + candidate.idx)
                if item is not None and item.kind == "place" and scene.register.text[item.end : item.end + 1] != "-":
                    return scene.register.quote(item)
    return None
