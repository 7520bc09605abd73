"""From a verb in its clause to an act's kind, rung and parties."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from dateline.lang.en import clauses
from dateline.lang.en.analyser import Parsed
from dateline.lang.en.clauses import Scene
from dateline.lang.en.frames import Frame, lemma_of, listed, noun_frame, verb_frames
from dateline.lang.en.places import Found
from dateline.model import Act, Quote

_NEED = re.compile(
    r"\b(?:need|importance|necessity|significance|value|view|recognition|principle|should|must|important"
    r"|necessary|essential|vital|crucial)\b",
    re.IGNORECASE,
)
_PHONE = re.compile(
    r"\b(?:by (?:tele)?phone|over the (?:tele)?phone|on the phone|by video ?(?:link|call|conference)?"
    r"|in a (?:tele)?phone)\b"
)
_TOGETHER = re.compile(
    r"\b(?:cooperat\w+|joint\w*|together|each other|mutual\w*|bilateral|set up|establish|launch|meet again|hold|resume"
    r"|deepen|expand|strengthen|improve|promote|enhance|boost|advance|maintain|step up|work closely|exchange|continue)\b"
)
_LIFTED = frozenset(
    (
        "rate",
        "price",
        "tax",
        "tariff",
        "wage",
        "salary",
        "fund",
        "money",
        "capital",
        "forecast",
        "target",
        "flag",
        "limit",
    )
)
_LONE = frozenset(("settle", "resolve", "arrange", "finalize", "finalise"))
_PLURAL_TITLES = ("NNS", "NNPS")


def frame_of(verb: Any) -> Frame | None:
    """The frame of a verb, judged with its particle, preposition and object."""
    lemma = lemma_of(verb)
    if lemma == "agree":
        return Frame("agreement", "agreed")
    if lemma in ("decide", "opt") and any(c.dep_ == "xcomp" for c in verb.children):
        return Frame("agreement", "agreed")
    if lemma in ("speak", "talk", "converse", "confer") and _PHONE.search(" ".join(t.lower_ for t in verb.subtree)):
        return Frame("call", "done")
    if lemma == "call" and any(c.dep_ == "prt" and c.lower_ == "off" for c in verb.children):
        return Frame("other", "done")
    if lemma in ("speak", "talk", "chat") and _in_passing(verb):
        return Frame("meeting", "done", meeting="pull_aside")
    leaning = _leaning(verb, lemma)
    if leaning is not None and leaning.kind in ("meeting", "statement") and _by_phone(verb, leaning):
        return Frame("call", "done", noun=leaning.noun)
    if leaning is not None:
        return leaning
    frames = verb_frames()
    for child in verb.children:
        if child.dep_ in ("prt", "prep") and child.i > verb.i and f"{lemma} {child.lower_}" in frames:
            return frames[f"{lemma} {child.lower_}"]
    found = frames.get(lemma)
    return _checked(verb, lemma, found) if found is not None else None


_SPOKEN = frozenset(("conversation", "discussion", "talk", "meeting", "summit", "consultation"))


def _by_phone(verb: Any, frame: Frame) -> bool:
    """``had a conversation over the phone``, ``held telephone talks``."""
    if frame.noun is None or frame.noun.lemma_.lower() not in _SPOKEN or frame.rung not in ("done", "exchanged"):
        return False
    near = {c.lower_ for c in frame.noun.children if c.i < frame.noun.i}
    return bool(near & {"phone", "telephone"}) or bool(_PHONE.search(" ".join(t.lower_ for t in verb.subtree)))


def _in_passing(verb: Any) -> bool:
    """``spoke briefly with B``, ``A and B spoke briefly``: not ``spoke briefly to reporters``, ``about trade``."""
    prepositions = {c.lower_ for c in verb.children if c.dep_ in ("prep", "dative")}
    carrier = verb.head if verb.dep_ == "xcomp" else verb
    joined = "with" in prepositions or len(clauses.subject_of(carrier)) > 1
    return joined and not prepositions & {"to", "about", "of"} and any(c.lower_ == "briefly" for c in verb.children)


def infinitive_of(content: Any) -> bool:
    """Whether there is a content and it is an infinitive."""
    return content is not None and clauses._infinitive(content)


def _leaning(verb: Any, lemma: str) -> Frame | None:
    particle = next((c.lower_ for c in verb.children if c.dep_ == "prt"), None)
    full = f"{lemma} {particle}" if particle else lemma
    for child in verb.children:
        if child.dep_ in ("dobj", "nsubjpass"):
            for noun in (child, *[t for t in child.conjuncts if t.pos_ == "NOUN"]):
                found = noun_frame(noun.lemma_.lower(), full, noun)
                if found is not None:
                    return found
        elif lemma == "agree" and child.dep_ == "prep":
            for noun in child.children:
                found = noun_frame(noun.lemma_.lower(), f"agree {child.lower_}", noun)
                if found is not None:
                    return found
    if lemma in ("take", "happen", "occur") and (lemma != "take" or any(c.lower_ == "place" for c in verb.children)):
        for child in verb.children:
            if child.dep_ == "nsubj" and child.lemma_.lower() in ("meeting", "summit", "talk", "dialogue"):
                return noun_frame(child.lemma_.lower(), "hold", child)
    return None


def _checked(verb: Any, lemma: str, frame: Frame) -> Frame | None:
    """Some verbs mean what the table says only with the right kind of object."""
    objects = [c for c in verb.children if c.dep_ in ("dobj", "nsubjpass", "ccomp", "xcomp", "prep")]
    if frame.kind == "signing":
        nouns = [c for c in objects if c.dep_ in ("dobj", "nsubjpass")]
        papers = any(
            c.lemma_.lower() in listed("papers", "nouns") or c.lower_ in ("bill", "law", "it", "amendment", "order")
            for c in nouns
        )
        if lemma == "ratify" or (lemma in ("conclude", "adopt", "initial") and not papers):
            return Frame("other", "done")
        return frame if papers else Frame("other", "done")
    if frame.kind == "appointment" and lemma in ("name", "tap", "fire", "sack", "promote", "install", "replace"):
        person = any(
            c.dep_ in ("dobj", "nsubjpass", "oprd") and c.ent_type_ in ("PERSON", "") and c.pos_ == "PROPN"
            for c in verb.children
        )
        return frame if person else None
    if (
        lemma in ("call", "label", "post", "write", "share", "present", "back", "support", "press", "order", "talk")
        and not objects
    ):
        return None
    if frame.kind == "visit" and lemma == "travel" and not objects:
        return None
    if lemma == "commit" and not _commits(verb):
        return Frame("other", "done")
    if lemma == "raise" and any(c.dep_ in ("dobj", "nsubjpass") and c.lemma_.lower() in _LIFTED for c in verb.children):
        return Frame("other", "done")
    return frame


def _commits(verb: Any) -> bool:
    """``commit to``, ``commit $1 billion``, ``commit troops``: not ``commit violations``."""
    for child in verb.children:
        if child.dep_ in ("xcomp", "ccomp") or (child.dep_ in ("prep", "dative") and child.lower_ == "to"):
            return True
        money = child.ent_type_ in ("MONEY", "PERCENT") or child.lemma_.lower() in _GIVEN
        if child.dep_ == "dobj" and (money or any(c.ent_type_ == "MONEY" for c in child.subtree)):
            return True
    return False


_GIVEN = frozenset(
    ("fund", "funding", "money", "resource", "troop", "aid", "dollar", "euro", "yen", "won", "soldier", "support")
)


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
            others = self._objects(mentions, "", "with", "to")
            others = [o for o in others if o.kind != "number"]
        else:
            others = (
                self._objects(mentions, "from")
                if self._called_on()
                else self._objects(mentions, "with", "on", "to")
                if frame.kind == "meeting"
                else self._objects(mentions, "with", "to")
            )
        if clauses.is_passive(self.verb) and frame.noun is None:
            patient = mentions(clauses.subject_of(self.verb))
            agents = mentions(clauses.agent_of(self.verb))
            actors, others = agents, [p for p in patient if p not in agents]
        elif clauses.is_passive(self.verb) or any(c.lower_ == "place" for c in self.verb.children):
            actors = between or [p for q in self.scene.parties if (p := q) is not None and q.end <= self.sentence.start]
        people = [o for o in others if o.kind in ("person", "position", "organization") or o.value == "both_sides"]
        nations = others if frame.noun is None else self._objects(mentions, "with")
        people = people or [o for o in nations if o.kind == "place" and frame.meeting != "received"]
        people = clauses.without_appositions(self.scene, people)
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
        lost = [t for t in lost if not clauses.begins_title(self.scene, self.sentence, t)]
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
        subjects = clauses.subject_of(self.verb)
        return any(t.tag_ in _PLURAL_TITLES and t.ent_type_ != "GPE" for t in subjects[:1])

    def _agreed(
        self, actors: list[Found], mentions: Callable[[list[Any]], list[Found]]
    ) -> tuple[Frame, list[Found], list[Found]] | None:
        partners = self._objects(mentions, "with")
        content = next((c for c in self.verb.children if c.dep_ in ("ccomp", "xcomp")), None)
        action = self._on_what()
        if infinitive_of(content) and not partners:
            actors = self._both_who_met(actors, content)
        joint = self._joint(actors) or bool(partners)
        decided = lemma_of(self.verb) != "agree"
        if not actors:
            return None
        infinitive = content is not None and clauses._infinitive(content)
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
        if clauses.is_passive(self.verb):
            patient = [p for p in mentions(clauses.subject_of(self.verb)) if p.kind == "person"]
            agents = mentions(clauses.agent_of(self.verb))
            return (self.frame, [a for a in agents if a not in patient], patient) if patient else None
        people = [p for p in self._objects(mentions, "") if p.kind == "person"]
        for child in self.verb.children:
            if child.dep_ in ("oprd", "ccomp", "dobj") and not people:
                people = [
                    p
                    for p in mentions([child, *[g for g in child.children if g.dep_ == "nsubj"]])
                    if p.kind == "person"
                ]
        return (self.frame, actors, people) if people and actors else None

    def _visit(
        self, actors: list[Found], mentions: Callable[[list[Any]], list[Found]]
    ) -> tuple[Frame, list[Found], list[Found]] | None:
        place = destination(self.scene, self.sentence, self.verb, self.frame)
        hosts = [
            h
            for h in self._objects(mentions, "on", "with", "")
            if h.kind == "person" and h not in actors and not self._aside(h) and self._is_host(h)
        ]
        travellers = [a for a in actors if a.kind in ("person", "position", "organization")]
        if not travellers or (place is None and not hosts and not self._object_noun()):
            return None
        return self.frame, travellers, hosts

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
        if not actors:
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


def destination(scene: Scene, sentence: Parsed, verb: Any, frame: Frame) -> Quote | None:
    """Where a visit goes: the object that is a place, or the place after ``to``, ``in`` or ``at``."""
    heads = [verb] if frame.noun is None else [frame.noun, verb]
    leaves = lemma_of(verb) in ("leave", "depart")
    for head in heads:
        tokens = clauses.objects_after(head, *(("for", "to") if leaves else ("", "to", "in", "at", "for")))
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


_UP_TO_FIVE = r"\s+(?:[\w’'.-]+\s+){0,5}$"
_LATER = r"(?:,? [^,;.]{0,40}?)? (?:is|was|were|are|has been|have been|had been|will be|being) (?:\w+ly )?"
_CALLED_OFF = re.compile(r"\b(?:cancel\w*|scrap(?:s|ped)?|call(?:s|ed)? off|abandon\w*)" + _UP_TO_FIVE, re.IGNORECASE)
_WAS_CALLED_OFF = re.compile(_LATER + r"(?:cancel\w*|scrapped|called off|abandoned)", re.IGNORECASE)
_PUT_OFF = re.compile(
    r"\b(?:postpon\w*|delay\w*|put(?:s|ting)? off|suspend\w*|reject\w*|rul\w+ out|den(?:y|ies|ied)|block\w*|refus\w*|no|without|oppos\w*)"
    + _UP_TO_FIVE,
    re.IGNORECASE,
)
_WAS_PUT_OFF = re.compile(
    _LATER + r"(?:postponed|delayed|put off|suspended|rejected|ruled out|denied|blocked|in doubt)", re.IGNORECASE
)
_TO_DO = re.compile(r" to (?!be\b)[a-z]+\b")
_TO_COME = re.compile(
    r"(?:,? (?:on|in|from|next|later|this) [\w ]{3,25})? (?:will\b|would\b"
    r"|(?:is |was |are )?(?:set|due|scheduled|slated|expected|planned)\b)"
)
_TO_PLACE = re.compile(r"(?:\s\w+ing)? to (?:the )?")


def nominal_visit(scene: Scene, sentence: Parsed, noun: Any) -> Act | None:
    """A visit told as a noun with its visitor: planned where the words say so, else actual."""
    register = scene.register
    text = register.text
    visitor = next(
        (m for c in noun.children if c.dep_ == "poss" and (m := clauses.find_mention(scene, sentence, c)) is not None),
        None,
    )
    if visitor is None:
        for child in noun.children:
            if child.dep_ == "prep" and child.lower_ in ("by", "of"):
                visitor = next(
                    (m for o in child.children if (m := clauses.find_mention(scene, sentence, o)) is not None), None
                )
    off = False
    if visitor is None:
        visitor, off = _who_called_off(scene, sentence, noun), True
    if visitor is None or visitor.kind not in ("person", "position"):
        return None
    _, noun_end = sentence.span(noun.i, noun.i)
    place = next(
        (
            p
            for p in register.at(noun_end, min(sentence.end, noun_end + 45), "place")
            if _TO_PLACE.fullmatch(text[noun_end : p.start])
        ),
        None,
    )
    if place is None:
        return None
    start = min(visitor.start, sentence.start + noun.left_edge.idx)
    time = _time_after(scene, sentence, place.end)
    end = time.end if time is not None else place.end
    modifiers = {c.lower_ for c in noun.children} & listed("realis", "noun_planned")
    ahead = bool(
        re.search(
            r"\b(?:ahead of|before|prior to|prelude to|prepar\w+ for|ahead)\s+(?:[\w’'.-]+\s+){0,8}$",
            text[sentence.start : sentence.start + noun.idx],
            re.IGNORECASE,
        )
    )
    headline = sentence.kind == "headline" or sentence.title_case
    ahead = ahead or bool(_TO_COME.match(text, place.end)) or (headline and bool(_TO_DO.match(text, place.end)))
    around = (text[sentence.start : max(sentence.start, visitor.start)], text[place.end : sentence.end])
    off = off or bool(_CALLED_OFF.search(around[0]) or _WAS_CALLED_OFF.match(around[1]))
    if not off and (_PUT_OFF.search(around[0]) or _WAS_PUT_OFF.match(around[1])):
        return None  # put off or refused: neither made nor to come
    later = time is not None and (time.mod == "AFTER" or bool(re.match(r"(?:next|later|coming)\b", time.text.lower())))
    planned = bool(modifiers) or ahead or later or off
    open_ = bool(modifiers & {"possible", "potential", "proposed"})
    return Act(
        kind="visit",
        rung="would" if planned else "done",
        realis="possible" if open_ else "planned" if planned else "actual",
        polarity="negative" if off else "positive",
        actors=(register.quote(visitor),),
        place=register.quote(place),
        time=time,
        topics=(),
        plover="AGREE" if planned else "CONSULT",
        start=start,
        end=end,
    )


def nominal_meeting(scene: Scene, sentence: Parsed, noun: Any) -> Act | None:
    """``..., A said after talks with B``: the meeting that a clause with a person as its subject mentions."""
    before, words = noun.head, noun.lemma_.lower()
    if (
        words not in _MEETING_NOUNS
        or noun.dep_ != "pobj"
        or before.lower_ not in ("after", "during", "following", "in", "at")
    ):
        return None
    verb = before.head
    own = next((c for c in noun.children if c.dep_ == "prep" and c.lower_ == "with"), None)
    if own is None or verb.tag_ not in ("VBD", "VBZ") or clauses.negated(verb) or clauses.is_passive(verb):
        return None
    if any(c.lower_ in ("no", "any", "planned", "possible", "next") for c in noun.children):
        return None
    sides = [
        [m for t in tokens if (m := clauses.find_mention(scene, sentence, t)) is not None and m.kind == "person"]
        for tokens in (clauses.subject_of(verb), [c for c in own.children if c.dep_ == "pobj"])
    ]
    if not all(sides) or sides[0][0].holder == sides[1][0].holder:
        return None
    start, _ = sentence.span(noun.left_edge.i, noun.i)
    _, end = sentence.span(noun.i, own.right_edge.i)
    phone = words == "call"
    scene.parties = [sides[0][0], sides[1][0]]
    return Act(
        kind="call" if phone else "meeting",
        rung="done",
        actors=(scene.register.quote(sides[0][0]),),
        recipients=(scene.register.quote(sides[1][0]),),
        meeting=None if phone else "summit" if words == "summit" else "met" if words == "meeting" else "talks",
        time=None,
        topics=(),
        plover="CONSULT",
        start=start,
        end=end,
    )


_MEETING_NOUNS = frozenset(["meeting", "talk", "talks", "call", "summit"])


def gave_up(noun: Any) -> bool:
    """Whether the noun is ``the trip`` of ``cancelled the trip``, told as done and not denied."""
    verb = noun.head
    definite = any(c.lower_ in ("the", "that", "his", "her") for c in noun.children)
    return bool(
        noun.dep_ == "dobj"
        and definite
        and verb.lemma_.lower() in ("cancel", "scrap", "abandon")
        and verb.tag_ in ("VBD", "VBN")
        and not clauses.negated(verb)
    )


def _who_called_off(scene: Scene, sentence: Parsed, noun: Any) -> Found | None:
    """``A cancelled a trip to X``: the visit of A that does not take place."""
    verb = noun.head
    off = verb.lemma_.lower() in ("cancel", "scrap", "abandon") or (
        verb.lemma_.lower() == "call" and any(c.dep_ == "prt" and c.lower_ == "off" for c in verb.children)
    )
    if not off or noun.dep_ != "dobj" or clauses.negated(verb) or clauses.modal_of(verb) is not None:
        return None
    return next(
        (m for t in clauses.subject_of(verb)[:1] if (m := clauses.find_mention(scene, sentence, t)) is not None), None
    )


def _time_after(scene: Scene, sentence: Parsed, edge: int) -> Any:
    for value in scene.dates:
        if edge <= value.start <= edge + 25 and value.end <= sentence.end and not (value.timex3 or "").startswith("P"):
            gap = scene.register.text[edge : value.start]
            return (
                value
                if re.fullmatch(r",?(?: (?:on|in|from|for|at|scheduled for|slated for|set for))? ?(?:the )?", gap)
                else None
            )
    return None


def restated(frame: Frame) -> Frame:
    """The same frame, marked as nothing new."""
    return replace(frame, restated=True)
