"""`plan.json`: what stands in it, that it comes back, and that damage is noticed."""

from __future__ import annotations

import json
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matchmaker.domain.plan import Pairing
from matchmaker.domain.proof import Proof
from matchmaker.errors import InputError
from matchmaker.report.json_text import json_text
from matchmaker.report.plan_document import plan_schema
from matchmaker.report.plan_json import plan_document, write_plan
from matchmaker.report.plan_reading import read_plan
from matchmaker.report.points import in_users_unit, in_whole_points

MANIFEST = {"seed": 0, "files": {"round.toml": "ab" * 32}}


@pytest.fixture
def document(nurseries, why_nurseries):
    return plan_document(nurseries, why_nurseries, MANIFEST)


@pytest.fixture
def written(document, tmp_path):
    path = tmp_path / "plan.json"
    write_plan(document, path)
    return path


def rewrite(path, change):
    data = json.loads(path.read_text(encoding="utf-8"))
    change(data)
    path.write_text(json.dumps(data), encoding="utf-8")


def test_a_pairing_as_it_is_written(document):
    assert document["pairings"] == [
        {
            "request": "R1",
            "setting": "N1",
            "supporter": "S1",
            "role": "expert",
            "points": 317,
            "criteria": {"needs": 167, "travel_time": 150},
            "confidence": 100,
            "delivery": "face-to-face",
            "minutes": 30,
            "load": 360,
            "pence": 50_000,
            "pinned": False,
            "rank": 1,
            "candidates": 2,
            "runner_up": {"supporter": "S2", "points": 158, "margin": 159},
        }
    ]


def test_unmatched_requests_teams_and_proof_as_they_are_written(document):
    assert document["unmatched"] == [
        {
            "request": "R2",
            "role": "expert",
            "units": 1,
            "supporters": 4,
            "funnel": {"role": 1, "travel": 2},
            "candidates": 1,
            "taken": [{"supporter": "S1", "points": 325, "serves": ["R1"]}],
            "nearest": None,
        },
        {
            "request": "R3",
            "role": "mentor",
            "units": 1,
            "supporters": 4,
            "funnel": {"role": 3, "experience": 1},
            "candidates": 0,
            "taken": [],
            "nearest": {"supporter": "S4", "broken": ["experience"]},
        },
    ]
    assert document["teams"] == [{"lead": "S4", "members": ["S1"], "minutes": [None]}]
    assert document["breaches"] == [
        {
            "kind": "small team",
            "lead": "S4",
            "region": None,
            "people": ["S1"],
            "mend": {"short": 1, "takers": (("S1", ()),), "nearest": ()},
        }
    ]
    assert document["proof"][1] == {
        "objective": "points",
        "sense": "maximise",
        "value": 317,
        "bound": 317,
        "gap": 0,
        "shown_by": "prices",
        "tolerance": 0,
        "levels": [],
    }


def test_keys_stand_in_a_fixed_order(document):
    assert list(document) == [
        "schema",
        "programme",
        "round",
        "decimals",
        "pairings",
        "bonuses",
        "teams",
        "unled",
        "shared_leads",
        "team_proof",
        "jointly",
        "breaches",
        "warnings",
        "buddies",
        "groups",
        "stable",
        "stability",
        "unmatched",
        "proof",
        "manifest",
    ]


def test_a_plan_comes_back_equal(nurseries, written):
    read = read_plan(written)
    assert read[:3] == (nurseries.plan, nurseries.proof, MANIFEST)
    assert read.team_proof == nurseries.team_proof


def test_decimals_are_exact_both_ways(scored, why_scored, tmp_path):
    path = tmp_path / "plan.json"
    write_plan(plan_document(scored, why_scored, {}), path)

    data = json.loads(path.read_text(encoding="utf-8"), parse_float=Decimal)

    assert [pairing["points"] for pairing in data["pairings"]] == [
        Decimal("12.50"),
        Decimal("3.00"),
    ]
    assert '"points": 12.50,' in path.read_text(encoding="utf-8")
    coverage, points = data["proof"]
    assert (coverage["value"], coverage["gap"]) == (2, 0)
    assert (points["value"], points["bound"], points["gap"]) == (
        Decimal("15.50"),
        Decimal("16.00"),
        Decimal("0.50"),
    )
    assert read_plan(path)[:2] == (scored.plan, scored.proof)


