"""Quotations: words in marks and indirect speech, each with its speaker and the verb that gives them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dateline.lang.ko import lexicon
from dateline.lang.ko.chains import Linked, SentenceParts
from dateline.lang.ko.clauses import Clause, quote_spans
from dateline.lang.ko.frames import words_said
from dateline.lang.ko.lexicon import Bounds
from dateline.lang.ko.scene import Frame, Scene, Subject, first_of_report, speakers_of
from dateline.model import DateValue, Quotation, Quote

_TOLD = ("say", "ask", "one", "joint", "confirm")
_SAID = re.compile(r"(?:말|강조|설명|언급|답|주장|당부|지적|평가)했다")
_LABEL = re.compile(r"[가-힣A-Za-z0-9·]{1,6}")


def find_quotations(
    text: str,
    parts: Sequence[SentenceParts],
    clauses: Sequence[Sequence[Clause]],
    linked: Linked,
    dates: Sequence[DateValue],
) -> tuple[Quotation, ...]:
    """The quotations of the sentences given, in page order. A speaker that the sentence does not name is the last one
    that spoke, where the sentence has no subject of its own."""
    scene = Scene(text, linked.mentions, dates, Bounds(frozenset(), frozenset()))
    found: list[Quotation] = []
    last = Subject()
    for part, own in zip(parts, clauses, strict=True):
        spoken, last = _sentence(scene, part, own, last)
        found.extend(spoken)
    return tuple(found)


def _sentence(
    scene: Scene, part: SentenceParts, clauses: Sequence[Clause], last: Subject
) -> tuple[list[Quotation], Subject]:
    found: list[Quotation] = []
    frame = Frame(subject=last)
    first, covered = 0, []
    for index, clause in enumerate(clauses):
        if clause.ending not in ("quote", "quoteand"):
            continue
        first = first_of_report(clauses, first, index)
        reporter = clauses[index + 1] if clause.ending == "quote" and index + 1 < len(clauses) else None
        speaker, inner = speakers_of(scene, clauses[first : index + 1], reporter, frame)
        saying = lexicon.find_predicate(scene.text, reporter.start, reporter.end) if reporter else None
        cue = None
        if saying is not None and saying.entry.role in _TOLD:
            cue = Quote(scene.text[saying.start : saying.end], saying.start, saying.end)
        words = words_said(scene, clauses[first : index + 1], speaker, inner)
        if (
            words is not None
            and not _SAID.fullmatch(words.text)
            and (clause.quoted or cue is not None or clause.ending == "quoteand")
        ):
            found.append(_quotation(words, bool(clause.quoted), speaker, cue))
            covered.append((words.start, words.end))
        frame.subject, first = speaker, index + 1
        last = speaker if speaker.parties else last
    found.extend(_partial(scene, part, clauses, covered))
    return sorted(found, key=lambda q: q.start), last


def _quotation(words: Quote, direct: bool, speaker: Subject, cue: Quote | None) -> Quotation:
    named = speaker.parties[0] if len(speaker.parties) == 1 else None
    return Quotation(text=words.text, start=words.start, end=words.end, direct=direct, speaker=named, cue=cue)


def _partial(
    scene: Scene, part: SentenceParts, clauses: Sequence[Clause], covered: Sequence[tuple[int, int]]
) -> list[Quotation]:
    """Words in double marks inside a clause or headline; a mere label (one word) is no quotation."""
    found: list[Quotation] = []
    edge = part.start
    for start, end in quote_spans(scene.text, part.start, part.end):
        words = scene.text[start:end]
        if any(a < end and start < b for a, b in covered) or not words.strip() or _LABEL.fullmatch(words):
            continue
        before = [
            p
            for c in clauses
            for p in c.phrases
            if p.party is not None and edge <= p.start and p.end <= start and p.role in ("top", "nom", "bare", "also")
        ]
        edge = end
        speaker = scene.quote(before[-1].party) if before and before[-1].party is not None else None
        found.append(Quotation(text=words, start=start, end=end, direct=True, speaker=speaker))
    return found
