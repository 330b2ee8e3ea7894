"""Records as cells, under the headings of the tables that they stand in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from matchmaker.domain.files.text import scaled
from matchmaker.domain.preferences import ranked_text

if TYPE_CHECKING:
    from matchmaker.domain.decisions import Recorded
    from matchmaker.domain.field import FieldValues, Heading, Side
    from matchmaker.domain.frozen import Frozen
    from matchmaker.domain.inspection import Inspection
    from matchmaker.domain.located import Located
    from matchmaker.domain.programme import Programme
    from matchmaker.domain.quota import Quota
    from matchmaker.domain.request import Request
    from matchmaker.domain.setting import Setting
    from matchmaker.domain.supporter import Supporter

Cells = dict[str, object]
"""A row by heading; what is `None` is blank."""


def setting_cells(setting: Setting, programme: Programme) -> Cells:
    """A setting."""
    return {
        **_first(setting, "id", "urn", "name", "setting_type", "group"),
        **_place(setting),
        **_but(setting, "email", "inspection", "fields"),
        **_inspection(setting.inspection, "", "inspection_framework"),
        **_answers(setting.fields, "setting", programme),
    }


def request_cells(request: Request, programme: Programme) -> Cells:
    """A request; who asks is told by the column `setting`."""
    return {
        **_first(request, "id", "setting", "role", "offer"),
        "capacity": request.practitioners,
        **_but(request, "practitioners", "fields"),
        "preferences": ranked_text(request.preferences),
        **_answers(request.fields, "request", programme),
    }


def person_cells(person: Setting) -> Cells:
    """What the row of a request says of the person who asks."""
    return {
        "person": person.id,
        "name": person.name,
        "email": person.email,
        "group": person.group,
        **_place(person),
    }


def supporter_cells(supporter: Supporter, programme: Programme) -> Cells:
    """A supporter; time is told in minutes."""
    timed = programme.unit == "minutes" and programme.scores == "criteria"
    unit, rate = "minutes" if timed else "capacity", supporter.pence_per_day
    by_role = supporter.role_capacity
    others = (
        "capacity",
        "role_capacity",
        "pence_per_day",
        "employer_inspection",
        "fields",
    )
    return {
        **_first(supporter, "id", "name", "email", "roles"),
        **_place(supporter),
        **_first(supporter, "regions", "authorities"),
        "capacity_minutes" if timed else "capacity": supporter.capacity,
        **{f"{role}_{unit}": by_role.get(role) for role in programme.matched_roles},
        "day_rate": None if rate is None else scaled(rate, 2),
        **_but(supporter, *others),
        "preferences": ranked_text(supporter.preferences),
        **_inspection(supporter.employer_inspection, "employer_", "employer_framework"),
        **_answers(supporter.fields, "supporter", programme),
    }


def dated_cells(record: Recorded | Quota) -> Cells:
    """What somebody decided, and when."""
    cells: Cells = dict(record)
    del cells["on"]
    return {**cells, "date": record.on}


def _first(record: Frozen, *names: str) -> Cells:
    """The fields that people look for first."""
    return {name: getattr(record, name) for name in names}


def _but(record: Frozen, *others: str) -> Cells:
    """All fields but those that stand under headings of another name, or nowhere."""
    return {name: value for name, value in record if name not in others}


def _place(located: Located) -> Cells:
    return {
        "region": located.region,
        "authority": located.authority,
        "postcode": located.postcode,
        "easting": located.easting,
        "northing": located.northing,
        "precision": located.precision,
    }


def _inspection(inspection: Inspection | None, prefix: str, framework: str) -> Cells:
    said = inspection and dict(inspection)
    cells = {
        f"{prefix}{name}": said and said[name]
        for name in ("judgement", "inspected_on", "safeguarding_met")
    }
    return {framework: said and said["framework"], **cells}


def _answers(fields: FieldValues, side: Side, programme: Programme) -> Cells:
    """Answers under the headings of the programme's own columns."""
    cells: Cells = {}
    for name, field in programme.fields.items():
        heading: Heading | None = getattr(field, side)
        if heading is not None:
            cells[heading.heading or name] = fields.get(name)
    return cells
