"""
A round written out again: canonical, whole, and read back as the same round.

Copies are made for machines: what begins with =, +, - or @ is left as it is,
because it is the reader's own data and must come back exactly. Files for people
(problems, plans) are made safe for spreadsheets where they are written.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from matchmaker.domain.preferences import ranked_text
from matchmaker.errors import OutputError
from matchmaker.intake.columns import tables_for
from matchmaker.intake.toml_text import toml_text
from matchmaker.intake.words import PLACE_UNKNOWN

if TYPE_CHECKING:
    from matchmaker.domain.decisions import Conflict, Recorded
    from matchmaker.domain.field import FieldValues, Side
    from matchmaker.domain.given import GivenPairs
    from matchmaker.domain.inspection import Inspection
    from matchmaker.domain.located import Located
    from matchmaker.domain.objective import Objective
    from matchmaker.domain.programme import Programme
    from matchmaker.domain.quota import Quota
    from matchmaker.domain.request import Request
    from matchmaker.domain.round import Round
    from matchmaker.domain.setting import Setting
    from matchmaker.domain.supporter import Supporter
    from matchmaker.intake.columns import Table

Cells = Mapping[str, object]
"""A row by canonical column names; what is not named is blank."""


def write_round(round_: Round, folder: str | Path) -> Path:
    """
    Write a normalised copy of a round that stands alone.

    Args:
        round_: The round.
        folder: Where to; made if need be, and files of these names are replaced.

    Returns:
        The folder, for `read_round`.

    Raises:
        OutputError: The folder cannot be written to.
    """
    folder = Path(folder)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        programme = round_.programme.model_dump(by_alias=True)
        (folder / "programme.toml").write_text(toml_text(programme), "utf-8")
        (folder / "round.toml").write_text(toml_text(_facts(round_)), "utf-8")
        for table, rows in _tables(round_):
            headings = [column.name for column in table.columns]
            _write_table(folder / table.file, headings, rows)
    except OSError as error:
        raise OutputError(
            f"{folder} cannot be written to: {error.strerror}."
        ) from error
    return folder


def _facts(round_: Round) -> dict[str, object]:
    return {
        "programme": "programme.toml",
        "term": round_.name,
        "start": round_.start,
        "end": round_.end,
        "anchor_date": round_.today,
        "objectives": list(map(_objective, round_.objective_override)) or None,
        "decimals": round_.decimals,
        "minimum_if_used": round_.minimum_if_used,
        "budget": {
            region: _scaled(pence, 2) for region, pence in round_.budgets.items()
        },
    }


def _objective(objective: Objective) -> object:
    """An objective by its name alone where that says it all, else as a table."""
    said = objective.model_dump(exclude_defaults=True)
    return objective.name if len(said) == 1 else said


def _tables(round_: Round) -> Iterator[tuple[Table, Iterable[Iterable[object]]]]:
    """The tables of the round's programme, with rows in the order of their columns."""
    programme = round_.programme
    rows: dict[str, Iterable[Cells]] = {
        "supporters": (_supporter(s, programme) for s in round_.supporters),
        "before": map(dict, round_.before),
        "pins": map(_recorded, round_.pins),
        "forbids": map(_recorded, round_.forbids),
        "ties": map(_recorded, round_.ties),
        "exclusions": map(_recorded, round_.exclusions),
        "conflicts": map(_conflict, round_.conflicts),
        "quotas": map(_quota, round_.quotas),
        "travel": (
            {"setting": setting, "supporter": supporter, "minutes": minutes}
            for (setting, supporter), minutes in round_.travel.items()
        ),
        **_who_ask(round_),
    }
    for table in tables_for(programme).values():
        if table.name == "pairs":
            yield table, _pairs(round_)
        else:
            yield table, _ordered(rows[table.name], table)


def _who_ask(round_: Round) -> dict[str, Iterable[Cells]]:
    """Settings and requests; people who ask stand in the rows of their requests."""
    if round_.programme.asks == "settings":
        return {
            "settings": map(_setting, round_.settings),
            "requests": map(_request, round_.requests),
        }
    asking = {request.setting for request in round_.requests}
    return {
        "settings": (_setting(s) for s in round_.settings if s.id not in asking),
        "requests": (
            {**_asker(round_.setting_of(request)), **_request(request)}
            for request in round_.requests
        ),
    }


