"""Names of other languages in Hangul: of several words, broken by the analyser, with a firm between name and title."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dateline.lang.ko.analysis import Token, Word
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
            or (nation is None and _half_known(text, prior, words[index]))
            or (len(form) > 1 and (not prior.particle or sounds_on(text, prior)) and is_foreign_word(form, prior))
            or (form in _JOINTS and first > 1 and _is_foreign_before(text, words, first - 1, nation))
            or (_joined_on(text, words, first) and nation not in (None, "KR") and _may_be_given(form, prior))
        ):
            first -= 1
        else:
            break
    if leads_firm and index - first > 1 and nation is None and not text[: words[first].start].endswith("의 "):
        return NameHit(words[first].start, words[index - 1].end, "full")
    chinese = nation in ("CN", "TW", "HK", "MO", "SG") and words[index].end - words[index].start >= 3
    kind = "full" if first < index or chinese else "short"
    return NameHit(words[first].start, words[index].end, kind, nation)


_JOINTS = frozenset(["빈", "이븐", "벤", "테", "타", "다", "두", "델", "아부", "반", "폰"])
"""Words inside a name of several words: Arabic sons, Maori and Romance articles."""


def _is_foreign_before(text: str, words: Sequence[Word], at: int, nation: str | None) -> bool:
    """Whether a foreign word stands right before the word ``at``; of a ``nation`` that is told, any word that can be one."""
    before = words[at - 1]
    form = text[before.start : before.end]
    named = is_foreign_word(form, before) or (nation not in (None, "KR") and _may_be_given(form, before))
    return adjacent(text, before, words[at]) and named


def _joined_on(text: str, words: Sequence[Word], first: int) -> bool:
    """Whether the name found so far begins with a joint, which never begins one."""
    return text[words[first].start : words[first].end] in _JOINTS


def _may_be_given(form: str, word: Word) -> bool:
    """Whether a word before a joint may be a given name though the dictionary has it (살림 빈 나세르)."""
    listed = form in surnames("not_names") or is_term(form)
    return len(form) > 1 and not word.particle and not listed and HANGUL.fullmatch(form) is not None


def _broken(text: str, prior: Word, last: Word) -> bool:
    """Whether a word before a foreign family name is a given name that the analyser has broken (라제시, 이고리)."""
    form = text[prior.start : prior.end]
    if HANGUL.fullmatch(form) is None or form in surnames("not_names") or is_term(form):
        return False
    coined = any(t.tag == "NNP" and not t.known for t in last.tokens)
    return torn(prior) or (coined and half_torn(prior))


def _half_known(text: str, prior: Word, last: Word) -> bool:
    """Whether a word that the analyser takes for two nouns of one syllable stands before a family name that is plainly
    foreign (밤/방 누르카요), whatever the nation."""
    form = text[prior.start : prior.end]
    coined = len(last.tokens) == 1 and not last.tokens[0].known and last.end - last.start >= 4
    listed = form in surnames("not_names") or is_term(form)
    return coined and len(form) == 2 and half_torn(prior) and not listed and HANGUL.fullmatch(form) is not None


def adjacent(text: str, first: Word, second: Word) -> bool:
    return text[first.end : second.start] == " "


def foreign_after(text: str, words: Sequence[Word], index: int) -> NameHit | None:
    """A foreign name of two to four words after a title (감독 마르코 벨루치는): none is a word of the dictionary."""
    if index + 1 >= len(words) or not adjacent(text, words[index], words[index + 1]):
        return None
    if words[index].particle and not sounds_on(text, words[index]):
        return None
    first, last = words[index], index + 1
    while last + 1 < len(words) and last - index < 3 and _goes_on(text, words, last):
        last += 1
    second = words[last]
    family = text[second.start : second.stem_end]
    if not second.particle or not is_foreign_word(text[first.start : first.end], first) or is_term(family):
        return None
    names = all(any(_is_coined(t) and t.start == w.start for t in w.tokens) for w in (first, second))
    return NameHit(first.start, second.stem_end, "full") if names and 2 <= len(family) <= 6 else None


def _is_coined(token: Token) -> bool:
    """Whether the analyser takes a morpheme for a proper noun, or knows no such noun."""
    return token.tag == "NNP" or (token.tag == "NNG" and not token.known)


def _goes_on(text: str, words: Sequence[Word], at: int) -> bool:
    """Whether a name goes on behind the word ``at``: it is a joint, or a foreign word without a particle."""
    form = text[words[at].start : words[at].end]
    inside = form in _JOINTS or (not words[at].particle and is_foreign_word(form, words[at]))
    return inside and adjacent(text, words[at], words[at + 1])


def stems(text: str, word: Word) -> tuple[str, int]:
    """The stem of a word and its length; a particle that the analyser took for part of the name is taken off."""
    stem = text[word.start : word.stem_end]
    return stem, len(stem)
