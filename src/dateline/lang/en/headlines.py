"""Acts of headlines. Headlines drop articles and auxiliaries and capitalise words, so they are read by their order and not
by the parser: who, verb, whom or what."""

from __future__ import annotations

import re

import msgspec

from dateline.lang.en import clauses, headline_events, lexicon, tellers, topics
from dateline.lang.en.analyser import Parsed
from dateline.lang.en.clauses import Scene
from dateline.lang.en.frames import Frame, plover_of
from dateline.lang.en.headline_parties import agents, goes_on, objects, partners, subjects, who
from dateline.lang.en.headline_verbs import Verb, find_verbs, happenings
from dateline.lang.en.places import Found
from dateline.model import Act, Quote
from dateline.model.ladder import Rung

_BREAK = re.compile(r"\s*[;|]\s*|(?<=\?)\s+|:\s+(?=[A-Z‘“\"'])|\s[–—-]\s|(?<=[a-z]{3})\.\s+(?=[A-Z])")


_NO = re.compile(
    r"\b(?:no|not|never|without|fails? to|refuses? to|declines? to|rejects?|denies|deny|won[’']t"
    r"|doesn[’']t|don[’']t|didn[’']t)\s+(?:to\s+)?$",
    re.I,
)


_WILL = re.compile(
    r"\b(?:to|will|would|set to|due to|poised to|expected to|plans? to|likely to|scheduled to|slated to"
    r"|prepares? to|about to|seeks? to|aims? to)\s+$",
    re.I,
)


_BEFORE = re.compile(r"\b(?:before|until|ahead of)\s(?:[\w’']+\s){0,2}$", re.I)
_IF = re.compile(r"\b(?:if|unless|provided that|only once|only after|once)\b(?=\s\w)", re.I)
_ASKS = re.compile(
    r"[\"“'‘]?(?:Why|How|What|When|Where|Who|Whether|Which|Is|Are|Does|Did|Do|Could|Can|Will|Would|Should)\b"
)
_HIMSELF = re.compile(r"\s+(?:that\s+)?(?:he|she|it|they)\s", re.I)
_WANTS = re.compile(r"\b(?:wants?|wanted|hopes?|hoped|would like|tries|tried|bids?|fails?|longs?) to\s+$", re.I)
_FAILED = re.compile(r"\b(?:failure|refusal|inability) (?:of|by) (?:\w+[ -]){0,3}$", re.I)


_FAILS_TO = re.compile(r"(?<!\bnot )to\s+$", re.I)
_COMMITS = re.compile(r"\s+(?:to|fresh|new|more|[A-Z]{2,3}\$?|[$€£¥\d])")
_IS_TOLD_TO = re.compile(
    r"(?:asked|urged|pressed|requested|ordered|instructed|advised|encouraged|invited)\s+(?:not\s+)?to\b", re.I
)
_MAY = re.compile(r"\b(?:may|might|could|can)\s+$", re.I)


_TELLS = re.compile(r"^(?:says?|said|announces?|reports?|claims?|confirms?)$", re.I)


def read(scene: Scene, sentence: Parsed) -> list[Act]:
    """The acts of a headline; a question tells none."""
    text = scene.register.text
    acts: list[Act] = []
    begin = sentence.start
    for match in [*_BREAK.finditer(text, sentence.start, sentence.end), None]:
        end = match.start() if match is not None else sentence.end
        if end > begin and not text[begin:end].rstrip("”’\"'").endswith("?") and not _ASKS.match(text, begin, end):
            told = headline_events.read(scene, sentence, begin, end)
            acts += headline_events.without_doubles(_read_part(scene, sentence, begin, end), told)
        begin = match.end() if match is not None else end
    return acts


def asks(scene: Scene, sentence: Parsed) -> bool:
    """Whether a headline begins like a question (``Why ...``, ``What happens when ...``)."""
    return bool(_ASKS.match(scene.register.text, sentence.start, sentence.end))


