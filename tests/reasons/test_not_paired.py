"""Why not that pair: held against every plan there is, tried from the raw records."""

from dataclasses import replace
from datetime import date
from itertools import combinations

import numpy as np
import pytest

from matchmaker.candidates import Evidence
from matchmaker.domain.decisions import Forbid, Pin
from matchmaker.domain.given import GivenPairs
from matchmaker.domain.objective import Objective
from matchmaker.domain.programme import Programme
from matchmaker.domain.request import Request
from matchmaker.domain.round import Round
from matchmaker.domain.supporter import Supporter
from matchmaker.domain.ties import Tie
from matchmaker.errors import InputError, PlanRejectedError
from matchmaker.optimise.outcome import SolveParams
from matchmaker.pipeline import match
from matchmaker.pipeline.asking import Reply, confirm, turn, turn_again
from matchmaker.reasons import BrokenRule, Swap, explain, why_not
from matchmaker.reasons.outlook import request_outlook, supporter_outlook
from matchmaker.report.unmet_words import unmet_lines
from matchmaker.report.why_not import why_not_lines


@pytest.fixture(scope="module")
def club(given_scores):
    """A round of given points: `club({("r1", "ann"): 9, ...}, ann=2)`."""

    def make(points, *, asked=None, pins=(), forbids=(), **rooms):
        requests = sorted({r for r, _ in points} | set(asked or {}))
        people = sorted({s for _, s in points} | set(rooms))
        pairs = sorted(points)
        return Round(
            name="club",
            programme=given_scores,
            today=date(2026, 1, 5),
            requests=tuple(
                Request(id=r, role="supporter", **(asked or {}).get(r, {}))
                for r in requests
            ),
            supporters=tuple(
                Supporter(id=s, roles=("supporter",), capacity=rooms.get(s, 1))
                for s in people
            ),
            given=GivenPairs(
                request=np.array([requests.index(r) for r, _ in pairs], np.int32),
                supporter=np.array([people.index(s) for _, s in pairs], np.int32),
                points=np.array([points[pair] for pair in pairs], np.int64),
                load=np.ones(len(pairs), np.int64),
            ),
            pins=tuple(Pin(request=r, supporter=s) for r, s in pins),
            forbids=tuple(Forbid(request=r, supporter=s) for r, s in forbids),
        )

    return make


THREE = {
    ("chess", "ann"): 9,
    ("chess", "bob"): 7,
    ("maths", "ann"): 8,
    ("maths", "cy"): 3,
    ("robot", "cy"): 2,
}
"""Best: chess has bob, maths has ann, robot has cy: three units, 7 + 8 + 2 = 17."""


def _best_with(trial, plans, request, supporter):
    """The best values of all plans with a pair; `None` if there is no such plan."""
    found = [
        trial.values(plan)
        for plan in plans
        if any((r.id, s.id) == (request, supporter) for r, s, _ in plan)
    ]
    return max(found, key=trial.rank, default=None)


def _lost(name, now, then):
    if now is None or then is None:
        return 0 if now == then else None
    return then - now if name == "balance" else now - then


def _too_short(request, supporter):
    """Whether somebody has less in all, or in the role, than a request takes."""
    in_role = supporter.role_capacity.get(request.role, supporter.capacity)
    return request.load > min(supporter.capacity, in_role)


@pytest.mark.parametrize("seed", range(25))
def test_every_answer_against_every_plan_there_is(draw_round, oracle, seed):
    whole = draw_round(seed, strict=False)
    trial = oracle(whole)
    if len(trial.pairs) > 9:
        pytest.skip("too many pairs to try every plan for each of them")
    plans = [
        plan
        for size in range(len(trial.pairs) + 1)
        for plan in combinations(trial.pairs, size)
        if trial.holds(plan)
    ]
    solved = match(whole)
    possible = {(request.id, supporter.id) for request, supporter, _ in trial.pairs}
    names, now = whole.objective_names, [proof.value for proof in solved.proof]
    chosen = {(p.request, p.supporter) for p in solved.plan.pairings}
    everybody = {(r.id, s.id) for r in whole.requests for s in whole.supporters}
    for request, supporter in sorted(everybody - chosen):
        answer = why_not(solved, request, supporter)
        best = _best_with(trial, plans, request, supporter)
        if best is None:
            assert answer.kind == "breaks"
            too_short = _too_short(whole.request(request), whole.supporter(supporter))
            stands = (request, supporter) in possible and not too_short
            assert bool(answer.conflict) == stands
            assert bool(answer.broken) != stands
            continue
        cost = {n: _lost(n, a, b) for n, a, b in zip(names, now, best, strict=True)}
        assert dict(answer.cost) == cost
        assert answer.kind == ("costs" if any(cost.values()) else "tie")
        assert answer.exact
        first, *_ = answer.swaps
        assert first.request == request
        assert supporter in first.joins


