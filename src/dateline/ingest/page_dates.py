"""When a page was published and last changed: every piece of evidence on the page, ranked.

The order, strongest first: what the page states outright (JSON-LD of this very article, ``article:published_time`` and
its like); a time element marked as the publication; a time element or a date line beside the headline; stamps that may
mean another day (``date``, ``dc.date``); a date line far from the headline; the address; htmldate (Barbaresi 2020); the
time of the last change. Where statements differ, the day that the page shows its readers decides. An instant in UTC
becomes the page's own clock time where the page shows that: its day may be another.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any, Literal

from msgspec import Struct

from dateline.ingest.addresses import host_of
from dateline.ingest.notices import is_update_line, kind_of_line
from dateline.ingest.page_lines import Line, zones_above
from dateline.ingest.page_meta import Head
from dateline.ingest.published import parse_mail_date, parse_stamp
from dateline.ingest.written_days import Locale, WrittenDay, find_day, locale_of
from dateline.model.article import PublishedBasis

_IN_ADDRESS = re.compile(
    r"/(?P<y>(?:19|20)\d\d)[/-]?(?P<m>0[1-9]|1[0-2])[/-]?(?P<d>[0-2]\d|3[01])(?!\d)"
    r"|[/-](?P<d2>\d\d)-(?P<m2>\d\d)-(?P<y2>20\d\d)(?!\d)"
)
_NUMBERS = re.compile(r"\d{1,2}/\d{1,2}/\d{4}")
_EPOCH = re.compile(r"1\d{9}(?:\d{3})?")
_COMPACT = re.compile(r"(20\d\d)([01]\d)([0-3]\d)(?:$|[T ]?\d{4})")
_LEAD_IN = re.compile(r"\s*(?:[|–—:]|-\s|[\"“„「])")
_HINT = re.compile(
    r"２０[０-４]|(?:199|20)\d\d|\d\s?[./|-]\s?\d{1,2}\s?[./|-]\s?\d\d|[〇零一二三四五六七八九元]年|(?:令和|平成)"
)
_RIGHTS = re.compile(r"©|\(c\)|copyright|ⓒ", re.I)
_SENTENCE = re.compile(r"[.!?。！？]\s*$")
_ELSEWHERE = frozenset(["related", "comment", "footer", "menu", "author", "share"])
_BEFORE, _AFTER = 8, 30  # lines around the headline in which a page shows its date
_NEAR = 34  # the most that such a line may cost
_ABOVE = 4  # what standing over the headline costs: today's date stands there too
_PARAGRAPH = 4  # what a paragraph between costs
_AROUND = " |/·,:;()[]（）［］-–—"
_LONGEST_LINE = 120
_TIMES = "descendant::*[self::time or contains(@itemprop,'date') or contains(@property,'date')]"
_MOST_TIMES = 60
_QUARTER = 900

Grade = Literal["labelled", "alone", "among words"]
Role = Literal["published", "updated"]


class Dates(Struct, frozen=True):
    """What a page's evidence comes to: two ISO stamps and where the first is from."""

    published: str | None = None
    basis: PublishedBasis | None = None
    updated: str | None = None


class Shown(Struct, frozen=True):
    """A day that the page shows in a line of its own: how it is written there, and what it costs to take it for the
    day of publication, by the line's form and its distance from the headline (0 best)."""

    written: WrittenDay
    cost: float
    below: bool = False  # under the article's text, where other stories and their days stand too

    @property
    def near(self) -> bool:
        """Whether it stands where a page shows its day of publication."""
        return self.cost <= _NEAR


class Marked(Struct, frozen=True):
    """The stamp of a time element: whether the page marks it as the publication or as the last change."""

    stamp: str
    role: Literal["published", "updated", "plain"]


