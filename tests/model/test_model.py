"""Anchors, the ladder and the wire form."""

from __future__ import annotations

import unicodedata

import jsonschema
import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.model import Article, Block, Quote, Reading, decode, digest, encode, json_schema, licenses, normalize_text
from dateline.model.ladder import JOINT, ONE_SIDED, RUNGS

TEXTS = st.text(st.characters(codec="utf-8"), min_size=1, max_size=60)


@given(TEXTS, st.data())
@settings(max_examples=80)
def test_a_cut_quote_holds_and_a_moved_one_does_not(raw: str, data: st.DataObject) -> None:
    text = normalize_text(raw)
    if not text:
        return
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    quote = Quote.cut(text, start, end)
    assert quote.holds(text)
    assert not Quote(quote.text + "x", start, end).holds(text)
    assert not quote.holds(text[:start])


@given(TEXTS)
@settings(max_examples=80)
def test_the_stored_form_is_nfc_and_stable(raw: str) -> None:
    text = normalize_text(raw)
    assert unicodedata.is_normalized("NFC", text)
    assert normalize_text(text) == text
    assert "\r" not in text


def test_cutting_outside_the_text_raises() -> None:
    with pytest.raises(ValueError, match="does not fit"):
        Quote.cut("abc", 2, 9)


def test_one_sided_never_licenses_joint_nor_done_paper() -> None:
    for one in ONE_SIDED:
        for joint in JOINT:
            assert not licenses(one, joint)
    assert not licenses("done", "on_paper")
    assert not licenses("would", "done")


def test_the_chains_of_the_ladder() -> None:
    assert licenses("undertook", "would")
    assert licenses("asked", "raised")
    assert not licenses("undertook", "asked")
    assert licenses("on_paper", "exchanged")
    assert licenses("agreed", "would")
    assert not licenses("agreed", "agreed", source_weak=True)
    assert all(licenses(rung, rung) for rung in RUNGS)


def test_the_wire_form_goes_round_and_fits_its_schema() -> None:
    article = Article(id="a1", source="x", lang="ja", text="東京で会談。", blocks=(Block("body", 0, 6, "ja"),))
    line = encode(article)
    raw = msgspec.json.decode(line)
    assert raw["schema"] == 1
    assert raw["url"] is None
    assert decode(line, Article) == article
    schema = json_schema(Article, Reading)
    jsonschema.validate({k: v for k, v in raw.items() if k != "schema"}, {**schema, "$ref": "#/$defs/Article"})


def test_vectors_stay_off_the_wire() -> None:
    assert "vectors" not in msgspec.json.decode(encode(Reading(article="a1", vectors=b"1234")))


@pytest.mark.parametrize(
    ("line", "reason"), [(b"{", "not JSON"), (b"[]", "not a JSON object"), (b'{"schema":2}', "newer")]
)
def test_a_broken_line_says_why(line: bytes, reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        decode(line, Article)


def test_a_digest_depends_on_every_part_and_its_border() -> None:
    assert digest("ab", "c") != digest("a", "bc")
    assert digest(b"x", None) != digest(b"x", "")
    assert digest({"a": 1}, ["x"]) == digest({"a": 1}, ["x"])
