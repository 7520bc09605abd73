"""Offices that no list knows: what body stands before a title, and what the title's last word means there.

A title is known by how it ends (``局长``, ``司令``, ``发言人``) and by its place; the body before it (``国家移民管理局``,
``海洋警察厅``) tells whether its holder leads an agency of the state, a bureau of a ministry, or a bureau of a province.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from dateline.lang.data import load_table
from dateline.lang.zh.lexicon import Found
from dateline.lang.zh.segmenter import begins_word, cut_words, is_common

_HAN = re.compile(r"[\u4e00-\u9fff]")
_LONGEST = 24
_STANDING = re.compile(r"(?:前|原|前任|现任|时任|新任|候任|代理|首任)的?")
_LISTED = re.compile(
    r"[\u4e00-\u9fff]{2,4}(?:、[\u4e00-\u9fff]{2,4})*[和与及]"
)  # ``气象、气候和`` before ``地球物理局``
_CHARGE = re.compile(r"(?:负责|主管|分管|主持)[^，。；、]{1,16}的$")
_TOWNS = ("HK", "MO")


@dataclass(frozen=True, slots=True)
class Seat:
    """What stands before a title: where it begins, the body that no table has, one that a table has, the country, and
    whether a region's name is part of it. ``words`` is all of it but the country."""

    start: int
    body: tuple[int, int] | None = None
    known: Found | None = None
    country: str | None = None
    local: bool = False
    words: str = ""


@cache
def _listed(name: str) -> str:
    words: list[str] = load_table("zh", "offices")[name]
    return "|".join(re.escape(w) for w in sorted(words, key=lambda w: (-len(w), w)))


@cache
def _scope(name: str) -> re.Pattern[str]:
    return re.compile(load_table("zh", "offices")["scopes"][name])


@cache
def _cut() -> re.Pattern[str]:
    never = re.escape(load_table("zh", "offices")["never"])
    return re.compile(
        rf"[{never}]|[^\u4e00-\u9fff]|{_listed('cuts')}"
        r"|对(?!外)|在(?!野)|就(?!业)|(?<![共合协大联会])同(?![盟业乡])|[于是称与及]|说(?!明)|(?<!公)为|(?<!中)和(?!平)"
    )


@cache
def _openers() -> re.Pattern[str]:
    return re.compile(rf"(?:{_listed('openers')})+")


@cache
def ranks() -> str:
    """The words of rank that stand before a title (``第一``, ``常务``), as the body of a regular expression."""
    return _listed("ranks")


@cache
def _tail() -> re.Pattern[str]:
    return re.compile(rf"(?:{_listed('body_tails')})$")


def ends_like_body(words: str) -> bool:
    """Whether the last word is one that bodies' names end in."""
    return _tail().search(words) is not None


def seat_before(plain: str, title: Found, settled: Sequence[Found]) -> Seat:
    """What the title belongs to, from the unbroken run of characters and of names already found before it."""
    rank = re.search(rf"(?:{ranks()})+$", plain[max(0, title.start - 6) : title.start])
    place = title.start - (len(rank.group()) if rank is not None else 0)
    if (charge := _CHARGE.search(plain[max(0, place - _LONGEST) : place])) is not None:
        place -= len(charge.group())  # ``欧盟委员会负责渔业事务的委员``
    seat, end = Seat(place), place
    for index in range(len(settled) - 1, -2, -1):
        item = settled[index] if index >= 0 else None
        left = max(item.end if item is not None else 0, place - _LONGEST)
        if left < place:
            begin = _body_start(plain, left, place, after_place=item is not None and item.kind == "place")
            if seat.known is not None and _LISTED.fullmatch(plain, left, place):
                begin = left
            if begin < place:
                if not names_body(plain, begin, place):
                    break
                seat = replace(seat, body=seat.body or (begin, place), start=begin, words=plain[begin:end])
            if begin > left and not _STANDING.fullmatch(plain, left, begin):
                break
            place = left
        if item is None or item.end != place or item.kind not in ("place", "organization"):
            break
        before = settled[index - 1] if index > 0 else item
        if before.end == item.start and before.end - before.start == item.end - item.start == 1:
            item = before  # ``日中友好议员联盟`` is one side's, the first
        seat = _with_name(plain, seat, item, end)
        place = item.start
        if item.kind == "place" and len(item.value) == 2:
            break
    return seat