@pytest.fixture(scope="module")
def clubs(club):
    """Forty small rounds of given points, solved."""
    return [match(_drawn(club, seed)) for seed in range(40)]


def _drawn(club, seed):
    rng = np.random.default_rng(seed)
    grid = [(f"r{r}", s) for r in range(5) for s in ("ann", "bob", "cy", "di")]
    points = {pair: int(rng.integers(0, 6)) for pair in grid if rng.random() < 0.5}
    rooms = {s: int(rng.integers(0, 3)) for s in ("ann", "bob", "cy", "di")}
    demand = {f"r{r}": {"demand": int(rng.integers(1, 3))} for r in range(5)}
    return club(points, asked=demand, **rooms)


def test_prices_say_what_solving_again_says(clubs):
    by_prices = 0
    for seed, solved in enumerate(clubs):
        for pair in range(len(solved.candidates)):
            reply, again = turn(solved, pair), turn_again(solved, pair)
            assert (reply.cost, reply.tie) == (again.cost, again.tie), (seed, pair)
            assert (reply.used is None) == (again.used is None)
            by_prices += reply.shown_by == "prices"
    assert by_prices > 200


def test_every_figure_of_an_outlook_is_confirmed_by_solving_again(clubs):
    for solved in clubs[:15]:
        for request in solved.round.requests:
            known = request_outlook(solved, request.id)
            assert request_outlook(solved, request.id, again=True) == known
            assert all(choice.shown_by == "prices" for choice in known.choices)
        for supporter in solved.round.supporters:
            known = supporter_outlook(solved, supporter.id)
            assert supporter_outlook(solved, supporter.id, again=True) == known


def test_a_figure_that_solving_again_does_not_confirm_is_refused(club):
    solved = match(club(THREE))
    pair = solved.candidates.find(0, 0)
    reply = turn(solved, pair)
    confirm(solved, pair, reply)
    reply.cost["points"] += 1
    with pytest.raises(PlanRejectedError, match="by solving again"):
        confirm(solved, pair, reply)


def test_a_cost_with_its_swaps(club):
    solved = match(club(THREE))
    answer = why_not(solved, "chess", "ann")
    assert answer.kind == "costs"
    # maths must then take cy, and robot is left out: 9 + 3 = 12 points.
    assert answer.cost == {"coverage": 1, "points": 5}
    assert answer.points == 9
    assert answer.swaps == (
        Swap("chess", leaves=("bob",), joins=("ann",)),
        Swap("maths", leaves=("ann",), joins=("cy",)),
        Swap("robot", leaves=("cy",), joins=()),
    )
    assert answer.shown_by == "prices"
    assert not answer.confirmed
    assert why_not(solved, "chess", "ann", confirmed=True).confirmed


def test_a_tie(club):
    solved = match(club({("chess", "ann"): 5, ("chess", "bob"): 5}))
    (pairing,) = solved.plan.pairings
    other = "bob" if pairing.supporter == "ann" else "ann"
    answer = why_not(solved, "chess", other)
    assert answer.kind == "tie"
    assert answer.cost == {"coverage": 0, "points": 0}


def test_a_decision_that_stands_against_it_is_a_conflict(club):
    solved = match(club(THREE, pins=[("maths", "ann")]))
    answer = why_not(solved, "chess", "ann")
    assert answer.kind == "breaks"
    assert answer.broken == ()
    assert answer.cost == {}
    # Chess is not pinned to ann: that is what was asked.
    assert answer.conflict == ("maths is pinned to ann", "ann has room for 1")


