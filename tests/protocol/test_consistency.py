from dataclasses import replace

import pytest

from correspondence.protocol.events import AnyEvent
from correspondence.protocol.history.case_file import CaseFile
from correspondence.protocol.intake.consistency import faults, faults_in_itself
from tests import build
from tests.build import (
    REMOVED,
    Changes,
    case_file,
    closing,
    correction,
    day,
    decision,
    directory,
    information,
    review,
    update_due,
)

A_CARER = {"person_id": "p3", "role": "carer", "name": {"given": "Grandma", "family": "Sample"}}
A_REPRESENTATIVE = {"name": "R. Sample", "firm": "Sample LLP", "email": "r@sample.cjsm.net"}
A_NOTE = {"person_id": "p1", "language": "en", "text": "Thank you for waiting."}
EMAIL = {"route": "email", "confirmed_by": "R. Sample", "confirmed_on": "2026-11-18"}

FAULTY_DECISIONS: list[tuple[Changes, str, str]] = [
    ({"hub": "atlantis"}, "hub_unknown", "hub"),
    ({"case.court": "atlantis"}, "court_unknown", "case.court"),
    ({"occurred_on": "1991-10-13"}, "day_out_of_range", "occurred_on"),
    ({"entered_hub_on": "2100-01-01"}, "day_out_of_range", "entered_hub_on"),
    ({"screened.on": "1991-10-13"}, "day_out_of_range", "screened.on"),
    ({"case.ordered_work.ordered_on": "0001-01-01"}, "day_out_of_range", "case.ordered_work.ordered_on"),
    ({"case.ordered_work.communicated_on": "9999-12-31"}, "day_out_of_range", "case.ordered_work.communicated_on"),
    ({"case.ordered_work.filing_date": "9999-12-31"}, "day_out_of_range", "case.ordered_work.filing_date"),
    ({"case.ordered_work.next_hearing_on": "9999-12-31"}, "day_out_of_range", "case.ordered_work.next_hearing_on"),
    (
        {"case.ordered_work.communicated_on": "2026-11-04"},
        "communicated_before_ordered",
        "case.ordered_work.communicated_on",
    ),
    (
        {"case.ordered_work.communicated_on": "2026-11-20"},
        "communicated_after_event",
        "case.ordered_work.communicated_on",
    ),
    ({"case.ordered_work.filing_date": "2026-11-05"}, "filing_date_not_after_order", "case.ordered_work.filing_date"),
    ({"case.people": []}, "no_party", "case.people"),
    ({"case.people": [A_CARER]}, "no_party", "case.people"),
    ({"case.people.1.person_id": "p1"}, "person_id_repeated", "case.people.1.person_id"),
    ({"case.people.0.lives_with": ["p2"]}, "lives_with_of_adult", "case.people.0.lives_with"),
    ({"case.people.0.letter_version": "older"}, "letter_version_of_adult", "case.people.0.letter_version"),
    (
        {"case.people.2.representative": A_REPRESENTATIVE},
        "representative_of_no_party",
        "case.people.2.representative",
    ),
    (
        {"case.people.0": {**A_CARER, "representative": A_REPRESENTATIVE}},
        "representative_of_no_party",
        "case.people.0.representative",
    ),
    ({"case.people.2.date_of_birth": REMOVED}, "date_of_birth_missing", "case.people.2.date_of_birth"),
    ({"case.people.2.date_of_birth": "2026-11-20"}, "born_after_event", "case.people.2.date_of_birth"),
    ({"case.people.2.date_of_birth": "2008-11-19"}, "not_a_child", "case.people.2.date_of_birth"),
    ({"case.people.2.lives_with": ["p9"]}, "lives_with_unknown", "case.people.2.lives_with.0"),
    ({"case.people.2.lives_with": ["p2", "c2"]}, "lives_with_unknown", "case.people.2.lives_with.1"),
    ({"case.people.2.lives_with": ["p2", "p2"]}, "lives_with_repeated", "case.people.2.lives_with.1"),
    (
        {"case.people.0.safe_contact": EMAIL, "case.people.0.email": None},
        "route_without_email",
        "case.people.0.safe_contact.route",
    ),
    (
        {"case.people.2.safe_contact": EMAIL, "case.people.1.email": None},
        "route_without_email",
        "case.people.2.safe_contact.route",
    ),
    (
        {"case.people.0.safe_contact.route": "representative"},
        "route_without_representative",
        "case.people.0.safe_contact.route",
    ),
    (
        {"case.people.0.safe_contact.confirmed_on": "2026-11-20"},
        "confirmed_after_event",
        "case.people.0.safe_contact.confirmed_on",
    ),
]

