"""A round and everything that solving it brought, frozen together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Protocol, TypeVar

import numpy as np
import numpy.typing as npt

from matchmaker.candidates import Candidates, Screen
from matchmaker.certify import BuddyClaim
from matchmaker.domain.bonuses import Affiliation
from matchmaker.domain.certificate import Certificate
from matchmaker.domain.jointly import Jointly
from matchmaker.domain.plan import EarnedBonus, Pairing, Plan
from matchmaker.domain.proof import Proof
from matchmaker.domain.round import Round
from matchmaker.errors import NumberRangeError
from matchmaker.scoring import Scores

if TYPE_CHECKING:
    from matchmaker.optimise.marginals.marginals import Marginals
    from matchmaker.optimise.marginals.shortage import Sharing
    from matchmaker.optimise.model import Model
    from matchmaker.optimise.teams import TeamBreach

T = TypeVar("T")
K = TypeVar("K")


class Barrier(Protocol):
    """
    Why not everybody can have a buddy, as in `matchmaker.optimise.buddies.Shortage`.

    Attributes:
        rely_on: The few whom too many rely on.
        groups: Those who do: each odd in number, and more than the few.
    """

    @property
    def rely_on(self) -> tuple[int, ...]: ...  # noqa: D102
    @property
    def groups(self) -> tuple[tuple[int, ...], ...]: ...  # noqa: D102


@dataclass(frozen=True)
class BuddyProof:
    """
    What a plan of buddies rests on.

    Attributes:
        claims: The prices that prove it.
        shortage: Why somebody is left over whom the rules would allow a buddy.
        parties: Positions of people in parties that show that no plan is stable;
            the first is an odd ring. None where that is not so, or not known so.
    """

    claims: tuple[BuddyClaim, ...] = ()
    shortage: Barrier | None = None
    parties: tuple[tuple[int, ...], ...] = ()


@dataclass(frozen=True, eq=False)
class Solved:
    """
    A solved round: what reasons and what-ifs start from.

    Attributes:
        round: What was solved.
        candidates: The pairs that break no rule.
        scores: Their points.
        plan: The answer, checked.
        proof: One entry per objective, in order.
        certificates: Per objective the prices that prove it, or `None`.
        breaches: Where the span of area leads could not be held.
        team_proof: How good the teams are, one entry for each thing sought in order.
        jointly: What deciding pairings and leads together came to; `None` where that
            was not tried.
        buddies: What the plan's buddies rest on; `None` where there are none.
        group_proof: How good the groups are, one entry for each thing sought in order.
        as_read: The round before groups took the place of those in them; `None` where
            it is `round`.
        engine: Which engine found the plan.
        canonical: Whether every engine returns this very plan.
        seed: What picked one plan among equally good ones.
        seconds: Wall time by phase.
    """

    round: Round
    candidates: Candidates
    scores: Scores
    plan: Plan
    proof: tuple[Proof, ...]
    certificates: tuple[Certificate | None, ...] = ()
    breaches: tuple[TeamBreach, ...] = ()
    team_proof: tuple[Proof, ...] = ()
    jointly: Jointly | None = None
    buddies: BuddyProof | None = None
    group_proof: tuple[Proof, ...] = ()
    as_read: Round | None = None
    engine: str = ""
    canonical: bool = False
    seed: int = 0
    seconds: dict[str, float] = field(default_factory=dict)

    @property
    def proved(self) -> bool:
        """Whether nothing better is possible in any objective."""
        return all(proof.proved for proof in (*self.proof, *self.group_proof))

    @property
    def whole(self) -> Round:
        """The round as it was read, with everybody in it."""
        return self.as_read or self.round

    @cached_property
    def model(self) -> Model:
        """The round as the columns that engines solve."""
        # Who only checks the plan again needs no engine: here and below.
        from matchmaker.optimise.build import build_model

        return build_model(self.round, self.candidates, self.scores, seed=self.seed)

    @cached_property
    def used(self) -> npt.NDArray[np.int64]:
        """int64, the positions of the plan's pairings among the candidates, rising."""
        found = [
            self.candidates.find(
                self.round.request_index[pairing.request],
                self.round.supporter_index[pairing.supporter],
            )
            for pairing in self.plan.pairings
        ]
        return np.array(sorted(p for p in found if p is not None), dtype=np.int64)

    def pairs_of_supporter(self, supporter: int) -> npt.NDArray[np.int64]:
        """int64, the positions of a supporter's candidates, rising."""
        order, ends = self._by_supporter
        return order[ends[supporter] : ends[supporter + 1]]

    @cached_property
    def role_of_request(self) -> npt.NDArray[np.int64]:
        """int64[R], the place of each request's role among the programme's roles."""
        place = {role: i for i, role in enumerate(self.round.programme.roles)}
        return np.array([place[q.role] for q in self.round.requests], dtype=np.int64)

    @cached_property
    def most_by_role(self) -> npt.NDArray[np.int64]:
        """int64[S, K], what each supporter could give in each of the programme's roles."""
        roles = tuple(self.round.programme.roles)
        rows = [[s.most_as(role) for role in roles] for s in self.round.supporters]
        return np.array(rows, dtype=np.int64).reshape(len(rows), len(roles))

    @cached_property
    def _by_supporter(self) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
        """All candidates by supporter, and where each supporter's begin and end."""
        who = self.candidates.supporter
        counts = np.bincount(who, minlength=len(self.round.supporters))
        ends = np.concatenate([[0], np.cumsum(counts)]).astype(np.int64)
        return np.argsort(who, kind="stable"), ends

    @cached_property
    def marginals(self) -> Marginals | None:
        """
        What every single change to the plan would lose, read off prices.

        `None` where only solving again can tell: what is sought does not add up over
        pairings, may fall behind its best, or was not proved best; loads differ at
        one supporter; a rule about several pairings binds; or the plan must be stable.
        """
        from matchmaker.optimise.marginals.marginals import marginals_of
        from matchmaker.optimise.marginals.refusal import OutsideFlowError

        loose = any(objective.is_loose for objective in self.round.objectives)
        loose |= any(proof.tolerance for proof in self.proof)
        if loose or not self.proved or self._bound_by_rules or self.model.stable:
            return None
        try:
            return marginals_of(self.model, self.used, self.round.objective_names)
        except (OutsideFlowError, NumberRangeError):
            return None

    @property
    def _bound_by_rules(self) -> bool:
        """Whether the plan is likely best only because of rules about pairings."""
        # Looking for prices that do not exist takes long. Where the flow engine ended
        # with this plan there are some; where nothing couples pairings, too.
        coupled = self.model.rows > 0 or self.model.has_conditional_minimum
        return coupled and self.engine != "flow"

    @cached_property
    def screen(self) -> Screen:
        """The rules about a pair; only where scores are not given."""
        return Screen(self.round)

    @cached_property
    def sharing(self) -> Sharing:
        """Who shares places with whom."""
        from matchmaker.optimise.marginals.shortage import Sharing

        return Sharing(self.model, self.used)

    @cached_property
    def pairings_of_request(self) -> Mapping[str, tuple[Pairing, ...]]:
        """The plan's pairings by request."""
        return _grouped(self.plan.pairings, [p.request for p in self.plan.pairings])

    @cached_property
    def pairings_of_setting(self) -> Mapping[str, tuple[Pairing, ...]]:
        """The plan's pairings by setting, less those without one."""
        placed = [(p.setting, p) for p in self.plan.pairings if p.setting is not None]
        return _grouped([p for _, p in placed], [setting for setting, _ in placed])

    @cached_property
    def pairings_of_place(self) -> Mapping[tuple[str, str], tuple[Pairing, ...]]:
        """The plan's pairings by what bonuses call a place, and by the place."""
        found = [
            ((by, place), pairing)
            for by in {bonus.by for bonus in self.round.programme.bonuses}
            for pairing in self.plan.pairings
            if (place := self._place(pairing, by)) is not None
        ]
        return _grouped([pairing for _, pairing in found], [at for at, _ in found])

    def _place(self, pairing: Pairing, by: Affiliation) -> str | None:
        supporter = self.round.supporter(pairing.supporter)
        return self.round.affiliation_of(supporter, by)

    @cached_property
    def bonuses_of_setting(self) -> Mapping[str, tuple[EarnedBonus, ...]]:
        """What the plan's pairings earn together, by setting."""
        return _grouped(self.plan.bonuses, [b.setting for b in self.plan.bonuses])

    @cached_property
    def pairings_of_supporter(self) -> Mapping[str, tuple[Pairing, ...]]:
        """The plan's pairings by supporter."""
        return _grouped(self.plan.pairings, [p.supporter for p in self.plan.pairings])


def _grouped(parts: Sequence[T], keys: list[K]) -> dict[K, tuple[T, ...]]:
    groups: dict[K, list[T]] = {}
    for key, part in zip(keys, parts, strict=True):
        groups.setdefault(key, []).append(part)
    return {key: tuple(group) for key, group in groups.items()}
