"""A setting's supporters differ from each other."""

from typing import ClassVar, Literal, Self

from pydantic import model_validator

from matchmaker.domain.rules.base import Kind, Rule


class Contrast(Rule):
    """
    All pairings of one setting go to supporters who differ from each other.

    Every pairing counts, of several requests and of one request for several
    alike. Whoever has no known value differs from everybody else.

    Attributes:
        by: In what they differ: the place where they work, its group, their local
            authority, something that this place was asked, or only in being
            different people.
        fields: For `fields`: what the places were asked, such as their type and
            their size. It is enough to differ in one of them. Case and punctuation
            make no difference; no answer is an answer like any other, but of two
            places of which nothing is known each is its own.
    """

    kind: ClassVar[Kind] = "coupling"
    name: Literal["contrast"] = "contrast"
    by: Literal["employer", "employer_group", "authority", "fields", "supporter"]
    fields: tuple[str, ...] = ()

    @model_validator(mode="after")
    def _check_fields(self) -> Self:
        if (self.by == "fields") != bool(self.fields):
            raise ValueError(
                "'fields' goes with by = \"fields\", and that with 'fields'"
            )
        return self
