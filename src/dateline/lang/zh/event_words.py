"""Words around an event: what leaves it open, whose it is instead, and what may follow whom it befalls (``events.toml``)."""

from __future__ import annotations

import re
from functools import cache

from dateline.lang.data import load_table
from dateline.lang.zh.lexicon import alternatives


@cache
def undone() -> re.Pattern[str]:
    """What before an event says that it is only wanted, feared or prepared."""
    listed = sorted(load_table("zh", "events")["undone"]["words"], key=lambda w: (-len(w), w))
    return re.compile("|".join(listed))


@cache
def kin() -> re.Pattern[str]:
    """What behind a name says that somebody or something else of his is meant."""
    listed = sorted(load_table("zh", "events")["kin"]["words"], key=lambda w: (-len(w), w))
    return re.compile(rf"的|之(?!后|前)|(?:{'|'.join(re.escape(w) for w in listed)})")


@cache
def boundary() -> re.Pattern[str]:
    """What may follow the whole name of a patient that is a body or a bare office."""
    listed = "|".join(re.escape(w) for w in load_table("zh", "events")["behind"]["words"])
    return re.compile(rf"(?:{listed})|[，。；：、”）\d]|$")


@cache
def posts() -> re.Pattern[str]:
    """The post that somebody loses, behind his name."""
    return re.compile(load_table("zh", "events")["behind"]["post"])


@cache
def light() -> re.Pattern[str]:
    """Adverbs and a verb that carries an event, between whom it befalls and the event."""
    listed = "|".join(load_table("zh", "events")["light"]["words"])
    return re.compile(rf"(?:{alternatives('adverbs')})*(?:{listed})?了?[^，。；：的]{{0,8}}")
