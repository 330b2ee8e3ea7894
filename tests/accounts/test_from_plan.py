"""What a plan adds to a ledger, and the accounts of plans of other kinds."""

from datetime import date

import pytest

from matchmaker.accounts import books_of_ledger, books_of_plan
from matchmaker.accounts.from_plan import (
    with_planned_inductions,
    with_planned_training,
)
from matchmaker.accounts.lines import total
from matchmaker.domain.buddies import BUDDY_OBJECTIVES, BuddyLink
from matchmaker.domain.induction import Induction, MentorTerms
from matchmaker.domain.ledger import Ledger
from matchmaker.domain.organisation import Organisation
from matchmaker.domain.plan import Pairing, Plan
from matchmaker.domain.programme import Programme
from matchmaker.domain.request import Request
from matchmaker.domain.round import Round
from matchmaker.domain.setting import Setting
from matchmaker.domain.supporter import Supporter
from matchmaker.domain.training import TrainingDay, TrainingHours
from matchmaker.errors import InputError

START = date(2024, 9, 2)
ASH, BEECH = ("Ash University",), ("Beech College",)


def programme_of(kind: str, **more) -> Programme:
    data = {
        "schema": 1,
        "name": "mine",
        "title": "Mine",
        "per": "a week",
        "roles": {
            "mentor": {
                "title": "Mentor",
                "load_by": {
                    "field": "year",
                    "minutes": {"one": 60, "two": 30},
                    "percent": "fte",
                },
            }
        },
        "field": {
            "provider": {"title": "Provider", "kind": "text", "request": {}},
            "district": {"title": "District", "kind": "text", "setting": {}},
            "fte": {"title": "FTE", "kind": "number", "request": {}},
            "year": {
                "title": "Year",
                "kind": "choice",
                "words": {"one": (), "two": ()},
                "request": {},
            },
        },
        "criterion": [{"name": "needs", "weight": 1}],
        "objective": [{"name": "points"}],
        "accounts": {"kind": kind},
    }
    return Programme.model_validate(data | more)


def school(name: str, district: str) -> Setting:
    return Setting(
        id=name,
        name=name,
        authority="LA",
        setting_type="1",
        fields={"district": (district,)},
    )


def round_of(kind: str, requests, supporters, **more) -> Round:
    return Round(
        name="x",
        programme=programme_of(kind, **more),
        start=START,
        today=START,
        settings=(school("S1", "Leeds"), school("S2", "Camden")),
        requests=tuple(requests),
        supporters=tuple(supporters),
    )


def mentor(name: str, employer: str | None = "S1", **more) -> Supporter:
    return Supporter(
        **(
            {"id": name, "roles": ("mentor",), "capacity": 90, "employer": employer}
            | more
        )
    )


def asked(name: str, provider=ASH, **more) -> Request:
    fields = {"provider": provider} if provider else {}
    return Request(
        **({"id": name, "setting": "S1", "role": "mentor", "fields": fields} | more)
    )


def plan_of(*pairs) -> Plan:
    return Plan(
        pairings=tuple(
            Pairing(
                request=r,
                setting="S1",
                supporter=s,
                role="mentor",
                points=0,
                criteria={},
            )
            for r, s in pairs
        )
    )


