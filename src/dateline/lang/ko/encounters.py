"""Meetings told as nouns: A와 B의 정상회담이 열렸다, 한일 외교장관 회담은 무산됐다."""

from __future__ import annotations

import re
from functools import cache

from dateline.lang.data import load_table
from dateline.lang.ko.clauses import Clause, Phrase
from dateline.lang.ko.scene import Frame, Scene, Told, joined_parties, pair_before
from dateline.lang.ko.tense import tense_of
from dateline.model import Act, Quote
from dateline.model.reading import MeetingKind


def find_encounter(scene: Scene, clause: Clause, frame: Frame, told: Told) -> Act | None:
    """The meeting or call that is the subject of a clause, with both its parties; None where they cannot be made out, or
    where the verb says neither that it took place nor that it did not."""
    noun = next((p for p in clause.phrases if p.party is None and p.role in ("nom", "top") and _kind(scene, p)), None)
    if noun is None:
        return None
    parties = _parties(scene, clause, noun)
    words = scene.text[noun.end : clause.end]
    fell = _verbs()["fell"].search(words)
    held = _verbs()["held"].search(words[-14:])
    tense = tense_of(words[-14:]) or tense_of(told.tense[-14:])
    if len(parties) < 2 or (fell is None) == (held is None) or tense is None:
        return None
    negative = fell is not None or bool(re.search(r"지\s?(?:않|못)", words))
    planned = tense != "past" or fell is not None
    kind = _kind(scene, noun)
    return Act(
        kind="call" if kind is None or kind == "call" else "meeting",
        rung="would" if planned else "done",
        polarity="negative" if negative else "positive",
        realis="planned" if planned else "actual",
        actors=parties,
        place=frame.place,
        time=frame.time,
        said_by=told.said_by if told.said_by not in parties else None,
        plover="AGREE" if planned else "CONSULT",
        start=told.start,
        end=told.end,
        meeting=None if kind in (None, "call") else kind,  # type: ignore[arg-type]
    )


def _parties(scene: Scene, clause: Clause, noun: Phrase) -> tuple[Quote, ...]:
    """A와 B의 …, or two countries before the noun and the office it names (한일 외교장관 회담)."""
    at = clause.phrases.index(noun)
    for phrase in reversed(clause.phrases[max(0, at - 4) : at]):
        if phrase.party is not None and phrase.role in ("gen", "comgen"):
            own = scene.quote(phrase.party)
            return tuple(dict.fromkeys((*joined_parties(scene, clause, phrase), own)))
        if phrase.party is not None and scene.mentions[phrase.party].kind == "position":
            return pair_before(scene, scene.mentions[phrase.party].start)
        if phrase.role != "bare":
            break
    return pair_before(scene, noun.start)


def _kind(scene: Scene, phrase: Phrase) -> MeetingKind | str | None:
    """What a noun calls a meeting by its last syllables (정상회담, 면담, 전화통화), or None."""
    words = scene.text[phrase.start : phrase.end]
    found = _nouns().search(words)
    if found is None:
        return None
    table = load_table("ko", "verbs")["encounters"]
    return next(str(kind) for kind, nouns in table.items() if found[1] in str(nouns).split())


@cache
def _nouns() -> re.Pattern[str]:
    words = [w for nouns in load_table("ko", "verbs")["encounters"].values() for w in str(nouns).split()]
    return re.compile(rf"({'|'.join(sorted(words, key=len, reverse=True))})(?:이|가|은|는|도)$")


@cache
def _verbs() -> dict[str, re.Pattern[str]]:
    table = load_table("ko", "verbs")
    return {name: re.compile("|".join(str(table[name]).split())) for name in ("held", "fell")}
