"""Who leads whom as a tree: regions, their leads, and the people of each lead."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from math import ceil, sqrt
from typing import TYPE_CHECKING, Any

from matchmaker.report.names import Names
from matchmaker.report.pictures import FAINT, INK, WARNING, Row, rows_of
from matchmaker.report.speech import listed, with_article

if TYPE_CHECKING:
    import altair as alt

    from matchmaker.domain.plan import Team
    from matchmaker.pipeline import Solved
    from matchmaker.report.pictures import Picture
    from matchmaker.report.pictures.scene import Scene

ROW, COLUMN = 17, 470
"""Pixels of one person's line, and of a column of teams."""

LEAD_AT, BEND_AT, PERSON_AT = 178, 200, 222
"""Pixels from the left of a column: where leads end, lines bend, people begin."""

LANDSCAPE = 1.4
"""As many columns as make the picture about so much wider than high."""

LONGEST = 26
"""Letters of a name; what is longer is cut."""


@dataclass(frozen=True)
class _Block:
    """
    What stays together in a column: a team, those without a lead, or a region's name.

    Attributes:
        title: The lead, or the region.
        below: A line below it.
        people: A line for each person.
        colour: Of the team.
        heading: Whether it is a region's name.
    """

    title: str
    below: str
    people: tuple[str, ...]
    colour: str
    heading: bool = False

    @property
    def rows(self) -> float:
        """Lines that it takes, with the space below."""
        return 1.6 if self.heading else max(len(self.people), 2) + 0.9


def team_tree(scene: Scene) -> Picture:
    """Draw the teams of a plan as a tree, in columns."""
    import altair as alt

    blocks = _blocks(scene)
    columns = _columns(blocks)
    tall = max((sum(block.rows for block in column) for column in columns), default=1)
    width, height = COLUMN * max(len(columns), 1), ceil(tall * ROW)
    x = alt.X("x:Q", axis=None, scale=alt.Scale(domain=[0, width]))
    y = alt.Y("y:Q", axis=None, scale=alt.Scale(domain=[height, 0]))
    placed = list(_placed(columns))

    def written(kind: str, **look: Any) -> alt.Chart:  # noqa: ANN401
        rows = [row for row in placed if row["kind"] == kind]
        chart = alt.Chart(rows_of(rows)).mark_text(baseline="middle", **look)
        encoded: alt.Chart = chart.encode(x=x, y=y, text="text:N")
        return encoded

    lines = (
        alt.Chart(rows_of([row for row in placed if row["kind"] == "line"]))
        .mark_line(strokeWidth=1.4, opacity=0.75, interpolate="linear")
        .encode(
            x=x,
            y=y,
            order="step:Q",
            detail="link:N",
            color=alt.Color("colour:N", scale=None, legend=None),
        )
    )
    dots = (
        alt.Chart(rows_of([row for row in placed if row["kind"] == "dot"]))
        .mark_circle(opacity=1)
        .encode(
            x=x,
            y=y,
            size=alt.Size("size:Q", scale=None),
            color=alt.Color("colour:N", scale=None, legend=None),
        )
    )
    return alt.layer(
        lines,
        dots,
        written("region", align="left", fontSize=14, fontWeight="bold", color=FAINT),
        written("lead", align="right", fontSize=12, fontWeight="bold", color=INK),
        written("below", align="right", fontSize=11, color=FAINT),
        written("person", align="left", fontSize=11.5, color=INK),
    ).properties(
        width=width,
        height=height,
        title=alt.TitleParams(scene.title, subtitle=scene.told),
    )


def _blocks(scene: Scene) -> list[_Block]:
    """Teams by region, each region under its name, then those without a lead."""
    solved = scene.solved
    regions: dict[str, list[Team]] = {}
    for team in solved.plan.teams:
        region = solved.round.supporter(team.lead).region or "Region not known"
        regions.setdefault(region, []).append(team)
    blocks = []
    for region in sorted(regions):
        blocks.append(_Block(region, "", (), FAINT, heading=True))
        blocks += [_team_block(scene, team) for team in regions[region]]
    if solved.plan.unled:
        people = tuple(_person(solved, name, None) for name in solved.plan.unled)
        title = f"Without {with_article(Names(solved.round).lead)}"
        blocks.append(_Block(title, "", (), FAINT, heading=True))
        blocks.append(_Block("nobody", f"for {len(people)}", people, WARNING))
    return blocks