def _read_part(scene: Scene, sentence: Parsed, start: int, end: int) -> list[Act]:
    verbs = _without_contents(scene, find_verbs(scene, sentence, start, end))
    acts: list[Act] = []
    actors: list[Found] = []
    teller: Found | None = None
    edge = start
    for index, verb in enumerate(verbs):
        stop = verbs[index + 1].start if index + 1 < len(verbs) else end
        if acts and _told_last(scene, verb, end):
            return [_on_word_of(scene, a, edge, verb) for a in acts]
        fresh = index == 0 or teller is not None or _fresh_subject(scene, edge, verb.start)
        if fresh and (index == 0 or subjects(scene, edge, verb.start)):
            actors = who(scene, sentence, (edge, verb.start), plural=verb.bare)
        elif index and not goes_on(
            scene, edge, verb.start, purpose=verb.frame is not None and verb.frame.rung == "exchanged"
        ):
            edge = verb.end
            continue
        told = _TELLS.match(scene.register.text[verb.start : verb.end])
        if told and index + 1 < len(verbs) and _HIMSELF.match(scene.register.text, verb.end, stop):
            edge = verb.end
            continue
        if told and index + 1 < len(verbs) and subjects(scene, verb.end, stop):
            teller, edge = (actors[0] if actors else None), verb.end
            continue
        act = _act(scene, verb, actors, (start, stop, end), teller)
        if act is not None:
            acts.append(act)
            acts += _denied(scene, verb, act, stop)
        edge = verb.end
    return acts


def _told_last(scene: Scene, verb: Verb, end: int) -> bool:
    """``..., Ruritania Says``: the verb of saying closes the headline."""
    text = scene.register.text
    return bool(_TELLS.match(text[verb.start : verb.end])) and not text[verb.end : end].strip(" .’”\"'")


def _whom(text: str, start: int, end: int) -> bool:
    """Whether an object follows right after the verb (``meet survivors``), and neither a preposition nor the end."""
    after = re.match(r"\s+([\w’'-]+)", text[start:end])
    return after is not None and after[1].lower() not in lexicon.words_of("after_names") and not after[1].endswith("ly")


def _on_word_of(scene: Scene, act: Act, edge: int, verb: Verb) -> Act:
    comma = scene.register.text.rfind(",", edge, verb.start)
    side = tellers.side(scene, comma + 2, verb.start) if comma > edge else None
    named = [side] if side is not None else subjects(scene, max(edge, comma), verb.start)
    if not named:
        return act
    teller = scene.register.quote(named[-1])
    recipients = tuple(r for r in act.recipients if r != teller)
    stop = max(act.start + 1, teller.start)
    return msgspec.structs.replace(
        act, said_by=teller if teller not in act.actors else None, recipients=recipients, end=max(stop, act.end)
    )


def _without_contents(scene: Scene, verbs: list[Verb]) -> list[Verb]:
    """Without the verbs that only say what is promised or agreed (``agrees to settle``)."""
    text, kept = scene.register.text, list[Verb]()
    for verb in verbs:
        last = kept[-1] if kept else None
        promised = last is not None and last.frame is not None and last.frame.kind in ("agreement", "pledge")
        if last is None or not promised or not re.fullmatch(r"\s+(?:not\s+)?to\s+", text[last.end : verb.start]):
            kept.append(verb)
    return kept


_PASSIVE = re.compile(r"\s*(?:to|in|by|for|over|as|on|at|after|from|amid|during|under|with|$|,)(?!\w)", re.IGNORECASE)


def _is_passive(text: str, verb: Verb, stop: int) -> bool:
    """``Minister arrested in Lima``: a participle without an object."""
    word = text[verb.start : verb.end].lower()
    return (
        verb.lemma in happenings() | {"appoint", "elect", "name", "nominate", "release", "sentence", "charge"}
        and word.endswith(("ed", "shot", "hit"))
        and verb.lemma not in ("open", "close", "start", "end", "resign", "die", "protest", "raise", "fall", "rise")
        and bool(_PASSIVE.match(text, verb.end, stop))
    )


_NOTHING = re.compile(
    r"\bno (?:[\w-]+ )?(?P<noun>deal|agreement|pact|accord|treaty|document)s? (?:was |were "
    r"|has been )?(?P<verb>signed|reached|made|struck|agreed)\b",
    re.IGNORECASE,
)


_DENIES = re.compile(r"\s+(?P<verb>signing|reaching|striking|meeting|visiting|making)\b(?P<rest>.*)", re.IGNORECASE)


def _denied(scene: Scene, verb: Verb, act: Act, stop: int) -> list[Act]:
    """``says no deal was signed``, ``denies signing a pact``: the same act, denied."""
    text = scene.register.text
    nothing = _NOTHING.search(text, verb.end, stop)
    denies = _DENIES.match(text, verb.end, stop) if verb.lemma == "deny" else None
    open_ = nothing is not None and _IF.search(text, verb.end, nothing.start())
    if (nothing is None and denies is None) or open_:
        return []
    word = (nothing or denies)["verb"].lower()  # type: ignore[index]
    kind, rung = ("signing", "on_paper") if word.startswith("sign") else ("agreement", "agreed")
    if word == "meeting":
        kind, rung = "meeting", "done"
    elif word == "visiting":
        kind, rung = "visit", "done"
    told = act.actors[0] if nothing is not None and act.actors else None
    return [
        Act(
            kind=kind,  # type: ignore[arg-type]
            rung=rung,  # type: ignore[arg-type]
            polarity="negative",
            actors=act.actors,
            bound=act.actors if kind in ("signing", "agreement") else (),
            topics=act.topics,
            said_by=told if told not in act.actors else None,
            plover="REJECT",
            start=act.start,
            end=act.end,
            matter=act.matter,
        )
    ]


