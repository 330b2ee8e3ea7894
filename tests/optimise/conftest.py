"""Small random models, and the best plan by the plain definitions."""

from itertools import combinations

import numpy as np
import pytest

from matchmaker.optimise.bonus_columns import Bonuses, Side
from matchmaker.optimise.model import Model
from matchmaker.optimise.sums import Sum, weighted

RULES = [
    "demand",
    "minimum",
    "mixed",
    "steps",
    "floor",
    "if_used",
    "pins",
    "rows",
    "negative",
    "several_pins",
]
MIXTURE = {"points": 2, "coverage": 3, "cost": 1, "change": 1}
"""What `mixture` adds up in random models; cost and change with the sign turned."""


def small_model(pairs, requests, supporters, **columns):
    """A model from `(request, supporter)` pairs; what is not given is plain."""
    assert pairs == sorted(pairs), "pairs stand request by request"
    count = len(pairs)
    # (pairs, coefficients, upper, name[, lower])
    rows = columns.pop("rows", [])
    pinned = np.zeros(count, bool)
    pinned[columns.pop("pinned", [])] = True
    if_used = columns.pop("minimum_if_used", False)
    further = {
        name: columns.pop(name)
        for name in ("bonuses", "sums", "band")
        if name in columns
    }
    plain = {
        "points": [0] * count,
        "load": [1] * count,
        "demand": [1] * requests,
        "minimum": [0] * requests,
        "priority": [1] * requests,
        "capacity": [1] * supporters,
        "supporter_minimum": [0] * supporters,
        "tie": [2**20 + 7 * i * i + i for i in range(count)],
    }
    request = np.array([r for r, _ in pairs], np.int64)
    return Model(
        indptr=np.searchsorted(request, np.arange(requests + 1)).astype(np.int64),
        supporter=np.array([s for _, s in pairs], np.int32),
        minimum_if_used=if_used,
        pinned=pinned,
        row_indptr=np.cumsum([0, *(len(row[0]) for row in rows)]).astype(np.int64),
        row_pairs=np.array([p for row in rows for p in row[0]], np.int64),
        row_coefficient=np.array([c for row in rows for c in row[1]], np.int64),
        row_lower=np.array([_lower(row) for row in rows], np.int64),
        row_upper=np.array([row[2] for row in rows], np.int64),
        row_names=tuple(row[3] for row in rows),
        request_names=tuple(f"r{i}" for i in range(requests)),
        supporter_names=tuple(f"s{i}" for i in range(supporters)),
        **{k: np.array(v, np.int64) for k, v in (plain | columns).items()},
        **further,
    )


def _lower(row):
    """The row's own lower limit, or the least that it can add up to."""
    return row[4] if len(row) > 4 else sum(min(c, 0) for c in row[1])


def random_model(seed, least=0.3, most=9, **fixed):
    """A seeded random model of at most `most` pairs, with rules switched on at random.

    `least` is the share of requests with a minimum, where there are any. There are
    bonuses only with `bonuses=True`; the sums `cost`, `change` and `mixture` always.
    """
    rng = np.random.default_rng(seed)
    on = {name: rng.random() < 0.35 for name in RULES}
    limits = np.random.default_rng(
        [seed, 1]
    )  # its own, so that others stay as they are
    on = {**on, "limits": fixed.get("rows", True) and limits.random() < 0.35, **fixed}
    requests, supporters = int(rng.integers(1, 6)), int(rng.integers(1, 5))
    grid = [(r, s) for r in range(requests) for s in range(supporters)]
    count = int(rng.integers(0, min(len(grid), most) + 1))
    pairs = [grid[i] for i in sorted(rng.choice(len(grid), count, replace=False))]
    step = rng.integers(1, 4 if on["steps"] else 2, supporters)
    load = [int(step[s]) for _, s in pairs]
    if on["mixed"]:
        load = rng.integers(1, 4, count)
    points = rng.integers(-9 if on["negative"] else 0, 10, count)
    columns = {
        "points": points,
        "load": load,
        "demand": rng.integers(0, 4, requests) if on["demand"] else [1] * requests,
        "minimum": (rng.random(requests) < least * on["minimum"]).astype(int),
        "priority": rng.integers(0, 4, requests),
        "capacity": rng.integers(0, 7, supporters),
        "supporter_minimum": rng.integers(0, 3, supporters) * on["floor"],
        "minimum_if_used": bool(on["if_used"]),
        "pinned": _some_pins(rng, count, on),
        "rows": _some_rows(rng, limits, count, on),
        "tie": rng.integers(2**20, 2**30, count),
    }
    extras = np.random.default_rng([seed, 2])
    priority = columns["priority"][[r for r, _ in pairs]]
    return small_model(
        pairs,
        requests,
        supporters,
        sums=_some_sums(extras, points, priority),
        band=int(extras.integers(1, 5)),
        bonuses=Bonuses.stack(
            [
                _some_bonuses(extras, count if on.get("bonuses") else 0),
                _some_company(seed, count if on.get("bonuses") else 0),
            ]
        ),
        **columns,
    )


