"""The base of every record: frozen, and refusing what it does not know."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict


class Frozen(BaseModel):
    """A record that cannot be changed and takes no unknown fields."""

    model_config = ConfigDict(frozen=True, extra="forbid")
