"""Pasted page text: one page's body, teasers, captions and notices all run together, told apart without markup."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dateline.ingest.draft import Draft, Piece
from dateline.ingest.notices import disclosed_by, is_update_line, kind_of_line
from dateline.ingest.published import parse_stamp

_CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]")
_SENTENCE_END = re.compile(r"[.!?。！？…][\"'”’」』）)]*\s*$")
_WORD = re.compile(r"[A-Za-z][\w'-]+|\d+")
_HEADLINE_LIMIT = 200
_HEADLINE_LEAST = 15
_STANDFIRST_LEAST = 18
_BULLET = re.compile(r"[-•·*‣–]\s")


def read_dump(source: str, text: str) -> Draft:
    """Split a pasted page into its parts.

    Everything after a heading for related stories is a teaser. A paragraph next to a note on a machine-made picture
    is that picture's caption. A paragraph under the headline that the next one tells again is the standfirst.
    """
    paragraphs = [line.strip() for line in text.splitlines() if line.strip()]
    draft = Draft(source)
    draft.pieces = _label(paragraphs, draft)
    if sum(p.kind == "body" for p in draft.pieces) > 1:
        _name_headline(draft.pieces)
    _name_standfirst(draft.pieces)
    _name_last_titles(draft.pieces)
    return draft


def width(text: str) -> float:
    """The length of a text in Latin-letter equivalents: an East Asian character counts for two and a half."""
    wide = len(_CJK.findall(text))
    return len(text) + 1.5 * wide


def _label(paragraphs: list[str], draft: Draft) -> list[Piece]:
    kinds = [kind_of_line(p) for p in paragraphs]
    pieces: list[Piece] = []
    section = "main"
    has_body = False
    for index, (paragraph, kind) in enumerate(zip(paragraphs, kinds, strict=True)):
        if kind in ("related", "comments"):
            section = "teaser" if kind == "related" else "comment"
            pieces.append(Piece("notice", paragraph))
        elif kind in ("ai_image", "ai_text", "correction", "paywall"):
            pieces.append(Piece("notice", paragraph, kind))
        elif kind in ("dateline", "byline") and section == "main":
            if kind == "dateline":
                _note_date(paragraph, draft)
            else:
                draft.byline = draft.byline or paragraph
            pieces.append(Piece("notice" if kind == "dateline" else "byline", paragraph))
        elif kind in ("notice", "dateline", "byline"):
            pieces.append(Piece("notice", paragraph))
        elif kind == "caption" or _is_picture_text(paragraphs, kinds, index):
            pieces.append(Piece("caption", paragraph))
        elif section == "comment":
            pieces.append(Piece("comment", paragraph))
        elif (
            section == "teaser"
            and (has_body or width(paragraph) < 160)
            and not _goes_on(paragraphs, kinds, index, pieces)
        ):
            pieces.append(Piece("teaser", paragraph))
        else:
            section = "main"
            has_body = has_body or width(paragraph) >= 160
            pieces.append(Piece("body", paragraph))
    return pieces


def _goes_on(paragraphs: list[str], kinds: Sequence[str | None], index: int, pieces: Sequence[Piece]) -> bool:
    """Whether the article goes on behind a box of one to three titles set into it: full sentences that name what the
    body has named, while the page's lists of other stories, or its comments, are still to come."""
    titles = 0
    while titles < len(pieces) and pieces[-1 - titles].kind == "teaser":
        titles += 1
    boxed = 1 <= titles <= 3 and not any(_SENTENCE_END.search(p.text) for p in pieces[-titles:])
    if not boxed or not _is_sentence(paragraphs, kinds, index):
        return False
    if not any(kind in ("related", "comments") for kind in kinds[index + 1 :]):
        return False
    following = index + 1
    if kinds[following] is None and not _is_sentence(paragraphs, kinds, following):
        return False  # a title with its summary, then the next title: a list of other stories
    told = _marks(" ".join(p.text for p in pieces if p.kind == "body"))
    own = _marks(paragraphs[index]) - _marks(" ".join(p.text for p in pieces[-titles:]))
    shared = len(own & told)
    return shared >= (1 if _is_sentence(paragraphs, kinds, following) else 4) and shared >= 0.08 * len(own)


