"""The key `accounts` of a programme file."""

import tomllib
from importlib.resources import files

import pytest

from matchmaker.domain.accounts import Accounts
from matchmaker.domain.files import toml_text
from matchmaker.errors import ProgrammeError
from matchmaker.intake import parse_programme

SHIPPED = (files("matchmaker") / "programmes" / "early-years.toml").read_text("utf-8")


def with_accounts(lines: str):
    return parse_programme(f"{SHIPPED}\n[accounts]\n{lines}\n", "mine.toml")


def test_a_programme_need_not_say_how_money_is_worked_out():
    assert parse_programme(SHIPPED, "mine.toml").accounts is None


def test_a_programme_may_say_so():
    programme = with_accounts('kind = "training"\nprovider = "accredited_provider"')
    assert programme.accounts == Accounts(
        kind="training", provider="accredited_provider"
    )


def test_it_comes_back_from_a_copy():
    programme = with_accounts('kind = "induction"')
    copy = toml_text(programme.model_dump(by_alias=True))
    assert tomllib.loads(copy)["accounts"]["kind"] == "induction"
    assert parse_programme(copy, "copy.toml") == programme


@pytest.mark.parametrize(
    "lines", ['kind = "dayz"', 'provider = "x"', 'kind = "days"\nrates = 1']
)
def test_what_it_cannot_be_is_refused(lines):
    with pytest.raises(ProgrammeError, match="accounts"):
        with_accounts(lines)
