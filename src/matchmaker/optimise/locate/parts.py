"""
Parts of a question that share nobody but the number of appointments.

Left open, the number couples nothing and each part is answered by itself. Given,
it is shared out: prices bound what each part costs for every number of posts at
once, so the shares that could be best by these bounds are answered exactly, which
lifts their bounds to their costs, until the best shares are all answered. Nothing
else then costs less.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from matchmaker.optimise.locate.bounds import SCALE, relax
from matchmaker.optimise.locate.fillings import OUT_OF_REACH

if TYPE_CHECKING:
    from matchmaker.optimise.locate.posts import Posts
    from matchmaker.optimise.model import Ints


@dataclass(frozen=True, eq=False)
class Part:
    """
    Candidates and members who reach only one another.

    Attributes:
        leads: int64[K], positions of its candidates in the whole, ascending.
        members: int64[N], positions of its members, ascending.
        posts: The question about them alone, with `appoint` left open.
    """

    leads: Ints
    members: Ints
    posts: Posts

    def asking(self, appoint: int | None) -> Posts:
        """The question about so many of them."""
        return replace(self.posts, appoint=appoint)


def split(posts: Posts) -> list[Part]:
    """
    Cut posts into connected components, by their first candidate.

    Candidates whom nobody can be led by are parts without members.
    """
    import networkx as nx

    graph: nx.Graph[int] = nx.Graph()
    graph.add_nodes_from(range(posts.leads + posts.members))
    lead, member = np.nonzero(posts.allowed)
    graph.add_edges_from(
        zip(lead.tolist(), (member + posts.leads).tolist(), strict=True)
    )
    parts = []
    for nodes in nx.connected_components(graph):
        here = np.sort(np.fromiter(nodes, np.int64))
        leads, members = here[here < posts.leads], here[here >= posts.leads]
        parts.append(_part(posts, leads, members - posts.leads))
    return sorted(parts, key=lambda part: part.leads.tolist())


def _part(posts: Posts, leads: Ints, members: Ints) -> Part:
    block = np.ix_(leads, members)
    return Part(
        leads,
        members,
        replace(
            posts,
            cost=posts.cost[block],
            allowed=posts.allowed[block],
            opening=posts.opening[leads],
            weight=posts.weight[members],
            most=posts.most[leads],
            least=posts.least[leads],
            appoint=None,
        ),
    )


def floors_by_number(part: Part, prices: Ints) -> Ints:
    """
    Bound what a part costs, for every number of its posts.

    Args:
        part: The candidates and members.
        prices: int64[N], in thousandths of a cost unit.

    Returns:
        int64[K + 1], in whole units; `OUT_OF_REACH` where there can be no such
        number of appointments.
    """
    worth = np.sort(relax(part.asking(0), prices).worth)
    possible = worth < OUT_OF_REACH
    sums = np.concatenate([[0], np.cumsum(np.where(possible, worth, 0))])
    floors = -(-(int(prices.sum()) + sums) // SCALE)
    possible = np.concatenate([[True], possible])
    widest = np.concatenate([[0], np.cumsum(np.sort(part.posts.most)[::-1])])
    possible &= widest >= part.posts.total
    return np.where(possible, floors, OUT_OF_REACH)


def share_out(costs: list[Ints], number: int) -> tuple[int, list[int]] | None:
    """
    Share a number out so that costs add up to the least.

    Args:
        costs: For each part int64[K + 1], its cost by share; `OUT_OF_REACH` if it
            cannot have it.
        number: To be shared out to the last one.

    Returns:
        The least sum and everybody's share; `None` if that is not possible.
    """
    table = np.full(number + 1, OUT_OF_REACH)
    table[0] = 0
    picks = []
    for column in costs:
        after = np.full(number + 1, OUT_OF_REACH)
        pick = np.zeros(number + 1, np.int64)
        for share in np.flatnonzero(column < OUT_OF_REACH).tolist():
            if share > number:
                break
            before = table[: number + 1 - share]
            exists = before < OUT_OF_REACH
            total = np.where(exists, before + column[share] * exists, OUT_OF_REACH)
            better = total < after[share:]
            pick[share:] = np.where(better, share, pick[share:])
            after[share:] = np.where(better, total, after[share:])
        table = after
        picks.append(pick)
    if table[number] >= OUT_OF_REACH:
        return None
    shares, left = [], number
    for pick in reversed(picks):
        shares.append(int(pick[left]))
        left -= shares[-1]
    return int(table[number]), shares[::-1]
