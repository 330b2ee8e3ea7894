"""The tables that accounts are made from, besides a round and its plan."""

from __future__ import annotations

from matchmaker.intake.columns.base import Column, Table

ORGANISATIONS = Table(
    "organisations",
    "Who may be paid: a row a school or setting. Headings of the register (GIAS) will do.",
    (
        Column("id", "What other tables call it; blank takes the URN.", "id", "100001",
               ("organisation", "school id", "setting"), vital=True),
        Column("urn", "Its number in the register.", "id", "100001",
               ("school urn", "unique reference number"), vital=True),
        Column("name", "Its name.", example="Ash Primary School",
               synonyms=("establishmentname", "school name", "school")),
        Column("authority", "The local authority, which is paid for the schools that "
               "it maintains.", example="Camden",
               synonyms=("LA (name)", "local authority", "la")),
        Column("district", "The local authority district, by ONS code or by name. The "
               "pay area follows it.", example="E09000007",
               synonyms=("DistrictAdministrative (code)", "district code")),
        Column("type", "The type of establishment, by the register's code or name. It "
               "decides whether the school or its authority is paid.", example="1",
               synonyms=("TypeOfEstablishment (code)", "type code", "type of establishment",
                         "setting type")),
        Column("type_group", "The group of types.", example="LA maintained schools",
               synonyms=("EstablishmentTypeGroup (name)", "group", "school group")),
        Column("phase", "The phase of education.", example="Primary",
               synonyms=("PhaseOfEducation (name)",)),
        Column("urban_rural", "The register's word for the place.", example="Urban city",
               synonyms=("UrbanRural (name)",)),
        Column("section_41", "Whether an independent school is approved under section "
               "41, without which it has no grants for early career teachers.",
               "choice", "approved", ("Section41Approved (name)", "section 41 approved"),
               words="section 41"),
    ),
    one_of=(("id", "urn"),),
)  # fmt: skip

TRAINING = Table(
    "training",
    "Hours that mentors trained, or will train, with providers: a row a mentor and claim.",
    (
        Column("claim", "The claim's reference; blank where there is none yet.", "id",
               "C0001", ("claim reference", "reference"), vital=True),
        Column("mentor", "The mentor.", "id", "T1",
               ("mentor id", "trn"), required=True, vital=True),
        Column("provider", "The accredited provider.",
               "text", "Ash University", ("accredited provider", "provider name"),
               required=True, vital=True),
        Column("school", "The school that claims: its id, URN or exact name.", "id", "100001",
               ("school urn", "urn", "organisation"), required=True, vital=True),
        Column("date", "The day of the training, or on which it ended. Its rate counts.",
               "date", "04/11/2024", ("on", "training date"), required=True, vital=True),
        Column("hours", "Whole hours.", "whole number", "10", ("hours completed",),
               required=True, vital=True, least=1, most=1000),
        Column("kind", "What kind of hours; blank means training.", "choice",
               "training", ("type of training",), vital=True, words="training kind"),
        Column("status", "How far the claim has come; blank means planned.", "choice",
               "submitted", ("claim status",), vital=True, words="claim status"),
        Column("submitted_on", "When the claim was submitted.", "date", "30/05/2025",
               ("submitted at", "claim submission date"), vital=True),
        Column("academic_year", "The year that the hours count in; blank leaves it to "
               "the date.", "text", "2024 to 2025", ("year",), vital=True),
    ),
)  # fmt: skip

TRAINING_DAYS = Table(
    "training_days",
    "Days that providers fixed for training together: a row a day.",
    (
        Column("provider", "The accredited provider.", "text", "Ash University",
               ("accredited provider",), required=True, vital=True),
        Column("date", "The day.", "date", "04/11/2024", ("on", "day"), required=True,
               vital=True),
        Column("hours", "How long it lasts.", "whole number", "6", ("length",),
               required=True, vital=True, least=1, most=24),
        Column("half_day", "The half it takes, am or pm; blank means both.", "choice",
               "am", ("half",), vital=True, words="half"),
    ),
)  # fmt: skip

INDUCTIONS = Table(
    "inductions",
    "Early career teachers with their mentors: a row a teacher, and one more after each "
    "change of mentor or school.",
    (
        Column("ect", "The early career teacher.", "id", "E1",
               ("early career teacher", "teacher"), required=True, vital=True),
        Column("mentor", "The mentor.", "id", "T1", ("mentor id",), required=True,
               vital=True),
        Column("school", "The school, which is paid: its id, URN or exact name.", "id", "100001",
               ("school urn", "urn", "organisation"), required=True, vital=True),
        Column("start", "First day of induction; after a change, the first day with the "
               "new mentor or at the new school.", "date", "01/09/2024",
               ("induction start", "start date"), required=True, vital=True),
        Column("until", "Last day before a change of mentor or school, or before induction "
               "was broken off; else blank.", "date", "31/08/2025",
               ("to", "end date", "last day"), vital=True),
        Column("fte_percent", "Full-time equivalent in percent, the same in all rows of a "
               "teacher; blank means 100.",
               "percent", "60", ("fte in percent",), vital=True, least=2, most=100),
        Column("slot", "The half-day of their meetings, where it is fixed.", "half-days",
               "mon-am", ("meeting",), vital=True),
        Column("slots", "Half-days that suit both, of which one is picked.", "half-days",
               "mon-am; tue-pm", ("half-days that suit", "days")),
    ),
)  # fmt: skip

MENTORS = Table(
    "mentors",
    "What is agreed with mentors of early career teachers: a row a mentor.",
    (
        Column("mentor", "The mentor.", "id", "T1", ("mentor id", "id"), required=True,
               vital=True),
        Column("minutes_a_week", "Time for meetings; blank compares with nothing.",
               "whole number", "90", ("minutes", "time"), vital=True, most=6000,
               unit="minutes"),
        Column("training_from", "First day of the mentor's own training; blank takes "
               "that of their first teacher in this ledger, else the round's.", "date", "01/09/2024", ("training start",),
               vital=True),
        Column("trains", "Whether the mentor takes the training; blank means yes.",
               "yes or no", "yes", ("takes training",), vital=True),
        Column("funded_before", "Whether the training was paid for already; blank means "
               "no.", "yes or no", "no", ("already funded",), vital=True),
        Column("engaged_percent", "How much of the training was done, as declared.",
               "percent", "80", ("engagement",), vital=True, most=100),
    ),
)  # fmt: skip

LEDGER_TABLES = (ORGANISATIONS, TRAINING, TRAINING_DAYS, INDUCTIONS, MENTORS)

LEDGER_WORDS: dict[str, dict[str, tuple[str, ...]]] = {
    "training kind": {
        "training": ("asynchronous", "initial", "refresher", "online"),
        "synchronous": ("synchronous day", "together", "training day"),
        "prior learning": ("prior", "credited"),
    },
    "claim status": {
        "planned": ("expected",),
        "draft": ("internal draft",),
        "submitted": (
            "payment in progress",
            "payment information requested",
            "payment information sent",
        ),
        "due": (),
        "paid": (
            "sampling in progress",
            "sampling provider not approved",
            "sampling not approved",
            "clawback requested",
            "clawback in progress",
        ),
        "rejected": ("payment not approved", "clawback complete", "refused"),
    },
    "section 41": {
        "approved": ("yes",),
        "not approved": ("no", "not applicable"),
    },
    "half": {"am": ("morning",), "pm": ("afternoon",)},
}
"""Words of these tables with their synonyms, the states of DfE's service among them."""