class TestTraining:
    def test_every_mentor_trains_once_with_each_provider(self, tables):
        matching_round = round_of(
            "training",
            [asked("T1"), asked("T2"), asked("T3", BEECH)],
            [mentor("Ada"), mentor("Bo", "S2")],
        )
        plan = plan_of(("T1", "Ada"), ("T2", "Bo"), ("T3", "Ada"))
        ledger = with_planned_training(Ledger(), matching_round, plan, tables)
        planned = [(r.mentor, r.provider, r.school, r.hours) for r in ledger.training]
        assert planned == [
            ("Ada", "Ash University", "S1", 20),
            ("Bo", "Ash University", "S2", 20),
            ("Ada", "Beech College", "S1", 20),
        ]

    def test_its_forecast_is_at_the_rates_of_the_employers_district(self, tables):
        """Ada in Leeds 20 x 43.80, Bo in Camden 20 x 53.60."""
        matching_round = round_of(
            "training", [asked("T1"), asked("T2")], [mentor("Ada"), mentor("Bo", "S2")]
        )
        plan = plan_of(("T1", "Ada"), ("T2", "Bo"))
        books = books_of_plan(matching_round, plan, Ledger(), tables, START)
        assert total(books.lines) == 87_600 + 107_200

    def test_who_has_no_provider_or_no_employer_is_named(self, tables):
        matching_round = round_of(
            "training",
            [asked("T1", None), asked("T2")],
            [mentor("Ada"), mentor("Bo", None)],
        )
        plan = plan_of(("T1", "Ada"), ("T2", "Bo"))
        with pytest.raises(InputError) as error:
            with_planned_training(Ledger(), matching_round, plan, tables)
        assert error.value.faults == (
            "request T1 names no provider",
            "supporter Bo has no employer, who claims",
        )

    def test_the_ledger_may_spell_people_and_schools_otherwise(self, tables):
        """The school by the URN that the round knows, and hours of `ada` by `Ada`."""
        known = school("S1", "Leeds").model_copy(update={"urn": "200001"})
        matching_round = round_of("training", [asked("T1")], [mentor("Ada")])
        matching_round = matching_round.replace(
            settings=(known, school("S2", "Camden"))
        )
        done = TrainingHours(
            claim="C1",
            mentor="ada",
            provider="ash university",
            school="200001",
            on=date(2024, 11, 4),
            hours=5,
        )
        books = books_of_plan(
            matching_round,
            plan_of(("T1", "Ada")),
            Ledger(training=(done,)),
            tables,
            START,
        )
        assert [(one.party, one.organisation) for one in books.lines] == [
            ("Ada", "S1"),
            ("Ada", "S1"),
        ]
        assert [one.minutes for one in books.lines] == [5 * 60, 15 * 60]

    def test_two_who_share_a_job_train_each_for_themselves(self, tables):
        """20 hours each; what the ledger has under the one's id is the one's alone."""
        shared = mentor("Hal and Jo", fields={"job_share": ("H1", "J1")})
        matching_round = round_of("training", [asked("T1")], [shared])
        plan = plan_of(("T1", "Hal and Jo"))

        def planned(*done):
            books = books_of_plan(
                matching_round, plan, Ledger(training=done), tables, START
            )
            return {
                line.party: line.minutes // 60
                for line in books.lines
                if line.status == "planned"
            }

        def trained(who, count):
            return TrainingHours(
                claim=who,
                mentor=who,
                provider="Ash University",
                school="S1",
                on=date(2024, 11, 4),
                hours=count,
            )

        assert planned() == {"H1": 20, "J1": 20}
        assert planned(trained("h1", 20), trained("J1", 5)) == {"J1": 15}

    def test_where_people_ask_only_employers_are_organisations(self, tables):
        matching_round = round_of(
            "training", [asked("T1", setting="S2")], [mentor("Ada")]
        )
        people = programme_of("training", asks="people")
        ledger = with_planned_training(
            Ledger(),
            matching_round.replace(programme=people),
            plan_of(("T1", "Ada")),
            tables,
        )
        assert list(ledger.organisations) == ["S1"]
        assert len(ledger.training) == 1

    def test_an_organisation_of_the_ledger_counts_before_the_rounds(self, tables):
        moved = Organisation(id="S1", district="Camden")
        matching_round = round_of("training", [asked("T1")], [mentor("Ada")])
        ledger = Ledger(organisations={"S1": moved})
        books = books_of_plan(
            matching_round, plan_of(("T1", "Ada")), ledger, tables, START
        )
        assert total(books.lines) == 107_200
        # What the ledger leaves blank is as the round has it.
        school = books.organisations["S1"]
        assert (school.name, school.type, school.authority) == ("S1", "1", "LA")


