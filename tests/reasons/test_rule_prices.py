"""What each rule and objective cost, held against every plan there is."""

import pytest

from matchmaker.domain.programme import Programme
from matchmaker.pipeline import match
from matchmaker.reasons.rule_prices import price_of_rules

FREE_OF_TRAVEL = ("travel",)
"""Left out, the points of journeys need the limit; the oracle reads it from the round."""


@pytest.mark.parametrize("seed", range(8))
def test_rules_against_every_plan_without_them(seed, draw_round, oracle):
    whole = draw_round(seed, strict=False, size=(2, 3, 3))
    for price in price_of_rules(match(whole)).prices:
        if price.kind == "rule" and price.name not in FREE_OF_TRAVEL:
            best = oracle(_without(whole, price.name)).best()
            assert tuple(price.values.values()) == best, price.name
            assert price.exact


def _without(whole, rule):
    data = whole.programme.model_dump(by_alias=True)
    for listed in data["rule"]:
        if listed["name"] == rule:
            # Nobody asks for a lead: the rule is there, and speaks of no pair.
            listed["roles"] = ["area_lead"]
    return whole.replace(programme=Programme.model_validate(data))


@pytest.mark.parametrize("seed", range(8))
def test_a_plan_is_never_worse_first_without_a_rule(seed, draw_round):
    whole = draw_round(seed, strict=False, size=(3, 5, 4))
    for price in price_of_rules(match(whole)).prices:
        if price.kind == "rule":
            gains = [gain for gain in price.gain.values() if gain != 0]
            assert not gains or gains[0] is None or gains[0] > 0, price.name


@pytest.mark.parametrize("seed", range(12))
def test_the_price_of_fairness(seed, draw_round, oracle):
    """Points without worst-off are those of the best plan that never seeks it."""
    whole = draw_round(seed, strict=False, size=(2, 3, 3)).replace(
        objective_override=("coverage", "worst-off", "points")
    )
    prices = {p.name: p for p in price_of_rules(match(whole)).prices}
    unfair = oracle(whole.replace(objective_override=("coverage", "points"))).best()
    price = prices["worst-off"]
    assert (price.values["coverage"], price.values["points"]) == unfair
    assert price.gain["points"] >= 0
    # With worst-off first, to serve nobody would be best: coverage stays.
    assert "coverage" not in prices


def test_out_of_time_the_rest_is_left_out(draw_round):
    solved = match(draw_round(1, strict=False, size=(2, 3, 3)))
    cut = price_of_rules(solved, limit=0.0)
    assert (cut.prices, cut.complete) == ((), False)
    assert price_of_rules(solved).complete
