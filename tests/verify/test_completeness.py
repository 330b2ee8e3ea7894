"""Nothing in the domain is left unchecked, and both say the same."""

from __future__ import annotations

import inspect
from importlib import import_module

import pytest

from matchmaker.domain.criteria import CRITERIA, Given
from matchmaker.domain.objective import LINEAR, OWN_NAMES, Objective
from matchmaker.domain.plan import Pairing
from matchmaker.domain.rules import COUPLING_RULES, PAIR_RULES
from matchmaker.verify.criteria import SUB_SCORES
from matchmaker.verify.criteria.given import given_points
from matchmaker.verify.figures import COMPARED
from matchmaker.verify.objectives import SENSES, VALUES
from matchmaker.verify.rules import COUPLING_CHECKS, PAIR_CHECKS


def name_of(kind):
    return kind.model_fields["name"].default


def sentence(documented):
    """The first line of a docstring: the rule as its owners say it."""
    return inspect.getdoc(documented).splitlines()[0]


@pytest.mark.parametrize("rule", [*PAIR_RULES, *COUPLING_RULES], ids=name_of)
def test_every_rule_is_checked_in_a_file_of_its_name(rule):
    checks = PAIR_CHECKS if rule in PAIR_RULES else COUPLING_CHECKS
    module = import_module(f"matchmaker.verify.rules.{name_of(rule)}")
    assert checks[name_of(rule)] is module.broken
    assert sentence(module.broken) == sentence(rule)


@pytest.mark.parametrize("criterion", CRITERIA, ids=name_of)
def test_every_criterion_is_scored_in_a_file_of_its_name(criterion):
    module = import_module(f"matchmaker.verify.criteria.{name_of(criterion)}")
    function = given_points if criterion is Given else SUB_SCORES[name_of(criterion)]
    assert inspect.getmodule(function) is module
    assert sentence(function) == sentence(criterion)


def test_nothing_is_checked_that_the_domain_does_not_have():
    assert set(PAIR_CHECKS) == {name_of(rule) for rule in PAIR_RULES}
    assert set(COUPLING_CHECKS) == {name_of(rule) for rule in COUPLING_RULES}
    assert {*SUB_SCORES, "given"} == {name_of(criterion) for criterion in CRITERIA}


def test_every_objective_has_a_value_and_a_sense():
    assert {*VALUES, "leximin"} == set(SENSES) == set(OWN_NAMES)
    assert all(Objective(name=name).sense == SENSES[name] for name in SENSES)
    assert set(LINEAR) <= set(VALUES)


def test_every_figure_of_a_pairing_is_compared():
    assert {*COMPARED, "request", "supporter"} == set(Pairing.model_fields)
