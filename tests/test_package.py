"""What the package promises before anything is solved."""

import subprocess
import sys

import pytest

import matchmaker

SLOW = ("ortools", "pandas", "networkx")
PROBE = "import sys, {module}; print([m for m in {slow!r} if m in sys.modules])"


def test_every_public_name_is_there():
    assert len(matchmaker.__all__) == len(set(matchmaker.__all__))
    assert dir(matchmaker) == sorted(matchmaker.__all__)
    assert all(getattr(matchmaker, name) is not None for name in matchmaker.__all__)


def test_an_unknown_name_is_said_to_be_unknown():
    with pytest.raises(AttributeError, match="no attribute 'mtach'"):
        matchmaker.mtach  # noqa: B018


@pytest.mark.parametrize("module", ["matchmaker", "matchmaker.cli"])
def test_importing_loads_no_slow_library(module):
    code = PROBE.format(module=module, slow=SLOW)
    run = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert run.stdout.strip() == "[]"


def test_help_loads_no_slow_library():
    code = (
        "import sys; sys.argv = ['matchmaker', '--help']\n"
        "from matchmaker.cli import main\n"
        "try: main()\n"
        "except SystemExit: pass\n"
        f"print([m for m in {SLOW!r} if m in sys.modules])"
    )
    run = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert run.stdout.strip().endswith("[]")
    assert "run" in run.stdout
