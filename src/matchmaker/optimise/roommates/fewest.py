"""The fewest blocking pairs, by CP-SAT."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ortools.sat.python import cp_model

from matchmaker.optimise.roommates.blocking import blocking_pairs
from matchmaker.optimise.stable.stages import Stages

if TYPE_CHECKING:
    from matchmaker.domain.proof import Proof
    from matchmaker.optimise.roommates.lists import Rankings


def fewest_blocking(
    rankings: Rankings,
    *,
    effort: float | None = None,
    time_limit: float | None = None,
    seed: int = 0,
) -> tuple[tuple[int, ...], tuple[Proof, ...]]:
    """
    Find the plan with the fewest blocking pairs.

    Among those the most people with a mate, and then the least sum of choices.

    Returns:
        Everybody's mate or -1, and a proof for each of the three.
    """
    pairs = rankings.pairs
    model, together, blocks = _model(rankings)
    first = greedy(rankings)
    blocked = {(b.one, b.other) for b in blocking_pairs(rankings, first)}
    start = [int(first[a] == b) for a, b in pairs]
    start += [int(pair in blocked) for pair in pairs]
    stages = Stages(model, time_limit=time_limit, effort=effort, seed=seed, start=start)
    choices = [rankings.ranks[a][b] + rankings.ranks[b][a] + 2 for a, b in pairs]
    stages.improve("blocking-pairs", "minimise", blocks, [1] * len(pairs))
    stages.improve("coverage", "maximise", together, [2] * len(pairs))
    stages.improve("egalitarian", "minimise", together, choices)
    mate = [-1] * rankings.people
    for (one, other), used in zip(pairs, stages.values.tolist(), strict=False):
        if used:
            mate[one], mate[other] = other, one
    return tuple(mate), tuple(stages.proofs)


def greedy(
    rankings: Rankings, insisted: tuple[int, int] | None = None
) -> tuple[int, ...]:
    """
    Pair off, again and again, the two who like each other best in sum.

    Args:
        rankings: Who likes whom.
        insisted: Two who are together whatever they like.
    """
    mate = [-1] * rankings.people
    if insisted is not None:
        mate[insisted[0]], mate[insisted[1]] = insisted[1], insisted[0]

    def liking(pair: tuple[int, int]) -> int:
        one, other = pair
        return rankings.ranks[one][other] + rankings.ranks[other][one]

    for one, other in sorted(rankings.pairs, key=liking):
        if mate[one] < 0 and mate[other] < 0:
            mate[one], mate[other] = other, one
    return tuple(mate)


def _model(
    rankings: Rankings,
) -> tuple[cp_model.CpModel, list[cp_model.IntVar], list[cp_model.IntVar]]:
    """Who is together, and who blocks: one variable a pair for each, in order."""
    model = cp_model.CpModel()
    together = [model.new_bool_var("") for _ in rankings.pairs]
    blocks = [model.new_bool_var("") for _ in rankings.pairs]
    of: list[dict[int, cp_model.IntVar]] = [{} for _ in rankings.ranks]
    for (one, other), variable in zip(rankings.pairs, together, strict=True):
        of[one][other] = of[other][one] = variable
    for mine in of:
        model.add_at_most_one(mine.values())
    for (one, other), block in zip(rankings.pairs, blocks, strict=True):
        content = as_liked(rankings, of, one, other)
        content += as_liked(rankings, of, other, one)
        model.add_bool_or([*content, block])
    return model, together, blocks


def as_liked(
    rankings: Rankings,
    of: list[dict[int, cp_model.IntVar]],
    one: int,
    other: int,
) -> list[cp_model.IntVar]:
    """
    Being with anybody whom a person likes at least as well as another.

    Args:
        rankings: Who likes whom.
        of: For each person and mate, the variable that they are together.
        one: The person.
        other: Whom their mates are held against.
    """
    mine = rankings.ranks[one]
    return [of[one][mate] for mate, rank in mine.items() if rank <= mine[other]]
