"""A setting's supporters in several roles come from one place."""

from __future__ import annotations

import numpy as np

from matchmaker.candidates import Candidates
from matchmaker.domain.bonuses import Couple
from matchmaker.domain.round import Round
from matchmaker.optimise.bonus_columns import Bonuses
from matchmaker.optimise.places import NOBODY, askers_of, places_of


def bonuses(bonus: Couple, matching_round: Round, candidates: Candidates) -> Bonuses:
    """A bonus for each setting and place, with a side for each role."""
    values, value = places_of(bonus, matching_round)
    setting, role = askers_of(bonus, matching_round)
    roles, kinds = len(bonus.roles), max(len(values), 1)
    of_pair = value[candidates.supporter]
    asked = (setting != NOBODY) & (role != NOBODY)
    pairs = np.flatnonzero(asked[candidates.request] & (of_pair != NOBODY))
    request = candidates.request[pairs]
    # Sides that belong together are neighbours: setting, then value, then role.
    keys = (setting[request] * kinds + of_pair[pairs]) * roles + role[request]
    order = np.argsort(keys, kind="stable")
    keys, pairs = keys[order], pairs[order]
    starts = np.flatnonzero(np.diff(keys, prepend=-1))
    together, group, sides = np.unique(
        keys[starts] // roles, return_inverse=True, return_counts=True
    )
    whole = sides == roles
    kept = whole[group]
    lengths = np.diff(np.append(starts, len(keys)))
    ids = [setting.id for setting in matching_round.settings]
    return Bonuses(
        points=np.full(np.count_nonzero(whole), bonus.points, dtype=np.int64),
        names=tuple(
            f"{bonus.name} at {ids[key // kinds]} from {values[key % kinds]}"
            for key in together[whole].tolist()
        ),
        side_indptr=np.concatenate([[0], np.cumsum(lengths[kept])]).astype(np.int64),
        side_pairs=pairs[np.repeat(kept, lengths)],
        side_bonus=(np.cumsum(whole) - 1)[group[kept]],
        side_least=np.ones(int(kept.sum()), dtype=np.int64),
    )
