"""Two people of one name in one text: the text says so, or gives the name two titles of two walks of life."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dateline.lang.compare.positions import walk_of_life
from dateline.lang.zh.lexicon import Found
from dateline.lang.zh.roles import pair_roles

_TOLD = re.compile(r"同名同姓|同姓同名|同名|重名|另一[名位个]?(?:也|亦)?(?:名叫|叫做?|名为)|也叫|名字相同|姓名相同")


def namesakes(plain: str, rows: Sequence[Sequence[Found]]) -> dict[str, dict[str, int]]:
    """For each name that two people of the text bear, which of them (0, 1, in order) goes by which title."""
    titles: dict[str, list[str]] = {}
    told = _TOLD.search(plain) is not None
    for row in rows:
        for person, position in pair_roles(plain, row):
            name, value = row[person].value, row[position].value
            counted = told or row[position].status == "current"
            if len(name) >= 2 and counted and value not in titles.setdefault(name, []):
                titles[name].append(value)
    return {
        name: {value: int(value != borne[0]) for value in borne}
        for name, borne in titles.items()
        if len(borne) == 2 and (_said(plain, name) if told else _two_walks(borne))
    }


def is_other(plain: str, place: int) -> bool:
    """Whether the name at ``place`` is said to be another man's (``另一名叫某某的``)."""
    return (
        re.search(r"另[一外]一?[名位个](?:[^，。；]{0,8}?(?:名?叫做?|名为))?$", plain[max(0, place - 14) : place])
        is not None
    )


def _said(plain: str, name: str) -> bool:
    """Whether the words for one name of two people stand near the name."""
    return any(name in plain[max(0, m.start() - 20) : m.end() + 30] for m in _TOLD.finditer(plain))


def _two_walks(borne: Sequence[str]) -> bool:
    walks = {walk_of_life(value) for value in borne}
    return len(walks) == 2 and "public" not in walks
