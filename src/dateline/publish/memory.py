"""What a site was made from: for each unit the questions its pages asked, a digest of the answers, and the files as they were left.

A unit whose questions would be answered alike today, by the same code, templates and words, and whose files stand as they were
left, is not made again.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
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

_MAKING = (".py", ".html", ".toml", ".css", ".js")
_LIBRARIES = ("babel", "jinja2", "markupsafe", "msgspec")


class Left(Struct, frozen=True, array_like=True):
    """A file as it was left: its path below the site's folder, its size and time; whether sitemaps list it."""

    path: str
    size: int
    stamp: int
    is_listed: bool


class Made(Struct, frozen=True, array_like=True):
    """A unit as it was made: its questions in order, a digest of their answers, its files."""

    asked: tuple[Question, ...]
    answers: bytes
    files: tuple[Left, ...]

    def stands(self, out: str) -> bool:
        """Whether its files are as they were left."""
        return all(_as_left(out, file) for file in self.files)


class _Kept(Struct, frozen=True, array_like=True):
    """The wire form: each question once."""

    key: str
    questions: tuple[tuple[str | int, ...], ...]
    units: tuple[tuple[Unit, tuple[int, ...], bytes, tuple[Left, ...]], ...]


def load_memory(path: Path, key: str) -> dict[Unit, Made]:
    """What is kept in a file under ``key``; nothing where there is no file, or another key, or the file cannot be read."""
    try:
        kept = msgspec.msgpack.decode(path.read_bytes(), type=_Kept)
    except (FileNotFoundError, msgspec.DecodeError):
        return {}
    if kept.key != key:
        return {}
    asked = kept.questions
    return {
        unit: Made(tuple(asked[n] for n in numbers), answers, files) for unit, numbers, answers, files in kept.units
    }


def save_memory(path: Path, key: str, made: Mapping[Unit, Made]) -> None:
    """Keep what a site was made from, in one step."""
    numbers: dict[Question, int] = {}
    units = tuple(
        (unit, tuple(numbers.setdefault(q, len(numbers)) for q in one.asked), one.answers, one.files)
        for unit, one in made.items()
    )
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_suffix(f".part{os.getpid()}")
    part.write_bytes(msgspec.msgpack.encode(_Kept(key, tuple(numbers), units)))
    os.replace(part, path)


def key_of(langs: Iterable[str], house: House) -> str:
    """What every page depends on: the languages, who publishes, the code, templates and words that pages are made with, and
    the libraries that fill them in."""
    return blake2b(msgspec.msgpack.encode((tuple(langs), house, _making())), digest_size=16).hexdigest()


def leave(out: str, path: str, *, is_listed: bool) -> Left:
    """A file of the site as it stands now."""
    found = os.stat(f"{out}/{path}")
    return Left(path, found.st_size, found.st_mtime_ns, is_listed)


def _as_left(out: str, file: Left) -> bool:
    try:
        found = os.stat(f"{out}/{file.path}")
    except FileNotFoundError:
        return False
    return found.st_size == file.size and found.st_mtime_ns == file.stamp


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
