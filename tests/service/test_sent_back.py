"""What was sent back is mended or approved after all; what was recorded in error is as if it had not been."""

from datetime import date

import pytest

from correspondence.case_letters import CaseLetters
from correspondence.cases import CaseFiles
from correspondence.checks import OUT_OF_DATE
from correspondence.protocol.letters import Status
from correspondence.protocol.owed.duty import Duty, DutyName
from correspondence.service import Service
from correspondence.storage import CaseMoved, Mistake, StatusChange, StoredLetter, UnlawfulMove
from tests.build import day

from .conftest import letter_of, move, post

CASE = "CM26P00417"
MONDAY, NEXT_MONDAY = day("Mon 30 Nov 2026"), day("Mon 7 Dec 2026")
FRIDAY = day("Fri 20 Nov 2026")
REASON = "Her street is Placeholder Close"


def listed(service: Service, week_of: date) -> tuple[StoredLetter, bool]:
    """The list of a week for the example's court, and whether it was made now."""
    (letter,), is_new = service.lists.keep("essex", "chelmsford", week_of, week_of, CaseFiles(service.register), None)
    return letter, is_new


def send_back(service: Service, letter: StoredLetter, on: date = FRIDAY) -> StoredLetter:
    """Somebody wants it mended."""
    change = StatusChange(status=Status.SENT_BACK, by="R. Sample", on=on, reason=REASON)
    return service.move_on(letter.letter_id, change)


def take_back(service: Service, letter: StoredLetter, on: date = FRIDAY) -> StoredLetter:
    """What was said last was said in error."""
    return service.take_back(letter.letter_id, Mistake(by="S. Visor", on=on, reason="It lay in the tray"))


def owed(service: Service, name: DutyName, on: date = FRIDAY) -> list[Duty]:
    """What the case owes of that name, by the index that is kept and by the fold."""
    folded = [d for d in service.duties_of(CASE, on) if d.duty is name and d.done_on is None]
    assert [d for d in service.duties(on, "essex") if d.duty is name] == folded
    return folded


def went(service: Service, person_id: str = "p1", on: date = FRIDAY) -> StoredLetter:
    """The first letter to that person, sent."""
    move(service, letter_of(service, person_id), Status.APPROVED, on)
    return move(service, letter_of(service, person_id), Status.SENT, on)


