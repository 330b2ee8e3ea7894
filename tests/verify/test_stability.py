"""Whether anybody would rather have each other, looked for by the checker alone."""

import numpy as np
import pytest

from matchmaker import verify
from matchmaker.domain.decisions import Forbid, Pin
from matchmaker.domain.ties import Tie
from matchmaker.pipeline import match
from matchmaker.reasons import blocking_pairs
from matchmaker.verify import stability
from matchmaker.verify.facts import Facts

THREE = {
    ("chess", "ann"): 9,
    ("chess", "bob"): 7,
    ("maths", "ann"): 8,
    ("maths", "cy"): 3,
    ("robot", "cy"): 2,
}
"""Best for all: chess has bob, maths has ann, robot has cy. Chess and ann would leave."""


def best_for_all(whole):
    """The plan as if nobody asked for stability."""
    off = whole.programme.model_copy(update={"stability": "off"})
    return match(whole.replace(programme=off))


def faults(whole, plan=None):
    """Requests and messages of what the checker says of stability."""
    plan = plan or best_for_all(whole).plan
    found = verify.check(whole, plan)
    assert {fault.rule for fault in found} <= {"stability"}
    return [(fault.party, fault.message) for fault in found]


def test_two_who_would_leave_are_named(wishes):
    ((party, message),) = faults(wishes(THREE))
    assert party == "chess"
    assert message == (
        "with ann: both would rather have each other (9 points) than what the plan "
        "gives them"
    )


@pytest.mark.parametrize("stability", ["off", "report"])
def test_nothing_is_said_where_stability_is_not_required(wishes, stability):
    assert faults(wishes(THREE, programme={"stability": stability})) == []


def test_what_is_worth_as_much_is_kept(wishes):
    assert faults(wishes(THREE | {("chess", "ann"): 8})) == []


def test_nobody_gives_up_what_is_pinned(wishes):
    assert faults(wishes(THREE, pins=(Pin(request="maths", supporter="ann"),))) == []
    assert faults(wishes(THREE, pins=(Pin(request="chess", supporter="bob"),))) == []


def test_who_may_not_have_each_other_cannot_block(wishes):
    forbid = Forbid(request="chess", supporter="ann")
    assert faults(wishes(THREE, forbids=(forbid,))) == []


def test_somebody_gives_up_several_to_have_room(wishes):
    """a takes both of ann's places; b and c are worth 2 and 3 to her."""
    points = {("a", "ann"): 4, ("b", "ann"): 2, ("c", "ann"): 3}
    ((party, _),) = faults(wishes(points, load={"a": 2}, ann=2))
    assert party == "a"
    assert faults(wishes(points | {("a", "ann"): 3}, load={"a": 2}, ann=2)) == []


def test_a_rule_about_several_pairings_may_forbid_it(wishes):
    """Ann would take a beside c, but for the tie; c is worth more to her."""
    apart = {"ties": (Tie(kind="apart", request="a", other="c"),)}
    for worth_of_c, named in ((6, []), (4, ["a"])):
        points = {("a", "ann"): 5, ("a", "bob"): 1, ("c", "ann"): worth_of_c}
        found = faults(wishes(points, ann=2, **apart))
        assert [party for party, _ in found] == named


def drawn(wishes, seed, **more):
    rng = np.random.default_rng(seed)
    names = ("ann", "bob", "cy", "di")
    grid = [(f"r{r}", s) for r in range(5) for s in names]
    points = {pair: int(rng.integers(0, 6)) for pair in grid if rng.random() < 0.6}
    rooms = {s: int(rng.integers(1, 4)) for s in names}
    return wishes(
        points,
        demand={f"r{r}": int(rng.integers(1, 4)) for r in range(5)},
        load={f"r{r}": int(rng.integers(1, 3)) for r in range(5)},
        **{s: room for s, room in rooms.items() if any(s == who for _, who in points)},
        **more,
    )


@pytest.mark.parametrize("seed", range(30))
def test_those_and_only_those_whom_explanations_find(seed, wishes):
    whole = drawn(wishes, seed, programme={"stability": "report"})
    solved = match(whole)
    found = {(p.request, f"with {p.supporter}") for p in blocking_pairs(solved)}
    required = drawn(wishes, seed)
    said = {
        (party, message.split(":", 1)[0])
        for party, message in faults(required, solved.plan)
    }
    assert said == found


def test_where_not_all_pairs_are_looked_at_everybody_has_a_turn(
    draw_round, monkeypatch
):
    whole = draw_round(3, strict=False)
    requests, people = len(whole.requests), len(whole.supporters)
    # Half of them would be every other pair: the same people for each request.
    monkeypatch.setattr(stability, "MOST_DERIVED", requests * people // 2)
    seen = [(r.id, s.id) for r, s, _ in stability._pairs(Facts(whole))]
    assert len(set(seen)) == len(seen) <= requests * people // 2
    assert {s for _, s in seen} == {s.id for s in whole.supporters}
    assert {r for r, _ in seen} == {r.id for r in whole.requests}
