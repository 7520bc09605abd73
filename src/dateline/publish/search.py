"""Search without a server: a static index of the reports by Pagefind, one a language, read by the search page's script.

Pagefind is given what readers search, the words of each report, as records; it need not read the pages again. Its own Python
client takes ten answers a second, so that the records are sent to its program by the same protocol (base64 of JSON, a comma
after each) here. The files are asked of it and written here: told to write them, 1.5.2 answers before their bytes are on the
disk, and a program that then ends on a busy machine leaves some of them empty (Pagefind issue 1271).
"""

from __future__ import annotations

import shutil
import subprocess
from base64 import b64decode, b64encode
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from hashlib import blake2b
from itertools import count
from pathlib import Path
from typing import Any

import msgspec

from dateline.model import Story
from dateline.publish.plain import plain
from dateline.publish.sitedata import SiteData
from dateline.publish.story import as_of_words, number_sentences
from dateline.publish.view import TAGS, Desk, desks_of

FOLDER = "pagefind"
_ENTRY = "pagefind-entry.json"
_WIDGETS = ("pagefind-ui", "pagefind-modular-ui", "pagefind-component-ui", "pagefind-highlight")
_PART = ".part-"
_AT_A_TIME = 24_000  # bytes: a pipe holds as much, so that neither side waits for the other to read


def index_site(data: SiteData, out: Path, *, memory: Path | None = None) -> tuple[str, ...]:
    """Index the reports of an edition into ``out/pagefind``, a folder a language; of an index made before, as ``memory`` (a
    file) has it, only languages whose reports read otherwise are made again. Returns those that were made. None is where
    Pagefind is not installed (``dateline[site]``): the site then stands without an index, and its search page says so."""
    program = _program()
    if program is None:
        return ()
    records = {lang: list(_records(desk)) for lang, desk in desks_of(data).items()}
    told = {lang: _digest(found) for lang, found in records.items() if found}
    before = _remembered(memory)
    stale = [lang for lang, one in told.items() if before.get(lang) != one or not _stands(out, lang)]
    _remove_others(out / FOLDER, told)
    if stale:
        with ThreadPoolExecutor(len(stale)) as pool:
            list(pool.map(lambda lang: _index(program, records[lang], out / FOLDER / lang), stale))
    if memory is not None and before != told:
        memory.parent.mkdir(parents=True, exist_ok=True)
        memory.write_bytes(msgspec.json.encode(told))
    return tuple(stale)


def _digest(records: Sequence[bytes]) -> str:
    return blake2b(b"".join(records), digest_size=16, person=b"files-asked").hexdigest()


def _program() -> str | None:
    try:
        from pagefind.service import get_executable
    except ImportError:
        return None
    found = get_executable()
    return str(found) if found is not None else None


def _remembered(memory: Path | None) -> dict[str, str]:
    try:
        return msgspec.json.decode(memory.read_bytes() if memory is not None else b"", type=dict[str, str])
    except (FileNotFoundError, msgspec.DecodeError):
        return {}


def _stands(out: Path, lang: str) -> bool:
    return (out / FOLDER / lang / _ENTRY).is_file()


def _remove_others(folder: Path, langs: Mapping[str, str]) -> None:
    """Remove what is no index of one of these languages, such as those of releases before."""
    for path in folder.iterdir() if folder.is_dir() else ():
        if path.name not in langs:
            shutil.rmtree(path) if path.is_dir() else path.unlink()


def _records(desk: Desk) -> Iterator[bytes]:
    """What is searched of each report, as Pagefind takes it."""
    return (msgspec.json.encode(_record(desk, story)) for story in desk.ordered)


def _record(desk: Desk, story: Story) -> dict[str, Any]:
    report = desk.reports[story.id]
    title = plain(report.headline.text)
    shown = {"title": title, "label": desk.label(report)[0], "date": as_of_words(desk, story)}
    return {
        "type": "AddRecord",
        "url": f"/{desk.lang}/stories/{story.id}.html",
        "content": "\n".join([title, *(plain(sentence.text) for _, sentence in number_sentences(report))]),
        "language": TAGS[desk.lang].lower(),
        "meta": shown,
    }


class _File(msgspec.Struct):
    """A file of the index: its path below the index's folder, and its bytes (base64 in the answer)."""

    path: str
    content: bytes


class _Payload(msgspec.Struct):
    type: str = "Error"
    message: str = ""
    index_id: int = 0
    files: list[_File] = []


class _Answer(msgspec.Struct):
    payload: _Payload


class _Service:
    """The program, asked over a pipe."""

    def __init__(self, program: str) -> None:
        self._held = subprocess.Popen([program, "--service"], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self._numbers, self._rest = count(1), b""

    def ask(self, payloads: Sequence[bytes]) -> list[_Payload]:
        """The answers to some questions, all sent before the first answer is read."""
        asked, told = self._held.stdin, self._held.stdout
        assert asked is not None
        assert told is not None
        for payload in payloads:
            message = b'{"message_id":%d,"payload":%b}' % (next(self._numbers), payload)
            asked.write(b64encode(message) + b",")
        asked.flush()
        return [self._answer(told) for _ in payloads]

    def _answer(self, told: Any) -> _Payload:
        read = [self._rest]
        while b"," not in read[-1] and (more := told.read1(1 << 20)):
            read.append(more)
        held, _, self._rest = b"".join(read).partition(b",")
        answer = msgspec.json.decode(b64decode(held), type=_Answer).payload if held else _Payload(message="it ended")
        if answer.type == "Error":
            raise RuntimeError(f"Pagefind: {answer.message}")
        return answer

    def close(self) -> None:
        """Let it end."""
        self._held.communicate()


def _batches(records: Sequence[bytes]) -> Iterator[list[bytes]]:
    """Records as many at a time as a pipe holds."""
    batch: list[bytes] = []
    size = 0
    for record in records:
        if batch and size + len(record) > _AT_A_TIME:
            yield batch
            batch, size = [], 0
        batch.append(record)
        size += len(record)
    if batch:
        yield batch


def _index(program: str, records: Sequence[bytes], out: Path) -> None:
    """Index records into a folder, which is there whole or not at all."""
    part = out.with_name(f"{_PART}{out.name}")
    shutil.rmtree(part, ignore_errors=True)
    service = _Service(program)
    try:
        (made,) = service.ask([b'{"type":"NewIndex","config":{}}'])
        held = b',"index_id":%d}' % made.index_id
        for batch in _batches(records):
            service.ask([record[:-1] + held for record in batch])
        (found,) = service.ask([b'{"type":"GetFiles"' + held])
    finally:
        service.close()
    for file in found.files:
        if not file.path.startswith(_WIDGETS):  # ready-made widgets, which our own page does not use
            path = part / file.path
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(file.content)
    shutil.rmtree(out, ignore_errors=True)
    part.rename(out)
