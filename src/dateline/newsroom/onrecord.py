"""The gate of sentences from the record ("the third meeting since October"): each is counted again from the readings."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from dateline.lang.render import words
from dateline.model import Act, Anchor, Article, Reading, ReportSentence

_COUNTED = "met:"
_FORETOLD = "foretold:"
_WORDS_OF_COUNT = frozenset(
    ["DL103", "DL203", "DL302", "DL311", "DL312", "DL504", "DL507", "DL508", "DL601", "DL701", "DL703"]
)
"""What the checker, which knows no record, may hold against such a sentence."""


def is_from_record(sentence: ReportSentence) -> bool:
    """Whether a sentence is one that only the record can bear out."""
    return any(f.startswith((_COUNTED, _FORETOLD)) for f in sentence.facts)


def may_stand(codes: Sequence[str]) -> bool:
    """Whether all findings of grave kind are of the kind that the record settles."""
    return set(codes) <= _WORDS_OF_COUNT


def bears_out(
    sentence: ReportSentence,
    lang: str,
    sources: Mapping[str, tuple[Article, Reading]],
    of_chain: Mapping[str, str],
) -> bool:
    """Whether the passages of a sentence, read by themselves, give the count that it prints: a meeting or call of the same
    two at each, each on a day of its own, and one more. What was foretold must be planned in one passage and done in the
    other, by the same parties, on days that fit."""
    told = [list(_acts_at(anchor, sources)) for anchor in sentence.anchors]
    if not told or not all(a.article in sources and a.holds(sources[a.article][0].text) for a in sentence.anchors):
        return False
    if sentence.facts[0].startswith(_COUNTED):
        return _is_count(sentence, lang, told, of_chain)
    return len(told) == 2 and any(
        _is_same_event(plan, done, of_chain)
        for plan in told[0]
        for done in told[1]
        if plan[1].realis == "planned" and done[1].realis == "actual" and done[1].polarity == "positive"
    )


def _is_count(
    sentence: ReportSentence, lang: str, told: Sequence[Sequence[tuple[Reading, Act]]], of_chain: Mapping[str, str]
) -> bool:
    met = [[x for x in acts if x[1].kind in ("meeting", "call") and x[1].polarity == "positive"] for acts in told]
    days = {_day(act) for acts in met for _, act in acts if act.realis == "actual"} - {None}
    pairs = [{_parties(r, a, of_chain) for r, a in acts} for acts in met]
    shared = set.intersection(*pairs) if pairs else set()
    ordinal = words(lang, "ordinals").get(str(len(sentence.anchors) + 1))
    return (
        len(days) == len(sentence.anchors)
        and any(len(p) == 2 and None not in p for p in shared)
        and ordinal is not None
        and ordinal in sentence.text
    )


def _is_same_event(plan: tuple[Reading, Act], done: tuple[Reading, Act], of_chain: Mapping[str, str]) -> bool:
    mine, theirs = _parties(*plan, of_chain), _parties(*done, of_chain)
    if plan[1].kind != done[1].kind or None in mine or mine != theirs:
        return False
    foreseen, came = plan[1].time, _day(done[1])
    if foreseen is None or came is None or not foreseen.earliest or not foreseen.latest:
        return False
    return foreseen.earliest[:10] <= came <= foreseen.latest[:10]


def _acts_at(anchor: Anchor, sources: Mapping[str, tuple[Article, Reading]]) -> Iterator[tuple[Reading, Act]]:
    if anchor.article in sources:
        reading = sources[anchor.article][1]
        yield from ((reading, a) for a in reading.acts if a.start < anchor.end and anchor.start < a.end)


def _day(act: Act) -> str | None:
    time = act.time
    if time is None or not time.earliest or not time.latest or time.earliest[:10] != time.latest[:10]:
        return None
    return time.earliest[:10]


def _parties(reading: Reading, act: Act, of_chain: Mapping[str, str]) -> frozenset[str | None]:
    chains = {(m.start, m.end): m.chain for m in reading.mentions}
    spans = ((q.start, q.end) for q in (*act.actors, *act.recipients))
    return frozenset(of_chain.get(f"{reading.article}#{chains.get(span)}") for span in spans)
