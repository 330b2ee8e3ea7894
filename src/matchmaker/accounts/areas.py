"""
Pay areas: inner London, outer London, the fringe, and the rest of England.

The area follows the district, not the region and not the local authority. A district
that the table does not list has no area: it is an error, and never "the rest".
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from matchmaker.accounts.tables import RateTables
from matchmaker.domain.organisation import Organisation
from matchmaker.domain.spelling import folded
from matchmaker.errors import InputError

AREAS: dict[str, str] = {
    "inner": "Inner London",
    "outer": "Outer London",
    "fringe": "Fringe",
    "rest": "Rest of England",
}
"""Each area as tables write it, and in words."""


class PayAreas:
    """The area of each district."""

    def __init__(self, tables: RateTables) -> None:
        """
        Take the districts from the table `pay_areas`.

        Raises:
            InputError: A row names an area that there is not.
        """
        self._table = tables["pay_areas"]
        self.version = self._table.version
        self._codes: dict[str, set[str]] = {}
        for row in self._table.rows:
            if row["area"] not in AREAS:
                raise row.fault(f'"{row["area"]}" is not one of {", ".join(AREAS)}')
            for form in (row["district_code"], row["district"]):
                self._codes.setdefault(folded(form), set()).add(row["district_code"])

    def area_of(self, district: str | None, day: date) -> str:
        """
        The area of a district on a day.

        Args:
            district: The ONS code or the name.
            day: The day of the training or grant.

        Raises:
            InputError: No district is given, or the table does not know it.
        """
        if not district:
            raise InputError("no district is given, so the pay area is not known")
        for code in sorted(self._codes.get(folded(district), ())):
            row = self._table.in_force(day, district_code=code)
            if row is not None:
                return row["area"]
        raise InputError(
            f"the district '{district}' is not in pay_areas.csv on {day}, so the pay "
            "area is not known"
        )

    def of_organisations(
        self, claims: Iterable[tuple[Organisation, date]]
    ) -> dict[tuple[str, date], str]:
        """
        The area of each organisation on the day of each of its claims.

        Raises:
            InputError: Some have no area; every one is named.
        """
        found: dict[tuple[str, date], str] = {}
        faults: dict[str, None] = {}
        for organisation, day in claims:
            if (organisation.id, day) in found:
                continue
            try:
                found[organisation.id, day] = self.area_of(organisation.district, day)
            except InputError as error:
                faults[
                    f"{organisation.id} {organisation.name}".rstrip() + f": {error}"
                ] = None
        if faults:
            raise InputError("Nothing is paid on a guess.", tuple(faults))
        return found
