"""Words of a vocabulary in cells that hold several."""

import pytest

from matchmaker.intake import read_programme
from matchmaker.intake.vocabularies import Words

WORDS = Words(
    {
        "key stage 3": ("ks3", "3", "11-16", "drama"),
        "key stage 4": ("ks4", "4", "11 - 16"),
        "english": (),
        "drama": (),
        "design and technology": ("d&t",),
        "art, craft": (),
    }
)


@pytest.mark.parametrize(
    ("cell", "words"),
    [
        ("KS3/KS4", ["key stage 3", "key stage 4"]),
        ("Key stage 3 / 4", ["key stage 3", "key stage 4"]),
        ("11\u201316; English", ["key stage 3", "key stage 4", "english"]),
        ("Drama", ["drama"]),
        ("English & Drama; ks3", ["english", "drama", "key stage 3"]),
        ("English and drama + D&T", [None]),
        ("Drama/D&T", ["drama", "design and technology"]),
        ("design and technology", ["design and technology"]),
        ("Art, craft/drama", [None, None]),
        ("KS3/KS9", [None]),
        ("English and more", [None]),
    ],
)
def test_what_holds_only_words_is_apart(cell, words):
    assert [WORDS.find(entry) for entry in WORDS.split(cell)] == words


@pytest.mark.parametrize("programme", ["itt-mentors", "ecf-mentors"])
@pytest.mark.parametrize(
    ("ages", "stages"),
    [
        ("3-7", "01"),
        ("5 to 11", "12"),
        ("7-14", "23"),
        ("11-18", "345"),
        ("14-19", "45"),
    ],
)
def test_ranges_of_ages_mean_key_stages(programme, ages, stages):
    words = Words(read_programme(programme).fields["key_stages"].words)
    meant = [f"key stage {n}" if n != "0" else "early years" for n in stages]
    assert list(words.split(ages)) == meant
