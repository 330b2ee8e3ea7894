"""Single changes to a round that could get a request met."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeVar

from matchmaker.domain.decisions import Decision
from matchmaker.domain.programme import Programme
from matchmaker.domain.round import Round
from matchmaker.domain.supporter import Supporter

D = TypeVar("D", bound=Decision)

ChangeKind = Literal["place", "travel", "mode", "unpin", "unforbid", "priority", "rule"]
KINDS: tuple[ChangeKind, ...] = (
    "place",
    "travel",
    "mode",
    "unpin",
    "unforbid",
    "priority",
    "rule",
)
"""What can be changed: what one person can grant first, the programme's rules last."""


@dataclass(frozen=True, slots=True)
class Change:
    """
    One change to a round.

    Attributes:
        kind: `place`: a supporter's capacity. `travel`: how far a supporter travels.
            `mode`: how a supporter, or else a request, can work. `unpin`, `unforbid`:
            a decision dropped. `priority`: a request's. `rule`: a parameter of one.
        request: The request's id, where the change speaks of one.
        supporter: The supporter's id, where it speaks of one.
        role: The role for which a supporter gets the place.
        rule: The rule's name.
        parameter: The rule's parameter.
        before: The value now: load in the programme's unit, minutes, a way of
            working, a priority or what the rule counts. `None` where nothing is
            written down, and for a decision.
        after: The value then; `None` for a decision.
    """

    kind: ChangeKind
    request: str | None = None
    supporter: str | None = None
    role: str | None = None
    rule: str | None = None
    parameter: str | None = None
    before: int | str | None = None
    after: int | str | None = None

    @property
    def subject(self) -> tuple[str | None, ...]:
        """What is changed, whatever it is changed to."""
        return (
            self.kind,
            self.request,
            self.supporter,
            self.role,
            self.rule,
            self.parameter,
        )

    @property
    def size(self) -> int:
        """By how much; 0 where that is no number."""
        if isinstance(self.after, int) and isinstance(self.before, int):
            return abs(self.after - self.before)
        return 0


def changed(whole: Round, change: Change) -> Round:
    """The round with a change made."""
    if change.kind == "unpin":
        return whole.replace(pins=_without(whole.pins, change))
    if change.kind == "unforbid":
        return whole.replace(forbids=_without(whole.forbids, change))
    if change.kind == "rule":
        return whole.replace(programme=_loosened(whole.programme, change))
    if change.supporter is not None:
        person = whole.supporter(change.supporter)
        return with_supporter(whole, person, **_person_update(person, change))
    return with_request(whole, change.request or "", **{change.kind: change.after})


def with_request(whole: Round, request: str, **update: object) -> Round:
    """The round with some fields of one request changed."""
    return whole.replace(
        requests=tuple(
            asked.model_copy(update=update) if asked.id == request else asked
            for asked in whole.requests
        )
    )


def with_supporter(whole: Round, person: Supporter, **update: object) -> Round:
    """The round with some fields of one supporter changed."""
    return whole.replace(
        supporters=tuple(
            one.model_copy(update=update) if one.id == person.id else one
            for one in whole.supporters
        )
    )


def without_rule(whole: Round, rule: str) -> Round:
    """
    The round under a programme less one of its listed rules.

    Not checked anew: a criterion may be held against the limit of the rule, for which
    points have to be those of the round as it was.
    """
    kept = tuple(listed for listed in whole.programme.rules if listed.name != rule)
    programme = whole.programme.model_copy(update={"rules": kept})
    return whole.model_copy(update={"programme": programme})


def _person_update(person: Supporter, change: Change) -> dict[str, object]:
    if change.kind == "travel":
        return {"travel_limit": change.after}
    if change.kind == "mode":
        return {"mode": change.after}
    # A limit of the role's own would keep the new place from being used.
    limits = {
        role: limit + (change.size if role == change.role else 0)
        for role, limit in person.role_capacity.items()
    }
    return {"capacity": change.after, "role_capacity": limits}


def _without(decisions: tuple[D, ...], change: Change) -> tuple[D, ...]:
    pair = (change.request, change.supporter)
    return tuple(d for d in decisions if (d.request, d.supporter) != pair)


def _loosened(programme: Programme, change: Change) -> Programme:
    rules = tuple(
        rule.model_copy(update={change.parameter or "": change.after})
        if rule.name == change.rule
        else rule
        for rule in programme.rules
    )
    return programme.model_copy(update={"rules": rules})
