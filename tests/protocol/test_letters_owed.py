from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from correspondence.protocol.events import AnyEvent
from correspondence.protocol.history.case_file import CaseFile
from correspondence.protocol.letters import LetterRecord, Status
from correspondence.protocol.owed.duties import duties, next_update_on
from correspondence.protocol.owed.duty import DutyName
from tests import build
from tests.build import (
    REMOVED,
    Body,
    Changes,
    adviser_allocated,
    case_file,
    closing,
    correction,
    day,
    decision,
    hub,
    information,
    letter,
    representation,
    review,
    risk_increased,
    update_due,
)
from tests.protocol.owed import only, owed, people

FAMILY = ("p1", "p2", "c1", "c2")
PEOPLE: list[Body] = build.example("hub_allocation_decided")["case"]["people"]
NO_ROUTE = {"route": "none", "confirmed_by": "R. Sample", "confirmed_on": "2026-11-18"}


def an_update(person_id: str, sent_on: date, changes: dict[str, Any] | None = None) -> LetterRecord:
    own = {
        "letter_id": f"update-{person_id}-{sent_on}",
        "kind": "update",
        "event_id": "update-1",
        "given_by": "update-1",
        "dated": sent_on,
        "sent_on": sent_on,
    }
    return letter(person_id, own | (changes or {}))


def test_a_family_letter_is_done_on_the_day_it_is_sent_and_never_overdue_then() -> None:
    held = case_file(letters=(letter("p1"),))
    found = {d.person_id: d for d in owed(held, DutyName.FAMILY_LETTER, day("Mon 30 Nov 2026"))}
    assert found["p1"].done_on == day("Fri 20 Nov 2026")
    assert (found["p1"].overdue, found["p2"].overdue) == (False, True)


@pytest.mark.parametrize("status", [Status.DRAFT, Status.HELD, Status.APPROVED, Status.WITHDRAWN])
def test_only_a_letter_that_was_sent_ends_a_duty_and_starts_a_clock(status: Status) -> None:
    held = case_file(letters=(letter("p1", {"status": status, "sent_on": None}),))
    assert owed(held, DutyName.FAMILY_LETTER)[0].done_on is None
    assert owed(held, DutyName.UPDATE) == []


def test_a_letter_that_came_back_leaves_its_duty_open() -> None:
    held = case_file(letters=(letter("p1", {"status": Status.RETURNED}),))
    assert owed(held, DutyName.FAMILY_LETTER)[0].done_on is None
    assert next_update_on(held, "p1") is None


@pytest.mark.parametrize(
    ("changes", "readers"),
    [
        ({}, FAMILY),
        ({"case.people.0.role": "carer"}, ("p2", "c1", "c2")),
        ({"case.people.0.role": "other_party"}, FAMILY),
        ({"case.people.2.letter_version": "none"}, ("p1", "p2", "c2")),
        ({"case.people.2.letter_version": None}, ("p1", "p2", "c2")),
        ({"case.people.2.letter_version": REMOVED}, ("p1", "p2", "c2")),
        ({"case.people.3.letter_version": "older"}, FAMILY),
    ],
)
def test_parties_and_children_with_a_version_are_owed_letters_and_carers_are_not(
    changes: Changes, readers: tuple[str, ...]
) -> None:
    assert people(owed(case_file(decision(changes)), DutyName.FAMILY_LETTER)) == list(readers)


def test_the_dead_are_owed_nothing_even_when_the_case_comes_back() -> None:
    held = case_file(
        decision(),
        closing({"reason": "death", "person_id": "c2"}),
        decision({"event_id": "decision-2", "occurred_on": "2027-02-01", "case.people.3.letter_version": None}),
        letters=(letter("c2"),),
    )
    assert "c2" not in people(duties(held, hub(), day("Mon 1 Feb 2027")))


