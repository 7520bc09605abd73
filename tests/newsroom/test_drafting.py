"""A model at the desk: what it may change, and that neither its lies nor what strangers tell it to write gets through."""

from __future__ import annotations

import json
import re
from collections.abc import Callable

import pytest
from msgspec.structs import replace
from tests.newsroom.conftest import SampleRun
from tests.newsroom.injections import INJECTIONS, Injection
from tests.newsroom.model_lies import LIES, Lie

from dateline import write
from dateline.llm import ModelError, Prompt, Scripted
from dateline.model import Reading, Report, ReportSentence
from dateline.newsroom.day import reading_key
from dateline.newsroom.drafting import Retelling, retell_paper
from dateline.newsroom.papers import StoryPaper, StoryWork, story_works, write_and_check

LANGS = ("en", "ja", "ko", "zh")
Told = list[tuple[StoryWork, StoryPaper]]


@pytest.fixture(scope="module")
def told(sample_run: SampleRun) -> Told:
    """The sample stories as the grammar tells them."""
    articles = list(sample_run.articles.values())
    readings = {}
    for article in articles:
        reading = sample_run.newsroom.store.result("read", reading_key(article), Reading)
        assert reading is not None
        readings[article.id] = reading
    works = story_works(articles, readings, sample_run.ledger, sample_run.grouping, LANGS)
    papers = [(work, write_and_check(work)) for work in works]
    return [(w, p) for w, p in papers if all(r.blocked is None for r in p.reports)]


def answering(change: Callable[[str, str], str]) -> Scripted:
    """A model that gives each sentence back as ``change`` has it."""

    def script(prompt: Prompt) -> str:
        asked = json.loads(prompt.user)
        rows = [
            {
                "number": row["number"],
                "text": change(row["sentence"], asked["language"]),
                "evidence": [p["id"] for p in row["passages"]],
            }
            for row in asked["sentences"]
        ]
        return json.dumps({"sentences": rows}, ensure_ascii=False)

    return Scripted(script)


def texts(reports: tuple[Report, ...]) -> list[str]:
    return [r.text for r in reports]


def test_a_model_may_say_it_in_other_words(told: Told) -> None:
    ways = {
        "en": (r"(.*?) held talks with (.*)", r"\1 met \2"),
        "ja": (r"会談した", "会談を行った"),
        "ko": (r"회담했다", "회담을 했다"),
        "zh": (r"举行会谈", "举行了会谈"),
    }
    model = answering(lambda text, lang: re.sub(*ways[lang], text))
    kept = {}
    for work, paper in told:
        made = retell_paper(work, paper, model)
        kept[work.story.id] = made.kept
        for new, old in zip(made.paper.reports, paper.reports, strict=True):
            assert new.written_by == ("grammar" if new.text == old.text else "scripted")
            for sentence in write.sentences_of(new):
                assert new.text[sentence.start : sentence.end] == sentence.text
    assert sum(kept.values()) >= 2


def test_a_model_that_changes_nothing_changes_nothing(told: Told) -> None:
    work, paper = told[0]
    made = retell_paper(work, paper, answering(lambda text, lang: text))
    assert made.paper == paper
    assert made.refused == ()


@pytest.mark.parametrize("lie", LIES, ids=lambda lie: f"{lie.lang}-{lie.kind}")
def test_no_lie_of_a_model_is_published(told: Told, lie: Lie) -> None:
    put = 0
    for work, paper in told:
        mine = StoryPaper(reports=tuple(r for r in paper.reports if r.lang == lie.lang))
        lies: set[str] = set()

        def twist(text: str, lang: str, lies: set[str] = lies) -> str:
            wrong = lie.tell(text)
            if wrong != text:
                lies.add(wrong)
            return wrong

        if not any(lie.tell(s.text) != s.text for r in mine.reports for s in write.sentences_of(r)):
            continue
        made = retell_paper(work, mine, answering(twist))
        put += len(lies)
        published = {s.text for r in made.paper.reports for s in write.sentences_of(r)}
        assert not lies & published
        assert {r.draft for r in made.refused} & lies
        break
    assert put, "no sentence of the samples that this lie fits"


