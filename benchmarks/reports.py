"""What the reports of sets of bundles are like: style, anchors, the checker, and how they stand to gold where there is some.

Usage: python benchmarks/reports.py FOLDER... [--room FOLDER]     FOLDER holds bundles (``*/articles.jsonl``), gold beside them or not
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from statistics import mean
from typing import Any

sys.path.insert(0, str(Path(__file__).parent / "bundles"))

from facts import _tells
from matching import place_fits, time_fits
from people import place_chains
from scored import Scored
from style import foreign_share, longest_copy, parts_of, repeated_share, same_facts

from dateline.group import Grouping
from dateline.model import Fact, RecordRow, Report
from dateline.newsroom import Newsroom
from dateline.newsroom.gate import failures_of
from dateline.newsroom.papers import StoryWork, story_works, write_and_check
from dateline.newsroom.record import what_is_known

LANGS = ("en", "ja", "ko", "zh")
Figures = dict[str, float]


class Unpublished(Newsroom):
    """A newsroom that reads, links and groups only: the reports are written here, and no site is wanted."""

    def _write(self, *_works: Any, **_options: Any) -> list[Any]:
        return []

    def _publish(self, *_data: Any, **_options: Any) -> None:
        return None


def write_all(folder: Path, room: Path) -> tuple[list[tuple[StoryWork, tuple[Report, ...]]], Any]:
    """The reports of every story of a folder of bundles, written anew, and all that is known of them."""
    newsroom = Unpublished(room)
    newsroom.run(sorted(folder.glob("*/articles.jsonl")), langs=("en",), out=room.parent / "site", workers=1)
    known = what_is_known(newsroom, read=True)
    if known is None:
        raise SystemExit(f"nothing is known after the run over {folder}")
    readings = {r.article: r for r in known.readings} if not isinstance(known.readings, Mapping) else known.readings
    works = story_works(known.articles, readings, known.ledger, known.grouping, LANGS)
    made = [(work, write_and_check(work).reports) for work in works]
    newsroom.close()
    return made, known


def style_figures(made: Sequence[tuple[StoryWork, tuple[Report, ...]]]) -> Figures:
    """Style, anchors and the checker, over the reports that are not blocked; prints each report that misses a goal."""
    told = [(work, reports) for work, reports in made if reports[0].blocked is None]
    found: dict[str, list[float]] = defaultdict(list)
    for work, reports in told:
        texts = {a.id: a.text for a in (*work.articles, *work.past_articles)}
        found["editions with the same facts"].append(same_facts(reports))
        for report in reports:
            repeated, copied = repeated_share(report), longest_copy(report, texts.values())
            found[f"repeated 4-grams {report.lang}"].append(repeated)
            found[f"longest copied run {report.lang}"].append(copied)
            found[f"foreign characters {report.lang}"].append(foreign_share(report))
            parts = parts_of(report)
            anchored = [bool(p.anchors) and all(a.holds(texts[a.article]) for a in p.anchors) for p in parts]
            found["sentences anchored"] += anchored
            failed = {w.draft for w in failures_of(report, work)}
            found["sentences that the gate passes in their own language alone"] += [p.text not in failed for p in parts]
            if repeated > 0.05 or copied >= (12 if report.lang == "en" else 30) or not all(anchored):
                print(f"STYLE {report.lang} {work.story.id} repeated {repeated:.3f} copied {copied}")
    figures = {
        f"{name}, {'worst' if 'copied' in name else 'mean'}": (max if "copied" in name else mean)(v)
        for name, v in found.items()
        if v
    }
    return {"stories with a report": len(told) / len(made) if made else 0.0, **figures}


def gold_figures(made: Sequence[tuple[StoryWork, tuple[Report, ...]]], scored: Scored) -> Figures:
    """Facts of gold that are told, and the slots of leads that tell an event of gold."""
    facts = {f.id: f for work, _ in made for f in work.facts}
    said = {f for _, reports in made if reports[0].blocked is None for p in parts_of(reports[0]) for f in p.facts}
    counts: Counter[str] = Counter()
    for bundle, gold in scored.gold.items():
        for want in (g for g in gold["facts"] if not g.get("optional")):
            told = [
                facts[f] for f in said if f in facts and scored.touches(bundle, (a.article for a in facts[f].anchors))
            ]
            counts["facts"] += 1
            hit = any(_tells(scored, fact, want) for fact in told)
            counts["facts told"] += hit
            if not hit:
                print("NOT_TOLD", bundle, want["kind"], want["people"], "|", want["text"])
    for work, reports in made:
        if reports[0].blocked is None:
            for name, right in _lead_slots(work, reports[0], scored, facts):
                counts[f"lead {name}"] += 1
                counts[f"lead {name} right"] += right
                if not right:
                    print("LEAD", name, work.story.id, reports[0].sentences[0].text if reports[0].sentences else "")
    slots = [n for n in ("who", "where", "when", "capacity") if counts[f"lead {n}"]]
    total = sum(counts[f"lead {n}"] for n in slots)
    right = sum(counts[f"lead {n} right"] for n in slots)
    print("LEAD_SLOTS", {n: f"{counts[f'lead {n} right']}/{counts[f'lead {n}']}" for n in slots})
    print("FACTS_TOLD", f"{counts['facts told']}/{counts['facts']}")
    return {
        "lead slots right": right / total if total else 1.0,
        "facts of gold told": counts["facts told"] / counts["facts"] if counts["facts"] else 1.0,
    }


def _lead_slots(
    work: StoryWork, report: Report, scored: Scored, facts: Mapping[str, Fact]
) -> Iterator[tuple[str, bool]]:
    """Of a lead that tells an event: whether its people, place and day are those of a row of gold, and each office."""
    lead = next((s for s in report.sentences if s.section == "lead" and s.facts and s.facts[0] in facts), None)
    slots = facts[lead.facts[0]].slots if lead is not None else None
    if slots is None or slots.kind not in ("meeting", "visit", "call", "signing") or slots.realis != "actual":
        return
    bundle = next((scored.bundle_of[a] for a in work.story.articles if a in scored.bundle_of), None)
    people = scored.placed.among(p.entity for p in (*slots.actors, *slots.recipients))
    gold = scored.gold[bundle] if bundle is not None else {"records": (), "occupancies": ()}
    rows = [r for r in (*gold["records"], *gold.get("calls", ())) if set(r["people"]) <= people]
    rows = [r for r in rows if "kind" not in r or r["kind"] == slots.kind] or rows
    yield "who", bool(rows)
    shape = RecordRow(id="r", kind=slots.kind, title={}, place=slots.place, time=slots.time)
    if rows and slots.place:
        yield "where", any(place_fits(shape, r.get("place")) for r in rows)
    if rows and slots.time:
        yield "when", any(time_fits(shape, r.get("time")) for r in rows)
    for party in (*slots.actors, *slots.recipients):
        who = scored.placed.among([party.entity])
        offices = [o for o in gold["occupancies"] if o["person"] in who]
        if party.capacity and offices:
            yield "capacity", any(party.capacity in {o["position"], *o.get("accept", ())} for o in offices)


def scored_of(folder: Path, known: Any) -> Scored | None:
    """The gold of a folder of bundles beside what is known; None where a bundle has none in the form of ``bundles``."""
    bundles = sorted(p.parent for p in folder.glob("*/expected.json"))
    gold = {b.name: json.loads((b / "expected.json").read_text(encoding="utf-8")) for b in bundles}
    if not gold or not all("occupancies" in g and isinstance(g.get("facts"), list) for g in gold.values()):
        return None
    bundle_of = {
        json.loads(line)["id"]: b.name
        for b in bundles
        for line in (b / "articles.jsonl").read_text(encoding="utf-8").splitlines()
    }
    articles = {a.id: a for a in known.articles}
    grouping: Grouping = known.grouping
    cast = {article: gold[bundle] for article, bundle in bundle_of.items()}
    placed = place_chains(cast, articles, known.readings, known.ledger)
    return Scored(gold, bundle_of, known.ledger, grouping, articles, placed)


def main(argv: Sequence[str] | None = None) -> None:
    """Write the reports of each folder and print the figures."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("folders", type=Path, nargs="+")
    parser.add_argument("--room", type=Path, help="keep the newsrooms here; a later run uses their readings")
    options = parser.parse_args(argv)
    for folder in options.folders:
        with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as spare:
            room = (options.room or Path(spare)) / folder.name / "room"
            room.parent.mkdir(parents=True, exist_ok=True)
            made, known = write_all(folder, room)
            figures = style_figures(made)
            scored = scored_of(folder, known)
            figures |= gold_figures(made, scored) if scored is not None else {}
            for name, value in figures.items():
                print(f"FIGURE {folder.name}: {name} {value:.3f}")


if __name__ == "__main__":
    main()
