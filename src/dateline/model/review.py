"""Reviews: what an editor decided on one report, kept for good."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

ReviewAct = Literal["approve", "edit", "refuse", "undo"]
SCOPES = ("facts", "sources", "plausibility", "translation", "headline", "language")


class Review(Struct, frozen=True, kw_only=True):
    """One decision on the report of a story in a language. ``digest`` is that of the text it was made on (for an edit, of
    the text it made). ``texts`` are an edit's sentences, headline first, and ``base`` the report they replace those of;
    ``findings`` what the checker held against them. ``edited`` says whether an approved text is an editor's own.
    ``undoes`` names an earlier decision."""

    id: str
    act: ReviewAct
    story: str
    lang: str
    digest: str
    by: str
    role: str
    at: str
    scope: tuple[str, ...] = ()
    reason: str | None = None
    responsible: str | None = None
    texts: tuple[str, ...] = ()
    base: str | None = None
    findings: tuple[str, ...] = ()
    edited: bool = False
    undoes: str | None = None


def is_full(review: Review) -> bool:
    """Whether an approval says who, in which role, when, what was checked and of which text; without it there is none."""
    return review.act == "approve" and all((review.by, review.role, review.at, review.scope, review.digest))
