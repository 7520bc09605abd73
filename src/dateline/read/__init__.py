"""Reading: one article in, its sentences, names, dates, quotations, acts and claims out. Pure, one article at a time."""

from dateline.read.article import VERSION, read_article, with_vectors
from dateline.read.dates import date_lines

__all__ = ["VERSION", "date_lines", "read_article", "with_vectors"]
