"""Ctrl-C and SIGTERM, sent to the command as it runs."""

import json
import os
import signal
import subprocess
import sys
import time
from functools import partial

import pytest
import typer

from matchmaker.cli.stopping import FINISHING, code_behind, ended_by_signals
from matchmaker.generate import generate_round
from matchmaker.intake import read_programme, write_round

pytestmark = pytest.mark.skipif(
    os.name == "nt", reason="Windows cannot send these signals to a process"
)

LONG_ENOUGH = 300
"""Seconds after which a command hangs, on the slowest machine."""

AS_USUAL = """
import signal
signal.signal(signal.SIGINT, signal.default_int_handler)
"""
"""Whoever runs the tests in the background may have Ctrl-C ignored."""

AT_A_STEP = """
import sys
from matchmaker.cli import progress
from matchmaker.cli.app import main

plainly = progress.in_words

def aloud(step, decimals=0):
    print("here", flush=True)
    sys.stdin.readline()
    return plainly(step, decimals)

progress.in_words = aloud
main()
"""
"""The command; at a step of the search it says so and waits to be told to go on."""

AT_LENGTH = """
import sys, time
from matchmaker import intake
from matchmaker.cli.app import main

plainly = intake.{name}

def at_length(*given, **named):
    print("here", flush=True)
    time.sleep(300)
    return plainly(*given, **named)

intake.{name} = at_length
sys.argv += ["--time-limit", "0"]
main()
"""
"""The command, in which reading or writing takes very long, and says so."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A round of which the proof takes seconds after the first step."""
    made = generate_round(read_programme("early-years"), 1500, seed=1)
    folder = tmp_path_factory.mktemp("stopping") / "round"
    write_round(made, folder)
    return folder


@pytest.fixture
def start(folder, tmp_path):
    """Starts the command, and gives it back where it says that it is there."""
    started = []

    def start(script):
        command = subprocess.Popen(
            [
                sys.executable,
                "-c",
                AS_USUAL + script,
                "run",
                folder,
                "-o",
                tmp_path / "out",
            ],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        started.append(command)
        assert command.stdout.readline() == "here\n"
        return command

    yield start
    for command in started:
        command.kill()
        command.communicate()


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_the_first_signal_ends_with_a_plan_and_its_bound(start, tmp_path, number):
    command = start(AT_A_STEP)
    command.send_signal(number)
    assert FINISHING in command.stderr.readline()
    # Its input ends here, and with it every wait.
    _, said = command.communicate(timeout=LONG_ENOUGH)
    assert command.returncode == 0, said
    plan = json.loads((tmp_path / "out" / "plan.json").read_text("utf-8"))
    coverage = plan["proof"][0]
    assert coverage["bound"] - coverage["value"] == coverage["gap"] >= 0
    assert any(proof["gap"] != 0 for proof in plan["proof"])
    words = [sys.executable, "-m", "matchmaker", "verify", tmp_path / "out"]
    assert subprocess.run(words, timeout=LONG_ENOUGH, check=False).returncode == 0


def test_a_second_ctrl_c_ends_at_once_and_writes_nothing(start, tmp_path):
    command = start(AT_A_STEP)
    command.send_signal(signal.SIGINT)
    assert FINISHING in command.stderr.readline()
    command.send_signal(signal.SIGINT)
    _, said = command.communicate(timeout=LONG_ENOUGH)
    assert command.returncode == 130
    assert "Traceback" not in said
    assert list(tmp_path.iterdir()) == []


def test_whoever_signals_on_reading_the_words_ends_at_once(monkeypatch):
    ended = []
    monkeypatch.setattr(os, "_exit", ended.append)
    again = partial(os.kill, os.getpid(), signal.SIGINT)
    monkeypatch.setattr(typer, "echo", lambda *_, **__: again())

    def go_on(_):
        latest = time.monotonic() + LONG_ENOUGH
        while not ended and time.monotonic() < latest:
            time.sleep(0.01)

    # Whoever starts the tests in the background may have it ignored.
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        with ended_by_signals() as search:
            os.kill(os.getpid(), signal.SIGINT)
            search.run(go_on)
    finally:
        signal.signal(signal.SIGINT, before)
    assert ended == [130]


@pytest.mark.parametrize("name", ["read_round", "write_round"])
@pytest.mark.parametrize(("number", "code"), [("SIGINT", 130), ("SIGTERM", 143)])
def test_outside_the_search_nothing_half_done_is_left(
    start, tmp_path, name, number, code
):
    command = start(AT_LENGTH.format(name=name))
    command.send_signal(getattr(signal, number))
    _, said = command.communicate(timeout=LONG_ENOUGH)
    assert command.returncode == code
    assert "Traceback" not in said
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("behind", "code"),
    [(KeyboardInterrupt(), 130), (SystemExit(143), 143), (ValueError(), None)],
)
def test_a_library_that_could_not_load_for_a_signal_is_no_fault(behind, code):
    fault = ImportError("initialization failed")
    fault.__cause__ = ImportError("within")
    fault.__cause__.__context__ = behind
    assert code_behind(fault) == code


SWALLOWED = """
import os, signal, sys
from matchmaker import intake
from matchmaker.cli.app import main

plainly = intake.read_round

def loading(*given, **named):
    try:
        os.kill(os.getpid(), signal.{number})
    except BaseException:
        pass  # as a library in C++ may while it loads
    return plainly(*given, **named)

intake.read_round = loading
print("here", flush=True)
main()
"""


@pytest.mark.parametrize(("number", "code"), [("SIGINT", 130), ("SIGTERM", 143)])
def test_a_signal_that_was_kept_back_ends_the_command_before_the_search(
    start, tmp_path, number, code
):
    command = start(SWALLOWED.format(number=number))
    command.communicate(timeout=LONG_ENOUGH)
    assert command.returncode == code
    assert list(tmp_path.iterdir()) == []