def find_dates(head: Head, lines: Sequence[Line], tree: Any, url: str | None, headline: str | None) -> Dates:
    """Weigh the page's evidence for its day of publication and of its last change."""
    locale = locale_of(head.fields.get("lang"), host_of(url))
    marked = list(_marked_times(tree, locale))
    shown, changed = _shown_days(lines, locale, headline)
    updated = read_stated(head.fields.get("updated"), locale)
    updated = updated or next((m.stamp for m in marked if m.role == "updated"), changed)
    stated = [s for raw in head.published if (s := _read_by_shown(raw, locale, shown))]
    if not stated:
        stated = [m.stamp for m in marked if m.role == "published"][:1]
    if stated:
        agreed = _agreed(stated, [m.stamp for m in marked if m.role != "updated"][:2], shown)
        local = _on_own_clock(agreed, [*stated, *(m.stamp for m in marked)], shown)
        return Dates(local, "metadata", updated)
    published, basis = _unstated(head, marked, shown, locale)
    if published is None:
        published, basis = _day_in_address(url or ""), "metadata"
    if published is None and (guessed := _guessed(tree, lines, locale, updated)):
        published, basis = guessed, "text"
    if published is None and updated:
        published, basis = updated, "inferred"
    return Dates(published, basis if published else None, updated)


def read_stated(raw: str | None, locale: Locale) -> str | None:
    """The ISO stamp of a date in a page's metadata, in whichever form the page's system writes it, or None."""
    if not raw or len(raw) > 200:
        return None
    words = raw.strip()
    if _EPOCH.fullmatch(words):
        return datetime.fromtimestamp(int(words[:10]), UTC).isoformat()
    if compact := _COMPACT.match(words):
        words = "-".join(compact.groups())
    written = find_day(words, locale)
    return parse_mail_date(words) or (written.stamp if written else None)


def _read_by_shown(raw: str, locale: Locale, shown: Shown | None) -> str | None:
    """A stated stamp; of ``11/01/2023`` only the day that the page shows tells which number is the month."""
    stamp = read_stated(raw, locale)
    if stamp and shown is not None and _NUMBERS.match(raw.strip()):
        day = _day(stamp)
        if (shown.written.day.month, shown.written.day.day) == (day.day, day.month):
            return shown.written.stamp
    return stamp


def _unstated(
    head: Head, marked: Sequence[Marked], shown: Shown | None, locale: Locale
) -> tuple[str | None, PublishedBasis | None]:
    """The publication of a page that states none outright."""
    plain = [m.stamp for m in marked if m.role == "plain"]
    if shown is not None and shown.near:
        same = next((stamp for stamp in plain if _day(stamp) == shown.written.day), None)
        return (same, "metadata") if same else (shown.written.stamp, "text")
    loose = next((s for raw in head.loose if (s := read_stated(raw, locale))), None)
    if plain and (loose is None or shown is None or _day(plain[0]) == shown.written.day):
        return plain[0], "metadata"
    if loose:
        return _on_own_clock(loose, plain, shown), "metadata"
    return (shown.written.stamp, "text") if shown else (None, None)


def _day_in_address(url: str) -> str | None:
    found = _IN_ADDRESS.search(url)
    return (
        parse_stamp("-".join(found.group("y", "m", "d") if found["y"] else found.group("y2", "m2", "d2")))
        if found
        else None
    )


def _day_apart(tree: Any, locale: Locale) -> str | None:
    """The one day that stands in a text of its own between the page's blocks, where no line of the page is."""
    days: dict[str, None] = {}
    for element in tree.iter():
        if not isinstance(element.tag, str) or element.tag in ("script", "style", "option"):
            continue
        for words in (element.text, element.tail):
            if words and len(words) < _LONGEST_LINE and _HINT.search(words) and not _RIGHTS.search(words):
                written = find_day(words.strip(), locale)
                alone = written is not None and len(words.strip()) - (written.end - written.start) <= 22
                if written and alone and not zones_above(element) & _ELSEWHERE:
                    days[written.day.isoformat()] = None
    return next(iter(days)) if len(days) == 1 else None


def _agreed(stated: Sequence[str], marked: Sequence[str], shown: Shown | None) -> str:
    """Of several statements, the first whose day the page also shows beside its headline or marks; else the first."""
    if len({_day(stamp) for stamp in stated}) > 1:
        near = [shown.written.day] if shown is not None and shown.near else []
        for day in [*near, *(_day(stamp) for stamp in marked)]:
            for stamp in stated:
                if _day(stamp) == day:
                    return stamp
    return stated[0]


