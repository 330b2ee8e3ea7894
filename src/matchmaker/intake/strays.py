"""Pairs and conflicts that one round names and another round has."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from matchmaker.domain.decisions import Conflict, Forbid

if TYPE_CHECKING:
    from matchmaker.domain.problem import Problem
    from matchmaker.domain.round import Round
    from matchmaker.intake.round_reader import Reading


def with_strays_placed(readings: Sequence[Reading]) -> list[Reading]:
    """
    Rounds that are matched together, each with what others rule out for its people.

    An id that stands in any of the rounds is no problem any more; one that stands in
    none still is.
    """
    strays = [stray.decision for reading in readings for stray in reading.strays]
    rounds = [reading.round for reading in readings]
    return [
        replace(
            reading,
            round=_with(reading.round, strays),
            problems=tuple(_left(reading, rounds)),
        )
        for reading in readings
    ]


def _with(whole: Round, strays: Iterable[Forbid | Conflict]) -> Round:
    """The round with the strays that are its own people."""
    apart = [stray for stray in strays if isinstance(stray, Forbid)]
    forbids = tuple(_forbids(whole, [*apart, *map(_turned, apart)]))
    conflicts = tuple(
        stray
        for stray in dict.fromkeys(strays)
        if isinstance(stray, Conflict)
        and stray not in whole.conflicts
        and stray.supporter in whole.supporter_index
        and _asks(stray.party, whole)
    )
    if not forbids and not conflicts:
        return whole
    return whole.replace(
        forbids=(*whole.forbids, *forbids), conflicts=(*whole.conflicts, *conflicts)
    )


def _forbids(whole: Round, strays: Iterable[Forbid]) -> Iterator[Forbid]:
    """What is ruled out of the round's own pairs, each pair once."""
    known = {(forbid.request, forbid.supporter) for forbid in whole.forbids}
    for stray in strays:
        if stray.supporter not in whole.supporter_index:
            continue
        for request in _requests_of(stray.request, whole):
            if (request, stray.supporter) not in known:
                known.add((request, stray.supporter))
                yield stray.model_copy(update={"request": request})


def _turned(forbid: Forbid) -> Forbid:
    """The same two, the other way round: elsewhere the other may be who asks."""
    two = {"request": forbid.supporter, "supporter": forbid.request}
    return forbid.model_copy(update=two)


def _requests_of(key: str, whole: Round) -> Iterator[str]:
    """The requests that an id means: one, or all of a person who asks."""
    if key in whole.request_index:
        yield key
    elif whole.programme.asks == "people":
        yield from (request.id for request in whole.requests if request.setting == key)


def _asks(party: str, whole: Round) -> bool:
    """Whether a party of a conflict is one of the round's settings, people or groups."""
    return party in whole.setting_by_id or any(
        party == setting.group for setting in whole.settings
    )


def _left(reading: Reading, rounds: Sequence[Round]) -> Iterator[Problem]:
    """Problems of a reading without those of strays whom some round knows."""
    settled: set[tuple[str, int | None, str | None]] = set()
    for stray in reading.strays:
        kept = stray.decision
        named = kept.party if isinstance(kept, Conflict) else kept.request
        for column, key in zip(stray.columns, (named, kept.supporter), strict=True):
            if any(_has(key, whole) for whole in rounds):
                settled.add((stray.file, stray.row, column))
    for problem in reading.problems:
        if (problem.file, problem.row, problem.column) not in settled:
            yield problem


def _has(key: str, whole: Round) -> bool:
    """Whether an id is that of anybody or anything in the round."""
    return (
        key in whole.supporter_index or key in whole.request_index or _asks(key, whole)
    )
