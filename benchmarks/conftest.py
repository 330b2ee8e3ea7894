"""Rounds for the benchmarks: made once a session, the same on every machine."""

from __future__ import annotations

from functools import cache

import numpy as np
import pytest

from matchmaker.candidates import find_candidates
from matchmaker.domain.round import Round
from matchmaker.generate import generate_round
from matchmaker.intake import read_programme
from matchmaker.pipeline import match
from matchmaker.scoring import score

SIZES = (
    pytest.param(600, id="600"),
    pytest.param(2_000, id="2000"),
    pytest.param(10_000, id="10000-large"),
)


def pytest_generate_tests(metafunc):
    """Every benchmark of a phase runs at every size, or at those its file names."""
    if "settings" in metafunc.fixturenames:
        sizes = getattr(metafunc.module, "SIZES", SIZES)
        metafunc.parametrize("settings", sizes)


ROLES = ("expert", "mentor")
ASKED = 1.36
"""Requests to a setting in a national round."""


def with_one_role(whole: Round) -> Round:
    """The same with the first role of each person only."""
    single = tuple(
        supporter.model_copy(update={"roles": (supporter.roles[0],)})
        for supporter in whole.supporters
    )
    return whole.replace(supporters=single)


class Shelf:
    """Rounds of programme A in which no coupling rule binds, each made once."""

    @cache  # noqa: B019 - one shelf a session
    def made(self, settings: int) -> Round:
        """One role a person, so that loads are alike at each supporter."""
        programme = read_programme("early-years")
        return with_one_role(generate_round(programme, settings, seed=1))

    @cache  # noqa: B019
    def national(self, settings: int, seed: int = 1, people: float = 0.25) -> Round:
        """
        The same as thin as a national round: 34,000 requests of 25,000 settings.

        These have 6,250 people, a quarter of one to a setting, unless more or fewer
        are wanted.
        """
        each = int(people * settings) // len(ROLES)
        whole = generate_round(
            read_programme("early-years"),
            settings,
            seed=seed,
            people=dict.fromkeys(ROLES, each),
        )
        order = np.random.default_rng(seed).permutation(len(whole.requests))
        kept = np.sort(order[: int(ASKED * settings)]).tolist()
        thinned = whole.replace(requests=tuple(whole.requests[at] for at in kept))
        return with_one_role(thinned)

    @cache  # noqa: B019
    def screened(self, settings: int):
        return find_candidates(self.made(settings))

    @cache  # noqa: B019
    def scored(self, settings: int):
        return score(self.made(settings), self.screened(settings))

    @cache  # noqa: B019
    def solved(self, settings: int):
        return match(self.made(settings))


@pytest.fixture(scope="session")
def shelf():
    return Shelf()
