"""The manifest names what would give the plan again."""

from __future__ import annotations

import platform
import subprocess
import sys
from dataclasses import replace
from hashlib import sha256
from importlib.metadata import version

from matchmaker.domain.money import Rate
from matchmaker.report.manifest import changed_files, manifest_of


def copy_of_round(folder):
    (folder / "sub").mkdir(parents=True)
    (folder / "round.toml").write_bytes(b"x = 1\n")
    (folder / "sub" / "a.csv").write_bytes(b"id\n")
    return folder


def test_versions_seed_engine_and_files_are_named(nurseries, tmp_path):
    manifest = manifest_of(nurseries, copy_of_round(tmp_path))

    assert manifest == {
        "versions": {
            "python": platform.python_version(),
            "matchmaker": version("matchmaker-edu"),
            "ortools": version("ortools"),
        },
        "seed": 0,
        "engine": "flow",
        "canonical": True,
        "same_for": "every engine",
        "rates": [],
        "files": {
            "round.toml": sha256(b"x = 1\n").hexdigest(),
            "sub/a.csv": sha256(b"id\n").hexdigest(),
        },
    }


def test_the_tables_of_day_rates_are_named_each_once(nurseries, tmp_path):
    version = "day_rates 2021-12-01 1234abcd"
    rates = tuple(
        Rate(role=role, pence_per_day=40_000, table=table)
        for role, table in (("mentor", version), ("expert", version), ("area_lead", ""))
    )
    programme = nurseries.round.programme.model_copy(update={"rates": rates})
    paid = replace(nurseries, round=nurseries.round.replace(programme=programme))

    assert manifest_of(paid, tmp_path)["rates"] == [version]


def test_a_plan_that_is_not_canonical_is_promised_for_this_engine_only(
    nurseries, tmp_path
):
    manifest = manifest_of(replace(nurseries, canonical=False), tmp_path)

    assert manifest["same_for"] == "this engine and seed"


def test_changed_missing_and_new_files_are_named(nurseries, tmp_path):
    folder = copy_of_round(tmp_path)
    manifest = manifest_of(nurseries, folder)
    assert changed_files(manifest, folder) == ()

    (folder / "round.toml").write_bytes(b"x = 2\n")
    (folder / "sub" / "a.csv").unlink()
    (folder / "new.csv").touch()

    assert changed_files(manifest, folder) == ("new.csv", "round.toml", "sub/a.csv")


def test_reading_a_plan_loads_no_solver():
    modules = "ortools", "pandas", "networkx", "xlsxwriter"
    code = (
        "import sys, matchmaker.report.manifest, matchmaker.report.plan_reading\n"
        f"print([name for name in {modules} if name in sys.modules])"
    )

    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )

    assert done.stdout.strip() == "[]"
