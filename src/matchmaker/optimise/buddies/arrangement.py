"""A plan in the making: couples, and perhaps one extra link."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from matchmaker.optimise.buddies.links import ExtraLink, Links
    from matchmaker.optimise.model import Ints, Mask


class Worth(NamedTuple):
    """
    How good an arrangement is, first things first; more is better throughout.

    Attributes:
        covered: People with a buddy.
        worst: The fewest points of a link; `None` without any.
        points: The points of all links.
    """

    covered: int
    worst: int | None
    points: int


@dataclass(frozen=True, eq=False)
class Arrangement:
    """
    Who is whose buddy.

    Attributes:
        links: What is allowed.
        mate: int64[P], everybody's buddy in a couple, or -1.
        extra: Who is joined to which member of a couple.
    """

    links: Links
    mate: Ints
    extra: ExtraLink | None = None

    @property
    def used(self) -> Ints:
        """Indices of the links used, ascending."""
        links = self.links
        used = self.mate[links.first] == links.second
        if self.extra is not None:
            low, high = min(self.extra), max(self.extra)
            used |= (links.first == low) & (links.second == high)
        return np.flatnonzero(used)

    @property
    def worth(self) -> Worth:
        """How good it is."""
        points = self.links.points[self.used]
        covered = int((self.mate >= 0).sum()) + (self.extra is not None)
        worst = int(points.min()) if len(points) else None
        return Worth(covered, worst, int(points.sum()))

    @property
    def alone(self) -> Ints:
        """People without a buddy, ascending."""
        end = None if self.extra is None else self.extra[0]
        return np.array([p for p in np.flatnonzero(self.mate < 0).tolist() if p != end])

    @property
    def trio(self) -> tuple[int, int, int] | None:
        """One end, the middle and the other end, the lower end first."""
        if self.extra is None:
            return None
        end, middle = self.extra
        other = int(self.mate[middle])
        return min(end, other), middle, max(end, other)

    @property
    def pairs(self) -> tuple[tuple[int, int], ...]:
        """Couples outside the trio, ascending."""
        lower = np.flatnonzero(self.mate > np.arange(len(self.mate))).tolist()
        inside = () if self.trio is None else self.trio
        return tuple((p, int(self.mate[p])) for p in lower if p not in inside)


def better(one: Arrangement, other: Arrangement, *, fair: bool = True) -> Arrangement:
    """The better of two, with the worst link or without; the first of equals."""

    def known(worth: Worth) -> tuple[int, float, int]:
        told = fair and worth.worst is not None
        worst = float(worth.worst or 0) if told else float("-inf")
        return worth.covered, worst, worth.points

    return other if known(other.worth) > known(one.worth) else one


def complete(
    links: Links, mate: Ints, threshold: int | None = None, *, trio: bool
) -> Arrangement:
    """
    Add pairs to a matching, most points first, and then one extra link.

    From nobody matched this is the greedy plan.

    Args:
        links: What is allowed.
        mate: int64[P], everybody's buddy so far, or -1.
        threshold: Links with fewer points are not added.
        trio: Whether an extra link may be.
    """
    mate = mate.copy()
    free = (mate[links.first] < 0) & (mate[links.second] < 0)
    free &= _from_upwards(links.points, threshold)
    open_links = np.flatnonzero(free)
    order = open_links[np.argsort(-links.points[open_links], kind="stable")]
    for one, other in zip(
        links.first[order].tolist(), links.second[order].tolist(), strict=True
    ):
        if mate[one] < 0 and mate[other] < 0:
            mate[one], mate[other] = other, one
    extra = _best_extra(links, mate, threshold) if trio else None
    return Arrangement(links, mate, extra)


def _from_upwards(points: Ints, threshold: int | None) -> Mask:
    return np.ones(len(points), bool) if threshold is None else points >= threshold


def _best_extra(links: Links, mate: Ints, threshold: int | None) -> ExtraLink | None:
    """The extra link of most points from somebody left over."""
    tail, head, points = links.arcs
    joined = (mate[tail] < 0) & (mate[head] >= 0)
    offers = np.flatnonzero(joined & _from_upwards(points, threshold))
    for arc in offers[np.argsort(-points[offers], kind="stable")].tolist():
        end, middle = int(tail[arc]), int(head[arc])
        if links.may_meet(end, int(mate[middle])):
            return end, middle
    return None
