"""What keeps a fact or a report back, what the checker holds against an edit, why an input was set aside and why two names may
be one person's, in the editor's language."""

from __future__ import annotations

import re

from dateline.desk.refusals import table_words
from dateline.lang.data import load_table
from dateline.lang.findings import finding_words
from dateline.lang.render import label
from dateline.publish.cldr import country_name

_KEY = re.compile(r"[a-z]+(?:_[a-z]+)*")
_COUNTRY = re.compile(r"[A-Z]{2}(?:/\S*)?")
_ENDS = re.compile(r"([.。]); ")
_JUDGED = re.compile(
    r"(?:(?P<text>.*): )?(?P<verdict>supported|overstated|refuted|not_enough_information|not_checked): (?P<said>.*)",
    re.S,
)


def reason_words(reason: str, lang: str) -> str:
    """Why something was withheld, blocked, set aside or is unsure: the checker's verdict with its messages, or a rule's words."""
    found = _JUDGED.fullmatch(reason)
    if found is None:
        return table_words(reason, lang, "reasons", lambda value: _filled(value, lang))
    verdict = load_table(lang, "site")[f"verdict_{found['verdict']}"]
    said = _ENDS.sub(r"\1 ", finding_words(found["said"], lang)).replace("。 ", "。")
    judged = f"{verdict}: {said}"
    return f"{found['text']} – {judged}" if found["text"] else judged


def _filled(value: str, lang: str) -> str:
    """What stands in a reason, itself in the editor's language: another reason, an office, a country; else as it is."""
    words = table_words(value, lang, "reasons", lambda inner: _filled(inner, lang))
    if words != value:
        return words
    if _KEY.fullmatch(value):
        return label(lang, "positions", value) or value
    if _COUNTRY.fullmatch(value):
        return country_name(value[:2], lang)
    parts = value.split(", ")
    joint = ", " if lang in ("en", "ko") else "、"
    return joint.join(_filled(part, lang) for part in parts) if len(parts) > 1 else value


def office_words(office: str, lang: str) -> str:
    """An office as the ledger keys it (``prime_minister of KR``) in the editor's language."""
    position, _, body = office.partition(" of ")
    said = _filled(position, lang)
    return f"{said} ({_filled(body, lang)})" if body and body != "?" else said