def _fresh_subject(scene: Scene, start: int, end: int) -> bool:
    return bool(re.search(r"\b(?:as|while|after|but|and)\s", scene.register.text[start:end], re.I))


def _act(
    scene: Scene, verb: Verb, actors: list[Found], extent: tuple[int, int, int], teller: Found | None
) -> Act | None:
    start, stop, end = extent
    text, frame = scene.register.text, verb.frame
    if frame is None or not actors:
        return None
    before = text[max(start, verb.start - 24) : verb.start]
    after = objects(scene, verb.end, stop)
    recipients = [f for f in after if f.kind in ("person", "position", "organization", "place") and f not in actors]
    frame = _judge(scene, verb, frame, actors, recipients, stop)
    if frame is None:
        return None
    if _is_passive(text, verb, stop):
        patients, actors = actors, agents(scene, verb, stop)
        recipients = [p for p in patients if p not in actors]
        frame = Frame(frame.kind if frame.kind == "appointment" else "other", "done")
    refused = bool(_NO.search(before)) or any(_FAILED.search(text[start : a.start]) for a in actors[:1])
    if_ = (
        _IF.search(text, verb.end, stop) if frame.kind in ("pledge", "agreement", "plan", "visit", "meeting") else None
    )
    realis = (
        "conditional"
        if if_ is not None
        else "actual"
        if refused and _FAILS_TO.search(before)
        else "planned"
        if _WILL.search(before) or any(_BEFORE.search(text[start : a.start]) for a in actors[:1])
        else "possible"
        if _MAY.search(before)
        else "actual"
    )
    quote = scene.register.quote
    if _tells_nothing(text, verb, frame, (before, stop)):
        return None
    if frame.kind == "visit" and verb.lemma not in ("visit", "tour") and _place(scene, verb, stop, frame) is None:
        return None
    place = _place(scene, verb, stop, frame) if frame.kind not in ("pledge", "statement", "plan") else None
    if frame.kind in ("meeting", "call", "agreement", "signing"):
        recipients = [r for r in recipients if place is None or r.start != place.start]
        recipients = partners(scene, verb, frame, recipients)
        direct = verb.lemma in ("meet", "host", "receive", "greet") and (
            (len(actors) == 1 and text[actors[0].end - 1] != "s") or _whom(text, verb.end, stop)
        )
        if not recipients and (direct or re.search(r"\bwith\s", text[verb.end : stop], re.I)):
            return None  # a party whose name was not made out
    elif frame.rung in ("exchanged", "saw_alike"):
        named = [r for r in recipients if r.kind in ("person", "position") or verb.lemma in ("hold", "have", "concur")]
        recipients = partners(scene, verb, frame, named)
    elif frame.kind not in ("appointment", "other"):
        recipients = []
    both = [*actors, *recipients]
    rung: Rung = "would" if realis != "actual" and frame.kind not in ("statement", "pledge") else frame.rung
    bound = both if frame.kind in ("agreement", "signing") else actors if frame.kind == "pledge" else []
    hedge = next(iter(lexicon.hedges().find(text, max(start, verb.start - 24), verb.start)), None)
    matter_end = max(verb.end, verb.end + len(text[verb.end : stop].rstrip(" ,")))
    first = verb.end + (len(text[verb.end : matter_end]) - len(text[verb.end : matter_end].lstrip()))
    matter = (
        Quote(text[first:matter_end], first, matter_end)
        if matter_end > first and frame.kind not in ("meeting", "visit", "call")
        else None
    )
    if len(both) >= 2 and frame.kind in ("meeting", "call", "agreement", "signing"):
        scene.parties = both[:2]
    return Act(
        kind=frame.kind,
        rung=rung,
        polarity="negative" if refused or _no_object(text, verb, stop) else "positive",
        realis=realis,  # type: ignore[arg-type]
        actors=tuple(quote(a) for a in actors),
        recipients=tuple(quote(r) for r in recipients),
        bound=tuple(quote(b) for b in bound),
        place=place,
        time=clauses.time_in(scene, start, end),
        topics=_topics(scene, _beyond_paper(text, frame, matter), (first, stop), (start, end)),
        condition=Quote(text[if_.start() : matter_end], if_.start(), matter_end) if if_ is not None else None,
        hedge=Quote(hedge.text, hedge.start, hedge.end) if hedge is not None else None,
        said_by=quote(teller) if teller is not None and teller not in actors else None,
        plover=plover_of(frame, verb.lemma, actual=realis == "actual"),
        start=start,
        end=end,
        matter=matter,
        weak=bool(re.search(r"\bin principle\b|\btentative\b|\bpreliminary\b", text[start:end], re.I)),
        restated=frame.restated,
        meeting=frame.meeting,
        displeasure=frame.displeasure,
    )


