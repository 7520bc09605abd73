"""The demo: the main job on the bundled samples."""

from __future__ import annotations

import json
from pathlib import Path

from msgspec import Struct

from dateline.model import Rejected
from dateline.newsroom.audits import audit_article, audit_html
from dateline.newsroom.day import Newsroom, Outcome, Progress
from dateline.newsroom.filters import take_inputs
from dateline.newsroom.published_audits import audits_of, publish_audit
from dateline.newsroom.settings import FILE
from dateline.newsroom.signoff import Editor

_SETTINGS = '[site]\ncontact = "mailto:desk@desk.example"\n'
"""An invented address for complaints, so that the pages look as a newsroom's do."""


class Demo(Struct, frozen=True, kw_only=True):
    """What the demo made: the run's outcome, the site's front page, and the audit page of the AI rewrite."""

    outcome: Outcome
    site: Path
    audit: Path


def run_demo(samples: Path, out: Path, progress: Progress) -> Demo:
    """Run the newsroom over the samples, then audit their AI rewrite against its sources.

    ``samples/manifest.json`` names the rewrite and its sources. Raises ValueError when one of them is set aside.
    """
    manifest = json.loads((samples / "manifest.json").read_text(encoding="utf-8"))
    planted = manifest["audit"]
    inputs = [samples / folder for folder in manifest["folders"]]
    room = out / "newsroom"
    room.mkdir(parents=True, exist_ok=True)
    if not (room / FILE).exists():
        (room / FILE).write_text(_SETTINGS, encoding="utf-8")
    newsroom = Newsroom(room)
    outcome = newsroom.run(inputs, out=out / "site", progress=progress)
    _show_audit(newsroom, Path(planted["text"]).name, out / "site")
    newsroom.close()
    taken = list(take_inputs([str(samples / p) for p in (planted["text"], *planted["sources"])], published=None))
    articles = [item for item in taken if not isinstance(item, Rejected)]
    if len(articles) != len(taken):
        raise ValueError(f"a sample was set aside: {[i for i in taken if isinstance(i, Rejected)]}")
    page = out / "audit.html"
    page.write_bytes(audit_html(audit_article(articles[0], articles[1:]), articles[0].lang or "en"))
    return Demo(outcome=outcome, site=Path(outcome.summary.site), audit=page)


def _show_audit(newsroom: Newsroom, file: str, site: Path) -> None:
    """Show readers the audit of the rewrite against its story, by rule: nobody has looked at it, and the page says so."""
    rewrite = next((a for a in newsroom.store.articles() if Path(a.source).name == file), None)
    if rewrite is not None and not audits_of(newsroom, rewrite.id):
        publish_audit(newsroom, rewrite.id, Editor(name="rule", role="editor"))
        newsroom.refresh(out=site)
