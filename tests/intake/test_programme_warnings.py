"""Warnings in programme files: read like rules, and refused where never given."""

import pytest

from matchmaker.domain.files import toml_text
from matchmaker.errors import ProgrammeError
from matchmaker.intake import parse_programme
from matchmaker.intake.columns import tables_for
from matchmaker.intake.template import template_columns

PROGRAMME = """
name = "small"
title = "Small"
[roles.mentor]
title = "Mentor"
[field.qualified]
title = "Qualified"
kind = "yes or no"
supporter = {}
[[rule]]
name = "at_once"
most = 3
[[criterion]]
name = "answer"
field = "qualified"
weight = 1
[[objective]]
name = "coverage"
"""


def read(text: str):
    return parse_programme(PROGRAMME + text, "mine.toml")


def faults(text: str) -> str:
    with pytest.raises(ProgrammeError) as caught:
        read(text)
    return "\n".join(caught.value.faults)


def test_a_warning_may_look_at_what_a_rule_looks_at():
    programme = read('[[warning]]\nname = "at_once"\nmost = 1\n')
    assert [rule.most for rule in programme.warnings] == [1]
    assert [rule.most for rule in programme.rules] == [3]
    assert all(rule.name != "travel" for rule in programme.coupling_rules)
    copy = toml_text(programme.model_dump(by_alias=True))
    assert parse_programme(copy, "copy.toml") == programme


def test_the_template_shows_the_columns_that_a_warning_reads():
    def shown(text):
        programme = read(text)
        table = tables_for(programme)["supporters"]
        return {column.name for column in template_columns(table, programme)}

    assert "experience_years" not in shown("")
    warned = '[[warning]]\nname = "experience"\nyears = 3\n'
    assert "experience_years" in shown(warned)


@pytest.mark.parametrize(
    ("warning", "said"),
    [
        ('name = "capacity"', "warning 'capacity' would never be given: the rule always holds"),
        ('name = "forbidden"', "the rule always holds"),
        ('name = "budget"', "its figures stand in the round, and must hold"),
        ('name = "at_once"\nmost = 3', "the very same stands under [[rule]]"),
        ('name = "at_once"\nmost = 0', 'warning at_once: "most" is 0, but must be at least 1'),
        ('name = "at_onse"\nmost = 2', 'there is no warning "at_onse". Did you mean "at_once"?'),
        ('name = "travel"\nlimit_minuts = 2', 'Did you mean "limit_minutes"?'),
        ('name = "answered"\nfield = "trained"\nof = "supporter"', "warning 'answered' names the field 'trained'"),
        ('name = "travel"\nlimit_minutes = 9\nroles = ["guide"]', "warning 'travel' names the role 'guide'"),
        ('name = "leadership"\nneeds = { guide = "leading" }', '"guide" is not known here'),
    ],
)  # fmt: skip
def test_a_fault_is_told_with_its_line(warning, said):
    text = f"[[warning]]\n{warning}\n"
    found = faults(text)
    assert said in found
    first = PROGRAMME.count("\n") + 1
    lines = range(first, first + text.count("\n") + 1)
    assert any(f"mine.toml, line {line}: " in found for line in lines), found


def test_the_same_warning_twice_is_a_fault():
    one = '[[warning]]\nname = "travel"\nlimit_minutes = {}\n'
    assert "warning 'travel' is listed twice" in faults(one.format(9) + one.format(8))


def test_given_scores_know_nothing_about_pairs():
    text = PROGRAMME.partition("[field")[0].replace(
        "title", 'scores = "given"\ntitle', 1
    )
    rest = '[[criterion]]\nname = "given"\nweight = 1\n[[objective]]\nname = "points"\n'
    parse_programme(f'{text}[[warning]]\nname = "at_once"\nmost = 1\n{rest}', "a.toml")
    pair = '[[warning]]\nname = "experience"\nyears = 1\n'
    with pytest.raises(ProgrammeError) as caught:
        parse_programme(f"{text}{pair}{rest}", "a.toml")
    assert "nothing is known about pairs" in str(caught.value.faults)
