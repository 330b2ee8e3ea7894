"""From the files of a run back to what they say."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from matchmaker.domain.certificate import Certificate
from matchmaker.domain.plan import Plan
from matchmaker.domain.proof import Proof
from matchmaker.domain.round import Round
from matchmaker.errors import InputError
from matchmaker.report.buddy_file import BUDDY_FILE, read_buddy_proof
from matchmaker.report.certificate_file import CERTIFICATE_FILE, read_certificates
from matchmaker.report.manifest import changed_files
from matchmaker.report.output import ROUND_FOLDER
from matchmaker.report.plan_json import PLAN_FILE
from matchmaker.report.plan_reading import read_plan

if TYPE_CHECKING:
    from matchmaker.pipeline import Solved


@dataclass(frozen=True)
class Written:
    """
    A plan as a run wrote it.

    Attributes:
        round: The round, from the copy beside the plan.
        plan: The plan.
        proof: Its proof.
        manifest: What would give the plan again.
        certificates: Per objective the prices that prove it, or `None`.
        team_proof: How good the plan's teams are.
        group_proof: How good its groups are.
        changed: Files of the round that are no longer as the run left them.
        folder: Where it stands.
    """

    round: Round
    plan: Plan
    proof: tuple[Proof, ...]
    manifest: dict[str, Any]
    certificates: tuple[Certificate | None, ...]
    team_proof: tuple[Proof, ...]
    group_proof: tuple[Proof, ...]
    changed: tuple[str, ...]
    folder: Path


def read_written(folder: Path) -> Written:
    """
    Read back what a run wrote.

    Raises:
        InputError: The folder holds no plan, or its files are damaged.
    """
    from matchmaker.intake import read_round

    if not (folder / PLAN_FILE).is_file():
        raise InputError(
            f"{folder} holds no {PLAN_FILE}: name a folder that `matchmaker run` wrote."
        )
    plan, proof, manifest, team_proof, group_proof = read_plan(folder / PLAN_FILE)
    reading = read_round(folder / ROUND_FOLDER)
    faults = [f"{p.file} row {p.row}: {p.problem}" for p in reading.problems]
    changed = changed_files(manifest, folder / ROUND_FOLDER)
    if faults and changed:
        raise InputError(f"The copy of the round in {folder} was changed.", faults)
    certificates = read_certificates(folder / CERTIFICATE_FILE)
    return Written(
        round=reading.round,
        plan=plan,
        proof=proof,
        manifest=manifest,
        certificates=certificates,
        team_proof=team_proof,
        group_proof=group_proof,
        changed=changed,
        folder=folder,
    )


def solved_again(written: Written) -> Solved:
    """A written plan with its candidates and scores worked out anew, unsolved."""
    from matchmaker.pipeline import Solved, prepared

    again = prepared(written.round, written.plan)
    paired = written.round.programme.buddies is not None
    return Solved(
        round=again.round,
        candidates=again.candidates,
        scores=again.scores,
        plan=written.plan,
        proof=written.proof,
        certificates=written.certificates,
        team_proof=written.team_proof,
        buddies=read_buddy_proof(written.folder / BUDDY_FILE) if paired else None,
        group_proof=written.group_proof,
        as_read=written.round if written.round.programme.groups else None,
        engine=str(written.manifest.get("engine", "")),
        canonical=bool(written.manifest.get("canonical")),
        seed=int(written.manifest.get("seed", 0)),
    )
