"""Replay: a report made again, offline, from the archived sources alone; byte for byte the same, or it is said what differs."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import msgspec
from msgspec import Struct

from dateline.group import Ruling
from dateline.ingest import RawInput
from dateline.llm import Answer
from dateline.model import Report
from dateline.newsroom.day import LANGS, RULINGS, Newsroom, TakenIn
from dateline.newsroom.known import FOLDER
from dateline.newsroom.settings import FILE
from dateline.newsroom.standing import CHANGES, TAKEN, changes_noted


class ReplayError(ValueError):
    """A report that cannot be replayed: the message names it, the reason and the remedy."""


class Replay(Struct, frozen=True, kw_only=True):
    """A report and the same one made again. ``differs`` tells the first things that are not the same; empty when every byte
    is. ``missing``: archived inputs whose bytes are gone."""

    report: str
    story: str
    lang: str
    inputs: int
    differs: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()


def replay_report(newsroom: Newsroom, report_id: str) -> Replay:
    """Make a report again in a newsroom of its own from every archived input, the editors' rulings and judgements, the
    newsroom's lists and the kept answers of a model, and hold it against the one on record. Raises ReplayError."""
    report = _on_record(newsroom, report_id)
    inputs = newsroom.store.decisions("input", TakenIn)
    missing = tuple(t.raw.name for t in inputs if newsroom.originals.get(t.original) is None)
    with tempfile.TemporaryDirectory(prefix="dateline-replay-") as folder:
        room = _second_room(newsroom, Path(folder) / "room")
        langs = _langs(newsroom)
        for settings in dict.fromkeys(t.settings for t in inputs):
            raws = _raws(newsroom, [t for t in inputs if t.settings == settings])
            room.run_inputs(raws, langs=langs, out=Path(folder) / "site", published=settings.published, workers=1)
        made = room.store.state("reports", list[Report]) or []
        room.close()
    again = next((r for r in made if (r.story, r.lang) == (report.story, report.lang)), None)
    return Replay(
        report=report.id,
        story=report.story,
        lang=report.lang,
        inputs=len(inputs),
        differs=tuple(_differences(report, again)),
        missing=missing,
    )


def _on_record(newsroom: Newsroom, report_id: str) -> Report:
    reports = newsroom.store.state("reports", list[Report]) or []
    found = next((r for r in reports if r.id == report_id), None)
    if found is None:
        known = ", ".join(r.id for r in reports[:5])
        raise ReplayError(f"no report {report_id} is on record{f'; there are {known} ...' if known else ''}")
    return found


def _langs(newsroom: Newsroom) -> tuple[str, ...]:
    """The languages of the newsroom's reports, in the order that runs have them."""
    written = {r.lang for r in newsroom.store.state("reports", list[Report]) or []}
    return tuple(lang for lang in LANGS if lang in written)


def _second_room(newsroom: Newsroom, path: Path) -> Newsroom:
    """An empty newsroom with what people decided in the first, and the answers that a model gave there."""
    path.mkdir(parents=True)
    if (newsroom.path / FOLDER).is_dir():
        shutil.copytree(newsroom.path / FOLDER, path / FOLDER)
    settings = newsroom.path / FILE
    if settings.is_file():
        text = settings.read_text(encoding="utf-8").splitlines()
        (path / FILE).write_text("\n".join(t for t in text if not t.startswith(("store", "engine"))), encoding="utf-8")
    room = Newsroom(path)
    room.store.put_judgements(j for j in newsroom.store.judgements() if j.by != "rule")
    room.store.put_allotments(newsroom.store.allotments())
    for ruling in newsroom.store.decisions(RULINGS, Ruling):
        room.store.put_decision(RULINGS, ruling.id, ruling)
    for change in changes_noted(newsroom.store):
        room.store.put_decision(CHANGES, change.id, change)
    for article, taken in newsroom.store.results(TAKEN, str):
        room.store.put_result(TAKEN, article, taken)
    for key, answer in newsroom.store.results("model", Answer):
        room.store.put_result("model", key, answer)
    return room


def _raws(newsroom: Newsroom, taken: list[TakenIn]) -> Iterator[RawInput]:
    for one in taken:
        data = newsroom.originals.get(one.original)
        if data is not None:
            yield msgspec.structs.replace(one.raw, data=data)


def _differences(report: Report, again: Report | None) -> Iterator[str]:
    if again is None:
        yield "the story is not made again: its articles group otherwise now"
        return
    if msgspec.msgpack.encode(report) == msgspec.msgpack.encode(again):
        return
    for name in Report.__struct_fields__:
        one, other = getattr(report, name), getattr(again, name)
        if one != other:
            yield f"{name}: {_short(one)} is now {_short(other)}"


def _short(value: object) -> str:
    words = str(value)
    return words if len(words) <= 200 else words[:200] + " ..."
