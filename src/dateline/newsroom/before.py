"""What came before a story, from the record: rows of earlier stories, each with its passages, never from memory."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from heapq import nsmallest
from itertools import combinations
from typing import TYPE_CHECKING

from dateline.lang.identify import SUPPORTED
from dateline.lang.precision import precision
from dateline.lang.render import words
from dateline.model import Anchor, Article, DateValue, Fact, Reading, RecordRow, Story
from dateline.write import Encounters, Foretold, Past, has_announcing_word

if TYPE_CHECKING:
    from dateline.group import Grouping

_EVENTFUL = frozenset(["meeting", "call", "visit", "signing", "agreement"])
_MOST = 2
_NEWS = timedelta(days=5)
"""A row whose first telling is later than this after its day is a recollection: its day is not sure enough to count by."""
_DEEP = 2
_ENDS = frozenset(["happened", "changed", "cancelled", "postponed"])
_ENOUGH = 2


@dataclass(frozen=True, slots=True)
class _Entry:
    """A row with what is asked of it for every later story: whom it has, when it was told first, its day, whether it was
    news then."""

    row: RecordRow
    people: frozenset[str]
    told: str
    day: str
    news: bool

    @classmethod
    def of(cls, row: RecordRow) -> _Entry:
        return cls(row, frozenset(p.entity for p in row.participants), _first_told(row), _day(row), _is_news(row))


@dataclass(frozen=True)
class Archive:
    """The record of a grouping, ready to be asked what came before each of its stories."""

    grouping: Grouping
    articles: Mapping[str, Article]
    readings: Mapping[str, Reading]
    facts: dict[str, Fact] = field(default_factory=dict)
    stories: dict[str, Story] = field(default_factory=dict)
    by_pair: dict[tuple[str, ...], list[_Entry]] = field(default_factory=dict)
    by_people: dict[tuple[str, frozenset[str]], list[_Entry]] = field(default_factory=dict)
    by_story: dict[str, list[_Entry]] = field(default_factory=dict)
    come_true: dict[str, dict[int, RecordRow]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.facts.update((f.id, f) for f in self.grouping.facts)
        self.stories.update((s.id, s) for s in self.grouping.stories)
        for place, row in enumerate(self.grouping.records):
            entry = _Entry.of(row)
            if entry.told and not row.weak_evidence and row.polarity != "negative":
                for pair in combinations(sorted(entry.people), _ENOUGH):
                    self.by_pair.setdefault(pair, []).append(entry)
            self.by_people.setdefault((row.kind, entry.people), []).append(entry)
            self.by_story.setdefault(row.story or "", []).append(entry)
            if row.kind == "plan" and row.status == "happened" and row.slots is not None and not row.weak_evidence:
                for told in (h for h in row.history if h["event"] == "happened"):
                    self.come_true.setdefault(str(told["fact"]), {})[place] = row
        for entries in self.by_pair.values():
            entries.sort(key=_told)

    def before(self, story: Story, facts: Sequence[Fact]) -> Past:
        """What the record has from before a story whose facts are given."""
        days = sorted(d[:10] for a in story.articles if (d := self.articles[a].published))
        if not days:
            return Past()
        first, last = days[0], days[-1]
        people = {p.entity for f in facts if f.slots for p in (*f.slots.actors, *f.slots.recipients)}
        rows = list(self._rows(story, people, last))
        return Past(
            facts=tuple(self._told_before(rows, people, first)),
            ahead=tuple(self._still_to_come(rows, last)),
            encounters=tuple(self._encounters(facts, last)),
            foretold=tuple(self._foretold(facts)),
        )

    def overtaken(self, story: Story) -> frozenset[str]:
        """The facts that tell a plan of which the story's own last day knows better: it happened, or was called off or put
        back."""
        days = [d[:10] for a in story.articles if (d := self.articles[a].published)]
        last = max(days, default="")
        found: set[str] = set()
        for row in (e.row for e in self.by_story.get(story.id, ())):
            ends = [str(h["date"]) for h in row.history if h["event"] in _ENDS and h["date"]]
            if row.kind == "plan" and row.status not in ("pending", "overdue_no_report", None) and ends:
                told = [h for h in row.history if h["event"] == "told"]
                found |= {str(h["fact"]) for h in told} if min(ends) <= last else set()
        return frozenset(found)

    def _rows(self, story: Story, people: set[str], last: str) -> Iterator[_Entry]:
        """The rows of the stories that this one follows, and those in which two of its people meet, that other stories
        tell and that were told by its last day."""
        thread = self._thread(story)
        near = [e for s in sorted(thread) for e in self.by_story.get(s, ()) if e.people & people]
        for pair in combinations(sorted(people), _ENOUGH):
            known = self.by_pair.get(pair, [])
            near += known[: bisect_right(known, last, key=_told)]
        own, seen = set(story.articles), set[str]()
        for entry in near:
            row = entry.row
            if row.id in seen or row.story == story.id or row.weak_evidence or row.polarity == "negative":
                continue
            seen.add(row.id)
            if entry.told and entry.told <= last and not any(a.article in own for a in row.anchors):
                yield entry

    def _thread(self, story: Story) -> set[str]:
        found: set[str] = set()
        edge = {story.id}
        for _ in range(_DEEP):
            edge = {earlier for s in edge if s in self.stories for earlier, _ in self.stories[s].follows} - found
            found |= edge
        return found

    def _told_before(self, rows: Iterable[_Entry], people: set[str], first: str) -> Iterator[Fact]:
        """The two weightiest events that were over before the story's first day, the earlier first."""
        over = [e for e in rows if e.row.kind in _EVENTFUL and e.row.status is None and e.news and e.day < first]

        def weight(entry: _Entry) -> tuple[bool, bool, str, str]:
            few = len(entry.people & people) < _ENOUGH
            return few, entry.row.kind in ("visit", "agreement"), _reverse(entry.day), entry.row.id

        for entry in sorted(nsmallest(_MOST, over, key=weight), key=lambda e: (e.day, e.row.id)):
            fact = self._fact_of(entry.row, entry.row.kind)
            if fact is not None:
                yield fact

    def _still_to_come(self, rows: Iterable[_Entry], last: str) -> Iterator[Fact]:
        """The next event that earlier stories have planned for a day after the story's last."""
        waiting = [e for e in rows if e.row.kind == "plan" and e.row.status == "pending" and e.day > last]
        for entry in nsmallest(1, waiting, key=lambda e: (e.day, e.row.id)):
            fact = self._fact_of(entry.row, None)
            if fact is not None and fact.slots is not None and fact.slots.kind in _EVENTFUL:
                yield fact

    def _fact_of(self, row: RecordRow, kind: str | None) -> Fact | None:
        told = [self.facts[str(h["fact"])] for h in row.history if h["event"] == "told" and h["fact"] in self.facts]
        told = [f for f in told if f.slots is not None and (kind is None or f.slots.kind == kind)]
        return min(told, key=lambda f: (-f.weight, f.id), default=None)

    def _encounters(self, facts: Sequence[Fact], last: str) -> Iterator[Encounters]:
        """The earlier meetings and calls of each two who meet or call each other here; none where one of them is recalled
        only, for then the record may lack or double one."""
        done: set[tuple[str, frozenset[str]]] = set()
        for fact in facts:
            slots = fact.slots
            if slots is None or slots.kind not in ("meeting", "call") or (slots.polarity, slots.realis) != _HAPPENED:
                continue
            people, when = frozenset(p.entity for p in (*slots.actors, *slots.recipients)), precision(slots.time)
            if len(people) != _ENOUGH or when is None or (slots.kind, people) in done:
                continue
            done.add((slots.kind, people))
            known = self.by_people.get((slots.kind, people), [])
            known = [e for e in known if e.row.polarity == "positive" and e.row.status is None]
            known = [e for e in known if not e.row.time or e.day < when.first.isoformat()]
            if known and all(e.news and e.told <= last for e in known):
                one_a_day = {e.day: e.row for e in sorted(known, key=lambda e: (e.day, e.row.id), reverse=True)}
                met = tuple(one_a_day[d] for d in sorted(one_a_day))
                if len(met) >= _most_counted():
                    continue  # no language has a word for the next: what nobody tells is no burden to those who write
                yield Encounters(kind=slots.kind, people=tuple(sorted(people)), rows=met)

    def _foretold(self, facts: Sequence[Fact]) -> Iterator[Foretold]:
        """The plans that came true in the events of a story, each with the day on which it was first told."""
        mine = {f.id for f in facts}
        rows = {place: row for fact in mine for place, row in self.come_true.get(fact, {}).items()}
        for _, row in sorted(rows.items()):
            happened = [h for h in row.history if h["event"] == "happened" and h["fact"] in mine]
            told = sorted((h for h in row.history if h["event"] == "told" and h["date"]), key=lambda h: str(h["date"]))
            if not happened or not told or not self._is_same(row, self.facts[str(happened[0]["fact"])]):
                continue
            plan = self._announcement(told[0])
            if plan is not None:
                fact = self.facts[str(happened[0]["fact"])]
                day, announced, anchor = plan
                yield Foretold(happened=fact.id, day=day, announced=announced, anchors=(anchor, fact.anchors[0]))

    def _is_same(self, row: RecordRow, fact: Fact) -> bool:
        """Whether what was planned is what happened: of the same kind and parties, on the day that was named."""
        plan, done = row.slots, fact.slots
        if plan is None or done is None or plan.kind != done.kind:
            return False
        if {p.entity for p in (*plan.actors, *plan.recipients)} != {p.entity for p in (*done.actors, *done.recipients)}:
            return False
        foreseen, came = precision(plan.time), precision(done.time)
        return foreseen is not None and came is not None and foreseen.first <= came.first <= foreseen.last

    def _announcement(self, told: Mapping[str, str | int | None]) -> tuple[str, bool, Anchor] | None:
        """The day on which a plan was first told, whether it was announced on that very day, and the passage. A sentence of
        announcing that names a day before the article's own is dated by that day."""
        article = self.articles.get(str(told["article"]))
        if article is None or not isinstance(told["start"], int) or not isinstance(told["end"], int):
            return None
        anchor = Anchor(article=article.id, start=told["start"], end=told["end"], exact=str(told["exact"]))
        published = str(told["date"])
        reading = self.readings[article.id]
        days = {_starts(d) for d in reading.dates if anchor.start <= d.start < anchor.end and _is_day(d)}
        days = {d for d in days if d <= published}
        announced = has_announcing_word(anchor.exact, article.lang or "")
        if announced and len(days) > 1:
            return None
        return (next(iter(days)), True, anchor) if announced and days else (published, False, anchor)


