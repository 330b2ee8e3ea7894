"""Whether an answer names somebody else than the other side."""

from typing import Literal

from matchmaker.domain.about_field import OfOneSide
from matchmaker.domain.criteria.base import FieldCriterion
from matchmaker.domain.field import Side


class OtherThanNamed(OfOneSide, FieldCriterion):
    """
    Whether an answer names somebody else than the other side.

    A field of the request or its setting names supporters by id, such as a line
    manager, or the places where supporters work; a field of the supporter names
    settings, or people who ask, by id. Ids are compared without case, spaces and
    punctuation. Missing without an answer.

    Attributes:
        of: Whose answer names the others.
    """

    name: Literal["not_named"] = "not_named"
    of: Side = "request"
