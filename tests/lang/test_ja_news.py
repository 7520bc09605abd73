"""Short news articles in Japanese: offices of no list, plans without an actor, readouts, what is left unsaid.

The articles of ``tests/fixtures/acts/news_ja.jsonl`` were written and marked before they were first read; the figures of
that first reading are in ``docs/analysis/reading-ja.md``.
"""

from __future__ import annotations

import json
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from tests.lang.test_acts_by_hand import KINDS, read

from dateline.lang.pack import Passage
from dateline.model import Act, Quote

MARKED = Path(__file__).parents[1] / "fixtures" / "acts" / "news_ja.jsonl"


def names_of(passage: Passage, quote: Quote) -> set[str]:
    """What the text calls the party that ``quote`` names."""
    mention = next(m for m in passage.mentions if (m.start, m.end) == (quote.start, quote.end))
    chain = [m for m in passage.mentions if m.chain == mention.chain]
    return {m.text for m in chain} | {str(m.value) for m in chain}


def are_parties(passage: Passage, marked: list[str], told: tuple[Quote, ...]) -> bool:
    left = list(told)
    for name in marked:
        party = next((q for q in left if name in names_of(passage, q)), None)
        if party is None:
            return False
        left.remove(party)
    return not left


def tells(passage: Passage, text: str, act: Act, mark: dict[str, Any]) -> bool:
    """Whether an act is the one marked: kind, polarity, realis, its words and exactly its parties."""
    plan = "plan" in mark["kind"] and (act.kind, act.realis) == ("other", "planned")
    if not (act.kind in mark["kind"] or plan) or act.polarity != mark["polarity"] or act.realis not in mark["realis"]:
        return False
    if mark["words"] not in text[act.start : act.end]:
        return False
    anybody = "plan" in mark["kind"] and not mark["actors"]
    both = [*mark["actors"], *mark["recipients"]]
    return anybody or are_parties(passage, both, (*act.actors, *act.recipients))


def says(passage: Passage, text: str, act: Act, mark: dict[str, Any]) -> bool:
    said = act.kind in ("statement", "pledge") and act.polarity == mark["polarity"] and act.rung in mark["rung"]
    to = not mark["recipients"] or are_parties(passage, mark["recipients"], act.recipients)
    return (
        said
        and mark["words"] in text[act.start : act.end]
        and to
        and are_parties(passage, [mark["speaker"]], act.actors)
    )


@cache
def counts() -> tuple[Counter[str], tuple[str, ...]]:
    found: Counter[str] = Counter()
    errors: list[str] = []
    for line in MARKED.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        text, passage = row["text"], read(row["text"], "ja", row["published"])
        open_marks = list(row["acts"])
        for act in passage.acts:
            mark = next((m for m in open_marks if tells(passage, text, act, m)), None)
            found["told"] += act.kind in KINDS
            found["right"] += act.kind in KINDS and mark is not None
            if mark is not None:
                open_marks.remove(mark)
            elif act.kind in KINDS:
                errors.append(
                    f"wrong {act.kind} {act.realis} {[q.text for q in act.actors]}: {text[act.start : act.end]}"
                )
        found["marked"] += len(row["acts"])
        found["found"] += len(row["acts"]) - len(open_marks)
        missed = [m for m in row["says"] if not any(says(passage, text, a, m) for a in passage.acts)]
        found["sayings"] += len(row["says"])
        found["said"] += len(row["says"]) - len(missed)
        errors += [f"missed {m}: {text[:30]}" for m in (*open_marks, *missed)]
        count_people(row, passage, found, errors)
    return found, tuple(errors)


def count_people(row: dict[str, Any], passage: Passage, found: Counter[str], errors: list[str]) -> None:
    told = {str(m.value) for m in passage.mentions if m.kind == "person"}
    held: dict[str, list[tuple[str, str, str]]] = {}
    for role in passage.roles:
        position = passage.mentions[role.position]
        whose = str(passage.mentions[role.person].value)
        held.setdefault(whose, []).append((position.text, str(position.value), str(position.of).split("/")[0]))
    for person in row["people"]:
        found["people"] += 1
        found["known"] += person["name"] in told
        right = any(
            (key in person["position"] if person["position"] else words.endswith(person["title"][-2:]))
            and person["of"] in (None, of)
            for words, key, of in held.get(person["name"], [])
        )
        found["offices"] += right
        if not right:
            errors.append(f"office {person}: {held.get(person['name'])}")
    strangers = told - {p["name"] for p in row["people"]}
    found["strangers"] += len(strangers)
    errors += [f"person {name}" for name in sorted(strangers)]


def test_what_short_articles_tell() -> None:
    found, errors = counts()
    print({k: found[k] for k in sorted(found)})
    assert found["marked"] >= 50
    assert found["right"] / found["told"] >= 0.9, errors
    assert found["found"] / found["marked"] >= 0.88, errors
    assert found["said"] / found["sayings"] >= 0.68, errors


