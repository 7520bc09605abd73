"""What one input costs: its extraction (and reading) in a process of its own, timed, its memory measured."""

from __future__ import annotations

import os
import pickle
import resource
import signal
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from dateline import ingest
from dateline.lang.identify import identify_language
from dateline.model import Article, Rejected, encode

SECONDS, MEGABYTES = 10.0, 500.0


@dataclass(frozen=True)
class Cost:
    """What came of an input: articles, rejections, or the exception; CPU seconds and megabytes over the idle process."""

    articles: tuple[Article, ...]
    rejected: tuple[Rejected, ...]
    raised: str | None
    seconds: float
    megabytes: float


def warm() -> None:
    """Models and modules load once a process: that is no input's cost."""
    identify_language("Der Rat der Stadt beriet am Montag.")
    for name, data in (
        ("w.html", b"<html><body><p>The council met on Monday.</p></body></html>"),
        ("w.pdf", b"%PDF-1.4 x"),
        ("w.docx", b"PK\x03\x04"),
        ("w.warc", b"WARC/1.0\r\n\r\n"),
        ("w.xml", b"<rss><channel/></rss>"),
        ("w.eml", b"From: a\r\nSubject: b\r\nDate: c\r\n\r\nd"),
        ("w.txt", b"\xff\xfd\x81"),
    ):
        list(ingest.extract_input(ingest.RawInput(name=name, data=data)))


def take(name: str, data: bytes) -> list[object]:
    """Everything that ingest makes of an input; each of it can be written."""
    made: list[object] = []
    for one in ingest.extract_input(ingest.RawInput(name=name, data=data)):
        encode(one)
        made.append(one)
    return made


def cost_of(work: Callable[[], list[object]], limit: float = 3 * SECONDS) -> Cost:
    """Do the work in a child of this process, which is killed after ``limit`` seconds of CPU."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        resource.setrlimit(resource.RLIMIT_CPU, (int(limit), int(limit) + 1))
        with os.fdopen(writing, "wb") as out:
            out.write(_measured(work))
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading, "rb") as told:
        answer = told.read()
    _, status = os.waitpid(child, 0)
    if not answer:
        killed = os.WTERMSIG(status) if os.WIFSIGNALED(status) else 0
        return Cost((), (), f"killed by {signal.Signals(killed).name if killed else status}", limit, 0.0)
    made: Cost = pickle.loads(answer)
    return made


def _measured(work: Callable[[], list[object]]) -> bytes:
    before, raised, made = _resident(), None, []
    start = time.process_time()
    try:
        made = work()
    except BaseException as error:
        raised = f"{type(error).__name__}: {error}"[:300]
    seconds = time.process_time() - start
    megabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024 - before
    articles = tuple(m for m in made if isinstance(m, Article))
    rejected = tuple(m for m in made if isinstance(m, Rejected))
    if len(articles) + len(rejected) != len(made):
        raised = "neither an Article nor a Rejected"
    if len(articles) > 100 or len(rejected) > 100:
        articles, rejected = articles[:100], rejected[:100]
    return pickle.dumps(Cost(articles, rejected, raised, seconds, megabytes))


def _resident() -> float:
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * resource.getpagesize() / 1e6


def faults_among(inputs: Mapping[str, tuple[str, bytes]]) -> list[str]:
    """What is wrong with what came of inputs (name and bytes of each): an exception, nothing, a file of the machine, no reason,
    or too much time or memory."""
    faults = []
    for what, (name, data) in inputs.items():
        cost = cost_of(partial(take, name, data))
        if cost.raised or not (cost.articles or cost.rejected):
            faults.append(f"{what}: {cost.raised or 'nothing came of it'}")
        if cost.seconds > SECONDS or cost.megabytes > MEGABYTES:
            faults.append(f"{what}: {cost.seconds:.1f} s, {cost.megabytes:.0f} MB")
        if any("root:" in a.text for a in cost.articles) or any(not r.reason for r in cost.rejected):
            faults.append(f"{what}: a file of the machine, or no reason")
    return faults
