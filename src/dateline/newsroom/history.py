"""What readers were told: each version of each report, what was taken out of it and why, and what must still be looked at."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from difflib import SequenceMatcher

from msgspec import Struct
from msgspec.structs import replace

from dateline.model import (
    Article,
    Correction,
    CorrectionCause,
    Doubted,
    Lost,
    Report,
    Review,
    Said,
    SourceChange,
    Story,
    Version,
    Wording,
    digest,
)
from dateline.newsroom.decided import fresh_id, in_force
from dateline.newsroom.standing import CHANGES, changes_noted, fresh_changes
from dateline.store import Store
from dateline.write import sentences_of

CORRECTIONS = "correction"
"""The kind of decision under which the store keeps published corrections."""
TASKS = "task"
"""The kind of decision under which the store keeps what editors have to look at."""
_VERSION = "version of a report"
_STATE = "published"
_ALIKE = 0.5
_CAUSES: dict[str, CorrectionCause] = {"killed": "source_killed", "changed": "source_changed", "gone": "source_gone"}
_FIRST: tuple[CorrectionCause, ...] = ("source_killed", "source_changed", "source_gone", "editor", "checks")


class Standing(Struct, frozen=True, kw_only=True):
    """A report as it was last published: the number of the version, the digest of its words, since when, and since when the
    report as such; ``lost`` when it is on the site no longer. ``as_of`` is the time that the report had at first."""

    number: int
    words: str
    at: str
    first: str
    lost: str | None = None
    as_of: str = ""


class Task(Struct, frozen=True, kw_only=True):
    """Something for an editor to look at: a change at a source that touches a published report, with the sentences of each
    language that rested on it. ``act`` is ``open``, ``close`` or ``undo``; ``task`` is the one that it is about."""

    id: str
    act: str
    task: str
    at: str
    by: str = "rule"
    story: str = ""
    change: SourceChange | None = None
    sentences: dict[str, tuple[str, ...]] = {}
    text: str = ""
    undoes: str | None = None


class History(Struct, frozen=True, kw_only=True):
    """What the pages show of the past: earlier versions where there are any, corrections, doubts, reports that are no more."""

    versions: tuple[Version, ...] = ()
    corrections: tuple[Correction, ...] = ()
    doubts: tuple[Doubted, ...] = ()
    lost: tuple[Lost, ...] = ()
    firsts: dict[str, str] = {}


class Print(Struct, frozen=True, kw_only=True):
    """What is about to be published: the reports as shown, approvals, the languages of the run, stories, every article taken
    in, and the instant."""

    reports: tuple[Report, ...]
    reviews: tuple[Review, ...]
    langs: tuple[str, ...]
    stories: tuple[Story, ...]
    articles: Sequence[Article]
    at: str


def keep_history(store: Store, shown: Print) -> History:
    """Keep what is new in the words of reports; publish a correction for each that lost a sentence with its source, or all;
    open a task for each change at a source that touches one. Gives what the pages show of the past."""
    published = store.state(_STATE, dict[str, Standing]) or {}
    for change in fresh_changes(store, shown.articles, shown.at):
        open_tasks(store, change, published)
        store.put_decision(CHANGES, change.id, change)
    changed = {c.article: c for c in in_force(changes_noted(store))}
    after = dict(published)
    dated = {f"{r.story}/{r.lang}": r.as_of or "" for r in shown.reports}
    turns: dict[str, dict[str, tuple[Version | None, Version | None]]] = {}
    for key, (before, now) in _turned(store, shown, published).items():
        story, lang = key.split("/")
        turns.setdefault(story, {})[lang] = before, now
        after[key] = _standing(published.get(key), now, shown.at, dated.get(key, ""))
        if now is not None:
            store.put_result(_VERSION, f"{key}/{now.number:06d}", now)
    edited = {(r.story, r.lang) for r in shown.reviews if r.edited}
    refused = {r.story for r in shown.reports if (r.blocked or "").startswith("refused")}
    for story, langs in turns.items():
        parts = ({k: v for k, v in langs.items() if (v[1] is None) is is_lost} for is_lost in (True, False))
        for made in (m for part in parts if part and (m := _correction(story, part, changed, edited, shown.at))):
            told = replace(made, cause="editor") if made.cause == "checks" and story in refused else made
            since = max((published[k].at for lang in told.langs if (k := f"{story}/{lang}") in published), default="")
            if told.kind == "withdrawn" or told.cause != "editor" or not _is_told(store, story, since):
                store.put_decision(CORRECTIONS, told.id, told)
    if after != published:
        store.put_state(_STATE, after)
    return _past(store, after, shown.langs)


def _is_told(store: Store, story: str, since: str) -> bool:
    """Whether an editor has published a correction of the story since then: it needs no second one."""
    standing = in_force(store.decisions(CORRECTIONS, Correction))
    return any(c.story == story and c.by != "rule" and c.at >= since for c in standing)


def published_langs(store: Store, story: str) -> tuple[str, ...]:
    """The languages in which a story is, or was, published."""
    published = store.state(_STATE, dict[str, Standing]) or {}
    return tuple(key.split("/")[1] for key in published if key.split("/")[0] == story)


def resting_articles(store: Store) -> tuple[str, ...]:
    """The articles that the reports on the site rest on, as they were last published."""
    standing = (store.state(_STATE, dict[str, Standing]) or {}).items()
    versions = (v for key, one in standing if not one.lost and (v := _last(store, key, one)) is not None)
    return tuple(sorted({a for v in versions for said in v.sentences for a in said.articles}))


def _turned(
    store: Store, shown: Print, published: Mapping[str, Standing]
) -> dict[str, tuple[Version | None, Version | None]]:
    """The reports whose words are others than those published last: the version before, and the new one (None: no more)."""
    merged = {alias for story in shown.stories for alias in story.aliases}
    found: dict[str, tuple[Version | None, Version | None]] = {}
    seen: set[str] = set()
    for report in shown.reports:
        if report.blocked:
            continue
        key = f"{report.story}/{report.lang}"
        seen.add(key)
        standing = published.get(key)
        if standing is None or standing.lost or standing.words != digest(report.text):
            found[key] = _last(store, key, standing), _version(report, standing, shown.at)
    for key, standing in published.items():
        story, lang = key.split("/")
        if key not in seen and lang in shown.langs and story not in merged and not standing.lost:
            found[key] = _last(store, key, standing), None
    return found


def _version(report: Report, standing: Standing | None, at: str) -> Version:
    said = (Said(s.text, tuple(dict.fromkeys(a.article for a in s.anchors))) for s in sentences_of(report))
    number = standing.number + 1 if standing is not None else 1
    return Version(story=report.story, lang=report.lang, number=number, at=at, sentences=tuple(said))


def _standing(before: Standing | None, now: Version | None, at: str, as_of: str) -> Standing:
    if now is None:
        assert before is not None
        return replace(before, lost=at)
    words = digest("\n".join(s.text for s in now.sentences))
    first, since = (before.first, before.as_of) if before else (at, as_of)
    return Standing(number=now.number, words=words, at=at, first=first, as_of=since)


def _last(store: Store, key: str, standing: Standing | None) -> Version | None:
    return store.result(_VERSION, f"{key}/{standing.number:06d}", Version) if standing is not None else None


def _correction(
    story: str,
    langs: Mapping[str, tuple[Version | None, Version | None]],
    changed: Mapping[str, SourceChange],
    edited: Iterable[tuple[str, str]],
    at: str,
) -> Correction | None:
    """The note that a story's new words call for, or None: words that only went with new sources call for none."""
    changes: dict[str, tuple[Wording, ...]] = {}
    causes: set[CorrectionCause] = set()
    sources: set[str] = set()
    for lang, (before, now) in langs.items():
        by_hand = (story, lang) in set(edited)
        found, touched = _wordings(before, now, changed, all_of_it=by_hand)
        sources |= touched
        causes |= {_CAUSES[changed[a].kind] for a in touched} or ({"editor"} if by_hand and found else set())
        if found:
            changes[lang] = found
    is_lost = all(now is None for _, now in langs.values())
    if not changes and not is_lost:
        return None
    cause = next((c for c in _FIRST if c in causes), _FIRST[-1])
    return Correction(
        id=fresh_id("k", story, is_lost, at),
        story=story,
        kind="withdrawn" if is_lost else "updated" if cause == "editor" else "corrected",
        cause=cause,
        at=at,
        langs=tuple(langs),
        changes={} if is_lost else changes,
        sources=tuple(sorted(sources)),
    )


