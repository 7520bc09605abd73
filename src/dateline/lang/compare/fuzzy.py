"""Names compared word by word when no reading settles them: spelling variants, typos, foreign names."""

from __future__ import annotations

from dateline.lang.compare.foreign import skeleton, sounded_words
from dateline.lang.compare.forms import Form
from dateline.lang.compare.relation import Comparison

_NEAR = 0.75


def compare_words(a: Form, b: Form) -> Comparison:
    """Two forms in one script: words paired best with best, what is left over counted against them."""
    return _compare(sounded_words(a), sounded_words(b), strict=True)


def compare_sounds(a: Form, b: Form) -> Comparison:
    """Two forms in two scripts: the words as they sound."""
    return _compare(sounded_words(a), sounded_words(b), strict=False)


def _compare(a: tuple[str, ...], b: tuple[str, ...], *, strict: bool) -> Comparison:
    if not a or not b:
        return Comparison("unknown", 0.0, ("no words to compare",))
    short, long_ = (a, b) if len(a) <= len(b) else (b, a)
    pairs = _pair_words(short, long_, strict)
    matched = [p for p in pairs if p[2] >= _NEAR]
    weight = sum(len(w) for w in (*a, *b)) or 1
    score = sum(p[2] * (len(p[0]) + len(p[1])) for p in matched) / weight
    why = tuple(f"{x} ~ {y} {s:.2f}" for x, y, s in pairs)
    if len(short) == 1 and len(long_) > 1 and len(matched) == 1:
        return Comparison("wider" if len(a) == 1 else "narrower", 0.4, ("one part only", *why))
    lowest = min(s for _, _, s in pairs)
    if lowest < _NEAR:
        score *= 0.5
    return Comparison("equal" if score >= 0.5 else "conflict", min(0.95, score), why)


def _pair_words(short: tuple[str, ...], long_: tuple[str, ...], strict: bool) -> list[tuple[str, str, float]]:
    left, found = list(long_), []
    for word in sorted(short, key=len, reverse=True):
        scored = [(likeness(word, other, strict=strict), other) for other in left]
        best = max(scored, default=None)
        if best is not None:
            left.remove(best[1])
            found.append((word, best[1], best[0]))
    return found


def likeness(a: str, b: str, *, strict: bool) -> float:
    """How alike two sounded words are, 0..1."""
    from rapidfuzz.distance import JaroWinkler, Levenshtein

    if a == b:
        return 1.0
    letters = float(Levenshtein.normalized_similarity(a, b))
    if strict:
        return min(letters + 0.05, 0.95) if letters > 0.6 else letters
    x, y = skeleton(a), skeleton(b)
    bones = float(Levenshtein.normalized_similarity(x, y)) if x and y else 0.0
    return 0.55 * bones + 0.45 * max(letters, float(JaroWinkler.similarity(a, b)))
