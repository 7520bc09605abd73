"""Headlines: noun endings, commas and ellipses instead of particles and verbs."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from dateline.lang.data import load_table
from dateline.lang.ko import lexicon
from dateline.lang.ko.analysis import Token
from dateline.lang.ko.building import build_act
from dateline.lang.ko.chains import SentenceParts
from dateline.lang.ko.clauses import Clause, Phrase, find_phrases, mentions_of, quote_spans
from dateline.lang.ko.entering import enter_clause
from dateline.lang.ko.frames import build_statement
from dateline.lang.ko.headline_events import find_headline_event
from dateline.lang.ko.lexicon import Predicate
from dateline.lang.ko.scene import Frame, Scene, Subject, Told, subject_of
from dateline.model import Act, Quote

_BREAK = re.compile(r"…|\.{2,}|‥|,\s|;\s| [-–—|] ")


_SHORT = frozenset({"어", "아", "여"})


def is_headline(text: str, part: SentenceParts, tokens: Sequence[Token]) -> bool:
    """Whether the words end without a final ending outside quotation marks; 않아 and 밝혀 are endings of headlines."""
    quotes = quote_spans(text, part.start, part.end)
    outside = [t for t in tokens if not any(a <= t.start < b for a, b in quotes)]
    return not any(t.tag == "EF" and t.form not in _SHORT for t in outside[-4:]) and not text[: part.end].endswith(
        ("다.", "다")
    )


def read_headline(scene: Scene, part: SentenceParts, holders: dict[int, int]) -> list[Act]:
    """The acts of a headline. Its subject is the party before the first comma or quotation; what has none is left out."""
    scene.today = part.day
    text = scene.text
    quotes = quote_spans(text, part.start, part.end)
    near = mentions_of(part, scene.mentions)
    frame = Frame()
    acts: list[Act] = []
    for start, end in _segments(text, part, quotes):
        words = [w for w in part.words if start <= w.start < end]
        quote = next((q for q in quotes if start <= q[0] < end), None)
        outside = [w for w in words if quote is None or not quote[0] <= w.start < quote[1]]
        clause = Clause(start, end, "final", tuple(find_phrases(text, outside, near, holders)), quote)
        _take_subject(scene, clause, frame, first=not frame.subject.parties)
        enter_clause(scene, clause, frame, (), keep_subject=True)
        told = Told(None, text[start:end], part.start, part.end, end)
        if (event := find_headline_event(scene, clause, frame, told)) is not None:
            acts.append(event)
            continue
        if not frame.subject.parties:
            continue
        if quote is not None:
            hit = lexicon.find_predicate(text, *quote)
            after = lexicon.find_predicate(text, quote[1] + 1, end)
            acts.append(build_statement(scene, clause, quote, frame, (frame.subject, None, after, hit, None, part)))
            continue
        hit = lexicon.find_predicate(text, start, end)
        if hit is None:
            continue
        if not frame.partners and (guest := _guest(scene, clause, hit, frame.subject)) is not None:
            frame.partners = (guest,)
        if hit.entry.role != "say" or _names_matter(text[start : hit.start].rstrip()):
            act = build_act(scene, clause, frame, told, hit)
            if act is not None:
                acts.append(act)
    return acts


def _names_matter(words: str) -> bool:
    """Whether words are topics and no more, or what is done to them (정상회의 연기)."""
    if lexicon.whole_topics(words):
        return True
    before, _, last = words.rpartition(" ")
    return last in _deed_nouns() and bool(lexicon.whole_topics(before))


@cache
def _deed_nouns() -> frozenset[str]:
    return frozenset(str(deed["noun"]) for deed in load_table("ko", "goals")["deeds"].values())


_SEEN = frozenset({"received", "met"})


def _guest(scene: Scene, clause: Clause, hit: Predicate, subject: Subject) -> Quote | None:
    """Whom the subject met: the party without a particle right before the verb (…, 홍길동 장관 접견)."""
    if hit.entry.meeting not in _SEEN:
        return None
    before = (p for p in clause.phrases if p.party is not None and p.place is None and p.role == "bare")
    near = next((p for p in before if scene.text[p.end : hit.start] == " "), None)
    if near is None or near.party is None:
        return None
    quote = scene.quote(near.party)
    return quote if quote not in subject.parties else None


def _segments(text: str, part: SentenceParts, quotes: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    spans: list[tuple[int, int]] = []
    start = part.start
    for match in _BREAK.finditer(text, part.start, part.end):
        if any(a <= match.start() < b for a, b in quotes):
            continue
        if match.start() > start:
            spans.append((start, match.start()))
        start = match.end()
    if start < part.end:
        spans.append((start, part.end))
    return spans


def _half_of_pair(scene: Scene, start: int, bare: Sequence[Phrase]) -> bool:
    """Whether a name is joined by a dash or dot to another that could not be made out."""
    return scene.text[start - 1 : start] in ("-", "·", "∙", "–") and not any(p.end == start - 1 for p in bare)


def _take_subject(scene: Scene, clause: Clause, frame: Frame, *, first: bool) -> None:
    marked = next((p for p in clause.phrases if p.party is not None and p.role in ("top", "nom")), None)
    if marked is not None:
        frame.subject, frame.partners = subject_of(scene, clause, marked), ()
        return
    if not first or not clause.phrases:
        return
    edge = clause.quoted[0] - 1 if clause.quoted else clause.end
    bare = [p for p in clause.phrases if p.party is not None and p.role == "bare" and p.end <= edge]
    last = next((p for p in reversed(bare) if not scene.text[p.end : edge].strip(" -·")), None)
    if last is None:
        return
    if _half_of_pair(scene, last.start, bare):
        return
    subject = subject_of(scene, clause, last)
    others = [
        scene.quote(p.party)
        for p in bare
        if p is not last and p.party is not None and scene.text[p.end : p.end + 1] in ("-", "·", "∙", "–")
    ]
    frame.subject = Subject((*others, *(q for q in subject.parties if q not in others)), subject.collective)
