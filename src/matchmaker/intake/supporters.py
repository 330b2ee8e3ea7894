"""The supporters table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from matchmaker.domain.located import Located
from matchmaker.domain.supporter import Supporter
from matchmaker.intake.capacities import capacity_fields
from matchmaker.intake.cells import CellFault
from matchmaker.intake.known import follow
from matchmaker.intake.placing import (
    authority_name,
    authority_names,
    place_fields,
    region_name,
    regions,
)
from matchmaker.intake.settings import DUMMY_URNS, inspection_fields

if TYPE_CHECKING:
    from collections.abc import Mapping

    from matchmaker.domain.field import FieldValues
    from matchmaker.domain.programme import Programme
    from matchmaker.domain.setting import Setting
    from matchmaker.intake.known import Ids, Known
    from matchmaker.intake.placing import Fields
    from matchmaker.intake.row import Row
    from matchmaker.intake.sheet import Sheet


def read_supporters(
    sheet: Sheet, programme: Programme, employers: Mapping[str, Setting], ids: Ids
) -> tuple[Supporter, ...]:
    """
    The supporters of a round; their ids become known.

    Args:
        sheet: The table.
        programme: Knows roles, and how much a person usually gives.
        employers: The settings that employ people, by id.
        ids: Resolves references to settings; learns the supporters' ids.
    """
    # Where people ask, support is given where the supporter works: a trainee travels
    # to the mentor's school, and what the school answers holds for its mentors. Where
    # settings ask it is the supporter who travels, from a place that only they know.
    workplaces = employers if programme.asks == "people" else {}
    supporters = []
    for row in sheet.rows():
        key = row.need("id")
        if key is None or not ids.supporters.claim(row, key):
            continue
        fields = _fields(row, key, programme, ids.settings)
        workplace = workplaces.get(str(fields["employer"]))
        fields |= _place(row, workplace)
        fields["fields"] = _answers(row, workplace, programme)
        if row.usable:
            supporters.append(Supporter.model_validate(fields))
            ids.supporters.accept(key)
    return tuple(supporters)


def _fields(row: Row, key: str, programme: Programme, settings: Known) -> Fields:
    roles = _roles(row, programme)
    person: Fields = {
        "id": key,
        "name": row.name() or "",
        "email": row.said("email"),
        "roles": roles,
        "pence_per_day": row.pence("day_rate"),
        "regions": regions(row, "regions"),
        "authorities": authority_names(row, "authorities"),
    }
    return (
        person
        | capacity_fields(row, roles, programme)
        | _background(row, settings)
        | _availability(row)
    )


def _roles(row: Row, programme: Programme) -> tuple[str, ...]:
    """The roles held; who names none holds the one that is asked for, if it is one."""
    if row.text("roles") is None and len(programme.matched_roles) == 1:
        return programme.matched_roles
    return row.choices("roles") if row.need("roles") else ()


def _place(row: Row, workplace: Setting | None) -> Fields:
    """Where a person is: where they say, else where they work."""
    said = any(map(row.text, ("postcode", "easting", "northing", "precision")))
    if said or workplace is None or workplace.precision is None:
        return place_fields(row)
    own: Fields = {
        "region": row.read("region", region_name),
        "authority": row.read("authority", authority_name),
    }
    there: Fields = {name: getattr(workplace, name) for name in Located.model_fields}
    return there | {name: value for name, value in own.items() if value is not None}


def _answers(row: Row, workplace: Setting | None, programme: Programme) -> FieldValues:
    """A person's answers, and to what they leave open that of where they work."""
    open_to = {} if workplace is None else workplace.fields
    asked = {
        name: value
        for name, value in open_to.items()
        if programme.fields[name].supporter is not None
    }
    return asked | row.answers("supporter")


def _background(row: Row, settings: Known) -> Fields:
    return {
        "employer": _employer(row, settings),
        "employer_group": row.said("employer_group"),
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
        return follow(row, "employer", key, settings)
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
