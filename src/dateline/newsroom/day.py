"""The day's work: from sources to the published site, each stage under a digest of what it was made from."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
from msgspec import Struct

from dateline import group, ingest, publish, read
from dateline.engine import Engine, InProcess, choose_engine
from dateline.ingest import RawInput, Settings
from dateline.lang.pack import load_pack, pack_versions
from dateline.model import Article, Fact, Picture, Printed, Reading, RecordRow, Rejected, Report, Withheld, digest
from dateline.newsroom.code_versions import code_of
from dateline.newsroom.decided import in_force
from dateline.newsroom.drafting import ModelSummary, Teller
from dateline.newsroom.fetching import page_fetcher
from dateline.newsroom.freed import give_back_freed
from dateline.newsroom.history import Print, keep_history
from dateline.newsroom.holding import sole_run
from dateline.newsroom.house_settings import with_changes
from dateline.newsroom.linking import Linked, link_room
from dateline.newsroom.papers import StoryPaper, StoryWork, story_plans, titled_records, with_readings
from dateline.newsroom.published_audits import printed_audits
from dateline.newsroom.remembering import GroupMemory
from dateline.newsroom.settings import SiteSettings, load_settings
from dateline.newsroom.signed import shown_reports
from dateline.newsroom.standing import note_taken, standing_articles
from dateline.newsroom.writing import write_stories
from dateline.store import Originals, Store, original_id

if TYPE_CHECKING:
    from typing import Unpack

    from dateline.group import Grouping
    from dateline.link import Ledger
    from dateline.newsroom.asking import Asked

LANGS = ("en", "ja", "ko", "zh")
STAGES = ("ingest", "read", "link", "group", "write", "check", "publish")
RULINGS = "ruling"
"""The kind of decision under which the store keeps what editors rule on stories."""
MANY_WRITTEN, MANY_GROUPED = 120, 1000
"""So many stories to be written, or to be worked out, are worth the start of a pool."""
PICTURES = "picture"
"""The kind of decision under which the store keeps the pictures that editors add."""
INPUTS = "input"
"""The kind of decision under which the store keeps how each input was taken in."""
RUNS = "run"
"""The kind of decision under which the store keeps what each run did."""
Progress = Callable[[str, int, int], None]


class RunSummary(Struct, frozen=True, kw_only=True):
    """What a run did. ``articles`` and ``rejected`` count this run's sources; the other counts are the newsroom's state
    after it. ``computed`` counts the work really done by stage: all zero when nothing has changed."""

    articles: int
    rejected: int
    origins: int
    stories: int
    reports: int
    facts: dict[str, int]
    withheld: int
    computed: dict[str, int]
    site: str
    newsroom: str


class Outcome(Struct, frozen=True, kw_only=True):
    """A run's summary with what a person wants to see of it: what was set aside or withheld, and why."""

    summary: RunSummary
    set_aside: tuple[Rejected, ...] = ()
    withheld: tuple[Withheld, ...] = ()
    model: ModelSummary | None = None


class RunEntry(Struct, frozen=True, kw_only=True):
    """A run in the log: when it began and ended, what it did, by which code, and how many inputs were archived at its end."""

    id: str
    at: str
    summary: RunSummary
    began: str | None = None
    code: dict[str, str] = {}
    inputs: int | None = None


def _silent(stage: str, done: int, total: int) -> None:
    """No progress is shown."""


class TakenIn(Struct, frozen=True, kw_only=True):
    """An input as it came: all but its bytes, which are in the archive under ``original``, and the settings of its run."""

    raw: RawInput
    original: str
    settings: Settings


class Intake(Struct, frozen=True, kw_only=True):
    """What came of one input."""

    articles: tuple[Article, ...]
    rejected: tuple[Rejected, ...]


class Shift(Struct, kw_only=True):
    """One run under way: what was asked for (``asked``: processes, None for as many as suit the work), and what has been
    computed so far."""

    langs: tuple[str, ...]
    out: Path
    settings: Settings
    progress: Progress
    computed: dict[str, int]
    asked: int | None = None
    workers: int = 1