class TestSentBack:
    """Somebody read it and wants it mended."""

    def test_staff_are_to_mend_it_within_two_working_days_and_its_own_duty_stays(self, service: Service) -> None:
        post(service, "hub_allocation_decided")
        before = owed(service, DutyName.FAMILY_LETTER)
        assert send_back(service, letter_of(service, "p1")).status is Status.SENT_BACK
        (duty,) = owed(service, DutyName.MEND_LETTER)
        assert (duty.person_id, duty.due_on, duty.for_staff) == ("p1", day("Tue 24 Nov 2026"), True)
        assert duty.why == (
            "2 working days from Friday 20 November 2026, when the letter hub_letter of Thursday 19 November 2026 "
            "was sent back to be mended"
        )
        assert owed(service, DutyName.FAMILY_LETTER) == before

    def test_the_next_event_that_changes_what_it_says_writes_it_anew(self, service: Service) -> None:
        post(service, "hub_allocation_decided")
        back = send_back(service, letter_of(service, "p1"))
        street = {"case.people.0.address.line_1": "2 Placeholder Close"}
        post(service, "update_due", {"occurred_on": FRIDAY.isoformat(), **street})
        now = letter_of(service, "p1")
        assert (now.letter_id != back.letter_id, now.status) == (True, Status.DRAFT)
        assert service.register.letter(back.letter_id).status is Status.WITHDRAWN  # type: ignore[union-attr]
        assert owed(service, DutyName.MEND_LETTER) == []

    def test_while_nothing_changes_what_it_says_no_event_makes_a_draft_of_it(self, service: Service) -> None:
        post(service, "hub_allocation_decided")
        back = send_back(service, letter_of(service, "p1"))
        post(service, "information_received", {"occurred_on": FRIDAY.isoformat()})
        post(service, "review_recorded", {"occurred_on": FRIDAY.isoformat()})
        assert letter_of(service, "p1").letter_id == back.letter_id
        assert letter_of(service, "p1").status is Status.SENT_BACK
        assert len(owed(service, DutyName.MEND_LETTER)) == 1

    def test_the_duty_ends_when_it_is_approved_after_all(self, service: Service) -> None:
        post(service, "hub_allocation_decided")
        send_back(service, letter_of(service, "p1"))
        assert move(service, letter_of(service, "p1"), Status.APPROVED, FRIDAY).status is Status.APPROVED
        assert owed(service, DutyName.MEND_LETTER) == []
        assert len(owed(service, DutyName.FAMILY_LETTER)) == 2

    def test_withdrawn_though_it_is_owed_it_is_to_be_written_again_which_the_next_event_does(
        self, service: Service
    ) -> None:
        post(service, "hub_allocation_decided")
        move(service, letter_of(service, "p1"), Status.WITHDRAWN, FRIDAY)
        (duty,) = owed(service, DutyName.MEND_LETTER)
        assert (duty.person_id, duty.due_on, duty.for_staff) == ("p1", day("Tue 24 Nov 2026"), True)
        assert "was withdrawn, though it is still owed" in duty.why
        assert len(owed(service, DutyName.FAMILY_LETTER)) == 2
        post(service, "update_due", {"occurred_on": FRIDAY.isoformat(), "only": ["p2"]})
        assert letter_of(service, "p1").status is Status.DRAFT
        assert owed(service, DutyName.MEND_LETTER) == []

    def test_what_is_withdrawn_and_owed_no_longer_is_not_to_be_written_again(self, service: Service) -> None:
        post(service, "hub_allocation_decided")
        move(service, letter_of(service, "p1"), Status.WITHDRAWN, FRIDAY)
        post(service, "case_closed", {"occurred_on": FRIDAY.isoformat()})
        assert owed(service, DutyName.MEND_LETTER) == []

    def test_the_duty_about_a_letter_to_a_court_names_no_person(self, service: Service) -> None:
        given = post(service, "hub_allocation_decided").letters
        send_back(service, next(x for x in given if x.kind == "filing_time"))
        (duty,) = owed(service, DutyName.MEND_LETTER)
        assert (duty.person_id, "filing_time" in duty.why) == (None, True)

    def test_a_case_that_closes_takes_it_back_and_owes_nothing(self, service: Service) -> None:
        post(service, "hub_allocation_decided")
        back = send_back(service, letter_of(service, "p1"))
        post(service, "case_closed", {"occurred_on": FRIDAY.isoformat()})
        assert service.register.letter(back.letter_id).status is Status.WITHDRAWN  # type: ignore[union-attr]
        assert owed(service, DutyName.MEND_LETTER) == []


