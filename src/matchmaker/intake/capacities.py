"""How much a supporter can give: in all, in each role, and at the least."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from matchmaker.intake.cells import short

if TYPE_CHECKING:
    from matchmaker.domain.programme import Programme
    from matchmaker.intake.placing import Fields
    from matchmaker.intake.row import Row


def capacity_fields(row: Row, roles: tuple[str, ...], programme: Programme) -> Fields:
    """
    Room in minutes, or in units where the programme counts places.

    Who says nothing has the usual room of their roles, and nobody has more than a
    role allows.
    """
    by_role = _by_role(row, roles, programme)
    exact = row.whole("capacity_minutes") if programme.unit == "minutes" else None
    total = exact if exact is not None else _total(row, roles, programme)
    if total is None:
        total = sum(by_role.values()) if by_role else _usual(roles, programme)
    if total is None:
        total = 0
        if row.usable:
            row.error(
                None,
                "how much the person can give is not said",
                "Fill in capacity_days, or the days or hours for each role."
                if programme.unit == "minutes"
                else "Fill in capacity.",
            )
    total = _at_most(row, total, by_role, roles, programme)
    minimum = row.whole("minimum") or 0
    _check_minimum(row, total, minimum)
    return {"capacity": total, "role_capacity": by_role, "minimum": minimum}


def _usual(roles: tuple[str, ...], programme: Programme) -> int | None:
    """
    What somebody gives who says nothing; `None` where the programme cannot tell.

    Whoever only leads gives nothing to anybody who asks.
    """
    held = [programme.roles[role] for role in programme.matched_roles if role in roles]
    usual = [role.usual_capacity for role in held if role.usual_capacity is not None]
    return sum(usual) if roles and len(usual) == len(held) else None


def _at_most(
    row: Row,
    total: int,
    by_role: dict[str, int],
    roles: tuple[str, ...],
    programme: Programme,
) -> int:
    """Cut what is more than a role allows, in place; what is left of the total."""
    held = [role for role in programme.matched_roles if role in roles]
    cut = False
    for role in held:
        most = programme.roles[role].most_capacity
        said = by_role.get(role, total)
        if most is not None and said > most:
            by_role[role], cut = most, True
            row.warning(
                "capacity",
                f"{said} {programme.unit} are more than a {_title(role, programme)} may "
                f"give; {most} were taken",
                f"Write {most} at the most, or raise most_capacity in the programme.",
            )
    return min(total, sum(by_role.get(r, total) for r in held)) if cut else total


def _title(role: str, programme: Programme) -> str:
    return programme.roles[role].title.lower()


def _by_role(row: Row, roles: tuple[str, ...], programme: Programme) -> dict[str, int]:
    amounts: dict[str, int] = {}
    for role in programme.matched_roles:
        given = _given(row, f"{role}_", programme)
        if given is not None and role in roles:
            amounts[role] = given
        elif given and row.usable:
            row.warning(
                "roles",
                f"time is given as {_title(role, programme)}, but the person does not hold that role; "
                "the time was left out",
                "Add the role, or clear the cell.",
            )
    return amounts


def _check_minimum(row: Row, capacity: int, minimum: int) -> None:
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
