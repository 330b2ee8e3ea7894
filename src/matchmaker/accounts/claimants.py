"""For whom schools are paid grants: early career teachers, and mentors who train."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from matchmaker.accounts.schedule import FULL
from matchmaker.accounts.stages import by_mentor, by_teacher
from matchmaker.accounts.timetable import training_starts
from matchmaker.domain.induction import Induction, MentorTerms


@dataclass(frozen=True, slots=True)
class Claimant:
    """
    Somebody for whom a school is paid a grant.

    Attributes:
        party: Who.
        per: For whom the table has the grant: `ect` or `mentor`.
        stages: When, where and with whom: the teacher's, or those of all the mentor's
            teachers, in order.
        start: The first day, which decides the cohort.
        fte_percent: How fast the schedule is gone through.
        engaged_percent: How much of the training was done; `None` if not declared.
    """

    party: str
    per: Literal["ect", "mentor"]
    stages: tuple[Induction, ...]
    start: date
    fte_percent: int
    engaged_percent: int | None = None


def claimants_of(
    inductions: Sequence[Induction], mentors: Mapping[str, MentorTerms]
) -> tuple[Claimant, ...]:
    """Teacher by teacher, then mentor by mentor: those who train at public cost."""
    return (*_teachers(inductions), *_mentors(inductions, mentors))


def _teachers(inductions: Sequence[Induction]) -> Iterator[Claimant]:
    for ect, stages in by_teacher(inductions).items():
        yield Claimant(ect, "ect", stages, stages[0].start, stages[0].fte_percent)


def _mentors(
    inductions: Sequence[Induction], mentors: Mapping[str, MentorTerms]
) -> Iterator[Claimant]:
    stages = by_mentor(inductions)
    for mentor, start in training_starts(inductions, mentors).items():
        agreed = mentors.get(mentor, MentorTerms(mentor=mentor))
        if not agreed.funded_before:
            engaged = agreed.engaged_percent
            yield Claimant(mentor, "mentor", stages[mentor], start, FULL, engaged)
