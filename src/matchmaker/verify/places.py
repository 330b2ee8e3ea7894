"""What a supporter's place is, for bonuses."""

from __future__ import annotations

from matchmaker.domain.bonuses import Affiliation
from matchmaker.domain.supporter import Supporter
from matchmaker.verify.facts import Facts


def place_of(supporter: Supporter, by: Affiliation, facts: Facts) -> str | None:
    """Where somebody lives, or whom they work for; `None` if not known."""
    match by:
        case "authority":
            return supporter.authority
        case "region":
            return supporter.region
        case "employer":
            return supporter.employer
        case "employer_group":
            return facts.round.group_of_employer(supporter)
