"""The letters that the court's word, a risk or an adviser gives: to whom, by when, and when they are no longer owed."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from correspondence.protocol.events import AnyEvent
from correspondence.protocol.letters import LetterRecord, Status
from correspondence.protocol.owed.duty import AnyDutyName, Duty, DutyName
from correspondence.protocol.owed.obligations import (
    ADVISER_LETTER,
    ANSWER_TO_COURT,
    GUARDIAN_TIMEFRAME,
    REPLY,
    RISK_NOTICE,
)
from tests import build
from tests.build import (
    Changes,
    adviser_allocated,
    case_file,
    closing,
    contact_made,
    correction,
    court_challenged,
    day,
    decision,
    extension_decided,
    extension_needed,
    guardian_appointed,
    information,
    letter,
    representation,
    review,
    risk_increased,
    update_due,
)
from tests.protocol.owed import only, owed, people

FAMILY = ("p1", "p2", "c1", "c2")
COURT = "court:chelmsford"
OTHER_DATE: Changes = {"case.ordered_work.filing_date": "2027-04-16"}
A_CARER = {"person_id": "p3", "role": "carer", "name": {"given": "Grandma", "family": "Sample"}}

WORKED: list[tuple[AnyEvent, AnyDutyName, tuple[str | None, ...], str, str]] = [
    (decision(), DutyName.FILING_TIME_LETTER, (None,), "Thu 26 Nov 2026", "5.1"),
    (adviser_allocated(), ADVISER_LETTER.duty, FAMILY, "Thu 4 Feb 2027", "3.2(v)"),
    (risk_increased(), DutyName.BROUGHT_FORWARD_LETTER, ("p2",), "Wed 9 Dec 2026", "5.1 (risk)"),
    (risk_increased(), RISK_NOTICE.duty, (None,), "Wed 9 Dec 2026", "Annex B 3 families (risk)"),
    (extension_needed(), DutyName.EXTENSION_LETTER, FAMILY, "Tue 2 Feb 2027", "3.1(k)"),
    (extension_decided(), DutyName.EXTENSION_LETTER, FAMILY, "Fri 19 Feb 2027", "3.1(k)"),
    (representation(), REPLY.duty, ("p1",), "Thu 17 Dec 2026", "3.1(l)"),
    (guardian_appointed(), GUARDIAN_TIMEFRAME.duty, (None,), "Fri 18 Dec 2026", "5.2 (16.4)"),
    (court_challenged(), ANSWER_TO_COURT.duty, (None,), "Wed 16 Dec 2026", "5.2"),
    # Friday 25 December and, in place of Saturday the 26th, Monday the 28th are bank holidays.
    (
        court_challenged({"occurred_on": "2026-12-24", "kind": "clarification"}),
        ANSWER_TO_COURT.duty,
        (None,),
        "Wed 30 Dec 2026",
        "5.2",
    ),
]


def sent(event: AnyEvent, kind: str, recipient: str, on: str, changes: dict[str, Any] | None = None) -> LetterRecord:
    """A letter of that kind which *event* gave, sent on that day."""
    own = {
        "letter_id": f"{kind}-{recipient}-{event.event_id}",
        "kind": kind,
        "event_id": event.event_id,
        "given_by": event.event_id,
        "dated": event.occurred_on,
        "sent_on": day(on),
    }
    return letter(recipient, own | (changes or {}))


def done(found: Iterable[Duty]) -> dict[str | None, date | None]:
    """The day on which each person's duty was done."""
    return {d.person_id: d.done_on for d in found}


@pytest.mark.parametrize(("event", "name", "whose", "due", "source"), WORKED)
def test_an_event_owes_its_letters_to_their_readers_by_their_clock(
    event: AnyEvent, name: DutyName, whose: tuple[str | None, ...], due: str, source: str
) -> None:
    received = (event,) if event == decision() else (decision(), event)
    found = owed(case_file(*received), name)
    assert people(found) == list(whose)
    assert {(d.due_on, d.source, d.for_staff, d.done_on) for d in found} == {(day(due), source, False, None)}


def test_an_event_that_stands_alone_owes_its_letters_too() -> None:
    assert people(owed(case_file(adviser_allocated()), ADVISER_LETTER.duty)) == list(FAMILY)


