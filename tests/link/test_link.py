"""Linking: partition, wrong forms, short names, offices, judgements. All people here are invented."""

from __future__ import annotations

import random
from collections.abc import Sequence

from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import structs

from dateline.link import Ledger, link_readings, office_on, who_held
from dateline.model import Act, Article, Block, Judgement, Mention, Quote, Reading, Role

Person = tuple[str, str | None, str | None]


def article(id: str, lang: str, day: str, people: Sequence[Person], *, meet: bool = False) -> tuple[Article, Reading]:
    """A text that calls each person by name and office, one chain a person; with ``meet`` the first two met."""
    text, mentions, roles = "", [], []
    for chain, (name, position, of) in enumerate(people):
        if position:
            mentions.append(
                Mention(
                    text="title",
                    start=len(text),
                    end=len(text) + 5,
                    kind="position",
                    value=position,
                    of=of,
                    chain=50 + chain if name else chain,
                )
            )
            text += "title "
        if name:
            start = len(text)
            mentions.append(
                Mention(text=name, start=start, end=start + len(name), kind="person", value=name, chain=chain)
            )
            text += name + " "
            if position:
                roles.append(Role(person=len(mentions) - 1, position=len(mentions) - 2))
    quotes = [Quote(m.text, m.start, m.end) for m in mentions if m.kind == "person"]
    acts = (Act(kind="meeting", rung="done", actors=tuple(quotes[:2]), start=0, end=len(text)),) if meet else ()
    found = Article(id=id, source=id, lang=lang, published=day, text=text, blocks=(Block("body", 0, len(text), lang),))
    # a position beside a name belongs to the role, not to a chain of its own
    tied = tuple(m if m.kind == "person" or (m.chain or 0) < 50 else _unchained(m) for m in mentions)
    return found, Reading(article=id, mentions=tied, roles=tuple(roles), acts=acts)


def _unchained(mention: Mention) -> Mention:
    return Mention(
        text=mention.text, start=mention.start, end=mention.end, kind="position", value=mention.value, of=mention.of
    )


def link(rows: Sequence[tuple[Article, Reading]], judgements: Sequence[Judgement] = ()) -> Ledger:
    return link_readings([a for a, _ in rows], [r for _, r in rows], judgements)


def partition(ledger: Ledger) -> set[frozenset[str]]:
    return {frozenset(e.members) for e in ledger.entities}


SEOUL = [
    article(
        "a1",
        "ko",
        "2026-03-04",
        [("윤세라", "foreign_minister", "KR"), ("오카베 마사토", "party_policy_chief", "JP/ldp")],
        meet=True,
    ),
    article(
        "a2",
        "ja",
        "2026-03-04",
        [("尹世羅", "foreign_minister", "KR"), ("岡部正人", "party_policy_chief", "JP/ldp")],
        meet=True,
    ),
    article(
        "a3", "en", "2026-03-05", [("Yoon Se-ra", "foreign_minister", "KR"), ("Masato Okabe", None, None)], meet=True
    ),
    article(
        "a4",
        "zh",
        "2026-03-05",
        [("尹世罗", "foreign_minister", "KR"), ("冈部正人", "party_policy_chief", "JP/ldp")],
        meet=True,
    ),
]


def test_one_person_in_four_scripts_is_one_entity() -> None:
    ledger = link(SEOUL)
    people = [e for e in ledger.entities if e.kind == "person"]
    assert sorted(len(e.members) for e in people) == [4, 4]
    assert {e.country for e in people} == {"KR", "JP"}
    assert who_held(ledger, "foreign_minister", "KR", "2026-03-10") == (ledger.of_chain["a1#0"],)
    assert all(j.why for j in ledger.judgements)


def test_two_people_of_one_name_stay_two() -> None:
    rows = [
        article("b1", "ko", "2026-03-04", [("한도윤", "unification_minister", "KR")]),
        article("b2", "ko", "2026-03-05", [("한도윤", "player", "KR")]),
        article("b3", "ko", "2026-03-05", [("한도윤", "mayor", "KR/busan")]),
        article("b4", "ja", "2026-03-05", [("韓道允", "unification_minister", "KR")]),
    ]
    ledger = link(rows)
    assert ledger.of_chain["b1#0"] == ledger.of_chain["b4#0"]
    assert len({ledger.of_chain[f"b{i}#0"] for i in (1, 2, 3)}) == 3


