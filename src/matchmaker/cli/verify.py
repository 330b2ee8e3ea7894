"""`matchmaker verify`: check a written plan again, from its files alone."""

from __future__ import annotations

import typer

from matchmaker.cli.failure import REJECTED
from matchmaker.cli.options import OutputPath


def verify(out: OutputPath) -> None:
    """
    Check a written plan against its round, from files alone and without a solver.

    Every rule, every point and every objective value is worked out again from the
    records. Exits with 5 if anything does not hold. Example: matchmaker verify out
    """
    from matchmaker import verify as checker
    from matchmaker.report.written import read_written

    written = read_written(out)
    violations = checker.check(written.round, written.plan, written.proof)
    for violation in violations:
        typer.echo(str(violation))
    if violations:
        typer.echo(f"{len(violations)} faults: this plan does not hold.")
        raise typer.Exit(REJECTED)
    typer.echo(
        f"All rules hold for {len(written.plan.pairings)} pairings, and all points and "
        "objective values are right."
    )
