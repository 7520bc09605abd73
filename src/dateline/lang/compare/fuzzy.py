"""Names compared word by word when no reading settles them: spelling variants, typos, foreign names."""

from __future__ import annotations

from collections.abc import Callable
from math import exp

from dateline.lang.compare.foreign import foreign_words, skeleton, sounded_words
from dateline.lang.compare.forms import Form
from dateline.lang.compare.relation import Comparison
from dateline.lang.compare.transcribed import transcription_likeness
from dateline.lang.compare.transliterate import transliteration_cost
from dateline.lang.en.readings import company_words, is_short_for, plain_words, spelling_key

_NEAR = 0.75
_CLOSE = 0.85
_PART_ALIKE, _ALL_ALIKE = 0.5, 0.68
# the cost at which a pair is as likely a match as not, by script (set on Wikidata name pairs against shuffled ones)
_HALF_COST = {"hangul": 2.3, "kana": 2.5, "han": 2.2}
_STEEPNESS = 2.5
_ACRONYM, _INITIALS = 3, 3
_MOST_EDITS, _SHORTEST_SLIP, _OTHER_WORD = 2, 4, 0.6
"""A slip of the pen changes a letter or two of a word that is long enough to know it by."""
_ANY_COMPANY = frozenset({"co", "corp", "inc", "ltd"})
Likeness = Callable[[str, str], float]


def compare_words(a: Form, b: Form) -> Comparison:
    """Two forms in one script: words paired best with best, what is left over counted against them.

    In Latin (and Cyrillic) letters a name may have more words than the other where two or more of them agree: middle
    names and patronymics are often left out, and an initial stands for its word.
    """
    if a.script != "latin" and not {a.script, b.script} <= {"latin", "other"}:
        return _compare(sounded_words(a), sounded_words(b), _like_spelling)
    first, second = plain_words(a.text), plain_words(b.text)
    if "".join(first) == "".join(second):
        return Comparison("equal", 0.96, ("the same words, written otherwise",))
    if stand_for := next((w for x, y in ((a, b), (b, a)) if (w := _acronym(x, y))), ""):
        return Comparison("equal", 0.6, (f"{stand_for} may stand for the first letters of the other",))
    companies = company_words(first), company_words(second)
    if companies != (None, None):
        bare = companies[0] or first, companies[1] or second
        forms = set(first) - set(bare[0]), set(second) - set(bare[1])
        if all(forms) and forms[0].isdisjoint(forms[1]) and (forms[0] | forms[1]).isdisjoint(_ANY_COMPANY):
            return Comparison("unknown", 0.45, (f"{min(forms[0])} is not {min(forms[1])}",))
        return _compare_companies(*bare)
    return _compare_people(_spell_initials(first, second), _spell_initials(second, first))


def _compare_people(first: tuple[str, ...], second: tuple[str, ...]) -> Comparison:
    found = _compare(first, second, _like_spelling)
    pairs = _pair_words(first, second, _like_spelling)
    likest = [pair for pair in pairs if pair[2] >= _CLOSE]
    if len(likest) == len(pairs) >= 2 and len(first) != len(second):
        mean = sum(pair[2] for pair in pairs) / len(pairs)
        extra = abs(len(first) - len(second))
        return Comparison("equal", mean - 0.08 * extra, (*found.why, f"{extra} words more in one"))
    return found


def _compare_companies(first: tuple[str, ...], second: tuple[str, ...]) -> Comparison:
    """Two companies without their legal forms: a word more makes another company, as a branch or a country does."""
    if "".join(first) == "".join(second):
        return Comparison("equal", 0.93, ("the same words but for the legal form",))
    if len(first) != len(second):
        return Comparison("conflict", 0.3, (f"{abs(len(first) - len(second))} words more in one company's name",))
    return _compare(first, second, _like_spelling)


def _acronym(short: Form, long_: Form) -> str:
    """The first form where it is an acronym of the second: capitals alone, one for each word of three or more."""
    words = plain_words(long_.text)
    letters = short.text if short.text.isalpha() and short.text.isupper() else ""
    return letters if len(words) >= _ACRONYM and letters.casefold() == "".join(w[0] for w in words) else ""


def _spell_initials(words: tuple[str, ...], other: tuple[str, ...]) -> tuple[str, ...]:
    """The words, two or three initials run together ("JD") set apart where they begin words in a row of the other."""
    found: list[str] = []
    for word in words:
        starts = ["".join(w[0] for w in other[i : i + len(word)]) for i in range(len(other))]
        spelled = 1 < len(word) <= _INITIALS and word not in other and word in starts and len(words) > 1
        found.extend(word if spelled else (word,))
    return tuple(found)


