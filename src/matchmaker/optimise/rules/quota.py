"""Every quota of the round is kept."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

import numpy as np
import numpy.typing as npt

from matchmaker.candidates import Candidates
from matchmaker.domain.quota import OF_SUPPORTER, Quota, QuotaBy
from matchmaker.domain.request import Request
from matchmaker.domain.round import Round
from matchmaker.domain.rules import Quotas
from matchmaker.optimise.rows import Rows

Ints = npt.NDArray[np.int64]

NO_QUOTA = -1


def rows(rule: Quotas, matching_round: Round, candidates: Candidates) -> Rows:
    """As many pairings fall under each of the round's quotas as it asks and allows."""
    # Quotas by the same value for the same role have no pair in common.
    alike: dict[tuple[QuotaBy, str | None], list[Quota]] = defaultdict(list)
    for quota in matching_round.quotas:
        alike[quota.by, quota.role].append(quota)
    return Rows.stack(
        [_block(rule, quotas, matching_round, candidates) for quotas in alike.values()]
    )


def _block(
    rule: Quotas, quotas: Sequence[Quota], matching_round: Round, candidates: Candidates
) -> Rows:
    """Rows of quotas that differ only in name and limits."""
    row = _row_of_pairs(rule, quotas, matching_round, candidates)
    reach = _reach(row, len(quotas), matching_round, candidates)
    least = np.array([quota.least for quota in quotas], dtype=np.int64)
    most = [
        reached if quota.most is None else min(quota.most, reached)
        for quota, reached in zip(quotas, reach.tolist(), strict=True)
    ]
    # What no plan can break needs no row.
    binding = np.flatnonzero((least > 0) | (np.array(most) < reach)).tolist()
    number = np.full(len(quotas) + 1, NO_QUOTA, dtype=np.int64)
    number[binding] = np.arange(len(binding))
    return Rows.of_pairs(
        number[row],
        np.ones(len(candidates), dtype=np.int64),
        [most[i] for i in binding],
        [_in_words(quotas[i], int(reach[i])) for i in binding],
        lower=least[binding].tolist(),
    )


def _row_of_pairs(
    rule: Quotas, quotas: Sequence[Quota], matching_round: Round, candidates: Candidates
) -> Ints:
    """int64[P]: the quota that each pair falls under, or `NO_QUOTA`."""
    by, role = quotas[0].by, quotas[0].role
    number = {quota.name: i for i, quota in enumerate(quotas)}
    found = [
        NO_QUOTA if value is None else number.get(value, NO_QUOTA)
        for value in _values(by, matching_round)
    ]
    side = candidates.supporter if by in OF_SUPPORTER else candidates.request
    row = np.array(found, dtype=np.int64)[side]
    counted = [
        rule.speaks_of(request.role) and role in (None, request.role)
        for request in matching_round.requests
    ]
    row[~np.array(counted, dtype=bool)[candidates.request]] = NO_QUOTA
    return row


def _values(by: QuotaBy, matching_round: Round) -> Iterator[str | None]:
    """What decides, for each supporter, or for each request."""
    if by in OF_SUPPORTER:
        for supporter in matching_round.supporters:
            yield matching_round.affiliation_of(supporter, OF_SUPPORTER[by])
    else:
        for request in matching_round.requests:
            yield _value_of(request, by, matching_round)


def _value_of(request: Request, by: QuotaBy, matching_round: Round) -> str | None:
    if by == "phase":
        return request.phase
    setting = matching_round.setting_of(request)
    value: str | None = None if setting is None else getattr(setting, by)
    return value


def _reach(
    row: Ints, quotas: int, matching_round: Round, candidates: Candidates
) -> Ints:
    """int64[K]: more pairings than requests want and pairs allow no quota can get."""
    wanted = np.array([q.demand for q in matching_round.requests], dtype=np.int64)
    inside = np.flatnonzero(row != NO_QUOTA)
    keys, pairs = np.unique(
        row[inside] * len(wanted) + candidates.request[inside], return_counts=True
    )
    reach = np.zeros(quotas, dtype=np.int64)
    np.add.at(reach, keys // len(wanted), np.minimum(pairs, wanted[keys % len(wanted)]))
    return reach


def _in_words(quota: Quota, reach: int) -> str:
    return f"{quota}, but only {reach} could be" if reach < quota.least else str(quota)