def test_people_of_short_articles_and_their_offices() -> None:
    found, errors = counts()
    assert found["people"] >= 55
    assert found["known"] / found["people"] >= 0.97, errors
    assert found["strangers"] <= 2, errors
    assert found["offices"] / found["people"] >= 0.9, errors


@pytest.mark.parametrize(
    ("text", "person", "office"),
    [
        ("韓国の卞在勲（ピョン・ジェフン）海洋警察庁長は辞任した。", "卞在勲", ("commissioner", "KR")),
        ("気象庁の磯辺克巳長官は辞任した。", "磯辺克巳", ("commissioner", "JP")),
        ("中国海警局の裴立軍・南海分局副局長は辞任した。", "裴立軍", ("senior_official", "CN")),
        ("ウズベキスタンのジャホンギル・トゥルスノフ第一副首相は辞任した。", "ジャホンギル・トゥルスノフ", ("deputy_prime_minister", "UZ")),
        ("外務省の城之内さやかアジア大洋州局参事官は辞任した。", "城之内さやか", ("bureau_director", "JP")),
        ("台湾の潘書恒衛生福利部長は辞任した。", "潘書恒", ("health_minister", "TW")),
        ("中国共産党の聶国強対外連絡部長は辞任した。", "聶国強", ("director", "CN/cpc")),
        ("韓国の具本赫（ク・ボンヒョク）海洋水産部水産政策室長は辞任した。", "具本赫", ("director", "KR")),
        ("米食品医薬品局（FDA）のモニカ・オルテガ副局長は辞任した。", "モニカ・オルテガ", ("senior_official", "US")),
        ("ポーランド副首相兼デジタル化相のリナ・ヤンスカ氏は辞任した。", "リナ・ヤンスカ", ("deputy_prime_minister", "PL")),
    ],
)  # fmt: skip
def test_an_office_of_no_list_is_known_by_its_last_word(text: str, person: str, office: tuple[str, str]) -> None:
    passage = read(text, "ja", "2026-05-01")
    held = {
        (str(passage.mentions[r.person].value), passage.mentions[r.position].value, passage.mentions[r.position].of)
        for r in passage.roles
    }
    assert held == {(person, *office)}


@pytest.mark.parametrize(
    "text",
    ["外務省北米局長は説明した。", "夏隊長は説明した。", "金沢大教授は説明した。", "サッカー日本代表は帰国した。"],
)  # fmt: skip
def test_no_field_and_no_school_is_a_name(text: str) -> None:
    assert not [m.text for m in read(text, "ja", "2026-05-01").mentions if m.kind == "person"]


def test_namesakes_stay_two() -> None:
    text = "日銀の椎葉隆理事は辞任した。椎葉隆・金沢大教授は同姓同名の別人だ。椎葉教授は帰国した。椎葉理事は残念だと述べた。"
    people = [m for m in read(text, "ja", "2026-05-01").mentions if m.kind == "person"]
    chains = [m.chain for m in people]
    assert chains[0] == chains[3] != chains[1] == chains[2]


@pytest.mark.parametrize(
    ("text", "rung", "polarity"),
    [
        ("鶴見悠介官房副長官は規模について明言を避けた。", "raised", "negative"),
        ("鶴見悠介官房副長官は「お答えを差し控える」と述べた。", "raised", "negative"),
        ("鶴見悠介官房副長官は容疑を否認した。", "raised", "negative"),
        ("鶴見悠介官房副長官は「検討中だ」と述べるにとどめた。", "raised", "positive"),
        ("鶴見悠介官房副長官から、犠牲者に対し哀悼の意を表しました。", "raised", "positive"),
        ("鶴見悠介官房副長官からは、支援に謝意が述べられました。", "raised", "positive"),
        ("鶴見悠介官房副長官から、協力の要請がありました。", "asked", "positive"),
        ("鶴見悠介官房副長官から、レーダーを供与する旨の発言がありました。", "undertook", "positive"),
    ],
)
def test_readouts_and_what_is_left_unsaid(text: str, rung: str, polarity: str) -> None:
    acts = read(text, "ja", "2026-05-01").acts
    assert [(a.rung, a.polarity, [q.text for q in a.actors]) for a in acts] == [(rung, polarity, ["鶴見悠介"])]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("採決は6月12日の見通し。", "2026-06-12"),
        ("打ち上げは6月25日午前10時の予定だ。", "2026-06-25"),
        ("県は6月28日、避難計画の改定案を議会に提出する。", "2026-06-28"),
        ("環境省は6月中旬に、報告書を公表する方針だ。", "2026-06-11"),
    ],
)
def test_a_plan_needs_no_named_actor(text: str, day: str) -> None:
    acts = read(text, "ja", "2026-06-01").acts
    assert [(a.kind, a.realis, a.rung) for a in acts] == [("other", "planned", "would")]
    assert str(acts[0].time and acts[0].time.earliest)[:10] == day
