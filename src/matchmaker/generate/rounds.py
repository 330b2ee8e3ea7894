"""A whole fictitious round."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta
from typing import TYPE_CHECKING, TypedDict

from matchmaker.domain.among import with_askers
from matchmaker.domain.decisions import Conflict
from matchmaker.domain.round import Round
from matchmaker.errors import InputError
from matchmaker.generate.dice import Dice, Weighted
from matchmaker.generate.requests import generate_requests
from matchmaker.generate.settings import generate_askers, generate_settings
from matchmaker.generate.supporters import generate_supporters

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from matchmaker.domain.decisions import ConflictKind
    from matchmaker.domain.programme import Programme
    from matchmaker.domain.setting import Setting
    from matchmaker.domain.supporter import Supporter


class Where(TypedDict):
    """Where a made-up round lies."""

    regions: Sequence[str]
    authorities: Sequence[str]


AHEAD = timedelta(weeks=5)
"""So long before its first day a round is run."""

CONFLICTED = 40
"""So many of a thousand supporters have a conflict with some setting."""

EMPLOYED = ("contrast", "employed", "own_setting")
"""Rules that ask where a supporter works, in a setting of the round."""

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
    today: date | None = None,
    supply: float = 0.8,
    people: Mapping[str, int] | None = None,
    regions: Sequence[str] = (),
    authorities: Sequence[str] = (),
) -> Round:
    """
    Make up a round: who asks, what for, and people to give it.

    With the usual supply about a fifth of what is asked for stays unmet. The term
    begins five weeks after `today`, and is as long as that of the programme's example.

    Args:
        programme: One whose points come from criteria.
        n_settings: How many settings, or people who ask, at least 1.
        seed: Zero or more; equal seeds give equal rounds.
        today: The day on which the round is run; `None` means five weeks before the
            programme's example begins.
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
    example = programme.example
    today = today or example.start - AHEAD
    start = today + AHEAD
    end = start + (example.end - example.start)
    where: Where = {"regions": regions, "authorities": authorities}
    if programme.buddies is not None:
        whole = _among_themselves(programme, n_settings, seed, today, where)
        return whole.replace(start=start, end=end)
    if programme.asks == "people":
        asking = generate_askers(programme, n_settings, seed=seed, **where)
        n_employers = _employers(programme, n_settings)
    else:
        asking, n_employers = (), n_settings
    settings = generate_settings(
        programme, n_employers, seed=seed, today=today, **where
    )
    requests = generate_requests(
        asking or settings, programme, seed=seed, today=today, start=start, end=end
    )
    supporters = generate_supporters(
        asking or settings,
        requests,
        programme,
        seed=seed,
        today=today,
        supply=supply,
        people=people,
        employers=settings if asking else (),
    )
    noun = programme.nouns.request if asking else programme.nouns.setting
    return Round(
        name=f"Made-up round of {n_settings} {noun}s, seed {seed}",
        programme=programme,
        start=start,
        end=end,
        today=today,
        settings=(*settings, *asking),
        supporters=supporters,
        requests=requests,
        conflicts=_conflicts(programme, asking or settings, supporters, seed, today),
    )


def _among_themselves(
    programme: Programme, n: int, seed: int, today: date, where: Where
) -> Round:
    """People who are paired with each other: there is nobody else."""
    homes = generate_askers(programme, n, seed=seed, **where)
    requests = generate_requests(homes, programme, seed=seed, today=today)
    supporters = generate_supporters(
        homes,
        requests,
        programme,
        seed=seed,
        today=today,
        people={programme.matched_roles[0]: n},
    )
    return with_askers(
        Round(
            name=f"Made-up round of {n} people, seed {seed}",
            programme=programme,
            today=today,
            supporters=supporters,
            requests=(),
        )
    )


def _employers(programme: Programme, asking: int) -> int:
    """How many settings employ people, where people ask: none if it does not matter."""
    told = any(field.setting is not None for field in programme.fields.values())
    named = any(rule.name in EMPLOYED for rule in programme.rules)
    return max(3, asking // 3) if told or named else 0


def _conflicts(
    programme: Programme,
    settings: Sequence[Setting],
    supporters: Sequence[Supporter],
    seed: int,
    today: date,
) -> tuple[Conflict, ...]:
    """Conflicts with a setting of the same region, or with its owner."""
    if not any(rule.name == "conflict" for rule in programme.rules):
        return ()
    dice = Dice(seed, "conflicts")
    nearby: dict[str | None, list[Setting]] = defaultdict(list)
    for setting in settings:
        nearby[setting.region].append(setting)
    found = []
    for supporter in supporters:
        if not dice.chance(CONFLICTED):
            continue
        setting = dice.pick(nearby[supporter.region] or settings)
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
