"""Acts of parsed English sentences: who did, said, hoped, pledged, agreed or signed what."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from msgspec import structs

from dateline.lang.en import clauses, contents, encounters, holders, nominal, plans, tellers, verbs
from dateline.lang.en.binding import Context
from dateline.lang.en.building import EVENT_KINDS
from dateline.lang.en.eventful import EventBuilder
from dateline.lang.en.frames import Frame, lemma_of, listed
from dateline.lang.en.places import Found
from dateline.model import Act, Quote
from dateline.model.reading import Realis


class ActReader(EventBuilder):
    """Reads the acts of one sentence."""

    def read(self) -> list[Act]:
        """All acts of the sentence in text order; a question carries none."""
        words = self.text[self.sentence.start : self.sentence.end].rstrip("\"”’')")
        if words.endswith("?"):
            return []
        told_by_noun = list(encounters.read_encounters(self.scene, self.sentence, self._mentions))
        for root in (t for t in self.sentence.doc if t.dep_ == "ROOT"):
            self._walk(root, Context(said_by=self.source))
            self._walk_headless(root)
        self._read_fused()
        self._nominal_visits()
        self._encounters(told_by_noun)
        return sorted(self.acts, key=lambda a: (a.start, a.end))

    def _walk_headless(self, root: Any) -> None:
        """``A named B to the post.``, where the parser took the verb for a participle of A."""
        if root.pos_ not in ("PROPN", "NOUN") or any(t.tag_ in ("VBD", "VBZ", "VBP", "MD") for t in self.sentence.doc):
            return
        for verb in (c for c in root.children if c.dep_ == "acl" and c.tag_ == "VBN" and c.i == root.i + 1):
            actor = holders.find_mention(self.scene, self.sentence, root)
            if actor is not None and any(c.dep_ in ("dobj", "oprd") for c in verb.children):
                self._read_clause(verb, Context((actor,), self.source))

    def _walk(self, verb: Any, context: Context) -> bool:
        """Read a clause and those under it. Whether any act came of it."""
        before = len(self.acts)
        if verb.pos_ in ("VERB", "AUX") or contents.misread(verb):
            actors = self._actors(verb, context)
            here = replace(context, actors=tuple(actors))
            self._read_clause(verb, here)
        else:
            here = context
        for child in verb.children:
            if child.dep_ == "conj" and (broken := contents.interrupted(verb, child)) is not None:
                teller = here.actors[0] if here.actors else None
                self._walk(child, Context(tuple(self._actors(broken, context)), here.said_by or teller, speaker=teller))
            elif child.dep_ == "conj" and child.pos_ in ("VERB", "AUX"):
                self._walk(child, replace(here, hedge=None, realis=self._shared_realis(verb, child, here)))
            elif child.dep_ == "parataxis" or (verb.pos_ not in ("VERB", "AUX") and child.dep_ in ("ccomp", "advcl")):
                self._walk(child, here)
        self._walk_adverbial(verb, here)
        return len(self.acts) > before

    def _shared_realis(self, verb: Any, child: Any, here: Context) -> Realis | None:
        plain = child.tag_ == "VB" or (
            child.lower_ == child.lemma_ and child.tag_ == "VBD"
        )  # ``will close A and cut B``
        if plain and not clauses.subject_of(child):
            modal = clauses.modal_of(verb)
            return modal if modal is not None else here.realis  # type: ignore[return-value]
        return here.realis if child.tag_ in ("VB", "VBG") else None

    def _walk_adverbial(self, verb: Any, here: Context) -> None:
        """Participles and relative clauses that tell acts of their own (``noting ...``, ``while committing to ...``)."""
        if verb.pos_ not in ("VERB", "AUX"):
            return
        for child in verb.children:
            if child.dep_ == "advcl" and child.pos_ in ("VERB", "AUX"):
                mark = next((c.lower_ for c in child.children if c.dep_ in ("mark", "advmod") and c.i < child.i), "")
                if mark == "as" and not clauses.subject_of(child):
                    continue  # ``as planned``
                if mark in ("if", "unless", "whether", "once", "until", "should", "in") or clauses.is_infinitive(child):
                    continue
                own = bool(clauses.subject_of(child))
                modal = clauses.modal_of(verb) if child.tag_ == "VBG" and not mark else None
                still: Realis | None = here.realis or modal if child.tag_ == "VBG" and not mark else None  # type: ignore[assignment]
                context = Context((), here.said_by) if own else replace(here, negative=False, hedge=None, realis=still)
                self._walk(child, context)
            elif child.dep_ == "ccomp" and child.pos_ in ("VERB", "AUX"):
                self._walk_trailing(child, here)
            elif child.dep_ == "prep" and child.lower_ in ("without", "after", "before"):
                self._walk_gerund(verb, child, here)
            elif child.dep_ in ("nsubj", "dobj", "nsubjpass", "attr", "pobj"):
                self._walk_relative(child)
                self._walk_there(child, here)
            elif child.dep_ in ("prep", "agent"):
                for noun in (c for c in child.children if c.dep_ == "pobj"):
                    self._walk_there(noun, here)
                    self._walk_relative(noun)

    def _walk_gerund(self, verb: Any, preposition: Any, here: Context) -> None:
        """``left without signing``, ``after meeting B``; ``before travelling on`` is as planned as the clause before it."""
        for inner in preposition.children:
            if inner.dep_ != "pcomp" or inner.pos_ != "VERB":
                continue
            frame = verbs.frame_of(inner)
            if preposition.lower_ == "without":
                self._read_clause(inner, replace(here, negative=False, hedge=None, realis=None))
            elif frame is not None and frame.kind in EVENT_KINDS and here.actors:
                modal = here.realis or clauses.modal_of(verb)
                actors = self._mentions(clauses.subject_of(verb)) or list(here.actors)
                if preposition.lower_ == "before" and (modal == "possible" or clauses.negated(verb)):
                    continue
                realis: Realis | None = "planned" if preposition.lower_ == "before" and modal else None
                self._read_clause(inner, replace(here, actors=tuple(actors), negative=False, hedge=None, realis=realis))

    def _walk_trailing(self, content: Any, here: Context) -> None:
        """``X assessed that things improved, underscoring ...``: the parser hangs the participle too low."""
        if self._mentions([t for t in clauses.subject_of(content) if t.pos_ != "PRON"]):
            return
        for child in content.children:
            if child.dep_ == "advcl" and child.tag_ == "VBG" and child.i and child.doc[child.i - 1].text == ",":
                frame = verbs.frame_of(child)
                if frame is not None and frame.kind in ("statement", "pledge"):
                    self._walk(child, replace(here, negative=False, hedge=None, realis=None))

    def _walk_there(self, noun: Any, here: Context) -> None:
        """``left for Singapore, where he will meet ...``, ``ended a visit to Singapore, where he met ...``."""
        for child in noun.children:
            if child.dep_ == "prep" and noun.dep_ == "dobj":
                for place in (c for c in child.children if c.dep_ == "pobj"):
                    self._walk_there(place, here)
            there = child.dep_ == "relcl" and any(c.lower_ == "where" for c in child.children)
            if there and clauses.subject_of(child):
                self._walk(child, Context((), here.said_by))

    def _walk_relative(self, noun: Any) -> None:
        for child in noun.children:
            if (
                child.dep_ == "acl"
                and child.tag_ == "VBG"
                and child.lemma_ in ("visit", "tour")
                and noun.dep_ in clauses.SUBJECT
            ):
                guest = holders.find_mention(self.scene, self.sentence, noun)
                self._walk(child, Context((guest,) if guest else (), self.source))  # ``A, visiting Nairobi, said``
            if child.dep_ == "acl" and child.tag_ == "VBN":
                self._read_happening(child, Context((), self.source))  # ``A, arrested on Monday,``
            if child.dep_ == "relcl" and child.pos_ == "VERB":
                holder = holders.find_mention(self.scene, self.sentence, noun)
                subject = clauses.subject_of(child)
                if subject and subject[0].lower_ in ("who", "which", "that"):
                    self._walk(child, Context((holder,) if holder else (), self.source))

    def _actors(self, verb: Any, context: Context) -> list[Found]:
        subjects = clauses.subject_of(verb)
        if clauses.is_passive(verb):
            agents = self._mentions(clauses.agent_of(verb))
            if agents:
                return agents
        if subjects and subjects[0].lower_ in ("who", "which", "that"):
            return list(context.actors)
        if subjects and subjects[0].lower_ in ("i", "we") and context.speaker is not None:
            return [context.speaker]
        if subjects and subjects[0].lower_ == "they" and context.speaker is not None and verb.dep_ == "ccomp":
            tellers_ = self._mentions(clauses.subject_of(verb.head))
            if len(tellers_) > 1:
                return tellers_
        if subjects and subjects[0].lower_ == "they" and verb.dep_ in ("advcl", "relcl"):
            above = verb.head if verb.dep_ == "advcl" else verb.head.head
            named = self._mentions(clauses.subject_of(above)) if above.pos_ in ("VERB", "AUX") else []
            if len(named) > 1:
                return named  # ``A and B spoke in July, when they agreed``
        if subjects and subjects[0].lower_ == "it" and context.speaker is not None and verb.dep_ == "ccomp":
            alone = len(clauses.subject_of(verb.head)) == 1
            return [context.speaker] if alone and context.speaker.kind in ("organization", "place") else []
        if subjects and subjects[0].lower_ == "they" and self._speaks_as_one(verb, context):
            return [context.speaker] if context.speaker is not None else []
        if subjects:
            return self._with_first(self._mentions(subjects))
        if lemma_of(verb) in listed("speech", "plain") and (
            teller := tellers.behind_content(self.scene, self.sentence, verb)
        ):
            return [teller]
        displaced = self._displaced_subject(verb)
        return [displaced] if displaced is not None else list(context.actors)

    def _speaks_as_one(self, verb: Any, context: Context) -> bool:
        """``Prosecutors said they would appeal``: a body that is spoken of as many."""
        told = verb.dep_ == "ccomp" and [t.tag_ for t in clauses.subject_of(verb.head)] in (["NNS"], ["NNPS"])
        return told and context.speaker is not None and context.speaker.kind == "organization"

    def _with_first(self, found: list[Found]) -> list[Found]:
        """``S. Korea, Mongolia fail to sign`` in a headline: the parser takes the first of two for something else."""
        if self.sentence.kind != "headline" or len(found) != 1 or found[0].kind not in ("place", "person"):
            return found
        lead = self.text[self.sentence.start : found[0].start]
        first = next((f for f in self.scene.register.at(self.sentence.start, found[0].start, found[0].kind)), None)
        return [first, *found] if first is not None and lead == self.text[first.start : first.end] + ", " else found

    def _displaced_subject(self, verb: Any) -> Found | None:
        """The name right between ``and`` and a verb that the parser joined to the clause before."""
        if verb.dep_ not in ("conj", "advcl") or verb.i == 0 or verb.tag_ == "VBG":
            return None
        doc = verb.doc
        index = next((t.i for t in reversed(doc[: verb.i]) if t.dep_ == "cc"), None)
        if index is None or index + 1 >= verb.i:
            return None
        start = self.sentence.start + doc[index + 1].idx
        edge = self.sentence.start + verb.idx
        named = self.scene.register.at(start, edge, "person", "organization", "place")
        if not named or any(t.pos_ in ("VERB", "ADV") for t in doc[index + 1 : verb.i]):
            return None
        if not any(f.start - start <= 25 for f in named):
            return None
        last = self.text[named[0].end : edge].strip()
        return tellers.preferred(named) if last in ("", ",") or (last.startswith(",") and last.endswith(",")) else None

    def _read_clause(self, verb: Any, context: Context) -> None:
        negative = clauses.negated(verb) != context.negative
        context = replace(context, negative=negative)
        if self._read_absence(verb, context) or self._read_happening(verb, context):
            return
        if self._read_carrier(verb, context):
            return
        if self._read_speech(verb, context):
            return
        frame = verbs.frame_of(verb)
        if verb.tag_ == "VBG" and verb.dep_ == "advcl" and lemma_of(verb) in ("consider", "name", "call", "want"):
            return
        if frame is None or self._is_deed(verb, frame):
            self._read_event(verb, context)
        else:
            self._emit(verb, frame, context)
        content = contents.agreed_to_come(verb)
        if content is not None:
            self._walk(content, Context((), context.said_by))

    def _read_absence(self, verb: Any, context: Context) -> bool:
        """``There was no agreement on ...``: an agreement denied."""
        if verb.lemma_ != "be" or not any(c.dep_ == "expl" for c in verb.children):
            return False
        for child in verb.children:
            if child.dep_ in ("attr", "nsubj") and child.lemma_.lower() in listed("papers", "bonds"):
                if not any(g.lower_ == "no" for g in child.children):
                    return False
                frame = Frame("agreement", "agreed", noun=child)
                parties = self.scene.parties or list(context.actors)
                if len(parties) > 1:
                    self.acts.append(self._build(verb, frame, (parties, []), "actual", replace(context, negative=True)))
                return True
        return False

    def _read_carrier(self, verb: Any, context: Context) -> bool:
        """Verbs that only carry another: ``is expected to``, ``plans to``, ``declined to``, ``began to``."""
        inner = next(
            (
                c
                for c in verb.children
                if c.dep_ in ("xcomp", "oprd", "advcl") and c.pos_ in ("VERB", "AUX") and clauses.is_infinitive(c)
            ),
            None,
        )
        lemma = lemma_of(verb)
        gerund = next((c for c in verb.children if c.dep_ in ("xcomp", "ccomp") and contents.is_gerund(c)), None)
        if lemma == "rule" and clauses.has_particle(verb, "out") and (gerund is None or context.negative):
            return self._rule_out(verb, context)
        if gerund is not None and context.negative and lemma in ("deny", "refuse"):
            self._emit(verb, verbs.frame_of(verb) or Frame("statement", "raised"), context)
            return True
        if gerund is not None and lemma in ("deny", "avoid", "stop", "refuse", "rule"):
            told = context if lemma != "deny" else replace(context, speaker=None)
            self._walk_inner(gerund, replace(told, negative=not context.negative))
            if lemma == "deny" and not context.negative and any(a.kind == "person" for a in context.actors):
                self._deny(verb, context)
            return True
        if inner is None and lemma == "accept":
            inner = contents.invited_to(verb)
            self._walk_inner(inner, replace(context, realis="planned")) if inner is not None else None
            return inner is not None
        if inner is None and plans.is_set(verb):
            self._set_for(verb, context)
            return True
        if inner is None:
            return self._likely(verb, context)
        if lemma in listed("realis", "refused"):
            self._walk_inner(inner, replace(context, negative=not context.negative))
            return True
        if lemma in listed("realis", "planned") and inner.dep_ != "advcl" and (lemma != "be" or verb.dep_ != "aux"):
            if lemma == "be" and inner.i < verb.i:
                return False
            given_up = replace(context, negative=not context.negative) if self._given_up_since(verb) else context
            self._planned(verb, inner, given_up)
            return True
        if lemma in listed("realis", "passed") and inner.dep_ == "xcomp":
            self._walk_inner(inner, context)
            return True
        return False

    def _set_for(self, verb: Any, context: Context) -> None:
        """``is scheduled for May 9``, ``is expected in Seoul in March``: of somebody it is a visit."""
        somebody = any(a.kind in ("person", "position") for a in context.actors)
        if not somebody:
            self._emit(verb, Frame("other", "done"), replace(context, realis="planned"))
        elif clauses.is_passive(verb):
            self._emit(verb, Frame("visit", "done"), replace(context, realis="planned"))

    def _given_up_since(self, verb: Any) -> bool:
        """``had planned to go to X, but ...``: what was planned did not come about."""
        tokens = [verb, *(c for c in verb.children if c.dep_ in ("acomp", "oprd"))]
        past = any(c.dep_ == "aux" and c.lower_ == "had" for t in tokens for c in t.children)
        after = self.text[self.sentence.start + verb.idx : self.sentence.end]
        return past and re.search(r",? but\b|\binstead\b", after) is not None

    def _likely(self, verb: Any, context: Context) -> bool:
        for child in verb.children:
            if child.dep_ in ("acomp", "attr", "oprd") and child.lower_ in listed("realis", "likely"):
                inner = next((c for c in child.children if c.dep_ == "xcomp" and clauses.is_infinitive(c)), None)
                if inner is not None:
                    start, end = self.sentence.span(child.i, child.i)
                    hedge = (
                        Quote(self.text[start:end], start, end)
                        if child.lower_ in ("likely", "unlikely", "expected")
                        else None
                    )
                    negative = context.negative != (child.lower_ == "unlikely")
                    negative = negative != self._given_up_since(verb)
                    self._walk_inner(inner, replace(context, realis="planned", hedge=hedge, negative=negative))
                    return True
        return False

    def _walk_inner(self, inner: Any, context: Context) -> None:
        before = len(self.acts)
        self._read_clause(inner, context)
        if len(self.acts) == before and verbs.frame_of(inner) is None and inner.lemma_ not in ("be", "have"):
            self._emit(
                inner, Frame("plan" if context.realis else "other", "would" if context.realis else "done"), context
            )
        for child in inner.children:
            if child.dep_ == "conj" and child.pos_ == "VERB":
                self._walk_inner(child, context)
            elif child.dep_ in ("dobj", "nsubjpass"):
                self._walk_relative(child)

    def _planned(self, verb: Any, inner: Any, context: Context) -> None:
        if any(c.dep_ == "aux" and c.lower_ == "have" for c in inner.children):
            return  # ``was to have been signed``
        frame = verbs.frame_of(inner)
        lemma = lemma_of(verb)
        hedge = context.hedge
        if lemma in ("expect", "anticipate", "project"):
            start, end = self.sentence.span(verb.i, inner.left_edge.i if inner.left_edge.i > verb.i else verb.i)
            end = self.sentence.span(verb.i, verb.i)[1]
            hedge = Quote(self.text[start:end], start, end)
        active = not clauses.is_passive(verb)
        if active and lemma in ("expect", "project", "anticipate") and clauses.subject_of(inner):
            self._emit(verb, verbs.frame_of(verb) or Frame("statement", "asked"), context)
            return
        eventful = frame is not None and (frame.kind in EVENT_KINDS or frame.rung == "exchanged")
        if active and not eventful and lemma in ("plan", "intend", "aim", "prepare", "seek", "mean", "arrange"):
            self._emit(verb, Frame("plan", "would"), context)
            return
        self._walk_inner(inner, replace(context, realis="planned", hedge=hedge))

    def _read_speech(self, verb: Any, context: Context) -> bool:
        """``X said that Y did Z``: what Y did, on X's word; where nothing else comes of it, that X said it."""
        lemma = lemma_of(verb)
        if lemma in ("reject", "dismiss", "refute", "rebut") and (rumour := contents.rumoured(verb)) is not None:
            return self._read_denial(verb, rumour, context)
        content = next((c for c in verb.children if c.dep_ == "ccomp" and c.pos_ in ("VERB", "AUX")), None)
        if lemma not in listed("speech", "plain") and not contents.in_own_words(verb, content):
            return False
        content = content or (contents.rumoured(verb) if lemma == "deny" else None)
        if content is None or (context.negative and lemma != "deny"):
            return False
        if lemma == "deny":
            return self._read_denial(verb, content, context)
        speaker = context.actors[0] if context.actors else tellers.unnamed(self.scene, self.sentence, verb)
        if speaker is None:
            return False
        if speaker.kind == "organization":
            self.scene.teller = speaker
        before = len(self.acts)
        told = self.source or context.said_by or speaker
        inner = Context((), told, speaker=speaker, realis=None)
        self._walk(content, inner)
        if len(self.acts) == before:
            self._emit(verb, verbs.frame_of(verb) or Frame("statement", "raised"), context)
        return True

    def _given_up(self, act: Act) -> Act:
        """``had planned to travel to X but cancelled the trip``."""
        if act.kind != "visit" or act.realis != "planned" or act.polarity != "positive":
            return act
        return structs.replace(act, polarity="negative")

    def _nominal_visits(self) -> None:
        """``Lee's planned visit to Japan later this month``."""
        for token in self.sentence.doc:
            due = nominal.due_there(self.scene, self.sentence, token) if token.lower_ == "due" else None
            self.acts += [due] if due is not None else []
            if token.pos_ == "NOUN" and token.lemma_.lower() in ("visit", "trip") and token.dep_ not in ("compound",):
                act = nominal.nominal_visit(self.scene, self.sentence, token)
                if act is not None and not any(
                    a.kind == "visit" and a.start <= act.start and act.end <= a.end for a in self.acts
                ):
                    self.acts.append(act)
            fate = nominal.gave_up(token) if token.lemma_.lower() in ("visit", "trip", "journey", "tour") else ""
            if fate:
                planned = [a for a in self.acts if a.kind == "visit" and a.realis == "planned"]
                self.acts = [a for a in self.acts if fate == "off" or a not in planned]
                self.acts = [self._given_up(a) for a in self.acts] if fate == "off" else self.acts

    def _read_denial(self, verb: Any, content: Any, context: Context) -> bool:
        """``A denied that B met C``, ``rejecting suggestions that B had asked``: the act of B, denied on A's word."""
        speaker = context.actors[0] if context.actors else tellers.unnamed(self.scene, self.sentence, verb)
        if speaker is None or context.negative:
            return False
        before = len(self.acts)
        self._walk(content, Context((), self.source or context.said_by or speaker, negative=True, speaker=speaker))
        if len(self.acts) == before or speaker.kind == "person":
            self._deny(verb, context)
        return True

    def _deny(self, verb: Any, context: Context) -> None:
        """That somebody denies something, as words of his own."""
        told = len(self.acts)
        self._emit(verb, verbs.frame_of(verb) or Frame("statement", "raised"), context)
        self.acts[told:] = [structs.replace(a, polarity="negative", plover="REJECT") for a in self.acts[told:]]

    def _rule_out(self, verb: Any, context: Context) -> bool:
        """``ruled out a ceasefire``: it is not to be; ``did not rule out a visit``: it may be."""
        told = len(self.acts)
        self._emit(verb, Frame("statement", "raised"), replace(context, negative=False))
        open_: Realis = "possible"
        self.acts[told:] = [
            structs.replace(a, realis=open_)
            if context.negative
            else structs.replace(a, polarity="negative", plover="REJECT")
            for a in self.acts[told:]
        ]
        return True

    def _encounters(self, told: list[Act]) -> None:
        """Meetings, calls and papers told by a noun, where no verb told them."""
        for act in told:
            if not any(a.kind == act.kind and self._who(act) <= self._who(a) for a in self.acts):
                teller = self.source if self.source is not None and self.source.kind == "organization" else None
                said_by = self.scene.register.quote(teller) if teller is not None else None
                self.acts.append(structs.replace(act, said_by=said_by))

    def _who(self, act: Act) -> set[object]:
        """The parties of an act, by whom they stand for."""
        over = [self.scene.register.covering(q.start) for q in (*act.actors, *act.recipients)]
        return {f.value if f.holder is None else f.holder for f in over if f is not None}
