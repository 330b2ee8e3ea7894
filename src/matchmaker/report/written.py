"""From the files of a run back to what they say."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from matchmaker.domain.certificate import Certificate
from matchmaker.domain.jointly import Jointly
from matchmaker.domain.plan import Plan
from matchmaker.domain.proof import Proof
from matchmaker.domain.round import Round
from matchmaker.errors import InputError
from matchmaker.report.buddy_file import BUDDY_FILE, read_buddy_proof
from matchmaker.report.certificate_file import CERTIFICATE_FILE, read_certificates
from matchmaker.report.manifest import ROUND_FOLDER, changed_files
from matchmaker.report.plan_document import PLAN_FILE
from matchmaker.report.plan_reading import read_plan
from matchmaker.report.state_file import read_state

if TYPE_CHECKING:
    from matchmaker.pipeline import Solved
    from matchmaker.pipeline.preparing import Prepared


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
        jointly: What deciding pairings and leads together came to, if that was tried.
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
    jointly: Jointly | None
    changed: tuple[str, ...]
    folder: Path


def read_written(folder: Path) -> Written:
    """
    Read back what a run wrote.

    Raises:
        InputError: The folder holds no plan, or its files are damaged.
    """
    return _read(folder)


def read_solved(folder: Path) -> Solved:
    """
    A written plan as it was solved.

    From the state that was kept with it, where that still holds; else with candidates
    and scores worked out anew. Either way nothing is solved.

    Raises:
        InputError: The folder holds no plan, or its files are damaged.
    """
    with _only_making():
        state = read_state(folder, folder / ROUND_FOLDER)
        if state is None:
            return solved_again(_read(folder))
        return _solved(_read(folder, state.round), state)


@contextmanager
def _only_making() -> Iterator[None]:
    """
    Keep Python from looking for what could be thrown away.

    Reading makes hundreds of thousands of records and drops none, and going through
    them all again and again takes longer than making them.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _read(folder: Path, known: Round | None = None) -> Written:
    """What a run wrote; the round is read from its files unless it is known."""
    if not (folder / PLAN_FILE).is_file():
        raise InputError(
            f"{folder} holds no {PLAN_FILE}: name a folder that `matchmaker run` wrote."
        )
    read = read_plan(folder / PLAN_FILE)
    changed = changed_files(read.manifest, folder / ROUND_FOLDER)
    whole = known or _read_round(folder, changed)
    certificates = read_certificates(folder / CERTIFICATE_FILE)
    return Written(
        round=whole,
        plan=read.plan,
        proof=read.proof,
        manifest=read.manifest,
        certificates=certificates,
        team_proof=read.team_proof,
        group_proof=read.group_proof,
        jointly=read.jointly,
        changed=changed,
        folder=folder,
    )


def _read_round(folder: Path, changed: tuple[str, ...]) -> Round:
    from matchmaker.intake import read_round

    reading = read_round(folder / ROUND_FOLDER)
    faults = [f"{p.file} row {p.row}: {p.problem}" for p in reading.problems]
    if faults and changed:
        raise InputError(f"The copy of the round in {folder} was changed.", faults)
    return reading.round


def solved_again(written: Written) -> Solved:
    """A written plan with its candidates and scores worked out anew, unsolved."""
    from matchmaker.pipeline import prepared

    return _solved(written, prepared(written.round, written.plan))


def _solved(written: Written, again: Prepared) -> Solved:
    from matchmaker.pipeline import Solved

    paired = written.round.programme.buddies is not None
    return Solved(
        round=again.round,
        candidates=again.candidates,
        scores=again.scores,
        plan=written.plan,
        proof=written.proof,
        certificates=written.certificates,
        team_proof=written.team_proof,
        jointly=written.jointly,
        buddies=read_buddy_proof(written.folder / BUDDY_FILE) if paired else None,
        group_proof=written.group_proof,
        as_read=written.round if written.round.programme.groups else None,
        engine=str(written.manifest.get("engine", "")),
        canonical=bool(written.manifest.get("canonical")),
        seed=int(written.manifest.get("seed", 0)),
    )
