"""A linear programme whose limits change, held against one that is written anew."""

import numpy as np
import pytest
from ortools.math_opt import result_pb2

from matchmaker.optimise import glop
from matchmaker.optimise.gave_up import GaveUpError
from matchmaker.optimise.glop import Programme
from matchmaker.optimise.linear import linear_without_switches
from matchmaker.optimise.outcome import Deadline, Stop

NO_LIMIT = Deadline(None)


@pytest.fixture
def rows(small_model):
    """Eight requests of one or two steps, and three supporters with room for four."""
    dice = np.random.default_rng(3)
    pairs = [(r, s) for r in range(8) for s in range(3)]
    model = small_model(
        pairs, 8, 3, load=[1 + (r < 3) for r, _ in pairs], capacity=[4, 4, 4]
    )
    linear = linear_without_switches(model).with_count(np.flatnonzero(model.load == 2))
    return linear, dice.integers(1, 50, model.pairs).astype(float)


def programme(linear, worth, prices=None, point=None):
    """All columns and rows, from what prices leave of the worth."""
    prices = np.zeros(linear.rows) if prices is None else prices
    paid = np.zeros(linear.columns)
    np.add.at(paid, linear.column, prices[linear.row] * linear.amount)
    return Programme(
        linear,
        np.ones(linear.columns, bool),
        np.ones(linear.rows, bool),
        prices=prices,
        point=np.zeros(linear.columns, bool) if point is None else point,
        left=worth - paid,
    )


def limits(linear, changes):
    low, high = linear.low.copy(), linear.high.copy()
    for row, least, most in changes:
        low[row], high[row] = least, most
    return low, high


def bound(linear, worth, duals, low, high):
    """What nothing can exceed at these prices."""
    paid = np.zeros(linear.columns)
    np.add.at(paid, linear.column, duals[linear.row] * linear.amount)
    dues = np.where(duals > 0, duals * high, duals * low)
    return np.maximum(worth - paid, 0).sum() + dues.sum()


@pytest.mark.parametrize("start", ["nothing", "prices", "prices and a point"])
def test_other_limits_give_what_a_programme_written_anew_gives(rows, start):
    linear, worth = rows
    count, heavy = linear.rows - 1, linear.heavy.start
    dice = np.random.default_rng(1)
    prices = dice.integers(-5, 20, linear.rows) * (start != "nothing")
    point = (dice.random(linear.columns) < 0.3) & (start == "prices and a point")
    standing = programme(linear, worth, prices.astype(float), point)
    best = []
    for changes in (
        [],
        [(count, 0, 0)],
        [(count, 2, 2), (heavy, 1, 1)],
        [(heavy, 0, 0), (0, 0, 0)],
        [],
    ):
        low, high = limits(linear, changes)
        standing.limit(low, high)
        values, change = standing.solve(NO_LIMIT)
        anew = programme(linear, worth)
        anew.limit(low, high)
        assert values @ worth == pytest.approx(anew.solve(NO_LIMIT)[0] @ worth)
        duals = prices + change
        assert values @ worth == pytest.approx(bound(linear, worth, duals, low, high))
        best.append(round(float(values @ worth)))
    assert best[0] == best[-1] > max(best[1:-1])


def test_limits_that_cannot_be_held_have_no_solution_and_others_after_them_have(rows):
    linear, worth = rows
    standing = programme(linear, worth)
    first, _ = standing.solve(NO_LIMIT)
    standing.limit(*limits(linear, [(linear.rows - 1, 4, 4)]))  # only three are heavy
    assert standing.solve(NO_LIMIT) is None
    standing.limit(linear.low, linear.high)
    again, _ = standing.solve(NO_LIMIT)
    assert again @ worth == pytest.approx(first @ worth)


def test_a_solver_that_goes_round_in_circles_is_stopped(rows, monkeypatch):
    linear, worth = rows
    standing = programme(linear, worth)
    standing.solve(NO_LIMIT)
    monkeypatch.setattr(glop, "FEW_PIVOTS", 0)
    standing._rows = standing._rows[:1]  # so that one pivot is all it may take
    standing.limit(*limits(linear, [(0, 0, 0), (1, 0, 0), (2, 0, 0)]))
    with pytest.raises(GaveUpError):
        standing.solve(NO_LIMIT)


def test_from_prices_that_founder_another_way_is_found(rows, monkeypatch):
    linear, worth = rows
    wanted = programme(linear, worth).solve(NO_LIMIT)[0] @ worth
    run, tried = glop._run, []

    def founders(solver, settings, deadline):
        found = run(solver, settings, deadline)
        tried.append(settings.glop)
        if settings.glop.use_preprocessing is False:
            found.termination.reason = result_pb2.TERMINATION_REASON_NUMERICAL_ERROR
        return found

    monkeypatch.setattr(glop, "_run", founders)
    assert programme(linear, worth).solve(NO_LIMIT)[0] @ worth == pytest.approx(wanted)
    ways = [(way.use_preprocessing, way.perturb_costs_in_dual_simplex) for way in tried]
    assert ways == [(False, False), (False, True), (True, False)]


def test_without_time_or_once_stopped_it_gives_up(rows):
    stop = Stop()
    stop.press()
    for deadline in (Deadline(0.0), Deadline(None, stop)):
        with pytest.raises(GaveUpError):
            programme(*rows).solve(deadline)
