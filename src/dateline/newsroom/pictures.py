"""Pictures: what an editor adds to a report, with caption, alternative text and credit in every language, and how it was made."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dateline.model import Picture
from dateline.newsroom.day import PICTURES, Newsroom
from dateline.newsroom.decided import DecisionError, fresh_id, in_force, now, undoable
from dateline.newsroom.history import published_langs
from dateline.publish import imprint

MOST_KB = 70  # a report's page has 100 kB in all


def pictures_made(newsroom: Newsroom) -> tuple[Picture, ...]:
    """Every entry on pictures, in the order in which they were made."""
    return newsroom.store.decisions(PICTURES, Picture)


def pictures_of(newsroom: Newsroom, stories: Sequence[str]) -> tuple[Picture, ...]:
    """The pictures of a story under any of its names."""
    return tuple(p for p in in_force(pictures_made(newsroom)) if p.story in stories)


def put_picture(
    newsroom: Newsroom,
    story: str,
    data: bytes,
    words: Mapping[str, tuple[str, str]],
    *,
    credit: str,
    by_machine: bool,
    by: str,
) -> Picture:
    """Add a picture to a story: ``words`` are the caption and the alternative text of each language. The site shows it from the
    next run on. Raises DecisionError for another kind of file, one that is too large, and where words are missing."""
    try:
        imprint(data, caption="", credit="", by_machine=by_machine)
    except ValueError:
        data = b""
    if not data or len(data) > MOST_KB * 1000:
        raise DecisionError(f"a picture is a PNG or JPEG file of at most {MOST_KB} kB")
    langs = published_langs(newsroom.store, story)
    if not langs:
        raise DecisionError(f"there is no story {story}")
    told = {lang: tuple(" ".join(w.split()) for w in words.get(lang, ("", ""))) for lang in langs}
    bare = [lang for lang in langs if not all(told[lang])] if credit.strip() else list(langs)
    if bare:
        lacking = ", ".join(bare)
        raise DecisionError(f"a picture needs a caption, an alternative text and a credit; there is none in: {lacking}")
    at = now()
    made = Picture(
        id=fresh_id("p", story, data, at),
        story=story,
        at=at,
        by=by,
        original=newsroom.originals.put(data, name=f"{story} picture", url=None, content_type=None),
        credit=" ".join(credit.split()),
        by_machine=by_machine,
        captions={lang: words[0] for lang, words in told.items()},
        alternatives={lang: words[1] for lang, words in told.items()},
    )
    newsroom.store.put_decision(PICTURES, made.id, made)
    return made


def undo_picture(newsroom: Newsroom, id: str, *, by: str) -> Picture:
    """Take a picture off; undoing that brings it back. Raises DecisionError."""
    void = undoable(pictures_made(newsroom), id)
    at = now()
    made = Picture(id=fresh_id("p", "undo", id, at), act="undo", story=void.story, at=at, by=by, undoes=id)
    newsroom.store.put_decision(PICTURES, made.id, made)
    return made
