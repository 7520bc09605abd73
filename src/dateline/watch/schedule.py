"""When a feed is asked again: after its own rhythm within bounds, later after faults, and as a busy server asks."""

from __future__ import annotations

from hashlib import sha256

from msgspec import Struct

_QUICKER, _SLOWER = 0.6, 1.3  # what a change and a quiet visit make of an interval
_SPREAD = 0.1  # feeds of one interval are spread over this share of it either way
LONGEST_REST = 86_400.0  # a server may ask to be left alone for a day, not for ever


class Pace(Struct, frozen=True, kw_only=True):
    """Seconds: the ``shortest`` and ``longest`` interval of a feed, and how long new articles are gathered before a run;
    ``most`` articles start one at once. ``tries`` of a page before its feed entry stands for it."""

    shortest: float = 300.0
    longest: float = 21_600.0
    gather: float = 120.0
    most: int = 200
    tries: int = 4


def next_interval(interval: float, changed: bool, pace: Pace, least: float = 0.0) -> float:
    """The interval after a visit. ``least``: the feed's own wish (RSS ``ttl``), kept within the bounds."""
    wanted = interval * (_QUICKER if changed else _SLOWER)
    return min(max(wanted, pace.shortest, least), pace.longest)


def after_fault(faults: int, interval: float, pace: Pace, asked: float = 0.0) -> float:
    """Seconds to wait after the ``faults``-th fault in a row (1, 2 ...): doubled each time from the shortest interval up to
    the longest, and never less than the server ``asked`` for."""
    backed_off = min(pace.shortest * 2.0 ** min(faults - 1, 20), pace.longest)
    return max(backed_off, min(asked, LONGEST_REST))


def spread(url: str) -> float:
    """A feed's own factor, between 0.9 and 1.1 and always the same, so that feeds do not come due together."""
    part = int.from_bytes(sha256(url.encode("utf-8")).digest()[:4], "big") / 2**32
    return 1.0 - _SPREAD + 2 * _SPREAD * part


def rest_after_restart(due: float, planned: float, now: float) -> float:
    """Seconds until a feed is due that was to be asked at the wall's ``due``, ``planned`` seconds after its last visit. A
    wall clock that was set back meanwhile makes it wait once more at most."""
    return min(max(0.0, due - now), planned)
