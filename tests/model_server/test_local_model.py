"""A real server with a small real model on loopback (``make test-model``): the protocol, and the gate behind it."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from msgspec import Struct

from dateline import write
from dateline.llm import Endpoint, Prompt, Usage, decode_answer
from dateline.model import Reading
from dateline.newsroom import Newsroom
from dateline.newsroom.day import reading_key
from dateline.newsroom.drafting import retell_paper
from dateline.newsroom.gate import judge_report
from dateline.newsroom.papers import StoryPaper, story_works, write_and_check
from dateline.newsroom.roundtrip import told_acts

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "scripts"))

from local_model import assemble, is_installed  # noqa: E402

pytestmark = pytest.mark.model


class Capital(Struct, frozen=True):
    """What is asked for first."""

    word: str


@pytest.fixture(scope="module")
def model() -> Iterator[Usage]:
    """The model behind its server."""
    if not is_installed():
        pytest.skip("the local model is not installed: make test-model installs it")
    import xllamacpp

    params = xllamacpp.CommonParams()
    params.model.path = str(assemble(ROOT / "build" / "model.gguf"))
    params.n_ctx, params.n_parallel, params.port = 8192, 1, 0
    params.hostnames = ["127.0.0.1"]
    server = xllamacpp.Server(params)
    yield Usage(Endpoint(f"{server.listening_address}/v1", "local", timeout=600))
    del server


def test_it_answers_in_the_form_asked_for(model: Usage) -> None:
    schema = {
        "type": "object",
        "required": ["word"],
        "additionalProperties": False,
        "properties": {"word": {"type": "string"}},
    }
    answer = model.ask(
        Prompt(system="Answer with JSON only.", user="The capital of Japan as {word}.", schema=schema, max_tokens=32)
    )
    assert decode_answer(answer, Capital).word
    assert answer.tokens_in > 0
    assert answer.tokens_out > 0


def test_what_it_retells_says_what_the_grammar_says(model: Usage, tmp_path: Path) -> None:
    newsroom = Newsroom(tmp_path / "room")
    newsroom.run([ROOT / "samples" / "affair"], langs=("en",), out=tmp_path / "site", workers=1)
    from dateline import group, link

    ledger = newsroom.store.state("ledger", link.Ledger)
    grouping = newsroom.store.state("grouping", group.Grouping)
    assert ledger is not None
    assert grouping is not None
    articles = list(newsroom.store.articles())
    readings = {a.id: newsroom.store.result("read", reading_key(a), Reading) for a in articles}
    known = {i: r for i, r in readings.items() if r is not None}
    work = max(story_works(articles, known, ledger, grouping, ("en",)), key=lambda w: len(w.articles))
    paper = write_and_check(work)
    made = retell_paper(work, paper, model)
    print(f"kept {made.kept}, refused {len(made.refused)}, {model.tokens_in} tokens in, {model.tokens_out} out")
    for refusal in made.refused:
        print("refused:", refusal.draft, "|", refusal.reason)
    assert made.fault is None
    for new, old in zip(made.paper.reports, paper.reports, strict=True):
        now, before = judge_report(new, work), judge_report(old, work)
        pairs = zip(write.sentences_of(new), write.sentences_of(old), strict=True)
        assert all(told_acts(a, now.back) == told_acts(b, before.back) for a, b in pairs)
    newsroom.close()
    assert isinstance(made.paper, StoryPaper)
