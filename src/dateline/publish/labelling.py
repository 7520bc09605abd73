"""The label of a report in the forms that machines read: one source for feeds, metadata, items and downloads."""

from __future__ import annotations

from importlib.metadata import version
from typing import Any

from dateline.model import AT_TOP, Report, Story
from dateline.publish.instants import instant
from dateline.publish.past import correction_words, corrections_of, modified
from dateline.publish.plain import plain
from dateline.publish.view import TAGS, Desk

IPTC = "http://cv.iptc.org/newscodes/digitalsourcetype/"
REVIEW = "urn:dateline:review"
"""The scheme of the review states ``none``, ``checked`` and ``edited`` where a feed has categories."""


def source_term(desk: Desk, report: Report) -> str:
    """IPTC's term for how the report was made: by the grammar, by a language model, or by one and put in an editor's words."""
    if report.written_by == "grammar":
        return "algorithmicMedia"
    review = desk.reviews.get(report.story)
    return "compositeWithTrainedAlgorithmicMedia" if review and review.edited else "trainedAlgorithmicMedia"


def review_state(desk: Desk, story: str) -> str:
    """Whether an editor approved the very text of a report (``checked``), or wrote it (``edited``); else ``none``."""
    review = desk.reviews.get(story)
    return "none" if review is None else "edited" if review.edited else "checked"


def review_said(desk: Desk, story: str) -> str:
    """Who has reviewed a report, when and how, in words; or that nobody has."""
    review = desk.reviews.get(story)
    return str(desk.words["unreviewed"]) if review is None else desk.review_words(review)


def announced(desk: Desk, story: Story) -> str:
    """The label, what was corrected, and the first thing that the report says: how feeds announce it."""
    report = desk.reports[story.id]
    notes = [correction_words(desk, c) for c in corrections_of(desk, story) if c.kind in AT_TOP]
    joint = str(desk.words["label_joint"])
    return joint.join(part for part in (desk.announced_label(report), *notes, desk.first_words(report)) if part)


def paragraphs(desk: Desk, story: Story) -> list[str]:
    """What feeds give of a report: the label in full, the corrections, then every sentence."""
    report = desk.reports[story.id]
    notes = [correction_words(desk, c) for c in corrections_of(desk, story)]
    parts = (report.standfirst, *report.sentences)
    return [
        str(desk.words["label_stop"]).join(desk.label(report)),
        *notes,
        *(plain(s.text) for s in parts if s is not None),
    ]


def first_published(desk: Desk, story: Story) -> str:
    """The time that the report had when readers first saw it, whatever came later; or an empty string."""
    return desk.firsts.get(story.id) or desk.stamp(story)


def ai_label(desk: Desk, story: Story) -> dict[str, Any]:
    """The label as one object: how far the text is a machine's, who has reviewed it, when and by what it was made."""
    report = desk.reports[story.id]
    is_grammar = report.written_by == "grammar"
    review = desk.reviews.get(story.id)
    made: dict[str, Any] = {
        "level": "rule_generated" if is_grammar else "ai_generated",
        "text_by": "mixed" if review and review.edited else "rules" if is_grammar else "language_model",
        "translation": "none",
        "review": review_record(desk, story.id),
        "generated_at": modified(desk, story) or instant(""),
        "generator": {
            "name": "dateline",
            "version": version("dateline"),
            "model": None if is_grammar else report.written_by,
        },
        "languages": [TAGS[code] for code in desk.langs_of.get(story.id, (desk.lang,))],
    }
    address = desk.house.address(f"{desk.lang}/about.html")
    return made | ({"methodology_url": address} if address else {})


def review_record(desk: Desk, story: str) -> dict[str, Any]:
    """The review as data: the state; who, in which role, when, what was checked, of which text, and who answers for it."""
    review = desk.reviews.get(story)
    if review is None:
        return {"state": "none"}
    made: dict[str, Any] = {
        "state": review_state(desk, story),
        "by": {"name": plain(review.by), "role": review.role},
        "at": review.at,
        "scope": list(review.scope),
        "version": review.digest,
    }
    return made | ({"editorial_responsibility": {"name": plain(review.responsible)}} if review.responsible else {})
