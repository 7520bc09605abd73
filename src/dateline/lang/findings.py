"""What the checker says, said again in another language: every language has the same templates with the same holes."""

from __future__ import annotations

import re
from functools import cache

from dateline.lang.data import load_table

_LANGS = ("en", "ja", "ko", "zh")
_HOLE = re.compile(r"\\\{(\w+)\\\}")
_JOINT = "; "


def finding_words(message: str, lang: str) -> str:
    """A message of the checker, or a reason why it judged nothing, in ``lang``; what no template gives stays as it is.

    Several messages may be joined by a semicolon, as the gate joins them.
    """
    said = _again(message, lang)
    if said is not None:
        return said
    for place in re.finditer(re.escape(_JOINT), message):
        first, rest = _again(message[: place.start()], lang), message[place.end() :]
        if first is not None:
            return f"{first}{_JOINT}{finding_words(rest, lang)}"
    return message


def _again(message: str, lang: str) -> str | None:
    for own in (lang, *(code for code in _LANGS if code != lang)):
        for kind, key, pattern in _patterns(own):
            found = pattern.fullmatch(message)
            if found is not None:
                template = str(load_table(lang, "findings")[kind][key])
                return message if own == lang else template.format(**{"words": "", "other": "", **found.groupdict()})
    return None


@cache
def _patterns(lang: str) -> list[tuple[str, str, re.Pattern[str]]]:
    """The templates of a language as patterns, those with the most words of their own first."""
    table = load_table(lang, "findings")
    held = [(kind, key, str(said)) for kind in ("messages", "reasons") for key, said in table[kind].items()]
    held.sort(key=lambda row: (-len(re.sub(r"\{\w+\}", "", row[2])), row[1]))
    return [(k, key, re.compile(_HOLE.sub(r"(?P<\1>.*?)", re.escape(said)), re.S)) for k, key, said in held]
