"""What became of the plan before: kept, lost, or impossible by now."""

import pytest
from openpyxl import load_workbook

from matchmaker.domain.change import EarlierPairing
from matchmaker.domain.proof import Proof
from matchmaker.reasons import explain
from matchmaker.report.before import Fate, before_problems, fates
from matchmaker.report.objectives import amount_text, levels_text, meaning_of
from matchmaker.report.summary import summarise, summary_blocks, summary_sentences
from matchmaker.report.tables.before import before_table
from matchmaker.report.tables.proof import proof_table, verdict
from matchmaker.report.tables.team_proof import team_proof_table
from matchmaker.report.workbook import workbook_bytes

# In `nurseries` the plan has R1 with S1 only; S2 could serve R1, S4 is a mentor with
# too little experience for R3, and S9 has left.
BEFORE = (("R1", "S1"), ("R1", "S2"), ("R3", "S4"), ("R1", "S9"), ("R9", "S1"))


@pytest.fixture
def after(nurseries):
    """The nurseries, in the term after another plan."""
    from dataclasses import replace

    before = tuple(EarlierPairing(request=r, supporter=s) for r, s in BEFORE)
    lost = Proof(
        objective="change", sense="minimise", value=40, bound=40, shown_by="solver"
    )
    whole = nurseries.round.replace(before=before)
    return replace(nurseries, round=whole, proof=(*nurseries.proof, lost))


def test_each_pairing_of_the_plan_before_has_its_fate(after):
    kept, lost, broken, left, gone = fates(after)
    assert kept == Fate(after.round.before[0], kept=True, impossible=None, now=("S1",))
    assert (lost.kept, lost.impossible, lost.now) == (False, None, ("S1",))
    assert broken.impossible is not None
    assert "experience" in broken.impossible
    assert left.impossible == "the supporter is not in this round"
    assert gone.impossible == "the request is not in this round"
    assert (broken.now, gone.now) == ((), ())


def test_what_rules_no_longer_allow_is_a_warning_unless_intake_gave_it(after):
    (problem,) = before_problems(after.round)
    assert (problem.level, problem.file) == ("warning", "before")
    assert "R3 and S4 (announced) is not possible any more (experience: " in (
        problem.problem
    )
    assert before_problems(after.round.replace(before=())) == ()


def test_the_summary_counts_them(after, nurseries):
    summary = summarise(after, ())
    assert summary.before is not None
    said = list(summary_sentences(summary))
    assert (
        "Of the plan before 1 of 5 pairings are kept; 3 of the others are impossible "
        "now." in said
    )
    assert summarise(nurseries, ()).before is None


def test_the_workbook_has_them_on_a_sheet_of_their_own(after, nurseries, tmp_path):
    def sheets(solved):
        path = tmp_path / "plan.xlsx"
        path.write_bytes(workbook_bytes(solved, explain(solved), ()))
        return load_workbook(path).sheetnames

    assert "Changes" in sheets(after)
    assert "Changes" not in sheets(nurseries)


def test_the_table_says_why(after):
    rows = before_table(after).rows
    assert [row[3] for row in rows] == ["yes", "no", "no", "no", "no"]
    assert rows[0][5] == "Kept."
    assert rows[1][4:] == (
        "S1",
        "Possible, but something that counts more was better without it.",
    )
    assert rows[3][5] == "Not possible any more: the supporter is not in this round."


def line(objective, value, bound, **fields):
    less = objective in ("cost", "change", "balance")
    return Proof(
        objective=objective,
        sense="minimise" if less else "maximise",
        value=value,
        bound=bound,
        shown_by="solver",
        **fields,
    )


def test_costs_are_told_in_pounds():
    (row,) = proof_table([line("cost", 150_050, 150_000, tolerance=5000)], 0).rows
    assert [str(cell) for cell in row[2:5]] == ["1500.50", "1500.00", "0.50"]
    assert row[6].startswith("Pounds for all pairings together; ")
    assert row[6].endswith("; later objectives may give up £50 of it.")
    assert amount_text("cost", 5, 0) == "£0.05"


@pytest.mark.parametrize(
    ("value", "tolerance", "said"),
    [
        (10, 0, "optimal"),
        (10, 5, "optimal"),
        (7, 3, "as allowed"),
        (7, 2, "not proved"),
    ],
)
def test_optimal_is_said_only_of_the_best(value, tolerance, said):
    assert verdict(line("points", value, 10, tolerance=tolerance)) == said


@pytest.mark.parametrize(
    ("objective", "value", "bound", "told"),
    [
        ("cost", 150_050, 150_000, "the solver found it at most £0.50 from it."),
        ("points", -120, -7, "the solver found it at most 113 from it."),
        ("balance", 9, 0, "the solver found it at most 9 from it."),
    ],
)
def test_of_a_gap_it_is_said_how_wide_it_is_and_not_that_nothing_is_better(
    objective, value, bound, told
):
    (row,) = proof_table([line(objective, value, bound)], 0).rows
    assert row[6].endswith(f"; not proved to be the best: {told}")
    assert "nothing" not in row[6]


def test_how_it_was_shown_is_said_of_what_is_proved():
    (best,) = proof_table([line("points", 10, 10)], 0).rows
    (unknown,) = proof_table([line("points", 10, None)], 0).rows
    assert best[6].endswith("; shown by the solver, whose search left nothing open.")
    assert "; not shown: time ran out, " in unknown[6]


def test_the_gap_of_teams_is_told_likewise():
    (row,) = team_proof_table([line("small-teams", 5, 3)]).rows
    assert row[4:] == (
        "not proved",
        "not proved to be the best: the solver found it at most 2 from it",
    )


def test_bands_are_told_from_the_lowest_in_the_users_unit():
    levels = tuple((edge, edge // 50 + 1) for edge in range(0, 400, 50))
    proof = line("leximin", 0, 0, levels=levels)
    assert levels_text(proof, 0) == (
        "1 request from 0 points, 2 from 50, 3 from 100, 4 from 150, 5 from 200 "
        "and 3 more bands"
    )
    assert levels_text(proof, 2).startswith("1 request from 0.00 points, 2 from 0.50,")
    assert meaning_of(proof, 0).startswith("the lowest band in which the points of a")
    assert meaning_of(line("fit", 1, 1), 0).startswith("several objectives weighed")


def test_the_summary_tells_leximin_s_bands_and_cost_in_pounds(nurseries):
    from dataclasses import replace

    proof = (line("leximin", 300, 300, levels=((300, 1),)), line("cost", 150_000, 0))
    summary = summarise(replace(nurseries, proof=proof), ())
    assert "Points served: 1 request from 300 points." in summary_sentences(summary)
    rows = summary_blocks(summary)[-1].rows
    assert rows[1][:3] == ("cost, less is better", "£1,500", "£0")