def _wordings(
    before: Version | None, now: Version | None, changed: Mapping[str, SourceChange], *, all_of_it: bool
) -> tuple[tuple[Wording, ...], set[str]]:
    """The sentences that were taken out with a source that changed (or all that were), each with what took its place, and
    the articles at fault."""
    if before is None:
        return (), set()
    kept = {s.text for s in now.sentences} if now else set()
    known = {b.text for b in before.sentences}
    came = [s.text for s in now.sentences[1:] if s.text not in known] if now else []
    made: list[Wording] = []
    touched: set[str] = set()
    for place, said in enumerate(before.sentences):
        fault = {a for a in said.articles if a in changed}
        if said.text in kept or not (fault or all_of_it):
            continue
        touched |= fault
        is_headline = place == 0 and now is not None  # the headline comes first, and one takes the place of another
        made.append(Wording(said.text, now.sentences[0].text if is_headline and now else _nearest(said.text, came)))
    return tuple(dict.fromkeys(made)), touched


def _nearest(text: str, came: Sequence[str]) -> str:
    likeness = [(SequenceMatcher(None, text, other, autojunk=False).ratio(), other) for other in came]
    best = max(likeness, default=(0.0, ""))
    return best[1] if best[0] >= _ALIKE else ""


def open_tasks(store: Store, change: SourceChange, published: Mapping[str, Standing] | None = None) -> int:
    """Open a task for each published story that rests on the article of a change. Gives how many."""
    standing = published if published is not None else store.state(_STATE, dict[str, Standing]) or {}
    touched: dict[str, dict[str, tuple[str, ...]]] = {}
    for key, one in standing.items():
        version = _last(store, key, one) if not one.lost else None
        said = tuple(s.text for s in version.sentences if change.article in s.articles) if version else ()
        if said and version is not None:
            touched.setdefault(version.story, {})[version.lang] = said
    for story, sentences in touched.items():
        id = fresh_id("t", change.id, story)
        task = Task(id=id, act="open", task=id, at=change.at, by=change.by, story=story, change=change)
        store.put_decision(TASKS, id, replace(task, sentences=sentences))
    return len(touched)


