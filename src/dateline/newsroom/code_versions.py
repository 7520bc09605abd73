"""The code that reports are made by, so that a replay can say whether it was another."""

from __future__ import annotations

from functools import cache
from hashlib import blake2b
from pathlib import Path

from dateline import __version__, check, group, ingest, link, read, write
from dateline.lang.pack import pack_versions
from dateline.model import digest
from dateline.newsroom.known import known_things

_MAKING = ("model", "lang", "llm", "ingest", "read", "link", "group", "write", "check", "newsroom")


def code_of(room: Path, model: str | None) -> dict[str, str]:
    """What the reports of a newsroom depend on beside its sources and the editors' decisions: the version of each stage and
    language, a digest of all the code with its tables, one of the newsroom's own list, and the model, if there is one."""
    stages = {
        "ingest": ingest.VERSION,
        "read": read.VERSION,
        "link": link.VERSION,
        "group": group.VERSION,
        "write": write.VERSION,
        "check": check.VERSION,
    }
    own = {"known": digest(known_things(room))[:16], "model": model or "", "prompt": write.PROMPT_VERSION}
    return {"dateline": __version__, "source": _source_digest(), **stages, **pack_versions(), **own}


@cache
def _source_digest() -> str:
    """Of every module and table that reports are made with: all but the front ends and the pages."""
    whole = blake2b(digest_size=8)
    root = Path(__file__).parents[1]
    for path in sorted(p for name in _MAKING for p in (root / name).rglob("*") if p.suffix in (".py", ".toml")):
        whole.update(path.relative_to(root).as_posix().encode() + b"\0" + path.read_bytes())
    return whole.hexdigest()
