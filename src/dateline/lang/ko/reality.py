"""Whether an act is told as done or as planned, and what became of a plan."""

from __future__ import annotations

import re
from datetime import date

from dateline.lang.ko.lexicon import Entry
from dateline.lang.ko.scene import Scene, Told
from dateline.lang.ko.tense import tense_of
from dateline.model import DateValue
from dateline.model.reading import Realis

_AGREED = re.compile(r"(?P<verb>[가-힣]*)기로 (?:했|하였|합의|약속|뜻|의견)")
_TALK = ("만나", "논의하", "협의하", "회담하", "대화하", "갖", "열", "면담하", "방문하", "개최하", "회동하", "진행하")


def realis_of(scene: Scene, told_by: tuple[str, DateValue | None], told: Told, entry: Entry, *, ending: bool) -> Realis:
    """Actual or planned: by the tense of the predicate, where it has none (만나, 방문하고) by that of the next clause that
    has one, and by the day. What was agreed after a meeting (만나 협력하기로 했다) leaves the meeting done; what was agreed
    is to meet and talk (다음 달 만나 논의하기로 했다) does not."""
    tail, time = told_by
    ahead = lies_ahead(scene, time)
    own = tense_of(tail) if entry.role != "decide" else "past"
    if own is None and ending:
        agreed = _AGREED.search(told.tense[-24:])
        if agreed is not None and entry.role in ("meet", "visit", "joint", "decide", "confirm"):
            again = agreed["verb"].endswith(_TALK) and entry.rung not in ("saw_alike", "agreed")
            again = again and (time is None or time.earliest is None)  # 12일 회담을 열고 계속 논의하기로 했다
            own = "planned" if ahead or again else "past"
        else:
            own = tense_of(told.tense[-20:])
    if own == "past":
        return "actual"
    if own is None:
        return "planned" if ahead and entry.role in ("meet", "visit", "sign", "other") else "actual"
    return "planned"


_MEANT = re.compile(r"(?:예정|계획|방침)이(?:었|던)|려(?:고)? (?:했|하였)|려던|기로 했(?:지만|으나|는데|던)")
_DROPPED = re.compile(r"취소|무산|불발|포기|철회|백지화|못\s?했")


def what_came_of(scene: Scene, tail: str, told: Told) -> str | None:
    """What became of a plan told as past (방문할 예정이었지만 …): ``dropped``, ``open`` where the sentence does not say so."""
    words = scene.text[told.start : told.end]
    meant = _MEANT.search(tail) or _MEANT.search(told.tense[-20:])
    if meant is None:
        return None
    return "dropped" if _DROPPED.search(words, words.find(meant.group())) else "open"


def lies_ahead(scene: Scene, time: DateValue | None) -> bool:
    """Whether the day lies after the day of publication."""
    if time is None or time.earliest is None or scene.today is None:
        return False
    return date.fromisoformat(time.earliest[:10]) > scene.today
