"""Titles and bodies put together: which country or body an office belongs to, and in which standing it is held."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from dateline.lang.data import load_table
from dateline.lang.zh.lexicon import Found, sense

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
        joined.append(item)
    return joined


def own_positions(plain: str, found: Sequence[Found]) -> list[Found]:
    """Which country or body a title belongs to: what stands right before it, else what the title itself implies."""
    settled: list[Found] = []
    for item in found:
        if item.kind != "position":
            settled.append(item)
            continue
        before = settled[-1] if settled else None
        of = item.of
        gap = plain[before.end : item.start] if before is not None else "x"
        status = "current"
        words = re.fullmatch(rf"(?:的)?({status_words()})?(?:驻[\u4e00-\u9fff]{{0,4}}|{OFFICE_FIELD})?", gap)
        if before is not None and words is not None and before.kind in ("place", "organization"):
            of = (
                before.value
                if before.kind == "organization" and "/" in before.value and not before.value.startswith("UN/")
                else before.of
            )
            if before.value == "EU":
                of = "EU"
            if before.kind == "place" and not before.value[:2].isupper():
                of = before.of
        if before is not None and plain[before.start - 1 : before.start] == "驻":
            sender = settled[-2] if len(settled) > 1 and settled[-2].end == before.start - 1 else None
            of = sender.of if sender is not None else None
        elif before is not None and before.kind == "position" and re.fullmatch(r"[、兼和]|", gap):
            of = before.of or of
        prefix = re.search(rf"({status_words()})$", plain[max(0, item.start - 4) : item.start])
        if prefix is not None:
            status = statuses()[prefix[1]]
        country = of.split("/")[0] if of else None
        value = sense(plain[item.start : item.end], item.value, country)
        if of is not None and "/" in of and not of.startswith(("EU", "UN")) and value in ("representative", "chair"):
            value = "party_leader"
        party = (
            before is not None
            and before.kind == "organization"
            and ("/" in before.value or before.value.endswith("党"))
        )
        if plain[item.start : item.end] == "秘书长" and not party:
            value = "official"
        if value in ("minister", "vice_minister") and before is not None and before.end == item.start:
            value, of = _of_ministry(before, value, of)
        if value == "iaea_director_general" and before is not None and before.value != "UN/iaea":
            value = "director_general"
        settled.append(replace(item, of=of, value=value, status=status))
    return settled


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
