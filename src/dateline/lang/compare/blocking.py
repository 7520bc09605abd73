"""Which names of many may name one person: pairs found by what their given names share, not by trying every two.

Every pair that ``compare_names`` calls equal at .5 or more, among those that share one of ``name_keys``, is among the pairs
given; few others are. Two readings of one nation that share no given name are refuted by that nation's sounds, so they need
no look; names that no reading settles are paired with all that they share a key with.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from itertools import combinations, product

from dateline.lang.compare.findings import FOUND, Sort, put
from dateline.lang.compare.forms import parse_form
from dateline.lang.compare.japanese import is_surely_japanese, read_japanese
from dateline.lang.compare.names import name_keys
from dateline.lang.compare.syllables import Tongue, chinese, korean
from dateline.lang.ja import readings as ja
from dateline.lang.zh.readings import fold_han

_CERTAIN = 4
"""Han characters up to which they settle whose name it is (as in ``compare_names``)."""


def pair_names(names: Iterable[str], fresh: Collection[str] | None = None) -> set[tuple[str, str]]:
    """The pairs of names (each once, the first in order first) that may name one person; only those with one of ``fresh``
    where these are told."""
    blocks: dict[str, list[str]] = defaultdict(list)
    wanted = None if fresh is None else {key for name in fresh for key in name_keys(name)}
    for name in sorted(set(names)):
        for key in name_keys(name) if wanted is None else name_keys(name) & wanted:
            blocks[key].append(name)
    found = (pair for members in blocks.values() for pair in _pairs_of(members))
    return set(found) if fresh is None else {pair for pair in found if pair[0] in fresh or pair[1] in fresh}


def _pairs_of(members: Sequence[str]) -> set[tuple[str, str]]:
    """The pairs of one block, whose names are in order."""
    sharing: dict[str, list[str]] = defaultdict(list)
    sorts: dict[Sort, list[str]] = defaultdict(list)
    for name in members:
        sorts[sort_of(name)].append(name)
        for mark in given_marks(name):
            sharing[mark].append(name)
    found = {pair for same in sharing.values() for pair in combinations(same, 2)}
    for sort, group in sorts.items():
        if not are_settled(sort, sort):
            found.update(combinations(group, 2))
    for (one, first), (other, second) in combinations(sorts.items(), 2):
        if not are_settled(one, other):
            found.update((min(pair), max(pair)) for pair in product(first, second))
    return found


def may_be_one(a: str, b: str) -> bool:
    """Whether two names may be equal: False only where their readings refute it."""
    return not are_settled(sort_of(a), sort_of(b)) or not given_marks(a).isdisjoint(given_marks(b))


def are_settled(one: Sort, other: Sort) -> bool:
    """Whether two names of these sorts are equal only if they share a given name."""
    if one.script == other.script == "han":
        return True
    if one.script == other.script == "hangul":
        return "ko" in one.read & other.read
    if one.transcribed or other.transcribed:
        return False
    if one.full & other.full:
        return True
    return one.script != other.script and (one.certain or other.certain) and bool(one.read & other.read)


def sort_of(name: str) -> Sort:
    """The sort of a name."""
    found = FOUND.sorts.get(name)
    return put(FOUND.sorts, name, _sort_of(name)) if found is None else found


def _sort_of(name: str) -> Sort:
    form, korean_, chinese_, japanese = parse_form(name), korean().read(name), chinese().read(name), read_japanese(name)
    read = {"ko": bool(korean_), "zh": bool(chinese_), "ja": bool(japanese)}
    full = {
        "ko": any(s.given for s in korean_),
        "zh": any(s.given for s in chinese_),
        "ja": bool(japanese) and is_surely_japanese(name),
    }
    is_han = form.script in ("han", "mixed")
    return Sort(
        script="han" if is_han else form.script,
        read=frozenset(k for k, yes in read.items() if yes),
        full=frozenset(k for k, yes in full.items() if yes),
        certain=is_han and (len(form.joined) <= _CERTAIN or bool(japanese)),
        transcribed=form.script == "han" and len(form.words) > 1,
    )


def given_marks(name: str) -> frozenset[str]:
    """What two names share that are equal by their letters or by a reading."""
    found = FOUND.marks.get(name)
    return put(FOUND.marks, name, _given_marks(name)) if found is None else found


def _given_marks(name: str) -> frozenset[str]:
    form = parse_form(name)
    found = {"=" + form.joined, "=" + " ".join(sorted(form.words))}
    if form.script in ("han", "mixed"):
        found.add("=" + fold_han(form.joined))
    for tongue in (korean(), chinese()):
        found |= _given_sounds(tongue, name)
    for sounding in read_japanese(name):
        kind, keys = ("ja", sounding.given) if sounding.given else ("ja family", sounding.family)
        found |= {f"{kind}:{key if sounding.coarse else ja.coarse_key(key)}" for key in keys}
    return frozenset(found)


def _given_sounds(tongue: Tongue, name: str) -> set[str]:
    """The given names that a nation reads in a name."""
    return {
        f"{tongue.name}:{'.'.join(sounds)}"
        for sequence in tongue.read(name)
        if sequence.given
        for sounds in product(*sequence.given)
    }