def test_two_of_one_name_in_one_text_stay_two_in_all_texts() -> None:
    both = article("b1", "ko", "2026-05-12", [("하준성", "lawmaker", "KR"), ("하준성", "director", "KR")])
    by_office = article("b2", "ko", "2026-05-13", [("하준성", "director", "KR")])
    unsaid = article("b3", "ko", "2026-05-13", [("하준성", None, None)])
    found = partition(link([both, by_office, unsaid]))
    assert frozenset({"b1#1", "b2#0"}) in found
    assert {frozenset({"b1#0"}), frozenset({"b3#0"})} <= found


def test_a_family_name_with_its_title_links_where_one_person_fits() -> None:
    ledger = link([*SEOUL, article("c1", "en", "2026-03-06", [("Yoon", "foreign_minister", "KR")])])
    assert ledger.of_chain["c1#0"] == ledger.of_chain["a1#0"]
    other = article("c2", "en", "2026-03-06", [("Yoon", "company_president", None)])
    assert link([*SEOUL, other]).of_chain["c2#0"] != ledger.of_chain["a1#0"]


def test_a_bare_title_is_its_only_holder() -> None:
    ledger = link([*SEOUL, article("d1", "en", "2026-03-06", [("", "foreign_minister", "KR")])])
    assert ledger.of_chain["d1#0"] == ledger.of_chain["a1#0"]


def test_a_form_one_character_off_is_flagged_and_not_a_name() -> None:
    slip = article(
        "e1",
        "ja",
        "2026-03-04",
        [("尹世維", "foreign_minister", "KR"), ("岡部正人", "party_policy_chief", "JP/ldp")],
        meet=True,
    )
    ledger = link([*SEOUL, slip])
    entity = ledger.entity(ledger.of_chain["e1#0"])
    assert ledger.of_chain["e1#0"] == ledger.of_chain["a2#0"]
    assert [n.text for n in entity.wrong_forms] == ["尹世維"]
    assert "尹世維" not in {n.text for n in entity.names}
    assert any("wrong form" in " ".join(j.why) for j in ledger.judgements)


def test_a_like_name_in_another_office_is_nobodys_wrong_form() -> None:
    other = article("f1", "ja", "2026-03-04", [("尹世維", "lawmaker", "KR")])
    ledger = link([*SEOUL, other])
    assert ledger.of_chain["f1#0"] != ledger.of_chain["a2#0"]
    assert not any(e.wrong_forms for e in ledger.entities)


def test_a_title_against_a_well_attested_office_is_listed() -> None:
    odd = article("g1", "en", "2026-03-05", [("Chung Bo-kyung", "foreign_minister", "KR")])
    ledger = link([*SEOUL, odd])
    assert [(c.entity, c.position) for c in ledger.title_conflicts] == [(ledger.of_chain["g1#0"], "foreign_minister")]
    assert link(SEOUL).title_conflicts == ()


def test_offices_are_those_of_the_day() -> None:
    ledger = link(SEOUL)
    holder = ledger.of_chain["a1#0"]
    assert [o.position for o in office_on(ledger, holder, "2026-03-05")] == ["foreign_minister"]
    assert office_on(ledger, holder, "2031-01-01") == ()


def test_bodies_meet_by_key_and_by_form() -> None:
    def body(id: str, lang: str, text: str, value: str, of: str | None) -> tuple[Article, Reading]:
        mention = Mention(text=text, start=0, end=len(text), kind="organization", value=value, of=of, chain=0)
        found = Article(
            id=id, source=id, lang=lang, published="2026-03-04", text=text, blocks=(Block("body", 0, len(text), lang),)
        )
        return found, Reading(article=id, mentions=(mention,))

    ledger = link(
        [
            body("h1", "ko", "외교부", "foreign_ministry", "KR"),
            body("h2", "en", "Foreign Ministry", "foreign_ministry", "KR"),
            body("h3", "ja", "外務省", "foreign_ministry", "JP"),
            body("h4", "ja", "東亜海運", "東亜海運", None),
            body("h5", "zh", "东亚海运", "东亚海运", None),
        ]
    )
    assert ledger.of_chain["h1#0"] == ledger.of_chain["h2#0"] != ledger.of_chain["h3#0"]
    assert ledger.of_chain["h4#0"] == ledger.of_chain["h5#0"]


