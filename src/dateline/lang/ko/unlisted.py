"""Bodies that no list knows, by how their names end: 국경수비대, 소비자연대, 통계원, 환경전환부."""

from __future__ import annotations

from functools import cache

from dateline.lang.data import load_table
from dateline.lang.ko.analysis import Token, Word, is_common_noun

_COMMON = "김이박최정강조윤장임"
_NOUNS = ("NNG", "NNP", "NNB", "XSN", "XPN", "XR", "MM", "SL", "MAG")


def is_unlisted_body(form: str, word: Word) -> bool:
    """Whether a word (``form`` without its particle) is a body by its last word, or by a last syllable behind words that the
    dictionary has. A word that the analyser takes for one proper noun is none by its last syllable, unless it is too long
    for a name."""
    if len(form) < 3:
        return False
    if form.endswith(_ends("body_words")) and form not in _ends("body_words"):
        return True
    if not form.endswith(_ends("body_syllables")):
        return False
    row = [t for t in word.tokens if t.end <= word.start + len(form)]
    if not row or any(t.tag not in _NOUNS for t in row):
        return False
    if len(row) == 1:
        agency = form[-1] in "청처국" and form[0] not in _COMMON
        return agency or len(form) > 4 or _is_known_noun(row[0]) or is_common_noun(form[:-1])
    if len(form) == 3 and row[0].tag == "NNP" and form[0] in _COMMON:
        return False  # 이광회
    ends_apart = row[-1].form == form[-1] or _is_known_noun(row[-1])
    return ends_apart and row[0].known and row[0].end - row[0].start > 1


def is_ministry_beside(form: str, word: Word) -> bool:
    """Whether a word beside a title is a ministry or an agency (환경전환부, 광업부): behind its name stands a person's."""
    return form.endswith(("부", "처", "청", "성")) and is_unlisted_body(form, word)


def _is_known_noun(token: Token) -> bool:
    return token.known and token.tag == "NNG" and token.end - token.start > 1


@cache
def _ends(kind: str) -> tuple[str, ...]:
    return tuple(sorted(str(load_table("ko", "names")[kind]).split()))
