"""Published generalised assignment instances, to their published optima."""

import csv
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from matchmaker.optimise.solve import solve
from matchmaker.optimise.ties import tie_weights

FOLDER = Path(__file__).parents[2].parent / "shared" / "data" / "benchmarks" / "gap"
NAMES = [f"gap{size}-{number}" for size in range(1, 7) for number in (0, 3)]

pytestmark = pytest.mark.skipif(
    not FOLDER.exists(), reason="the generalised assignment instances are not here"
)


def _read(small_model, name, sign):
    """Jobs must be done once each; agents' hours are the capacity."""
    numbers = np.array((FOLDER / name).read_text().split(), np.int64)
    agents, jobs = numbers[:2]
    grid = numbers[2 : 2 + 2 * agents * jobs].reshape(2, agents, jobs)
    pairs = [(job, agent) for job in range(jobs) for agent in range(agents)]
    model = small_model(
        pairs,
        int(jobs),
        int(agents),
        points=sign * grid[0].T.ravel(),
        load=grid[1].T.ravel(),
        minimum=[1] * jobs,
        capacity=numbers[2 + 2 * agents * jobs :],
    )
    ids = model.request_names, model.supporter_names
    return replace(model, tie=tie_weights(*ids, model.request, model.supporter, 0))


@pytest.mark.parametrize(("sign", "column"), [(1, "verified_max"), (-1, "optimum_min")])
@pytest.mark.parametrize("name", NAMES)
def test_published_optimum(small_model, name, sign, column):
    with (FOLDER / "optima.csv").open() as file:
        rows = {Path(row["path"]).name: row for row in csv.DictReader(file)}
    outcome = solve(_read(small_model, name, sign), ("points",))
    (proof,) = outcome.proofs
    assert sign * proof.value == int(float(rows[name][column]))
    assert proof.proved