ROWS = [
    *SEOUL,
    article("r1", "en", "2026-03-06", [("Yoon", "foreign_minister", "KR"), ("", "prime_minister", "JP")]),
    article("r2", "ko", "2026-03-07", [("한도윤", "unification_minister", "KR")]),
    article("r3", "ko", "2026-03-07", [("한도윤", "player", "KR")]),
    article("r4", "en", "2026-03-09", [("Han Do-yoon", None, None)]),
    article("r5", "ja", "2026-03-04", [("尹世維", "foreign_minister", "KR"), ("岡部正人", None, None)], meet=True),
    article("r6", "en", "2026-03-20", [("Min-ho Seo", "mayor", "KR/busan"), ("Seo Min-ho", "lawmaker", "KR")]),
    article("r7", "zh", "2026-03-21", [("徐敏浩", "mayor", "KR/busan")]),
]


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 10**6))
def test_order_changes_nothing(seed: int) -> None:
    rows = list(ROWS)
    random.Random(seed).shuffle(rows)
    again = [r for _, r in rows]
    random.Random(seed + 1).shuffle(again)
    assert link_readings([a for a, _ in rows], again) == link(ROWS)


@settings(max_examples=25, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40), st.booleans()), max_size=4), st.integers(0, 10**6))
def test_undoing_judgements_restores_partition_and_ids(rows: list[tuple[int, int, bool]], seed: int) -> None:
    before = link(ROWS)
    refs = sorted(before.of_chain)
    told = [
        Judgement(id=f"p{i}", a=refs[a % len(refs)], b=refs[b % len(refs)], same=same, score=1.0, by="editor")
        for i, (a, b, same) in enumerate(rows)
        if refs[a % len(refs)] != refs[b % len(refs)]
    ]
    undo = [Judgement(id=f"u{j.id}", a=j.a, b=j.b, same=j.same, score=1.0, by="editor", undoes=j.id) for j in told]
    everything = [*told, *undo]
    random.Random(seed).shuffle(everything)
    assert link(ROWS, everything) == before
    redo = [Judgement(id=f"r{u.id}", a=u.a, b=u.b, same=u.same, score=1.0, by="editor", undoes=u.id) for u in undo]
    assert link(ROWS, [*everything, *redo]) == link(ROWS, told)


def test_a_person_overrides_the_rules() -> None:
    before = link(SEOUL)
    split = Judgement(id="p1", a="a1#0", b="a2#0", same=False, score=1.0, by="editor")
    after = link(SEOUL, [split])
    assert before.of_chain["a1#0"] == before.of_chain["a2#0"]
    assert after.of_chain["a1#0"] != after.of_chain["a2#0"]
    joined = link(SEOUL, [Judgement(id="p2", a="a1#0", b="a1#1", same=True, score=1.0, by="editor")])
    assert joined.of_chain["a1#0"] == joined.of_chain["a1#1"]


def test_ids_stay_when_later_texts_come() -> None:
    before, after = link(SEOUL), link(ROWS)
    assert {e.id for e in before.entities if e.kind == "person"} <= {e.id for e in after.entities}


def test_ids_are_distinct_and_members_are_a_partition() -> None:
    ledger = link(ROWS)
    assert len({e.id for e in ledger.entities}) == len(ledger.entities)
    assert sorted(ref for e in ledger.entities for ref in e.members) == sorted(ledger.of_chain)
    assert partition(ledger)


HARBOUR = [
    article(
        "s1",
        "zh",
        "2026-05-12",
        [("林秀芬", "transport_minister", "SG"), ("尹世罗", "foreign_minister", "KR")],
        meet=True,
    ),
    article(
        "s2",
        "ja",
        "2026-05-12",
        [("林秀芬", "transport_minister", "SG"), ("尹世羅", "foreign_minister", "KR")],
        meet=True,
    ),
    article(
        "s3",
        "en",
        "2026-05-13",
        [("Lim Siew Hoon", "transport_minister", "SG"), ("Yoon Se-ra", "foreign_minister", "KR")],
        meet=True,
    ),
    article(
        "s4",
        "ko",
        "2026-05-12",
        [("림슈훈", "transport_minister", "SG"), ("윤세라", "foreign_minister", "KR")],
        meet=True,
    ),
]


def test_dialect_romanisation_meets_by_seat_days_and_partner() -> None:
    ledger = link(HARBOUR)
    assert len({ledger.of_chain[f"s{i}#0"] for i in (1, 2, 3, 4)}) == 1
    assert any("nobody else is called so" in j.why for j in ledger.judgements)
    elsewhere = [article("s3", "en", "2026-05-13", [("Lim Siew Hoon", "transport_minister", "SG")]), HARBOUR[0]]
    apart = link(elsewhere)
    assert apart.of_chain["s1#0"] != apart.of_chain["s3#0"]


