"""What Dateline makes of bundles, claims and whole articles by another author: figures, and each error on a line.

Usage: python benchmarks/bundles/score.py SET_FOLDER [--only bundles|claims|audits] [--room FOLDER] [--langs en,ja] [--write]
"""

from __future__ import annotations

import argparse
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from audits import score_audits
from claims import score_claims
from facts import score_disputes, score_facts, score_negatives_and_threads
from groups import score_groups
from offices import score_offices
from persons import score_persons
from promises import score_promises
from rows import score_kind
from scored import Scored, run_newsroom

import dateline


def score_bundles(scored: Scored) -> None:
    """Print all figures of one run, with the errors behind each."""
    print("== GROUPS")
    score_groups(scored)
    print("== PERSONS")
    score_persons(scored)
    print("== OFFICES")
    score_offices(scored)
    print("== RECORD")
    for kind in ("meeting", "visit", "call", "signing"):
        score_kind(scored, kind)
    print("== PROMISES")
    score_promises(scored)
    print("== FACTS")
    score_facts(scored)
    score_disputes(scored)
    score_negatives_and_threads(scored)


def main(argv: Sequence[str] | None = None) -> None:
    """Score the bundles, the claims and the audits, or one of them."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("set", type=Path)
    parser.add_argument("--only", choices=("bundles", "claims", "audits"))
    parser.add_argument("--room", type=Path, help="keep the newsroom here; a later run uses its readings")
    parser.add_argument("--langs", default="en", help="languages of the reports, with --write")
    parser.add_argument("--write", action="store_true", help="also write reports and the site (slower)")
    options = parser.parse_args(argv)
    print("DATELINE", dateline.__file__, time.strftime("%F %T"))
    if options.only in (None, "bundles"):
        with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as spare:
            room = options.room or Path(spare)
            room.mkdir(parents=True, exist_ok=True)
            score_bundles(run_newsroom(options.set, room, options.langs.split(","), write=options.write))
    if options.only in (None, "claims") and (options.set / "claims.jsonl").exists():
        print("== CLAIMS")
        score_claims(options.set / "claims.jsonl")
    if options.only in (None, "audits"):
        print("== AUDITS")
        score_audits(options.set)


if __name__ == "__main__":
    main()
