"""People under other names while a report is read again: nothing moves, nobody is mixed up, and all is put back."""

from __future__ import annotations

import pytest

from dateline.lang.data import load_table
from dateline.model import Article, Block, Entity, Name, Reading
from dateline.newsroom.standins import read_with_names, stand_ins

CASES = {
    "zh": ("鹭泽千织2026年2月7日就任日本党首。\n鹈沼邦彦就通胀表明意向。", ("鹭泽千织", "鹈沼邦彦")),
    "ko": (
        "사기자와 지오리 씨는 기준금리를 언급했다.\n우누마 구니히코 씨는 물가를 언급했다.",
        ("사기자와 지오리", "우누마 구니히코"),
    ),
}


def read_case(lang: str) -> tuple[str, Reading]:
    text, names = CASES[lang]
    lines, start, blocks = text.split("\n"), 0, []
    for line in lines:
        blocks.append(Block("body", start, start + len(line), lang))
        start += len(line) + 1
    article = Article(
        id="r1", source="dateline", lang=lang, published="2026-02-17T09:00:00+09:00", text=text, blocks=tuple(blocks)
    )
    people = [
        Entity(id=f"e{n}", kind="person", country="JP", names=(Name(name, lang, 2),)) for n, name in enumerate(names)
    ]
    return text, read_with_names(article, people, lang)


@pytest.mark.parametrize("lang", sorted(CASES))
def test_those_whom_a_report_names_are_who_acts_in_it(lang: str) -> None:
    _, reading = read_case(lang)
    named = {m.text for m in reading.mentions if m.kind == "person"}
    assert named == set(CASES[lang][1])
    assert len({m.chain for m in reading.mentions if m.kind == "person"}) == len(named)
    doers = [{q.text for q in (*a.actors, *a.recipients)} for a in reading.acts]
    assert all({name} in doers for name in CASES[lang][1])


@pytest.mark.parametrize("lang", sorted(CASES))
def test_every_span_is_one_of_the_report_itself(lang: str) -> None:
    text, reading = read_case(lang)
    spans = [*reading.mentions, *reading.dates, *(q for a in reading.acts for q in (*a.actors, *a.recipients))]
    assert spans
    assert all(text[s.start : s.end] == s.text for s in spans)
    strange = {word for words in load_table(lang, "stand_ins").values() for row in words.values() for word in row}
    values = {m.value or "" for m in reading.mentions}
    assert not any(word in value for word in strange for value in values)


def test_a_stand_in_is_as_long_and_no_other_persons() -> None:
    for lang, (text, names) in CASES.items():
        found = stand_ins(text, names, lang)
        assert set(names) <= set(found)
        assert all(len(name) == len(stand_in) and stand_in not in text for name, stand_in in found.items())
        assert len(set(found.values())) == len(found)
    assert stand_ins("Kim met Sato.", ("Kim", "Sato"), "en") == {}
    assert "小林良子" not in stand_ins("小林良子与鹭泽千织见面。", ("鹭泽千织",), "zh").values()
