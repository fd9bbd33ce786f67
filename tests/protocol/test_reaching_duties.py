"""Whom a letter cannot reach: a safe address is found for them, or they are called with an interpreter."""

from typing import Any

import pytest

from correspondence.checks.codes import Code
from correspondence.protocol.events import AnyEvent
from correspondence.protocol.history.case_file import CaseFile
from correspondence.protocol.intake.consistency import faults
from correspondence.protocol.letters import LetterRecord, Status
from correspondence.protocol.owed.duty import DutyName
from correspondence.protocol.owed.reaching_duties import IN_ENGLISH_ALONE, UNADDRESSED, WITH_PANEL
from tests import build
from tests.build import Body, Changes, case_file, contact_made, day, decision, details_changed, letter, review
from tests.protocol.owed import only, owed

PEOPLE: list[Body] = build.example("hub_allocation_decided")["case"]["people"]
FATHER, MOTHER, OLDER, _ = PEOPLE
CAME_BACK_ON = day("Wed 25 Nov 2026")
NOBODY_CONFIRMED = "a letter came back from where they are written to, and nobody has confirmed that since"


def returned(person_id: str = "p1", changes: dict[str, Any] | None = None) -> LetterRecord:
    """Their hub letter, sent on Friday 20 November 2026, came back on the Wednesday after."""
    own = {"status": Status.RETURNED, "status_on": CAME_BACK_ON, "route": "post"}
    return letter(person_id, own | (changes or {}))


def whose(held: CaseFile) -> list[str | None]:
    return [d.person_id for d in owed(held, DutyName.SAFE_ADDRESS)]


def test_a_letter_that_came_back_wants_a_safe_address_in_two_working_days() -> None:
    duty = only(case_file(decision(), letters=(returned(),)), DutyName.SAFE_ADDRESS)
    assert (duty.person_id, duty.due_on, duty.source, duty.for_staff) == ("p1", day("Fri 27 Nov 2026"), "ours", True)
    assert duty.why == (f"{NOBODY_CONFIRMED}; 2 working days from Wednesday 25 November 2026, when it came back")


def learnt(changes: Changes, on: str = "2026-11-26") -> AnyEvent:
    return details_changed({"occurred_on": on, "people": [build.changed(FATHER, changes)]})


@pytest.mark.parametrize(
    ("event", "is_owed"),
    [
        (learnt({"address": build.MOVED}), False),
        (learnt({"safe_contact.route": "email"}), False),
        (learnt({}), False),
        (learnt({}, on="2026-11-25"), False),
        (learnt({}, on="2026-11-24"), True),
        (details_changed({"people": [MOTHER]}), True),
        (review({"case.people.0.address": build.MOVED}), False),
        (review({"case.people.0.safe_contact.confirmed_on": "2026-12-01"}), False),
        (review({"case.people.0.phone": "01632 960199"}), True),
    ],
    ids=[
        *("another address", "another route", "confirmed", "confirmed that day", "learnt before", "another's details"),
        *("an address in another event", "confirmed in another event", "another event"),
    ],
)
def test_another_address_or_route_or_their_confirmation_ends_it(event: AnyEvent, is_owed: bool) -> None:
    assert whose(case_file(decision(), event, letters=(returned(),))) == (["p1"] if is_owed else [])


@pytest.mark.parametrize("status", [each for each in Status if each is not Status.RETURNED])
def test_only_what_came_back_says_that_an_address_is_wrong(status: Status) -> None:
    sent_on = day("Fri 20 Nov 2026") if status is Status.SENT else None
    held = case_file(decision(), letters=(returned("p1", {"status": status, "sent_on": sent_on}),))
    assert whose(held) == []


def test_what_went_another_way_says_nothing_of_the_way_that_letters_go() -> None:
    assert whose(case_file(decision(), letters=(returned("p1", {"route": "email"}),))) == []


def test_what_came_back_from_a_home_came_back_from_that_of_its_children() -> None:
    assert whose(case_file(decision(), letters=(returned("p2"),))) == ["p2", "c1", "c2"]
    assert whose(case_file(decision(), letters=(returned("c1"),))) == ["c1"]
    at_her_new_home = details_changed({"people": [build.changed(MOTHER, {"address": build.MOVED})]})
    assert whose(case_file(decision(), at_her_new_home, letters=(returned("p2"),))) == []


