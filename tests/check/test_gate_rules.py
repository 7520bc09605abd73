"""What lets the gate be quick: rules that can no longer speak are not run, sentences that it does not ask for are not judged."""

from __future__ import annotations

import inspect
import sys

from dateline.check import audit_text, judge_parts
from dateline.check.audit import ALL_RULES, FORM_RULES
from dateline.check.told import STANDING
from dateline.check.voices import check_quoted_voices, check_voices
from dateline.model import Article, Block, Reading, Sentence

TEXT = "Mayor Ines Calder opened a library. She thanked forty volunteers. The roof is not finished."
PARTS = ((0, 36), (37, 64), (65, 91))


def test_what_stands_against_borne_out_acts_is_found_by_form_rules_alone() -> None:
    assert [r for r in ALL_RULES if r in FORM_RULES or r is check_voices] == [
        check_voices if r is check_quoted_voices else r for r in FORM_RULES
    ]
    homes = {rule.__module__ for rule in FORM_RULES}
    telling = {
        name
        for name, module in sys.modules.items()
        if name.startswith("dateline.check.") and any(f'"{code}",' in inspect.getsource(module) for code in STANDING)
    }
    assert telling - {"dateline.check.case", "dateline.check.told"} <= homes | {"dateline.check.voices"}
    for rule in set(ALL_RULES) - {*FORM_RULES, check_voices}:
        assert not any(f'"{code}"' in inspect.getsource(rule) for code in STANDING), rule.__name__


def test_the_parts_asked_for_are_judged_as_in_the_whole() -> None:
    blocks = (Block("body", 0, len(TEXT), "en"),)
    document = Article(id="d", source="x", lang="en", text=TEXT, blocks=blocks)
    source = Article(id="s", source="x", lang="en", text=TEXT.replace("forty", "sixty"), blocks=blocks)
    one, other = (
        Reading(article=a.id, sentences=tuple(Sentence(s, e, 0) for s, e in PARTS)) for a in (document, source)
    )
    whole = audit_text(document, one, [(source, other)], demand="strict").sentences
    assert len({j.verdict for j in whole}) > 1 or len({j.support for j in whole}) > 1
    for number, part in enumerate(PARTS):
        assert judge_parts(document, one, [(source, other)], [part]) == (whole[number],)
    assert judge_parts(document, one, [(source, other)], PARTS[1:]) == whole[1:]
