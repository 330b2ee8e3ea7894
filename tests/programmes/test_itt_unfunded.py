"""Programme B, `itt-mentors`: trainees for whom no training of mentors is paid."""

from __future__ import annotations

import shutil
from pathlib import Path

from matchmaker.accounts import RateTables, books_of_plan
from matchmaker.domain.ledger import Ledger
from matchmaker.intake import read_round
from matchmaker.pipeline import match

SCENARIO = Path(__file__).parents[2] / "scenarios" / "itt-partnership"


def test_assessment_only_and_high_potential_trainees(tmp_path):
    """
    As people write it: Ewan's route is AO, Farah's and Huw's HPITT.

    Huw's mentor Gil is paid for, because he has an apprentice in autumn.
    """
    folder = tmp_path / "round"
    shutil.copytree(SCENARIO, folder)
    trainees = folder / "trainees.csv"
    rows = trainees.read_text("utf-8").splitlines()
    for name, route in (("T5-autumn", "AO"), ("T6", "HPITT"), ("T8", "HPITT")):
        (place,) = [i for i, row in enumerate(rows) if row.startswith(f"{name},")]
        assert "fee-funded" in rows[place]
        rows[place] = rows[place].replace("fee-funded", route)
    trainees.write_text("\n".join(rows), "utf-8")
    matching_round = read_round(folder).round
    plan = match(matching_round).plan
    mentor_of = {pairing.request: pairing.supporter for pairing in plan.pairings}
    books = books_of_plan(
        matching_round, plan, Ledger(), RateTables(), matching_round.today
    )
    assert mentor_of["T8"] == mentor_of["T4-autumn"] == "M12"
    held = {(line.party, line.unpaid) for line in books.lines if line.unpaid}
    told = "nothing is paid to train {} a trainee whose route is {}"
    assert held == {
        (mentor_of["T5-autumn"], told.format("for", "assessment only")),
        (mentor_of["T6"], told.format("only for", "high potential")),
    }
