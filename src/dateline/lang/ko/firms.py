"""Firms and unions of no list: by the word for their kind before them (운영사 X), by what they have (X 본사, X 노조), by how
their name ends (가온물류). A name that one sentence gives away is a firm in all the text."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache

from dateline.lang.ko.analysis import Word, is_known_word, is_unknown_word
from dateline.lang.ko.drafts import Draft
from dateline.lang.ko.gazetteer import is_term, stands_alone, term_of
from dateline.lang.ko.name_shapes import surnames

_KINDS = (
    r"업체|기업|회사|제조사|그룹|스타트업|통신사|항공사|개발사|운용사|선사|자회사|계열사|은행|운영사|시공사|시행사|건설사|제약사|공급사|유통사|판매사|제작사"
    r"|여행사|보험사|증권사|카드사|게임사|정유사|조선사|철강사|해운사|거래소|원청|하청업체|용역업체|협력업체|대기업|사업자|발주처|시행자|모기업"
)
_NAME = r"(?:[A-Z][A-Za-z0-9&]{1,14}(?:[ -][A-Z][A-Za-z0-9]{1,14})?|[가-힣]{2,12}?)"
_LEADER = r"(?:대표|회장|사장|본사|사옥|노조)"
_TAIL = rf"(?:사)?(?:[과와은는가의을를]|이(?!\s(?:[가-힣]{{2,4}}(?:\(\d+\))?\s)?{_LEADER})|에|에서|로부터|측)"
_AFTER_KIND = re.compile(
    rf"(?:{_KINDS})(?:인|이자)?\s(?P<n>{_NAME})"
    rf"(?={_TAIL}(?:\s|$)|\s(?:[가-힣]{{2,4}}(?:\(\d+\))?\s)?(?:대표|회장|사장|본사|측))"
)
_HAS = re.compile(
    rf"(?<![가-힣A-Za-z])(?P<n>{_NAME})(?:의)?\s"
    r"(?:본사|주가|주식|지분|노조|이사회|대주주|주주총회|공장|대표이사)(?=[은는이가을를의에과와,\s]|$)"
)
_LED = re.compile(
    r"(?<![가-힣A-Za-z])(?P<n>[가-힣]{5,12})\s[가-힣]{3}(?:\(\d+\))?\s(?:대표|회장|사장|대표이사)(?![가-힣]{2})"
)
_UNION = re.compile(r"(?<![가-힣A-Za-z])(?P<n>[가-힣A-Za-z]{2,12})\s(?:노조|노동조합)(?![가-힣]{2}|원)")
_GLUED_UNION = re.compile(
    r"(?<![가-힣])(?P<n>[가-힣]{2,8})(?<!각)(?<!양)(?<!측)(?<!계)(?<!소속)(?<!거대)(?<!귀족)(?<!민주)(?<!강성)(?<!복수)(?<!대기업)노조(?![원가-힣]{2}|원|법|위)"
)
_MARKED = re.compile(
    r"(?:\(주\)|㈜|주식회사\s)(?P<n>[가-힣A-Za-z]{2,12}?)(?=[은는이가을를과와의에]|\s|,|\(|$)"
    r"|(?P<m>[가-힣A-Za-z]{2,12})(?:\(주\)|㈜)"
)


def find_firms(
    text: str, span: tuple[int, int], words: Sequence[Word], taken: Sequence[tuple[int, int]]
) -> list[Draft]:
    """Drafts for the firms and unions that a sentence names, where nothing is taken yet."""
    held = list(taken)
    found: list[Draft] = []

    def take(low: int, high: int, whole: str = "") -> None:
        if not any(a < high and low < b for a, b in held):
            held.append((low, high))
            found.append(Draft(low, high, "organization", whole or text[low:high], None, text[low:high]))

    for low, high in _after_kind(text, span, words):
        take(low, high)
    for name, whole in sorted(firms_of(text).items(), key=lambda n: (-len(n[0]), n)):
        at = text.find(name, *span)
        while at >= 0:
            if stands_alone(text, at, at + len(name), *span):
                take(at, at + len(name), whole)
            at = text.find(name, at + 1, span[1])
    for low, high in _coined(text, span, words):
        take(low, high)
    return found


def find_unions(text: str, span: tuple[int, int]) -> list[Draft]:
    """Drafts for the unions of firms (가온물류 노조)."""
    found = [m.span() for m in _UNION.finditer(text, *span) if _may_have_union(m["n"])]
    found += [m.span() for m in _GLUED_UNION.finditer(text, *span)]
    return [Draft(a, b, "organization", text[a:b], None, text[a:b]) for a, b in found]


@lru_cache(maxsize=256)
def firms_of(text: str) -> Mapping[str, str]:
    """The names that a text gives away as those of firms, each with its full form; shorter forms in which it goes on about
    one (구즈하 of 구즈하삭도제작소) are names too."""
    named = [m["n"] for pattern in (_AFTER_KIND, _HAS, _LED) for m in pattern.finditer(text)]
    marked = [m["n"] or m["m"] for m in _MARKED.finditer(text)]
    ends = (m["whole"] for m in _coined_regex().finditer(text))
    full = sorted({*(n for n in named if is_coined(n)), *marked, *(n for n in ends if is_unknown_word(n))})
    return {short: name for name in full for short in _shorts(text, name, full)} | {name: name for name in full}


def _shorts(text: str, name: str, full: Sequence[str]) -> list[str]:
    """Beginnings of a name that stand as words of their own and of no other firm."""
    starts = (name[:size] for size in range(3, len(name) - 1))
    return [
        s
        for s in starts
        if is_unknown_word(s)
        and not any(o != name and o.startswith(s) for o in full)
        and re.search(rf"(?<![가-힣]){s}(?:은|는|이|가|의|을|를|와|과|에|측)(?![가-힣])", text)
    ]


def is_coined(name: str) -> bool:
    """Whether a name is no word of the tables nor one made of words of the dictionary."""
    return len(name) > 1 and not is_term(name) and name not in surnames("not_names") and not is_known_word(name)


def _may_have_union(name: str) -> bool:
    firm = name in surnames("organizations") or name.endswith(tuple(surnames("companies")))
    return (
        (firm and not is_known_word(name)) or name in surnames("organizations") or (len(name) > 3 and is_coined(name))
    )


def _after_kind(text: str, span: tuple[int, int], words: Sequence[Word]) -> list[tuple[int, int]]:
    """방산업체 PZM과, 선사 오르달과: where every word of the name is a proper noun or none of the dictionary."""
    found: list[tuple[int, int]] = []
    for match in _AFTER_KIND.finditer(text, *span):
        low, high = match.span("n")
        inside = [t for w in words for t in w.tokens if low <= t.start < high]
        coined = match["n"].isascii() or (
            bool(inside) and all(t.tag in ("NNP", "NNG", "SL") and (t.tag != "NNG" or not t.known) for t in inside)
        )
        if coined and term_of(match["n"]) is None:
            found.append((low, high))
    return found


@cache
def _coined_regex() -> re.Pattern[str]:
    ends = "|".join(sorted(surnames("companies"), key=lambda w: (-len(w), w)))
    return re.compile(
        rf"(?<![가-힣A-Za-z0-9])(?P<whole>(?P<n>[가-힣]{{2,7}}?)(?:{ends}|연합))(?=(?:은|는|이|가|과|와|의|을|를|에|측)(?![가-힣])|\s)"
    )


def _coined(text: str, span: tuple[int, int], words: Sequence[Word]) -> list[tuple[int, int]]:
    """Firms and parties of no list whose name ends in what they make or are (대한제련, 새누리연합)."""
    found: list[tuple[int, int]] = []
    for match in _coined_regex().finditer(text, *span):
        first = next((t for w in words if w.start == match.start() for t in w.tokens[:1]), None)
        whole = first is not None and not first.known and first.end >= match.end("whole")
        proper = first is not None and (first.tag == "NNP" or whole)
        if proper and not is_term(match["n"]) and term_of(match["whole"]) is None:
            found.append(match.span("whole"))
    return found
