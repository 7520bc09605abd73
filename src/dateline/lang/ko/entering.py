"""What a clause brings into the frame of its sentence: its subject, day, place and partners."""

from __future__ import annotations

import re

from dateline.lang.ko import lexicon
from dateline.lang.ko.attachment import adverb_inside
from dateline.lang.ko.clauses import Clause, Phrase
from dateline.lang.ko.lexicon import Predicate
from dateline.lang.ko.scene import (
    Frame,
    Scene,
    Subject,
    followed_by_function,
    in_quote,
    is_time_word,
    joined_parties,
    subject_of,
)
from dateline.model import DateValue, Mention, Quote


def enter_clause(
    scene: Scene, clause: Clause, frame: Frame, roles: tuple[str, ...], *, keep_subject: bool = False
) -> None:
    """Take a clause's own subject, day, place and partners into the frame."""
    if not keep_subject:
        found = _own_subject(scene, clause, frame, roles)
        if found is not None:
            frame.subject = subject_of(scene, clause, found)
            frame.partners = ()
            scene.note(frame.subject)
        elif _another(scene, clause):
            frame.subject, frame.partners = Subject(), ()
    day = day_of(scene, clause)
    if day is not None:
        frame.time = day
    spots = [p for p in clause.phrases if p.place is not None and p.role == "loc" and clause.attached(p) != "inside"]
    spot = spots[-1] if spots else None
    if spot is not None and spot.place is not None:
        frame.place = scene.quote(spot.place)
    partners = _partners(scene, clause, frame.subject)
    if partners:
        frame.partners = partners
        roles_ = {p.role for p in clause.phrases if p.party is not None and scene.quote(p.party) in partners}
        frame.toward = "com" not in roles_ and bool(roles_ & {"at", "dat"})
    frame.companions = _companions(scene, clause) or frame.companions


def _own_subject(scene: Scene, clause: Clause, frame: Frame, roles: tuple[str, ...]) -> Phrase | None:
    """The party that the verb of the clause belongs to: a topic, else a nominative that no verb inside the clause takes,
    else one with 도 where nobody else can be meant."""
    parties = [p for p in clause.phrases if p.party is not None and not in_quote(clause, p)]
    if topic := next((p for p in parties if p.role == "top"), None):
        return topic
    shared = bool(frame.subject.parties)
    for phrase in parties:
        if phrase.role in roles:
            how = clause.attached(phrase)
            if how == "main" or (how == "perhaps" and not shared):
                return phrase
    hit = _what_is_meant(scene, clause)
    if hit is None or hit.entry.role in ("meet", "visit"):
        return None
    return next((p for p in parties if p.role == "also" and clause.attached(p) == "main"), None)


def _another(scene: Scene, clause: Clause) -> bool:
    """Whether somebody that no party could be made of is the subject of the clause (참석자들은, 유족이)."""
    return any(
        p.party is None
        and p.role in ("top", "nom")
        and not in_quote(clause, p)
        and clause.attached(p) == "main"
        and not is_time_word(scene, p)
        and p.people
        for p in clause.phrases
    )


_SOURCE = re.compile(r"[^,.]{0,16}?에 (?:따르면|의하면)")


def _long_past(scene: Scene, day: DateValue) -> bool:
    """Whether a day is a bare year before the last one (1942년 사고로 수몰된 탄광)."""
    year = day.edtf or ""
    return scene.today is not None and len(year) == 4 and year.isdigit() and int(year) < scene.today.year - 1


def day_of(scene: Scene, clause: Clause) -> DateValue | None:
    """The day of what a clause tells: none of a quotation, of a source (9일 외교부에 따르면) or of a verb inside the clause
    (9일 개막할 회의); of several the first after the subject, else the last before it."""
    inside = clause.quoted or (0, 0)
    subjects = [
        p for p in clause.phrases if p.party is not None and p.role in ("top", "nom") and not in_quote(clause, p)
    ]
    own = [p for p in subjects if p.role == "nom" and clause.attached(p) != "inside"] or subjects
    fitting = [
        d
        for d in scene.dates
        if clause.start <= d.start < clause.end
        and d.earliest
        and d.latest
        and not inside[0] <= d.start < inside[1]
        and not _SOURCE.match(scene.text, d.end)
        and not scene.text[: d.start].endswith("것으로 ")
        and not (
            d.text not in ("이날", "오늘", "이튿날")
            and adverb_inside(
                clause.tokens,
                d.end,
                clause.end,
                led=any(d.start - 2 <= p.end <= d.start for p in subjects) and not _long_past(scene, d),
            )
        )
    ]
    if not fitting:
        return None
    at = own[0].start if own else clause.start
    return next((d for d in fitting if d.start >= at), fitting[-1])


