"""A review is a supervisor's: what others record as one changes nothing but the file (Protocol 3.2(vi), (vii))."""

import pytest

from correspondence.protocol.events import SUPERVISORS, AnyEvent, ReviewOutcome, StaffRole
from correspondence.protocol.history.case_file import CaseFile
from correspondence.protocol.owed.duties import duties
from correspondence.protocol.owed.duty import DutyName
from tests.build import case_file, day, decision, hub, information, letter, review, risk_increased

ON = "2026-12-07"
ALERTED = (decision(), information({"occurred_on": "2026-12-04"}))
OTHERS = [role for role in StaffRole if role not in SUPERVISORS]


def looked_at(role: StaffRole, **own: object) -> AnyEvent:
    return review({"occurred_on": ON, "recorded_by.role": role.value, **own})


def standing(case: CaseFile) -> tuple[object, ...]:
    """All that a review may change: what is owed, by when, and where the case is."""
    owed = duties(case, hub(), day("Mon 7 Dec 2026"))
    return owed, case.open_alerts, case.is_in_hub, case.leaves_hub_on, case.decision


@pytest.mark.parametrize("role", sorted(SUPERVISORS))
def test_a_supervisors_review_ends_the_alert_and_starts_the_fourteen_days_again(role: StaffRole) -> None:
    case = case_file(*ALERTED, looked_at(role, answers="information-1"), letters=(letter("p2"),))
    owed = {d.duty: d.due_on for d in duties(case, hub(), day("Mon 7 Dec 2026"))}
    assert case.open_alerts == ()
    assert owed[DutyName.REVIEW] == day("Mon 21 Dec 2026")
    assert DutyName.THANK_YOU in owed


@pytest.mark.parametrize("role", OTHERS)
@pytest.mark.parametrize("outcome", ReviewOutcome)
@pytest.mark.parametrize("own", [{}, {"answers": "information-1"}, {"next_review_on": "2026-12-09"}])
def test_nobody_else_ends_an_alert_restarts_a_clock_or_moves_a_case(
    role: StaffRole, outcome: ReviewOutcome, own: dict[str, object]
) -> None:
    noted = looked_at(role, outcome=outcome.value, **own)
    assert standing(case_file(*ALERTED, noted)) == standing(case_file(*ALERTED))


@pytest.mark.parametrize("role", OTHERS)
def test_a_case_passed_back_by_a_supervisor_is_held_again_by_nobody_else(role: StaffRole) -> None:
    left = (decision(), review({"occurred_on": "2026-12-03", "outcome": "allocate"}))
    again = looked_at(role, event_id="review-2", outcome="hold")
    assert standing(case_file(*left, again)) == standing(case_file(*left))
    assert not case_file(*left, again).is_in_hub


@pytest.mark.parametrize("role", sorted(StaffRole))
def test_a_risk_that_is_recorded_ends_the_alerts_only_where_a_supervisor_recorded_it(role: StaffRole) -> None:
    risk = risk_increased({"recorded_by.role": role.value})
    assert bool(case_file(*ALERTED, risk).open_alerts) is (role not in SUPERVISORS)
