"""DL503 by position: a party that acts there and is acted on here, where the acts of a text were not read.

Both texts must be in one language.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from dateline.check.case import Case, Found, cite
from dateline.check.clauses import align_clauses
from dateline.check.compared import read_compared
from dateline.check.roles import agree_in_parts
from dateline.check.views import SentenceView
from dateline.check.words import Word, load_swaps

_CARRIED = 0.55
_RUN = re.compile(r"[\u3400-\u9fff々]+|[\u30a1-\u30faー]+|[\uac00-\ud7a3]+|[A-Za-z]+")


def check_swaps(case: Case) -> Iterator[Found]:
    """DL503: of two shared words the first stands before the verb here and after it there, the second the reverse."""
    if read_compared(case.claim.text, case.claim.lang) is not None:
        return
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
