"""Which pairs are unhappy: held against the definition, pair by pair."""

from datetime import date

import numpy as np
import pytest

from matchmaker.domain.decisions import Pin
from matchmaker.domain.given import GivenPairs
from matchmaker.domain.programme import Programme
from matchmaker.domain.request import Request
from matchmaker.domain.round import Round
from matchmaker.domain.supporter import Supporter
from matchmaker.domain.ties import Tie
from matchmaker.errors import InputError
from matchmaker.optimise.stable import Market
from matchmaker.optimise.stable import blocking_pairs as stable_pairs
from matchmaker.pipeline import match
from matchmaker.reasons.blocking import BlockingPair, GivenUp, blocking_pairs
from matchmaker.report.blocking import blocking_lines


@pytest.fixture(scope="module")
def club(given_scores):
    """A round whose points are both sides' wish: `club({("r1", "ann"): 9}, ann=2)`."""

    def make(points, *, pins=(), rules=(), demand=None, load=None, ties=(), **rooms):
        requests = sorted({r for r, _ in points})
        people = sorted({s for _, s in points})
        pairs = sorted(points)
        data = given_scores.model_dump(by_alias=True)
        data |= {"rule": list(rules), "stability": "report"}
        loads = [(load or {}).get(r, 1) for r, _ in pairs]
        return Round(
            name="club",
            programme=Programme.model_validate(data),
            today=date(2026, 1, 5),
            requests=tuple(
                Request(id=r, role="supporter", demand=(demand or {}).get(r, 1))
                for r in requests
            ),
            supporters=tuple(
                Supporter(id=s, roles=("supporter",), capacity=rooms.get(s, 1))
                for s in people
            ),
            given=GivenPairs(
                request=np.array([requests.index(r) for r, _ in pairs], np.int32),
                supporter=np.array([people.index(s) for _, s in pairs], np.int32),
                points=np.array([points[pair] for pair in pairs], np.int64),
                load=np.array(loads, np.int64),
            ),
            pins=tuple(Pin(request=r, supporter=s) for r, s in pins),
            ties=tuple(ties),
        )

    return make


THREE = {
    ("chess", "ann"): 9,
    ("chess", "bob"): 7,
    ("maths", "ann"): 8,
    ("maths", "cy"): 3,
    ("robot", "cy"): 2,
}
"""Best: chess has bob, maths has ann, robot has cy."""


def test_both_would_gain_and_others_would_lose(club):
    (pair,) = blocking_pairs(match(club(THREE)))
    assert pair == BlockingPair(
        request="chess",
        supporter="ann",
        role="supporter",
        points=9,
        leaves=GivenUp("bob", 7),
        drops=(GivenUp("maths", 8),),
    )


def test_in_words(club):
    whole = club(THREE)
    lines = list(blocking_lines(blocking_pairs(match(whole)), whole))
    assert lines[:2] == [
        "1 pair would rather have each other than what the plan gives them.",
        "- chess and ann, 9 points: it has bob (7 points), and ann would leave maths "
        "(8 points)",
    ]
    calm = club({("chess", "ann"): 9})
    (line,) = blocking_lines(blocking_pairs(match(calm)), calm)
    assert line.startswith("Nobody would rather have each other")


def test_what_is_worth_as_much_is_kept(club):
    assert blocking_pairs(match(club(THREE | {("chess", "ann"): 8}))) == ()


def test_nobody_gives_up_what_is_pinned(club):
    assert blocking_pairs(match(club(THREE, pins=[("maths", "ann")]))) == ()
    assert blocking_pairs(match(club(THREE, pins=[("chess", "bob")]))) == ()


def test_rules_about_several_pairings_hold_afterwards(club):
    """Ann would take a beside c, but for the tie; c is worth more to her."""
    apart = {
        "rules": [{"name": "apart"}],
        "ties": [Tie(kind="apart", request="a", other="c")],
    }
    for worth_of_c, blocked in ((6, []), (4, [("a", "ann")])):
        points = {("a", "ann"): 5, ("a", "bob"): 1, ("c", "ann"): worth_of_c}
        tied = match(club(points, **apart, ann=2))
        assert ("a", "bob") in {(p.request, p.supporter) for p in tied.plan.pairings}
        found = [(p.request, p.supporter) for p in blocking_pairs(tied)]
        assert found == blocked


