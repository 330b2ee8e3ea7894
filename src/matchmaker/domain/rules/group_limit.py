"""Nobody supports too many settings of one group."""

from typing import ClassVar, Literal

from pydantic import Field

from matchmaker.domain.rules.base import Kind, Rule


class GroupLimit(Rule):
    """
    Nobody supports more than so many pairings with settings of one group.

    Attributes:
        most: At most this many pairings of one supporter with one owner, trust
            or federation.
    """

    kind: ClassVar[Kind] = "coupling"
    name: Literal["group_limit"] = "group_limit"
    most: int = Field(ge=1)
