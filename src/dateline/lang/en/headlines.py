"""Acts of headlines. Headlines drop articles and auxiliaries and capitalise words, so they are read by their order and not
by the parser: who, verb, whom or what."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

import msgspec

from dateline.lang.data import load_table
from dateline.lang.en import clauses, lexicon, topics
from dateline.lang.en.analyser import Parsed
from dateline.lang.en.clauses import Scene
from dateline.lang.en.frames import Frame, listed, noun_frame, plover_of, verb_frames
from dateline.lang.en.places import Found
from dateline.model import Act, Quote
from dateline.model.ladder import Rung

_IRREGULAR = {
    "met": "meet",
    "held": "hold",
    "paid": "pay",
    "made": "make",
    "struck": "strike",
    "won": "win",
    "took": "take",
    "gave": "give",
    "sought": "seek",
    "told": "tell",
    "said": "say",
    "swore": "swear",
    "had": "have",
    "sat": "sit",
    "flew": "fly",
    "went": "go",
    "sent": "send",
    "hailed": "hail",
    "eyeing": "eye",
    "forwent": "forgo",
}
_BREAK = re.compile(r"\s*[;|]\s*|:\s+(?=[A-Z‘“\"'])|\s[–—-]\s|\.\s+(?=[A-Z])")
_TOKEN = re.compile(r"[A-Za-z][\w’'-]*")
_NO = re.compile(
    r"\b(?:no|not|never|without|fails? to|refuses? to|declines? to|rejects?|denies|deny|won[’']t"
    r"|doesn[’']t|don[’']t|didn[’']t)\s+$",
    re.I,
)
_WILL = re.compile(
    r"\b(?:to|will|would|set to|due to|poised to|expected to|plans? to|likely to|scheduled to|slated to"
    r"|prepares? to|about to|seeks? to|aims? to)\s+$",
    re.I,
)
_FAILED = re.compile(r"\b(?:failure|refusal|inability) (?:of|by) (?:\w+[ -]){0,3}$", re.I)
_MAY = re.compile(r"\b(?:may|might|could|can)\s+$", re.I)
_TELLS = re.compile(r"^(?:says?|said|announces?|reports?|claims?|confirms?)$", re.I)


@dataclass(frozen=True, slots=True)
class Verb:
    """A verb of a headline: its lemma, where it stands, and its frame."""

    lemma: str
    start: int
    end: int
    frame: Frame | None


def read(scene: Scene, sentence: Parsed) -> list[Act]:
    """The acts of a headline; a question tells none."""
    text = scene.register.text
    acts: list[Act] = []
    begin = sentence.start
    for match in [*_BREAK.finditer(text, sentence.start, sentence.end), None]:
        end = match.start() if match is not None else sentence.end
        if end > begin and not text[begin:end].rstrip("”’\"'").endswith("?"):
            acts += _read_part(scene, sentence, begin, end)
        begin = match.end() if match is not None else end
    return acts


def _read_part(scene: Scene, sentence: Parsed, start: int, end: int) -> list[Act]:
    verbs = _verbs(scene, sentence, start, end)
    acts: list[Act] = []
    actors: list[Found] = []
    teller: Found | None = None
    edge = start
    for index, verb in enumerate(verbs):
        stop = verbs[index + 1].start if index + 1 < len(verbs) else end
        if index == 0 or teller is not None or _subjects(scene, edge, verb.start):
            fresh = index == 0 or teller is not None or _fresh_subject(scene, edge, verb.start)
            actors = _who(scene, sentence, (edge, verb.start)) if fresh else actors
            if not fresh and _of_another(scene, edge, verb.start):
                edge = verb.end
                continue
        told = _TELLS.match(scene.register.text[verb.start : verb.end])
        if told and index + 1 < len(verbs) and _subjects(scene, verb.end, stop):
            teller, edge = (actors[0] if actors else None), verb.end
            continue
        act = _act(scene, verb, actors, (start, stop, end), teller)
        if act is not None and acts and _told_last(scene, verb, end):
            return [_on_word_of(scene, a, edge, verb) for a in acts]
        if act is not None:
            acts.append(act)
            acts += _denied(scene, verb, act, stop)
        edge = verb.end
    return acts


_ASIDE = re.compile(r",[^,]{1,40},")
_BETWEEN = re.compile(
    r"(?:['’]s?)?(?:[\s,]|\([^)]{1,30}\)|\b(?:to|will|would|may|might|could|can|set|due|poised|ready|expected|plans?|likely|scheduled"
    r"|slated|prepares?|about|seeks?|aims?|not|never|also|both|all|jointly|again|now|once|has|have|had|been|is|are|was|were"
    r"|won[’']t|doesn[’']t|don[’']t|didn[’']t|fails?|failed|refuses?|refused|declines?|declined|decides?|vows?|agrees?|and|[a-z]+ly)\b)*",
    re.IGNORECASE,
)
_TO_DO = re.compile(r"(?:['’]s?)?\s+to\s+$", re.IGNORECASE)


def _who(scene: Scene, sentence: Parsed, extent: tuple[int, int]) -> list[Found]:
    """Those named right before a verb, joined by ``and`` or a comma; nobody where other words stand between (a name that
    only modifies a noun is not who acts), and nobody from before another verb."""
    start, end = extent
    if not sentence.title_case:
        finite = [
            sentence.start + t.idx + len(t.text)
            for t in sentence.doc
            if t.pos_ in ("VERB", "AUX") and t.tag_ in ("VBZ", "VBD", "VBP", "MD") and t.dep_ not in ("aux", "auxpass")
        ]
        start = max([start, *(f for f in finite if start < f < end and _subjects(scene, f, end))])
    named = _subjects(scene, start, end)
    group = named[-1:]
    for item in reversed(named[:-1]):
        if not _JOINED.fullmatch(_gap(scene, item.end, group[0].start)):
            break
        group.insert(0, item)
    if not group or not _BETWEEN.fullmatch(_ASIDE.sub(",", _gap(scene, group[-1].end, end))):
        return []
    return group


_JOINED = re.compile(
    r"(?:['’]s)?(?:\s*[,&/]\s*|,?\s+and\s+|[\s-]+)(?:the\s|top\s|senior\s|new\s|then\s)*", re.IGNORECASE
)


def _gap(scene: Scene, start: int, end: int) -> str:
    """The words between two names without the titles, bodies, countries and demonyms that stand there."""
    words = scene.register.text[start:end]
    for item in sorted(scene.register.at(start, end), key=lambda f: f.start - f.end):
        words = words.replace(scene.register.text[item.start : item.end], "", 1)
    for hit in reversed(list(lexicon.adjectives().find(words))):
        words = words[: hit.start] + words[hit.end :]
    return re.sub(r"(?:(?<=\s)|^)['’]s?\s", " ", re.sub(r"\s+", " ", words))


def _of_another(scene: Scene, start: int, end: int) -> bool:
    """``urges Peru to sign``: what somebody else is to do."""
    named = _subjects(scene, start, end)
    return bool(named) and bool(_TO_DO.fullmatch(scene.register.text[named[-1].end : end]))


def _told_last(scene: Scene, verb: Verb, end: int) -> bool:
    """``..., Ruritania Says``: the verb of saying closes the headline."""
    text = scene.register.text
    return bool(_TELLS.match(text[verb.start : verb.end])) and not text[verb.end : end].strip(" .’”\"'")


def _on_word_of(scene: Scene, act: Act, edge: int, verb: Verb) -> Act:
    comma = scene.register.text.rfind(",", edge, verb.start)
    named = _subjects(scene, max(edge, comma), verb.start)
    if not named:
        return act
    teller = scene.register.quote(named[-1])
    recipients = tuple(r for r in act.recipients if r != teller)
    stop = max(act.start + 1, teller.start)
    return msgspec.structs.replace(
        act, said_by=teller if teller not in act.actors else None, recipients=recipients, end=max(stop, act.end)
    )


_PASSIVE = re.compile(r"\s*(?:to|in|by|for|over|as|on|at|after|from|amid|during|under|with|$|,)(?!\w)", re.IGNORECASE)


def _is_passive(text: str, verb: Verb, stop: int) -> bool:
    """``Minister arrested in Lima``: a participle without an object."""
    word = text[verb.start : verb.end].lower()
    return (
        verb.lemma in _happenings() | {"appoint", "elect", "name", "nominate", "release", "sentence", "charge"}
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
    if nothing is None and denies is None:
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


def _verbs(scene: Scene, sentence: Parsed, start: int, end: int) -> list[Verb]:
    """Verbs of the table that stand after a name and in none."""
    text = scene.register.text
    found: list[Verb] = []
    skip = start
    nouns = {sentence.start + t.idx for t in sentence.doc if t.dep_ in ("compound", "pobj") and not sentence.title_case}
    for match in _TOKEN.finditer(text, start, end):
        if scene.register.covering(match.start()) is not None:
            continue
        before = scene.register.at(start, match.start())
        word = match.group().lower()
        lemma = _lemmas().get(word)
        if lemma is None or not before or match.start() < skip or _is_noun(text, match, start, end):
            continue
        if word in ("travel", "visit", "tour", "return") and match.start() in nouns:
            continue
        if word == lemma and word not in _IRREGULAR and not _agrees(scene, text, start, match.start()):
            continue
        frame, noun_end = _frame(text, lemma, match.end(), end)
        if frame is not None:
            skip = noun_end
            found.append(Verb(lemma, match.start(), match.end(), frame))
    return found


def _agrees(scene: Scene, text: str, start: int, offset: int) -> bool:
    """A bare verb form needs a name, a plural or an auxiliary right before it."""
    head = text[start:offset].rstrip()
    if not head:
        return False
    if scene.register.covering(start + len(head) - 1) is not None:
        return True
    return bool(
        re.search(
            r"(?:\w{3,}s|\b(?:to|will|may|might|could|can|would|not|and|,|jointly|both|also|again))$|,$", head, re.I
        )
        or (scene.dates and any(d.end == start + len(head) for d in scene.dates))
    )


_DETERMINERS = re.compile(
    r"\b(?:the|a|an|his|her|its|their|for|of|in|on|with|over|after|amid|at|ahead of|new|[a-z]+[’']s|key"
    r"|major|joint|trade|peace|first)\s+$",
    re.I,
)


def _is_noun(text: str, match: re.Match[str], start: int, end: int) -> bool:
    """Whether a word that could be a verb stands as a noun: after an article or preposition, or as the last word."""
    before = text[max(start, match.start() - 16) : match.start()]
    word = match.group().lower()
    if word.endswith(("ed", "s")) and word not in (
        "calls",
        "talks",
        "plans",
        "visits",
        "hopes",
        "pledges",
        "names",
        "promises",
        "demands",
        "tours",
        "signals",
        "reports",
    ):
        return bool(re.search(r"\b(?:the|a|an|his|her|its|their|of)\s+$", before, re.I))
    if _DETERMINERS.search(before):
        return True
    return not text[match.end() : end].strip(" .!,'’”\"") and word not in (
        "meet",
        "talk",
        "agree",
        "confer",
        "meets",
        "agrees",
    )


def _frame(text: str, lemma: str, after: int, end: int) -> tuple[Frame | None, int]:
    """The frame of a verb with the noun it leans on, and where that noun ends."""
    tokens = list(_TOKEN.finditer(text, after, end))
    rest = [m.group().lower() for m in tokens]
    for index, noun in enumerate(rest[:7]):
        if noun in ("to", "that", "as", "after", "amid", "ahead"):
            break
        found = noun_frame(_singular(noun), lemma, _Plain(rest))
        if found is not None:
            frame = Frame(found.kind, found.rung, found.meeting, found.displeasure, found.restated)
            return frame, tokens[index].end()
    return _verb_alone(lemma, rest), after


def _verb_alone(lemma: str, rest: list[str]) -> Frame | None:
    if lemma == "agree":
        return Frame("agreement", "agreed")
    frames = verb_frames()
    if rest and f"{lemma} {rest[0]}" in frames:
        return frames[f"{lemma} {rest[0]}"]
    found = frames.get(lemma)
    if found is not None and found.kind in ("signing", "appointment"):
        papers = listed("papers", "nouns")
        return found if found.kind == "appointment" or any(_singular(w) in papers for w in rest[:6]) else None
    return found or (Frame("other", "done") if lemma in _happenings() else None)


class _Plain:
    """Stands in for a parsed noun, whose modifiers here are simply the words around it."""

    def __init__(self, words: list[str]) -> None:
        self.children = [_Word(w) for w in words]


class _Word:
    def __init__(self, word: str) -> None:
        self.lower_ = word


def _singular(noun: str) -> str:
    return noun[:-1] if noun.endswith("s") and not noun.endswith("ss") and len(noun) > 3 else noun


@cache
def _happenings() -> frozenset[str]:
    table: dict[str, Any] = load_table("en", "rungs")["plover"]
    words = {w.strip() for name in ("assault", "coerce", "aid") for w in table[name].split("|")}
    return frozenset(
        words
        | {
            "begin",
            "open",
            "close",
            "raise",
            "rise",
            "fall",
            "resign",
            "die",
            "start",
            "end",
            "cancel",
            "postpone",
            "delay",
        }
    )


@cache
def _lemmas() -> dict[str, str]:
    """Forms of the verbs that a headline may hold, and their lemmas."""
    lemmas = (
        {w.split()[0] for w in verb_frames()}
        | {w.split()[0] for w in listed("light", "verbs")}
        | set(_happenings())
        | {"agree"}
    )
    forms: dict[str, str] = dict(_IRREGULAR)
    for lemma in sorted(lemmas):
        stem = lemma[:-1] if lemma.endswith("e") else lemma
        forms.setdefault(lemma, lemma)
        forms.setdefault(_third(lemma), lemma)
        forms.setdefault(stem + "ed", lemma)
        if lemma.endswith("y") and lemma[-2:-1] not in "aeiou":
            forms.setdefault(lemma[:-1] + "ied", lemma)
        if re.search(r"[^aeiou][aeiou][bdgmnprt]$", lemma):
            forms.setdefault(lemma + lemma[-1] + "ed", lemma)
    return forms


def verb_forms() -> frozenset[str]:
    """Every form of a verb that headlines may hold."""
    return frozenset(_lemmas())


def _third(lemma: str) -> str:
    if lemma.endswith(("s", "sh", "ch", "x", "o")):
        return lemma + "es"
    return lemma[:-1] + "ies" if lemma.endswith("y") and lemma[-2:-1] not in "aeiou" else lemma + "s"


def _subjects(scene: Scene, start: int, end: int) -> list[Found]:
    """Those named in ``start:end``, a titled person once; people and bodies before places."""
    inside = scene.register.at(start, end, "person", "organization", "place", "position")
    held = {id(p) for h, p, *_ in scene.register.roles if start <= h.start < end}
    inside = [f for f in inside if id(f) not in held]
    people = [f for f in inside if f.kind == "person"]
    text = scene.register.text
    inside = [
        f
        for f in inside
        if not re.match(r"(?:['’]s?\b)", text[f.end : f.end + 2]) and not _within_title(scene, f, inside)
    ]
    rest = [f for f in inside if f.kind != "place" and f not in people]
    if people:
        joined = [f for f in rest if f.kind in ("position", "organization") and _coordinated(text, f, people)]
        return sorted([*people, *joined], key=lambda f: f.start)
    return rest or [f for f in inside if f.kind == "place"]


def _coordinated(text: str, item: Found, people: list[Found]) -> bool:
    return any(
        re.search(r"(?:,| and| &)\s", text[p.end : item.start] if p.end <= item.start else text[item.end : p.start])
        for p in people
    )


def _within_title(scene: Scene, item: Found, others: list[Found]) -> bool:
    """A body or place that only says whose title follows (``LDP policy chief``)."""
    text = scene.register.text
    return item.kind in ("organization", "place") and any(
        o.kind in ("position", "person", "organization")
        and o.start >= item.end
        and re.fullmatch(r"(?:['’]s)? ", text[item.end : o.start])
        for o in others
    )


def _act(
    scene: Scene, verb: Verb, actors: list[Found], extent: tuple[int, int, int], teller: Found | None
) -> Act | None:
    start, stop, end = extent
    text, frame = scene.register.text, verb.frame
    if frame is None or not actors:
        return None
    before = text[max(start, verb.start - 24) : verb.start]
    after = _objects(scene, verb.end, stop)
    recipients = [f for f in after if f.kind in ("person", "position", "organization", "place") and f not in actors]
    frame = _judge(text, verb, frame, actors, recipients, stop)
    if frame is None:
        return None
    if _is_passive(text, verb, stop):
        patients, actors = actors, _agents(scene, verb, stop)
        recipients = [p for p in patients if p not in actors]
        frame = Frame(frame.kind if frame.kind == "appointment" else "other", "done")
    refused = bool(_NO.search(before)) or any(_FAILED.search(text[start : a.start]) for a in actors[:1])
    realis = (
        "actual"
        if refused and before.rstrip().lower().endswith("to")
        else "planned"
        if _WILL.search(before)
        else "possible"
        if _MAY.search(before)
        else "actual"
    )
    quote = scene.register.quote
    place = _place(scene, verb, stop, frame) if frame.kind not in ("pledge", "statement", "plan") else None
    if frame.kind in ("meeting", "call", "agreement", "signing"):
        recipients = [r for r in recipients if place is None or r.start != place.start]
        recipients = _partners(scene, verb, frame, recipients)
    elif frame.kind not in ("appointment", "other"):
        recipients = []
    both = [*actors, *recipients]
    rung: Rung = "would" if realis != "actual" and frame.kind not in ("statement", "pledge") else frame.rung
    bound = both if frame.kind in ("agreement", "signing") else actors if frame.kind == "pledge" else []
    hedge = next(iter(lexicon.hedges().find(text, max(start, verb.start - 24), verb.start)), None)
    matter_end = stop
    while matter_end > verb.end and text[matter_end - 1] in " ,":
        matter_end -= 1
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
        topics=topics.find(text, first, stop) or topics.find(text, start, end),
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


def _agents(scene: Scene, verb: Verb, stop: int) -> list[Found]:
    match = re.search(r"\bby\s", scene.register.text[verb.end : stop], re.IGNORECASE)
    return _subjects(scene, verb.end + match.end(), stop)[:1] if match else []


def _no_object(text: str, verb: Verb, stop: int) -> bool:
    told = _TELLS.match(text[verb.start : verb.end])
    return not told and bool(re.match(r"\s+(?:no|not)\b", text[verb.end : stop], re.I))


def _objects(scene: Scene, start: int, end: int) -> list[Found]:
    return _subjects(scene, start, end)


def _partners(scene: Scene, verb: Verb, frame: Frame, recipients: list[Found]) -> list[Found]:
    """Whom they met: those right after the verb, or after ``with``; of a list, those joined to the first."""
    direct = frame.kind == "meeting" and verb.lemma in ("meet", "receive", "greet", "host")
    lead = _WHOM if direct else _WITH
    group: list[Found] = []
    for item in recipients:
        if not group:
            if lead.search(_gap(scene, verb.end, item.start)):
                group.append(item)
        elif _JOINED.fullmatch(_gap(scene, group[-1].end, item.start)):
            group.append(item)
        else:
            break
    return group


_WHOM = re.compile(
    r"^(?:['’]s)?\s*(?:(?:with|the|top|senior|new|visiting|his|her|counterpart|ex|former|acting|own)[\s,-]+)*$",
    re.IGNORECASE,
)
_WITH = re.compile(
    r"\b(?:with|between|among)\s(?:(?:the|top|senior|new|visiting|his|her|counterpart|ex|former|acting)[\s,-]+)*$",
    re.IGNORECASE,
)


def _judge(
    text: str, verb: Verb, frame: Frame, actors: list[Found], recipients: list[Found], stop: int
) -> Frame | None:
    rest = text[verb.end : stop]
    if frame.kind == "meeting" and verb.lemma in ("meet", "host", "receive", "greet"):
        plural = text[actors[-1].end - 1 : actors[-1].end] == "s"
        people = [r for r in recipients if r.kind in ("person", "position")]
        return frame if people or (verb.lemma == "meet" and (len(actors) > 1 or plural or recipients)) else None
    if verb.lemma == "agree" and frame.kind == "agreement":
        many = actors[-1].kind == "position" and text[actors[-1].end - 1] == "s"
        joint = len(actors) > 1 or bool(re.search(r"\bwith\b", rest, re.I)) or many
        if re.match(r"\s+(?:to|on)\b", rest, re.I) and not clauses_need(rest):
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
        if re.search(r"\b(?:in|at)\s(?:the\s)?$", before, re.I):
            return scene.register.quote(item)
        if frame.kind == "visit" and re.fullmatch(r"\s+(?:to\s+|in\s+|visit to\s+)?(?:the\s+)?", before, re.I):
            return scene.register.quote(item)
    return None
