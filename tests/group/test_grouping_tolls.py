"""Tolls: what is one, what is a part of one, and how the latest stands before its history."""

from __future__ import annotations

import pytest
from paper import Paper

from dateline.group import group_articles
from dateline.group.dossier import Dossier
from dateline.group.tolls import find_tolls
from dateline.model import Fact, Origin

ORIGIN = Origin(id="o1", kind="reporting", independent=True, articles=())


def tolls(lang: str, text: str, *words: str) -> list[tuple[str, str]]:
    paper = Paper(lang, "2026-03-05").block("body", text)
    for word in words:
        paper.number(word, "".join(c for c in word if c.isdigit()), "people")
    article, reading = paper.done()
    return [(t.fate, t.value) for t in find_tolls(Dossier(article, reading), ORIGIN)]


@pytest.mark.parametrize(
    ("lang", "text", "words"),
    [
        ("en", "The number of people killed by the flood in the Vessel valley rose to 41 on Tuesday.", ("41",)),
        ("en", "A landslide killed at least 41 people near Port Ambel.", ("41",)),
        ("ja", "州知事は死者を41人としている。", ("41人",)),
        ("ja", "この洪水で少なくとも41人が死亡した。", ("41人",)),
        ("ko", "이번 홍수로 41명이 숨졌다.", ("41명",)),
        ("zh", "洪灾遇难人数已升至41人。", ("41",)),
    ],
)
def test_a_toll_is_known_by_the_words_beside_it(lang: str, text: str, words: tuple[str, ...]) -> None:
    assert tolls(lang, text, *words) == [("dead", "41")]


@pytest.mark.parametrize(
    ("lang", "text", "words"),
    [
        ("en", "Officials put the number of dead, up from 41 the day before, no higher.", ("41",)),
        ("ja", "邦人41人が負傷した。", ("41人",)),
        ("ko", "우리 국민 41명이 다쳤다.", ("41명",)),
        ("zh", "其中41人受伤。", ("41",)),
        ("en", "Another 41 residents were injured when a wall fell.", ("41",)),
        ("en", "The ministry sent 41 people to the valley.", ("41",)),
    ],
)
def test_parts_and_earlier_tolls_are_none(lang: str, text: str, words: tuple[str, ...]) -> None:
    assert not tolls(lang, text, *words)


def flood(outlet: str, published: str, body: str, *numbers: str) -> Paper:
    paper = Paper("en", published, outlet).block("headline", "Flood in the Vessel valley kills dozens")
    paper.block("body", body)
    for number in numbers:
        paper.number(number, number, "people")
    return paper


def facts(*papers: Paper) -> list[Fact]:
    made = [p.done() for p in papers]
    return [f for f in group_articles([a for a, _ in made], [r for _, r in made]).facts if f.values]


def test_the_latest_toll_stands_with_its_history_and_is_no_dispute() -> None:
    first = flood("The Quay", "2026-03-04", "The flood killed 23 people in the Vessel valley, the guard said.", "23")
    second = flood(
        "Harbour Gazette", "2026-03-05", "The flood killed 41 people in the Vessel valley, the guard said.", "41"
    )
    third = flood(
        "Inland Post", "2026-03-05", "The flood killed 41 people across the Vessel valley, officials said.", "41"
    )
    (fact,) = facts(first, second, third)
    assert [v.value for v in fact.values] == ["23", "41"]
    assert (fact.support, fact.cause) == ("corroborated", "update")


def test_two_parties_tolls_in_one_text_are_in_dispute() -> None:
    body = "The flood killed 41 people in the Vessel valley. Governor Odo Brandt put the number of dead at 47."
    latest, dispute = sorted(facts(flood("The Quay", "2026-03-05", body, "41", "47")), key=lambda f: f.support)[::-1]
    assert {v.value for v in dispute.values} == {"41", "47"}
    assert (dispute.support, dispute.cause) == ("disputed", "conflict")
    assert latest.support == "single_origin"
