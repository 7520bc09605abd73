"""write: a story's facts -> one report a language, planned once and rendered by each language's grammar."""

from dateline.write.adverse import below_bar
from dateline.write.background import Encounters, Foretold, Past
from dateline.write.items import Item
from dateline.write.manners import asks_another, has_announcing_word, is_announced
from dateline.write.matters import goals_of
from dateline.write.plan import Plan, common_facts, part, plan_report, simplify, withhold
from dateline.write.prose import VERSION, write_report
from dateline.write.records import lawful_headlines, record_line, record_title
from dateline.write.retelling import (
    PROMPT_VERSION,
    form_fault,
    retelling_prompt,
    retold_sentences,
    sentences_of,
    with_retold,
)
from dateline.write.sides import is_joint_saying

__all__ = [
    "PROMPT_VERSION",
    "VERSION",
    "Encounters",
    "Foretold",
    "Item",
    "Past",
    "Plan",
    "asks_another",
    "below_bar",
    "common_facts",
    "form_fault",
    "goals_of",
    "has_announcing_word",
    "is_announced",
    "is_joint_saying",
    "lawful_headlines",
    "part",
    "plan_report",
    "record_line",
    "record_title",
    "retelling_prompt",
    "retold_sentences",
    "sentences_of",
    "simplify",
    "with_retold",
    "withhold",
    "write_report",
]
