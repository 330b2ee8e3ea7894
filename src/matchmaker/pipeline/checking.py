"""Hold what the solver says against what the independent checker says."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt

from matchmaker import certify, verify
from matchmaker.candidates import Candidates
from matchmaker.domain.violation import Violation
from matchmaker.errors import PlanRejectedError
from matchmaker.pipeline.buddies import buddy_facts
from matchmaker.pipeline.certified import certified_facts
from matchmaker.pipeline.solved import Solved
from matchmaker.pipeline.stable_buddies import must_be_stable, stability_confirmed

ALL_PAIRS = 4_000
"""Up to this many pairs the checker derives every one again."""

SAMPLE = 400
"""Beyond it, this many accepted and this many rejected pairs, drawn by the seed."""


def refuse_faults(solved: Solved) -> None:
    """
    Check a plan, and the candidates it was chosen from.

    Raises:
        PlanRejectedError: The checker found a fault; it lists all of them.
    """
    violations = (
        *verify.check(solved.round, solved.plan, solved.proof),
        *_pair_faults(solved),
        *verify.check_team_proof(solved.round, solved.plan, solved.team_proof),
        *verify.check_jointly(solved.plan, solved.jointly),
    )
    faults = [str(violation) for violation in violations]
    shown = zip(solved.proof, confirmed_by_prices(solved), strict=True)
    faults += [
        f"{proof.objective}: its prices do not show that nothing better is possible"
        for proof, confirmed in shown
        if proof.proved and proof.shown_by == "prices" and not confirmed
    ]
    if faults:
        raise PlanRejectedError(faults)


def refuse_group_faults(solved: Solved) -> None:
    """
    Check the groups of a plan.

    Raises:
        PlanRejectedError: The checker found a fault; it lists all of them.
    """
    faults = verify.check_groups(solved.whole, solved.plan, solved.group_proof)
    if faults:
        raise PlanRejectedError([str(fault) for fault in faults])


def confirmed_by_prices(solved: Solved) -> tuple[bool, ...]:
    """For each objective, whether prices alone show that nothing better is possible."""
    if solved.buddies is not None and must_be_stable(solved.round):
        return stability_confirmed(solved)
    if solved.buddies is not None:
        facts = buddy_facts(solved)
        return certify.buddies_confirmed(facts, solved.proof, solved.buddies.claims)
    certificates = solved.certificates or (None,) * len(solved.proof)
    return certify.confirmed(certified_facts(solved), solved.proof, certificates)


def _pair_faults(solved: Solved) -> tuple[Violation, ...]:
    """Whatever is wrong with the pairs that were let in and turned away."""
    if solved.buddies is not None:
        return verify.check_links(solved.round, _link_claims(solved))
    return verify.check_pairs(solved.round, _claims(solved))


def _link_claims(solved: Solved) -> Iterator[verify.LinkClaim]:
    """What is said of pairs of people, both ways."""
    for claim in _claims(solved):
        back = _claim(solved, *_positions(solved, claim.supporter, claim.request))
        known = claim.points is not None and back.points is not None
        yield verify.LinkClaim(
            claim.request,
            claim.supporter,
            claim.accepted,
            (claim.points or 0) + (back.points or 0) if known else None,
        )


def _positions(solved: Solved, request: str, supporter: str) -> tuple[int, int]:
    whole = solved.round
    return whole.request_index[request], whole.supporter_index[supporter]


def _claims(solved: Solved) -> Iterator[verify.PairClaim]:
    """What screening and scoring say of all pairs, or of a sample."""
    requests, supporters = len(solved.round.requests), len(solved.round.supporters)
    if requests * supporters <= ALL_PAIRS:
        cells = np.arange(requests * supporters)
    else:
        cells = _sample(solved.candidates, requests, supporters, solved.seed)
    for cell in cells.tolist():
        yield _claim(solved, *divmod(cell, supporters))


def _sample(
    candidates: Candidates, requests: int, supporters: int, seed: int
) -> npt.NDArray[np.int64]:
    rng = np.random.default_rng(seed)
    drawn = rng.integers(0, max(len(candidates), 1), min(SAMPLE, len(candidates)))
    accepted = candidates.request_of(drawn) * supporters
    accepted += candidates.supporter[drawn]
    anywhere = rng.integers(0, requests * supporters, SAMPLE)
    return np.unique(np.concatenate((accepted, anywhere)))


def _claim(solved: Solved, request: int, supporter: int) -> verify.PairClaim:
    pair = solved.candidates.find(request, supporter)
    return verify.PairClaim(
        request=solved.round.requests[request].id,
        supporter=solved.round.supporters[supporter].id,
        accepted=pair is not None,
        points=None if pair is None else int(solved.scores.points[pair]),
    )
