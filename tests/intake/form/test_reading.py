"""From a form's answers to a round."""

import csv

import pytest

from matchmaker.errors import InputError
from matchmaker.intake.form import mapping_text, read_form


def meanings(reading):
    return {m.heading: m for _, found in reading.understood for m in found}


def test_one_form_holds_those_who_ask_who_offer_and_who_do_both(form, person):
    path = form(person("Ann", "Mentee"), person("Bea", "Mentor"), person("Cy", "Both"))
    whole = read_form([path]).round
    assert [request.id for request in whole.requests] == ["row-2", "row-4"]
    assert [supporter.id for supporter in whole.supporters] == ["row-3", "row-4"]
    assert whole.setting_by_id["row-2"].name == "Ann"
    assert whole.supporter("row-4").name == "Cy"


def test_questions_are_understood_and_answers_read(form, person):
    ann = person("Ann", "Mentee", wants="Behaviour management, Workload")
    reading = read_form([form(ann, person("Bea", "Mentor", offers="Assessment"))])
    asked, offered = reading.round.requests[0], reading.round.supporters[0]
    assert asked.fields["topics"] == ("behaviour", "workload and wellbeing")
    assert asked.fields["career_stage"] == ("early career teacher",)
    assert asked.fields["consent"] is True
    assert offered.fields["topics"] == ("assessment",)
    assert (offered.email, offered.capacity) == ("bea@example.org", 1)
    assert meanings(reading)["Full name"].columns == ("name",)


def test_problems_name_the_question_and_the_row_of_the_form(form, person):
    reading = read_form([form(person("Ann", "Mentee", wants="Laminating"),
                              person("Bea", "Mentor"))])  # fmt: skip
    (problem,) = [p for p in reading.problems if p.value == "Laminating"]
    assert (problem.file, problem.row) == ("responses.csv", 2)
    assert problem.column == "If you want a mentor: what would you like support with?"


def test_who_names_no_side_is_reported_and_the_others_go_on(form, person):
    reading = read_form(
        [
            form(
                person("Ann", "Mentee"),
                person("Bea", "Mentor"),
                person("Di", "Perhaps"),
            )
        ]
    )
    assert len(reading.round.requests) == len(reading.round.supporters) == 1
    (problem,) = [p for p in reading.problems if p.level == "error"]
    assert problem.row == 4
    assert "Perhaps" in problem.problem
    assert "both" in problem.remedy


def test_who_answered_twice_counts_once_with_the_later_answers(form, person):
    early = person("Ann", "Mentee", wants="Behaviour")
    late = person("Ann", "Mentee", wants="Planning")
    reading = read_form([form(early, person("Bea", "Mentor"), late)])
    (request,) = reading.round.requests
    assert request.fields["topics"] == ("planning",)
    assert any(p.row == 2 and "row 4" in p.problem for p in reading.problems)


def test_two_people_may_share_an_address(form, person):
    ann, abe = person("Ann", "Mentee"), person("Abe", "Mentee", email="ann@example.org")
    whole = read_form([form(ann, abe, person("Bea", "Mentor"))]).round
    assert len(whole.requests) == 2


def test_a_form_that_names_no_sides_cannot_be_read(form, person, tmp_path):
    path = form(person("Ann", "Mentee"))
    text = path.read_text("utf-8").replace("Would you like to be", "Tell us about")
    text = text.replace("a mentor, a mentee or both?", "yourself")
    path.write_text(text.replace("Mentee", "Hello"), "utf-8")
    with pytest.raises(InputError, match="no question says who asks and who offers"):
        read_form([path])


def test_a_mapping_corrects_what_was_understood(form, person, tmp_path):
    path = form(person("Ann", "Mentee", school="Behaviour"), person("Bea", "Mentor"))
    mapping = tmp_path / "mapping.toml"
    mapping.write_text(
        '[columns]\n"Name of your school" = "topics wanted"\n'
        '"If you want a mentor: what would you like support with?" = ""\n',
        "utf-8",
    )
    (request,) = read_form([path], mapping=mapping).round.requests
    assert request.fields["topics"] == ("behaviour",)
    assert "school" not in request.fields


def test_the_mapping_shown_is_one_that_can_be_read(form, person, tmp_path):
    path = form(person("Ann", "Mentee"), person("Bea", "Mentor"))
    first = read_form([path])
    mapping = tmp_path / "understood.toml"
    mapping.write_text(mapping_text(first.understood[0][1]), "utf-8")
    again = read_form([path], mapping=mapping)
    assert again.round == first.round
    assert [m.columns for m in again.understood[0][1]] == [
        m.columns for m in first.understood[0][1]
    ]