class TestRecordedInError:
    """Only `sent` ends a duty and starts a clock: what was never sent did neither."""

    def test_a_letter_that_never_went_ends_no_duty_and_starts_no_clock(self, service: Service) -> None:
        post(service, "hub_allocation_decided")
        approved = move(service, letter_of(service, "p1"), Status.APPROVED, FRIDAY)
        before = service.duties_of(CASE, FRIDAY)
        letter = move(service, approved, Status.SENT, FRIDAY)
        assert service.duties_of(CASE, FRIDAY) != before
        assert take_back(service, letter) == approved
        assert service.duties_of(CASE, FRIDAY) == before
        assert [d.person_id for d in owed(service, DutyName.FAMILY_LETTER)] == ["p1", "p2"]
        assert service.register.broken_rows() == ()

    def test_what_did_not_come_back_reached_its_reader_on_the_day_it_went(self, service: Service) -> None:
        post(service, "hub_allocation_decided")
        went(service)
        before = service.duties_of(CASE, FRIDAY)
        came = move(service, letter_of(service, "p1"), Status.RETURNED, day("Wed 25 Nov 2026"))
        take_back(service, came, day("Thu 26 Nov 2026"))
        assert service.duties_of(CASE, FRIDAY) == before

    def test_what_was_written_because_it_was_thought_to_have_come_back_is_withdrawn_with_that(
        self, service: Service
    ) -> None:
        post(service, "hub_allocation_decided")
        first = went(service)
        came = move(service, first, Status.RETURNED, FRIDAY)
        street = {"case.people.0.address.line_1": "2 Placeholder Close"}
        post(service, "update_due", {"occurred_on": FRIDAY.isoformat(), **street})
        again = letter_of(service, "p1")
        assert again.letter_id != first.letter_id
        assert take_back(service, came).status is Status.SENT
        now = service.register.letter(again.letter_id)
        assert now is not None
        assert now.status is Status.WITHDRAWN
        assert [d.person_id for d in owed(service, DutyName.FAMILY_LETTER)] == ["p2"]
        assert service.register.broken_rows() == ()

    def test_what_nothing_owes_any_more_goes_with_it_while_nothing_can_be_written_instead(
        self, service: Service, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def another_event_comes(*_: object, **__: object) -> None:
            raise CaseMoved(CASE)

        post(service, "hub_allocation_decided")
        came = move(service, went(service), Status.RETURNED, FRIDAY)
        street = {"case.people.0.address.line_1": "2 Placeholder Close"}
        post(service, "update_due", {"occurred_on": FRIDAY.isoformat(), **street})
        again = letter_of(service, "p1")
        monkeypatch.setattr(CaseLetters, "restate", another_event_comes)
        take_back(service, came)
        now = service.register.letter(again.letter_id)
        assert now is not None
        assert now.status is Status.WITHDRAWN

    def test_it_can_then_be_sent_on_the_day_it_really_went(self, service: Service) -> None:
        post(service, "hub_allocation_decided")
        take_back(service, went(service), day("Wed 25 Nov 2026"))
        really = move(service, letter_of(service, "p1"), Status.SENT, day("Mon 23 Nov 2026"))
        assert really.sent_on == day("Mon 23 Nov 2026")

    @pytest.mark.parametrize("kind", ["hub_letter", "adviser_letter"])
    def test_one_whose_case_has_closed_since_is_withdrawn_as_it_would_have_been(
        self, service: Service, kind: str
    ) -> None:
        post(service, "hub_allocation_decided")
        if kind == "adviser_letter":
            post(service, "adviser_allocated", {"occurred_on": FRIDAY.isoformat()})
        move(service, letter_of(service, "p1", kind), Status.APPROVED, FRIDAY)
        letter = move(service, letter_of(service, "p1", kind), Status.SENT, FRIDAY)
        post(service, "case_closed", {"occurred_on": FRIDAY.isoformat()})
        assert take_back(service, letter).status is Status.WITHDRAWN

    def test_one_that_would_say_something_else_by_now_goes_nowhere_and_another_takes_its_place(
        self, service: Service
    ) -> None:
        post(service, "hub_allocation_decided")
        letter = went(service)
        street = {"case.people.0.address.line_1": "2 Placeholder Close"}
        post(service, "update_due", {"occurred_on": FRIDAY.isoformat(), **street})
        back = take_back(service, letter)
        assert (back.status, back.findings) == (Status.WITHDRAWN, (OUT_OF_DATE,))
        assert letter_of(service, "p1").status is Status.DRAFT

    def test_what_was_never_said_cannot_be_taken_back_not_even_of_what_stays_on_file(self, service: Service) -> None:
        post(service, "hub_allocation_decided")
        post(service, "review_recorded", {"occurred_on": FRIDAY.isoformat()})
        for letter in service.register.letters_of_case(CASE):
            with pytest.raises(UnlawfulMove, match="draft cannot become recorded_in_error"):
                take_back(service, letter)
            assert service.register.letter(letter.letter_id) == letter


class TestLists:
    """A court's list is sent back, and said to have been sent in error, like any letter."""

    def test_one_that_was_sent_back_is_mended_by_being_asked_for_again(self, service: Service) -> None:
        post(service, "hub_allocation_decided")
        first, _ = listed(service, MONDAY)
        send_back(service, first, MONDAY)
        (duty,) = (d for d in service.duties(MONDAY, "essex") if d.duty is DutyName.MEND_LETTER)
        assert (duty.court, duty.case_number, duty.due_on) == ("chelmsford", None, day("Wed 2 Dec 2026"))
        again, is_new = listed(service, MONDAY)
        assert (is_new, again.status) == (True, Status.DRAFT)
        now = service.register.letter(first.letter_id)
        assert now is not None
        assert now.status is Status.WITHDRAWN
        assert not [d for d in service.duties(MONDAY, "essex") if d.duty is DutyName.MEND_LETTER]

    def test_one_that_never_went_told_its_court_nothing_and_gives_way_to_a_later_one(self, service: Service) -> None:
        post(service, "hub_allocation_decided")
        first, _ = listed(service, MONDAY)
        owed_before = [d for d in service.duties(MONDAY, "essex") if d.duty is DutyName.COURT_LIST]
        sent = move(service, move(service, first, Status.APPROVED, MONDAY), Status.SENT, MONDAY)
        assert take_back(service, sent, MONDAY).status is Status.APPROVED
        assert [d for d in service.duties(MONDAY, "essex") if d.duty is DutyName.COURT_LIST] == owed_before
        assert service.lists.last("essex", "chelmsford") is None
        sent = move(service, sent, Status.SENT, MONDAY)
        listed(service, NEXT_MONDAY)
        assert take_back(service, sent, NEXT_MONDAY).status is Status.WITHDRAWN