def _companions(scene: Scene, clause: Clause) -> tuple[Quote, ...]:
    """Who does what the subject does (…와 나란히 서서): where the clause has no verb of the tables that takes them."""
    if lexicon.find_predicate(scene.text, clause.start, clause.end) is not None:
        return ()
    beside = (p for p in clause.phrases if p.party is not None and p.role == "com" and p.place is None)
    with_ = next((p for p in beside if _SIDE_BY_SIDE.match(scene.text, p.end)), None)
    return (scene.quote(with_.party),) if with_ is not None and with_.party is not None else ()


_SIDE_BY_SIDE = re.compile(r"\s(?:나란히|함께|같이)\s")
_WITH = {
    "meet": (("acc", "dat"), ("com", "comgen"), ("at",)),
    "visit": (("dat",),),
    "joint": (("dat",), ("com", "comgen"), ("at",)),
    "decide": (("dat",), ("com", "comgen"), ("at",)),
    "sign": (("dat",), ("com", "comgen"), ("at",)),
    "confirm": (("dat",), ("com", "comgen")),
    "say": (("dat",), ("at",)),
    "ask": (("dat",), ("at",)),
}
_TOWARDS = (("acc", "dat"), ("com",), ("at",))


def _what_is_meant(scene: Scene, clause: Clause) -> Predicate | None:
    """The predicate of a clause; of a plan to meet or to go (예방할 계획이다) the meeting or the journey."""
    hit = lexicon.find_predicate(scene.text, clause.start, clause.end)
    if hit is None or hit.entry.role != "one" or hit.entry.rung != "would":
        return hit
    inner = lexicon.find_predicate(scene.text, clause.start, hit.start + 1)
    near = inner is not None and inner.entry.role in ("meet", "visit") and not scene.text[inner.end : hit.start].strip()
    return inner if near else hit


def _partners(scene: Scene, clause: Clause, subject: Subject) -> tuple[Quote, ...]:
    """Parties in the clause that the subject deals with: 와/과, 을/를, 에게/께, as the verb of the clause takes them."""
    hit = _what_is_meant(scene, clause)
    invited = (
        hit is None
        and re.search(r"초청(?:해|하고|한 뒤|하여)\s*,?$", scene.text[clause.start : clause.end]) is not None
    )
    invited = invited or (hit is not None and scene.text.startswith(("초청", "초대"), hit.start))
    cases = (("acc",),) if invited else _WITH.get(hit.entry.role, _TOWARDS) if hit is not None else (("dat",),)
    told = clause.ending in ("quote", "quoteand") and clause.quoted is None
    wall = next((p.start for p in clause.phrases if p.party is None and p.role in ("nom", "acc")), clause.end)
    for roles in cases:
        for phrase in reversed(clause.phrases):
            if (
                phrase.party is None
                or phrase.role not in roles
                or (phrase.place is not None and phrase.role not in ("com", "at"))
            ):
                continue
            if in_quote(clause, phrase) or (told and phrase.start > wall) or clause.attached(phrase) == "inside":
                continue
            if followed_by_function(text_of=scene.text, at=phrase.end) or _of_two(scene, clause, phrase):
                continue
            if scene.mentions[phrase.party].value == "reporter":
                continue
            if phrase.role == "com" and hit is not None and _is_topic(scene, clause, phrase, hit, subject):
                continue
            if phrase.role == "acc" and hit and hit.entry.rung == "would" and hit.entry.role == "one":
                continue
            if phrase.role == "at" and not _may_be_asked(scene.mentions[phrase.party], hit):
                continue
            quote = scene.quote(phrase.party)
            if scene.mentions[phrase.party].value == "both_sides" or quote in subject.parties:
                continue
            return (*joined_parties(scene, clause, phrase), quote)
    return ()


def _is_topic(scene: Scene, clause: Clause, phrase: Phrase, hit: Predicate, subject: Subject) -> bool:
    """Whether 와/과 joins a body to a topic (G7과 쌀에 대해): one that needs no partner, or has one besides."""
    if not lexicon.lists_topics(scene.text[phrase.start : hit.start + 1]):
        return False
    others = any(p.party is not None and p.role == "com" and p.end < phrase.start for p in clause.phrases)
    return hit.entry.role != "joint" or others or len(subject.parties) > 1


def _may_be_asked(mention: Mention, hit: Predicate | None) -> bool:
    """Whether …에 after a party makes it one that is spoken to: a country, or a body that is asked or promised something."""
    if len(mention.value or "") == 2:
        return True
    asked = hit is not None and (hit.entry.role == "ask" or hit.entry.rung == "undertook")
    return asked and mention.kind == "organization"


def _of_two(scene: Scene, clause: Clause, phrase: Phrase) -> bool:
    """Whether 와/과 joins the party to a possessor (자위대와 한국군의 교류) instead of making it a partner."""
    at = clause.phrases.index(phrase) + 1
    if phrase.role == "comgen":
        return not re.match(
            r"\s(?:[가-힣]+\s)?[가-힣]*(?:회담|협상|면담|통화|회동|만남|대화|접견|간담회|만찬|오찬|협의)",
            scene.text[phrase.end : phrase.end + 24],
        )
    return phrase.role == "com" and at < len(clause.phrases) and clause.phrases[at].role == "gen"
