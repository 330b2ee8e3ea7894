"""The requests table."""

import pytest


def requests(desk):
    return desk.read().round.requests


def test_a_row_for_several_roles_becomes_a_request_for_each(desk):
    desk.change("requests.csv", "R1,S1,expert", 'R1,S1,"expert, Mentors"')
    assert [(r.id, r.role, r.load) for r in requests(desk)][:2] == [
        ("R1-expert", "expert", 1080),
        ("R1-mentor", "mentor", 360),
    ]


def test_an_offer_says_which_roles_give_it(desk):
    desk.change("requests.csv", "role", "offer").change(
        "requests.csv", "expert", "Whole setting"
    )
    desk.change("requests.csv", "mentor", "mentoring")
    assert desk.problems == ()
    assert [(r.id, r.role) for r in requests(desk)] == [
        ("R1-expert", "expert"),
        ("R1-mentor", "mentor"),
        ("R2", "mentor"),
        ("R3", "mentor"),
    ]


def test_needs_that_contain_a_comma_stay_whole(desk):
    desk.change(
        "requests.csv",
        "expert,send",
        'expert,"SEND, Personal, social and emotional development"',
    )
    assert requests(desk)[0].needs == (
        "send",
        "personal, social and emotional development",
    )


def test_a_bad_need_is_left_out_and_the_good_ones_kept(desk):
    problem = desk.change("requests.csv", "eal", "EAL; behavoir").problem
    assert (problem.level, problem.value) == ("warning", "behavoir")
    assert requests(desk)[1].needs == ("eal",)


@pytest.mark.parametrize(
    ("old", "new", "column"),
    [
        ("R1,S1", ",S1", "id"),
        ("R1,S1", "R1,", "setting"),
        ("R1,S1", "R1,S9", "setting"),
        ("R1,S1,expert", "R1,S1,coach", "role"),
        ("R1,S1,expert", "R1,S1,area lead", "role"),
        ("R1,S1,expert", "R1,S1,", "role"),
        ("expert,send,1,0", "expert,send,two,0", "demand"),
        ("expert,send,1,0", "expert,send,0,0", "demand"),
        ("expert,send,1,0", "expert,send,-1,0", "demand"),
        ("expert,send,1,0", "expert,send,99999999999999999999999,0", "demand"),
        ("expert,send,1,0", "expert,send,1,2", "minimum"),
    ],
)
def test_a_row_wrong_in_what_matters_is_left_out_and_the_others_go_on(
    desk, old, new, column
):
    desk.change("requests.csv", old, new)
    problem = desk.problem
    assert (problem.level, problem.row, problem.column) == ("error", 2, column)
    assert [request.id for request in requests(desk)] == ["R2", "R3"]


def test_a_minimum_equal_to_the_demand_may_stand(desk):
    desk.change("requests.csv", "expert,send,1,0", "expert,send,1,1")
    assert desk.problems == ()


def test_a_row_that_refers_to_a_row_left_out_says_so(desk):
    desk.add("settings.csv", "S2,Twin,,,,PR2,,,")
    desk.change("requests.csv", "R1,S1", "R1,s1")
    twin, reference = desk.problems
    assert twin.row == 4
    assert 'Did you mean "S1"?' in reference.remedy


def test_a_bad_setting_row_explains_the_requests_that_fall_with_it(desk):
    desk.change("supporters.csv", "P1,One,expert", "P1,One,wizard")
    desk.write("pins.csv", "request,supporter\nR1,P1\n")
    wizard, pin = desk.problems
    assert (wizard.file, wizard.row) == ("supporters.csv", 2)
    assert (
        'supporter "P1" was left out because of row 2 of supporters.csv' in pin.problem
    )


def test_dates_in_the_wrong_order_leave_the_row_out(desk):
    desk.change("requests.csv", "demand,minimum", "start,end")
    desk.change("requests.csv", "expert,send,1,0", "expert,send,02/05/2022,01/05/2022")
    desk.change("requests.csv", "eal,1,0", "eal,02/05/2022,02/05/2022")
    desk.change("requests.csv", "send,1,0", "send,,")
    assert (desk.problem.row, desk.problem.column) == (2, "end")


def test_a_row_whose_date_cannot_be_read_is_left_out(desk):
    # Without its date a request would be taken to want the whole term.
    desk.change("requests.csv", "demand,minimum", "start,minimum")
    desk.change("requests.csv", ",1,0", ",,0").change(
        "requests.csv", "eal,,0", "eal,tbc,0"
    )
    problem = desk.problem
    assert (problem.level, problem.value) == ("error", "tbc")
    assert "R2" not in {request.id for request in requests(desk)}


def test_requests_of_settings_that_the_programme_does_not_serve_are_warned_about(desk):
    desk.change("settings.csv", "preschool", "childminder")
    problem = desk.problem
    assert (problem.file, problem.level, problem.row) == ("requests.csv", "warning", 4)
    assert "does not serve settings of the type childminder" in problem.problem
    assert len(requests(desk)) == 3  # the matching itself says why nobody may


def test_practitioners_multiply_the_load_where_the_programme_says_so(desk):
    from importlib.resources import files

    text = (files("matchmaker") / "programmes" / "early-years.toml").read_text("utf-8")
    text = text.replace('load_per = "setting"', 'load_per = "practitioner"')
    desk.write("mine.toml", text).change("round.toml", '"early-years"', '"mine.toml"')
    desk.change("requests.csv", "demand", "Practitioners to be mentored")
    desk.change("requests.csv", "eal,1", "eal,3")
    assert [request.load for request in requests(desk)] == [1080, 3 * 360, 360]


def test_a_split_request_is_pinned_by_its_parts(desk):
    desk.change("requests.csv", "R1,S1,expert", 'R1,S1,"expert, mentor"')
    desk.write("pins.csv", "request,supporter\nR1,P1\nR1-mentor,P2\n")
    assert "became R1-expert, R1-mentor" in desk.problem.problem
    assert [pin.request for pin in desk.read().round.pins] == ["R1-mentor"]


def test_no_usable_row_is_said(desk):
    desk.write("requests.csv", "id,setting,role\nR1,S9,expert\n")
    _reference, empty = desk.problems
    assert empty.problem == "no row can be used"
    assert desk.read().round.requests == ()
