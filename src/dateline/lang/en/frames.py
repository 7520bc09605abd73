"""What a verb, or a verb with its noun, tells: the kind of act and its rung. From ``rungs.toml``."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from dateline.lang.data import load_table
from dateline.model.ladder import Rung
from dateline.model.reading import ActKind, Displeasure, MeetingKind

_DISPLEASURE_NOUNS: dict[str, Displeasure] = {
    "concern": "concern",
    "worry": "concern",
    "regret": "regret",
    "alarm": "alarm",
    "protest": "protest",
    "condemnation": "condemn",
}
_RUNGS: tuple[Rung, ...] = ("raised", "asked", "would", "undertook", "exchanged", "saw_alike")


@dataclass(frozen=True, slots=True)
class Frame:
    """The kind and rung that words stand for. ``noun`` is the token of the noun where the noun carries the meaning."""

    kind: ActKind
    rung: Rung
    meeting: MeetingKind | None = None
    displeasure: Displeasure | None = None
    restated: bool = False
    noun: Any = None
    weak: bool = False


def listed(section: str, name: str) -> frozenset[str]:
    """The words of one list of ``rungs.toml``."""
    return _listed(section, name)


@cache
def _listed(section: str, name: str) -> frozenset[str]:
    table = load_table("en", "rungs")
    return frozenset(w.strip() for w in table[section][name].replace("\n", "").split("|") if w.strip())


@cache
def verb_frames() -> dict[str, Frame]:
    """Frames by lemma, or lemma with its particle."""
    frames: dict[str, Frame] = {}
    for rung in _RUNGS:
        kind: ActKind = "pledge" if rung == "undertook" else "plan" if rung == "would" else "statement"
        for word in _listed("statement", rung):
            frames[word] = Frame(kind, rung)
    for word in _listed("agreement", "agreed"):
        frames[word] = Frame("agreement", "agreed")
    for word in _listed("meeting", "met"):
        frames[word] = Frame("meeting", "done", meeting="met")
    for word in _listed("meeting", "received"):
        frames[word] = Frame("meeting", "done", meeting="received")
    for section, kind in (("visit", "visit"), ("call", "call"), ("appointment", "appointment")):
        for word in _listed(section, "done"):
            frames[word] = Frame(kind, "done")
    for name in ("protest", "condemn", "regret", "concern"):
        for word in _listed("displeasure", name):
            frames[word] = Frame("statement", "raised", displeasure=name)
    for word in _listed("restated", "verbs"):
        frames[word] = Frame("statement", "raised", restated=True)
    return frames


def lemma_of(verb: Any) -> str:
    """The lemma of a verb, with the analyser's slips mended (``hoping`` is no form of ``hop``)."""
    lemma = str(verb.lemma_).lower()
    if lemma in verb_frames() or lemma in _listed("light", "verbs") or lemma in _listed("speech", "verbs"):
        return lemma
    mended = lemma + "e"
    return mended if mended in verb_frames() and verb.lower_.startswith(mended[:-1]) else lemma


def noun_frame(lemma: str, verb: str, noun: Any) -> Frame | None:
    """The frame of a noun that a verb leans on (``express hope``, ``hold talks``, ``sign a pact``)."""
    rungs: dict[str, str] = load_table("en", "rungs")["noun"]
    if lemma in _listed("papers", "nouns") and verb in _listed("papers", "signing"):
        return Frame("signing", "on_paper", noun=noun) if _stands_on_paper(lemma, verb, noun) else None
    weak = verb in ("make", "win", "cut") and lemma not in ("deal", "agreement", "pact", "truce")
    if verb in _listed("papers", "strikes") and lemma in _listed("papers", "bonds") and not weak:
        return Frame("agreement", "on_paper" if _written(noun) else "agreed", noun=noun)
    if verb not in _listed("light", "verbs") or lemma not in rungs or (lemma == "round" and not _of_talks(noun)):
        return None
    if verb in ("receive", "win", "secure") and rungs[lemma] in ("undertook", "asked", "would", "raised"):
        return None  # ``received assurances``: those of others
    if (
        verb in ("announce", "unveil", "release")
        and rungs[lemma] == "undertook"
        and getattr(noun, "tag_", "NNS") == "NNS"
    ):
        return None  # ``announced pledges``: perhaps those of others
    return _from_rung(rungs[lemma], lemma, verb, noun)


def _written(noun: Any) -> bool:
    return any(child.lower_ == "written" for child in noun.children)


def _stands_on_paper(lemma: str, verb: str, noun: Any) -> bool:
    """A text that two agree on: what one issues must be joint, an open letter or patch notes bind nobody."""
    if verb == "ratify":
        return False  # a parliament's vote is no signature
    if verb in ("issue", "release"):
        return _joint(noun)
    if lemma == "letter":
        return any(getattr(c, "text", c.lower_).lower() == "of" for c in noun.children)
    return verb != "exchange" or lemma in ("note", "memorandum", "memoranda", "document", "instrument")


def _joint(noun: Any) -> bool:
    return any(child.lower_ == "joint" for child in noun.children)


_ORDINALS = frozenset(("first", "second", "third", "fourth", "fifth", "sixth", "next", "new", "final", "last"))