def test_levels_and_tolerances_are_in_the_users_unit(scored, why_scored, tmp_path):
    fields = {"sense": "maximise", "shown_by": "solver"}
    leximin = Proof(
        objective="leximin", value=25, bound=25, levels=((25, 1), (1250, 2)), **fields
    )
    points = Proof(objective="points", value=1, bound=3, tolerance=250, **fields)
    fit = Proof(objective="fit", value=1, bound=3, tolerance=250, **fields)
    solved = replace(scored, proof=(leximin, points, fit))
    document = plan_document(solved, why_scored, {})
    first, second, third = document["proof"]
    assert [(str(one["points"]), one["requests"]) for one in first["levels"]] == [
        ("0.25", 1),
        ("12.50", 2),
    ]
    assert (str(second["tolerance"]), third["tolerance"]) == ("2.50", 250)
    write_plan(document, tmp_path / "plan.json")
    assert read_plan(tmp_path / "plan.json")[1] == solved.proof


@given(st.integers(-(2**62), 2**62), st.integers(0, 9))
def test_points_survive_their_unit(points, decimals):
    assert in_whole_points(in_users_unit(points, decimals), decimals) == points


def test_equal_plans_give_equal_bytes(document, written, tmp_path):
    write_plan(document, tmp_path / "again.json")

    assert (tmp_path / "again.json").read_bytes() == written.read_bytes()
    assert written.read_bytes().endswith(b"}\n")
    assert b"\r" not in written.read_bytes()


def test_json_is_the_usual_one_but_for_decimals(document):
    assert json_text(document) == (
        json.dumps(document, indent=1, ensure_ascii=False) + "\n"
    )


def test_floats_are_refused():
    with pytest.raises(TypeError, match="exact numbers only"):
        json_text({"points": 0.1})


def test_names_in_any_script_stay_as_they_are():
    assert (
        json_text(["Zoë", "日本", "\u2028"]) == '[\n "Zoë",\n "日本",\n "\u2028"\n]\n'
    )


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda d: d["pairings"][0].pop("supporter"), "pairings, entry 1, supporter"),
        (lambda d: d["pairings"][0].update(points="317"), "pairings, entry 1, points"),
        (lambda d: d["pairings"][0].update(pinned=1), "pairings, entry 1, pinned"),
        (lambda d: d["pairings"][0].update(points=317.5), "more than 0 decimals"),
        (lambda d: d["pairings"][0].update(extra=1), "pairings, entry 1, extra"),
        (lambda d: d.update(pairings={}), "pairings"),
        (lambda d: d["proof"][0].update(gap=1), "gap of 'coverage' does not follow"),
        (lambda d: d["proof"][0].update(shown_by="magic"), "proof, entry 1, shown_by"),
        (lambda d: d.update(decimals=10), "decimals"),
        (lambda d: d.pop("manifest"), "manifest"),
    ],
)
def test_damage_is_named(written, change, said):
    rewrite(written, change)

    with pytest.raises(InputError, match="is not a plan as matchmaker wrote it") as e:
        read_plan(written)

    assert said in str(e.value)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (b"{", "line 1"),
        (b"\xff\xfe", "UTF-8"),
        (b'{"a": NaN}', "NaN is not a number"),
        (b'{"a": 1, "a": 2}', "'a' stands twice"),
        (b"[" * 100_000, "is not a plan"),
    ],
)
def test_what_is_no_json_is_refused_in_plain_words(tmp_path, text, said):
    path = tmp_path / "plan.json"
    path.write_bytes(text)

    with pytest.raises(InputError) as refused:
        read_plan(path)

    assert said in str(refused.value)


@pytest.mark.parametrize(
    ("schema", "said"),
    [
        ("matchmaker/plan/2", "is of the schema 'matchmaker/plan/2'"),
        (None, "names no schema"),
    ],
)
def test_another_schema_is_refused(written, schema, said):
    rewrite(written, lambda data: data.update(schema=schema))

    with pytest.raises(InputError, match="reads 'matchmaker/plan/1' only") as refused:
        read_plan(written)

    assert said in str(refused.value)


def test_a_list_or_no_file_at_all_is_refused(tmp_path):
    (tmp_path / "list.json").write_text("[]", encoding="utf-8")

    with pytest.raises(InputError, match="names no schema"):
        read_plan(tmp_path / "list.json")
    with pytest.raises(InputError, match="cannot be read: No such file"):
        read_plan(tmp_path / "plan.json")


def test_many_faults_are_cut_short(written):
    rewrite(written, lambda d: d.update(unled=[1] * 25))

    with pytest.raises(InputError, match="and 15 more"):
        read_plan(written)


def test_every_field_of_pairings_and_proofs_is_written(document):
    assert set(Pairing.model_fields) <= set(document["pairings"][0])
    assert set(Proof.model_fields) <= set(document["proof"][0])


def test_the_schema_names_what_is_written(document):
    schema = plan_schema()

    assert set(schema["required"]) == set(document)
    assert set(schema["$defs"]["PairingPart"]["required"]) == set(
        document["pairings"][0]
    )
    assert schema["$defs"]["PairingPart"]["properties"]["points"]["type"] == "number"
