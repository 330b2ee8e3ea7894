"""The tables of rounds whose scores are given."""

from __future__ import annotations

from typing import TYPE_CHECKING

from matchmaker.intake.columns.base import Column, Table, ranking
from matchmaker.intake.columns.decisions import REQUEST_REF, SUPPORTER_REF
from matchmaker.intake.columns.person import PERSON
from matchmaker.intake.columns.requests import REQUESTS
from matchmaker.intake.columns.supporters import least_load

if TYPE_CHECKING:
    from matchmaker.domain.programme import Programme


GIVEN_REQUESTS = Table(
    "requests",
    "What is asked for: one row for each request.",
    (
        REQUESTS.columns[0],
        *(REQUESTS.column(n) for n in ("demand", "minimum", "priority", "preferences")),
    ),
    required=True,
)

PAIRS = Table(
    "pairs",
    "Pairs that are possible, with their points: nothing else can be paired.",
    (
        REQUEST_REF,
        SUPPORTER_REF,
        Column("points", "How good the pair is: a whole number, negative too, or with "
               "as many decimals as round.toml's `decimals` says.", "points", "75",
               ("score", "value", "weight"), required=True, vital=True),
        Column("load", "What the pair takes from the supporter's capacity; blank "
               "means 1.", "whole number", "1", ("size", "cost"), vital=True, least=1),
    ),
    required=True,
)  # fmt: skip


def given_supporters(programme: Programme) -> Table:
    """The supporters of such a round."""
    capacity = Column(
        "capacity",
        "How much the supporter can take on in all.",
        "whole number",
        "3",
        ("places", "max", "limit"),
        required=True,
        vital=True,
    )
    return Table(
        "supporters",
        "Who offers: one row each.",
        (PERSON[0], capacity, least_load(programme), ranking("requests")),
        required=True,
    )