def test_a_pair_that_was_ruled_out(club):
    whole = club(THREE, forbids=[("chess", "ann")])
    answer = why_not(match(whole), "chess", "ann")
    assert answer.kind == "breaks"
    assert answer.broken == (BrokenRule("forbidden", Evidence("", "")),)


@pytest.mark.parametrize(
    ("request_id", "supporter", "said"),
    [
        ("zumba", "ann", "no request 'zumba'"),
        ("chess", "eve", "no supporter 'eve'"),
        ("chess", "bob", "gives bob to chess"),
    ],
)
def test_what_cannot_be_asked(club, request_id, supporter, said):
    with pytest.raises(InputError, match=said):
        why_not(match(club(THREE)), request_id, supporter)


def test_what_hangs_on_a_supporter(club):
    outlook = supporter_outlook(match(club(THREE)), "ann")
    assert (outlook.capacity, outlook.load, outlook.serves) == (1, 1, ("maths",))
    # With a second place chess would have ann for 9, not bob for 7.
    assert outlook.worth == {"coverage": 0, "points": 2}
    (choice,) = outlook.choices
    assert (choice.request, choice.points) == ("chess", 9)
    assert choice.cost == {"coverage": 1, "points": 5}
    assert choice.exact


def test_what_hangs_on_a_request(club):
    solved = match(club(THREE | {("debate", "cy"): 1}))
    outlook = request_outlook(solved, "debate")
    assert outlook.worth == {"coverage": 0, "points": 0}
    # Swaps lead from cy to robot and to nobody else.
    assert [wish.request for wish in outlook.shortage.wishes] == ["debate", "robot"]
    assert [(p.supporter, p.places) for p in outlook.shortage.places] == [("cy", 1)]
    (choice,) = outlook.choices
    assert choice.cost == {"coverage": 0, "points": 1}
    robot = request_outlook(solved, "robot")
    # Without robot, debate would have cy: 2 points less, but 1 more.
    assert robot.worth == {"coverage": 0, "points": 1}
    assert robot.in_best_plans == (("cy", "all"),)
    assert robot.shortage is None


def test_alternatives_are_solved_for_where_prices_cannot_tell(club):
    whole = club(THREE).replace(objective_override=("coverage", "worst-off", "points"))
    solved = match(whole)
    assert solved.marginals is None
    unknown = supporter_outlook(solved, "ann")
    assert (unknown.choices, unknown.worth) == ((), None)
    outlook = supporter_outlook(solved, "ann", again=True)
    # With a second place chess would have ann for 9 and bob's 7 would go.
    assert outlook.worth == {"coverage": 0, "worst-off": 0, "points": 2}
    (choice,) = outlook.choices
    # Worst off is then maths with 3, not robot with 2.
    assert choice.cost == {"coverage": 1, "worst-off": -1, "points": 5}
    assert choice.exact


def test_more_alternatives_than_are_named(club):
    names = "abcdefg"
    solved = match(club({("chess", s): i for i, s in enumerate(names)}))
    outlook = request_outlook(solved, "chess")
    assert [c.supporter for c in outlook.choices] == ["f", "e", "d", "c", "b"]
    assert [c.cost["points"] for c in outlook.choices] == [1, 2, 3, 4, 5]
    assert outlook.choices_left == 1


def test_swaps_stand_in_the_order_in_which_they_make_room(club):
    # e has ann (5), c has bob (5), d has cy (5), and di is free for c alone (1). If e
    # insists on cy, d must take bob (4), and c the free one.
    points = {
        ("c", "bob"): 5,
        ("c", "di"): 1,
        ("d", "bob"): 4,
        ("d", "cy"): 5,
        ("e", "ann"): 5,
        ("e", "cy"): 5,
    }
    answer = why_not(match(club(points)), "e", "cy")
    assert answer.cost == {"coverage": 0, "points": 5}
    assert [swap.request for swap in answer.swaps] == ["e", "d", "c"]


