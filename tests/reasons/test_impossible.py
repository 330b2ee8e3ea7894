"""Why a round has no plan: held against every plan there is, tried one by one."""

import itertools
from collections import Counter
from datetime import date
from random import Random

import numpy as np
import pytest

from matchmaker.domain.decisions import Forbid, Pin
from matchmaker.domain.given import GivenPairs
from matchmaker.domain.programme import Programme
from matchmaker.domain.quota import Quota
from matchmaker.domain.request import Request
from matchmaker.domain.round import Round
from matchmaker.domain.setting import Setting
from matchmaker.domain.supporter import Supporter
from matchmaker.domain.ties import Tie
from matchmaker.errors import InfeasibleError, NoPlanError
from matchmaker.optimise.outcome import SolveParams
from matchmaker.pipeline import match
from matchmaker.pipeline.changes import Change, changed
from matchmaker.reasons.impossible import why_impossible
from matchmaker.report.impossible import impossible_lines


@pytest.fixture(scope="module")
def club(given_scores):
    """A round of given points: `club("r1 ann", "r1 bob")`, each worth 1 point more."""

    def make(*listed, pins=(), needs=(), asked=1, rules=(), **fields):
        pairs = [tuple(pair.split()) for pair in listed]
        requests = sorted({r for r, _ in pairs})
        people = sorted({s for _, s in pairs})
        data = given_scores.model_dump(by_alias=True)
        whole = Round(
            name="club",
            programme=Programme.model_validate(data | {"rule": list(rules)}),
            today=date(2026, 1, 5),
            requests=tuple(
                Request(id=r, role="supporter", demand=asked, minimum=int(r in needs))
                for r in requests
            ),
            supporters=tuple(
                Supporter(id=s, roles=("supporter",), capacity=1) for s in people
            ),
            given=GivenPairs(
                request=np.array([requests.index(r) for r, _ in pairs], np.int32),
                supporter=np.array([people.index(s) for _, s in pairs], np.int32),
                points=np.arange(1, len(pairs) + 1),
                load=np.ones(len(pairs), np.int64),
            ),
            pins=tuple(
                Pin(request=r, supporter=s, by="Kim", reason="agreed")
                for r, s in (pin.split() for pin in pins)
            ),
        )
        return whole.replace(**fields)

    return make


def _said(whole, **options):
    return list(impossible_lines(why_impossible(whole, **options), whole))


def test_two_pins_on_one_place(club):
    whole = club("r1 ann", "r1 bob", "r2 ann", pins=("r1 ann", "r2 ann"))
    assert _said(whole) == [
        "No plan can hold all of these at once:",
        "  - r1 is pinned to ann (pins.csv: Kim: agreed)",
        "  - r2 is pinned to ann (pins.csv: Kim: agreed)",
        "  - ann has 1 place to give",
        "Leave out any one of them, and the others can hold.",
        "A plan holds with any one of these, the easiest first:",
        # Without the first pin r1 has bob, 2 + 3 points; a place more gives 1 + 3.
        "  - ann is no longer pinned to r1 (then all requests met, 5 points)",
        "  - 1 place more of ann (then all requests met, 4 points)",
        "  - ann is no longer pinned to r2 (then 1 unit unmet, 1 point)",
    ]


def test_a_round_with_a_plan_is_not_impossible(club):
    assert why_impossible(club("r1 ann", pins=("r1 ann",))) is None


def test_a_pin_of_a_pair_that_was_ruled_out(club):
    whole = club("r1 ann", "r1 bob", pins=("r1 ann",)).replace(
        forbids=(Forbid(request="r1", supporter="ann"),)
    )
    found = why_impossible(whole)
    assert [part.kind for part in found.parts] == ["pin", "broken"]
    (repair,) = found.repairs
    assert repair.changes == (Change("unpin", request="r1", supporter="ann"),)


