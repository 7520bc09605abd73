"""A newsroom's own list: what it says, what is refused, and what linking makes of it. All people here are invented."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from tests.link.test_link import SEOUL, article

from dateline.link import Known, KnownListError, Ledger, link_readings, office_on, parse_known, who_held

LIST = """
[[person]]
names = { zh = "林秀芬", en = ["Lim Siew Hoon", "Grace Lim"], ko = "림슈훈" }
country = "SG"
office = [{ position = "transport_minister", of = "SG", since = "2025-05", until = 2026-03-31 }]

[[person]]
names = { en = "Chung Bo-kyung", ko = "정보경" }
country = "KR"
office = [{ position = "mayor", of = "KR/busan" }]

[[body]]
names = { ko = "동아해운", en = "Toa Kaiun", ja = "東亜海運" }
country = "JP"
"""


def known(text: str = LIST) -> tuple[Known, ...]:
    return parse_known("ours.toml", text.encode())


def link(rows: list, listed: tuple[Known, ...]) -> Ledger:  # type: ignore[type-arg]
    return link_readings([a for a, _ in rows], [r for _, r in rows], (), listed)


def test_the_list_ties_forms_that_share_no_sound() -> None:
    rows = [
        article("k1", "zh", "2026-03-04", [("林秀芬", "transport_minister", "SG")]),
        article("k2", "en", "2026-02-01", [("Grace Lim", None, None)]),
        article("k3", "ko", "2026-03-20", [("림슈훈", None, None)]),
    ]
    ledger = link(rows, known())
    assert len({ledger.of_chain[f"k{i}#0"] for i in (1, 2, 3)}) == 1
    assert len({link(rows, ()).of_chain[f"k{i}#0"] for i in (1, 2, 3)}) == 3
    person = ledger.entity(ledger.of_chain["k1#0"])
    assert all("#" in m and m.startswith("k") and m.split("#")[0] in ("k1", "k2", "k3") for m in person.members)
    assert {n.text for n in person.names} >= {"林秀芬", "Grace Lim", "림슈훈"}


def test_the_list_alone_makes_nobody() -> None:
    before, after = link(SEOUL, ()), link(SEOUL, known())
    assert before == after


def test_its_offices_hold_for_their_time_only() -> None:
    rows = [
        article("k1", "en", "2026-03-04", [("Lim Siew Hoon", None, None)]),
        article("k2", "en", "2026-07-01", [("Lim", "transport_minister", "SG")]),
        article("k3", "en", "2026-03-05", [("Lim", "transport_minister", "SG")]),
        article("k4", "en", "2026-07-01", [("Lim Siew Hoon", "transport_minister", "SG")]),
    ]
    ledger = link(rows, known())
    lim = ledger.of_chain["k1#0"]
    assert ledger.of_chain["k3#0"] == lim
    assert who_held(ledger, "transport_minister", "SG", "2025-08-01") == (lim,)
    assert who_held(ledger, "transport_minister", "SG", "2025-04-30") == ()
    assert [o.until for o in office_on(ledger, lim, "2025-12-24")] == ["2026-03-31"]
    late = link([rows[0], rows[3]], known())
    assert [c.why for c in late.title_conflicts] == [
        "the newsroom's list has the person as transport_minister of SG 2025-05/2026-03-31"
    ]


def test_two_people_of_one_name_in_the_list_stay_two() -> None:
    twins = known(
        """
        [[person]]
        names = { ko = "한도윤" }
        country = "KR"
        office = [{ position = "unification_minister", of = "KR" }]
        [[person]]
        names = { ko = "한도윤" }
        office = [{ position = "mayor", of = "KR/busan" }]
        """
    )
    rows = [
        article("k1", "ko", "2026-03-04", [("한도윤", "unification_minister", "KR")]),
        article("k2", "ko", "2026-03-04", [("한도윤", "mayor", "KR/busan")]),
        article("k3", "ko", "2026-03-04", [("한도윤", None, None)]),
    ]
    ledger = link(rows, twins)
    assert ledger.of_chain["k1#0"] != ledger.of_chain["k2#0"]
    assert any("more than one person of the name" in " ".join(j.why) for j in ledger.review)


def test_csv_says_the_same() -> None:
    text = (
        "kind,country,position,of,since,until,zh,en,ko\n"
        "person,SG,transport_minister,SG,2025-05,2026-03-31,林秀芬,Lim Siew Hoon|Grace Lim,림슈훈\n"
    )
    (row,) = parse_known("ours.csv", text.encode("utf-8-sig"))
    assert {n.text for n in row.names} == {n.text for n in known()[0].names}
    assert row.offices == known()[0].offices


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        ("a.toml", "[[person]]\n", "names are needed"),
        ("a.toml", '[[people]]\nnames = { en = "X Y" }', "no kind of entry"),
        ("a.toml", '[[person]]\nnames = { fr = "X Y" }', "no language 'fr'"),
        ("a.toml", '[[person]]\nnames = { en = "X Y" }\ncountry = "Korea"', "two capital letters"),
        (
            "a.toml",
            '[[person]]\nnames = { en = "X Y" }\noffice = [{ position = "foreign_ministr" }]',
            "foreign_minister",
        ),
        (
            "a.toml",
            '[[person]]\nnames = { en = "X Y" }\noffice = [{ position = "mayor", since = "May" }]',
            "since is a year",
        ),
        ("a.toml", '[[position]]\nnames = { ko = "해수부 장관" }', "needs the key"),
        ("a.toml", "[[person", "is not TOML"),
        ("a.csv", "name,en\nx,y\n", "no column 'name'"),
        ("a.csv", "kind,en\nghost,y\n", "line 2: 'ghost' is no kind"),
        ("a.toml", "a=" + "[" * 100_000, "is not TOML"),
        ("a.toml", "person=[1]", "is no table"),
        ("a.csv", "kind,en\nperson," + "a" * 200_000, "is not CSV"),
        ("a.txt", "", "neither .toml nor .csv"),
    ],
)
def test_what_cannot_be_used_is_refused_with_its_place(name: str, text: str, told: str) -> None:
    with pytest.raises(KnownListError, match=told):
        parse_known(name, text.encode())


def test_a_later_holder_ends_an_earlier_one_and_a_former_one_is_out() -> None:
    day = date(2026, 3, 1)
    rows = [
        article("o1", "en", day.isoformat(), [("Yoon Se-ra", "foreign_minister", "KR")]),
        article("o2", "en", (day + timedelta(20)).isoformat(), [("Chung Bo-kyung", "foreign_minister", "KR")]),
        article("o3", "en", (day + timedelta(30)).isoformat(), [("Chung Bo-kyung", "foreign_minister", "KR")]),
    ]
    ledger = link(rows, ())
    yoon, chung = ledger.of_chain["o1#0"], ledger.of_chain["o2#0"]
    assert who_held(ledger, "foreign_minister", "KR", "2026-03-25") == (chung,)
    assert who_held(ledger, "foreign_minister", "KR", "2026-03-02") == (yoon, chung)
    assert who_held(ledger, "foreign_minister", "KR", "2026-03-01") == (yoon,)


def test_a_wide_title_is_counted_with_the_exact_one() -> None:
    rows = [
        article("w1", "en", "2026-03-04", [("Yoon Se-ra", "foreign_minister", "KR")]),
        article("w2", "en", "2026-03-06", [("Yoon Se-ra", "minister", None)]),
    ]
    (held,) = link(rows, ()).occupancies
    assert (held.position, held.of, held.attested) == ("foreign_minister", "KR", ("2026-03-04", "2026-03-06"))
