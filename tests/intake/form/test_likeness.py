"""Questions of forms, and the headings that they mean."""

import pytest

from matchmaker.intake.form.likeness import ENOUGH, EXACT, likeness


@pytest.mark.parametrize(
    ("question", "form"),
    [
        ("Email Address", "email address"),
        ("Name of your school *", "school name"),
        ("What is your current role?", "current role"),
    ],
)
def test_the_same_words_are_the_same_question(question, form):
    assert likeness(question, [form]) == EXACT


@pytest.mark.parametrize(
    ("question", "form"),
    [
        ("If you want a mentor: what would you like support with?",
         "what would you like support with"),
        ("Which phase of education do you mostly work in?", "phase of education"),
        ("Wich subject do you teech?", "what subject do you teach"),
    ],
)  # fmt: skip
def test_more_words_or_a_slip_are_likely_the_same(question, form):
    assert ENOUGH <= likeness(question, [form]) < EXACT


def test_a_heading_that_is_more_of_the_question_is_more_like_it():
    question = "What would you like support with?"
    near = likeness(question, ["what would you like help with"])
    assert likeness(question, ["what would you like support with"]) > near


@pytest.mark.parametrize("question", ["Anything else?", "", "Timestamp", "?!"])
def test_other_questions_are_not(question):
    assert likeness(question, ["school name", "email", "topics wanted"]) < ENOUGH
