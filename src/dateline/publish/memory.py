"""What a site was made from: for each unit the questions its pages asked, a digest of the answers, and the files as they were left.

A unit whose questions would be answered alike today, by the same code, templates and words, and whose files stand as they were
left, is not made again. Units are kept in parts, as they were made together: each question of a part is kept, and asked, once.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from hashlib import blake2b
from importlib import resources
from importlib.abc import Traversable
from importlib.metadata import version
from pathlib import Path

import msgspec
from msgspec import Struct

from dateline.publish.edition import Unit
from dateline.publish.house import House
from dateline.publish.notebook import Question
from dateline.publish.view import Desk

_MAKING = (".py", ".html", ".toml", ".css", ".js")
_LIBRARIES = ("babel", "jinja2", "markupsafe", "msgspec")
Stamp = tuple[int, int]
"""The size of a file and the time it was written."""


class Left(Struct, frozen=True, array_like=True, gc=False):
    """A file as it was left: its path below the site's folder, its size and time; whether sitemaps list it."""

    path: str
    size: int
    stamp: int
    is_listed: bool


class Made(Struct, frozen=True, array_like=True, gc=False):
    """A unit as it was made: the numbers of its questions in its part, a digest of the answers, its files."""

    unit: Unit
    asked: tuple[int, ...]
    answers: bytes
    files: tuple[Left, ...]

    def stands(self, files: Mapping[str, Stamp]) -> bool:
        """Whether its files are as they were left."""
        return all(files.get(file.path) == (file.size, file.stamp) for file in self.files)


class Part(Struct, frozen=True, array_like=True, gc=False):
    """Some units, and their questions."""

    questions: tuple[Question, ...]
    units: tuple[Made, ...]

    def standing(self, desks: Mapping[str, Desk], wanted: frozenset[Unit], files: Mapping[str, Stamp]) -> list[Made]:
        """The units that need not be made again."""
        told = {lang: Telling(desk, self.questions) for lang, desk in desks.items()}
        return [
            one
            for one in self.units
            if one.unit in wanted and one.stands(files) and told[one.unit.lang].digest(one.asked) == one.answers
        ]


class Telling:
    """The answers of one language to the questions of a part, as digests, each made once."""

    __slots__ = ("_desk", "_digests", "_questions")

    def __init__(self, desk: Desk, questions: Sequence[Question]) -> None:
        """Of questions, which may grow."""
        self._desk, self._questions = desk, questions
        self._digests: dict[int, bytes] = {}

    def digest(self, asked: Iterable[int]) -> bytes:
        """A digest of the answers to some of them, by their numbers."""
        held = self._digests
        return blake2b(b"".join([held.get(n) or self._told(n) for n in asked]), digest_size=16).digest()

    def _told(self, number: int) -> bytes:
        found = self._digests[number] = self._desk.digest_of(self._questions[number])
        return found


class _Kept(Struct, frozen=True, array_like=True):
    """The wire form; parts are read one at a time."""

    key: str
    parts: list[msgspec.Raw]


def load_parts(path: Path | None, key: str) -> list[msgspec.Raw]:
    """The parts that are kept in a file under ``key``; none where there is no file, another key, or nothing that can be read."""
    try:
        kept = msgspec.msgpack.decode(path.read_bytes() if path is not None else b"", type=_Kept)
    except (FileNotFoundError, msgspec.DecodeError):
        return []
    return kept.parts if kept.key == key else []


def read_part(kept: msgspec.Raw) -> Part:
    """A part as it was kept; an empty one where it cannot be read."""
    try:
        return msgspec.msgpack.decode(kept, type=Part)
    except msgspec.DecodeError:
        return Part((), ())


def pack_part(questions: Sequence[Question], units: Iterable[Made]) -> msgspec.Raw:
    """A part as it is kept: of the questions, those that its units asked."""
    numbers: dict[int, int] = {}
    renumbered = tuple(
        msgspec.structs.replace(one, asked=tuple([numbers.setdefault(n, len(numbers)) for n in one.asked]))
        for one in units
    )
    return msgspec.Raw(msgspec.msgpack.encode(Part(tuple(questions[n] for n in numbers), renumbered)))


def save_parts(path: Path, key: str, parts: Iterable[msgspec.Raw]) -> None:
    """Keep what a site was made from, in one step."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_suffix(f".part{os.getpid()}")
    part.write_bytes(msgspec.msgpack.encode(_Kept(key, list(parts))))
    os.replace(part, path)


def key_of(langs: Iterable[str], house: House) -> str:
    """What every page depends on: the languages, who publishes, the code, templates and words that pages are made with, and
    the libraries that fill them in."""
    return blake2b(msgspec.msgpack.encode((tuple(langs), house, _making())), digest_size=16).hexdigest()


@cache
def _making() -> str:
    whole = blake2b(digest_size=16)
    for package in ("publish", "lang", "model"):
        for name, file in sorted(_files(resources.files("dateline").joinpath(package), package)):
            whole.update(name.encode() + b"\0" + file.read_bytes())
    whole.update(repr([(name, version(name)) for name in _LIBRARIES]).encode())
    return whole.hexdigest()


def _files(folder: Traversable, name: str) -> Iterable[tuple[str, Traversable]]:
    for item in folder.iterdir():
        if item.is_dir():
            yield from _files(item, f"{name}/{item.name}")
        elif item.name.endswith(_MAKING):
            yield f"{name}/{item.name}", item
