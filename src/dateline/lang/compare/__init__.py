"""How two names, positions, dates, numbers, places and acts stand to each other, each with its reason.

``narrower`` always means that the first is narrower than the second: it lies inside it, or says more.
"""

from __future__ import annotations

from dateline.lang.compare.acts import SlotComparison, compare_acts, compare_parties, licenses_act
from dateline.lang.compare.dates import compare_dates
from dateline.lang.compare.names import NameIndex, compare_names, name_keys, rank_names
from dateline.lang.compare.numbers import Amount, compare_numbers
from dateline.lang.compare.places import capital_of, compare_places, stands_for_government
from dateline.lang.compare.positions import (
    compare_positions,
    has_one_holder,
    is_public_life,
    is_public_office,
    is_seat,
    position_widths,
    walk_of_life,
)
from dateline.lang.compare.relation import Comparison, Relation

__all__ = [
    "Amount",
    "Comparison",
    "NameIndex",
    "Relation",
    "SlotComparison",
    "capital_of",
    "compare_acts",
    "compare_dates",
    "compare_names",
    "compare_numbers",
    "compare_parties",
    "compare_places",
    "compare_positions",
    "has_one_holder",
    "is_public_life",
    "is_public_office",
    "is_seat",
    "licenses_act",
    "name_keys",
    "position_widths",
    "rank_names",
    "stands_for_government",
    "walk_of_life",
]