class Newsroom:
    """A newsroom in a folder: its store and its flows."""

    def __init__(self, path: str | os.PathLike[str] = ".dateline") -> None:
        """Open or make the newsroom at ``path``. Raises StoreError when the folder cannot be used, SettingsError
        when its settings cannot."""
        self.path = Path(path)
        self.path.mkdir(parents=True, exist_ok=True)
        settings = load_settings(self.path)
        self.store = Store(settings.store or self.path / "newsroom.db")
        self.settings = with_changes(settings, self.store)
        self.originals = Originals(self.store, self.path / "originals")

    def close(self) -> None:
        """Close the store."""
        self.store.close()

    def keep_original(self, raw: RawInput, settings: Settings) -> None:
        """Archive an input and note how it was taken in, so that it can be taken in again (``dateline replay``)."""
        self.originals.put(raw.data, name=raw.name, url=raw.url, content_type=raw.content_type, reserved=raw.reserved)
        taken = TakenIn(raw=msgspec.structs.replace(raw, data=b""), original=original_id(raw.data), settings=settings)
        self.store.put_decision(INPUTS, "n" + digest(taken)[:16], taken)

    def record(self, kind: str | None = None, **asked: Unpack[Asked]) -> tuple[RecordRow, ...]:
        """The rows of the record; see ``dateline.newsroom.record_rows``."""
        from dateline.newsroom.record import record_rows

        return record_rows(self, kind, **asked)

    def run(
        self,
        sources: Sequence[str | os.PathLike[str]],
        *,
        langs: Sequence[str] = LANGS,
        out: str | os.PathLike[str] = "site",
        published: str | None = None,
        offline: bool = True,
        progress: Progress = _silent,
        workers: int | None = None,
    ) -> Outcome:
        """The day's work: take the sources in, read, link, group, write, check and publish.

        Each result is kept under a digest of what it was made from as soon as it is there, so a run that was killed
        goes on where it stopped and a second run on the same sources computes nothing.
        """
        raws = ingest.gather_inputs(sources, fetch=None if offline else page_fetcher())
        return self.run_inputs(raws, langs=langs, out=out, published=published, progress=progress, workers=workers)

    def run_inputs(
        self,
        raws: Iterable[RawInput | Rejected],
        *,
        langs: Sequence[str] = LANGS,
        out: str | os.PathLike[str] = "site",
        published: str | None = None,
        progress: Progress = _silent,
        workers: int | None = None,
    ) -> Outcome:
        """``run`` on inputs that are here already. While another run is at work on this newsroom it waits (stage ``wait`` of
        its progress), so that what stands in the end is made from everything."""
        shift = Shift(
            langs=tuple(langs),
            out=Path(out),
            settings=Settings(published=published),
            progress=progress,
            computed=dict.fromkeys(STAGES, 0),
            asked=workers or self.settings.workers,
            workers=workers or self.settings.workers or os.cpu_count() or 1,
        )
        with sole_run(self.path, self.store, lambda: progress("wait", 0, 0)):
            return self._run(raws, shift)

    def _run(self, raws: Iterable[RawInput | Rejected], shift: Shift) -> Outcome:
        taken, rejected = self._ingest(raws, shift)
        begun = self._now()
        fresh = {a.id for a in taken if a.url and self.store.article(a.id) is None}
        self.store.put_articles(taken)
        self.store.put_rejections(rejected)
        archived = list(self.store.articles())
        note_taken(self.store, fresh, archived, begun.isoformat())
        articles, held = standing_articles(self.store, archived, begun)
        rejected.extend(held)
        engine = choose_engine(len(articles), shift.asked, self.settings.engine)
        read_ones, failed = self._read(articles, engine, shift)
        rejected.extend(failed)
        articles = [a for a in articles if a.id in read_ones]
        linked = self._link(articles, read_ones, shift)
        grouping = self._group(articles, linked, shift)
        teller = self._teller()
        plans = story_plans(articles, linked.readings, linked.ledger, grouping, shift.langs)
        papers = self._write(plans, linked, len(grouping.stories), teller, shift)
        reports = [report for paper in papers for report in paper.reports]
        withheld = tuple(w for paper in papers for w in paper.withheld)
        self.store.put_reports(reports)
        data = site_data(articles, linked.ledger, grouping, reports, shift.langs, house_of(self.settings.site))
        self._publish(data, archived, shift)
        site = shift.out / "index.html"
        shift.progress("publish", 1, 1)
        summary = RunSummary(
            articles=len({a.id for a in taken}),
            rejected=len(rejected),
            origins=len(grouping.origins),
            stories=len(grouping.stories),
            reports=len(reports),
            facts=count_support(grouping.facts),
            withheld=len({w.fact for w in withheld}),
            computed=shift.computed,
            site=site.as_posix(),
            newsroom=self.path.as_posix(),
        )
        self._log(summary, begun)
        return Outcome(
            summary=summary, set_aside=tuple(rejected), withheld=withheld, model=teller.summary() if teller else None
        )

    def refresh(
        self,
        *,
        out: str | os.PathLike[str] = "site",
        sources: Iterable[RawInput] = (),
        progress: Progress = _silent,
    ) -> Outcome:
        """The day's work on what is here already (and on ``sources``), in the languages it was written in: what editors
        decided takes effect."""
        written = {r.lang for r in self.store.state("reports", list[Report]) or []}
        langs = tuple(code for code in LANGS if code in written) or self.settings.langs
        return self.run_inputs(sources, langs=langs, out=out, progress=progress)

    def _now(self) -> datetime:
        """The instant that a run goes by."""
        return datetime.now(UTC)

    def _teller(self) -> Teller | None:
        """The model of the settings, where there is one."""
        return Teller(self.settings.model, self.store) if self.settings.model is not None else None

    def _log(self, summary: RunSummary, begun: datetime) -> None:
        """Enter a run in the log."""
        ended, began = datetime.now(UTC).isoformat(), begun.isoformat()
        id, inputs = "n" + digest("run", ended, summary)[:16], len(self.store.decisions(INPUTS, msgspec.Raw))
        code = code_of(self.path, self.settings.model.name if self.settings.model else None)
        made = RunEntry(id=id, at=ended, summary=summary, began=began, code=code, inputs=inputs)
        self.store.put_decision(RUNS, id, made)

    def _publish(self, data: publish.SiteData, archived: Sequence[Article], shift: Shift) -> None:
        """Write the site: each report in the words, and with the review, that the editors' decisions give it, and with what
        became of its earlier words."""
        reports, reviews = shown_reports(self.store, data.reports)
        shown = Print(
            reports=reports,
            reviews=reviews,
            langs=shift.langs,
            stories=data.stories,
            articles=archived,
            at=datetime.now(UTC).isoformat(timespec="seconds"),
        )
        past = keep_history(self.store, shown)
        data = msgspec.structs.replace(
            data,
            reports=reports,
            reviews=reviews,
            pictures=self._pictures(),
            audits=printed_audits(self.store, data.articles),
            at=shown.at,
            **msgspec.structs.asdict(past),
        )
        memory = self._site_memory(shift.out)
        built = publish.write_edition(data, shift.out, workers=shift.workers, memory=memory)
        publish.index_site(data, shift.out, memory=memory.with_suffix(".index.json"))
        shift.computed["publish"] += built.written

    def _site_memory(self, out: Path) -> Path:
        """Where it is kept what the site in a folder was made from."""
        return self.path / "made" / f"{digest(out.resolve().as_posix())[:16]}.msgpack"

    def _pictures(self) -> tuple[Printed, ...]:
        """The pictures that editors added, with their bytes; one whose bytes are gone is left out."""
        held = ((p, self.originals.get(p.original)) for p in in_force(self.store.decisions(PICTURES, Picture)))
        return tuple(Printed(picture=p, data=data) for p, data in held if data is not None)

    def _ingest(self, raws: Iterable[RawInput | Rejected], shift: Shift) -> tuple[list[Article], list[Rejected]]:
        taken: list[Article] = []
        rejected: list[Rejected] = []
        for raw in raws:
            if isinstance(raw, Rejected):
                rejected.append(raw)
                continue
            key = digest(ingest.VERSION, pack_versions(), shift.settings, raw)
            found = self.store.result("ingest", key, Intake)
            if found is None:
                self.keep_original(raw, shift.settings)
                items = list(extract_safely(raw, shift.settings))
                found = Intake(
                    articles=tuple(i for i in items if isinstance(i, Article)),
                    rejected=tuple(i for i in items if isinstance(i, Rejected)),
                )
                self.store.put_result("ingest", key, found)
                shift.computed["ingest"] += 1
            taken.extend(found.articles)
            rejected.extend(found.rejected)
            shift.progress("ingest", len(taken), 0)
        return taken, rejected

    def _read(self, articles: Sequence[Article], engine: Engine, shift: Shift) -> tuple[dict[str, str], list[Rejected]]:
        """Under which key the reading of each article is kept, and what could not be read."""
        failed: list[Rejected] = []
        keys, there = {a.id: reading_key(a) for a in articles}, self.store.kept("read")
        unread = [a for a in articles if keys[a.id] not in there]
        kept = {a: key for a, key in keys.items() if key in there}
        shift.progress("read", len(kept), len(articles))
        for article, made in zip(unread, engine.map(read_safely, unread), strict=True):
            if isinstance(made, Rejected):
                failed.append(made)
            else:
                self.store.put_reading(keys[article.id], article, made)
                kept[article.id] = keys[article.id]
                shift.computed["read"] += 1
            shift.progress("read", len(kept) + len(failed), len(articles))
        return kept, failed

    def _link(self, articles: Sequence[Article], read: Mapping[str, str], shift: Shift) -> Linked:
        linked = link_room(self.store, self.path, articles, read)
        shift.computed["link"] += linked.worked
        shift.progress("link", 1, 1)
        return linked

    def _group(self, articles: Sequence[Article], linked: Linked, shift: Shift) -> Grouping:
        rulings = group.rulings_in_force(self.store.decisions(RULINGS, group.Ruling))
        keys, ledger = linked.keys, linked.ledger
        key = digest(group.VERSION, pack_versions(), _digest_all(keys), _digest_linked(ledger), rulings)
        grouping = self.store.state("grouping", group.Grouping) if self.store.state("grouped", str) == key else None
        if grouping is None:
            holdings = group.Holdings(
                articles,
                linked.readings,
                ledger.entities,
                ledger.of_chain,
                allotted=allotted_names(self.store.allotments(), articles),
                rulings=rulings,
            )
            memory = GroupMemory(self.store, keys)
            grouping = group.group_holdings(
                holdings, memory, share=lambda stories: self._engine_for(stories, MANY_GROUPED, shift).map
            )
            shift.computed["group"] += max(1, memory.worked)
            self.store.put_allotments({p.article: p.story for p in grouping.placements})
            self.store.verify(group.anchors_of(grouping))
            self.store.put_state("grouping", grouping)
            self.store.put_state("grouped", key)
            give_back_freed()
        shift.progress("group", 1, 1)
        return grouping

    def _engine_for(self, stories: int, many: int, shift: Shift) -> Engine:
        """What works on so many stories; where the settings leave it open, a pool only for so many that it pays."""
        where = self.settings.engine
        return InProcess() if where == "auto" and stories < many else choose_engine(stories, shift.workers, where)

    def _write(
        self, plans: Iterable[StoryWork], linked: Linked, total: int, teller: Teller | None, shift: Shift
    ) -> list[StoryPaper]:
        engine = self._engine_for(shift.computed["group"], MANY_WRITTEN, shift)
        kept = plans if teller is None else list(plans)
        held: list[bytes] = []  # packed, as long as those who write need memory, too
        written = write_stories(kept, linked.keys, linked.readings, self.store, engine)
        for done, (paper, is_new) in enumerate(written, start=1):
            if is_new:
                shift.computed["write"] += 1
                shift.computed["check"] += len(paper.reports)
            held.append(msgspec.msgpack.encode(paper))
            shift.progress("write", done, total)
        papers = [msgspec.msgpack.decode(paper, type=StoryPaper) for paper in held]
        if teller is None:
            return papers
        return [teller.retell(with_readings(p, linked.readings), made) for p, made in zip(kept, papers, strict=True)]