def test_a_mapping_that_names_no_column_says_which_there_are(form, person, tmp_path):
    path = form(person("Ann", "Mentee"), person("Bea", "Mentor"))
    mapping = tmp_path / "mapping.toml"
    mapping.write_text('[columns]\n"Full name" = "scool"\n', "utf-8")
    with pytest.raises(InputError, match='Did you mean "school"'):
        read_form([path], mapping=mapping)


def write(path, headings, *rows):
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([headings, *rows])
    return path


def test_two_files_hold_the_two_sides(tmp_path):
    headings = ["first name", "last name", "email", "career stage", "consent"]
    mentees = write(tmp_path / "my mentees.csv", headings,
                    ["Ann", "Lee", "a@x.org", "NQT", "yes"])  # fmt: skip
    mentors = write(tmp_path / "my mentors.csv", headings,
                    ["Bea", "May", "b@x.org", "Head", "yes"],
                    ["Ann", "Lee", "A@x.org", "NQT", "yes"])  # fmt: skip
    whole = read_form([mentees, mentors]).round
    assert [q.id for q in whole.requests] == ["mentee-2"]
    assert [s.id for s in whole.supporters] == ["mentor-2", "mentee-2"]
    assert whole.setting_by_id["mentee-2"].name == "Ann Lee"


def test_two_files_must_say_who_stands_in_them(tmp_path):
    one = write(tmp_path / "a.csv", ["name"], ["Ann"])
    two = write(tmp_path / "b.csv", ["name"], ["Bea"])
    with pytest.raises(InputError, match="does not say who stands in it"):
        read_form([one, two])


def test_a_programme_in_which_settings_ask_has_no_form(form, person):
    with pytest.raises(InputError, match="settings ask"):
        read_form([form(person("Ann", "Mentee"))], "early-years")


def earlier(folder, *pairs, waiting=()):
    headings = ["Mentee", "Mentee email", "Mentor", "Mentor email", "State"]
    rows = [
        [
            one,
            f"{one.lower()}@example.org",
            other,
            f"{other.lower()}@example.org",
            state,
        ]
        for one, other, state in pairs
    ]
    write(folder / "introductions.csv", headings, *rows)
    waits = [[one, f"{one.lower()}@example.org", rounds] for one, rounds in waiting]
    write(folder / "waiting.csv", ["Mentee", "Mentee email", "Rounds waited"], *waits)
    return folder


def test_pairs_in_contact_stay_silent_ones_part_and_who_waited_comes_first(
    form, person, tmp_path
):
    people = [person(name, "Mentee") for name in ("Ann", "Abe", "Amy")]
    path = form(*people, person("Bea", "Mentor"), person("Bob", "Mentor"))
    before = earlier(
        tmp_path,
        ("Ann", "Bea", "in contact"),
        ("Abe", "Bob", "no answer"),
        ("Gone", "Bob", "introduced"),
        waiting=[("Amy", 1)],
    )
    whole = read_form([path], earlier=before).round
    assert [(p.request, p.supporter) for p in whole.pins] == [("row-2", "row-5")]
    assert [(f.request, f.supporter) for f in whole.forbids] == [("row-3", "row-6")]
    assert [q.unmet_before for q in whole.requests] == [0, 1, 2]


def test_a_state_that_is_not_known_keeps_the_two_together(form, person, tmp_path):
    path = form(person("Ann", "Mentee"), person("Bea", "Mentor"))
    reading = read_form([path], earlier=earlier(tmp_path, ("Ann", "Bea", "dunno")))
    assert len(reading.round.pins) == 1
    assert any(p.column == "State" and p.value == "dunno" for p in reading.problems)


def test_a_folder_without_introductions_is_no_earlier_round(form, person, tmp_path):
    with pytest.raises(InputError, match=r"introductions\.csv"):
        read_form([form(person("Ann", "Mentee"))], earlier=tmp_path / "nothing")


