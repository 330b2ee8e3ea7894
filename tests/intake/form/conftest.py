"""Forms as volunteers export them."""

import csv

import pytest

HEADINGS = {
    "Timestamp": "04/04/2020 10:00:00",
    "Email address": "",
    "Full name": "",
    "Would you like to be a mentor, a mentee or both?": "Mentee",
    "What is your current role?": "NQT",
    "Name of your school": "",
    "If you want a mentor: what would you like support with?": "",
    "If you want to mentor: what can you offer support with?": "",
    "I agree that my details are shared with my match": "Yes",
}
SHORT = {
    "email": "Email address",
    "name": "Full name",
    "part": "Would you like to be a mentor, a mentee or both?",
    "stage": "What is your current role?",
    "school": "Name of your school",
    "wants": "If you want a mentor: what would you like support with?",
    "offers": "If you want to mentor: what can you offer support with?",
    "consent": "I agree that my details are shared with my match",
}
"""Short names of the questions, for tests."""


@pytest.fixture
def form(tmp_path):
    """Write answers, each person's by short names, and give the file."""

    def form(*people, name="responses.csv"):
        headings = list(HEADINGS)
        path = tmp_path / name
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, headings)
            writer.writeheader()
            for person in people:
                said = {SHORT[key]: value for key, value in person.items()}
                writer.writerow(HEADINGS | said)
        return path

    return form


def person(name, part, **said):
    """Somebody's answers."""
    email = f"{name.lower()}@example.org"
    stage = "NQT" if part == "Mentee" else "Headteacher"
    return {"name": name, "email": email, "part": part, "stage": stage} | said


@pytest.fixture(name="person")
def person_fixture():
    """Somebody's answers, by short names of the questions."""
    return person
