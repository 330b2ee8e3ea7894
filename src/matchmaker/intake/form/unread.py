"""Which questions that matter no form asked, or asked too strangely to be known."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from matchmaker.domain.criteria import FieldCriterion

if TYPE_CHECKING:
    from matchmaker.domain.field import Side as Asked
    from matchmaker.domain.programme import Programme
    from matchmaker.intake.form.mapping import Meaning
    from matchmaker.intake.form.sides import Side

TABLE: dict[Asked, Side] = {"request": "requests", "supporter": "supporters"}


def unread(programme: Programme, meanings: Iterable[Meaning]) -> dict[str, int]:
    """
    The weight of each field that gives points and was read from no question.

    Args:
        programme: The programme.
        meanings: What the questions of all files were taken to mean.

    Returns:
        Weights by the field's title, the heaviest first.
    """
    read = {(side, m.on(side)) for m in meanings for side in TABLE.values()}
    (role,) = programme.matched_roles[:1]
    missing: dict[str, int] = {}
    for criterion in programme.criteria_for(role):
        if isinstance(criterion, FieldCriterion) and any(
            (side, heading) not in read
            for side, heading in _headings(programme, criterion)
        ):
            title = programme.fields[criterion.field].title
            missing[title] = missing.get(title, 0) + criterion.weight_for(role)
    return dict(sorted(missing.items(), key=lambda item: -item[1]))


def _headings(
    programme: Programme, criterion: FieldCriterion
) -> Iterator[tuple[Side, str]]:
    """The columns from which the two sides' answers are read."""
    for name, asked in criterion.fields_asked:
        heading = getattr(programme.fields[name], asked)
        if heading is not None:
            yield TABLE[asked], heading.heading or name
