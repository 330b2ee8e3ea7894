"""A setting's expert and mentor are different people."""

from typing import ClassVar, Literal

from matchmaker.domain.rules.base import Kind, Rule


class DifferentPeople(Rule):
    """One setting's requests, whatever the role, go to different people."""

    kind: ClassVar[Kind] = "coupling"
    name: Literal["different_people"] = "different_people"
