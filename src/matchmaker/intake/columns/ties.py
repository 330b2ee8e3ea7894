"""The tables of decisions about two requests, or two pairs, at once."""

from __future__ import annotations

from matchmaker.intake.columns.base import Column, Table
from matchmaker.intake.columns.decisions import RECORD, REQUEST_REF, SUPPORTER_REF

OTHER_REQUEST = ("other request id", "second request", "second request id", "request 2")

TIES = Table(
    "ties",
    "Requests that belong together, or must be kept apart.",
    (
        Column("kind", "What the tie is: apart (never the same supporter), together "
               "(the same supporters, or none), both-or-none (neither alone).",
               "choice", "apart", ("tie", "type", "kind of tie"), required=True,
               vital=True, words="tie"),
        REQUEST_REF,
        Column("other", "The other request's id.", "id", "R002-expert",
               ("other request", *OTHER_REQUEST, "and"), required=True, vital=True),
        *RECORD,
    ),
)  # fmt: skip

EXCLUSIONS = Table(
    "exclusions",
    "Pairs that people ruled out together: at most one of the two is in the plan.",
    (
        REQUEST_REF,
        SUPPORTER_REF,
        Column("other_request", "The other pair's request.", "id", "R002-expert",
               OTHER_REQUEST, required=True, vital=True),
        Column("other_supporter", "The other pair's supporter.", "id", "P002",
               ("other supporter id", "other person", "second supporter",
                "second person", "supporter 2"), required=True, vital=True),
        *RECORD,
    ),
)  # fmt: skip
