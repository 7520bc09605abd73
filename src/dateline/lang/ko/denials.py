"""What is denied: 당국자는 A 장관이 B 외교부장과 만날 것이라는 보도를 부인했다 tells that no such meeting is meant."""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from dateline.lang.ko import lexicon
from dateline.lang.ko.chains import SentenceParts
from dateline.lang.ko.clauses import Clause, Phrase
from dateline.lang.ko.lexicon import Predicate
from dateline.lang.ko.scene import Scene, in_quote
from dateline.lang.ko.tense import is_past
from dateline.model import Act, Quote

_DENIED = re.compile(
    r"(?P<told>[가-힣]+(?:다|라|자)는)\s(?:[가-힣]+\s){0,2}?(?:보도|주장|소문|관측|의혹|설|지적)(?:를|을|은|는|에 대해|에 대해서는|에는)?\s"
    r"[^.]{0,24}?(?:부인|일축|반박|사실이 아니|사실무근|사실과 다르)"
)
_CUE = re.compile("부인|일축|반박|사실이 아니|사실무근|사실과 다르")
DENIES = re.compile(r"부인|일축|반박")
UNTRUE = re.compile(r"(?:전혀 |결코 )?사실(?:이|과|과는|은)?\s?(?:전혀\s)?(?:아니|다르|무근)\S{0,6}")
_NOT_SO = re.compile(
    r"(?:\s?(?:적|사실|일|바|것)(?:은|이|도)?|은|는|이|가)?\s(?:전혀\s|결코\s)?"
    r"(?:없(?:었)?다|아니(?:었)?다|아니라|사실무근이?라?|않(?:았|는|을)\S{0,3})$|지\s?(?:는|도)?\s?않(?:았|는|을)\S{0,3}$"
)
_EVENTS = ("meeting", "visit", "call", "agreement", "signing", "pledge")


def find_denials(scene: Scene, part: SentenceParts, clauses: Sequence[Clause], told: Sequence[Act]) -> list[Act]:
    """The acts of a sentence with what it denies as negative acts; ``told`` are those read without regard to that."""
    cue = _CUE.search(scene.text, part.start, part.end)
    match = _DENIED.search(scene.text, part.start, part.end) if cue is not None else None
    if match is None:
        return list(told)
    phrases = [p for c in clauses for p in c.phrases if p.end <= match.end() and not in_quote(c, p)]
    lead = next((p for p in phrases if p.role == "top" and p.party is not None), None)
    doer = next((p for p in phrases if p.role == "nom" and p.party is not None and p.start < match.start()), None)
    kept = [a for a in told if a.kind not in _EVENTS or a.polarity == "negative"]
    if doer is None:
        return kept
    speaker = scene.quote(lead.party) if lead is not None and lead.party is not None else None
    return [*kept, *_denied(scene, part, (phrases, doer, speaker), (doer.end, match.end("told")))]


def _denied(
    scene: Scene, part: SentenceParts, who: tuple[list[Phrase], Phrase, Quote | None], span: tuple[int, int]
) -> list[Act]:
    """The meetings, calls and journeys told of ``doer`` between two places, as what did not or will not happen."""
    phrases, doer, speaker = who
    assert doer.party is not None
    actor = scene.quote(doer.party)
    found: list[Act] = []
    at = span[0]
    for word in [p for p in phrases if span[0] <= p.start < span[1]]:
        hit = lexicon.find_predicate(scene.text, at, word.end)
        if hit is None or hit.entry.role not in ("meet", "visit") or hit.end < word.start:
            continue
        roles = ("com", "acc", "dat") if hit.entry.role == "meet" else ()
        mates = [p for p in phrases if at <= p.start < hit.start and p.role in roles and p.party is not None]
        at = word.end
        if hit.entry.role == "meet" and len(mates) != 1:
            continue
        past = is_past(scene.text[hit.start : word.end])
        base = Act(
            kind=hit.entry.kind,  # type: ignore[arg-type]
            rung="done" if past else "would",
            polarity="negative",
            realis="actual" if past else "planned",
            actors=(actor,),
            recipients=tuple(scene.quote(p.party) for p in mates if p.party is not None),
            said_by=speaker,
            plover="CONSULT" if past else "AGREE",
            start=part.start,
            end=part.end,
        )
        level = hit.entry.meeting if hit.entry.kind == "meeting" else None
        found.append(msgspec.structs.replace(base, meeting=level))
    return found


def what_is_denied(text: str, saying: Predicate, matter: Quote | None) -> Quote | None:
    """The words that somebody denies in words of denial (정비를 미룬 적이 없다고 부인했다), without their own denial."""
    closing = _NOT_SO.search(matter.text) if matter is not None else None
    if matter is None or closing is None or DENIES.match(text, saying.start) is None or closing.start() < 2:
        return None
    return Quote(matter.text[: closing.start()], matter.start, matter.start + closing.start())