def test_an_update_runs_for_each_person_from_the_last_letter_sent_to_them_or_the_day_it_was_asked_for() -> None:
    held = case_file(
        decision(),
        update_due(),
        letters=(letter("p1"), letter("p2"), an_update("p2", date(2026, 12, 22))),
    )
    found = {d.person_id: (d.due_on, d.why) for d in owed(held, DutyName.UPDATE)}
    assert found == {
        "p1": (
            day("Thu 31 Dec 2026"),
            "6 weeks from Friday 20 November 2026, moved back to the last working day before",
        ),
        **dict.fromkeys(("p2", "c1", "c2"), (day("Tue 2 Feb 2027"), "6 weeks from Tuesday 22 December 2026")),
    }
    assert next_update_on(held, "p2") == day("Tue 2 Feb 2027")
    assert next_update_on(held, "c1") is None


def test_a_thank_you_is_no_update() -> None:
    held = case_file(letters=(letter("p1"), an_update("p1", date(2026, 12, 22), {"kind": "thank_you"})))
    assert next_update_on(held, "p1") == day("Thu 31 Dec 2026")


@pytest.mark.parametrize(
    ("changes", "lacking", "why"),
    [
        ({"case.people.0.safe_contact": None}, ["p1"], "no safe route is confirmed"),
        ({"case.people.0.safe_contact": NO_ROUTE}, ["p1"], "no safe route is confirmed"),
        ({"case.people.2.safe_contact": REMOVED}, ["c1"], "no safe route is confirmed"),
        (
            {"case.people.2.lives_with": ["p1"], "case.people.0.safe_contact": None},
            ["p1", "c1"],
            "no safe route is confirmed",
        ),
        ({"case.people.2.lives_with": []}, ["c1"], "no adult is named whom the child lives with"),
        ({"case.people.2.lives_with": ["p1", "p2"], "case.people.1.safe_contact": None}, ["p2", "c2"], None),
        ({"case.people.0.safe_contact": None, "case.people.0.role": "carer"}, [], None),
        ({"case.people.2.safe_contact": None, "case.people.2.letter_version": "none"}, [], None),
    ],
)
def test_staff_confirm_a_safe_route_for_each_reader_in_time_for_the_letter(
    changes: Changes, lacking: list[str], why: str | None
) -> None:
    found = owed(case_file(decision(changes)), DutyName.SAFE_ADDRESS)
    assert people(found) == lacking
    assert all(d.for_staff and d.due_on == day("Thu 26 Nov 2026") and d.source == "ours" for d in found)
    assert not why or found[0].why == f"{why}; the letter is due 5 working days from Thursday 19 November 2026"


def test_a_route_that_is_lost_after_the_first_letter_is_confirmed_in_time_for_the_update() -> None:
    lost: Changes = {"case.people.0.safe_contact": None}
    held = case_file(decision(), update_due(lost), letters=(letter("p1"),))
    duty = only(held, DutyName.SAFE_ADDRESS)
    assert (duty.person_id, duty.due_on) == ("p1", day("Thu 31 Dec 2026"))


@pytest.mark.parametrize(
    ("born", "suggestion"),
    [
        ("2019-01-23", "age 7 suggests the younger version"),
        ("2016-11-20", "age 9 suggests the younger version"),
        ("2016-11-19", "age 10 suggests the older version"),
        ("2009-02-03", "age 17 suggests the older version"),
    ],
)
def test_staff_decide_a_childs_version_and_its_age_only_suggests(born: str, suggestion: str) -> None:
    held = case_file(decision({"case.people.3.letter_version": None, "case.people.3.date_of_birth": born}))
    duty = only(held, DutyName.LETTER_VERSION)
    assert (duty.person_id, duty.due_on, duty.for_staff) == ("c2", day("Thu 26 Nov 2026"), True)
    letter_due = "the letter is due 5 working days from Thursday 19 November 2026"
    assert duty.why == f"no version is decided: {suggestion}; {letter_due}"


def test_a_child_decided_to_get_no_letter_needs_no_decision() -> None:
    assert owed(case_file(decision({"case.people.3.letter_version": "none"})), DutyName.LETTER_VERSION) == []