def _some_sums(rng, points, priority):
    """A cost, a change of which the model cannot keep all, and a mixture."""
    count = len(points)
    kept = rng.integers(1, 4, count) * (rng.random(count) < 0.4)
    parts = {
        "points": Sum(points, bonus=1),
        "coverage": Sum(priority),
        "cost": Sum(-rng.integers(0, 10, count), minimise=True),
        "change": Sum(kept, minimise=True, base=int(kept.sum() + rng.integers(0, 3))),
    }
    mixture = weighted(((w, parts[name]) for name, w in MIXTURE.items()), count)
    return {"cost": parts["cost"], "change": parts["change"], "mixture": mixture}


def _some_bonuses(rng, count):
    """Up to three bonuses of two or three sides over `count` pairs."""
    bonuses = [_some_sides(rng, count) for _ in range(int(rng.integers(1, 4)))]
    bonuses = [sides for sides in bonuses if sides]
    return Bonuses.of(
        rng.integers(1, 12, len(bonuses)).tolist(),
        [f"bonus {number}" for number in range(len(bonuses))],
        [[Side(np.array(side, np.int64)) for side in sides] for sides in bonuses],
    )


def _some_company(seed, count):
    """
    For every other seed, two to four who earn something if two of them are there.

    Each leans on the step "two are there", and the step on each of them; now and then
    it asks for two pairs too.
    """
    rng = np.random.default_rng([seed, 3])
    people = int(rng.integers(2, 5))
    if count < people or rng.random() < 0.5:
        return Bonuses.none()
    nothing = np.zeros(0, np.int64)
    some = rng.permutation(count)[: int(rng.integers(people, count + 1))]
    pairs = [np.sort(some[one::people]) for one in range(people)]
    two = [Side(nothing, range(1, people + 1), least=2)]
    if rng.random() < 0.3:
        two.append(Side(np.sort(some), least=2))
    return Bonuses.of(
        [0, *rng.integers(1, 12, people).tolist()],
        ["two", *(f"person {one}" for one in range(people))],
        [two, *([Side(theirs), Side(nothing, [0])] for theirs in pairs)],
    )


def _some_sides(rng, count):
    """No pair is on two sides; nothing, if there are too few pairs."""
    ends = int(rng.integers(2, 4))
    if count < ends:
        return []
    pairs = rng.permutation(count)[: int(rng.integers(ends, count + 1))]
    return [sorted(pairs[side::ends].tolist()) for side in range(ends)]


def _some_pins(rng, count, on):
    if not on["pins"] or not count:
        return []
    return rng.choice(count, min(count, 2 if on["several_pins"] else 1), replace=False)


def _some_rows(rng, limits, count, on):
    rows = []
    for name in ("first row", "second row") if on["rows"] else ():
        size = int(rng.integers(0, count + 1))
        amounts = rng.integers(1, 4, size)
        upper = int(rng.integers(0, amounts.sum() + 2))
        members = np.sort(rng.choice(count, size, replace=False))
        rows.append((members.tolist(), amounts.tolist(), upper, name))
    if on["limits"]:  # one with a lower limit, or as much as another
        size = int(limits.integers(0, count + 1))
        signed = limits.integers(1, 3, size) * limits.choice([1, 1, -1], size)
        members = np.sort(limits.choice(count, size, replace=False))
        lower = int(limits.integers(-2, 1 + on["minimum"]))
        upper = max(lower, 0) + int(limits.integers(0, 3))
        rows.append((members.tolist(), signed.tolist(), upper, "two limits", lower))
    return rows