class TestUnfunded:
    """Nothing is paid for who is assessed only, nor for somebody keen alone."""

    def lines(self, tables, routes, pairs, supporters=(), ledger=Ledger()):
        """Mentor, provider, hours and reason of what is forecast for a plan."""
        fields = {
            "provider": {"title": "Provider", "kind": "text", "request": {}},
            "district": {"title": "District", "kind": "text", "setting": {}},
            "route": {"title": "Route", "kind": "list", "request": {}},
        }
        accounts = {
            "kind": "training",
            "unfunded": ["assessed only"],
            "unfunded_alone": ["keen"],
        }
        requests = [
            asked(name, fields={"provider": provider, "route": route})
            for name, (provider, route) in routes.items()
        ]
        matching_round = round_of(
            "training",
            requests,
            supporters or [mentor("Ada"), mentor("Bo")],
            field=fields,
            accounts=accounts,
            roles={"mentor": {"title": "Mentor"}},
            nouns={"request": "trainee"},
        )
        books = books_of_plan(matching_round, plan_of(*pairs), ledger, tables, START)
        return [
            (one.party, one.provider, one.minutes // 60, one.unpaid)
            for one in books.lines
        ]

    NEVER = "nothing is paid to train for a trainee whose route is assessed only"
    ALONE = "nothing is paid to train only for a trainee whose route is keen"

    @pytest.mark.parametrize(
        ("route", "reason"),
        [
            ((), ""),
            (("usual",), ""),
            (("assessed only",), NEVER),
            (("usual", "assessed only"), NEVER),
            (("keen",), ALONE),
        ],
    )
    def test_what_is_not_paid_for_stands_there_and_says_why(
        self, tables, route, reason
    ):
        lines = self.lines(tables, {"T1": (ASH, route)}, [("T1", "Ada")])
        assert lines == [("Ada", "Ash University", 20, reason)]

    def test_it_counts_in_no_forecast(self, tables):
        from matchmaker.accounts import initial_forecast

        matching_round = round_of(
            "training",
            [asked("T1", fields={"provider": ASH, "year": ("one",)}), asked("T2")],
            [mentor("Ada"), mentor("Bo", "S2")],
            accounts={"kind": "training", "route": "year", "unfunded": ["one"]},
        )
        plan = plan_of(("T1", "Ada"), ("T2", "Bo"))
        books = books_of_plan(matching_round, plan, Ledger(), tables, START)
        forecast = initial_forecast(books.lines)
        assert (forecast.pence, forecast.refused) == (107_200, 1)

    def test_another_trainee_of_the_provider_is_paid_for_once(self, tables):
        routes = {"T1": (ASH, ("assessed only",)), "T2": (ASH, ("usual",))}
        lines = self.lines(tables, routes, [("T1", "Ada"), ("T2", "Ada")])
        assert lines == [("Ada", "Ash University", 20, "")]

    def test_another_provider_s_trainee_helps_the_keen_one_alone(self, tables):
        """The conditions leave out who mentors such trainees only."""
        for word, reason in [("assessed only", self.NEVER), ("keen", "")]:
            routes = {"T1": (ASH, (word,)), "T2": (BEECH, ())}
            lines = self.lines(tables, routes, [("T1", "Ada"), ("T2", "Ada")])
            assert sorted(lines) == [
                ("Ada", "Ash University", 20, reason),
                ("Ada", "Beech College", 20, ""),
            ]

    def test_another_mentor_s_trainee_helps_nobody(self, tables):
        routes = {"T1": (ASH, ("keen",)), "T2": (ASH, ())}
        lines = self.lines(tables, routes, [("T1", "Ada"), ("T2", "Bo")])
        assert sorted(lines) == [
            ("Ada", "Ash University", 20, self.ALONE),
            ("Bo", "Ash University", 20, ""),
        ]

    def test_two_who_are_not_paid_for_do_not_help_each_other(self, tables):
        routes = {"T1": (ASH, ("keen",)), "T2": (BEECH, ("assessed only",))}
        lines = self.lines(tables, routes, [("T1", "Ada"), ("T2", "Ada")])
        assert sorted(one[-1] for one in lines) == [self.NEVER, self.ALONE]

    def test_hours_that_were_claimed_stay_as_they_are(self, tables):
        """A ledger names no trainee: who claimed it must answer for it."""
        done = TrainingHours(
            claim="C1", mentor="Ada", provider="Ash", school="S1", on=START, hours=4
        )
        lines = self.lines(
            tables,
            {"T1": (("Ash",), ("keen",))},
            [("T1", "Ada")],
            ledger=Ledger(training=(done,)),
        )
        assert lines == [("Ada", "Ash", 4, ""), ("Ada", "Ash", 16, self.ALONE)]


class TestInduction:
    def inductions(self, requests, supporters, ledger=Ledger()):
        matching_round = round_of("induction", requests, supporters)
        pairs = [(r.id, s.id) for r, s in zip(requests, supporters, strict=True)]
        return with_planned_inductions(ledger, matching_round, plan_of(*pairs))

    def test_every_pairing_is_an_induction_at_the_requests_school(self):
        ledger = self.inductions([asked("E1", fields={"fte": 60})], [mentor("Ada")])
        (one,) = ledger.inductions
        assert (one.ect, one.mentor, one.school) == ("E1", "Ada", "S1")
        assert (one.start, one.fte_percent) == (START, 60)
        assert ledger.mentors["Ada"].minutes_a_week == 90

    def test_half_days_that_suit_both_are_kept(self):
        ledger = self.inductions(
            [asked("E1", days=("mon-am", "tue-am")), asked("E2", days=("mon-am",))],
            [mentor("Ada", days=("tue-am", "wed-am")), mentor("Bo")],
        )
        assert [one.slots for one in ledger.inductions] == [("tue-am",), ("mon-am",)]

    def test_half_days_of_the_programmes_own_field_come_first(self):
        ledger = self.inductions(
            [asked("E1", days=("mon-am",), fields={"slots": ("wed-am", "fri-pm")})],
            [mentor("Ada", days=("mon-am",), fields={"slots": ("fri-pm",)})],
        )
        assert ledger.inductions[0].slots == ("fri-pm",)

    def test_no_half_day_in_common_is_not_the_same_as_none_named(self):
        ledger = self.inductions(
            [asked("E1", days=("mon-am",)), asked("E2")],
            [mentor("Ada", days=("tue-am",)), mentor("Bo")],
        )
        assert [one.slots for one in ledger.inductions] == [(), None]

    def test_what_the_ledger_says_stays(self):
        said = Ledger(
            inductions=(Induction(ect="E1", mentor="Cy", school="S2", start=START),),
            mentors={"Ada": MentorTerms(mentor="Ada", minutes_a_week=30)},
        )
        ledger = self.inductions(
            [asked("E1"), asked("E2")], [mentor("Bo"), mentor("Ada")], said
        )
        assert [(one.ect, one.mentor) for one in ledger.inductions] == [
            ("E1", "Cy"),
            ("E2", "Ada"),
        ]
        assert ledger.mentors["Ada"].minutes_a_week == 30

    def test_the_plan_goes_on_where_a_row_of_the_ledger_ends(self):
        """Cy had E1 of 2023 at 60 % until 1 September; Bo goes on the day after."""
        until = date(2024, 9, 1)
        said = Ledger(
            inductions=(
                Induction(
                    ect="E1",
                    mentor="Cy",
                    school="S2",
                    start=date(2023, 9, 1),
                    until=until,
                    fte_percent=60,
                ),
            )
        )
        second_year = asked("E1", fields={"year": ("two",)})
        ledger = self.inductions([second_year], [mentor("Bo")], said)
        assert [
            (one.mentor, one.school, one.start, one.fte_percent)
            for one in ledger.inductions
        ] == [
            ("Cy", "S2", date(2023, 9, 1), 60),
            ("Bo", "S1", date(2024, 9, 2), 60),
        ]
        assert ledger.mentors["Bo"].training_from == START

    def began(self, year: int, **more):
        """Somebody in the second year, whose induction began in a September."""
        fields = {"year": ("two",), "induction_start": date(year, 9, 1)}
        return asked("E1", fields=fields, **more)

    def test_a_mentor_who_takes_over_trains_from_the_round_on(self):
        """A plan says who mentors from now on, and not that anybody trained before."""
        ledger = self.inductions([self.began(2022)], [mentor("Ada")])
        assert ledger.inductions[0].start == date(2022, 9, 1)
        assert ledger.mentors["Ada"].training_from == START

    def test_a_mentor_of_a_later_teacher_trains_from_that_day_on(self):
        later = date(2025, 1, 6)
        ledger = self.inductions([asked("E1", start=later)], [mentor("Ada")])
        assert ledger.mentors["Ada"].training_from == later

    def test_the_ledger_says_when_a_mentor_began_to_train(self):
        """By the first day of training, or else by a teacher mentored before."""
        said = Ledger(
            inductions=(
                Induction(ect="E0", mentor="Ada", school="S1", start=date(2023, 9, 1)),
            ),
            mentors={
                "Bo": MentorTerms(mentor="Bo", training_from=date(2023, 1, 9)),
                "Cy": MentorTerms(mentor="Cy", minutes_a_week=30),
            },
        )
        began = {"year": ("two",), "induction_start": date(2022, 9, 1)}
        requests = [asked(name, fields=began) for name in ("E1", "E2", "E3")]
        ledger = self.inductions(
            requests, [mentor("Ada"), mentor("Bo"), mentor("Cy")], said
        )
        assert {n: t.training_from for n, t in ledger.mentors.items()} == {
            "Ada": date(2023, 9, 1),
            "Bo": date(2023, 1, 9),
            "Cy": START,
        }
        assert ledger.mentors["Cy"].minutes_a_week == 30

    def test_nothing_is_due_from_a_plan_for_training_before_the_round(self, tables):
        """What the teacher's second year earns is due then, and the training is not."""
        matching_round = round_of("induction", [self.began(2022)], [mentor("Ada")])
        books = books_of_plan(
            matching_round, plan_of(("E1", "Ada")), Ledger(), tables, START
        )
        training = [line for line in books.lines if line.party == "Ada"]
        assert [line.day for line in training] == [START, START]
        assert {line.status for line in training} == {"planned"}

    def test_its_accounts_have_grants_and_a_timetable(self, tables):
        matching_round = round_of("induction", [asked("E1")], [mentor("Ada")])
        books = books_of_plan(
            matching_round, plan_of(("E1", "Ada")), Ledger(), tables, START
        )
        assert total(books.lines) == 367_610
        assert (
            sum(one.total for one in books.sessions if one.party == "mentor") == 31 * 60
        )
        assert not books.clashes

    def test_a_mentor_without_the_time_is_a_clash(self, tables):
        matching_round = round_of(
            "induction", [asked("E1")], [mentor("Ada", capacity=59)]
        )
        books = books_of_plan(
            matching_round, plan_of(("E1", "Ada")), Ledger(), tables, START
        )
        assert {one.kind for one in books.clashes} == {"too many hours"}

    def test_whose_training_was_paid_for_before_is_not_paid_again(self):
        answers = {"Ada": ("completed",), "Bo": ("eligible",), "Cy": None}
        ledger = self.inductions(
            [asked("E1"), asked("E2"), asked("E3")],
            [
                mentor(name, fields={} if answer is None else {"training": answer})
                for name, answer in answers.items()
            ],
        )
        trains = {name: terms.trains for name, terms in ledger.mentors.items()}
        assert trains == {"Ada": False, "Bo": True, "Cy": True}

    def test_a_request_without_a_school_is_refused(self):
        with pytest.raises(InputError, match="E1 has no setting, which would be paid"):
            self.inductions([asked("E1", setting=None)], [mentor("Ada")])

    def test_who_began_before_says_when(self):
        began = {"year": ("two",), "induction_start": date(2023, 9, 1)}
        ledger = self.inductions([asked("E1", fields=began)], [mentor("Ada")])
        assert ledger.inductions[0].start == date(2023, 9, 1)

    def test_a_second_year_without_its_first_day_is_not_guessed(self):
        with pytest.raises(InputError, match="E1 is beyond its first year"):
            self.inductions([asked("E1", fields={"year": ("two",)})], [mentor("Ada")])

    def test_a_first_year_begins_with_the_request_or_the_round(self):
        later = date(2025, 1, 6)
        ledger = self.inductions(
            [asked("E1", start=later, fields={"year": ("one",)}), asked("E2")],
            [mentor("Ada"), mentor("Bo")],
        )
        assert [one.start for one in ledger.inductions] == [later, START]


class TestBuddies:
    def plan(self, *links) -> Plan:
        return Plan(
            pairings=(),
            buddies=tuple(
                BuddyLink(one=a, other=b, points=0, criteria={}, criteria_back={})
                for a, b in links
            ),
        )

    def books(self, tables, sessions=10, links=(("Ada", "Bo"),)):
        programme = programme_of(
            "buddies",
            buddies={"role": "mentor", "sessions": sessions},
            asks="people",
            field={},
            roles={"mentor": {"title": "Mentor"}},
            objective=[{"name": name} for name in BUDDY_OBJECTIVES],
        )
        matching_round = round_of("days", [], [mentor("Ada"), mentor("Bo")])
        return books_of_plan(
            matching_round.replace(programme=programme),
            self.plan(*links),
            Ledger(),
            tables,
            START,
        )

    def test_buddies_have_a_timetable_and_nobody_is_paid(self, tables):
        books = self.books(tables)
        assert sum(one.sessions for one in books.sessions) == 10
        assert (books.lines, books.clashes) == ((), ())

    def test_without_buddies_there_is_nothing_to_place(self, tables):
        assert self.books(tables, links=()).sessions == ()

    def test_another_number_of_sessions_than_the_schedules_is_refused(self, tables):
        with pytest.raises(
            InputError, match=r"asks for 9 sessions of buddies, and .* has 10"
        ):
            self.books(tables, sessions=9)


def test_one_person_in_both_programmes_has_one_diary(schools, tables, hours):
    """Ada trains with a provider on a Monday, when she meets her teacher."""
    ledger = Ledger(
        organisations=schools,
        training=(hours(6, kind="synchronous", on=date(2024, 11, 4)),),
        days=(TrainingDay(provider="Ash University", on=date(2024, 11, 4), hours=6),),
        inductions=(
            Induction(
                ect="Eve", mentor="Ada", school="rest", start=START, slot="mon-am"
            ),
        ),
    )
    books = books_of_ledger(ledger, tables, START)
    assert [one.person for one in books.clashes] == ["Ada"]
    rejected = ledger.training[0].model_copy(update={"status": "rejected"})
    without = books_of_ledger(ledger.replace(training=(rejected,)), tables, START)
    assert not without.clashes
    assert total(books.lines) == 6 * 4380 + 367_610


def test_nothing_to_account_for_is_said(tables):
    with pytest.raises(InputError, match="no training, no inductions"):
        books_of_ledger(Ledger(), tables, START)
