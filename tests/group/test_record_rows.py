"""Rows of the record from hand-made readings: what is one row, what came of it, at which meeting, in whose words."""

from __future__ import annotations

import pytest
from paper import Paper, links

from dateline.group import Grouping, group_articles
from dateline.model import Entity, Name, RecordRow

NAM, TOYAMA, ODA = "e-nam", "e-toyama", "e-oda"
ENTITIES = (
    Entity(id=NAM, kind="person", names=(Name("Nam Jeong-won", "en", 4),), country="KR"),
    Entity(id=TOYAMA, kind="person", names=(Name("Sakie Toyama", "en", 4),), country="JP"),
    Entity(id=ODA, kind="person", names=(Name("Ren Oda", "en", 2),), country="JP"),
)


def group(*papers: Paper, **options: object) -> Grouping:
    made = [(p, *p.done()) for p in papers]
    of_chain = links([(p, a) for p, a, _ in made])
    return group_articles([a for _, a, _ in made], [r for _, _, r in made], ENTITIES, of_chain, **options)  # type: ignore[arg-type]


def rows(kind: str, *papers: Paper, **options: object) -> list[RecordRow]:
    return [r for r in group(*papers, **options).records if r.kind == kind]


def paper(published: str, outlet: str, head: str, body: str) -> Paper:
    made = Paper("en", published, outlet).block("headline", head).block("body", body)
    for words, entity in (("Nam Jeong-won", NAM), ("Sakie Toyama", TOYAMA), ("Ren Oda", ODA), ("Toyama", TOYAMA)):
        if words in made.text:
            made.name(words, entity)
    if "Foreign Minister" in made.text and TOYAMA in made.chains:
        made.office(TOYAMA, "Foreign Minister", "foreign_minister", "JP")
    if "Seoul" in made.text:
        made.name("Seoul", "seoul", kind="place", value="KR/seoul", of="KR")
    if "Japan" in made.text:
        made.name("Japan", "japan", kind="place", value="JP", of="JP")
    return made


def announced() -> Paper:
    clause = "Foreign Minister Sakie Toyama will visit Seoul on May 12."
    made = paper("2026-05-02", "Bay Post", "Toyama to visit Seoul", clause)
    when = made.date("May 12", "2026-05-12")
    return made.act("visit", "would", clause, actors=["Sakie Toyama"], place="Seoul", time=when, realis="planned")


def put_off(words: str) -> Paper:
    return paper("2026-05-10", "Quay Daily", "Storm over the strait", words)


def held() -> Paper:
    clause = "Foreign Minister Sakie Toyama met Nam Jeong-won in Seoul on May 26."
    made = paper("2026-05-26", "Bay Post", "Ministers confer at last", clause)
    when = made.date("May 26", "2026-05-26")
    people = {"actors": ["Sakie Toyama"], "recipients": ["Nam Jeong-won"]}
    return made.act("meeting", "done", clause, place="Seoul", time=when, **people)


PUT_OFF = "Sakie Toyama's visit to Seoul planned for May 12 has been postponed."


def test_a_visit_put_off_and_made_later_is_changed_and_the_record_keeps_both_steps() -> None:
    (row,) = rows("plan", announced(), put_off(PUT_OFF), held())
    assert row.status == "changed"
    assert [(h["event"], h["date"]) for h in row.history] == [
        ("told", "2026-05-02"),
        ("postponed", "2026-05-10"),
        ("changed", "2026-05-26"),
    ]
    (early,) = rows("plan", announced(), put_off(PUT_OFF))
    assert (early.status, early.outcome) == ("postponed", PUT_OFF)


@pytest.mark.parametrize(
    "words",
    [
        "Sakie Toyama's visit to Seoul may be postponed because of the storm.",
        "The ministry denied that Sakie Toyama's visit to Seoul was cancelled.",
        "Ren Oda's visit to Seoul has been postponed.",
        "Sakie Toyama's visit to Seoul planned for July 2 has been postponed.",
    ],
)
def test_what_is_feared_denied_or_said_of_another_visit_decides_nothing(words: str) -> None:
    other = put_off(words)
    if "July 2" in words:
        other.date("July 2", "2026-07-02")
    assert [r.status for r in rows("plan", announced(), other, as_of="2026-05-11")] == ["pending"]


