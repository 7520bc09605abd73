"""What an editor looks at: the queue of stories, and the board of one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from msgspec import Struct

from dateline.link import Ledger
from dateline.model import Article, Fact, Origin, Placement, Review, Story, Withheld
from dateline.newsroom.complaints import complaints
from dateline.newsroom.corrections import tasks_open
from dateline.newsroom.decisions import decisions_made
from dateline.newsroom.record import what_is_known
from dateline.newsroom.runlog import last_began
from dateline.newsroom.signed import Signed
from dateline.newsroom.signoff import reviews_made, signed_by_story

if TYPE_CHECKING:
    from dateline.newsroom.day import Newsroom


class QueueRow(Struct, frozen=True, kw_only=True):
    """A story in the queue: its headline in the editor's language or another, its newest article's day, the review state
    of each edition, and how many facts it has and how many are withheld."""

    story: str
    headline: str
    lang: str
    newest: str | None
    states: dict[str, str]
    facts: int
    withheld: int
    awaits: bool


class Needs(Struct, frozen=True, kw_only=True):
    """What waits for an editor: edits to approve, changed sources to look at, complaints to answer, names that the rules are
    unsure of, and decisions that the site does not show yet."""

    drafts: int
    tasks: int
    complaints: int
    names: int
    waiting: int


class Board(Struct, frozen=True, kw_only=True):
    """One story with all that an editor decides on."""

    story: Story
    articles: tuple[Article, ...]
    placements: dict[str, Placement]
    origins: tuple[Origin, ...]
    facts: tuple[Fact, ...]
    editions: tuple[Signed, ...]
    withheld: tuple[Withheld, ...]
    log: tuple[Review, ...]


def story_queue(newsroom: Newsroom, lang: str) -> tuple[QueueRow, ...]:
    """Every story, those with reports that await review first, the newest first within both."""
    known = what_is_known(newsroom)
    if known is None:
        return ()
    published = {a.id: a.published for a in known.articles}
    editions: dict[str, list[Signed]] = {}
    for signed in signed_by_story(newsroom):
        editions.setdefault(signed.made.story, []).append(signed)
    facts: dict[str, int] = {}
    for fact in known.grouping.facts:
        facts[fact.story] = facts.get(fact.story, 0) + 1
    rows = [
        _row(story, editions.get(story.id, []), facts.get(story.id, 0), published, lang)
        for story in known.grouping.stories
    ]
    return tuple(sorted(rows, key=lambda r: (r.awaits, r.newest or "", r.story), reverse=True))


def what_waits(newsroom: Newsroom, rows: Sequence[QueueRow]) -> Needs:
    """What waits for an editor, ``rows`` being the queue."""
    began = last_began(newsroom)
    fresh = [d for d in decisions_made(newsroom) if d.at > began]
    judged = sum(d.what in ("judgement_same", "judgement_different") for d in fresh)
    return Needs(
        drafts=sum(state == "draft" for r in rows for state in r.states.values()),
        tasks=len(tasks_open(newsroom)),
        complaints=sum(c.is_open for c in complaints(newsroom)),
        names=max(0, _unsure(newsroom) - judged),
        waiting=sum(d.is_for_readers for d in fresh),
    )


def _unsure(newsroom: Newsroom) -> int:
    """How many pairs of people the last run was unsure of and left apart."""
    ledger = newsroom.store.state("ledger", Ledger) or Ledger()
    pairs = {frozenset(ledger.of_chain.get(ref, ref.split("#")[0]) for ref in (j.a, j.b)) for j in ledger.review}
    return sum(len(pair) == 2 for pair in pairs)


def _row(story: Story, editions: list[Signed], facts: int, published: Mapping[str, str | None], lang: str) -> QueueRow:
    stamps = [stamp for a in story.articles if (stamp := published.get(a))]
    shown = next((s for s in editions if s.made.lang == lang), editions[0] if editions else None)
    return QueueRow(
        story=story.id,
        headline=shown.report.headline.text if shown else story.id,
        lang=shown.made.lang if shown else lang,
        newest=max(stamps, default=None),
        states={s.made.lang: "blocked" if s.made.blocked else s.state for s in editions},
        facts=facts,
        withheld=len({w.fact for s in editions for w in s.made.withheld}),
        awaits=any(s.state in ("none", "draft") and not s.made.blocked and not s.refusal for s in editions),
    )


def story_board(newsroom: Newsroom, name: str) -> Board | None:
    """The board of a story, by its id or an old name; None where there is none."""
    known = what_is_known(newsroom)
    stories = known.grouping.stories if known is not None else ()
    story = next((s for s in stories if s.id == name), None) or next((s for s in stories if name in s.aliases), None)
    if known is None or story is None:
        return None
    held = set(story.articles)
    editions = signed_by_story(newsroom, story.id)
    withheld: dict[tuple[str, str, str], Withheld] = {}
    for signed in editions:
        for draft in signed.made.withheld:
            withheld.setdefault((draft.fact, draft.lang, draft.reason), draft)
    return Board(
        story=story,
        articles=tuple(a for a in known.articles if a.id in held),
        placements={p.article: p for p in known.grouping.placements if p.article in held},
        origins=tuple(o for o in known.grouping.origins if held & set(o.articles)),
        facts=tuple(f for f in known.grouping.facts if f.story == story.id),
        editions=editions,
        withheld=tuple(withheld.values()),
        log=tuple(r for r in reviews_made(newsroom) if r.story == story.id),
    )
