"""Acts of Korean sentences: who did, said, hoped, pledged or signed what, by particles and predicates."""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from dateline.lang.ko.analysis import Token
from dateline.lang.ko.attributes import find_told_before
from dateline.lang.ko.chains import Linked, SentenceParts
from dateline.lang.ko.clauses import Clause
from dateline.lang.ko.delegations import find_delegations
from dateline.lang.ko.denials import find_denials
from dateline.lang.ko.frames import read_sentence
from dateline.lang.ko.headlines import is_headline, read_headline
from dateline.lang.ko.lexicon import Bounds
from dateline.lang.ko.scene import Scene
from dateline.lang.ko.told_events import find_told_events
from dateline.model import Act, DateValue, Quote


def find_acts(
    text: str,
    parts: Sequence[SentenceParts],
    tokens: Sequence[tuple[Token, ...]],
    clauses: Sequence[Sequence[Clause]],
    linked: Linked,
    dates: Sequence[DateValue],
) -> tuple[Act, ...]:
    """The acts of the sentences given, in page order. What cannot be tied to a party is left out."""
    bounds = Bounds(frozenset(t.start for row in tokens for t in row), frozenset(t.end for row in tokens for t in row))
    scene = Scene(text, linked.mentions, dates, bounds)
    acts: list[Act] = []
    before = 0
    for part, row, own in zip(parts, tokens, clauses, strict=True):
        if is_headline(text, part, row):
            found = read_headline(scene, part, linked.holders)
        else:
            found = find_denials(scene, part, own, read_sentence(scene, part, own))
            found.extend(_further(found, find_told_before(scene, part, own), linked))
            found.extend(_unsaid(found, find_told_events(scene, own)))
            found.extend(find_delegations(scene, part, (*acts, *found)))
        if (given := _condition_added(text, part.start, part.end)) is not None:
            _put_condition(acts, given, before)
        scene.remember(found)
        before = len(acts)
        acts.extend(_told_once(found))
    return tuple(acts)


_ADDED = re.compile(
    r"(?:다만|단|그러나|하지만),?\s(?P<given>[^“”\"]{4,70}?)(?:(?<=[다라])는|[을를이가])?\s(?:조건|단서|전제)(?:조건)?"
    r"(?:[을를]\s(?:달|붙였|붙이|내걸|걸었|제시했|덧붙)|으로\s(?:내걸|걸었|제시했|달)|이(?:다|라고|었)|이\s(?:달|붙))"
)


def _condition_added(text: str, start: int, end: int) -> Quote | None:
    """다만 …는 단서를 달았다: the condition of what the sentence before tells."""
    match = _ADDED.match(text, start, end)
    if match is None:
        return None
    low, high = match.span("given")
    return Quote(text[low:high], low, high)


def _put_condition(acts: list[Act], given: Quote, first: int) -> None:
    """Give a condition to the last promise or agreement of the sentence before, which begins at ``first`` of the acts."""
    for index in range(len(acts) - 1, first - 1, -1):
        act = acts[index]
        if act.kind in ("pledge", "agreement", "plan") and act.polarity == "positive" and act.condition is None:
            acts[index] = msgspec.structs.replace(act, condition=given, realis="conditional")
            return


def _further(told: Sequence[Act], beside: Sequence[Act], linked: Linked) -> list[Act]:
    """Acts told beside others that those do not tell already."""
    if not beside:
        return []
    chains = {(m.start, m.end): m.chain for m in linked.mentions}

    def who(act: Act) -> tuple[str, frozenset[int | None]]:
        return act.kind, frozenset(chains.get((q.start, q.end)) for q in (*act.actors, *act.recipients))

    known = {who(a) for a in told}
    return [a for a in beside if who(a) not in known]


def _unsaid(told: Sequence[Act], beside: Sequence[Act]) -> list[Act]:
    """Events told beside others that those do not tell of the same person."""
    known = {(a.event, a.actors, a.recipients) for a in told if a.event is not None}
    return [a for a in beside if (a.event, a.actors, a.recipients) not in known]


def _told_once(found: Sequence[Act]) -> list[Act]:
    """One meeting that a sentence tells twice (만나 회담을 했다, 접견하고 오찬을 함께했다) is one act, the first."""
    kept: list[Act] = []
    for act in found:
        twice = act.kind in ("meeting", "call") and any(
            (act.kind, act.polarity, act.realis) == (k.kind, k.polarity, k.realis)
            and set(act.actors) | set(act.recipients) == set(k.actors) | set(k.recipients)
            and act.time in (None, k.time)
            for k in kept
        )
        if not twice:
            kept.append(act)
    return kept