def test_two_conflicts_take_two_changes(club):
    whole = club("r1 ann", "r2 ann", "r3 bob", "r4 bob", needs=("r1", "r2", "r3", "r4"))
    found = why_impossible(whole)
    assert len(found.parts) == 3
    assert {len(repair.changes) for repair in found.repairs} == {2}
    best = found.repairs[0]
    assert [(c.kind, c.supporter) for c in best.changes] == [
        ("place", "ann"),
        ("place", "bob"),
    ]
    assert best.missing == 0


def test_five_conflicts_still_have_a_repair(club):
    listed = [f"r{i}{side} s{i}" for i in range(5) for side in "ab"]
    whole = club(*listed, needs={pair.split()[0] for pair in listed})
    (repair,) = why_impossible(whole).repairs
    assert len(repair.changes) == 5
    match(changed(whole, *repair.changes))


def test_no_repair_is_one_that_the_order_of_objectives_forbids(club):
    # With the worst off first, everybody must be met: no minimum can be lowered.
    whole = club("r1 ann", "r2 ann", needs=("r1", "r2"))
    order = ("worst-off", "coverage")
    assert {r.changes[0].kind for r in why_impossible(whole).repairs} > {"place"}
    (repair,) = why_impossible(whole.replace(objective_override=order)).repairs
    assert repair.changes == (Change("place", supporter="ann", before=1, after=2),)


def test_a_lower_quota_and_too_few_people(club):
    """In the north 3 pairings are asked for; ann and bob give one each."""
    whole = club(
        "r1 ann", "r2 bob", "r3 bob", rules=[{"name": "quota"}], asked=1
    ).replace(
        settings=(Setting(id="n", region="north"),),
        quotas=(Quota(by="region", name="north", least=3),),
    )
    placed = [q.model_copy(update={"setting": "n"}) for q in whole.requests]
    whole = whole.replace(requests=placed)
    lines = _said(whole)
    assert "  - the rule 'quota': at least 3 pairings in north" in lines
    found = why_impossible(whole)
    changes = {repair.changes[0] for repair in found.repairs}
    assert (
        Change("quota", parameter="least", party="in north", before=3, after=2)
        in changes
    )
    assert Change("place", supporter="bob", before=1, after=2) in changes
    assert "the quota in north is at least 2 instead of 3" in "\n".join(lines)


def test_a_tie_that_stands_against_a_pin(club):
    whole = club(
        "r1 ann", "r2 bob", pins=("r1 ann", "r2 bob"), rules=[{"name": "together"}]
    ).replace(ties=(Tie(kind="together", request="r1", other="r2"),))
    found = why_impossible(whole)
    kinds = {change.kind for repair in found.repairs for change in repair.changes}
    assert "untie" in kinds
    assert "r1 and r2 are no longer tied" in "\n".join(_said(whole))


def test_a_budget_below_what_is_pinned(draw_round, early_years):
    """One expert costs £1,900 more than the £1 there is."""
    for seed in range(200):
        whole = draw_round(seed, strict=False, size=(2, 3, 3)).replace(budgets={})
        pairs = [p for p in match(whole).plan.pairings if p.pence]
        if pairs:
            break
    one = pairs[0]
    region = whole.setting_of(whole.request(one.request)).region
    poor = whole.replace(
        pins=(Pin(request=one.request, supporter=one.supporter),), budgets={region: 100}
    )
    found = why_impossible(poor)
    (budget,) = [r for r in found.repairs if r.changes[0].kind == "budget"]
    assert budget.changes[0].after == one.pence
    assert f"the budget of {region} is £" in "\n".join(_said(poor))


def test_out_of_time_it_says_so(club):
    whole = club("r1 ann", "r1 bob", "r2 ann", pins=("r1 ann", "r2 ann"))
    found = why_impossible(whole, SolveParams(time_limit=0.0))
    assert not found.minimal
    assert not found.complete
    lines = list(impossible_lines(found, whole))
    assert "Time ran out: perhaps not all of these are to blame." in lines
    assert lines[-1].startswith("No repair was found")
    # Whether a tie can be kept, no flow can tell at once.
    tied = club(
        "r1 ann", "r2 bob", pins=("r1 ann", "r2 bob"), rules=[{"name": "together"}]
    ).replace(ties=(Tie(kind="together", request="r1", other="r2"),))
    with pytest.raises(NoPlanError):
        why_impossible(tied, SolveParams(time_limit=0.0))