def test_who_holds_the_office_of_a_country_does_not_visit_it() -> None:
    clause = "Foreign Minister Sakie Toyama will visit Japan on May 12."
    made = paper("2026-05-02", "Bay Post", "A visit", clause)
    when = made.date("May 12", "2026-05-12")
    made.act("visit", "would", clause, actors=["Sakie Toyama"], place="Japan", time=when, realis="planned")
    assert rows("plan", made) == []


def mission() -> Paper:
    clause = "Foreign Minister Sakie Toyama said Japan would send a trade mission of 40 firms to Pohang in June."
    made = paper("2026-05-02", "Bay Post", "Trade mission in sight", clause)
    made.number("40", "40", "firms")
    when = made.date("June", "2026-06-01", "2026-06-30")
    return made.act("plan", "would", clause, actors=["Japan"], realis="planned", time=when, topics=("trade",))


@pytest.mark.parametrize(
    ("words", "status"),
    [
        ("Japan has called off the trade mission of 40 firms to Pohang.", "cancelled"),
        ("Japan sent the trade mission of 40 firms to Pohang.", "happened"),
    ],
)
def test_a_plan_that_is_no_encounter_has_a_row_and_an_outcome(words: str, status: str) -> None:
    later = paper("2026-06-20", "Quay Daily", "Pohang and the mission", words)
    later.number("40", "40", "firms")
    later.act("other", "done", words, actors=["Japan"], topics=("trade",))
    (row,) = rows("plan", mission(), later)
    assert (row.status, row.time and row.time.edtf) == (status, "2026-06-01/2026-06-30")


def promise() -> Paper:
    lead = "Foreign Minister Sakie Toyama met Nam Jeong-won at the Old Mint in Seoul on May 12."
    clause = "Toyama pledged to return 300 drawings by the end of June if the archive agrees."
    made = paper("2026-05-12", "Bay Post", "Drawings to come home", f"{lead} {clause}")
    made.name("Old Mint", "mint", kind="place", value="Old Mint", of="KR").number("300", "300", "drawings")
    when = made.date("May 12", "2026-05-12")
    people = {"actors": ["Sakie Toyama"], "recipients": ["Nam Jeong-won"]}
    made.act("meeting", "done", lead, place="Old Mint", time=when, meeting="talks", **people)
    due = made.date("by the end of June", "2026-05-12", "2026-06-30")
    condition, matter = made.quote("if the archive agrees"), made.quote("to return 300 drawings")
    return made.act("pledge", "undertook", clause, actors=["Toyama"], time=due, condition=condition, matter=matter)


def returned(number: str) -> Paper:
    clause = f"Japan has returned {number} of the drawings that were promised."
    made = paper("2026-07-03", "Quay Daily", "Crates arrive", clause)
    made.number(number, number, "drawings")
    return made.act("other", "done", clause, actors=["Japan"])


def test_a_promise_is_kept_by_the_promisers_side_in_whole_or_in_part() -> None:
    (part,) = rows("pledge", promise(), returned("120"))
    (whole,) = rows("pledge", promise(), returned("300"))
    (late,) = rows("pledge", promise(), as_of="2026-07-01")
    assert (part.status, whole.status, late.status) == ("partly_kept", "kept", "overdue_no_report")
    assert part.history[-1]["exact"] == "Japan has returned 120 of the drawings that were promised."
    assert late.outcome is None


def test_a_promise_says_at_which_meeting_in_which_words_on_what_condition_and_by_when() -> None:
    grouping = group(promise())
    (meeting,) = [r for r in grouping.records if r.kind == "meeting"]
    (row,) = [r for r in grouping.records if r.kind == "pledge"]
    assert (row.at, row.due, row.time and row.time.edtf) == (meeting.id, "2026-06-30", "2026-05-12")
    assert [a.exact for a in (*row.content, *row.conditions)] == ["to return 300 drawings", "if the archive agrees"]
    assert (meeting.venue, meeting.place, [a.meeting for a in meeting.accounts]) == ("Old Mint", "KR", ["talks"])
    assert [p.role for p in row.participants] == ["promiser"]
    text = promise().text
    assert all(a.holds(text) for a in (*row.content, *row.conditions))


