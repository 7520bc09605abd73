"""Names of other languages in Hangul: of several words, broken by the analyser, with a firm between name and title."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dateline.lang.ko.analysis import Word
from dateline.lang.ko.gazetteer import is_term
from dateline.lang.ko.name_shapes import (
    HANGUL,
    SHORT_FIRST,
    half_torn,
    is_foreign_word,
    sounds_on,
    surnames,
    torn,
)


@dataclass(frozen=True, slots=True)
class NameHit:
    """A name in a sentence: ``kind`` is ``full`` or ``short``; ``of`` a country where the words around it name one."""

    start: int
    end: int
    kind: str
    nation: str | None = None
    weak: bool = False


def foreign_name(
    text: str, words: Sequence[Word], index: int, nation: str | None, *, leads_firm: bool = False
) -> NameHit:
    """The foreign name whose last word is ``words[index]``. Before the title of one who ``leads_firm`` the last of three words
    is the firm (얀 더프리스 반더르 최고경영자)."""
    first = index
    while first > 0 and index - first < 4 and adjacent(text, words[first - 1], words[first]):
        prior = words[first - 1]
        form = text[prior.start : prior.end]
        if leads_firm and form in surnames("organizations"):
            break  # 엔비디아 젠슨황 최고경영자
        if (
            form in SHORT_FIRST
            or form in surnames("vietnamese")
            or (nation not in (None, "KR", "CN", "JP") and _broken(text, prior, words[index]))
            or (len(form) > 1 and (not prior.particle or sounds_on(text, prior)) and is_foreign_word(form, prior))
        ):
            first -= 1
        else:
            break
    if leads_firm and index - first > 1 and nation is None and not text[: words[first].start].endswith("의 "):
        return NameHit(words[first].start, words[index - 1].end, "full")
    chinese = nation in ("CN", "TW", "HK", "MO", "SG") and words[index].end - words[index].start >= 3
    kind = "full" if first < index or chinese else "short"
    return NameHit(words[first].start, words[index].end, kind, nation)


def _broken(text: str, prior: Word, last: Word) -> bool:
    """Whether a word before a foreign family name is a given name that the analyser has broken (라제시, 이고리)."""
    form = text[prior.start : prior.end]
    if HANGUL.fullmatch(form) is None or form in surnames("not_names") or is_term(form):
        return False
    coined = any(t.tag == "NNP" and not t.known for t in last.tokens)
    return torn(prior) or (coined and len(form) > 2 and half_torn(prior))


def adjacent(text: str, first: Word, second: Word) -> bool:
    return text[first.end : second.start] == " "


def foreign_after(text: str, words: Sequence[Word], index: int) -> NameHit | None:
    """A foreign name of two words after a title (감독 마르코 벨루치는): neither is a word of the dictionary."""
    if index + 1 >= len(words) or words[index].particle or not adjacent(text, words[index], words[index + 1]):
        return None
    first, second = words[index], words[index + 1]
    family = text[second.start : second.stem_end]
    if not second.particle or not is_foreign_word(text[first.start : first.end], first) or is_term(family):
        return None
    names = all(any(t.tag == "NNP" and t.start == w.start for t in w.tokens) for w in (first, second))
    return NameHit(first.start, second.stem_end, "full") if names and 2 <= len(family) <= 6 else None


def stems(text: str, word: Word) -> tuple[str, int]:
    """The stem of a word and its length; a particle that the analyser took for part of the name is taken off."""
    stem = text[word.start : word.stem_end]
    return stem, len(stem)
