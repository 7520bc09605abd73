"""Meetings told by who led each side: 우리 측에서는 A 국장이, 일본 측에서는 B 국장이 참석했다."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dateline.lang.ko.chains import SentenceParts
from dateline.lang.ko.scene import Scene
from dateline.lang.ko.tense import is_past
from dateline.model import Act, Mention, Quote

_SIDE = re.compile(r"(?<![가-힣])(?:[가-힣]{1,8})\s?측(?:에서는|에서|은|\s(?:수석\s?)?대표(?:로는|는))\s")
_LED = re.compile(r"수석\s?대표(?:인|로\s나선|를\s맡은)\s|단장(?:인|으로\s나선)\s")
_CAME = re.compile(r"참석|나왔|나섰|나와|임했|마주|대표로|이끌|수석대표|였다|이었다")
_TALKS = re.compile(r"회담|협상|협의|회의|대화|면담")
_TITLES = re.compile(r"(?:\([^)]*\))?(?:\s[가-힣A-Za-z0-9·]+){0,5}?(?:이|가|은|는|이었다|였다)(?=[\s,.])")


def find_delegations(scene: Scene, part: SentenceParts, told: Sequence[Act]) -> list[Act]:
    """The meeting whose two heads of delegation a sentence names, or the second of them where an earlier one named the
    first; ``told`` are the acts so far, which give the talks their day and place. None unless talks were told as held."""
    heads = _heads(scene, part)
    led = _LED.search(scene.text, part.start, part.end)
    if led is not None and (first := _named(scene, led.end(), part.end)) is not None:
        scene.head = first
    if not heads or not is_past(scene.text[part.end - 12 : part.end]):
        return []
    both = tuple(heads) if len(heads) == 2 else (scene.head, heads[0]) if scene.head is not None else ()
    talks = next((a for a in reversed(told) if _are_talks(scene, a)), None)
    sides = tuple(q for q in both if q is not None)
    if len(sides) != 2 or sides[0].text == sides[1].text or talks is None:
        return []
    return [
        Act(
            kind="meeting", rung="done", actors=sides, time=talks.time, place=talks.place, plover="CONSULT",
            start=part.start, end=part.end, meeting="talks",
        )
    ]  # fmt: skip


def _heads(scene: Scene, part: SentenceParts) -> list[Quote]:
    """The persons named right after the words for a side, where the sentence says that they came."""
    if _CAME.search(scene.text, part.start, part.end) is None:
        return []
    found = (_named(scene, m.end(), part.end) for m in _SIDE.finditer(scene.text, part.start, part.end))
    return [q for q in found if q is not None]


def _named(scene: Scene, at: int, end: int) -> Quote | None:
    """The person named at a place, with nothing but titles before a particle behind the name."""
    who: Mention | None = next((m for m in scene.mentions if m.kind == "person" and at <= m.start <= at + 14), None)
    if who is None or scene.text[at : who.start].count(" ") > 2 or _TITLES.match(scene.text, who.end, end) is None:
        return None
    return Quote(who.text, who.start, who.end)


def _are_talks(scene: Scene, act: Act) -> bool:
    """Whether an act tells of talks that were held."""
    held = (
        (act.kind in ("meeting", "other") or act.rung == "exchanged")
        and act.realis == "actual"
        and act.polarity == "positive"
    )
    return held and _TALKS.search(scene.text, act.start, act.end) is not None
