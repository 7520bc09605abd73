"""What is given wrongly: the right exit code, and a line that names the input, the reason and what to do; never a traceback."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from run_line import dateline

DAY = Path(__file__).parents[2] / "docs" / "examples" / "day"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("wrong")
    for name in ("gazette.html", "draft.txt"):
        shutil.copy(DAY / name, made)
    (made / "adir").mkdir()
    (made / "empty.jsonl").write_bytes(b"")
    (made / "bad.jsonl").write_bytes(b"not json\n")
    code, _, said = dateline("run gazette.html --lang en --newsroom room --out site", made)
    assert code == 0, said
    return made


@pytest.mark.parametrize(
    ("line", "code", "said"),
    [
        ("run nowhere.html --newsroom r1 --out s1", 3, "nowhere.html: empty: no such file"),
        ("run adir --newsroom r1 --out s1", 3, "adir: empty: no file in this folder"),
        ("run empty.jsonl --newsroom r1 --out s1", 3, "empty.jsonl: empty: nothing in it"),
        ("run gazette.html --lang xx", 2, "'xx' is not one of 'en'"),
        ("run gazette.html --out gazette.html", 2, "'gazette.html' is a file"),
        ("run gazette.html --newsroom gazette.html", 2, "'gazette.html' is a file"),
        ("run gazette.html --published soon", 2, "--published: 'soon' is no date; write 2026-01-08"),
        ("extract adir", 3, "nothing usable"),
        ("read bad.jsonl", 3, "nothing usable"),
        ("dates --lang ko empty.jsonl", 3, "nothing usable in empty.jsonl"),
        ("dates --lang ko nowhere.txt", 2, "'nowhere.txt': No such file"),
        ("names bad.jsonl", 3, "nothing usable in bad.jsonl"),
        ("names adir", 2, "'adir': Is a directory"),
        ("group empty.jsonl", 3, "empty.jsonl: empty"),
        ("check empty.jsonl", 3, "nothing usable in empty.jsonl"),
        ("audit draft.txt --against nowhere.html", 2, "'nowhere.html' does not exist"),
        ("audit draft.txt --against adir", 3, "adir: empty"),
        ("known list --newsroom none", 2, "no newsroom at none"),
        ("known remove list.toml --newsroom room", 2, "no list 'list.toml' in room"),
        ("judge p0 --same --by Ada --newsroom room", 2, "name a row of `dateline review`"),
        ("story merge s1 s2 --by Ada --newsroom room", 2, "s1"),
        ("story undo u1 --by Ada --newsroom room", 2, "u1"),
        ("search x --newsroom none", 2, "make one with `dateline run`"),
        ("backup gazette.html --newsroom room", 2, "gazette.html is there already"),
        ("restore gazette.html --newsroom r2", 2, "gazette.html cannot be read as a backup"),
        ("replay r1 --newsroom room", 2, "no report or story r1 is on record; there are r"),
        ("record nosuch --newsroom room", 2, "no record of kind 'nosuch'; there is meeting"),
        ("record all --country Korea --newsroom room", 2, "'Korea' is no country code; write two letters"),
        ("record all --topic nosuch --newsroom room", 2, "'nosuch'"),
        ("watch --once --feeds empty.jsonl --newsroom room", 2, "empty.jsonl is no OPML list"),
        ("export --newsroom none", 2, "no newsroom at none"),
        ("demo --samples adir", 2, "adir has no manifest.json"),
    ],
)
def test_the_error_names_input_reason_and_remedy(line: str, code: int, said: str, folder: Path) -> None:
    before = {p for p in folder.iterdir() if p.name == "none"}
    ran, _, err = dateline(line, folder)
    assert (ran, said in err) == (code, True), err
    assert "Traceback" not in err
    assert not before
    assert not (folder / "none").exists()
