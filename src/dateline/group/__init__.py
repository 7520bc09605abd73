"""Articles to origins and stories; claims to facts and the record."""

from dateline.group.grouping import VERSION, Grouping, group_articles
from dateline.group.records import records_for

__all__ = ["VERSION", "Grouping", "group_articles", "records_for"]