def compare_sounds(a: Form, b: Form) -> Comparison:
    """Two forms in two scripts: what the words of one become in the other, or else the words as they sound."""
    first, second = sounded_words(a), sounded_words(b)
    other = b.script if a.script == "latin" else a.script
    if "latin" not in (a.script, b.script) or other not in ("hangul", "kana", "han"):
        return _compare_transcribed(foreign_words(a), foreign_words(b))
    turned = a.script != "latin"

    def like(x: str, y: str) -> float:
        latin, sounded = (y, x) if turned else (x, y)
        return 1 / (1 + exp((transliteration_cost(latin, sounded, other) - _HALF_COST[other]) * _STEEPNESS))

    found = _compare(first, second, like)
    if (len(first) != len(second) and min(len(first), len(second)) > 1) or (
        found.score < 0.5 and len(first) * len(second) != 1
    ):
        whole = like("".join(first), "".join(second)) * 0.9
        if whole > max(found.score, 0.5):
            return Comparison("equal", whole, (f"{a.text} sounds like {b.text}",))
    return found


def _compare_transcribed(a: tuple[str, ...], b: tuple[str, ...]) -> Comparison:
    """Two transcriptions of a foreign name: every part must sound like its fellow in the same place."""
    found = _compare(a, b, _like_sound)
    if found.score >= 0.5 or len(a) != len(b) or len(a) < 2:
        return found
    pairs = [(x, y, transcription_likeness(x, y)) for x, y in zip(a, b, strict=True)]
    weight = sum(len(x) + len(y) for x, y, _ in pairs)
    mean = sum(s * (len(x) + len(y)) for x, y, s in pairs) / weight
    if min(s for *_, s in pairs) < _PART_ALIKE or mean < _ALL_ALIKE:
        return found
    return Comparison("equal", min(0.8, mean), tuple(f"{x} ~ {y} {s:.2f}" for x, y, s in pairs))


def _compare(a: tuple[str, ...], b: tuple[str, ...], like: Likeness) -> Comparison:
    if not a or not b:
        return Comparison("unknown", 0.0, ("no words to compare",))
    near = _NEAR if like in (_like_spelling, _like_sound) else 0.5
    pairs = _pair_words(a, b, like)
    matched = [p for p in pairs if p[2] >= near]
    weight = sum(len(w) for w in (*a, *b)) or 1
    score = sum(p[2] * (len(p[0]) + len(p[1])) for p in matched) / weight
    why = tuple(f"{x} ~ {y} {s:.2f}" for x, y, s in pairs)
    if min(len(a), len(b)) == 1 and max(len(a), len(b)) > 1 and len(matched) == 1:
        return Comparison("wider" if len(a) == 1 else "narrower", 0.4, ("one part only", *why))
    if min(s for _, _, s in pairs) < near:
        score *= 0.5
    return Comparison("equal" if score >= 0.5 else "conflict", min(0.95, score), why)


def _pair_words(a: tuple[str, ...], b: tuple[str, ...], like: Likeness) -> list[tuple[str, str, float]]:
    """Words paired greedily, the likest pair first."""
    scored = sorted(((-like(x, y), i, j) for i, x in enumerate(a) for j, y in enumerate(b)))
    used_a: set[int] = set()
    used_b: set[int] = set()
    found: list[tuple[str, str, float]] = []
    for negative, i, j in scored:
        if i not in used_a and j not in used_b:
            used_a.add(i)
            used_b.add(j)
            found.append((a[i], b[j], -negative))
    return found


def _like_spelling(a: str, b: str) -> float:
    from rapidfuzz.distance import OSA

    if a == b:
        return 1.0
    if min(len(a), len(b)) == 1:
        return 0.85 if a[0] == b[0] and a[0].isalpha() else 0.0
    if len(a) > 3 and len(b) > 3 and spelling_key(a) == spelling_key(b):
        return 0.93
    if is_short_for(a, b) or is_short_for(b, a):
        return 0.9
    letters = float(OSA.normalized_similarity(a, b))
    if OSA.distance(a, b) > _MOST_EDITS or min(len(a), len(b)) < _SHORTEST_SLIP:
        letters = min(letters, _OTHER_WORD)
    return min(letters + 0.05, 0.95) if letters > 0.6 else letters


def _like_sound(a: str, b: str) -> float:
    from rapidfuzz.distance import JaroWinkler, Levenshtein

    if a == b:
        return 1.0
    letters = float(Levenshtein.normalized_similarity(a, b))
    x, y = skeleton(a), skeleton(b)
    bones = float(Levenshtein.normalized_similarity(x, y)) if x and y else 0.0
    return 0.55 * bones + 0.45 * max(letters, float(JaroWinkler.similarity(a, b)))
