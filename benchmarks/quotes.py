"""Who says what: F1 of source, cue and content spans on PolNeAR (Newell et al. 2018), read where it lies outside the project.

Three figures a role: *exact* (the very span), *overlap* (a span counts when it shares a word with one marked and is its
best partner), and *words* (micro F1 over the words covered). *pairs* is the share of marked attributions with a source
that have a content found with the right source. Punctuation, white space and a ``that`` at the head count for nothing; parts of one
quotation with a single cue (``"...," she said. "..."``) are one content, as they are marked.

Usage: python benchmarks/quotes.py [--part dev|train] [--limit 20] [--errors 40]
"""

from __future__ import annotations

import argparse
import random
import re
import sys
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from dateline.lang.pack import load_pack
from dateline.lang.resolve import Reference
from dateline.model import Block, Quotation
from dateline.model.article import BlockKind

POLNEAR = Path(__file__).resolve().parents[2] / "shared" / "bench" / "quotes" / "polnear"
ROLES = ("source", "cue", "content")
_WORD = re.compile(r"\w+(?:['’]\w+)*")
Span = tuple[int, int]
Words = frozenset[int]


@dataclass(frozen=True)
class Attribution:
    """One attribution: the words (by the offset at which they begin) of its source, cue and content."""

    source: Words
    cue: Words
    content: Words

    def role(self, name: str) -> Words:
        words: Words = getattr(self, name)
        return words


@dataclass
class Score:
    """Counts for an F1."""

    right: int = 0
    told: int = 0
    marked: int = 0

    @property
    def f1(self) -> float:
        return 2 * self.right / max(self.told + self.marked, 1)

    def line(self) -> str:
        return f"F1 {self.f1:.3f} (P {self.right / max(self.told, 1):.3f}, R {self.right / max(self.marked, 1):.3f})"


@dataclass
class Tally:
    """All scores of a run."""

    scores: dict[str, Score] = field(default_factory=dict)
    errors: list[str] = field(default_factory=list)

    def of(self, name: str) -> Score:
        return self.scores.setdefault(name, Score())


def main() -> int:
    """Print the figures; with ``--errors N`` also N contents missed or told too much, chosen with a fixed seed."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--part", default="dev", choices=["dev", "train"])
    options.add_argument("--limit", type=int, default=0)
    options.add_argument("--errors", type=int, default=0)
    chosen = options.parse_args()
    pairs = paired_files(POLNEAR / chosen.part)
    if not pairs:
        print(f"no data under {POLNEAR}")
        return 0
    random.Random(7).shuffle(pairs)
    tally = Tally()
    for text_file, marks in pairs[: chosen.limit or None]:
        text = text_file.read_text(encoding="utf-8")
        compare(text, marked_in(marks.read_text(encoding="utf-8"), text), told_in(text), tally)
    for name, score in tally.scores.items():
        print(f"{name:16} {score.line()}  {score.marked} marked, {score.told} told")
    for error in random.Random(3).sample(tally.errors, min(chosen.errors, len(tally.errors))):
        print(error)
    return 0


def paired_files(folder: Path) -> list[tuple[Path, Path]]:
    """Each text with its first file of marks."""
    if not folder.exists():
        return []
    marks: dict[str, Path] = {}
    for file in sorted((folder / "attributions").glob("*.ann")):
        marks.setdefault(file.stem.rsplit("_", 1)[0], file)
    texts = sorted((folder / "text").glob("*.txt"))
    return [(text, marks[text.stem]) for text in texts if text.stem in marks]


def words_in(text: str, spans: Iterable[Span]) -> Words:
    """Where the words of the spans begin."""
    every = [m for a, b in sorted(spans) for m in _WORD.finditer(text, a, b)]
    return frozenset(m.start() for m in (every[1:] if every and every[0].group() == "that" else every))


def marked_in(annotations: str, text: str) -> list[Attribution]:
    """The attributions of a file in brat's standoff format."""
    spans: dict[str, list[Span]] = {}
    events: list[dict[str, list[str]]] = []
    for line in annotations.splitlines():
        parts = line.split("\t")
        if line.startswith("T") and len(parts) >= 2:
            _, places = parts[1].split(" ", 1)
            spans[parts[0]] = [(int(a), int(b)) for a, b in (p.split() for p in places.split(";"))]
        elif line.startswith("E") and len(parts) >= 2:
            roles: dict[str, list[str]] = {}
            for argument in parts[1].split():
                role, target = argument.split(":", 1)
                roles.setdefault(role.rstrip("0123456789").lower(), []).append(target)
            events.append(roles)
    found = []
    for roles in events:
        part = {r: words_in(text, [s for t in roles.get(r, []) for s in spans.get(t, [])]) for r in ROLES}
        found.append(Attribution(part["source"], part["cue"], part["content"]))
    return [a for a in found if a.content]


