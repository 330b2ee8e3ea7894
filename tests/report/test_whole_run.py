"""A made-up round from match to folder and back."""

from __future__ import annotations

from matchmaker.generate import generate_round
from matchmaker.intake import read_programme, write_round
from matchmaker.pipeline import match
from matchmaker.reasons import explain
from matchmaker.report.output import write_outputs
from matchmaker.report.pairing_words import pairing_lines
from matchmaker.report.plan_reading import read_plan
from matchmaker.report.summary import summarise
from matchmaker.report.summary_view import summary_text
from matchmaker.report.unmet_words import unmet_lines


def test_a_made_up_round_is_written_read_and_explained(tmp_path):
    this = generate_round(read_programme("early-years"), 20, seed=3)
    solved = match(this)
    reasons = explain(solved)

    folder = write_outputs(solved, reasons, (), tmp_path / "out", write_round)

    assert read_plan(folder / "plan.json")[:2] == (solved.plan, solved.proof)
    assert solved.plan.pairings
    assert solved.plan.unmet
    for why in reasons.pairings:
        headline, *_ = pairing_lines(why, this)
        assert why.request in headline
        assert why.supporter in headline
    for unmet in reasons.unmet:
        lines = unmet_lines(unmet, this)
        assert unmet.request in lines[0]
        assert sum(count for _, count in unmet.funnel) + unmet.candidates == len(
            this.supporters
        )
    text = summary_text(summarise(solved, ()))
    assert max(map(len, text.splitlines())) <= 80
