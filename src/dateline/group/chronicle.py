"""All facts in the order of telling, with the texts they stand in: what is asked when something is followed up.

Who is asked for decides what is looked at: facts are entered under their parties, offices, countries and stories, so that a
question costs what its answer is long, not what the newsroom holds.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

from msgspec.structs import replace

from dateline.group.aftermath import Aftermath, Matters, everyone, rows_around, sides_of
from dateline.group.dossiers import Dossiers
from dateline.group.meanings import Contents, Meanings
from dateline.group.outcome_sentences import Upshot
from dateline.group.told_acts import Page, ToldAct
from dateline.model import Anchor, Fact, Telling

if TYPE_CHECKING:
    from dateline.lang.vectors import FloatRows

__all__ = ["Chronicle", "everyone", "sides_of"]


@dataclass(frozen=True)
class Texts:
    """What the record asks of texts: the acts that facts tell, the sentences that have words of an outcome, and meanings."""

    meanings: Meanings
    contents: Contents = field(default_factory=Contents)
    acts: dict[str, dict[int, ToldAct]] = field(default_factory=dict)
    upshots: list[tuple[Upshot, int]] = field(default_factory=list)

    def enter(self, pages: Mapping[str, Page], upshots: Iterable[Upshot]) -> None:
        """Enter the texts of a story."""
        for article, page in pages.items():
            if page.acts:
                self.acts[article] = page.acts
            for starts, vector in page.rows:
                self.meanings.enter(article, starts, vector)
        for upshot in upshots:
            number = self.meanings.enter(upshot.article, [upshot.start], upshot.vector)
            self.upshots.append((replace(upshot, vector=b""), number))

    def told(self, fact: Fact) -> Iterator[tuple[Telling, ToldAct]]:
        """The acts behind a fact."""
        for telling in fact.tellings:
            acts = self.acts.get(telling.article) if telling.act is not None else None
            act = acts.get(telling.act) if acts is not None and telling.act is not None else None
            if act is not None:
                yield telling, act


@dataclass(frozen=True)
class Chronicle:
    """All facts, with the day on which each was first told, and what is asked of their texts."""

    facts: Sequence[Fact]
    dossiers: Dossiers
    as_of: str | None
    texts: Texts
    remembered: dict[str, Any] = field(default_factory=dict)
    articles: dict[str, set[str]] = field(default_factory=dict)
    """The articles that tell the facts of each story."""
    followed: dict[str, tuple[Fact, str]] = field(default_factory=dict)
    """What will be followed up, by id, each with the day on which it was told."""

    def __post_init__(self) -> None:
        for fact in self.facts:
            self.articles.setdefault(fact.story, set()).update(t.article for t in fact.tellings)

    def told_on(self, fact: Fact) -> str | None:
        """The day on which a fact was first told."""
        return self._told[id(fact)] if id(fact) in self._told else self._first_told(fact)

    def _first_told(self, fact: Fact) -> str | None:
        return min((d for t in fact.tellings if (d := self.dossiers.day(t.article))), default=None)

    @cached_property
    def _told(self) -> dict[int, str | None]:
        return {id(f): self._first_told(f) for f in self.facts}

    @cached_property
    def _after(self) -> Aftermath:
        return Aftermath(self.facts, [self._told[id(f)] for f in self.facts])

    @cached_property
    def _in_story(self) -> dict[tuple[str, str], list[Fact]]:
        found: dict[tuple[str, str], list[Fact]] = defaultdict(list)
        for fact in self.facts:
            for entity in dict.fromkeys(p.entity for p in everyone(fact.slots)):
                found[fact.story, entity].append(fact)
        return found

    def beside(self, fact: Fact) -> list[Fact]:
        """The facts of its story with a party of this one, in the order of ids."""
        parties = (p.entity for p in everyone(fact.slots))
        found = {f.id: f for entity in parties for f in self._in_story.get((fact.story, entity), ()) if f.id != fact.id}
        return [found[k] for k in sorted(found)]

    def later(self, first: Fact, kinds: Collection[str], *, side: bool = False) -> list[Fact]:
        """The facts of ``kinds`` with a party of this one (with ``side`` also those of a country of its actors) that were
        told on its day or after, or happened after it was told; by the day of telling."""
        ask = self._after.of_its_side if side else self._after.of_its_people
        return ask(first, self.told_on(first), kinds)

    def later_saying(self, first: Fact, status: str) -> list[Fact]:
        """The later facts with a party of this one of which a telling has words for an outcome, by the day of telling."""
        return self._after.saying(first, self.told_on(first), status)

    def meeting_again(self, plan: Fact, kinds: Collection[str]) -> list[Fact]:
        """The later encounters that may be a planned one, by the day of telling."""
        return self._after.meeting_again(plan, self.told_on(plan), kinds)

    def follow(self, undertakings: Iterable[Fact]) -> None:
        """Make ready to be asked what came of these: together they cost a small part of what they cost one by one."""
        self.followed.update((f.id, (f, day)) for f in undertakings if (day := self.told_on(f)) is not None)

    @cached_property
    def _matters(self) -> Matters:
        return Matters(self._after, self.followed, self.texts.meanings)

    def later_deeds(self, first: Fact, kinds: Collection[str]) -> list[Fact]:
        """The facts of ``kinds`` (of ``DEEDS``) told on a later day, by its own people or others of their countries, that
        may be on its matter; by the day of telling."""
        return self._after.on_its_matter(first, self.told_on(first), kinds, self._matters)

    def rows_of(self, fact: Fact) -> list[FloatRows]:
        """The vectors of the sentences that tell a fact."""
        return rows_around(fact.anchors, self.texts.meanings)

    def likeness(self, fact: Fact, anchors: Sequence[Anchor]) -> float:
        """How near in meaning the nearest of the sentences around ``anchors`` comes to one that tells the fact (cosine)."""
        ours, theirs = self.rows_of(fact), rows_around(anchors, self.texts.meanings)
        return max((float(a @ b) for a in ours for b in theirs), default=0.0)
