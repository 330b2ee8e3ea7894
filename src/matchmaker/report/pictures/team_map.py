"""Who leads whom on the map of England: leads, people, and a line between them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from matchmaker.geo import REGIONS
from matchmaker.geo.tables import read_table
from matchmaker.report.pictures import FAINT, INK, WARNING, Row, rows_of
from matchmaker.report.pictures.scene import cell_of
from matchmaker.report.speech import counted

if TYPE_CHECKING:
    from matchmaker.domain.supporter import Supporter
    from matchmaker.pipeline import Solved
    from matchmaker.report.pictures import Picture
    from matchmaker.report.pictures.scene import Scene

MARGIN = 12_000
"""Metres of country around the people."""

ACROSS = 960
"""Pixels of the longer side."""

NAMED = 40
"""Above so many leads their names would cover the map."""

KILOMETRE = 1_000

LAND = (
    "#f1ece4",
    "#e6eef0",
    "#e3e6ea",
    "#eceaf2",
    "#e8f0e6",
    "#f3efe2",
    "#ebf0e8",
    "#e9ecf2",
    "#f0e9ea",
)
"""Tints of the nine regions by name: pale, and neighbours differ."""

SEEN = 500_000
"""A region of which fewer metres are shown, all rows of squares together, gets no
name."""

LEAD, NEW_LEAD, LED, UNLED = "lead", "new lead", "person led", "no lead"
SHAPES = {LEAD: "diamond", NEW_LEAD: "triangle-up", LED: "circle", UNLED: "cross"}
SIZES = {LEAD: 170, NEW_LEAD: 170, LED: 42, UNLED: 90}


@dataclass(frozen=True)
class _Frame:
    """What part of the country is shown, in metres on the national grid."""

    west: int
    south: int
    east: int
    north: int

    @property
    def pixels(self) -> tuple[int, int]:
        """Width and height of the picture: as the country is."""
        wide, tall = self.east - self.west, self.north - self.south
        longer = max(wide, tall)
        return max(ACROSS * wide // longer, 1), max(ACROSS * tall // longer, 1)

    def cut(self, row: Row) -> Row | None:
        """What is shown of a rectangle; `None` if it is outside."""
        x, x2 = max(row["x"], self.west), min(row["x2"], self.east)
        y, y2 = max(row["y"], self.south), min(row["y2"], self.north)
        return row | {"x": x, "x2": x2, "y": y, "y2": y2} if x < x2 and y < y2 else None


def team_map(scene: Scene) -> Picture:
    """
    Draw the teams of a plan on the map.

    Everybody stands in the middle of a square of two kilometres. People and leads
    whose place is not known are left out, and the picture says how many.
    """
    import altair as alt

    people, lines = _people(scene), list(_lines(scene))
    frame = _frame(people)
    width, height = frame.pixels
    x = alt.X("x:Q", axis=None, scale=alt.Scale(domain=[frame.west, frame.east]))
    y = alt.Y("y:Q", axis=None, scale=alt.Scale(domain=[frame.south, frame.north]))
    colour = alt.Color("colour:N", scale=None, legend=None)
    fill = alt.Fill("colour:N", scale=None, legend=None)
    edge = alt.Stroke("colour:N", scale=None, legend=None)
    shown = [kind for kind in SHAPES if any(row["kind"] == kind for row in people)]
    shape = alt.Shape(
        "kind:N",
        scale=alt.Scale(domain=shown, range=[SHAPES[kind] for kind in shown]),
        legend=alt.Legend(symbolFillColor=FAINT, symbolStrokeColor=FAINT),
    )
    places = _country(frame)
    country = (
        alt.Chart(rows_of(places))
        # The edge, of one colour with the inside, hides seams between rectangles.
        .mark_rect(opacity=1, strokeWidth=0.7)
        .encode(x=x, y=y, x2="x2:Q", y2="y2:Q", fill=fill, stroke=edge)
    )
    regions = (
        alt.Chart(rows_of(_region_names(places)))
        .mark_text(fontSize=13, color="#9aa5b1", fontWeight="bold")
        .encode(x=x, y=y, text="name:N")
    )
    links = (
        alt.Chart(rows_of(lines))
        .mark_rule(opacity=0.5, strokeWidth=1.2)
        .encode(x=x, y=y, x2="x2:Q", y2="y2:Q", color=colour)
    )
    # The larger marks come last, so that no lead is hidden.
    marks = (
        alt.Chart(rows_of(people))
        .mark_point(filled=True, stroke="white", strokeWidth=0.8, opacity=1)
        .encode(x=x, y=y, shape=shape, fill=fill, size=alt.Size("size:Q", scale=None))
    )
    names = (
        alt.Chart(rows_of(_names(people)))
        .mark_text(dy=-14, fontSize=11, color=INK, stroke="white", strokeWidth=0)
        .encode(x=x, y=y, text="name:N")
    )
    halo = names.copy().mark_text(
        dy=-14, fontSize=11, color="white", stroke="white", strokeWidth=3, opacity=0.9
    )
    told = [*scene.told, *_not_drawn(scene.solved, people)]
    return alt.layer(country, regions, links, marks, halo, names).properties(
        width=width,
        height=height,
        title=alt.TitleParams(scene.title, subtitle=told),
    )


def _people(scene: Scene) -> list[Row]:
    """A row for everybody with a place: people, then leads, who are larger."""
    plan, colours = scene.solved.plan, scene.colours
    someone = scene.solved.round.supporter
    rows = [
        _mark(someone(name), LED, colours[team.lead])
        for team in plan.teams
        for name in team.members
    ]
    rows += [_mark(someone(name), UNLED, WARNING) for name in plan.unled]
    rows += [
        _mark(someone(name), NEW_LEAD if name in scene.new else LEAD, colours[name])
        for name in colours
    ]
    return [row for row in rows if row["x"] is not None]


def _mark(supporter: Supporter, kind: str, colour: str) -> Row:
    place = cell_of(supporter)
    x, y = place or (None, None)
    name = supporter.name or supporter.id
    return {
        "x": x,
        "y": y,
        "kind": kind,
        "colour": colour,
        "size": SIZES[kind],
        "name": name,
    }


def _lines(scene: Scene) -> Iterator[Row]:
    """A line from each lead to each person led, where both places are known."""
    someone = scene.solved.round.supporter
    for team in scene.solved.plan.teams:
        here = cell_of(someone(team.lead))
        for member in team.members:
            there = cell_of(someone(member))
            if here is not None and there is not None:
                yield {
                    "x": here[0],
                    "y": here[1],
                    "x2": there[0],
                    "y2": there[1],
                    "colour": scene.colours[team.lead],
                }


def _frame(people: list[Row]) -> _Frame:
    """The people and some country around them; England where there is nobody."""
    if not people:
        return _Frame(80_000, 0, 660_000, 660_000)
    across, up = [row["x"] for row in people], [row["y"] for row in people]
    return _Frame(
        min(across) - MARGIN, min(up) - MARGIN, max(across) + MARGIN, max(up) + MARGIN
    )


def _country(frame: _Frame) -> list[Row]:
    """What is shown of the regions, in rectangles."""
    tints = dict(zip(sorted(set(REGIONS.values())), LAND, strict=True))
    places: list[Row] = [
        {
            "x": int(row["west"]) * KILOMETRE,
            "x2": int(row["east"]) * KILOMETRE,
            "y": int(row["south"]) * KILOMETRE,
            "y2": int(row["north"]) * KILOMETRE,
            "region": row["region"],
            "colour": tints[row["region"]],
        }
        for row in read_table("land.csv")
    ]
    return [shown for place in places if (shown := frame.cut(place)) is not None]


def _region_names(places: list[Row]) -> list[Row]:
    """Each region's name in the middle of what is shown of it."""
    shown: dict[str, list[Row]] = {}
    for place in places:
        shown.setdefault(place["region"], []).append(place)
    names = []
    for region, found in shown.items():
        widths = [place["x2"] - place["x"] for place in found]
        across = sum(w * (p["x"] + p["x2"]) for w, p in zip(widths, found, strict=True))
        up = sum(w * (p["y"] + p["y2"]) for w, p in zip(widths, found, strict=True))
        middle = {"x": across // 2 // sum(widths), "y": up // 2 // sum(widths)}
        if sum(widths) >= SEEN:
            names.append(middle | {"name": region.upper()})
    return names


def _names(people: list[Row]) -> list[Row]:
    leads = [row for row in people if row["kind"] in (LEAD, NEW_LEAD)]
    return leads if len(leads) <= NAMED else []


def _not_drawn(solved: Solved, people: list[Row]) -> list[str]:
    drawn = sum(row["kind"] in (LED, UNLED) for row in people)
    everybody = sum(len(t.members) for t in solved.plan.teams) + len(solved.plan.unled)
    if drawn == everybody:
        return []
    hidden = counted(everybody - drawn, "supporter")
    return [f"Not drawn, for their place is not known: {hidden}."]
