"""Answers to "what if", as frozen data: no wording inside, in a stable order."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from matchmaker.reasons.records import BrokenRule, Carried

Cost = Mapping[str, int | None]
"""By objective, its value now less its value then; positive is always worse."""


@dataclass(frozen=True, slots=True)
class Swap:
    """
    What one request loses and gains.

    Attributes:
        request: The request's id.
        leaves: Supporters who no longer come to it.
        joins: Supporters who come to it instead, or besides.
    """

    request: str
    leaves: tuple[str, ...]
    joins: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class WhyNot:
    """
    Why a request does not have a supporter.

    Attributes:
        kind: `breaks`: it cannot be. `costs`: it can, and the plan would lose. `tie`:
            it can, and the plan would be as good.
        request: The request's id.
        supporter: The supporter's id.
        role: The role asked for.
        points: The points of the pair; `None` if it is not possible.
        broken: The rules about a pair that it breaks.
        conflict: Where no plan holds with the pair: the rules and decisions that
            stand against it together, in the users' own words.
        cost: What the best plan that insists on the pair loses; empty for `breaks`.
        swaps: Who would move, the request itself first; each swap makes room for one
            before it.
        shown_by: `prices`, or `solver` where it was solved for; `None` for broken
            rules.
        exact: Whether the cost is exact; else it is that of the best plans found.
        confirmed: Whether solving again gave the same.
    """

    kind: Literal["breaks", "costs", "tie"]
    request: str
    supporter: str
    role: str
    points: int | None
    broken: tuple[BrokenRule, ...]
    conflict: tuple[str, ...]
    cost: Cost
    swaps: tuple[Swap, ...]
    shown_by: Literal["prices", "solver"] | None
    exact: bool
    confirmed: bool


@dataclass(frozen=True, slots=True)
class Choice:
    """
    A pair that could be, and is not.

    Attributes:
        request: The request's id.
        supporter: The supporter's id.
        points: The points of the pair.
        cost: What insisting on it would lose.
        exact: Whether that is exact. Else, by prices, it would lose at least so much;
            by solving, so much is lost by the best plan found when time ran out.
        shown_by: `prices`, or `solver` where it was solved for.
    """

    request: str
    supporter: str
    points: int
    cost: Cost
    exact: bool
    shown_by: Literal["prices", "solver"] = "prices"


@dataclass(frozen=True, slots=True)
class Places:
    """How many places, or how much load, a supporter has for some requests."""

    supporter: str
    places: int


@dataclass(frozen=True, slots=True)
class Wish:
    """How many units a request wants, and the least load of one if loads are counted."""

    request: str
    units: int
    load: int | None = None


@dataclass(frozen=True, slots=True)
class ShortageReason:
    """
    Requests that share too few places, or too little time.

    Adding up shows it: they want more units than there are places. Where all loads of
    a supporter are alike, without any one of them there would be enough for the rest.
    Where loads differ it may take the loads to show it: these units, each as light as
    any pair of its request, are more than all can give.

    Attributes:
        wishes: The request asked about, with one unit more than it has; then the
            others, with what they have.
        places: Everybody who could serve any of them.
        alike: What all of the requests have in common, as (field, value): `role`,
            `delivery`, `region`, `authority`, then each `age` and `need`.
    """

    wishes: tuple[Wish, ...]
    places: tuple[Places, ...]
    alike: tuple[tuple[str, str], ...] = ()

    @property
    def wanted(self) -> int:
        """All that is wanted: units, or the load of these where loads are counted."""
        return sum(w.units * (1 if w.load is None else w.load) for w in self.wishes)

    @property
    def in_loads(self) -> bool:
        """Whether loads are counted, and not places."""
        return self.wishes[0].load is not None


@dataclass(frozen=True, slots=True)
class RequestOutlook:
    """
    What hangs on a request.

    Attributes:
        request: The request's id.
        worth: What one unit less of its demand would lose; `None` if not known from
            prices.
        in_best_plans: For each of its supporters, whether `all` or only `some` of the
            best plans have the pairing (never `none`); empty if not known from prices.
        choices: Whom it could have instead, those first that cost least.
        choices_left: How many more there may be: the rules allow the pair, and
            what else must hold was not tried.
        shortage: Why it is not wholly met, if too few places are the reason.
    """

    request: str
    worth: Cost | None
    in_best_plans: tuple[tuple[str, Literal["all", "some", "none"]], ...]
    choices: tuple[Choice, ...]
    choices_left: int
    shortage: ShortageReason | None


@dataclass(frozen=True, slots=True)
class SupporterOutlook(Carried):
    """
    What hangs on a supporter.

    Attributes:
        serves: The requests that they serve, in the plan's order.
        worth: What one more place would bring, counted as a loss if they did not have
            it; `None` if not known from prices.
        choices: Whom they could serve instead or besides, those first that cost least.
        choices_left: How many more there may be: the rules allow the pair, and
            what else must hold was not tried.
    """

    serves: tuple[str, ...]
    worth: Cost | None
    choices: tuple[Choice, ...]
    choices_left: int