def answered(changes: Changes | None = None, *letters: LetterRecord) -> CaseFile:
    answer = review({"occurred_on": "2026-12-29", "answers": "information-1"})
    return case_file(decision(), information(changes), answer, letters=letters)


def test_who_sent_information_is_thanked_within_five_working_days_of_the_review_it_caused() -> None:
    duty = only(answered(), DutyName.THANK_YOU)
    assert (duty.person_id, duty.due_on, duty.source) == ("p2", day("Wed 6 Jan 2027"), "3.2(vii)")
    assert duty.why == "5 working days from Tuesday 29 December 2026"
    assert duty.done_on is None


@pytest.mark.parametrize("changes", [{"reply_route": "none"}, {"from_person": None}])
def test_nobody_is_thanked_who_wants_no_answer_or_is_not_known(changes: Changes) -> None:
    assert owed(answered(changes), DutyName.THANK_YOU) == []


def test_nobody_is_thanked_before_the_review() -> None:
    assert owed(case_file(decision(), information()), DutyName.THANK_YOU) == []


def test_a_review_that_names_no_information_owes_no_thanks() -> None:
    held = case_file(decision(), information(), review({"occurred_on": "2026-12-29"}))
    assert owed(held, DutyName.THANK_YOU) == []


def test_thanks_are_done_when_the_letter_of_that_review_is_sent() -> None:
    sent = {"kind": "thank_you", "event_id": "review-1", "given_by": "review-1", "sent_on": date(2026, 12, 31)}
    assert only(answered(None, letter("p2", sent)), DutyName.THANK_YOU).done_on == day("Thu 31 Dec 2026")
    other = sent | {"event_id": "review-9", "given_by": "review-9"}
    assert only(answered(None, letter("p2", other)), DutyName.THANK_YOU).done_on is None


def test_information_answered_twice_is_thanked_for_once() -> None:
    again = review({"event_id": "review-2", "occurred_on": "2026-12-30", "answers": "information-1"})
    first = review({"occurred_on": "2026-12-29", "answers": "information-1"})
    assert only(case_file(decision(), information(), first, again), DutyName.THANK_YOU).due_on == day("Wed 6 Jan 2027")


A_CARER = {
    "person_id": "k1",
    "role": "carer",
    "name": {"given": "Karin", "family": "Sample"},
    "address": build.MOVED,
    "safe_contact": {"route": "post", "confirmed_by": "R. Sample", "confirmed_on": "2026-11-18"},
}


def told_by(person_id: str, people: list[Body], *letters: LetterRecord) -> CaseFile:
    """A case that an adviser has, whose supervisor answered what that person told us: only thanks are owed of it."""
    told, case = {"from_person": person_id, "reply_route": "post"}, {"case.people": people}
    answer = review({"occurred_on": "2026-12-29", "outcome": "allocate", "answers": "information-1", **case})
    taken = adviser_allocated({"occurred_on": "2026-12-28", **case})
    return case_file(decision(case), information({**told, **case}), taken, answer, letters=letters)


def without_version(version: str | None) -> list[Body]:
    """The people of the example, whose older child has that version of letters."""
    return [{**p, "letter_version": version} if p["person_id"] == "c1" else p for p in PEOPLE]


@pytest.mark.parametrize("version", ["none", None])
def test_a_child_to_whom_no_letter_can_be_written_is_owed_no_thanks_by_letter(version: str | None) -> None:
    assert owed(told_by("c1", without_version(version)), DutyName.THANK_YOU) == []
    assert people(owed(told_by("c1", PEOPLE), DutyName.THANK_YOU)) == ["c1"]


def test_a_version_is_to_be_decided_for_a_child_who_is_to_be_thanked_and_owed_nothing_else() -> None:
    written = [letter("c1", {"kind": "adviser_letter", "event_id": "allocation-1", "given_by": "allocation-1"})]
    duty = only(told_by("c1", without_version(None), *written), DutyName.LETTER_VERSION)
    assert (duty.person_id, duty.due_on) == ("c1", day("Wed 6 Jan 2027"))


