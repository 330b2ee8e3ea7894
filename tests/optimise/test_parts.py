"""Parts: losses that add up to the gap, and their least over every choice."""

from itertools import product

import numpy as np
import pytest

from matchmaker.optimise import kernel
from matchmaker.optimise.gave_up import GaveUpError
from matchmaker.optimise.least import Least, Search
from matchmaker.optimise.outcome import Deadline, SolveParams, ignore
from matchmaker.optimise.parts import OPEN, Part
from matchmaker.optimise.relaxation import relax
from matchmaker.optimise.residual import Residual
from matchmaker.optimise.settle import solve_kernel
from matchmaker.optimise.sums import Sum

PATIENT = 10.0
NEVER = 10**6


def part_of(slack, rows):
    """A part from slacks and `(columns, amounts, low, high, price)`."""
    return Part(
        columns=np.arange(len(slack)),
        slack=np.array(slack, np.int64),
        row=np.repeat(np.arange(len(rows)), [len(row[0]) for row in rows]),
        column=np.array([c for row in rows for c in row[0]], np.int64),
        amount=np.array([a for row in rows for a in row[1]], np.int64),
        low=np.array([row[2] for row in rows], np.int64),
        high=np.array([row[3] for row in rows], np.int64),
        price=np.array([row[4] for row in rows], np.int64),
    )


def random_part(seed):
    """Up to nine columns, and rows of which some have a price."""
    rng = np.random.default_rng(seed)
    count = int(rng.integers(1, 10))
    rows = []
    for _ in range(int(rng.integers(0, 6))):
        members = rng.choice(count, int(rng.integers(1, count + 1)), replace=False)
        amounts = rng.choice([-2, -1, 1, 1, 1, 2], len(members))
        low = int(rng.integers(-2, 2))
        limits = (low, low + int(rng.integers(0, 4)))
        price = int(rng.choice([-7, -2, 0, 0, 1, 5]))
        rows.append((members.tolist(), amounts.tolist(), *limits, price))
    return part_of(rng.integers(-6, 7, count) * (rng.random(count) < 0.6), rows)


def loss_of(part, value):
    """What a choice loses, in plain loops; `None` if it breaks a row."""
    loss = 0
    for slack, one in zip(part.slack.tolist(), value, strict=True):
        loss += max(slack, 0) - slack * one
    for row in range(len(part.low)):
        entries = np.flatnonzero(part.row == row)
        total = sum(int(part.amount[e]) * value[part.column[e]] for e in entries)
        low, high = int(part.low[row]), int(part.high[row])
        price = int(part.price[row])
        if not low <= total <= high:
            return None
        loss += price * (high - total) if price > 0 else -price * (total - low)
    return loss


def losses_of(part):
    """What each choice that keeps the rows loses."""
    choices = product((0, 1), repeat=len(part.columns))
    losses = {value: loss_of(part, value) for value in choices}
    return {value: loss for value, loss in losses.items() if loss is not None}


def searching(unit=1, effort=PATIENT):
    return Search(unit=unit, seed=0, deadline=Deadline(None), effort=effort)


@pytest.mark.parametrize("unit", [1, 100])
def test_the_least_loss_is_that_of_every_choice(unit):
    found = nothing = 0
    for seed in range(100):
        part = random_part(seed)
        losses = losses_of(part)
        least = min(losses.values(), default=NEVER)
        for most in {0, 60, min(least, 99), min(least, 99) + 3, max(least - 1, 0)}:
            told = searching(unit).least(part, most)
            if least > most:
                assert most < told.lower <= least, (seed, most)
                nothing += 1
                continue
            assert told.settled, (seed, most)
            assert told.loss == least, (seed, most)
            assert losses[tuple(told.value.tolist())] == least, (seed, most)
            found += 1
    assert min(found, nothing) > 100


def test_where_looking_far_is_too_hard_the_width_grows_slowly(monkeypatch):
    # Six of seven columns have to be used, at a loss of one each.
    part = part_of([-1] * 7, [(list(range(7)), [1] * 7, 6, 7, 0)])
    by_cpsat = Search._by_cpsat
    looked = []

    def soon_tired(self, piece, most, hint):
        looked.append(most)
        if most > 7:
            return Least(0, None, tired=True)
        return by_cpsat(self, piece, most, hint)

    monkeypatch.setattr(Search, "_by_cpsat", soon_tired)
    told = searching().least(part, 20)
    assert told.settled
    assert told.loss == 6
    assert looked == [4, 8, 2, 3, 4, 6]


