"""Single changes to a round that could get a request met, or let a plan hold."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal, TypeVar, get_args

from matchmaker.domain.decisions import Decision
from matchmaker.domain.field import FieldValue, words_of
from matchmaker.domain.programme import Programme
from matchmaker.domain.round import Round
from matchmaker.domain.supporter import Supporter

D = TypeVar("D", bound=Decision)

OVERRIDE = "let in"
"""A reason that stands for the one people would write down."""

ChangeKind = Literal[
    "place",
    "answer",
    "travel",
    "area",
    "mode",
    "unpin",
    "unforbid",
    "untie",
    "demand",
    "minimum",
    "least",
    "priority",
    "override",
    "trio",
    "quota",
    "budget",
    "rule",
]
KINDS: tuple[ChangeKind, ...] = get_args(ChangeKind)
"""What can be changed: what one person can grant first, the programme's rules last."""


@dataclass(frozen=True, slots=True)
class Change:
    """
    One change to a round.

    Attributes:
        kind: `place`: a supporter's capacity. `answer`: one to a field of the
            programme, or one word more of it. `travel`: how far a supporter travels.
            `area`: a region more in which they work. `mode`: how a supporter, or else
            a request, can work. `unpin`, `unforbid`, `untie`: a decision dropped.
            `demand`, `minimum`: how many a request asks for, and must get. `least`:
            a supporter's minimum. `priority`: a request's. `override`: a setting let
            in that meets no test of need. `trio`: one of three for an odd one out.
            `quota`, `budget`: a limit of the round's.
            `rule`: a parameter of one, or else the rule dropped.
        request: The request's id, where the change speaks of one.
        supporter: The supporter's id, where it speaks of one.
        role: The role for which a supporter gets the place.
        rule: The rule's key.
        parameter: The rule's parameter; for a quota, which of its limits; for an
            answer, the field.
        party: The other request of a tie, or whom a quota or a budget is for.
        before: The value now: load in the programme's unit, minutes, a way of
            working, a priority, pence or what the rule counts. `None` where nothing is
            written down, and for a decision.
        after: The value then; `None` for a decision.
    """

    kind: ChangeKind
    request: str | None = None
    supporter: str | None = None
    role: str | None = None
    rule: str | None = None
    parameter: str | None = None
    party: str | None = None
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
            self.party,
        )

    @property
    def size(self) -> int:
        """By how much; 0 where that is no number."""
        if isinstance(self.after, int) and isinstance(self.before, int):
            return abs(self.after - self.before)
        return 0


def changed(whole: Round, *changes: Change) -> Round:
    """The round with some changes made."""
    for change in changes:
        whole = _changed(whole, change)
    return whole


def _changed(whole: Round, change: Change) -> Round:
    of_round = _OF_ROUND.get(change.kind)
    if of_round is not None:
        return of_round(whole, change)
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
    kept = tuple(listed for listed in whole.programme.rules if listed.key != rule)
    programme = whole.programme.model_copy(update={"rules": kept})
    return whole.model_copy(update={"programme": programme})


def _answered(whole: Round, change: Change) -> Round:
    person = whole.supporter(change.supporter or "")
    name = change.parameter or ""
    kind = whole.programme.fields[name].kind
    value: FieldValue = (str(change.after),)
    if kind == "yes or no":
        value = change.after == "yes"
    elif isinstance(change.after, int):
        value = change.after
    elif kind in ("list", "half-days"):
        value = (*words_of(person.fields.get(name)), str(change.after))
    return with_supporter(whole, person, fields=person.fields | {name: value})


def _with_trio(whole: Round, _change: Change) -> Round:
    spec = whole.programme.buddies
    buddies = spec and spec.model_copy(update={"odd_one_out": "trio"})
    programme = whole.programme.model_copy(update={"buddies": buddies})
    return whole.replace(programme=programme)


def _person_update(person: Supporter, change: Change) -> dict[str, object]:
    if change.kind == "travel":
        return {"travel_limit": change.after}
    if change.kind == "mode":
        return {"mode": change.after}
    if change.kind == "least":
        return {"minimum": change.after}
    if change.kind == "area":
        return {"regions": (*person.regions, str(change.after))}
    # A limit of the role's own would keep the new place from being used.
    limits = {
        role: limit + (change.size if role == change.role else 0)
        for role, limit in person.role_capacity.items()
    }
    return {"capacity": change.after, "role_capacity": limits}


def _unpinned(whole: Round, change: Change) -> Round:
    return whole.replace(pins=_without(whole.pins, change))


def _allowed(whole: Round, change: Change) -> Round:
    return whole.replace(forbids=_without(whole.forbids, change))


def _without(decisions: tuple[D, ...], change: Change) -> tuple[D, ...]:
    pair = (change.request, change.supporter)
    return tuple(d for d in decisions if (d.request, d.supporter) != pair)


def _untied(whole: Round, change: Change) -> Round:
    gone = (change.parameter, change.request, change.party)
    ties = (t for t in whole.ties if (t.kind, t.request, t.other) != gone)
    return whole.replace(ties=tuple(ties))


def _let_in(whole: Round, change: Change) -> Round:
    setting = whole.setting_of(whole.request(change.request or ""))
    return whole.replace(
        settings=tuple(
            one.model_copy(update={"override_reason": OVERRIDE})
            if setting is not None and one.id == setting.id
            else one
            for one in whole.settings
        )
    )


def _with_quota(whole: Round, change: Change) -> Round:
    return whole.replace(
        quotas=tuple(
            quota.model_copy(update={change.parameter or "": change.after})
            if quota.where == change.party
            else quota
            for quota in whole.quotas
        )
    )


def _with_budget(whole: Round, change: Change) -> Round:
    return whole.replace(budgets=whole.budgets | {change.party or "": change.after})


def _with_rule(whole: Round, change: Change) -> Round:
    if change.parameter is None:
        return without_rule(whole, change.rule or "")
    return whole.replace(programme=_loosened(whole.programme, change))


def _loosened(programme: Programme, change: Change) -> Programme:
    rules = tuple(
        rule.model_copy(update={change.parameter or "": change.after})
        if rule.key == change.rule
        else rule
        for rule in programme.rules
    )
    return programme.model_copy(update={"rules": rules})


_OF_ROUND: dict[ChangeKind, Callable[[Round, Change], Round]] = {
    "answer": _answered,
    "trio": _with_trio,
    "unpin": _unpinned,
    "unforbid": _allowed,
    "untie": _untied,
    "override": _let_in,
    "quota": _with_quota,
    "budget": _with_budget,
    "rule": _with_rule,
}
"""Changes that are not of one plain value of a supporter or a request."""
