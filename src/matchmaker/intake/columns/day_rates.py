"""The table of a round's own day rates."""

from __future__ import annotations

from matchmaker.intake.columns.base import Column, Table

DAY_RATES = Table(
    "day_rates",
    "Day rates of your own, in place of the programme's: all of them, for every role. "
    "Without rows the programme's hold.",
    (
        Column("programme", "The name of the programme, where one table serves several; "
               "rows of others are passed over.", "id", "early-years",
               ("scheme",)),
        Column("role", "The role paid for.", "choice", "expert", ("paid role",),
               required=True, vital=True, words="role"),
        Column("pence_per_day", "What a day costs, in pence.", "whole number", "50000",
               ("pence per day", "pence a day"), vital=True, most=10_000_000),
        Column("day_rate", "The same in pounds.", "pounds", "500",
               ("daily rate", "rate per day", "pounds per day"), vital=True,
               most=100_000),
        Column("valid_from", "The first day on which the rate holds; blank means from "
               "ever.", "date", "01/04/2022", ("from", "first day", "start"),
               vital=True),
        Column("valid_to", "The last day; blank means until further notice.", "date",
               "31/08/2025", ("to", "until", "last day", "end"), vital=True),
        Column("source", "Where the rate is published.", example="Grant agreement, 2.1",
               synonyms=("published in", "reference")),
        Column("source_date", "When that was published, or read.", "date",
               "01/12/2021", ("published on", "read on")),
    ),
    one_of=(("pence_per_day", "day_rate"),),
)  # fmt: skip
