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


@cache
def made(settings: int) -> Round:
    """A round of programme A in which no coupling rule binds: one role a person."""
    whole = generate_round(read_programme("early-years"), settings, seed=1)
    single = tuple(
        supporter.model_copy(update={"roles": (supporter.roles[0],)})
        for supporter in whole.supporters
    )
    return whole.replace(supporters=single)


@cache
def screened(settings: int):
    return find_candidates(made(settings))


@cache
def scored(settings: int):
    return score(made(settings), screened(settings))


@cache
def solved(settings: int):
    return match(made(settings))
