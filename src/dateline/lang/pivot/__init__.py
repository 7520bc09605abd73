"""The pivot: keys that every language folder exports words for, so that languages meet without knowing each other."""

from __future__ import annotations

from functools import cache

from dateline.lang.data import load_table


@cache
def pivot_keys(table: str) -> dict[str, str]:
    """Key -> English gloss of one pivot table: topics, positions, bodies, places, hedges or units."""
    return {str(key): str(gloss) for key, gloss in load_table("pivot", table).items()}