def test_a_letter_discharges_its_readers_duty_and_no_other() -> None:
    allocated = adviser_allocated()
    held = case_file(decision(), allocated, letters=(sent(allocated, "adviser_letter", "p1", "Mon 1 Feb 2027"),))
    found = done(owed(held, ADVISER_LETTER.duty))
    assert found == {"p1": day("Mon 1 Feb 2027"), "p2": None, "c1": None, "c2": None}


@pytest.mark.parametrize(
    "changes",
    [
        {"status": Status.RETURNED},
        {"status": Status.APPROVED, "sent_on": None},
        {"given_by": "risk-9"},
        {"kind": "answer_to_court"},
        {"recipient": "p1"},
        {"recipient": "file:essex"},
    ],
)
def test_a_notice_is_owed_until_that_very_notice_has_reached_the_court(changes: dict[str, Any]) -> None:
    risk = risk_increased()
    held = case_file(decision(), risk, letters=(sent(risk, "risk_notice", COURT, "Wed 9 Dec 2026", changes),))
    assert only(held, RISK_NOTICE.duty).done_on is None


@pytest.mark.parametrize("court", [COURT, "court:southend"])
def test_what_reached_the_court_that_had_the_case_then_is_done(court: str) -> None:
    risk = risk_increased()
    held = case_file(decision(), risk, letters=(sent(risk, "risk_notice", court, "Wed 9 Dec 2026"),))
    assert only(held, RISK_NOTICE.duty).done_on == day("Wed 9 Dec 2026")


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"may_be_told": []}, []),
        ({"may_be_told": ["c2", "p1"]}, ["c2", "p1"]),
        ({"may_be_told": ["c1"], "case.people.2.letter_version": "none"}, []),
        ({"may_be_told": ["c1"], "case.people.2.letter_version": None}, []),
    ],
)
def test_only_those_who_may_safely_be_told_and_are_written_to_at_all_hear_that_a_case_is_brought_forward(
    changes: Changes, told: list[str]
) -> None:
    held = case_file(decision(), risk_increased(changes))
    assert people(owed(held, DutyName.BROUGHT_FORWARD_LETTER)) == told
    assert people(owed(held, RISK_NOTICE.duty)) == [None]


def test_a_carer_and_the_dead_are_told_of_no_adviser() -> None:
    died = closing({"reason": "death", "person_id": "p2", "occurred_on": "2026-11-25"})
    again = decision({"event_id": "decision-2", "occurred_on": "2026-12-01"})
    people_now = adviser_allocated({"case.people.0": A_CARER, "case.people.2.lives_with": ["p3"]})
    held = case_file(decision(), died, again, people_now)
    assert people(owed(held, ADVISER_LETTER.duty)) == ["c1", "c2"]


def test_another_adviser_ends_what_was_not_yet_said_of_the_first_and_leaves_what_was() -> None:
    first = adviser_allocated()
    other: Changes = {"event_id": "allocation-2", "occurred_on": "2027-02-01", "adviser.name": "Omar Example"}
    held = case_file(
        decision(), first, adviser_allocated(other), letters=(sent(first, "adviser_letter", "p1", "Fri 29 Jan 2027"),)
    )
    found = [(d.person_id, d.due_on, d.done_on) for d in owed(held, ADVISER_LETTER.duty)]
    assert found == [
        ("p1", day("Thu 4 Feb 2027"), day("Fri 29 Jan 2027")),
        *((person, day("Mon 8 Feb 2027"), None) for person in FAMILY),
    ]


def test_one_adviser_told_twice_is_owed_once_by_the_first_day() -> None:
    first, again = adviser_allocated(), adviser_allocated({"event_id": "allocation-2", "occurred_on": "2027-02-01"})
    held = case_file(decision(), first, again, letters=(sent(first, "adviser_letter", "p1", "Fri 29 Jan 2027"),))
    found = [(d.person_id, d.due_on, d.done_on) for d in owed(held, ADVISER_LETTER.duty)]
    done = {"p1": day("Fri 29 Jan 2027")}
    assert found == [(person, day("Thu 4 Feb 2027"), done.get(person)) for person in FAMILY]


