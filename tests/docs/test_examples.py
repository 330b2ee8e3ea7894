"""Every example in the documentation is read or run."""

from __future__ import annotations

import doctest
import json
import re
import shlex
import shutil
import tomllib
from importlib.resources import files

import pytest
import typer
from typer.testing import CliRunner

from matchmaker.cli.app import app
from matchmaker.domain.programme import Programme
from matchmaker.errors import ProgrammeError
from matchmaker.intake import parse_programme, read_programme, read_round
from matchmaker.intake.columns import ROUND_KEYS, tables_for
from matchmaker.intake.day_rates import shipped_day_rates, with_day_rates
from matchmaker.intake.form.mapping_file import read_mapping
from matchmaker.intake.form.sides import SIDES
from matchmaker.intake.programme_words import word_faults

BY_NAME = ("rule", "criterion", "objective")
"""Lists of a programme file in which an example replaces entries of its name."""


def test_a_toml_example_is_read_without_a_fault(toml_block, tmp_path):
    data = tomllib.loads(toml_block.text)
    if "schema" in data:
        assert parse_programme(toml_block.text, "whole.toml").name == data["name"]
    elif set(data) == {"columns"}:
        _read_as_mapping(toml_block.text, tmp_path)
    elif set(data) <= set(ROUND_KEYS):
        assert not _problems_of_round(toml_block.text, data, tmp_path)
    else:
        programme = Programme.model_validate_json(
            json.dumps(_merged(data), default=str), strict=True
        )
        assert not word_faults(programme)


def _read_as_mapping(text, folder):
    """What the questions of a form mean, for the programme that `pair` takes."""
    (folder / "mapping.toml").write_text(text, "utf-8")
    tables = tables_for(read_programme("edumentoring"))
    sides = {side: tables[side] for side in SIDES}
    assert read_mapping(folder / "mapping.toml", sides)


def test_the_programme_of_the_page_is_the_scenario_s(root):
    page = (root / "docs" / "your-own-programme.md").read_text("utf-8")
    scenario = root / "scenarios" / "museum" / "museum.toml"
    assert scenario.read_text("utf-8") in page


def _problems_of_round(text, data, folder):
    """What intake says of round.toml; its tables have a row each."""
    if "programme" not in data:
        text = f'programme = "early-years"\n{text}'
    elif data["programme"].endswith(".toml"):
        (folder / data["programme"]).write_text(_shipped("early-years"), "utf-8")
    (folder / "round.toml").write_text(text, "utf-8")
    tables = {
        "settings": "id,postcode\nS1,PR1\n",
        "requests": "id,setting,role\nR1,S1,mentor\n",
        "supporters": "id,roles,capacity_days,postcode\nP1,mentor,5,PR1\n",
    }
    if data.get("programme") == "given-scores":
        tables = {
            "requests": "id\nR1\n",
            "supporters": "id,capacity\nP1,1\n",
            "pairs": "request,supporter,points\nR1,P1,7\n",
        }
    for name, rows in tables.items():
        (folder / f"{name}.csv").write_text(rows, "utf-8")
    return read_round(folder).problems


def _merged(fragment):
    """A shipped programme with the example put into it."""
    given = {"name": "given"} in fragment.get("criterion", [])
    data = tomllib.loads(_shipped("given-scores" if given else "early-years"))
    for key, value in fragment.items():
        if key in BY_NAME:
            names = {entry["name"] for entry in value}
            kept = [entry for entry in data.get(key, []) if entry["name"] not in names]
            data[key] = value if key == "objective" else [*kept, *value]
        elif key in ("roles", "vocabulary", "field"):
            for name, part in value.items():
                data[key][name] = data[key].get(name, {}) | part
        else:
            data[key] = value
    return with_day_rates(data, shipped_day_rates())[0]


def _shipped(name) -> str:
    return (files("matchmaker") / "programmes" / f"{name}.toml").read_text("utf-8")


BEFORE = """\
name = "my-programme"
title = "My programme"
roles = { mentor = { title = "Mentor" } }
objective = [{ name = "points" }]

"""
AFTER = '\n[[criterion]]\nname = "given"\n'


def test_a_wrong_programme_is_told_as_the_page_says(wrong_block):
    text = BEFORE + wrong_block.text
    if "[[criterion]]" not in text:
        text += AFTER
    with pytest.raises(ProgrammeError) as error:
        parse_programme(text, "my-programme.toml")
    page = wrong_block.page.read_text("utf-8")
    following = page.partition(wrong_block.text)[2].partition("```text\n")[2]
    assert str(error.value) == following.partition("\n```")[0]


def test_a_console_example_uses_commands_that_there_are(console_block):
    group = typer.main.get_command(app)
    commands = list(_commands(console_block.text))
    assert commands
    for program, *words in commands:
        if program.rpartition("/")[2] == "matchmaker" and words != ["--help"]:
            # Parses the options and arguments, and raises where one is unknown.
            group.commands[words[0]].make_context(words[0], words[1:])


def _commands(text):
    """What stands behind each `$`; a block without any holds commands only."""
    lines = [line for line in text.splitlines() if line.strip()]
    prompted = [line[2:] for line in lines if line.startswith("$ ")]
    for line in prompted or lines:
        for command in line.split(" && "):
            yield shlex.split(command, comments=True)


def test_a_transcript_is_what_the_commands_print(
    root, console_block, tmp_path, monkeypatch
):
    """Where a page of docs shows output, it is run; silent commands only prepare."""
    steps = re.findall(
        r"^\$ matchmaker (.*)\n((?:(?!\$ ).*\n)*)", console_block.text, re.MULTILINE
    )
    if root / "docs" not in console_block.page.parents or not any(o for _, o in steps):
        return
    shutil.copytree(root / "scenarios" / "tiny", tmp_path / "scenarios" / "tiny")
    monkeypatch.chdir(tmp_path)
    for command, shown in steps:
        result = CliRunner().invoke(app, shlex.split(command))
        assert result.exit_code == 0, result.output
        assert not shown or result.stdout == shown


def test_console_examples_name_files_of_the_repository(root, console_block):
    for path in re.findall(r"(?:scenarios|tests)/[\w./-]+", console_block.text):
        assert (root / path).exists(), path


def test_python_examples_give_what_they_show(root, page, monkeypatch):
    """The blocks of a page are one story, run from the repository's root."""
    blocks = re.findall(
        r"^```python\n(.*?)^```$", page.read_text("utf-8"), re.MULTILINE | re.DOTALL
    )
    if not blocks:
        return
    monkeypatch.chdir(root)
    test = doctest.DocTestParser().get_doctest(
        "\n".join(blocks), {}, page.name, str(page), 0
    )
    said: list[str] = []
    result = doctest.DocTestRunner(optionflags=doctest.ELLIPSIS).run(
        test, out=said.append
    )
    assert result.attempted
    assert not result.failed, "".join(said)
