"""
From screening to the proved plan, beside screening, scoring and one bare flow.

The ratio is what counts: both run in the same process, one after the other. The bare
flow is OR-Tools' `SimpleMinCostFlow` with coverage and points in one weight, arcs ready
in arrays: the least that any exact method must do. Memory is measured in a process for
each (this file run as a program), because a peak is never taken back.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from statistics import median
from time import perf_counter

import networkx as nx
import numpy as np
import pytest
from ortools.graph.python.min_cost_flow import SimpleMinCostFlow

from matchmaker.candidates import find_candidates
from matchmaker.domain.bonuses import Couple
from matchmaker.domain.objective import Objective
from matchmaker.domain.ties import Exclusion
from matchmaker.pipeline import match
from matchmaker.scoring import score

SIZES = (
    pytest.param(600, id="600"),
    pytest.param(2_000, id="2000"),
    pytest.param(10_000, id="10000-large"),
    pytest.param(25_000, id="25000-large"),
)
PHASES = ("screen", "score", "build", "solve")
"""What the bare flow is held against: the prices are part of `solve`."""
BANDS = 10
SMALLEST = 600
MOST_FOR_NETWORKX = 500
"""In settings and in requests: beyond, plain Python takes too long."""
STATUS = Path("/proc/self/status")


def bare_flow(whole, candidates, points, kept=slice(None)) -> int:
    """The best coverage and points in one weight, over the candidates `kept`."""
    people, requests = len(whole.supporters), len(whole.requests)
    priority = np.array([whole.priority_of(request) for request in whole.requests])
    load = np.full(people, 1)
    load[candidates.supporter] = candidates.load
    room = np.array([whole.capacity_of(person) for person in whole.supporters]) // load
    request, supporter = candidates.request[kept], candidates.supporter[kept]
    worth = priority[request] * step_of(whole, points) + points[kept]
    sink = requests + people
    flow = SimpleMinCostFlow()
    for tails, heads, most, cost in (
        (request, supporter + requests, np.ones(len(request), np.int64), -worth),
        (requests + np.arange(people), np.full(people, sink), room, 0 * room),
        (np.arange(requests), np.full(requests, sink), priority * 0 + 1, priority * 0),
    ):
        flow.add_arcs_with_capacity_and_unit_cost(tails, heads, most, cost)
    supply = np.append(np.ones(requests, np.int64), np.zeros(people + 1, np.int64))
    supply[sink] = -requests
    flow.set_nodes_supplies(np.arange(sink + 1), supply)
    assert flow.solve() == flow.OPTIMAL
    return -flow.optimal_cost()


def step_of(whole, points) -> int:
    """What one unit of coverage is worth in points, so that it always comes first."""
    return int(points.max()) * len(whole.requests) + 1


def baseline(whole) -> tuple[float, float, int]:
    """Seconds of screening, scoring and a flow; of the flow alone; and its value."""
    start = perf_counter()
    candidates = find_candidates(whole)
    points = score(whole, candidates).points
    before = perf_counter()
    value = bare_flow(whole, candidates, points)
    return perf_counter() - start, perf_counter() - before, value


def pure(whole, *objectives):
    """The round with other objectives, and without area leads."""
    programme = whole.programme.model_copy(update={"teams": None})
    return whole.replace(programme=programme, objective_override=objectives)


def seconds_of(answer) -> float:
    return sum(answer.seconds[phase] for phase in PHASES)


def compared(name, runs, bare, capsys):
    """Print what some runs took as a multiple of the bare runs beside them."""
    took = median(seconds_of(answer) for answer in runs)
    whole, alone = (median(run[place] for run in bare) for place in (0, 1))
    phases = {phase: round(runs[-1].seconds[phase] / whole, 2) for phase in PHASES}
    with capsys.disabled():
        print(  # noqa: T201
            f"\n{name}, {len(runs[-1].candidates):,} pairs: {took / whole:.2f} x "
            f"screening, scoring and a bare flow ({whole:.2f} s; {took / alone:.1f} x "
            f"the flow alone), of it {phases}; median of {len(runs)}"
        )


def run(whole, settings):
    """Both sides in turn, three times where that is soon done."""
    times = 3 if settings <= 10_000 else 1
    bare, answers = [], []
    for _ in range(times):
        bare.append(baseline(whole))
        answers.append(match(whole))
    assert all(answer.proved for answer in answers)
    return bare, answers


def test_coverage_and_points(settings, shelf, capsys):
    whole = pure(shelf.made(settings), "coverage", "points")
    bare, answers = run(whole, settings)
    compared(f"{settings} settings, coverage and points", answers, bare, capsys)
    coverage, points = (proof.value for proof in answers[-1].proof)
    step = step_of(whole, answers[-1].scores.points)
    assert coverage * step + points == bare[-1][2]
    assert all(proof.shown_by == "prices" for proof in answers[-1].proof)


def test_worst_off(settings, shelf, capsys):
    """No other way is quick, so two more bare flows say what the threshold must be."""
    whole = pure(shelf.made(settings), "coverage", "worst-off", "points")
    bare, answers = run(whole, settings)
    compared(f"{settings} settings, with worst-off", answers, bare, capsys)
    coverage, worst, points = (proof.value for proof in answers[-1].proof)
    candidates, worth = answers[-1].candidates, answers[-1].scores.points
    step = step_of(whole, worth)
    held = bare_flow(whole, candidates, worth, np.flatnonzero(worth >= worst))
    assert held == coverage * step + points
    above = bare_flow(whole, candidates, worth, np.flatnonzero(worth > worst))
    assert above < coverage * step


def test_leximin_in_ten_bands(settings, shelf, capsys):
    whole, points = shelf.made(settings), shelf.scored(settings).points
    band = -(-int(points.max() - points.min() + 1) // BANDS)
    leximin = Objective(name="leximin", band=band)
    bare, answers = run(pure(whole, "coverage", leximin, "points"), settings)
    compared(f"{settings} settings, leximin in bands of {band}", answers, bare, capsys)
    check_levels(answers[-1], band)
    assert all(proof.shown_by == "prices" for proof in answers[-1].proof)
    if settings == SMALLEST:
        assert worth_of(answers[-1], band) == by_networkx(answers[-1], band)


@pytest.mark.parametrize(
    "requests", [pytest.param(300, id="300"), pytest.param(2_000, id="2000-large")]
)
def test_leximin_to_the_point(requests, shelf, capsys):
    whole = shelf.made(2_000)
    whole = whole.replace(requests=whole.requests[:requests])
    few = pure(whole, "coverage", "leximin", "points")
    bare, answers = run(few, requests)
    compared(f"{requests} requests, leximin to the point", answers, bare, capsys)
    check_levels(answers[-1], 1)
    if requests < MOST_FOR_NETWORKX:
        assert worth_of(answers[-1], 1) == by_networkx(answers[-1], 1)


def with_coupling_rules(whole, candidates, points):
    """
    The same with two settings of a trust at most per supporter, and much else.

    Two settings in five belong to trusts of five; a tenth as many couples of good pairs
    as there are settings exclude each other; expert and mentor from one authority earn
    a bonus; and nobody goes to one setting alone.
    """
    programme, rng = whole.programme, np.random.default_rng(1)
    order = rng.permutation(len(whole.settings))[: len(whole.settings) * 2 // 5]
    trust = {place: f"T{number // 5}" for number, place in enumerate(order.tolist())}
    good = np.flatnonzero(points >= np.quantile(points, 0.8))
    drawn = rng.choice(good, (len(whole.settings) // 10, 2), replace=False)
    ends = candidates.request[drawn].tolist(), candidates.supporter[drawn].tolist()
    minutes = {role: programme.load_minutes(role, 1) for role in ("expert", "mentor")}
    couple = Couple(
        name="couple", roles=("expert", "mentor"), by="authority", points=60
    )
    return whole.replace(
        minimum_if_used=True,
        programme=programme.model_copy(
            update={"rules": two_of_a_trust(programme), "bonuses": (couple,)}
        ),
        settings=tuple(
            setting.model_copy(update={"group": trust.get(place)})
            for place, setting in enumerate(whole.settings)
        ),
        supporters=tuple(
            one.model_copy(
                update={"minimum": min(2 * minutes.get(one.roles[0], 0), one.capacity)}
            )
            for one in whole.supporters
        ),
        exclusions=tuple(
            Exclusion(
                request=whole.requests[requests[0]].id,
                supporter=whole.supporters[people[0]].id,
                other_request=whole.requests[requests[1]].id,
                other_supporter=whole.supporters[people[1]].id,
            )
            for requests, people in zip(*ends, strict=True)
        ),
    )


def two_of_a_trust(programme):
    return tuple(
        rule.model_copy(update={"most": 2}) if rule.name == "group_limit" else rule
        for rule in programme.rules
    )


@pytest.mark.parametrize(
    "size", [pytest.param(2_000, id="2000"), pytest.param(10_000, id="10000-large")]
)
def test_coupling_rules(size, shelf, capsys):
    """Seven settings in ten ask for both; at 25,000 of these points stay open."""
    check_coupled(shelf.made(size), f"{size} settings, coupling rules", capsys)


@pytest.mark.parametrize("people", [0.19, 0.25, 0.32])
@pytest.mark.parametrize(
    ("size", "seed"),
    [
        pytest.param(2_000, 1, id="2000"),
        pytest.param(10_000, 1, id="10000-large"),
        *(pytest.param(25_000, seed, id=f"25000-{seed}-large") for seed in (1, 2, 3)),
    ],
)
def test_coupling_rules_of_a_national_round(size, seed, people, shelf, capsys):
    """34,000 requests of 25,000 settings: three fifths to nine tenths of them are met."""
    whole = shelf.national(size, seed, people)
    name = f"{size} settings, {people} people to each, seed {seed}, coupling rules"
    check_coupled(whole, name, capsys)


def check_coupled(made, name, capsys):
    """All is proved, and without its bonuses nothing is beyond what a flow reaches."""
    whole = pure(made, "coverage", "points")
    candidates = find_candidates(whole)
    points = score(whole, candidates).points
    coupled = with_coupling_rules(whole, candidates, points)
    bare, answers = run(coupled, len(whole.settings))
    compared(name, answers, bare, capsys)
    coverage, reached = (proof.value for proof in answers[-1].proof)
    step = step_of(whole, points)
    earned = sum(bonus.points for bonus in answers[-1].plan.bonuses)
    assert coverage * step + reached - earned <= bare[-1][2]


def check_levels(answer, band):
    """The levels told are those of the plan."""
    lying = answer.scores.points[answer.used] // band * band
    edges, counts = (column.tolist() for column in np.unique(lying, return_counts=True))
    assert dict(answer.proof[1].levels) == dict(zip(edges, counts, strict=True))


def combined_worth(answer, band) -> list[int]:
    """Coverage, then every band from the lowest, then points: one number a pair."""
    whole, points = answer.round, answer.scores.points
    priority = [whole.priority_of(request) for request in whole.requests]
    edges, place = np.unique(points // band, return_inverse=True)
    digit, step = len(whole.requests) + 1, step_of(whole, points)
    cost_of = [step * digit ** (len(edges) - 1 - i) for i in range(len(edges))]
    columns = answer.candidates.request, place, points
    return [
        priority[request] * cost_of[0] * digit - cost_of[level] + pair
        for request, level, pair in zip(*(x.tolist() for x in columns), strict=True)
    ]


def worth_of(answer, band) -> int:
    worth = combined_worth(answer, band)
    return sum(worth[pair] for pair in answer.used.tolist())


def by_networkx(answer, band) -> int:
    """The best combined worth by network simplex, whose whole numbers never end."""
    candidates, whole = answer.candidates, answer.round
    graph: nx.DiGraph[object] = nx.DiGraph()
    graph.add_node("sink", demand=len(whole.requests))
    for request in range(len(whole.requests)):
        graph.add_node(("request", request), demand=-1)
        graph.add_edge(("request", request), "sink", weight=0)
    for request, person, load, worth in zip(
        candidates.request.tolist(),
        candidates.supporter.tolist(),
        candidates.load.tolist(),
        combined_worth(answer, band),
        strict=True,
    ):
        room = whole.capacity_of(whole.supporters[person]) // load
        graph.add_edge(("person", person), "sink", weight=0, capacity=room)
        ends = ("request", request), ("person", person)
        graph.add_edge(*ends, weight=-worth, capacity=1)
    return -nx.network_simplex(graph)[0]


def peak_of(settings: int, side: str) -> int:
    """The peak in kB of a process that does one side."""
    command = [sys.executable, __file__, str(settings), side]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    return json.loads(done.stdout)


@pytest.mark.skipif(not STATUS.exists(), reason="the peak is read from Linux's /proc")
def test_memory(settings, capsys):
    ours, bare = (peak_of(settings, side) for side in ("ours", "bare"))
    with capsys.disabled():
        print(  # noqa: T201
            f"\n{settings} settings, memory: {ours / bare:.2f} x screening, scoring "
            f"and a bare flow ({ours >> 10} MB and {bare >> 10} MB at the most)"
        )


def main(settings: int, side: str) -> None:
    """Do one side in this process, and print the highest memory it ever had."""
    from conftest import Shelf  # it is beside us only where this is a program

    whole = pure(Shelf().made(settings), "coverage", "points")
    if side == "ours":
        assert match(whole).proved
    else:
        baseline(whole)
    peak = next(x for x in STATUS.read_text().splitlines() if x.startswith("VmHWM"))
    print(json.dumps(int(peak.split()[1])))  # noqa: T201


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2])