def test_rules_about_several_pairings_are_kept_by_the_swaps(club, given_scores):
    # ann has two places. chess and maths may not have the same person, so if chess
    # insists on ann, maths must leave her: not 9 - 7 gained, but 5 lost again.
    whole = club(THREE, ann=2)
    free = match(whole)
    assert {p.supporter for p in free.plan.pairings} == {"ann", "cy"}
    data = given_scores.model_dump(by_alias=True) | {"rule": [{"name": "apart"}]}
    apart = whole.replace(
        programme=Programme.model_validate(data),
        ties=(Tie(kind="apart", request="chess", other="maths"),),
    )
    solved = match(apart)
    if solved.marginals is not None:
        assert solved.marginals.coupled
    answer = why_not(solved, "chess", "ann")
    # The best apart is 7 + 8 + 2; with ann at chess robot is left out: 9 + 3.
    assert answer.cost == {"coverage": 1, "points": 5}
    assert answer.shown_by == "solver"


def test_a_rule_that_does_not_bind_yet_may_bind_in_the_swaps(club, given_scores):
    # ann (two places) serves maths alone, because chess likes bob better; chess may
    # not have her beside maths.
    points = THREE | {("chess", "bob"): 10}
    data = given_scores.model_dump(by_alias=True) | {"rule": [{"name": "apart"}]}
    whole = club(points, ann=2).replace(
        programme=Programme.model_validate(data),
        ties=(Tie(kind="apart", request="chess", other="maths"),),
    )
    solved = match(whole)
    assert solved.marginals.coupled
    answer = why_not(solved, "chess", "ann")
    # Without the rule it would be 1 point; with it robot is left out: 9 + 3.
    assert answer.cost == {"coverage": 1, "points": 8}
    assert answer.shown_by == "solver"
    outlook = supporter_outlook(solved, "ann")
    (choice,) = outlook.choices
    assert (choice.cost, choice.exact) == ({"coverage": 0, "points": 1}, False)
    assert outlook.worth is None
    (choice,) = supporter_outlook(solved, "ann", again=True).choices
    assert (choice.cost, choice.exact) == ({"coverage": 1, "points": 8}, True)


def test_no_prices_where_the_plan_is_not_the_best_in_order(club):
    solved = match(club(THREE))
    assert solved.marginals is not None
    loose = (Objective(name="coverage", tolerance=1), Objective(name="points"))
    whole = solved.round.replace(objective_override=loose)
    assert replace(solved, round=whole).marginals is None
    unproved = solved.proof[1].model_copy(update={"bound": 18})
    assert replace(solved, proof=(solved.proof[0], unproved)).marginals is None


def test_the_worth_of_a_request_whose_people_are_pinned_is_not_known(club):
    solved = match(club(THREE, pins=[("maths", "ann")]))
    assert request_outlook(solved, "maths").worth is None
    assert request_outlook(solved, "maths", again=True).worth is None


def test_a_request_that_must_be_met_may_want_less(club):
    whole = club(THREE, asked={"robot": {"minimum": 1}})
    solved = match(
        whole.replace(objective_override=("coverage", "worst-off", "points"))
    )
    worth = request_outlook(solved, "robot", again=True).worth
    # Without robot worst off is chess with bob: 7 points.
    assert worth == {"coverage": 1, "worst-off": -5, "points": 2}


def test_confirming_looks_at_every_figure(club, monkeypatch):
    solved = match(club(THREE))
    wrong = {"coverage": 0, "points": 1}

    def by_prices(solved, pair, params=None):
        return Reply(wrong, solved.used, shown_by="prices")

    monkeypatch.setattr("matchmaker.reasons.not_paired.turn", by_prices)
    assert why_not(solved, "chess", "ann").cost == wrong
    with pytest.raises(PlanRejectedError):
        why_not(solved, "chess", "ann", confirmed=True)
    monkeypatch.setattr("matchmaker.reasons.outlook.place_worth", lambda *_: wrong)
    with pytest.raises(PlanRejectedError):
        supporter_outlook(solved, "ann", again=True)


