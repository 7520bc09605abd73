"""write: a story's facts -> one report a language, planned once and rendered by each language's grammar."""

from dateline.write.plan import Item, Plan, common_facts, plan_report, withhold
from dateline.write.prose import VERSION, write_report
from dateline.write.records import lawful_headlines, record_line, record_title

__all__ = [
    "VERSION",
    "Item",
    "Plan",
    "common_facts",
    "lawful_headlines",
    "plan_report",
    "record_line",
    "record_title",
    "withhold",
    "write_report",
]