def _with_name(plain: str, seat: Seat, item: Found, end: int) -> Seat:
    if item.kind == "organization":
        of = item.value if "/" in item.value and not item.value.startswith("UN/") else item.of
        country = seat.country or ("EU" if item.value == "EU" else of.split("/")[0] if of else None)
        known = seat.known or item
        return replace(seat, known=known, country=country, start=item.start, words=plain[item.start : end])
    if len(item.value) == 2 and item.value.isupper():
        return replace(seat, country=seat.country or item.value, start=item.start)
    country = seat.country or item.of
    return replace(seat, country=country, local=True, start=item.start, words=plain[item.start : end])


def _body_start(plain: str, left: int, end: int, *, after_place: bool) -> int:
    """Where the body's name begins that ends at ``end``: behind the last word that belongs to none."""
    begin = left
    for match in _cut().finditer(plain, left, end):
        listed = match.group() == "、" and re.compile(r"[\u4e00-\u9fff、]{2,12}[和与及]").match(plain, match.end(), end)
        if (match.group() in "和与及" or listed) and _joins_fields(
            plain, begin, match.start(), after_place=after_place
        ):
            continue
        begin = match.end()
    opening = _openers().match(plain, begin, end)
    while opening is not None:
        begin = opening.end()
        opening = _openers().match(plain, begin, end)
    return begin


def _joins_fields(plain: str, left: int, place: int, *, after_place: bool) -> bool:
    """Whether ``和`` stands between two fields of one body (``国家发展和改革委员会``), not between two bodies."""
    head = plain[left:place]
    if not head or not _HAN.match(head[-1]) or ends_like_body(head):
        return False
    return after_place or head in _fields() or head.startswith(("国家", "联邦", "中央"))


def is_body(plain: str, start: int, end: int) -> bool:
    """Whether the words are a body's name by their last word, and no person's (``王建军`` before ``局长``)."""
    words = plain[start:end]
    if len(words) < 2 or not ends_like_body(words):
        return False
    first = cut_words(words)[:-1]
    return len(words) > 3 or begins_word(words) or (bool(first) and all(len(w) > 1 for w in first))


def names_body(plain: str, start: int, end: int) -> bool:
    """Whether the run before a title names a body or a field, whole or without the syllable that the title has of it."""
    words = plain[start:end]
    return is_body(plain, start, end) or is_field(words) or minister_of(words) is not None


def is_unbroken(words: str) -> bool:
    """Whether characters before a title may be all a firm's name: no word in them that stands in none."""
    return 2 <= len(words) <= 10 and _cut().search(words) is None


def leads_to_title(plain: str, start: int, title: int) -> bool:
    """Whether nothing but a body's name, a field or a rank stands between a name and the title at ``title``."""
    rank = re.search(rf"(?:{ranks()})*$", plain[start:title])
    end = title - (len(rank.group()) if rank is not None else 0)
    if end == start or _CHARGE.fullmatch(plain, start, end):
        return True
    return _body_start(plain, start, end, after_place=True) == start and names_body(plain, start, end)


def is_field(words: str) -> bool:
    """Whether words before a title say what it is about (``首席选举`` + ``专员``): common words only."""
    if _LISTED.fullmatch(words):
        return True
    return (
        2 <= len(words) <= 8
        and _cut().search(words) is None
        and all(len(w) > 1 and is_common(w) for w in cut_words(words))
    )


@cache
def _fields() -> dict[str, str]:
    table: dict[str, list[str]] = load_table("zh", "offices")["fields"]
    return {word: key for key, words in table.items() for word in words}


def minister_of(words: str) -> str | None:
    """The key of the minister whose field these words name (``渔业``, ``能源与矿产资源``)."""
    whole = words.removesuffix("部")
    first = re.split(r"[和与及、]", whole)[0]
    return _fields().get(whole) or _fields().get(first)


_BUREAU = ("局长", "司长", "厅长", "署长", "处长", "长官", "关长")
_PARTY_POSTS = {
    "秘书长": "party_secretary_general", "总书记": "general_secretary", "副主席": "party_vice_president", "主席": "party_leader",
    "总裁": "party_leader", "副总裁": "party_vice_president", "代表": "party_leader", "领袖": "party_leader", "党首": "party_leader",
}  # fmt: skip


