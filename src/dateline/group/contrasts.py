"""Figures that an article itself sets against each other: "182, according to the one, while the other said 176"."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import combinations

from dateline.group.dossier import Dossier, fold
from dateline.group.stories import mint
from dateline.lang.compare import compare_numbers
from dateline.lang.data import load_table
from dateline.lang.identify import SUPPORTED
from dateline.lang.pivot import pivot_keys
from dateline.model import Anchor, Fact, FactValue, Mention, Origin, Slots, Telling
from dateline.model.story import Cause

BACK = 3
"""Sentences before a contested figure in which the figure that it contests may stand."""
FAR_APART = 5.0
"""How many times the lower of two figures for one thing the higher may be."""
WEIGHT = 0.4
_OPENING = re.compile(r"\s{0,4}([^\s,，、。]{2,12}?)(?=[은는이가はが]|[称稱说說表]|\s|[,，、])")
COUNTS = ("people", "times", "dead", "injured", "missing")
"""Units of the pivot that count heads or turns; others measure, and what is measured is not put for something else."""


@dataclass(frozen=True)
class Contrast:
    """Two figures for one thing in one article, the first as one party gives it, the second as another does."""

    dossier: Dossier
    origin: Origin
    first: Mention
    second: Mention
    start: int
    end: int
    cause: Cause = "conflict"

    @property
    def anchor(self) -> Anchor:
        return self.dossier.anchor(self.start, self.end)

    @property
    def values(self) -> tuple[str, str]:
        return self.first.value or "", self.second.value or ""


def build_contrasts(story: str, dossiers: Sequence[Dossier], origin_of: Mapping[str, Origin]) -> list[Fact]:
    """One disputed fact for each pair of figures that human texts of the story set against each other."""
    groups: dict[tuple[str, frozenset[str]], list[Contrast]] = defaultdict(list)
    for dossier in sorted(dossiers, key=lambda d: (d.article.published or "9999", d.id)):
        if not dossier.by_machine:
            for found in find_contrasts(dossier, origin_of[dossier.id]):
                groups[found.cause, frozenset(found.values)].append(found)
    return [_make_fact(story, members) for members in groups.values()]


def find_contrasts(dossier: Dossier, origin: Origin) -> Iterator[Contrast]:
    """The pairs of figures in one sentence of the body, or in two that follow each other."""
    text, body = dossier.article.text, dossier.body
    numbers = [_numbers_in(dossier, row) for row in body]
    for at, row in enumerate(body):
        sentence = dossier.reading.sentences[row]
        lang = dossier.lang_at(sentence.start)
        if lang not in SUPPORTED:
            continue
        bounded = _contested(dossier, numbers, at, lang)
        if bounded is not None:
            start = min(s.start for s in dossier.reading.sentences if s.end > bounded[0].start)
            yield Contrast(dossier, origin, *bounded, start, sentence.end)
        for first, second in combinations(numbers[at], 2):
            change = _changed(text, first, second)
            if change is not None:
                yield Contrast(dossier, origin, *change, sentence.start, sentence.end, "update")
            elif _set_against(text, first, second, (sentence.start, sentence.end), lang):
                yield Contrast(dossier, origin, first, second, sentence.start, sentence.end)
        answered = _answered(dossier, numbers, at)
        if answered is not None:
            start = max(s.start for s in dossier.reading.sentences if s.start <= answered[0].start)
            yield Contrast(dossier, origin, *answered, start, sentence.end)
        if at and body[at - 1] == row - 1:
            before = dossier.reading.sentences[row - 1]
            since = _since_before(text, numbers[at - 1], numbers[at])
            if since is not None:
                yield Contrast(dossier, origin, *since, before.start, sentence.end, "update")
        if at and len(numbers[at - 1]) == 1 and body[at - 1] == row - 1:
            before = dossier.reading.sentences[row - 1]
            for second in numbers[at]:
                if _denied(text, numbers[at - 1][0], second, sentence.end, lang):
                    yield Contrast(dossier, origin, numbers[at - 1][0], second, before.start, sentence.end)
                    break


def _contested(
    dossier: Dossier, numbers: Sequence[Sequence[Mention]], at: int, lang: str
) -> tuple[Mention, Mention] | None:
    """The figure of an earlier sentence and the lower one that somebody puts against it ("his lawyer says it was no more
    than 40"), or None."""
    sentence = dossier.reading.sentences[dossier.body[at]]
    text, bound = dossier.article.text, load_table("compare", "set_against")["limit"]
    if len(numbers[at]) != 1 or _search("contest", lang, text, sentence.start, sentence.end) is None:
        return None
    second = numbers[at][0]
    if not (
        re.search(bound["before"], text[sentence.start : second.start]) or re.match(bound["after"], text[second.end :])
    ):
        return None
    for earlier in reversed(numbers[max(0, at - BACK) : at]):
        alike = [n for n in earlier if n.unit == second.unit and _comparable(n, second)]
        if alike:
            higher = float(alike[0].value or 0) > float(second.value or 0)
            return (alike[0], second) if len(alike) == 1 and higher else None
    return None


def _answered(dossier: Dossier, numbers: Sequence[Sequence[Mention]], at: int) -> tuple[Mention, Mention] | None:
    """The figure of one of the last sentences and the one that somebody else gives for it in this ("the association said
    the figure would be closer to 90 million"), or None."""
    if len(numbers[at]) != 1:
        return None
    second, body = numbers[at][0], dossier.body
    text, start = dossier.article.text, dossier.reading.sentences[body[at]].start
    stands_for = load_table("compare", "set_against")["stands_for"]["before"]
    if not any(re.search(p, text[start : second.start]) for p in stands_for):
        return None
    back = next((i for i in range(at - 1, max(-1, at - 1 - BACK), -1) if numbers[i]), None)
    alike = [n for n in numbers[back] if n.unit == second.unit and _comparable(n, second)] if back is not None else []
    if back is None or len(alike) != 1:
        return None
    ours, theirs = _voices(dossier, body[at]), _voices(dossier, body[back])
    x, y = sorted((float(alike[0].value or 0), float(second.value or 0)))
    return (alike[0], second) if ours and not ours & theirs and 0 < y <= FAR_APART * x else None


def _voices(dossier: Dossier, row: int) -> frozenset[str]:
    """By whose word, or in whose statements, a sentence tells; without an act of anybody's, the words that a sentence of
    somebody's claim opens with, in languages that put the teller first."""
    sentence = dossier.reading.sentences[row]
    acts = [a for a in dossier.reading.acts if sentence.start <= a.start < sentence.end]
    spans = [s for a in acts for s in ((a.said_by,) if a.said_by else a.actors if a.kind == "statement" else ())]
    found = frozenset(dossier.key_of(m) for span in spans if (m := dossier.mention_of(span)) is not None)
    lang, text = dossier.lang_at(sentence.start), dossier.article.text
    if found or lang is None or lang == "en" or _search("claim", lang, text, sentence.start, sentence.end) is None:
        return found
    opening = _OPENING.match(text[sentence.start : sentence.end])
    goes_on = load_table("compare", "set_against")["stands_for"]["goes_on"]
    if opening is None or any(re.match(p, opening.group(1)) for p in goes_on):
        return found
    return frozenset((fold(opening.group(1)),))


def _since_before(text: str, earlier: Sequence[Mention], here: Sequence[Mention]) -> tuple[Mention, Mention] | None:
    """The figure that a sentence says was there before, and the one of the last sentence that took its place, or None."""
    change = load_table("compare", "set_against")["change"]
    for old in here:
        new = [n for n in earlier if n.unit == old.unit and n.unit is not None and _comparable(n, old)]
        if len(new) == 1 and (
            re.search(change["since_before"], text[: old.start]) or re.match(change["since_after"], text[old.end :])
        ):
            return old, new[0]
    return None


def _changed(text: str, first: Mention, second: Mention) -> tuple[Mention, Mention] | None:
    """The earlier and the later of two figures that stand for one thing before and after ("from 5 to 6"), or None."""
    between, change = text[first.end : second.start], load_table("compare", "set_against")["change"]
    if first.unit is None or second.unit not in (first.unit, None) or first.value == second.value:
        return None
    if re.search(change["onward"], between) and second.unit == first.unit:
        return first, second
    return (second, first) if re.search(change["back"], between) else None


def _numbers_in(dossier: Dossier, row: int) -> list[Mention]:
    sentence = dossier.reading.sentences[row]
    inside = (m for m in dossier.reading.mentions if sentence.start <= m.start and m.end <= sentence.end)
    return sorted((m for m in inside if m.kind == "number" and m.value), key=lambda m: m.start)


def _set_against(text: str, first: Mention, second: Mention, sentence: tuple[int, int], lang: str) -> bool:
    """Whether two figures of one sentence are two parties' for one thing: each by somebody's word, with a word of contrast
    between, and the second all of what is claimed."""
    if _denied(text, first, second, sentence[1], lang):
        return True
    if not _comparable(first, second) or not (first.unit == second.unit or second.unit is None):
        return False
    turn, beside = (
        _search("contrast", lang, text, first.end, second.start),
        load_table("compare", "set_against")["beside"],
    )
    if turn is None or not re.match(beside["after"], text[second.end :]):
        return False
    leading = lang in beside["verb_first"]
    ours = _search("claim", lang, text, sentence[0], turn if leading else second.start)
    theirs = _search("claim", lang, text, turn if leading else second.end, sentence[1])
    return ours is not None and theirs is not None


def _denied(text: str, first: Mention, second: Mention, end: int, lang: str) -> bool:
    """Whether the second figure is put in the place of the first, which is said to be wrong."""
    denied = _search("denial", lang, text, first.end, end)
    if not _comparable(first, second) or denied is None:
        return False
    after = load_table("compare", "set_against")["beside"]["after"]
    if denied > second.start and not re.match(after, text[second.end :]):
        return False  # what is denied is the second
    if first.unit == second.unit:
        return True
    before = load_table("compare", "set_against")["beside"]["before"]
    return _counts(first) and _counts(second) and re.search(before, text[: second.start]) is not None


def _comparable(first: Mention, second: Mention) -> bool:
    amounts = (first.value or "", first.unit or ""), (second.value or "", first.unit or "")
    return first.unit is not None and compare_numbers(*amounts).relation == "conflict"


def _counts(number: Mention) -> bool:
    return number.unit is None or number.unit in COUNTS or number.unit not in pivot_keys("units")


def _search(kind: str, lang: str, text: str, start: int, end: int) -> int | None:
    found = (m.start() for p in _patterns(kind, lang) if (m := p.search(text, start, end)))
    return min(found, default=None)


@cache
def _patterns(kind: str, lang: str) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(str(p), re.IGNORECASE) for p in load_table("compare", "set_against")[kind].get(lang, ()))


def _make_fact(story: str, members: Sequence[Contrast]) -> Fact:
    best = members[0]
    origins = tuple(sorted({c.origin.id for c in members}))
    anchors = tuple(dict.fromkeys(c.anchor for c in members))
    unit = best.first.unit or best.second.unit
    differ = best.cause == "conflict"
    independent = {o for c in members if (o := c.origin.id) and c.origin.independent}
    return Fact(
        id=mint("f", story, "contrast", best.dossier.id, f"{best.first.start}:{best.second.end}"),
        story=story,
        text=best.anchor.exact,
        support="disputed" if differ else "corroborated" if len(independent) > 1 else "single_origin",
        origins=origins,
        values=tuple(FactValue(value=v, unit=unit, origins=origins, anchors=anchors) for v in best.values),
        cause=best.cause,
        anchors=anchors,
        slot="number" if differ else None,
        slots=Slots(kind="other", rung="done") if differ else None,
        tellings=tuple(_telling(c) for c in members),
        weight=WEIGHT,
    )


def _telling(found: Contrast) -> Telling:
    lang = found.dossier.lang_at(found.start)
    return Telling(article=found.dossier.id, act=None, lang=lang, origin=found.origin.id, anchor=found.anchor)
