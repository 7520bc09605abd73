"""Review and sign-off: approve, edit or refuse a report, and take such a decision back."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
from msgspec import Struct

from dateline.model import SCOPES, Report, Review
from dateline.newsroom.day import Newsroom
from dateline.newsroom.decided import DecisionError, fresh_id, now, undoable
from dateline.newsroom.gate import doubt, judge_report, stands
from dateline.newsroom.papers import story_works
from dateline.newsroom.record import what_is_known
from dateline.newsroom.signed import REVIEWS, Signed, signed_reports, text_digest, with_texts
from dateline.write import sentences_of

ON_ACCOUNT = "withdrawn by correction "
"""What the reason of a refusal begins with that a correction brought; the id of that follows."""


class Editor(Struct, frozen=True, kw_only=True):
    """Who decides, and in which role."""

    name: str
    role: str


class StaleError(DecisionError):
    """A decision on words that are not those of the report any more."""


def reviews_made(newsroom: Newsroom) -> tuple[Review, ...]:
    """Every decision on a report, in the order in which they were made."""
    return newsroom.store.decisions(REVIEWS, Review)


def signed_by_story(newsroom: Newsroom, story: str | None = None) -> tuple[Signed, ...]:
    """The reports on record, of one story or all, as the editors' decisions have them."""
    reports = newsroom.store.state("reports", list[Report]) or []
    return signed_reports([r for r in reports if story in (None, r.story)], reviews_made(newsroom))


def approve_report(
    newsroom: Newsroom, story: str, lang: str, seen: str, editor: Editor, *, scope: Sequence[str], reason: str = ""
) -> Review:
    """Approve the text whose digest is ``seen``. Raises DecisionError where the text is another by now, nothing is said to
    have been checked, or the checker holds something against an edit and no reason is given."""
    signed = _signed(newsroom, story, lang)
    checked = tuple(s for s in SCOPES if s in scope)
    if text_digest(signed.report) != seen:
        raise StaleError("the report has changed since it was shown: read it again")
    if not checked:
        raise DecisionError("say what was checked")
    _raise_if_withdrawn(signed)
    held = signed.edit.findings if signed.edit is not None else ()
    if held and not reason.strip():
        raise DecisionError("the checker holds something against this text: give the reason why it may stand")
    return _add(
        newsroom,
        signed.report,
        "approve",
        editor,
        scope=checked,
        reason=reason.strip() or None,
        edited=signed.edit is not None,
        findings=held,
    )


def edit_report(newsroom: Newsroom, story: str, lang: str, seen: str, texts: Sequence[str], editor: Editor) -> Review:
    """Put the report whose digest is ``seen`` in an editor's words, a text a sentence; any approval ends, and what the
    checker holds against the new text is kept with the edit. Raises DecisionError, StaleError where somebody else has
    changed the text by now."""
    signed = _signed(newsroom, story, lang)
    if text_digest(signed.report) != seen:
        raise StaleError("the report has changed since it was shown: read it again")
    try:
        report = with_texts(signed.made, texts)
    except ValueError as error:
        raise DecisionError(str(error)) from error
    if report.text == signed.report.text:
        raise DecisionError("nothing was changed")
    words = [" ".join(t.split()) for t in texts]
    findings = check_words(newsroom, report)
    return _add(newsroom, report, "edit", editor, texts=tuple(words), base=signed.made.id, findings=findings)


def refuse_report(newsroom: Newsroom, story: str, lang: str, editor: Editor, *, reason: str) -> Review:
    """Keep a report off the site. Raises DecisionError without a reason."""
    if not reason.strip():
        raise DecisionError("a refusal needs its reason")
    return _add(newsroom, _signed(newsroom, story, lang).report, "refuse", editor, reason=reason.strip())


def undo_review(newsroom: Newsroom, id: str, editor: Editor, *, with_correction: bool = False) -> Review:
    """Make a decision on a report void; undoing that brings it back. A refusal on account of a correction goes only with
    that (``with_correction``). Raises DecisionError."""
    made = reviews_made(newsroom)
    void = undoable(made, id)
    if void.reason and void.reason.startswith(ON_ACCOUNT) and not with_correction:
        raise DecisionError(f"the report was withdrawn by a correction: undo {void.reason.removeprefix(ON_ACCOUNT)}")
    at = now()
    undo = msgspec.structs.replace(
        void,
        id=fresh_id("v", "undo", id, len(made), at),
        act="undo",
        by=editor.name,
        role=editor.role,
        at=at,
        scope=(),
        reason=None,
        texts=(),
        base=None,
        findings=(),
        undoes=id,
    )
    newsroom.store.put_decision(REVIEWS, undo.id, undo)
    return undo


def check_words(newsroom: Newsroom, report: Report) -> tuple[str, ...]:
    """What the checker holds against each sentence of a report's text, by the story's articles. Raises DecisionError."""
    known = what_is_known(newsroom, read=True)
    works = story_works(known.articles, known.readings, known.ledger, known.grouping, (report.lang,)) if known else ()
    work = next((w for w in works if w.story.id == report.story), None)
    if work is None:
        raise DecisionError(f"there is no story {report.story} now; make a run")
    gate = judge_report(report, work)
    made = next((s.made for s in signed_by_story(newsroom, report.story) if s.made.lang == report.lang), None)
    own = {s.text for s in sentences_of(made)} if made is not None else set()
    return tuple(
        f"{sentence.text}: {doubt(judged)}"
        for sentence, judged in gate.against
        if sentence.text not in own or stands(judged, sentence, gate.back)  # only our own words are settled by facts
    )


def _raise_if_withdrawn(signed: Signed) -> None:
    reason = (signed.refusal.reason or "") if signed.refusal is not None else ""
    if reason.startswith(ON_ACCOUNT):
        raise DecisionError(f"the report was withdrawn by a correction: undo {reason.removeprefix(ON_ACCOUNT)}")


def _signed(newsroom: Newsroom, story: str, lang: str) -> Signed:
    found = next((s for s in signed_by_story(newsroom, story) if s.made.lang == lang), None)
    if found is None:
        raise DecisionError(f"story {story} has no report in {lang}")
    return found


def _add(newsroom: Newsroom, report: Report, act: str, editor: Editor, **more: object) -> Review:
    at, text = now(), text_digest(report)
    fields = {
        "id": fresh_id("v", act, report.story, report.lang, text, len(reviews_made(newsroom)), at),
        "act": act,
        "story": report.story,
        "lang": report.lang,
        "digest": text,
        "by": editor.name,
        "role": editor.role,
        "at": at,
        "responsible": newsroom.settings.site.publisher,
        **more,
    }
    made = msgspec.convert(fields, Review)
    newsroom.store.put_decision(REVIEWS, made.id, made)
    return made