def test_two_holders_in_one_script_leave_the_seat_to_review() -> None:
    rival = article(
        "s5",
        "en",
        "2026-05-13",
        [("Goh Mei Chan", "transport_minister", "SG"), ("Yoon Se-ra", "foreign_minister", "KR")],
        meet=True,
    )
    ledger = link([HARBOUR[0], HARBOUR[2], rival])
    assert len({ledger.of_chain[f"s{i}#0"] for i in (1, 3, 5)}) == 3
    assert any("somebody else holds it, too" in j.why for j in ledger.review)


def test_readable_names_that_differ_are_two_ministers_for_all_the_seat() -> None:
    rows = [
        SEOUL[0],
        article(
            "s6",
            "en",
            "2026-03-04",
            [("Chung Bo-kyung", "foreign_minister", "KR"), ("Masato Okabe", "party_policy_chief", "JP/ldp")],
            meet=True,
        ),
    ]
    ledger = link(rows)
    assert ledger.of_chain["a1#0"] != ledger.of_chain["s6#0"]


def test_a_slip_that_another_language_would_read_alike_is_still_a_slip() -> None:
    rows = [
        article(
            f"w{i}",
            lang,
            "2026-05-12",
            [(name, "foreign_minister", "KR"), (other, "party_policy_chief", "JP/ldp")],
            meet=True,
        )
        for i, (lang, name, other) in enumerate(
            [
                ("ko", "한서린", "오카베 마사토"),
                ("en", "Han Seo-rin", "Masato Okabe"),
                ("zh", "韩瑞麟", "冈部正人"),
                ("zh", "韩瑞麟", "冈部正人"),
                ("zh", "韩瑞临", "冈部正人"),
            ]
        )
    ]
    ledger = link(rows)
    entity = ledger.entity(ledger.of_chain["w2#0"])
    assert ledger.of_chain["w4#0"] == entity.id
    assert [n.text for n in entity.wrong_forms] == ["韩瑞临"]
    assert "韩瑞临" not in {n.text for n in entity.names}


def test_a_family_name_with_a_title_never_joins_another_family() -> None:
    rows = [
        article("t1", "ko", "2026-05-12", [("윤세라", "minister", "KR"), ("탄", "minister", None)]),
        article("t2", "en", "2026-05-12", [("Yoon Se-ra", "minister", "KR"), ("Tan", "minister", None)]),
    ]
    ledger = link(rows)
    assert ledger.of_chain["t1#0"] == ledger.of_chain["t2#0"]
    assert ledger.of_chain["t1#1"] != ledger.of_chain["t1#0"] != ledger.of_chain["t2#1"]


def test_titles_places_and_pairs_of_countries_are_nobody() -> None:
    rows = [
        article(
            "n1",
            "ko",
            "2026-05-12",
            [("윤세라", "foreign_minister", "KR"), ("광주서", "transport_minister", "SG"), ("장관", None, None)],
            meet=True,
        ),
        article("n2", "zh", "2026-05-12", [("尹世罗", "foreign_minister", "KR"), ("韩新", None, None)], meet=True),
        article(
            "n3", "en", "2026-05-12", [("Oceans Minister", None, None), ("Mary King", None, None), ("King", None, None)]
        ),
    ]
    placed = [(rows[0], "광주", "KR/gwangju"), (rows[1], "韩国", "KR"), (rows[1], "新加坡", "SG")]
    named = {a.id: [m for r, text, value in placed if r[0].id == a.id for m in [_place(text, value)]] for a, _ in rows}
    readings = [structs.replace(r, mentions=(*r.mentions, *named[a.id])) for a, r in rows]
    ledger = link([(a, r) for (a, _), r in zip(rows, readings, strict=True)])
    people = {n.text for e in ledger.entities if e.kind == "person" for n in e.names}
    assert people == {"윤세라", "尹世罗", "Mary King", "King"}
    assert not any(o.position == "transport_minister" for o in ledger.occupancies)


def _place(text: str, value: str) -> Mention:
    return Mention(
        text=text, start=0, end=len(text), kind="place", value=value, of=value[:2], chain=90 + ord(text[0]) % 9
    )


