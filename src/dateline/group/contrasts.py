"""Figures that an article itself sets against each other: "182, according to the one, while the other said 176"."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import combinations

from dateline.group.dossier import Dossier
from dateline.group.stories import mint
from dateline.lang.compare import compare_numbers
from dateline.lang.data import load_table
from dateline.lang.identify import SUPPORTED
from dateline.lang.pivot import pivot_keys
from dateline.model import Anchor, Fact, FactValue, Mention, Origin, Slots, Telling

WEIGHT = 0.4
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

    @property
    def anchor(self) -> Anchor:
        return self.dossier.anchor(self.start, self.end)

    @property
    def values(self) -> tuple[str, str]:
        return self.first.value or "", self.second.value or ""


def build_contrasts(story: str, dossiers: Sequence[Dossier], origin_of: Mapping[str, Origin]) -> list[Fact]:
    """One disputed fact for each pair of figures that human texts of the story set against each other."""
    groups: dict[frozenset[str], list[Contrast]] = defaultdict(list)
    for dossier in sorted(dossiers, key=lambda d: (d.article.published or "9999", d.id)):
        if not dossier.by_machine:
            for found in find_contrasts(dossier, origin_of[dossier.id]):
                groups[frozenset(found.values)].append(found)
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
        for first, second in combinations(numbers[at], 2):
            if _set_against(text, first, second, (sentence.start, sentence.end), lang):
                yield Contrast(dossier, origin, first, second, sentence.start, sentence.end)
        if at and len(numbers[at - 1]) == 1 and body[at - 1] == row - 1:
            before = dossier.reading.sentences[row - 1]
            for second in numbers[at]:
                if _denied(text, numbers[at - 1][0], second, sentence.end, lang):
                    yield Contrast(dossier, origin, numbers[at - 1][0], second, before.start, sentence.end)
                    break


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
    if not _comparable(first, second) or _search("denial", lang, text, first.end, end) is None:
        return False
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
    unit = best.first.unit
    return Fact(
        id=mint("f", story, "contrast", best.dossier.id, f"{best.first.start}:{best.second.end}"),
        story=story,
        text=best.anchor.exact,
        support="disputed",
        origins=origins,
        values=tuple(FactValue(value=v, unit=unit, origins=origins, anchors=anchors) for v in best.values),
        cause="conflict",
        anchors=anchors,
        slot="number",
        slots=Slots(kind="other", rung="done"),
        tellings=tuple(_telling(c) for c in members),
        weight=WEIGHT,
    )


def _telling(found: Contrast) -> Telling:
    lang = found.dossier.lang_at(found.start)
    return Telling(article=found.dossier.id, act=None, lang=lang, origin=found.origin.id, anchor=found.anchor)
