"""Teams as two pictures: on the map, and as a tree."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from matchmaker.report.pictures import svg_of
from matchmaker.report.pictures.scene import Scene
from matchmaker.report.pictures.team_map import team_map
from matchmaker.report.pictures.team_tree import team_tree

if TYPE_CHECKING:
    from matchmaker.pipeline import Solved
    from matchmaker.pipeline.locating import Located


def team_pictures(solved: Solved, located: Located | None = None) -> Mapping[str, str]:
    """
    The pictures of a plan's teams, as SVG by file name.

    Args:
        solved: The solved round, with the teams to be drawn.
        located: Whom to appoint; `None` where nobody is appointed.
    """
    new = frozenset(() if located is None else located.new)
    scene = Scene(solved, new)
    said = ". ".join((scene.title, *scene.told))
    return {
        "teams-map.svg": svg_of(team_map(scene), said),
        "teams-tree.svg": svg_of(team_tree(scene), said),
    }
