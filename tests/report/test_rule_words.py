"""Every rule has words, for values that are there and values that are missing."""

from __future__ import annotations

from datetime import date

import pytest

from matchmaker.candidates import Evidence
from matchmaker.domain.programme import Programme
from matchmaker.domain.rules import COUPLING_RULES, PAIR_RULES
from matchmaker.report.rules import rule_words

NAMES = [rule.model_fields["name"].default for rule in (*PAIR_RULES, *COUPLING_RULES)]

PROGRAMME = Programme.model_validate(
    {
        "name": "museum",
        "title": "Museum volunteers",
        "nouns": {"request": "newcomer", "supporter": "guide"},
        "roles": {"guide": {"title": "Guide"}},
        "criterion": [{"name": "needs", "weight": 1}],
        "objective": [{"name": "points"}],
        "field": {
            name: {"title": title, "kind": kind, "request": {}, "supporter": {}}
            for name, title, kind in (
                ("topics", "Topics", "list"),
                ("times", "Times", "half-days"),
                ("seasons", "Seasons", "number"),
                ("consent", "Consent", "yes or no"),
                ("friends", "Friends", "list"),
                ("confirmed", "Confirmed", "date"),
            )
        },
    }
)

SAID = [
    ("role", ("mentor", "area_lead"), "expert", "this person's role is mentor and area lead; an expert is needed"),
    ("role", (), "mentor", "no role is known for this person; a mentor is needed"),
    ("setting_type", "childminder", ("preschool",), "the setting is a childminder, a type not served"),
    ("setting_type", None, ("preschool",), "the type of the setting is not known, so it cannot be served"),
    ("priority_test", 12, 20, "the setting meets no test of need: early years pupil premium is 12% of its children, 20% would do, and no other test is met either"),
    ("priority_test", None, 20, "the setting meets no test of need: its share of early years pupil premium is not known, 20% would do, and no other test is met either"),
    ("experience", 1, 3, "the experience is 1 year; 3 are needed"),
    ("experience", None, 3, "the years of experience are not known; 3 are needed"),
    ("qualification", 5, 6, "the qualification is level 5; level 6 is needed"),
    ("qualification", None, 6, "the level of qualification is not known; level 6 is needed"),
    ("employer", "inadequate", ("outstanding", "good"), "the employer is judged inadequate; outstanding or good is needed"),
    ("employer", "good", ("outstanding", "good"), "the employer is judged good, but does not meet the safeguarding standards"),
    ("employer", "sound", (), "the employer is judged sound under a framework that is not accepted"),
    ("employer", None, None, "the judgement of the employer is not known; a good one is needed"),
    ("leadership", "supervising", "leading", "this person has led or supervised others, but does not lead now; someone who leads others now is needed"),
    ("leadership", None, "supervising", "it is not known whether this person has led others; someone who has led or supervised others is needed"),
    ("training", date(2022, 5, 1), date(2022, 4, 25), "the training is complete on 1 May 2022; support starts on 25 April 2022"),
    ("training", None, date(2022, 4, 25), "no completed training is on record; support starts on 25 April 2022"),
    ("training", None, None, "no completed training is on record; the day when support starts is not known"),
    ("checks", "barred", ("face-to-face",), "this person is barred from this work"),
    ("checks", "unknown", ("face-to-face", "virtual"), "the checks on this person are not known to be clear; working face to face or virtually needs clear checks"),
    ("own_setting", "N4", "N4", "this person works at the setting that asks (N4)"),
    ("own_group", "Bright Ltd", "Bright Ltd", "this person works for Bright Ltd, which runs this setting too"),
    ("conflict", "line management", "N4", "there is a conflict of line management on record with N4"),
    ("conflict", None, None, "a conflict of interest is on record"),
    ("window", ("2022-05-01", ""), ("2022-04-25", "2022-07-22"), "this person is available from 1 May 2022; the support runs from 25 April 2022 to 22 July 2022"),
    ("window", ("", "2022-05-01"), ("", ""), "this person is available until 1 May 2022; the support runs at any time"),
    ("region", ("London", "East"), "North West", "this person works in London and East; the setting is in North West"),
    ("region", (), "North West", "the region where this person works is not known; the setting is in North West"),
    ("region", ("London",), None, "this person works in London; the region of the setting is not known"),
    ("mode", "virtual", "face-to-face", "this person works only virtually; support is wanted face to face"),
    ("mode", None, "virtual", "how this person works is not known; support is wanted virtually"),
    ("phase", ("primary", "secondary"), "early years", "this person works in primary and secondary; early years is asked for"),
    ("phase", (), "early years", "the phases are not known; early years is asked for"),
    ("travel", 95, 60, "the journey takes 95 minutes; the limit is 60"),
    ("travel", None, 60, "the length of the journey is not known; the limit is 60 minutes"),
    ("forbidden", "fell out", "Kay", "Kay ruled this pair out, because: fell out"),
    ("forbidden", "", "", "a person ruled this pair out; no reason was given"),
    ("demand", 3, 2, "the request would get 3; it asks for 2"),
    ("demand", None, 2, "the request would get more than the 2 it asks for"),
    ("capacity", 1080, 360, "this takes 18 hours; this person can give it 6 hours at the most"),
    ("capacity", None, 360, "what this takes is not known; this person can give it 6 hours at the most"),
    ("minimum", 1, 2, "1 would be given; at least 2 must be"),
    ("minimum", None, 2, "nothing is given; at least 2 must be"),
    ("pinned", "old friends", None, "a person decided this pairing, because: old friends"),
    ("pinned", None, None, "a person decided this pairing; no reason was given"),
    ("apart", "R2", ("Ann", "siblings"), "this person supports R2, kept apart from this request (Ann: siblings)"),
    ("apart", None, None, "this person supports a request that is kept apart from this one"),
    ("together", "R2", ("Ann",), "whoever comes must support R2 too (Ann)"),
    ("together", None, None, "whoever comes must support another request too"),
    ("both_or_none", "R2", ("one building",), "R2, tied to this request, gets nobody either (one building)"),
    ("both_or_none", None, None, "a request tied to this one gets nobody, so neither does this one"),
    ("exclusive", ("R2", "P2"), None, "a person ruled this out while R2 has P2"),
    ("exclusive", None, ("Ann",), "a person ruled this out together with another pair of the plan (Ann)"),
    ("budget", 150_000, 120_050, "£1,500 would be spent; the budget is £1,200.50"),
    ("budget", None, 120_000, "what would be spent is not known; the budget is £1,200"),
    ("group_limit", 5, 4, "this person would have 5 pairings with settings of one owner; the limit is 4"),
    ("group_limit", None, 4, "the owner of the setting is not known; the limit is 4"),
    ("quota", 4, "at most 3 pairings in London", "there would be 4; the quota is at most 3 pairings in London"),
    ("quota", None, "no pairings in London", "the quota is no pairings in London"),
    ("contrast", "P7", "employer group (Oaks)", "P7 supports the setting already and has the same employer group (Oaks)"),
    ("contrast", None, None, "this person supports the setting already"),
    ("at_once", 3, 2, "this person would have 3 pairings at once; the limit is 2"),
    ("at_once", None, 2, "at most 2 pairings may be under way at once"),
    ("different_people", "area_lead", None, "this person helps the setting as an area lead already"),
    ("different_people", None, None, "this person helps the setting in another role already"),
    ("own_setting", "N5", "N4", "this person works at N5; only N4's own people may come"),
    ("own_setting", None, "N4", "this person works at an unknown place; only N4's own people may come"),
    ("overlap:topics", ("ships", "coins"), ("maps", "clocks"), "under 'Topics' this person says ships and coins; maps or clocks is asked for"),
    ("overlap:times", ("mon-am",), ("tue-pm",), "under 'Times' this person says Monday morning; Tuesday afternoon is asked for"),
    ("overlap:topics", (), ("maps",), "this person says nothing under 'Topics'; maps is asked for"),
    ("overlap:topics", ("ships",), (), "the request says nothing under 'Topics'"),
    ("differ:topics", ("ships", "coins"), None, "both say ships and coins under 'Topics', where they must differ"),
    ("level:seasons", 0, 1, "under 'Seasons' this person stands no higher; at least 1 above is needed"),
    ("level:seasons", -2, 0, "under 'Seasons' this person stands 2 below; the same or above is needed"),
    ("level:seasons", 4, 3, "under 'Seasons' this person stands 4 above; at most 3 above is needed"),
    ("level:seasons", 1, 0, "under 'Seasons' this person stands 1 above; the same or below is needed"),
    ("level:seasons", -3, -2, "under 'Seasons' this person stands 3 below; at most 2 below is needed"),
    ("level:seasons", -1, -2, "under 'Seasons' this person stands 1 below; at least 2 below is needed"),
    ("level:seasons", None, 1, "under 'Seasons' one side has no answer; at least 1 above is needed"),
    ("answered:consent:supporter", False, None, "the guide's answer under 'Consent' is no; yes is needed"),
    ("answered:consent:request", None, None, "the newcomer's answer under 'Consent' is missing"),
    ("answered:topics:supporter", ("ships",), ("maps", "clocks"), "the guide's answer under 'Topics' is ships; maps or clocks is needed"),
    ("answered:topics:supporter", (), ("maps",), "the guide's answer under 'Topics' is missing; maps is needed"),
    ("answered:seasons:supporter", 2, 3, "the guide's answer under 'Seasons' is 2; at least 3 is needed"),
    ("answered:seasons:supporter", 4, 3, "the guide's answer under 'Seasons' is 4; at most 3 is needed"),
    ("recent:confirmed:supporter", 91, 90, "the guide's date under 'Confirmed' is 91 days past; at most 90 will do"),
    ("recent:confirmed:request", None, 90, "the newcomer's date under 'Confirmed' is missing"),
    ("not_named:friends:request", "ada", None, "the newcomer's answer under 'Friends' names ada"),
    ("not_self", "ada", "ada", "ada is the person who asks"),
    ("employed", None, None, "it is not known where this person works"),
    ("employed", "S9", None, "this person works at S9, which is not in the round"),
    ("named", ("request",), None, "the list of who asks leaves this person out"),
    ("named", ("supporter",), None, "this person's list leaves out who asks"),
    ("named", ("request", "supporter"), None, "the lists of both leave the other out"),
    ("not_each_other", "R7", None, "the person who asks supports this person already (R7)"),
    ("not_each_other", None, None, "the person who asks supports this person already"),
]  # fmt: skip


