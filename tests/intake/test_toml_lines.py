"""Where keys stand in TOML."""

import tomllib
from importlib.resources import files

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matchmaker.domain.files import toml_text
from matchmaker.intake import shipped_programmes
from matchmaker.intake.toml_lines import toml_lines

TEXT = '''\
# one = 1
title = "a # b ] } = c"
roles.expert.days = 3
text = """
key = 1
"""

[roles.mentor]
"odd key" = 'x'

[[rule]] # first
name = "a"
[rule.accepts]
"ofsted" = [
  "good", # a comment, with ]
  "outstanding",
]

[[rule]]
needs = { mentor = "x", expert = { level = 6 } }
'''


@pytest.mark.parametrize(
    ("path", "line"),
    [
        (("title",), 2),
        (("roles", "expert", "days"), 3),
        (("text",), 4),
        (("roles", "mentor"), 8),
        (("roles", "mentor", "odd key"), 9),
        (("rule", 0), 11),
        (("rule", 0, "name"), 12),
        (("rule", 0, "accepts"), 13),
        (("rule", 0, "accepts", "ofsted"), 14),
        (("rule", 0, "accepts", "ofsted", 1), 16),
        (("rule", 1), 19),
        (("rule", 1, "needs", "mentor"), 20),
        (("rule", 1, "needs", "expert", "level"), 20),
    ],
)
def test_lines_of_keys_tables_and_list_entries(path, line):
    assert toml_lines(TEXT)[path] == line
    assert toml_lines(TEXT.replace("\n", "\r\n"))[path] == line


def paths(data, path=()):
    if path:
        yield path
    if isinstance(data, dict):
        for key, value in data.items():
            yield from paths(value, (*path, key))
    elif isinstance(data, list):
        for i, value in enumerate(data):
            yield from paths(value, (*path, i))


@pytest.mark.parametrize("name", shipped_programmes())
def test_no_path_is_invented_for_shipped_programmes_and_no_leaf_missed(name):
    text = (files("matchmaker") / "programmes" / f"{name}.toml").read_text("utf-8")
    there = set(paths(tomllib.loads(text)))
    assert set(toml_lines(text)) <= there
    assert {path for path in there if len(path) > 1} <= set(toml_lines(text))


KEYS = st.text(min_size=1, max_size=5)
LEAVES = st.one_of(st.integers(), st.booleans(), st.dates(), st.text(max_size=8))
DATA = st.recursive(
    LEAVES,
    lambda inner: (
        st.lists(LEAVES, max_size=3)
        | st.dictionaries(KEYS, inner, max_size=3)
        | st.lists(st.dictionaries(KEYS, inner, max_size=2), min_size=1, max_size=3)
    ),
    max_leaves=12,
)
TEXTS = st.dictionaries(KEYS, DATA, max_size=4)


@settings(deadline=None)
@given(TEXTS)
def test_what_is_written_as_toml_reads_back_and_every_key_has_its_line(data):
    text = toml_text(data)
    assert tomllib.loads(text) == data
    lines = toml_lines(text)
    shown = text.split("\n")
    for path in paths(data):
        if path in lines and isinstance(path[-1], str) and path[-1].isalnum():
            assert path[-1] in shown[lines[path] - 1]
    assert {p for p in paths(data) if p not in lines} <= {()}
