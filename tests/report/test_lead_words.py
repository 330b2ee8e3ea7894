"""Whoever leads is called what the programme calls them, everywhere."""

from __future__ import annotations

from dataclasses import replace

import pytest

from matchmaker.report.pictures.scene import Scene
from matchmaker.report.summary import spans_of, spans_text
from matchmaker.report.tables.leads import leads_table
from matchmaker.report.tables.supporters import supporters_table
from matchmaker.report.tables.team_notes import team_notes_table
from matchmaker.report.tables.teams import teams_table


@pytest.fixture
def lead_mentors(nurseries):
    """The nurseries, in a programme whose leads are lead mentors."""
    programme = nurseries.round.programme
    lead = programme.roles["area_lead"].model_copy(update={"title": "Lead mentor"})
    roles = programme.roles | {"area_lead": lead}
    called = programme.model_copy(update={"roles": roles})
    return replace(nurseries, round=nurseries.round.replace(programme=called))


@pytest.mark.parametrize("table", [teams_table, leads_table])
def test_tables_of_teams_are_headed_by_the_role(table, lead_mentors, nurseries):
    assert [c.heading for c in table(lead_mentors).columns[:2]] == [
        "Lead mentor",
        "Lead mentor name",
    ]
    assert table(nurseries).columns[0].heading == "Area lead"


def test_notes_and_caseloads_name_the_role(lead_mentors):
    assert team_notes_table(lead_mentors).columns[0].heading == "Lead mentor"
    assert supporters_table(lead_mentors).columns[-1].heading == "Lead mentor"


def test_sentences_and_pictures_name_the_role(lead_mentors):
    spans = spans_of(lead_mentors)
    assert spans is not None
    assert spans_text(spans) == "1 lead mentor leads 1 supporter."
    title = Scene(lead_mentors, frozenset()).title
    assert title == "Small programme: lead mentors and their teams"
