"""The commands as a person runs them: output, files and exit codes."""

import json
import shutil
from pathlib import Path

import numpy as np
import pytest
from typer.testing import CliRunner

from matchmaker.cli.app import app, main

SCENARIOS = Path(__file__).parents[2] / "scenarios"


def run(*words: object):
    return CliRunner().invoke(app, [str(word) for word in words])


@pytest.fixture
def tiny(tmp_path):
    return Path(shutil.copytree(SCENARIOS / "tiny", tmp_path / "tiny"))


@pytest.fixture
def solved(tiny, tmp_path):
    out = tmp_path / "out"
    assert run("run", tiny, "-o", out).exit_code == 0
    return out


def exit_code_of(monkeypatch, *words: object) -> int:
    monkeypatch.setattr("sys.argv", ["matchmaker", *map(str, words)])
    with pytest.raises(SystemExit) as stopped:
        main()
    return stopped.value.code


def test_run_writes_every_file(solved):
    names = {path.name for path in solved.iterdir()}
    assert names == {
        "plan.json",
        "certificate.npz",
        "pairings.csv",
        "unmatched.csv",
        "problems.csv",
        "plan.xlsx",
        "run.json",
        "state.npz",
        "round",
    }


def test_run_says_what_was_met_and_proved(tiny, tmp_path):
    said = run("run", tiny, "-o", tmp_path / "out").output
    assert "3 of 4" in said
    assert "optimal" in said


def test_equal_runs_write_equal_bytes(tiny, tmp_path):
    for name in ("a", "b"):
        assert run("run", tiny, "-o", tmp_path / name).exit_code == 0
    for file in sorted((tmp_path / "a").rglob("*")):
        if file.is_file() and file.name != "run.json":
            twin = tmp_path / "b" / file.relative_to(tmp_path / "a")
            assert file.read_bytes() == twin.read_bytes(), file.name


@pytest.mark.parametrize("engine", ["flow", "cp-sat"])
def test_engines_write_the_same_pairings(solved, tiny, tmp_path, engine):
    out = tmp_path / engine
    assert run("run", tiny, "-o", out, "--engine", engine).exit_code == 0
    ours = json.loads((solved / "plan.json").read_text("utf-8"))
    theirs = json.loads((out / "plan.json").read_text("utf-8"))
    assert ours["pairings"] == theirs["pairings"]
    values = [(p["objective"], p["value"], p["bound"], p["gap"]) for p in ours["proof"]]
    assert values == [("coverage", 3, 3, 0), ("points", 17, 17, 0)]
    assert [p["value"] for p in theirs["proof"]] == [3, 17]


def test_check_of_a_clean_round_exits_with_0(tiny):
    result = run("check", tiny)
    assert result.exit_code == 0
    assert "0 problems" in result.output


def test_check_of_a_bad_row_names_it_and_exits_with_1(tiny):
    (tiny / "supporters.csv").write_text("id,capacity\nada,one\nbob,1\ncy,1\n")
    result = run("check", tiny, "--problems", tiny / "found.csv")
    assert result.exit_code == 1
    assert "supporters.csv row 2" in result.output
    assert '"one"' in result.output
    assert "one" in (tiny / "found.csv").read_text("utf-8-sig")


def test_run_goes_on_with_the_good_rows_unless_strict(tiny, tmp_path):
    (tiny / "supporters.csv").write_text("id,capacity\nada,1\nbob,1\ncy,many\n")
    result = run("run", tiny, "-o", tmp_path / "out")
    assert result.exit_code == 0
    plan = json.loads((tmp_path / "out" / "plan.json").read_text("utf-8"))
    assert {p["supporter"] for p in plan["pairings"]} == {"ada", "bob"}
    strict = run("run", tiny, "-o", tmp_path / "strict", "--strict")
    assert strict.exit_code == 1
    assert not (tmp_path / "strict").exists()


def test_explain_names_the_runner_up_from_the_files_alone(solved, tiny):
    shutil.rmtree(tiny)
    said = run("explain", solved, "--request", "maths-circle").output
    assert "ada" in said
    assert "runner-up is cy, 5 points behind" in said


