"""What a relaxation and its faces say of plans, looked at one by one."""

import numpy as np
import pytest

from matchmaker.optimise import kernel, relaxation
from matchmaker.optimise.base import flow_base
from matchmaker.optimise.kernel import Kernel
from matchmaker.optimise.linear import linear_of, users_of
from matchmaker.optimise.objectives import combined
from matchmaker.optimise.outcome import Deadline, SolveParams
from matchmaker.optimise.relaxation import relax
from matchmaker.optimise.residual import Residual

KINDS = [
    {"bonuses": True, "rows": True, "minimum": False, "floor": False},
    {"if_used": True, "floor": True, "minimum": False},
    {"bonuses": True, "if_used": True, "floor": True, "limits": True, "pins": False},
    {"mixed": True, "bonuses": True, "floor": False},
]
BLOCKS = [("points",), ("coverage", "points"), ("mixture", "cost"), ("change",)]


@pytest.fixture(autouse=True)
def _columns_are_left_out(monkeypatch):
    monkeypatch.setattr(kernel, "FEWEST_PAIRS", 0)
    monkeypatch.setattr(relaxation, "FEW_COLUMNS", 1)
    monkeypatch.setattr(relaxation, "COLUMNS_PER_REQUEST", 0)
    monkeypatch.setattr(relaxation, "BEST_OF_REQUEST", 1)
    monkeypatch.setattr(relaxation, "MANY_COLUMNS", 0)
    monkeypatch.setattr(relaxation, "NEAREST_PER_REQUEST", 1)


@pytest.fixture
def cases(random_model):
    """Seeded models, each with sums to seek."""

    def draw(count):
        for seed in range(count):
            kind = KINDS[seed % len(KINDS)]
            yield seed, random_model(seed, **kind), BLOCKS[seed // 4 % len(BLOCKS)]

    return draw


def _columns(model, linear, used):
    """Every column by its meaning: pairs, bonuses earned, supporters in use."""
    columns, users = (
        np.zeros(linear.columns, np.int64),
        model.pairs + len(model.bonuses),
    )
    columns[used] = 1
    columns[model.pairs : users] = model.bonuses.earned(np.array(used, np.int64))
    for place, owner in enumerate(linear.users, users):
        columns[place] = any(model.supporter[p] == owner for p in used)
    return columns


def _totals(linear, columns):
    totals = np.zeros(linear.rows, np.int64)
    np.add.at(totals, linear.row, linear.amount * columns[linear.column])
    return totals


def _subsets(model):
    for code in range(2**model.pairs):
        yield [p for p in range(model.pairs) if code >> p & 1]


def test_the_rows_hold_for_the_plans_and_for_nothing_else(cases, keeps_rules):
    plans = others = 0
    for seed, model, _ in cases(60):
        linear = linear_of(model)
        for used in _subsets(model):
            columns = _columns(model, linear, used)
            totals = _totals(linear, columns)
            holds = np.all((linear.low <= totals) & (totals <= linear.high))
            holds &= not np.any(linear.must & (columns == 0))
            assert holds == keeps_rules(model, set(used)), (seed, used)
            plans, others = plans + holds, others + (not holds)
    assert plans > 200
    assert others > 500


def test_the_loss_of_every_plan_is_what_its_columns_and_rows_lose(cases, all_plans):
    checked = 0
    for seed, model, block in cases(120):
        whole = combined(model, block)
        base = flow_base(model, whole)
        found = base and relax(model, whole, Deadline(None), base.prices, base.plan)
        if not found:
            assert all_plans(model) == [], seed
            continue
        linear, slack = found.linear, found.column_slack
        dear = Residual(found, model, 3 * found.scale)
        assert sorted(dear.linear.users.tolist()) == users_of(model).tolist(), seed
        for used in all_plans(model):
            columns = _columns(model, linear, used)
            totals = _totals(linear, columns)
            ends = np.where(found.prices > 0, linear.high, linear.low)
            parts = [
                np.where(columns == 1, np.maximum(-slack, 0), np.maximum(slack, 0)),
                found.prices * (ends - totals),
            ]
            parts[0][linear.must] = 0
            worth = whole.total(np.array(used, np.int64), model.bonuses)
            loss = found.bound - found.scale * worth
            assert loss == sum(int(part.sum()) for part in parts), seed
            assert all(part.min(initial=0) >= 0 for part in parts), seed
            columns = _columns(model, dear.linear, used)
            if loss <= dear.width:
                assert not np.any((columns == 1) & ~(dear.sure | dear.free)), seed
                assert not np.any((columns == 0) & dear.sure), seed
            checked += 1
    assert checked > 300


def test_a_face_holds_the_best_plans_and_no_others(cases, all_plans, score):
    several = 0
    for seed, model, block in cases(160):
        best = Kernel(SolveParams(), Deadline(None)).best_sum(model, block)
        plans = all_plans(model)
        if best is None:
            assert plans == [], seed
            continue
        reached = {tuple(u): [score(model, u, name) for name in block] for u in plans}
        top = max(reached.values())
        wanted = sorted(used for used, own in reached.items() if own == top)
        on_face = all_plans(best.face)
        assert sorted(tuple(best.inside[u].tolist()) for u in on_face) == wanted, seed
        assert tuple(best.used.tolist()) in wanted, seed
        several += len(wanted) > 1
    assert several > 8
