"""Files read back as the round they were written from; injected faults are reported."""

from collections import defaultdict

import numpy as np
import pytest

from matchmaker.errors import InputError
from matchmaker.generate import (
    RATES,
    generate_files,
    generate_given,
    generate_round,
    write_round,
    write_supporters,
)
from matchmaker.intake import read_programme, read_round


@pytest.fixture(scope="module")
def whole(early_years):
    return generate_round(early_years, 120, seed=9)


@pytest.fixture(scope="module")
def dirty(whole, tmp_path_factory):
    """A dirty folder, what was put in, and the problems found at each row."""
    folder = tmp_path_factory.mktemp("dirty")
    always = dict.fromkeys(("byte order mark", "Windows encoding"), 1.0)
    injected = generate_files(whole, folder, seed=9, rates={**RATES, **always})
    found = defaultdict(list)
    for problem in read_round(folder).problems:
        found[problem.file, problem.row].append(problem)
    return folder, injected, found


def contents(folder):
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def test_a_clean_round_reads_back_as_it_was(whole, tmp_path):
    write_round(whole, tmp_path)
    reading = read_round(tmp_path)
    assert reading.round == whole
    assert not [p for p in reading.problems if p.level == "error"]


def test_exact_places_and_unknown_ones_read_back_as_they_were(whole, tmp_path):
    first, second, *others = whole.settings
    exact = {"easting": 430_001, "northing": 434_001, "precision": "exact"}
    moved = first.model_copy(update=exact | {"postcode": "LS2 9JT"})
    nowhere = {"postcode": None, "precision": "authority"}
    vague = second.model_copy(update=nowhere)
    other = whole.replace(settings=(moved, vague, *others))
    write_round(other, tmp_path)
    assert read_round(tmp_path).round.settings == other.settings


def test_a_round_of_given_scores_reads_back_as_it_was(given_scores, tmp_path):
    whole = generate_given(given_scores, 20, 10, density=0.3, seed=2, points=(-5, 5))
    write_round(whole, tmp_path)
    again = read_round(tmp_path).round
    assert again.replace(given=None) == whole.replace(given=None)
    for name in ("request", "supporter", "points", "load"):
        assert np.array_equal(getattr(again.given, name), getattr(whole.given, name))


def test_equal_seeds_give_equal_bytes(whole, tmp_path):
    for name, seed in (("a", 1), ("b", 1), ("c", 2)):
        generate_files(whole, tmp_path / name, seed=seed)
    assert contents(tmp_path / "a") == contents(tmp_path / "b")
    assert contents(tmp_path / "a") != contents(tmp_path / "c")


def test_every_kind_of_fault_occurs_and_no_row_has_two(dirty):
    _, injected, _ = dirty
    # The programme asks for no districts and no references.
    assert {fault.kind for fault in injected} == set(RATES) - {
        "unmapped district",
        "lost zeros",
    }
    rows = [(fault.file, fault.row) for fault in injected if fault.row]
    assert len(set(rows)) == len(rows)


def test_every_fault_that_matters_is_reported_where_it_is(dirty):
    _, injected, found = dirty
    for fault in injected:
        if fault.reported:
            columns = {problem.column for problem in found[fault.file, fault.row]}
            assert fault.column in columns, fault


def test_what_is_only_unusual_is_read(dirty):
    _, injected, found = dirty
    for fault in injected:
        if not fault.reported and fault.row:
            problems = found[fault.file, fault.row]
            assert not [p for p in problems if p.level == "error"], fault


def test_nothing_else_is_called_an_error(dirty):
    _, injected, found = dirty
    soiled = {(fault.file, fault.row) for fault in injected}
    for place, problems in found.items():
        for problem in problems:
            assert problem.level == "warning" or place in soiled, problem


def test_a_closed_setting_is_named_and_its_successor_is_meant(whole, tmp_path):
    injected = generate_files(whole, tmp_path, seed=1, rates={"closed setting": 0.01})
    (fault,) = injected
    reading = read_round(tmp_path)
    assert reading.round == whole
    closed = f"{fault.value}C"
    assert closed in (tmp_path / "requests.csv").read_text("utf-8")
    assert closed not in {setting.id for setting in reading.round.settings}


