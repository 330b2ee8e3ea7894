"""What people and things are called: a name where there is one, the id always."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from matchmaker.domain.field import words_of as words_in
from matchmaker.domain.round import Round
from matchmaker.report.speech import listed, listed_first

NAMED = 5
"""In a sentence at most this many people are named."""


@dataclass(frozen=True)
class Names:
    """
    The names of everybody and everything in a round.

    Attributes:
        round: The round.
    """

    round: Round

    def supporter(self, supporter_id: str) -> str:
        """A supporter, as in `Ada Lovell (S1)`."""
        return _named(self.round.supporter(supporter_id).name, supporter_id)

    def supporters(self, ids: Iterable[str]) -> str:
        """Some supporters; the first few of many."""
        return listed_first([self.supporter(name) for name in ids], NAMED)

    def request(self, request_id: str) -> str:
        """A request, as in `R12 of Sunny Days (N4)`; a person's own as the person."""
        setting = self.round.setting_of(self.round.request(request_id))
        if setting is not None and setting.id == request_id:
            return _named(setting.name, setting.id)
        asked = _named(self.whom(request_id) or "", request_id)
        if setting is None:
            return asked
        return f"{asked} of {_named(setting.name, setting.id)}"

    def whom(self, request_id: str) -> str | None:
        """For whom a request is, where the programme asks for a name."""
        field = self.round.programme.named_by
        if field is None:
            return None
        return (
            listed(words_in(self.round.request(request_id).fields.get(field))) or None
        )

    def setting(self, setting_id: str) -> str:
        """A setting, as in `Sunny Days (N4)`; an id unknown to the round as it is."""
        setting = self.round.setting_by_id.get(setting_id)
        return setting_id if setting is None else _named(setting.name, setting_id)

    def role(self, role: str) -> str:
        """A role in the middle of a sentence, as in `area lead`."""
        return self.round.programme.roles[role].title.lower()

    @property
    def lead(self) -> str:
        """Whoever leads, in the middle of a sentence, as in `area lead`."""
        teams = self.round.programme.teams
        return self.role(teams.lead_role) if teams else "lead"


def _named(name: str, name_id: str) -> str:
    return f"{name} ({name_id})" if name and name != name_id else name_id
