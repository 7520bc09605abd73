"""Where sources disagree on figures and on who said something, and why."""

from __future__ import annotations

import pytest
from paper import Paper, links

from dateline.group import group_articles
from dateline.group.contrasts import find_contrasts
from dateline.group.dossier import Dossier
from dateline.model import Fact, Origin

ORIGIN = Origin(id="o1", kind="reporting", independent=True, articles=())
HEAD = "Strike at the Vessel works"


def page(outlet: str, body: str, *numbers: tuple[str, str, str], lang: str = "en") -> Paper:
    paper = Paper(lang, "2026-03-04", outlet).block("headline", HEAD).block("body", body)
    for words, value, unit in numbers:
        paper.number(words, value, unit)
    return paper


def facts(*papers: Paper) -> list[Fact]:
    made = [(p, *p.done()) for p in papers]
    of_chain = links([(p, a) for p, a, _ in made])
    return list(group_articles([a for _, a, _ in made], [r for _, _, r in made], (), of_chain).facts)


def shown(found: list[Fact], *values: str) -> tuple[str, str | None]:
    (fact,) = [f for f in found if set(values) == {v.value for v in f.values}]
    return fact.support, fact.cause


VOTES = "In the second round Ri Somin won {} votes against {} for Ban Doha at the Vessel works union."
BALLOT = "Ri Somin took {} votes to Ban Doha's {} in the runoff of the union of the Vessel works."


def test_one_of_two_figures_that_differs_is_in_dispute() -> None:
    found = facts(
        page("The Quay", VOTES.format(289, 214), ("289", "289", "votes"), ("214", "214", "votes")),
        page("Harbour Gazette", BALLOT.format(289, 204), ("289", "289", "votes"), ("204", "204", "votes")),
    )
    assert shown(found, "214", "204") == ("disputed", "conflict")


def test_an_order_of_magnitude_lost_between_languages_is_a_slip_and_no_dispute() -> None:
    text = "The Vessel works made about {} battery packs this year."
    english = [page(o, text.format("400,000"), ("400,000", "400000", "packs")) for o in ("The Quay", "Harbour Gazette")]
    korean = page(
        "동해타임스", "베셀 공장은 올해 배터리 팩 약 4만 개를 만들었다.", ("4만 개", "40000", "items"), lang="ko"
    )
    found = [f for f in facts(english[0], korean) if {"400000", "40000"} == {v.value for v in f.values}]
    assert [(f.support, f.cause) for f in found] in ([], [("single_origin", "translation")])


def test_a_figure_of_the_whole_and_one_of_a_part_are_two_scopes() -> None:
    found = facts(
        page("The Quay", "The strike delayed 61 ships nationwide, the port office said.", ("61", "61", "ships")),
        page("Harbour Gazette", "The strike delayed 38 ships, the port office said.", ("38", "38", "ships")),
    )
    assert shown(found, "61", "38") == ("single_origin", "scope")


@pytest.mark.parametrize(
    ("lang", "text", "numbers"),
    [
        ("ko", "노조는 4100명이 참가했다고 밝혔다. 공사는 참가 인원이 2700명이라고 밝혔다.", ("4100명", "2700명")),
        ("ja", "組合は4100人が加わったと発表した。会社側は参加者は2700人だと説明した。", ("4100人", "2700人")),
        ("zh", "工会称有4100人参加。公司表示，参加人数为2700人。", ("4100人", "2700人")),
    ],
)
def test_a_figure_that_somebody_else_gives_in_the_next_sentence(lang: str, text: str, numbers: tuple[str, str]) -> None:
    assert contrasts(lang, text, numbers) == [(("4100", "2700"), "conflict")]


@pytest.mark.parametrize(
    ("lang", "text", "numbers"),
    [
        ("ko", "노조는 4100명이 참가했다고 밝혔다. 공사는 내년에 2700명을 채용한다고 밝혔다.", ("4100명", "2700명")),
        ("ja", "組合は4100人が加わったと発表した。同組合は参加者は2700人だと説明した。", ("4100人", "2700人")),
        ("zh", "工会称有4100人参加。公司表示将招聘2700人。", ("4100人", "2700人")),
    ],
)
def test_a_figure_of_something_else_or_by_the_same_teller_is_no_contrast(
    lang: str, text: str, numbers: tuple[str, str]
) -> None:
    assert contrasts(lang, text, numbers) == []


def contrasts(lang: str, text: str, numbers: tuple[str, ...]) -> list[tuple[tuple[str, str], str]]:
    paper = Paper(lang, "2026-03-04").block("body", text)
    for words in numbers:
        paper.number(words, "".join(c for c in words if c.isdigit()), "people")
    return [(c.values, c.cause) for c in find_contrasts(Dossier(*paper.done()), ORIGIN)]


def test_what_was_there_before_is_a_change() -> None:
    text = "産業省は8000万ドルの融資を決めた。5月に示した1億2000万ドルから大幅に減った。"
    paper = Paper("ja", "2026-03-04").block("body", text)
    paper.number("8000万ドル", "80000000", "USD").number("1億2000万ドル", "120000000", "USD")
    (found,) = find_contrasts(Dossier(*paper.done()), ORIGIN)
    assert (found.values, found.cause) == (("120000000", "80000000"), "update")


def test_how_many_were_on_board_is_in_dispute_at_once_and_no_toll() -> None:
    found = facts(
        page("The Quay", "The trawler Vessel was carrying 11 people when it sank off Ambel.", ("11", "11", "people")),
        page("Harbour Gazette", "There were 12 people aboard when the trawler sank off Ambel.", ("12", "12", "people")),
    )
    assert shown(found, "11", "12") == ("disputed", "conflict")


QUOTE = "We will not load another box until they sit down with us"


def said(outlet: str, speaker: str, entity: str, *others: tuple[str, str]) -> Paper:
    names = " and ".join(name for name, _ in others)
    text = f'"{QUOTE}," said {speaker} at the Vessel works.' + (f" {names} listened." if others else "")
    paper = page(outlet, text).say(QUOTE)
    for name, key in ((speaker, entity), *others):
        paper.name(name, key)
    spoken = paper.quotations.pop()
    speaker_at = paper.quote(speaker)
    paper.quotations.append(
        type(spoken)(text=spoken.text, start=spoken.start, end=spoken.end, direct=True, speaker=speaker_at)
    )
    return paper


def test_one_quotation_given_to_two_people_is_a_dispute_on_who_said_it() -> None:
    found = facts(said("The Quay", "Noh Gyuri", "e1"), said("Harbour Gazette", "Kwak Taemin", "e2"))
    (fact,) = [f for f in found if f.slot == "party"]
    assert (fact.support, fact.cause) == ("disputed", "attribution")
    assert {v.value for v in fact.values} == {"e1", "e2"}


def test_where_both_texts_speak_of_both_nobody_is_said_to_differ() -> None:
    found = facts(
        said("The Quay", "Noh Gyuri", "e1", ("Kwak Taemin", "e2")),
        said("Harbour Gazette", "Kwak Taemin", "e2", ("Noh Gyuri", "e1")),
    )
    assert not [f for f in found if f.slot == "party"]