def _team_block(scene: Scene, team: Team) -> _Block:
    journeys = zip(team.members, team.minutes, strict=True)
    people = tuple(_person(scene.solved, name, minutes) for name, minutes in journeys)
    below = f"leads {len(team.members)}"
    if team.lead in scene.new:
        below = f"new, {below}"
    return _Block(
        _name(scene.solved, team.lead), below, people, scene.colours[team.lead]
    )


def _person(solved: Solved, supporter_id: str, minutes: int | None) -> str:
    pairings = solved.pairings_of_supporter.get(supporter_id, ())
    names = Names(solved.round)
    roles = listed([names.role(r) for r in dict.fromkeys(p.role for p in pairings)])
    journey = "" if minutes is None else f"{minutes} min"
    return ", ".join(
        part for part in (_name(solved, supporter_id), roles, journey) if part
    )


def _name(solved: Solved, supporter_id: str) -> str:
    name = solved.round.supporter(supporter_id).name or supporter_id
    return name if len(name) <= LONGEST else f"{name[: LONGEST - 1]}…"


def _columns(blocks: Sequence[_Block]) -> list[list[_Block]]:
    """
    Fill columns from the left.

    A region's name never stands last in one, and is said again where a column begins
    in its midst.
    """
    rows = sum(block.rows for block in blocks)
    number = max(round(sqrt(LANDSCAPE * rows * ROW / COLUMN)), 1)
    columns: list[list[_Block]] = [[]]
    filled, region = 0.0, None
    for block in blocks:
        if columns[-1] and filled + block.rows / 2 > rows / number:
            columns.append(_carried(columns[-1], block, region))
            filled = sum(one.rows for one in columns[-1])
        columns[-1].append(block)
        filled += block.rows
        region = block if block.heading else region
    return [column for column in columns if column]


def _carried(
    column: list[_Block], block: _Block, region: _Block | None
) -> list[_Block]:
    """What the next column begins with before a block."""
    if column[-1].heading:
        return [column.pop()]
    if block.heading or region is None:
        return []
    return [replace(region, title=f"{region.title} (continued)")]


def _placed(columns: Sequence[Sequence[_Block]]) -> Iterator[Row]:
    """Everything that is drawn, each with its place in pixels."""
    for number, column in enumerate(columns):
        left, top = COLUMN * number, 0.0
        for block in column:
            yield from _drawn(block, left, top * ROW)
            top += block.rows


def _drawn(block: _Block, left: int, top: float) -> Iterator[Row]:
    if block.heading:
        yield _at(left, top + 0.8 * ROW, "region", text=block.title)
        return
    people = max(len(block.people), 1)
    middle = top + ROW * people / 2
    yield _at(left + LEAD_AT - 10, middle - 7, "lead", text=block.title)
    yield _at(left + LEAD_AT - 10, middle + 8, "below", text=block.below)
    yield _at(left + LEAD_AT, middle, "dot", colour=block.colour, size=90)
    for number, person in enumerate(block.people):
        y = top + ROW * (number + 0.5)
        link = f"{left}:{y}"
        bends = ((LEAD_AT, middle), (BEND_AT, middle), (BEND_AT, y), (PERSON_AT, y))
        for step, (x, at) in enumerate(bends):
            yield _at(left + x, at, "line", colour=block.colour, link=link, step=step)
        yield _at(left + PERSON_AT, y, "dot", colour=block.colour, size=36)
        yield _at(left + PERSON_AT + 9, y, "person", text=person)


def _at(x: float, y: float, kind: str, **more: str | int) -> Row:
    return {"x": x, "y": y, "kind": kind, **more}
