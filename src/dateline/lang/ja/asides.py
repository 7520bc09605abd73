"""Acts that no predicate of their own tells: what was not signed, meetings named in passing, a headline's 「…」と金首相."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dateline.lang.ja.clauses import Clause
from dateline.lang.ja.content import weigh_content
from dateline.lang.ja.lexicon import find_topics
from dateline.lang.ja.parties import Parties, quotes_of
from dateline.lang.ja.phrase_groups import Group
from dateline.lang.ja.telling import AT_MEETING, SAYS, UNSIGNED, SentenceView
from dateline.model import Act, Quote
from dateline.model.reading import MeetingKind


def unsigned_act(view: SentenceView, groups: Sequence[Group], parties: Parties) -> Act | None:
    """署名された文書はなかった, 「共同声明は採択しなかった」と述べた: nothing was put on paper. Whoever tells it vouches
    for it; the two sides are those of the text where it told of no other two."""
    match = UNSIGNED.search(view.text, view.start, view.end)
    if match is None:
        return None
    told = next((g for g in groups if g.topic and g.high <= match.start() and g.members), None)
    said = told is not None and SAYS.search(view.text, match.end(), view.end) is not None
    speaker = quotes_of(view, parties.who(view, told)[:1]) if said else ()
    actors = parties.pair if len(parties.pairs) == 1 else ()
    if not said and told is not None:
        actors = parties.who(view, told)
    span = match.span("a") if match["a"] is not None else match.span("b")
    date = next((d for d in view.dates if d.end <= match.start()), None)
    return Act(
        kind="signing", rung="on_paper", polarity="negative", actors=quotes_of(view, actors), time=date,
        topics=find_topics(view.text, *span), said_by=speaker[0] if speaker else None, plover="SUPPORT",
        start=view.start, end=view.end, matter=Quote.cut(view.text, *span),
    )  # fmt: skip


def met_beside(view: SentenceView, groups: Sequence[Group], acts: Sequence[Act], parties: Parties) -> list[Act]:
    """AはBとの会談で…と述べた also tells that A met B, where the sentence is about the past."""
    subject = next((g for g in groups if (g.topic or g.particle == "が") and g.members), None)
    for group in groups:
        match = AT_MEETING.match(view.text, group.high, view.end)
        if match is None or subject is None or subject is group or not group.members:
            continue
        if group.low < subject.low or any(a.kind in ("meeting", "call") for a in acts):
            continue
        if not any(c.past and c.begin > match.end() and c.link == "end" for c in view.clauses):
            continue
        level: MeetingKind = "summit" if match.group(1) == "首脳" else "talks" if match.group(2) == "会談" else "met"
        date = next((d for d in view.dates if d.start < group.low), None)
        met = Act(
            kind="call" if match.group(1) == "電話" else "meeting",
            rung="done",
            actors=quotes_of(view, parties.who(view, subject)),
            recipients=quotes_of(view, group.members),
            time=date,
            plover="CONSULT",
            start=view.start,
            end=view.end,
            meeting=None if match.group(1) == "電話" else level,
        )
        return [met]
    return []


def headline_speech(view: SentenceView, groups: Sequence[Group], acts: Sequence[Act], parties: Parties) -> list[Act]:
    """金首相「…」 and 「…」と金首相, without a verb."""
    found: list[Act] = []
    for quoted in view.quoted:
        if (
            not quoted.speech
            or quoted.cue is not None
            or any(a.start <= quoted.start < a.end for a in acts if a.kind == "statement")
        ):
            continue
        group = next(
            (g for g in groups if g.high in (quoted.start - 1, quoted.start - 2) and not g.particle.strip("、")),
            None,
        )
        group = group or next(
            (g for g in groups if g.low in (quoted.end + 2, quoted.end + 3) and view.text[quoted.end + 1] == "と"),
            None,
        )
        if group is None:
            continue
        weight = weigh_content(view.text, quoted.start, quoted.end)
        actors = parties.who(view, group)
        if not actors:
            continue
        bound = actors if weight.rung in ("undertook", "would") else ()
        found.append(
            Act(
                kind="statement",
                rung=weight.rung,
                actors=quotes_of(view, actors),
                bound=quotes_of(view, bound),
                topics=find_topics(view.text, quoted.start, quoted.end),
                plover="REQUEST" if weight.rung == "asked" else None,
                matter=Quote.cut(view.text, quoted.start, quoted.end),
                start=view.start,
                end=view.end,
            )
        )
    return found


_HELD = re.compile(
    r"[^、。はがを「」]{0,14}?(?P<level>首脳|外相|電話|防衛相|個別|少人数|公式)?(?:による)?(?P<noun>会談|面会|面談|会合|会食|立ち話|夕食会|昼食会|協議)(?P<p>が|を|は|も)"
)
_TAKES_PLACE = frozenset(
    (
        "行う",
        "行なう",
        "おこなう",
        "開く",
        "開催",
        "実施",
        "実現",
        "持つ",
        "予定",
        "設定",
        "終える",
        "終わる",
        "始まる",
        "始める",
    )
)
_FALLS_THROUGH = frozenset(
    ("見送る", "中止", "延期", "取りやめる", "取り止める", "断念", "拒否", "キャンセル", "会談", "会合", "面会")
)


def held_meeting(
    view: SentenceView, groups: Sequence[Group], clause: Clause, parties: Parties
) -> tuple[tuple[int, ...], str, str, bool] | None:
    """The two parties, family, level and polarity of a meeting named before ``clause`` (AとBの首脳会談が行われた); None when
    the clause is not about one."""
    if clause.link in ("noun", "if") or not (clause.word in _TAKES_PLACE or clause.word in _FALLS_THROUGH):
        return None
    for group in groups:
        if group.particle not in ("の", "との", "による") or not group.members or group.high > clause.begin:
            continue
        both = group.members if len(group.members) > 1 else _with_subject(view, groups, group, parties)
        if len(both) < 2:
            continue
        noun = _HELD.match(view.text, group.stop, view.end)
        begun = noun is not None and any(noun.end() <= c.begin < clause.begin for c in view.clauses)
        if noun is None or begun or not noun.start("noun") <= clause.begin:
            continue
        if clause.word in _FALLS_THROUGH and not (clause.lacking or clause.word not in ("会談", "会合", "面会")):
            continue
        if noun["noun"] == "協議":
            return None
        family = "call" if noun["level"] == "電話" else "meeting"
        level = "summit" if noun["level"] == "首脳" else "talks" if noun["noun"] in ("会談", "会合") else "met"
        negative = clause.lacking or clause.word in _FALLS_THROUGH
        return both, family, level, negative
    return None


def _with_subject(view: SentenceView, groups: Sequence[Group], group: Group, parties: Parties) -> tuple[int, ...]:
    """Bとの会談も行う: B and the one person who is the subject, of this sentence or of the last."""
    if group.particle != "との":
        return ()
    topic = next((g for g in groups if g.topic and g.high <= group.low), None)
    other = any(g.particle in ("は", "が") and g.high <= group.low for g in groups)
    who = parties.who(view, topic) if topic is not None else () if other else parties.topic_person(view, group.members)
    one = len(who) == 1 and view.mentions[who[0]].chain != view.mentions[group.members[0]].chain
    return (*who, *group.members) if one else ()
