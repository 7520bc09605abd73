"""What became of earlier words: corrections in the page's language, the versions of a report, reports that are no more."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from difflib import SequenceMatcher
from typing import Any

from dateline.model import AT_TOP, Correction, Doubted, Lost, ReportSentence, Story, Version, Wording
from dateline.publish.instants import instant
from dateline.publish.plain import plain
from dateline.publish.view import Desk

_STOPS = ".。．"
_SPACED = ("en", "ko")
Part = dict[str, str]


def correction_values(desk: Desk, correction: Correction) -> dict[str, Any]:
    """A correction as pages show it: its kind and day in words, and its lines."""
    kind = str(desk.words[f"kind_of_{correction.kind}"])
    head = str(desk.words["correction_head"]).format_map({"kind": kind, "day": desk.day(correction.at)})
    return {
        "id": correction.id,
        "kind": correction.kind,
        "head": head,
        "iso": correction.at[:10],
        "at_top": correction.kind in AT_TOP,
        "lines": list(_lines(desk, correction)),
    }


def correction_words(desk: Desk, correction: Correction) -> str:
    """The same in one line, for feeds and machines."""
    shown = correction_values(desk, correction)
    gap = "" if desk.lang in ("ja", "zh") else " "
    return f"{shown['head']}{desk.words['correction_joint']}{gap.join(shown['lines'])}".strip()


def _lines(desk: Desk, correction: Correction) -> Iterator[str]:
    note = correction.notes.get(desk.lang)
    if note:
        yield plain(note)
    for wording in correction.changes.get(desk.lang, ()):
        yield _wording(desk, wording, by_hand=correction.by != "rule")
    if correction.by == "rule" and (correction.cause != "editor" or correction.kind == "withdrawn"):
        yield str(desk.words[f"because_{correction.cause}"])


def _wording(desk: Desk, wording: Wording, *, by_hand: bool) -> str:
    key = "wording_out" if not wording.now else "wording_should" if by_hand else "wording_now"
    was, now = (plain(words).strip().rstrip(_STOPS) for words in (wording.was, wording.now))
    return str(desk.words[key]).replace("{was}", was).replace("{now}", now)


def corrections_of(desk: Desk, story: Story) -> list[Correction]:
    """The corrections of a story's report in this language under any of its names, the newest first; that it had been
    withdrawn by rule is no longer said of one that is back."""
    made = (c for name in (story.id, *story.aliases) for c in desk.corrections.get(name, ()))
    found = [c for c in made if not (c.kind == "withdrawn" and c.by == "rule")]
    return sorted(found, key=lambda c: (c.at, c.id), reverse=True)


def doubt_of(desk: Desk, story: Story, sentence: ReportSentence) -> str:
    """That a source of the sentence has changed, in words, while no editor has looked at it; else an empty string."""
    found = [d for name in (story.id, *story.aliases) for d in desk.doubts.get(name, ()) if _touches(d, sentence, desk)]
    kinds = {d.kind for d in found}
    kind = next((k for k in ("killed", "changed", "gone") if k in kinds), None)
    return str(desk.words[f"doubt_{kind}"]) if kind else ""


def _touches(doubted: Doubted, sentence: ReportSentence, desk: Desk) -> bool:
    if sentence.text in doubted.sentences.get(desk.lang, ()):
        return True
    return any(a.article in doubted.articles for a in sentence.anchors)


def modified(desk: Desk, story: Story) -> str:
    """When the report last changed for its readers: its newest source, version or correction, as an instant."""
    stamps = [desk.stamp(story), *(c.at for c in corrections_of(desk, story))]
    stamps += [v.at for v in desk.versions.get(story.id, ())[-1:]]
    given = [instant(s) for s in stamps if s]
    return max(given, key=datetime.fromisoformat, default="")


def version_values(desk: Desk, story: str) -> list[dict[str, Any]]:
    """The versions of a report, the newest first, each as what was taken out of the one before and what was put in."""
    versions = desk.versions.get(story, ())
    shown: list[dict[str, Any]] = []
    for number, version in enumerate(versions):
        before = versions[number - 1] if number else None
        shown.append(
            {
                "name": str(desk.words["version_n"]).replace("{n}", str(version.number)),
                "day": desk.day(version.at),
                "iso": version.at,
                "sentences": list(_compared(desk, before, version)),
            }
        )
    return shown[::-1]


def _compared(desk: Desk, before: Version | None, after: Version) -> Iterator[list[Part]]:
    """The sentences of a version, those of the one before that are gone among them; each as parts kept, cut and added."""
    new = [plain(s.text) for s in after.sentences]
    if before is None:
        yield from ([{"kind": "kept", "text": text}] for text in new)
        return
    old = [plain(s.text) for s in before.sentences]
    for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            yield from ([{"kind": "kept", "text": text}] for text in new[c:d])
            continue
        pairs = min(b - a, d - c)
        for one, other in zip(old[a : a + pairs], new[c : c + pairs], strict=True):
            yield compare_words(one, other, desk.lang)
        yield from ([{"kind": "cut", "text": text}] for text in old[a + pairs : b])
        yield from ([{"kind": "added", "text": text}] for text in new[c + pairs : d])


def compare_words(one: str, other: str, lang: str) -> list[Part]:
    """Two sentences as one: the parts kept, cut and added, by words, or by characters where a language has no spaces.

    Sentences with little in common are cut and added whole: a patchwork would not be readable."""
    left, right = _pieces(one, lang), _pieces(other, lang)
    matcher = SequenceMatcher(None, left, right, autojunk=False)
    if matcher.ratio() < 0.4:
        return [{"kind": "cut", "text": one}, {"kind": "added", "text": other}]
    parts: list[Part] = []
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag == "equal":
            parts.append({"kind": "kept", "text": "".join(left[a:b])})
            continue
        parts += [{"kind": "cut", "text": "".join(left[a:b])}] if b > a else []
        parts += [{"kind": "added", "text": "".join(right[c:d])}] if d > c else []
    return parts


def _pieces(text: str, lang: str) -> Sequence[str]:
    if lang not in _SPACED:
        return list(text)
    words = text.split(" ")
    return [w + " " for w in words[:-1]] + words[-1:]


def lost_words(desk: Desk, lost: Lost) -> str:
    """That a report was withdrawn, when it stood here first, and why, in one line."""
    words = (
        str(desk.words["withdrawn_text"])
        .replace("{first}", desk.day(lost.first))
        .replace("{day}", desk.day(lost.since))
    )
    notes = [c for c in desk.corrections.get(lost.story, ()) if c.kind == "withdrawn"]
    said = [c for c in notes if c.by != "rule"] or notes
    gap = "" if desk.lang in ("ja", "zh") else " "
    return gap.join([words, *(_lines(desk, said[-1]) if said else ())])


def recent_corrections(desk: Desk) -> list[dict[str, Any]]:
    """Every correction of the edition with the report that it is of, the newest first."""
    rows = []
    made = (c for found in desk.corrections.values() for c in found)
    for correction in sorted(made, key=lambda c: (c.at, c.id), reverse=True):
        story = desk.named.get(correction.story)
        title = desk.headline_of(story) if story else str(desk.words["withdrawn_title"])
        if story or correction.story in desk.lost:
            shown = {"href": f"stories/{story or correction.story}.html", "title": title}
            shown["label"] = str(desk.words["label"]) if story else ""
            rows.append({**correction_values(desk, correction), **shown})
    return rows
