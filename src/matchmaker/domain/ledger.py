"""What was written down besides a round: training done, and people in induction."""

from __future__ import annotations

from typing import Self

from matchmaker.domain.frozen import Frozen
from matchmaker.domain.induction import Induction, MentorTerms
from matchmaker.domain.organisation import Organisation
from matchmaker.domain.training import TrainingDay, TrainingHours


class Ledger(Frozen):
    """
    What accounts are made from, besides a plan.

    Attributes:
        organisations: Who may be paid, by id.
        training: Hours trained with providers, of all years.
        days: Days that providers fixed.
        inductions: Early career teachers with their mentors.
        mentors: What is agreed with mentors, by id.
    """

    organisations: dict[str, Organisation] = {}
    training: tuple[TrainingHours, ...] = ()
    days: tuple[TrainingDay, ...] = ()
    inductions: tuple[Induction, ...] = ()
    mentors: dict[str, MentorTerms] = {}

    def replace(self, **changes: object) -> Self:
        """This ledger with some fields changed."""
        return self.model_copy(update=changes)
