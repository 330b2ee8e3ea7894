"""
The training schedule of early career teachers and their mentors, as data.

It speaks of two years of three terms each, as they are for somebody full-time: six
*schedule terms*. Somebody at half time takes twice as long over the same sessions.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from matchmaker.accounts.tables import RateTables
from matchmaker.errors import InputError

TERMS_A_YEAR = 3
SCHEDULE_TERMS = 6
"""Induction takes two school years of three terms (statutory guidance, 2.20)."""
FULL = 100
"""Full time, in percent."""


WHO = ("ect", "mentor", "buddies")
"""Whose activities there are. Those of `buddies` are what two mentors do together; as
long as mentors' training has buddy sessions, they are among its hours, too."""


@dataclass(frozen=True, slots=True)
class Activity:
    """
    Some sessions of one schedule term.

    Attributes:
        who: One of `WHO`.
        year: The year of the schedule, 1 or 2.
        term: The term of that year, 1 to 3.
        name: What it is, such as "buddy session".
        sessions: How many.
        minutes: How long each takes.
        mode: How it is held.
        stated: Whether the source gives the term; else it is a proposal.
    """

    who: str
    year: int
    term: int
    name: str
    sessions: int
    minutes: int
    mode: str
    stated: bool

    @property
    def place(self) -> int:
        """The schedule term, counted from 0."""
        return (self.year - 1) * TERMS_A_YEAR + self.term - 1


@dataclass(frozen=True, slots=True)
class Meetings:
    """
    How often mentor and early career teacher meet in a year of the schedule.

    Attributes:
        year: 1 or 2.
        every_weeks: 1 is weekly, 2 fortnightly.
        minutes: How long a meeting takes at full time.
    """

    year: int
    every_weeks: int
    minutes: int


@dataclass(frozen=True)
class Schedule:
    """
    What a cohort is to do.

    Attributes:
        activities: In the table's order.
        meetings: By year of the schedule.
        version: The tables it comes from.
    """

    activities: tuple[Activity, ...]
    meetings: dict[int, Meetings]
    version: str

    def of(self, who: str) -> tuple[Activity, ...]:
        """The activities of one of `WHO`."""
        return tuple(activity for activity in self.activities if activity.who == who)


def schedule_on(tables: RateTables, cohort: date) -> Schedule:
    """
    The schedule of those who begin on a day.

    Raises:
        InputError: There is none for that day, or a row of it makes no sense.
    """
    rows, often = tables["ecf_schedule"], tables["ecf_meetings"]
    activities = tuple(
        Activity(
            who=row["who"],
            year=row.whole("year"),
            term=row.whole("term"),
            name=row["activity"],
            sessions=row.whole("sessions"),
            minutes=row.whole("minutes"),
            mode=row["mode"],
            stated=row["basis"] == "stated",
        )
        for row in rows.all_in_force(cohort)
    )
    meetings = {
        row.whole("year"): Meetings(
            row.whole("year"), row.whole("every_weeks"), row.whole("minutes")
        )
        for row in often.all_in_force(cohort)
    }
    schedule = Schedule(activities, meetings, f"{rows.version}; {often.version}")
    _check(schedule, cohort)
    return schedule


def _check(schedule: Schedule, cohort: date) -> None:
    if not schedule.activities or set(schedule.meetings) != {1, 2}:
        raise InputError(
            f"ecf_schedule.csv and ecf_meetings.csv have no schedule of two years for "
            f"those who begin on {cohort}."
        )
    faults = [
        f"{a.name} of {a.who}, year {a.year}, term {a.term}"
        for a in schedule.activities
        if a.who not in WHO
        or not 0 <= a.place < SCHEDULE_TERMS
        or not 1 <= a.term <= TERMS_A_YEAR
    ]
    faults += [f"meetings of year {m.year} every 0 weeks"
               for m in schedule.meetings.values() if not m.every_weeks]  # fmt: skip
    if faults:
        raise InputError("The training schedule has places that there are not.", faults)


def terms_needed(fte_percent: int) -> int:
    """
    Calendar terms that induction takes, a part of a term counted whole.

    >>> terms_needed(100), terms_needed(50), terms_needed(80)
    (6, 12, 8)
    """
    return -(-SCHEDULE_TERMS * FULL // fte_percent)


def term_of_session(activity: Activity, number: int, fte_percent: int) -> int:
    """
    The calendar term, counted from 0, in which a session of an activity comes.

    The sessions of a schedule term stand evenly in it: of two, the first at a quarter
    and the second at three quarters. At half time each schedule term is stretched over
    two terms, so the first falls in the one and the second in the other. No session is
    ever split, and none is lost.

    Args:
        activity: The activity.
        number: Which of its sessions, counted from 0.
        fte_percent: Full-time equivalent.

    >>> two = Activity("ect", 1, 1, "webinar", 2, 60, "online", stated=True)
    >>> [term_of_session(two, number, 50) for number in (0, 1)]
    [0, 1]
    """
    halves = 2 * activity.sessions
    position = activity.place * halves + 2 * number + 1
    return position * FULL // (halves * fte_percent)


def year_of_term(term: int, fte_percent: int) -> int:
    """
    The year of the schedule in which a calendar term (from 0) begins: 1 or 2.

    >>> [year_of_term(term, 100) for term in (2, 3)], year_of_term(5, 50)
    ([1, 2], 1)
    """
    return 1 if term * fte_percent < TERMS_A_YEAR * FULL else 2


def meeting_minutes(meetings: Meetings, fte_percent: int) -> int:
    """
    Minutes of one meeting, by full-time equivalent, rounded half up to the minute.

    >>> meeting_minutes(Meetings(1, 1, 60), 50), meeting_minutes(Meetings(1, 1, 60), 33)
    (30, 20)
    """
    return (2 * meetings.minutes * fte_percent + FULL) // (2 * FULL)
