"""Instants as machines want them."""

from __future__ import annotations


def instant(stamp: str) -> str:
    """An RFC 3339 instant: a bare day is its midnight, a time without a zone is taken as UTC."""
    if not stamp:
        return "1970-01-01T00:00:00Z"
    if len(stamp) <= 10:
        return f"{stamp}T00:00:00Z"
    zoned = stamp.endswith("Z") or "+" in stamp[10:] or "-" in stamp[10:]
    return stamp if zoned else f"{stamp}Z"
