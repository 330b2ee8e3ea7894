"""
The independent checker: the specification in code.

Plain loops over the round's records, for the people whose rules they are. It
shares nothing with whoever made the plan but the records and the one definition
of travel minutes, and derives everything else again.
"""

from matchmaker.domain.request import Request
from matchmaker.domain.round import Round
from matchmaker.domain.supporter import Supporter
from matchmaker.verify.buddy_claims import LinkClaim as LinkClaim
from matchmaker.verify.buddy_claims import check_links as check_links
from matchmaker.verify.claims import PairClaim as PairClaim
from matchmaker.verify.claims import check_pairs as check_pairs
from matchmaker.verify.facts import Facts
from matchmaker.verify.groups import check_groups as check_groups
from matchmaker.verify.jointly import check_jointly as check_jointly
from matchmaker.verify.pairs import points_and_confidence, rules_broken
from matchmaker.verify.person import PersonRules as PersonRules
from matchmaker.verify.plans import check as check
from matchmaker.verify.shortage import shortage_faults as shortage_faults
from matchmaker.verify.stable_buddies import BlockingBuddies as BlockingBuddies
from matchmaker.verify.stable_buddies import blocking_in as blocking_in
from matchmaker.verify.stable_buddies import (
    stability_confirmed as stability_confirmed,
)
from matchmaker.verify.team_proofs import check_team_proof as check_team_proof


def broken_rules(
    matching_round: Round, request: Request, supporter: Supporter
) -> tuple[tuple[str, str], ...]:
    """
    Every pair rule that a pair breaks, in the programme's order.

    Look-ups are built anew in each call; `check_pairs` is for many pairs.

    Returns:
        The rule's name and a sentence with the value and the limit, such as
        `("travel", "travels 95 minutes, limit 60")`.
    """
    return rules_broken(Facts(matching_round), request, supporter)


def points_of(
    matching_round: Round, request: Request, supporter: Supporter
) -> dict[str, int]:
    """Points by criterion, for the criteria that weigh anything for the role."""
    return points_and_confidence(Facts(matching_round), request, supporter)[0]


def confidence_of(matching_round: Round, request: Request, supporter: Supporter) -> int:
    """Percent of the weights that rest on known values; 100 if nothing weighs."""
    return points_and_confidence(Facts(matching_round), request, supporter)[1]
