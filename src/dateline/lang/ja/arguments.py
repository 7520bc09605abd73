"""Parts of clauses: which phrase, by its particle, does what in which clause."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from dateline.lang.ja.clauses import Clause
from dateline.lang.ja.phrase_groups import Group
from dateline.lang.ja.predicates import REVEALED

_JOINTLY = frozenset(("meeting", "call", "exchanged", "alike", "agreed", "signing"))


@dataclass(frozen=True, slots=True)
class Part:
    """What the phrases around a clause are to it. ``governor`` is the index of the clause whose content it is."""

    subject: Group | None = None
    own_subject: bool = False
    partner: Group | None = None
    recipient: Group | None = None
    place: int | None = None
    governor: int | None = None
    speaker: Group | None = None
    spans: tuple[tuple[int, int], ...] = ()


def fit_parts(text: str, groups: Sequence[Group], clauses: Sequence[Clause]) -> list[Part]:
    """For every clause its subject, partner, recipient, place, and the clause that reports it."""
    governors = _governors(clauses)
    parts = [Part(governor=g) for g in governors]
    for group in groups:
        _place_group(text, group, (groups, clauses), parts)
    return _inherit(groups, clauses, parts)


def _governors(clauses: Sequence[Clause]) -> list[int | None]:
    """For every clause the next one that it is the content of. A clause joined to a content clause shares its governor
    only when it has a subject with が; that is settled later, so here it has none."""
    found: list[int | None] = [None] * len(clauses)
    for index, clause in enumerate(clauses):
        if clause.link in ("content", "wish", "nominal"):
            for later in range(index + 1, len(clauses)):
                if clauses[later].link != "noun" and clauses[later].family != "state":
                    found[index] = later
                    break
    return found


def _next(clauses: Sequence[Clause], at: int, wanted: frozenset[str] | None = None) -> int | None:
    for index, clause in enumerate(clauses):
        if clause.begin >= at and (wanted is None or clause.family in wanted):
            return index
    return None


def _matrix(clauses: Sequence[Clause], at: int) -> int | None:
    """The next clause that is not content, attribute or condition."""
    for index, clause in enumerate(clauses):
        if clause.begin >= at and clause.link not in ("content", "wish", "nominal", "noun", "if"):
            return index
    return None


def _overtaken(text: str, group: Group, groups: Sequence[Group], clause: Clause) -> bool:
    """Whether another subject stands nearer to a headline's predicate (AがBを主張、CはD訪問)."""
    if "。" in text[clause.begin : clause.begin + 200].split("\n")[0]:
        return False
    return any(g.particle in ("は", "が", "も") and group.stop <= g.low and g.high <= clause.begin for g in groups)


def _is_reported(text: str, group: Group, sentence: tuple[Sequence[Group], Sequence[Clause]], nearest: int) -> bool:
    """Whether a が-subject is of what somebody else says in words without a verb (通信社は、長官が会談予定だと報じた)."""
    groups, clauses = sentence
    said = clauses[nearest]
    topic = next((g for g in groups if g.topic and g.particle == "は" and g.stop <= group.low), None)
    if (
        said.family != "said"
        or topic is None
        or text[said.begin - 1] != "と"
        or "」と" in text[group.stop : said.begin]
    ):
        return False
    return not any(topic.stop <= c.begin < group.low and c.link in ("and", "end") for c in clauses)


