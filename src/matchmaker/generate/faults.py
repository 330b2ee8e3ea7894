"""The faults that real spreadsheets have, one small function each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from matchmaker.generate.dice import Dice
    from matchmaker.generate.rows import Row

DUMMY_URNS = ("900000", "900010", "900020", "900030")
"""They mean "not applicable". Source: domain.md, section 2, row 3."""

NO_DATES = ("31/02/2021", "2021-13-05", "12/31/2021", "last spring")
NUMBER_WORDS = ("two", "three days", "2-3", "4 max", "n/a?")
OTHER_REGION_NAMES = {
    "East of England": "Eastern",
    "Yorkshire and the Humber": "Yorkshire & The Humber",
}


@dataclass(frozen=True)
class Fault:
    """
    One kind of fault in one table.

    Attributes:
        kind: Its name; one kind may stand in several tables.
        table: Where.
        column: The column that is wrong.
        reported: Whether a careful reader must say something about it. The others
            are no errors: the row must be read, perhaps with a warning.
        spoil: Changes a row in place. It may return False where the row does not
            lend itself to the fault.
    """

    kind: str
    table: str
    column: str
    reported: bool
    spoil: Callable[[Dice, Row], bool]


def _put(column: str, *values: str) -> Callable[[Dice, Row], bool]:
    """Write one of some values over a cell."""

    def spoil(dice: Dice, row: Row) -> bool:
        row[column] = dice.pick(values)
        return True

    return spoil


def _put_over(column: str, *values: str) -> Callable[[Dice, Row], bool]:
    """Write one of some values over a cell that holds something."""

    def spoil(dice: Dice, row: Row) -> bool:
        filled = bool(row[column])
        if filled:
            row[column] = dice.pick(values)
        return filled

    return spoil


def _add(column: str, *values: str) -> Callable[[Dice, Row], bool]:
    """Add a value to a list."""

    def spoil(dice: Dice, row: Row) -> bool:
        row[column] = "; ".join(filter(None, (row[column], dice.pick(values))))
        return True

    return spoil


def _region(dice: Dice, row: Row) -> bool:
    """Another case, or another name in use."""
    region = row["region"]
    other = OTHER_REGION_NAMES.get(region, region.upper())
    row["region"] = dice.pick((region.lower(), region.upper(), other))
    return bool(region)


def _spaces(column: str) -> Callable[[Dice, Row], bool]:
    def spoil(dice: Dice, row: Row) -> bool:
        row[column] = dice.pick((" {} ", "{}  ", "\u00a0{}")).format(row[column])
        return True

    return spoil


def _no_inspection(_: Dice, row: Row) -> bool:
    for column in ("inspection_framework", "judgement", "inspected_on"):
        row[column] = ""
    row["safeguarding_met"] = ""
    return True


def _new_grade(dice: Dice, row: Row) -> bool:
    """A grade of the new report cards, whose framework people leave out."""
    row["inspection_framework"] = ""
    row["judgement"] = dice.pick(("Expected standard", "Needs attention"))
    return True


def _lost_zeros(dice: Dice, row: Row) -> bool:
    """A reference that a spreadsheet took for a number."""
    filled = bool(row["trn"])
    if filled:
        row["trn"] = str(dice.whole(10_000, 999_999))
    return filled


def _mixed_frameworks(_: Dice, row: Row) -> bool:
    row["inspection_framework"] = "ofsted"
    row["judgement"] = "Strong standard"
    return True


FAULTS = (
    Fault("missing URN", "settings", "urn", False, _put("urn", "")),
    Fault("dummy URN", "settings", "urn", False, _put("urn", *DUMMY_URNS)),
    Fault("wrong-case region", "settings", "region", False, _region),
    Fault("stray spaces", "settings", "authority", False, _spaces("authority")),
    Fault("blank Ofsted", "settings", "judgement", False, _no_inspection),
    Fault("new-framework Ofsted", "settings", "judgement", False, _new_grade),
    Fault("mixed frameworks", "settings", "judgement", True, _mixed_frameworks),
    Fault(
        "bad date",
        "settings",
        "inspected_on",
        True,
        _put_over("inspected_on", *NO_DATES),
    ),
    Fault("unknown place", "settings", "postcode", True, _put("postcode", "ZZ9 9ZZ")),
    Fault(
        "unknown word",
        "settings",
        "setting_type",
        True,
        _put("setting_type", "soft play centre"),
    ),
    Fault(
        "number out of range",
        "settings",
        "eypp_percent",
        True,
        _put("eypp_percent", "240"),
    ),
    Fault("unknown need", "requests", "needs", True, _add("needs", "potty training")),
    Fault("bad date", "requests", "applied_on", True, _put("applied_on", *NO_DATES)),
    Fault("unknown word", "requests", "offer", True, _put("offer", "soft play")),
    Fault(
        "reference to nobody",
        "requests",
        "setting",
        True,
        _put("setting", "S99999", "Nobody"),
    ),
    Fault("stray spaces", "requests", "setting", False, _spaces("setting")),
    Fault(
        "number in words",
        "supporters",
        "capacity_days",
        True,
        _put_over("capacity_days", *NUMBER_WORDS),
    ),
    Fault("wrong-case region", "supporters", "region", False, _region),
    Fault("bad date", "supporters", "trained_on", True, _put("trained_on", *NO_DATES)),
    Fault("unknown word", "supporters", "roles", True, _put("roles", "dinner lady")),
    Fault(
        "unknown need",
        "supporters",
        "specialisms",
        True,
        _add("specialisms", "juggling"),
    ),
    Fault("stray spaces", "supporters", "roles", False, _spaces("roles")),
    Fault("unmapped district", "settings", "district", False, _put("district", "9999")),
    Fault("lost zeros", "supporters", "trn", True, _lost_zeros),
)
"""Faults of single rows. Source: domain.md, sections 2 and 6."""
