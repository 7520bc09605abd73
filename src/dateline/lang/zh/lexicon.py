"""The lexicon: positions, bodies, countries, places, topics and hedges as matchers over simplified text."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from dateline.lang.data import load_table
from dateline.lang.terms import TermMatcher, flatten_terms
from dateline.lang.zh.segmenter import stands_alone
from dateline.model.reading import MentionKind


@dataclass(frozen=True, slots=True)
class Found:
    """A name at ``start:end`` of the text. ``value`` and ``of`` as in :class:`dateline.model.Mention`; ``status`` is that
    of a position (``former`` ...); ``given`` marks people that are named by more than a family name."""

    start: int
    end: int
    kind: MentionKind
    value: str
    of: str | None = None
    status: str = "current"


@dataclass(frozen=True, slots=True)
class Term:
    kind: MentionKind
    value: str
    of: str | None = None


@cache
def country_names() -> Mapping[str, str]:
    """Chinese country names (CLDR, and short forms of our own) to ISO 3166-1 alpha-2."""
    from babel import Locale

    names: dict[str, str] = {}
    territories = Locale("zh").territories
    for code in sorted(territories):
        if len(code) == 2 and code.isalpha() and code not in ("EU", "EZ", "UN", "QO", "XA", "XB", "ZZ"):
            name = str(territories[code])
            if len(name) >= 2 and "（" not in name:
                names[name.replace("中国香港特别行政区", "香港").replace("中国澳门特别行政区", "澳门")] = code
    names.update(load_table("zh", "gazetteer")["short"])
    return names


@cache
def letters() -> Mapping[str, str]:
    table: dict[str, str] = load_table("zh", "gazetteer")["letter"]
    return table


@cache
def terms() -> TermMatcher[Term]:
    """Every name of the tables at once; the longest wins."""
    table: dict[str, Term] = {}
    gazetteer = load_table("zh", "gazetteer")
    for code, names in gazetteer["regions"].items():
        for name in names:
            table[name] = Term("place", name, code)
    for name, code in country_names().items():
        table[name] = Term("place", code, code)
    for term, key in flatten_terms(load_table("zh", "places")).items():
        table[term] = Term("place", key, key.split("/")[0] if not key.startswith("X/") else None)
    for term, key in flatten_terms(load_table("zh", "positions")).items():
        table[term] = Term("position", key, _implied_country(term))
    for term, key in flatten_terms(load_table("zh", "bodies")).items():
        table[term] = Term("organization", key, _body_of(term, key))
    return TermMatcher(table)


@cache
def _implied() -> Mapping[str, str]:
    table = load_table("zh", "positions_of")
    return {title: code.replace("party_JP_", "JP/") for code, titles in table.items() for title in titles}


def _implied_country(title: str) -> str | None:
    return _implied().get(title)


def _body_of(term: str, key: str) -> str | None:
    named: Mapping[str, str] = load_table("zh", "gazetteer")["bodies_of"]
    if term in named:
        return named[term]
    return key.split("/")[0] if "/" in key and not key.startswith("UN") else None


def sense(term: str, value: str, country: str | None) -> str:
    """What a title or body means in the country that it belongs to (the US 国防部长 is the secretary of defence)."""
    senses: Mapping[str, Mapping[str, str]] = load_table("zh", "gazetteer")["senses"]
    return senses.get(term, {}).get(country or "", value)


@cache
def _topics() -> TermMatcher[str | None]:
    table: dict[str, str | None] = dict.fromkeys(load_table("zh", "topic_homographs")["words"])
    return TermMatcher({**table, **flatten_terms(load_table("zh", "topics"))})


@cache
def _printed_labels() -> re.Pattern[str]:
    """Topics whose printed label is too common a word to be looked for everywhere (``教育``), one group each."""
    rows = sorted((key, str(e["label"])) for key, e in load_table("zh", "topics").items() if e.get("printed_only"))
    return re.compile("|".join(f"(?P<{key}>{re.escape(label)})" for key, label in rows))


_MATTER_HEAD = re.compile(r"(?:谈到|就|对|关于|表示期待|讨论|正考虑|抗议|谴责)(?:[^，。；：、和]{1,14}[、和])*$")
_MATTER_TAIL = re.compile(
    r"(?:[、和][^，。；：、]{1,14}?)*(?:（[^（）]*）)?"
    r"(?:达成|作出|表达|表示|表明|采取|形成|深感|原则上|发表|提出|相关|的[^，。；的]{0,6}(?:备忘录|条约|协议|协定|承诺|声明|文件)|[。；，]|$)"
)


def _printed_topics(plain: str, start: int, end: int) -> list[tuple[int, str]]:
    """Common words that are a topic where they are all, or one of a list, of what an act is about."""
    return [
        (hit.start(), str(hit.lastgroup))
        for hit in _printed_labels().finditer(plain, start, end)
        if _MATTER_HEAD.search(plain[start : hit.start()]) and _MATTER_TAIL.match(plain, hit.end(), end)
    ]


def _is_matter(plain: str, start: int, end: int) -> bool:
    """Whether a long term stands right behind 对 or 就 (``就职场骚扰达成``), where the segmenter may cut amiss."""
    return end - start > 2 and plain[start - 1 : start] in ("对", "就") and _MATTER_TAIL.match(plain, end) is not None


def find_topics(plain: str, start: int, end: int, names: Sequence[tuple[int, int]]) -> tuple[str, ...]:
    """Topic keys in order of first appearance, without repeats. A topic's word inside a longer name (``调查`` in
    ``政务调查会长``) or inside other words (``流感`` in ``交流感受``) is none."""
    found = [
        (hit.start, hit.value)
        for hit in _topics().find(plain, start, end)
        if hit.value is not None
        and not any(a <= hit.start and hit.end <= b and b - a > hit.end - hit.start for a, b in names)
        and not (
            hit.text.isascii()
            and re.search(r"[A-Za-z0-9]", plain[hit.start - 1 : hit.start] + plain[hit.end : hit.end + 1])
        )
        and (stands_alone(plain, hit.start, hit.end) or _is_matter(plain, hit.start, hit.end))
    ]
    found += _printed_topics(plain, start, end)
    return tuple(dict.fromkeys(key for _, key in sorted(found)))


@cache
def hedges() -> TermMatcher[str]:
    return TermMatcher(flatten_terms(load_table("zh", "hedges")))


@cache
def words(name: str) -> tuple[str, ...]:
    """A list of ``reporting.toml``, longest first."""
    listed: list[str] = load_table("zh", "reporting")[name]
    return tuple(sorted(listed, key=lambda w: (-len(w), w)))


@cache
def alternatives(name: str) -> str:
    """A list of ``reporting.toml`` as the body of a regular expression."""
    return "|".join(re.escape(word) for word in words(name))


@cache
def _surnames() -> frozenset[str]:
    return frozenset(name for name in load_table("zh", "surnames")["japanese"] if len(name) >= 2)


def _in_surname(plain: str, place: int) -> bool:
    """Whether the character stands in a Japanese family name (``中`` of ``田中美咲``), or starts right behind one."""
    before = [plain[s:e] in _surnames() for s in (place - 2, place - 1) if s >= 0 for e in (s + 2, s + 3) if e > place]
    return any(before) or plain[max(0, place - 2) : place] in _surnames()


_SIDE = re.compile(r"([中日韩美朝俄英法德印欧菲越乌以])方(?!面|向|案|式|法|圆|针|块|便|程|位)")
_PAIR = re.compile(
    r"[中日韩美朝俄英法德印欧菲越澳乌以伊](?:[、和与]?[中日韩美朝俄英法德印欧菲越澳乌以伊]){1,3}(?=两国|三国|双方|关系|首脑|领导人|外长|防长|合作|同盟|会谈|峰会|联合|双边|之间|三方|军演|贸易|分别|代表团|元首|总统|总理|四国|战争|冲突|议员|高层|商定|达成|签署|举行|就|将|都|两军|交流|两党|政府|领导|友好|同意|一致)"
)
_STRONG = re.compile(
    r"(?<![其之当心空途集年月程谈会家期过境])[中日韩美朝俄](?:[、和与]?[中日韩美朝俄]){1,2}"
    r"(?![国央方东心本元前益常子程用内军联鲜野罗洲丽好食容术文语人企民])"
)
_TWO_WORDS = re.compile(
    r"(对|驻|访|赴|抵|来(?=[华韩]))([华中日韩美朝俄英法德印欧菲越澳乌台])(?!的|时|外|后|此|方|国|本|元|式|益|常|东|亚|洲|期|前|间|央|心|断|止|级)"
)


_VISITING = re.compile(r"(?:[访赴抵]|来(?=[华韩]))([华中日韩美朝俄英法德印欧菲越澳乌])(?=的\S)")


def _in_date(plain: str, place: int) -> bool:
    """``8日与韩瑞珍``: the day of a date, no country."""
    return plain[place] == "日" and plain[max(0, place - 1) : place].isdigit()


_OTHER_SIDE = re.compile(
    r"([新马泰加意伊巴哈澳蒙缅柬老葡土沙])方(?!面|向|案|式|法|圆|针|块|便|程|位|能|格|才|言|可|米)"
)
_OTHER_PAIR = re.compile(
    r"(?:[中日韩美朝俄英法德印欧]([新马泰加意伊巴哈澳蒙缅柬老葡土沙])|([新马泰加意伊巴哈澳蒙缅柬老葡土沙])[中日韩美朝俄英法德印欧])"
    r"(?=两国|双方|关系|外长|防长|合作|会谈|双边|之间|双边|自由贸易|自贸|经贸|贸易|航线|企业|两军|交流|友好|之间)"
)


@cache
def _other_letters() -> Mapping[str, Mapping[str, str]]:
    table: Mapping[str, Mapping[str, str]] = load_table("zh", "gazetteer")["letter_if_named"]
    return table


def _named_letter(plain: str, char: str) -> str | None:
    """The country that one character stands for in a text that also has exactly one such country's name."""
    codes = {code for name, code in _other_letters().get(char, {}).items() if name in plain}
    return next(iter(codes)) if len(codes) == 1 else None


