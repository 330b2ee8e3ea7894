"""Faults of a programme's own fields, headings and tables, each with its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from matchmaker.errors import ProgrammeError
from matchmaker.intake import parse_programme

GALLERY = Path(__file__).with_name("gallery.toml").read_text("utf-8")
TOPICS = 'supporter = { heading = "topics offered" }'
OVERLAP = '[[rule]]\nname = "overlap"\nfield = "topics"\n'


def faults(old: str, new: str) -> tuple[str, ...]:
    assert old in GALLERY
    with pytest.raises(ProgrammeError) as caught:
        parse_programme(GALLERY.replace(old, new, 1), "mine.toml")
    return caught.value.faults


def test_limits_of_journeys_need_the_rule_about_them():
    text = GALLERY.replace('name = "travel"\nlimit_minutes = 60', 'name = "mode"')
    role = 'title = "Guide"\ntravel_by = { field = "badge", minutes = { "x" = 1 } }'
    with pytest.raises(ProgrammeError) as caught:
        parse_programme(text.replace('title = "Guide"', role, 1), "mine.toml")
    assert any("no rule 'travel' is listed" in fault for fault in caught.value.faults)


def test_the_programme_itself_has_none():
    programme = parse_programme(GALLERY, "gallery.toml")
    assert list(programme.fields["standing"].levels) == ["helper", "guide", "keeper"]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('kind = "list"', 'kind = "lists"', "\"kind\" is \"lists\", but must be 'text'"),
        ('heading = "topics wanted"', 'headng = "x"', 'topics: the key "headng" is not known. Did you mean "heading"?'),
        ('percent = "share"', 'percnt = "share"', 'roles guide: the key "percnt" is not known. Did you mean "percent"?'),
        ('setting = "gallery"', 'settng = "gallery"', 'nouns: the key "settng" is not known. Did you mean "setting"?'),
        ('asks = "people"', 'asks = "persons"', "must be 'settings' or 'people'"),
        ('"helper" = [], "guide" = [], ', "", "field standing: a field of levels needs two words"),
        ('requests = "newcomers"', 'request = "x"', 'no table "request". Did you mean "requests"?'),
        ('requests = "newcomers"', 'requests = "guides"', '"guides" is the name of another table'),
        ('requests = "newcomers"', 'requests = "round"', '"round" is the name of another table'),
        ('requests = "newcomers"', 'requests = "a/b"', 'tables: "a/b" cannot be the name of a file'),
        (TOPICS, 'supporter = { heading = "name" }', '"name" is the heading of a column that the table "guides" needs. Choose'),
        (TOPICS, 'supporter = { heading = "Capacity (days)" }', '"Capacity (days)" is the heading of a column'),
        (TOPICS, 'supporter = { heading = "badge" }', '"badge" is also a heading of the field topics'),
        (TOPICS, 'supporter = { heading = "--" }', "field topics: the heading has no letters"),
        (TOPICS, 'supporter = { example = "pans; pots" }', 'in the example "pans" is not a known word here'),
        ('kind = "date"\nsupporter = {}', 'kind = "date"\nsupporter = { example = "May" }', 'field joined: in the example "May" is not a date'),
        ('name = "travel"\nlimit_minutes = 60', 'name = "phase"', 'the table "newcomers" needs for phase'),
        (OVERLAP, f'{OVERLAP}[[rule]]\nname = "answered"\nfield = "badge"\nof = "setting"\n', "looks at an answer of settings, but people ask"),
        ('field = "stage"', 'field = "stag"', "role 'guide' names the field 'stag', which is not one of: topics, stage"),
        ('field = "stage"', 'field = "joined"', "which requests are not asked: add request = {}"),
        ('field = "stage"', 'field = "times"', "the field 'times', which has no words"),
        ('percent = "share"', 'percent = "consent"', "the field 'consent', which is no number"),
        ('"second year" = 45', "", "role 'guide' has no minutes for 'second year'"),
        ('"second year" = 45', '"second year" = 45\n"third year" = 1', "has minutes for 'third year', which is not one of"),
        ('"second year" = 45', '"second year" = -1', "must be at least 0"),
        ('unit = "minutes"', 'unit = "units"', "has load_by, but the programme counts no minutes"),
        ('title = "Guide"', 'title = "Guide"\ntravel_by = { field = "stag", minutes = { "x" = 1 } }', "takes limits of journeys from the field 'stag', which requests are not asked"),
        ('title = "Guide"', 'title = "Guide"\ntravel_by = { field = "stage", minutes = { "x" = 1 } }', "has a limit for 'x', which is not one of the field 'stage': first year"),
        ('title = "Guide"', 'title = "Guide"\nusual_capacity = 4\nmost_capacity = 3', "usually has room for 4, but may give no more than 3"),
    ],
)  # fmt: skip
def test_a_fault_is_named_in_plain_words(old, new, said):
    found = faults(old, new)
    assert [said in fault for fault in found].count(True) >= 1
    assert not any("pydantic" in fault or "Input should" in fault for fault in found)


@pytest.mark.parametrize(
    ("old", "new", "part"),
    [
        (TOPICS, 'supporter = { heading = "name" }', TOPICS),
        ('requests = "newcomers"', 'requests = "round"', 'requests = "newcomers"'),
        ('percent = "share"', 'percnt = "share"', 'percent = "share"'),
        (OVERLAP, OVERLAP.replace("topics", "topcs"), OVERLAP),
    ],
)
def test_a_fault_names_its_line(old, new, part):
    (fault,) = faults(old, new)
    line = GALLERY[: GALLERY.index(part)].count("\n") + 1
    assert fault.startswith(f"mine.toml, line {line}: ")


def test_of_several_rules_of_a_name_the_one_about_the_field_is_meant():
    second = OVERLAP.replace("topics", "standng")
    (fault,) = faults(OVERLAP, f"{second}{OVERLAP}")
    line = GALLERY[: GALLERY.index(OVERLAP)].count("\n") + 1
    assert fault.startswith(f"mine.toml, line {line}: rule 'overlap' names the field")


def test_two_rules_about_one_field_are_one_too_many():
    (fault,) = faults(OVERLAP, OVERLAP * 2)
    assert "rule 'overlap:topics' is listed twice" in fault
    line = GALLERY[: GALLERY.index(OVERLAP)].count("\n") + 1 + OVERLAP.count("\n")
    assert fault.startswith(f"mine.toml, line {line}: ")


def test_just_inside_the_edges_nothing_is_wrong():
    for old, new in (
        (TOPICS, 'supporter = { heading = "phase" }'),
        (TOPICS, 'supporter = { heading = "Experience years" }'),
        ('requests = "newcomers"', 'requests = "new comers-1"'),
        ('title = "Guide"', 'title = "Guide"\nusual_capacity = 3\nmost_capacity = 3'),
    ):
        parse_programme(GALLERY.replace(old, new, 1), "mine.toml")


def test_where_scores_are_given_no_field_is_asked():
    text = (
        'schema = 1\nname = "x"\ntitle = "X"\nscores = "given"\n'
        '[roles.a]\ntitle = "A"\n[field.b]\ntitle = "B"\nkind = "text"\nrequest = {}\n'
        '[[criterion]]\nname = "given"\nweight = 1\n[[objective]]\nname = "points"\n'
    )
    with pytest.raises(ProgrammeError, match="nobody is asked any field"):
        parse_programme(text, "mine.toml")


@pytest.mark.parametrize("key", ["named_by", "reached_by"])
def test_who_a_request_is_for_stands_in_a_field_that_is_there(key):
    text = GALLERY.replace("schema = 1", f'schema = 1\n{key} = "badge"')
    assert getattr(parse_programme(text, "mine.toml"), key) == "badge"
    (fault,) = faults("schema = 1", f'schema = 1\n{key} = "bagde"')
    assert f"{key} names the field 'bagde', which is not there" in fault
