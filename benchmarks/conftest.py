"""Rounds for the benchmarks: made once a session, the same on every machine."""

from __future__ import annotations

from functools import cache

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


class Shelf:
    """Rounds of programme A in which no coupling rule binds, each made once."""

    @cache  # noqa: B019 - one shelf a session
    def made(self, settings: int) -> Round:
        """One role a person, so that loads are alike at each supporter."""
        whole = generate_round(read_programme("early-years"), settings, seed=1)
        single = tuple(
            supporter.model_copy(update={"roles": (supporter.roles[0],)})
            for supporter in whole.supporters
        )
        return whole.replace(supporters=single)

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
