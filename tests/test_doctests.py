"""Every example in a docstring is run, on the package as it is installed."""

import doctest
import pkgutil
from importlib import import_module

import pytest

import matchmaker

MODULES = sorted(
    module.name
    for module in pkgutil.walk_packages(matchmaker.__path__, "matchmaker.")
    if not module.name.endswith("__main__")
)


@pytest.mark.parametrize("name", ["matchmaker", *MODULES])
def test_examples_in_docstrings_hold(name):
    outcome = doctest.testmod(import_module(name))
    assert outcome.failed == 0
