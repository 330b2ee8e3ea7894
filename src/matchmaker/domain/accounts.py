"""How the money of a programme is worked out."""

from __future__ import annotations

from typing import Literal

from matchmaker.domain.frozen import Frozen

AccountsKind = Literal["days", "training", "induction", "buddies", "groups"]
"""`days`: day rates by role, for the time of each pairing. `training`: hours that
mentors train with providers, by the hour. `induction`: grants for each early career
teacher and mentor. `buddies`: nobody is paid; buddies' sessions stand in a timetable.
`groups`: nobody is paid; the hours of those supported together stand in one."""


class Accounts(Frozen):
    """
    How the money of a programme is worked out. It never touches a pairing.

    Attributes:
        kind: What is paid for.
        provider: For `training`: the requests' field that names the provider.
        job_share: For `training`: the supporters' field with the ids of the people who
            share one row, a job-share: each has a training of their own. Who has no
            no answer is one person.
        route: For `training`: the requests' field whose words these two lists hold.
        unfunded: Answers to it of those for whom no training of mentors is paid.
        unfunded_alone: Answers to it of those for whom it is paid only to a mentor who
            has somebody else, too.
        started: For `induction`: the requests' field with the first day of induction.
            Who has no answer begins with the request, or with the round.
        slots: For `induction`: the field of times for meetings, half-days or the
            school's own words, asked of requests and supporters. Who has no answer has
            the half-days of the usual column.
        training: For `induction`: the supporters' field on their own training.
        fundable: Answers to it of those who will train and are to be paid for it. Who
            has no answer is taken to be one of them.
    """

    kind: AccountsKind
    provider: str = "provider"
    job_share: str = "job_share"
    route: str = "route"
    unfunded: tuple[str, ...] = ()
    unfunded_alone: tuple[str, ...] = ()
    started: str = "induction_start"
    slots: str = "slots"
    training: str = "training"
    fundable: tuple[str, ...] = ("eligible",)
