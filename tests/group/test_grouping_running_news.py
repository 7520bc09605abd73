"""News that runs: figures set against each other, accidents whose counts grow, plans that were carried out."""

from __future__ import annotations

import pytest
from paper import Paper, links

from dateline.group import Grouping, group_articles
from dateline.group.accidents import find_accident
from dateline.group.contrasts import find_contrasts
from dateline.group.credits import find_credit
from dateline.group.dossier import Dossier
from dateline.model import DateValue, Entity, Name, Origin

PARK, TORVALD = "e-park", "e-torvald"
ENTITIES = (
    Entity(id=PARK, kind="person", names=(Name("Park Ho-yul", "en", 4),), country="KR"),
    Entity(id=TORVALD, kind="person", names=(Name("Ines Torvald", "en", 4),), country="NO"),
)
ORIGIN = Origin(id="o1", kind="reporting", independent=True, articles=())


def group(*papers: Paper, **options: object) -> Grouping:
    made = [(p, *p.done()) for p in papers]
    of_chain = links([(p, a) for p, a, _ in made])
    return group_articles([a for _, a, _ in made], [r for _, _, r in made], ENTITIES, of_chain, **options)  # type: ignore[arg-type]


def counted(lang: str, text: str, *numbers: tuple[str, str, str]) -> Dossier:
    paper = Paper(lang, "2026-03-05").block("body", text)
    for number in numbers:
        paper.number(*number)
    article, reading = paper.done()
    return Dossier(article, reading)


@pytest.mark.parametrize(
    ("lang", "text", "numbers"),
    [
        ("en", "The guard said 240 people were aboard, while the owner said 231.", (("240", "people"), ("231", None))),
        (
            "en",
            "Oslo counted 40 boats that day. Its rival denied the figure, saying there were only 12 craft.",
            (("40", "boats"), ("12", "craft")),
        ),
        (
            "ja",
            "乗客は警備隊が240人としているのに対し、会社は231人だとしている。",
            (("240人", "people"), ("231人", "people")),
        ),
        ("zh", "警方称现场有240人，而公司称231人。", (("240人", "people"), ("231人", "people"))),
        (
            "ko",
            "해경은 승객이 240명이라고 밝혔지만 선사는 231명이라고 주장했다.",
            (("240명", "people"), ("231명", "people")),
        ),
    ],
)
def test_two_parties_figures_are_set_against_each_other(
    lang: str, text: str, numbers: tuple[tuple[str, str], ...]
) -> None:
    dossier = counted(lang, text, *((w, "".join(c for c in w if c.isdigit()), u) for w, u in numbers))
    found = list(find_contrasts(dossier, ORIGIN))
    assert [set(c.values) for c in found] == [{"".join(c for c in w if c.isdigit()) for w, _ in numbers}]


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        (
            "The guard said 240 people were aboard, while the owner said 31 people had been refunded.",
            (("240", "people"), ("31", "people")),
        ),
        ("The guard said 240 people were aboard, but the boat had left at 9.", (("240", "people"), ("9", None))),
        (
            "Oslo counted 40 boats. The mayor denied the report, and 12 guests left.",
            (("40", "boats"), ("12", "guests")),
        ),
        ("In 2024 there were 40 boats, while this year there were 31.", (("40", "boats"), ("31", None))),
    ],
)
def test_figures_for_two_things_are_not(text: str, numbers: tuple[tuple[str, str], ...]) -> None:
    assert not list(find_contrasts(counted("en", text, *((w, w, u) for w, u in numbers)), ORIGIN))


def accident(lang: str, published: str, outlet: str, head: str, body: str) -> Paper:
    return Paper(lang, published, outlet).block("headline", head).block("body", body)


def test_reports_on_one_accident_are_one_story_while_its_count_grows() -> None:
    first = accident(
        "en",
        "2026-03-05T09:00:00+09:00",
        "A",
        "Ferry hits freighter off Namhae, 2 dead",
        "Two people were killed when a ferry hit a freighter off Namhae, the coast guard said.",
    )
    later = accident(
        "en",
        "2026-03-06T19:00:00+09:00",
        "B",
        "Toll in ferry collision off Namhae rises to 6",
        "Six people are now known dead in the ferry collision with a freighter off Namhae, the coast guard said.",
    )
    blaze = accident(
        "en",
        "2026-03-06T12:00:00+09:00",
        "C",
        "Warehouse fire in Incheon injures 4",
        "Four people were injured in a fire at a paper warehouse in Incheon, the fire service said.",
    )
    stories = group(first, later, blaze).stories
    assert sorted(len(s.articles) for s in stories) == [1, 2]


def test_an_accident_needs_somebody_harmed() -> None:
    launched = accident(
        "en", "2026-03-05", "A", "New ferry enters service", "The ferry will sail twice a day from Monday."
    )
    article, reading = launched.done()
    assert find_accident(Dossier(article, reading)) == frozenset()


def announced(time: bool = True) -> Paper:
    clause = "Park Ho-yul will visit Oslo on March 9 and meet Ines Torvald."
    paper = Paper("en", "2026-03-07", "Fjord Post").block("headline", "Park Ho-yul to visit Oslo, meet Ines Torvald")
    paper.block("body", f"{clause} The visit is his first.")
    paper.name("Park Ho-yul", PARK).name("Ines Torvald", TORVALD)
    paper.name("Oslo", "oslo", kind="place", value="NO", of="NO")
    paper.office(PARK, "visit", "president", "KR")
    when = paper.date("March 9", "2026-03-09") if time else None
    return paper.act("visit", "would", clause, actors=["Park Ho-yul"], realis="planned", place="Oslo", time=when)


