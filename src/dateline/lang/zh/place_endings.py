"""Places that no table has, told by how they end (``东努沙登加拉省``, ``锡卡县``) and by what stands before them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dateline.lang.zh.lexicon import Found
from dateline.lang.zh.scene import tables
from dateline.lang.zh.segmenter import cut_words, is_common

_SHORTEST = 3
_ENDING = "特别行政区|自治区|自治州|自治县|群岛|半岛|大区|省|州|县|市|郡|府|岛|镇|乡|村"
_NAME = re.compile(
    rf"(?:(?![的了在于和与及将被向对从把由等])[\u4e00-\u9fff]){{2,9}}?(?:{_ENDING})(?![长民立委政警场值价村]|内|级|域|外|中心|屿|国)"
)
_LEADS = re.compile(r"(?:位于|来自|抵达|赶赴|赶往|前往|飞抵|飞往|视察|察看|途经|[在于赴抵])(?:了)?")
_OPENING = re.compile(
    r"[该本全各多某每这那其两三数此另同第一四五六七八九十]|[\u4e00-\u9fff]{0,2}族自治|维吾尔|[东南西北中]{1,2}省|当地|附近|沿海|沿岸|其他|一些|部分|周边|边境|相邻|邻近|有关|主要|重点|目前|所有|[东南西北中]部|"
    r"访问|会见|出席|参加|举行|发生|召开|接受|进行|全国|国内|国外|城市|乡|农村|山区|灾区|地区|社区|辖区|校区|园区|景区|小区|牧区|疫区|震区|库区|特区"
)
_INNER = re.compile(
    r"[\u4e00-\u9fff]{2,8}?(?:自治区|自治州|省|州|县|市|郡|岛)(?=[\u4e00-\u9fff]{2})(?!长|政府|人民|立)"
)


_GOING = re.compile(r"(?:抵达|前往|飞抵|飞往|赶赴|赶往|启程赴|转赴|[在赴抵])了?")
_THERE = re.compile(
    r"[，。；、]|$|会[见面晤谈]|举行|召开|参观|出席|签署|再[次度]|发生|登陆|附近|郊外|境内|机场|进行|视察|察看|慰问|考察|同|与|重新|共同"
)


def places_by_ending(
    plain: str, start: int, end: int, kept: Sequence[Found], people: Sequence[tuple[int, int]]
) -> list[Found]:
    """Places behind a place that is known or behind a word that leads to one, one after another; and names spelt by sound
    to which somebody goes. ``people``: what the network takes for people."""
    found: list[Found] = []
    places = [(k.end, k.of) for k in kept if k.kind == "place" and len(k.value) > 1]
    leads = [(m.end(), None) for m in _LEADS.finditer(plain, start, end)]
    taken = [(k.start, k.end) for k in kept]
    for place, of in sorted({*places, *leads}, key=lambda p: (p[0], p[1] or "")):
        while (name := _name_at(plain, place, end, taken)) is not None:
            found.append(Found(*name, "place", plain[slice(*name)], of))
            taken.append(name)
            place = name[1]
    for match in _GOING.finditer(plain, start, end):
        place, stop = match.end(), _sound_end(plain, match.end(), end)
        free = not any(a < stop and b > place for a, b in (*taken, *people))
        if stop - place >= _SHORTEST and free and _THERE.match(plain, stop, end):
            found.append(Found(place, stop, "place", plain[place:stop]))
    return found


def _sound_end(plain: str, start: int, end: int) -> int:
    sounds = tables().sounds
    while start < end and plain[start] in sounds:
        start += 1
    return start


def _name_at(plain: str, start: int, end: int, taken: Sequence[tuple[int, int]]) -> tuple[int, int] | None:
    if plain[start : start + 1] in tuple("省市州县区"):
        start += 1  # ``贵州`` + ``省``
    match = _NAME.match(plain, start, end)
    if match is None or _OPENING.match(plain, start) or any(a < match.end() and b > start for a, b in taken):
        return None
    words = cut_words(match.group())
    common = len(words) > 1 and any(
        len(w) > 1 and is_common(w) and not all(c in "东南西北中" for c in w) for w in words[:-1]
    )
    return None if common or is_common(match.group()) else match.span()


def split_places(words: str) -> list[tuple[int, int]]:
    """The stretches of a name that the network took for one place and is several (``某某省某某岛``)."""
    found: list[tuple[int, int]] = []
    begin = 0
    while (match := _INNER.match(words, begin)) is not None and match.end() - begin > 2:
        found.append((begin, match.end()))
        begin = match.end()
    return [*found, (begin, len(words))]
