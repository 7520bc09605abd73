"""The newsroom: the composition root. Flows and nothing else; the only place where stages meet."""

from dateline.newsroom.answers import FORMATS, office_answer, record_answer
from dateline.newsroom.asking import RUNGS, UnknownWord
from dateline.newsroom.audits import (
    Audited,
    JudgedPair,
    PairInput,
    audit_article,
    audit_html,
    audit_wire,
    check_pair,
    judge_row,
    pair_lacks,
)
from dateline.newsroom.day import LANGS, Newsroom, Outcome, RunSummary, read_safely
from dateline.newsroom.demo import Demo, run_demo
from dateline.newsroom.filters import (
    compare_names,
    date_lines,
    place_articles,
    rank_names,
    take_inputs,
    wire_schema,
)
from dateline.newsroom.known import KnownListError, add_list, known_things, list_files, remove_list
from dateline.newsroom.objects import export_objects
from dateline.newsroom.record import RECORD_KINDS, OfficeRow, office_rows, record_rows
from dateline.newsroom.reviewing import (
    ReviewError,
    ReviewRow,
    judge_pair,
    judgements_made,
    review_rows,
    undo_judgement,
)
from dateline.newsroom.rows import json_rows, text_lines
from dateline.newsroom.rulings import RulingError, merge_stories, rulings_made, split_story, undo_ruling

__all__ = [
    "FORMATS",
    "LANGS",
    "RECORD_KINDS",
    "RUNGS",
    "Audited",
    "Demo",
    "JudgedPair",
    "KnownListError",
    "Newsroom",
    "OfficeRow",
    "Outcome",
    "PairInput",
    "ReviewError",
    "ReviewRow",
    "RulingError",
    "RunSummary",
    "UnknownWord",
    "add_list",
    "audit_article",
    "audit_html",
    "audit_wire",
    "check_pair",
    "compare_names",
    "date_lines",
    "export_objects",
    "json_rows",
    "judge_pair",
    "judge_row",
    "judgements_made",
    "known_things",
    "list_files",
    "merge_stories",
    "office_answer",
    "office_rows",
    "pair_lacks",
    "place_articles",
    "rank_names",
    "read_safely",
    "record_answer",
    "record_rows",
    "remove_list",
    "review_rows",
    "rulings_made",
    "run_demo",
    "split_story",
    "take_inputs",
    "text_lines",
    "undo_judgement",
    "undo_ruling",
    "wire_schema",
]