def test_the_slowest_growth_still_grows(monkeypatch):
    # Three of four columns have to be used; the first look, from a width of 1, tires.
    part = part_of([-1] * 4, [(list(range(4)), [1] * 4, 3, 4, 0)])
    by_cpsat, looked = Search._by_cpsat, []

    def soon_tired(self, piece, most, hint):
        looked.append(most)
        if most > 3:
            return Least(0, None, tired=True)
        return by_cpsat(self, piece, most, hint)

    monkeypatch.setattr(Search, "_by_cpsat", soon_tired)
    assert searching().least(part, 20).loss == 3
    assert looked == [4, 1, 2, 3]


def test_what_was_found_by_a_tired_look_says_nothing_of_others():
    value = np.zeros(1, np.int64)
    assert Least(5, value, 5).settled
    assert not Least(5, value, 5, tired=True).settled
    assert not Least(4, value, 5).settled


def test_what_is_not_open_is_the_same_in_all_that_lose_least():
    narrowed = 0
    for seed in range(200):
        part = random_part(seed)
        losses = losses_of(part)
        told = searching().least(part, 60)
        if not told.settled:
            continue
        for value, loss in losses.items():
            if loss == told.loss:
                differs = np.array(value) != told.value
                assert not np.any(differs & ~told.open), seed
        narrowed += int(np.count_nonzero(~told.open))
    assert narrowed > 200


def test_the_heaviest_is_that_of_all_that_lose_least():
    moved = 0
    for seed in range(200):
        part = random_part(seed)
        losses = losses_of(part)
        weight = np.random.default_rng([seed, 1]).integers(0, 2**30, len(part.columns))
        told = searching().least(part, 60)
        if not told.settled:
            continue
        best = [value for value, loss in losses.items() if loss == told.loss]
        heaviest = max(best, key=lambda value: int(weight @ np.array(value)))
        found = searching().heaviest(part, told, weight)
        assert found.tolist() == list(heaviest), seed
        moved += found.tolist() != told.value.tolist()
    assert moved > 20


def test_what_no_row_holds_any_more_is_open():
    # Column 0 loses 5 if it is 0. Where it is 1, column 1 is 0, and then the second
    # row asks nothing of column 2: it may be either, and is 1 if that weighs more.
    rows = [([0, 1], [1, 1], 0, 1, 0), ([1, 2], [1, 1], 0, 1, 0)]
    part = part_of([5, 0, 0], rows)
    told = searching(unit=100).least(part, 100)
    assert told.open.tolist() == [False, False, True]
    heaviest = searching().heaviest(part, told, np.array([1, 1, 1]))
    assert heaviest.tolist() == [1, 0, 1]


def test_parts_that_share_no_row_are_solved_apart():
    # Of three columns worth 2 each no two may be used: two of them are lost, 4 in
    # all, though no single column loses more than 2. Seven such triples lose 28.
    triple = [([0, 1], [1, 1], 0, 1, 0), ([1, 2], [1, 1], 0, 1, 0)]
    triple.append(([0, 2], [1, 1], 0, 1, 0))
    rows = [
        ([3 * place + column for column in columns], *rest)
        for place in range(7)
        for columns, *rest in triple
    ]
    part = part_of([2] * 21, rows)
    narrowed = part.narrowed(28)
    assert [len(piece.columns) for piece in narrowed.pieces] == [3] * 7
    told = searching().least(part, 28)
    assert (told.lower, told.loss, told.settled) == (28, 28, True)
    assert searching().least(part, 27).lower == 28


def test_rows_settle_what_a_small_loss_leaves_no_choice():
    # Column 0 loses 9 if it is 0, so that it is 1 within 5; the row then has no room
    # for column 1, which loses 3; and column 2, below column 1, is 0 as well.
    rows = [([0, 1], [1, 1], 0, 1, 0), ([2, 1], [1, -1], -1, 0, 0)]
    narrowed = part_of([9, 3, 0], rows).narrowed(5)
    assert narrowed.value.tolist() == [1, 0, 0]
    assert (narrowed.lost, narrowed.pieces) == (3, ())
    assert part_of([9, 3, 0], rows).narrowed(2) is None
    assert OPEN not in narrowed.value.tolist()


def test_whoever_is_needed_has_to_be_in_use():
    # One of the first two must be 1, and either is only with the third.
    rows = [
        ([0, 1], [1, 1], 1, 2, 0),
        ([0, 2], [1, -1], -1, 0, 0),
        ([1, 2], [1, -1], -1, 0, 0),
    ]
    narrowed = part_of([0, 0, -4], rows).narrowed(10)
    assert narrowed.value.tolist() == [OPEN, OPEN, 1]
    assert narrowed.lost == 4


