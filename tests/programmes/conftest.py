"""Small rounds for a shipped programme, through the same files that people fill in."""

import csv

import pytest

from matchmaker.intake import read_round
from matchmaker.pipeline import match
from matchmaker.verify import broken_rules

ROUND = """programme = "{programme}"
start = 2026-09-01
end = 2027-07-22
anchor_date = 2026-07-01
"""


def write_table(path, rows):
    """Rows as a CSV file; whoever says nothing in a column has a blank cell."""
    headings = list(dict.fromkeys(name for row in rows for name in row))
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, headings)
        writer.writeheader()
        writer.writerows(rows)


@pytest.fixture
def read(tmp_path):
    """A round of a shipped programme, from rows by the table's name."""

    def reading(programme, **tables):
        text = ROUND.format(programme=programme)
        (tmp_path / "round.toml").write_text(text, "utf-8")
        for name, rows in tables.items():
            write_table(tmp_path / f"{name}.csv", rows)
        return read_round(tmp_path).round

    return reading


@pytest.fixture
def paired():
    """Who has whom in the best plan of a round."""
    return lambda this: [(p.request, p.supporter) for p in match(this).plan.pairings]


@pytest.fixture
def rules_between():
    """The keys of the rules that a request and a supporter break."""

    def broken(this, request, supporter):
        two = this.request(request), this.supporter(supporter)
        return [key for key, _ in broken_rules(this, *two)]

    return broken
