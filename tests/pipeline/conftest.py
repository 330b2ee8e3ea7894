"""What the tests of bonuses have in common."""

import pytest

from matchmaker.domain.plan import Pairing
from matchmaker.pipeline.bonuses import bonuses_of
from matchmaker.verify.earned import earned_bonuses
from matchmaker.verify.facts import Facts


@pytest.fixture
def earned_by_both():
    """What pairings (request, supporter) earn, by two definitions that must agree."""

    def earned_by_both(this, came):
        asked = {request.id: request for request in this.requests}
        pairings = [
            Pairing(
                request=request,
                setting=asked[request].setting,
                role=asked[request].role,
                supporter=who,
                points=0,
                criteria={},
            )
            for request, who in came
        ]
        earned = bonuses_of(this, pairings)
        assert earned == earned_bonuses(Facts(this), pairings)
        return earned

    return earned_by_both