def _digest_linked(ledger: Ledger) -> str:
    """A digest of who is who."""
    entities = {e.id: digest(e) for e in ledger.entities}
    return digest(_digest_all(entities), _digest_all(ledger.of_chain))


def _digest_all(held: Mapping[str, str]) -> str:
    """A digest of a mapping that may be large."""
    names = sorted(held)
    parts = (names[start : start + 5000] for start in range(0, len(names), 5000))
    return digest([digest([(name, held[name]) for name in part]) for part in parts])


def allotted_names(known: Mapping[str, str], articles: Sequence[Article]) -> dict[str, str]:
    """The stories that articles belong to by name; one that took the place of another belongs where that did."""
    standing = {a.id for a in articles}
    replaced = ((a.id, a.replaces) for a in articles if a.replaces is not None and a.replaces not in standing)
    heirs = {id: known[before] for id, before in replaced if before in known}
    return {**heirs, **known}


def house_of(site: SiteSettings) -> publish.House:
    """Who publishes, as the pages show it."""
    return publish.House(title=site.title, base_url=site.base_url, contact=site.contact, publisher=site.publisher)


def site_data(
    articles: Sequence[Article],
    ledger: Ledger,
    grouping: Grouping,
    reports: Sequence[Report],
    langs: tuple[str, ...],
    house: publish.House,
) -> publish.SiteData:
    """The edition that the site shows, without titles that other articles contradict."""
    disputed = {(c.entity, c.position) for c in ledger.title_conflicts}
    return publish.SiteData(
        langs=langs,
        articles=tuple(articles),
        entities=ledger.entities,
        occupancies=tuple(o for o in ledger.occupancies if (o.entity, o.position) not in disputed),
        origins=grouping.origins,
        placements=grouping.placements,
        stories=grouping.stories,
        facts=grouping.facts,
        records=titled_records(grouping.records, ledger, langs),
        reports=tuple(reports),
        house=house,
    )


