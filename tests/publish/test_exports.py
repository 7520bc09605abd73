"""The record in other formats: each file is read back by rules of its own format, not by ours."""

from __future__ import annotations

import csv
import io
import json

from edition import JUNE, make_edition
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from dateline.model import RecordRow
from dateline.publish import exports
from dateline.publish.exports import Line, Sheet
from dateline.publish.exports.calendar import fold

EDITION = make_edition()


def sheet(*rows: RecordRow) -> Sheet:
    return Sheet(
        lines=[Line(id=r.id, kind=r.kind, title=r.title, anchors=r.anchors, row=r) for r in rows],
        articles={a.id: a for a in EDITION.articles},
        entities={e.id: e for e in EDITION.entities},
        origins={p.article: p.origin for p in EDITION.placements},
        lang="ko",
    )


def row(name: str, **changes: object) -> RecordRow:
    return replace(next(r for r in EDITION.records if r.id == name), **changes)


def components(made: Sheet) -> list[dict[str, str]]:
    """The components of a calendar, read as RFC 5545 tells a reader to: unfold, then name and value."""
    text = "".join(line + "\n" for line in exports.calendar_lines(made))
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    found: list[dict[str, str]] = []
    for content in text.replace("\r\n ", "").removesuffix("\r\n").split("\r\n"):
        name, value = content.split(":", 1)
        if name == "BEGIN" and value != "VCALENDAR":
            found.append({"BEGIN": value})
        elif found:
            found[-1][name] = value
    return found


def test_a_plan_is_an_event_over_all_its_days_and_a_promise_a_task() -> None:
    title = {"ko": "계획; 이름, 긴 제목 " * 9}
    due = ({"event": "told", "due": "2026-09-30"},)
    plan, pledge, undated = components(
        sheet(
            row("r-next", title=title),
            row("r-open", history=due),
            row("r-next", id="r-x", time=None, status="cancelled"),
            row("r-met"),
        )
    )
    assert (plan["BEGIN"], plan["DTSTART;VALUE=DATE"], plan["DTEND;VALUE=DATE"]) == ("VEVENT", "20260601", "20260701")
    assert plan["SUMMARY;LANGUAGE=ko"] == title["ko"].replace(";", "\\;").replace(",", "\\,")
    assert (plan["STATUS"], plan["UID"], plan["DTSTAMP"]) == ("TENTATIVE", "r-next@dateline", "20260507T000000Z")
    assert (pledge["BEGIN"], pledge["DUE;VALUE=DATE"], pledge["STATUS"]) == ("VTODO", "20260930", "NEEDS-ACTION")
    assert (undated["BEGIN"], undated["STATUS"], "DUE;VALUE=DATE" in undated) == ("VTODO", "CANCELLED", False)


def test_a_plan_with_an_hour_keeps_its_instant_and_nothing_makes_no_calendar() -> None:
    hour = replace(JUNE, earliest="2026-06-02T14:30:00+09:00", latest="2026-06-02T14:30:00+09:00")
    (plan,) = components(sheet(row("r-next", time=hour)))
    assert plan["DTSTART"] == "20260602T053000Z"
    assert list(exports.calendar_lines(sheet(row("r-met")))) == []


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet=st.characters(exclude_characters="\r\n", exclude_categories=["Cs"]), max_size=300))
def test_folding_loses_nothing_and_cuts_no_character(words: str) -> None:
    parts = fold(words)
    assert all(len(p.encode()) <= 75 for p in parts)
    assert parts[0] + "".join(p[1:] for p in parts[1:]) == words
    assert all(p[0] == " " for p in parts[1:])


def test_csv_is_read_back_with_its_ids_passages_and_origins_and_no_formula() -> None:
    made = sheet(row("r-met", outcome='=HYPERLINK("x"),\n1'), row("r-open"))
    rows = list(csv.DictReader(io.StringIO("".join(line + "\n" for line in exports.csv_lines(made)), newline="")))
    assert [r["id"] for r in rows] == ["r-met", "r-open"]
    assert rows[0]["outcome"] == '\'=HYPERLINK("x"),\n1'
    assert rows[0]["origin_ids"] == "oen; oja; oko; ozh"
    first = EDITION.articles[0]
    article, span = rows[1]["anchors"].split(":")
    start, end = map(int, span.split("-"))
    assert (article, first.text[start:end]) == (first.id, rows[1]["passages"])


def test_entities_refer_only_to_entities_of_the_file() -> None:
    made = [json.loads(line) for line in exports.money_lines(sheet(row("r-met"), row("r-next")))]
    by_id = {e["id"]: e for e in made}
    assert len(by_id) == len(made)
    for event in (e for e in made if e["schema"] == "Event"):
        assert all(
            by_id[i]["schema"] in ("Person", "Organization", "PublicBody")
            for i in event["properties"].get("involved", [])
        )
        assert all(by_id[i]["schema"] == "Article" for i in event["properties"]["proof"])
        assert {"passages", "rung", "origins"} <= set(event["context"])
    assert all(isinstance(v, str) for e in made for vs in e["properties"].values() for v in vs)


def test_events_are_coded_and_what_did_not_happen_is_none() -> None:
    met = row("r-met")
    assert met.slots is not None
    coded = replace(met, slots=replace(met.slots, plover="CONSULT"))
    (event,) = [json.loads(x) for x in exports.event_lines(sheet(coded, replace(coded, polarity="negative"), met))]
    assert (event["event"], event["date"], event["context"]) == ("CONSULT", "2026-05-06", [])
    assert [a["country"] for a in event["source"] + event["target"]] == ["SG", "KR"]
    assert 0 < len(event["text"]) == len(event["anchors"])


def test_every_export_says_in_words_and_for_machines_how_it_was_written() -> None:
    met = row("r-met")
    assert met.slots is not None
    made = sheet(row("r-next"), replace(met, slots=replace(met.slots, plover="CONSULT")))
    for lines in (exports.csv_lines, exports.calendar_lines, exports.event_lines):
        text = "".join(line.removesuffix("\r") for line in lines(made)).replace("\r\n ", "")
        assert "자동 작성. 편집자가 검토하지 않았습니다." in text
        assert "digitalsourcetype/algorithmicMedia" in text.replace(" ", "")
    events = [e for e in map(json.loads, exports.money_lines(made)) if e["schema"] == "Event"]
    assert all(e["context"]["digitalSourceType"][0].endswith("/algorithmicMedia") for e in events)