def test_a_carer_whom_we_owe_thanks_has_a_way_found_and_what_was_withdrawn_mended() -> None:
    thanks = letter("k1", {"kind": "thank_you", "event_id": "review-1", "given_by": "review-1", "sent_on": None})
    nowhere = [*PEOPLE, {**A_CARER, "safe_contact": None}]
    held = told_by("k1", nowhere, replace(thanks, status=Status.HELD, dated=day("Tue 29 Dec 2026")))
    assert people(owed(held, DutyName.SAFE_ADDRESS)) == ["k1"]
    withdrawn = told_by("k1", [*PEOPLE, A_CARER], replace(thanks, status=Status.WITHDRAWN))
    assert people(owed(withdrawn, DutyName.MEND_LETTER)) == ["k1"]


def anew(person_id: str, changes: dict[str, Any] | None = None) -> LetterRecord:
    """The first letter as the correction wrote it again, still to be sent."""
    own = {"letter_id": f"anew-{person_id}", "event_id": "correction-1", "status": Status.DRAFT, "sent_on": None}
    return letter(person_id, own | (changes or {}))


def test_who_was_sent_a_letter_that_turned_out_wrong_is_told_within_five_working_days() -> None:
    unsent = letter("p2", {"status": Status.WITHDRAWN, "sent_on": None})
    held = case_file(decision(), correction(decision()), letters=(letter("p1"), unsent, anew("p1"), anew("p2")))
    duty = only(held, DutyName.CORRECTING_LETTER)
    assert (duty.person_id, duty.due_on, duty.source) == ("p1", day("Mon 30 Nov 2026"), "ours")
    assert (duty.for_staff, duty.done_on) == (True, None)


def test_nobody_is_told_who_died_since() -> None:
    again = decision({"event_id": "decision-2", "occurred_on": "2027-02-01"})
    first = {"event_id": "decision-2", "given_by": "decision-2", "sent_on": date(2027, 2, 2)}
    wrong = correction(again, {"occurred_on": "2027-02-03"})
    died = closing({"reason": "death", "person_id": "p2"})
    drafts = tuple(anew(each, {"given_by": "decision-2"}) for each in ("p1", "p2"))
    held = case_file(decision(), died, again, wrong, letters=(letter("p1", first), letter("p2", first), *drafts))
    assert people(owed(held, DutyName.CORRECTING_LETTER)) == ["p1"]


def test_a_correcting_letter_is_done_once_a_letter_written_since_is_sent() -> None:
    told = anew("p1", {"status": Status.SENT, "sent_on": date(2026, 11, 24)})
    held = case_file(decision(), correction(decision()), letters=(letter("p1"), told))
    assert only(held, DutyName.CORRECTING_LETTER).done_on == day("Tue 24 Nov 2026")


def test_a_second_correction_is_owed_to_who_was_sent_the_first() -> None:
    told = {"status": Status.SENT, "sent_on": date(2026, 11, 24)}
    second = correction(decision(), {"event_id": "correction-2", "occurred_on": "2026-11-26"})
    drafts = (anew("p1", {"event_id": "correction-2"}), anew("p2", {"event_id": "correction-2"}))
    letters = (anew("p1", told), letter("p2"), anew("p2", told), *drafts)
    held = case_file(decision(), correction(decision()), second, letters=letters)
    found = owed(held, DutyName.CORRECTING_LETTER)
    assert [(d.person_id, d.due_on, d.done_on) for d in found] == [
        ("p1", day("Thu 3 Dec 2026"), None),
        ("p2", day("Thu 3 Dec 2026"), None),
    ]


def test_a_correction_that_wrote_no_letter_to_whom_the_letter_is_meant_for_found_nothing_wrong_in_it() -> None:
    held = case_file(decision(), correction(decision()), letters=(letter("p1"),))
    assert owed(held, DutyName.CORRECTING_LETTER) == []


