"""The summary: its numbers, and how it looks at 80 columns without colour."""

from __future__ import annotations

from dataclasses import replace

import pytest

from matchmaker.domain.problem import Problem
from matchmaker.report.summary import Met, Spans, Spend, spans_text, summarise
from matchmaker.report.summary_view import summary_text

LOOK = """\
Small programme: Summer term 2022

Requests met
Region         Expert       Mentor      All roles
─────────────────────────────────────────────────
London   1 of 2 (50%)  0 of 1 (0%)   1 of 3 (33%)

Spend
Region       Spend  Budget  Left
────────────────────────────────
London        £500    £600  £100
All regions   £500    £600  £100

Proof
Objective   Reached   No better than   Gap   Verdict
────────────────────────────────────────────────────
coverage          1                1     0   optimal
points          317              317     0   optimal

Served worst: R1 of Sunny Days (N1), with 317 points.
1 area lead leads 1 supporter.
Found by a minimum-cost flow. Shown to be best: coverage and points by prices.
No problems were found in the input.
Teams: Di Ash (S4) leads only 1 supporter: Ada Lovell (S1).
  1 more supporter would make the team large enough.
Written to out.
"""


def test_how_it_looks(nurseries):
    text = summary_text(summarise(nurseries, ()), ["Written to out."])

    assert [line.split() for line in text.splitlines() if "─" not in line] == [
        line.split() for line in LOOK.splitlines() if "─" not in line
    ]
    assert max(map(len, text.splitlines())) <= 80
    assert "\x1b" not in text


def test_what_is_met_and_spent(nurseries):
    summary = summarise(nurseries, ())

    assert summary.met == {"London": {"expert": Met(1, 2), "mentor": Met(0, 1)}}
    assert summary.whole == Met(1, 3)
    assert summary.spend == (
        Spend("London", 50_000, 60_000),
        Spend(None, 50_000, 60_000),
    )
    assert summary.spans == Spans(1, 1, 1, 1, 1, 0)


def test_points_in_the_users_unit_and_an_open_gap(scored):
    text = summary_text(summarise(scored, ()))

    assert "All requests   2 of 2 (100%)" in text
    assert "Served worst: X, with 15.50 points." in text
    points = next(line for line in text.splitlines() if line.startswith("points"))
    assert points.split() == ["points", "15.50", "16.00", "0.50", "not", "proved"]
    assert "optimal" not in points


def test_an_unknown_bound_is_not_called_a_number(scored):
    unknown = scored.proof[1].model_copy(update={"bound": None})
    solved = replace(scored, proof=(scored.proof[0], unknown))

    line = summary_text(summarise(solved, ())).splitlines()

    assert any("15.50" in one and one.count("not known") == 2 for one in line)


def test_problems_are_counted_by_level(nurseries):
    fault = Problem(file="a.csv", problem="x", remedy="y")
    doubt = fault.model_copy(update={"level": "warning"})

    text = summary_text(summarise(nurseries, (fault, doubt, doubt)))

    assert "The input has 1 error and 2 warnings: see problems.csv." in text


def test_the_worst_served_has_the_fewest_points(nurseries_paired):
    """Bo gives R1 83 + 75 = 158 points, Ada gives R2 125 + 200 = 325."""
    solved = nurseries_paired(("R1", "S2"), ("R2", "S1"))

    summary = summarise(solved, ())

    assert summary.worst_request == "R1 of Sunny Days (N1)"
    assert summary.worst_points == 158


def test_brackets_in_names_are_not_read_as_markup(nurseries):
    place = "[bold]East[/bold]"
    this = nurseries.round.replace(
        name=f"Term {place}",
        settings=tuple(
            setting.model_copy(update={"region": place})
            for setting in nurseries.round.settings
        ),
    )

    text = summary_text(summarise(replace(nurseries, round=this), ()))

    assert text.startswith(f"Small programme: Term {place}\n")
    assert f"\n{place} " in text


def test_many_notes_about_teams_are_cut_short(nurseries):
    solved = replace(nurseries, breaches=nurseries.breaches * 5)

    text = summary_text(summarise(solved, ()))

    assert text.count("leads only") == 3
    assert "Teams: 2 more notes in plan.xlsx, sheet Team notes." in text


@pytest.mark.parametrize(
    ("spans", "said"),
    [
        (Spans(0, 0, 0, 0, 0, 2), "No area lead is in use; 2 have no lead."),
        (Spans(1, 8, 8, 8, 8, 0), "1 area lead leads 8 supporters."),
        (
            Spans(2, 15, 7, 7, 8, 1),
            "2 area leads lead 15 supporters, 7 to 8 each (median 7); 1 has no lead.",
        ),
    ],
)
def test_teams_in_a_sentence(spans, said):
    assert spans_text(spans) == said


def test_a_share_is_rounded_down_so_that_100_means_all():
    assert [Met(199, 200).percent, Met(200, 200).percent, Met(0, 0).percent] == [
        99,
        100,
        100,
    ]
