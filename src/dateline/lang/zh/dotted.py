"""Foreign names spelt by sound: parts with a dot between them (``X·Y``), and runs of the characters that spell them."""

from __future__ import annotations

import re
from functools import cache

from dateline.lang.data import load_table
from dateline.lang.zh.scene import Scene, good_end, predicate_at, tables
from dateline.lang.zh.segmenter import begins_word, is_common

_PART = r"(?:恩和|(?![与和向对就据将未由])[\u4e00-\u9fff]){1,8}"
DOTTED = re.compile(rf"{_PART}(?:[·•‧・．.]{_PART}){{1,4}}")
_AFTER_SURNAME = re.compile(r"[，。、（）因被遭获\d]|表示|宣布")
DOT = re.compile(r"[·•‧・．.]")
_SHORTEST, _LONGEST = 2, 6


@cache
def _spelling() -> frozenset[str]:
    """The characters of names with dots: those of all foreign names, and more that are common words elsewhere."""
    return tables().sounds | frozenset(load_table("zh", "names")["sounds_in_dotted"])


@cache
def _words_past_names() -> re.Pattern[str]:
    """Words of two characters and more that follow names (``次日``, ``尚未``)."""
    follow = [w for w in load_table("zh", "names")["follow"] if len(w) > 1]
    return re.compile("|".join(re.escape(w) for w in sorted(follow, key=lambda w: (-len(w), w))))


def dotted_end(scene: Scene, start: int) -> int | None:
    """Where the name with dots that starts at ``start`` ends; None where there is none."""
    match = DOTTED.match(scene.plain, start, scene.end)
    if match is None or opens_no_name(scene.plain[start]) or scene.overlaps(start, start + 2):
        return None
    last = max(m.end() for m in DOT.finditer(scene.plain, start, match.end()))
    if scene.plain[last] in tables().single and _AFTER_SURNAME.match(scene.plain, last + 1):
        return last + 1  # ``玛丽·陈因……``
    run = last
    while run < match.end() and not scene.starts_taken(run):
        if scene.plain.startswith("恩和", run):
            run += 2
            continue
        if (
            run - last >= _SHORTEST
            and scene.plain[run + 1 : run + 2] not in _spelling()
            and is_common(scene.plain[run : run + 2])
        ):
            break  # ``X·阿尤|利用``
        if scene.plain[run] not in _spelling() and not scene.plain.startswith("连科", run):
            break
        run += 1
    run = next((e for e in range(last + _SHORTEST, run) if _words_past_names().match(scene.plain, e)), run)
    seen = next((e for s, e in scene.seen if s <= start < e and e > last), None)
    if seen is not None and (_cut_at_let(scene.plain, seen) or scene.plain.startswith("恩和", seen - 1)):
        seen += 1  # ``X·格罗让|否认``
    if seen is not None and begins_word(scene.plain[seen - 1 : seen + 1]) and good_end(scene, seen - 1):
        seen -= 1  # ``X·Y赶|到``
    if seen is not None and good_end(scene, seen) and not scene.overlaps(last, seen):
        longer = run - seen >= _SHORTEST and seen - last < _SHORTEST and good_end(scene, run)
        return run if longer else seen  # the network cut ``海|于格兰`` at a word
    ends = [end for end in range(run, last, -1) if good_end(scene, end)]
    whole_words = [end for end in ends if not begins_word(scene.plain[end - 1 : end + 1])]  # not ``X·哈迪尚|未``
    if ends:
        return (whole_words or ends)[0]
    cut = _past_spelling(scene, last, run, match.end()) if 0 < run - last < _SHORTEST else None
    return cut or (run if run > last else None)


def opens_no_name(char: str) -> bool:
    """Whether a character opens no name."""
    return char in "的将已也在就与和及同向对说称表兼等并又还再被由"


def _cut_at_let(plain: str, end: int) -> bool:
    """Whether a name was cut before its last character, which is also a verb (``X·格罗|让否认``)."""
    return plain[end : end + 1] == "让" and predicate_at(plain, end + 1)


def _past_spelling(scene: Scene, last: int, run: int, limit: int) -> int | None:
    """Where the name ends that has a character which spells few names (``科罗·某廖夫``): before a word that follows names."""
    for end in range(max(run, last + 1) + 1, min(limit, last + _LONGEST) + 1):
        if predicate_at(scene.plain, end - 1) or scene.overlaps(last, end) or is_common(scene.plain[end - 1 : end + 1]):
            return None
        if good_end(scene, end):
            return end
    return None


def dotted_start(scene: Scene, start: int, end: int) -> int:
    """The first part of ``X·Y`` goes back over characters of sound only."""
    dot = DOT.search(scene.plain, start, end)
    place = dot.start() if dot is not None else start
    while place > start and scene.plain[place - 1] in tables().sounds and not scene.overlaps(place - 1, place):
        place -= 1
    return place


def is_part_of_name(plain: str, start: int) -> bool:
    """Whether a name of one character and a word would stand between a dot and this place (``X·海于|格兰``)."""
    return re.search(r"[·•‧・][\u4e00-\u9fff]{1,2}$", plain[max(0, start - 3) : start]) is not None


def sound_run(scene: Scene, start: int) -> int:
    """Where the characters that spell foreign names by sound end."""
    run = start
    while run < scene.end and scene.plain[run] in tables().sounds and not scene.starts_taken(run):
        run += 1
    return run


def sounds_foreign(name: str) -> bool:
    """Whether a name is made of characters that spell foreign names by sound."""
    sounds = tables().sounds
    return len(name) >= 2 and sum(c in sounds for c in name) >= 0.75 * len(name)
