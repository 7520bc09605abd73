"""The stages as filters: what the command line needs of them, on articles that are in no newsroom."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, BinaryIO

from msgspec import Struct

from dateline import group, ingest, link, model, read
from dateline.ingest import RawInput, Settings
from dateline.lang.compare import NameIndex
from dateline.lang.compare import compare_names as compare_names
from dateline.model import Article, Placement, Rejected
from dateline.newsroom.day import extract_safely
from dateline.read import date_lines as date_lines


def take_inputs(
    paths: Iterable[str], *, published: str | None, licensed: tuple[str, ...] = (), stdin: BinaryIO | None = None
) -> Iterator[Article | Rejected]:
    """The articles of files and folders; ``-`` is standard input. Addresses are rejected: filters stay offline."""
    settings = Settings(published=published, licensed=licensed)
    for path in paths:
        if path == "-":
            data = stdin.read() if stdin is not None else b""
            yield from extract_safely(RawInput(name=_stdin_name(data), data=data), settings)
            continue
        for raw in ingest.gather_inputs([path]):
            if isinstance(raw, Rejected):
                yield raw
            else:
                yield from extract_safely(raw, settings)


def _stdin_name(data: bytes) -> str:
    """Standard input has no suffix to tell JSON Lines by: an object on one of its first lines does."""
    lines = data[:200_000].removeprefix(b"\xef\xbb\xbf").splitlines()
    return "stdin.jsonl" if any(line.lstrip().startswith(b"{") for line in lines[:20]) else "stdin"


def place_articles(articles: Sequence[Article]) -> Iterator[Placement]:
    """The ``group`` filter: read, link and group articles that are in no newsroom."""
    readings = [read.read_article(a) for a in articles]
    ledger = link.link_readings(articles, readings)
    yield from group.group_articles(articles, readings, ledger.entities, ledger.of_chain).placements


def rank_names(queries: Sequence[str], pool: Sequence[str]) -> list[tuple[str | None, float, tuple[str, ...]]]:
    """For each name the best match in the pool (None when none is good enough), its score and why."""
    index = NameIndex(pool)
    return [index.best(query) for query in queries]


def wire_schema() -> dict[str, Any]:
    """The JSON Schema of every type that goes over the wire."""
    named = [getattr(model, name) for name in model.__all__]
    return model.json_schema(*(t for t in named if isinstance(t, type) and issubclass(t, Struct)))