def test_without_effort_nothing_is_claimed():
    # What CP-SAT says of a bound before it has one must not be taken for one: the
    # least loss here is 40, and all that could be lost is far more.
    rng = np.random.default_rng(5)
    rows = [
        (rng.choice(80, 3, replace=False).tolist(), [1, 1, 1], 0, 1, 0)
        for _ in range(120)
    ]
    part = part_of([10] * 80, rows)
    exact = searching().least(part, 10_000)
    told = searching(unit=10_000, effort=1e-9).least(part, 10_000)
    assert exact.settled
    assert not told.settled
    assert told.lower <= exact.loss


def test_losses_add_up_to_what_plans_stay_below_the_bound(random_model, keeps_rules):
    checked = 0
    for seed in range(240):
        model = random_model(seed, bonuses=seed % 2 == 0, minimum=False, most=8)
        objective = Sum(model.points, bonus=1)
        relaxation = relax(model, objective, Deadline(None))
        for code in range(0, 2**model.pairs, 3):
            used = np.array([p for p in range(model.pairs) if code >> p & 1], int)
            if relaxation is None or not keeps_rules(model, set(used.tolist())):
                continue
            total = objective.total(used, model.bonuses)
            gap = relaxation.bound - relaxation.scale * total
            residual = Residual(relaxation, model, gap)
            columns = columns_of(model, residual.linear, used)
            assert np.all(columns[residual.sure]), seed
            assert not np.any(columns & ~residual.sure & ~residual.free), seed
            value = columns[residual.part.columns].astype(int)
            assert residual.lost + residual.part.loss(value) == gap, seed
            checked += 1
    assert checked > 300


def columns_of(model, linear, used):
    """What a plan makes of every column: pairs, bonuses earned, supporters in use."""
    columns = np.zeros(linear.columns, bool)
    columns[used] = True
    bonuses = slice(model.pairs, model.pairs + len(model.bonuses))
    columns[bonuses] = model.bonuses.earned(used)
    columns[bonuses.stop :] = model.load_of(used)[linear.users] > 0
    return columns


def quarrels(small_model, worth):
    """Triples of requests, of each of which only one may be met, for so many points.

    With halves of all three a relaxation reaches half as much again.
    """
    count = 3 * len(worth)
    rows = [
        ([3 * place + one, 3 * place + other], [1, 1], 1, f"quarrel {place}")
        for place in range(len(worth))
        for one, other in ((0, 1), (1, 2), (0, 2))
    ]
    points = [points for points in worth for _ in range(3)]
    pairs = [(number, number) for number in range(count)]
    return small_model(pairs, count, count, points=points, rows=rows)


def test_losses_here_and_there_do_not_widen_the_search(small_model):
    # 40 triples lose 200 together, but no pair more than 5: what is looked at in one
    # go stays three pairs, however many triples there are.
    model = quarrels(small_model, [10] * 40)
    relaxation = relax(model, Sum(model.points), Deadline(None))
    assert relaxation.bound == 40 * 15 * relaxation.scale
    residual = Residual(relaxation, model, 200 * relaxation.scale)
    pieces = residual.part.narrowed(residual.width).pieces
    assert [len(piece.columns) for piece in pieces] == [3] * 40
    least = residual.search(searching(relaxation.scale))
    assert least.settled
    assert least.loss == 200 * relaxation.scale


def test_a_kernel_in_pieces_is_proved_and_picks_the_heaviest(small_model, monkeypatch):
    monkeypatch.setattr(kernel, "WIDE", 1)
    model = quarrels(small_model, [10] * 40)
    outcome = solve_kernel(
        model, ("points",), SolveParams(), Deadline(None), listen=ignore, relaxed=None
    )
    assert outcome.canonical
    assert [(p.value, p.bound) for p in outcome.proofs] == [(400, 400)]
    ties = model.tie.reshape(-1, 3)
    assert outcome.used.tolist() == (3 * np.arange(40) + ties.argmax(1)).tolist()


def test_given_up_the_bound_knows_what_has_to_be_lost(small_model, monkeypatch):
    # Of 150 points in the relaxation 5, 10, 15 and 20 are lost. No look finds a plan
    # that loses 16, though nothing more than 1 is told of the first triple.
    by_cpsat, first = Search._by_cpsat, []

    def but_once_of_the_first(self, part, most, hint):
        first.append(part.digest)
        if first.count(first[0]) > 1 and part.digest == first[0]:
            return Least(0, None, tired=True)
        return by_cpsat(self, part, most, hint)

    monkeypatch.setattr(kernel, "WIDE", 1)
    monkeypatch.setattr(Search, "_by_cpsat", but_once_of_the_first)
    looking = kernel.Kernel(SolveParams(), Deadline(None), branch=False)
    with pytest.raises(GaveUpError) as caught:
        looking.best_sum(quarrels(small_model, [10, 20, 30, 40]), ("points",))
    assert caught.value.ceiling == 150 - 16 - 1
