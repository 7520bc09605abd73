"""Search without a server: a static index of the story pages by Pagefind, one a language, read by the search page's script."""

from __future__ import annotations

import asyncio
import logging
from pathlib import Path

FOLDER = "pagefind"
_ASSETS = ("pagefind-ui", "pagefind-modular-ui", "pagefind-component-ui", "pagefind-highlight")


def is_indexed(out: Path) -> bool:
    """Whether the site below ``out`` has an index."""
    return (out / FOLDER / "pagefind-entry.json").is_file()


def index_site(out: Path) -> bool:
    """Index every story page below ``out`` into ``out/pagefind``. False where Pagefind is not installed (``dateline[site]``):
    the site then stands without an index, and its search page says so."""
    try:
        from pagefind.index import IndexConfig, PagefindIndex
    except ImportError:
        return False
    logging.getLogger("pagefind").setLevel(logging.WARNING)

    async def build() -> None:
        async with PagefindIndex(config=IndexConfig(output_path=str(out / FOLDER))) as index:
            await index.add_directory(str(out), glob="*/stories/*.html")

    asyncio.run(build())
    for path in (out / FOLDER).iterdir():
        if path.name.startswith(_ASSETS):  # ready-made widgets, which our own page does not use
            path.unlink()
    return True
