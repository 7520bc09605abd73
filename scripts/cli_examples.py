"""The examples of docs/cli.md and of the tutorial: find them, run them, and (run as a script) print them anew."""

from __future__ import annotations

import io
import os
import re
import shlex
import shutil
import sys
import tempfile
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "docs" / "cli.md"
TUTORIAL = ROOT / "docs" / "tutorial.md"
_EXAMPLE = re.compile(
    r"(<!-- example(?P<marks>[^>]*) -->\n```console\n\$ )(?P<command>[^\n]+)\n(?P<output>.*?)(```)", re.S
)
WIDTH = 230
LINES = {PAGE: 5, TUTORIAL: 14}


class Example(NamedTuple):
    """A command line of the page, the exit code it must end with, whether it takes long, and the output shown."""

    command: str
    code: int
    long: bool
    output: list[str]


class Ran(NamedTuple):
    """How a command ended: its exit code, the lines it wrote, and what it said on stderr."""

    code: int
    lines: list[str]
    said: str


def read_examples(page: Path = PAGE) -> list[Example]:
    """Every example of a page, in order."""
    found = []
    for match in _EXAMPLE.finditer(page.read_text(encoding="utf-8")):
        code = re.search(r"exit=(\d+)", match["marks"])
        long = "long" in match["marks"].split()
        found.append(Example(match["command"], int(code[1]) if code else 0, long, match["output"].splitlines()))
    return found


def lay_out(folder: Path, page: Path = PAGE) -> None:
    """Put the inputs of a page's examples into a folder."""
    if page == TUTORIAL:
        shutil.copytree(ROOT / "docs" / "examples" / "day", folder, dirs_exist_ok=True)
        return
    shutil.copytree(ROOT / "docs" / "examples", folder, dirs_exist_ok=True)
    shutil.copytree(ROOT / "samples", folder / "samples", dirs_exist_ok=True)


def run_command(command: str, folder: Path, stdin: bytes = b"") -> Ran:
    """Run one ``dateline`` command line in ``folder``, within this process."""
    from dateline.cli import main

    kept = (sys.argv, sys.stdin, sys.stdout, sys.stderr, Path.cwd())
    out, err = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8", write_through=True) for _ in range(2))
    sys.argv, sys.stdout, sys.stderr = shlex.split(command), out, err
    sys.stdin = io.TextIOWrapper(io.BytesIO(stdin), encoding="utf-8")
    os.chdir(folder)
    code: object = 0
    try:
        main()
    except SystemExit as stop:
        code = stop.code
    finally:
        sys.argv, sys.stdin, sys.stdout, sys.stderr = kept[:4]
        os.chdir(kept[4])
    written, said = (stream.buffer.getvalue().decode("utf-8") for stream in (out, err))  # type: ignore[attr-defined]
    return Ran(int(code or 0) if isinstance(code, int | None) else 1, written.splitlines(), said)


def shorten(lines: list[str], page: Path = PAGE) -> list[str]:
    """Output as a page shows it: long lines end with an ellipsis, and after some lines the rest is left out."""
    most = LINES[page]
    shown = [line if len(line) <= WIDTH else line[:WIDTH] + "…" for line in lines[:most]]
    return [*shown, "..."] if len(lines) > most else shown


def main() -> int:
    """Print the pages anew (or those whose names are given), every example with the output it gives now."""
    for page in LINES:
        if len(sys.argv) < 2 or page.name in sys.argv[1:]:
            _print_anew(page)
    return 0


def _print_anew(page: Path) -> None:
    with tempfile.TemporaryDirectory() as name:
        lay_out(Path(name), page)

        def filled(match: re.Match[str]) -> str:
            ran = run_command(match["command"], Path(name))
            if ran.code == 70:
                raise SystemExit(f"{match['command']}: {ran.said}")
            return (
                match[1]
                + match["command"]
                + "\n"
                + "".join(f"{line}\n" for line in shorten(ran.lines, page))
                + match[5]
            )

        text = _EXAMPLE.sub(filled, page.read_text(encoding="utf-8"))
    page.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
