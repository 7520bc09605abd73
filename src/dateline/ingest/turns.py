"""Transcripts: who speaks in which paragraph. A turn is one block that begins with its speaker's label, so that what
reads it can attribute it; the speaker's further paragraphs belong to the same block."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from dateline.ingest.draft import Piece

_LABELS = (
    re.compile(
        r"(?P<label>[^\s:：.。!?！？「」“”\"][^:：.。!?！？「」“”\"]{0,39}|(?:Mr|Mrs|Ms|Dr|MR|MRS|MS|DR)\. ?[^:：.。]{1,36})"
        r"[:：]\s*(?=\S)"
    ),
    re.compile(r"[（(【\[<〈〔](?P<label>[^）)】\]>〉〕]{1,24})[）)】\]>〉〕]\s*(?=\S)"),
)
_BULLET = re.compile(r"[-•·○●◯◇◆△▲▶]\s*")
LEAST_TURNS = 5
MOST_SPEAKERS = 40
_SHARE = 0.3  # of a transcript's paragraphs, the least that begin a turn


def speaker_of(paragraph: str) -> str | None:
    """The label that a paragraph begins with as a transcript's turn does (``Q:``, ``（記者）``, ``○ 대변인:``), or None."""
    words = _BULLET.sub("", paragraph, count=1) if _BULLET.match(paragraph) else paragraph
    for pattern in _LABELS:
        found = pattern.match(words)
        if found and (label := found["label"].strip()) and _is_name_like(label):
            return label
    return None


def _is_name_like(label: str) -> bool:
    """Whether a label in letters with case is written as names and titles are; "He said" is none."""
    cased = [word for word in label.split() if word[0].lower() != word[0].upper()]
    return sum(word[0].islower() for word in cased) <= (1 if len(cased) > 2 else 0)


def is_transcript(paragraphs: Sequence[str]) -> bool:
    """Whether paragraphs are the turns of a conversation: few speakers who speak again and again."""
    labels = [label for words in paragraphs if (label := speaker_of(words)) is not None]
    counts = Counter(labels)
    again = sum(count for count in counts.values() if count > 1)
    return (
        len(labels) >= LEAST_TURNS
        and 2 <= len(counts) <= MOST_SPEAKERS
        and sum(count > 1 for count in counts.values()) >= 2
        and again >= 0.6 * len(labels)
        and len(labels) >= _SHARE * len(paragraphs)
    )


def fold_turns(pieces: Sequence[Piece]) -> list[Piece] | None:
    """The pieces with each turn in one block, where the body is a transcript; else None.

    In a transcript a line that looked like a byline or a caption is what somebody said; a line before the first turn
    stays what it was.
    """
    spoken = [p for p in pieces if p.kind in ("body", "standfirst", "byline", "caption") and p.discloses is None]
    if not is_transcript([p.text for p in spoken]):
        return None
    inside = {id(p) for p in spoken}
    out: list[Piece] = []
    turn: Piece | None = None
    for piece in pieces:
        if id(piece) not in inside:
            out.append(piece)
            turn = None if piece.kind == "headline" else turn
        elif speaker_of(piece.text) is not None:
            turn = Piece("body", piece.text)
            out.append(turn)
        elif turn is not None:
            turn.text = f"{turn.text}\n{piece.text}"
        else:
            out.append(piece)
    return out
