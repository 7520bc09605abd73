"""How sources say that something was asked or promised: a wording of ours goes no further than all of theirs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from dateline.lang.data import load_table
from dateline.lang.identify import SUPPORTED
from dateline.lang.render import Manner, replace_slots
from dateline.model import Fact, Slots

_ORDER: tuple[Manner, ...] = ("hope", "request", "demand")


def manner_of(fact: Fact) -> Manner | None:
    """In which manner a fact is asked for, by the words of every telling: a demand is also a request, neither is a hope.
    None where the words are of several manners or of none."""
    found: set[Manner] = set()
    for telling in fact.tellings:
        mine = {m for m in _ORDER if _has(telling.anchor.exact, telling.lang or "", m)}
        found |= mine
    if found == {"hope"}:
        return "hope"
    if "hope" in found or not found:
        return None
    return "demand" if found == {"demand"} else "request"


def is_announced(fact: Fact) -> bool:
    """Whether every telling of what somebody means or promises to do has a word of announcing for it."""
    slots = fact.slots
    if slots is None or slots.kind not in ("statement", "plan", "pledge") or slots.rung not in ("would", "undertook"):
        return False
    return bool(fact.tellings) and all(_has(t.anchor.exact, t.lang or "", "announce") for t in fact.tellings)


def as_worded(slots: Slots, fact: Fact) -> Slots:
    """The act no further than its sources' words bear out beyond doubt: on matters that they name, what is asked in mixed
    manners is only raised, what is asked in no known one (offered, invited) is on no matter, and what is promised without
    a word of promise is an intention."""
    if not fact.tellings:
        return slots
    if slots.kind in ("statement", "pledge"):
        slots = replace_slots(slots, topics=tuple(t for t in slots.topics if _is_named(t, fact)))
    if slots.rung == "asked" and manner_of(fact) is None:
        asked = any(_has(t.anchor.exact, t.lang or "", m) for t in fact.tellings for m in _ORDER)
        return replace_slots(slots, rung="raised", topics=slots.topics if asked else ())
    if slots.rung == "undertook" and slots.kind in ("pledge", "statement") and not any(_promises(fact)):
        return replace_slots(slots, kind="statement", rung="would", amounts=(), time=None)
    return slots


def _is_named(topic: str, fact: Fact) -> bool:
    """Whether the words of a telling name a matter."""
    return any(names_topic(topic, t.anchor.exact, t.lang or "", unlisted=True) for t in fact.tellings)


def names_topic(topic: str, words: str, lang: str, *, unlisted: bool = False) -> bool:
    """Whether words name a matter by any term that their language has for it; ``unlisted`` where it has none."""
    entry = load_table(lang, "topics").get(topic) if lang in SUPPORTED else None
    if entry is None:
        return unlisted
    plain = words.lower()
    return any(str(term).lower() in plain for term in (*entry["terms"], entry["label"]))


def asks_another(words: str, lang: str) -> bool:
    """Whether the words after a name make its bearer the one who is asked (중국 측이 ... 것을 촉구), not the one who asks."""
    return _has(words, lang, "asked_of")


def has_announcing_word(words: str, lang: str) -> bool:
    """Whether a passage tells of an announcement."""
    return _has(words, lang, "announce")


def _promises(fact: Fact) -> Iterator[bool]:
    return (_has(t.anchor.exact, t.lang or "", "promise") for t in fact.tellings)


def _has(text: str, lang: str, name: str) -> bool:
    pattern = _pattern(lang, name)
    return pattern is not None and pattern.search(text) is not None


@cache
def _pattern(lang: str, name: str) -> re.Pattern[str] | None:
    table: dict[str, list[str]] = load_table(lang, "style").get("asking", {}) if lang else {}
    return re.compile("|".join(table[name]), re.IGNORECASE) if name in table else None
