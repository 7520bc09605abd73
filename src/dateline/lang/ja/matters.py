"""The words that an act is about, and the words spoken."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dateline.lang.ja.telling import BY_PHONE, GIVEN, SentenceView, Told

_TAIL = re.compile(
    r"(?:への?|について(?:の)?|に関(?:して|する)|に対する|に対して?|を(?:改めて)?|に|で|と(?:の|も)?|が|は|も|などを?|など|の|こと|旨|強く|改めて|、)+$"
)


_SETTING = re.compile(
    r"(?:として、|(?:[^、。]{1,16}の)?発表では、|席上、|(?:この|その)(?:中|席)で、|[^、。]{1,28}(?:会談|会見|会合|協議|演説|面会|電話|昼食会|夕食会|声明|談話)(?:で|の席で|の中で|の冒頭)(?:は)?、?"
    r"|(?:また|さらに|一方|加えて|その上で|そのうえで|同時に|これに対し|その後|この後)、?|【[^】]{1,10}】|記者団に(?:対し(?:て)?)?、?"
    r"|(?:改めて|あらためて|強く|重ねて|引き続き)(?=[^、。])|[0-9０-９]{1,2}[　 .．]|(?:冒頭|なお)、)"
)


def _skip_setting(text: str, low: int, high: int) -> int:
    """Go over words that only set the scene: …との会談で、 また、."""
    match = _SETTING.match(text, low, high)
    return _skip_setting(text, match.end(), high) if match else low


def matter_of(view: SentenceView, told: Told) -> tuple[int, int] | None:
    """The words that an act is about: between its parts and its predicate, particles taken off."""
    if told.clause.family in ("meeting", "visit", "call"):
        return None
    low, high = told.low, told.clause.begin
    for at in sorted(told.part.spans):
        if at[0] <= low + 1 or view.text[low : at[0]].strip("、 　") == "":
            low = max(low, at[1])
    low = _skip_dates(view, low)
    for at in sorted(told.part.spans):
        if view.text[low : at[0]].strip("、 　") == "":
            low = max(low, at[1])
    low = _skip_dates(view, low)
    low = _skip_setting(view.text, low, high)
    given = GIVEN.search(view.text, low, high)
    if given is not None and high - given.end() >= 2:
        low = given.end()
    if BY_PHONE.search(view.text[low:high]):
        return None
    return _trim(view.text, low, high)


def _skip_dates(view: SentenceView, low: int) -> int:
    for day in view.dates:
        led = view.text[low : day.start].strip("、 　") == ""
        if day.start >= low and led and not view.text.startswith("の", day.end):
            low = day.end
            match = re.compile(r"(?:までに|に|から|まで|夜|朝)?(?:、)?").match(view.text, low)
            low = match.end() if match else low
    return low


def _trim(text: str, low: int, high: int) -> tuple[int, int] | None:
    words = text[low:high]
    tail = _TAIL.search(words)
    if tail:
        high = low + tail.start()
    while low < high and text[low] in "、 　。「）)":
        low += 1
    while high > low and text[high - 1] in "、 　」":
        high -= 1
    balanced = text.count("「", low, high) == text.count("」", low, high)
    return (low, high) if high - low >= 2 and balanced else None


def content_of(view: SentenceView, told: Told, inner: Sequence[int], index: int) -> tuple[int, int] | None:
    """The words spoken: the quotation, the clauses governed, or the object of the verb."""
    spoken = [q for q in view.quoted if q.speech and told.low <= q.start and q.end <= told.clause.begin]
    if spoken:
        return spoken[-1].start, spoken[-1].end
    if inner:
        last = view.clauses[inner[-1]]
        low = _skip_dates(view, told.low)
        for at in sorted(told.part.spans):
            if view.text[low : at[0]].strip("、 　") == "":
                low = max(low, at[1])
        low = _skip_setting(view.text, _skip_dates(view, low), last.begin)
        low = _skip_dates(view, low)
        high = last.modal_at[1] if last.modal_at else last.end
        if last.link == "nominal" or told.clause.light or told.clause.family in ("asked", "displeasure"):
            whole = _trim(view.text, low, told.clause.begin)
            return whole or ((low, high) if high > low else None)
        return (low, high) if high > low else None
    return matter_of(view, told)
