"""Rows about ties allow exactly the plans in which the checker finds no fault."""

from datetime import date
from itertools import combinations, product
from random import Random

import numpy as np
import pytest

from matchmaker import verify
from matchmaker.candidates import find_candidates
from matchmaker.domain.given import GivenPairs
from matchmaker.domain.plan import Pairing, Plan
from matchmaker.domain.programme import Programme
from matchmaker.domain.request import Request
from matchmaker.domain.round import Round
from matchmaker.domain.rules import BothOrNone
from matchmaker.domain.setting import Setting
from matchmaker.domain.supporter import Supporter
from matchmaker.domain.ties import Exclusion, Tie
from matchmaker.optimise.rules import coupling_rule

RULES = ("apart", "together", "both_or_none", "exclusive")
SETTINGS = ("oak", "elm")


@pytest.fixture
def programme(given_scores):
    """Given scores for experts and mentors, of whom some come only with the others."""

    def make(roles=(), within_setting=True) -> Programme:
        data = given_scores.model_dump(by_alias=True)
        data["roles"] = {"expert": {"title": "Expert"}, "mentor": {"title": "Mentor"}}
        rule = BothOrNone(roles=roles, within_setting=within_setting)
        return Programme.model_validate(data | {"rule": [rule.model_dump()]})

    return make


def whole_of(programme, pairs, asked, **fields):
    """A round from given pairs of places, and requests as (role, setting, demand)."""
    requests = tuple(
        Request(id=f"r{i}", role=role, setting=setting, demand=demand)
        for i, (role, setting, demand) in enumerate(asked)
    )
    people = 1 + max((s for _, s in pairs), default=0)
    held = ("expert", "mentor")
    return Round(
        name="tied",
        programme=programme,
        today=date(2026, 1, 5),
        settings=tuple(Setting(id=name) for name in SETTINGS),
        requests=requests,
        supporters=tuple(
            Supporter(id=f"s{i}", roles=held, capacity=9) for i in range(people)
        ),
        given=GivenPairs(
            request=np.array([r for r, _ in pairs], dtype=np.int32),
            supporter=np.array([s for _, s in pairs], dtype=np.int32),
            points=np.zeros(len(pairs), dtype=np.int64),
            load=np.ones(len(pairs), dtype=np.int64),
        ),
        **fields,
    )


