"""What keeps a fact or a report back, and what the checker holds against an edit, in the editor's language."""

from __future__ import annotations

import re

from dateline.desk.refusals import table_words
from dateline.lang.data import load_table
from dateline.lang.findings import finding_words

_JUDGED = re.compile(
    r"(?:(?P<text>.*): )?(?P<verdict>supported|overstated|refuted|not_enough_information|not_checked): (?P<said>.*)",
    re.S,
)


def reason_words(reason: str, lang: str) -> str:
    """Why something was withheld or blocked: the checker's verdict with its messages, or a rule's own words."""
    found = _JUDGED.fullmatch(reason)
    if found is None:
        return table_words(reason, lang, "reasons")
    verdict = load_table(lang, "site")[f"verdict_{found['verdict']}"]
    judged = f"{verdict}: {finding_words(found['said'], lang)}"
    return f"{found['text']} – {judged}" if found["text"] else judged
