"""Two numbers with their units."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from typing import TypeAlias

from dateline.lang.compare.relation import Comparison
from dateline.model import Mention

Amount: TypeAlias = "Mention | tuple[str, str | None]"

# A counted thing on the left is one of those on the right ("11 lawmakers" are "11 people").
_KINDS: dict[str, str] = {
    "lawmakers": "people",
    "soldiers": "people",
    "students": "people",
    "dead": "people",
    "injured": "people",
    "missing": "people",
}
_SCALES: dict[str, tuple[str, Decimal]] = {
    "km": ("m", Decimal(1000)),
    "tonnes": ("kg", Decimal(1000)),
    "hours": ("minutes", Decimal(60)),
    "weeks": ("days", Decimal(7)),
}
_LEAST_ROUNDED = 100
_MOST_OFF = Decimal("0.05")


def compare_numbers(a: Amount, b: Amount) -> Comparison:
    """Whether two amounts agree. A rounded one is wider than the exact one it was rounded from (why ``rounding``).

    Only whole numbers from 100 up with two or more zeros at the end, or numbers with fewer decimals, count as rounded:
    10 is not a rounding of 11. Different units that cannot be converted are unknown, so that nothing is compared that
    does not count the same thing.
    """
    first, second = _amount(a), _amount(b)
    if first is None or second is None:
        return Comparison("unknown", 0.0, ("not a number",))
    (x, unit_x), (y, unit_y) = first, second
    kinds = _compare_units(unit_x, unit_y)
    if kinds.relation == "unknown":
        return kinds
    if x == y:
        return Comparison(kinds.relation, 1.0, (f"both {_plain(x)}", *kinds.why))
    if kinds.relation != "equal":
        return Comparison("unknown", 0.3, (f"{unit_x} and {unit_y} may count different things",))
    if _rounds_to(y, x):
        return Comparison("wider", 0.9, ("rounding", f"{_plain(y)} rounds to {_plain(x)}"))
    if _rounds_to(x, y):
        return Comparison("narrower", 0.9, ("rounding", f"{_plain(x)} rounds to {_plain(y)}"))
    return Comparison("conflict", 1.0, (f"{_plain(x)} is not {_plain(y)}",))


def _amount(given: Amount) -> tuple[Decimal, str | None] | None:
    value, unit = (given.value, given.unit) if isinstance(given, Mention) else (given[0], given[1])
    try:
        number = Decimal(value) if value else None
    except InvalidOperation:
        return None
    if number is None or not number.is_finite():
        return None
    if unit in _SCALES:
        unit, factor = _SCALES[unit]
        number *= factor
    return number, unit


def _compare_units(a: str | None, b: str | None) -> Comparison:
    if a == b:
        return Comparison("equal", 1.0)
    if a is None or b is None:
        return Comparison("equal", 0.7, ("unit not said",))
    if _KINDS.get(a) == b:
        return Comparison("narrower", 1.0, (f"{a} are {b}",))
    if _KINDS.get(b) == a:
        return Comparison("wider", 1.0, (f"{b} are {a}",))
    return Comparison("unknown", 0.0, (f"{a} and {b} do not count the same thing",))


def _rounds_to(exact: Decimal, rounded: Decimal) -> bool:
    """Whether ``rounded`` is what ``exact`` becomes when cut to fewer digits."""
    if rounded == 0 or abs(exact - rounded) > abs(rounded) * _MOST_OFF:
        return False
    step = _step(rounded)
    if step <= _step(exact) or (step >= 1 and (step < _LEAST_ROUNDED and abs(rounded) >= _LEAST_ROUNDED)):
        return False
    if step >= 1 and abs(rounded) < _LEAST_ROUNDED and exact == exact.to_integral_value():
        return False
    return abs(exact - rounded) * 2 <= step


def _step(number: Decimal) -> Decimal:
    """The place value of the last digit that is not zero: 12000 -> 1000, 3.2 -> 0.1."""
    exponent = number.normalize().as_tuple().exponent
    return Decimal(1).scaleb(exponent if isinstance(exponent, int) else 0)


def _plain(number: Decimal) -> str:
    return format(number.normalize(), "f")
