"""Trusts and other owners: which of their settings are short, and who could help."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from matchmaker.domain.rules import OwnSetting
from matchmaker.report.names import Names
from matchmaker.report.table import Cell, Column, Table, in_hours, text_list
from matchmaker.verify.facts import Facts
from matchmaker.verify.pairs import rules_broken

if TYPE_CHECKING:
    from matchmaker.domain.request import Request
    from matchmaker.domain.round import Round
    from matchmaker.domain.setting import Setting
    from matchmaker.domain.supporter import Supporter
    from matchmaker.pipeline import Solved


def tells_of_owners(matching_round: Round) -> bool:
    """Whether there is something to tell: settings of one owner that help themselves."""
    programme = matching_round.programme
    return (
        programme.asks == "settings"
        and any(setting.group for setting in matching_round.settings)
        and any(
            isinstance(rule, OwnSetting) and rule.own == "required"
            for rule in programme.rules
        )
    )


def owners_table(solved: Solved) -> Table:
    """
    One row for each owner, and one for each of its settings, in the round's order.

    Time left is that of all who work there. Named are those who could serve an open
    request of the setting, but for working at another of the same owner.
    """
    view = _View(solved)
    rows = []
    for owner, settings in view.settings.items():
        rows.append(tuple(view.row(owner, settings, None)))
        rows += [tuple(view.row(owner, [one], one)) for one in settings]
    return Table(_columns(solved.round), tuple(rows))


def _columns(matching_round: Round) -> tuple[Column, ...]:
    noun = matching_round.programme.nouns.setting
    unit = "hours" if matching_round.programme.unit == "minutes" else "places"
    return (
        Column("Trust or owner", width=24),
        Column(noun.capitalize(), width=11),
        Column(f"{noun.capitalize()} name", width=26),
        Column("Asked for", "whole", 9),
        Column("Missing", "whole", 9),
        Column(f"Short ({unit})", "exact", 11),
        Column(f"Left ({unit})", "exact", 11),
        Column(f"Could help, but for working at another {noun}", "words", 50),
    )


class _View:
    """A solved round by owners."""

    def __init__(self, solved: Solved) -> None:
        self._round = solved.round
        self._names = Names(solved.round)
        self._facts = Facts(solved.round)
        self._missing = {unmet.request: unmet.units for unmet in solved.plan.unmet}
        used: Counter[str] = Counter()
        for pairing in solved.plan.pairings:
            used[pairing.supporter] += pairing.load
        self._left = {p.id: p.capacity - used[p.id] for p in solved.round.supporters}
        self._asks: dict[str, list[Request]] = defaultdict(list)
        for request in solved.round.requests:
            if request.setting is not None:
                self._asks[request.setting].append(request)
        self._works: dict[str, list[Supporter]] = defaultdict(list)
        for person in solved.round.supporters:
            if person.employer is not None:
                self._works[person.employer].append(person)
        self.settings: dict[str, list[Setting]] = defaultdict(list)
        for setting in solved.round.settings:
            busy = setting.id in self._asks or setting.id in self._works
            if setting.group is not None and busy:
                self.settings[setting.group].append(setting)

    def row(
        self, owner: str, settings: Sequence[Setting], one: Setting | None
    ) -> Iterator[Cell]:
        """What some settings of an owner lack and have; of one, who could help."""
        asked = [request for s in settings for request in self._asks[s.id]]
        short = [request for request in asked if request.id in self._missing]
        yield owner
        yield one.id if one else None
        yield one.name if one else None
        yield sum(request.demand for request in asked)
        yield sum(self._missing[request.id] for request in short)
        yield self._amount(sum(q.load * self._missing[q.id] for q in short))
        yield self._amount(
            sum(self._left[person.id] for s in settings for person in self._works[s.id])
        )
        helpers = self._helpers(owner, one, short) if one else ()
        yield text_list(tuple(helpers)) or None

    def _helpers(
        self, owner: str, setting: Setting, short: Sequence[Request]
    ) -> Iterator[str]:
        for other in self.settings[owner]:
            for person in self._works[other.id] if other is not setting else ():
                if any(self._could(person, request) for request in short):
                    left = self._amount(self._left[person.id])
                    yield f"{self._names.supporter(person.id)}: {left} left"

    def _could(self, person: Supporter, request: Request) -> bool:
        """Whether somebody has the time, and breaks no rule but where they work."""
        if self._left[person.id] < request.load or person.capacity == 0:
            return False
        broken = rules_broken(self._facts, request, person)
        return [name for name, _ in broken] == ["own_setting"]

    def _amount(self, load: int) -> Cell:
        return in_hours(load) if self._round.programme.unit == "minutes" else load
