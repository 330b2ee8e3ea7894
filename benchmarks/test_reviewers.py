"""
Reviewers for papers, with given scores: the best total, and the worst off paper first.

Papers and reviewers are about some topics each; a pair is worth the cosine between the
two, in thousandths. Every paper has three reviewers, every reviewer no more than six
papers and no fewer than a lower quota, and some pairs have a conflict of interest. The
best total is one flow. Worst-off is a sum of three pairings here, which no flow can see;
both must be proved, worst-off and the most points with it.
"""

from __future__ import annotations

from datetime import date
from time import perf_counter

import numpy as np
import pytest

from matchmaker.domain.given import GivenPairs
from matchmaker.domain.request import Request
from matchmaker.domain.round import Round
from matchmaker.domain.supporter import Supporter
from matchmaker.intake import read_programme
from matchmaker.optimise.outcome import SolveParams
from matchmaker.pipeline import match

EACH, MOST, LEAST = 3, 6, 2
TOPICS = 25
CONFLICTED = 0.02
SIZES = (
    # Papers and reviewers; seconds for worst-off.
    pytest.param((24, 14), 5, id="24"),
    pytest.param((200, 110), 20, id="200"),
    pytest.param((600, 400), 120, id="600-large"),
    pytest.param((1_000, 2_000), 120, id="1000-large"),
    pytest.param((2_000, 1_300), 120, id="2000-large"),
)


def made(papers: int, reviewers: int, seed: int = 1) -> Round:
    dice = np.random.default_rng(seed)
    about, skilled = (
        dice.dirichlet(np.full(TOPICS, 0.2), people) for people in (papers, reviewers)
    )
    about /= np.linalg.norm(about, axis=1)[:, None]
    skilled /= np.linalg.norm(skilled, axis=1)[:, None]
    points = np.rint(1_000 * about @ skilled.T).astype(np.int64)
    paper, reviewer = np.nonzero(dice.random(points.shape) >= CONFLICTED)
    least = LEAST if LEAST * reviewers <= EACH * papers else 1
    return Round(
        name="reviewers",
        programme=read_programme("given-scores"),
        today=date(2022, 9, 1),
        requests=tuple(
            Request(id=f"p{i}", role="supporter", demand=EACH, minimum=EACH)
            for i in range(papers)
        ),
        supporters=tuple(
            Supporter(id=f"r{i}", roles=("supporter",), capacity=MOST, minimum=least)
            for i in range(reviewers)
        ),
        given=GivenPairs(
            paper.astype(np.int32),
            reviewer.astype(np.int32),
            points[paper, reviewer],
            np.ones(len(paper), np.int64),
        ),
    )


def told(name, answer, took, capsys):
    reached = ", ".join(
        f"{p.objective} {p.value} (bound {p.bound}, {p.shown_by})" for p in answer.proof
    )
    with capsys.disabled():
        print(  # noqa: T201
            f"\n{name}, {len(answer.candidates):,} pairs: {reached} in {took:.1f} s, "
            f"by {answer.engine}"
        )


def sums_of(answer):
    """The points of each paper."""
    papers = answer.candidates.request[answer.used]
    return np.bincount(papers, answer.scores.points[answer.used])


@pytest.mark.parametrize(("size", "seconds"), SIZES)
def test_total_and_worst_off(size, seconds, capsys):
    papers, reviewers = size
    # 1,000 papers cannot give each of 2,000 reviewers two, hence the lower quota of 1.
    whole = made(papers, reviewers)
    start = perf_counter()
    best = match(whole.replace(objective_override=("points",)))
    told(f"{papers} papers, total", best, perf_counter() - start, capsys)
    assert best.proof[0].shown_by == "prices"
    assert best.proof[0].proved
    start = perf_counter()
    fair = match(
        whole.replace(objective_override=("worst-off", "points")),
        SolveParams(time_limit=seconds),
    )
    told(f"{papers} papers, worst-off", fair, perf_counter() - start, capsys)
    worst, total = fair.proof
    assert sums_of(fair).min() == worst.value
    assert worst.value >= sums_of(best).min()
    assert worst.proved
    assert total.proved
    assert total.value <= best.proof[0].value