def _place_group(
    text: str, group: Group, sentence: tuple[Sequence[Group], Sequence[Clause]], parts: list[Part]
) -> None:
    groups, clauses = sentence
    particle = group.particle
    nearest = _next(clauses, group.high)
    if nearest is None:
        return
    if clauses[nearest].word.endswith("を受ける") and particle in ("の", "から") and group.acts:
        if not re.search(r"[、はがを]", text[group.stop : clauses[nearest].begin]):
            _set(parts, nearest, group, "recipient")
    elif particle == "が" and group.kind == "collective" and clauses[nearest].link != "end":
        joint = _next(clauses, group.high, _JOINTLY)  # 両氏が…を防ぐ窓口が必要だとの認識で一致した
        _set(parts, nearest if joint is None else joint, group, "subject")
    elif (
        particle == "が"
        and group.acts
        and clauses[nearest].link == "noun"
        and _SET_OFF.search(text, group.stop, clauses[nearest].begin)
    ):
        _set(
            parts,
            next((i for i, c in enumerate(clauses) if c.begin >= group.high and c.link != "noun"), None),
            group,
            "subject",
        )
    elif particle == "が" and group.acts:
        reason = group.kind == "unknown" and _REASON.search(text, group.stop, clauses[nearest].begin)
        if not (
            reason or _overtaken(text, group, groups, clauses[nearest]) or _is_reported(text, group, sentence, nearest)
        ):
            _set(parts, nearest, group, "subject")
    elif particle == "から" and _is_speaker(text, group, groups, clauses[nearest]):
        speech = next((i for i, c in enumerate(clauses) if c.begin >= group.high and _tells(c)), nearest)
        _set(parts, speech, group, "subject")
    elif particle == "への":
        direct = not re.search(r"[、。はがを]", text[group.stop : clauses[nearest].begin])
        if group.kind == "place" and clauses[nearest].family == "visit" and direct:
            _visit_place(parts, nearest, group)
    elif particle in ("に対し", "に対して"):
        _set(parts, _matrix(clauses, group.high), group, "recipient")
    elif particle in ("と", "とともに", "と共に", "との間で", "とも"):
        joint = _next(clauses, group.high, _JOINTLY)
        if group.kind == "place" and _BETWEEN.match(text, group.stop):
            return
        if joint is not None and all(
            clauses[i].link in ("content", "wish", "nominal", "noun") or _only_how(text, clauses[i])
            for i in range(nearest, joint)
        ):
            _set(parts, joint, group, "partner")
        elif joint is None and _ISSUED_PAPER.search(text, group.stop, clauses[nearest].begin):
            _set(parts, nearest, group, "partner")
    elif particle == "による" and clauses[nearest].family in (*_JOINTLY, "visit"):
        if _OWN_NOUN.fullmatch(text, group.stop, clauses[nearest].begin):
            _set(parts, nearest, group, "subject")
    elif particle == "との":
        _set_beside(text, group, clauses, parts)
    elif particle == "を" and text.startswith(("めぐ", "巡"), group.stop):
        return
    elif particle in ("に", "へ", "には", "にも", "から", "を"):
        _object(group, nearest, clauses, parts)
    elif (
        group.kind == "place" and (particle in ("で", "では") or text.startswith(("において", "にて"), group.high))
    ) or (
        particle == "の"
        and group.kind == "place"
        and re.compile(r"[^。、はがをに]{1,14}で(?!の)").match(text, group.stop)
    ):
        _set_place(parts, nearest, group, clauses)
    elif group.kind == "place" and not particle and clauses[nearest].family == "visit":
        if clauses[nearest].begin - group.high <= 2 and parts[nearest].place is None:
            _visit_place(parts, nearest, group)
    elif group.kind == "place" and not particle and _AT_PART_OF.match(text, group.high):
        _set_place(parts, nearest, group, clauses)


def _only_how(text: str, clause: Clause) -> bool:
    """Whether a clause only says in which way the next is done (昼食を交えて会談した)."""
    return clause.detail == "other" and clause.joining and not clause.past and text[clause.end - 1] in "てで"


_REASON = re.compile(
    r"(?:として|ため|ので|ことから|たことで|を受けて?)(?:、|(?=[\u3400-\u9fffァ-ヺ]))"
)  # 社は、違反があったとして、Xを解雇した
_SET_OFF = re.compile(r"日(?:午前|午後|夜|朝|夕|未明)?、")  # AとBが6日、済州で開かれた会議の合間に立ち話をした
_SPOKEN = frozenset(("said", "asked", "displeasure", "undertook", "would"))


_OUR_SIDE = re.compile(r"^(?:我が国|わが国)|側から")


def _tells(clause: Clause) -> bool:
    """Whether a clause says that something was said, and is no part of what was said."""
    return clause.family in _SPOKEN and clause.link not in ("noun", "nominal", "wish", "content")