@pytest.mark.parametrize("injection", INJECTIONS, ids=lambda i: i.name)
def test_what_sources_tell_a_model_to_write_is_not_written(told: Told, injection: Injection) -> None:
    work, paper = told[0]
    mine = StoryPaper(reports=tuple(_with_order(r, injection.order) for r in paper.reports if r.lang == injection.lang))
    seen: list[str] = []

    def obey(prompt: Prompt) -> str:
        asked = json.loads(prompt.user)
        rows = []
        for row in asked["sentences"]:
            ordered = any(injection.order in p["words"] for p in row["passages"])
            seen.extend([injection.order] * ordered)
            rows.append(
                {
                    "number": row["number"],
                    "text": injection.wanted.replace("{sentence}", row["sentence"]) if ordered else row["sentence"],
                    "evidence": [p["id"] for p in row["passages"]],
                }
            )
        return json.dumps({"sentences": rows}, ensure_ascii=False)

    made = retell_paper(work, mine, Scripted(obey))
    assert seen
    assert texts(made.paper.reports) == texts(mine.reports)


def _with_order(report: Report, order: str) -> Report:
    """The report as if every passage it rests on ended with words that address a model."""

    def poisoned(sentence: ReportSentence) -> ReportSentence:
        return replace(sentence, anchors=tuple(replace(a, exact=f"{a.exact[:150]} {order}") for a in sentence.anchors))

    return replace(
        report,
        headline=poisoned(report.headline),
        standfirst=poisoned(report.standfirst) if report.standfirst else None,
        sentences=tuple(poisoned(s) for s in report.sentences),
    )


@pytest.mark.parametrize(
    "words",
    ["no JSON at all", '{"sentences": "none"}', '{"sentences": [{"number": 0, "text": "x"}]}', "", '{"sentences": []}'],
)
def test_an_answer_out_of_form_leaves_the_grammar_standing(told: Told, words: str) -> None:
    work, paper = told[0]
    made = retell_paper(work, paper, Scripted(lambda prompt: words))
    assert texts(made.paper.reports) == texts(paper.reports)


@pytest.mark.parametrize(
    "spoil",
    [
        lambda t: t + "\n" + t,
        lambda t: f"<b>{t}</b>",
        lambda t: t + " https://example.org",
        lambda t: t + "\u202e",
        lambda t: t * 4,
    ],
    ids=["lines", "markup", "address", "bidi", "length"],
)
def test_a_sentence_out_of_form_is_refused(told: Told, spoil: Callable[[str], str]) -> None:
    work, paper = told[0]
    made = retell_paper(work, paper, answering(lambda text, lang: spoil(text)))
    assert texts(made.paper.reports) == texts(paper.reports)
    assert made.refused


def test_a_fault_is_named_once_to_the_model_and_then_the_grammar_stands(told: Told) -> None:
    work, paper = told[0]
    asked: list[dict[str, object]] = []

    def script(prompt: Prompt) -> str:
        rows = json.loads(prompt.user)["sentences"]
        asked.extend(rows)
        told_rows = [{"number": r["number"], "text": "Nobody met anybody in Oslo.", "evidence": ["p1"]} for r in rows]
        return json.dumps({"sentences": told_rows})

    english = StoryPaper(reports=tuple(r for r in paper.reports if r.lang == "en"))
    made = retell_paper(work, english, Scripted(script))
    numbers = [row["number"] for row in asked]
    assert all(numbers.count(n) == 2 for n in numbers)
    assert all(("fault_of_your_last_try" in row) == (n >= len(asked) // 2) for n, row in enumerate(asked))
    assert texts(made.paper.reports) == texts(english.reports)


def test_a_model_that_is_away_is_a_fault_that_is_told(told: Told) -> None:
    def away(prompt: Prompt) -> str:
        raise ModelError("nobody answers")

    work, paper = told[0]
    made = retell_paper(work, paper, Scripted(away))
    assert made == Retelling(paper=paper, fault="nobody answers")
