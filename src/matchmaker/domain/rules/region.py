"""The supporter works in the setting's region."""

from typing import Literal

from matchmaker.domain.rules.base import Rule


class Region(Rule):
    """The supporter works in the setting's region, for roles that require it."""

    name: Literal["region"] = "region"
