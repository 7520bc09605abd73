"""Names that no table has, told by what stands around them, and what is named like a person and is none."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cache

from dateline.lang.data import load_table
from dateline.lang.zh.lexicon import Found
from dateline.lang.zh.segmenter import begins_word, is_common

_HAN_RUN = re.compile(r"[\u4e00-\u9fff]+")
_LADY = re.compile(r"[\u4e00-\u9fff]氏[\u4e00-\u9fff]{1,2}")
_NO_NAME = re.compile(r"[将已也在就则与和对向被把的说称会访签出]")
_OPENING, _CLOSING = "“「《『‘", "”」》』’"


def japanese_name_end(plain: str, start: int, end: int, good_end: Callable[[int], bool]) -> int | None:
    """Where the name behind a Japanese title ends, whatever its family name: three to five characters up to a mark or a
    digit, else four or three before a word that follows names."""
    run = _HAN_RUN.match(plain, start, end)
    if run is None:
        return None
    if 3 <= run.end() - start <= 5 and not _NO_NAME.search(run.group()):
        return run.end()
    for length in (4, 3):
        stop = start + length
        given = (
            length == 4 and not begins_word(plain[start : start + 2]) and not begins_word(plain[start + 1 : start + 3])
        )
        if stop < run.end() and good_end(stop) and (given or not _has_word(plain[start:stop])):
            return stop
    return None


def _has_word(name: str) -> bool:
    """Whether a common word of two characters stands behind the second one of what may be a name."""
    return any(is_common(name[i : i + 2]) for i in range(1, len(name) - 1)) or is_common(name[:3])


def lady_end(plain: str, start: int, end: int, good_end: Callable[[int], bool]) -> int | None:
    """Where a Vietnamese lady's name ends (梁氏碧玉)."""
    match = _LADY.match(plain, start, end)
    if match is None:
        return None
    ends = [stop for stop in (match.end(), match.end() - 1) if stop - start > 2 and good_end(stop)]
    whole = (s for s in ends if plain[s - 1] not in "将已也说称表会与和" and not is_common(plain[s - 1 : s + 1]))
    return next(whole, None)


def is_quoted(plain: str, start: int, end: int) -> bool:
    """Whether a name stands alone in quotation marks, as the names of storms, ships and works do."""
    closed = plain[end : end + 1] in tuple(_CLOSING) or plain[end : end + 1].isdigit()  # “甲乙丙60719”号
    return plain[start - 1 : start] in tuple(_OPENING) and closed


def bodies_told(found: Sequence[Found], titles: Sequence[Found]) -> list[Found]:
    """The names found; what stands before a title that somebody else's name follows is a body's (甲公司＋首席执行官＋乙)."""
    behind = {t.start for t in titles if any(f.start == t.end for f in found)}
    return [replace(f, kind="organization") if f.end in behind else f for f in found]


def without_verbs(rows: Sequence[Sequence[Found]]) -> list[list[Found]]:
    """The names of all sentences without a family name and a verb (未能向彭问话), where the text has the whole name."""
    full = {f.value for row in rows for f in row if f.kind == "person"}

    def is_short(item: Found) -> bool:
        name = item.value
        if item.kind != "person" or len(name) != 3 or not is_common(name[1:]):
            return False
        return any(n != name and n[0] == name[0] and len(n) in (2, 3) and not is_common(n[1:]) for n in full)

    return [[f for f in row if not is_short(f)] for row in rows]


@cache
def _firms() -> re.Pattern[str]:
    """The last words of firms' names."""
    return re.compile(rf"(?:{'|'.join(load_table('zh', 'names')['firm_tails'])})$")


_SHIP = re.compile(r"(?:\d+|[一二三四五六七八九十甲乙丙]+)号")


def names_firm(words: str) -> bool:
    """Whether the last word of a name says that it is a firm's."""
    return len(words) >= 4 and _firms().search(words) is not None


def names_thing(plain: str, start: int, end: int) -> bool:
    """Whether a name is a ship's (``某某8号``), a place's where something was held, or a firm's by its last word."""
    if plain[start - 1 : start] == "在" and re.match(
        r"签署|举行|召开|会[见谈晤面]|接见|登陆|发表|出席|访问|考察|[被遭][捕杀]|已?被捕|遇[害难]|身亡|落网|坠毁",
        plain[end : end + 2],
    ):
        return True
    if is_quoted(plain, start, end) or (end - start > 2 and plain[end - 1] in "线桥站隧"):
        return True
    return _SHIP.match(plain, end) is not None or _firms().search(plain[start:end]) is not None


def before_verb(plain: str, item: Found) -> Found:
    """A name without the first character of the word behind it (``甲有`` of ``甲有期徒刑``)."""
    if item.end - item.start < 3 or _BEHIND_NAME.match(plain, item.end - 1) is None:
        return item
    return replace(item, end=item.end - 1, value=item.value[:-1])


_BEHIND_NAME = re.compile(
    r"有期徒刑|有罪|无期徒刑|无罪|获刑|获释|获救|被捕|被判|被控|被警|遭警|遭逮|遭判|涉嫌|病逝|辞职|辞去|当选|上诉|宣布|落选|败选|胜选|道歉"
)
