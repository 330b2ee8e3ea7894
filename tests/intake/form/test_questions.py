"""Questions as forms put them: what they are read as, and which name people unread."""

import pytest

from matchmaker.intake.form import read_form

PART = "Mentor or mentee?"


@pytest.fixture
def asking(tmp_path):
    """What a form with one more question is read as: (columns, questions told of)."""

    def asking(question, *answers):
        path = tmp_path / "responses.csv"
        people = ("Ann Able", "Bo Bell", "Cy Cole", "Di Dean", "Ed Eads", "Flo Fry")
        said = [*answers, *[""] * 6][:6]
        rows = [
            f"{name[:2]}@x.org,{name},{part},Yes,{answer}"
            for name, part, answer in zip(
                people, ("Mentee", "Mentor") * 3, said, strict=True
            )
        ]
        head = f"Email,Name,{PART},Consent,{question}"
        path.write_text("\n".join([head, *rows]), "utf-8")
        reading = read_form([path])
        ((_, meanings),) = reading.understood
        return meanings[-1].columns, reading.naming

    return asking


@pytest.mark.parametrize(
    ("question", "answer", "column"),
    [
        ("What can you offer help with?", "Behaviour", "topics offered"),
        ("Areas you can mentor in", "Behaviour", "topics offered"),
        # `needs` is a column of other programmes.
        ("What do you need support with?", "Behaviour", "topics wanted"),
        ("How many people can you mentor?", "2", "capacity"),
        ("Anyone you don't want to be matched with?", "Bo Bell", "not with"),
        ("Do you have a preferred mentor?", "Bo Bell", "preferences"),
        ("Where in the UK are you?", "Leeds", "region"),
    ],
)
def test_a_question_is_read_as(asking, question, answer, column):
    assert asking(question, *[answer] * 6) == ((column,), ())


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        ("Bo Bell", True),
        ("please not Ms BELL Bo", True),
        ("bo@x.org; nobody else", True),
        ("Bell", False),
        ("Ann Able", False),  # Herself.
        ("", False),
    ],
)
def test_a_question_that_names_people_and_was_not_read_is_told(asking, answer, told):
    question = "Whom did you fall out with?"
    assert asking(question, answer) == ((), (question,) if told else ())


def test_what_was_read_is_not_told(asking):
    assert asking("Who is your line manager?", "Bo Bell") == (("not with",), ())