def open_ones(store: Store) -> tuple[Task, ...]:
    """The tasks that nobody has closed and whose change stands, the newest first."""
    entries = in_force(store.decisions(TASKS, Task))
    closed = {e.task for e in entries if e.act == "close"}
    noted = {c.id for c in in_force(changes_noted(store))}
    return tuple(
        e for e in reversed(entries) if e.act == "open" and e.id not in closed and e.change and e.change.id in noted
    )


def _past(store: Store, published: Mapping[str, Standing], langs: Sequence[str]) -> History:
    several = [k for k, s in published.items() if s.number > 1 and k.split("/")[1] in langs]
    versions = (
        store.result(_VERSION, f"{key}/{number:06d}", Version)
        for key in several
        for number in range(1, published[key].number + 1)
    )
    lost = (
        Lost(story=k.split("/")[0], lang=k.split("/")[1], since=s.lost, first=s.first)
        for k, s in published.items()
        if s.lost and k.split("/")[1] in langs
    )
    return History(
        versions=tuple(v for v in versions if v is not None),
        corrections=tuple(in_force(store.decisions(CORRECTIONS, Correction))),
        doubts=tuple(_doubted(t) for t in open_ones(store)),
        lost=tuple(lost),
        firsts={k: s.as_of for k, s in published.items() if s.as_of and k.split("/")[1] in langs},
    )


def _doubted(task: Task) -> Doubted:
    change = task.change
    assert change is not None
    articles = (change.article, *((change.by_article,) if change.by_article else ()))
    return Doubted(story=task.story, kind=change.kind, at=task.at, articles=articles, sentences=task.sentences)
