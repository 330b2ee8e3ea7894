"""Pictures of teams: everybody is in them, nobody's place is told too exactly."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from dataclasses import replace
from itertools import pairwise

import pytest

from matchmaker.domain.plan import Team
from matchmaker.report.pictures.colours import PALETTE, team_colours
from matchmaker.report.pictures.scene import Scene, cell_of
from matchmaker.report.pictures.team_map import team_map
from matchmaker.report.pictures.team_tree import _Block, _columns, team_tree
from matchmaker.report.pictures.teams import team_pictures

pytest.importorskip("altair", reason="pictures need the extra `pictures`")
pytest.importorskip("vl_convert", reason="pictures need the extra `pictures`")


@pytest.fixture
def drawn(nurseries):
    """Di (S4) leads Ada and Cy; Bo has no lead, and Cy's place is not known."""
    places = {
        "S1": (530_100, 180_900),
        "S2": (531_500, 183_000),
        "S4": (534_000, 181_000),
    }
    people = tuple(
        person.model_copy(
            update={"easting": places[person.id][0], "northing": places[person.id][1]}
        )
        if person.id in places
        else person
        for person in nurseries.round.supporters
    )
    team = Team(lead="S4", members=("S1", "S3"), minutes=(9, None))
    return replace(
        nurseries,
        round=nurseries.round.replace(supporters=people),
        plan=nurseries.plan.model_copy(update={"teams": (team,), "unled": ("S2",)}),
    )


def words(svg: str) -> list[str]:
    return [text for text in ET.fromstring(svg).itertext() if text.strip()]


def test_both_pictures_say_what_they_are(drawn):
    pictures = team_pictures(drawn)
    assert set(pictures) == {"teams-map.svg", "teams-tree.svg"}
    for svg in pictures.values():
        root = ET.fromstring(svg)
        assert root.get("role") == "img"
        assert "1 area lead leads 2 supporters; 1 has no lead." in root.get(
            "aria-label"
        )
        assert "Small programme: area leads and their teams" in words(svg)
        assert "Summer term 2022" in words(svg)


def test_equal_plans_give_equal_pictures(drawn):
    assert team_pictures(drawn) == team_pictures(drawn)


def test_everybody_stands_in_the_tree(drawn):
    said = words(team_pictures(drawn)["teams-tree.svg"])
    assert {"London", "Di Ash", "leads 2", "Cy Dale", "Bo Field"} <= set(said)
    assert "Ada Lovell, expert, 9 min" in said
    assert "Without an area lead" in said


def test_the_map_names_leads_and_says_who_is_missing(drawn):
    said = words(team_pictures(drawn)["teams-map.svg"])
    assert "Di Ash" in said
    assert "Not drawn, for their place is not known: 1 supporter." in said
    assert "Ada Lovell" not in said


def test_no_place_is_told_more_exactly_than_two_kilometres(drawn):
    ada = drawn.round.supporter("S1")
    assert cell_of(ada) == (531_000, 181_000)
    near = ada.model_copy(update={"easting": 531_999, "northing": 180_000})
    assert cell_of(near) == (531_000, 181_000)
    assert cell_of(ada.model_copy(update={"easting": None})) is None
    specification = team_map(Scene(drawn, frozenset())).to_json()
    assert "530100" not in specification
    assert "180900" not in specification


def test_a_new_lead_is_marked(drawn):
    scene = Scene(drawn, frozenset({"S4"}))
    assert '"new lead"' in team_map(scene).to_json()
    assert '"new, leads 2"' in team_tree(scene).to_json()


def test_a_plan_without_teams_can_be_drawn(nurseries):
    bare = nurseries.plan.model_copy(update={"teams": (), "unled": ()})
    pictures = team_pictures(replace(nurseries, plan=bare))
    assert all(ET.fromstring(svg) is not None for svg in pictures.values())


# Layout and colours


def test_neighbours_differ_in_colour():
    places = [(x, 0) for x in range(30)]
    colours = team_colours(places)
    assert all(one != other for one, other in pairwise(colours))
    assert set(colours) == set(PALETTE)


def block(title, people, heading=False):
    return _Block(title, "", ("x",) * people, "", heading=heading)


@pytest.mark.parametrize("teams", range(4, 24))
def test_every_column_begins_with_a_regions_name_and_none_ends_with_one(teams):
    blocks = []
    for number in range(teams):
        if number % 3 == 0:
            blocks.append(block(f"Region {number}", 0, heading=True))
        blocks.append(block(f"team {number}", 10))
    columns = _columns(blocks)
    assert all(column[0].heading for column in columns)
    assert not any(column[-1].heading for column in columns)
    drawn = [one.title for column in columns for one in column if not one.heading]
    assert drawn == [f"team {number}" for number in range(teams)]


def test_columns_are_about_as_long_and_name_the_region_again():
    blocks = [block("North", 0, heading=True)]
    blocks += [block(f"t{i}", 10) for i in range(12)]
    columns = _columns(blocks)
    lengths = [sum(one.rows for one in column) for column in columns]
    assert len(columns) > 1
    assert max(lengths) - min(lengths) < 25
    assert columns[1][0].title == "North (continued)"