def _ordered(rows: Iterable[Cells], table: Table) -> Iterator[list[object]]:
    keys = [column.key for column in table.columns]
    for cells in rows:
        yield [_cell(cells.get(key)) for key in keys]


def _cell(value: object) -> object:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, date):
        return value.isoformat()
    return "; ".join(value) if isinstance(value, tuple) else value


def _write_table(
    path: Path, headings: Sequence[str], rows: Iterable[Iterable[object]]
) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(chain([headings], rows))


def _place(located: Located) -> Cells:
    return {
        "region": located.region,
        "authority": located.authority,
        "postcode": located.postcode,
        "easting": located.easting,
        "northing": located.northing,
        "precision": located.precision or PLACE_UNKNOWN,
    }


def _inspection(inspection: Inspection | None, prefix: str, framework: str) -> Cells:
    if inspection is None:
        return {}
    return {
        framework: inspection.framework,
        f"{prefix}judgement": inspection.judgement,
        f"{prefix}inspected_on": inspection.inspected_on,
        f"{prefix}safeguarding_met": inspection.safeguarding_met,
    }


def _answers(fields: FieldValues, side: Side) -> Cells:
    """Answers by the keys of their columns."""
    return {f"{side}.{name}": value for name, value in fields.items()}


def _setting(setting: Setting) -> Cells:
    return {
        **dict(setting),
        **_place(setting),
        **_inspection(setting.inspection, "", "inspection_framework"),
        **_answers(setting.fields, "setting"),
    }


def _asker(person: Setting | None) -> Cells:
    """What the row of a request says of the person who asks."""
    if person is None:
        return {}
    return {
        "person": person.id,
        "name": person.name,
        "email": person.email,
        "group": person.group,
        **_place(person),
    }


def _request(request: Request) -> Cells:
    return {
        **dict(request),
        "preferences": ranked_text(request.preferences),
        "capacity": request.practitioners,
        **_answers(request.fields, "request"),
    }


def _supporter(supporter: Supporter, programme: Programme) -> Cells:
    timed = programme.unit == "minutes" and programme.scores == "criteria"
    unit = "minutes" if timed else "capacity"
    rate = supporter.pence_per_day
    by_role = {
        f"{role}_{unit}": amount for role, amount in supporter.role_capacity.items()
    }
    return {
        **dict(supporter),
        **_place(supporter),
        **by_role,
        "capacity_minutes" if timed else "capacity": supporter.capacity,
        "day_rate": None if rate is None else _scaled(rate, 2),
        "preferences": ranked_text(supporter.preferences),
        **_inspection(supporter.employer_inspection, "employer_", "employer_framework"),
        **_answers(supporter.fields, "supporter"),
    }


def _recorded(decision: Recorded) -> Cells:
    return {**dict(decision), "date": decision.on}


def _quota(quota: Quota) -> Cells:
    return {**dict(quota), "date": quota.on}


def _conflict(conflict: Conflict) -> Cells:
    return dict(conflict)


def _pairs(round_: Round) -> Iterable[Iterable[object]]:
    given = round_.given
    if given is None:
        return ()
    requests = [request.id for request in round_.requests]
    supporters = [supporter.id for supporter in round_.supporters]
    return zip(
        map(requests.__getitem__, given.request.tolist()),
        map(supporters.__getitem__, given.supporter.tolist()),
        _points(given, round_.decimals),
        given.load.tolist(),
        strict=True,
    )


def _points(given: GivenPairs, decimals: int) -> Iterable[object]:
    points: list[int] = given.points.tolist()
    return (_scaled(value, decimals) for value in points) if decimals else points


def _scaled(value: int, decimals: int) -> str:
    """
    A whole number of hundredths, thousandths, ... as a decimal, exactly.

    >>> _scaled(-7, 2)
    '-0.07'
    """
    whole, fraction = divmod(abs(value), 10**decimals)
    return f"{'-' if value < 0 else ''}{whole}.{fraction:0{decimals}}"
