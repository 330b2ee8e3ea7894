"""What a plan adds to a ledger: who will train with whom, and who is in induction."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from matchmaker.accounts.round_names import accounts_of, people_of, provider_of
from matchmaker.accounts.round_organisations import with_settings
from matchmaker.accounts.slots import common_slots
from matchmaker.accounts.stages import by_mentor, by_teacher
from matchmaker.accounts.tables import RateTables
from matchmaker.accounts.training import Wanted, planned_training
from matchmaker.accounts.unfunded import Unfunded
from matchmaker.domain.accounts import Accounts
from matchmaker.domain.field import words_of
from matchmaker.domain.induction import Induction, MentorTerms
from matchmaker.domain.ledger import Ledger
from matchmaker.domain.plan import Pairing, Plan
from matchmaker.domain.request import Request
from matchmaker.domain.round import Round
from matchmaker.domain.supporter import Supporter
from matchmaker.errors import InputError


def with_planned_training(
    ledger: Ledger, matching_round: Round, plan: Plan, tables: RateTables
) -> Ledger:
    """
    A ledger with what the mentors of a plan have still to train, as planned hours.

    The provider is the trainee's, by the field that the programme names; the school
    that claims is the mentor's employer. People who share a job train each for
    themselves. Hours for whom nobody pays are among them, and say why.

    Raises:
        InputError: A trainee has no provider, a mentor no employer, or the round's
            first day lies in no training window.
    """
    wanted, faults, unfunded = [], [], Unfunded(matching_round, plan)
    for pairing in plan.pairings:
        provider = provider_of(matching_round, matching_round.request(pairing.request))
        supporter = matching_round.supporter(pairing.supporter)
        employer = supporter.employer
        if not provider:
            faults.append(f"request {pairing.request} names no provider")
        elif not employer:
            faults.append(f"supporter {pairing.supporter} has no employer, who claims")
        else:
            wanted += [
                Wanted(person, provider, employer, unfunded.reason(pairing, person))
                for person in people_of(matching_round, supporter)
            ]
    if faults:
        raise InputError("Training cannot be planned.", tuple(dict.fromkeys(faults)))
    on = _first_day(matching_round)
    planned = planned_training(wanted, ledger.training, on, tables, ledger.days)
    return with_settings(ledger, matching_round).replace(
        training=(*ledger.training, *planned)
    )


def with_planned_inductions(
    ledger: Ledger, matching_round: Round, plan: Plan
) -> Ledger:
    """
    A ledger with every pairing of a plan as an induction.

    Those that the ledger has already, by their early career teacher, stay as they are:
    what the plan says goes on from the day after `until`, where the ledger has one.
    Mentors of whom it says nothing have the time that they offer in the round, where
    the round counts minutes a week. Whose training the ledger knows nothing of begins
    it on the round's first day at the earliest: a plan cannot say that anything was
    done before.

    Raises:
        InputError: A request has no setting, which would be paid, or does not say when
            it began though it is beyond its first year.
    """
    known = by_teacher(ledger.inductions)
    new = [pairing for pairing in plan.pairings if pairing.request not in known]
    _check_inductions(matching_round, new)
    added = [_induction(matching_round, pairing) for pairing in new]
    added += [
        _next_stage(matching_round, pairing, known[pairing.request][-1])
        for pairing in plan.pairings
        if pairing.request in known and known[pairing.request][-1].until
    ]
    mentors = {
        one.mentor: ledger.mentors.get(one.mentor)
        or _mentor_terms(matching_round, one.mentor)
        for one in added
    }
    dated = _with_training_days(mentors, ledger, added, _first_day(matching_round))
    return with_settings(ledger, matching_round).replace(
        inductions=(*ledger.inductions, *added), mentors=ledger.mentors | dated
    )


def _with_training_days(
    mentors: Mapping[str, MentorTerms],
    ledger: Ledger,
    added: Sequence[Induction],
    first_day: date,
) -> dict[str, MentorTerms]:
    """
    Mentors with the first day of their own training, where nobody has said it.

    It is that of their first early career teacher in the ledger; without one, that of
    the first in the plan, but not before the round.
    """
    begun = _first_starts(ledger.inductions)
    planned = _first_starts(added)
    return {
        name: terms
        if terms.training_from
        else terms.model_copy(
            update={"training_from": begun.get(name) or max(planned[name], first_day)}
        )
        for name, terms in mentors.items()
    }


def _first_starts(inductions: Sequence[Induction]) -> dict[str, date]:
    """The first day of each mentor's first early career teacher."""
    return {mentor: stages[0].start for mentor, stages in by_mentor(inductions).items()}