def _on_own_clock(stamp: str, others: Sequence[str], shown: Shown | None) -> str:
    """An instant given in UTC as the page's own clock has it, where another stamp of the same instant or the shown day
    tells that; else unchanged."""
    if len(stamp) < 20 or not stamp.endswith("+00:00"):
        return stamp
    instant = datetime.fromisoformat(stamp)
    for other in others:
        if len(other) >= 20 and not other.endswith("+00:00") and datetime.fromisoformat(other) == instant:
            return other
    if shown is None or abs((shown.written.day - instant.date()).days) != 1:
        return stamp
    if shown.written.clock is None:
        return shown.written.day.isoformat()
    hour, minute = shown.written.clock
    local = datetime(shown.written.day.year, shown.written.day.month, shown.written.day.day, hour, minute, tzinfo=UTC)
    ahead = round((local - instant).total_seconds() / _QUARTER) * _QUARTER
    if abs((local - instant).total_seconds() - ahead) > 90 or not -12 * 3600 <= ahead <= 14 * 3600:
        return stamp
    return instant.astimezone(timezone(timedelta(seconds=ahead))).isoformat()


def _marked_times(tree: Any, locale: Locale) -> Iterator[Marked]:
    """The stamps of time elements of the article itself: not of comments, teasers or the page's foot."""
    for element in tree.xpath(_TIMES)[:_MOST_TIMES]:
        marks = f"{element.get('itemprop') or ''} {element.get('property') or ''}".lower()
        if element.tag == "meta" or (element.tag != "time" and "published" not in marks and "modified" not in marks):
            continue
        if element.tag != "time" or not zones_above(element) & _ELSEWHERE:
            written = element.text_content()[:80]
            given = (
                element.get("datetime") or element.get("content") or (element.get("title") if marks.strip() else None)
            )
            stamp = read_stated(given, locale) or (read_stated(written, locale) if marks.strip() else None)
            if stamp:
                yield Marked(stamp, _role_of(element, marks, written))


def _role_of(element: Any, marks: str, words: str) -> Literal["published", "updated", "plain"]:
    told = f"{marks} {element.get('class') or ''}".lower()
    if element.get("pubdate") is not None or "publish" in told:
        return "published"
    return "updated" if "modified" in told or is_update_line(words.strip()) else "plain"


def _shown_days(lines: Sequence[Line], locale: Locale, headline: str | None) -> tuple[Shown | None, str | None]:
    """The day of publication that the page shows, and the day of change that it shows with it."""
    titles = _headline_at(lines, headline)
    found: list[Shown] = []
    changed = None
    told = 0  # paragraphs since the headline
    for index, line in enumerate(lines):
        told = (
            0 if index in titles or index < min(titles, default=0) else told + (len(line.text) > 60 and line.tag == "p")
        )
        if not _HINT.search(line.text[:_LONGEST_LINE]):
            continue
        aside = told > 1 and line.zone in _ELSEWHERE
        for role, written, grade in () if aside else _graded(line, locale):
            if role == "updated":
                changed = changed or written.stamp
            elif (cost := _cost(grade, index - _nearest(titles, index), line.zone, bool(titles))) is not None:
                found.append(Shown(written, cost + _PARAGRAPH * told, told > 1))
    if len({shown.written.day for shown in found if shown.below}) > 1:
        found = [shown for shown in found if not shown.below]
    return min(found, key=lambda shown: shown.cost, default=None), changed


def _graded(line: Line, locale: Locale) -> Iterator[tuple[Role, WrittenDay, Grade]]:
    """The days of a line that may be its page's, each with its role and how much of the line it is."""
    if len(line.text) > _LONGEST_LINE:
        if written := _day_before_text(line, locale):
            yield "published", written, "among words"
        return
    for role, written in read_date_line(line.text, locale):
        if grade := _grade(line, written):
            yield role, written, grade


