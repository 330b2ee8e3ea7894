"""The supporters table."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from matchmaker.domain.supporter import Supporter
from matchmaker.intake.cells import CellFault, short
from matchmaker.intake.placing import authority_names, place_fields, regions
from matchmaker.intake.settings import DUMMY_URNS, inspection_fields

if TYPE_CHECKING:
    from matchmaker.domain.programme import Programme
    from matchmaker.intake.known import Ids, Known
    from matchmaker.intake.placing import Fields
    from matchmaker.intake.row import Row
    from matchmaker.intake.sheet import Sheet


def read_supporters(
    sheet: Sheet, programme: Programme, ids: Ids
) -> tuple[Supporter, ...]:
    """The supporters of a round; their ids become known."""
    supporters = []
    for row in sheet.rows():
        key = row.need("id")
        if key is None or not ids.supporters.claim(row, key):
            continue
        fields = _fields(row, key, programme, ids.settings)
        if row.usable:
            supporters.append(Supporter.model_validate(fields))
            ids.supporters.accept(key)
    return tuple(supporters)


def _fields(row: Row, key: str, programme: Programme, settings: Known) -> Fields:
    roles = row.choices("roles") if row.need("roles") else ()
    person: Fields = {
        "id": key,
        "name": row.text("name") or "",
        "email": row.text("email"),
        "roles": roles,
        "regions": regions(row, "regions"),
        "authorities": authority_names(row, "authorities"),
        **place_fields(row),
    }
    return (
        person
        | _capacity(row, roles, programme)
        | _background(row, settings)
        | _availability(row)
    )


def _background(row: Row, settings: Known) -> Fields:
    return {
        "employer": _employer(row, settings),
        "employer_group": row.text("employer_group"),
        "employer_kind": row.choice("employer_kind"),
        "employer_inspection": inspection_fields(
            row,
            "employer_framework",
            "employer_judgement",
            "employer_inspected_on",
            "employer_safeguarding_met",
        ),
        "experience_years": row.whole("experience_years"),
        "qualification_level": row.whole("qualification_level"),
        "leadership": row.choice("leadership"),
        "trained_on": row.date("trained_on"),
        "suitability": row.choice("suitability") or "unknown",
        "specialisms": row.choices("specialisms"),
        "subjects": row.choices("subjects"),
        "phases": row.choices("phases"),
        "setting_types": row.choices("setting_types"),
        "ages": row.choices("ages"),
        "improved_setting": row.flag("improved_setting"),
    }


def _employer(row: Row, settings: Known) -> str | None:
    key = row.text("employer")
    if key is None or key in DUMMY_URNS:
        return None
    try:
        return settings.resolve(key)
    except CellFault as fault:
        row.warning(
            "employer",
            f"{fault.problem}; the employer was left out, so the person's own setting "
            "cannot be told from others",
            fault.remedy,
            key,
        )
        return None


def _availability(row: Row) -> Fields:
    first, last = row.date("available_from"), row.date("available_to")
    if first and last and last < first:
        row.error(
            "available_to",
            "the last day of availability lies before the first",
            "Correct the dates.",
        )
    return {
        "mode": row.choice("mode"),
        "travel_limit": row.whole("travel_limit"),
        "days": row.half_days("days"),
        "available_from": first,
        "available_to": last,
    }


def _capacity(row: Row, roles: tuple[str, ...], programme: Programme) -> Fields:
    by_role = _by_role(row, roles, programme)
    exact = row.whole("capacity_minutes") if programme.unit == "minutes" else None
    total = exact if exact is not None else _total(row, roles, programme)
    if total is None:
        total = sum(by_role.values())
        if not by_role and row.usable:
            row.error(
                None,
                "how much the person can give is not said",
                "Fill in capacity_days, or the days or hours for each role."
                if programme.unit == "minutes"
                else "Fill in capacity.",
            )
    minimum = row.whole("minimum") or 0
    check_minimum(row, total, minimum)
    return {"capacity": total, "role_capacity": by_role, "minimum": minimum}


def _by_role(row: Row, roles: tuple[str, ...], programme: Programme) -> dict[str, int]:
    amounts: dict[str, int] = {}
    for role in programme.matched_roles:
        given = _given(row, f"{role}_", programme)
        if given is not None and role in roles:
            amounts[role] = given
        elif given and row.usable:
            title = programme.roles[role].title.lower()
            row.warning(
                "roles",
                f"time is given as {title}, but the person does not hold that role; "
                "the time was left out",
                "Add the role, or clear the cell.",
            )
    return amounts


def check_minimum(row: Row, capacity: int, minimum: int) -> None:
    """Report a minimum beyond what the person can give."""
    if row.usable and minimum > capacity:
        row.error(
            "minimum",
            f"at least {minimum} must be given, but the person has only {capacity}",
            "Raise the capacity, or lower the minimum.",
        )


def _total(row: Row, roles: tuple[str, ...], programme: Programme) -> int | None:
    if programme.unit == "units":
        return row.whole("capacity")
    stated = _days_and_hours(row, "capacity_", programme)
    if stated is None:
        return None
    # Leading comes first: what a lead keeps back for it cannot be paired.
    return max(stated - programme.reserved_minutes(roles), 0)


def _given(row: Row, prefix: str, programme: Programme) -> int | None:
    if programme.unit == "units":
        return row.whole(f"{prefix}capacity")
    exact = row.whole(f"{prefix}minutes")
    return exact if exact is not None else _days_and_hours(row, prefix, programme)


def _days_and_hours(row: Row, prefix: str, programme: Programme) -> int | None:
    days, hours = row.amount(f"{prefix}days"), row.amount(f"{prefix}hours")
    if days is None and hours is None:
        return None
    minutes = (days or Fraction(0)) * programme.minutes_per_day
    minutes += (hours or Fraction(0)) * 60
    if minutes.denominator != 1:
        name = f"{prefix}days" if days is not None else f"{prefix}hours"
        row.error(
            name,
            f'"{short(row.text(name) or "")}" is not a whole number of minutes',
            "Round it to quarters of an hour.",
        )
    return int(minutes)
