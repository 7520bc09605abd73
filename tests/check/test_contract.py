"""What holds for every language table, every verdict and every finding."""

from __future__ import annotations

import re
import string

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.check import CODES, audit_text, check_claim
from dateline.check.plain import count_negations, find_numbers, missing_numbers, negated_spans
from dateline.check.words import find_words, load_bounds, load_vocabulary
from dateline.lang.data import load_table
from dateline.lang.identify import SUPPORTED
from dateline.model import Article, Block, Reading, Sentence


def placeholders(template: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(template) if name}


@pytest.mark.parametrize("lang", SUPPORTED)
def test_every_language_has_every_message(lang: str) -> None:
    english, mine = load_table("en", "findings"), load_table(lang, "findings")
    assert set(mine["messages"]) == set(CODES) == set(english["messages"])
    assert set(mine["reasons"]) == set(english["reasons"])
    for code, template in mine["messages"].items():
        assert placeholders(template) == placeholders(english["messages"][code]), code
    assert set(mine["words"]) == set(english["words"])
    assert set(load_bounds(lang)) == {"over", "under"}
    assert load_vocabulary(lang).loaded


def make(text: str, lang: str, *kinds: str) -> tuple[Article, Reading]:
    blocks, sentences, at = [], [], 0
    for index, (part, kind) in enumerate(zip(text.split("\n"), kinds, strict=True)):
        blocks.append(Block(kind, at, at + len(part), lang))  # type: ignore[arg-type]
        for match in re.finditer(r"[^.!?。！？]+[.!?。！？]?", part):
            if match.group().strip():
                lead = len(match.group()) - len(match.group().lstrip())
                sentences.append(Sentence(at + match.start() + lead, at + match.end(), index))
        at += len(part) + 1
    found = Article(id=f"{lang}{len(text)}", source="x", lang=lang, text=text, blocks=tuple(blocks))
    return found, Reading(article=found.id, sentences=tuple(sentences))


TEXTS = {
    "en": "Mayor Ines Calder opened a library on Pine Street. She thanked forty volunteers. The roof is not finished.",
    "ja": "市長の桐山静香氏は図書館を開いた。氏は40人の協力者に感謝した。屋根は完成していない。",
    "ko": "시장 노아름은 도서관을 열었다. 시장은 자원봉사자 40명에게 감사했다. 지붕은 완성되지 않았다.",
    "zh": "市长罗清禾为图书馆揭幕。她感谢40名志愿者。屋顶没有完工。",
}


@pytest.mark.parametrize("lang", SUPPORTED)
def test_a_text_supports_itself(lang: str) -> None:
    document, reading = make(TEXTS[lang], lang, "body")
    audit = audit_text(document, reading, [(document, reading)])
    assert [j.verdict for j in audit.sentences] == ["supported"] * 3
    for judged in audit.sentences:
        assert judged.evidence
        for evidence in judged.evidence:
            assert document.text[evidence.start : evidence.end] == evidence.exact


def test_what_is_not_judged_says_why() -> None:
    text = "Library opens\nWho paid for it?\nThe mayor opened it.\nRead more here\nThis site uses cookies"
    document, reading = make(text, "en", "headline", "body", "body", "teaser", "notice")
    for lang in SUPPORTED:
        audit = audit_text(document, reading, [make(TEXTS["en"], "en", "body")], lang=lang)
        unchecked = [j for j in audit.sentences if j.verdict == "not_checked"]
        assert [j.block for j in unchecked] == ["body", "teaser", "notice"]
        assert all(j.reason and j.support < 0.5 for j in unchecked)


def test_without_sources_the_body_licenses_the_headline() -> None:
    body = "Mayor Ines Calder opened a library on Pine Street and thanked forty volunteers."
    for headline, fine in (
        ("Mayor Ines Calder opens library on Pine Street", True),
        ("Mayor Ines Calder signs hospital treaty", False),
    ):
        document, reading = make(f"{headline}\n{body}", "en", "headline", "body")
        head, rest = audit_text(document, reading, []).sentences
        assert (head.verdict == "supported") is fine, head
        assert rest.verdict == "not_checked"
        assert rest.reason
        assert fine or "DL601" in {f.code for f in head.findings}


def test_teasers_of_a_source_are_no_evidence() -> None:
    document, reading = make("Forty volunteers planted a garden.", "en", "body")
    source = make("The mayor opened a library.\nForty volunteers planted a garden.", "en", "body", "teaser")
    assert audit_text(document, reading, [source]).sentences[0].verdict != "supported"


def test_the_least_supported_sentence_decides_a_claim() -> None:
    source = make(TEXTS["en"], "en", "body")
    good = make("Ines Calder opened a library.", "en", "body")
    mixed = make("Ines Calder opened a library. A bank paid for the murals.", "en", "body")
    assert check_claim(*good, [source]).verdict == "supported"
    verdict = check_claim(*mixed, [source])
    assert verdict.support < 0.5
    assert verdict.verdict != "supported"
    assert check_claim(*good, []).verdict == "not_checked"


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=80), st.sampled_from(SUPPORTED))
def test_spans_stand_in_the_text(text: str, lang: str) -> None:
    for word in find_words(text, 0, len(text), lang):
        assert 0 <= word.start < word.end <= len(text)
        assert word.keys
    for number in find_numbers(text):
        assert 0 <= number.start < number.end <= len(text)
    for start, end in negated_spans(text, lang):
        assert 0 <= start <= len(text)
        assert 0 <= end <= len(text)


@pytest.mark.parametrize(
    ("claim", "source", "missing"),
    [
        ("11 members", "eleven members", 0),
        ("14名", "十四名", 0),
        ("3 million won", "300万ウォン", 0),
        ("1,200 homes", "1200 homes", 0),
        ("12 members", "eleven members", 1),
        ("25억", "2.5 billion", 0),
    ],
)
def test_numbers_in_any_notation(claim: str, source: str, missing: int) -> None:
    assert len(missing_numbers(claim, source)) == missing


@pytest.mark.parametrize(
    ("lang", "plain", "negated"),
    [
        ("en", "The two sides signed it.", "The two sides did not sign it."),
        ("ja", "両者は署名した。", "両者は署名しなかった。"),
        ("ko", "양측은 서명했다.", "양측은 서명하지 않았다."),
        ("zh", "双方签署了。", "双方没有签署。"),
    ],
)
def test_negation_marks(lang: str, plain: str, negated: str) -> None:
    assert count_negations(plain, lang) == 0
    assert count_negations(negated, lang) == 1
