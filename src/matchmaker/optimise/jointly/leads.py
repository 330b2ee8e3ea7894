"""One lead for a setting's people, as a bonus that the engines know."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from matchmaker.optimise.bonus_columns import Bonuses
from matchmaker.optimise.jointly.question import NOBODY

if TYPE_CHECKING:
    from collections.abc import Collection

    from matchmaker.optimise.jointly.question import Question
    from matchmaker.optimise.model import Ints, Model


def with_leads(question: Question, label: Ints) -> Model:
    """
    The model, where people of one setting earn its points if all have one label.

    Counted are settings that ask for several roles; where they ask for several
    people in one role, one of them is enough.

    Args:
        question: The round.
        label: int64[S], who leads everybody, or another thing to have in common;
            `NOBODY` earns nothing.
    """
    several = {s for s, roles in question.asked.items() if len(roles) > 1}
    model = question.model
    earned = _bonuses(question, label, several)
    return replace(model, bonuses=Bonuses.stack([model.bonuses, earned]))


def _bonuses(question: Question, label: Ints, settings: Collection[int]) -> Bonuses:
    """A bonus for each setting and label that could bring people in all its roles."""
    model, labels = question.model, int(label.max(initial=0)) + 1
    roles = len(question.teams.member_roles)
    of_pair = label[model.supporter]
    counted = np.isin(question.setting, list(settings))[model.request]
    pairs = np.flatnonzero(counted & (of_pair != NOBODY))
    setting, role = question.setting[model.request[pairs]], model.request[pairs]
    # Sides that belong together are neighbours: setting, then label, then role.
    keys = (setting * labels + of_pair[pairs]) * roles + question.role[role]
    order = np.argsort(keys, kind="stable")
    keys, pairs = keys[order], pairs[order]
    starts = np.flatnonzero(np.diff(keys, prepend=-1))
    together, group, sides = np.unique(
        keys[starts] // roles, return_inverse=True, return_counts=True
    )
    wanted = [len(question.asked[key // labels]) for key in together.tolist()]
    whole = sides == np.array(wanted, np.int64)
    kept = whole[group]
    lengths = np.diff(np.append(starts, len(keys)))
    count = int(np.count_nonzero(whole))
    return Bonuses(
        points=np.full(count, question.teams.same_lead, np.int64),
        names=("one lead",) * count,
        side_indptr=np.concatenate([[0], np.cumsum(lengths[kept])]).astype(np.int64),
        side_pairs=pairs[np.repeat(kept, lengths)],
        side_bonus=(np.cumsum(whole) - 1)[group[kept]],
        side_least=np.ones(int(kept.sum()), np.int64),
    )


def suited(question: Question) -> Ints:
    """
    int64[S], the lead who suits each best by themself, or `NOBODY`.

    As the teams prefer: own authority first, then a lead who named it, then the
    nearest.
    """
    reach = question.reach
    best = np.full(len(question.matching_round.supporters), NOBODY)
    if not reach.tier.size:
        return best
    people = np.arange(len(reach.people))[:, None]
    minutes = reach.counted_minutes(people, np.arange(len(reach.leads))[None, :])
    far = int(minutes.max()) + 1
    worst = far * (int(reach.tier.max()) + 1)
    tier = reach.tier.astype(np.int64)
    cost = np.where(tier > 0, tier * far + minutes, worst)
    lead = np.where(cost.min(axis=1) < worst, cost.argmin(axis=1), NOBODY)
    known = question.person != NOBODY
    best[known] = lead[question.person[known]]
    return best


def areas(question: Question) -> Ints:
    """int64[S], a number for all who could have a lead in common, however far round."""
    import networkx as nx

    person, lead = np.nonzero(question.reach.tier)
    graph: nx.Graph[tuple[str, int]] = nx.Graph()
    graph.add_edges_from(
        (("person", p), ("lead", m))
        for p, m in zip(person.tolist(), lead.tolist(), strict=True)
    )
    area = np.full(len(question.reach.people) + 1, NOBODY)
    for number, nodes in enumerate(nx.connected_components(graph)):
        area[[place for kind, place in nodes if kind == "person"]] = number
    return area[question.person]
