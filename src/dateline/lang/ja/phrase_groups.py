"""Phrases of a sentence with their particles, and those that stand side by side as one group."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from dateline.lang.ja.chains import Phrase
from dateline.lang.ja.lexicon import countries

_PARTICLE = re.compile(
    r"(側|ら|自身|一行|国営メディア|国営通信|メディア|当局(?!者)|首脳ら?|首脳陣|代表団|本会議|政府(?!系))?(によると|によりますと|によれば|による(?!と)|に対して|に対し|との間で|との(?!間)|とともに|と共に|と(?!いう|の|する|して)|とも|には|にも|に(?!よる|つい|関[しすわ]|向け|おけ|おい)|への|へ|から(?:は|も)(?=、)|から|より|を|が|は|も|では|で(?!の)|の|、|・|や|及び|および|らと|らが|らは)?"
)
_BRACKET = re.compile(r"[（(][^（）()。]{1,24}[）)](?=は|が|も|と|に|の|を|、|ら|政府|側)")
_SUFFIX = re.compile(r"(側|ら|自身|一行|当局|首脳ら?|首脳陣|外相ら|政府|の)?")
BY_WHOM = ("によると", "によりますと", "によれば")
_AGENTS = frozenset(("person", "position", "organization", "place"))


@dataclass(frozen=True, slots=True)
class Group:
    """One or more phrases side by side with one particle: 金首相と柏木氏は, 日韓両国が.

    ``members`` are mention indices (empty for 両氏 alone, whose ``word`` is kept); ``low:high`` the phrase, ``stop`` the
    end of its particle and comma.
    """

    low: int
    high: int
    stop: int
    particle: str
    members: tuple[int, ...]
    kind: str
    word: str = ""
    topic: bool = False
    lead: int = 0

    @property
    def acts(self) -> bool:
        """Whether it may do something."""
        return self.kind in (*_AGENTS, "collective", "unknown")


def find_groups(
    text: str, span: tuple[int, int], phrases: Sequence[Phrase], strangers: Sequence[tuple[int, int]] = ()
) -> list[Group]:
    """Phrases of a sentence with their particles; phrases that stand side by side become one group.

    ``strangers`` are spans of nouns before は or が that are no phrase: they keep a verb from being given to somebody else.
    """
    groups: list[Group] = []
    for phrase in sorted(phrases, key=lambda p: (p.start, -p.end)):
        if groups and phrase.start < groups[-1].high:
            continue
        beyond = _BRACKET.match(text, phrase.end, span[1])
        match = _PARTICLE.match(text, beyond.end() if beyond else phrase.end, span[1])
        particle = (match.group(2) or "") if match else ""
        stop = match.end() if match else phrase.end
        high = match.start(2) if match and match.group(2) else stop
        particle = "から" if particle in ("からは", "からも") else particle.removeprefix("ら")
        if text[stop : stop + 1] == "、" and particle not in ("", "、"):
            stop += 1
        members = () if phrase.mention is None else (phrase.mention,)
        groups.append(Group(phrase.start, high, stop, particle, members, phrase.kind, phrase.key))
    groups = _coordinate(text, groups)
    marked = [replace(g, lead=_lead(text, span[0], g.low)) for g in groups]
    taken = [(g.low, g.stop) for g in groups]
    for low, high in strangers:
        if not any(a <= high < b for a, b in taken):
            stop = high + 1 + (text[high + 1 : high + 2] == "、")
            marked.append(Group(low, high, stop, text[high], (), "unknown", lead=_lead(text, span[0], low)))
    return _mark_topics(text, span, sorted(marked, key=lambda g: g.low))


_NO_LEAD = "、。はがをに「」"


def _lead(text: str, start: int, low: int) -> int:
    """Where a phrase begins with what introduces it (自民党の…, 3人の…)."""
    if not text.endswith("の", start, low):
        return low
    return max(start, *(text.rfind(mark, start, low) + 1 for mark in _NO_LEAD))


def _coordinate(text: str, groups: list[Group]) -> list[Group]:
    """Join A と B は, A、B両氏は, 日韓両国が into one group."""
    out: list[Group] = []
    for group in groups:
        while out and (_introduces(out[-1], group) or _joins(text, out, group)):
            if _introduces(out[-1], group):
                group = replace(group, low=out.pop().low)
                continue
            before = out.pop()
            kind = before.kind if group.kind == "collective" else group.kind
            both_offices = group.kind == "position" and before.kind == "place" and before.particle in ("", "の")
            members = before.members if both_offices else (*before.members, *group.members)
            group = replace(group, low=before.low, members=members, kind=kind, word=group.word)
        out.append(group)
    return out


def _introduces(before: Group, group: Group) -> bool:
    """Whether one country or body with の only says whose the next person is (自民党の柏木氏)."""
    if before.stop != group.low or len(before.members) != 1:
        return False
    if before.particle == "・":
        party = before.word in ("ruling_party", "opposition_party") and group.kind == "organization"  # 与党・民和党
        return before.kind == "organization" and (party or group.kind == "person")
    if before.particle != "の":
        return False
    if before.kind == "place" and group.kind == "organization":
        return _is_country(before)
    return before.kind in ("organization", "place") and group.kind in ("person", "position")


def _joins(text: str, out: list[Group], group: Group) -> bool:
    """Whether a phrase goes with the one before it as one party or list."""
    before = out[-1]
    if before.kind not in _AGENTS or not before.members:
        return False
    near = before.stop == group.low or _only_attributes(text, before.stop, group.low)
    if group.kind == "collective":
        if group.word == "両国" and len(before.members) < 2:
            return False  # A首相、両国関係に言及
        return near and (before.particle in ("", "、") or (before.particle == "の" and len(before.members) > 1))
    if group.kind not in _AGENTS:
        return False
    if group.kind == "position" and len(before.members) > 1 and before.kind == "place":
        return before.stop == group.low and before.particle in ("", "の")
    if before.kind == group.kind == "place" and before.particle == "" and before.high == group.low:
        return (
            before.high - before.low <= 3
            and text[before.low : group.low + 1].isalpha()
            and len(text[before.low : before.high]) == len(before.members)
        )
    if near and before.particle == "と" and group.particle == "、" and len(out) == 1 and before.kind == group.kind:
        return not text[: before.low].split("\n")[-1].strip()  # AとB、… at the head of a line
    if near and before.particle == "と" and (group.particle in BY_WHOM or text[before.low - 1 : before.low] == "＝"):
        return True  # 日本側と韓国側によると
    if not near or group.particle not in ("は", "が", "も", "と", "に", "の", "との", "による", ""):
        return False
    if before.particle == "と":
        alike = before.kind == group.kind or group.particle in ("は", "が", "も")
        return alike and group.particle in ("は", "が", "も", "の", "との", "による")
    if before.particle in ("及び", "および") and group.particle in ("は", "が", "も", "と"):
        return before.kind in ("person", "organization") and group.kind in ("person", "organization")
    listed = before.particle in ("・", "や") or _listed(text, group) or _row(text, out, group)
    return before.particle in ("、", "・", "や") and before.kind == group.kind and listed


def _row(text: str, out: list[Group], group: Group) -> bool:
    """Whether A、B are a row of people: both subjects, or both partners after a subject (Cは、A、Bらと)."""
    before = out[-1]
    if before.kind == group.kind == "place":
        sentence = text[group.stop :].split("\n")[0]
        return group.particle in ("は", "が", "も") and "。" in sentence and _is_country(before) and _is_country(group)
    if before.kind != "person" or group.kind != "person":
        return False
    if group.particle in ("は", "が", "も"):
        return True
    inside = bool(text[: before.low].split("\n")[-1].strip("、 　"))
    return group.particle in ("と", "に", "との") and (inside or text[group.high - 1] == "ら")


def _is_country(group: Group) -> bool:
    return len(group.word) == 2 and group.word.isupper()


def _listed(text: str, group: Group) -> bool:
    """A、B are one list only when a word for both follows (A、B両氏は)."""
    return bool(re.compile(r"(?:、[^、。はが]{1,12}){0,3}の?(?:両|[2-5２-５二三四][カか]国)").match(text, group.high))


def _only_attributes(text: str, low: int, high: int) -> bool:
    """Whether only an attribute with の stands between two phrases (Aと日本のB)."""
    between = text[low:high]
    return 0 < len(between) <= 16 and between.endswith("の") and not re.search(r"[はがをで、。]", between)


def _mark_topics(text: str, span: tuple[int, int], groups: list[Group]) -> list[Group]:
    topics = [
        replace(g, topic=True) if g.acts and (g.particle in ("は", "も") or _opens_part(text, span, g)) else g
        for g in groups
    ]
    if any(g.topic or g.particle == "が" for g in topics):
        return topics
    first = next((g for g in topics if g.acts), None)
    if (
        first is not None
        and (first.particle == "、" or (not first.particle and not _RUNS_ON.match(text, first.stop)))
        and _opens(text[span[0] : first.low])
        and first.kind != "place"
    ) or (first is not None and first.particle == "、" and first.kind == "place" and first.low == span[0]):
        return [replace(g, topic=True) if g is first else g for g in topics]
    return topics


def _opens_part(text: str, span: tuple[int, int], group: Group) -> bool:
    """Whether a party opens a further part of a headline (装置に亀裂　韓国警察、運行会社を捜索)."""
    after_space = group.low > span[0] and text[group.low - 1] == "　" and "。" not in text[span[0] : span[1]]
    return after_space and group.particle in ("、", "") and group.kind in ("person", "organization", "position")


_FIELD = re.compile(r"[\u3400-\u9fffァ-ヺー]{2,8}の")
_RUNS_ON = re.compile(r"[\u3400-\u9fffァ-ヺー]")  # EU通商担当の高官


def _opens(words: str) -> bool:
    """Whether what stands before the first party of a headline is nothing, a rubric or his country."""
    lead = words.strip("【】[]（）() 　")
    field = _FIELD.fullmatch(lead) is not None  # 半導体のリンド社、熊本県と…に調印
    return field or lead in ("", "速報", "独自") or lead.removesuffix("の") in countries()
