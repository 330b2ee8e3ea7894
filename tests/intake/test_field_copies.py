"""A copy of a round with fields, and with people who ask, is the round."""

from __future__ import annotations

import tempfile
from datetime import date
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from matchmaker.domain.field import ProgrammeField
from matchmaker.domain.request import Request
from matchmaker.domain.round import Round
from matchmaker.domain.setting import Setting
from matchmaker.domain.supporter import Supporter
from matchmaker.intake import parse_programme, read_round, write_round
from matchmaker.intake.cells import says_nothing, tidy
from matchmaker.intake.half_days import ALL_HALF_DAYS

GALLERY = parse_programme(
    Path(__file__).with_name("gallery.toml").read_text("utf-8"), "gallery.toml"
)
LETTERS = st.characters(exclude_categories=["C", "Z"]) | st.sampled_from(' =,;"0\n')
TEXTS = st.text(LETTERS, min_size=1, max_size=8).filter(
    lambda t: tidy(t) == t and not says_nothing(t)
)
KINDS = {
    "text": TEXTS.map(lambda text: (text,)),
    "number": st.integers(0, 1_000_000_000),
    "yes or no": st.booleans(),
    "date": st.dates(date(1950, 1, 1), date(2100, 12, 31)),
    "half-days": st.lists(st.sampled_from(ALL_HALF_DAYS), unique=True, min_size=1).map(
        tuple
    ),
}


def answers_to(field: ProgrammeField):
    if not field.words:
        return KINDS[field.kind]
    most = len(field.words) if field.kind == "list" else 1
    words = st.sampled_from(list(field.words))
    return st.lists(words, unique=True, min_size=1, max_size=most).map(tuple)


def answers_of(side: str):
    asked = {
        name: answers_to(field)
        for name, field in GALLERY.fields.items()
        if getattr(field, side) is not None
    }
    return st.fixed_dictionaries({}, optional=asked)


PEOPLE = st.builds(
    dict,
    name=st.just("") | TEXTS,
    email=st.none() | TEXTS,
    group=st.none() | TEXTS,
    region=st.sampled_from([None, "London"]),
    postcode=st.sampled_from([None, "LS6", "LS6 1AA"]),
)


@st.composite
def rounds(draw):
    asking = draw(st.integers(1, 3))
    keys = [f"N{i}" for i in range(asking)]
    # Everybody asks at least once, some twice.
    askers = [*keys, *draw(st.lists(st.sampled_from(keys), max_size=2))]
    order = dict.fromkeys(askers)
    halls = tuple(
        Setting(id=f"G{i}", fields=draw(answers_of("setting")))
        for i in range(draw(st.integers(0, 2)))
    )
    return Round(
        name="A round",
        programme=GALLERY,
        today=date(2026, 4, 1),
        settings=(*halls, *(Setting(id=key, **draw(PEOPLE)) for key in order)),
        requests=tuple(
            Request(
                id=f"R{i}",
                setting=key,
                role="guide",
                load=draw(st.integers(0, 500)),
                travel_limit=draw(st.none() | st.integers(0, 1440)),
                fields=draw(answers_of("request")),
            )
            for i, key in enumerate(askers)
        ),
        supporters=tuple(
            Supporter(
                id=f"P{i}",
                roles=("guide",),
                capacity=draw(st.integers(0, 500)),
                fields=draw(answers_of("supporter")),
            )
            for i in range(draw(st.integers(1, 2)))
        ),
    )


@settings(deadline=None, max_examples=60, suppress_health_check=list(HealthCheck))
@given(rounds())
def test_what_is_written_reads_back_equal(whole):
    with tempfile.TemporaryDirectory() as folder:
        reading = read_round(write_round(whole, folder))
    assert reading.round == whole
    assert not [p for p in reading.problems if p.level == "error"]


def test_whom_their_place_of_work_answers_for_keeps_the_answer(gallery, tmp_path):
    whole = gallery.read().round
    assert whole.supporters[0].fields["badge"] == ("brick",)
    assert read_round(write_round(whole, tmp_path / "copy")).round == whole
