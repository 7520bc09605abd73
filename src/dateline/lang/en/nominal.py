"""Acts told by a noun: ``Lee's planned visit to Japan``, ``after talks with B``."""

from __future__ import annotations

import re
from typing import Any, Literal

from dateline.lang.en import clauses, holders
from dateline.lang.en.analyser import Parsed
from dateline.lang.en.clauses import Scene
from dateline.lang.en.frames import listed
from dateline.lang.en.places import Found
from dateline.model import Act

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

_ARRANGED = re.compile(
    r"\b(?:arrang\w+|prepar(?:e[sd]?|ing)|plan(?:s|ned|ning)?|schedul\w+|announc\w+|await\w*|expect\w*|look(?:s|ed|ing)? forward to"
    r"|set(?:s|ting)? (?:a |the )?dates? for)" + _UP_TO_FIVE,
    re.IGNORECASE,
)
_IS_ARRANGED = re.compile(
    r"(?:,? [^,;.]{0,30}?)? (?:is|was|were|are) (?:still |now )?(?:being (?:arranged|prepared|planned|discussed|considered)"
    r"|on the agenda|in the works|planned|expected|possible)\b",
    re.IGNORECASE,
)
_SPOKEN_OF = re.compile(
    r"\b(?:discuss\w*|propos\w+|request\w*|invit\w+|suggest\w*|urg\w+|possibility|hop\w+ for|seek\w*|sought"
    r"|considering|talks (?:on|about|over)|question of)" + _UP_TO_FIVE,
    re.IGNORECASE,
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
        (m for c in noun.children if c.dep_ == "poss" and (m := holders.find_mention(scene, sentence, c)) is not None),
        None,
    )
    if visitor is None:
        for child in noun.children:
            if child.dep_ == "prep" and child.lower_ in ("by", "of"):
                visitor = next(
                    (m for o in child.children if (m := holders.find_mention(scene, sentence, o)) is not None), None
                )
    off = False
    if visitor is None:
        visitor = _who_calls_off(scene, sentence, noun)
        off = visitor is not None
    visitor = visitor or _who_is_on(scene, sentence, noun)
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
    head = noun.head
    if noun.dep_ in clauses.SUBJECT and head.lemma_.lower() in ("cancel", "scrap", "postpone", "delay", "shelve"):
        off = off or (head.lemma_.lower() in ("cancel", "scrap") and not clauses.negated(head))
        if not off:
            return None
    around = (text[sentence.start : max(sentence.start, visitor.start)], text[place.end : sentence.end])
    off = off or bool(_CALLED_OFF.search(around[0]) or _WAS_CALLED_OFF.match(around[1]))
    if not off and (_PUT_OFF.search(around[0]) or _SPOKEN_OF.search(around[0]) or _WAS_PUT_OFF.match(around[1])):
        return None  # put off or refused: neither made nor to come
    later = time is not None and (time.mod == "AFTER" or bool(re.match(r"(?:next|later|coming)\b", time.text.lower())))
    begin = sentence.start + noun.left_edge.idx
    ahead = ahead or (
        noun.dep_ == "attr" and clauses.modal_of(noun.head) == "planned"
    )  # ``It will be A's first visit to X``
    arranged = _ARRANGED.search(text[sentence.start : begin]) or _IS_ARRANGED.match(around[1])
    planned = bool(modifiers) or ahead or later or off or arranged is not None
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


def due_there(scene: Scene, sentence: Parsed, due: Any) -> Act | None:
    """``A is due in X on Friday``: a visit to come."""
    verb = due.head
    if verb.lemma_ != "be" or clauses.negated(verb) or any(c.dep_ == "xcomp" for c in due.children):
        return None
    after = sentence.start + due.idx + len("due")
    place = next((p for p in scene.register.at(after, min(sentence.end, after + 40), "place")), None)
    found = [m for t in clauses.subject_of(verb)[:1] if (m := holders.find_mention(scene, sentence, t)) is not None]
    if place is None or not found or found[0].kind not in ("person", "position"):
        return None
    if not re.fullmatch(r" (?:back )?in (?:the )?", scene.register.text[after : place.start]) or verb.tag_ == "VBD":
        return None
    time = _time_after(scene, sentence, place.end)
    return Act(
        kind="visit",
        rung="would",
        realis="planned",
        actors=(scene.register.quote(found[0]),),
        place=scene.register.quote(place),
        time=time,
        plover="AGREE",
        start=found[0].start,
        end=time.end if time is not None else place.end,
    )


_SHORTENED = frozenset(("cut", "shorten", "curtail", "extend", "interrupt"))


def _who_is_on(scene: Scene, sentence: Parsed, noun: Any) -> Found | None:
    """``A, on a visit to X, ...``, ``said during a trip to X``, ``cut short his visit to X``: the visitor is the subject."""
    if any(c.lower_ in ("no", "any", "possible", "proposed", "next", "another") for c in noun.children):
        return None
    owners = [c for c in noun.children if c.dep_ == "poss"]
    if any(c.lower_ not in ("his", "her", "their") for c in owners):
        return None
    if noun.dep_ == "pobj" and noun.head.lower_ in ("on", "during", "after"):
        head = noun.head.head
    elif noun.dep_ == "dobj" and noun.head.lemma_ in _SHORTENED and noun.head.tag_ == "VBD":
        head = noun.head
    else:
        return None
    if head.pos_ in ("PROPN", "NOUN") and noun.head.lower_ == "on":
        tokens = [head] if head.dep_ in clauses.SUBJECT or head.dep_ in ("dobj", "appos") else []
    elif head.pos_ in ("VERB", "AUX") and clauses.modal_of(head) is None and not clauses.negated(head):
        tokens = clauses.subject_of(head)[:1]
    else:
        tokens = []
    found = [m for t in tokens if (m := holders.find_mention(scene, sentence, t)) is not None]
    return next((m for m in found if m.kind == "person"), None)


def gave_up(noun: Any) -> Literal["", "off", "put_off"]:
    """What became of ``the trip`` where the noun is the object or subject of a verb of calling off or putting off, told as
    done and not denied (``cancelled the trip``, ``but the trip was put off``)."""
    verb = noun.head
    lemma, particles = verb.lemma_.lower(), {c.lower_ for c in verb.children if c.dep_ == "prt"}
    definite = any(c.lower_ in ("the", "that", "his", "her", "it") for c in noun.children)
    if (
        noun.dep_ not in ("dobj", "nsubjpass")
        or not definite
        or clauses.negated(verb)
        or verb.tag_ not in ("VBD", "VBN")
    ):
        return ""
    if clauses.modal_of(verb) is not None:
        return ""
    if lemma in ("cancel", "scrap", "abandon") or (lemma == "call" and "off" in particles):
        return "off"
    return "put_off" if lemma in ("postpone", "delay", "reschedule") or (lemma == "put" and "off" in particles) else ""


def _who_calls_off(scene: Scene, sentence: Parsed, noun: Any) -> Found | None:
    """``A cancelled a trip to X``: the visit of A that does not take place."""
    verb = noun.head
    off = verb.lemma_.lower() in ("cancel", "scrap", "abandon") or (
        verb.lemma_.lower() == "call" and any(c.dep_ == "prt" and c.lower_ == "off" for c in verb.children)
    )
    if not off or noun.dep_ != "dobj" or clauses.negated(verb) or clauses.modal_of(verb) is not None:
        return None
    return next(
        (m for t in clauses.subject_of(verb)[:1] if (m := holders.find_mention(scene, sentence, t)) is not None), None
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