def _first_day(matching_round: Round) -> date:
    return matching_round.start or matching_round.today


def _check_inductions(matching_round: Round, new: Sequence[Pairing]) -> None:
    faults = []
    for pairing in new:
        request = matching_round.request(pairing.request)
        if request.setting is None:
            faults.append(f"request {request.id} has no setting, which would be paid")
        if _began_before(matching_round, request) and not _started(
            matching_round, request
        ):
            faults.append(
                f"request {request.id} is beyond its first year and does not say when "
                "it began, which decides its rates"
            )
    if faults:
        raise InputError("Inductions cannot be planned.", faults)


def _induction(matching_round: Round, pairing: Pairing) -> Induction:
    request = matching_round.request(pairing.request)
    supporter = matching_round.supporter(pairing.supporter)
    start = _started(matching_round, request) or request.start
    return Induction(
        ect=request.id,
        mentor=supporter.id,
        school=request.setting or "",
        start=start or _first_day(matching_round),
        fte_percent=_fte(matching_round, request),
        slots=_common_days(matching_round, request, supporter),
    )


def _next_stage(matching_round: Round, pairing: Pairing, last: Induction) -> Induction:
    """A pairing of somebody whose induction began with another mentor, or elsewhere."""
    return _induction(matching_round, pairing).model_copy(
        update={"start": last.days.end, "fte_percent": last.fte_percent}
    )


def _started(matching_round: Round, request: Request) -> date | None:
    answer = request.fields.get(accounts_of(matching_round).started)
    return answer if isinstance(answer, date) else None


def _began_before(matching_round: Round, request: Request) -> bool:
    """Whether its load is not that of a first year, where loads go by years."""
    load_by = matching_round.programme.roles[request.role].load_by
    if load_by is None:
        return False
    words = words_of(request.fields.get(load_by.field))
    return bool(words) and words[0] != next(iter(load_by.minutes))


def _fte(matching_round: Round, request: Request) -> int:
    """Full-time equivalent by the field that scales the role's load, else full time."""
    load_by = matching_round.programme.roles[request.role].load_by
    answer = request.fields.get(load_by.percent or "") if load_by else None
    return answer if type(answer) is int else 100


def _common_days(
    matching_round: Round, request: Request, supporter: Supporter
) -> tuple[str, ...] | None:
    field = accounts_of(matching_round).slots
    asked = words_of(request.fields.get(field)) or request.days
    offered = words_of(supporter.fields.get(field)) or supporter.days
    return common_slots(asked, offered)


def _mentor_terms(matching_round: Round, mentor: str) -> MentorTerms:
    programme = matching_round.programme
    weekly = programme.unit == "minutes" and programme.per == "a week"
    supporter = matching_round.supporter(mentor)
    return MentorTerms(
        mentor=mentor,
        minutes_a_week=supporter.capacity if weekly else None,
        trains=_trains(accounts_of(matching_round), supporter),
    )


def _trains(accounts: Accounts, supporter: Supporter) -> bool:
    """Whether a mentor's training is still to come and to be paid for."""
    answer = words_of(supporter.fields.get(accounts.training))
    return not answer or answer[0] in accounts.fundable