def test_somebody_gives_up_several_to_have_room(club):
    """a takes both of ann's places; b and c are worth 2 and 3 to her."""
    points = {("a", "ann"): 4, ("b", "ann"): 2, ("c", "ann"): 3}
    solved = match(club(points, load={"a": 2}, ann=2))
    assert len(solved.plan.pairings) == 2
    (pair,) = blocking_pairs(solved)
    assert pair.leaves is None
    assert pair.drops == (GivenUp("b", 2), GivenUp("c", 3))
    # Worth no more than c, a is not worth giving c up for.
    assert (
        blocking_pairs(match(club(points | {("a", "ann"): 3}, load={"a": 2}, ann=2)))
        == ()
    )


def test_a_programme_that_does_not_read_points_so_is_refused(club):
    whole = club(THREE)
    off = whole.programme.model_copy(update={"stability": "off"})
    with pytest.raises(InputError, match='stability = "report"'):
        blocking_pairs(match(whole.replace(programme=off)))


def _drawn(club, seed, most):
    rng = np.random.default_rng(seed)
    grid = [(f"r{r}", s) for r in range(5) for s in ("ann", "bob", "cy", "di")]
    points = {pair: int(rng.integers(0, 6)) for pair in grid if rng.random() < 0.6}
    demand = {f"r{r}": int(rng.integers(1, most + 1)) for r in range(5)}
    rooms = {s: int(rng.integers(1, most + 1)) for s in ("ann", "bob", "cy", "di")}
    return club(points, demand=demand, **rooms)


@pytest.mark.parametrize("seed", range(40))
def test_against_the_definition(seed, club):
    """Both gain: each has a place open, or something worth less."""
    solved = match(_drawn(club, seed, most=3))
    whole, given = solved.round, solved.round.given
    worth = {
        (whole.requests[r].id, whole.supporters[s].id): points
        for r, s, points in zip(
            given.request.tolist(),
            given.supporter.tolist(),
            given.points.tolist(),
            strict=True,
        )
    }
    made = {(p.request, p.supporter) for p in solved.plan.pairings}

    def would(pair, side, places):
        held = [worth[other] for other in made if other[side] == pair[side]]
        return len(held) < places or any(points < worth[pair] for points in held)

    expected = {
        pair
        for pair in worth.keys() - made
        if would(pair, 0, whole.request(pair[0]).demand)
        and would(pair, 1, whole.supporter(pair[1]).capacity)
    }
    assert {(p.request, p.supporter) for p in blocking_pairs(solved)} == expected


@pytest.mark.parametrize("seed", range(40))
def test_where_all_ask_for_one_it_is_what_stable_matching_says(seed, club):
    whole = _drawn(club, seed, most=1)
    solved = match(whole)
    table = np.full((len(whole.requests), len(whole.supporters)), -1)
    table[whole.given.request, whole.given.supporter] = whole.given.points
    market = Market.two_sided(
        [_ranking(row) for row in table],
        [_ranking(column) for column in table.T],
        [1] * len(whole.supporters),
    )
    index = {
        pair: number
        for number, pair in enumerate(
            zip(market.request.tolist(), market.offer.tolist(), strict=True)
        )
    }
    used = [
        index[whole.request_index[p.request], whole.supporter_index[p.supporter]]
        for p in solved.plan.pairings
    ]
    expected = {
        (whole.requests[b.request].id, whole.supporters[b.supporter].id)
        for b in stable_pairs(market, used)
    }
    assert {(p.request, p.supporter) for p in blocking_pairs(solved)} == expected


def _ranking(points):
    """Who is acceptable, best first, equals together."""
    levels = sorted({p for p in points.tolist() if p >= 0}, reverse=True)
    return [tuple(np.flatnonzero(points == level).tolist()) for level in levels]
