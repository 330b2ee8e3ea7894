"""Early career teachers in induction, and what their mentors have to give."""

from __future__ import annotations

from datetime import date

from pydantic import Field

from matchmaker.domain.frozen import Frozen
from matchmaker.domain.interval import Interval


class Induction(Frozen):
    """
    One early career teacher, with a mentor, at a school.

    A teacher who changes one of them during induction has several: stages of one
    induction, each of which begins on the day after the one before.

    Attributes:
        ect: The early career teacher's id.
        mentor: The mentor's id.
        school: The id of the school, which is paid.
        start: First day with this mentor at this school. A teacher's first is that of
            induction: it decides the cohort, and so the rates.
        until: The last such day; `None` if it lasts as long as induction does.
        fte_percent: Full-time equivalent as a teacher in induction, in percent.
        slot: The half-day of their meetings, such as `mon-am`; `None` if not fixed.
        slots: Half-days that suit both, of which one may be picked; `None` if nobody
            said, and empty if none does.
    """

    ect: str
    mentor: str
    school: str
    start: date
    until: date | None = None
    fte_percent: int = Field(default=100, ge=1, le=100)
    slot: str | None = None
    slots: tuple[str, ...] | None = None

    @property
    def days(self) -> Interval:
        """Its days."""
        return Interval.of_days(self.start, self.until)


class MentorTerms(Frozen):
    """
    What is agreed with a mentor of early career teachers.

    Attributes:
        mentor: The mentor's id.
        minutes_a_week: Time for meetings; `None` if nobody said.
        training_from: First day of the mentor's own training; `None` takes the
            first day of their first early career teacher.
        trains: Whether the mentor takes the training at all.
        funded_before: Whether the training was paid for already: it is paid once.
        engaged_percent: How much of the training was done, as its provider
            declared; `None` while it is not known.
    """

    mentor: str
    minutes_a_week: int | None = Field(default=None, ge=0)
    training_from: date | None = None
    trains: bool = True
    funded_before: bool = False
    engaged_percent: int | None = Field(default=None, ge=0, le=100)
