"""
Area leads at national size: the model of record beside the engine that serves it.

Nine regions with as many local authorities as England has, leads anywhere in their
region, and a plan before that four of five people know. Both engines run in the same
process and must agree in every objective. Where everybody could lead everybody there
are a million pairs, which NetworkX is spared.
"""

from __future__ import annotations

from datetime import date
from random import Random
from time import perf_counter

import pytest

from matchmaker.domain.programme import Programme
from matchmaker.domain.round import Round
from matchmaker.domain.supporter import Supporter
from matchmaker.optimise.teams import assign_teams

REGIONS = (
    "North East",
    "North West",
    "Yorkshire and The Humber",
    "East Midlands",
    "West Midlands",
    "East of England",
    "London",
    "South East",
    "South West",
)
SIZES = (
    # Leads, people, regions; whether NetworkX is tried.
    pytest.param(33, 330, 1, True, id="region"),
    pytest.param(300, 3_000, 9, True, id="country-large"),
    pytest.param(300, 3_000, 1, False, id="one-region-country-large"),
)


def made(leads: int, people: int, regions: int) -> tuple[Round, dict[str, str]]:
    """A round, and who led whom before."""
    dice = Random(1)

    def place(number: int) -> dict[str, object]:
        region = number % regions
        return {
            "region": REGIONS[region],
            "authority": f"{REGIONS[region]} {dice.randrange(17)}",
            "easting": 200_000 + 100_000 * (region % 3) + dice.randrange(100_000),
            "northing": 100_000 + 100_000 * (region // 3) + dice.randrange(100_000),
            "capacity": 1,
        }

    supporters = [
        Supporter(id=f"l{i:04}", roles=("area_lead",), **place(i)) for i in range(leads)
    ]
    supporters += [
        Supporter(id=f"m{i:04}", roles=("mentor",), **place(i)) for i in range(people)
    ]
    before = {
        f"m{i:04}": f"l{dice.randrange(leads):04}"
        for i in range(people)
        if dice.random() < 0.8
    }
    rules = Programme.model_validate(
        {
            "schema": 1,
            "name": "test",
            "title": "Test",
            "roles": {
                "mentor": {"title": "Mentor"},
                "area_lead": {"title": "Area lead", "matched": False},
            },
            "criterion": [{"name": "region", "weight": 1}],
            "objective": [{"name": "coverage"}],
            "teams": {
                "target": 10,
                "warn_below": 6,
                "most": 12,
                "lead_role": "area_lead",
                "member_roles": ["mentor"],
            },
        }
    )
    whole = Round(
        name="test",
        programme=rules,
        today=date(2022, 9, 1),
        supporters=tuple(supporters),
        requests=(),
    )
    return whole, before


@pytest.mark.parametrize(("leads", "people", "regions", "record"), SIZES)
def test_both_engines_agree(leads, people, regions, record, capsys):
    matching_round, before = made(leads, people, regions)
    matched = [s.id for s in matching_round.supporters if "mentor" in s.roles]
    plans, seconds = {}, {}
    for engine in ("or-tools", "networkx") if record else ("or-tools",):
        start = perf_counter()
        plans[engine] = assign_teams(
            matching_round, matched, before=before, engine=engine
        )
        seconds[engine] = perf_counter() - start
    proofs = plans["or-tools"].proof
    with capsys.disabled():
        reached = ", ".join(f"{proof.objective} {proof.value}" for proof in proofs)
        times = ", ".join(
            f"{name} {took:.1f} s ({took / seconds['or-tools']:.1f} x)"
            for name, took in seconds.items()
        )
        print(f"\n{leads} leads, {people} people: {reached}; {times}")  # noqa: T201
    assert all(proof.proved for proof in proofs)
    assert all(plan.proof == proofs for plan in plans.values())
