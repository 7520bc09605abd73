"""What stands of the editors' reviews: the text of each report that may be shown, and its review state."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

import msgspec
from msgspec import Struct

from dateline.model import Report, ReportSentence, Review, digest, is_full
from dateline.newsroom.decided import in_force
from dateline.store import Store
from dateline.write import sentences_of

REVIEWS = "review of a report"
"""The kind of decision under which the store keeps reviews."""
State = Literal["none", "checked", "edited", "draft", "refused"]


class Signed(Struct, frozen=True, kw_only=True):
    """A report as the desk sees it: ``made`` as it was written, ``report`` with an editor's text where there is one, its
    state, and the decision that gives it. A ``draft`` is an edit that nobody has approved yet; ``edit`` is the decision that
    the text comes from, and ``refusal`` the one that keeps the report off the site, whatever was edited since."""

    made: Report
    report: Report
    state: State
    review: Review | None = None
    edit: Review | None = None
    refusal: Review | None = None


def text_digest(report: Report) -> str:
    """The digest of the exact words of a report, which an approval goes by."""
    return digest(report.lang, report.text)


def with_texts(report: Report, texts: Sequence[str]) -> Report:
    """The report in an editor's words: one text a sentence, headline first; an empty one leaves the sentence out.

    Raises ValueError where the headline is empty or the number of texts is not that of the sentences."""
    parts = sentences_of(report)
    if len(texts) != len(parts):
        raise ValueError(f"the report has {len(parts)} sentences, not {len(texts)}")
    if not texts[0].strip():
        raise ValueError("a report needs its headline")
    placed: list[ReportSentence] = []
    at = 0
    for sentence, text in zip(parts, texts, strict=True):
        words = " ".join(text.split())
        if words:
            placed.append(msgspec.structs.replace(sentence, text=words, start=at, end=at + len(words)))
            at += len(words) + 1
    whole = "\n".join(s.text for s in placed)
    return msgspec.structs.replace(
        report,
        id="r" + digest(report.id, whole)[:16],
        text=whole,
        headline=placed[0],
        standfirst=next((s for s in placed if s.section == "standfirst"), None),
        sentences=tuple(s for s in placed if s.section not in ("headline", "standfirst")),
    )


def signed_reports(reports: Sequence[Report], reviews: Sequence[Review]) -> tuple[Signed, ...]:
    """Every report with what the editors' decisions come to. The last one that stands decides: an edit resets an approval,
    an approval holds for its exact text alone, a refusal until it is undone or the report is approved."""
    latest: dict[tuple[str, str], list[Review]] = {}
    for review in in_force(reviews):
        latest.setdefault((review.story, review.lang), []).append(review)
    return tuple(_signed(report, latest.get((report.story, report.lang), [])) for report in reports)


def _signed(made: Report, reviews: Sequence[Review]) -> Signed:
    edit = next((r for r in reversed(reviews) if r.act == "edit"), None)
    edit = edit if edit is not None and edit.base == made.id else None
    report = with_texts(made, edit.texts) if edit is not None else made
    last = reviews[-1] if reviews else None
    ruled = next((r for r in reversed(reviews) if r.act != "edit"), None)
    refusal = ruled if ruled is not None and ruled.act == "refuse" else None
    if last is not None and last is refusal:
        state: State = "refused"
    elif last is not None and is_full(last) and last.digest == text_digest(report):
        state = "checked" if edit is None else "edited"
    elif edit is not None:
        state, last = "draft", edit
    else:
        state, last = ("refused", refusal) if refusal is not None else ("none", last)
    return Signed(made=made, report=report, state=state, review=last, edit=edit, refusal=refusal)


def shown_reports(store: Store, reports: Sequence[Report]) -> tuple[tuple[Report, ...], tuple[Review, ...]]:
    """The reports as the site shows them, and the approvals that hold for their exact text. An edit is shown once it is
    approved; a refused report is blocked with the reason."""
    shown: list[Report] = []
    approvals: list[Review] = []
    for signed in signed_reports(reports, store.decisions(REVIEWS, Review)):
        review = signed.review
        if signed.refusal is not None:
            shown.append(
                msgspec.structs.replace(signed.made, blocked=signed.made.blocked or f"refused: {signed.refusal.reason}")
            )
        elif signed.state in ("checked", "edited") and review is not None:
            shown.append(signed.report)
            approvals.append(review)
        else:
            shown.append(signed.made)
    return tuple(shown), tuple(approvals)
