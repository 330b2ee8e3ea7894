"""A setting's supporters differ from each other."""

from typing import ClassVar, Literal

from matchmaker.domain.rules.base import Kind, Rule


class Contrast(Rule):
    """
    All pairings of one setting go to supporters who differ from each other.

    Every pairing counts, of several requests and of one request for several
    alike. Whoever has no known value differs from everybody else.

    Attributes:
        by: In what they differ: the place where they work, its group, their local
            authority, or only in being different people.
    """

    kind: ClassVar[Kind] = "coupling"
    name: Literal["contrast"] = "contrast"
    by: Literal["employer", "employer_group", "authority", "supporter"]