def met() -> Paper:
    clause = "Park Ho-yul met Ines Torvald in Oslo on March 10."
    paper = Paper("en", "2026-03-10", "Harbour Gazette").block(
        "headline", "Park Ho-yul visits Oslo, meets Ines Torvald"
    )
    paper.block("body", f"{clause} The visit is his first.").name("Park Ho-yul", PARK).name("Ines Torvald", TORVALD)
    paper.name("Oslo", "oslo", kind="place", value="NO", of="NO")
    when = paper.date("March 10", "2026-03-10")
    return paper.act(
        "meeting", "done", clause, actors=["Park Ho-yul"], recipients=["Ines Torvald"], place="Oslo", time=when
    )


def test_a_plan_that_was_carried_out_is_in_the_record_only() -> None:
    found = group(announced(), met())
    plans = [r for r in found.records if r.kind == "plan"]
    assert [p.status for p in plans] == ["happened"]
    assert plans[0].countries == ("KR", "NO")
    if len(found.stories) == 1:
        assert not [f for f in found.facts if f.slots is not None and f.slots.realis == "planned"]


def test_a_further_meeting_without_a_date_is_still_to_come() -> None:
    paper = met()
    clause = "Park Ho-yul will meet Ines Torvald again."
    again = Paper("en", "2026-03-10", "Fjord Post").block("headline", "Park Ho-yul visits Oslo, meets Ines Torvald")
    again.block("body", f"{clause} The visit is his first.").name("Park Ho-yul", PARK).name("Ines Torvald", TORVALD)
    again.act("meeting", "would", clause, actors=["Park Ho-yul"], recipients=["Ines Torvald"], realis="planned")
    found = group(paper, again)
    assert [r.status for r in found.records if r.kind == "plan"] == ["pending"]
    assert [f for f in found.facts if f.slots is not None and f.slots.realis == "planned"]


@pytest.mark.parametrize("line", ["AP contributed to this report.", "With inputs from AP."])
def test_an_agency_that_gave_part_is_no_credit(line: str) -> None:
    article, reading = Paper("en", "2026-03-05", wire="AP").block("body", f"The talks ended.\n{line}").done()
    assert find_credit(Dossier(article, reading)) is None
    article, reading = Paper("en", "2026-03-05", wire="AP").block("body", "The talks ended.").done()
    assert find_credit(Dossier(article, reading)) is not None


def far_off(head: str, body: str, published: str, outlet: str) -> Paper:
    paper = Paper("en", published, outlet).block("headline", head).block("body", body)
    return paper.name("Norway", "norway", kind="place", value="NO", of="NO")


def test_aid_after_an_earthquake_is_its_story_and_a_fire_elsewhere_is_not() -> None:
    quake = far_off(
        "Quake in Norway kills 12",
        "An earthquake killed 12 people in Norway on Thursday. The road to Molde is shut.",
        "2026-03-05",
        "A",
    )
    aid = far_off(
        "Seoul sends rescuers",
        "The government will send 30 rescuers and two dogs. They leave tonight. "
        "They will search for survivors of the earthquake in Norway. Twelve people were killed.",
        "2026-03-06",
        "B",
    )
    fire = far_off(
        "Fire closes mill", "A fire at a mill in Norway left two people injured. The mill is shut.", "2026-03-06", "C"
    )
    stories = group(quake, aid, fire).stories
    assert sorted(len(s.articles) for s in stories) == [1, 2]


def put_off(words: str) -> Paper:
    paper = Paper("en", "2026-03-08", "Oslo Ledger").block("headline", "Oslo waits").block("body", words)
    return paper.name("Park Ho-yul", PARK)


@pytest.mark.parametrize(
    ("words", "status"),
    [
        ("Park Ho-yul's visit to Oslo has been postponed, his office said.", "postponed"),
        ("Park Ho-yul's visit to Oslo was called off, his office said.", "cancelled"),
        ("Park Ho-yul's vote on the budget has been postponed, his office said.", "pending"),
    ],
)
def test_a_later_text_says_what_became_of_a_visit(words: str, status: str) -> None:
    rows = group(announced(), put_off(words), as_of="2026-03-08").records
    assert [r.status for r in rows if r.kind == "plan"] == [status]


def lasting(outlet: str, words: str, minutes: str, *, rough: bool = False) -> Paper:
    clause = f"Park Ho-yul met Ines Torvald in Oslo on March 9 for {'about ' if rough else ''}{words}."
    paper = Paper("en", "2026-03-10", outlet).block("headline", "Park Ho-yul meets Ines Torvald").block("body", clause)
    paper.name("Park Ho-yul", PARK).name("Ines Torvald", TORVALD)
    when = paper.date("March 9", "2026-03-09")
    start = paper.text.rindex(words)
    paper.dates.append(DateValue(text=words, start=start, end=start + len(words), timex3=minutes))
    return paper.act("meeting", "done", clause, actors=["Park Ho-yul", "Ines Torvald"], time=when)


@pytest.mark.parametrize(
    ("other", "support", "cause"),
    [
        (("an hour", "PT1H", True), "corroborated", "rounding"),
        (("90 minutes", "PT90M", False), "disputed", "conflict"),
    ],
)
def test_how_long_a_meeting_took(other: tuple[str, str, bool], support: str, cause: str | None) -> None:
    words, minutes, rough = other
    facts = group(lasting("A", "55 minutes", "PT55M"), lasting("B", words, minutes, rough=rough)).facts
    (length,) = [f for f in facts if f.values]
    assert (length.support, length.cause, length.values[0].unit) == (support, cause, "minutes")
