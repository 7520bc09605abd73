"""Quotations: words in marks, and content told as somebody's, with the speaker."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from dateline.lang.en import clauses
from dateline.lang.en.analyser import Parsed
from dateline.lang.en.clauses import Scene
from dateline.lang.en.frames import lemma_of, listed
from dateline.lang.en.places import Found
from dateline.model import Quotation, Quote

_CURLY = re.compile(r"“([^“”]{1,1200})”")
_STRAIGHT = re.compile(r'"([^"\n]{1,1200})"')
_SINGLE = re.compile(r"(?<![\w])[‘']([^‘’'\n“”\"]{2,300}(?:[’'](?=\w)[^‘’'\n“”\"]{1,200})*)[’'](?!\w)")


def find(scene: Scene, text: str, sentences: Sequence[Parsed]) -> list[Quotation]:
    """The quotations of all sentences, direct ones first where both tell the same words."""
    found: list[Quotation] = []
    for start, end in _block_extents(sentences):
        found += _direct(scene, text, start, end, sentences)
    for sentence in sentences:
        if not sentence.title_case:
            found += _indirect(scene, text, sentence, found)
    return sorted(found, key=lambda q: (q.start, q.end))


def _block_extents(sentences: Sequence[Parsed]) -> list[tuple[int, int]]:
    extents: dict[int, tuple[int, int]] = {}
    for sentence in sentences:
        first, last = extents.get(sentence.block, (sentence.start, sentence.end))
        extents[sentence.block] = (min(first, sentence.start), max(last, sentence.end))
    return list(extents.values())


def _direct(scene: Scene, text: str, start: int, end: int, sentences: Sequence[Parsed]) -> list[Quotation]:
    found: list[Quotation] = []
    previous: tuple[Quote | None, Quote | None] = (None, None)
    for pattern in (_CURLY, _STRAIGHT, _SINGLE):
        for match in pattern.finditer(text, start, end):
            first, last = match.start(1), match.end(1)
            if not match[1].strip() or any(q.start <= first and last <= q.end for q in found):
                continue
            speaker, cue = _speaker(scene, text, first, last, sentences)
            if speaker is None and previous[0] is not None and found and first - found[-1].end < 120:
                speaker, cue = previous
            previous = (speaker, cue)
            found.append(Quotation(text=text[first:last], start=first, end=last, direct=True, speaker=speaker, cue=cue))
    return found


def _speaker(
    scene: Scene, text: str, first: int, last: int, sentences: Sequence[Parsed]
) -> tuple[Quote | None, Quote | None]:
    near = [s for s in sentences if s.start < last + 2 and first - 2 < s.end]
    for sentence in near:
        found = _by_verb(scene, sentence, first, last)
        if found[0] is not None:
            return found
    return None, None


def _by_verb(scene: Scene, sentence: Parsed, first: int, last: int) -> tuple[Quote | None, Quote | None]:
    """The verb of saying nearest outside the quotation, and its subject."""
    verbs = []
    for token in sentence.doc:
        offset = sentence.start + token.idx
        if token.pos_ != "VERB" or first <= offset < last:
            continue
        if lemma_of(token) in listed("speech", "verbs") or _governs(sentence, token, first, last):
            verbs.append((min(abs(offset - last), abs(first - offset)), token))
    for _, verb in sorted(verbs, key=lambda v: (v[0], v[1].i)):
        speaker = _subject(scene, sentence, verb)
        if speaker is not None and not first <= speaker.start < last:
            start, end = sentence.span(verb.i, verb.i)
            return scene.register.quote(speaker), Quote(scene.register.text[start:end], start, end)
    return None, None


def _governs(sentence: Parsed, verb: Any, first: int, last: int) -> bool:
    return any(
        first <= sentence.start + t.idx < last
        for c in verb.children
        if c.dep_ in ("dobj", "xcomp", "ccomp", "prep")
        for t in c.subtree
    )


def _subject(scene: Scene, sentence: Parsed, verb: Any) -> Found | None:
    seen = verb
    for _ in range(4):
        for token in clauses.subject_of(seen):
            if clauses.is_collective(sentence, token):
                return None
            return clauses.find_mention(scene, sentence, token)
        if seen.dep_ not in ("conj", "advcl", "xcomp") or seen.head is seen:
            return None
        seen = seen.head
    return None


def _indirect(scene: Scene, text: str, sentence: Parsed, direct: Sequence[Quotation]) -> list[Quotation]:
    found: list[Quotation] = []
    for token in sentence.doc:
        if token.pos_ != "VERB" or lemma_of(token) not in listed("speech", "verbs"):
            continue
        content = next((c for c in token.children if c.dep_ == "ccomp"), None)
        speaker = _subject(scene, sentence, token) if content is not None else None
        if content is None or speaker is None:
            continue
        tokens = [t for t in content.subtree if not t.is_punct and not (t.dep_ == "mark" and t.lower_ == "that")]
        if not tokens:
            continue
        start, end = sentence.span(tokens[0].i, tokens[-1].i)
        if start <= speaker.start < end or any(
            q.start < end and start < q.end and q.start <= start + 2 for q in direct
        ):
            continue
        cue_start, cue_end = sentence.span(token.i, token.i)
        found.append(
            Quotation(
                text=text[start:end],
                start=start,
                end=end,
                direct=False,
                speaker=scene.register.quote(speaker),
                cue=Quote(text[cue_start:cue_end], cue_start, cue_end),
            )
        )
    return found
