"""Programme files: every fault at once, with line, cause and remedy."""

from contextlib import suppress
from importlib.resources import files

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matchmaker.domain.files import toml_text
from matchmaker.domain.programme import Programme
from matchmaker.errors import ProgrammeError
from matchmaker.intake import parse_programme, read_programme, shipped_programmes

EARLY_YEARS = (files("matchmaker") / "programmes" / "early-years.toml").read_text(
    "utf-8"
)


def faults(*changes: tuple[str, str]) -> tuple[str, ...]:
    text = EARLY_YEARS
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    with pytest.raises(ProgrammeError) as caught:
        parse_programme(text, "mine.toml")
    return caught.value.faults


def line_of(part: str) -> int:
    return EARLY_YEARS[: EARLY_YEARS.index(part)].count("\n") + 1


def test_shipped_programmes_read():
    assert {"early-years", "given-scores"} <= set(shipped_programmes())
    for name in shipped_programmes():
        assert read_programme(name).name == name
    assert read_programme("early-years").roles["expert"].load_days == 3


def test_a_copy_beside_the_round_is_read_from_there(tmp_path):
    changed = EARLY_YEARS.replace("years = 3 #", "years = 5 #")
    (tmp_path / "mine.toml").write_text(changed, "utf-8")
    rules = read_programme("mine.toml", base=tmp_path).rules
    assert [rule.years for rule in rules if rule.name == "experience"] == [5]


def test_a_misspelt_name_is_answered_with_the_likely_one():
    with pytest.raises(ProgrammeError, match='Did you mean "early-years"'):
        read_programme("early-yaers")


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("\nyears = 3", "\nyeers = 3", '"yeers" is not known. Did you mean "years"?'),
        ('"own_group"', '"own_grup"', 'no rule "own_grup". Did you mean "own_group"?'),
        ('name = "age_bands"', 'name = "agebands"', 'Did you mean "age_bands"?'),
        ('name = "worst-off"', 'name = "worst"', "objective 'worst' is not one of: coverage, worst-off"),
        ("mentor = 35", "mentor = 3500", '"mentor" is 3500, but must be at most 1000'),
        ("mentor = 35", "mentor = -1", "must be at least 0"),
        ("{ expert = 20 }", '"20"', '"weight" is "20", but must be a whole number'),
        ("load_days = 3", 'load_days = "3"', '"load_days" is "3"'),
        ("limit_minutes = 90", "limit_minutes = true", "is true, but must be a whole"),
        ("limit_minutes = 90", "limit_minutes = 90.0", "must be a whole number"),
        ("target = 10", "", 'the key "target" is missing'),
        ('unit = "minutes"', 'unit = "hours"', "must be 'minutes' or 'units'"),
        ('lead_role = "area_lead"', 'lead_role = "lead"', "one of: expert, mentor"),
        ('"coaching" = ["expert"]', '"coaching" = "expert"', "[square brackets]"),
        (
            'rate = "early-years"',
            'rate = [{ role = "mentor", pence_per_day = 1, valid_from = 5 }]',
            "must be a date",
        ),
        ('"outstanding", "good"]', '"outstandin", "good"]', 'mean "outstanding"?'),
        ('"inadequate" = 6', '"inadequat" = 6', 'Did you mean "inadequate"?'),
        ('"private nursery", "vol', '"privat nursery", "vol', '"private nursery"?'),
        ("{ mentor = \"supervising\"", "{ mentr = \"supervising\"", 'mean "mentor"?'),
        ("lead_role = ", "span = 3\nlead_role = ", 'teams: the key "span" is not known'),
        ('name = "own_setting"', 'nome = "own_setting"', 'a [[rule]] has no "name"'),
        ('name = "own_setting"', 'name = "own_group"', "is listed twice"),
    ],
)  # fmt: skip
def test_a_fault_is_named_in_plain_words(old, new, said):
    found = faults((old, new))
    assert [said in fault for fault in found].count(True) == 1
    assert len(found) <= 2  # a misspelt key is missing, too
    assert not any("pydantic" in fault or "Input should" in fault for fault in found)


@pytest.mark.parametrize(
    ("old", "new", "part"),
    [
        ("level = 6 #", "level = 60 #", "level = 6 #"),
        ("mentor = 35", "mentor = 3500", "mentor = 35"),
        ("load_hours = 6", "load_hours = -6", "load_hours = 6"),
        ('"outstanding", "good"]', '"best"]', '"ofsted" = ['),
        ("most = 12", "most = 0", "most = 12"),
    ],
)
def test_a_fault_names_its_line(old, new, part):
    (fault,) = faults((old, new))
    assert fault.startswith(f"mine.toml, line {line_of(part)}: ")


def test_all_faults_come_at_once_in_the_order_of_the_file():
    found = faults(
        ("limit_minutes = 90", "limit_minutes = 0"),
        ("load_days = 3", "load_days = -3"),
        ("\nyears = 3", "\nyears = 99"),
    )
    lines = [int(fault.split("line ")[1].split(":")[0]) for fault in found]
    assert len(lines) == 3
    assert lines == sorted(lines)


def test_a_programme_needs_a_role_that_can_be_asked_for():
    text = (files("matchmaker") / "programmes" / "given-scores.toml").read_text("utf-8")
    text = text.replace('title = "Supporter"', 'title = "Supporter"\nmatched = false')
    with pytest.raises(ProgrammeError, match="no role is matched"):
        parse_programme(text, "mine.toml")


def test_broken_toml_names_its_line():
    with pytest.raises(ProgrammeError, match="line 2"):
        parse_programme('name = "x"\nyears 3\n', "mine.toml")


@pytest.mark.parametrize(
    "text", ["", "rule = 3", "[[rule]]", "rule = [1]", "[" * 3000, "a = " + "9" * 5000, "criterion = 'x'", "roles = 3", "[roles]\nx = 1", "[[criterion]]\nname = 1", "[[rule]]\nname = []", "a = nan", "rate = [[1]]", "objective = []"],
)  # fmt: skip
def test_senseless_files_are_programme_errors(text):
    with pytest.raises(ProgrammeError):
        parse_programme(text, "mine.toml")


@pytest.mark.parametrize("name", shipped_programmes())
def test_a_programme_written_out_reads_back_equal(name):
    programme = read_programme(name)
    text = toml_text(programme.model_dump(by_alias=True))
    assert parse_programme(text, "copy.toml") == programme


@settings(deadline=None)
@given(st.data())
def test_a_spoilt_line_never_gives_anything_but_a_programme_or_its_faults(data):
    lines = EARLY_YEARS.split("\n")
    at = data.draw(st.integers(0, len(lines) - 1))
    lines[at] = data.draw(
        st.text(max_size=30) | st.sampled_from(["", "[[rule]]", "x = 1", "name = 3"])
    )
    with suppress(ProgrammeError):
        assert isinstance(parse_programme("\n".join(lines), "mine.toml"), Programme)