def _day_before_text(line: Line, locale: Locale) -> WrittenDay | None:
    """The day in the lead-in of a paragraph (``27.1.2022 - The council …``), or None."""
    written = find_day(line.text[:60], locale)
    if written is None or written.start > 24 or not _LEAD_IN.match(line.text, written.end):
        return None
    return written


def read_date_line(line: str, locale: Locale) -> Iterator[tuple[Role, WrittenDay]]:
    """Each day in a line with its role: what stands before it, or behind the last, says whether it is the last change."""
    at = 0
    written = find_day(line, locale)
    while written is not None:
        label = line[at : at + written.start]
        at += written.end
        following = find_day(line[at:], locale)
        if following is None:
            label = label if is_update_line(label.strip(_AROUND)) else line[at:]
        yield ("updated" if is_update_line(label.strip(_AROUND)) else "published"), written
        written = following


def _headline_at(lines: Sequence[Line], headline: str | None) -> list[int]:
    """Where the headline stands: the lines that are it, or else the first title."""
    exact = [i for i, line in enumerate(lines) if line.text == headline and line.zone not in ("footer", "comment")]
    titles = (i for i, line in enumerate(lines) if line.tag == "h1" and line.zone not in ("related", "footer", "menu"))
    return exact[:4] or list(titles)[:1]


def _nearest(titles: Sequence[int], index: int) -> int:
    """The headline that a line stands nearest to, those before it first; -1 where there is none."""
    return min(titles, key=lambda at: abs(index - at) if at <= index else 3 * (at - index), default=-1)


def _grade(line: Line, written: WrittenDay) -> Grade | None:
    """How much of a line is its date: labelled as such, nearly all of it, or among other words; None for a sentence."""
    words = line.text
    if _RIGHTS.search(words):
        return None
    if written.start > 1 and kind_of_line(words) == "dateline":
        return "labelled"
    rest = len(words) - (written.end - written.start)
    sentence = bool(_SENTENCE.search(words)) and rest > 30
    if rest <= 22 and line.linked < 0.5:
        return "alone"
    return None if rest > 80 or sentence or line.tag in ("h1", "li", "td") else "among words"


def _cost(grade: Grade, after: int, zone: str, titled: bool) -> float | None:
    """What a line costs by its form and by how many lines it stands after the headline; None where no page shows its
    day. Right beside the headline a part of the page may be marked as something that it is not."""
    form = {"labelled": 0, "alone": 4, "among words": 8}[grade]
    if zone in _ELSEWHERE:
        return form + abs(after) + 4 if titled and -3 <= after <= 5 else None
    if not titled:
        return form + after / 2 if grade != "among words" or after < _AFTER else None
    if after > 0:
        return float(form + after) if grade != "among words" or after <= _AFTER else None
    before = _BEFORE if grade != "among words" else 3
    return form + _ABOVE - 1.5 * after if -after <= before else None


def _day(stamp: str) -> date:
    return date.fromisoformat(stamp[:10])


def _guessed(tree: Any, lines: Sequence[Line], locale: Locale, updated: str | None) -> str | None:
    """What is left to guess by: htmldate, unless its day is that of the last change or stands in a teaser, comment or
    foot only; else the one day that stands apart."""
    guessed = _by_htmldate(tree)
    if guessed is not None:
        zones = {line.zone in _ELSEWHERE for line in lines if _HINT.search(line.text) and _tells(line, guessed, locale)}
        if zones == {True} or guessed == (updated or "")[:10]:
            return None
    return guessed or _day_apart(tree, locale)


def _tells(line: Line, day: str, locale: Locale) -> bool:
    written = find_day(line.text[:_LONGEST_LINE], locale)
    return written is not None and written.day.isoformat() == day


def _by_htmldate(tree: Any) -> str | None:
    """The guess of htmldate (Barbaresi 2020), less its habit of making a bare year into the first of January."""
    from copy import copy

    from htmldate import find_date

    try:
        found: str | None = find_date(copy(tree), original_date=True, extensive_search=False, outputformat="%Y-%m-%d")
    except (ValueError, TypeError, AttributeError, RecursionError):
        return None
    return None if found is None or found.endswith("-01-01") else found
