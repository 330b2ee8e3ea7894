"""A whole fictitious round."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta
from typing import TYPE_CHECKING

from matchmaker.domain.decisions import Conflict
from matchmaker.domain.round import Round
from matchmaker.errors import InputError
from matchmaker.generate.dice import Dice, Weighted
from matchmaker.generate.requests import generate_requests
from matchmaker.generate.settings import generate_settings
from matchmaker.generate.supporters import generate_supporters

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from matchmaker.domain.decisions import ConflictKind
    from matchmaker.domain.programme import Programme
    from matchmaker.domain.setting import Setting
    from matchmaker.domain.supporter import Supporter

A_SPRING_DAY = date(2022, 3, 21)
"""Usual "today": five weeks before the first term of the programme's pilot."""

CONFLICTED = 40
"""So many of a thousand supporters have a conflict with some setting."""

KINDS: Weighted[ConflictKind] = Weighted(
    {
        "interest": 3,
        "employment": 4,
        "relationship": 2,
        "line management": 1,
        "blocked": 1,
    }
)


def generate_round(
    programme: Programme,
    n_settings: int,
    *,
    seed: int,
    today: date = A_SPRING_DAY,
    supply: float = 0.8,
    people: Mapping[str, int] | None = None,
    regions: Sequence[str] = (),
    authorities: Sequence[str] = (),
) -> Round:
    """
    Make up a round: settings, what they ask for, and people to give it.

    With the usual supply about a fifth of what is asked for stays unmet. The term
    begins five weeks after `today` and lasts twelve weeks.

    Args:
        programme: One whose points come from criteria.
        n_settings: How many settings, at least 1.
        seed: Zero or more; equal seeds give equal rounds.
        today: The day on which the round is run.
        supply: Room as a share of what is asked for, by region and role.
        people: How many people in each role instead.
        regions: Where; with no authorities either, all over England.
        authorities: Local authorities besides the regions.

    Raises:
        InputError: If a name is not known, a number is too small, or the
            programme's points are given rather than computed.
    """
    if programme.scores != "criteria":
        raise InputError(
            f"Programme '{programme.name}' takes given scores: use generate_given."
        )
    if n_settings < 1:
        raise InputError(f"{n_settings} settings were asked for: at least 1 is needed.")
    settings = generate_settings(
        programme,
        n_settings,
        seed=seed,
        today=today,
        regions=regions,
        authorities=authorities,
    )
    start, end = today + timedelta(weeks=5), today + timedelta(weeks=17)
    requests = generate_requests(
        settings, programme, seed=seed, today=today, start=start, end=end
    )
    supporters = generate_supporters(
        settings,
        requests,
        programme,
        seed=seed,
        today=today,
        supply=supply,
        people=people,
    )
    return Round(
        name=f"Made-up round of {n_settings} settings, seed {seed}",
        programme=programme,
        start=start,
        end=end,
        today=today,
        settings=settings,
        supporters=supporters,
        requests=requests,
        conflicts=_conflicts(settings, supporters, seed, today),
    )


def _conflicts(
    settings: Sequence[Setting],
    supporters: Sequence[Supporter],
    seed: int,
    today: date,
) -> tuple[Conflict, ...]:
    """Conflicts with a setting of the same region, or with its owner."""
    dice = Dice(seed, "conflicts")
    nearby: dict[str | None, list[Setting]] = defaultdict(list)
    for setting in settings:
        nearby[setting.region].append(setting)
    found = []
    for supporter in supporters:
        if not dice.chance(CONFLICTED):
            continue
        setting = dice.pick(nearby[supporter.region])
        kind = dice.draw(KINDS)
        past = kind == "employment"
        left = today - timedelta(days=dice.whole(30, 5 * 365))
        found.append(
            Conflict(
                supporter=supporter.id,
                party=setting.group if setting.group and past else setting.id,
                kind=kind,
                until=left if past else None,
            )
        )
    return tuple(found)
