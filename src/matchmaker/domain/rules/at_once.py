"""Nobody has too many pairings at the same time."""

from typing import ClassVar, Literal

from pydantic import Field

from matchmaker.domain.rules.base import Kind, Rule


class AtOnce(Rule):
    """
    On no day does anybody have more than so many pairings under way.

    A pairing is under way from its request's first day to its last, or the
    round's where the request has none; where neither has one, without end.

    Attributes:
        most: At most so many pairings of one supporter on any day.
    """

    kind: ClassVar[Kind] = "coupling"
    name: Literal["at_once"] = "at_once"
    most: int = Field(ge=1)
