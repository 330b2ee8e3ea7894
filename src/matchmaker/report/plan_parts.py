"""What several parts of `plan.json` are made of."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, WithJsonSchema

from matchmaker.domain.proof import ShownBy

Points = Annotated[int | Decimal, WithJsonSchema({"type": "number"})]
"""Points in the users' own unit: whole unless the round has decimals."""


class Part(BaseModel):
    """Part of the file: exactly these keys, each of exactly this type."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class LevelPart(Part):
    """How many requests have points in one of leximin's bands."""

    points: Points = Field(description="the lower edge of the band")
    requests: int


class ProofPart(Part):
    """How good the plan is in one objective, and how that was shown."""

    objective: str
    sense: Literal["maximise", "minimise"]
    value: Points | None
    bound: Points | None
    gap: Points | None
    shown_by: ShownBy
    tolerance: Points = Field(description="what later objectives may give up of it")
    levels: list[LevelPart] = Field(description="of leximin only, ascending")
