"""What is to come, with or without somebody who means to do it: 위성은 10월 말 궤도에 오를 예정이다, 검찰은 이달 말 기소할 방침이다."""

from __future__ import annotations

import re
from datetime import date

from dateline.lang.ko.chains import SentenceParts
from dateline.lang.ko.clauses import Clause
from dateline.lang.ko.lexicon import Entry, Predicate, find_predicate
from dateline.lang.ko.matter import start_of_matter
from dateline.lang.ko.scene import Frame, Scene, Subject, Told, other_subject, trim_words
from dateline.model import Act, DateValue, Quote

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


_VOW = re.compile(r"겠다고\s(?:약속|다짐|공언|확약)[했하]")
_LEADS = re.compile(r"(?:\s[가-힣]+)?(?:이|가|은|는)\s")


def find_vow_of_another(scene: Scene, part: SentenceParts, quoted: tuple[int, int], speaker: Subject) -> Act | None:
    """The promise of somebody that a speaker tells of in marks (A는 "B 장관이 …하겠다고 약속했다"고 말했다): B's, by A's word."""
    vow = _VOW.search(scene.text, max(quoted[0], quoted[1] - 20), quoted[1])
    near = [m for m in scene.mentions if quoted[0] <= m.start <= quoted[0] + 4 and m.kind in ("person", "position")]
    if vow is None or not near or _LEADS.match(scene.text, near[0].end) is None or len(speaker.parties) != 1:
        return None
    who = Quote(near[0].text, near[0].start, near[0].end)
    led = _LEADS.match(scene.text, who.end)
    assert led is not None
    return Act(
        kind="pledge", rung="undertook", actors=(who,), bound=(who,), said_by=speaker.voice, plover="AGREE",
        topics=scene.topics(led.end(), vow.start()), start=part.start, end=part.end,
        matter=trim_words(scene.text, led.end(), vow.start() + 2),
    )  # fmt: skip


def is_to_come(scene: Scene, time: DateValue | None) -> bool:
    """Whether a day, or the end of a stretch of days, lies after the day of publication."""
    if time is None or time.latest is None or scene.today is None:
        return False
    return date.fromisoformat(time.latest[:10]) > scene.today


def _looks_ahead(syllable: str) -> bool:
    """Whether a verb ends as one does that looks ahead (할, 오를, 열)."""
    return (ord(syllable) - 0xAC00) % 28 == 8
