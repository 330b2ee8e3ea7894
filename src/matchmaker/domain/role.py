"""What one does in a programme, and how much of a supporter's time it takes."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from matchmaker.domain.field import FieldValues, words_of
from matchmaker.domain.frozen import Frozen
from matchmaker.domain.spelling import folded

Delivery = Literal["face-to-face", "virtual"]
RegionRule = Literal["required", "preferred", "off"]


class LoadBy(Frozen):
    """
    Loads that depend on what a request answers.

    Attributes:
        field: The request's field; its word picks the load.
        minutes: Minutes by word of that field.
        percent: A field of numbers, such as full-time equivalent in percent, by
            which the minutes are multiplied; no answer counts as 100.
    """

    field: str
    minutes: dict[str, Annotated[int, Field(ge=0)]] = Field(min_length=1)
    percent: str | None = None

    def word_in(self, answers: FieldValues) -> str | None:
        """The answered word that picks a load; `None` where none does."""
        words = words_of(answers.get(self.field))
        return next((word for word in words if word in self.minutes), None)

    def load_of(self, answers: FieldValues) -> int:
        """
        Minutes that these answers mean, rounded half up.

        Who gave no answer is given the most, so that nobody has too little time.
        """
        word = self.word_in(answers)
        minutes = max(self.minutes.values()) if word is None else self.minutes[word]
        share = answers.get(self.percent or "")
        percent = share if type(share) is int else 100
        return (minutes * percent + 50) // 100


class TravelBy(Frozen):
    """
    Limits of journeys that depend on what a request answers, such as whose trainee.

    Attributes:
        field: The request's field; its words pick the limit, the lowest of several.
        minutes: Minutes one way by word of that field, compared without case and
            punctuation. Whoever answers something else, or nothing, has no limit here.
    """

    field: str
    minutes: dict[str, Annotated[int, Field(ge=1, le=600)]] = Field(min_length=1)

    def limit_in(self, answers: FieldValues) -> int | None:
        """The limit that these answers mean; `None` for none."""
        minutes = {folded(word): limit for word, limit in self.minutes.items()}
        said = (folded(word) for word in words_of(answers.get(self.field)))
        return min((minutes[word] for word in said if word in minutes), default=None)


class Role(Frozen):
    """
    A role in a programme.

    Attributes:
        title: The role in words.
        matched: Whether requests ask for it; an area lead is not asked for.
        load_days: Days that one setting takes (or see `load_hours`).
        load_hours: Hours that one setting takes; added to the days.
        load_minutes: Minutes that one setting takes; added to days and hours.
        load_by: Loads by what a request answers, instead of all these.
        load_per: Whether the load is per setting or per practitioner mentored.
        travel_by: Limits of journeys by what a request answers; `None`: one for all.
        delivery: How the role usually works, where a request does not say.
        region_rule: Whether support must come from the setting's own region.
        lead_days: Days that the role keeps back before pairing.
        usual_capacity: What a person in this role gives who does not say, in the
            programme's unit; `None`: everybody must say.
        most_capacity: Nobody gives more in this role, whatever they say.
    """

    title: str
    matched: bool = True
    load_days: int = Field(default=0, ge=0)
    load_hours: int = Field(default=0, ge=0)
    load_minutes: int = Field(default=0, ge=0)
    load_by: LoadBy | None = None
    load_per: Literal["setting", "practitioner"] = "setting"
    travel_by: TravelBy | None = None
    delivery: Delivery = "virtual"
    region_rule: RegionRule = "off"
    lead_days: int = Field(default=0, ge=0)
    usual_capacity: int | None = Field(default=None, ge=0)
    most_capacity: int | None = Field(default=None, ge=0)

    def travel_limit(self, stated: int | None, answers: FieldValues) -> int | None:
        """
        The shorter of a request's own limit of journeys and that of what it answers.

        Args:
            stated: Minutes one way; `None` for no limit of its own.
            answers: What the request answers to the programme's fields.
        """
        named = self.travel_by.limit_in(answers) if self.travel_by else None
        return min((n for n in (stated, named) if n is not None), default=None)
