"""The table of quotas."""

from __future__ import annotations

from matchmaker.intake.columns.base import Column, Table

QUOTAS = Table(
    "quotas",
    "How many pairings parts of the round get, at the least and at the most. Read "
    "where the programme lists the rule `quota`.",
    (
        Column("by", "Whose value decides which pairings count: the setting's (the "
               "phase is the request's), or the supporter's.", "choice", "region",
               ("counted by", "what", "kind"), required=True, vital=True,
               words="quota_by"),
        Column("name", "The value: the region, the group, the id of the employer ...",
               "id", "North West", ("value", "which"), required=True, vital=True),
        Column("role", "Only pairings in this role count; blank counts all.", "choice",
               "expert", ("as", "matched role"), vital=True, words="matched role"),
        Column("least", "So many pairings there must be; blank means 0.",
               "whole number", "3", ("min", "minimum", "at least", "lower"),
               vital=True),
        Column("most", "More pairings there may not be; blank sets no limit.",
               "whole number", "20", ("max", "maximum", "at most", "upper"),
               vital=True),
        Column("reason", "Why, in the decider's words.", example="A pilot region",
               synonyms=("why", "note", "notes")),
        Column("by_whom", "Who decided.", example="A. Coordinator",
               synonyms=("decided by", "who", "author")),
        Column("date", "When it was decided.", "date", "10/03/2022",
               ("on", "when", "decided on")),
    ),
    one_of=(("least", "most"),),
    rules=("quota",),
)  # fmt: skip
