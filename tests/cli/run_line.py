"""One command line, run in this process as the installed program would run it."""

from __future__ import annotations

import importlib.util
import json
import sys
from pathlib import Path
from typing import Any

_PATH = Path(__file__).parents[2] / "scripts" / "cli_examples.py"
_SPEC = importlib.util.spec_from_file_location("cli_examples", _PATH)
assert _SPEC is not None
assert _SPEC.loader is not None
examples = importlib.util.module_from_spec(_SPEC)
sys.modules["cli_examples"] = examples
_SPEC.loader.exec_module(examples)


def dateline(command: str, folder: Path, stdin: bytes | str = b"") -> tuple[int, list[Any], str]:
    """The exit code, the JSON objects written (lines that are no JSON as they are), and what was said on stderr."""
    data = stdin.encode() if isinstance(stdin, str) else stdin
    ran = examples.run_command(f"dateline {command}", folder, data)
    return ran.code, [_object(line) for line in ran.lines], ran.said


def _object(line: str) -> Any:
    try:
        return json.loads(line)
    except ValueError:
        return line