def office_key(title: str, value: str, seat: Seat) -> str:
    """What a title means behind the body that it belongs to; ``value`` where the body says nothing more."""
    words = seat.words + ("" if len(title) == 2 else title)
    known = seat.known.value if seat.known is not None else ""
    party = ("/" in known and not known.startswith(("UN", "EU", "CN/n", "CN/cp", "US/fed"))) or _scope("party").search(
        words
    )
    if party and title in _PARTY_POSTS:
        return _PARTY_POSTS[title]
    if title == "代表" and known == "CN/npc":
        return "lawmaker"
    if title.endswith(_BUREAU) and value in ("director_general", "commissioner", "minister"):
        return _of_bureau(title, value, seat)
    if title in ("部长", "大臣", "长官"):
        return minister_of(words) or _of_department(title, value, seat)
    if value == "policy_chief_presidential" and re.search(r"部|厅|局|省", words):
        return "director_general"
    if title in ("总裁", "副总裁"):
        return _of_firm(title, seat)
    if title == "秘书长":
        return "organisation_head" if _is_international(seat) else "official"
    if title in ("主席", "副主席") and value == "president" and seat.body is not None:
        return "chair"
    if title.endswith("队长"):
        return "fire_chief" if _scope("fire").search(words) else "police_chief" if _is_police(words) else value
    if title == "议员" and seat.local and seat.words and seat.words[-1] in "市县区镇":
        return "councillor"
    if title == "检察长" and (seat.local or re.search(r"地方|地检|区|市|省|县", words)):
        return "prosecutor"
    if title == "总监":
        firm = re.search(r"公司|集团|生产|技术|财务|营销|创意|艺术|运营|产品|投资", words) is not None
        public = re.search(r"[局署厅部委]|政府|监管|安全", words) is not None
        return "police_chief" if _is_police(words) else "executive" if firm else "official" if public else "director"
    if title == "院长" and words.endswith("法") and not words.startswith("最高"):
        return "judge"
    return value


def _of_department(title: str, value: str, seat: Seat) -> str:
    """``部长`` of an agency, a firm or an institute leads a department of it, and is no minister."""
    if title != "部长" or value != "minister" or _scope("department").search(seat.words) is None:
        return value
    return "bureau_director"


def _is_international(seat: Seat) -> bool:
    known = seat.known.value if seat.known is not None else ""
    named = known.isupper() or known.startswith("UN/")
    return named or _scope("international").search(seat.words) is not None


def _is_police(words: str) -> bool:
    return _scope("police").search(words) is not None and _scope("not_police").search(words) is None


def _of_firm(title: str, seat: Seat) -> str:
    if title == "副总裁":
        return "executive"
    if _scope("bank").search(seat.words):
        central = seat.words in ("日本银行", "韩国银行", "央行") or re.search(r"金融?管理?局|联储", seat.words)
        return "central_bank_governor" if central else "bank_president"
    return "company_president"


def _of_bureau(title: str, value: str, seat: Seat) -> str:
    """Heads of bureaux: of the police, of an agency of the state, of a ministry's bureau, of a province's."""
    words = seat.words + title.removesuffix("官").removesuffix("长")
    if not seat.words and len(title) < 3 and title != "长官":
        return value
    if title == "长官" and not words.endswith(("厅", "局", "院")):
        return minister_of(seat.words) or value
    if seat.country in _TOWNS or (seat.country is None and (town_of(words) or town_of(seat.words))):
        return "secretary" if title.endswith(("局长", "司长")) else "commissioner"
    if _is_police(words):
        return "police_chief"
    if _scope("fire").search(words):
        return "fire_chief"
    if title.endswith(("署长", "关长", "长官")):
        return "commissioner"
    if title.endswith(("司长", "处长")):
        return value
    return _of_agency(words, value, seat)


@cache
def _towns() -> dict[str, str]:
    table: dict[str, list[str]] = load_table("zh", "offices")["towns"]
    return {body: town for town, bodies in table.items() for body in bodies}


def town_of(words: str) -> str | None:
    """The town whose bureau has this name (保安局), where only one has such a bureau."""
    return _towns().get(words)


def _of_agency(words: str, value: str, seat: Seat) -> str:
    """Whether who leads a 局 or 厅 leads an agency of the state, a bureau of a ministry, or one of a province or a town."""
    head = "commissioner" if words.endswith("厅") else "organisation_head"
    if _scope("state").search(words):
        return head
    within = _scope("ministry").search(words) is not None
    if within or (seat.known is not None and seat.known.value.endswith("_ministry")):
        return "director_general"
    if seat.local or _scope("local").search(seat.words) is not None:
        return "bureau_director"
    return head if seat.country is not None else value
