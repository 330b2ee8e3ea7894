"""Who offers: mentors, experts, area leads."""

from __future__ import annotations

from datetime import date
from typing import Literal

from matchmaker.domain.field import FieldValues
from matchmaker.domain.inspection import Inspection
from matchmaker.domain.located import Located
from matchmaker.domain.preferences import Ranked
from matchmaker.domain.request import Mode

EmployerKind = Literal["setting", "local authority", "university"]
Leadership = Literal["none", "supervising", "leading"]
LEADERSHIP: tuple[Leadership, ...] = ("none", "supervising", "leading")
"""Least to most: no experience, led or supervised others, leads now."""
Suitability = Literal["clear", "unknown", "barred"]
"""Outcome of the checks on a person; `unknown` is never read as clear."""


class Supporter(Located):
    """
    One person who offers support, in one or more roles.

    Capacity belongs to the person; the roles share it.

    Attributes:
        id: The users' own id, unique in the round.
        roles: Roles held.
        capacity: All that the person can give in this round, over all roles:
            minutes, or units in programmes that count places. What an area lead
            reserves for leading is already taken off.
        role_capacity: At most this much of it in a role; roles not named are
            bounded by `capacity` alone.
        minimum: Load that must be given (or given if anything is; see the round).
        pence_per_day: The day rate agreed with the person; `None` where the rate of
            the role is paid in full.
        employer: The id of the setting where the person works, if it is known.
        employer_group: The owner, trust or federation of the employer.
        employer_kind: What the employer is.
        employer_inspection: The employer's latest inspection outcome.
        experience_years: Whole years of experience.
        qualification_level: Level of the highest relevant qualification.
        leadership: How far the person has led others.
        trained_on: When training was completed; `None` if it was not.
        suitability: Outcome of the checks needed for work on site.
        specialisms: Needs the person is good at, in the words of requests' needs.
        subjects: Subjects the person can support.
        phases: Phases worked in; empty means any.
        setting_types: Types of setting the person has worked in.
        ages: Age bands the person has worked with.
        improved_setting: Has moved a setting out of a poor judgement.
        regions: Regions the person will work in, besides their own.
        authorities: Local authorities the person knows or will travel to.
        mode: How the person works; `None` and `either` mean both ways.
        travel_limit: Minutes the person will travel one way.
        days: Half-days that suit, such as `mon-am`.
        available_from: First day of availability.
        available_to: Last day of availability.
        preferences: Requests that the person would like to support, best first; the
            ids of equals stand together. Empty without a list.
        fields: Answers to the programme's own fields, by name.
    """

    id: str
    name: str = ""
    email: str | None = None
    roles: tuple[str, ...]
    capacity: int
    role_capacity: dict[str, int] = {}
    minimum: int = 0
    pence_per_day: int | None = None
    employer: str | None = None
    employer_group: str | None = None
    employer_kind: EmployerKind | None = None
    employer_inspection: Inspection | None = None
    experience_years: int | None = None
    qualification_level: int | None = None
    leadership: Leadership | None = None
    trained_on: date | None = None
    suitability: Suitability = "unknown"
    specialisms: tuple[str, ...] = ()
    subjects: tuple[str, ...] = ()
    phases: tuple[str, ...] = ()
    setting_types: tuple[str, ...] = ()
    ages: tuple[str, ...] = ()
    improved_setting: bool | None = None
    regions: tuple[str, ...] = ()
    authorities: tuple[str, ...] = ()
    mode: Mode | None = None
    travel_limit: int | None = None
    days: tuple[str, ...] = ()
    available_from: date | None = None
    available_to: date | None = None
    preferences: Ranked = ()
    fields: FieldValues = {}

    @property
    def works_in(self) -> tuple[str, ...]:
        """The regions in which the person works, their own first, each once."""
        named = (region for region in (self.region, *self.regions) if region)
        return tuple(dict.fromkeys(named))

    def most_as(self, role: str) -> int:
        """The most that the person could give in a role, if they did nothing else."""
        return min(self.capacity, self.role_capacity.get(role, self.capacity))
