"""A report for other newsrooms' systems: IPTC ninjs 3.1, and all that a story rests on as data."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from hashlib import sha256
from typing import Any

import msgspec

from dateline.model import Anchor, Fact, Lost, Report, Story
from dateline.publish.instants import instant
from dateline.publish.labelling import IPTC, ai_label, first_published, review_state, source_term
from dateline.publish.past import correction_words, corrections_of, lost_words, modified
from dateline.publish.plain import json_text, plain, web_address
from dateline.publish.quoting import Passage
from dateline.publish.story import number_sentences
from dateline.publish.view import TAGS, Desk

_NINJS = "http://www.iptc.org/std/ninjs/ninjs-schema_3.1.json"


def ninjs_item(desk: Desk, story: Story) -> bytes:
    """The report as an IPTC ninjs 3.1 item; the label stands in a description and as digital source type."""
    report = desk.reports[story.id]
    words = [plain(s.text) for s in (report.standfirst, *report.sentences) if s is not None]
    body = "\n".join(words)
    label = desk.label(report)
    stamp = instant(first_published(desk, story))
    sources = [desk.articles[a] for a in story.articles if a in desk.articles]
    item: dict[str, Any] = {
        "standard": {"name": "ninjs", "version": "3.1", "schema": _NINJS},
        "uri": desk.house.address(f"{desk.lang}/stories/{story.id}.html") or f"urn:dateline:{story.id}:{desk.lang}",
        "type": "text",
        "representationType": "full",
        "profile": "dateline-report",
        "version": report.id,
        "pubStatus": "usable",
        "firstCreated": stamp,
        "versionCreated": modified(desk, story) or stamp,
        "language": TAGS[desk.lang],
        "headlines": [{"role": "main", "contentType": "text/plain", "value": plain(report.headline.text)}],
        "descriptions": [
            {"role": "label", "contentType": "text/plain", "value": ". ".join(label)},
            {"role": "review-state", "contentType": "text/plain", "value": review_state(desk, story.id)},
            {"role": "summary", "contentType": "text/plain", "value": desk.summary(report)},
            *(
                {"role": "correction", "contentType": "text/plain", "value": correction_words(desk, c)}
                for c in corrections_of(desk, story)
            ),
        ],
        "bodies": [{"role": "main", "contentType": "text/plain", "charCount": len(body), "value": body}],
        "by": f"{desk.site_name} (automated)",
        **_named(desk, story, report),
        "places": [{"name": name} for name in desk.places_of(report)],
        "infoSources": [_info_source(desk.outlet(a), web_address(a.url)) for a in sources],
        "trustIndicators": _policies(desk),
        "altIds": [
            {"role": "dateline-report", "value": f"urn:dateline:{story.id}:{desk.lang}"},
            {"role": "sha256-body", "value": sha256(body.encode()).hexdigest()},
        ],
        "digitalSourceType": {
            "name": label[0],
            "uri": IPTC + source_term(desk, report),
            "literal": source_term(desk, report),
        },
    }
    kept = {key: value for key, value in item.items() if value not in ("", [], None)}
    return (json_text(kept, indent=1) + "\n").encode()


def _named(desk: Desk, story: Story, report: Report) -> dict[str, list[dict[str, str]]]:
    """The people and bodies that take part in what the report tells."""
    told = {fact for s in (report.headline, *report.sentences) for fact in s.facts}
    slots = (f.slots for f in desk.facts.get(story.id, ()) if f.id in told and f.slots)
    parties = dict.fromkeys(p.entity for found in slots for p in (*found.actors, *found.recipients))
    known = [e for p in parties if (e := desk.entities.get(p)) is not None]
    kinds = {"people": "person", "organisations": "organization"}
    return {
        name: [{"name": plain(desk.name_of(e.id)), "rel": "about"} for e in known if e.kind == kind]
        for name, kind in kinds.items()
    }


def _policies(desk: Desk) -> list[dict[str, str]]:
    """Where the site says how its reports are made and lists what was corrected; nowhere without an address."""
    pages = {"about": "how-made", "corrections": "corrections"}
    return [
        {"role": role, "title": str(desk.words[page]), "href": address}
        for page, role in pages.items()
        if (address := desk.house.address(f"{desk.lang}/{page}.html"))
    ]


def _info_source(name: str, address: str | None) -> dict[str, str]:
    return {"name": plain(name), "role": "source"} | ({"uri": address} if address else {})


def story_data(desk: Desk, story: Story, passages: Mapping[str, Sequence[Passage]]) -> bytes:
    """A story for download: label, sentences with the passages that each rests on (within the quotation budget; where
    they stand always), facts with their support, sources with their origins."""
    report = desk.reports[story.id]
    facts = {f.id: f for f in desk.facts.get(story.id, ())}
    told = {fact for s in report.sentences for fact in s.facts}
    sentences = [("headline", report.headline), *number_sentences(report)]
    rows = {
        "schema": 1,
        "label": desk.label(report)[0],
        "disclosure": desk.label(report)[1],
        "digital_source_type": IPTC + source_term(desk, report),
        "story": story.id,
        "report": report.id,
        "language": TAGS[desk.lang],
        "written_by": report.written_by,
        "ai_label": ai_label(desk, story),
        "corrections": [
            {"kind": c.kind, "at": c.at, "words": correction_words(desk, c)} for c in corrections_of(desk, story)
        ],
        "as_of": report.as_of,
        "published": first_published(desk, story) or None,
        "modified": modified(desk, story) or None,
        "sentences": [
            {
                "id": name,
                "text": plain(sentence.text),
                "section": sentence.section,
                "support": sentence.support,
                "facts": sentence.facts,
                "passages": [msgspec.to_builtins(p) for p in passages.get(name, ())],
                "anchors": [_anchor(a) for a in sentence.anchors],
            }
            for name, sentence in sentences
        ],
        "facts": [_fact(f, told=f.id in told) for f in facts.values()],
        "sources": [
            {"article": a.id, "outlet": desk.outlet(a), "published": a.published, "url": web_address(a.url)}
            | {"lang": a.lang, "origin": p.origin if (p := desk.placements.get(a.id)) else None}
            for a in (desk.articles[i] for i in story.articles if i in desk.articles)
        ],
    }
    return (json_text(rows, indent=1) + "\n").encode()


def lost_item(desk: Desk, lost: Lost) -> bytes:
    """The ninjs item of a report that was withdrawn: canceled, with the words for it and nothing of its text."""
    item = {
        "standard": {"name": "ninjs", "version": "3.1", "schema": _NINJS},
        "uri": desk.house.address(f"{desk.lang}/stories/{lost.story}.html") or f"urn:dateline:{lost.story}:{desk.lang}",
        "type": "text",
        "profile": "dateline-report",
        "pubStatus": "canceled",
        "firstCreated": instant(desk.firsts.get(lost.story) or lost.first),
        "versionCreated": instant(lost.since),
        "language": TAGS[desk.lang],
        "descriptions": [{"role": "correction", "contentType": "text/plain", "value": lost_words(desk, lost)}],
    }
    return (json_text(item, indent=1) + "\n").encode()


def lost_data(desk: Desk, lost: Lost) -> bytes:
    """What the download of a withdrawn report's data has: that it was withdrawn, since when and why."""
    rows = {"schema": 1, "story": lost.story, "language": TAGS[desk.lang], "withdrawn": lost.since}
    return (json_text({**rows, "words": lost_words(desk, lost)}, indent=1) + "\n").encode()


def _anchor(anchor: Anchor) -> dict[str, Any]:
    """Where a passage stands, and the digest of its words: who has the source can hold one against the other."""
    place = {"article": anchor.article, "start": anchor.start, "end": anchor.end}
    return {**place, "sha256": sha256(anchor.exact.encode()).hexdigest()}


def _fact(fact: Fact, *, told: bool) -> dict[str, Any]:
    values = [{"value": v.value, "unit": v.unit, "origins": v.origins} for v in fact.values]
    return {"id": fact.id, "support": fact.support, "origins": fact.origins, "told": told, "cause": fact.cause} | (
        {"values": values} if values else {}
    )