_HAPPENED = ("positive", "actual")


@cache
def _most_counted() -> int:
    """The highest number of a meeting that a report in some language can print."""
    return max(int(number) for lang in SUPPORTED for number in words(lang, "ordinals"))


def articles_told(past: Past) -> frozenset[str]:
    """The articles that what is told from before rests on."""
    anchors = [a for f in (*past.facts, *past.ahead) for a in f.anchors]
    anchors += [row.anchors[0] for met in past.encounters for row in met.rows]
    return frozenset(a.article for a in (*anchors, *(a for plan in past.foretold for a in plan.anchors)))


def _told(entry: _Entry) -> str:
    return entry.told


def _first_told(row: RecordRow) -> str:
    return min((str(h["date"]) for h in row.history if h["date"]), default="")


def _starts(value: DateValue | None) -> str:
    return (value.earliest or "")[:10] if value else ""


def _day(row: RecordRow) -> str:
    return _starts(row.time)


def _is_day(value: DateValue) -> bool:
    when = precision(value)
    return when is not None and when.kind == "day"


def _is_news(row: RecordRow) -> bool:
    """Whether a row has a day and was told within days of it."""
    told = _first_told(row)
    if row.time is None or not _is_day(row.time) or not told:
        return False
    late = date.fromisoformat(told) - date.fromisoformat(_day(row))
    return timedelta(0) <= late <= _NEWS


def _reverse(day: str) -> str:
    return "".join(str(9 - int(c)) if c.isdigit() else c for c in day)
