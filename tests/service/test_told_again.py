"""A fact that is recorded again under another id: nothing is owed, written or sent twice for it."""

from datetime import date, timedelta
from typing import Any

import pytest

from correspondence.catalogue.registry import CASE_KINDS
from correspondence.protocol.letters import Audience, Status
from correspondence.protocol.refusals import Refused
from correspondence.service import Service
from correspondence.storage import StoredLetter
from tests import build

from .conftest import move, post

CASE = "CM26P00417"
BEFORE: dict[str, dict[str, dict[str, Any]]] = {
    "extension_decided": {"extension_needed": {}},
    "information_received": {"review_recorded": {"occurred_on": "2026-12-14"}},  # or the review is overdue as well
}
"""What comes before an event, beside the decision."""
REFUSED = {
    "extension_needed": "second_request_without_reason",
    "extension_decided": "nothing_to_decide",
    "risk_increased": "left_hub",
    "court_challenged": "left_hub",
    "hub_closing": "closing_recorded",
    "case_closed": "case_closed",
}
"""What a rule of its own refuses, told a second time."""
ANOTHER_OFFICER: dict[str, Any] = {"recorded_by": {"name": "B. Example", "role": "service_manager"}}
RESTATED = [kind for kind in build.EVENTS if build.body(kind) and build.read(build.body(kind)).holds_until_another]


def history(service: Service, kind: str) -> None:
    """The case placed in its Hub, and whatever else comes before an event of that type."""
    if kind != "hub_allocation_decided":
        post(service, "hub_allocation_decided")
    for earlier, changes in BEFORE.get(kind, {}).items():
        post(service, earlier, changes)


def owed(service: Service, today: date) -> set[tuple[str, str | None, date, date | None]]:
    return {(d.duty, d.person_id, d.due_on, d.done_on) for d in service.duties_of(CASE, today)}


def letters(service: Service) -> list[StoredLetter]:
    """All letters of the case but those that stay on file."""
    on_file = {code for code, kind in CASE_KINDS.items() if kind.versions == (Audience.FILE,)}
    return [x for x in service.register.letters_of_case(CASE) if x.kind not in on_file]


def again(kind: str, **changes: Any) -> dict[str, Any]:
    return {"event_id": "told-again", **changes}


@pytest.mark.parametrize("sent", [True, False], ids=["sent", "on their way"])
@pytest.mark.parametrize("kind", [kind for kind in build.EVENTS if kind not in REFUSED])
def test_a_retry_a_second_officer_and_a_second_import_write_to_nobody_again(
    service: Service, kind: str, sent: bool
) -> None:
    history(service, kind)
    first = post(service, kind)
    for letter in letters(service) if sent else ():
        if letter.status is Status.DRAFT and letter.event_id == first.event_id:
            move(service, letter, Status.APPROVED, letter.dated)
            move(service, letter, Status.SENT, letter.dated)
    before, today = letters(service), date(2027, 3, 20)
    was_owed = owed(service, today)
    second = post(service, kind, again(kind, **(ANOTHER_OFFICER if kind != "review_recorded" else {})))
    assert letters(service) == before
    assert owed(service, today) - was_owed <= {each for each in owed(service, today) if each[0] == "alert_review"}
    assert any("recorded already, under another id" in each for each in second.warnings)


@pytest.mark.parametrize("kind", RESTATED)
def test_how_things_stand_told_on_a_later_day_is_no_other_fact(service: Service, kind: str) -> None:
    history(service, kind)
    post(service, kind)
    before = letters(service)
    later = build.read(build.body(kind)).occurred_on + timedelta(days=2)
    post(service, kind, again(kind, occurred_on=later.isoformat()))
    assert [(x.kind, x.recipient) for x in letters(service)] == [(x.kind, x.recipient) for x in before]


@pytest.mark.parametrize(("kind", "rule"), REFUSED.items())
def test_what_a_rule_of_its_own_refuses_leaves_all_as_it_was(service: Service, kind: str, rule: str) -> None:
    history(service, kind)
    granted = {"case.ordered_work.filing_date": "2027-04-09"} if kind == "extension_decided" else {}
    post(service, kind, granted)
    before = letters(service)
    with pytest.raises(Refused) as refused:
        post(service, kind, again(kind, **granted))
    assert rule in {reason.rule for reason in refused.value.reasons}
    assert letters(service) == before


@pytest.mark.parametrize("sent", [True, False], ids=["sent", "on their way"])
def test_a_request_that_says_why_it_is_exceptional_is_one_request_however_often_it_is_told(
    service: Service, sent: bool
) -> None:
    """No rule refuses it, told a second time; it waits for the court, and its letters stay on their way."""
    exceptional = {"exceptional_reason": "The adviser fell ill.", "approved_by": "H. Sample, Head of Practice"}
    history(service, "extension_needed")
    first = post(service, "extension_needed", exceptional)
    for letter in first.letters if sent else ():
        if letter.kind.startswith("extension") and letter.status is Status.DRAFT:
            move(service, letter, Status.APPROVED, letter.dated)
            move(service, letter, Status.SENT, letter.dated)
    before, day = letters(service), date(2027, 2, 4)
    was_owed = owed(service, day)
    second = post(service, "extension_needed", again("extension_needed", **exceptional, **ANOTHER_OFFICER))
    assert letters(service) == before
    assert owed(service, day) == was_owed
    assert any("recorded already, under another id" in each for each in second.warnings)
    answer = post(service, "extension_decided", {"case.ordered_work.filing_date": "2027-04-09"})
    assert {x.kind for x in answer.letters} >= {"extension_decided"}


