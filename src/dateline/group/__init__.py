"""Articles to origins and stories; claims to facts and the record."""

from dateline.group.grouping import VERSION, Grouping, group_articles
from dateline.group.records import records_for
from dateline.group.statements import same_statement

__all__ = ["VERSION", "Grouping", "group_articles", "records_for", "same_statement"]
