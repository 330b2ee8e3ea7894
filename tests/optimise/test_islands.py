"""Island by island, and by few pairs, comes what all pairs at once come to."""

from datetime import date

import numpy as np
import pytest

from matchmaker.candidates import find_candidates
from matchmaker.domain.decisions import Pin
from matchmaker.domain.given import GivenPairs
from matchmaker.domain.objective import Objective
from matchmaker.domain.request import Request
from matchmaker.domain.round import Round
from matchmaker.domain.supporter import Supporter
from matchmaker.domain.ties import Exclusion
from matchmaker.errors import InfeasibleError
from matchmaker.optimise.islands import (
    archipelago,
    fall_apart,
    few_pairs,
    island,
    solve_islands,
)
from matchmaker.optimise.islands.island import islands_of
from matchmaker.optimise.outcome import SolveParams, Stop
from matchmaker.pipeline import match
from matchmaker.scoring import score

ORDERS = (
    ("coverage", "points"),
    ("points", "coverage"),
    ("points",),
    ("coverage", "worst-off", "points"),
    ("coverage", "worst-off"),
    ("coverage", "points", "worst-off"),
    ("coverage", "worst-off", "points", "balance"),
    ("coverage", "balance"),
)


@pytest.fixture
def always(monkeypatch):
    """Every round counts as large, and at first one pair of a request is looked at."""
    monkeypatch.setattr(archipelago, "FEWEST_PAIRS", 0)
    monkeypatch.setattr(few_pairs, "LOOKED_AT", 1)
    monkeypatch.setattr(few_pairs, "WIDENED", 2)
    monkeypatch.setattr(island, "CHUNK", 3)


@pytest.fixture
def given_round(given_scores):
    """A round of pairs `(request, supporter, points)` by their numbers."""

    def made(pairs, order=("coverage", "points"), requests=(), people=(), **further):
        request, supporter, points = (
            list(column) for column in zip(*sorted(pairs), strict=True)
        )
        return Round(
            name="islands",
            programme=given_scores,
            today=date(2026, 1, 5),
            objective_override=tuple(Objective(name=name) for name in order),
            requests=tuple(
                Request(
                    id=f"r{i}", role="supporter", **(requests[i] if requests else {})
                )
                for i in range(len(requests) or max(request) + 1)
            ),
            supporters=tuple(
                Supporter(
                    id=f"s{i}",
                    roles=("supporter",),
                    **{"capacity": 1, **(people[i] if people else {})},
                )
                for i in range(len(people) or max(supporter) + 1)
            ),
            given=GivenPairs(
                request=np.array(request, np.int32),
                supporter=np.array(supporter, np.int32),
                points=np.array(points, np.int64),
                load=np.ones(len(points), np.int64),
            ),
            **further,
        )

    return made


def random_round(given_round, seed):
    """Up to four islands of up to 24 pairs, of few or of many different points."""
    rng = np.random.default_rng(seed)
    order = ORDERS[seed % len(ORDERS)]
    least, most = (-3, 4) if rng.random() < 0.3 else (0, int(rng.integers(1, 60)))
    pairs, first_request, first_person = [], 0, 0
    for _ in range(int(rng.integers(1, 5))):
        asking, offering = rng.integers(1, 7, 2).tolist()
        pairs += [
            (first_request + r, first_person + s, int(rng.integers(least, most + 1)))
            for r in range(asking)
            for s in range(offering)
            if rng.random() < 0.7
        ]
        first_request, first_person = first_request + asking, first_person + offering
    several = "worst-off" not in order and rng.random() < 0.3
    requests = [
        {
            "priority": int(rng.integers(0, 4)),
            "demand": int(rng.integers(1, 4)) if several else 1,
            "minimum": int(rng.random() < 0.08),
        }
        for _ in range(first_request)
    ]
    people = [
        {"capacity": int(rng.integers(0, 4)), "minimum": int(rng.random() < 0.05)}
        for _ in range(first_person)
    ]
    pins = tuple(
        Pin(request=f"r{r}", supporter=f"s{s}", reason="agreed", by="us")
        for r, s, _ in pairs
        if rng.random() < 0.02
    )
    if not pairs:
        pairs = [(0, 0, 1)]
    return given_round(pairs, order, requests, people, pins=pins)


def outcome_of(whole):
    """The plan and its proof, or that there is none."""
    try:
        solved = match(whole)
    except InfeasibleError:
        return None
    promised = [q for q in whole.requests if q.minimum] or whole.pins
    promised = promised or [one for one in whole.supporters if one.minimum]
    proofs = [
        # Where a promise stands against more, no flow is there to give prices.
        (
            p.objective,
            p.value,
            p.bound,
            (promised and p.objective == "worst-off") or p.shown_by,
        )
        for p in solved.proof
    ]
    return solved.used.tolist(), proofs, solved.canonical


@pytest.mark.parametrize("seed", range(240))
def test_islands_say_what_the_whole_says(given_round, always, monkeypatch, seed):
    whole = random_round(given_round, seed)
    apart = outcome_of(whole)
    monkeypatch.setattr(archipelago, "FEWEST_PAIRS", 2**60)
    assert apart == outcome_of(whole)


def test_most_random_rounds_are_solved_in_islands(given_round, always):
    whole = [random_round(given_round, seed) for seed in range(60)]
    solved = [apart for apart in map(in_islands, whole) if apart]
    assert sum(solve_islands(apart, SolveParams()) is not None for apart in solved) > 30
    assert sum(len(apart.islands) > 1 for apart in solved) > 30


