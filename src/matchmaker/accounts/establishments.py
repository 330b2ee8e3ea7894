"""What tables say of a type of establishment, and which schools can have grants."""

from __future__ import annotations

from datetime import date

from matchmaker.domain.organisation import Organisation
from matchmaker.intake.dated_table import RateRow, RateTable

ELIGIBLE = ("yes", "no", "section 41")
"""Words of the table `ecf_eligible`. The last is: if approved under section 41 of the
Children and Families Act 2014."""


def row_of_type(table: RateTable, type_: str, day: date) -> RateRow | None:
    """The row on a day of a type of establishment, by the register's code or name."""
    wanted = type_.casefold()
    for row in table.all_in_force(day):
        if wanted in (row["type_code"], row["type"].casefold()):
            return row
    return None


def no_grants(organisation: Organisation, eligible: RateTable, day: date) -> str:
    """
    Why a school cannot have grants for early career teachers; blank if it can.

    A school whose type nobody has given is not refused here: who is paid is not known
    then either, so the pay list holds what is due to it.

    Args:
        organisation: The school.
        eligible: The table `ecf_eligible`.
        day: The day on which the table is asked.

    Raises:
        InputError: The table has a word that there is not.
    """
    if not organisation.type:
        return ""
    row = row_of_type(eligible, organisation.type, day)
    if row is None:
        return (
            "ecf_eligible.csv does not say whether a school of the type "
            f"'{organisation.type}' can have these grants"
        )
    named = f"a school of the type '{row['type']}'"
    match row["eligible"]:
        case "yes":
            return ""
        case "no":
            return f"{named} cannot have these grants"
        case "section 41":
            return _unless_approved(organisation, named)
        case word:
            raise row.fault(f'"{word}" is none of {", ".join(ELIGIBLE)}')


def _unless_approved(organisation: Organisation, named: str) -> str:
    if organisation.section_41:
        return ""
    known = organisation.section_41 is not None
    rest = "" if known else ": say in section_41 of the organisations whether it is"
    return f"{named} can have these grants only if approved under section 41{rest}"
