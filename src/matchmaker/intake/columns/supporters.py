"""The supporters table; its capacity columns follow the programme's roles."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from matchmaker.intake.columns.base import Column, Table, ranking
from matchmaker.intake.columns.person import BACKGROUND, PERSON
from matchmaker.intake.columns.place import place_columns

if TYPE_CHECKING:
    from matchmaker.domain.programme import Programme


def _capacity_columns(programme: Programme) -> tuple[Column, ...]:
    """What a person can give in all, then in each role."""
    when = _when(programme)
    if programme.unit == "units":
        return (
            _amount("capacity", "places", f"{when}, over all roles",
                    ("places", "max"), "3"),
            *(
                _amount(f"{name}_capacity", "places", f"{when}, as {role.title.lower()}")
                for name, role in programme.roles.items()
                if role.matched
            ),
        )  # fmt: skip
    total = (
        _amount("capacity_days", "days", f"{when}, over all roles",
                ("capacity", "days available in all", "total days"), "10"),
        _amount("capacity_hours", "hours", f"{when}, over all roles",
                ("hours", "total hours")),
        _amount("capacity_minutes", "minutes", f"{when}, over all roles, exactly: "
                "nothing is taken off for leading; usually left blank", ("minutes",)),
    )  # fmt: skip
    by_role = tuple(
        _amount(f"{name}_{unit}", unit, f"{when}, as {role.title.lower()}",
                (f"{role.title} {unit}", f"{unit} as {role.title}"))
        for name, role in programme.roles.items()
        if role.matched
        for unit in ("days", "hours", "minutes")
    )  # fmt: skip
    return (*total, *by_role)


def _when(programme: Programme) -> str:
    """The time to which an amount refers, as it stands in a sentence."""
    return "in this round" if programme.per == "this round" else programme.per


def _amount(
    name: str, unit: str, what: str, synonyms: tuple[str, ...] = (), example: str = ""
) -> Column:
    exact = unit in ("minutes", "places")
    return Column(
        name,
        f"How many {unit} the person can give {what}.",
        "whole number" if exact else "amount",
        example,
        synonyms,
        vital=True,
        unit="" if unit == "places" else unit,
    )


def least_load(programme: Programme) -> Column:
    """The column of what a person must be given at the least."""
    unit = "minutes" if programme.unit == "minutes" else "places"
    return Column(
        "minimum",
        f"How many {unit} the person must be given; blank means 0.",
        "whole number",
        "",
        ("min", "at least", "minimum load"),
        vital=True,
    )


DAY_RATE = Column(
    "day_rate",
    "What a day with this person costs, where less than the role's rate was agreed; "
    "blank means the role's rate.",
    "pounds",
    "",
    ("daily rate", "agreed rate", "rate per day", "fee per day", "day fee"),
    most=100_000,
)


def supporters_table(programme: Programme) -> Table:
    """The supporters of a round of this programme."""
    capacity = _capacity_columns(programme)
    usual = [programme.roles[name].usual_capacity for name in programme.matched_roles]
    return Table(
        "supporters",
        "People who offer support: one row each.",
        (
            *PERSON[:3],
            _roles(programme),
            *place_columns("person"),
            *PERSON[4:],
            *capacity,
            least_load(programme),
            DAY_RATE,
            *BACKGROUND,
            ranking("people" if programme.buddies else "requests"),
        ),
        required=True,
        # Whoever does not say how much has the usual room, if all roles have one.
        one_of=(tuple(column.name for column in capacity),) if None in usual else (),
    )


def _roles(programme: Programme) -> Column:
    """The column of roles, which may be missing where only one is asked for."""
    if len(programme.matched_roles) != 1:
        return PERSON[3]
    (only,) = programme.matched_roles
    return replace(
        PERSON[3],
        note=f"The roles the person holds, separated by semicolons; blank means {only}.",
        example=only,
        required=False,
    )
