"""Two people of one name in one text: each is introduced by the whole name, one in public office and one not."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from msgspec import structs

from dateline.lang.compare import is_public_life
from dateline.model import Article, Mention, Reading

_OVER = ("former", "immediate_former", "elect")


def split_namesakes(article: Article, reading: Reading) -> Reading:
    """The reading with a chain of its own for the second of two namesakes whom it took for one.

    A text introduces somebody once by the whole name with a title; who is introduced again, under an office where the
    first had none or the other way round, is somebody else. Headlines do not count, nor former titles.
    """
    chains: dict[int, list[int]] = defaultdict(list)
    for index, mention in enumerate(reading.mentions):
        if mention.chain is not None and mention.kind == "person":
            chains[mention.chain].append(index)
    fresh = max((m.chain for m in reading.mentions if m.chain is not None), default=-1) + 1
    mentions = list(reading.mentions)
    for indices in chains.values():
        second = _second(article, reading, indices)
        for index in second:
            mentions[index] = structs.replace(mentions[index], chain=fresh)
        fresh += bool(second)
    return structs.replace(reading, mentions=tuple(mentions)) if mentions != list(reading.mentions) else reading


def _second(article: Article, reading: Reading, indices: Sequence[int]) -> list[int]:
    """The mentions of the one introduced second; none where there is one person."""
    titled: dict[int, bool] = {}
    for role in reading.roles:
        if role.person in indices and role.status not in _OVER:
            position = reading.mentions[role.position]
            public = is_public_life(position.value or "") or "/" in (position.of or "")
            titled[role.person] = titled.get(role.person, False) or public
    whole = [i for i in titled if _is_whole(reading.mentions[i]) and _in_body(article, reading.mentions[i])]
    if len({titled[i] for i in whole}) < 2:
        return []
    first = titled[min(whole)]
    found: list[int] = []
    whose = first
    for index in indices:
        whose = titled.get(index, whose)
        if whose != first:
            found.append(index)
    return found


def _is_whole(mention: Mention) -> bool:
    return mention.text == mention.value


def _in_body(article: Article, mention: Mention) -> bool:
    return any(b.kind == "body" and b.start <= mention.start < b.end for b in article.blocks)
