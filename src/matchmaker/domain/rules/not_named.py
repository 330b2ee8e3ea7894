"""Nobody is paired with somebody whom a field names."""

from typing import Literal

from matchmaker.domain.about_field import OfOneSide
from matchmaker.domain.field import Side
from matchmaker.domain.rules.base import FieldRule


class NotNamed(OfOneSide, FieldRule):
    """
    Nobody is paired with somebody whom one side's answer to a field names.

    A field of the request or its setting names supporters by id, such as a line
    manager or an induction tutor, or the places where supporters work, such as a
    school to avoid; a field of the supporter names settings, or people who ask, by
    id. Ids are compared without case, spaces and punctuation.

    Attributes:
        of: Whose answer names the others.
        unless: A field of the same side; an answer to it, other than no, records an
            exception.
    """

    name: Literal["not_named"] = "not_named"
    of: Side = "request"
    unless: str | None = None

    @property
    def fields_asked(self) -> tuple[tuple[str, Side], ...]:
        """The field that names others, and the one that records exceptions."""
        names = (self.field,) if self.unless is None else (self.field, self.unless)
        return tuple((name, self.of) for name in names)
