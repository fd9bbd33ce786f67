"""R1: a review's record says why, by whom and what is owed next; people stand in it by role; it is nobody's letter."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from correspondence import rendering
from correspondence.catalogue import reconcile
from correspondence.catalogue.file.review_record import REVIEW_RECORD, Information, ReviewRecordFacts, RoleView, Told
from correspondence.catalogue.letter import Letter
from correspondence.checks.wording import lines_of
from correspondence.protocol.case.people import Role, Route
from correspondence.protocol.events import AnyEvent, StaffRole
from correspondence.protocol.letters import LetterRecord, Status
from tests import build
from tests.build import Changes, day

ANSWERS = {"answers": "information-1", "occurred_on": "2026-12-28"}


def record(*received: AnyEvent, letters: tuple[LetterRecord, ...] = (), today: date | None = None) -> Letter:
    """The record of the review that is the last of *received*."""
    file = build.case_file(*received, letters=letters)
    every = reconcile.letters(received[-1], file, build.directory(), today or received[-1].occurred_on)
    (found,) = (x for x in every if x.kind is REVIEW_RECORD)
    return found


def routine(changes: Changes | None = None, letters: tuple[LetterRecord, ...] = ()) -> Letter:
    return record(build.decision(), build.review(changes), letters=letters)


def answering(told: Changes | None = None, changes: Changes | None = None) -> Letter:
    return record(build.decision(), build.information(told), build.review({**ANSWERS, **(changes or {})}))


def facts(letter: Letter) -> ReviewRecordFacts:
    assert isinstance(letter.view.facts, ReviewRecordFacts)
    return letter.view.facts


def words(letter: Letter) -> str:
    return " ".join(" ".join(lines_of(rendering.compose(letter, "en"))).split())


def test_it_goes_to_the_file_and_to_nobody() -> None:
    letter = routine()
    assert (letter.recipient, str(letter.audience)) == ("file:essex", "file")
    assert (letter.envelope.route, letter.envelope.lines) == (Route.NONE, ())
    assert (letter.seen_by, letter.copies) == ((), ())
    assert "This record stays on the file." in words(letter)
    assert "it is disclosed to nobody without a decision to disclose it" in words(letter)
    assert "Not sent, and copied to nobody." in words(letter)


@pytest.mark.parametrize("on", ["Thu 3 Dec 2026", "Sat 5 Dec 2026", "Fri 25 Dec 2026"])
def test_it_is_due_on_the_day_of_the_review_whatever_day_that_is(on: str) -> None:
    assert routine({"occurred_on": day(on).isoformat()}).due.due_on == day(on)


def test_it_gives_the_reviewers_words_in_full_and_in_their_paragraphs() -> None:
    letter = routine({"rationale": " First reason.\n\nSecond reason: {{ 7*7 }} & more.\n"})
    assert facts(letter).rationale == ("First reason.", "Second reason: {{ 7*7 }} & more.")
    assert "First reason. Second reason: {{ 7*7 }} & more." in words(letter)


@pytest.mark.parametrize("role", list(StaffRole))
def test_it_says_who_reviewed_and_whether_theirs_is_a_supervisors_post(role: StaffRole) -> None:
    letter = routine({"recorded_by": {"name": "Q. Quill", "role": str(role)}})
    post = role.replace("_", " ")
    by = {True: f"By Q. Quill, {post}: a supervisor’s post", False: f"By Q. Quill, {post}: not a supervisor’s post"}
    assert by[facts(letter).is_by_supervisor] in words(letter)
    assert f"Recorded by Q. Quill, {post}" in words(letter)


def test_a_routine_review_has_no_other_cause() -> None:
    assert facts(routine()).information is None
    assert "Cause: the routine review" in words(routine())


@pytest.mark.parametrize(
    ("told", "sender", "said"),
    [
        ({}, RoleView(role=Role.RESPONDENT, number=None), "From: the respondent Marked as urgent: no"),
        ({"from_person": "p1", "urgent": True}, RoleView(role=Role.APPLICANT, number=None), "From: the applicant"),
        ({"from_person": "c2"}, RoleView(role=Role.CHILD, number=2), "From: child 2"),
        ({"from_person": None}, None, "From: somebody outside the case"),
        ({"from_person": None, "urgent": True}, None, "Marked as urgent: yes"),
    ],
)
def test_the_information_that_caused_it_stands_by_day_urgency_and_role(
    told: Changes, sender: RoleView | None, said: str
) -> None:
    letter = answering(told)
    urgent = bool(told.get("urgent", False))
    assert facts(letter).information == Information(received_on=day("Thu 24 Dec 2026"), is_urgent=urgent, sender=sender)
    assert "Cause: information received on Thursday 24 December 2026" in words(letter)
    assert said in words(letter)


def test_nobody_of_the_case_stands_in_it_by_name() -> None:
    for letter in (routine(), answering()):
        text = words(letter)
        for person in build.example("hub_allocation_decided")["case"]["people"]:
            assert person["name"]["family"] not in text
            assert person["name"]["given"] not in text


HIDDEN: dict[str, st.SearchStrategy[Any]] = {
    f"case.people.{i}.{path}": st.text("abcdefgh", min_size=4, max_size=12)
    for i in (0, 1)
    for path in ("name.given", "name.family", "address.line_1", "relationship")
}


@given(changes=st.fixed_dictionaries(HIDDEN))
@settings(max_examples=40)
def test_no_name_no_address_and_no_tie_of_anybody_changes_it(changes: Changes) -> None:
    assert answering(changes=changes).view == answering().view


@pytest.mark.parametrize(
    ("on", "days", "week", "said"),
    [
        ("Thu 19 Nov 2026", 0, 1, "0 days, week 1 (20 at most)"),
        ("Fri 20 Nov 2026", 1, 1, "one day, week 1 (20 at most)"),
        ("Thu 3 Dec 2026", 14, 3, "14 days, week 3 (20 at most)"),
        ("Fri 9 Apr 2027", 141, 21, "141 days, week 21 (20 at most)"),
    ],
)
def test_it_counts_the_days_and_weeks_of_the_wait(on: str, days: int, week: int, said: str) -> None:
    letter = routine({"occurred_on": day(on).isoformat()})
    assert (facts(letter).days, facts(letter).week) == (days, week)
    assert said in words(letter)


@pytest.mark.parametrize(
    ("changes", "due_on", "said"),
    [
        ({}, "Thu 17 Dec 2026", "Next review by Thursday 17 December 2026"),
        ({"next_review_on": "2026-12-07"}, "Mon 7 Dec 2026", "Next review by Monday 7 December 2026"),
        ({"outcome": "allocate"}, None, "Next review: none in the Hub"),
    ],
)
def test_it_says_by_when_the_next_review_is_owed(changes: Changes, due_on: str | None, said: str) -> None:
    letter = routine(changes)
    assert facts(letter).next_review_by == (day(due_on) if due_on else None)
    assert said in words(letter)


def test_it_says_what_else_is_owed_whether_ahead_or_past() -> None:
    for on in ("2026-12-03", "2027-03-25"):
        text = words(routine({"occurred_on": on}))
        assert "Allocation to a Family Court Adviser by Friday 5 February 2027" in text
        assert "Any application for more time by Friday 19 February 2027" in text


def test_each_reader_stands_by_role_with_what_they_were_sent_and_are_owed() -> None:
    sent = (build.letter("p1"), build.letter("c2", {"sent_on": date(2026, 11, 23)}))
    told = facts(routine(letters=sent)).told
    first = day("Thu 26 Nov 2026")
    assert told == (
        _told(Role.APPLICANT, None, day("Fri 20 Nov 2026"), day("Thu 31 Dec 2026")),
        _told(Role.RESPONDENT, None, None, first),
        _told(Role.CHILD, 1, None, first),
        _told(Role.CHILD, 2, day("Mon 23 Nov 2026"), day("Mon 4 Jan 2027")),
    )


def _told(role: Role, number: int | None, last_on: date | None, next_by: date) -> Told:
    return Told(who=RoleView(role=role, number=number), last_on=last_on, next_by=next_by)


def test_the_unresolved_features_stand_one_by_one() -> None:
    letter = routine({"outcome": "allocate", "case.unresolved_features": ["significant_risk", "connected_children"]})
    assert "significant risk that needs assessing connected children who need safeguarding" in words(letter)
    assert "recorded as unresolved: none" in words(routine())


def test_a_corrected_review_has_a_record_that_says_so() -> None:
    right = build.review({"rationale": "As it was."})
    wrong = build.review({"rationale": "Of another case."})
    letter = record(build.decision(), wrong, build.correction(right, {"occurred_on": "2026-12-04"}))
    assert facts(letter).corrected_on == day("Fri 4 Dec 2026")
    assert facts(letter).rationale == ("As it was.",)
    assert facts(routine()).corrected_on is None


def test_a_review_whose_case_has_no_decision_on_file_is_recorded_all_the_same() -> None:
    letter = record(build.review())
    assert (facts(letter).entered_hub_on, facts(letter).told, facts(letter).allocation_by) == (None, (), None)
    assert "Nothing new since the last review." in words(letter)


def test_nothing_takes_a_record_back_but_what_corrects_its_review() -> None:
    letter = routine()
    unsent = replace(
        build.letter(letter.recipient),
        letter_id=letter.letter_id,
        kind="review_record",
        event_id="review-1",
        given_by="review-1",
        status=Status.DRAFT,
        sent_on=None,
    )
    before = (build.decision(), build.review())
    later: list[AnyEvent] = [build.closing(), build.risk_increased(), build.adviser_allocated(), build.update_due()]
    for event in later:
        plan = build.plan(*before, event, letters=(unsent,))
        assert plan.withdrawn == ()
        assert letter.letter_id not in {x.instead_of for x in plan.to_write}
    alert = build.information()
    assert build.plan(*before, alert, letters=(unsent,)).stopped == ()
    right = build.correction(build.review({"rationale": "As it was."}), {"occurred_on": "2026-12-04"})
    plan = build.plan(*before, right, letters=(unsent,))
    assert letter.letter_id in {x.instead_of for x in plan.to_write}