def test_of_a_letter_that_waits_for_a_route_two_working_days_count_unless_it_is_due_sooner() -> None:
    nowhere: Changes = {"case.people.0.safe_contact": None}
    held = letter("p1", {"status": Status.HELD, "sent_on": None})
    duty = only(case_file(decision(nowhere), letters=(held,)), DutyName.SAFE_ADDRESS)
    assert (duty.due_on, duty.why) == (
        day("Mon 23 Nov 2026"),
        "no safe route is confirmed; 2 working days from Thursday 19 November 2026, when the letter was written that "
        "waits for it",
    )
    late = letter("p1", {"status": Status.HELD, "sent_on": None, "dated": day("Wed 25 Nov 2026")})
    assert only(case_file(decision(nowhere), letters=(late,)), DutyName.SAFE_ADDRESS).due_on == day("Thu 26 Nov 2026")


@pytest.mark.parametrize("code", sorted(UNADDRESSED))
def test_of_a_letter_that_waits_for_an_address_that_can_be_printed_staff_are_told(code: str) -> None:
    held = letter("p1", {"status": Status.HELD, "sent_on": None, "codes": frozenset({code})})
    duty = only(case_file(decision(), letters=(held,)), DutyName.SAFE_ADDRESS)
    assert (duty.person_id, duty.due_on) == ("p1", day("Mon 23 Nov 2026"))
    assert duty.why.startswith("the address or route that is known leads nowhere, or cannot be printed; 2 working days")
    sent = letter("p1", {"codes": frozenset({code})})
    assert whose(case_file(decision(), letters=(sent,))) == []


def test_every_code_of_an_address_and_of_a_route_is_known_to_its_duty() -> None:
    of_addresses = {code for code in Code if code.mends == Code.ADDRESS_EMPTY.mends}
    assert {Code.NO_SAFE_ROUTE, *of_addresses} == UNADDRESSED
    assert {Code.LANGUAGE_NOT_AVAILABLE, Code.ENGLISH_WITH_PANEL} == {IN_ENGLISH_ALONE, WITH_PANEL}


UNREAD = letter("p2", {"status": Status.HELD, "sent_on": None, "codes": frozenset({IN_ENGLISH_ALONE})})
FARSI: Changes = {"case.people.1.language": "fa"}


def test_whose_language_is_not_written_is_called_with_an_interpreter_in_two_working_days() -> None:
    duty = only(case_file(decision(FARSI), letters=(UNREAD,)), DutyName.CALL_WITH_INTERPRETER)
    assert (duty.person_id, duty.due_on, duty.for_staff, duty.done_on) == ("p2", day("Mon 23 Nov 2026"), True, None)
    assert duty.why == (
        "no letter is written in their language, nor a panel; 2 working days from Thursday 19 November 2026, the day "
        "of the one in English"
    )
    assert owed(case_file(decision(FARSI)), DutyName.CALL_WITH_INTERPRETER) == []


@pytest.mark.parametrize(
    ("changes", "is_done"),
    [
        ({}, True),
        ({"how": "phone", "spoken_language": "fa-IR"}, True),
        ({"how": "visit", "spoken_language": "en"}, False),
        ({"how": "interpreter", "spoken_language": "en"}, True),
        ({"with_person": "p1"}, False),
        ({"occurred_on": "2026-11-19"}, True),
        ({"occurred_on": "2026-11-18"}, False),
    ],
)
def test_only_a_talk_with_them_that_they_understood_since_the_letter_ends_it(changes: Changes, is_done: bool) -> None:
    call = contact_made({**FARSI, "spoken_language": "fa", **changes})
    duty = only(case_file(decision(FARSI), call, letters=(UNREAD,)), DutyName.CALL_WITH_INTERPRETER)
    assert (duty.done_on is not None) is is_done


def test_a_letter_of_a_later_day_wants_a_call_of_its_own() -> None:
    later = letter("p2", {"letter_id": "later", "kind": "update", "dated": day("Mon 30 Nov 2026"), **_HELD})
    held = case_file(decision(FARSI), contact_made({**FARSI, "spoken_language": "fa"}), letters=(UNREAD, later))
    duty = only(held, DutyName.CALL_WITH_INTERPRETER)
    assert (duty.done_on, duty.due_on) == (None, day("Wed 2 Dec 2026"))


