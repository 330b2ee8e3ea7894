"""The page about explanations names every option, kind and reader there is."""

from __future__ import annotations

from typing import get_args, get_type_hints

import pytest
import typer

from matchmaker.cli.app import app
from matchmaker.cli.explain import Level, Reader
from matchmaker.reasons import WhyNot


@pytest.fixture(scope="module")
def text(root) -> str:
    return (root / "docs" / "explanations.md").read_text("utf-8")


def test_every_option_is_listed(text):
    command = typer.main.get_command(app).commands["explain"]
    options = {
        name
        for option in command.params
        for name in option.opts
        if name.startswith("--") and name != "--help"
    }
    assert {"--request", "--why-not", "--for"} <= options
    listed = text.partition("## The options of `explain`")[2]
    for option in options:
        assert f"\n| `{option}" in listed, option


def test_every_level_and_reader_is_named(text):
    for word in (*Level, *Reader):
        assert f"{word}`" in text, word


def test_every_kind_of_why_not_is_told(text):
    kinds = get_args(get_type_hints(WhyNot)["kind"])
    assert kinds
    for kind in kinds:
        assert f"\n| `{kind}` |" in text, kind
