"""Small random models, and the best plan by the plain definitions."""

from itertools import combinations

import numpy as np
import pytest

from matchmaker.optimise.model import Model


def small_model(**columns):
    """A model from lists of pairs `(request, supporter)`; the rest by default."""
    pairs = columns.pop("pairs")
    requests = columns.pop("requests")
    supporters = columns.pop("supporters")
    count = len(pairs)
    assert pairs == sorted(pairs), "pairs stand request by request"
    rows = columns.pop("rows", [])  # (pairs, coefficients, upper, name)
    request = np.array([r for r, _ in pairs], np.int64)
    plain = {
        "points": [0] * count,
        "load": [1] * count,
        "demand": [1] * requests,
        "minimum": [0] * requests,
        "priority": [1] * requests,
        "capacity": [1] * supporters,
        "supporter_minimum": [0] * supporters,
        "tie": [2**20 + 7 * i * i + i for i in range(count)],
    } | {k: v for k, v in columns.items() if k not in ("pinned", "minimum_if_used")}
    pinned = np.zeros(count, bool)
    pinned[columns.get("pinned", [])] = True
    return Model(
        indptr=np.searchsorted(request, np.arange(requests + 1)).astype(np.int64),
        supporter=np.array([s for _, s in pairs], np.int32),
        minimum_if_used=columns.get("minimum_if_used", False),
        pinned=pinned,
        row_indptr=np.cumsum([0, *(len(row[0]) for row in rows)]).astype(np.int64),
        row_pairs=np.array([p for row in rows for p in row[0]], np.int64),
        row_coefficient=np.array([c for row in rows for c in row[1]], np.int64),
        row_upper=np.array([row[2] for row in rows], np.int64),
        row_names=tuple(row[3] for row in rows),
        request_names=tuple(f"r{i}" for i in range(requests)),
        supporter_names=tuple(f"s{i}" for i in range(supporters)),
        **{name: np.array(values, np.int64) for name, values in plain.items()},
    )


def obeys(model, used):
    """Whether a set of pairs keeps every rule, in plain loops."""
    given = [0] * model.requests
    load = [0] * model.supporters
    for p in used:
        given[model.request[p]] += 1
        load[model.supporter[p]] += model.load[p]
    for r in range(model.requests):
        if not model.minimum[r] <= given[r] <= model.demand[r]:
            return False
    for s in range(model.supporters):
        must = load[s] > 0 or not model.minimum_if_used
        if load[s] > model.capacity[s]:
            return False
        if must and load[s] < model.supporter_minimum[s]:
            return False
    if any(model.pinned[p] and p not in used for p in range(model.pairs)):
        return False
    for k in range(model.rows):
        entries = range(model.row_indptr[k], model.row_indptr[k + 1])
        total = sum(
            model.row_coefficient[e] for e in entries if model.row_pairs[e] in used
        )
        if total > model.row_upper[k]:
            return False
    return True


def score(model, used, objective):
    """The value of an objective as something to maximise."""
    if objective == "coverage":
        return sum(int(model.priority[model.request[p]]) for p in used)
    if objective == "points":
        return sum(int(model.points[p]) for p in used)
    if objective == "balance":
        load = [0] * model.supporters
        for p in used:
            load[model.supporter[p]] += int(model.load[p])
        return -sum(x * x for x in load)
    points = {}
    for p in used:
        r = int(model.request[p])
        points[r] = points.get(r, 0) + int(model.points[p])
    return min(points.values()) if points else float("inf")


def brute_force(model, objectives):
    """The best plan by looking at every set of pairs; None if none is allowed."""
    best = None
    for size in range(model.pairs + 1):
        for used in combinations(range(model.pairs), size):
            if not obeys(model, set(used)):
                continue
            key = (
                [score(model, used, name) for name in objectives],
                sum(int(model.tie[p]) for p in used),
            )
            if best is None or key > best[0]:
                best = (key, list(used))
    return best


@pytest.fixture(name="small_model", scope="session")
def _small_model():
    return small_model


@pytest.fixture(name="brute_force", scope="session")
def _brute_force():
    return brute_force


@pytest.fixture(name="score", scope="session")
def _score():
    return score


@pytest.fixture(name="keeps_rules", scope="session")
def _keeps_rules():
    return obeys


def random_model(seed, **fixed):
    """A seeded random model of at most 10 pairs, with rules switched on at random."""
    rng = np.random.default_rng(seed)
    requests, supporters = int(rng.integers(1, 6)), int(rng.integers(1, 5))
    grid = [(r, s) for r in range(requests) for s in range(supporters)]
    most = min(len(grid), 9)
    count = int(rng.integers(0, most + 1))
    chosen = sorted(rng.choice(len(grid), count, replace=False).tolist())
    pairs = [grid[i] for i in chosen]
    on = {
        name: rng.random() < 0.4
        for name in (
            "demand",
            "minimum",
            "mixed",
            "steps",
            "floor",
            "if_used",
            "pins",
            "rows",
            "negative",
        )
    } | fixed
    load = np.ones(count, np.int64)
    if on["steps"]:
        step = rng.integers(1, 4, supporters)
        load = np.array([step[s] for _, s in pairs], np.int64)
    if on["mixed"]:
        load = rng.integers(1, 4, count)
    rows = []
    if on["rows"] and count >= 2:
        for k in range(int(rng.integers(1, 3))):
            size = int(rng.integers(2, count + 1))
            members = sorted(rng.choice(count, size, replace=False).tolist())
            amounts = rng.integers(1, 4, size).tolist()
            rows.append(
                (members, amounts, int(rng.integers(1, sum(amounts) + 1)), f"row {k}")
            )
    pins = rng.choice(count, 1).tolist() if on["pins"] and count else []
    low = -9 if on["negative"] else 0
    return small_model(
        pairs=pairs,
        requests=requests,
        supporters=supporters,
        points=rng.integers(low, 10, count).tolist(),
        load=load.tolist(),
        demand=rng.integers(
            0 if on["demand"] else 1, 4 if on["demand"] else 2, requests
        ).tolist(),
        minimum=(rng.random(requests) < 0.4).astype(int).tolist()
        if on["minimum"]
        else [0] * requests,
        priority=rng.integers(0, 4, requests).tolist(),
        capacity=rng.integers(0, 6, supporters).tolist(),
        supporter_minimum=rng.integers(0, 3, supporters).tolist()
        if on["floor"]
        else [0] * supporters,
        minimum_if_used=bool(on["if_used"]),
        pinned=pins,
        rows=rows,
        tie=rng.integers(2**20, 2**30, count).tolist(),
    )


@pytest.fixture(name="random_model", scope="session")
def _random_model():
    return random_model