def test_the_courts_answer_ends_what_was_not_yet_said_of_the_request() -> None:
    asked = extension_needed()
    held = case_file(
        decision(), asked, extension_decided(), letters=(sent(asked, "extension_sought", "p2", "Tue 2 Feb 2027"),)
    )
    found = [(d.person_id, d.due_on, d.done_on) for d in owed(held, DutyName.EXTENSION_LETTER)]
    assert found == [
        ("p2", day("Tue 2 Feb 2027"), day("Tue 2 Feb 2027")),
        *((person, day("Fri 19 Feb 2027"), None) for person in FAMILY),
    ]


def test_a_request_about_a_filing_date_that_is_another_by_now_is_no_news() -> None:
    moved: Changes = {"occurred_on": "2027-02-02", "case.ordered_work.filing_date": "2027-03-26"}
    assert owed(case_file(decision(), extension_needed(), update_due(moved)), DutyName.EXTENSION_LETTER) == []


def test_another_answer_of_the_court_ends_what_was_not_yet_said_of_the_first() -> None:
    again = extension_decided({"event_id": "extension-decided-2", "occurred_on": "2027-02-15"})
    held = case_file(decision(), extension_needed(), extension_decided(), again)
    assert {d.due_on for d in owed(held, DutyName.EXTENSION_LETTER)} == {day("Mon 22 Feb 2027")}


@pytest.mark.parametrize(
    ("event", "name"),
    [
        (risk_increased(), DutyName.BROUGHT_FORWARD_LETTER),
        (guardian_appointed(), GUARDIAN_TIMEFRAME.duty),
    ],
)
def test_once_an_adviser_has_the_case_nothing_is_owed_that_says_when_one_will(event: AnyEvent, name: DutyName) -> None:
    assert owed(case_file(decision(), event), name) != []
    assert owed(case_file(decision(), event, adviser_allocated()), name) == []


@pytest.mark.parametrize(
    ("event", "name"),
    [
        (risk_increased(), RISK_NOTICE.duty),
        (court_challenged(), ANSWER_TO_COURT.duty),
        (representation(), REPLY.duty),
    ],
)
def test_the_court_and_a_party_are_answered_even_after_an_adviser_took_the_case(
    event: AnyEvent, name: DutyName
) -> None:
    assert owed(case_file(decision(), event, adviser_allocated()), name) != []


def test_the_courts_filing_times_are_owed_while_the_case_waits() -> None:
    waiting = decision()
    left = case_file(waiting, risk_increased())
    assert owed(left, DutyName.FILING_TIME_LETTER) == []
    said = sent(waiting, "filing_time", COURT, "Fri 20 Nov 2026")
    assert only(case_file(waiting, risk_increased(), letters=(said,)), DutyName.FILING_TIME_LETTER).done_on == day(
        "Fri 20 Nov 2026"
    )


def test_a_second_decision_during_a_stay_starts_no_clock_of_the_courts_letter_again() -> None:
    again = decision({"event_id": "decision-2", "occurred_on": "2026-12-01"})
    assert only(case_file(decision(), again), DutyName.FILING_TIME_LETTER).due_on == day("Thu 26 Nov 2026")
    anew = sent(again, "filing_time", COURT, "Wed 2 Dec 2026")
    assert only(case_file(decision(), again, letters=(anew,)), DutyName.FILING_TIME_LETTER).done_on == day(
        "Wed 2 Dec 2026"
    )


def test_every_request_of_a_party_and_of_the_court_has_its_own_answer() -> None:
    asked, asked_again = representation(), representation({"event_id": "representation-2", "occurred_on": "2026-12-17"})
    held = case_file(decision(), asked, asked_again, letters=(sent(asked_again, "reply", "p1", "Fri 18 Dec 2026"),))
    found = [(d.due_on, d.done_on) for d in owed(held, REPLY.duty)]
    assert found == [(day("Thu 17 Dec 2026"), None), (day("Thu 24 Dec 2026"), day("Fri 18 Dec 2026"))]


def test_the_letters_of_an_earlier_stay_are_owed_no_more() -> None:
    again = decision({"event_id": "decision-2", "occurred_on": "2027-02-01"})
    held = case_file(decision(), risk_increased(), again)
    assert owed(held, RISK_NOTICE.duty) == []
    assert owed(held, DutyName.BROUGHT_FORWARD_LETTER) == []


