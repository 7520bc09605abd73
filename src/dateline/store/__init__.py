"""The store: the only SQL. A database in one file by default, a PostgreSQL server by URL; results by key, so that nothing is
computed twice."""

from dateline.store.backend import StoreError
from dateline.store.backup import BackupError, back_up, restore
from dateline.store.originals import Originals, original_id
from dateline.store.store import SERVERS, AnchorError, Store

__all__ = [
    "SERVERS",
    "AnchorError",
    "BackupError",
    "Originals",
    "Store",
    "StoreError",
    "back_up",
    "original_id",
    "restore",
]
