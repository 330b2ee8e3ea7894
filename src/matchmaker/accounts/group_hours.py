"""The hours of groups that are supported together, as sessions in the round's term."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from matchmaker.accounts.clashes import Clash
from matchmaker.accounts.slots import common_slots, with_slots
from matchmaker.accounts.tables import RateTables
from matchmaker.accounts.timetable import Sessions
from matchmaker.accounts.years import Calendar
from matchmaker.domain.field import words_of
from matchmaker.domain.induction import Induction
from matchmaker.domain.plan import Plan
from matchmaker.domain.round import Round

SESSION = "group session"
HOUR = 60


def group_timetable(
    matching_round: Round, plan: Plan, tables: RateTables
) -> tuple[tuple[Sessions, ...], tuple[Clash, ...]]:
    """
    A session a week for each group with its mentor, in whole hours, all of its time.

    The term is the one in which the round begins, or the next where less than half of
    it is left; the weeks are those that are left of it.

    Args:
        matching_round: The round in which everybody asks by themselves.
        plan: Its plan, with groups.
        tables: The terms.

    Returns:
        The sessions, group by group, the longer ones first; and the groups for whom no
        half-day was left.

    Raises:
        InputError: There are no terms for the round's year.
    """
    start = matching_round.start or matching_round.today
    (term,) = Calendar(tables).terms_from(start, 1)
    weeks = term.weeks_from(start)
    loads = {pairing.request: pairing.load for pairing in plan.pairings}
    seated, without = with_slots(tuple(_meetings(matching_round, plan)))
    sessions = tuple(
        Sessions("group", one.ect, one.mentor, term, SESSION, count, minutes, one.slot)
        for one in seated
        for minutes, count in _weekly(loads[one.ect], weeks)
    )
    return sessions, without


def _weekly(minutes: int, weeks: int) -> list[tuple[int, int]]:
    """
    Minutes in a session each week: each length, and how many have it.

    >>> _weekly(24 * 60, 11), _weekly(150, 2), _weekly(120, 12)
    ([(180, 2), (120, 9)], [(90, 1), (60, 1)], [(60, 2)])
    """
    hours, rest = divmod(minutes, HOUR)
    usual, more = divmod(hours, weeks)
    lengths = [HOUR * (usual + (week < more)) for week in range(weeks)]
    lengths[-1] += rest
    counted = Counter(length for length in lengths if length)
    return sorted(counted.items(), reverse=True)


def _meetings(matching_round: Round, plan: Plan) -> Iterator[Induction]:
    """Groups and their mentors, who look for a half-day as teachers and theirs do."""
    groups = {group.id: group for group in plan.groups}
    for pairing in plan.pairings:
        if pairing.request in groups:
            yield Induction(
                ect=pairing.request,
                mentor=pairing.supporter,
                school="",
                start=matching_round.start or matching_round.today,
                slots=common_slots(
                    groups[pairing.request].times,
                    _times(matching_round, pairing.supporter),
                ),
            )


def _times(matching_round: Round, mentor: str) -> tuple[str, ...]:
    spec, supporter = matching_round.programme.groups, matching_round.supporter(mentor)
    field = spec.times if spec is not None and spec.times is not None else ""
    return words_of(supporter.fields.get(field)) or supporter.days
