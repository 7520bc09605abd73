"""Roles: who of a sentence holds which title that stands beside the name."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dateline.lang.zh.lexicon import Found
from dateline.lang.zh.offices import leads_to_title
from dateline.lang.zh.people import HONOURS
from dateline.lang.zh.titles import status_words


def pair_roles(plain: str, row: Sequence[Found]) -> list[tuple[int, int]]:
    """``(person, position)`` index pairs of one sentence: titles right before a name, or right after it."""
    pairs: list[tuple[int, int]] = []
    for index, item in enumerate(row):
        if item.kind != "person":
            continue
        place, end = index - 1, item.start
        while place >= 0 and row[place].kind in ("position", "organization", "place"):
            gap = plain[row[place].end : end]
            if place and row[place].kind == "position" and row[place - 1].kind == "person" and gap == "、":
                break  # ``甲副主席、乙``: the title is the first man's
            nested = row[place].kind != "position" and row[place + 1].kind == "position" and end != item.start
            nested = nested and len(gap) <= 12 and leads_to_title(plain, row[place].end, end)
            if (not nested and not re.fullmatch(rf"(?:[、兼 ]|(?:{status_words()})|的|{HONOURS.pattern})?", gap)) or (
                row[place].kind != "position" and end == item.start
            ):
                break
            if gap == "" and end != item.start and row[place].kind == row[place + 1].kind == "position":
                break
            if row[place].kind == "position":
                pairs.append((index, place))
            end = row[place].start
            place -= 1
        after = index + 1
        if (
            after < len(row)
            and row[after].kind == "position"
            and not plain[item.end : row[after].start].strip()
            and not (
                after + 1 < len(row) and row[after + 1].kind == "person" and row[after + 1].start == row[after].end
            )
        ):
            pairs.append((index, after))
            second = after + 1
            if (
                second < len(row)
                and row[second].kind == "position"
                and plain[row[after].end : row[second].start] == "兼"
            ):
                pairs.append((index, second))
    return pairs
