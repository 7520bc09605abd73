"""Quotations: words in marks, turns of a transcript, and content told as somebody's, with the speaker and the cue."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import Any

from dateline.lang.en import attribution, clauses, holders
from dateline.lang.en.analyser import Parsed
from dateline.lang.en.clauses import Scene
from dateline.lang.en.frames import lemma_of, listed
from dateline.lang.en.places import Found
from dateline.model import Quotation, Quote

_CURLY = re.compile(r"“([^“”]{1,1200})”")
_STRAIGHT = re.compile(r'"([^"\n]{1,1200})"')
_SINGLE = re.compile(r"(?<![\w])[‘']([^‘’'\n“”\"]{2,300}(?:[’'](?=\w)[^‘’'\n“”\"]{1,200})*)[’'](?!\w)")
_DOUBLED = re.compile(r"''((?:[^'\n]|'(?!')){1,1200})''")
_TURN = re.compile(
    r"(?P<who>(?:(?:M[RS]S?|DR)\. )?[A-Z][A-Z’'-]{2,}(?: [A-Z][A-Z’'-]+){0,3})(?: \([^)\n]{1,40}\))?:\s+(?=\S)"
)
_NEAR = 120
_SCARE_WORDS = 2
_REACH = 40


def find(scene: Scene, text: str, sentences: Sequence[Parsed]) -> list[Quotation]:
    """The quotations of all sentences, direct ones first where both tell the same words."""
    found: list[Quotation] = []
    for start, end in _block_extents(sentences):
        turn = _turn(scene, text, start, end)
        found += [turn] if turn is not None else _direct(scene, text, start, end, sentences)
    turns = [(q.start, q.end) for q in found if q.cue is not None and q.cue.text == ":"]
    for sentence in sentences:
        if sentence.is_prose() and not sentence.title_case and not any(a <= sentence.start < b for a, b in turns):
            found += _indirect(scene, text, sentence, found)
    return sorted(found, key=lambda q: (q.start, q.end))


def _block_extents(sentences: Sequence[Parsed]) -> list[tuple[int, int]]:
    extents: dict[int, tuple[int, int]] = {}
    for sentence in sentences:
        first, last = extents.get(sentence.block, (sentence.start, sentence.end))
        extents[sentence.block] = (min(first, sentence.start), max(last, sentence.end))
    return list(extents.values())


def _turn(scene: Scene, text: str, start: int, end: int) -> Quotation | None:
    """``MS. VALE: ...``: the whole paragraph is what she said."""
    match = _TURN.match(text, start, end)
    if match is None:
        return None
    named = next((f for f in scene.register.at(match.start(), match.end("who"), "person")), None)
    who = scene.register.quote(named) if named is not None else _quote(text, *match.span("who"))
    colon = text.index(":", match.end("who"), match.end())
    return Quotation(
        text=text[match.end() : end],
        start=match.end(),
        end=end,
        direct=True,
        speaker=who,
        cue=_quote(text, colon, colon + 1),
    )


def _quote(text: str, start: int, end: int) -> Quote:
    return Quote(text[start:end], start, end)


def _direct(scene: Scene, text: str, start: int, end: int, sentences: Sequence[Parsed]) -> list[Quotation]:
    found: list[Quotation] = []
    previous: tuple[Quote | None, Quote | None] = (None, None)
    matches = sorted(
        (m.span(1) for pattern in (_CURLY, _STRAIGHT, _DOUBLED, _SINGLE) for m in pattern.finditer(text, start, end)),
        key=lambda s: (s[0], -s[1]),
    )
    for first, last in matches:
        if not text[first:last].strip() or (found and found[-1].start <= first < found[-1].end):
            continue
        speaker, cue = _speaker(scene, text, first, last, sentences)
        if speaker is None and previous[0] is not None and found and first - found[-1].end < _NEAR:
            speaker, cue = previous
        if speaker is None and _only_named(text[first:last]):
            continue
        previous = (speaker, cue)
        found.append(Quotation(text=text[first:last], start=first, end=last, direct=True, speaker=speaker, cue=cue))
    return found


def _only_named(words: str) -> bool:
    """Whether words in marks without a speaker are a title or so-called, not something said."""
    long = [w for w in words.split() if len(w) > 3 and w[0].isalpha()]
    return len(words.split()) <= _SCARE_WORDS or (bool(long) and all(w[0].isupper() for w in long))


def _speaker(
    scene: Scene, text: str, first: int, last: int, sentences: Sequence[Parsed]
) -> tuple[Quote | None, Quote | None]:
    after = bisect_left(sentences, last + 2, key=lambda s: s.start)
    near = [s for s in sentences[max(0, after - _REACH) : after] if first - 2 < s.end and s.is_prose()]
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
        says = lemma_of(token) in listed("speech", "verbs") or lemma_of(token) in listed("speech", "beside")
        if says or _governs(sentence, token, first, last):
            verbs.append((min(abs(offset - last), abs(first - offset)), token))
    for _, verb in sorted(verbs, key=lambda v: (v[0], v[1].i)):
        speaker = _subject(scene, sentence, verb)
        if speaker is not None and not first <= speaker.start < last:
            return scene.register.quote(speaker), _quote(scene.register.text, *attribution.cue_span(sentence, verb))
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
            if holders.is_collective(sentence, token):
                return None
            return holders.find_mention(scene, sentence, token)
        if seen.dep_ not in ("conj", "advcl", "xcomp") or seen.head is seen:
            return None
        seen = seen.head
    return None


def _indirect(scene: Scene, text: str, sentence: Parsed, direct: Sequence[Quotation]) -> Iterator[Quotation]:
    marked = [(q.start, q.end) for q in direct if q.direct]
    for told in attribution.read(scene, sentence):
        start, end = told.content
        if any(a < end and start < b and a <= start + 2 for a, b in marked):
            continue
        yield Quotation(
            text=text[start:end],
            start=start,
            end=end,
            direct=False,
            speaker=_quote(text, *told.source),
            cue=_quote(text, *told.cue),
        )