def test_a_corrected_event_owes_its_letter_by_the_day_that_is_right() -> None:
    right = correction(adviser_allocated({"occurred_on": "2027-01-27"}), {"occurred_on": "2027-01-29"})
    held = case_file(decision(), adviser_allocated(), right)
    assert {d.due_on for d in owed(held, ADVISER_LETTER.duty)} == {day("Wed 3 Feb 2027")}


def test_a_court_that_was_told_something_wrong_is_owed_a_correcting_letter_that_names_no_person() -> None:
    risk = risk_increased()
    wrong = sent(risk, "risk_notice", COURT, "Tue 8 Dec 2026")
    mended = correction(risk_increased({"referral_made": False}), {"occurred_on": "2026-12-09"})
    unsent = replace(wrong, letter_id="anew", event_id="correction-1", status=Status.DRAFT, sent_on=None)
    duty = only(case_file(decision(), risk, mended, letters=(wrong, unsent)), DutyName.CORRECTING_LETTER)
    assert (duty.person_id, duty.due_on, duty.done_on) == (None, day("Wed 16 Dec 2026"), None)
    anew = replace(unsent, status=Status.SENT, sent_on=day("Thu 10 Dec 2026"))
    held = case_file(decision(), risk, mended, letters=(wrong, anew))
    assert only(held, DutyName.CORRECTING_LETTER).done_on == day("Thu 10 Dec 2026")


@pytest.mark.parametrize(("kind", "reader"), [("extension_sought", "p1"), ("extension_application", COURT)])
def test_a_request_that_was_wrong_is_put_right_until_the_court_has_answered_it(kind: str, reader: str) -> None:
    """The letter of the answer says what holds now."""
    asked = extension_needed()
    wrong = sent(asked, kind, reader, "Tue 2 Feb 2027")
    right = correction(extension_needed({"proposed_filing_date": "2027-04-16"}), {"occurred_on": "2027-02-03"})
    anew = replace(wrong, letter_id="anew", event_id="correction-1", status=Status.DRAFT, sent_on=None)
    waiting = case_file(decision(), asked, right, letters=(wrong, anew))
    assert only(waiting, DutyName.CORRECTING_LETTER).done_on is None
    answered = (decision(), asked, right, extension_decided())
    assert owed(case_file(*answered, letters=(wrong,)), DutyName.CORRECTING_LETTER) == []
    taken_back = replace(anew, status=Status.WITHDRAWN)
    assert owed(case_file(*answered, letters=(wrong, taken_back)), DutyName.CORRECTING_LETTER) == []
    told = replace(anew, status=Status.SENT, sent_on=day("Thu 4 Feb 2027"))
    done_since = only(case_file(*answered, letters=(wrong, told)), DutyName.CORRECTING_LETTER)
    assert done_since.done_on == day("Thu 4 Feb 2027")


@pytest.mark.parametrize(
    ("right", "whose"),
    [
        ({"answers": "information-1"}, []),
        ({"answers": None}, ["p2"]),
    ],
)
def test_thanks_that_were_sent_are_right_while_it_is_their_reader_whom_the_review_answers(
    right: Changes, whose: list[str]
) -> None:
    answer = review({"occurred_on": "2026-12-29", "answers": "information-1"})
    mended = correction(review({"occurred_on": "2026-12-29", **right}), {"occurred_on": "2026-12-30"})
    thanks = sent(answer, "thank_you", "p2", "Tue 29 Dec 2026")
    held = case_file(decision(), information(), answer, mended, letters=(thanks,))
    assert people(owed(held, DutyName.CORRECTING_LETTER)) == whose


