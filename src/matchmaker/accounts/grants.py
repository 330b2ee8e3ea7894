"""
Grants for early career teachers and their mentors.

The cohort is the first day of induction for what is paid per teacher, and the first
day of the mentor's training for what is paid per mentor, once for each mentor. The
grant falls into the academic year that completes its year of the schedule, because it
is paid in arrears. Part-time work moves the day, not the sum. An area whose figure is
not in the table is an error: no figure stands in for another. A school that cannot
have grants is not paid, and its lines say why.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from matchmaker.accounts.areas import AREAS, PayAreas
from matchmaker.accounts.establishments import no_grants
from matchmaker.accounts.lines import Line, reference, versions
from matchmaker.accounts.schedule import FULL, TERMS_A_YEAR
from matchmaker.accounts.tables import RateRow, RateTables
from matchmaker.accounts.timetable import training_starts
from matchmaker.accounts.years import Calendar
from matchmaker.domain.academic_year import AcademicYear
from matchmaker.domain.induction import Induction, MentorTerms
from matchmaker.domain.organisation import Organisation
from matchmaker.errors import InputError


@dataclass(frozen=True, slots=True)
class Claimant:
    """Somebody for whom a school is paid a grant."""

    party: str
    per: str
    school: str
    start: date
    fte_percent: int
    engaged_percent: int | None = None


def grant_lines(
    inductions: Sequence[Induction],
    mentors: Mapping[str, MentorTerms],
    organisations: Mapping[str, Organisation],
    tables: RateTables,
    on: date,
) -> tuple[Line, ...]:
    """
    Every grant for these inductions, teacher by teacher, then mentor by mentor.

    Args:
        inductions: Early career teachers with their mentors.
        mentors: What is agreed with mentors.
        organisations: The schools, by id.
        tables: Grants, pay areas and terms.
        on: What falls into an academic year that has ended by this day is due, if
            its declaration has come; the rest is planned.

    Raises:
        InputError: A school, a pay area or a figure is missing.
    """
    _check_schools(inductions, organisations)
    claimants = [*_teachers(inductions), *_mentors(inductions, mentors)]
    area_of = PayAreas(tables).of_organisations(
        (organisations[one.school], one.start) for one in claimants
    )
    grants, lines, faults = Grants(tables, on), [], []
    for one in claimants:
        area = area_of[one.school, one.start]
        try:
            lines += grants.lines(one, organisations[one.school], area)
        except InputError as error:
            faults.append(str(error))
    if faults:
        raise InputError("Nothing is paid on a guess.", tuple(dict.fromkeys(faults)))
    return tuple(lines)


class Grants:
    """What the tables give to whom, as lines."""

    def __init__(self, tables: RateTables, on: date) -> None:
        """Take the grants; what has ended by the day `on` is due."""
        self._table, self._on = tables["ecf_grants"], on
        self._eligible = tables["ecf_eligible"]
        self._calendar = Calendar(tables)
        self._version = versions(
            (
                self._table.version,
                tables["pay_areas"].version,
                self._eligible.version,
            )
        )

    def lines(self, one: Claimant, school: Organisation, area: str) -> list[Line]:
        """
        The grants for somebody at a school in an area.

        Raises:
            InputError: The cohort has a grant whose figure for the area is missing.
        """
        cohort = [r for r in self._table.all_in_force(one.start) if r["per"] == one.per]
        elements = dict.fromkeys(row["element"] for row in cohort)
        here = {row["element"]: row for row in cohort if row["area"] == area}
        missing = [element for element in elements if element not in here]
        if missing or not elements:
            what = ", ".join(missing) or f"any grant per {one.per}"
            raise InputError(
                f"ecf_grants.csv has no figure for {what} in {AREAS[area]} for those "
                f"who begin on {one.start}"
            )
        refused = no_grants(school, self._eligible, one.start)
        return [self._line(one, here[element], area, refused) for element in elements]

    def _line(self, one: Claimant, row: RateRow, area: str, refused: str) -> Line:
        year = self._year(one, row)
        ended = year.days.end <= self._on
        return Line(
            claim=reference(one.school, one.party, row["element"], one.start),
            organisation=one.school,
            party=one.party,
            what=row["element"],
            day=one.start,
            year=year,
            status="due" if ended and not _waits(one, row) else "planned",
            rate=row.whole("pence"),
            rate_per="grant",
            area=area,
            pence=row.whole("pence"),
            unpaid=refused or _not_engaged(one, row),
            version=self._version,
        )

    def _year(self, one: Claimant, row: RateRow) -> AcademicYear:
        """The academic year that completes the grant's year of the schedule."""
        terms = -(-row.whole("year") * TERMS_A_YEAR * FULL // one.fte_percent)
        return self._calendar.terms_from(one.start, terms)[-1].year


def _check_schools(
    inductions: Sequence[Induction], organisations: Mapping[str, Organisation]
) -> None:
    unknown = dict.fromkeys(
        one.school for one in inductions if one.school not in organisations
    )
    if unknown:
        raise InputError(
            "Some schools have early career teachers and are not among the "
            "organisations. Add them to organisations.csv.",
            [
                f"no organisation has the id, URN or name '{school}'"
                for school in unknown
            ],
        )


def _teachers(inductions: Sequence[Induction]) -> list[Claimant]:
    return [
        Claimant(one.ect, "ect", one.school, one.start, one.fte_percent)
        for one in inductions
    ]


def _mentors(
    inductions: Sequence[Induction], mentors: Mapping[str, MentorTerms]
) -> list[Claimant]:
    """Mentors whose training is paid for, at the school of their first teacher."""
    school: dict[str, str] = {}
    for one in sorted(inductions, key=lambda one: one.start):
        school.setdefault(one.mentor, one.school)
    claimants = []
    for mentor, start in training_starts(inductions, mentors).items():
        agreed = mentors.get(mentor, MentorTerms(mentor=mentor))
        if not agreed.funded_before:
            claimants.append(
                Claimant(
                    mentor,
                    "mentor",
                    school[mentor],
                    start,
                    FULL,
                    agreed.engaged_percent,
                )
            )
    return claimants


def _waits(one: Claimant, row: RateRow) -> bool:
    """Whether a declaration is still to come from the provider of the training."""
    return bool(row["least_engagement"]) and one.engaged_percent is None


def _not_engaged(one: Claimant, row: RateRow) -> str:
    if not row["least_engagement"] or one.engaged_percent is None:
        return ""  # nothing is asked for, or nobody has declared yet
    least = row.whole("least_engagement")
    if one.engaged_percent >= least:
        return ""
    return f"{one.engaged_percent} % of the training was done, and {least} % are needed"
