"""
Everything that can go wrong, as one tree.

::

    MatchmakerError
    ├── InputError             what was given cannot be used as it stands
    │   ├── ProgrammeError     a programme file breaks its own rules
    │   └── RoundError         a round cannot be read at all
    ├── InfeasibleError        the hard rules contradict each other
    ├── NoPlanError            time ran out before any plan was found
    ├── NumberRangeError       numbers too large to be added up exactly
    ├── PlanRejectedError      the checker disagrees with the solver: our fault
    └── OutputError            the answer cannot be written

Rows that cannot be used are not errors: they are collected as problems and the
good rows go on (see `matchmaker.domain.problem`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


class MatchmakerError(Exception):
    """Base of all errors that matchmaker raises on purpose."""


class InputError(MatchmakerError):
    """
    What was given cannot be used.

    Holds every fault found, not just the first, so that a person mends a file
    in one go instead of ten.
    """

    def __init__(self, message: str, faults: Sequence[str] = ()) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join([message, *(f"  - {fault}" for fault in faults)]))


class ProgrammeError(InputError):
    """A programme file has a wrong key, rule, criterion, weight or value."""


class RoundError(InputError):
    """A round cannot be read: no such folder, no `round.toml`, no requests."""


class InfeasibleError(MatchmakerError):
    """
    No plan can hold: these decisions and rules contradict each other.

    Attributes:
        conflict: The members of the conflict, in the users' own words; without
            any one of them the rest can hold, where `minimal` is true.
        minimal: Whether every member was checked to be needed.
    """

    def __init__(self, conflict: Sequence[str], *, minimal: bool = True) -> None:
        self.conflict = tuple(conflict)
        self.minimal = minimal
        super().__init__(
            "\n".join(
                ["No plan can hold all of these at once:"]
                + [f"  - {member}" for member in conflict]
            )
        )


class NoPlanError(MatchmakerError):
    """Time ran out before any plan that obeys the hard rules was found."""


class NumberRangeError(MatchmakerError):
    """Points, priorities or loads are too large to be added up exactly."""


class PlanRejectedError(MatchmakerError):
    """
    The independent checker found faults in a plan, so it is not written.

    This is a fault in matchmaker, never in the user's data.
    """

    def __init__(self, faults: Sequence[str]) -> None:
        self.faults = tuple(faults)
        shown = [f"  - {fault}" for fault in self.faults[:20]]
        more = len(self.faults) - len(shown)
        super().__init__(
            "\n".join(
                ["The plan failed its check and was not written:", *shown]
                + ([f"  and {more} more"] if more > 0 else [])
            )
        )


class OutputError(MatchmakerError):
    """The answer cannot be written where it was asked for."""
