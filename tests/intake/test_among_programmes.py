"""What is wrong with a programme's buddies and groups is said with its line."""

from importlib.resources import files

import pytest

from matchmaker.errors import ProgrammeError
from matchmaker.intake.programme_file import parse_programme

SHELF = files("matchmaker") / "programmes"


def faults(name, old, new):
    text = (SHELF / f"{name}.toml").read_text("utf-8")
    assert old in text
    with pytest.raises(ProgrammeError) as error:
        parse_programme(text.replace(old, new, 1), "my.toml")
    return error.value.faults


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('"trio" #', '"none" #', '"odd_one_out" is "none", but must be \'trio\' or'),
        ("sessions = 10", "sesions = 10", 'Did you mean "sessions"?'),
        ('role = "buddy"', 'role = "pal"', "[buddies] names the role 'pal', which"),
        ('times = "times"', 'times = "hours"', "[buddies] names the field 'hours'"),
        ('name = "worst-off"', 'name = "balance"', "[buddies] must seek coverage,"),
        ('[[objective]]\nname = "worst-off"', "", "[buddies] must seek coverage,"),
        ('scores = "criteria"', 'scores = "given"', "[buddies] needs criteria"),
        ("[buddies]", '[groups]\nrole = "buddy"\n\n[buddies]', "beside groups"),
    ],
)
def test_buddies(old, new, message):
    found = faults("mentor-buddies", old, new)
    assert any(message in fault for fault in found), found


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("most = 4 #", "most = 9 #", '"most" is 9, but must be at most 8'),
        ("preferred = 3", "preferred = 5", "not least <= preferred <= most"),
        ('role = "mentor"\nleast', 'role = "guide"\nleast', "the role 'guide', which"),
        ('together = "applied_with"', 'together = "x"', "the field 'x', which is not"),
        # Mentors are asked for their background, childminders are not.
        ('times = "times"', 'times = "background"', "which is not asked of requests"),
        (
            'name = "not_named"\nfield = "works_with"',
            'name = "not_named"\nfield = "background"',
            "[groups] rule 'not_named' names the field 'background'",
        ),
        (
            '[[groups.criterion]]\nname = "needs"',
            '[[groups.criterion]]\nname = "neds"',
            'there is no criterion "neds". Did you mean "needs"?',
        ),
        (
            '[[groups.criterion]]\nname = "needs"',
            '[[groups.rule]]\nname = "capacity"\n\n[[groups.criterion]]\nname = "needs"',
            "rule 'capacity' does not speak of two people alone",
        ),
        ('name = "balance"', 'name = "change"', "[groups] are formed anew every time"),
    ],
)
def test_groups(old, new, message):
    found = faults("childminders", old, new)
    assert any(message in fault for fault in found), found
