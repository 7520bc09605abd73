"""What is to come, with or without somebody who means to do it: 위성은 10월 말 궤도에 오를 예정이다, 검찰은 이달 말 기소할 방침이다."""

from __future__ import annotations

import re
from datetime import date

from dateline.lang.ko.clauses import Clause
from dateline.lang.ko.lexicon import Entry, Predicate, find_predicate
from dateline.lang.ko.matter import start_of_matter
from dateline.lang.ko.scene import Frame, Scene, Told, other_subject, trim_words
from dateline.model import Act, DateValue

_TO_COME = re.compile(
    r"(?P<verb>[가-힣]+)\s(?:예정|계획|방침)(?:이다|이며|이고|이라고|이라며|임|인데|으로 알려졌|인 것으로|입니다|\s?$)"
)
_ENTRY = Entry("other", "plan", "would", "AGREE", None, False, None)
_OWN_KINDS = ("meet", "visit", "sign", "decide")


def find_plan(scene: Scene, clause: Clause, frame: Frame, told: Told) -> Act | None:
    """The plan for a day that ends a clause (…할 예정이다, …할 방침이다); None where it names no day to come, or where it is
    one of a meeting, a journey or a signing, which are told as such."""
    match = next(iter(_TO_COME.finditer(scene.text, max(clause.start, clause.end - 24), clause.end)), None)
    if match is None or not _looks_ahead(match["verb"][-1]) or not is_to_come(scene, frame.time):
        return None
    inner = find_predicate(scene.text, clause.start, match.end("verb"))
    if inner is not None and inner.entry.role in _OWN_KINDS:
        return None
    hit = Predicate(_ENTRY, match.start("verb"), match.end())
    actors = () if other_subject(scene, clause) else frame.subject.parties
    start = start_of_matter(scene, clause, hit)
    return Act(
        kind="plan" if actors else "other", rung="would", realis="planned",
        polarity="negative" if re.search(r"지\s?(?:는\s)?않을$", scene.text[clause.start : match.end("verb")]) else "positive",
        actors=actors, time=frame.time, place=frame.place, topics=scene.topics(start, match.end("verb")),
        condition=frame.condition, said_by=told.said_by if told.said_by not in actors else None, plover="AGREE",
        start=told.start, end=told.end, matter=trim_words(scene.text, start, match.end("verb")),
    )  # fmt: skip


def is_to_come(scene: Scene, time: DateValue | None) -> bool:
    """Whether a day, or the end of a stretch of days, lies after the day of publication."""
    if time is None or time.latest is None or scene.today is None:
        return False
    return date.fromisoformat(time.latest[:10]) > scene.today


def _looks_ahead(syllable: str) -> bool:
    """Whether a verb ends as one does that looks ahead (할, 오를, 열)."""
    return (ord(syllable) - 0xAC00) % 28 == 8
