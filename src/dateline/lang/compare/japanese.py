"""Japanese names: kanji with all their readings, kana, Latin and Hangul forms meet in one sound key."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from dateline.lang.compare.forms import Form, parse_form
from dateline.lang.compare.syllables import Match, which_is_short
from dateline.lang.ja import readings as ja

_LONGEST = 6


@dataclass(frozen=True, slots=True)
class Sounding:
    """One way to read a name: keys of the family name and of the given name with their costs.

    ``coarse``: the keys are coarse ones (from Hangul). An empty ``given`` is a family name alone.
    """

    family: Mapping[str, int]
    given: Mapping[str, int]
    coarse: bool = False


@lru_cache(maxsize=32768)
def read_japanese(name: str) -> tuple[Sounding, ...]:
    """Every reading of a name as a Japanese one (empty: it cannot be one)."""
    form = parse_form(name)
    if form.script in ("han", "mixed"):
        return tuple(_read_kanji(form))
    if form.script == "kana":
        return tuple(
            _read_keys([{key: 0} if (key := ja.kana_key(w)) else {} for w in form.words], coarse=False, swap=False)
        )
    if form.script == "latin":
        keys = [{key: 0} if (key := ja.latin_key(w)) else {} for w in form.words]
        return tuple(_read_keys(keys, coarse=False, swap=not form.surname_first))
    if form.script == "hangul":
        keys = [dict.fromkeys(sorted(ja.hangul_keys(w)), 0) for w in form.words]
        return tuple(_read_keys(keys, coarse=True, swap=False))
    return ()


def _read_keys(words: list[dict[str, int]], *, coarse: bool, swap: bool) -> list[Sounding]:
    if not words or not all(words) or len(words) > 2:
        return []
    if len(words) == 1:
        return [Sounding(words[0], {}, coarse)]
    found = [Sounding(words[0], words[1], coarse)]
    return [*found, Sounding(words[1], words[0], coarse)] if swap else found


def _read_kanji(form: Form) -> list[Sounding]:
    if len(form.words) == 2:
        family, given = ja.part_keys(form.words[0], True), ja.part_keys(form.words[1], False)
        return [Sounding(family, given)] if family and given else []
    text = form.joined
    if len(form.words) != 1 or len(text) > _LONGEST:
        return []
    found: list[Sounding] = []
    if len(text) <= 3 and (ja.is_known(text, True) or len(text) == 1):
        found.append(Sounding(ja.part_keys(text, True), {}))
    for cut in range(1, len(text)):
        head, tail = text[:cut], text[cut:]
        if cut > 3 or len(tail) > 3 or not (ja.is_known(head, True) or len(text) >= 3):
            continue
        family, given = ja.part_keys(head, True), ja.part_keys(tail, False)
        if family and given:
            found.append(Sounding(family, given))
    return found


def is_surely_japanese(name: str) -> bool:
    """Whether a full name sounds out as a Japanese one with a common Japanese family name."""
    exact, coarse = ja.family_sounds()
    return any(s.given and any(key in (coarse if s.coarse else exact) for key in s.family) for s in read_japanese(name))


def compare_japanese(a: str, b: str) -> Match | None:
    """The best meeting of two names as Japanese ones, or None when one of them cannot be such a name."""
    best: Match | None = None
    for first in read_japanese(a):
        for second in read_japanese(b):
            match = _meet(first, second)
            if best is None or _rank(match) < _rank(best):
                best = match
    return best


def japanese_keys(name: str) -> frozenset[str]:
    """One coarse key for each family name that the name may have."""
    found: set[str] = set()
    for sounding in read_japanese(name):
        for key, cost in sounding.family.items():
            if cost < 2:
                found.add("ja:" + (key if sounding.coarse else ja.coarse_key(key)))
    return frozenset(found)


def _rank(match: Match) -> tuple[int, bool, int]:
    return (
        0 if match.cost is not None else 1,
        match.family_only,
        match.cost if match.cost is not None else match.differing,
    )


def _meet(a: Sounding, b: Sounding) -> Match:
    coarse = a.coarse or b.coarse
    family = _intersect(_keys(a.family, coarse, a.coarse), _keys(b.family, coarse, b.coarse))
    if not a.given or not b.given:
        short = which_is_short(bool(a.given), bool(b.given))
        return Match(family[1] if family else None, True, 9, family[0] if family else "", short)
    given = _intersect(_keys(a.given, coarse, a.coarse), _keys(b.given, coarse, b.coarse))
    if family and given:
        return Match(family[1] + given[1], False, 0, f"{family[0]} {given[0]}")
    return Match(None, False, 1 if _one_slip(a, b, coarse, bool(family), bool(given)) else 2)


def _one_slip(a: Sounding, b: Sounding, coarse: bool, family: bool, given: bool) -> bool:
    """Whether one part agrees and the other differs in one or two letters of a known reading."""
    from rapidfuzz.distance import Levenshtein

    if family == given:
        return False
    parts = (a.given, b.given) if family else (a.family, b.family)
    sides = [
        [k for k, cost in _keys(p, coarse, s.coarse).items() if cost < 2] for p, s in zip(parts, (a, b), strict=True)
    ]
    return any(len(x) > 3 and Levenshtein.distance(x, y, score_cutoff=1) <= 1 for x in sides[0] for y in sides[1])


def _keys(keys: Mapping[str, int], coarse: bool, already: bool) -> Mapping[str, int]:
    if not coarse or already:
        return keys
    found: dict[str, int] = {}
    for key, cost in keys.items():
        folded = ja.coarse_key(key)
        found[folded] = min(found.get(folded, 9), cost)
    return found


def _intersect(a: Mapping[str, int], b: Mapping[str, int]) -> tuple[str, int] | None:
    if len(a) > len(b):
        a, b = b, a
    shared = [(cost + b[key], key) for key, cost in a.items() if key in b]
    return (min(shared)[1], min(shared)[0]) if shared else None
