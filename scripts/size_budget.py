"""The size budget: long functions and files, many parameters, and an import that costs too much fail the build."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

SOURCE = Path(__file__).parent.parent / "src" / "dateline"
FILE_LINES, FUNCTION_LINES, PARAMETERS, SHARE = 500, 35, 6, 0.90
FILE_MOST, FUNCTION_MOST = 700, 90
IMPORT_SECONDS = 0.150
HEAVY = ("lxml", "spacy", "numpy", "fastapi", "jinja2", "kiwipiepy", "sudachipy")
EXEMPT = {"cli.py"}


def main() -> int:
    """Print every breach and give 1 if there is one."""
    breaches: list[str] = []
    file_lengths: list[int] = []
    function_lengths: list[int] = []
    for path in sorted(SOURCE.rglob("*.py")):
        text = path.read_text(encoding="utf-8")
        lines = text.count("\n")
        file_lengths.append(lines)
        if lines > FILE_MOST:
            breaches.append(f"{path}: {lines} lines (at most {FILE_MOST})")
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                function_lengths.append(_check_function(path, node, breaches))  # noqa: PERF401
    for name, lengths, limit in (("files", file_lengths, FILE_LINES), ("functions", function_lengths, FUNCTION_LINES)):
        share = sum(length <= limit for length in lengths) / len(lengths)
        print(f"{name}: {len(lengths)}, median {sorted(lengths)[len(lengths) // 2]} lines, {share:.1%} within {limit}")
        if share < SHARE:
            breaches.append(f"only {share:.1%} of the {name} are within {limit} lines (at least {SHARE:.0%})")
    breaches += _check_import()
    print("\n".join(breaches) or "size budget kept")
    return bool(breaches)


def _check_function(path: Path, node: ast.FunctionDef | ast.AsyncFunctionDef, breaches: list[str]) -> int:
    length = (node.end_lineno or node.lineno) - node.lineno + 1
    where = f"{path}:{node.lineno} {node.name}"
    if length > FUNCTION_MOST:
        breaches.append(f"{where}: {length} lines (at most {FUNCTION_MOST})")
    arguments = node.args
    names = [a.arg for a in (*arguments.posonlyargs, *arguments.args) if a.arg not in ("self", "cls")]
    if len(names) > PARAMETERS and path.name not in EXEMPT:
        breaches.append(f"{where}: {len(names)} positional parameters (at most {PARAMETERS}; a type is missing)")
    return length


def _check_import() -> list[str]:
    probe = (
        "import sys, time; t = time.perf_counter(); import dateline; s = time.perf_counter() - t; "
        f"print(s, *[m for m in {HEAVY!r} if m in sys.modules])"
    )
    runs = [subprocess.run([sys.executable, "-c", probe], capture_output=True, text=True, check=True) for _ in range(3)]
    best = min(float(run.stdout.split()[0]) for run in runs)
    heavy = runs[0].stdout.split()[1:]
    print(f"import dateline: {best * 1000:.0f} ms")
    found = [f"import dateline pulls in {', '.join(heavy)}"] if heavy else []
    return found + ([f"import dateline takes {best:.3f} s (at most {IMPORT_SECONDS})"] if best > IMPORT_SECONDS else [])


if __name__ == "__main__":
    sys.exit(main())
