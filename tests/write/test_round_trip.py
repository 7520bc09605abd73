"""What a grammar says, the reader of the same language reads back: kind of commitment, rung, polarity, who."""

from __future__ import annotations

import pytest
from stage import BOTH, CAST, EIGHTH, HAN, LANGS, MEETING, MIZUNO

from dateline.lang.pack import load_pack
from dateline.lang.render import Attribution, Memory, load_grammar, replace_slots
from dateline.lang.resolve import Reference
from dateline.model import Block, Slots
from dateline.model.ladder import licenses

ACTS = {
    "received": replace_slots(MEETING, meeting="received"),
    "talks": MEETING,
    "no talks": replace_slots(MEETING, polarity="negative"),
    "call": Slots(kind="call", rung="done", actors=(HAN,), recipients=(MIZUNO,), time=EIGHTH),
    "visit": Slots(kind="visit", rung="done", actors=(MIZUNO,), place="KR", time=EIGHTH),
    "planned visit": Slots(kind="visit", rung="would", realis="planned", actors=(MIZUNO,), place="KR", time=EIGHTH),
    "raised": Slots(kind="statement", rung="raised", actors=(HAN,), topics=("youth_exchange",)),
    "hope": Slots(kind="statement", rung="asked", actors=(HAN,), topics=("youth_exchange",)),
    "wish": Slots(kind="statement", rung="asked", actors=(HAN,), topics=("tariffs",)),
    "intention": Slots(kind="statement", rung="would", actors=(HAN,), topics=("joint_research",)),
    "pledge": Slots(kind="pledge", rung="undertook", actors=(MIZUNO,), topics=("investment",)),
    "no pledge": Slots(kind="pledge", rung="undertook", polarity="negative", actors=(MIZUNO,), topics=("investment",)),
    "discussed": Slots(kind="statement", rung="exchanged", actors=(HAN,), recipients=(MIZUNO,), topics=("trade",)),
    "shared view": Slots(kind="statement", rung="saw_alike", actors=(HAN, MIZUNO), topics=("trade",)),
    "agreed": Slots(kind="agreement", rung="agreed", actors=(HAN, MIZUNO), topics=("trade",)),
    "not agreed": Slots(kind="agreement", rung="agreed", polarity="negative", actors=(HAN, MIZUNO), topics=("trade",)),
    "signed": Slots(kind="signing", rung="on_paper", actors=(HAN, MIZUNO), topics=("memorandum",)),
    "not signed": Slots(
        kind="signing", rung="on_paper", polarity="negative", actors=(HAN, MIZUNO), topics=("memorandum",)
    ),
    "concern": Slots(kind="statement", rung="raised", displeasure="concern", actors=(HAN,), topics=("missile_launch",)),
}


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("name", list(ACTS))
def test_the_reader_reads_back_what_the_grammar_says(lang: str, name: str) -> None:
    act = ACTS[name]
    grammar = load_grammar(lang)
    lead = grammar.sentence(MEETING, CAST, Memory(), Attribution())
    assert lead is not None
    line = grammar.sentence(act, CAST, lead.memory, Attribution())
    assert line is not None
    text = f"{lead.text}\n{line.text}"
    start = len(lead.text)
    passage = load_pack(lang).read_blocks(text, [(0, Block("body", 0, len(text), lang))], [Reference.at("2026-01-09")])
    told = [a for a in passage.acts if a.start > start]
    assert any((a.rung, a.polarity, a.realis) == (act.rung, act.polarity, act.realis) for a in told), (line.text, told)
    if act.kind in ("meeting", "visit", "call"):
        assert any(a.kind == act.kind for a in told), line.text
    higher = [a.rung for a in told if a.rung != "done" and not licenses(act.rung, a.rung)]
    assert not [r for r in higher if act.rung != "done"], (line.text, higher)


def test_a_collective_is_read_as_both_parties() -> None:
    act = Slots(kind="agreement", rung="agreed", actors=(BOTH,), topics=("trade",))
    for lang in LANGS:
        line = load_grammar(lang).sentence(act, CAST, Memory(), Attribution())
        assert line is not None
        assert line.text.lower().startswith(("the two sides", "双方", "양측"))