def _is_sentence(paragraphs: list[str], kinds: Sequence[str | None], index: int) -> bool:
    words = paragraphs[index]
    return kinds[index] is None and width(words) >= 45 and _SENTENCE_END.search(words) is not None


def _is_picture_text(paragraphs: list[str], kinds: Sequence[str | None], index: int) -> bool:
    """Whether the paragraph describes the picture that the next line says a machine made: one short sentence, in the
    present tense of captions, with nothing but that note behind it."""
    following = kinds[index + 1] if index + 1 < len(kinds) else None
    if following != "ai_image" or index == 0 or width(paragraphs[index]) >= 260:
        return False
    return disclosed_by(paragraphs[index + 1]) == ("ai_image",)


def _note_date(line: str, draft: Draft) -> None:
    stamp = parse_stamp(line)
    if stamp is None:
        return
    if is_update_line(line):
        draft.updated = stamp
    elif draft.published is None:
        draft.published, draft.published_basis = stamp, "text"


def _name_headline(pieces: list[Piece]) -> None:
    """Of the short lines without a full stop that come before the first sentence, the headline is the first that is not
    much shorter than the widest; those before it are the outlet's name and navigation, those below it the standfirst."""
    opening: list[int] = []
    for index in [i for i, p in enumerate(pieces) if p.kind == "body"]:
        words = pieces[index].text
        if width(words) > _HEADLINE_LIMIT or (_SENTENCE_END.search(words) and not words.endswith(("?", "？", "!"))):
            break
        opening.append(index)
    if not opening:
        return
    widest = max(width(pieces[i].text) for i in opening)
    if widest < _HEADLINE_LEAST:
        return
    wide = (i for i in opening if width(pieces[i].text) >= 0.6 * widest and not _BULLET.match(pieces[i].text))
    best = next(wide, None)
    if best is None:  # a list of points and nothing else
        return
    pieces[best].kind = "headline"
    for index in opening:
        if index < best:
            pieces[index].kind = "notice"
        elif index > best and width(pieces[index].text) >= _STANDFIRST_LEAST:
            pieces[index].kind = "standfirst"


def _name_standfirst(pieces: list[Piece]) -> None:
    body = [p for p in pieces if p.kind == "body"]
    if len(body) < 3 or not any(p.kind == "headline" for p in pieces) or any(p.kind == "standfirst" for p in pieces):
        return
    first = body[0]
    if width(first.text) > 700:
        return
    retold = " ".join(p.text for p in body[1:3])
    if _overlap(first.text, retold) >= 0.5:
        first.kind = "standfirst"


def _name_last_titles(pieces: list[Piece]) -> None:
    """Two or more titles behind the last sentence, without a heading of their own, are other stories'."""
    body = [p for p in pieces if p.kind == "body"]
    last = len(body)
    while last > 1 and not _SENTENCE_END.search(body[last - 1].text) and not _BULLET.match(body[last - 1].text):
        last -= 1
    titles = body[last:]
    if len(titles) < 2 or not _SENTENCE_END.search(body[last - 1].text):
        return
    if all(20 <= width(p.text) <= 160 for p in titles):
        for piece in titles:
            piece.kind = "teaser"


def _overlap(a: str, b: str) -> float:
    """The share of the names and numbers (Latin) or character pairs (CJK) of ``a`` that ``b`` has as well."""
    marks_a, marks_b = _marks(a), _marks(b)
    return len(marks_a & marks_b) / len(marks_a) if marks_a else 0.0


def _marks(text: str) -> set[str]:
    wide = _CJK.findall(text)
    if len(wide) * 3 > len(text):
        joined = re.sub(r"[^\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3\d]", "", text)
        return {joined[i : i + 2] for i in range(len(joined) - 1)}
    return {w.lower() for w in _WORD.findall(text) if w[0].isupper() or w.isdigit()}
