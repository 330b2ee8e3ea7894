"""Where pairs bring those who ask together: settings, places and who comes from them."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from matchmaker.domain.bonuses import Bonus
from matchmaker.domain.round import Round

Ints = npt.NDArray[np.int64]

NOBODY = -1
"""Stands for a missing setting, role or place."""


def places_of(bonus: Bonus, matching_round: Round) -> tuple[list[str], Ints]:
    """The places that supporters come from, sorted, and int64[S], whose is which."""
    found = [
        matching_round.affiliation_of(supporter, bonus.by)
        for supporter in matching_round.supporters
    ]
    values = sorted({value for value in found if value is not None})
    code = {value: number for number, value in enumerate(values)}
    return values, _column([NOBODY if v is None else code[v] for v in found])


def askers_of(bonus: Bonus, matching_round: Round) -> tuple[Ints, Ints]:
    """int64[R] twice: the setting and the role of each request, as positions."""
    place = {setting.id: i for i, setting in enumerate(matching_round.settings)}
    side = {role: number for number, role in enumerate(bonus.roles)}
    requests = matching_round.requests
    return (
        _column([NOBODY if r.setting is None else place[r.setting] for r in requests]),
        _column([side.get(request.role, NOBODY) for request in requests]),
    )


def _column(values: list[int]) -> Ints:
    return np.array(values, dtype=np.int64)
