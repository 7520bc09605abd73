"""docs/cli.md: every command and option is on the page, and every example does what it shows."""

from __future__ import annotations

import re
from pathlib import Path

import click
import pytest
from run_line import examples

from dateline.cli import cli

PAGE = examples.PAGE.read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the inputs of the examples; they run in it one after the other."""
    made = tmp_path_factory.mktemp("examples")
    examples.lay_out(made)
    return made


def shape(line: str) -> str:
    """A line without its figures, ids and hashes, cut where the page cuts it."""
    return re.sub(r"[0-9a-f]{12,}|\d+(?:\.\d+)?", "0", line.removesuffix("…"))


@pytest.mark.parametrize("name", sorted(cli.commands))
def test_every_option_is_on_the_page(name: str) -> None:
    sections = dict(re.findall(r"^## dateline (\w+)\n(.*?)(?=^## |\Z)", PAGE, re.S | re.M))
    assert name in sections
    for parameter in cli.commands[name].params:
        if isinstance(parameter, click.Option):
            for option in (*parameter.opts, *parameter.secondary_opts):
                assert f"`{option}" in sections[name], f"{name} {option}"
    assert "<!-- example" in sections[name]


def test_the_page_names_no_option_that_is_not_there() -> None:
    known = {o for c in cli.commands.values() for p in c.params for o in (*p.opts, *p.secondary_opts)}
    named = set(re.findall(r"`(--[a-z-]+)", PAGE)) - {"--version", "--help"}
    assert named <= known


@pytest.mark.parametrize("number", [n for n, e in enumerate(examples.read_examples()) if not e.long])
def test_examples_do_what_they_show(number: int, folder: Path) -> None:
    example = examples.read_examples()[number]
    of_a_newsroom = r"dateline (record|export|known|review|judge|story|search|backup|desk|replay)"
    if re.search(of_a_newsroom, example.command) and not (folder / "room").exists():
        examples.run_command("dateline run gazette.html garam.txt --lang en --out site --newsroom room", folder)
    ran = examples.run_command(example.command, folder)
    assert ran.code == example.code, ran.said
    shown = examples.shorten(ran.lines)
    assert len(shown) == len(example.output)
    for now, then in zip(shown, example.output, strict=True):
        least = min(len(shape(now)), len(shape(then)), 60)
        assert shape(now)[:least] == shape(then)[:least]