def extract_safely(raw: RawInput, settings: Settings) -> Iterator[Article | Rejected]:
    """Every article of an input; a fault of ours in one input becomes a rejection that names it, and the run goes on."""
    try:
        yield from ingest.extract_input(raw, settings)
    except Exception as error:
        yield Rejected(
            raw.name, "broken_record", f"a fault of ours while extracting it ({type(error).__name__}: {error})"
        )


def read_safely(article: Article) -> Reading | Rejected:
    """The reading of an article, or, after a fault of ours, a rejection that names the article."""
    try:
        return read.read_article(article)
    except Exception as error:
        return Rejected(
            article.source, "no_text", f"a fault of ours while reading it ({type(error).__name__}: {error})"
        )


def count_support(facts: Iterable[Fact]) -> dict[str, int]:
    """How many facts have each kind of support; every kind is present."""
    counts = dict.fromkeys(("corroborated", "single_origin", "disputed", "no_independent_origin"), 0)
    for fact in facts:
        counts[fact.support] += 1
    return counts


def reading_key(article: Article) -> str:
    """The key that a newsroom keeps an article's reading under."""
    return digest(read.VERSION, *_versions_for(article), article)


def _versions_for(article: Article) -> list[str]:
    langs = sorted({b.lang for b in article.blocks if b.lang} | ({article.lang} if article.lang else set()))
    return [f"{code}={load_pack(code).version}" for code in langs]
