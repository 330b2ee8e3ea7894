"""Rows of a ledger that speak of what stands above them already."""

from __future__ import annotations

from typing import TYPE_CHECKING

from matchmaker.domain.induction import MentorTerms
from matchmaker.domain.organisation import Organisation
from matchmaker.domain.spelling import folded
from matchmaker.domain.training import TrainingDay, TrainingHours

if TYPE_CHECKING:
    from matchmaker.intake.row import Row


def is_new(record: object, row: Row, seen: dict[object, str]) -> bool:
    """Whether nothing above speaks of the same; if so, the row is reported."""
    if isinstance(record, TrainingHours):
        return _is_entered_once(record, row, seen)
    named = _named_once(record)
    if named is None:
        return True
    first = seen.setdefault(folded(named), row.where)
    if first != row.where:
        row.error(
            None, f"{named} stands already in {first}", "Delete one of the two rows."
        )
    return first == row.where


def _is_entered_once(record: TrainingHours, row: Row, seen: dict[object, str]) -> bool:
    """Whether no row above is the same in all; hours of one mentor may stand often."""
    claim = row.text("claim")
    names = (claim or "", record.mentor, record.provider, record.school)
    rest = record.model_dump(exclude={"claim", "mentor", "provider", "school"})
    key = (*map(folded, names), *map(str, rest.values()))
    first = seen.setdefault(key, row.where)
    if first != row.where:
        row.warning(
            None,
            f"the same training was entered twice: it stands already in {first}, and "
            "counts once",
            "Delete one of the two rows. If both took place, add up their hours in one.",
        )
    return first == row.where


def _named_once(record: object) -> str | None:
    """What must be named once only, in words."""
    match record:
        case Organisation():
            return f"the organisation {record.id}"
        case MentorTerms():
            return f"the mentor {record.mentor}"
        case TrainingDay():
            return f"the training day of {record.provider} on {record.on}"
        case _:
            return None
