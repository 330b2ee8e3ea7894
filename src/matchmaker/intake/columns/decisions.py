"""The tables of pins, forbids, conflicts of interest and journeys."""

from __future__ import annotations

from matchmaker.intake.columns.base import Column, Table

REQUEST_REF = Column(
    "request",
    "The request's id.",
    "id",
    "R001-expert",
    ("request id", "request ref", "request reference"),
    required=True,
    vital=True,
)
SUPPORTER_REF = Column(
    "supporter",
    "The supporter's id.",
    "id",
    "P001",
    ("supporter id", "person", "person id", "mentor", "expert"),
    required=True,
    vital=True,
)


RECORD = (
    Column("reason", "Why, in the decider's words.", example="Agreed in March",
           synonyms=("why", "note", "notes")),
    Column("by", "Who decided.", example="A. Coordinator",
           synonyms=("decided by", "who", "author")),
    Column("date", "When it was decided.", "date", "10/03/2022",
           ("on", "when", "decided on")),
)  # fmt: skip
"""What is kept of every decision."""

PINS = Table(
    "pins",
    "Pairs that people decided: each must be in the plan.",
    (REQUEST_REF, SUPPORTER_REF, *RECORD),
)
FORBIDS = Table(
    "forbids",
    "Pairs that people ruled out; the id of a person who asks stands for all that the "
    "person asks for.",
    (REQUEST_REF, SUPPORTER_REF, *RECORD),
)

CONFLICTS = Table(
    "conflicts",
    "Conflicts of interest: why a person must not support a setting or a group.",
    (
        SUPPORTER_REF,
        Column("party", "The id of a setting, or the name of a group of settings.",
               "id", "S003", ("setting", "group", "setting or group", "with"),
               required=True, vital=True),
        Column("kind", "What the conflict is; blank means a general interest.",
               "choice", "employment", ("type", "conflict", "kind of conflict"),
               words="conflict"),
        Column("since", "First day on which it holds; blank means always.", "date",
               "01/09/2018", ("from", "start", "start date")),
        Column("until", "Last day on which it held; blank means it still holds.",
               "date", "31/08/2020", ("to", "end", "end date")),
        Column("note", "Anything worth knowing.", synonyms=("notes", "reason")),
    ),
)  # fmt: skip

TRAVEL = Table(
    "travel",
    "Journeys that you know better than the travel model.",
    (
        Column("setting", "The id of the setting.", "id", "S001",
               ("setting id", "to"), required=True, vital=True),
        SUPPORTER_REF,
        Column("minutes", "Minutes one way.", "whole number", "35",
               ("travel minutes", "time", "travel time"), required=True, vital=True,
               most=1440),
    ),
)  # fmt: skip

BEFORE = Table(
    "before",
    "The plan before: the objective change keeps as much of it as can be kept.",
    (
        REQUEST_REF,
        SUPPORTER_REF,
        Column("state", "How far the pairing has come; blank means announced.",
               "choice", "started", ("status", "stage", "progress"), words="state"),
    ),
)  # fmt: skip
