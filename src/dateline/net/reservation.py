"""What a site reserves for text and data mining: its ``/.well-known/tdmrep.json`` (TDMRep, W3C Community Group)."""

from __future__ import annotations

import json
from dataclasses import dataclass

MOST_RULES = 1_000


@dataclass(frozen=True, slots=True)
class Reservations:
    """Path patterns in their order, each with whether it is reserved; the first that fits a path decides."""

    rules: tuple[tuple[str, bool], ...] = ()

    def of(self, path: str) -> bool | None:
        """Whether a path is reserved; None where no rule says."""
        return next((reserved for location, reserved in self.rules if fits(path, location)), None)


def read_reservations(data: bytes) -> Reservations:
    """The rules of a ``tdmrep.json``; entries that are not as the report defines them count as unset."""
    try:
        told = json.loads(data)
    except (ValueError, RecursionError):
        return Reservations()
    rules = []
    for entry in told[:MOST_RULES] if isinstance(told, list) else ():
        if not isinstance(entry, dict) or not isinstance(entry.get("location"), str):
            continue
        value = entry.get("tdm-reservation")
        if value in (0, 1) and not isinstance(value, bool):
            rules.append((entry["location"], value == 1))
    return Reservations(tuple(rules))


def fits(path: str, location: str) -> bool:
    """Whether a path is of a location as robots.txt writes them: ``*`` stands for anything, ``$`` at the end for the end.
    Each part is taken where it first stands, so that no pattern costs more than its length."""
    first, *parts = location.removesuffix("$").split("*")
    if not path.startswith(first):
        return False
    at = len(first)
    last = parts.pop() if parts and location.endswith("$") else None
    for part in parts:
        found = path.find(part, at)
        if found < 0:
            return False
        at = found + len(part)
    if last is not None:
        return path.endswith(last) and len(path) - len(last) >= at
    return not location.endswith("$") or at == len(path)
