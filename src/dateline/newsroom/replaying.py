"""Replay: reports made again, offline, from the archived sources alone; byte for byte the same, or it is said what differs."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator, Sequence
from datetime import datetime
from difflib import SequenceMatcher
from pathlib import Path

import msgspec
from msgspec import Struct

from dateline.group import Ruling
from dateline.ingest import RawInput
from dateline.llm import Answer
from dateline.model import Article, Report, ReportSentence, Review, digest
from dateline.newsroom.code_versions import code_of
from dateline.newsroom.day import INPUTS, LANGS, RULINGS, RUNS, Newsroom, RunEntry, TakenIn, extract_safely
from dateline.newsroom.drafting import Teller
from dateline.newsroom.known import FOLDER
from dateline.newsroom.settings import ModelSettings
from dateline.newsroom.signed import REVIEWS, shown_reports
from dateline.newsroom.standing import CHANGES, TAKEN, changes_noted
from dateline.publish import SiteData
from dateline.write import sentences_of

_MOST = 160
_CODE = {"known": "the newsroom's own list", "source": "the code of Dateline"}


class ReplayError(ValueError):
    """A report that cannot be replayed: the message names it, the reason and the remedy."""


class Replay(Struct, frozen=True, kw_only=True):
    """A report and the same one made again, as readers are shown it. ``differs`` tells the first things that are not the same;
    empty when every byte is. ``missing``: archived inputs whose bytes are gone or are not what they were. ``code``: what of
    the code, or of the newsroom's own list, is not as it was when the report was made."""

    report: str
    story: str
    lang: str
    inputs: int
    differs: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    code: tuple[str, ...] = ()


class _Rehearsal(Newsroom):
    """A newsroom that publishes nothing and asks nobody: a model answers from what is kept of its answers, or not at all."""

    instant: datetime | None = None

    def _now(self) -> datetime:
        return self.instant or super()._now()

    def _teller(self) -> Teller | None:
        return Teller(self.settings.model, self.store, is_live=False) if self.settings.model is not None else None

    def _publish(self, data: SiteData, archived: Sequence[Article], shift: object) -> None:
        """Nobody reads what is rehearsed."""


def replay_report(newsroom: Newsroom, name: str) -> Replay:
    """One report made again; see ``replay_reports``."""
    return replay_reports(newsroom, [name])[0]


def replay_reports(newsroom: Newsroom, names: Sequence[str] = ()) -> tuple[Replay, ...]:
    """Make reports again (all, unless they or their stories are named) in a newsroom of its own, from every input archived
    by the last run, the editors' decisions and the newsroom's lists as that run found them, and the kept answers of a
    model; and hold each against the one on record. Raises ReplayError."""
    last = next(reversed(newsroom.store.decisions(RUNS, RunEntry)), None)
    wanted = _on_record(newsroom, names)
    inputs = newsroom.store.decisions(INPUTS, TakenIn)[: last.inputs if last else None]
    raws = {t.original: _bytes_of(newsroom, t) for t in inputs}
    with tempfile.TemporaryDirectory(prefix="dateline-replay-") as folder:
        room = _second_room(newsroom, Path(folder) / "room", last)
        for one in inputs:
            if (data := raws[one.original]) is not None:
                _take_in(room, msgspec.structs.replace(one.raw, data=data), one)
        room.run_inputs((), langs=_langs(newsroom), out=Path(folder) / "site", workers=1)
        again = {r.id: r for r in _reports(room)} | {(r.story, r.lang): r for r in _shown(room)}
        room.close()
    missing = tuple(t.raw.name for t in inputs if raws[t.original] is None)
    model = newsroom.settings.model
    code = tuple(_code(last.code, code_of(newsroom.path, model.name if model else None))) if last else ()
    return tuple(
        Replay(
            report=report.id,
            story=report.story,
            lang=report.lang,
            inputs=len(inputs),
            differs=tuple(_differences(report, again.get(report.id) or again.get((report.story, report.lang)))),
            missing=missing,
            code=code,
        )
        for report in wanted
    )


def _reports(newsroom: Newsroom) -> list[Report]:
    return newsroom.store.state("reports", list[Report]) or []


def _shown(newsroom: Newsroom) -> tuple[Report, ...]:
    return shown_reports(newsroom.store, _reports(newsroom))[0]


def _on_record(newsroom: Newsroom, names: Sequence[str]) -> list[Report]:
    """The reports named, as readers are shown them or as they were written before an editor's hand."""
    shown = _shown(newsroom)
    wanted: list[Report] = [] if names else list(shown)
    for name in names:
        found = [r for r in shown if name in (r.id, r.story)] or [r for r in _reports(newsroom) if r.id == name]
        if not found:
            known = ", ".join(r.id for r in shown[:5])
            raise ReplayError(
                f"no report or story {name} is on record{f'; there are {known} ...' if known else ': run the newsroom first'}"
                " (a report that was told anew has another id; its story's id, in the address of its page, stays)"
            )
        wanted += found
    return wanted


