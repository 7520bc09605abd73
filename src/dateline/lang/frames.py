"""How an act is to be told, before any language: its frame, or None where what is known of it makes no true sentence."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from dateline.lang.data import load_table
from dateline.lang.events import counted_group, event_form, gives_office, is_event, is_of_people
from dateline.lang.goals import Goal, stands_alone
from dateline.lang.precision import deadline
from dateline.lang.render import DOCUMENTS, EVENTS, Cast, Manner, replace_slots
from dateline.model import Entity, Party, Slots

Aspect = Literal["actual", "planned", "possible", "expected", "likely", "considering"]
CASUALTIES = frozenset(["dead", "injured", "missing"])
MAX_TOPICS = 3
_ISSUED = frozenset(["joint_statement", "joint_document", "roadmap", "action_plan"])
_HOPED_FOR = frozenset(
    [
        "bilateral_ties", "shuttle_diplomacy", "summit_meeting", "high_level_talks", "dialogue", "strategic_dialogue",
        "mutual_trust", "mutual_respect", "common_interests", "regional_stability", "denuclearisation", "ceasefire",
        "peace_talks", "peace_treaty", "north_korea_dialogue", "return_visit", "future_oriented", "stable_relations",
        "information_sharing", "joint_project", "joint_research", "economic_growth", "reconstruction", "tourism",
        "investment", "free_trade", "nuclear_disarmament", "mutual_visits",
    ]
)  # fmt: skip
_OPEN = frozenset(["joint.agreed", "joint.agreed_weak", "say.undertook", "say.kept"])
"""Frames that would say too much of a matter on which something else was agreed or promised."""
EXPRESSED = frozenset(["condolences", "congratulations", "gratitude"])
"""Matters that are themselves what is said: one expresses them."""
_TO_DO = frozenset(["say.would", "say.undertook", "joint.agreed", "joint.agreed_weak"])
"""Frames in which the deed is a verb."""
_ASKED = {
    "say.hoped": "say.hoped",
    "say.wished": "say.hoped",
    "say.requested": "say.requested.of",
    "say.demanded": "say.demanded.of",
}
"""What is asked for by its name, where the deed is known."""
_AGREEABLE = frozenset(["dialogue", "high_level_talks", "hotline", "working_group", "joint_committee", "joint_venture"])
# topics that only repeat the verb of an agreement ("agreed on an agreement")
_DOUBLES = frozenset(["agreement_text"])
_BOTH = frozenset(["both_sides", "the two sides", "both sides", "双方", "양측", "両者", "両氏"])


@dataclass(frozen=True, slots=True)
class Frame:
    """How an act is to be told: the key of its phrasing, its aspect, and the topics and document it may name."""

    key: str
    aspect: Aspect = "actual"
    negative: bool = False
    reported: bool = False
    conditional: bool = False
    topics: tuple[str, ...] = ()
    document: str | None = None
    discussed: tuple[str, ...] = ()
    past: bool = False
    restated: bool = False
    several: bool = False
    fronted: bool = False
    goals: tuple[Goal, ...] = ()


def choose_frame(slots: Slots, cast: Cast, manner: Manner | None = None, goals: Sequence[Goal] = ()) -> Frame | None:
    """How to tell an act, or None when what is known of it makes no true sentence."""
    key = _frame_key(slots, cast)
    denied = _is_denial(slots)
    if denied and key is not None:  # what somebody did not say is no denial: only words of denial make one
        key = ("say.denied" if slots.topics else "say.denied.bare") if manner == "denial" else None
    if key in ("say.hoped", "say.wished") and manner in ("request", "demand"):
        key = f"say.{manner}ed"
    aspect = _aspect(slots)
    if key is None or aspect is None or slots.hedge == "alleged" or (aspect == "planned" and not is_event(slots)):
        return None  # nobody is scheduled to express an intention
    if is_of_event(key):
        return _event_frame(slots, cast, key, aspect)
    topics = slots.topics[:MAX_TOPICS]
    goals = tuple(
        g for g in goals if g[1] in topics and key.startswith(("say", "joint")) and slots.polarity == "positive"
    )
    if key.startswith("joint.agreed"):
        topics = tuple(t for t in topics if t not in _DOUBLES)
        key = key if topics else f"{key}.bare"
    if goals and manner == "announcement" and key in ("say.would", "say.undertook"):
        key, topics = "say.announced", tuple(g[1] for g in goals)
    elif len(goals) == 1 and key in _TO_DO:
        key, topics = f"{key}.to", (goals[0][1],)
    elif goals and key in _ASKED:
        key, topics = _ASKED[key], tuple(g[1] for g in goals)
    elif key in _ASKED and topics and all(stands_alone(t) for t in topics):
        key = _ASKED[key]
    elif goals:
        topics = tuple(g[1] for g in goals)
    elif key == "say.raised" and (feelings := tuple(t for t in topics if t in EXPRESSED)):
        key, topics = "say.expressed", feelings
    elif key in _OPEN and topics and not all(_can_be_agreed(t) for t in topics):
        key = f"{key}.about"
    document = next((t for t in slots.topics if t in DOCUMENTS), None) if key in ("signing", "joint.issued") else None
    discussed: tuple[str, ...] = ()
    if slots.kind in ("meeting", "call"):
        if slots.rung == "exchanged" and aspect == "actual" and slots.polarity == "positive":
            discussed = topics
        topics = ()
    return Frame(
        key=key,
        aspect=aspect,
        negative=slots.polarity == "negative" and not denied,
        reported=slots.hedge == "reported",
        conditional=slots.conditional or slots.realis == "conditional",
        topics=tuple(t for t in topics if t != document),
        document=document,
        discussed=discussed,
        past=slots.realis == "actual",
        restated=slots.restated and not is_event(slots) and slots.polarity == "positive",
        goals=goals,
        several=_are_several((key == "appointment" and slots.recipients) or slots.actors, cast),
    )


def _is_denial(slots: Slots) -> bool:
    """Whether somebody is told to have said that something is not so."""
    said = slots.kind == "statement" and slots.rung == "raised" and not slots.displeasure
    return said and slots.polarity == "negative"


def is_spoken(key: str) -> bool:
    """Whether a frame tells words, and no event: it has neither a place nor a day of its own."""
    return key.startswith(("say", "joint", "displeasure"))


def is_of_event(key: str) -> bool:
    """Whether a frame is one of ``pivot/events.toml`` or of a deed that was done."""
    return key.startswith(("event.", "deed."))


def _event_frame(slots: Slots, cast: Cast, key: str, aspect: Aspect) -> Frame:
    """The frame of an event or of a deed done to a thing; its subject is the patient where nobody is named as doer."""
    passive = key.endswith(".passive")
    group = counted_group(slots) if passive else None
    return Frame(
        key=key,
        aspect=aspect,
        negative=slots.polarity == "negative",
        reported=slots.hedge == "reported",
        conditional=slots.conditional,
        topics=(slots.thing,) if slots.thing else (),
        past=slots.realis == "actual",
        several=_are_several(slots.recipients if passive else slots.actors, cast) or bool(group and group[0] != "1"),
    )


def _are_several(parties: Sequence[Party], cast: Cast) -> bool:
    return len(parties) > 1 or any(is_collective(cast[p.entity]) for p in parties)


def _aspect(slots: Slots) -> Aspect | None:
    spoken = not is_event(slots) and (slots.realis == "actual" or is_on_condition(slots))
    if slots.hedge in ("considering", "expected", "likely", "possible"):
        if spoken:
            return "actual" if slots.hedge == "considering" and slots.rung == "would" else None
        hedged: dict[str, Aspect] = {
            "considering": "considering",
            "expected": "expected",
            "likely": "likely",
            "possible": "possible",
        }
        return hedged[slots.hedge]
    if is_on_condition(slots):
        return "actual"
    plain: dict[str, Aspect] = {
        "actual": "actual",
        "planned": "planned",
        "possible": "possible",
        "conditional": "possible",
    }
    return plain[slots.realis]


def is_on_condition(slots: Slots) -> bool:
    """Whether somebody has promised, agreed or said to mean something that hangs on a condition: that was said."""
    given = not is_event(slots) and slots.rung in ("undertook", "agreed", "would")
    return given and slots.realis == "conditional" and bool(slots.actors)


def is_called_off(slots: Slots) -> bool:
    """Whether an event that was to come will not."""
    return slots.kind in EVENTS and slots.polarity == "negative" and slots.realis == "planned"


def _frame_key(slots: Slots, cast: Cast) -> str | None:
    if any(p.entity not in cast for p in (*slots.actors, *slots.recipients)):
        return None
    if event_form(slots) is not None and not _is_named_to_office(slots):
        return _event_key(slots) if _befalls_its_kind(slots, cast) else None
    if not slots.actors and not (gives_office(slots) and slots.recipients):
        return None
    several = is_joint(slots, cast)
    if slots.kind == "meeting":
        return f"meeting.{slots.meeting or 'met'}" if several else None
    if slots.kind == "call":
        return "call" if several else None
    if slots.kind == "visit":
        return "visit" if slots.place else None
    if slots.kind == "signing":
        foreseen = slots.rung == "would" and slots.realis == "planned"
        return "signing" if foreseen or slots.rung in ("on_paper", "done") else _spoken_key(slots, several)
    if slots.kind == "appointment" or _is_named_to_office(slots):
        named = slots.recipients or (() if slots.event else slots.actors)
        return "appointment" if named and named[0].capacity and gives_office(slots) else None
    return _spoken_key(slots, several)


def _is_named_to_office(slots: Slots) -> bool:
    """Whether somebody is given an office: the frame of appointments tells it."""
    return slots.event in ("appoint", "elect")


def _befalls_its_kind(slots: Slots, cast: Cast) -> bool:
    """Whether those whom an event has are people, where it can have nobody else (a ministry does not die)."""
    parties = slots.recipients if event_form(slots) == "patient" else slots.actors
    return not is_of_people(slots) or all(cast[p.entity].kind in ("person", "position") for p in parties)


def _event_key(slots: Slots) -> str | None:
    """``event.arrest``, ``event.arrest.passive``, ``deed.recall``; None for a nomination to no office."""
    if slots.event == "nominate" and not (slots.recipients and slots.recipients[0].capacity):
        return None
    if event_form(slots) == "thing":
        return f"deed.{slots.event}"
    return f"event.{slots.event}.passive" if not slots.actors else f"event.{slots.event}"


def _spoken_key(slots: Slots, several: bool) -> str | None:
    if _is_denial(slots):
        return "say.denied"
    if not slots.topics:
        return "say.counted" if is_counted_pledge(slots) else None
    if slots.displeasure and slots.kind in ("statement", "other"):
        return f"displeasure.{slots.displeasure}"
    rung = slots.rung
    if rung == "asked":
        return "say.hoped" if all(hoped_for(t) for t in slots.topics[:MAX_TOPICS]) else "say.wished"
    if rung == "would" and slots.hedge == "considering":
        return "say.considering"
    if rung in ("raised", "would", "undertook", "exchanged"):
        return f"say.{rung}"
    if rung == "saw_alike":
        return "joint.saw_alike" if several else "say.concurred"
    if rung == "agreed" and several:
        return "joint.agreed_weak" if slots.weak else "joint.agreed"
    if rung == "on_paper" and several:
        return "joint.issued" if any(t in _ISSUED for t in slots.topics) else "joint.on_paper"
    return "say.kept" if rung == "done" and slots.kind == "pledge" else None


def disasters_named(code: str, text: str) -> tuple[str, ...]:
    """The disasters (topics) that a text has words for."""
    lowered = text.lower()
    table = load_table(code, "style").get("disaster_words", {}) if code in ("en", "ja", "ko", "zh") else {}
    bounded = r"\b(?:{})\b" if code == "en" else "(?:{})"
    found = ((key, bounded.format("|".join(map(re.escape, terms)))) for key, terms in table.items())
    return tuple(key for key, pattern in found if re.search(pattern, lowered))


def is_casualty(slots: Slots) -> bool:
    """Whether an act without actors tells how many people a disaster harmed, and where."""
    plain = slots.kind == "other" and slots.rung == "done" and slots.realis == "actual"
    figures = len(slots.amounts) == 1 and slots.amounts[0][1] in CASUALTIES
    said = slots.polarity == "positive" and not slots.hedge and len(slots.topics) == 1
    return plain and figures and said and bool(slots.place) and not slots.actors


def is_counted_pledge(slots: Slots) -> bool:
    """Whether a pledge without a topic can be told by what it counts and when it falls due ("40 students by June")."""
    if slots.kind != "pledge" or slots.rung != "undertook" or slots.topics or slots.displeasure:
        return False
    return slots.realis == "actual" and not slots.hedge and len(slots.amounts) == 1 and deadline(slots) is not None


def hoped_for(topic: str) -> bool:
    """Whether a topic is a thing that one hopes for (exchanges, cooperation), so that "hope for it" says no more than
    the source; of tariffs or a launch one can only wish something."""
    return topic in _HOPED_FOR or topic.endswith(("_cooperation", "_exchange"))


def _can_be_agreed(topic: str) -> bool:
    """Whether one agrees on a topic as such (a dialogue, an exchange), not only on something about it (a duty, a buoy)."""
    agreed = topic.endswith(("_dialogue", "_talks", "_group", "_committee", "_hotline", "_exercise", "_project"))
    return hoped_for(topic) or agreed or topic in DOCUMENTS or topic in _AGREEABLE


def is_collective(entity: Entity) -> bool:
    """Whether an entity stands for both parties ("the two sides")."""
    return entity.key == "both_sides" or any(n.text.lower() in _BOTH for n in entity.names)


def is_joint(slots: Slots, cast: Cast) -> bool:
    """Whether at least two parties take part in the act."""
    parties = {p.entity for p in (*slots.actors, *slots.recipients)} | {b for b in slots.bound if b in cast}
    return len(parties) > 1 or any(is_collective(cast[p]) for p in parties if p in cast)


def joined_by_bound(slots: Slots, cast: Cast) -> Slots:
    """A joint act that names one actor: who else is bound by it becomes an actor too."""
    known = {p.entity for p in (*slots.actors, *slots.recipients)}
    if len(known) > 1 or slots.rung not in ("saw_alike", "agreed", "on_paper"):
        return slots
    others = tuple(Party(entity=b) for b in slots.bound if b in cast and b not in known)
    return replace_slots(slots, actors=(*slots.actors, *others))
