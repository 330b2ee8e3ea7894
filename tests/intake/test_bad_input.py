"""Whatever stands in the files: a round with problems, or a refusal in words."""

from __future__ import annotations

import csv
import io
from contextlib import suppress

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import given as draw_from
from hypothesis import strategies as st

from matchmaker.errors import InputError
from matchmaker.intake import Reading, read_round

OPTIONAL = {
    "pins.csv": "request,supporter,date\nR1,P1,2022-03-01\n",
    "forbids.csv": "request,supporter,by\nR2,P2,Ann\n",
    "conflicts.csv": "supporter,party,kind,since\nP1,S2,employment,2020-01-01\n",
    "travel.csv": "setting,supporter,minutes\nS1,P1,30\n",
}
NASTY = st.one_of(
    st.text(max_size=12),
    st.sampled_from(
        ["", " ", "two", "2-3", "-1", "0", "9" * 40, "9" * 5000, "1e9", "nan", "1_0", "31/02/2022", "99999", "=1+1", '"', "\x00", "S1", "P1", "R1", "expert", "R1-expert", "expert; mentor", "area lead", "unknown", "exact", "London"]
    ),
)  # fmt: skip
PATIENT = settings(
    max_examples=80,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


def snapshot(desk):
    return {path.name: path.read_bytes() for path in sorted(desk.folder.iterdir())}


def restore(desk, files):
    for name, data in files.items():
        desk.write(name, data)


def read_or_refuse(desk):
    """No other outcome is allowed: any other error fails the test."""
    with suppress(InputError):
        reading = read_round(desk.folder)
        assert isinstance(reading, Reading)
        for problem in reading.problems:
            assert problem.problem
            assert problem.remedy


def spoil_cells(data, desk, files):
    name = data.draw(st.sampled_from(sorted(n for n in files if n.endswith(".csv"))))
    rows = list(csv.reader(io.StringIO(files[name].decode())))
    for _ in range(data.draw(st.integers(1, 4))):
        row = data.draw(st.sampled_from(rows))
        row[data.draw(st.integers(0, len(row) - 1))] = data.draw(NASTY)
    text = io.StringIO()
    csv.writer(text).writerows(rows)
    # What UTF-8 cannot hold, no file holds either.
    desk.write(name, text.getvalue().encode("utf-8", "replace"))


@pytest.fixture
def full_desk(desk):
    for name, text in OPTIONAL.items():
        desk.write(name, text)
    desk.change("settings.csv", ",group", ",group,easting,northing,precision,eypp,ages")
    desk.change("settings.csv", "Steps", "Steps,353900,429400,exact,20,2; 3-4")
    desk.change("settings.csv", "20/06/2019,", "20/06/2019,,,,,,")
    desk.change("supporters.csv", "employer", "employer,mentor hours,days,travel limit")
    desk.change("supporters.csv", "10,", "10,,6,mon,60")
    desk.change("supporters.csv", "5,S2", "5,S2,,,")
    assert desk.problem.column == "roles"  # mentor hours of somebody who is none
    return desk


@PATIENT
@draw_from(data=st.data())
def test_any_cells_in_an_early_years_round(full_desk, data):
    files = snapshot(full_desk)
    spoil_cells(data, full_desk, files)
    try:
        read_or_refuse(full_desk)
    finally:
        restore(full_desk, files)


@PATIENT
@draw_from(data=st.data())
def test_any_cells_in_a_round_of_given_scores(given, data):
    files = snapshot(given)
    spoil_cells(data, given, files)
    try:
        read_or_refuse(given)
    finally:
        restore(given, files)


@PATIENT
@draw_from(data=st.data())
def test_any_bytes_in_any_file(full_desk, data):
    files = snapshot(full_desk)
    name = data.draw(st.sampled_from(sorted(files)))
    junk = data.draw(st.binary(max_size=40))
    at = data.draw(st.integers(0, len(files[name])))
    full_desk.write(name, files[name][:at] + junk + files[name][at:])
    try:
        read_or_refuse(full_desk)
    finally:
        restore(full_desk, files)


@PATIENT
@draw_from(data=st.data())
def test_any_line_in_round_toml(full_desk, data):
    files = snapshot(full_desk)
    lines = files["round.toml"].decode().split("\n")
    key = data.draw(
        st.sampled_from(["start", "end", "term", "objectives", "decimals", "budget"])
    )
    value = data.draw(
        st.sampled_from(["[1]", "{ x = 1 }", "{ London = 5 }", "1e400", "nan", "true"])
        | st.sampled_from(["'x'", "[[]]", "1979-05-27T07:32:00Z", "07:32:00", "9" * 99])
    )
    kept = [line for line in lines if not line.startswith(key)]
    full_desk.write("round.toml", "\n".join([f"{key} = {value}", *kept]))
    try:
        read_or_refuse(full_desk)
    finally:
        restore(full_desk, files)
