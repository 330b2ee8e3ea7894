"""The objectives that a round names in place of its programme's."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, NamedTuple

from pydantic import BaseModel, ValidationError

from matchmaker.domain.objective import OWN_NAMES, Objective, order_faults
from matchmaker.errors import RoundError
from matchmaker.intake.cells import short
from matchmaker.intake.programme_faults import faults_of
from matchmaker.intake.vocabularies import Words, split_list

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matchmaker.domain.programme import Programme
    from matchmaker.intake.round_facts import Entries


class _Listed(BaseModel):
    """Under the key a programme has for them, so that faults read the same."""

    objective: tuple[Objective, ...]


class _Fault(NamedTuple):
    """What is wrong, and with which entry of the list; `None` for the whole."""

    place: int | None
    message: str


def read_objectives(
    entries: Entries, file: str, programme: Programme
) -> tuple[Objective, ...]:
    """
    What the round seeks in place of the programme's objectives; none where it is silent.

    Args:
        entries: What the round says of itself.
        file: Where it says so, for messages.
        programme: The round's.

    Raises:
        RoundError: They cannot be used. What is sought decides everything: no plan
            is better than a plan for something else.
    """
    entry = entries.get("objectives")
    if entry is None or entry.value in ("", None):
        return ()
    listed = _listed(entry.value)
    found = _objectives(listed, has_rates=bool(programme.rates))
    if isinstance(found, tuple):
        return found
    rows = entry.rows or (entry.row,) * len(listed)
    raise RoundError(
        "The objectives of the round cannot be used.",
        [
            f"{file}, line {entry.row if place is None else rows[place]}: {message}"
            for place, message in found
        ],
    )


def _listed(value: object) -> list[object]:
    """Names and tables, the names as they are meant."""
    values = value if isinstance(value, list) else [*split_list(str(value))]
    words = Words(dict.fromkeys(OWN_NAMES, ()))
    return [
        one if isinstance(one, dict) else words.find(str(one)) or str(one)
        for one in values
    ]


def _objectives(
    listed: Sequence[object], *, has_rates: bool
) -> tuple[Objective, ...] | list[_Fault]:
    """The objectives; or everything that is wrong with them."""
    if not listed:
        return [_Fault(None, f"objectives: names none of: {', '.join(OWN_NAMES)}")]
    tables = [one if isinstance(one, dict) else {"name": one} for one in listed]
    data = {"objective": tables}
    try:
        # By way of JSON, as programmes are read, and for the same reason.
        as_json = json.dumps(data, default=_plain)
        objectives = _Listed.model_validate_json(as_json, strict=True).objective
    except ValidationError as error:
        return [
            _Fault(_place(fault.path), f"objectives: {fault.message}")
            for fault in faults_of(error, data)
        ]
    faults = order_faults(objectives, has_rates=has_rates)
    return [_Fault(None, f"objectives: {fault}") for fault in faults] or objectives


def _plain(value: object) -> object:
    """Anything else that TOML has: it fits nowhere here, and is shown as it stands."""
    return short(str(value))


def _place(path: Sequence[str | int]) -> int | None:
    """The entry of the list that a path leads into."""
    return next((step for step in path if isinstance(step, int)), None)
