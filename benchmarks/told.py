"""What matters and is told: the gold facts (`told`) of sets of bundles in the reports on them, edition by edition.

Usage: python benchmarks/told.py FOLDER... [--room FOLDER] [--show]     FOLDER holds bundles (``*/articles.jsonl``, ``expected.json``)

A fact counts as told in an edition if one sentence of the report on its story has a word of every list that gold gives for
that language; so nothing that stays in the source panel counts. ``--show`` prints each report beside what it lacks.
"""

from __future__ import annotations

import argparse
import json
import re
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from statistics import mean
from typing import Any

from reports import LANGS, write_all
from style import parts_of

from dateline.model import Report
from dateline.newsroom.papers import StoryWork

Made = Sequence[tuple[StoryWork, tuple[Report, ...]]]
HEAVY = 3


def is_told(sentences: Iterable[str], needles: Sequence[Sequence[str]]) -> bool:
    """Whether one of the sentences has a word of every list."""
    return any(all(any(_stands(word, text) for word in words) for words in needles) for text in sentences)


def _stands(word: str, text: str) -> bool:
    start = r"\b" if word[:1].isascii() and word[:1].isalnum() else ""
    return re.search(start + re.escape(word.strip()), text, re.IGNORECASE) is not None


def reports_on(fact: Mapping[str, Any], made: Made) -> dict[str, Report]:
    """The reports, by language, on the story that has most of the fact's articles; none where they are blocked."""
    mine = set(fact["articles"])
    work, reports = max(made, key=lambda m: (len(mine & set(m[0].story.articles)), m[0].story.id))
    if not mine & set(work.story.articles) or reports[0].blocked is not None:
        return {}
    return {r.lang: r for r in reports}


def measure(
    gold: Mapping[str, Mapping[str, Any]], made: Made
) -> Iterator[tuple[str, str, Mapping[str, Any], bool, bool]]:
    """Bundle, language, fact, whether it is told, and whether (of a lead) the first sentence tells it."""
    for bundle, expected in gold.items():
        for fact in expected.get("told", ()):
            editions = reports_on(fact, made)
            for lang in LANGS:
                needles = fact["needles"].get(lang)
                if not needles:
                    continue
                report = editions.get(lang)
                texts = [p.text for p in parts_of(report)] if report else []
                first = [report.sentences[0].text] if report and report.sentences else []
                yield bundle, lang, fact, is_told(texts, needles), is_told(first, needles)


def figures_of(rows: Sequence[tuple[str, str, Mapping[str, Any], bool, bool]]) -> dict[str, float]:
    """Recall of facts by weight and by language, and the share of leads that the first sentence tells."""
    found: dict[str, list[float]] = defaultdict(list)
    for _, lang, fact, told, first in rows:
        found[f"told, weight {fact['weight']}"].append(told)
        found[f"told {lang}"].append(told)
        found["told, by weight"] += [told] * int(fact["weight"])
        if fact.get("lead"):
            found["leads in the first sentence"].append(first)
            found["leads told"].append(told)
    return {name: mean(values) for name, values in sorted(found.items())}


def show(gold: Mapping[str, Mapping[str, Any]], made: Made, rows: Sequence[Any]) -> None:
    """Each story's reports, then what they lack."""
    for work, reports in made:
        print("\nSTORY", work.story.id, " ".join(work.story.articles), "|", reports[0].blocked or "published")
        for report in reports if reports[0].blocked is None else ():
            print(f"  [{report.lang}]", *(f"\n    {p.section}: {p.text}" for p in parts_of(report)))
        for withheld in reports[0].withheld:
            print(f"  WITHHELD {withheld.lang} {withheld.draft} | {withheld.reason}")
        for bundle in gold:
            missing = {
                fact["text"]: fact["weight"]
                for name, lang, fact, told, _ in rows
                if name == bundle and lang == "en" and not told and set(fact["articles"]) & set(work.story.articles)
            }
            for text, weight in missing.items():
                print(f"  LACKS ({weight}) {text}")


def main(argv: Sequence[str] | None = None) -> None:
    """Write the reports of each folder and print the figures."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("folders", type=Path, nargs="+")
    parser.add_argument("--room", type=Path, help="keep the newsrooms here; a later run uses their readings")
    parser.add_argument("--show", action="store_true", help="print the reports and what they lack")
    options = parser.parse_args(argv)
    for folder in options.folders:
        with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as spare:
            room = (options.room or Path(spare)) / folder.name / "room"
            room.parent.mkdir(parents=True, exist_ok=True)
            made, _ = write_all(folder, room)
        gold = {
            p.parent.name: json.loads(p.read_text(encoding="utf-8")) for p in sorted(folder.glob("*/expected.json"))
        }
        rows = list(measure(gold, made))
        if options.show:
            show(gold, made, rows)
        told = [r for _, r in made if r[0].blocked is None]
        figures = {"stories with a report": len(told) / len(made), **figures_of(rows)}
        for name, value in figures.items():
            print(f"FIGURE {folder.name}: {name} {value:.3f}")


if __name__ == "__main__":
    main()
