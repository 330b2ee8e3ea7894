"""A tiny round in which everything holds, and ways to change one thing in it."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from matchmaker.domain.programme import Programme
from matchmaker.domain.request import Request
from matchmaker.domain.round import Round
from matchmaker.domain.setting import Setting
from matchmaker.domain.supporter import Supporter
from matchmaker.verify import broken_rules, confidence_of, points_of

ROLES = {
    "expert": {
        "title": "Expert",
        "load_days": 3,
        "delivery": "face-to-face",
        "region_rule": "required",
    },
    "mentor": {"title": "Mentor", "load_hours": 6, "delivery": "virtual"},
    "area_lead": {"title": "Area lead", "matched": False},
}
NURSERY = {"id": "nursery", "setting_type": "preschool", "region": "London"}
ADA = {"id": "ada", "roles": ("expert", "mentor"), "capacity": 2160, "region": "London"}
ASKS = {
    "id": "help",
    "setting": "nursery",
    "role": "expert",
    "load": 1080,
    "start": date(2022, 4, 25),
    "end": date(2022, 7, 22),
}


class Small:
    """Builds rounds of one nursery, one request and Ada, with changes."""

    def programme(self, *parts: Any, **fields: Any) -> Programme:
        """A programme with some rules and criteria."""
        known = {
            "name": "small",
            "title": "Small",
            "roles": ROLES,
            "rule": [part for part in parts if hasattr(part, "kind")],
            "criterion": [part for part in parts if not hasattr(part, "kind")],
            "objective": [{"name": "coverage"}, {"name": "points"}],
        }
        return Programme.model_validate(known | fields)

    def round(
        self,
        *parts: Any,
        setting: dict[str, Any] | None = None,
        request: dict[str, Any] | None = None,
        supporter: dict[str, Any] | None = None,
        programme: dict[str, Any] | None = None,
        **fields: Any,
    ) -> Round:
        """A round with some rules and criteria, and some fields changed."""
        known = {
            "name": "Summer term 2022",
            "programme": self.programme(*parts, **(programme or {})),
            "today": date(2022, 3, 1),
            "settings": (Setting(**(NURSERY | (setting or {}))),),
            "requests": (Request(**(ASKS | (request or {}))),),
            "supporters": (Supporter(**(ADA | (supporter or {}))),),
        }
        return Round(**(known | fields))

    def broken(self, rule: Any, **changes: Any) -> str | None:
        """What the one pair of the round breaks of a rule."""
        made = self.round(rule, **changes)
        found = dict(broken_rules(made, made.requests[0], made.supporters[0]))
        return found.get(rule.key)

    def points(self, criterion: Any, *parts: Any, **changes: Any) -> tuple[int, int]:
        """Points and confidence of the one pair in one criterion."""
        made = self.round(criterion, *parts, **changes)
        pair = (made, made.requests[0], made.supporters[0])
        return points_of(*pair)[criterion.key], confidence_of(*pair)


@pytest.fixture
def small() -> Small:
    """The builder of tiny rounds."""
    return Small()
