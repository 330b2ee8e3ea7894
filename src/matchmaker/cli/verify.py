"""`matchmaker verify`: check a written plan again, from its files alone."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import typer

from matchmaker.cli.failure import REJECTED
from matchmaker.cli.options import OutputPath

if TYPE_CHECKING:
    from pathlib import Path

    from matchmaker.domain.plan import Plan
    from matchmaker.domain.proof import Proof
    from matchmaker.report.written import Written


def verify(out: OutputPath) -> None:
    """
    Check a written plan against its round, from files alone and without a solver.

    Every rule, every point and every objective value is worked out again from the
    records. Exits with 5 if anything does not hold, or a file is no longer as the run
    left it. Of several rounds that were matched together each is checked. Example:
    matchmaker verify out
    """
    from matchmaker.report.plan_document import PLAN_FILE

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
    from matchmaker.pipeline import confirmed_by_prices
    from matchmaker.report.written import read_written, solved_again

    written = read_written(out)
    faults = _faults(written)
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
        typer.echo(_line(proof, decimals, again=again))
    for line in _of_groups_and_teams(written):
        typer.echo(line)
    claimed = [p.proved and p.shown_by == "prices" for p in written.proof]
    shown = all(
        again or not claim for claim, again in zip(claimed, confirmed, strict=True)
    )
    return _as_left(out) and shown


def _faults(written: Written) -> list[str]:
    """Whatever is wrong with the plan, its claims or the copy of its round."""
    from matchmaker import verify as checker

    whole, plan = written.round, written.plan
    violations = (
        *checker.check(whole, plan, written.proof),
        *checker.check_team_proof(whole, plan, written.team_proof),
        *checker.check_jointly(plan, written.jointly),
        *checker.check_groups(whole, plan, written.group_proof),
    )
    changed = [f"{name} was changed after the run" for name in written.changed]
    return [*map(str, violations), *changed]


def _as_left(out: Path) -> bool:
    """Whether every file of the plan is as the run left it; if not, says which are not."""
    from matchmaker.report.run_file import RUN_FILE, altered_files
    from matchmaker.report.speech import listed
    from matchmaker.report.state_file import STATE_FILE

    altered = [name for name in altered_files(out) if name != STATE_FILE]
    if altered == [RUN_FILE]:
        typer.echo(f"{RUN_FILE} is gone or damaged, which says how files were left.")
    elif altered:
        typer.echo(
            f"Changed after the run: {listed(altered)}. What is said above holds of "
            "plan.json as it is now."
        )
    return not altered


def _counted(plan: Plan) -> str:
    """What a plan has, in words."""
    if plan.buddies:
        return f"{len(plan.buddies)} links between buddies"
    groups = f"{len(plan.groups)} groups and " if plan.groups else ""
    return f"{groups}{len(plan.pairings)} pairings"


def _of_groups_and_teams(written: Written) -> Iterator[str]:
    """What is claimed of groups and teams; no prices speak of these."""
    from matchmaker.verify.team_proofs import NOT_DERIVED

    decimals = written.round.decimals
    for title, proofs in (
        ("Groups", written.group_proof),
        ("Teams", written.team_proof),
    ):
        for proof in proofs:
            # What was counted again is least where there is none of it.
            none = proof.sense == "minimise" and proof.value == 0
            again = none and proof.objective not in NOT_DERIVED
            yield f"{title}: {_line(proof, decimals, again=again)}"


def _line(proof: Proof, decimals: int, *, again: bool) -> str:
    """What is claimed of one objective, and what could be shown of it again."""
    from matchmaker.report.objectives import objective_text

    value = objective_text(proof, proof.value, decimals)
    return f"{proof.objective} {value}: {_standing(proof, decimals, again=again)}."


def _standing(proof: Proof, decimals: int, *, again: bool) -> str:
    """What could be said of an objective without any solver."""
    from matchmaker.report.objectives import objective_text

    if again:
        how = " by adding up its prices" if proof.shown_by == "prices" else ""
        return f"{_claim(proof, decimals)}, shown again{how}"
    if proof.proved and proof.shown_by == "prices":
        return "not shown: the prices beside the plan do not bear it out"
    if proof.proved:
        claim = _claim(proof, decimals)
        return f"by the solver's word {claim}; not shown again here"
    if proof.gap is None or proof.shown_by == "not shown":
        return "not proved to be the best"
    gap = objective_text(proof, proof.gap, decimals)
    return (
        f"not proved to be the best, but by the solver's word at most {gap} from it; "
        "not shown again here"
    )


def _claim(proof: Proof, decimals: int) -> str:
    """What the proof says of an objective that it proves."""
    from matchmaker.report.objectives import objective_text

    if not proof.gap or not proof.proved:
        return "nothing better is possible"
    bound = objective_text(proof, proof.bound, decimals)
    return f"the best is {bound}, and no more is given up than is allowed"
