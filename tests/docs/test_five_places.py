"""One rule is one file name in five places; so is one criterion, and one bonus."""

from __future__ import annotations

import inspect
from importlib import import_module
from pathlib import Path

import matchmaker

PACKAGE = Path(matchmaker.__file__).parent


def test_a_pair_rule_stands_in_five_places(root, pair_kind, kind_name):
    name = kind_name(pair_kind)
    assert pair_kind.kind == "pair"
    _assert_functions(f"matchmaker.candidates.rules.{name}", "screen", "evidence")
    _assert_the_rest(root, pair_kind, name, "rules", "broken")


def test_a_coupling_rule_stands_in_five_places(root, coupling_kind, kind_name):
    name = kind_name(coupling_kind)
    assert coupling_kind.kind == "coupling"
    _assert_functions(f"matchmaker.optimise.rules.{name}", "rows")
    _assert_the_rest(root, coupling_kind, name, "rules", "broken")


def test_a_criterion_stands_in_five_places(root, criterion, kind_name):
    name = kind_name(criterion)
    given = name == "given"
    functions = ("evidence",) if given else ("evidence", "scorer")
    _assert_functions(f"matchmaker.scoring.criteria.{name}", *functions)
    check = "given_points" if given else "thousandths"
    _assert_the_rest(root, criterion, name, "criteria", check)


def test_a_bonus_stands_in_five_places(root, bonus, kind_name):
    _assert_functions(f"matchmaker.optimise.bonuses.{kind_name(bonus)}", "bonuses")
    _assert_the_rest(root, bonus, kind_name(bonus), "bonuses", "earned")


def _assert_the_rest(root, kind, name, shelf, check):
    assert kind.__module__ == f"matchmaker.domain.{shelf}.{name}"
    _assert_functions(f"matchmaker.verify.{shelf}.{name}", check)
    words = _assert_functions(f"matchmaker.report.{shelf}.{name}", "sentence")
    assert words.LABEL
    assert (root / "docs" / shelf / f"{name}.md").is_file()


def _assert_functions(module, *names):
    found = import_module(module)
    for name in names:
        function = getattr(found, name)
        assert inspect.isfunction(function)
        assert inspect.getmodule(function) is found
        assert inspect.getdoc(function), f"{module}.{name}"
    return found


def test_the_words_of_a_screen_are_the_rule_s(pair_kind, kind_name):
    screen = import_module(f"matchmaker.candidates.rules.{kind_name(pair_kind)}").screen
    assert _sentence(screen) == _sentence(pair_kind)


def test_the_words_of_a_scorer_are_the_criterion_s(criterion, kind_name):
    module = import_module(f"matchmaker.scoring.criteria.{kind_name(criterion)}")
    if hasattr(module, "scorer"):
        assert _sentence(module.scorer) == _sentence(criterion)


def _sentence(documented) -> str:
    """The rule as its owners say it; that it always applies is the domain's to say."""
    first = inspect.getdoc(documented).splitlines()[0]
    return first.removesuffix(" Always applies.")


def test_no_place_has_a_file_that_the_domain_does_not_know(root, kind_name):
    from matchmaker.domain.bonuses import BONUSES
    from matchmaker.domain.criteria import CRITERIA
    from matchmaker.domain.rules import COUPLING_RULES, PAIR_RULES

    pair, coupling = (
        set(map(kind_name, PAIR_RULES)),
        set(map(kind_name, COUPLING_RULES)),
    )
    criteria = set(map(kind_name, CRITERIA))
    bonuses = set(map(kind_name, BONUSES))
    places = {
        PACKAGE / "candidates" / "rules": pair,
        PACKAGE / "optimise" / "rules": coupling,
        PACKAGE / "verify" / "rules": pair | coupling,
        PACKAGE / "report" / "rules": pair | coupling,
        root / "docs" / "rules": pair | coupling,
        PACKAGE / "scoring" / "criteria": criteria,
        PACKAGE / "report" / "criteria": criteria,
        root / "docs" / "criteria": criteria,
        PACKAGE / "optimise" / "bonuses": bonuses,
        PACKAGE / "verify" / "bonuses": bonuses,
        PACKAGE / "report" / "bonuses": bonuses,
        root / "docs" / "bonuses": bonuses,
    }
    for folder, names in places.items():
        found = {
            path.stem for path in folder.iterdir() if path.suffix in (".py", ".md")
        }
        assert found - {"__init__"} == names, folder
