"""
Rounds of national size and beyond, solved one island of pairs after the other.

The more settings there are in one England, the more people each has within its region:
twice the settings are four times the pairs. 118,000 settings ask 200,000 times and have
314 million feasible pairs; none is left out. So what counts is the memory that a
pair takes at the most, beside that of its columns alone; and that all is proved.

Each size runs in a process of its own (this file run as a program), because a peak is
never taken back. The largest takes a quarter of an hour of processor time.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

SIZES = (
    pytest.param(600, id="600"),
    pytest.param(2_000, id="2000"),
    pytest.param(25_000, id="25000-large"),
    pytest.param(118_000, id="118000-large"),
)
ORDERS = (
    pytest.param("coverage,points", id="points"),
    pytest.param("coverage,worst-off,points", id="worst-off"),
)
STATUS = Path("/proc/self/status")
SMALL = 10_000
"""In settings: up to here a bare flow over all pairs shows the same in no time."""
COLUMNS = 12
"""Bytes that a pair takes at rest: who, minutes, load and points."""
MOST = 3.0
"""So many times as much a pair may take at the height."""
ASIDE = 400 << 20
"""Bytes that have nothing to do with the number of pairs, at the most."""


@pytest.mark.skipif(not STATUS.exists(), reason="the peak is read from Linux's /proc")
@pytest.mark.parametrize("order", ORDERS)
def test_proved_in_little_memory(settings, order, capsys):
    done = subprocess.run(
        [sys.executable, __file__, str(settings), order],
        check=True,
        capture_output=True,
        text=True,
    )
    told = json.loads(done.stdout)
    taken = told["peak"] - told["before"]
    ratio = taken / (told["pairs"] * COLUMNS)
    with capsys.disabled():
        print(  # noqa: T201
            f"\n{settings} settings, {told['requests']:,} requests, {told['pairs']:,} "
            f"pairs, {order}: {told['peak'] >> 20:,} MB at the most, of it "
            f"{told['before'] >> 20:,} MB for the round; {ratio:.2f} x the pairs' "
            f"columns; {told['seconds']}"
        )
    assert told["shown_by"] == ["prices"] * len(order.split(","))
    assert told["gaps"] == [0] * len(order.split(","))
    assert taken <= ASIDE + MOST * told["pairs"] * COLUMNS
    if settings <= SMALL:
        assert told["value"] == told["bare"]


def main(settings: int, order: str) -> None:
    """Solve a round in this process, and print what came of it."""
    from test_against_flow import pure

    from conftest import Shelf  # they are beside us only where this is a program
    from matchmaker.optimise.islands import archipelago
    from matchmaker.pipeline import match

    archipelago.FEWEST_PAIRS = 0
    whole = pure(Shelf().made(settings), *order.split(","))
    before = in_bytes("VmRSS")
    solved = match(whole)
    told = {
        "before": before,
        "peak": in_bytes("VmHWM"),
        "requests": len(whole.requests),
        "pairs": len(solved.candidates),
        "shown_by": [proof.shown_by for proof in solved.proof],
        "gaps": [proof.gap for proof in solved.proof],
        "seconds": {phase: round(took) for phase, took in solved.seconds.items()},
    }
    if settings <= SMALL:
        told |= beside_a_bare_flow(solved)
    print(json.dumps(told))  # noqa: T201


def beside_a_bare_flow(solved) -> dict[str, int]:
    """Coverage and points in one number; and what a flow over all pairs makes of them."""
    from test_against_flow import bare_flow, step_of

    points, reached = solved.scores.points, {p.objective: p for p in solved.proof}
    kept = (
        points >= reached["worst-off"].value if "worst-off" in reached else points > -1
    )
    step = step_of(solved.round, points)
    return {
        "value": reached["coverage"].value * step + reached["points"].value,
        "bare": bare_flow(solved.round, solved.candidates, points, kept.nonzero()[0]),
    }


def in_bytes(name: str) -> int:
    """What Linux says of this process's memory."""
    line = next(x for x in STATUS.read_text().splitlines() if x.startswith(name))
    return int(line.split()[1]) << 10


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2])