def test_who_was_told_by_mistake_is_still_owed_a_word_that_no_letter_can_be() -> None:
    """The mother alone may be told: what the father was sent is put right by staff."""
    told = {"kind": "brought_forward", "event_id": "risk-1", "given_by": "risk-1", "sent_on": date(2026, 12, 9)}
    mended = correction(risk_increased(), {"occurred_on": "2026-12-10"})
    risk = risk_increased({"may_be_told": ["p1", "p2"]})
    held = case_file(decision(), risk, mended, letters=(letter("p1", told), letter("p2", told)))
    assert people(owed(held, DutyName.CORRECTING_LETTER)) == ["p1"]


@pytest.mark.parametrize("status", [Status.DRAFT, Status.HELD, Status.APPROVED, Status.RETURNED, Status.WITHDRAWN])
def test_a_correcting_letter_that_has_not_reached_its_reader_leaves_its_duty_open(status: Status) -> None:
    draft = anew("p1", {"status": status})
    held = case_file(decision(), correction(decision()), letters=(letter("p1"), draft))
    assert only(held, DutyName.CORRECTING_LETTER).done_on is None


@pytest.mark.parametrize("written", [(), (anew("p1", {"status": Status.WITHDRAWN}),)])
def test_once_the_case_has_left_the_hub_nobody_is_owed_a_better_letter_of_waiting(
    written: tuple[LetterRecord, ...],
) -> None:
    held = case_file(decision(), correction(decision()), adviser_allocated(), letters=(letter("p1"), *written))
    assert owed(held, DutyName.CORRECTING_LETTER) == []


@pytest.mark.parametrize(
    ("event", "lacking", "due"),
    [
        (adviser_allocated({"case.people.0.safe_contact": None}), ["p1"], "Thu 4 Feb 2027"),
        (risk_increased({"case.people.1.safe_contact": None}), ["p2"], "Wed 9 Dec 2026"),
        (risk_increased({"case.people.0.safe_contact": None}), [], None),
        (representation({"case.people.0.safe_contact": None}), ["p1"], "Thu 17 Dec 2026"),
    ],
)
def test_a_safe_route_is_confirmed_in_time_for_the_next_letter_a_reader_is_owed(
    event: AnyEvent, lacking: list[str], due: str | None
) -> None:
    held = case_file(decision(), event, letters=tuple(letter(person) for person in FAMILY))
    found = [d for d in owed(held, DutyName.SAFE_ADDRESS) if d.person_id in ("p1", "p2")]
    assert people(found) == lacking
    assert {(d.due_on, d.source, d.for_staff) for d in found} == ({(day(due), "ours", True)} if due else set())


def test_of_two_letters_that_wait_for_a_route_the_sooner_counts() -> None:
    lost: Changes = {"case.people.0.safe_contact": None}
    held = case_file(decision(), update_due(lost), representation(lost), letters=(letter("p1"),))
    duty = only(held, DutyName.SAFE_ADDRESS)
    assert (duty.due_on, duty.why) == (
        day("Thu 17 Dec 2026"),
        "no safe route is confirmed; the letter is due 5 working days from Thursday 10 December 2026",
    )


@pytest.mark.parametrize(
    ("event", "due"),
    [
        (decision({"case.people.2.letter_version": None}), "Thu 26 Nov 2026"),
        (review({"outcome": "allocate", "case.people.2.letter_version": None}), None),
        (adviser_allocated({"case.people.2.letter_version": None}), "Thu 4 Feb 2027"),
        (risk_increased({"case.people.2.letter_version": None}), None),
        (risk_increased({"case.people.2.letter_version": None, "may_be_told": ["c1"]}), "Wed 9 Dec 2026"),
    ],
)
def test_a_childs_version_is_decided_in_time_for_the_next_letter_the_child_would_have(
    event: AnyEvent, due: str | None
) -> None:
    received = (event,) if event.event_id == "decision-1" else (decision(), event)
    found = owed(case_file(*received), DutyName.LETTER_VERSION)
    assert [(d.person_id, d.due_on) for d in found] == ([("c1", day(due))] if due else [])
