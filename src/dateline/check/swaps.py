"""DL503 and DL512 by position: the same words told the other way round.

A party that acts there and is acted on here, where the acts of a text were not read; two events told in the other order.
Both texts must be in one language.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TypeAlias

from dateline.check.case import Case, Found, cite
from dateline.check.clauses import align_clauses
from dateline.check.roles import agree_in_parts
from dateline.check.views import SentenceView
from dateline.check.words import Word, find_words, load_swaps
from dateline.lang.vectors import embed_sentences

_CARRIED, _APART, _CROSSED = 0.55, 0.15, 0.5
_EACH = 0.4  # each half must be like the other one, not the two together
Span: TypeAlias = tuple[int, int]
Halves: TypeAlias = tuple[Span, Span]
_RUN = re.compile(r"[\u3400-\u9fff々]+|[\u30a1-\u30faー]+|[\uac00-\ud7a3]+|[A-Za-z]+")


def check_swaps(case: Case) -> Iterator[Found]:
    """DL503: of two shared words the first stands before the verb here and after it there, the second the reverse."""
    table = load_swaps(case.claim.lang)
    for clause in align_clauses(case):
        source = clause.sentence
        if clause.cover < _CARRIED or _has_any(case.claim, table.unordered) or _has_any(source, table.unordered):
            continue
        turned = _turn_by_particles(case, source) if table.acting else _turn_by_order(case, clause.words, source)
        if turned and not agree_in_parts(case, source):
            evidence = (cite(source, "contradicts"),)
            yield Found("DL503", case.claim.start, case.claim.end, source.text, evidence)
            return


def _has_any(sentence: SentenceView, patterns: tuple[str, ...]) -> bool:
    return any(re.search(p, sentence.text, re.IGNORECASE) for p in patterns)


def _turn_by_particles(case: Case, source: SentenceView) -> bool:
    """Japanese and Korean: what is marked as acting here is marked as acted on there, for two words crosswise."""
    mine, theirs = _roles(case.claim), _roles(source)
    up = {w for w, role in mine.items() if role == "acting" and theirs.get(w) == "reached"}
    down = {w for w, role in mine.items() if role == "reached" and theirs.get(w) == "acting"}
    return bool(up and down)


def _roles(sentence: SentenceView) -> dict[str, str]:
    """Word -> whether its particle marks it as acting or as reached; a word marked twice has none."""
    table = load_swaps(sentence.lang)
    found: dict[str, str] = {}
    patterns = (("acting", table.acting), ("reached", table.reached))
    for role, particles in patterns:
        for match in re.finditer(rf"([^\s、。,「」（）()]+?)(?:{'|'.join(particles)})", sentence.text):
            runs = _RUN.findall(match.group(1))
            if runs and (len(runs[-1]) >= 2 or runs[-1] == match.group(1)):
                word = runs[-1]
                found[word] = role if found.get(word, role) == role else "both"
    return found


def _turn_by_order(case: Case, words: tuple[Word, ...], source: SentenceView) -> bool:
    """English and Chinese: around one shared word two others stand crosswise. Both must be names or bare nouns that each
    side has once."""
    mine = {w.keys[0]: n for n, w in enumerate(words)}
    theirs = {w.keys[0]: n for n, w in enumerate(source.words)}
    shared = [k for k in mine if k in theirs]
    names = {w.keys[0] for w in (*words, *source.words) if w.name} | _party_keys(case.claim) | _party_keys(source)
    verbs = [k for k in shared if k not in names]
    for verb in verbs:
        left = [k for k in shared if k in names and mine[k] < mine[verb] and theirs[k] > theirs[verb]]
        right = [k for k in shared if k in names and mine[k] > mine[verb] and theirs[k] < theirs[verb]]
        beyond = [k for k in _party_keys(case.claim) if mine.get(k, -1) > mine[verb] and k not in theirs]
        if left and (right or beyond):
            return True
    return False


def _party_keys(sentence: SentenceView) -> set[str]:
    held = (m for m in sentence.mentions if m.kind in ("person", "organization", "place", "position"))
    spans = [(m.start, m.end) for m in held if not (m.kind == "place" and "/" in (m.value or ""))]
    return {w.keys[0] for w in sentence.words if any(s <= w.start < e for s, e in spans)}


def check_order(case: Case) -> Iterator[Found]:
    """DL512: "X before Y" where a source sentence has "Y before X" or "X after Y"."""
    mine = _order(case.claim)
    if mine is None:
        return
    for sentence in case.near[:3]:
        theirs = _order(sentence)
        if theirs is None:
            continue
        straight, crossed = _compare_halves(case, mine, sentence, theirs)
        if crossed > straight:
            yield Found("DL512", case.claim.start, case.claim.end, sentence.text, (cite(sentence, "contradicts"),))
        return


def _compare_halves(case: Case, mine: Halves, source: SentenceView, theirs: Halves) -> tuple[float, float]:
    """How alike the halves are in the same and in the other order, each 0 where that is not sure: by words in one
    language, by the sense of both halves across."""
    texts = [case.claim.article.text[s:e] for s, e in mine] + [source.article.text[s:e] for s, e in theirs]
    rows = embed_sentences(texts, [case.claim.lang] * 2 + [source.lang] * 2)
    sense = rows[:2] @ rows[2:].T
    straight, crossed = float(sense[0, 0] + sense[1, 1]), float(sense[0, 1] + sense[1, 0])
    if source.lang == case.claim.lang:
        a, b = [_keys(case.claim, *h) for h in mine], [_keys(source, *h) for h in theirs]
        straight += _alike(a[0], b[0]) + _alike(a[1], b[1])
        crossed += _alike(a[0], b[1]) + _alike(a[1], b[0])
        both = min(sense[0, 1] + _alike(a[0], b[1]), sense[1, 0] + _alike(a[1], b[0])) >= _EACH
        return (straight, crossed) if both and crossed > straight + _CROSSED else (1.0, 0.0)
    return (straight, crossed) if crossed > straight + _APART else (1.0, 0.0)


def _order(sentence: SentenceView) -> Halves | None:
    """Where what came first stands and what came second, if the sentence has exactly one word of order."""
    table, text = load_swaps(sentence.lang), sentence.article.text
    marks = [
        (m, earlier)
        for earlier, cues in ((True, table.before), (False, table.after))
        for cue in cues
        for m in re.finditer(cue, text[sentence.start : sentence.end], re.IGNORECASE)
    ]
    marks = [
        (m, e)
        for m, e in marks
        if not any(o is not m and o.start() <= m.start() and m.end() <= o.end() for o, _ in marks)
    ]
    if len(marks) != 1:
        return None
    mark, earlier = marks[0]
    head, tail = (sentence.start, sentence.start + mark.start()), (sentence.start + mark.end(), sentence.end)
    if sentence.lang == "en" and not text[head[0] : head[1]].strip():
        comma = text.find(", ", tail[0], tail[1])
        if comma < 0:
            return None
        tail, head = (tail[0], comma), (comma + 1, tail[1])
    if not text[slice(*head)].strip() or not text[slice(*tail)].strip(" .。"):
        return None
    # English says "head before tail"; the other languages put the mark behind what it dates: "head (mark), tail".
    if sentence.lang == "en":
        return (head, tail) if earlier else (tail, head)
    return (tail, head) if earlier else (head, tail)


def _keys(sentence: SentenceView, start: int, end: int) -> frozenset[str]:
    return frozenset(k for w in find_words(sentence.article.text, start, end, sentence.lang) for k in w.keys)


def _alike(a: frozenset[str], b: frozenset[str]) -> float:
    return len(a & b) / max(min(len(a), len(b)), 1)
