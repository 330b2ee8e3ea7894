"""What a plan does although its programme warns of it: told everywhere, and no fault."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest
from openpyxl import load_workbook

from matchmaker.domain.field import Heading, ProgrammeField
from matchmaker.domain.rules import AtOnce, Experience, NotNamed, Travel
from matchmaker.reasons import WarnedPairing, WarnedParty, explain, warned_of
from matchmaker.reasons.explaining import explain_request
from matchmaker.report.pairing_words import pairing_lines
from matchmaker.report.plan_json import plan_document
from matchmaker.report.summary import summarise
from matchmaker.report.summary_view import summary_text
from matchmaker.report.warned import warned_text
from matchmaker.report.workbook import workbook_bytes
from matchmaker.verify import check


def warning(solved, *rules):
    """A solved round whose programme warns of these rules."""
    programme = solved.round.programme.model_copy(update={"warnings": rules})
    return replace(solved, round=solved.round.replace(programme=programme))


def said(solved):
    return [warned_text(one, solved.round) for one in warned_of(solved)]


@pytest.mark.parametrize(("limit", "told"), [(31, 0), (30, 0), (29, 1)])
def test_a_pairing_is_told_from_the_limit_on(nurseries, limit, told):
    far = warning(nurseries, Travel(limit_minutes=limit))

    assert said(far) == told * [
        "R1 of Sunny Days (N1) with Ada Lovell (S1): the journey takes 30 minutes; the limit is "
        f"{limit}."
    ]


def test_a_warning_speaks_of_its_roles_only(nurseries):
    assert said(warning(nurseries, Experience(years=9, roles=("mentor",)))) == []
    assert len(said(warning(nurseries, Experience(years=9, roles=("expert",))))) == 1


@pytest.mark.parametrize(("most", "told"), [(3, 0), (2, 0), (1, 1)])
def test_pairings_of_one_person_are_told_together(nurseries_paired, most, told):
    twice = warning(nurseries_paired(("R1", "S1"), ("R2", "S1")), AtOnce(most=most))

    found = warned_of(twice)
    assert [(one.rule, one.party) for one in found] == told * [("at_once", "S1")]
    assert all(isinstance(one, WarnedParty) for one in found)


def test_what_is_warned_of_breaks_no_rule(nurseries):
    far = warning(nurseries, Travel(limit_minutes=10), AtOnce(most=1))

    assert len(warned_of(far)) == 1
    assert check(far.round, far.plan) == check(nurseries.round, nurseries.plan)
    assert far.plan.pairings[0].points == 317


def test_it_stands_beside_the_reasons_of_the_pairing(nurseries):
    far = warning(nurseries, Travel(limit_minutes=25), Experience(years=9))

    (reason,) = explain_request(far, "R1").pairings
    assert pairing_lines(reason, far.round)[-2:] == (
        "Allowed, but look: the journey takes 30 minutes; the limit is 25.",
        "Allowed, but look: the experience is 5 years; 9 are needed.",
    )
    assert explain(far).pairings[0] == reason


def test_the_file_of_record_and_the_workbook_tell_it(nurseries):
    far = warning(nurseries, Travel(limit_minutes=25))
    reasons = explain(far)

    document = plan_document(far, reasons, {})
    assert document["warnings"] == [
        {"rule": "travel", "request": "R1", "supporter": "S1", "party": None}
    ]
    book = load_workbook(io.BytesIO(workbook_bytes(far, reasons, ())))
    rows = list(book["Warnings"].iter_rows(values_only=True))
    assert rows[1][:2] == ("R1", "S1")
    assert rows[1][3] == "the journey takes 30 minutes; the limit is 25"
    lines = [row[0] for row in book["Summary"].iter_rows(values_only=True)]
    assert "Allowed, but look at one thing (plan.xlsx, sheet Warnings)." in lines


def test_of_many_the_summary_shows_the_first_three(nurseries_paired):
    twice = nurseries_paired(("R1", "S1"), ("R2", "S1"))
    summary = summarise(
        warning(twice, Travel(limit_minutes=15), Experience(years=9)), ()
    )

    lines = summary_text(summary).splitlines()
    start = lines.index("Allowed, but look at 4 things (plan.xlsx, sheet Warnings):")
    assert lines[-1] == "  ... and 1 more."
    shown = " ".join(" ".join(lines[start:]).split())
    assert shown.count("the limit is 15.") == 2
    assert shown.count("years; 9 are needed.") == 1


def test_where_nothing_is_warned_of_nothing_is_said(nurseries):
    calm = warning(nurseries, Travel(limit_minutes=59))

    assert explain(calm).warned == ()
    assert "Allowed" not in summary_text(summarise(calm, ()))
    book = load_workbook(io.BytesIO(workbook_bytes(calm, explain(calm), ())))
    assert book["Warnings"]["A2"].value == "Nothing is to be looked at."


def test_a_warned_pairing_is_known_by_its_key(nurseries):
    (one,) = warned_of(warning(nurseries, Travel(limit_minutes=1)))

    assert isinstance(one, WarnedPairing)
    assert (one.broken.rule, one.broken.evidence.value) == ("travel", 30)


def test_an_answer_that_is_private_is_not_repeated(nurseries):
    title = "Who manages you"
    field = ProgrammeField(title=title, kind="list", request=Heading(), private=True)
    rule = NotNamed(field="boss")
    programme = nurseries.round.programme.model_copy(
        update={"warnings": (rule,), "fields": {"boss": field}}
    )
    asked = nurseries.round.requests[0].model_copy(update={"fields": {"boss": ("S1",)}})
    whole = nurseries.round.replace(
        programme=programme, requests=(asked, *nurseries.round.requests[1:])
    )
    assert said(replace(nurseries, round=whole)) == [
        "R1 of Sunny Days (N1) with Ada Lovell (S1): see what they answered under "
        "'Who manages you', which is private."
    ]