def keeps_rules(model, used):
    """Whether a set of pairs keeps every rule, in plain loops."""
    given = [0] * model.requests
    load = [0] * model.supporters
    for p in used:
        given[model.request[p]] += 1
        load[model.supporter[p]] += int(model.load[p])
    for r in range(model.requests):
        if not model.minimum[r] <= given[r] <= model.demand[r]:
            return False
    for s in range(model.supporters):
        bound = load[s] > 0 or not model.minimum_if_used
        if load[s] > model.capacity[s]:
            return False
        if bound and load[s] < model.supporter_minimum[s]:
            return False
    if any(model.pinned[p] and p not in used for p in range(model.pairs)):
        return False
    for k in range(model.rows):
        entries = range(model.row_indptr[k], model.row_indptr[k + 1])
        taken = [e for e in entries if model.row_pairs[e] in used]
        total = sum(int(model.row_coefficient[e]) for e in taken)
        if not model.row_lower[k] <= total <= model.row_upper[k]:
            return False
    return all(_adds_up(model, used, part) >= least for part, least in model.floors)


def _adds_up(model, used, part):
    bonuses = _bonuses(model, used) if part.bonus else 0
    return sum(int(part.pairs[p]) for p in used) + part.bonus * bonuses


def _bonuses(model, used):
    """What the most bonuses are worth of which every side has enough."""
    bonuses, earned = model.bonuses, {*range(len(model.bonuses))}
    steps = [*zip(bonuses.step_side, bonuses.step_bonus, strict=True)]

    def enough(side):
        start, end = bonuses.side_indptr[side : side + 2]
        pairs = {*bonuses.side_pairs[start:end].tolist()} & {*used}
        helping = [step for at, step in steps if at == side and step in earned]
        return len(pairs) + len(helping) >= bonuses.side_least[side]

    while missed := {
        int(bonus)
        for side, bonus in enumerate(bonuses.side_bonus)
        if bonus in earned and not enough(side)
    }:
        earned -= missed
    return sum(int(bonuses.points[bonus]) for bonus in earned)


def score(model, used, objective):
    """The value of an objective, as something to maximise."""
    if objective == "coverage":
        return sum(int(model.priority[model.request[p]]) for p in used)
    if objective == "points":
        return sum(int(model.points[p]) for p in used) + _bonuses(model, used)
    if objective == "balance":
        load = [0] * model.supporters
        for p in used:
            load[model.supporter[p]] += int(model.load[p])
        return -sum(x * x for x in load)
    if objective in ("worst-off", "leximin"):
        return _badly_off(model, used, objective)
    if objective == "mixture":
        return sum(w * score(model, used, name) for name, w in MIXTURE.items())
    part = model.sums[objective]
    return sum(int(part.pairs[p]) for p in used) - part.base


def _badly_off(model, used, objective):
    points = {}
    for p in used:
        r = int(model.request[p])
        points[r] = points.get(r, 0) + int(model.points[p])
    if objective == "worst-off":
        return min(points.values(), default=float("inf"))
    # Bands ascending; who is given nothing stands above them all.
    bands = sorted(one // model.band for one in points.values())
    return (*bands, *[float("inf")] * (model.requests - len(bands)))


def all_plans(model):
    """Every set of pairs that keeps every rule."""
    everything = range(model.pairs)
    sets = (
        used
        for size in range(model.pairs + 1)
        for used in combinations(everything, size)
    )
    return [list(used) for used in sets if keeps_rules(model, set(used))]


def brute_force(model, objectives, allowances=None):
    """The scores and pairs of the best plan, looking at every set of pairs.

    Each objective is sought among the plans that lose no more of those before than
    the allowances have it: by name, from the best score to how far below it is well.
    """
    plans, scores = all_plans(model), []
    if not plans:
        return None
    for name in objectives:
        reached = [score(model, used, name) for used in plans]
        best = max(reached)
        scores.append(best)
        if (
            name in (allowances or {})
            and name != objectives[-1]
            and best != float("inf")
        ):
            best -= allowances[name](best)
        plans = [used for used, one in zip(plans, reached, strict=True) if one >= best]
    return scores, max(plans, key=lambda used: sum(int(model.tie[p]) for p in used))


@pytest.fixture(name="small_model", scope="session")
def _small_model():
    return small_model


@pytest.fixture(name="random_model", scope="session")
def _random_model():
    return random_model


@pytest.fixture(name="keeps_rules", scope="session")
def _keeps_rules():
    return keeps_rules


@pytest.fixture(name="score", scope="session")
def _score():
    return score


@pytest.fixture(name="brute_force", scope="session")
def _brute_force():
    return brute_force


@pytest.fixture(name="all_plans", scope="session")
def _all_plans():
    return all_plans
