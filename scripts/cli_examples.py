"""The examples of docs/cli.md: find them, run them, and (run as a script) print them anew."""

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
_EXAMPLE = re.compile(
    r"(<!-- example(?P<marks>[^>]*) -->\n```console\n\$ )(?P<command>[^\n]+)\n(?P<output>.*?)(```)", re.S
)
WIDTH, LINES = 230, 5


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


def read_examples() -> list[Example]:
    """Every example of the page, in order."""
    found = []
    for match in _EXAMPLE.finditer(PAGE.read_text(encoding="utf-8")):
        code = re.search(r"exit=(\d+)", match["marks"])
        long = "long" in match["marks"].split()
        found.append(Example(match["command"], int(code[1]) if code else 0, long, match["output"].splitlines()))
    return found


def lay_out(folder: Path) -> None:
    """Put the inputs of the examples into a folder."""
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


def shorten(lines: list[str]) -> list[str]:
    """Output as the page shows it: long lines end with an ellipsis, and after some lines the rest is left out."""
    shown = [line if len(line) <= WIDTH else line[:WIDTH] + "…" for line in lines[:LINES]]
    return [*shown, "..."] if len(lines) > LINES else shown


def main() -> int:
    """Print the page anew, every example with the output it gives now."""
    with tempfile.TemporaryDirectory() as name:
        lay_out(Path(name))

        def filled(match: re.Match[str]) -> str:
            ran = run_command(match["command"], Path(name))
            if ran.code == 70:
                raise SystemExit(f"{match['command']}: {ran.said}")
            return match[1] + match["command"] + "\n" + "".join(f"{line}\n" for line in shorten(ran.lines)) + match[5]

        text = _EXAMPLE.sub(filled, PAGE.read_text(encoding="utf-8"))
    PAGE.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
