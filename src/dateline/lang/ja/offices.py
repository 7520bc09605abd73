"""Offices that no list has: titles known by their last word (…処長, …副局長, 第一副首相), and what a title of many uses means."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from dateline.lang.data import load_table
from dateline.lang.ja.analyser import Token
from dateline.lang.ja.lexicon import Found
from dateline.lang.terms import flatten_terms

_NEXT = r"(?=[はがをにとのもへで、。（）()「」・らや＝\s]|から|より|代行|臨時代理|代理|氏|兼|など|夫妻|だ|$)"

_SHORT = 3


@cache
def _titles() -> tuple[re.Pattern[str], dict[str, str]]:
    """The finder of last words, the longest first, and their keys; deputies of listed titles are among them."""
    keys = {word: key for key, words in load_table("ja", "offices")["ends"].items() for word in words}
    listed = flatten_terms(load_table("ja", "positions"))
    for word in listed:
        if len(word) <= _SHORT and word.endswith(("長", "官", "裁", "代表")) and not word.startswith("副"):
            keys.setdefault(f"副{word}", "senior_official")
    keys = {word: key for word, key in keys.items() if word not in listed}
    words = "|".join(re.escape(w) for w in sorted(keys, key=len, reverse=True))
    return re.compile(rf"(?:{words}){_NEXT}"), keys


def find_offices(text: str, span: tuple[int, int], tokens: Sequence[Token], found: Sequence[Found]) -> list[Found]:
    """Titles of no list in a sentence, where no longer one of the list ends at the same place.

    They stand for somebody only beside a name: whether one stands there is asked later.
    """
    pattern, keys = _titles()
    offices: list[Found] = []
    for match in pattern.finditer(text, *span):
        longer = any(f.kind == "position" and f.end == match.end() and f.start <= match.start() for f in found)
        if not longer and any(t.end == match.end() or match.end() in t.cuts for t in tokens):
            offices.append(Found("position", match.start(), match.end(), keys[match.group()]))
    seated = [m for m in _COUNCILLOR.finditer(text, *span) if _begins_in_place(m.start(), found)]
    offices.extend(Found("position", *m.span(), "councillor") for m in seated)
    return offices


def _begins_in_place(at: int, found: Sequence[Found]) -> bool:
    """Whether a place of the lists covers what stands before ``at`` and the character there (香川県＋議)."""
    return any(f.kind == "place" and f.start < at < f.end for f in found)


_COUNCILLOR = re.compile(r"[都道府県市区町村]議(?:会議員)?(?=[のでは、が氏らにをとも（])")


def is_of_agency(before_title: str, before_name: str) -> bool:
    """Whether 長官 is the head of an agency, as the words before it or before the name say (気象庁長官, 海洋警察庁の…長官), no
    minister."""
    right_before, introduced = _agency()
    return right_before.search(before_title) is not None or introduced.search(before_name) is not None


@cache
def _agency() -> tuple[re.Pattern[str], re.Pattern[str]]:
    words = "|".join(load_table("ja", "offices")["agency"]["words"])
    aside = r"(?:（[^（）]{1,20}）)?"
    return re.compile(rf"(?:{words})$"), re.compile(rf"(?:{words}){aside}の(?:前|元|新|次期)?$")


def minister_of(words: str, before: str) -> str:
    """The office of a minister by the field in a title (漁業・海洋政策相) or before it (衛生福利|部長)."""
    field = before if words == "部長" else words
    if words == "部長" and any(w in before for w in load_table("ja", "offices")["party_departments"]["words"]):
        return "director"
    fields: dict[str, list[str]] = load_table("ja", "offices")["fields"]
    found = [(field.find(w), -len(w), key) for key, names in fields.items() for w in names if w in field]
    return min(found)[2] if found else "minister"


@cache
def rank_before() -> re.Pattern[str]:
    """What may stand between a name and a title and only says how high it ranks (…第一|副首相)."""
    words = "|".join(sorted(load_table("ja", "offices")["rank"]["words"], key=len, reverse=True))
    return re.compile(rf"(?:{words})$")
