"""Names across scripts. All people here are invented."""

from __future__ import annotations

import itertools
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.lang.compare import NameIndex, compare_names, name_keys, rank_names

PEOPLE = [
    ("Yoon Se-ra", "尹世羅", "윤세라", "尹世罗", "ユン・セラ"),
    ("Han Do-yoon", "韓道允", "한도윤", "韩道允", "ハン・ドユン"),
    ("Lee Gyeong-hun", "李京勲", "이경훈", "李京勋", "イ・ギョンフン"),
    ("Chung Bo-kyung", "鄭宝京", "정보경", "郑宝京", "チョン・ボギョン"),
    ("Noh Tae-woong", "盧泰雄", "노태웅", "卢泰雄", "ノ・テウン"),
    ("Masato Okabe", "岡部正人", "오카베 마사토", "冈部正人", "おかべ まさと"),
    ("Yuko Ohnishi", "大西裕子", "오니시 유코", "大西裕子", "おおにし ゆうこ"),
    ("Kenjiro Shimada", "島田健次郎", "시마다 겐지로", "岛田健次郎", "しまだ けんじろう"),
    ("Chizuru Hasegawa", "長谷川千鶴", "하세가와 지즈루", "长谷川千鹤", "はせがわ ちづる"),
    ("Shen Guoliang", "沈国良", "선궈량", "沈國良", "シェン・グオリアン"),
    ("Xu Wenhua", "徐文華", "쉬원화", "徐文华", "シュー・ウェンホワ"),
    ("Hsu Ching-hui", "徐慶輝", "쉬칭후이", "徐庆辉", "シュー・チンホイ"),
]


@pytest.mark.parametrize("forms", PEOPLE, ids=[p[0] for p in PEOPLE])
def test_forms_of_one_person_are_the_same(forms: tuple[str, ...]) -> None:
    for a, b in itertools.combinations(forms, 2):
        found = compare_names(a, b)
        assert found.score >= 0.5, (a, b, found)
        assert found.why
        assert name_keys(a) & name_keys(b), (a, b)


def test_forms_of_two_people_are_not() -> None:
    for one, other in itertools.combinations(PEOPLE, 2):
        for a, b in itertools.product(one, other):
            assert compare_names(a, b).score < 0.5, (a, b, compare_names(a, b))


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("尹世羅", "尹世維"),
        ("윤세라", "尹世利"),
        ("윤세라", "윤세나"),
        ("岡部正人", "岡部正文"),
        ("Yoon Se-ra", "Yoon Se-jin"),
        ("Han Do-yoon", "한도영"),
        ("Masato Okabe", "Masaki Okabe"),
        ("오카베 마사토", "岡部正美"),
        ("Shen Guoliang", "沈国栋"),
    ],
)
def test_strangers_with_like_names_stay_apart(a: str, b: str) -> None:
    assert compare_names(a, b).score < 0.5


def test_a_near_miss_says_what_differs() -> None:
    assert compare_names("尹世羅", "尹世維").why[0] == "one character differs"
    assert compare_names("윤세라", "尹世利").why[0].startswith("one syllable differs")


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Yoon Se-ra", "YOON, Sera"),
        ("Sera Yoon", "윤세라"),
        ("Masato Okabe", "OKABE Masato"),
        ("Rhee Kyung-hoon", "Lee Gyeong-hun"),
        ("Yūko Ōnishi", "Yuko Ohnishi"),
        ("리경훈", "이경훈"),
        ("오니시 유우코", "大西裕子"),
        ("岡部 正人", "岡部正人"),
        ("Robert Haverford", "로버트 해버퍼드"),
        ("Marina Delgado", "マリナ・デルガド"),
    ],
)
def test_spellings_and_orders(a: str, b: str) -> None:
    assert compare_names(a, b).score >= 0.5


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Ted Haverford", "Theodore Haverford"),
        ("JD Haverford", "James Dale Haverford"),
        ("Abdul Karim Nouri", "Abd al-Karim Noori"),
        ("bin Faris Khalid", "Khalid bin Faris"),
        ("Oakmere Mining Company", "The Oakmere Mining Corporation"),
        ("Oakmere", "Oakmere Ltd"),
        ("NWP", "Northern Water Partnership"),
    ],
)
def test_usual_short_forms_and_legal_forms(a: str, b: str) -> None:
    assert compare_names(a, b).score >= 0.5


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Oakmere Mining Ltd", "Oakmere Mining Chile Ltd"),
        ("Oakmere Bank AG", "Oakmere Bank GmbH"),
        ("Khalid bin Faris", "Faris bin Khalid"),
        ("Hassan Rahimullah", "Hassan Waliullah"),
        ("Ben Haverford", "Robert Haverford"),
        ("Sara Jonsdottir", "Sara Tomasdottir"),
    ],
)
def test_words_that_differ_by_more_than_a_slip_are_others(a: str, b: str) -> None:
    assert compare_names(a, b).score < 0.5


@pytest.mark.parametrize(
    ("short", "full"), [("Yoon", "윤세라"), ("岡部", "Masato Okabe"), ("尹", "尹世羅"), ("오카베", "岡部正人")]
)
def test_a_family_name_alone_is_wider_and_no_proof(short: str, full: str) -> None:
    found = compare_names(short, full)
    assert (found.relation, found.why[0]) == ("wider", "family name only")
    assert compare_names(full, short).relation == "narrower"
    assert found.score < 0.5


def test_ranking_finds_each_among_all() -> None:
    index = NameIndex(p[2] for p in PEOPLE)
    for forms in PEOPLE:
        for form in (*forms[:2], *forms[3:]):
            match, score, why = index.best(form)
            assert match == forms[2], (form, match, why)
            assert score >= 0.5
    assert rank_names("Oleander Whitcombe", [p[2] for p in PEOPLE])[0] is None


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=12), st.text(max_size=12))
def test_any_text_gets_an_answer_and_order_does_not_matter(a: str, b: str) -> None:
    there, back = compare_names(a, b), compare_names(b, a)
    assert 0.0 <= there.score <= 1.0
    assert there.score == pytest.approx(back.score)
    assert name_keys(a)


def test_a_long_run_of_characters_is_no_name_and_costs_no_time() -> None:
    begun = time.process_time()
    found = compare_names("하은주", "韓国科学技術情報通信部長官会談共同声明発表延期")
    assert found.relation != "equal"
    assert time.process_time() - begun < 5
