"""People and schools of a ledger, named in several ways."""

from datetime import date

import pytest

from matchmaker.accounts import books_of_ledger
from matchmaker.accounts.known_names import with_known_names
from matchmaker.accounts.lines import total
from matchmaker.domain.induction import Induction, MentorTerms
from matchmaker.domain.ledger import Ledger
from matchmaker.domain.organisation import Organisation
from matchmaker.errors import InputError

START = date(2024, 9, 1)
SCHOOLS = {
    one.id: one
    for one in (
        Organisation(id="S1", urn="100001", name="Ash School", district="Leeds"),
        Organisation(id="S2", urn="100002", name="Elm School", district="Leeds"),
        Organisation(id="100003", name="Elm School", district="Leeds"),
    )
}


def induction(mentor="Ada", school="S1", ect="Eve") -> Induction:
    return Induction(ect=ect, mentor=mentor, school=school, start=START)


@pytest.mark.parametrize("said", ["S1", "s1", "100001", "Ash School", " ash  school"])
def test_a_school_is_found_by_id_urn_or_name(tables, hours, said):
    ledger = Ledger(
        organisations=SCHOOLS,
        training=(hours(10, school=said),),
        inductions=(induction(school=said),),
    )
    books = books_of_ledger(ledger, tables, START)
    assert {line.organisation for line in books.lines} == {"S1"}
    assert total(books.lines) == 43_800 + 367_610


@pytest.mark.parametrize("said", ["Elm School", "Oak School", "100009"])
def test_a_name_of_two_schools_or_of_none_is_not_guessed(tables, hours, said):
    ledger = Ledger(organisations=SCHOOLS, training=(hours(10, school=said),))
    with pytest.raises(InputError) as error:
        books_of_ledger(ledger, tables, START)
    assert error.value.faults == (f"no organisation has the id, URN or name '{said}'",)


def test_an_id_counts_before_a_urn():
    schools = {
        "1": Organisation(id="1", urn="2"),
        "2": Organisation(id="2", urn="1"),
    }
    ledger = Ledger(organisations=schools, inductions=(induction(school="2"),))
    assert with_known_names(ledger).inductions[0].school == "2"


def test_one_mentor_is_one_in_every_table(tables, hours):
    """Trained and agreed under other spellings: the first of them counts."""
    ledger = Ledger(
        organisations=SCHOOLS,
        training=(hours(10, mentor="ADA", school="S1"),),
        inductions=(induction(), induction("a.d.a", ect="Flo")),
        mentors={"ada": MentorTerms(mentor="ada", trains=False)},
    )
    named = with_known_names(ledger)
    assert {one.mentor for one in named.training} == {"ADA"}
    assert {one.mentor for one in named.inductions} == {"ADA"}
    assert list(named.mentors) == ["ADA"]
    # Who does not train earns no grant for it: 1,200 and 900 for each teacher.
    books = books_of_ledger(ledger, tables, START)
    assert total(books.lines) == 43_800 + 2 * 210_000


def test_the_round_s_spelling_counts_and_its_ids_stay_apart():
    ledger = Ledger(inductions=(induction("ada"), induction("ADA", ect="flo")))
    named = with_known_names(ledger, mentors=("Ada",), ects=("FLO",))
    assert {one.mentor for one in named.inductions} == {"Ada"}
    assert [one.ect for one in named.inductions] == ["Eve", "FLO"]
    apart = with_known_names(ledger, mentors=("ada", "ADA"))
    assert [one.mentor for one in apart.inductions] == ["ada", "ADA"]