class Every:
    """Every plan of a small round, also of what an oracle does not ask: pins, minimums."""

    def __init__(self, oracle, whole):
        self.tried, self.whole = oracle(whole), whole

    def any_holds(self):
        pairs = self.tried.pairs
        if len(pairs) > 11:
            pytest.skip("too many pairs to try every plan of every changed round")
        return any(
            self._keeps_minimums(plan) and self.tried.holds(plan)
            for size in range(len(pairs) + 1)
            for plan in itertools.combinations(pairs, size)
        )

    def _keeps_minimums(self, plan):
        made = {(r.id, s.id) for r, s, _ in plan}
        units = Counter(r.id for r, _, _ in plan)
        load = Counter()
        for request, supporter, _ in plan:
            load[supporter.id] += request.load
        return (
            all((p.request, p.supporter) in made for p in self.whole.pins)
            and all(units[q.id] >= q.minimum for q in self.whole.requests)
            and all(load[s.id] >= s.minimum for s in self.whole.supporters)
        )


def _contested(draw_round, seed):
    """A small round with pins and minimums that are likely too many."""
    whole = draw_round(seed, strict=False, size=(2, 4, 3))
    random = Random(seed)
    asked = [
        q.model_copy(update={"minimum": random.choice((0, 0, 1))})
        for q in whole.requests
    ]
    people = [
        s.model_copy(update={"minimum": random.choice((0, 0, 0, 360, 1080))})
        for s in whole.supporters
    ]
    pairs = list(itertools.product(whole.requests, whole.supporters))
    pins = [
        Pin(request=r.id, supporter=s.id)
        for r, s in random.sample(pairs, random.randint(0, 2))
    ]
    return whole.replace(requests=asked, supporters=people, pins=tuple(pins))


def _less(change):
    """The same change by a little less: a unit, an hour, a penny."""
    step = {"place": 60, "least": 60}.get(change.kind, 1)
    if not isinstance(change.after, int) or change.size <= step:
        return None
    toward = step if change.after < change.before else -step
    values = {name: getattr(change, name) for name in Change.__dataclass_fields__}
    return Change(**values | {"after": change.after + toward})


@pytest.mark.parametrize("seed", range(60))
def test_repairs_against_every_plan(seed, draw_round, oracle):
    whole = _contested(draw_round, seed)
    impossible = not Every(oracle, whole).any_holds()
    found = why_impossible(whole)
    assert (found is not None) == impossible
    if found is None:
        return
    assert found.minimal
    assert found.parts
    for repair in found.repairs:
        changes = repair.changes
        if any(c.kind == "rule" and c.parameter is None for c in changes):
            continue  # the oracle cannot do without a rule
        assert Every(oracle, changed(whole, *changes)).any_holds()
        for one in changes:
            rest = [other for other in changes if other != one]
            assert not Every(oracle, changed(whole, *rest)).any_holds(), one
            less = _less(one)
            if less is not None and len(changes) == 1:
                assert not Every(oracle, changed(whole, less)).any_holds(), one
    singles = {r.changes for r in found.repairs if len(r.changes) == 1}
    if found.complete and len(found.repairs) < 12:
        for pin in whole.pins:
            free = Change("unpin", request=pin.request, supporter=pin.supporter)
            if Every(oracle, changed(whole, free)).any_holds():
                assert (free,) in singles


def test_the_error_of_the_solver_names_the_same_parts(club):
    whole = club("r1 ann", "r2 ann", pins=("r1 ann", "r2 ann"))
    with pytest.raises(InfeasibleError) as caught:
        match(whole)
    assert len(caught.value.conflict) == len(why_impossible(whole).parts)
