"""Programmes that require stability, from the round to what people read."""

from importlib.resources import files
from pathlib import Path

import numpy as np
import pytest

from matchmaker.domain.decisions import Pin
from matchmaker.domain.programme import Programme
from matchmaker.domain.ties import Tie
from matchmaker.errors import InfeasibleError, PlanRejectedError
from matchmaker.pipeline import match
from matchmaker.pipeline.checking import refuse_faults
from matchmaker.reasons import blocking_pairs, explain
from matchmaker.reasons.not_paired import why_not
from matchmaker.report.plan_json import plan_document
from matchmaker.report.stability import STABLE
from matchmaker.report.summary import summarise, summary_sentences

THREE = {
    ("chess", "ann"): 9,
    ("chess", "bob"): 7,
    ("maths", "ann"): 8,
    ("maths", "cy"): 3,
    ("robot", "cy"): 2,
}
"""Best for all: chess has bob, maths has ann, robot has cy (17). Stable: chess has ann,
maths has cy (12), and nobody is left for robot."""


def made(solved):
    return {(p.request, p.supporter) for p in solved.plan.pairings}


def test_the_stable_plan_serves_fewer(wishes):
    free = match(wishes(THREE, programme={"stability": "report"}))
    assert [proof.value for proof in free.proof] == [3, 17]
    held = match(wishes(THREE))
    assert made(held) == {("chess", "ann"), ("maths", "cy")}
    assert [proof.value for proof in held.proof] == [2, 12]
    assert held.proved
    assert blocking_pairs(held) == ()


def test_a_plan_with_a_blocking_pair_is_never_written(wishes):
    solved = match(wishes(THREE, programme={"stability": "report"}))
    required = solved.round.programme.model_copy(update={"stability": "require"})
    object.__setattr__(solved, "round", solved.round.replace(programme=required))
    with pytest.raises(PlanRejectedError, match="stability"):
        refuse_faults(solved)


def test_pins_stand_and_the_rest_is_stable(wishes):
    solved = match(wishes(THREE, pins=(Pin(request="maths", supporter="ann"),)))
    assert made(solved) == {("chess", "bob"), ("maths", "ann"), ("robot", "cy")}


def test_rules_about_several_pairings_excuse_a_pair(wishes):
    """Apart, a and c cannot both have ann; then a goes to bob, whom it likes less."""
    points = {("a", "ann"): 5, ("a", "bob"): 1, ("c", "ann"): 6}
    assert made(match(wishes(points, ann=2))) == {("a", "ann"), ("c", "ann")}
    apart = match(
        wishes(points, ann=2, ties=(Tie(kind="apart", request="a", other="c"),))
    )
    assert made(apart) == {("a", "bob"), ("c", "ann")}


def test_no_stable_plan_is_said_with_the_rule_that_leaves_none(wishes):
    points = {("a", "ann"): 9, ("c", "ann"): 3}
    with pytest.raises(InfeasibleError) as refused:
        match(wishes(points, minimum={"c": 1}))
    first, second = refused.value.conflict
    assert first == (
        "no request and supporter may rather have each other (stability is required)"
    )
    assert second.startswith("c ")


def test_why_not_solves_again_among_stable_plans(wishes):
    solved = match(wishes(THREE))
    answer = why_not(solved, "chess", "bob")
    # Pinned to bob, chess leaves ann to maths, and cy to robot: 3 met, 17 points.
    assert answer.kind == "costs"
    assert answer.cost == {"coverage": -1, "points": -5}


def test_why_not_says_that_stability_forbids(wishes):
    """Pinned to cy, c would take the place of b, which must have somebody."""
    points = {("a", "ann"): 9, ("a", "cy"): 1, ("b", "ann"): 3, ("b", "cy"): 2}
    points |= {("c", "ann"): 8}
    solved = match(wishes(points, minimum={"b": 1}))
    assert made(solved) == {("a", "ann"), ("b", "cy")}
    answer = why_not(solved, "a", "cy")
    assert answer.kind == "breaks"
    assert answer.conflict[0].startswith("no request and supporter may rather")


def test_files_and_summary_say_so(wishes):
    for stability, stable in (("require", True), ("report", False)):
        solved = match(wishes(THREE, programme={"stability": stability}))
        document = plan_document(solved, explain(solved), {})
        assert document["stable"] is stable
        said = list(summary_sentences(summarise(solved, ())))
        assert (STABLE in said) is stable


def test_buddies_who_must_be_stable_may_be_three():
    path = Path(str(files("matchmaker") / "programmes"))
    from tomllib import loads

    texts = (p.read_text("utf-8") for p in sorted(path.glob("*.toml")))
    data = next(d for d in map(loads, texts) if "buddies" in d)
    for way in ("trio", "alone"):
        spec = {"buddies": data["buddies"] | {"odd_one_out": way}}
        programme = Programme.model_validate(data | spec | {"stability": "require"})
        assert programme.buddies.odd_one_out == way


@pytest.mark.parametrize("seed", range(6))
def test_lists_with_gaps_and_ties(seed, wishes):
    """The checker has the last word; a time limit leaves a stable plan too."""
    rng = np.random.default_rng(seed)
    points = {
        (f"r{r:02}", f"s{s:02}"): int(rng.integers(0, 5))
        for r in range(20)
        for s in range(20)
        if rng.random() < 0.3
    }
    solved = match(wishes(points))
    assert solved.proved
    assert blocking_pairs(solved) == ()
