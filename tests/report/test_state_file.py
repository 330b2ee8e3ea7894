"""What was solved is kept beside the plan, and used only while it still holds."""

import shutil
from pathlib import Path

import numpy as np
import pytest

from matchmaker import match, read_round
from matchmaker.intake import write_round
from matchmaker.reasons import explain, request_outlook, supporter_outlook, why_not
from matchmaker.report import state_file, written
from matchmaker.report.output import write_outputs
from matchmaker.report.state_file import STATE_FILE, read_state
from matchmaker.report.written import read_solved, read_written, solved_again

SCENARIOS = Path(__file__).parents[2] / "scenarios"
KEPT = ("tiny", "museum", "early-years-pilot", "ecf-trust", "itt-partnership")
"""Given scores, and a round each of programmes with settings, journeys and fields."""


def run(name, folder):
    solved = match(read_round(SCENARIOS / name).round)
    return write_outputs(solved, explain(solved), (), folder, write_round)


@pytest.fixture(scope="module")
def outs(tmp_path_factory):
    """The folders of some scenarios' plans, by name."""
    return {name: run(name, tmp_path_factory.mktemp(name) / "out") for name in KEPT}


@pytest.fixture
def out(outs, tmp_path):
    """A copy of the plan of `tiny`, to be spoilt."""
    return Path(shutil.copytree(outs["tiny"], tmp_path / "out"))


def kept(out):
    return read_state(out, out / "round")


def columns_of(record):
    worked_out = ("request", "behind")
    return {
        name: value for name, value in vars(record).items() if name not in worked_out
    }.items()


def same(one, other):
    if isinstance(one, np.ndarray):
        return one.dtype == other.dtype and np.array_equal(one, other)
    return one == other


def test_the_state_is_what_the_files_would_give(outs):
    for out in outs.values():
        state, again = kept(out), solved_again(read_written(out))
        assert state is not None
        for part in ("candidates", "scores"):
            mine, anew = getattr(state, part), getattr(again, part)
            for name, column in columns_of(anew):
                assert same(column, getattr(mine, name)), name
        pairs = np.arange(len(state.candidates))
        breakdowns = again.scores.breakdowns(pairs)
        assert state.scores.breakdowns(pairs) == breakdowns
        assert len(breakdowns) == len(pairs) > 0
        given = state.round.given
        assert state.round.replace(given=again.round.given) == again.round
        assert (given is None) == (again.round.given is None)
        if given is not None:
            assert all(
                same(column, getattr(given, name))
                for name, column in vars(again.round.given).items()
            )


def test_answers_are_the_same_with_the_state_and_without(outs):
    for out in outs.values():
        with_state, without = read_solved(out), solved_again(read_written(out))
        assert explain(with_state) == explain(without)
        for request in without.round.requests[:5]:
            ask = (request.id,)
            assert request_outlook(with_state, *ask) == request_outlook(without, *ask)
        for person in without.round.supporters[:5]:
            assert supporter_outlook(with_state, person.id) == supporter_outlook(
                without, person.id
            )


def test_with_the_state_nothing_is_read_or_screened_anew(out, monkeypatch):
    def never(*_):
        raise AssertionError("worked out anew")

    monkeypatch.setattr(written, "solved_again", never)
    monkeypatch.setattr(written, "_read_round", never)
    assert why_not(read_solved(out), "robot-club", "ada").cost == {
        "coverage": 1,
        "points": 5,
    }


def test_of_very_many_pairs_nothing_is_kept(tmp_path, monkeypatch):
    monkeypatch.setattr(state_file, "MOST_PAIRS", 4)  # `tiny` has five
    out = run("tiny", tmp_path / "out")
    assert not (out / "state.npz").exists()
    assert why_not(read_solved(out), "robot-club", "ada").cost["points"] == 5


def test_a_changed_round_has_no_state(out):
    pairs = out / "round" / "pairs.csv"
    assert "robot-club,ada,9" in pairs.read_text("utf-8")
    text = pairs.read_text("utf-8").replace("robot-club,ada,9", "robot-club,ada,8")
    pairs.write_text(text, "utf-8")
    assert kept(out) is None
    solved = read_solved(out)
    ada = solved.candidates.find(
        solved.round.request_index["robot-club"], solved.round.supporter_index["ada"]
    )
    assert solved.scores.points[ada] == 8


def test_a_changed_plan_has_no_state(out):
    plan = out / "plan.json"
    plan.write_text(plan.read_text("utf-8") + "\n", "utf-8")
    assert kept(out) is None


def test_another_version_reads_no_state(out, monkeypatch):
    monkeypatch.setattr(state_file, "version", lambda _: "0.0.0")
    assert kept(out) is None


@pytest.mark.parametrize("damage", ["missing", "cut short", "no archive", "one byte"])
def test_a_damaged_state_is_no_state(out, damage):
    path = out / STATE_FILE
    content = bytearray(path.read_bytes())
    if damage == "missing":
        path.unlink()
    elif damage == "cut short":
        path.write_bytes(content[: len(content) // 2])
    elif damage == "no archive":
        path.write_bytes(b"nothing")
    else:
        middle = content.index(b"round.npy") + 150
        content[middle] ^= 0xFF
        path.write_bytes(content)
    assert kept(out) is None
    assert explain(read_solved(out)) == explain(solved_again(read_written(out)))


def test_journeys_that_users_know_come_back(nurseries):
    journeys = {("nowhere", "nobody"): 7}
    whole = nurseries.round
    if whole.settings:
        journeys[whole.settings[0].id, whole.supporters[0].id] = 33
    known = whole.replace(travel=journeys)
    again = state_file._round(state_file._words(known), known.programme, known.given)
    assert again == known