def _is_speaker(text: str, group: Group, groups: Sequence[Group], clause: Clause) -> bool:
    """Whether …から names who speaks, as readouts have it (葛城大臣から、…を求めた; 聶部長から、…する旨の約束があった)."""
    side = group.kind in ("place", "organization") and _OUR_SIDE.search(text[group.low : group.stop]) is not None
    if not (side or group.kind in ("person", "position")) or not text.startswith(("、", "は"), group.stop - 1):
        return False
    return not any(g is not group and g.particle in ("は", "が") and g.topic and g.high <= group.low for g in groups)


_ISSUED_PAPER = re.compile(r"(?:共同(?:声明|文書|宣言|発表文)|工程表|行動計画)(?:など)?を$")  # Bと共同声明を発表した
_AT_PART_OF = re.compile(
    r"(?![^。、はがをに]{0,8}?(?:情勢|問題|政策|大会|戦争|危機|関係|協力|支援|戦略))[^。、はがをに]{1,10}で(?!の)"
)
_BETWEEN = re.compile(r"[^、。はがを]{1,14}の間")  # AとBの間を国境とする: B is named, A no partner
_OWN_NOUN = re.compile(r"[^、。はがをも]{0,14}")  # AとBによる共同文書への|署名はなかった
_MEETING_NOUN = re.compile(
    r"[^、。はがを「」]{0,14}?(?:会談|面会|面談|会合|協議|会食|夕食会|昼食会|懇談|対話|会見|通話)"
)


def _set_beside(text: str, group: Group, clauses: Sequence[Clause], parts: list[Part]) -> None:
    """Bとの会談に臨んだ: B is the partner of a clause that the meeting's noun begins."""
    noun = _MEETING_NOUN.match(text, group.stop)
    if noun is None:
        return
    for index, clause in enumerate(clauses):
        if group.stop <= clause.begin < noun.end() and clause.family in _JOINTLY:
            _set(parts, index, group, "partner")
            return


_ABOUT = frozenset(("言及", "触れる"))  # 国連に言及した: what is spoken of, nobody spoken to
_UPSET = frozenset(("concern", "regret", "alarm"))


def _object(group: Group, nearest: int, clauses: Sequence[Clause], parts: list[Part]) -> None:
    clause = clauses[nearest]
    spoken_of = clause.word in _ABOUT or clause.detail in _UPSET
    if spoken_of and group.particle in ("に", "には", "にも") and group.kind != "person":
        return
    if group.kind == "place":
        if clause.family == "visit" and group.particle in ("を", "に", "へ"):
            _visit_place(parts, nearest, group)
        elif (group.particle == "を" and clause.detail == "received") or (
            group.particle in ("に", "へ", "には") and clause.family in ("asked", "said")
        ):
            _set(parts, nearest, group, "recipient")
        elif group.particle in ("に", "へ", "には") and clause.link in ("wish",):
            _set(parts, _matrix(clauses, group.high), group, "recipient")
        return
    if group.particle in ("を",):
        if clause.family == "visit" and group.kind == "collective":  # 両国を訪問した: places
            return
        if clause.family in ("meeting", "visit", "done", "appointment", "displeasure"):
            _set(parts, nearest, group, "recipient")
        return
    if clause.family in ("meeting", "call") and group.particle in ("に", "を"):
        if group.particle == "を" or group.kind != "organization":  # 首相官邸に首相を表敬訪問した
            _set(parts, nearest, group, "recipient")
        return
    if clause.family == "appointment" and group.kind == "position":  # 総裁に起用する
        return
    if group.particle in ("に", "へ", "には", "にも"):
        target = nearest if clause.link in ("end", "and", "noun") else _matrix(clauses, group.high)
        _set(parts, target, group, "recipient")


def _set(parts: list[Part], index: int | None, group: Group, role: str) -> None:
    if index is None:
        return
    part = parts[index]
    spans = (*part.spans, (group.lead, group.stop))
    if role == "subject":
        parts[index] = replace(part, subject=group, own_subject=True, spans=spans)
    elif role == "partner":
        parts[index] = replace(part, partner=group, spans=spans)
    elif part.recipient is None:
        parts[index] = replace(part, recipient=group, spans=spans)


