"""Journeys and meetings that are called off or put off: 방한을 취소했다, X 재무상의 방한이 연기됐다, Y와의 회담을 미뤘다."""

from __future__ import annotations

import re
from functools import cache

from dateline.lang.data import load_table
from dateline.lang.ko.clauses import Clause, Phrase
from dateline.lang.ko.scene import Frame, Scene, Told, in_quote, joined_parties, pair_before
from dateline.model import Act, Quote

_PEOPLE = ("person", "position")


@cache
def _pattern() -> re.Pattern[str]:
    table = load_table("ko", "verbs")["called_off"]
    kinds = [rf"(?P<{kind}>{'|'.join(str(table[kind]).split())})" for kind in ("visit", "call", "meeting", "signing")]
    off = "|".join(str(table["off"]).split())
    return re.compile(
        rf"(?:{'|'.join(kinds)})(?:\s(?:일정|계획))?(?P<particle>을|를|이|가|은|는|도)?\s(?:[가-힣0-9·]+\s){{0,4}}?(?:{off})"
    )


_UNDONE = re.compile(
    r"\s?(?:하|되)?지\s?(?:는\s|도\s)?(?:않|못)|할 (?:가능성|수|것으로)|될 (?:가능성|수|것으로)|설|한 적"
)


def find_called_off(scene: Scene, clause: Clause, frame: Frame, told: Told) -> Act | None:
    """The journey or meeting that a clause says is off; None where it says so of none, or whose it was is unknown."""
    match = _pattern().search(scene.text, clause.start, clause.end)
    if (
        match is None
        or _UNDONE.match(scene.text, match.end())
        or _UNDONE.search(scene.text[match.end() : match.end() + 8])
    ):
        return None
    inside = [
        p for p in clause.phrases if p.party is not None and p.end <= match.start() + 1 and not in_quote(clause, p)
    ]
    kind = str(
        match.lastgroup
        if match.lastgroup != "particle"
        else next(k for k in ("visit", "call", "meeting", "signing") if match[k])
    )
    parties = (
        _traveller(scene, inside, frame, match) if kind == "visit" else _sides(scene, clause, inside, frame, match)
    )
    if not parties:
        return None
    return Act(
        kind=kind,  # type: ignore[arg-type]
        rung="on_paper" if kind == "signing" else "would",
        polarity="negative",
        realis="actual" if kind == "signing" else "planned",
        actors=parties,
        place=_place(scene, clause, match) if kind == "visit" else frame.place,
        time=frame.time,
        said_by=told.said_by if told.said_by not in parties else None,
        plover="SUPPORT" if kind == "signing" else "AGREE",
        start=told.start,
        end=told.end,
    )


def _traveller(scene: Scene, inside: list[Phrase], frame: Frame, match: re.Match[str]) -> tuple[Quote, ...]:
    """Whose journey it is: of the person with 의 right before it, else of the subject who calls off his own."""
    owner = next((p for p in reversed(inside) if p.role == "gen" and p.place is None), None)
    if owner is not None and owner.party is not None:
        near = scene.text[owner.end : match.start()].count(" ") <= 3
        return (scene.quote(owner.party),) if near else ()
    subject = frame.subject.parties
    people = {m.start for m in scene.mentions if m.kind in _PEOPLE}
    doer = next((p for p in reversed(inside) if p.role == "nom"), None)
    if doer is not None and doer.party is not None and scene.quote(doer.party).start in people:
        return (scene.quote(doer.party),)  # 통일부는 A 장관이 계획했던 방미를 보류했다고 밝혔다
    own = match["particle"] in ("을", "를", "도", None) and len(subject) == 1 and subject[0].start in people
    return subject if own else ()


def _sides(scene: Scene, clause: Clause, inside: list[Phrase], frame: Frame, match: re.Match[str]) -> tuple[Quote, ...]:
    """Both sides of a meeting: the subject and who stands before …와의, or A와 B의, or two countries."""
    for phrase in reversed(inside):
        if phrase.party is None:
            continue
        if phrase.role == "comgen":
            partner = scene.quote(phrase.party)
            return (*frame.subject.parties, partner) if len(frame.subject.parties) == 1 else ()
        if phrase.role == "gen" or (phrase.role == "nom" and clause.attached(phrase) == "inside"):
            both = (*joined_parties(scene, clause, phrase), scene.quote(phrase.party))
            return both if len(both) > 1 else ()
    return pair_before(scene, match.start()) or _two_sides(scene, clause, match)


_ROUND = re.compile(r"(?:\s[가-힣]{1,6}){1,2}\s(?:[가-힣]{0,6})?")


def _two_sides(scene: Scene, clause: Clause, match: re.Match[str]) -> tuple[Quote, ...]:
    """남북 적십자 실무회담: two countries with one or two bare words between them and the meeting."""
    for mention in reversed([m for m in scene.mentions if clause.start <= m.start and m.end <= match.start()]):
        if mention.kind == "place" and _ROUND.fullmatch(scene.text, mention.end, match.start()):
            return pair_before(scene, mention.end + 1)
    return ()


def _place(scene: Scene, clause: Clause, match: re.Match[str]) -> Quote | None:
    """The country inside 방한, or the place right before 방문."""
    inside = next((m for m in scene.mentions if m.kind == "place" and match.start() <= m.start < match.end()), None)
    if inside is not None:
        return Quote(inside.text, inside.start, inside.end)
    before = [
        p for p in clause.phrases if p.place is not None and p.end == match.start() - 1 and p.role in ("bare", "gen")
    ]
    return scene.quote(before[0].place) if before and before[0].place is not None else None