def test_who_was_silent_two_rounds_ago_is_not_introduced_again(form, person, tmp_path):
    path = form(person("Ann", "Mentee"), person("Bea", "Mentor"))
    before = earlier(tmp_path, ("Gone", "Bob", "introduced"))
    written = before / "round"
    written.mkdir()
    # There they stood in other rows than now.
    write(
        written / "mentees.csv",
        ["id", "name", "email"],
        ["row-8", "Ann", "ann@example.org"],
    )
    write(
        written / "mentors.csv",
        ["id", "name", "email"],
        ["row-9", "Bea", "Bea@example.org"],
    )
    write(written / "forbids.csv", ["request", "supporter"], ["row-8", "row-9"])
    whole = read_form([path], earlier=before).round
    assert [(f.request, f.supporter) for f in whole.forbids] == [("row-2", "row-3")]


def told(reading):
    """What was read freely, by how it was put."""
    return {
        p.value: p.problem for p in reading.problems if " was read as " in p.problem
    }


def test_nobody_is_lost_over_how_they_put_it(form, person):
    ann = person("Ann", "I'd like a mentor", stage="ECT Year 2", consent="I agree")
    bea = person("Bea", "I'm happy to mentor", stage="Head of Maths")
    reading = read_form([form(ann, bea)])
    (request,), (mentor,) = reading.round.requests, reading.round.supporters
    assert request.fields["career_stage"] == ("early career teacher",)
    assert request.fields["consent"] is True
    assert mentor.fields["career_stage"] == ("middle leader",)
    assert told(reading) == {
        "I'd like a mentor": '"I\'d like a mentor" was read as "mentee"',
        "ECT Year 2": '"ECT Year 2" was read as "early career teacher"',
        "I agree": '"I agree" was read as "yes"',
        "I'm happy to mentor": '"I\'m happy to mentor" was read as "mentor"',
        "Head of Maths": '"Head of Maths" was read as "middle leader"',
    }


def test_each_wording_is_told_once_with_how_often_it_stands(form, person):
    people = [
        person(name, "Both", consent="I consent") for name in ("Ann", "Bea", "Cy")
    ]
    reading = read_form([form(*people)])
    (problem,) = [p for p in reading.problems if p.value == "I consent"]
    assert problem.row == 2
    assert problem.problem.endswith('was read as "yes" (and in 2 other rows)')


def test_of_several_words_in_one_answer_none_is_guessed(form, person):
    bea = person("Bea", "Mentor", stage="Deputy head and SENCo")
    reading = read_form([form(person("Ann", "Mentee"), bea)])
    assert "career_stage" not in reading.round.supporters[0].fields
    assert any(p.value == "Deputy head and SENCo" for p in reading.problems)


@pytest.mark.parametrize(
    ("said", "capacity"), [("1-2", 1), ("Just two", 2), ("lots", 1), ("0", 0), ("2", 2)]
)
def test_a_mentor_takes_the_least_that_they_named_or_the_usual(
    tmp_path, said, capacity
):
    path = tmp_path / "responses.csv"
    path.write_text(
        "Email,Name,Mentor or mentee,Consent,How many mentees could you take?\n"
        f"a@x.org,Ann,mentee,yes,\nb@x.org,Bea,mentor,yes,{said}\n",
        "utf-8",
    )
    (mentor,) = read_form([path]).round.supporters
    assert mentor.capacity == capacity


def test_one_name_from_two_addresses_is_told_and_never_paired_with_itself(form, person):
    one = person("Ann Able", "Mentee", email="ann@home.org")
    other = person("Dr Ann ABLE", "Mentor", email="ann@school.org")
    reading = read_form([form(one, other, person("Bea", "Both"))])
    assert [(f.request, f.supporter) for f in reading.round.forbids] == [
        ("row-2", "row-3")
    ]
    (problem,) = [p for p in reading.problems if "another address" in p.problem]
    assert problem.row == 3
    assert "row 2" in problem.problem


def test_rows_of_titles_may_stand_over_the_questions(form, person):
    path = form(person("Ann", "Mentee"), person("Bea", "Mentor"))
    path.write_text(f"Our mentors,,\n\nSummer term\n{path.read_text('utf-8')}", "utf-8")
    whole = read_form([path]).round
    assert [request.id for request in whole.requests] == ["row-5"]


def test_what_gives_points_and_was_not_read_is_named_with_its_weight(form, person):
    reading = read_form([form(person("Ann", "Mentee"), person("Bea", "Mentor"))])
    # Topics and career stage are asked of both sides; the phase of nobody.
    assert "Topics" not in reading.unread
    assert "Career stage" not in reading.unread
    assert list(reading.unread)[:2] == ["Phase", "Subjects"]
    assert reading.unread["Phase"] == 15