KEYS = list(dict.fromkeys(key for key, *_ in SAID))


def test_every_rule_is_tried():
    assert {key.partition(":")[0] for key in KEYS} == set(NAMES)


@pytest.mark.parametrize("key", KEYS)
def test_every_rule_has_a_label(key):
    label = rule_words(key, PROGRAMME).LABEL

    assert label
    assert not label.endswith(".")
    assert "{" not in label


@pytest.mark.parametrize(("key", "value", "limit", "words"), SAID)
def test_a_rule_says_value_limit_and_unit(key, value, limit, words):
    assert rule_words(key, PROGRAMME).sentence(Evidence(value, limit)) == words


@pytest.mark.parametrize(
    ("key", "label"),
    [
        ("overlap:topics", "with nothing in common under 'Topics'"),
        ("answered:topics:supporter", "where the guide's answer under 'Topics' does not do"),
        ("answered:topics:request", "where the newcomer's answer under 'Topics' does not do"),
    ],
)  # fmt: skip
def test_labels_of_rules_about_fields_name_the_field_and_the_party(key, label):
    words = rule_words(key, PROGRAMME)

    assert label == words.LABEL


def test_labels_tell_the_rules_apart():
    labels = [rule_words(key, PROGRAMME).LABEL for key in KEYS]

    assert len(set(labels)) == len(labels)