def test_explain_as_json_is_data(solved):
    said = run("explain", solved, "--request", "debate-club", "--json").output
    (unmet,) = json.loads(said)["unmet"]
    assert unmet["funnel"] == [["forbidden", 3]]


def test_explain_of_an_unknown_request_is_an_error(solved, monkeypatch, capsys):
    assert exit_code_of(monkeypatch, "explain", solved, "--request", "zumba") == 2
    assert "no request 'zumba'" in capsys.readouterr().err


def test_verify_holds_from_the_files_alone(solved, tiny):
    shutil.rmtree(tiny)
    result = run("verify", solved)
    assert result.exit_code == 0
    assert "All rules hold for 3 pairings" in result.output
    assert "coverage 3: nothing better is possible, shown again" in result.output


def test_verify_does_not_believe_prices_that_were_tampered_with(solved):
    path = solved / "certificate.npz"
    with np.load(path) as stored:
        arrays = dict(stored)
    dearer = {n: a + 10**6 for n, a in arrays.items() if n.endswith("request_prices")}
    np.savez(path, **(arrays | dearer))
    result = run("verify", solved)
    said = result.output
    assert result.exit_code == 5
    assert (
        "coverage 3: not shown: the prices beside the plan do not bear it out" in said
    )


def test_a_damaged_certificate_is_said_to_be_damaged(solved, monkeypatch, capsys):
    (solved / "certificate.npz").write_bytes(b"PK nothing")
    assert exit_code_of(monkeypatch, "verify", solved) == 2
    assert "is damaged" in capsys.readouterr().err


def test_verify_finds_what_was_tampered_with(solved):
    path = solved / "plan.json"
    plan = json.loads(path.read_text("utf-8"))
    plan["pairings"][0]["supporter"] = "ada"
    path.write_text(json.dumps(plan), "utf-8")
    result = run("verify", solved)
    assert result.exit_code == 5
    assert "capacity (ada)" in result.output


def test_an_impossible_round_names_the_conflict_and_writes_nothing(
    tiny, tmp_path, monkeypatch, capsys
):
    (tiny / "pins.csv").write_text(
        "request,supporter,reason,by,date\n"
        "robot-club,ada,agreed,Kim,2026-01-02\nmaths-circle,ada,agreed,Kim,2026-01-02\n"
    )
    code = exit_code_of(monkeypatch, "run", tiny, "-o", tmp_path / "out")
    said = capsys.readouterr().err
    assert code == 3
    assert "robot-club" in said
    assert "maths-circle" in said
    assert "Traceback" not in said
    assert not (tmp_path / "out").exists()


def test_a_folder_with_other_things_in_it_is_left_alone(tiny, tmp_path, monkeypatch):
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "letter.txt").write_text("keep me")
    assert exit_code_of(monkeypatch, "run", tiny, "-o", tmp_path / "mine") == 2
    assert (tmp_path / "mine" / "letter.txt").read_text() == "keep me"


def test_no_round_no_traceback(tmp_path, monkeypatch, capsys):
    assert exit_code_of(monkeypatch, "check", tmp_path / "nowhere") == 2
    said = capsys.readouterr().err
    assert "nowhere" in said
    assert "Traceback" not in said


def test_init_generate_run_from_nothing(tmp_path):
    book = tmp_path / "round.xlsx"
    assert run("init", "early-years", book).exit_code == 0
    assert book.exists()
    made = tmp_path / "made"
    result = run("generate", made, "--settings", "12", "--seed", "4")
    assert result.exit_code == 0, result.output
    out = tmp_path / "out"
    result = run("run", made, "-o", out, "--anchor-date", "2022-03-21")
    assert result.exit_code == 0, result.output
    assert run("verify", out).exit_code == 0


def test_a_date_that_is_none_is_refused(tiny):
    result = run("check", tiny, "--anchor-date", "1/4/22")
    assert result.exit_code == 2


def test_version():
    assert run("--version").output.startswith("matchmaker ")
