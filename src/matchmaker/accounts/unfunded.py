"""For whom nobody pays that a mentor trains, by an answer of who is mentored."""

from __future__ import annotations

from collections.abc import Container

from matchmaker.accounts.round_names import accounts_of, people_of
from matchmaker.domain.field import words_of
from matchmaker.domain.plan import Pairing, Plan
from matchmaker.domain.round import Round


class Unfunded:
    """The pairings of a plan for which their mentors are not paid to train."""

    def __init__(self, matching_round: Round, plan: Plan) -> None:
        """Take from the plan who mentors somebody for whom training is paid."""
        self._round, accounts = matching_round, accounts_of(matching_round)
        self._route, self._never = accounts.route, accounts.unfunded
        self._alone = accounts.unfunded_alone
        self._has_others = {
            person
            for pairing in plan.pairings
            if not self._answer(pairing, (*self._never, *self._alone))
            for person in self._people(pairing)
        }

    def reason(self, pairing: Pairing, person: str) -> str:
        """Why nobody pays that a person trains for a pairing; blank if somebody may."""
        if never := self._answer(pairing, self._never):
            return self._because("for", never)
        alone = self._answer(pairing, self._alone)
        if alone and person not in self._has_others:
            return self._because("only for", alone)
        return ""

    def _answer(self, pairing: Pairing, listed: Container[str]) -> str:
        """The first answer of who is mentored that is among some; else blank."""
        request = self._round.request(pairing.request)
        answers = words_of(request.fields.get(self._route))
        return next((word for word in answers if word in listed), "")

    def _people(self, pairing: Pairing) -> tuple[str, ...]:
        return people_of(self._round, self._round.supporter(pairing.supporter))

    def _because(self, whom: str, answer: str) -> str:
        programme = self._round.programme
        asked = programme.fields[self._route].title.lower()
        return (
            f"nothing is paid to train {whom} a {programme.nouns.request} whose {asked} "
            f"is {answer}"
        )