def test_a_tolerance_holds_for_another_choice_too(club):
    """Coverage may fall by one for points: chess has ann (9), maths nobody."""
    points = {("chess", "ann"): 9, ("chess", "bob"): 1, ("maths", "ann"): 2}
    points |= {("x", "di"): 5, ("x", "ed"): 4}
    loose = (Objective(name="coverage", tolerance=1), Objective(name="points"))
    solved = match(club(points).replace(objective_override=loose))
    assert [(p.request, p.supporter) for p in solved.plan.pairings] == [
        ("chess", "ann"),
        ("x", "di"),
    ]
    # Held to all the coverage there is, chess would have to take bob, too.
    assert why_not(solved, "x", "ed").cost == {"coverage": 0, "points": 1}


@pytest.mark.parametrize("seed", range(6))
def test_of_equal_plans_the_nearest_is_told(club, seed):
    """If chess has bob, ann is free; x could have her as well as di, who stays."""
    points = {("chess", "ann"): 5, ("chess", "bob"): 4, ("x", "ann"): 3, ("x", "di"): 3}
    whole = club(points).replace(objective_override=("coverage", "points", "balance"))
    solved = match(whole, SolveParams(seed=seed))
    assert solved.marginals is None
    (swap,) = why_not(solved, "chess", "bob").swaps
    assert swap == Swap("chess", leaves=("ann",), joins=("bob",))


def test_what_every_best_plan_has_is_found_by_solving_where_prices_cannot(club):
    points = {("chess", "ann"): 5, ("maths", "bob"): 3, ("maths", "cy"): 3}
    solved = match(
        club(points).replace(objective_override=("coverage", "points", "balance"))
    )
    assert request_outlook(solved, "chess").in_best_plans == ()
    for request, share in (("chess", "all"), ("maths", "some")):
        ((_, found),) = request_outlook(solved, request, again=True).in_best_plans
        assert found == share


def test_out_of_time_figures_are_left_out_not_made_up(club):
    solved = match(
        club(THREE).replace(objective_override=("coverage", "points", "balance"))
    )
    outlook = supporter_outlook(solved, "ann", again=True, limit=0.0)
    assert (outlook.choices, outlook.choices_left, outlook.worth) == ((), 1, None)


def test_prices_are_not_looked_for_where_a_rule_binds(club, given_scores):
    data = given_scores.model_dump(by_alias=True) | {"rule": [{"name": "apart"}]}
    whole = club(THREE, ann=2).replace(
        programme=Programme.model_validate(data),
        ties=(Tie(kind="apart", request="chess", other="maths"),),
    )
    solved = match(whole)
    assert solved.engine != "flow"
    assert solved.marginals is None


def test_whoever_has_less_in_all_than_a_request_takes_could_not_have_come(club):
    # bob has no place at all; the one of ann goes to maths, which is worth more.
    solved = match(
        club({("maths", "ann"): 9, ("chess", "ann"): 5, ("chess", "bob"): 7}, bob=0)
    )
    (reason,) = explain(solved).unmet
    assert [taken.supporter for taken in reason.taken] == ["ann"]
    assert (reason.candidates, dict(reason.funnel)["capacity"]) == (1, 1)
    assert unmet_lines(reason, solved.round)[1].endswith(
        "1 with less to give in all than this takes: 1 place."
    )


@pytest.mark.parametrize(("most", "nearest"), [(0, "bob"), (1, None)])
def test_the_nearest_may_be_one_who_has_too_little(club, most, nearest):
    solved = match(club({("maths", "ann"): 9, ("chess", "bob"): 7}, bob=most))
    unmet = explain(solved).unmet
    assert [reason.nearest.supporter for reason in unmet] == [nearest] * (not most)
    if not most:
        assert unmet_lines(unmet[0], solved.round)[-1] == (
            "Nearest: bob, who breaks one rule: this takes 1 place; this person can give "
            "it 0 places at the most."
        )
        assert why_not_lines(why_not(solved, "chess", "bob"), solved.round) == (
            "bob cannot come to chess: this takes 1 place; this person can give it "
            "0 places at the most.",
        )