def test_another_adviser_and_the_first_again_are_told_each_time(service: Service) -> None:
    history(service, "adviser_allocated")
    other = {"adviser": {"name": "Omar Example", "phone": "01632 960221", "email": "omar.example@example.org"}}
    post(service, "adviser_allocated")
    post(service, "adviser_allocated", {"event_id": "other", "occurred_on": "2027-01-29", **other})
    first_again = post(service, "adviser_allocated", again("adviser_allocated", occurred_on="2027-02-01"))
    assert {x.kind for x in first_again.letters} == {"adviser_letter"}


def test_a_party_who_asks_on_another_day_is_answered_again(service: Service) -> None:
    history(service, "representation_received")
    post(service, "representation_received")
    second = post(service, "representation_received", again("representation_received", occurred_on="2026-12-15"))
    assert [x.kind for x in second.letters] == ["reply"]


@pytest.mark.parametrize("told", ["information-1", "told-again"], ids=["once", "twice, under another id"])
@pytest.mark.parametrize("sent", [True, False], ids=["sent", "on their way"])
def test_a_second_review_of_what_was_told_once_thanks_nobody_again(service: Service, sent: bool, told: str) -> None:
    history(service, "review_recorded")
    post(service, "information_received")
    if told == "told-again":
        post(service, "information_received", again("information_received"))
    post(service, "review_recorded", {"occurred_on": "2026-12-29", "answers": "information-1"})
    (thanks,) = (x for x in letters(service) if x.kind == "thank_you")
    for status in (Status.APPROVED, Status.SENT) if sent else ():
        move(service, thanks, status, date(2026, 12, 29))
    second = {"event_id": "review-2", "occurred_on": "2026-12-30", "answers": told}
    assert [x for x in post(service, "review_recorded", second).letters if x.kind == "thank_you"] == []
    thanks_owed = [d for d in service.duties_of(CASE, date(2026, 12, 30)) if d.duty == "thank_you"]
    assert [d.due_on for d in thanks_owed] == [thanks.due_on]


@pytest.mark.parametrize("day_of", ["filing_date", "next_hearing_on"])
def test_an_update_of_the_same_day_with_another_date_of_the_court_is_no_repeat(service: Service, day_of: str) -> None:
    history(service, "update_due")
    first = post(service, "update_due")
    for letter in (x for x in first.letters if x.kind == "update"):
        move(service, letter, Status.APPROVED, letter.dated)
        move(service, letter, Status.SENT, letter.dated)
    moved = post(service, "update_due", again("update_due", **{f"case.ordered_work.{day_of}": "2027-04-23"}))
    assert [x.recipient for x in moved.letters if x.kind == "update"] == ["p1", "p2"]
    assert not any("recorded already" in each for each in moved.warnings)


def test_what_loosens_a_protection_is_nothing_that_was_recorded_already(service: Service) -> None:
    history(service, "details_changed")
    father = next(p for p in build.body("details_changed")["people"])
    post(service, "details_changed", {"people": [{**father, "in_refuge": True}]})
    left = {"people": [{**father, "in_refuge": False}]}
    post(service, "details_changed", left | {"event_id": "left"})
    loosened: dict[str, Any] = {"reason": "He left.", "approved_by": "S. Visor"}
    loosened |= {"loosens": [{"person_id": father["person_id"], "what": "in_refuge"}]}
    said = post(service, "details_changed", left | again("details_changed", override=loosened)).warnings
    assert any("is loosened by the override" in each for each in said)
    assert not any("recorded already" in each for each in said)


def test_another_day_for_a_guardian_takes_the_place_of_the_one_that_waits_to_be_told(service: Service) -> None:
    history(service, "guardian_appointed")
    post(service, "guardian_appointed")
    later = {"event_id": "later", "occurred_on": "2026-12-14", "expected_allocation_on": "2027-03-05"}
    post(service, "guardian_appointed", later)
    first_again = again("guardian_appointed", occurred_on="2026-12-15")
    post(service, "guardian_appointed", first_again)
    told = [(x.given_by, x.status) for x in letters(service) if x.kind == "guardian_timeframe"]
    assert told == [
        ("guardian-1", Status.WITHDRAWN),
        ("later", Status.WITHDRAWN),
        ("told-again", Status.DRAFT),
    ]
    owed_to_court = [d for d in service.duties_of(CASE, date(2026, 12, 15)) if d.duty == "guardian_timeframe"]
    assert [d.due_on for d in owed_to_court] == [date(2026, 12, 22)]


def test_whose_letter_was_taken_back_is_written_to_by_the_same_fact_again(service: Service) -> None:
    history(service, "representation_received")
    post(service, "representation_received")
    (reply,) = (x for x in letters(service) if x.kind == "reply")
    move(service, reply, Status.WITHDRAWN, reply.dated)
    second = post(service, "representation_received", again("representation_received"))
    assert [(x.kind, x.recipient) for x in second.letters] == [(reply.kind, reply.recipient)]
