"""Articles to origins and stories; claims to facts and the record."""

from dateline.group.grouping import VERSION, Each, Grouping, Holdings, anchors_of, group_articles, group_holdings
from dateline.group.memory import Memory, StreamKept
from dateline.group.profiles import Profile, make_profile
from dateline.group.records import records_for
from dateline.group.rulings import Ruling, rulings_in_force
from dateline.group.statements import same_statement
from dateline.group.stream import Change, Stream

__all__ = [
    "VERSION",
    "Change",
    "Each",
    "Grouping",
    "Holdings",
    "Memory",
    "Profile",
    "Ruling",
    "Stream",
    "StreamKept",
    "anchors_of",
    "group_articles",
    "group_holdings",
    "make_profile",
    "records_for",
    "rulings_in_force",
    "same_statement",
]
