"""What came before a story, from the record: rows of earlier stories, each with its passages, never from memory."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
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


@dataclass(frozen=True)
class Archive:
    """The record of a grouping, ready to be asked what came before each of its stories."""

    grouping: Grouping
    articles: Mapping[str, Article]
    readings: Mapping[str, Reading]
    facts: dict[str, Fact] = field(default_factory=dict)
    stories: dict[str, Story] = field(default_factory=dict)
    by_pair: dict[tuple[str, ...], list[RecordRow]] = field(default_factory=dict)
    by_people: dict[tuple[str, frozenset[str]], list[RecordRow]] = field(default_factory=dict)
    by_story: dict[str, list[RecordRow]] = field(default_factory=dict)
    come_true: dict[str, dict[int, RecordRow]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.facts.update((f.id, f) for f in self.grouping.facts)
        self.stories.update((s.id, s) for s in self.grouping.stories)
        for place, row in enumerate(self.grouping.records):
            people = frozenset(p.entity for p in row.participants)
            for pair in combinations(sorted(people), _ENOUGH):
                self.by_pair.setdefault(pair, []).append(row)
            self.by_people.setdefault((row.kind, people), []).append(row)
            self.by_story.setdefault(row.story or "", []).append(row)
            if row.kind == "plan" and row.status == "happened" and row.slots is not None and not row.weak_evidence:
                for told in (h for h in row.history if h["event"] == "happened"):
                    self.come_true.setdefault(str(told["fact"]), {})[place] = row

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
        for row in self.by_story.get(story.id, ()):
            ends = [str(h["date"]) for h in row.history if h["event"] in _ENDS and h["date"]]
            if row.kind == "plan" and row.status not in ("pending", "overdue_no_report", None) and ends:
                told = [h for h in row.history if h["event"] == "told"]
                found |= {str(h["fact"]) for h in told} if min(ends) <= last else set()
        return frozenset(found)

    def _rows(self, story: Story, people: set[str], last: str) -> Iterator[RecordRow]:
        """The rows of the stories that this one follows, and those in which two of its people meet, that other stories
        tell and that were told by its last day."""
        thread = self._thread(story)
        near = [r for s in sorted(thread) for r in self.by_story.get(s, ())]
        near += [r for pair in combinations(sorted(people), _ENOUGH) for r in self.by_pair.get(pair, ())]
        seen: set[str] = set()
        for row in near:
            if row.id in seen or row.story == story.id or row.weak_evidence or row.polarity == "negative":
                continue
            seen.add(row.id)
            shared = {p.entity for p in row.participants} & people
            if (row.story in thread and shared) or len(shared) >= _ENOUGH:
                told = _first_told(row)
                if told and told <= last and not set(_articles(row)) & set(story.articles):
                    yield row

    def _thread(self, story: Story) -> set[str]:
        found: set[str] = set()
        edge = {story.id}
        for _ in range(_DEEP):
            edge = {earlier for s in edge if s in self.stories for earlier, _ in self.stories[s].follows} - found
            found |= edge
        return found

    def _told_before(self, rows: Iterable[RecordRow], people: set[str], first: str) -> Iterator[Fact]:
        """The two weightiest events that were over before the story's first day, the earlier first."""
        over = [r for r in rows if r.kind in _EVENTFUL and r.status is None and _is_news(r) and _day(r) < first]

        def weight(row: RecordRow) -> tuple[bool, bool, str, str]:
            shared = len({p.entity for p in row.participants} & people)
            return shared < _ENOUGH, row.kind in ("visit", "agreement"), _reverse(_day(row)), row.id

        for row in sorted(sorted(over, key=weight)[:_MOST], key=lambda r: (_day(r), r.id)):
            fact = self._fact_of(row, row.kind)
            if fact is not None:
                yield fact

    def _still_to_come(self, rows: Iterable[RecordRow], last: str) -> Iterator[Fact]:
        """The next event that earlier stories have planned for a day after the story's last."""
        waiting = [r for r in rows if r.kind == "plan" and r.status == "pending" and _starts(r.time) > last]
        for row in sorted(waiting, key=lambda r: (_starts(r.time), r.id))[:1]:
            fact = self._fact_of(row, None)
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
            rows = self.by_people.get((slots.kind, people), [])
            rows = [r for r in rows if r.polarity == "positive" and r.status is None]
            rows = [r for r in rows if not r.time or _starts(r.time) < when.first.isoformat()]
            if rows and all(_is_news(r) and _first_told(r) <= last for r in rows):
                one_a_day = {_day(r): r for r in sorted(rows, key=lambda r: (_day(r), r.id), reverse=True)}
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
    anchors += [a for met in past.encounters for row in met.rows for a in row.anchors]
    return frozenset(a.article for a in (*anchors, *(a for plan in past.foretold for a in plan.anchors)))


def _articles(row: RecordRow) -> Iterator[str]:
    return (a.article for a in row.anchors)


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