def _set_place(parts: list[Part], index: int, group: Group, clauses: Sequence[Clause]) -> None:
    if clauses[index].link == "noun" or not group.members:
        return
    part = parts[index]
    parts[index] = replace(part, place=group.members[-1], spans=(*part.spans, (group.lead, group.stop)))


def _visit_place(parts: list[Part], index: int, group: Group) -> None:
    part = parts[index]
    if group.members:
        parts[index] = replace(part, place=group.members[-1], spans=(*part.spans, (group.lead, group.stop)))


def _inherit(groups: Sequence[Group], clauses: Sequence[Clause], parts: list[Part]) -> list[Part]:
    """Give topics to the clauses they govern, and subjects on to the clauses joined to theirs."""
    topics = [g for g in groups if g.topic]
    out = list(parts)
    for index, clause in enumerate(clauses):
        if clause.link == "noun":
            continue
        out[index] = _with_topic(index, clauses, out, topics)
    for index in range(len(clauses) - 1, -1, -1):
        _share_governor(index, clauses, out)
    for index, part in enumerate(out):
        if part.governor is not None:
            speaker = out[part.governor].subject
            own = part.subject is not None and part.subject is not speaker
            out[index] = replace(part, speaker=speaker, own_subject=own)
    return out


def _with_topic(index: int, clauses: Sequence[Clause], parts: list[Part], topics: Sequence[Group]) -> Part:
    part, clause = parts[index], clauses[index]
    if part.subject is not None:
        return part
    before = [t for t in topics if t.high <= clause.begin]
    if part.governor is not None:
        joined = _joined_subject(index, clauses, parts)
        if joined is not None and joined.particle == "が":
            return replace(part, subject=joined, own_subject=True)
    content = [i for i, p in enumerate(parts) if p.governor == index]
    if content and len(before) > 1:
        first = min(clauses[i].begin for i in content)
        inside = [t for t in before if t.high <= first]
        after = [t for t in before if t.low >= first]
        if (
            not after
            and len(inside) > 1
            and not any(
                clauses[i].link == "and"
                and clauses[i].begin < inside[-1].low
                and clauses[i].stop <= inside[-1].low
                and clauses[i].begin > inside[-2].high
                for i in range(len(clauses))
            )
        ):
            return replace(part, subject=inside[-2])
    if part.governor is not None and len(before) > 1:
        return replace(part, subject=before[-1], own_subject=True)
    joined = _joined_subject(index, clauses, parts)
    stranger = bool(before) and before[-1].kind == "unknown"
    if stranger and joined is not None and joined.low > before[-1].low:
        return replace(part, subject=joined)  # 市長選は、X氏がY氏を破り当選した
    if before:
        return replace(part, subject=before[-1])
    return (
        replace(part, subject=joined, own_subject=joined is not None and part.governor is not None) if joined else part
    )


def _joined_subject(index: int, clauses: Sequence[Clause], parts: list[Part]) -> Group | None:
    """The が-subject of the clause joined before this one."""
    for earlier in range(index - 1, -1, -1):
        if clauses[earlier].link == "noun":
            continue
        if clauses[earlier].link == "and" and parts[earlier].subject is not None and parts[earlier].own_subject:
            return parts[earlier].subject
        if clauses[earlier].link in ("end", "content"):
            return None
    return None


def _share_governor(index: int, clauses: Sequence[Clause], parts: list[Part]) -> None:
    """A clause with its own が-subject that is joined to a content clause is content of the same speech."""
    if clauses[index].link != "and" or parts[index].governor is not None:
        return
    following = next((i for i in range(index + 1, len(clauses)) if clauses[i].link != "noun"), None)
    if following is None or parts[following].governor is None or clauses[following].link not in ("content", "nominal"):
        return
    outer = clauses[parts[following].governor or 0]
    if parts[index].own_subject and (outer.family == "said" or outer.word in REVEALED):
        parts[index] = replace(parts[index], governor=parts[following].governor)
