"""What becomes of the plan before: what is kept, what is lost, and what could not be."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from matchmaker.domain.change import EarlierPairing
from matchmaker.domain.problem import Problem
from matchmaker.domain.round import Round
from matchmaker.verify import broken_rules

if TYPE_CHECKING:
    from collections.abc import Iterator

    from matchmaker.pipeline import Solved

BEFORE_FILE = "before"
"""The table that problems with the plan before belong to."""


@dataclass(frozen=True, slots=True)
class Fate:
    """
    What became of one pairing of the plan before.

    Attributes:
        earlier: The pairing.
        kept: Whether the plan has it, too.
        impossible: Why no plan can have it any more; `None` where one could.
        now: Ids of the supporters whom the request has in this plan.
    """

    earlier: EarlierPairing
    kept: bool
    impossible: str | None
    now: tuple[str, ...]


def fates(solved: Solved) -> tuple[Fate, ...]:
    """What became of each pairing of the plan before, in its order."""
    served = solved.pairings_of_request
    found = []
    for earlier in solved.round.before:
        now = tuple(pairing.supporter for pairing in served.get(earlier.request, ()))
        kept = earlier.supporter in now
        why = None if kept else why_impossible(solved.round, earlier)
        found.append(Fate(earlier, kept, why, now))
    return tuple(found)


def why_impossible(matching_round: Round, earlier: EarlierPairing) -> str | None:
    """Why a pairing of the plan before cannot be had any more, in words."""
    if earlier.request not in matching_round.request_index:
        return "the request is not in this round"
    if earlier.supporter not in matching_round.supporter_index:
        return "the supporter is not in this round"
    request = matching_round.request(earlier.request)
    supporter = matching_round.supporter(earlier.supporter)
    broken = broken_rules(matching_round, request, supporter)
    return "; ".join(f"{rule}: {sentence}" for rule, sentence in broken) or None


def before_problems(matching_round: Round) -> tuple[Problem, ...]:
    """
    A warning for each pairing of the plan before that rules do not allow any more.

    Intake reports those whose request or supporter it does not know.
    """
    return tuple(_problems(matching_round))


def _problems(matching_round: Round) -> Iterator[Problem]:
    for earlier in matching_round.before:
        known = (
            earlier.request in matching_round.request_index
            and earlier.supporter in matching_round.supporter_index
        )
        why = why_impossible(matching_round, earlier) if known else None
        if why is not None:
            yield Problem(
                level="warning",
                file=BEFORE_FILE,
                value=f"{earlier.request}, {earlier.supporter}",
                problem=(
                    f"the pairing of {earlier.request} and {earlier.supporter} "
                    f"({earlier.state}) is not possible any more ({why}), so it counts "
                    "as lost"
                ),
                remedy="Tell both sides, or correct what the rule looks at.",
            )