def told_in(text: str) -> list[Attribution]:
    """What Dateline reads in the text: each of its lines is a paragraph, the first a headline if it ends without a stop."""
    blocks: list[tuple[int, Block]] = []
    place = 0
    for number, line in enumerate(text.split("\n")):
        kind: BlockKind = "headline" if number == 0 and line and line[-1] not in '.?!”"' else "body"
        if line.strip():
            blocks.append((number, Block(kind, place, place + len(line), "en")))
        place += len(line) + 1
    passage = load_pack("en").read_blocks(text, blocks, [Reference.at("2016-10-15")] * len(blocks))
    parts: dict[object, list[Quotation]] = {}
    for quotation in passage.quotations:
        joined = (quotation.cue.start, quotation.cue.end) if quotation.cue and quotation.direct else id(quotation)
        parts.setdefault(joined, []).append(quotation)
    return [
        Attribution(
            words_in(text, {(q.speaker.start, q.speaker.end) for q in group if q.speaker}),
            words_in(text, {(q.cue.start, q.cue.end) for q in group if q.cue}),
            words_in(text, {(q.start, q.end) for q in group}),
        )
        for group in parts.values()
    ]


def compare(text: str, marked: list[Attribution], told: list[Attribution], tally: Tally) -> None:
    """Add one text to the tally."""
    for role in ROLES:
        count_spans(
            {a.role(role) for a in marked} - {frozenset()}, {a.role(role) for a in told} - {frozenset()}, role, tally
        )
    right = {id(m) for m in marked for t in told if m.content & t.content and m.source & t.source}
    pairs = tally.of("pairs")
    pairs.right += len(right)
    pairs.marked += sum(1 for m in marked if m.source)
    pairs.told += sum(1 for t in told if t.source)
    for attribution, others, kind in ((marked, told, "missed"), (told, marked, "too much")):
        for item in attribution:
            if not any(item.content & o.content for o in others):
                tally.errors.append(f"[{kind}] {excerpt(text, item)}")
            elif kind == "missed" and item.source and id(item) not in right:
                tally.errors.append(f"[other source] {excerpt(text, item)}")


def count_spans(marked: set[Words], told: set[Words], role: str, tally: Tally) -> None:
    """Exact spans, best overlapping partners one to one, and words."""
    exact, overlap, words = (tally.of(f"{role} {kind}") for kind in ("exact", "overlap", "words"))
    exact.right += len(marked & told)
    ranked = sorted(
        ((len(m & t), sorted(m), sorted(t), m, t) for m in marked for t in told if m & t),
        key=lambda r: (-r[0], r[1], r[2]),
    )
    used: set[tuple[str, Words]] = set()
    for *_, m, t in ranked:
        if ("m", m) not in used and ("t", t) not in used:
            used |= {("m", m), ("t", t)}
            overlap.right += 1
    ours, theirs = frozenset().union(*told), frozenset().union(*marked)
    words.right += len(ours & theirs)
    for score, a, b in ((exact, marked, told), (overlap, marked, told), (words, theirs, ours)):
        score.marked += len(a)
        score.told += len(b)


def excerpt(text: str, item: Attribution) -> str:
    """An attribution on one line."""
    every = sorted(item.source | item.cue | item.content)
    names = {role: " ".join(_WORD.match(text, w).group() for w in sorted(item.role(role))) for role in ROLES}  # type: ignore[union-attr]
    around = text[max(0, every[0] - 40) : every[-1] + 60].replace("\n", " ")
    return f"{names['source'][:50]} | {names['cue'][:30]} | {names['content'][:120]}   <- {around[:260]}"


if __name__ == "__main__":
    sys.exit(main())
