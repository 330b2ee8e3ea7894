"""What is asked for: one need of one setting for one role."""

from __future__ import annotations

from datetime import date
from typing import Literal

from matchmaker.domain.field import FieldValues
from matchmaker.domain.frozen import Frozen
from matchmaker.domain.preferences import Ranked

Mode = Literal["face-to-face", "virtual", "either"]


class Request(Frozen):
    """
    One need of one setting for one role.

    Attributes:
        id: The users' own id, unique in the round.
        setting: The id of the setting that asks; `None` in rounds without settings.
        role: The role asked for.
        demand: Units wanted: each unit is a different supporter.
        minimum: Units that must be given, whatever it costs elsewhere.
        load: What one unit takes from a supporter's capacity: minutes, or units
            in programmes that count places.
        priority: Weight of one unit in coverage; `None` takes the programme's table.
        needs: What the setting needs, most important first.
        subjects: Subjects asked for.
        phase: Phase of education, in the programme's words.
        travel_limit: Minutes one way beyond which support on site is too far.
        mode: How support is wanted; `None` takes the role's usual delivery.
        offer: The kind of support asked for, in the programme's words.
        practitioners: How many practitioners are to be mentored.
        start: First day on which support is wanted.
        end: Last day.
        days: Half-days that suit, such as `mon-am`.
        applied_on: When the setting applied.
        unmet_before: Earlier rounds in which this need stayed unmet.
        preferences: Supporters whom those who ask would like, best first; the ids of
            equals stand together. Empty without a list.
        fields: Answers to the programme's own fields, by name.
    """

    id: str
    setting: str | None = None
    role: str
    demand: int = 1
    minimum: int = 0
    load: int = 1
    priority: int | None = None
    needs: tuple[str, ...] = ()
    subjects: tuple[str, ...] = ()
    phase: str | None = None
    travel_limit: int | None = None
    mode: Mode | None = None
    offer: str | None = None
    practitioners: int | None = None
    start: date | None = None
    end: date | None = None
    days: tuple[str, ...] = ()
    applied_on: date | None = None
    unmet_before: int = 0
    preferences: Ranked = ()
    fields: FieldValues = {}
