"""`matchmaker verify`: check a written plan again, from its files alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from matchmaker.cli.failure import REJECTED
from matchmaker.cli.options import OutputPath

if TYPE_CHECKING:
    from pathlib import Path

    from matchmaker.domain.plan import Plan
    from matchmaker.domain.proof import Proof


def verify(out: OutputPath) -> None:
    """
    Check a written plan against its round, from files alone and without a solver.

    Every rule, every point and every objective value is worked out again from the
    records. Exits with 5 if anything does not hold. Of several rounds that were matched
    together each is checked. Example: matchmaker verify out
    """
    from matchmaker.report.plan_json import PLAN_FILE

    folders = sorted(path.parent for path in out.glob(f"*/{PLAN_FILE}"))
    together = [] if (out / PLAN_FILE).exists() else folders
    held = []
    for folder in together or [out]:
        if together:
            typer.echo(f"{folder.name}:")
        held.append(_holds(folder))
    if not all(held):
        raise typer.Exit(REJECTED)


def _holds(out: Path) -> bool:
    """Whether a written plan holds, and says what it claims; told line by line."""
    from matchmaker import verify as checker
    from matchmaker.pipeline import confirmed_by_prices
    from matchmaker.report.summary import objective_text
    from matchmaker.report.written import read_written, solved_again

    written = read_written(out)
    faults = [
        str(fault)
        for fault in (
            *checker.check(written.round, written.plan, written.proof),
            *checker.check_team_proof(written.round, written.plan, written.team_proof),
            *checker.check_jointly(written.plan, written.jointly),
            *checker.check_groups(written.round, written.plan, written.group_proof),
        )
    ]
    faults += [f"{name} was changed after the run" for name in written.changed]
    if faults:
        typer.echo("\n".join(faults))
        typer.echo(f"{len(faults)} faults: this plan does not hold.")
        return False
    typer.echo(
        f"All rules hold for {_counted(written.plan)}, and all points and objective "
        "values are right."
    )
    confirmed = confirmed_by_prices(solved_again(written))
    decimals = written.round.decimals
    for proof, again in zip(written.proof, confirmed, strict=True):
        value = objective_text(proof, proof.value, decimals)
        standing = _standing(proof, _claim(proof, decimals), again=again)
        typer.echo(f"{proof.objective} {value}: {standing}.")
    claimed = [p.proved and p.shown_by == "prices" for p in written.proof]
    return all(
        again or not claim for claim, again in zip(claimed, confirmed, strict=True)
    )


def _counted(plan: Plan) -> str:
    """What a plan has, in words."""
    if plan.buddies:
        return f"{len(plan.buddies)} links between buddies"
    groups = f"{len(plan.groups)} groups and " if plan.groups else ""
    return f"{groups}{len(plan.pairings)} pairings"


def _claim(proof: Proof, decimals: int) -> str:
    """What the proof says of an objective that it proves."""
    from matchmaker.report.summary import objective_text

    if not proof.gap:
        return "nothing better is possible"
    bound = objective_text(proof, proof.bound, decimals)
    return f"the best is {bound}, and no more is given up than is allowed"


def _standing(proof: Proof, claim: str, *, again: bool) -> str:
    """What could be said of an objective without any solver."""
    if again:
        how = " by adding up its prices" if proof.shown_by == "prices" else ""
        return f"{claim}, shown again{how}"
    if proof.proved and proof.shown_by == "prices":
        return "not shown: the prices beside the plan do not bear it out"
    if proof.proved:
        return f"{claim} by the solver's word, not shown again here"
    return "not proved to be the best"
