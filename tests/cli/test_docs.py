"""The docs: the tutorial does what it shows, the generated reference is as the code has it, no link leads nowhere."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from run_line import examples

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
WORK = re.compile(
    r"\br[0-9a-f]{16}\b|(?<=publish )\d+"
)  # report ids go with the version of the writer; pages with the templates
OURS = re.compile(r"[0-9a-f]{12,}|\d+(?:\.\d+)?")


def test_the_tutorial_does_what_it_shows(tmp_path: Path) -> None:
    examples.lay_out(tmp_path, examples.TUTORIAL)
    steps = examples.read_examples(examples.TUTORIAL)
    assert len(steps) >= 6
    for step in steps:
        ran = examples.run_command(step.command, tmp_path)
        assert ran.code == step.code, (step.command, ran.said)
        shown = examples.shorten(ran.lines, examples.TUTORIAL)
        exact = step.command.split()[1] in ("run", "record", "replay")
        tell = (lambda line: WORK.sub("0", line)) if exact else (lambda line: OURS.sub("0", line)[:60])
        assert [tell(line) for line in shown] == [tell(line) for line in step.output], (
            f"{step.command}: what the tutorial shows is not what happens: python scripts/cli_examples.py tutorial.md"
        )
    stories = tmp_path / "site" / "en" / "stories"
    (page,) = (p for p in stories.glob("*.html") if "versions" not in p.name)
    assert "Correction (" in page.read_text(encoding="utf-8")


def test_the_generated_reference_is_as_the_code_has_it() -> None:
    made = [sys.executable, str(ROOT / "scripts" / "docs_reference.py"), "--check"]
    done = subprocess.run(made, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def _nav(rows: list[object]) -> list[str]:
    found: list[str] = []
    for row in rows:
        assert isinstance(row, dict)
        for value in row.values():
            found += _nav(value) if isinstance(value, list) else [str(value)]
    return found


def test_every_page_of_the_site_is_there_and_no_link_leads_nowhere() -> None:
    config = tomllib.loads((ROOT / "zensical.toml").read_text(encoding="utf-8"))
    pages = _nav(config["project"]["nav"])
    assert len(pages) == len(set(pages)) > 20
    told = {p.relative_to(DOCS).as_posix() for p in DOCS.rglob("*.md") if p.relative_to(DOCS).parts[0] != "analysis"}
    assert told == set(pages)
    for name in pages:
        page = DOCS / name
        assert page.is_file(), name
        for target in re.findall(r"\]\(([^)#\s]+)", page.read_text(encoding="utf-8")):
            if not re.match(r"[a-z]+:", target):
                assert (page.parent / target).exists(), (name, target)


@pytest.mark.parametrize("name", ["settings.md", "desk.md"])
def test_hand_written_pages_name_every_setting_and_page(name: str) -> None:
    from dateline.newsroom.settings import ModelSettings, NewsroomSettings, SiteSettings

    text = (DOCS / name).read_text(encoding="utf-8")
    if name == "settings.md":
        for struct in (NewsroomSettings, SiteSettings, ModelSettings):
            assert [f for f in struct.__struct_fields__ if f not in text] == []
    else:
        assert [
            word for word in ("Tasks", "Queue", "People", "Outlets", "Complaints", "Audit", "Log") if word not in text
        ] == []
