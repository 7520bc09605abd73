"""Watch: a front end that follows feeds day and night and has the newsroom run on what is new."""

from dateline.watch.clock import Clock, SystemClock
from dateline.watch.following import Watch, edition_of, status_of, watch_newsroom
from dateline.watch.health import FeedHealth, Health
from dateline.watch.lists import FeedListError, feeds_of
from dateline.watch.lock import Watched
from dateline.watch.schedule import Pace
from dateline.watch.watcher import Edition, Fetcher, Watcher, World

__all__ = [
    "Clock",
    "Edition",
    "FeedHealth",
    "FeedListError",
    "Fetcher",
    "Health",
    "Pace",
    "SystemClock",
    "Watch",
    "Watched",
    "Watcher",
    "World",
    "edition_of",
    "feeds_of",
    "status_of",
    "watch_newsroom",
]