def test_whom_a_letter_was_never_meant_for_is_told_by_staff_and_a_talk_since_then_ends_it() -> None:
    first = update_due({"only": ["p1", "p2"]})
    mended = correction(update_due({"only": ["p1"]}), {"occurred_on": "2026-12-23"})
    letters = tuple(sent(first, "update", each, "Tue 22 Dec 2026") for each in ("p1", "p2"))
    duty = only(case_file(decision(), first, mended, letters=letters), DutyName.CORRECTING_LETTER)
    assert (duty.person_id, duty.for_staff, duty.done_on) == ("p2", True, None)
    assert duty.why.endswith("staff tell them, and record that (`contact_made`)")
    for changes, is_done in (({}, True), ({"with_person": "p1"}, False), ({"occurred_on": "2026-12-22"}, False)):
        call = contact_made({"occurred_on": "2026-12-28", **changes})
        held = case_file(decision(), first, mended, call, letters=letters)
        assert (only(held, DutyName.CORRECTING_LETTER).done_on is not None) is is_done


def test_a_talk_takes_the_place_of_no_letter_that_is_meant_for_its_reader() -> None:
    wrong = sent(decision(), "hub_letter", "p2", "Fri 20 Nov 2026")
    mended = correction(decision(OTHER_DATE), {"occurred_on": "2026-11-26", **OTHER_DATE})
    anew = replace(wrong, letter_id="anew", event_id="correction-1", status=Status.DRAFT, sent_on=None)
    call = contact_made({"occurred_on": "2026-11-27", **OTHER_DATE})
    duty = only(case_file(decision(), mended, call, letters=(wrong, anew)), DutyName.CORRECTING_LETTER)
    assert (duty.person_id, duty.done_on, duty.why) == ("p2", None, "5 working days from Thursday 26 November 2026")


def test_who_has_left_the_case_is_owed_no_correction() -> None:
    alone = build.example("hub_allocation_decided")["case"]["people"][1:]
    letters = tuple(sent(decision(), "hub_letter", each, "Fri 20 Nov 2026") for each in ("p1", "p2"))
    without = {"case.people": alone, **OTHER_DATE}
    mended = correction(decision(without), {"occurred_on": "2026-11-26", **without})
    anew = [replace(x, letter_id="anew", event_id="correction-1", status=Status.DRAFT, sent_on=None) for x in letters]
    assert people(owed(case_file(decision(), mended, letters=(*letters, anew[1])), DutyName.CORRECTING_LETTER)) == [
        "p2"
    ]


def test_another_court_is_told_for_the_one_that_was_told_wrong() -> None:
    wrong = sent(decision(), "filing_time", COURT, "Fri 20 Nov 2026")
    moved = {"case.court": "southend", **OTHER_DATE}
    mended = correction(decision(moved), {"occurred_on": "2026-11-26", **moved})
    anew = {"letter_id": "anew", "event_id": "correction-1", "dated": day("Thu 26 Nov 2026")}
    told = sent(decision(), "filing_time", "court:southend", "Fri 27 Nov 2026", anew)
    duty = only(case_file(decision(), mended, letters=(wrong, told)), DutyName.CORRECTING_LETTER)
    assert (duty.person_id, duty.done_on) == (None, day("Fri 27 Nov 2026"))


def test_an_update_that_was_sent_is_right_while_it_is_its_reader_whose_update_was_due() -> None:
    first = update_due({"only": ["p1", "p2"]})
    mended = correction(update_due({"only": ["p1"]}), {"occurred_on": "2026-12-23"})
    letters = tuple(sent(first, "update", each, "Tue 22 Dec 2026") for each in ("p1", "p2"))
    held = case_file(decision(), first, mended, letters=letters)
    assert people(owed(held, DutyName.CORRECTING_LETTER)) == ["p2"]
    whole = correction(update_due(), {"occurred_on": "2026-12-23"})
    assert owed(case_file(decision(), first, whole, letters=letters), DutyName.CORRECTING_LETTER) == []


def test_what_is_wrong_in_a_letter_of_an_earlier_stay_is_put_right_where_it_is_still_true() -> None:
    risk, again = risk_increased(), decision({"event_id": "decision-2", "occurred_on": "2027-01-04"})
    mended = correction(risk_increased({"summary": "As it was."}), {"occurred_on": "2027-01-05"})
    wrong = sent(risk, "risk_notice", COURT, "Tue 8 Dec 2026")
    anew = replace(wrong, letter_id="anew", event_id="correction-1", status=Status.DRAFT, sent_on=None)
    held = case_file(decision(), risk, again, mended, letters=(wrong, anew))
    assert only(held, DutyName.CORRECTING_LETTER).done_on is None
