"""Whether two forms name one person, in any two scripts and without a knowledge base.

First it is asked whose name a form can be (Korean, Japanese, Chinese, other); then the two are compared along the routes
open to both: one way of sounding a name out each.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from dateline.lang.compare.findings import FOUND, put
from dateline.lang.compare.foreign import foreign_keys, skeleton, sounded_words
from dateline.lang.compare.forms import Form, parse_form
from dateline.lang.compare.fuzzy import compare_sounds, compare_words
from dateline.lang.compare.japanese import compare_japanese, is_surely_japanese, japanese_keys, read_japanese
from dateline.lang.compare.relation import Comparison
from dateline.lang.compare.syllables import Match, chinese, korean
from dateline.lang.zh.readings import fold_han

SAME = 0.5
FAMILY_ONLY = 0.4
_ROUTE_COUNTRIES = {"ko": ("KR", "KP"), "ja": ("JP",), "zh": ("CN", "TW", "HK", "MO", "SG")}
_ROUTE_NAMES = {"ko": "Korean", "ja": "Japanese", "zh": "Chinese"}
_LEAST_COST, _COST = 0.94, 0.05
_NEAREST = 120
_FATHERS = frozenset({"bin", "ben", "ibn", "bint"})


@lru_cache(maxsize=65536)
def compare_names(a: str, b: str, *, country: str | None = None) -> Comparison:
    """The probability (``score``) that two forms of a name name one person, with the reasons.

    Takes Latin, Hangul, Han (simplified, traditional, Japanese) and kana in any pair; the order of family and given name
    may differ, and either form may be a family name alone: then the score stays below 0.5 and the relation is ``wider``
    (the first says less) or ``narrower``. ``country`` (ISO 3166-1 alpha-2) is the person's, where known.
    Names that differ in one character or syllable are a near miss: below 0.5, and ``why`` says so.
    """
    first, second = parse_form(a), parse_form(b)
    if not first.words or not second.words:
        return Comparison("unknown", 0.0, ("no name",))
    if first.words == second.words or first.joined == second.joined:
        return Comparison("equal", 0.99, ("same words",))
    if first.script in ("han", "mixed") and second.script in ("han", "mixed"):
        return _compare_han(first, second)
    if first.script == second.script == "hangul":
        return _compare_hangul(first, second)
    if first.script == second.script == "latin" and sorted(first.words) == sorted(second.words):
        if _FATHERS & set(first.words) and _lineage(first.words) != _lineage(second.words):
            return Comparison("conflict", 0.3, ("the same words, but another is the father",))
        return Comparison("equal", 0.97, ("same words in another order",))
    return _compare_routes(first, second, country)


def _lineage(words: tuple[str, ...]) -> list[tuple[str, ...]]:
    """The words in alphabetical order, each father with the word in front of him that says so."""
    units: list[tuple[str, ...]] = []
    for word in words:
        if units and units[-1][-1] in _FATHERS:
            units[-1] = (*units[-1], word)
        else:
            units.append((word,))
    return sorted(units)


def name_keys(name: str) -> frozenset[str]:
    """Blocking keys: forms of one name in any script share at least one."""
    found = FOUND.keys.get(name)
    return put(FOUND.keys, name, _name_keys(name)) if found is None else found


def _name_keys(name: str) -> frozenset[str]:
    form = parse_form(name)
    keys = korean().keys(name) | chinese().keys(name) | japanese_keys(name)
    if form.script in ("han", "mixed"):
        keys |= {"han:" + fold_han(form.joined)[:1]}
    if form.script not in ("han", "mixed") or not keys or len(form.joined) > 2:
        keys |= foreign_keys(name)
    return keys or frozenset({"other:" + form.joined[:3]})


class NameIndex:
    """A pool of names, indexed once, to look others up in."""

    def __init__(self, pool: Iterable[str]) -> None:
        self._pool = tuple(dict.fromkeys(pool))
        self._blocks: dict[str, list[int]] = {}
        for index, name in enumerate(self._pool):
            for key in sorted(name_keys(name)):
                self._blocks.setdefault(key, []).append(index)
        sounds = [sounded_words(parse_form(name)) for name in self._pool]
        self._sounds = [" ".join(sorted(words)) for words in sounds]
        self._bones = [" ".join(skeleton(w) for w in words) for words in sounds]

    def best(self, query: str) -> tuple[str | None, float, tuple[str, ...]]:
        """The name of the pool that the query most likely names, the score, and why; None when none is likely."""
        best: tuple[float, int, Comparison] | None = None
        for index in self._near(query):
            found = compare_names(query, self._pool[index])
            if best is None or found.score > best[0]:
                best = (found.score, index, found)
        if best is None:
            return None, 0.0, ("nothing in the pool sounds alike",)
        return (self._pool[best[1]] if best[0] >= SAME else None), best[0], best[2].why

    def _near(self, query: str) -> list[int]:
        """Names worth a closer look: those that share a key, and those that sound most alike."""
        from rapidfuzz import fuzz, process

        near = {i for key in name_keys(query) if not key.startswith("x:") for i in self._blocks.get(key, ())}
        words = sounded_words(parse_form(query))
        sound, bones = " ".join(sorted(words)), " ".join(skeleton(w) for w in words)
        for text, pool in ((sound, self._sounds), (bones, self._bones)):
            if text:
                near.update(int(row[2]) for row in process.extract(text, pool, scorer=fuzz.ratio, limit=_NEAREST))
        return sorted(near)


def rank_names(query: str, pool: Iterable[str]) -> tuple[str | None, float, tuple[str, ...]]:
    """The best match of one query; for many queries build a :class:`NameIndex` once."""
    return NameIndex(pool).best(query)


def _compare_han(a: Form, b: Form) -> Comparison:
    """Two forms in Han characters: the characters decide, variants folded; sounds do not make two names one."""
    x, y = fold_han(a.joined), fold_han(b.joined)
    if x == y:
        return Comparison("equal", 0.97, (f"same characters: {x}",))
    short, long_ = (x, y) if len(x) < len(y) else (y, x)
    if long_.startswith(short) and len(short) <= 3 and len(long_) - len(short) <= 3:
        return _partial(len(x) < len(y), short)
    single, dotted = (a, b) if len(a.words) < len(b.words) else (b, a)
    if len(single.words) == 1 < len(dotted.words) and fold_han(single.joined) in map(fold_han, dotted.words):
        return _partial(single is a, fold_han(single.joined))
    differing = [(p, q) for p, q in zip(x, y, strict=False) if p != q]
    if len(x) == len(y) and len(x) > 1 and len(differing) == 1:
        return Comparison("conflict", 0.1, ("one character differs", f"{differing[0][0]} is not {differing[0][1]}"))
    if a.script == "mixed" or b.script == "mixed":
        found = compare_japanese(a.text, b.text)
        if found and found.cost is not None and not found.family_only:
            return Comparison("equal", 0.85, (f"Japanese reading: {found.syllables}",))
    return Comparison("conflict", 0.02, ("other characters",))


def _compare_hangul(a: Form, b: Form) -> Comparison:
    x, y = a.joined, b.joined
    match = korean().compare(a.text, b.text)
    if match and match.cost is not None and not match.family_only:
        return Comparison("equal", 0.85, ("the same name under the other rule of initial sounds",))
    if match and match.family_only and (match.cost is not None):
        return _partial(len(x) < len(y), min(x, y, key=len))
    differing = [(p, q) for p, q in zip(x, y, strict=False) if p != q]
    if match and len(x) == len(y) and len(differing) == 1:
        return Comparison("conflict", 0.1, ("one character differs", f"{differing[0][0]} is not {differing[0][1]}"))
    if match:
        return Comparison("conflict", 0.02, ("other syllables",))
    found = compare_japanese(a.text, b.text)
    if found and found.cost is not None:
        if found.family_only:
            return _partial(len(x) < len(y), min(x, y, key=len))
        return Comparison("equal", 0.88, (f"Japanese reading: {found.syllables}",))
    return compare_words(a, b)


def _compare_routes(a: Form, b: Form, country: str | None) -> Comparison:
    """Two scripts, or two Latin spellings: the best of the routes open to both."""
    key = f"{a.text}\x1f{b.text}\x1f{country or ''}"
    found = FOUND.routes.get(key)
    return put(FOUND.routes, key, _best_route(a, b, country)) if found is None else found


def _best_route(a: Form, b: Form, country: str | None) -> Comparison:
    routes: dict[str, Match | None] = {
        "ko": korean().compare(a.text, b.text),
        "ja": compare_japanese(a.text, b.text),
        "zh": chinese().compare(a.text, b.text),
    }
    found = [_from_match(route, match, country) for route, match in routes.items() if match is not None]
    best = max(found, key=lambda c: c.score, default=None)
    if best is not None and best.score >= FAMILY_ONLY:
        return best
    refuted = [route for route, match in routes.items() if match and match.cost is None and not match.family_only]
    sure = bool(refuted) and (refuted != ["ja"] or _both_japanese(a, b))
    if a.script == b.script or {a.script, b.script} == {"latin", "other"}:
        words = compare_words(a, b)
        return best if best is not None and (sure or best.score > words.score) else words
    if best is not None and _certain_nation(a, b) and not _is_transcribed(a, b):
        return best
    sounds = compare_sounds(a, b)
    if best is not None and sure and not _is_transcribed(a, b):
        return best
    return sounds if best is None or sounds.score > best.score else best


def _both_japanese(a: Form, b: Form) -> bool:
    return is_surely_japanese(a.text) and is_surely_japanese(b.text)


def _is_transcribed(a: Form, b: Form) -> bool:
    """Whether Han characters are parted by a dot, as only foreign names are, so that no Chinese reading settles them."""
    return any(f.script == "han" and len(f.words) > 1 for f in (a, b))


def _certain_nation(a: Form, b: Form) -> bool:
    """Whether characters settle whose name it is, so that sounds of foreign names need not be tried."""
    return any(f.script in ("han", "mixed") and (len(f.joined) <= 4 or bool(read_japanese(f.text))) for f in (a, b))


def _from_match(route: str, match: Match, country: str | None) -> Comparison:
    label = _ROUTE_NAMES[route]
    if match.cost is None:
        if match.differing == 1 and not match.family_only:
            return Comparison("conflict", 0.15, (f"one syllable differs, read as {label}",))
        return Comparison("conflict", 0.03, (f"read as {label} they differ",))
    if match.family_only:
        if match.short == "both":
            score = 0.6 if route == "ja" else 0.45
            return Comparison("equal", score, ("family names alone", match.syllables))
        return _partial(match.short == "first", match.syllables)
    fits = 0.02 if country in _ROUTE_COUNTRIES[route] else -0.15 if country else 0.0
    score = max(0.55, min(0.98, _LEAST_COST - _COST * (2 if route == "ja" else 1) * match.cost + fits))
    return Comparison("equal", score, (f"{label} reading: {match.syllables}",))


def _partial(first_is_short: bool, family: str) -> Comparison:
    return Comparison("wider" if first_is_short else "narrower", FAMILY_ONLY, ("family name only", family))
