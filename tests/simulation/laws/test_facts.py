"""The facts of a case as the laws fold them: corrected, with whoever's details changed, stay by stay."""

from datetime import date

from correspondence.simulation.laws.facts import Facts, cases
from correspondence.simulation.seen import Posted
from tests import build

from .made import CASE, corrected, posted, seen

DECISION = posted("hub_allocation_decided")


def facts(*events: Posted) -> Facts:
    return cases(seen(events=events))[CASE]


def test_a_correction_stands_in_the_place_of_what_was_wrong() -> None:
    right = corrected("hub_allocation_decided", {"entered_hub_on": "2026-11-12"}, date(2026, 11, 23))
    assert facts(DECISION).entered_on == date(2026, 11, 19)
    assert facts(DECISION, right).entered_on == date(2026, 11, 12)
    assert facts(DECISION, right).until(date(2026, 11, 20)).entered_on == date(2026, 11, 19)


def test_events_stand_in_the_order_of_their_days_however_late_they_came() -> None:
    late = posted("review_recorded", on=date(2026, 12, 30))
    found = facts(DECISION, posted("update_due"), late)
    assert [e["type"] for e in found.events] == ["hub_allocation_decided", "review_recorded", "update_due"]


MOVED = build.body("hub_allocation_decided")["case"]["people"][1] | {"phone": "01632 960999"}
GRANDMOTHER = MOVED | {"person_id": "p3"}


def test_whose_details_changed_stands_whole_beside_the_others() -> None:
    found = facts(DECISION, posted("details_changed", {"people": [MOVED]}))
    assert found.people["p2"]["phone"] == "01632 960999"
    assert list(found.people) == ["p1", "p2", "c1", "c2"]


def test_whose_details_changed_on_an_earlier_day_and_were_told_late_is_known_by_now() -> None:
    late = posted("details_changed", {"people": [MOVED], "occurred_on": "2026-11-30"}, on=date(2026, 12, 30))
    update = posted("update_due")
    assert facts(DECISION, update, late).people["p2"]["phone"] == "01632 960999"
    assert facts(DECISION, update, late).until(date(2026, 12, 29)).people["p2"]["phone"] != "01632 960999"
    in_time = facts(DECISION, posted("details_changed", {"people": [MOVED], "occurred_on": "2026-11-30"}), update)
    assert in_time.people["p2"]["phone"] != "01632 960999", "an event tells the case as it then was"


def test_who_joins_is_there_and_who_left_is_gone() -> None:
    case = build.body("hub_allocation_decided")["case"]
    left = {**case, "people": case["people"][:3]}
    found = facts(DECISION, posted("details_changed", {"people": [GRANDMOTHER], "case": left}))
    assert list(found.people) == ["p1", "p2", "c1", "p3"]


def test_a_case_is_one_case_however_its_number_is_written() -> None:
    odd = posted("review_recorded", {"case.case_number": "cm26p-00417"})
    assert list(cases(seen(events=[DECISION, odd]))) == [CASE]


def test_what_was_refused_did_not_happen_and_what_was_posted_twice_happened_once() -> None:
    refused = posted("case_closed", taken=False)
    assert not facts(DECISION, refused).closed
    assert len(facts(DECISION, DECISION).events) == 1


def test_a_second_decision_begins_a_stay_only_once_the_first_is_over() -> None:
    again = posted("hub_allocation_decided", {"event_id": "again", "occurred_on": "2026-12-14"})
    assert facts(DECISION, again).entered_on == date(2026, 11, 19)
    risk = posted("risk_increased")
    assert facts(DECISION, risk).passed_back
    assert facts(DECISION, risk, again).entered_on == date(2026, 12, 14)
    assert facts(DECISION, risk, again).waits


def test_a_supervisors_review_holds_a_case_that_was_passed_back() -> None:
    held = posted("review_recorded", {"occurred_on": "2026-12-15"})
    assert facts(DECISION, posted("risk_increased"), held).waits


def test_a_review_answers_what_it_names_or_all_that_had_come() -> None:
    first = posted("information_received", {"occurred_on": "2026-11-24"})
    second = posted("information_received", {"event_id": "second", "occurred_on": "2026-11-25"})
    named = posted("review_recorded", {"answers": "information-1"})
    assert [e["event_id"] for e in facts(DECISION, first, second, named).open_alerts()] == ["second"]
    assert facts(DECISION, first, second, posted("review_recorded")).open_alerts() == ()
    late = [DECISION, posted("review_recorded"), first]
    assert [e["event_id"] for e in facts(*late).open_alerts()] == ["information-1"]
