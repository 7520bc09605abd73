"""What a deed is done to: the topic or object that is the head of the verb's object, or of the 将 or 获 phrase before it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from dateline.lang.data import load_table
from dateline.lang.goals import deed_done_to
from dateline.lang.terms import TermMatcher, flatten_terms
from dateline.lang.zh.lexicon import alternatives

_REACH = 32
_STOP = re.compile(r"[，。；：！？（）]")
_FIGURE = r"[\d一二两三四五六七八九十百约逾近]"
_TAIL = re.compile(
    rf"[》”」』]*(?:等)?(?:$|[，。；：！？（、”」]|并|后|以(?=[便应加推促提缓]|\w{{0,2}}[%元])|不变|至|到|{_FIGURE}|自|从|于|和|及|与|起|为期|总额|共计|计划|提案|项目|工程)"
)
_PAST = re.compile(
    rf"(?:了|{alternatives('adverbs')}|[“”《》（）]|从[^，。；]{{1,12}}|由[^，。；]{{1,8}}%|\d+[年月日号])*"
)
_NOT_HERE = re.compile(r"[不未没]|拒绝|反对|推翻|要求|呼吁|希望|关于|涉及")
_MADE_BY = re.compile(r"[^，。；]*(?:提出|提交|推出|通过|制定|起草|公布|宣布|发布|发行|销售|生产)的")
_BA = re.compile(r"(?<![即必])[将把]")
_PASSIVE = re.compile(r"(?:获|获得|被|遭|遭到|经|由)(?P<by>[^，。；]{1,20}?)$")


@dataclass(frozen=True, slots=True)
class Thing:
    """A topic or object at ``start:end`` and the deed that the verb means beside it; ``front`` is where a 将 or 被 phrase begins
    that holds it or the doer, ``by`` where that doer stands."""

    key: str
    deed: str
    start: int
    end: int
    front: int | None = None
    by: tuple[int, int] | None = None


@cache
def _terms() -> TermMatcher[tuple[str, ...]]:
    """Objects and topics by their words; a word may name both."""
    found: dict[str, tuple[str, ...]] = {}
    for key, entry in load_table("zh", "goals")["objects"].items():
        for term in entry["terms"]:
            found[term] = (*found.get(term, ()), key)
    for term, key in flatten_terms(load_table("zh", "topics")).items():
        found[term] = (*found.get(term, ()), key)
    for key, terms in load_table("zh", "events")["things"].items():
        for term in terms:
            found[term] = (*found.get(term, ()), key)
    for key, entry in load_table("zh", "topics").items():
        found.setdefault(str(entry["label"]), (key,))
    return TermMatcher(found)


@cache
def _deed_words() -> re.Pattern[str]:
    forms = {f for deed in load_table("zh", "goals")["deeds"].values() for f in deed["read"]}
    return re.compile("|".join(re.escape(f) for f in sorted(forms, key=lambda f: (-len(f), f))))


@cache
def _event_words() -> frozenset[str]:
    return frozenset(w for row in load_table("zh", "events")["word"] for w in row["words"])


def is_deed_to_thing(words: str) -> bool:
    """Whether words are a deed and what it is done to (``维修工厂``), and so no name."""
    deed = _deed_words().match(words)
    return deed is not None and any(h.start == deed.end() and h.end == len(words) for h in _terms().find(words))


def find_thing(plain: str, bare: str, deed: str, verb: tuple[int, int], clause: tuple[int, int]) -> Thing | None:
    """The thing that the deed at ``verb`` is done to, or None."""
    found = _behind(plain, bare, deed, verb, clause[1]) or _ahead(plain, bare, deed, verb, clause)
    return found or _generic(plain, bare, deed, verb, clause[1])


def _generic(plain: str, bare: str, deed: str, verb: tuple[int, int], end: int) -> Thing | None:
    """``召回三批次退烧药``: what is called back is a product, whatever it is."""
    row = load_table("zh", "events")["generic"].get(deed)
    if row is None or not re.compile(rf"了?(?:{_FIGURE}|[\u4e00-\u9fff]{{2}})").match(bare, verb[1], end):
        return None
    stop = _STOP.search(plain, verb[1], end)
    limit = stop.start() if stop is not None else end
    if re.search(row["lacks"], plain[verb[1] : limit]):
        return None
    return Thing(row["thing"], deed, verb[1], limit)


def _behind(plain: str, bare: str, deed: str, verb: tuple[int, int], end: int) -> Thing | None:
    """``批准预算案``, ``解除对某国的禁令``."""
    stop = _STOP.search(plain, verb[1], end)
    limit = min(stop.start() if stop is not None else end, verb[1] + _REACH)
    for key, meant, start, finish in _named(plain, bare, deed, verb[1], limit):
        if not _TAIL.match(plain, finish, end):
            continue
        gap = _MADE_BY.sub("", plain[verb[1] : start])
        head = gap[gap.rfind("的") + 1 :]  # ``通过了提高退休年龄的法案``: what is passed stands behind 的
        if key in load_table("zh", "events")["papers"]["things"]:
            head = re.sub(rf"(?:{_deed_words().pattern})$", "", head)  # ``公布核查报告``
        if head.endswith(("被", "遭")) or any(word in head for word in _event_words()):
            return None
        if _deed_words().search(head) or _NOT_HERE.search(gap):
            return None
        return Thing(key, meant, start, finish)
    return None


def _ahead(plain: str, bare: str, deed: str, verb: tuple[int, int], clause: tuple[int, int]) -> Thing | None:
    """``将利率下调``, ``预算案获国会通过``."""
    if not _TAIL.match(plain, verb[1], clause[1]) and plain[verb[1] : verb[1] + 1] != "了":
        return None
    begin = max(clause[0], verb[0] - 2 * _REACH)
    passive = _PASSIVE.search(plain, begin, verb[0])
    for key, meant, start, finish in reversed(list(_named(plain, bare, deed, begin, verb[0]))):
        lead = plain[begin:start]
        if passive is not None and start < passive.start():
            if _PAST.fullmatch(plain, finish, passive.start()):
                return Thing(key, meant, start, finish, front=passive.start(), by=passive.span("by"))
        elif _BA.search(lead) and _PAST.fullmatch(plain, finish, verb[0]):
            front = [m.start() for m in _BA.finditer(lead)][-1]
            verbal = _deed_words().fullmatch(plain, start, finish) is not None  # ``将限制调查``
            return (
                None
                if verbal or _deed_words().search(lead[front:])
                else Thing(key, meant, start, finish, front=begin + front)
            )
    return None


def _named(plain: str, bare: str, deed: str, start: int, end: int) -> Iterator[tuple[str, str, int, int]]:
    """Things that such a deed may be done to, outside names."""
    for hit in _terms().find(plain, start, end):
        blotted = bare[hit.start : hit.end].count("■")
        if blotted and bare[hit.start - 1 : hit.start] == "■" == bare[hit.end : hit.end + 1]:
            continue
        if (
            hit.text in _event_words()
            and hit.value[0] not in load_table("zh", "events")["things"]
            and bare[hit.start - 1 : hit.start] == "■"
        ):
            continue  # ``记者甲获释``: what befalls him
        meant = [(k, m) for k in hit.value if (m := deed_done_to(k, deed)) is not None]
        if meant:
            yield *min(meant, key=lambda found: found[1] != deed), hit.start, hit.end
