"""Who was promised another letter is not forgotten because the case left its Hub."""

import pytest

from correspondence.protocol.events import AnyEvent
from correspondence.protocol.letters import LetterRecord, Status, Told
from correspondence.protocol.owed.duty import DutyName
from tests.build import adviser_allocated, case_file, day, decision, letter, review, risk_increased
from tests.protocol.owed import owed

FIRST = letter("p1")
"""The father's first letter, of Thursday 19 November 2026: it promised another within five weeks."""
PASSED_BACK = review({"outcome": "allocate"})


def promised(*received: AnyEvent, letters: tuple[LetterRecord, ...] = (FIRST,)) -> list[tuple[str | None, str]]:
    found = owed(case_file(decision(), *received, letters=letters), DutyName.PROMISED_LETTER)
    return [(duty.person_id, duty.due_on.isoformat()) for duty in found]


def test_while_a_case_waits_its_update_is_owed_and_no_promise_beside_it() -> None:
    assert promised() == []


@pytest.mark.parametrize("way", [PASSED_BACK, risk_increased()], ids=lambda event: event.type)
def test_a_promise_is_owed_to_who_had_it_from_the_day_the_case_leaves_its_hub(way: AnyEvent) -> None:
    assert promised(way) == [("p1", "2026-12-24")]  # a Thursday, 35 days from the letter


def test_the_day_is_the_one_that_was_printed_whatever_the_hub_aims_at_since() -> None:
    """The letter went while the Hub aimed at four weeks."""
    printed = letter("p1", {"told": ((Told.NEXT_LETTER, day("Thu 17 Dec 2026")),)})
    assert promised(PASSED_BACK, letters=(printed,)) == [("p1", "2026-12-17")]


def test_staff_are_told_which_letter_promised_it() -> None:
    (duty,) = owed(case_file(decision(), PASSED_BACK, letters=(FIRST,)), DutyName.PROMISED_LETTER)
    assert duty.why == "promised in the letter of Thursday 19 November 2026, before the case left the Hub"
    assert (duty.for_staff, duty.source, duty.done_on) == (True, "ours", None)


def test_any_letter_of_another_kind_written_since_ends_it() -> None:
    own = {"letter_id": "b", "kind": "brought_forward", "given_by": "risk-1", "event_id": "risk-1"}
    days = {"dated": risk_increased().occurred_on, "sent_on": risk_increased().occurred_on}
    since = letter("p1", own | days)
    assert promised(risk_increased(), letters=(FIRST, since)) == []
    back = letter("p1", own | days | {"status": Status.RETURNED})
    assert promised(risk_increased(), letters=(FIRST, back)) == [("p1", "2026-12-24")]


def test_who_was_never_written_to_was_promised_nothing() -> None:
    assert promised(PASSED_BACK, letters=()) == []


def test_once_an_adviser_is_named_their_letter_is_owed_instead() -> None:
    assert promised(PASSED_BACK, adviser_allocated()) == []
