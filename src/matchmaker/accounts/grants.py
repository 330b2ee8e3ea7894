"""
Grants for early career teachers and their mentors.

The cohort is the first day of induction for what is paid per teacher, and the first
day of the mentor's training for what is paid per mentor, once for each mentor. The
grant falls into the academic year that completes its year of the schedule, because it
is paid in arrears, and goes to the school of that year's last day, 31 August: so say
the conditions of grant for teachers who move. Part-time work moves the day, not the
sum. An area whose figure is not in the table is an error: no figure stands in for
another. A school that cannot have grants is not paid, and its lines say why.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from matchmaker.accounts.areas import AREAS, PayAreas
from matchmaker.accounts.claimants import Claimant, claimants_of
from matchmaker.accounts.establishments import no_grants
from matchmaker.accounts.lines import Line, reference, versions
from matchmaker.accounts.schedule import FULL, TERMS_A_YEAR
from matchmaker.accounts.stages import is_over, stage_on
from matchmaker.accounts.tables import RateTables
from matchmaker.accounts.years import Calendar
from matchmaker.domain.academic_year import AcademicYear
from matchmaker.domain.induction import Induction, MentorTerms
from matchmaker.domain.organisation import Organisation
from matchmaker.errors import InputError
from matchmaker.intake.dated_table import RateRow


@dataclass(frozen=True, slots=True)
class Place:
    """A school that may be paid, and its pay area."""

    school: Organisation
    area: str


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
    claimants = claimants_of(inductions, mentors)
    area_of = PayAreas(tables).of_organisations(
        (organisations[stage.school], one.start)
        for one in claimants
        for stage in one.stages
    )
    grants, lines, faults = Grants(tables, on), [], []
    for one in claimants:
        places = {
            stage.school: Place(
                organisations[stage.school], area_of[stage.school, one.start]
            )
            for stage in one.stages
        }
        try:
            lines += grants.lines(one, places)
        except InputError as error:
            faults.append(str(error))
    if faults:
        raise InputError(
            "Nothing is paid on a guess. Whoever knows the figures copies the tables "
            'with "matchmaker init ecf-mentors FOLDER --rates", adds rows with source '
            'and date to ecf_grants.csv, and runs "matchmaker accounts" with '
            '"--rates FOLDER".',
            tuple(dict.fromkeys(faults)),
        )
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

    def lines(self, one: Claimant, places: Mapping[str, Place]) -> list[Line]:
        """
        The grants for somebody.

        Args:
            one: Who.
            places: Their schools, by id.

        Raises:
            InputError: The cohort has a grant whose figure for the area is missing.
        """
        cohort = [r for r in self._table.all_in_force(one.start) if r["per"] == one.per]
        place_of = {row["element"]: places[self._school(one, row)] for row in cohort}
        here = {
            row["element"]: row
            for row in cohort
            if row["area"] == place_of[row["element"]].area
        }
        missing = [
            (element, place)
            for element, place in place_of.items()
            if element not in here
        ]
        if not cohort:
            missing = [(f"any grant per {one.per}", places[one.stages[0].school])]
        if missing:
            raise _no_figure(one, missing)
        return [
            self._line(one, here[element], place) for element, place in place_of.items()
        ]

    def _line(self, one: Claimant, row: RateRow, place: Place) -> Line:
        school, year = place.school, self._year(one, row)
        ended = year.days.end <= self._on
        return Line(
            claim=reference(school.id, one.party, row["element"], one.start),
            organisation=school.id,
            party=one.party,
            what=row["element"],
            day=one.start,
            year=year,
            status="due" if ended and not _waits(one, row, year) else "planned",
            rate=row.whole("pence"),
            rate_per="grant",
            area=place.area,
            pence=row.whole("pence"),
            unpaid=no_grants(school, self._eligible, one.start)
            or _broken_off(one, year)
            or _not_engaged(one, row),
            version=self._version,
        )

    def _school(self, one: Claimant, row: RateRow) -> str:
        """The school that is paid: where somebody is when the grant's year ends."""
        return stage_on(one.stages, self._year(one, row).days.last).school

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


def _no_figure(one: Claimant, missing: Iterable[tuple[str, Place]]) -> InputError:
    """What the table has no figures for, area by area."""
    by_area: dict[str, list[str]] = {}
    for element, place in missing:
        by_area.setdefault(place.area, []).append(element)
    what = " and ".join(
        f"{', '.join(elements)} in {AREAS[area]}" for area, elements in by_area.items()
    )
    return InputError(
        f"ecf_grants.csv has no figure for {what} for those who begin on {one.start}"
    )


def _broken_off(one: Claimant, year: AcademicYear) -> str:
    """Why nothing is paid for a teacher whose induction has ended too early."""
    if one.per != "ect" or not is_over(one.stages, year.days.last):
        return ""
    last = max(stage.days.last for stage in one.stages)
    return f"induction ended on {last}, before the grant's year, on {year.days.last}"


def _waits(one: Claimant, row: RateRow, year: AcademicYear) -> bool:
    """
    Whether a declaration is still to come from the provider of the training.

    Mentors may go on with it when they have nobody any more, and may not.
    """
    alone = one.per == "mentor" and is_over(one.stages, year.days.last)
    return (alone or bool(row["least_engagement"])) and one.engaged_percent is None


def _not_engaged(one: Claimant, row: RateRow) -> str:
    if not row["least_engagement"] or one.engaged_percent is None:
        return ""  # nothing is asked for, or nobody has declared yet
    least = row.whole("least_engagement")
    if one.engaged_percent >= least:
        return ""
    return f"{one.engaged_percent} % of the training was done, and {least} % are needed"