def random_round(seed, programme):
    random = Random(seed)
    count = random.randint(2, 4)
    grid = list(product(range(count), range(3)))
    pairs = sorted(random.sample(grid, random.randint(0, min(len(grid), 9))))
    asked = [
        (
            random.choice(("expert", "mentor")),
            random.choice((None, *SETTINGS)),
            random.choice((0, 1, 1, 1, 2, 3)),
        )
        for _ in range(count)
    ]
    kinds = ("apart", "together", "both-or-none")
    two = [random.sample(range(count), 2) for _ in range(random.randint(0, 5))]
    drawn = min(2, len(pairs) // 2)
    either = [random.sample(pairs, 2) for _ in range(drawn)]
    if (0, 2) in pairs:  # then there is a third person, but perhaps not this pair
        either.append([(0, 0), (count - 1, 2)])
    roles = random.choice([(), ("expert",), ("expert", "mentor")])
    return whole_of(
        programme(roles, within_setting=random.random() < 0.5),
        pairs,
        asked,
        ties=[
            Tie(kind=random.choice(kinds), request=f"r{a}", other=f"r{b}")
            for a, b in two
        ],
        exclusions=[
            Exclusion(
                request=f"r{a}",
                supporter=f"s{b}",
                other_request=f"r{c}",
                other_supporter=f"s{d}",
            )
            for (a, b), (c, d) in either
        ],
    )


def rows_of(whole, name):
    rule = next(r for r in whole.programme.coupling_rules if r.name == name)
    return coupling_rule(name).rows(rule, whole, find_candidates(whole))


def rules_kept(whole, chosen):
    """Which of the rules about ties the checker says a plan keeps."""
    pairings = tuple(
        Pairing(
            request=whole.requests[r].id,
            supporter=whole.supporters[s].id,
            role=whole.requests[r].role,
            points=0,
            criteria={},
        )
        for r, s in chosen
    )
    found = verify.check(whole, Plan(pairings=pairings))
    return set(RULES) - {violation.rule for violation in found}


def holds(rows, used):
    """Whether every row adds up to something between its limits."""
    for row in range(len(rows.upper)):
        part = slice(rows.indptr[row], rows.indptr[row + 1])
        entries = zip(rows.pairs[part], rows.coefficient[part], strict=True)
        total = sum(amount for pair, amount in entries if pair in used)
        if not rows.lower[row] <= total <= rows.upper[row]:
            return False
    return True


@pytest.mark.parametrize("seed", range(60))
def test_every_plan_is_judged_as_the_checker_judges_it(seed, programme):
    whole = random_round(seed, programme)
    rows = {name: rows_of(whole, name) for name in RULES}
    pairs = list(zip(whole.given.request, whole.given.supporter, strict=True))
    demand = [request.demand for request in whole.requests]
    for size in range(len(pairs) + 1):
        for used in combinations(range(len(pairs)), size):
            chosen = [pairs[pair] for pair in used]
            given = np.bincount([r for r, _ in chosen], minlength=len(demand))
            if np.any(given > demand):
                continue
            kept = {name for name in RULES if holds(rows[name], set(used))}
            assert kept == rules_kept(whole, chosen), chosen


def test_whoever_is_shared_in_one_tie_may_be_barred_by_another(programme):
    # s0 could support r0 and r1 together, but r2 must have the same people as r0.
    pairs = [(0, 0), (0, 1), (1, 0), (1, 1), (2, 1)]
    whole = whole_of(
        programme(),
        pairs,
        [("expert", None, 1)] * 3,
        ties=[
            Tie(kind="together", request="r0", other="r1"),
            Tie(kind="together", request="r0", other="r2"),
        ],
    )
    rows = rows_of(whole, "together")
    assert not holds(rows, {0, 2})
    assert holds(rows, {1, 3, 4})
    assert holds(rows, set())


def described(whole, name="both_or_none"):
    """Each row as coefficients by request, its limits and its words."""
    rows = rows_of(whole, name)
    found = []
    for row in range(len(rows.upper)):
        part = slice(rows.indptr[row], rows.indptr[row + 1])
        requests = whole.given.request[rows.pairs[part]].tolist()
        shape = dict(zip(requests, rows.coefficient[part].tolist(), strict=True))
        found.append((shape, int(rows.lower[row]), int(rows.upper[row])))
    return found


def three(programme, *demands):
    """Three requests of one setting, tied by the programme; three people for each."""
    pairs = sorted(product(range(3), range(3)))
    return whole_of(programme(), pairs, [("expert", "oak", d) for d in demands])


def test_where_all_want_one_each_row_says_as_many(programme):
    assert described(three(programme, 1, 1, 1)) == [
        ({0: 1, 1: -1}, 0, 0),
        ({0: 1, 2: -1}, 0, 0),
    ]


def test_requests_for_several_are_tied_to_the_one_that_wants_one(programme):
    # With y1 of 0 or 1: y0 <= 3 y1, y1 <= y0, y2 <= 2 y1, y1 <= y2.
    assert described(three(programme, 3, 1, 2)) == [
        ({0: 1, 1: -3}, -9, 0),
        ({1: 1, 2: -1}, -3, 0),
        ({1: 1, 0: -1}, -3, 0),
        ({2: 1, 1: -2}, -6, 0),
    ]


def test_a_demand_beyond_the_people_there_are_makes_no_row_looser(programme):
    pairs = [(0, 0), (0, 1), (1, 0)]
    whole = whole_of(programme(), pairs, [("expert", "oak", 9), ("mentor", "oak", 1)])
    assert described(whole)[0] == ({0: 1, 1: -2}, -2, 0)


def test_a_round_without_ties_has_no_rows(programme):
    whole = three(lambda: programme(within_setting=False), 1, 1, 1)
    for name in RULES:
        assert len(rows_of(whole, name).upper) == 0


def test_an_exclusion_of_a_pair_that_cannot_be_made_says_nothing(programme):
    either = Exclusion(
        request="r0", supporter="s0", other_request="r1", other_supporter="s0"
    )
    asked = [("expert", None, 1)] * 2
    whole = whole_of(programme(), [(0, 0), (0, 1)], asked, exclusions=[either])
    assert len(rows_of(whole, "exclusive").upper) == 0
