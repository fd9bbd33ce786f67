"""What stands in a court's list of the cases its Hub holds (Protocol Annex B)."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import TypeAdapter

from correspondence.protocol.case.case import WorkType
from correspondence.protocol.days.clocks import next_court_list
from correspondence.protocol.fields import EventId
from correspondence.protocol.history.case_file import CaseFile
from correspondence.protocol.lists.court_lists import (
    Action,
    CourtListMade,
    Left,
    Standing,
    list_id,
    make_list,
)
from tests import build
from tests.listed import COURT, FAR, FILING, HEARING, HUB, MADE_ON, Later, case, days, make, row

ADAPTER = TypeAdapter(CourtListMade)
WEEK = timedelta(weeks=1)
NEXT = MADE_ON + WEEK


def test_a_list_survives_json_to_the_letter() -> None:
    first = make(case(1), case(2, ("information_received", {"occurred_on": "2026-11-30"})))
    second = make(case(1, ("case_closed", {"occurred_on": "2026-12-04"})), last=first, on=NEXT)
    for made in (first, second):
        assert ADAPTER.validate_json(ADAPTER.dump_json(made), strict=True) == made


def test_a_list_has_one_id_a_week_for_each_hub_and_court() -> None:
    monday = build.day("Mon 30 Nov 2026")
    ids = [
        list_id(*of) for of in (("a", "b", monday), ("a", "c", monday), ("ab", "", monday), ("a", "b", monday + WEEK))
    ]
    assert len({*ids}) == 4
    assert list_id("a", "b", monday) == ids[0]
    assert TypeAdapter(EventId).validate_python(list_id("a" * 64, "b" * 64, monday))


def test_a_week_is_named_by_its_monday() -> None:
    with pytest.raises(ValueError, match="2026-12-01"):
        make_list(HUB, COURT, build.day("Tue 1 Dec 2026"), MADE_ON, (), build.directory(), None)


def test_the_first_list_is_the_opening_list() -> None:
    first = make(case(1))
    assert (first.opening, first.last_list_on) == (True, None)
    second = make(case(1), last=first, on=NEXT)
    assert (second.opening, second.last_list_on) == (False, MADE_ON)


def test_a_nil_list_is_still_a_list() -> None:
    made = make()
    assert (made.rows, made.held_back, made.occurred_on) == ((), 0, MADE_ON)


def test_a_case_is_new_once_and_then_held_without_a_mark() -> None:
    first = make(case(1, changes=FAR))
    assert (first.rows[0].standing, first.rows[0].first_listed) == (Standing.NEW, True)
    again = row(case(1, changes=FAR), first, NEXT)
    assert (again.standing, again.first_listed, again.changed) == (Standing.HELD, False, ())
    assert again.days_in_hub == first.rows[0].days_in_hub + 7


PASSED_BACK: list[Later] = [
    ("review_recorded", {"occurred_on": "2026-11-30", "outcome": "allocate"}),
    ("risk_increased", {"occurred_on": "2026-11-30"}),
    ("representation_received", {"occurred_on": "2026-11-30", "accepted_by_court": True}),
]


@pytest.mark.parametrize("event", PASSED_BACK, ids=[kind for kind, _ in PASSED_BACK])
def test_a_case_that_is_passed_back_has_left_the_waiting_and_is_not_said_to_be_ready_for_it(event: Later) -> None:
    found = row(case(1, event, changes=FAR))
    assert (found.standing, found.allocate_by) == (Standing.PASSED_BACK, None)


def test_the_day_the_court_set_is_the_day_a_challenged_case_is_transferred_by() -> None:
    challenge: Later = ("court_challenged", {"occurred_on": "2026-11-30", "allocate_by": "2026-12-18"})
    found = row(case(1, challenge, changes=FAR))
    assert (found.standing, found.allocate_by) == (Standing.PASSED_BACK, build.day("Fri 18 Dec 2026"))


@pytest.mark.parametrize(
    ("filing", "standing"),
    [
        ("2027-02-22", Standing.READY),  # allocated by Mon 11 Jan 2027: six weeks less a day ahead
        ("2027-02-23", Standing.READY),  # by Tue 12 Jan 2027: six weeks ahead
        ("2027-02-24", Standing.NEW),
    ],
)
def test_a_case_is_to_be_transferred_out_once_its_allocation_is_due_within_the_lead(
    filing: str, standing: Standing
) -> None:
    found = row(case(1, changes=days(filing)))
    assert found.standing is standing
    assert (found.allocate_by is None) == (standing is Standing.NEW)


@pytest.mark.parametrize(
    ("event", "allocate_by"),
    [
        (("update_due", {"occurred_on": "2026-11-30", "progress": ["adviser_expected_soon"]}), None),
        (("guardian_appointed", {"occurred_on": "2026-11-30", "expected_allocation_on": "2027-01-08"}), "2027-01-08"),
    ],
)
def test_a_case_whose_adviser_is_expected_is_to_be_transferred_out(event: Later, allocate_by: str | None) -> None:
    found = row(case(1, event, changes=FAR))
    assert found.standing is Standing.READY
    assert found.allocate_by == (date.fromisoformat(allocate_by) if allocate_by else None)


def test_a_case_passed_back_and_held_again_by_a_review_is_held() -> None:
    back: Later = ("review_recorded", {"occurred_on": "2026-11-27", "outcome": "allocate"})
    held: Later = ("review_recorded", {"occurred_on": "2026-11-30"})
    first = make(case(1, back, changes=FAR))
    found = row(case(1, back, held, changes=FAR), first, NEXT)
    assert (found.standing, found.changed) == (Standing.HELD, ("standing", "last_review_on"))


GONE: list[tuple[Later, Left, int]] = [
    (("adviser_allocated", {"occurred_on": "2026-12-04"}), Left.ALLOCATED, 31),
    (("case_closed", {"occurred_on": "2026-12-07"}), Left.CLOSED, 34),
]


@pytest.mark.parametrize(("event", "left", "stayed"), GONE, ids=[left.value for _, left, _ in GONE])
def test_a_case_that_has_left_is_listed_once_and_then_never_again(event: Later, left: Left, stayed: int) -> None:
    first = make(case(1, changes=FAR))  # in the Hub since Tue 3 Nov 2026
    second = make(case(1, event, changes=FAR), last=first, on=NEXT)
    (gone,) = second.rows
    assert (gone.standing, gone.left, gone.days_in_hub, gone.changed) == (Standing.GONE, left, stayed, ("standing",))
    assert (gone.allocate_by, gone.apply_by, gone.action) == (None, None, Action.NONE)
    assert make(case(1, event, changes=FAR), last=second, on=NEXT + WEEK).rows == ()


def test_a_case_that_left_before_the_court_heard_of_it_is_not_listed() -> None:
    allocated = case(1, ("adviser_allocated", {"occurred_on": "2026-11-30"}), changes=FAR)
    assert make(allocated).rows == ()
    assert make(allocated, last=make(), on=NEXT).rows == ()


def test_a_case_that_comes_back_is_new_again() -> None:
    closed: Later = ("case_closed", {"occurred_on": "2026-12-04"})
    back: Later = ("hub_allocation_decided", {"occurred_on": "2026-12-09", "screened.on": "2026-12-09"})
    second = make(case(1, closed, changes=FAR), last=make(case(1, changes=FAR)), on=NEXT)
    third = row(case(1, closed, back, changes=FAR), second, NEXT + WEEK)
    assert (third.standing, third.first_listed, third.left) == (Standing.NEW, True, None)


def test_a_case_that_is_no_longer_with_this_hub_and_court_is_gone_without_initials() -> None:
    (gone,) = make(last=make(case(1, changes=days("2027-01-04"))), on=NEXT).rows
    assert (gone.standing, gone.left, gone.initials) == (Standing.GONE, Left.MOVED, ())
    assert (gone.allocate_by, gone.apply_by, gone.action) == (None, None, Action.NONE)


def test_a_case_that_was_listed_and_should_never_have_entered_yet_does_not_vanish() -> None:
    entered: build.Body = {
        **FAR,
        "occurred_on": "2026-12-07",
        "screened.on": "2026-12-07",
        "entered_hub_on": "2026-12-14",
    }
    assert make(case(1, changes=entered)).rows == ()
    (gone,) = make(case(1, changes=entered), last=make(case(1, changes=FAR)), on=NEXT).rows
    assert gone.left is Left.MOVED


def test_cases_of_another_hub_or_court_are_passed_over() -> None:
    directory = build.directory()
    for hub, court in (("other", COURT), (HUB, "other")):
        wide = replace(
            directory,
            hubs={**directory.hubs, "other": directory.hubs[HUB]},
            courts={**directory.courts, "other": directory.courts[COURT]},
        )
        assert make_list(hub, court, MADE_ON - timedelta(days=1), MADE_ON, (case(1),), wide, None).rows == ()


def test_the_last_list_of_a_hub_that_has_closed_says_so_and_lists_who_waits_once() -> None:
    directory = build.directory()
    closed = replace(directory, hubs={HUB: replace(directory.hubs[HUB], closed_on=build.day("Mon 7 Dec 2026"))})
    first = make(case(1, changes=FAR))
    last = make_list(HUB, COURT, NEXT - timedelta(days=1), NEXT, (case(1, changes=FAR),), closed, first)
    assert (last.rows[0].left, last.hub_closed_on) == (Left.HUB_CLOSED, build.day("Mon 7 Dec 2026"))
    assert first.hub_closed_on is None


ALERT: Later = ("information_received", {"occurred_on": "2026-12-07"})


def test_a_case_with_an_alert_that_nobody_reviewed_is_held_back_and_counted() -> None:
    made = make(case(1, ALERT, changes=FAR), case(2, changes=FAR), last=make(case(1, changes=FAR)), on=NEXT)
    assert [r.case_number for r in made.rows] == ["CM26P00002"]
    assert made.held_back == 1


def test_a_case_that_was_held_back_is_compared_with_what_the_court_last_saw() -> None:
    first = make(case(1, changes=FAR))
    second = make(case(1, ALERT, changes=FAR), last=first, on=NEXT)
    review: Later = ("review_recorded", {"occurred_on": "2026-12-09", FILING: "2027-06-21"})
    third = row(case(1, ALERT, review, changes=FAR), second, NEXT + WEEK)
    assert (third.standing, third.first_listed) == (Standing.HELD, False)
    assert third.changed == ("filing_date", "last_review_on")


def test_a_case_that_leaves_while_it_is_held_back_is_listed_as_gone_without_initials() -> None:
    second = make(case(1, ALERT, changes=FAR), last=make(case(1, changes=FAR)), on=NEXT)
    allocated: Later = ("adviser_allocated", {"occurred_on": "2026-12-09"})
    third = make(case(1, ALERT, allocated, changes=FAR), last=second, on=NEXT + WEEK)
    assert (third.rows[0].left, third.rows[0].initials, third.held_back) == (Left.ALLOCATED, (), 0)


def test_a_case_held_back_from_its_first_day_is_new_when_it_is_listed() -> None:
    second = make(case(1, ALERT, changes=FAR), last=make(), on=NEXT)
    review: Later = ("review_recorded", {"occurred_on": "2026-12-09"})
    assert row(case(1, ALERT, review, changes=FAR), second, NEXT + WEEK).standing is Standing.NEW


@pytest.mark.parametrize(
    "protection",
    [
        {"case.people.0.identity_withheld": True},
        {"case.people.1.in_refuge": True},
        {"case.people.2.identity_withheld": True},
        {"case.people.3.in_refuge": True},
    ],
    ids=lambda changed: next(iter(changed)),
)
def test_initials_are_left_out_where_anybody_is_protected_and_nothing_else_differs(protection: dict[str, Any]) -> None:
    plain, guarded = row(case(1, changes=FAR)), row(case(1, changes={**FAR, **protection}))
    assert (plain.initials, guarded.initials) == (("SC", "ZC"), ())
    assert replace(guarded, initials=plain.initials) == plain


def test_initials_that_are_withheld_later_are_no_change_that_a_list_would_mark() -> None:
    guarded: Later = ("update_due", {"occurred_on": "2026-12-03", "case.people.1.in_refuge": True})
    found = row(case(1, guarded, changes=FAR), make(case(1, changes=FAR)), NEXT)
    assert (found.initials, found.changed) == ((), ())


@pytest.mark.parametrize(
    ("given", "family", "initials"),
    [("Łucja", "Ångström", "ŁÅ"), ("'Ana", "-Özil", "AÖ"), ("محمد", "علي", "مع"), ("1", "2", "?")],
)
def test_initials_are_the_first_letters_of_a_name(given: str, family: str, initials: str) -> None:
    named = {"case.people.2.name.given": given, "case.people.2.name.family": family}
    assert row(case(1, changes={**FAR, **named})).initials[0] == initials


def test_the_dead_have_no_initials() -> None:
    death: Later = ("case_closed", {"occurred_on": "2026-12-03", "reason": "death", "person_id": "c1"})
    found = row(case(1, death, changes=FAR), make(case(1, changes=FAR)), NEXT)
    assert found.initials == ("ZC",)


def test_each_column_that_differs_is_marked_and_no_other() -> None:
    now: Later = (
        "review_recorded",
        {"occurred_on": "2026-12-04", "case.priority_status": 1, FILING: "2027-07-05", HEARING: "2027-07-19"},
    )
    found = row(case(3, now, changes=FAR), make(case(3, changes=FAR)), NEXT)
    assert found.changed == ("priority_status", "filing_date", "hearing_on", "last_review_on")


def test_what_older_lists_did_not_tell_has_not_changed_since_them() -> None:
    first = make(case(1, changes=days("2026-12-21")))
    (told,) = first.rows
    assert (told.realistic_on is not None, told.ordered_work) == (True, WorkType.SECTION_7_REPORT)
    older = replace(told, ordered_work=None, realistic_on=None, hearing_first=False)
    now = case(1, changes=days("2026-12-21"))
    assert row(now, replace(first, rows=(older,)), MADE_ON).changed == ()
    newer = replace(told, realistic_on=None)
    assert row(now, replace(first, rows=(newer,)), MADE_ON).changed == ("realistic_on",)


def test_a_case_that_was_passed_back_before_lists_said_so_has_not_changed_since_then() -> None:
    back: Later = ("review_recorded", {"occurred_on": "2026-11-27", "outcome": "allocate"})
    first = make(case(1, back, changes=FAR))
    older = replace(first.rows[0], standing=Standing.READY, ordered_work=None)
    found = row(case(1, back, changes=FAR), replace(first, rows=(older,)), MADE_ON)
    assert (found.standing, found.changed) == (Standing.PASSED_BACK, ())


def test_only_a_supervisors_review_is_said_to_be_one() -> None:
    clerk = {"name": "B. Sample", "role": "business_services_officer"}
    found = row(case(1, ("review_recorded", {"occurred_on": "2026-11-30", "recorded_by": clerk}), changes=FAR))
    assert found.last_review_on is None


def test_the_next_list_is_due_a_week_after_this_one() -> None:
    assert next_court_list(MADE_ON, build.hub().list_every_days).due_on == NEXT


LATER: list[Later] = [
    ("review_recorded", {"occurred_on": "2026-12-03"}),
    ("review_recorded", {"occurred_on": "2026-12-03", "outcome": "allocate"}),
    ("information_received", {"occurred_on": "2026-12-04"}),
    ("risk_increased", {"occurred_on": "2026-12-04"}),
    ("adviser_allocated", {"occurred_on": "2026-12-04"}),
    ("extension_needed", {"occurred_on": "2026-12-04", "proposed_filing_date": "2027-09-06"}),
    ("case_closed", {"occurred_on": "2026-12-07"}),
]
histories = st.lists(
    st.tuples(
        st.lists(st.sampled_from(LATER), max_size=3, unique_by=lambda e: e[0]),
        st.sampled_from([None, "2026-12-28", "2027-01-25", "2027-06-14"]),
        st.sampled_from([None, "2026-12-02", "2027-02-01", "2027-06-28"]),
        st.booleans(),
    ),
    max_size=7,
)
"""What happened to each case after the first list, its days, and whether somebody in it is in a refuge."""


@given(histories)
@settings(max_examples=60)
def test_every_case_that_was_listed_stands_once_or_is_held_back_and_nobody_is_named(
    happened: list[tuple[list[Later], str | None, str | None, bool]],
) -> None:
    def each(*, later: bool) -> list[CaseFile]:
        return [
            case(
                i,
                *(sorted(events, key=lambda e: str(e[1]["occurred_on"])) if later else ()),
                changes={FILING: filing, HEARING: hearing, "case.people.1.in_refuge": hidden},
            )
            for i, (events, filing, hearing, hidden) in enumerate(happened, 1)
        ]

    case_files = each(later=True)
    first = make(*each(later=False))
    second = make(*case_files, last=first, on=NEXT)
    third = make(*case_files, last=second, on=NEXT + WEEK)
    assert len(first.rows) == len(happened)
    for made in (second, third):
        numbers = [r.case_number for r in made.rows]
        assert len({*numbers}) == len(numbers)
        assert not {*numbers} & {r.case_number for r in made.carried}
        keys = [(r.hearing_on or date.max, r.filing_date or date.max, r.case_number) for r in made.rows]
        assert keys == sorted(keys)
        assert all((r.standing is Standing.GONE) == (r.left is not None) for r in made.rows)
        said = ADAPTER.dump_json(made).decode()
        assert ADAPTER.validate_json(said, strict=True) == made
        for case_file in case_files:
            for person in case_file.case.people:
                assert person.name.given not in said
                assert person.name.family not in said
    assert len(second.rows) + second.held_back == len(happened)
    gone = {r.case_number for r in second.rows if r.left}
    assert {r.case_number for r in third.rows}.isdisjoint(gone)
    assert len(third.rows) + third.held_back == len(happened) - len(gone)