def test_one_meeting_told_with_another_of_the_party_is_one_row_and_with_a_third_country_two() -> None:
    wider = "Sakie Toyama and Ren Oda met Nam Jeong-won in Seoul on May 26."
    more = paper("2026-05-27", "Quay Daily", "A long afternoon", wider)
    more.office(ODA, "afternoon", "deputy_minister", "JP")
    when = more.date("May 26", "2026-05-26")
    people = {"actors": ["Sakie Toyama", "Ren Oda"], "recipients": ["Nam Jeong-won"]}
    more.act("meeting", "done", wider, place="Seoul", time=when, **people)
    assert len(rows("meeting", held(), more)) == 1
    alone = "Sakie Toyama met Ren Oda in Seoul on May 26."
    other = paper("2026-05-27", "Quay Daily", "Another table", alone)
    when = other.date("May 26", "2026-05-26")
    other.act("meeting", "done", alone, actors=["Sakie Toyama", "Ren Oda"], place="Seoul", time=when)
    assert len(rows("meeting", held(), other)) == 2


def test_what_was_agreed_for_a_day_to_come_is_a_plan_too() -> None:
    clause = "Sakie Toyama and Nam Jeong-won agreed to open a tide forum on June 11."
    made = paper("2026-05-26", "Bay Post", "Forum agreed", clause)
    when = made.date("June 11", "2026-06-11")
    people = {"actors": ["Sakie Toyama", "Nam Jeong-won"]}
    made.act("agreement", "agreed", clause, time=when, topics=("fisheries",), **people)
    (row,) = rows("plan", made)
    assert (row.status, row.due, row.rung) == ("pending", "2026-06-11", "would")
    assert len(rows("agreement", made)) == 1
    said = made.text.index(clause)
    assert row.anchors[0].start == said


def test_two_names_of_one_office_on_one_day_are_one_meeting_and_on_two_days_two() -> None:
    def told(lang: str, outlet: str, name: str, entity: str, day: int = 26) -> Paper:
        clause = f"{name} met Nam Jeong-won in Seoul on May {day}."
        made = (
            Paper(lang, "2026-05-27", outlet).block("headline", f"{outlet}: talks").block("body", f"Minister {clause}")
        )
        made.name(name, entity).name("Nam Jeong-won", NAM)
        made.name("Seoul", "seoul", kind="place", value="KR/seoul", of="KR")
        made.office(entity, "Minister", "foreign_minister", "JP")
        when = made.date(f"May {day}", f"2026-05-{day}")
        people = {"actors": [name], "recipients": ["Nam Jeong-won"]}
        return made.act("meeting", "done", clause, place="Seoul", time=when, **people)

    english = told("en", "Bay Post", "Sakie Toyama", TOYAMA)
    assert len(rows("meeting", english, told("zh", "港报", "户山五月", "e-other"))) == 1
    assert len(rows("meeting", english, told("zh", "港报", "户山五月", "e-other", day=27))) == 2


def test_what_was_given_up_is_in_the_record_as_the_plan_that_it_was() -> None:
    clause = "Sakie Toyama's visit to Seoul planned for May 12 has been postponed."
    made = paper("2026-05-10", "Bay Post", "Storm over the strait", clause)
    when = made.date("May 12", "2026-05-12")
    made.act(
        "visit",
        "would",
        clause,
        actors=["Sakie Toyama"],
        place="Seoul",
        time=when,
        realis="planned",
        polarity="negative",
    )
    (row,) = rows("plan", made)
    assert (row.status, row.time and row.time.edtf, row.polarity) == ("postponed", "2026-05-12", "positive")
    assert rows("visit", made) == []


def test_a_planned_appointment_is_a_plan_until_somebody_is_appointed() -> None:
    clause = "Ren Oda will be named envoy on June 1."
    plan = paper("2026-05-02", "Bay Post", "A new envoy", clause)
    when = plan.date("June 1", "2026-06-01")
    plan.act("appointment", "would", clause, recipients=["Ren Oda"], time=when, realis="planned")
    named = "Ren Oda was named envoy."
    done = paper("2026-06-01", "Quay Daily", "Envoy named", named)
    done.act("appointment", "done", named, recipients=["Ren Oda"])
    assert [r.status for r in rows("plan", plan, as_of="2026-05-03")] == ["pending"]
    assert [r.status for r in rows("plan", plan, done)] == ["happened"]
