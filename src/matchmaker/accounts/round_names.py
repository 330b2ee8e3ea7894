"""Whom a round names that accounts ask for: the people behind its rows, providers."""

from __future__ import annotations

from matchmaker.domain.accounts import Accounts
from matchmaker.domain.field import words_of
from matchmaker.domain.request import Request
from matchmaker.domain.round import Round
from matchmaker.domain.supporter import Supporter


def accounts_of(matching_round: Round) -> Accounts:
    """The names of fields that accounts look at; the usual ones, if none are given."""
    return matching_round.programme.accounts or Accounts(kind="days")


def provider_of(matching_round: Round, request: Request) -> str:
    """The provider whom a request names; blank if it names none."""
    answer = request.fields.get(accounts_of(matching_round).provider)
    return "; ".join(words_of(answer))


def people_of(matching_round: Round, supporter: Supporter) -> tuple[str, ...]:
    """Ids of the people behind a supporter: several in a job-share, else their own."""
    field = accounts_of(matching_round).job_share
    return words_of(supporter.fields.get(field)) or (supporter.id,)


def mentors_of(matching_round: Round) -> tuple[str, ...]:
    """Ids of all people whose hours are accounted for."""
    return tuple(
        person
        for one in matching_round.supporters
        for person in people_of(matching_round, one)
    )


def providers_of(matching_round: Round) -> tuple[str, ...]:
    """Providers whom the round's requests name, each once."""
    named = (provider_of(matching_round, one) for one in matching_round.requests)
    return tuple(dict.fromkeys(name for name in named if name))
