"""Titles and bodies put together: which country or body an office belongs to, and in which standing it is held."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from dateline.lang.data import load_table
from dateline.lang.zh.lexicon import Found, sense
from dateline.lang.zh.offices import Seat, is_body, is_field, minister_of, office_key, ranks, seat_before, town_of

OFFICE_FIELD = (
    r"(?:国际|联邦|中央|[\u4e00-\u9fff]{0,4}(?:事务|安全|发展|合作|物流|劳动|福利|能源|环境|文化|体育|旅游|科技|信息|通信|农业|工业"
    r"|商务|经济|贸易|海洋|气候|平等|家庭|卫生|教育|交通|运输|[局厅处司]))"
)


def join_bodies(plain: str, found: Sequence[Found]) -> list[Found]:
    """``韩国`` + ``总统府`` is one body of Korea; ``日本`` + ``自民党`` stays a country and a party."""
    joined: list[Found] = []
    for item in found:
        before = joined[-1] if joined else None
        kind_of_body = item.kind == "organization" and "/" not in item.value and item.value.islower()
        country = before.value if before and before.end == item.start and before.kind == "place" else ""
        if before and len(country) == 2 and item.kind == "organization" and item.value.endswith("办公室"):
            joined[-1] = Found(before.start, item.end, "organization", plain[before.start : item.end], country)
            continue
        if before and kind_of_body and len(country) == 2:
            value = sense(plain[item.start : item.end], item.value, country)
            joined[-1] = Found(before.start, item.end, "organization", value, country)
            continue
        if before and before.end == item.start and before.kind == "place" and before.of and item.value in _LOCAL:
            joined[-1] = Found(before.start, item.end, "organization", item.value, before.of)
            continue
        joined.append(item)
    return joined


_LOCAL = frozenset({"court", "prosecution", "police", "fire_agency"})
"""Bodies that a town has as well as a country: ``首尔中央地方检察厅``."""


def own_positions(plain: str, found: Sequence[Found]) -> list[Found]:
    """Which country or body a title belongs to (what stands right before it, else what the title itself implies), what it
    means there, and the bodies before titles that no table has."""
    settled: list[Found] = []
    for item in found:
        if item.kind != "position":
            settled.append(item)
            continue
        seat = seat_before(plain, item, settled)
        of = _owner(plain, item, settled) or seat.country or _second_post(plain, seat, settled)
        if _is_envoy(plain, settled):
            of = settled[-2].of if len(settled) > 1 and settled[-2].end == settled[-1].start - 1 else None
        of = of or town_of(seat.words + plain[item.start : item.end - 1]) or town_of(seat.words)
        value = _meaning(plain, item, of, settled, seat)
        status = statuses()[match[1]] if (match := _standing(plain, item, seat)) is not None else "current"
        start, body = _split_body(plain, item, seat, value)
        if body is not None:
            settled.append(replace(body, of=of))
        settled.append(replace(item, start=start, of=of, value=value, status=status))
    return settled


def _is_envoy(plain: str, settled: Sequence[Found]) -> bool:
    """``甲国驻乙国大使``: not the second country's."""
    return bool(settled) and plain[settled[-1].start - 1 : settled[-1].start] == "驻"


def _owner(plain: str, item: Found, settled: Sequence[Found]) -> str | None:
    """The country or body that the title is joined to, or that it implies."""
    before = settled[-1] if settled else None
    if before is None:
        return item.of
    gap = plain[before.end : item.start]
    words = re.fullmatch(rf"(?:的)?({status_words()})?(?:{ranks()})?(?:驻[\u4e00-\u9fff]{{0,4}}|{OFFICE_FIELD})?", gap)
    if words is not None and before.kind in ("place", "organization"):
        named = before.kind == "organization" and "/" in before.value and not before.value.startswith("UN/")
        return "EU" if before.value == "EU" else before.value if named else before.of
    if before.kind == "position" and re.fullmatch(r"[、兼和]|", gap):
        return before.of or item.of
    return item.of


def _second_post(plain: str, seat: Seat, settled: Sequence[Found]) -> str | None:
    """``某国副首相兼内政大臣``: the second post is of the first one's country."""
    before = settled[-1] if settled else None
    joined = before is not None and before.kind == "position" and plain[before.end : seat.start] in ("兼", "、")
    return before.of if before is not None and joined else None


def _standing(plain: str, item: Found, seat: Seat) -> re.Match[str] | None:
    """The word of former or coming holders before a title, or before the body that it belongs to."""
    near = re.search(rf"({status_words()})$", plain[max(0, item.start - 4) : item.start])
    if near is not None or seat.start == item.start:
        return near
    head = plain[max(0, seat.start - 5) : seat.start]
    return re.search(rf"(?<![\d天年月日周时之以会此目当面赛战])({status_words()})$", head)


def _meaning(plain: str, item: Found, of: str | None, settled: Sequence[Found], seat: Seat) -> str:
    """The key of the office."""
    title, before = plain[item.start : item.end], settled[-1] if settled else None
    value = sense(title, item.value, of.split("/")[0] if of else None)
    if (
        of is not None
        and "/" in of
        and not of.startswith(("EU", "UN", "CN/", "US/fed"))
        and value in ("representative", "chair")
    ):
        return "party_leader"
    if value in ("minister", "vice_minister") and before is not None and before.end == item.start:
        named, _ = _of_ministry(before, value, of)
        if named != value:
            return named
    if value == "iaea_director_general" and before is not None and before.value != "UN/iaea":
        return "director_general"
    if title == "总裁" and not seat.words and re.search(r"自民党|党总裁|总裁选|执政党", plain):
        return "party_leader"
    return office_key(title, value, seat)


def _split_body(plain: str, item: Found, seat: Seat, value: str) -> tuple[int, Found | None]:
    """Where the title begins (``渔业大臣``, ``选举专员`` whole), and the body before it that no table has."""
    if (
        seat.body is None
        or seat.body[1] < item.start - 4
        or (seat.known is not None and seat.known.start >= seat.body[1])
    ):
        return item.start, None
    start, end = seat.body
    if is_body(plain, start, end):
        return item.start, Found(start, end, "organization", plain[start:end]) if end - start > 2 else None
    whole = value != "minister" and value.endswith("_minister") and minister_of(plain[start:end]) == value
    field = plain[item.start : item.end] in ("专员", "顾问", "代表", "总监", "主任") and is_field(plain[start:end])
    return (start, None) if whole or field else (item.start, None)


def _of_ministry(body: Found, value: str, of: str | None) -> tuple[str, str | None]:
    """``科技部`` + ``部长`` is the minister of that ministry."""
    named = body.value.replace("_ministry", "_minister")
    if body.kind != "organization" or value != "minister" or named == body.value:
        return value, of
    return (named, body.of) if named in load_table("zh", "positions") else (value, body.of)


@cache
def statuses() -> dict[str, str]:
    table: dict[str, list[str]] = load_table("zh", "names")["status"]
    order = ("former", "acting", "elect", "immediate_former")
    return {word: status for status in order for word in table[status]}


@cache
def status_words() -> str:
    return "|".join(re.escape(w) for w in sorted(statuses(), key=lambda w: (-len(w), w)))
