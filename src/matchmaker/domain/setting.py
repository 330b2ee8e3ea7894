"""Who asks: a nursery, a school, a childminder."""

from __future__ import annotations

from datetime import date

from matchmaker.domain.field import FieldValues
from matchmaker.domain.inspection import Inspection
from matchmaker.domain.located import Located


class Setting(Located):
    """
    A setting that asks for support, or that employs a supporter.

    Attributes:
        id: The users' own id, unique in the round.
        email: How to reach a person who asks; never used to tell people apart.
        urn: The id in a public register, if there is one.
        setting_type: A word of the programme's vocabulary.
        group: The owner, trust or federation; settings of one group share it.
        ages: Age bands cared for, in the programme's words.
        inspection: The latest inspection outcome.
        worst_judgement: The worst overall judgement since `worst_judged_on`,
            for programmes that favour settings with a recent poor one.
        worst_judged_on: The date of that judgement.
        eypp_percent: Share of children with early years pupil premium.
        send_percent: Share of children with special needs or disabilities.
        disadvantaged_twos: Count of funded two-year-olds.
        idaci_decile: Income deprivation affecting children; 1 is the most deprived.
        override_reason: Why the setting is let in without meeting a priority
            test: a recorded decision of the local authority.
        fields: Answers to the programme's own fields, by name.
    """

    id: str
    name: str = ""
    email: str | None = None
    urn: str | None = None
    setting_type: str | None = None
    group: str | None = None
    ages: tuple[str, ...] = ()
    inspection: Inspection | None = None
    worst_judgement: str | None = None
    worst_judged_on: date | None = None
    eypp_percent: int | None = None
    send_percent: int | None = None
    disadvantaged_twos: int | None = None
    idaci_decile: int | None = None
    override_reason: str | None = None
    fields: FieldValues = {}