def _of_talks(noun: Any) -> bool:
    """``held a third round in Seoul``, ``a round of talks``: not a round of golf or of voting."""
    words = {t.lemma_.lower() for t in getattr(noun, "subtree", ())}
    of = any(c.lower_ == "of" for c in noun.children)
    return bool(words & {"talk", "negotiation", "dialogue", "consultation", "discussion"}) or (
        not of and bool(words & _ORDINALS)
    )


_MEETINGS: dict[str, MeetingKind] = {"met": "met", "talks": "talks", "summit": "summit"}
_MEETING_VERBS = frozenset(
    ("hold", "have", "attend", "wrap up", "conclude", "begin", "start", "open", "finish", "kick off")
)
_VISIT_VERBS = frozenset(
    (
        "pay",
        "make",
        "begin",
        "embark on",
        "embark upon",
        "go on",
        "start",
        "complete",
        "kick off",
        "conclude",
        "have",
        "end",
        "finish",
        "wrap up",
        "wind up",
        "wind up",
    )
)
_DEAL_VERBS = frozenset(("reach", "make", "secure", "clinch", "finalize", "finalise", "win", "hammer out", "broker"))


def _from_rung(rung: str, lemma: str, verb: str, noun: Any) -> Frame | None:
    if rung in _MEETINGS:
        return Frame("meeting", "done", meeting=_MEETINGS[rung], noun=noun) if verb in _MEETING_VERBS else None
    if rung == "visit":
        return Frame("visit", "done", noun=noun) if verb in _VISIT_VERBS else None
    if rung == "call":
        return _call(verb, noun)
    if lemma in ("view", "opinion", "understanding", "consensus"):
        return _view(lemma, verb, noun)
    if rung == "exchanged":
        return Frame("statement", "exchanged", noun=noun) if verb in ("hold", "have") else None
    if rung == "on_paper":
        return Frame("agreement", "agreed", noun=noun) if verb in ("reach", "make", "agree on") else None
    if rung == "agreed":
        return Frame("agreement", "agreed", noun=noun) if verb in _DEAL_VERBS else None
    kind: ActKind = "pledge" if rung == "undertook" else "plan" if rung == "would" else "statement"
    rungs: dict[str, Rung] = {name: name for name in _RUNGS}
    restated = verb in ("renew", "reiterate", "repeat")
    if restated and kind == "pledge":
        return Frame("statement", "raised", restated=True, noun=noun)  # nothing new was promised
    return Frame(kind, rungs[rung], displeasure=_DISPLEASURE_NOUNS.get(lemma), noun=noun, restated=restated)


def _call(verb: str, noun: Any) -> Frame | None:
    modifiers = {child.lower_ for child in noun.children}
    if "courtesy" in modifiers:
        return Frame("meeting", "done", meeting="received", noun=noun)
    with_whom = any(child.lower_ in ("with", "between") for child in noun.children) or _of_several(
        getattr(noun, "head", None)
    )
    if modifiers & {"phone", "telephone", "video"} or (verb in ("hold", "have", "place") and with_whom):
        return Frame("call", "done", noun=noun)
    return Frame("statement", "asked", noun=noun) if verb in ("make", "issue", "renew") else None


_SEVERAL = frozenset(("two", "both", "pair", "sides", "leaders", "ministers", "presidents", "men", "women", "they"))


def _of_several(verb: Any) -> bool:
    """``A and B held a call``, ``the two ministers had a call``: the subject is more than one."""
    subjects = [c for c in getattr(verb, "children", ()) if c.dep_ == "nsubj"]
    return any(c.lower_ in _SEVERAL or any(t.i > c.i for t in c.conjuncts) for c in subjects)


def _view(lemma: str, verb: str, noun: Any) -> Frame | None:
    if verb == "exchange" and lemma in ("view", "opinion"):
        return Frame("statement", "exchanged", noun=noun)
    if verb == "share" or (verb == "reach" and lemma in ("understanding", "consensus")):
        return Frame("statement", "saw_alike", noun=noun)
    return Frame("statement", "raised", noun=noun) if lemma in ("view", "opinion") else None


def plover_of(frame: Frame, lemma: str, *, actual: bool) -> str | None:
    """The PLOVER category (Halterman et al. 2023) of an act."""
    if frame.displeasure is not None:
        return "ACCUSE" if frame.displeasure in ("condemn", "protest") else "CONSULT"
    for name, category in (("accuse", "ACCUSE"), ("reject", "REJECT"), ("aid", "AID"), ("assault", "ASSAULT")):
        if lemma in _listed("plover", name):
            return category
    if lemma in _listed("plover", "protest"):
        return "PROTEST"
    if lemma in _listed("plover", "coerce"):
        return "COERCE"
    if frame.kind in ("meeting", "visit", "call") or frame.rung in ("exchanged",):
        return "CONSULT" if actual else "AGREE"
    if frame.kind == "signing":
        return "SUPPORT" if actual else "AGREE"
    if frame.kind in ("agreement", "pledge", "plan") or frame.rung == "saw_alike":
        return "AGREE"
    return "REQUEST" if frame.rung == "asked" else "CONSULT" if frame.kind == "statement" else None