FAULTY_EVENTS: list[tuple[AnyEvent, str, str]] = [
    (review({"next_review_on": "2026-12-03"}), "next_review_not_after", "next_review_on"),
    (review({"next_review_on": "2026-12-18"}), "next_review_too_late", "next_review_on"),
    (review({"next_review_on": "2100-01-01"}), "day_out_of_range", "next_review_on"),
    (review({"answers": "nothing-1"}), "answers_unknown", "answers"),
    (review({"answers": "decision-1"}), "answers_unknown", "answers"),
    (review({"answers": "information-1"}), "answers_later_information", "answers"),
    (review({"hub": "atlantis"}), "other_hub", "hub"),
    (update_due({"progress": ["still_waiting", "still_waiting"]}), "progress_repeated", "progress"),
    (update_due({"notes": [{**A_NOTE, "person_id": "p9"}]}), "person_unknown", "notes.0.person_id"),
    (update_due({"notes": [A_NOTE, A_NOTE]}), "note_repeated", "notes.1.person_id"),
    (
        update_due({"notes": [{**A_NOTE, "language": "en-GB", "english": "Thank you."}]}),
        "note_in_english_twice",
        "notes.0.english",
    ),
    (information({"from_person": "p9"}), "person_unknown", "from_person"),
    (closing({"reason": "death"}), "death_of_nobody", "person_id"),
    (closing({"reason": "death", "person_id": "p9"}), "person_unknown", "person_id"),
    (closing({"person_id": "p1"}), "person_id_without_death", "person_id"),
    (correction(decision(), {"replaces": "nothing-1"}), "replaces_unknown", "replaces"),
    (correction(review(), {"replaces": "decision-1"}), "other_type", "event.type"),
    (correction(decision({"case.case_number": "CM26P00418"})), "other_case", "event.case.case_number"),
    (correction(decision({"occurred_on": "2026-11-24"})), "occurred_after_correction", "event.occurred_on"),
    (correction(decision({"case.court": "atlantis"})), "court_unknown", "event.case.court"),
    (correction(information({"hub": "atlantis"})), "other_hub", "event.hub"),
    (correction(decision(), {"hub": "atlantis"}), "other_hub", "hub"),
]


SINCE = "2026-12-02"
LEARNT_SINCE: Changes = {
    "case.people.0.safe_contact.confirmed_on": SINCE,
    "case.people.3.date_of_birth": SINCE,
    "case.ordered_work.communicated_on": SINCE,
}
LATE_RULES = {"confirmed_after_event", "born_after_event", "communicated_after_event"}


def test_what_is_told_late_may_give_the_case_as_it_now_stands() -> None:
    known = case_file(decision(), review({"occurred_on": SINCE, **LEARNT_SINCE}))
    for event in map(build.read, map(build.body, build.EVENTS)):
        late = replace(event, occurred_on=day("Mon 30 Nov 2026"), case=known.case)
        assert {rule for rule, _ in rules(late, known)} & LATE_RULES == set(), event.type
        assert {rule for rule, _ in rules(late, case_file(decision()))} >= LATE_RULES
    right = correction(decision(LEARNT_SINCE), {"occurred_on": "2026-12-01", **LEARNT_SINCE})
    assert rules(right, known) == set()
    assert {rule for rule, _ in rules(right, case_file(decision()))} == LATE_RULES


def rules(event: AnyEvent, before: CaseFile | None) -> set[tuple[str, str]]:
    return {(fault.rule, fault.field) for fault in faults(event, before, directory())}


@pytest.mark.parametrize(
    "event",
    [
        decision({"event_id": "decision-2", "occurred_on": "2026-12-30"}),
        review({"next_review_on": "2026-12-17"}),
        review({"next_review_on": "2026-12-04"}),
        review({"occurred_on": "2026-12-29", "answers": "information-1"}),
        review({"occurred_on": "2026-12-24", "answers": "information-1"}),
        update_due({"notes": [A_NOTE, {**A_NOTE, "person_id": "p2"}], "progress": ["still_waiting"]}),
        information(),
        information({"from_person": None}),
        closing(),
        closing({"reason": "death", "person_id": "c1"}),
        correction(decision({"screened.by": "Another"})),
        correction(information({"reply_route": "none"}), {"occurred_on": "2026-12-29"}),
    ],
)
def test_an_event_that_fits_its_case_has_no_fault(event: AnyEvent) -> None:
    assert faults(event, case_file(decision(), information()), directory()) == ()


def test_a_first_decision_has_no_fault() -> None:
    assert faults(decision(), None, directory()) == ()


@pytest.mark.parametrize(("changes", "rule", "field"), FAULTY_DECISIONS)
def test_a_case_that_contradicts_itself_or_the_directory_is_refused(changes: Changes, rule: str, field: str) -> None:
    assert (rule, field) in rules(decision(changes), None)