_HELD = {"status": Status.HELD, "sent_on": None, "codes": frozenset({IN_ENGLISH_ALONE})}


_SENT_WITH_PANEL = {"sent_on": day("Fri 20 Nov 2026"), "codes": frozenset({WITH_PANEL})}


def test_whoever_was_written_to_in_english_with_a_panel_is_called_once_the_letter_is_sent() -> None:
    waiting = letter("p2", {**_SENT_WITH_PANEL, "status": Status.APPROVED, "sent_on": None})
    assert owed(case_file(decision(FARSI), letters=(waiting,)), DutyName.CALL_WITH_INTERPRETER) == []
    sent = case_file(decision(FARSI), letters=(letter("p2", _SENT_WITH_PANEL),))
    duty = only(sent, DutyName.CALL_WITH_INTERPRETER)
    assert (duty.person_id, duty.due_on, duty.for_staff, duty.done_on) == ("p2", day("Tue 24 Nov 2026"), True, None)
    assert duty.why == (
        "a letter went to them in English, with a panel in their language; 2 working days from Friday 20 November "
        "2026, when it was sent"
    )


@pytest.mark.parametrize(
    ("changes", "done_on"),
    [
        ({"occurred_on": "2026-11-20"}, "Fri 20 Nov 2026"),
        ({"occurred_on": "2026-11-19"}, None),
        ({"occurred_on": "2026-11-23", "how": "phone", "spoken_language": "en"}, None),
        ({"occurred_on": "2026-11-23", "how": "phone", "spoken_language": "fa-IR"}, "Mon 23 Nov 2026"),
    ],
)
def test_a_talk_that_they_understood_since_it_was_sent_ends_that_call(changes: Changes, done_on: str | None) -> None:
    call = contact_made({**FARSI, "spoken_language": "fa", **changes})
    told = case_file(decision(FARSI), call, letters=(letter("p2", _SENT_WITH_PANEL),))
    assert only(told, DutyName.CALL_WITH_INTERPRETER).done_on == (day(done_on) if done_on else None)


@pytest.mark.parametrize("changes", [{"status": Status.RETURNED}, {"status": Status.WITHDRAWN}, {"codes": frozenset()}])
def test_what_came_back_never_went_or_was_in_their_language_wants_no_call(changes: Changes) -> None:
    kept = letter("p2", {**_SENT_WITH_PANEL, **changes})
    assert owed(case_file(decision(FARSI), letters=(kept,)), DutyName.CALL_WITH_INTERPRETER) == []


def test_whoever_is_known_to_read_english_by_now_is_not_called() -> None:
    sent = case_file(decision(), letters=(letter("p2", _SENT_WITH_PANEL),))
    english = case_file(decision({"case.people.1.language": "en-GB"}), letters=sent.letters)
    assert owed(english, DutyName.CALL_WITH_INTERPRETER) == []
    assert owed(sent, DutyName.CALL_WITH_INTERPRETER) != [], "the example reads Arabic"


@pytest.mark.parametrize(
    ("status", "sent_on", "is_owed"),
    [
        (Status.APPROVED, None, True),
        (Status.SENT, "Mon 23 Nov 2026", True),
        (Status.RETURNED, "Mon 23 Nov 2026", False),
    ],
)
def test_without_a_panel_the_call_is_owed_from_the_letters_day_sent_or_not(
    status: Status, sent_on: str | None, is_owed: bool
) -> None:
    went = day(sent_on) if sent_on else None
    kept = letter("p2", {"status": status, "codes": frozenset({IN_ENGLISH_ALONE}), "sent_on": went})
    found = owed(case_file(decision(FARSI), letters=(kept,)), DutyName.CALL_WITH_INTERPRETER)
    assert [d.due_on for d in found] == ([day("Mon 23 Nov 2026")] if is_owed else [])


def test_whoever_is_spoken_with_is_of_the_case() -> None:
    found = faults(contact_made({"with_person": "p9"}), case_file(decision()), build.directory())
    assert [(r.rule, r.field) for r in found] == [("person_unknown", "with_person")]
