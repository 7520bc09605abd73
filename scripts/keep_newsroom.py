"""Make a small newsroom with the code as it is and keep it among those that later releases must open.

Run it once for every release, before anything that is stored changes again:

    python scripts/keep_newsroom.py 0.2.0

It holds three inputs of the samples, their reports in all languages, the originals, a judgement and a decision of an
editor, and a backup of all that beside it.
"""

from __future__ import annotations

import shutil
import sqlite3
import sys
import tempfile
from pathlib import Path

from dateline.link import Ledger, judge_by_hand
from dateline.newsroom import Newsroom
from dateline.store import back_up

ROOT = Path(__file__).parents[1]
SAMPLES = [ROOT / "samples" / "affair" / n for n in ("courier-0305.html", "hanbit.xml", "kaiun-0307.txt")]
KEPT = ROOT / "tests" / "fixtures" / "newsrooms"


def keep(release: str) -> Path:
    """Make the newsroom of a release. Raises FileExistsError where one is kept under that name."""
    folder = KEPT / release
    folder.mkdir()
    with tempfile.TemporaryDirectory() as site:
        newsroom = Newsroom(folder)
        newsroom.run(SAMPLES, out=site, workers=1, published="2026-03-07")
        ledger = newsroom.store.state("ledger", Ledger)
        people = [e.members[0] for e in (ledger.entities if ledger is not None else ()) if e.kind == "person"]
        newsroom.store.put_judgements([judge_by_hand(*people[:2], same=False, by="ada", at="2026-03-08")])
        newsroom.store.put_decision("kept", "d1", {"by": "ada", "release": release})
        back_up(newsroom.store, folder / "newsroom.backup")
        newsroom.close()
    shutil.rmtree(folder / "made", ignore_errors=True)  # of the site, which is not kept
    with sqlite3.connect(folder / "newsroom.db") as db:
        db.execute("PRAGMA journal_mode = DELETE")
        db.execute("VACUUM")
    db.close()
    return folder


if __name__ == "__main__":
    print(keep(sys.argv[1]))
