"""Who stands on which side of an event: the subject of its verb, its object, the body by which it is done, a counted group."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dateline.lang.ko.clauses import Clause, Phrase
from dateline.lang.ko.scene import Frame, Scene, in_quote, is_time_word, joined_parties, subject_of
from dateline.model import Mention, Quote

_GROUP = re.compile(r"\d[\d,.]*[만천백]*(?:여)?\s?(?:명|인)(?:\s(?:전원|모두))?(?:[이가은는을를도]|에게)?$")
_AMONG = re.compile(
    r"[^,.]{0,14}?\s?등(?:\s[가-힣]+)?\s\d[\d,]*(?:여)?\s?명[을를이가은는]?$|[^,.]{0,14}?\s?등[을를이가은는]?$"
)
_ABOUT = re.compile(r"에\s(?:대해서?|대하여|대한)(?=\s)")
_BY = re.compile(r"(?:에\s의해|로부터|으로부터)(?=\s)")
_OVER = re.compile(r"[을를]\s상대로(?=\s)")
_HOLDS = frozenset(["police", "prosecution", "coast_guard_agency", "military", "navy", "intelligence_service"])
_JUDGES = frozenset(["court", "supreme_court", "constitutional_court"])


def doers_of(scene: Scene, clause: Clause, frame: Frame, until: int) -> tuple[Quote, ...]:
    """The subject of the verb that ends a clause: its own nominative, else its topic, else the subject that it shares with
    the clause before. Empty where its own subject is nobody that was made out, or
    where only he who tells it is named, behind it (…를 보낸다고 외교부가 밝혔다)."""
    own = [p for p in clause.phrases if p.end <= until and not in_quote(clause, p) and _is_of_main(clause, p)]
    for roles in (("nom",), ("top",), ("also",)):
        found = [p for p in own if p.role in roles and not is_time_word(scene, p)]
        if roles == ("also",):
            found = [p for p in found if p.party is not None]
        if found:
            return _parties(scene, clause, found[-1]) or _listed(scene, clause, found[-1])
    if frame.subject.collective:
        return ()
    return tuple(q for q in frame.subject.parties if q.start < clause.end and is_party(scene, q))


def _is_of_main(clause: Clause, phrase: Phrase) -> bool:
    """Whether a phrase belongs to the verb that ends the clause; one before another nominative does where that one is the
    subject of the verb inside (모란사가 결함이 확인된 차를 회수했다)."""
    if clause.attached(phrase) != "inside":
        return True
    modifier = next((t.start for t in clause.tokens if t.start >= phrase.end and t.tag == "ETM"), clause.end)
    nearer = (p for p in clause.phrases if phrase.end <= p.start < modifier and p.role == "nom")
    return phrase.role == "nom" and phrase.party is not None and next(nearer, None) is not None


def patients_of(
    scene: Scene, clause: Clause, until: int, roles: Sequence[str], *, over: bool = False
) -> tuple[Quote, ...]:
    """Whom an active verb is done to: the last object before it, or the one to whom (``dat``, ``at``) it is done; ``over``:
    the one who stands in …를 상대로."""
    near = [
        p
        for p in clause.phrases
        if p.role in roles and p.end <= until and not in_quote(clause, p) and clause.attached(p) != "inside"
    ]
    if over:
        near = [p for p in near if p.party is not None and _OVER.match(scene.text, p.end - 1)]
    if not near:
        return ()
    phrase = near[-1]
    if phrase.role == "at" and not _done_to(scene, phrase):
        return ()
    return _parties(scene, clause, phrase) or _listed(scene, clause, phrase)


_PREMISES = re.compile(r"(?:의)?\s(?:본사|사옥|사무실|공장|본점|청사|지점|사무소)(?=[와과를을,·\s])")


def owners_of_premises(scene: Scene, clause: Clause, until: int) -> tuple[Quote, ...]:
    """The bodies whose premises stand in the object of a verb (X 본사와 … 등 5곳을 압수수색)."""
    return tuple(
        scene.quote(p.party)
        for p in clause.phrases
        if p.party is not None
        and p.end <= until
        and scene.mentions[p.party].kind == "organization"
        and _PREMISES.match(scene.text, scene.mentions[p.party].end)
    )


def _done_to(scene: Scene, phrase: Phrase) -> bool:
    """Whether …에 names a body or a country to which something is done (B사에 과징금을), not a place or a cause."""
    if phrase.party is None:
        return False
    mention = scene.mentions[phrase.party]
    body = mention.kind == "organization" or len(mention.value or "") == 2
    return body and not _BY.match(scene.text, mention.end)


def sufferers_of(scene: Scene, clause: Clause, frame: Frame, until: int) -> tuple[Quote, ...]:
    """Whom a passive verb is about: its subject."""
    return doers_of(scene, clause, frame, until)


def agent_of(scene: Scene, clause: Clause, until: int) -> tuple[Quote, ...]:
    """By whom something passive is done: …에 의해, …로부터, and of bodies that hold or judge 경찰에, 법원에서."""
    for phrase in reversed(clause.phrases):
        if phrase.party is None or phrase.end > until or in_quote(clause, phrase):
            continue
        mention = scene.mentions[phrase.party]
        holds = mention.value in _HOLDS and phrase.role in ("at", "loc")
        judges = mention.value in _JUDGES and phrase.role in ("at", "loc")
        if (holds or judges or _BY.match(scene.text, mention.end)) and clause.attached(phrase) != "inside":
            return _parties(scene, clause, phrase)
    return ()


def counted(scene: Scene, clause: Clause, until: int, roles: Sequence[str]) -> bool:
    """Whether the last phrase of a role before a verb is a counted group of people (선원 14명을)."""
    near = [p for p in clause.phrases if p.role in roles and p.end <= until and not in_quote(clause, p)]
    if not near or near[-1].party is not None:
        return False
    return _GROUP.search(scene.text, max(clause.start, near[-1].end - 24), near[-1].end) is not None


def are_named(scene: Scene, parties: Sequence[Quote]) -> bool:
    """Whether parties are persons by name."""
    people = {m.start for m in scene.mentions if m.kind == "person"}
    return all(q.start in people for q in parties)


def are_people(scene: Scene, parties: Sequence[Quote]) -> bool:
    """Whether parties are persons or titles of persons."""
    kinds = {m.start: m.kind for m in scene.mentions if m.kind in ("person", "position")}
    return all(q.start in kinds for q in parties)


def _parties(scene: Scene, clause: Clause, phrase: Phrase) -> tuple[Quote, ...]:
    if phrase.party is None:
        return ()
    if phrase.role in ("nom", "top"):
        subject = subject_of(scene, clause, phrase)
        found = () if subject.collective else subject.parties
    else:
        found = (*joined_parties(scene, clause, phrase), scene.quote(phrase.party))
    return tuple(q for q in dict.fromkeys(found) if is_party(scene, q))


def _listed(scene: Scene, clause: Clause, phrase: Phrase) -> tuple[Quote, ...]:
    """The names before 등 in a counted object or subject (A 씨와 B 씨 등 3명을)."""
    at = clause.phrases.index(phrase)
    for before in reversed(clause.phrases[max(0, at - 3) : at + 1]):
        if before.party is None or before.end >= phrase.end + 1:
            continue
        mention = scene.mentions[before.party]
        close = scene.text[mention.end : phrase.end]
        if _AMONG.fullmatch(close) is None:
            return ()
        found = (*joined_parties(scene, clause, before), scene.quote(before.party))
        return tuple(q for q in dict.fromkeys(found) if is_party(scene, q))
    return ()


def is_party(scene: Scene, quote: Quote) -> bool:
    """Whether a mention is a person, a body, a country, or a title that stands for a person of the text."""
    mention = next((m for m in scene.mentions if m.start == quote.start and m.end == quote.end), None)
    if mention is None or mention.value in ("both_sides", "reporter"):
        return False
    if mention.kind == "place":
        return len(mention.value or "") == 2
    return mention.kind != "position" or _names_person(scene, mention)


def _names_person(scene: Scene, mention: Mention) -> bool:
    return any(m.kind == "person" and m.chain == mention.chain for m in scene.mentions)