def _other_countries(plain: str, start: int, end: int) -> list[Found]:
    """``新方``, ``韩新两国``: short forms that are common words too, so only where the text names the country."""
    found: list[Found] = []
    for match in _OTHER_SIDE.finditer(plain, start, end):
        code = _named_letter(plain, match[1])
        if code is not None:
            found.append(Found(match.start(), match.end(), "organization", "government", code))
    for match in _OTHER_PAIR.finditer(plain, start, end):
        code = _named_letter(plain, match[1] or match[2])
        if code is None:
            continue
        for place in (match.start(), match.start() + 1):
            of = letters()[plain[place]] if plain[place] != (match[1] or match[2]) else code
            found.append(Found(place, place + 1, "place", of, of))
    return found


def find_letters(plain: str, start: int, end: int) -> list[Found]:
    """Countries written with one character: ``韩方``, ``中日韩``, ``访韩``, ``驻华``."""
    found: list[Found] = []
    table = letters()
    for match in _SIDE.finditer(plain, start, end):
        code = table[match[1]]
        found.append(Found(match.start(), match.end(), "organization", "EU" if code == "EU" else "government", code))
    for match in (*_PAIR.finditer(plain, start, end), *_STRONG.finditer(plain, start, end)):
        for offset, char in enumerate(match.group()):
            place = match.start() + offset
            if _in_date(plain, match.start()):
                continue
            if char == "以" and "以色列" not in plain:
                continue
            if char in table and not _in_surname(plain, place):
                found.append(Found(place, place + 1, "place", table[char], table[char]))
    for match in _VISITING.finditer(plain, start, end):
        code = "CN" if match[1] == "华" else table[match[1]]
        found.append(Found(match.start(1), match.end(1), "place", code, code))
    for match in _TWO_WORDS.finditer(plain, start, end):
        code = "CN" if match[2] == "华" else table[match[2]]
        found.append(Found(match.start(2), match.end(2), "place", code, code))
    found.extend(_other_countries(plain, start, end))
    return found