def test_schools_and_their_staff_have_the_faults_of_their_columns(tmp_path):
    whole = generate_round(read_programme("ecf-mentors"), 60, seed=1)
    kinds = {"unmapped district": 0.1, "lost zeros": 0.1}
    injected = generate_files(whole, tmp_path, seed=1, rates=kinds)
    assert {fault.kind for fault in injected} == set(kinds)
    reading = read_round(tmp_path)
    told = [(p.level, p.file, p.row, p.column) for p in reading.problems]
    assert told == [
        ("warning", "mentors.csv", fault.row, "trn")
        for fault in sorted(injected, key=lambda fault: fault.row)
        if fault.kind == "lost zeros"
    ]
    districts = [s.fields["district"] for s in reading.round.settings]
    assert districts.count(("9999",)) == 6


def test_rates_are_shares_of_the_rows(whole, tmp_path):
    injected = generate_files(
        whole, tmp_path, seed=1, rates={"missing URN": 0.25, "dummy URN": 0}
    )
    assert [fault.kind for fault in injected] == ["missing URN"] * 30  # of 120


def test_the_encodings_are_what_people_save(dirty):
    folder, _, _ = dirty
    assert (folder / "settings.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    windows = (folder / "supporters.csv").read_bytes()
    with pytest.raises(UnicodeDecodeError):
        windows.decode("utf-8")
    assert "Zoë" in windows.decode("cp1252")


@pytest.mark.parametrize("rates", [{"gremlins": 0.1}, {"bad date": 1.1}])
def test_unknown_dirt_is_refused_before_anything_is_written(whole, tmp_path, rates):
    with pytest.raises(InputError):
        generate_files(whole, tmp_path / "new", seed=1, rates=rates)
    assert not (tmp_path / "new").exists()


def test_supporters_alone_lie_beside_settings(whole, tmp_path):
    write_round(whole, tmp_path)
    before = (tmp_path / "supporters.csv").read_bytes()
    write_supporters(whole.supporters, whole.programme, tmp_path / "supporters.csv")
    assert (tmp_path / "supporters.csv").read_bytes() == before


def test_budgets_own_objectives_and_the_plan_before_read_back(whole, tmp_path):
    richer = whole.replace(
        budgets={"all": 1_234_505, "London": 0},
        objective_override=(
            {"name": "points", "tolerance": 3},
            "coverage",
            {"name": "fit", "blend": {"points": 2, "change": 1}},
        ),
        minimum_if_used=True,
        before=(
            {
                "request": whole.requests[0].id,
                "supporter": whole.supporters[0].id,
                "state": "started",
            },
        ),
    )
    write_round(richer, tmp_path)
    assert read_round(tmp_path).round == richer


def test_ties_and_exclusions_read_back(whole, tmp_path):
    one, other = (request.id for request in whole.requests[:2])
    person = whole.supporters[0].id
    record = {"reason": "siblings", "by": "Ann", "on": whole.today}
    pairs = {
        "request": one,
        "supporter": person,
        "other_request": other,
        "other_supporter": person,
    }
    tied = whole.replace(
        ties=[{"kind": "both-or-none", "request": one, "other": other, **record}],
        exclusions=[{**pairs, **record}],
    )
    write_round(tied, tmp_path)
    assert read_round(tmp_path).round == tied


def test_lists_rates_and_journeys_are_never_drawn_but_read_back(whole, tmp_path):
    person, *others = whole.supporters
    asked = whole.requests[0]
    ranked = {"preferences": ((asked.id,),), "pence_per_day": 27_050}
    told = whole.replace(
        supporters=(person.model_copy(update=ranked), *others),
        travel={(asked.setting, person.id): 12},
    )
    write_round(told, tmp_path)
    assert read_round(tmp_path).round == told
