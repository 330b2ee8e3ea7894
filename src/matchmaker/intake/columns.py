"""
What a round's tables hold: every column once, for readers, templates and docs.

A column has one canonical name, the synonyms people write instead, a kind, and a
sentence for people. Reading, the empty workbook and the reference pages all come
from here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from matchmaker.domain.programme import Programme

Kind = Literal[
    "id",
    "text",
    "whole number",
    "amount",
    "points",
    "date",
    "yes or no",
    "choice",
    "list",
    "half-days",
    "region",
    "regions",
    "authority",
    "authorities",
    "postcode",
]
"""How a cell is read. `id` and `text` are kept as they stand (leading zeros too);
`amount` is a number of days or hours, decimals allowed; `points` are whole unless
the round says `decimals`; a `choice` is one word of a vocabulary and a `list`
several."""

LARGEST = 1_000_000_000
"""No count, load or capacity may be larger: beyond it lies a slip of the keyboard."""


NOT_PLAIN = re.compile(r"[\W_]+")


def plain(text: str) -> str:
    """
    Text without case, spaces and punctuation, for comparing headings and words.

    >>> plain("Local authority (LA)"), plain("local_authority_la")
    ('localauthorityla', 'localauthorityla')
    """
    return NOT_PLAIN.sub("", text.casefold())


@dataclass(frozen=True)
class Column:
    """
    One column of a table.

    Attributes:
        name: The canonical heading.
        note: What it holds, in one sentence for people.
        kind: How its cells are read.
        example: A cell as it might stand.
        synonyms: Other headings for it, compared without case and punctuation.
        required: Whether the table is unusable without the column.
        vital: A row with a bad cell here is left out, not just the cell.
        words: The vocabulary of a `choice` or `list` (see `matchmaker.intake.words`);
            `None` takes any text.
        least: The smallest number allowed.
        most: The largest number allowed.
    """

    name: str
    note: str
    kind: Kind = "text"
    example: str = ""
    synonyms: tuple[str, ...] = ()
    required: bool = False
    vital: bool = False
    words: str | None = None
    least: int = 0
    most: int = LARGEST


@dataclass(frozen=True)
class Table:
    """
    One CSV file of the folder, or one sheet of the workbook.

    Attributes:
        name: The file's name without `.csv`, and the sheet's name.
        note: What its rows are.
        columns: In the order in which they are written.
        required: Whether a round is unreadable without it.
        one_of: Of each of these groups of columns at least one must be there.
    """

    name: str
    note: str
    columns: tuple[Column, ...]
    required: bool = False
    one_of: tuple[tuple[str, ...], ...] = ()

    @property
    def file(self) -> str:
        """The file's name in a folder."""
        return f"{self.name}.csv"

    def column(self, name: str) -> Column:
        """The column with this canonical name."""
        return next(column for column in self.columns if column.name == name)


def _place_columns(whose: str) -> tuple[Column, ...]:
    return (
        Column(
            "region",
            f"The {whose}'s region: one of the nine English regions. Left blank, it "
            "is found from the postcode or the local authority.",
            "region",
            "North West",
            ("government office region", "gor", "gor (name)", "english region"),
        ),
        Column(
            "authority",
            f"The {whose}'s local authority, by name.",
            "authority",
            "Lancashire",
            ("local authority", "la", "la name", "la (name)", "local authority name"),
        ),
        Column(
            "postcode",
            "The postcode, or its first half where the address should stay private.",
            "postcode",
            "PR1 8XJ",
            ("post code", "outcode", "postal code", "postcode district"),
        ),
        Column(
            "easting",
            "Metres on the British national grid, if known; else the postcode serves.",
            "whole number",
            "353900",
            ("eastings", "x"),
            most=700_000,
        ),
        Column(
            "northing",
            "Metres on the British national grid, if known; else the postcode serves.",
            "whole number",
            "429400",
            ("northings", "y"),
            most=1_300_000,
        ),
        Column(
            "precision",
            "Usually left blank. How well the place is known; if stated, the row's "
            "place and region are taken exactly as they stand.",
            "choice",
            "",
            ("place precision",),
            words="precision",
        ),
    )