@pytest.mark.parametrize(("event", "rule", "field"), FAULTY_EVENTS)
def test_an_event_that_contradicts_itself_or_its_case_is_refused(event: AnyEvent, rule: str, field: str) -> None:
    assert (rule, field) in rules(event, case_file(decision(), information()))


def test_a_court_that_another_hub_serves_is_refused() -> None:
    here = directory()
    elsewhere = type(here)(
        hubs=here.hubs,
        service_areas=here.service_areas,
        courts={**here.courts, "norwich": here.courts["chelmsford"]},
        national=here.national,
    )
    found = faults(decision({"case.court": "norwich"}), None, elsewhere)
    assert [(fault.rule, fault.field) for fault in found] == [("court_not_served", "case.court")]


def test_every_fault_is_found_at_once() -> None:
    changes: Changes = {
        "hub": "atlantis",
        "case.ordered_work.filing_date": "2026-11-01",
        "case.people.0.letter_version": "older",
        "case.people.2.lives_with": ["p9"],
    }
    assert [fault.rule for fault in faults(decision(changes), None, directory())] == [
        "hub_unknown",
        "filing_date_not_after_order",
        "letter_version_of_adult",
        "lives_with_unknown",
    ]


@pytest.mark.parametrize("event", [review(), update_due(), information(), closing()])
def test_an_event_of_a_case_that_never_entered_a_hub_is_refused(event: AnyEvent) -> None:
    assert rules(event, None) == {("not_in_hub", "case.case_number")}
    assert rules(event, case_file(information())) == {("not_in_hub", "case.case_number")}


@pytest.mark.parametrize("event", [review(), update_due(), information(), closing()])
def test_an_event_that_stands_alone_has_no_fault_in_itself(event: AnyEvent) -> None:
    assert faults_in_itself(event, directory()) == ()


@pytest.mark.parametrize(
    "event",
    [
        review({"occurred_on": "2027-01-14"}),
        update_due({"occurred_on": "2027-01-14"}),
        information({"occurred_on": "2027-01-14"}),
        closing({"event_id": "closing-2"}),
    ],
)
def test_an_event_of_a_closed_case_is_refused(event: AnyEvent) -> None:
    closed = case_file(decision(), closing())
    assert rules(event, closed) == {("case_closed", "case.case_number")}


def test_a_closed_case_takes_a_correction_and_a_new_decision() -> None:
    closed = case_file(decision(), closing())
    again = decision({"event_id": "decision-2", "occurred_on": "2027-02-01"})
    assert rules(again, closed) == set()
    assert rules(correction(closing({"reason": "final_order"}), {"occurred_on": "2027-01-12"}), closed) == set()


def test_a_correction_cannot_be_corrected_but_what_it_replaced_can_be_again() -> None:
    before = case_file(decision(), correction(decision()))
    second = {"event_id": "correction-2"}
    assert rules(correction(decision(), {**second, "replaces": "correction-1"}), before) == {
        ("replaces_correction", "replaces")
    }
    assert rules(correction(decision(), second), before) == set()


def test_a_correction_may_move_a_decision_to_the_right_hub() -> None:
    here = directory()
    two = type(here)(
        hubs={**here.hubs, "suffolk": here.hubs["essex"]}, service_areas=here.service_areas, courts=here.courts
    )
    moved = correction(decision({"hub": "suffolk"}), {"hub": "suffolk"})
    assert faults(moved, case_file(), two) == ()


def test_a_case_can_be_closed_after_a_child_came_of_age() -> None:
    of_age: Changes = {"case.people.2.date_of_birth": "2008-12-01"}
    before = case_file(decision(of_age))
    assert rules(update_due(of_age), before) == {("not_a_child", "case.people.2.date_of_birth")}
    assert rules(closing(of_age), before) == set()


def test_a_childs_email_may_be_that_of_the_adult_it_lives_with() -> None:
    assert rules(decision({"case.people.2.safe_contact": EMAIL, "case.people.2.email": None}), None) == set()


def test_no_fault_holds_a_persons_value() -> None:
    changes: Changes = {
        "hub": "atlantis",
        "case.court": "utopia",
        "case.people.1.person_id": "p1",
        "case.people.2.lives_with": ["nobody-1"],
        "case.people.2.date_of_birth": "2001-02-03",
        "case.people.0.lives_with": ["nobody-2"],
    }
    said = " ".join(
        f"{fault.rule} {fault.field} {fault.detail}" for fault in faults(decision(changes), None, directory())
    )
    assert not [value for value in ("atlantis", "utopia", "nobody", "2001", "Zosia", "Sample") if value in said]
