"""Schools in each pay area, and hours trained there."""

from __future__ import annotations

from datetime import date

import pytest

from matchmaker.accounts import RateTables
from matchmaker.domain.organisation import Organisation
from matchmaker.domain.training import TrainingHours

DISTRICTS = {
    "inner": "E09000007",  # Camden
    "outer": "E09000003",  # Barnet
    "fringe": "E07000226",  # Crawley
    "rest": "E08000035",  # Leeds
}


@pytest.fixture(scope="session")
def tables() -> RateTables:
    return RateTables()


@pytest.fixture(scope="session")
def schools() -> dict[str, Organisation]:
    """A maintained school in each pay area, called by it, and an academy in Leeds."""
    maintained = {
        area: Organisation(
            id=area, name=f"{area} school", district=district, type="1", authority="LA"
        )
        for area, district in DISTRICTS.items()
    }
    academy = Organisation(id="academy", name="Ash", district="Leeds", type="34")
    return maintained | {"academy": academy}


@pytest.fixture(scope="session")
def hours():
    """Makes a record: 10 hours at the school in Leeds in 2025 to 2026, say."""

    def make(count: int, **more) -> TrainingHours:
        usual = {
            "claim": "C1",
            "mentor": "Ada",
            "provider": "Ash University",
            "school": "rest",
            "on": date(2025, 11, 4),
        }
        return TrainingHours(hours=count, **(usual | more))

    return make


@pytest.fixture
def own_tables(tmp_path):
    """Makes tables of which one is a changed copy of the shipped one."""

    def make(name: str, *changes: tuple[str, str]) -> RateTables:
        from importlib.resources import files

        shipped = files("matchmaker") / "rates" / f"{name}.csv"
        text = shipped.read_text("utf-8")
        for old, new in changes:
            assert old in text
            text = text.replace(old, new)
        (tmp_path / f"{name}.csv").write_text(text, "utf-8")
        return RateTables(tmp_path)

    return make
