"""The store: the only SQL. An embedded database in one file; results by key, so that nothing is computed twice."""

from dateline.store.sqlite import AnchorError, Store, StoreError

__all__ = ["AnchorError", "Store", "StoreError"]
