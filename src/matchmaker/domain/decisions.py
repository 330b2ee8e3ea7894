"""What people decided before the solver was asked."""

from __future__ import annotations

from datetime import date
from typing import Literal

from matchmaker.domain.frozen import Frozen

INTRODUCED_BEFORE = "Introduced in an earlier round"
"""The reason of pins and forbids that come from an earlier round's introductions."""


class Recorded(Frozen):
    """
    What a person decided, with who and why.

    Attributes:
        reason: Why, in the decider's words.
        by: Who decided.
        on: When.
    """

    reason: str = ""
    by: str = ""
    on: date | None = None


class Decision(Recorded):
    """
    A decision about one pair.

    Attributes:
        request: The request's id.
        supporter: The supporter's id.
    """

    request: str
    supporter: str


class Pin(Decision):
    """This pair must be in the plan."""


class Forbid(Decision):
    """This pair must not be in the plan."""


ConflictKind = Literal[
    "interest", "line management", "employment", "relationship", "blocked"
]


class Conflict(Frozen):
    """
    Why a person must not support a party.

    Attributes:
        supporter: The supporter's id.
        party: The id of a setting, or the name of a group of settings.
        kind: What the conflict is; `employment` wears off after some years.
        since: First day on which it holds; `None` means always.
        until: Last day; `None` means it still holds.
        note: Free text.
    """

    supporter: str
    party: str
    kind: ConflictKind = "interest"
    since: date | None = None
    until: date | None = None
    note: str = ""
