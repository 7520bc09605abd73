"""The record in other people's formats: a table, CSV, FollowTheMoney entities, iCalendar, PLOVER events."""

from dateline.publish.exports.calendar import calendar_lines
from dateline.publish.exports.events import event_lines
from dateline.publish.exports.money import money_lines
from dateline.publish.exports.sheet import Line, Sheet, csv_lines
from dateline.publish.exports.table import table_lines

__all__ = ["Line", "Sheet", "calendar_lines", "csv_lines", "event_lines", "money_lines", "table_lines"]