def in_islands(whole):
    candidates = find_candidates(whole)
    try:
        return fall_apart(whole, candidates, score(whole, candidates), SolveParams())
    except InfeasibleError:
        return None


@pytest.mark.parametrize("order", [ORDERS[0], ORDERS[6]])
def test_a_programme_round_is_proved_by_prices_over_all_islands(
    early_years, always, monkeypatch, order
):
    whole = one_role_each(early_years, 150, order)
    apart = in_islands(whole)
    assert len(apart.islands) > 10
    solved = match(whole)
    assert solved.engine == "flow"
    assert {proof.shown_by for proof in solved.proof} == {"prices"}
    monkeypatch.setattr(archipelago, "FEWEST_PAIRS", 2**60)
    again = match(whole)
    assert solved.plan == again.plan
    assert solved.proof == again.proof


def one_role_each(programme, settings, order):
    from matchmaker.generate import generate_round

    whole = generate_round(programme, settings, seed=1)
    return whole.replace(
        objective_override=tuple(Objective(name=name) for name in order),
        supporters=tuple(
            one.model_copy(update={"roles": one.roles[:1]}) for one in whole.supporters
        ),
    )


def test_islands_share_no_pair_and_leave_none_out(given_round, always):
    # r0, r1 and r3 hang together by s0 and s2; r2 has s1 to itself; r4 has nobody.
    pairs = [(0, 0, 1), (1, 0, 1), (1, 2, 1), (2, 1, 1), (3, 2, 1)]
    candidates = find_candidates(given_round(pairs, requests=[{}] * 5))
    found = islands_of(candidates, 3)
    assert [one.requests.tolist() for one in found] == [[2], [0, 1, 3]]
    assert [one.supporters.tolist() for one in found] == [[1], [0, 2]]
    pieces = [[pairs.tolist() for _, pairs in one.chunks()] for one in found]
    assert pieces == [[[3]], [[0, 1, 2], [4]]]


def test_the_worst_island_sets_the_bar_for_all(given_round, always):
    # Alone, the first island could keep 9; the second cannot have more than 4, so that
    # in the first 5 + 9 = 14 points, worth more than 9 + 3, are taken instead.
    pairs = [(0, 0, 9), (0, 1, 5), (1, 0, 9), (2, 2, 4)]
    solved = match(given_round(pairs, ("coverage", "worst-off", "points")))
    assert [(p.value, p.shown_by) for p in solved.proof] == [
        (3, "prices"),
        (4, "prices"),
        (18, "prices"),
    ]


def test_a_coupling_rule_that_binds_sends_the_round_to_other_engines(
    given_round, always
):
    pairs = [(0, 0, 9), (0, 1, 1), (1, 2, 9), (1, 3, 2)]
    either = Exclusion(
        request="r0", supporter="s0", other_request="r1", other_supporter="s2"
    )
    free = given_round(pairs)
    bound = free.replace(exclusions=(either,))
    assert solve_islands(in_islands(free), SolveParams()) is not None
    assert solve_islands(in_islands(bound), SolveParams()) is None
    solved = match(bound)
    assert [proof.value for proof in solved.proof] == [2, 11]
    assert solved.engine != "flow"


def test_a_rule_that_does_not_bind_changes_nothing(given_round, always):
    pairs = [(0, 0, 9), (0, 1, 1), (1, 2, 9), (1, 3, 2)]
    either = Exclusion(
        request="r0", supporter="s1", other_request="r1", other_supporter="s2"
    )
    bound = given_round(pairs, exclusions=(either,))
    assert solve_islands(in_islands(bound), SolveParams()) is not None
    assert match(bound).engine == "flow"


@pytest.mark.parametrize(
    "further",
    [
        {"order": ("coverage", "balance", "points")},
        {"order": ("coverage", "leximin", "points")},
        {"people": [{"minimum": 1}, {}], "minimum_if_used": True},
    ],
)
def test_what_islands_cannot_say_is_solved_whole(given_round, always, further):
    assert in_islands(given_round([(0, 0, 1), (0, 1, 1)], **further)) is None


def test_loads_that_differ_at_one_supporter_are_solved_whole(given_round, always):
    whole = given_round([(0, 0, 1), (1, 0, 1)])
    assert in_islands(whole) is not None
    mixed = GivenPairs(
        request=whole.given.request,
        supporter=whole.given.supporter,
        points=whole.given.points,
        load=np.array([1, 2]),
    )
    assert in_islands(whole.replace(given=mixed)) is None


def test_small_rounds_are_solved_whole(given_round):
    assert in_islands(given_round([(0, 0, 1)])) is None


def test_when_stopped_what_comes_to_hand_is_not_called_the_best(given_round, always):
    stop = Stop()
    stop.press()
    apart = in_islands(given_round([(0, 0, 9), (0, 1, 1), (1, 0, 9)]))
    outcome = solve_islands(apart, SolveParams(), stop=stop)
    assert outcome.used.tolist() in ([0], [1, 2])
    assert {proof.shown_by for proof in outcome.proofs} == {"not shown"}
    assert not outcome.canonical


def test_stopped_on_the_way_what_was_shown_stays(given_round, always):
    stop = Stop()
    pairs = [(0, 0, 9), (0, 1, 5), (1, 0, 9), (2, 2, 4)]
    apart = in_islands(given_round(pairs, ("coverage", "worst-off", "points")))
    outcome = solve_islands(apart, SolveParams(), lambda _: stop.press(), stop)
    assert [proof.shown_by for proof in outcome.proofs] == [
        "prices",
        "not shown",
        "not shown",
    ]
    assert outcome.proofs[0].value == 3
    assert not outcome.canonical
