"""Everything in one folder, whole or not at all."""

from __future__ import annotations

import errno
import json
import os
from pathlib import Path

import pytest

from matchmaker.domain.problem import Problem
from matchmaker.errors import OutputError
from matchmaker.intake import read_round, write_round
from matchmaker.report import replacing as module
from matchmaker.report.manifest import changed_files
from matchmaker.report.output import write_outputs
from matchmaker.report.plan_reading import read_plan
from matchmaker.report.replacing import replacing

FILES = {
    "pairings.csv",
    "plan.json",
    "plan.xlsx",
    "certificate.npz",
    "problems.csv",
    "round",
    "run.json",
    "state.npz",
    "teams.csv",
    "unmatched.csv",
}


def write(nurseries, why_nurseries, folder, problems=()):
    return write_outputs(nurseries, why_nurseries, problems, folder, write_round)


def contents(folder):
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


@pytest.fixture
def out(nurseries, why_nurseries, tmp_path):
    return write(nurseries, why_nurseries, tmp_path / "out")


def test_all_files_are_there_and_nothing_beside_them(out):
    assert {path.name for path in out.iterdir()} == FILES
    assert [path.name for path in out.parent.iterdir()] == ["out"]


def test_the_plan_and_the_round_come_back_from_the_folder(nurseries, out):
    plan, proof, manifest, *_ = read_plan(out / "plan.json")

    assert (plan, proof) == (nurseries.plan, nurseries.proof)
    assert read_round(out / "round").round == nurseries.round
    assert changed_files(manifest, out / "round") == ()
    assert "programme.toml" in manifest["files"]


def test_equal_plans_differ_in_run_json_only(nurseries, why_nurseries, out):
    again = write(nurseries, why_nurseries, out.parent / "again")

    first, second = contents(out), contents(again)
    del first["run.json"], second["run.json"]
    assert first == second


def test_timings_stand_in_run_json_only(out):
    run = json.loads((out / "run.json").read_text(encoding="utf-8"))

    assert run["milliseconds"] == {"solve": 250}
    assert (run["engine"], run["proved"]) == ("flow", True)
    assert "seconds" not in (out / "plan.json").read_text(encoding="utf-8")


def test_no_path_of_this_machine_is_written(out, tmp_path):
    for name, data in contents(out).items():
        assert str(tmp_path).encode() not in data, name


def test_problems_are_written(nurseries, why_nurseries, tmp_path):
    fault = Problem(file="a.csv", problem="=x", remedy="y")

    out = write(nurseries, why_nurseries, tmp_path / "out", [fault])

    assert "'=x" in (out / "problems.csv").read_text(encoding="utf-8-sig")


def test_an_earlier_plan_is_replaced(nurseries, why_nurseries, out):
    (out / ".DS_Store").touch()
    before = (out / "run.json").stat().st_ino

    write(nurseries, why_nurseries, out)

    assert {path.name for path in out.iterdir()} == FILES
    assert (out / "run.json").stat().st_ino != before
    assert [path.name for path in out.parent.iterdir()] == ["out"]


def test_an_empty_folder_is_used_and_missing_ones_are_made(
    nurseries, why_nurseries, tmp_path
):
    (tmp_path / "empty").mkdir()

    write(nurseries, why_nurseries, tmp_path / "empty")
    write(nurseries, why_nurseries, tmp_path / "a" / "b")

    assert {path.name for path in (tmp_path / "empty").iterdir()} == FILES
    assert {path.name for path in (tmp_path / "a" / "b").iterdir()} == FILES


@pytest.mark.parametrize("name", ["notes.txt", "plan.json", "run.json"])
def test_a_folder_of_something_else_is_refused(
    nurseries, why_nurseries, tmp_path, name
):
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / name).write_text('{"schema": "other"}', encoding="utf-8")

    with pytest.raises(OutputError, match="not an earlier output of matchmaker"):
        write(nurseries, why_nurseries, tmp_path / "out")

    assert list(contents(tmp_path)) == [f"out/{name}"]


@pytest.mark.parametrize("name", ["plan.xlsx", "round/pins.csv", "my notes.docx"])
def test_what_people_changed_or_added_is_never_lost(
    nurseries, why_nurseries, out, name
):
    with (out / name).open("ab") as file:
        file.write(b"decisions")
    before = contents(out.parent)

    with pytest.raises(OutputError, match=f"changed after they were written: {name}"):
        write(nurseries, why_nurseries, out)

    assert contents(out.parent) == before


def test_a_file_of_that_name_is_refused(nurseries, why_nurseries, tmp_path):
    (tmp_path / "out").touch()

    with pytest.raises(OutputError, match="is a file"):
        write(nurseries, why_nurseries, tmp_path / "out")
    with pytest.raises(OutputError, match="part of the path is a file"):
        write(nurseries, why_nurseries, tmp_path / "out" / "deeper")


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (errno.ENOSPC, "the disk is full"),
        (errno.EACCES, "you have no permission to write there"),
        (errno.EIO, "Input/output error"),
    ],
)
def test_a_fault_half_way_leaves_all_as_it_was(out, number, words):
    before = contents(out.parent)

    with pytest.raises(OutputError, match=f"Nothing was written to .*: {words}"):  # noqa: PT012, SIM117
        with replacing(out) as new:
            (new / "plan.json").touch()
            raise OSError(number, os.strerror(number))

    assert contents(out.parent) == before


def test_faults_of_intake_are_told_for_the_folder_that_the_user_named(
    nurseries, why_nurseries, tmp_path
):
    def full(round_, folder):
        cause = OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        raise OutputError(f"{folder} cannot be written to") from cause

    folder = tmp_path / "made" / "out"
    with pytest.raises(OutputError) as refused:
        write_outputs(nurseries, why_nurseries, (), folder, full)

    assert str(refused.value) == f"Nothing was written to {folder}: the disk is full."
    assert list(tmp_path.iterdir()) == []


def test_any_other_fault_leaves_nothing_behind_either(tmp_path):
    with pytest.raises(KeyboardInterrupt):  # noqa: PT012, SIM117
        with replacing(tmp_path / "a" / "out") as new:
            (new / "half").touch()
            raise KeyboardInterrupt

    assert list(tmp_path.iterdir()) == []


def test_the_old_plan_comes_back_if_the_new_one_cannot_take_its_place(out, monkeypatch):
    before, rename = contents(out.parent), Path.rename

    def stubborn(self, target):
        if ".new-" in self.name:
            raise OSError(errno.EBUSY, os.strerror(errno.EBUSY))
        return rename(self, target)

    monkeypatch.setattr(module.Path, "rename", stubborn)
    with pytest.raises(OutputError, match="another program is using"), replacing(out):
        pass

    assert contents(out.parent) == before


def test_a_link_to_a_folder_stays_a_link(nurseries, why_nurseries, out):
    link = out.parent / "link"
    link.symlink_to(out, target_is_directory=True)

    write(nurseries, why_nurseries, link)

    assert link.is_symlink()
    assert {path.name for path in out.iterdir()} == FILES