SETTINGS = Table(
    "settings",
    "Settings that ask for support, or that employ a supporter: one row each.",
    (
        Column(
            "id",
            "Your own id for the setting, unique in the round.",
            "id",
            "S001",
            ("setting id", "setting ref", "setting reference", "ref", "reference"),
            required=True,
            vital=True,
        ),
        Column(
            "urn",
            "The unique reference number or Ofsted EY number, if there is one.",
            "id",
            "EY123456",
            ("ofsted urn", "unique reference number", "ey number", "ofsted number"),
        ),
        Column(
            "name",
            "The setting's name.",
            "text",
            "Sunny Days Nursery",
            ("setting name", "setting", "nursery", "establishment name", "school name"),
        ),
        Column(
            "setting_type",
            "What sort of setting it is, in the programme's words.",
            "choice",
            "private nursery",
            ("type", "type of setting", "provision type", "provider type"),
            words="setting_type",
        ),
        Column(
            "group",
            "The owner, trust or federation; settings of one group share it.",
            "text",
            "Bright Steps Ltd",
            ("owner", "trust", "trust name", "federation", "chain", "nursery group"),
        ),
        *_place_columns("setting"),
        Column(
            "ages",
            "Age bands cared for, in the programme's words, separated by semicolons.",
            "list",
            "2; 3-4",
            ("age bands", "age range", "age groups"),
            words="age",
        ),
        Column(
            "inspection_framework",
            "Who inspected, and how: Ofsted's overall judgement, Ofsted's report card "
            "(since November 2025), or an independent inspectorate. Left blank, it is "
            "the first of these three that uses the judgement's word.",
            "choice",
            "ofsted",
            ("framework", "inspectorate", "inspected by"),
            words="framework",
        ),
        Column(
            "judgement",
            "The latest inspection outcome; of a report card the lowest grade of any "
            "area.",
            "choice",
            "requires improvement",
            (
                "ofsted rating",
                "ofsted grade",
                "ofsted judgement",
                "rating",
                "ofsted",
                "inspection outcome",
                "overall effectiveness",
                "judgment",
            ),
            words="judgement",
        ),
        Column(
            "inspected_on",
            "The date of the latest inspection, day first.",
            "date",
            "14/03/2022",
            (
                "inspection date",
                "date of inspection",
                "last inspection",
                "ofsted date",
                "date of last inspection",
                "ofsted last inspection",
            ),
        ),
        Column(
            "safeguarding_met",
            "Under a report card: whether safeguarding was met.",
            "yes or no",
            "",
            ("safeguarding",),
        ),
        Column(
            "worst_judgement",
            "The worst overall judgement of recent years, where it is not the latest.",
            "choice",
            "inadequate",
            ("worst recent judgement", "previous judgement", "worst rating"),
            words="judgement",
        ),
        Column(
            "worst_judged_on",
            "The date of that worst judgement.",
            "date",
            "02/11/2020",
            (
                "worst judgement date",
                "previous inspection date",
                "date of worst judgement",
            ),
        ),
        Column(
            "eypp_percent",
            "Children with early years pupil premium, in whole percent.",
            "whole number",
            "24",
            ("eypp", "eypp %", "% eypp", "early years pupil premium"),
            most=100,
        ),
        Column(
            "send_percent",
            "Children with special needs or disabilities, in whole percent.",
            "whole number",
            "12",
            ("send", "send %", "% send", "sen %", "sen percent"),
            most=100,
        ),
        Column(
            "disadvantaged_twos",
            "How many funded two-year-olds attend.",
            "whole number",
            "6",
            (
                "funded twos",
                "funded two-year-olds",
                "disadvantaged two-year-olds",
                "funded 2 year olds",
            ),
            most=10_000,
        ),
        Column(
            "idaci_decile",
            "Income deprivation affecting children: 1 is the most deprived tenth.",
            "whole number",
            "2",
            ("idaci", "deprivation decile", "imd decile"),
            least=1,
            most=10,
        ),
        Column(
            "override_reason",
            "Why the local authority lets the setting in although it meets no "
            "priority test; blank otherwise.",
            "text",
            "",
            ("override", "la override", "reason for override"),
        ),
    ),
    required=True,
)

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
            "The id of the setting that asks, as in the settings table.",
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
            "start",
            "First day on which support is wanted; blank means the term's first day.",
            "date",
            "25/04/2022",
            ("start date", "from", "support from"),
        ),
        Column(
            "end",
            "Last day on which support is wanted; blank means the term's last day.",
            "date",
            "22/07/2022",
            ("end date", "to", "until", "support until"),
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

_PERSON = (
    Column(
        "id",
        "Your own id for the person, unique in the round.",
        "id",
        "P001",
        ("supporter id", "person id", "mentor id", "expert id", "ref", "reference"),
        required=True,
        vital=True,
    ),
    Column(
        "name",
        "The person's name.",
        "text",
        "Person One",
        ("full name", "supporter name", "supporter", "person"),
    ),
    Column(
        "email",
        "How to reach the person; never used to tell people apart.",
        "text",
        "person.one@example.org",
        ("e-mail", "email address", "e-mail address"),
    ),
    Column(
        "roles",
        "The roles the person holds, separated by semicolons.",
        "list",
        "mentor; expert",
        ("role", "roles held"),
        required=True,
        vital=True,
        words="role",
    ),
    Column(
        "regions",
        "Regions the person will work in besides their own, separated by semicolons.",
        "regions",
        "",
        ("other regions", "regions covered", "also works in"),
    ),
    Column(
        "authorities",
        "Local authorities the person knows or will travel to, separated by "
        "semicolons.",
        "authorities",
        "Lancashire; Blackpool",
        ("local authorities", "las", "authorities known", "other authorities"),
    ),
)

_BACKGROUND = (
    Column(
        "employer",
        "The id of the setting where the person works, as in the settings table.",
        "id",
        "S002",
        ("employer id", "employing setting", "workplace", "works at", "own setting"),
    ),
    Column(
        "employer_group",
        "The owner, trust or federation the person works for.",
        "text",
        "",
        ("employer trust", "employer owner", "employer's group"),
    ),
    Column(
        "employer_kind",
        "What the employer is: a setting, a local authority or a university.",
        "choice",
        "setting",
        ("type of employer", "employer type"),
        words="employer_kind",
    ),
    Column(
        "employer_framework",
        "Who inspected the employer, and how; as inspection_framework of settings.",
        "choice",
        "ofsted",
        ("employer inspection framework", "employer inspectorate"),
        words="framework",
    ),
    Column(
        "employer_judgement",
        "The employer's latest inspection outcome.",
        "choice",
        "good",
        (
            "employer ofsted rating",
            "employer rating",
            "employer ofsted",
            "employer judgment",
        ),
        words="judgement",
    ),
    Column(
        "employer_inspected_on",
        "The date of the employer's latest inspection, day first.",
        "date",
        "20/06/2019",
        ("employer inspection date", "employer ofsted date"),
    ),
    Column(
        "employer_safeguarding_met",
        "Under a report card: whether the employer met safeguarding.",
        "yes or no",
        "",
        ("employer safeguarding",),
    ),
    Column(
        "experience_years",
        "Whole years of experience in the early years, or the programme's field.",
        "whole number",
        "8",
        ("years of experience", "experience", "years experience"),
        most=70,
    ),
    Column(
        "qualification_level",
        "Level of the highest relevant qualification: 6 is a degree.",
        "whole number",
        "6",
        ("level", "qualification", "highest qualification level"),
        least=1,
        most=8,
    ),
    Column(
        "leadership",
        "Whether the person leads now, has led or supervised others, or has not.",
        "choice",
        "leading",
        ("leadership role", "leadership experience"),
        words="leadership",
    ),
    Column(
        "trained_on",
        "When the person completed the programme's training; blank means not yet.",
        "date",
        "04/03/2022",
        ("trained", "training date", "training completed", "date trained"),
    ),
    Column(
        "suitability",
        "Outcome of the checks needed for work on site; blank is never read as clear.",
        "choice",
        "clear",
        ("checks", "dbs", "dbs status", "dbs check"),
        words="suitability",
    ),
    Column(
        "specialisms",
        "Needs the person is good at, in the words of the requests' needs.",
        "list",
        "communication and language; send",
        ("specialism", "strengths", "areas of expertise", "expertise"),
        words="need",
    ),
    Column(
        "subjects",
        "Subjects the person can support, separated by semicolons.",
        "list",
        "",
        ("subject",),
        words="subject",
    ),
    Column(
        "phases",
        "Phases the person has worked in; blank means any.",
        "list",
        "early years",
        ("phase", "phases of education"),
        words="phase",
    ),
    Column(
        "setting_types",
        "Types of setting the person has worked in.",
        "list",
        "private nursery; preschool",
        ("setting types worked in", "types of setting", "setting type"),
        words="setting_type",
    ),
    Column(
        "ages",
        "Age bands the person has worked with.",
        "list",
        "2; 3-4",
        ("age bands", "age groups", "age range"),
        words="age",
    ),
    Column(
        "improved_setting",
        "Whether the person has moved a setting out of a poor judgement.",
        "yes or no",
        "yes",
        ("improvement experience", "has improved a setting"),
    ),
    Column(
        "mode",
        "How the person works; blank means either way.",
        "choice",
        "either",
        ("delivery", "delivery mode", "way of working"),
        words="mode",
    ),
    Column(
        "travel_limit",
        "Minutes the person will travel one way; blank means the programme's limit.",
        "whole number",
        "60",
        (
            "travel limit minutes",
            "max travel",
            "maximum travel time",
            "travel minutes",
            "max travel minutes",
        ),
        most=1440,
    ),
    Column(
        "days",
        "Half-days that suit: mon-am, tue (both halves), weekdays, any.",
        "half-days",
        "mon; wed-am",
        ("days that suit", "preferred days", "availability", "days available"),
    ),
    Column(
        "available_from",
        "First day on which the person is available; blank means always.",
        "date",
        "25/04/2022",
        ("from", "start", "start date", "available from date"),
    ),
    Column(
        "available_to",
        "Last day on which the person is available; blank means always.",
        "date",
        "22/07/2022",
        ("to", "until", "end", "end date", "available until"),
    ),
)


def _capacity_columns(programme: Programme) -> tuple[Column, ...]:
    """What a person can give in all, then in each role."""
    if programme.unit == "units":
        return (
            _amount("capacity", "places", "over all roles", ("places", "max"), "3"),
            *(
                _amount(f"{name}_capacity", "places", f"as {role.title.lower()}")
                for name, role in programme.roles.items()
                if role.matched
            ),
        )
    total = (
        _amount("capacity_days", "days", "over all roles",
                ("capacity", "days available in all", "total days"), "10"),
        _amount("capacity_hours", "hours", "over all roles", ("hours", "total hours")),
        _amount("capacity_minutes", "minutes", "over all roles, exactly: nothing is "
                "taken off for leading; usually left blank", ("minutes",)),
    )  # fmt: skip
    by_role = tuple(
        _amount(f"{name}_{unit}", unit, f"as {role.title.lower()}",
                (f"{role.title} {unit}", f"{unit} as {role.title}"))
        for name, role in programme.roles.items()
        if role.matched
        for unit in ("days", "hours", "minutes")
    )  # fmt: skip
    return (*total, *by_role)


def _amount(
    name: str, unit: str, what: str, synonyms: tuple[str, ...] = (), example: str = ""
) -> Column:
    exact = unit in ("minutes", "places")
    return Column(
        name,
        f"How many {unit} the person can give in this round, {what}.",
        "whole number" if exact else "amount",
        example,
        synonyms,
        vital=True,
    )


def _least_load(programme: Programme) -> Column:
    unit = "minutes" if programme.unit == "minutes" else "places"
    return Column(
        "minimum",
        f"How many {unit} the person must be given; blank means 0.",
        "whole number",
        "",
        ("min", "at least", "minimum load"),
        vital=True,
    )


def _supporters(programme: Programme) -> Table:
    capacity = _capacity_columns(programme)
    return Table(
        "supporters",
        "People who offer support: one row each.",
        (
            *_PERSON[:4],
            *_place_columns("person"),
            *_PERSON[4:],
            *capacity,
            _least_load(programme),
            *_BACKGROUND,
        ),
        required=True,
        one_of=(tuple(column.name for column in capacity),),
    )


_REQUEST_REF = Column(
    "request",
    "The request's id.",
    "id",
    "R001-expert",
    ("request id", "request ref", "request reference"),
    required=True,
    vital=True,
)
_SUPPORTER_REF = Column(
    "supporter",
    "The supporter's id.",
    "id",
    "P001",
    ("supporter id", "person", "person id", "mentor", "expert"),
    required=True,
    vital=True,
)


def _decisions(name: str, note: str) -> Table:
    return Table(
        name,
        note,
        (
            _REQUEST_REF,
            _SUPPORTER_REF,
            Column("reason", "Why, in the decider's words.", example="Agreed in March",
                   synonyms=("why", "note", "notes")),
            Column("by", "Who decided.", example="A. Coordinator",
                   synonyms=("decided by", "who", "author")),
            Column("date", "When it was decided.", "date", "10/03/2022",
                   ("on", "when", "decided on")),
        ),
    )  # fmt: skip


PINS = _decisions("pins", "Pairs that people decided: each must be in the plan.")
FORBIDS = _decisions("forbids", "Pairs that people ruled out.")

CONFLICTS = Table(
    "conflicts",
    "Conflicts of interest: why a person must not support a setting or a group.",
    (
        _SUPPORTER_REF,
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
        _SUPPORTER_REF,
        Column("minutes", "Minutes one way.", "whole number", "35",
               ("travel minutes", "time", "travel time"), required=True, vital=True,
               most=1440),
    ),
)  # fmt: skip

GIVEN_REQUESTS = Table(
    "requests",
    "What is asked for: one row for each request.",
    (
        REQUESTS.columns[0],
        *(REQUESTS.column(n) for n in ("demand", "minimum", "priority")),
    ),
    required=True,
)

PAIRS = Table(
    "pairs",
    "Pairs that are possible, with their points: nothing else can be paired.",
    (
        _REQUEST_REF,
        _SUPPORTER_REF,
        Column("points", "How good the pair is: a whole number, negative too, or with "
               "as many decimals as round.toml's `decimals` says.", "points", "75",
               ("score", "value", "weight"), required=True, vital=True),
        Column("load", "What the pair takes from the supporter's capacity; blank "
               "means 1.", "whole number", "1", ("size", "cost"), vital=True, least=1),
    ),
    required=True,
)  # fmt: skip


def _given_supporters(programme: Programme) -> Table:
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
        (_PERSON[0], capacity, _least_load(programme)),
        required=True,
    )


def tables_for(programme: Programme) -> dict[str, Table]:
    """The tables of a round of this programme, by name, in reading order."""
    if programme.scores == "given":
        tables = [GIVEN_REQUESTS, _given_supporters(programme), PAIRS, PINS, FORBIDS]
    else:
        tables = [
            SETTINGS,
            REQUESTS,
            _supporters(programme),
            PINS,
            FORBIDS,
            CONFLICTS,
            TRAVEL,
        ]
    return {table.name: table for table in tables}


ROUND_KEYS: dict[str, str] = {
    "programme": "The programme's name (such as early-years), or the path of your own "
    "programme file, relative to the round.",
    "term": "The round in words, such as Summer term 2022.",
    "start": "First day of the term.",
    "end": "Last day of the term.",
    "anchor_date": "The day to take as today; blank means the real today.",
    "objectives": "What is sought, in order, instead of the programme's own order.",
    "decimals": "How many decimals the points in pairs.csv have; blank means none.",
    "minimum_if_used": "Whether supporters' minimums hold only for those in use.",
    "budget": "Pounds by region; the key all holds for all regions together.",
}
"""Keys of round.toml, and of the workbook's sheet `round`, with what they mean."""
