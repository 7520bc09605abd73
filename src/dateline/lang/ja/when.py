"""When a clause says that something was or will be: its day, days ahead, days past, days that a vow is due."""

from __future__ import annotations

import re

from dateline.lang.ja.telling import SPEECH, SentenceView, Told, is_settled
from dateline.model import DateValue


def day_ahead(view: SentenceView, told: Told) -> DateValue | None:
    """The day after the text's own that an act without a past ending is of (13日に到着。), None when it is of no such day."""
    before_content = told_before_content(view, told)
    if view.today is None or told.clause.past or (is_settled(view, told.clause) and not before_content):
        return None
    own = [d for d in view.dates if told.low <= d.start < told.clause.begin] if before_content else []
    days = [d for d in (time_of(view, told), *own) if d is not None and d.earliest]
    return next((d for d in days if str(d.earliest)[:10] > view.today.isoformat()), None)


def is_ahead(view: SentenceView, day: DateValue) -> bool:
    """Whether a date ends after the text's own day."""
    return view.today is not None and str(day.latest or "")[:10] > view.today.isoformat()


def told_before_content(view: SentenceView, told: Told) -> bool:
    """Whether a clause is joined to what somebody says that he will do (13日に訪れ、会議に出席すると発表した)."""
    following = next((c for c in view.clauses if c.begin > told.clause.begin and c.link != "noun"), None)
    return told.clause.joining and following is not None and following.link == "content" and not following.past


def is_past_day(view: SentenceView, told: Told, time: DateValue | None) -> bool:
    """Whether a clause that hangs on a plan (8日、訪問し、…に臨む) tells by its own date of a day before the text's own."""
    clause = told.clause
    if (
        time is None
        or not time.latest
        or view.today is None
        or clause.modal is not None
        or clause.link not in ("and", "when")
    ):
        return False
    return told.low <= time.start < clause.begin and time.latest[:10] < view.today.isoformat()


_SINCE = re.compile(r"(?:から|以来|以降)[^、。]{0,14}(?:ている|ていた|てきた|続く|続いた)")  # 2022年から中断している


_HOLDING = re.compile(
    r"(?:(?:を|が)?(?:開催|実施|設置|署名|調印|開始|再開|発足|訪問|会談)(?:し|する|して|した|される)|開く|開き|(?:を|へ)(?:始め|設け|行う|行い|訪れ))"
    r"[^、。「」]{0,12}$"
)


def _to_be_held(view: SentenceView, told: Told) -> DateValue | None:
    """The day to come on which it was agreed to hold something (6月までに対話を東京で開くことで一致した)."""
    if view.today is None or told.clause.negative:
        return None
    words = view.text[told.low : told.clause.begin]
    if _HOLDING.search(words) is None:
        return None
    today = view.today.isoformat()
    own = [d for d in view.dates if told.low <= d.start < told.clause.begin and not _masked(view, d.start)]
    ahead = [d for d in own if (d.latest or "")[:10] > today and not (d.timex3 or "").startswith("P")]
    return ahead[-1] if ahead else None


_DUE = re.compile(r"まで|中に|内に|以内")


def time_of(view: SentenceView, told: Told) -> DateValue | None:
    """The date of the clause: inside its own words, or set off after the topic for clauses that are not inside speech."""
    dates = [d for d in view.dates if not (d.timex3 or "").startswith("P") and not _masked(view, d.start)]
    stem = told.clause.begin
    dates = [d for d in dates if not _SINCE.match(view.text, d.end) and (d.earliest is None) == (d.latest is None)]
    own = [d for d in dates if told.low <= d.start < stem]
    if told.clause.family in ("agreed", "alike", "decided") and (held := _to_be_held(view, told)) is not None:
        return held
    vow = told.clause.family == "undertook" or told.clause.word == "表明"  # its date is when it is due
    of_content = told.clause.family in SPEECH and not vow
    if of_content or told.clause.family in ("agreed", "alike"):
        own = [d for d in own if not _inside_content(view, d.start, told)]
    due = next((d for d in own if _DUE.match(view.text, d.end)), None) if told.clause.family == "undertook" else None
    if due is not None:
        return due
    if own:
        return own[-1] if len(own) == 1 else own[0]
    if told.part.governor is None:
        earlier = [d for d in dates if d.start < stem and not _inside_content(view, d.start, told)]
        return earlier[0] if earlier else None
    return None


def _masked(view: SentenceView, at: int) -> bool:
    return any(q.start <= at < q.end for q in view.quoted)


def _inside_content(view: SentenceView, at: int, told: Told) -> bool:
    """Whether a date belongs to a clause that is only content of another."""
    nearest = next((c for c in view.clauses if c.begin >= at), None)
    if nearest is None or nearest.link not in ("content", "nominal", "wish", "noun"):
        return False
    return not re.match(r"[^、]{0,12}、", view.text[at : at + 13])
