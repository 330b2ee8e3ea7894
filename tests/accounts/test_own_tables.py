"""Tables of one's own: copied, edited, and used in place of the shipped ones."""

from datetime import date

import pytest

from matchmaker.accounts import RateTables, books_of_plan, write_tables
from matchmaker.accounts.tables import LAYOUTS, TABLES_OF
from matchmaker.domain.ledger import Ledger
from matchmaker.domain.plan import Pairing, Plan
from matchmaker.domain.request import Request
from matchmaker.domain.round import Round
from matchmaker.domain.supporter import Supporter
from matchmaker.errors import InputError, OutputError
from matchmaker.intake import read_programme

DAY = date(2022, 4, 25)


@pytest.fixture
def lines():
    """The lines of a plan of programme A: one mentor's day."""
    whole = Round(
        name="Summer",
        programme=read_programme("early-years"),
        start=DAY,
        today=DAY,
        supporters=(Supporter(id="lee", roles=("mentor",), capacity=360),),
        requests=(Request(id="R1", role="mentor", load=360),),
    )
    paired = Pairing(
        request="R1", supporter="lee", role="mentor", points=0, criteria={}, load=360
    )

    def made(tables):
        plan = Plan(pairings=(paired,))
        return books_of_plan(whole, plan, Ledger(), tables, DAY).lines

    return made


def test_a_plan_is_paid_at_its_rounds_rates_and_names_their_table(lines):
    (line,) = lines(RateTables())
    assert (line.pence, line.version) == (40_000, RateTables()["day_rates"].version)


def test_day_rates_of_ones_own_take_their_place(lines, own_tables):
    own = own_tables("day_rates", ("mentor,40000", "mentor,41000"))
    (line,) = lines(own)
    assert (line.pence, line.version) == (41_000, own["day_rates"].version)
    assert own["day_rates"].version != RateTables()["day_rates"].version


def test_another_table_of_ones_own_leaves_them(lines, own_tables):
    (line,) = lines(own_tables("terms", ("12-31", "12-20")))
    assert line.pence == 40_000


def test_day_rates_of_other_programmes_only_are_refused(lines, own_tables):
    own = own_tables("day_rates", ("early-years", "mine"))
    with pytest.raises(InputError, match="no rows for programme 'early-years'"):
        lines(own)


def test_a_role_without_a_rate_on_the_day_tells_what_to_do(lines, own_tables):
    own = own_tables(
        "day_rates", ("mentor,40000,2022-04-01", "mentor,40000,2022-04-26")
    )
    with pytest.raises(InputError, match="init early-years FOLDER --rates") as error:
        lines(own)
    assert error.value.faults == ("mentor on 2022-04-25",)


@pytest.mark.parametrize(
    ("name", "kind"),
    [("early-years", "days"), ("itt-mentors", "training"), ("ecf-mentors", "induction"),
     ("mentor-buddies", "buddies"), ("childminders", "groups")],
)  # fmt: skip
def test_the_copy_is_what_is_shipped_of_what_the_programme_needs(name, kind, tmp_path):
    names = write_tables(read_programme(name), tmp_path)
    assert names == tuple(f"{table}.csv" for table in TABLES_OF[kind])
    own = RateTables(tmp_path)
    for table in TABLES_OF[kind]:
        assert own.own(table) == RateTables()[table]


def test_every_table_is_some_programmes():
    assert {name for names in TABLES_OF.values() for name in names} == set(LAYOUTS)


def test_a_table_that_is_there_is_not_written_over(tmp_path):
    (tmp_path / "terms.csv").write_text("mine")
    with pytest.raises(OutputError, match=r"holds terms\.csv already"):
        write_tables(read_programme("childminders"), tmp_path)


def test_a_programme_that_pays_nobody_has_no_tables(tmp_path):
    with pytest.raises(InputError, match="neither accounts nor rates"):
        write_tables(read_programme("edumentoring"), tmp_path)
