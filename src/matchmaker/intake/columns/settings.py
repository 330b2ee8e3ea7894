"""The settings table."""

from __future__ import annotations

from matchmaker.intake.columns.base import Column, Table
from matchmaker.intake.columns.place import place_columns

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
        *place_columns("setting"),
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
            "percent",
            "24",
            ("eypp", "eypp %", "% eypp", "early years pupil premium"),
            most=100,
        ),
        Column(
            "send_percent",
            "Children with special needs or disabilities, in whole percent.",
            "percent",
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
        Column(
            "successor",
            "The id of the setting that took this one over, if it has closed: whatever "
            "names this setting then means that one.",
            "list",
            "",
            ("successor id", "successor urn", "successors", "taken over by"),
        ),
    ),
    required=True,
)
