"""Hours of training that a mentor did, or will do, with a provider."""

from __future__ import annotations

from datetime import date
from typing import Literal

from pydantic import Field

from matchmaker.domain.academic_year import AcademicYear
from matchmaker.domain.frozen import Frozen

TrainingKind = Literal["training", "synchronous", "prior learning"]
"""`synchronous` hours are done together on a day that the provider fixed. Prior
learning is credited by the provider: it lessens what is left to do and is not paid."""

ClaimStatus = Literal["planned", "draft", "submitted", "due", "paid", "rejected"]
"""How far a payment has come. `planned` and `draft` are forecasts; `due` is what is
paid without a claim, and waits to be paid."""


class TrainingHours(Frozen):
    """
    Some hours of one mentor with one provider, claimed by one school.

    Attributes:
        claim: The claim's reference; several mentors may stand in one claim.
        mentor: The mentor's id.
        provider: The accredited provider's id or name.
        school: The id of the school that claims.
        on: The day of the training, or on which it ended. Its rate counts.
        hours: Whole hours.
        kind: What kind of hours.
        status: How far the claim has come.
        submitted_on: When the claim was submitted.
        academic_year: The year that the hours count in; `None` leaves it to the day,
            where that lies in one year's window only.
        unfunded: Why nobody pays for them, whatever is left; blank if somebody may.
    """

    claim: str
    mentor: str
    provider: str
    school: str
    on: date
    hours: int = Field(ge=1)
    kind: TrainingKind = "training"
    status: ClaimStatus = "submitted"
    submitted_on: date | None = None
    academic_year: AcademicYear | None = None
    unfunded: str = ""


class TrainingDay(Frozen):
    """
    A day that a provider fixed for training together.

    Attributes:
        provider: The provider.
        on: The day.
        hours: How long it lasts.
        half_days: The halves of the day that it takes, `am`, `pm` or both.
    """

    provider: str
    on: date
    hours: int = Field(ge=1)
    half_days: tuple[Literal["am", "pm"], ...] = ("am", "pm")
