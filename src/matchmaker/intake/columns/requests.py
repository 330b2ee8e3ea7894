"""The requests table; where people ask, it says who and where they are, too."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from matchmaker.intake.columns.base import Column, Table, ranking
from matchmaker.intake.columns.place import place_columns

if TYPE_CHECKING:
    from matchmaker.domain.programme import Programme

REQUESTS = Table(
    "requests",
    "What settings ask for: one row for each request.",
    (
        Column(
            "id",
            "Your own id for the request, unique in the round. A row that asks for "
            "several roles becomes one request for each, such as R001-expert.",
            "id",
            "R001",
            ("request id", "request ref", "request reference", "ref", "reference"),
            required=True,
            vital=True,
        ),
        Column(
            "setting",
            "The setting that asks: its id in the settings table, its URN, or its exact "
            "name if no other has it.",
            "id",
            "S001",
            ("setting id", "setting ref", "setting reference"),
            required=True,
            vital=True,
        ),
        Column(
            "role",
            "The role asked for, or several; blank where the offer says it.",
            "list",
            "expert; mentor",
            ("roles", "role wanted", "roles wanted", "support role"),
            vital=True,
            words="matched role",
        ),
        Column(
            "offer",
            "The kind of support asked for; the programme knows which roles give it.",
            "choice",
            "whole setting",
            ("support", "support offer", "type of support", "kind of support"),
            vital=True,
            words="offer",
        ),
        Column(
            "demand",
            "How many different people are wanted; blank means 1.",
            "whole number",
            "1",
            ("number wanted", "people wanted", "places"),
            vital=True,
            least=1,
            most=1000,
        ),
        Column(
            "minimum",
            "How many must be given, whatever it costs elsewhere; blank means 0.",
            "whole number",
            "0",
            ("min", "at least", "minimum demand"),
            vital=True,
            most=1000,
        ),
        Column(
            "priority",
            "Weight of this request when supply is short; left blank, the programme's "
            "table decides.",
            "whole number",
            "",
            ("priority points", "weight"),
            most=1_000_000,
        ),
        Column(
            "needs",
            "What the setting needs, the most important first, in the programme's "
            "words, separated by semicolons.",
            "list",
            "communication and language; send",
            ("need", "support needs", "areas of need", "themes", "priorities"),
            words="need",
        ),
        Column(
            "subjects",
            "Subjects asked for, separated by semicolons.",
            "list",
            "",
            ("subject",),
            words="subject",
        ),
        Column(
            "phase",
            "Phase of education, in the programme's words.",
            "choice",
            "early years",
            ("phases", "phase of education", "education phase"),
            words="phase",
        ),
        Column(
            "capacity",
            "How many practitioners are to be mentored.",
            "whole number",
            "3",
            (
                "practitioners",
                "number of practitioners",
                "practitioners to be mentored",
                "staff to be mentored",
            ),
            vital=True,
            most=1000,
        ),
        Column(
            "mode",
            "How support is wanted; left blank, as the role usually works.",
            "choice",
            "face-to-face",
            ("delivery", "delivery mode", "mode of support", "how"),
            words="mode",
        ),
        Column(
            "travel_limit",
            "Minutes one way beyond which support on site is too far for the request; "
            "blank means the other limits hold.",
            "whole number",
            "45",
            ("travel limit minutes", "max travel", "maximum travel time"),
            vital=True,
            most=1440,
            unit="minutes",
        ),
        Column(
            "start",
            "First day on which support is wanted; blank means the term's first day.",
            "date",
            "25/04/2022",
            ("start date", "from", "support from"),
            vital=True,
        ),
        Column(
            "end",
            "Last day on which support is wanted; blank means the term's last day.",
            "date",
            "22/07/2022",
            ("end date", "to", "until", "support until"),
            vital=True,
        ),
        Column(
            "days",
            "Half-days that suit: mon-am, tue (both halves), weekdays, any.",
            "half-days",
            "mon; wed-am",
            ("days that suit", "preferred days", "availability"),
        ),
        Column(
            "applied_on",
            "The day on which the setting applied.",
            "date",
            "01/02/2022",
            (
                "applied",
                "application date",
                "date applied",
                "date of application",
                "timestamp",
            ),
        ),
        Column(
            "unmet_before",
            "In how many earlier rounds this need stayed unmet; blank means 0.",
            "whole number",
            "0",
            ("times unmet", "unmet rounds", "previously unmet"),
            most=100,
        ),
        ranking("supporters"),
        Column(
            "load",
            "Usually left blank: what one unit takes from a supporter, exactly; the "
            "programme knows it otherwise.",
            "whole number",
            "",
            ("load minutes",),
            vital=True,
        ),
    ),
    required=True,
    one_of=(("role", "offer"),),
)

ASKER = (
    Column(
        "person",
        "Your own id for the person who asks, the same in all their requests; blank "
        "means the request's own id.",
        "id",
        "T001",
        ("person id", "asked by", "who asks"),
    ),
    Column("name", "The person's name.", "text", "Person One",
           ("full name", "person name")),
    Column("email", "How to reach the person; never used to tell people apart.", "text",
           "person.one@example.org", ("e-mail", "email address", "e-mail address")),
    Column(
        "group",
        "The organisation that the person belongs to; people of one group share it.",
        "text",
        "",
        ("organisation", "trust", "trust name", "federation"),
    ),
    *place_columns("person"),
)  # fmt: skip
"""Who asks, where people do: they stand in place of the setting."""


def requests_table(programme: Programme) -> Table:
    """The requests of a round of this programme."""
    columns = REQUESTS.columns
    if not programme.offers:
        columns = tuple(column for column in columns if column.name != "offer")
    if programme.asks == "people":
        columns = (columns[0], *ASKER, *columns[2:])
    return replace(
        REQUESTS,
        note=(
            "People who ask for support: one row for each request."
            if programme.asks == "people"
            else REQUESTS.note
        ),
        columns=tuple(_of_role(column, programme) for column in columns),
        one_of=() if len(programme.matched_roles) == 1 else (_who_gives(programme),),
    )


def _of_role(column: Column, programme: Programme) -> Column:
    """The column of roles, which says nothing new where there is only one."""
    if column.name != "role" or len(programme.matched_roles) != 1:
        return column
    (only,) = programme.matched_roles
    note = f"The role asked for; blank means {only}."
    return replace(column, note=note, example=only)


def _who_gives(programme: Programme) -> tuple[str, ...]:
    return ("role", "offer") if programme.offers else ("role",)