def test_sides_teams_acronyms_and_countries_behind_names_are_no_part_of_people() -> None:
    rows = [
        article(
            "g1",
            "ko",
            "2026-05-12",
            [("윤세라", "foreign_minister", "KR"), ("양측은", None, None), ("구호대", None, None)],
        ),
        article("g2", "en", "2026-05-12", [("Yoon Se-ra", "foreign_minister", "KR"), ("KMRA", None, None)]),
        article("g3", "ja", "2026-05-12", [("ラモン・デラベガ・フィリピン", "foreign_minister", "PH")]),
        article("g4", "en", "2026-05-12", [("Ramon Delavega", "foreign_minister", "PH")]),
        article("g5", "ja", "2026-05-13", [("デラベガ", "foreign_minister", "PH")]),
    ]
    ledger = link(rows)
    people = {n.text for e in ledger.entities if e.kind == "person" for n in e.names}
    assert people == {"윤세라", "Yoon Se-ra", "ラモン・デラベガ", "Ramon Delavega", "デラベガ"}
    assert len({ledger.of_chain[f"g{n}#0"] for n in (3, 4, 5)}) == 1
    assert ledger.of_chain["g1#0"] == ledger.of_chain["g2#0"] != ledger.of_chain["g3#0"]


def test_a_person_of_other_texts_is_no_place_in_one_but_one_odd_reading_makes_no_person() -> None:
    def place(id: str, text: str) -> tuple[Article, Reading]:
        mention = Mention(text=text, start=0, end=len(text), kind="place", value=text, chain=0)
        found = Article(
            id=id, source=id, lang="en", published="2026-05-12", text=text, blocks=(Block("body", 0, len(text), "en"),)
        )
        return found, Reading(article=id, mentions=(mention,))

    people = [
        article(f"k{n}", lang, "2026-05-12", [(name, "mayor", "KR/busan")])
        for n, (lang, name) in enumerate([("en", "Noh Tae-woong"), ("ko", "노태웅")])
    ]
    ledger = link([*people, place("k9", "Noh Tae-woong")])
    assert ledger.of_chain["k9#0"] == ledger.of_chain["k0#0"] == ledger.of_chain["k1#0"]
    towers = [
        article("t1", "en", "2026-05-12", [("Garam Tower", None, None)]),
        place("t2", "Garam Tower"),
        place("t3", "Garam Tower"),
    ]
    ledger = link(towers)
    assert ledger.entity(ledger.of_chain["t2#0"]).kind == "place"


def test_who_changes_office_is_one_where_a_text_has_both_and_else_for_review() -> None:
    before = article("u1", "ja", "2026-03-04", [("岡部正人", "foreign_minister", "JP")])
    after = article("u2", "ja", "2026-03-20", [("岡部正人", "prime_minister", "JP")])
    apart = link([before, after])
    assert apart.of_chain["u1#0"] != apart.of_chain["u2#0"]
    assert any("one after the other" in " ".join(j.why) for j in apart.review)
    both = article("u3", "ja", "2026-03-12", [("岡部正人", "foreign_minister", "JP")])
    elect = Role(person=len(both[1].mentions) - 1, position=len(both[1].mentions), status="elect")
    next_office = Mention(text="title", start=0, end=5, kind="position", value="prime_minister", of="JP")
    told = structs.replace(both[1], mentions=(*both[1].mentions, next_office), roles=(*both[1].roles, elect))
    joined = link([before, (both[0], told), after])
    assert len({joined.of_chain[f"u{i}#0"] for i in (1, 2, 3)}) == 1


def test_private_people_of_one_name_months_apart_are_two() -> None:
    rows = [
        article("v1", "ko", "2026-02-13", [("이소담", "professor", None)]),
        article("v2", "ko", "2026-06-17", [("이소담", None, None)]),
        article("v3", "en", "2026-06-18", [("Lee So-dam", None, None)]),
        article("v4", "en", "2027-06-18", [("Lee So-dam", None, None)]),
    ]
    ledger = link(rows)
    assert ledger.of_chain["v2#0"] == ledger.of_chain["v3#0"]
    assert len({ledger.of_chain[f"v{i}#0"] for i in (1, 2, 4)}) == 3


def test_forms_as_well_attested_as_each_other_stay_apart_for_review() -> None:
    rows = [
        SEOUL[0],
        article("x1", "zh", "2026-03-05", [("尹世罗", "foreign_minister", "KR")]),
        article("x2", "zh", "2026-03-05", [("尹细罗", "foreign_minister", "KR")]),
    ]
    ledger = link(rows)
    assert len({ledger.of_chain[r] for r in ("a1#0", "x1#0", "x2#0")}) == 3
    assert any("as well attested" in " ".join(j.why) for j in ledger.review)