def _langs(newsroom: Newsroom) -> tuple[str, ...]:
    """The languages of the newsroom's reports, in the order that runs have them."""
    written = {r.lang for r in _reports(newsroom)}
    return tuple(lang for lang in LANGS if lang in written) or newsroom.settings.langs


def _bytes_of(newsroom: Newsroom, taken: TakenIn) -> bytes | None:
    try:
        return newsroom.originals.get(taken.original)
    except OSError:  # the file of the archive is gone
        return None


def _second_room(newsroom: Newsroom, path: Path, last: RunEntry | None) -> _Rehearsal:
    """An empty newsroom with what people had decided in the first when its last run began, and the answers that a model gave
    there. It has a database file of its own, whatever the settings of the first say."""
    path.mkdir(parents=True)
    if (newsroom.path / FOLDER).is_dir():
        shutil.copytree(newsroom.path / FOLDER, path / FOLDER)
    room = _Rehearsal(path)
    model = newsroom.settings.model
    if last and "model" in last.code:
        model = ModelSettings(base_url="", name=last.code["model"]) if last.code["model"] else None
    room.settings = msgspec.structs.replace(newsroom.settings, store=None, engine="process", workers=1, model=model)
    began = last.began if last else None
    room.instant = datetime.fromisoformat(began) if began else None
    old, new = newsroom.store, room.store
    new.put_judgements(j for j in old.judgements() if j.by != "rule" and _is_by(j.at, began))
    new.put_allotments(old.allotments())
    for ruling in old.decisions(RULINGS, Ruling):
        if _is_by(ruling.at, began):
            new.put_decision(RULINGS, ruling.id, ruling)
    for change in changes_noted(old):
        if _is_by(change.at, began):
            new.put_decision(CHANGES, change.id, change)
    for review in old.decisions(REVIEWS, Review):
        new.put_decision(REVIEWS, review.id, review)
    for article, at in old.results(TAKEN, str):
        new.put_result(TAKEN, article, at)
    for key, answer in old.results("model", Answer):
        new.put_result("model", key, answer)
    return room


def _is_by(at: str | None, instant: str | None) -> bool:
    return at is None or instant is None or datetime.fromisoformat(at) <= datetime.fromisoformat(instant)


def _take_in(room: Newsroom, raw: RawInput, taken: TakenIn) -> None:
    room.store.put_articles([a for a in extract_safely(raw, taken.settings) if isinstance(a, Article)])


def _code(then: dict[str, str], now: dict[str, str]) -> Iterator[str]:
    for name in sorted({*then, *now}) if then else ():
        was, is_now = then.get(name) or "none", now.get(name) or "none"
        if was != is_now:
            yield f"{_CODE.get(name, name)} was {was}, is now {is_now}"


def _differences(report: Report, again: Report | None) -> Iterator[str]:
    """What is not the same: first the words, then what the same sentences rest on, then the rest."""
    if again is None:
        yield "the story is not made again: its articles are gone, or group otherwise now"
        return
    if msgspec.msgpack.encode(report) == msgspec.msgpack.encode(again):
        return
    one, other = sentences_of(report), sentences_of(again)
    was, now = [s.text for s in one], [s.text for s in other]
    for tag, a, b, c, d in SequenceMatcher(None, was, now, autojunk=False).get_opcodes():
        if tag == "equal":
            for left, right in zip(one[a:b], other[c:d], strict=True):
                yield from _unlike(left, right)
            continue
        yield from (f"was: {_short(text)}" for text in was[a:b])
        yield from (f"now: {_short(text)}" for text in now[c:d])
    told = {"text", "headline", "standfirst", "sentences", *(() if was == now else ("id",))}
    for name in Report.__struct_fields__:
        left, right = getattr(report, name), getattr(again, name)
        if left != right and name not in told:
            yield f"{name}: {_short(_parted(left, right))} is now {_short(_parted(right, left))}"
    if report.text != again.text and was == now:
        yield f"text: {digest(report.text)[:16]} is now {digest(again.text)[:16]}, of the same sentences"


def _unlike(one: ReportSentence, other: ReportSentence) -> Iterator[str]:
    for name in ReportSentence.__struct_fields__:
        left, right = getattr(one, name), getattr(other, name)
        if left != right and name not in ("start", "end"):
            yield f"{name} of “{_short(one.text, 60)}”: {_short(_parted(left, right))} is now {_short(_parted(right, left))}"


def _parted(value: object, other: object) -> object:
    """Of two tuples only what the other has not."""
    if isinstance(value, tuple) and isinstance(other, tuple):
        return [v for v in value if v not in other] or f"{len(value)} of those of the other"
    return value


def _short(value: object, most: int = _MOST) -> str:
    words = str(value)
    return words if len(words) <= most else words[:most] + " ..."
