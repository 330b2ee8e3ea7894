"""What keeps a round from having any plan: decisions, limits and rules at odds."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Literal

from matchmaker.candidates import (
    Candidates,
    Evidence,
    Screen,
    find_candidates,
    pair_rule,
)
from matchmaker.domain.decisions import Pin
from matchmaker.domain.round import Round
from matchmaker.domain.rules import Rule
from matchmaker.optimise.build import build_model
from matchmaker.optimise.conflict import contradiction_of
from matchmaker.optimise.marginals.easing import eased, least_easing, without
from matchmaker.optimise.members import Member, in_words
from matchmaker.optimise.model import Model
from matchmaker.optimise.outcome import Deadline, SolveParams
from matchmaker.optimise.rules import coupling_rule
from matchmaker.pipeline.changes import Change
from matchmaker.pipeline.easing import Row, change_of
from matchmaker.scoring import score

PartKind = Literal["pin", "broken", "rule", "minimum", "demand", "room", "least"]


@dataclass(frozen=True, slots=True)
class Part:
    """
    One decision, limit or rule of a conflict.

    Attributes:
        kind: `pin`: a decision. `broken`: a rule about the pinned pair. `rule`: one
            about several pairings. `minimum`, `demand`: how many a request must get,
            and may. `room`, `least`: what a supporter can give, and must.
        request: The request's id, where it speaks of one.
        supporter: The supporter's id, where it speaks of one.
        rule: The rule's key.
        limit: The number behind a bound.
        could: For a minimum: how many could come to the request at all.
        evidence: What a broken rule saw.
        said: What a rule about several pairings asks here, with the users' ids.
        by: Who decided it, if that was written down.
        reason: Why, if that was.
    """

    kind: PartKind
    request: str | None = None
    supporter: str | None = None
    rule: str | None = None
    limit: int | None = None
    could: int | None = None
    evidence: Evidence | None = None
    said: str | None = None
    by: str = ""
    reason: str = ""


@dataclass(frozen=True)
class Conflict:
    """
    Parts of a round that cannot hold together.

    Attributes:
        parts: In the order in which they are told.
        minimal: Whether each was checked to be needed: without it the rest can hold.
    """

    parts: tuple[Part, ...]
    minimal: bool


class Contested:
    """A round, and what keeps it from having a plan once some parts are dropped."""

    def __init__(self, whole: Round, params: SolveParams) -> None:
        self.round = whole
        self._params = params
        self._member: dict[Part, Member] = {}

    def conflict(
        self, dropped: Collection[Part], deadline: Deadline
    ) -> Conflict | None:
        """
        Parts at odds, none of them dropped; `None` if a plan holds.

        Raises:
            NoPlanError: Time ran out before either was known.
        """
        for pin, parts in self._broken_pins:
            if not {pin, *parts} & {*dropped}:
                # Each of the rules is enough to stand against the pin.
                return Conflict((pin, parts[0]), minimal=True)
        members = self._members_of(dropped)
        found = contradiction_of(without(self._model, members), deadline)
        if found is None:
            return None
        parts = [self._part(member) for member in found.members]
        return Conflict(tuple(parts), found.minimal)

    def changes(self, dropped: Sequence[Part]) -> tuple[Change, ...] | None:
        """
        The least changes that do what dropping these parts does.

        `None` if one of them is nothing that could be changed, or time ran out.
        """
        model, left = self._model, self._members_of(dropped)
        made: list[Change | None] = []
        for part in dropped:
            member = self._member.get(part)
            if member is None or member.kind == "pin":
                made.append(self._lifted(part))
                continue
            bound = least_easing(model, left, member, self._params)
            if bound is None:
                return None
            made.append(change_of(self.round, member, self._row(member), model, bound))
            model = eased(model, member, bound)
            left = [other for other in left if other != member]
        return None if None in made else tuple(c for c in made if c is not None)

    def _lifted(self, part: Part) -> Change | None:
        """What drops a pin, or a rule that stands against one."""
        if part.kind == "pin":
            return Change("unpin", request=part.request, supporter=part.supporter)
        if part.rule == "forbidden" and self.round.programme.scores == "criteria":
            return Change("unforbid", request=part.request, supporter=part.supporter)
        return None

    def _members_of(self, dropped: Collection[Part]) -> list[Member]:
        return [self._member[part] for part in dropped if part in self._member]

    @cached_property
    def _candidates(self) -> Candidates:
        return find_candidates(self.round)

    @cached_property
    def _model(self) -> Model:
        """The round less the pins of pairs that cannot be; stability is left aside."""
        broken = {(pin.request, pin.supporter) for pin, _ in self._broken_pins}
        pins = (p for p in self.round.pins if (p.request, p.supporter) not in broken)
        whole = self.round.replace(pins=tuple(pins))
        points = score(whole, self._candidates)
        model = build_model(whole, self._candidates, points, seed=self._params.seed)
        return replace(model, stable=False)

    @cached_property
    def _broken_pins(self) -> list[tuple[Part, list[Part]]]:
        """The pins of pairs that are no candidates, with the rules against them."""
        whole = self.round
        found = []
        for pin in whole.pins:
            r, s = (
                whole.request_index[pin.request],
                whole.supporter_index[pin.supporter],
            )
            if self._candidates.find(r, s) is None:
                found.append((_pinned(pin), _against(whole, r, s)))
        return found

    @cached_property
    def _rows(self) -> list[Row]:
        """Which rule each coupling row comes from, and its place among that rule's."""
        return [
            Row(rule, place)
            for rule in self.round.programme.coupling_rules
            for place, _ in enumerate(self._names_of(rule))
        ]

    def _names_of(self, rule: Rule) -> tuple[str, ...]:
        return coupling_rule(rule.name).rows(rule, self.round, self._candidates).names

    def _row(self, member: Member) -> Row | None:
        return self._rows[member.number] if member.kind == "row" else None

    def _part(self, member: Member) -> Part:
        part = self._said(member)
        self._member[part] = member
        return part

    def _said(self, member: Member) -> Part:
        """A member of the model as a part of the round."""
        kind, i = member
        model, whole = self._model, self.round
        if kind == "row":
            rule = self._rows[i].rule
            return Part("rule", rule=rule.key, said=in_words(model, member))
        if kind == "pin":
            request = whole.requests[model.request[i]].id
            supporter = whole.supporters[model.supporter[i]].id
            pair = (request, supporter)
            pins = (p for p in whole.pins if (p.request, p.supporter) == pair)
            return _pinned(next(pins))
        if kind in ("minimum", "demand"):
            limit = int((model.minimum if kind == "minimum" else model.demand)[i])
            could = int(model.indptr[i + 1] - model.indptr[i])
            request = whole.requests[i].id
            return Part(kind, request=request, limit=limit, could=could)
        column = model.capacity if kind == "room" else model.supporter_minimum
        return Part(kind, supporter=whole.supporters[i].id, limit=int(column[i]))


def _pinned(pin: Pin) -> Part:
    return Part(
        "pin",
        request=pin.request,
        supporter=pin.supporter,
        by=pin.by,
        reason=pin.reason,
    )


def _against(whole: Round, request: int, supporter: int) -> list[Part]:
    """The rules that a pair breaks, as parts."""
    asked, person = whole.requests[request], whole.supporters[supporter]
    rules = whole.programme.pair_rules
    if whole.programme.scores == "given":
        fails = [rule.name == "forbidden" for rule in rules]
    else:
        fails = Screen(whole).failing(request)[:, supporter].tolist()
    return [
        Part(
            "broken",
            request=asked.id,
            supporter=person.id,
            rule=rule.key,
            evidence=pair_rule(rule.name).evidence(rule, whole, asked, person),
        )
        for rule, broken in zip(rules, fails, strict=True)
        if broken
    ]
