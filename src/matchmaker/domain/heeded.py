"""Which columns serve only some rules and criteria, and which a programme heeds."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from matchmaker.domain.programme import Programme

PLACE = dict.fromkeys(
    ("region", "authority", "postcode", "easting", "northing", "precision"),
    frozenset({"place"}),
)
READ_BY: dict[str, dict[str, frozenset[str]]] = {
    "settings": {
        "setting_type": frozenset({"setting_type", "setting_type_experience"}),
        "ages": frozenset({"age_bands"}),
        **dict.fromkeys(
            ("inspection_framework", "judgement", "inspected_on", "safeguarding_met",
             "worst_judgement", "worst_judged_on"),
            frozenset({"priority_test", "judgement"}),
        ),
        **dict.fromkeys(
            ("eypp_percent", "send_percent", "disadvantaged_twos", "override_reason"),
            frozenset({"priority_test"}),
        ),
        "idaci_decile": frozenset({"idaci_decile"}),
    },
    "requests": {
        **PLACE,
        "needs": frozenset({"needs"}),
        "subjects": frozenset(),
        "phase": frozenset({"phase", "quota"}),
        "capacity": frozenset({"load_per"}),
        "mode": frozenset({"mode", "travel", "checks"}),
        "travel_limit": frozenset({"travel"}),
        "days": frozenset({"availability"}),
        "group": frozenset({"own_group", "conflict", "quota", "group_limit"}),
        "preferences": frozenset({"preferences"}),
    },
    "supporters": {
        **PLACE,
        "day_rate": frozenset({"rates"}),
        "regions": frozenset({"region"}),
        "authorities": frozenset({"same_authority", "teams"}),
        **dict.fromkeys(
            ("employer_kind", "employer_framework", "employer_judgement",
             "employer_inspected_on", "employer_safeguarding_met"),
            frozenset({"employer"}),
        ),
        "experience_years": frozenset({"experience"}),
        "qualification_level": frozenset({"qualification"}),
        "leadership": frozenset({"leadership"}),
        "trained_on": frozenset({"training"}),
        "suitability": frozenset({"checks"}),
        "specialisms": frozenset({"needs"}),
        "subjects": frozenset(),
        "phases": frozenset({"phase"}),
        "setting_types": frozenset({"setting_type_experience"}),
        "ages": frozenset({"age_bands"}),
        "improved_setting": frozenset({"improvement"}),
        "mode": frozenset({"mode", "travel", "checks"}),
        "travel_limit": frozenset({"travel"}),
        "days": frozenset({"availability"}),
        "preferences": frozenset({"preferences"}),
    },
}  # fmt: skip
"""The parts of a programme that read a column, by table and column. Columns that are not
named here serve every programme."""

CHOICES = {"request-choice", "supporter-choice"}
"""Objectives that look at preference lists."""

PLACED = frozenset(
    {"travel", "region", "travel_time", "same_authority", "quota", "budget", "contrast",
     "teams"}
)  # fmt: skip
"""Parts of a programme that ask where somebody is."""


def parts_of(programme: Programme) -> frozenset[str]:
    """What a programme has that reads some columns: its rules, criteria and more."""
    groups = programme.groups
    rules = (
        *programme.rules,
        *programme.warnings,
        *(groups.rules if groups else ()),
    )
    criteria = (*programme.criteria, *(groups.criteria if groups else ()))
    parts: set[str] = {rule.name for rule in rules}
    parts |= {criterion.name for criterion in criteria}
    table = programme.priority
    parts |= {name for name in ("judgement", "idaci_decile") if getattr(table, name)}
    if any(role.load_per == "practitioner" for role in programme.roles.values()):
        parts.add("load_per")
    if programme.rates:
        parts.add("rates")
    if programme.teams:
        parts.add("teams")
    sought = {part for objective in programme.objectives for part in objective.parts}
    if programme.stability != "off" or "named" in parts or sought & CHOICES:
        parts.add("preferences")
    shared = any(bonus.by in ("authority", "region") for bonus in programme.bonuses)
    if parts & PLACED or shared or groups:
        parts.add("place")
    return frozenset(parts)


def heeds_places(programme: Programme) -> bool:
    """Whether it matters to a programme where anybody is."""
    return "place" in parts_of(programme)


def is_heeded(table: str, column: str, parts: Collection[str]) -> bool:
    """
    Whether a programme has a use for a column that every programme may have.

    Args:
        table: The table's usual name.
        column: The column's canonical heading.
        parts: What the programme has; see `parts_of`.
    """
    readers = READ_BY.get(table, {}).get(column)
    return readers is None or not readers.isdisjoint(parts)
