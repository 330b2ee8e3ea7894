"""A programme that counts places has no use for time, nor for money by the day."""

import pytest
from pydantic import ValidationError

from matchmaker.domain.programme import Programme

RATE = {"role": "guide", "pence_per_day": 40_000}


def faults(unit, rates=(), **role) -> str:
    data = {
        "name": "places",
        "title": "Places",
        "unit": unit,
        "roles": {"guide": {"title": "Guide", **role}},
        "criterion": [{"name": "needs", "weight": 1}],
        "objective": [{"name": "coverage"}],
        "rate": rates,
    }
    try:
        Programme.model_validate(data)
    except ValidationError as error:
        return str(error)
    return ""


@pytest.mark.parametrize(
    "key", ["load_days", "load_hours", "load_minutes", "lead_days"]
)
def test_a_role_takes_time_only_where_minutes_are_counted(key):
    assert faults("minutes", **{key: 2}) == ""
    assert f"has {key}, but the programme counts no minutes" in faults(
        "units", **{key: 2}
    )
    assert faults("units", **{key: 0}) == ""


def test_day_rates_need_days():
    # A place taken for a minute would cost next to nothing, and any budget would do.
    assert faults("minutes", rates=[RATE]) == ""
    assert "rates, which are for days" in faults("units", rates=[RATE])