def _tells_nothing(text: str, verb: Verb, frame: Frame, around: tuple[str, int]) -> bool:
    """Whether a verb tells no act of its subject's: what one would like to do is no plan yet; ``A urged to resign`` does not
    say by whom; ``commits violations`` is no promise."""
    before, stop = around
    if _WANTS.search(before) and frame.kind in ("agreement", "signing", "meeting", "call", "visit"):
        return True
    if frame.rung == "asked" and _IS_TOLD_TO.match(text, verb.start, stop):
        return True
    return verb.lemma == "commit" and not _COMMITS.match(text[verb.end : stop])


def _beyond_paper(text: str, frame: Frame, matter: Quote | None) -> Quote | None:
    """The matter of a written agreement without the words for the agreement."""
    cut = matter and re.match(r"an? (?:written agreement|agreement in principle) ", matter.text)
    if matter is None or not cut or frame.kind != "agreement":
        return matter
    first = matter.start + cut.end()
    return Quote(text[first : matter.end], first, matter.end)


def _topics(scene: Scene, matter: Quote | None, after: tuple[int, int], whole: tuple[int, int]) -> tuple[str, ...]:
    """What the words behind the verb name, else the whole headline; a title or a name spells no topic."""
    text, named = scene.register.text, scene.register.named
    found = topics.about(text, matter.start, matter.end, named(matter.start, matter.end)) if matter is not None else ()
    return found or topics.find(text, *after, named(*after)) or topics.find(text, *whole, named(*whole))


def _no_object(text: str, verb: Verb, stop: int) -> bool:
    told = _TELLS.match(text[verb.start : verb.end])
    return not told and bool(re.match(r"\s+(?:no|not)\b", text[verb.end : stop], re.I))


def _judge(
    scene: Scene, verb: Verb, frame: Frame, actors: list[Found], recipients: list[Found], stop: int
) -> Frame | None:
    text = scene.register.text
    rest = text[verb.end : stop]
    if frame.kind == "meeting" and verb.lemma in ("meet", "host", "receive", "greet"):
        plural = text[actors[-1].end - 1 : actors[-1].end] == "s"
        held = {id(h) for h, *_ in scene.register.roles}
        people = [
            r
            for r in recipients
            if r.kind == "position"
            or (r.kind == "person" and (verb.lemma == "meet" or id(r) in held or " " in r.value))
        ]
        return frame if people or (verb.lemma == "meet" and (len(actors) > 1 or plural or recipients)) else None
    if verb.lemma == "agree" and frame.kind == "agreement":
        many = actors[-1].kind == "position" and text[actors[-1].end - 1] == "s"
        joint = len(actors) > 1 or bool(re.search(r"\bwith\b", rest, re.I)) or many
        on_what = re.match(r"\s+(?:to|on)\b|\s+with\s.*\son\s", rest, re.I)
        if on_what and not clauses_need(rest):
            if joint:
                return frame
            return Frame("pledge", "undertook") if re.match(r"\s+to\b", rest, re.I) else Frame("statement", "saw_alike")
        return Frame("statement", "saw_alike")
    return frame


def clauses_need(words: str) -> bool:
    """Whether an agreement is on a need or a view only."""
    return bool(re.search(r"\b(?:need|importance|necessity|that)\b", words, re.I))


def _place(scene: Scene, verb: Verb, stop: int, frame: Frame) -> Quote | None:
    text = scene.register.text
    for item in scene.register.at(verb.end, stop, "place"):
        before = text[verb.end : item.start]
        if text[item.end : item.end + 1] == "-":
            continue  # ``Russia-friendly``
        if re.search(r"\b(?:in|at)\s(?:the\s)?$", before, re.I):
            return scene.register.quote(item)
        if frame.kind == "visit" and re.fullmatch(
            r"\s+(?:(?:for\s+)?(?:\w+\s+){0,3}(?:visit|trip|tour)\s+(?:to|of)\s+|to\s+|in\s+|for\s+)?(?:the\s+)?",
            before,
            re.I,
        ):
            return scene.register.quote(item)
    return None
