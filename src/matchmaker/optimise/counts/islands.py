"""Parts of a round that no class rule, supporter or request joins: solved one by one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from matchmaker.optimise.counts.network import network_of
from matchmaker.optimise.counts.parts import groups_of

if TYPE_CHECKING:
    from matchmaker.optimise.counts.classes import Classes
    from matchmaker.optimise.counts.network import Network
    from matchmaker.optimise.face import Face
    from matchmaker.optimise.model import Ints


@dataclass(frozen=True, eq=False)
class Island:
    """
    Some of the classes, with their pairs and rows.

    Attributes:
        network: The free pairs.
        classes: The rows over their counts, less what forced pairs take of them.
        kinds: int64[C], which classes of the round they are.
    """

    network: Network
    classes: Classes
    kinds: Ints


def islands_of(face: Face, classes: Classes) -> list[Island] | None:
    """
    Split the plans of a face into islands.

    Returns:
        The islands; `None` if some party or row cannot have what it must.
    """
    network = network_of(face, classes)
    beyond = classes.beyond(_forced_counts(face, classes))
    beyond = beyond.reached(network.least, network.most)
    present = np.bincount(network.kind[network.left] + 1, minlength=len(classes) + 1)
    spoken = (beyond.rows != 0) & (present[1:] > 0)
    if network.contradictory or np.any(beyond.low > beyond.high):
        return None
    return [
        Island(network.part(pairs, kinds), beyond.part(kinds), kinds)
        for pairs, kinds in groups_of(network, spoken)
    ]


def _forced_counts(face: Face, classes: Classes) -> Ints:
    """int64[C], the units of each class that forced pairs take."""
    model = face.model
    party = model.request if classes.side == "request" else model.supporter
    kinds = classes.of_party[party[face.forced]]
    return np.bincount(kinds[kinds >= 0], minlength=len(classes))
