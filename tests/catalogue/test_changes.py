"""A change is told once: what is another than a reader was last told, by any letter that tells them dates."""

from collections.abc import Mapping
from dataclasses import fields
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from correspondence.catalogue import reconcile
from correspondence.catalogue.facts.changes import STATING_CODES, Changes, changes_since_told, last_statement
from correspondence.catalogue.families.update import UpdateFacts
from correspondence.catalogue.occasions.case import Occasion
from correspondence.catalogue.recipients import families
from correspondence.catalogue.registry import CASE_KINDS
from correspondence.catalogue.warnings import contradictions
from correspondence.protocol.events import AnyEvent, Correction
from correspondence.protocol.letters import LetterRecord, Status, Told
from correspondence.protocol.owed.terms import TELL_WHEN_NEXT
from tests import build
from tests.build import day

FILING, HEARING = "case.ordered_work.filing_date", "case.ordered_work.next_hearing_on"
ADDRESS, ROUTE = "case.people.0.address", "case.people.0.safe_contact.route"
TOLD_FILING, TOLD_HEARING = day("Fri 19 Mar 2027"), day("Fri 16 Apr 2027")
"""What the example's hub letter said."""
NEW_FILING, NEW_HEARING = day("Fri 9 Apr 2027"), day("Fri 23 Apr 2027")
ELSEWHERE = {"line_1": "7 Sample Row", "post_town": "Braintree", "postcode": "CM7 1AA"}
NOTHING = Changes(filing_date_before=None, hearing_on_before=None, adviser_before=None, address_is_new=False)
SECOND = {"event_id": "allocation-2", "occurred_on": "2027-02-24", "adviser.name": "Owen Placeholder"}


def changes(*received: AnyEvent, sent: tuple[LetterRecord, ...], today: date | None = None, to: str = "p1") -> Changes:
    """What is another than that reader was told, when the last of *received* makes us write."""
    last = received[-1]
    case_file = build.case_file(*received, letters=sent)
    source = case_file.event(last.replaces) if isinstance(last, Correction) else last
    assert source is not None
    occasion = Occasion(
        event=source,
        made_by=last.event_id,
        case_file=case_file,
        directory=build.directory(),
        today=today or last.occurred_on,
    )
    return changes_since_told(occasion, next(r for r in families(occasion) if r.key == to))


def sent(kind: str, event_id: str, on: str, changes: Mapping[str, Any] | None = None) -> LetterRecord:
    """The father's letter of that kind, written on that event and sent that day."""
    own = {"letter_id": f"{kind}-{on}", "kind": kind, "event_id": event_id, "given_by": event_id}
    return build.letter("p1", {**own, "dated": day(on), "sent_on": day(on), **(changes or {})})


FIRST = build.letter("p1")
TOLD_WRONGLY = build.letter("p1", {"told": ((Told.FILING, TOLD_FILING), (Told.HEARING, TOLD_HEARING))})
"""What the first letter printed, whatever becomes of the event that gave it."""


def test_every_letter_to_a_family_that_states_the_filing_date_is_a_statement() -> None:
    stating = [
        code
        for code, kind in CASE_KINDS.items()
        if kind.is_for_families and "filing_date" in {field.name for field in fields(kind.facts_type)}
    ]
    assert sorted(stating) == sorted(STATING_CODES)


def test_the_clock_of_updates_starts_with_the_hub_letter_and_with_each_update() -> None:
    """F1 to F3 (Protocol 3.2(v))."""
    assert {code for code, kind in CASE_KINDS.items() if {"F1", "F2", "F3"} & {*kind.documents}} == set(TELL_WHEN_NEXT)


def test_nothing_has_changed_for_somebody_who_was_told_nothing() -> None:
    update = build.update_due({FILING: "2027-04-09", HEARING: None, ADDRESS: ELSEWHERE})
    assert changes(build.decision(), update, sent=()) == NOTHING


def test_nothing_has_changed_where_everything_is_as_it_was_told() -> None:
    assert changes(build.decision(), build.update_due(), sent=(FIRST,)) == NOTHING


def test_a_letter_that_came_back_told_nothing() -> None:
    returned = build.letter("p1", {"status": Status.RETURNED})
    update = build.update_due({FILING: "2027-04-09"})
    assert last_statement(build.case_file(build.decision(), update, letters=(returned,)), "p1") is None
    assert changes(build.decision(), update, sent=(returned,)) == NOTHING


def test_the_last_statement_is_the_one_that_was_sent_last() -> None:
    later = sent("brought_forward", "risk-1", "Wed 9 Dec 2026")
    thanks = sent("thank_you", "review-1", "Thu 10 Dec 2026")
    file = build.case_file(build.decision(), letters=(thanks, later, FIRST))
    assert last_statement(file, "p1") == later
    assert last_statement(file, "p2") is None


@pytest.mark.parametrize(
    ("filing", "before"),
    [("2027-03-19", None), ("2027-04-09", TOLD_FILING), ("2027-03-12", TOLD_FILING), (None, None)],
)
def test_a_filing_date_that_moved_is_told_with_the_one_before(filing: str | None, before: date | None) -> None:
    found = changes(build.decision(), build.update_due({FILING: filing}), sent=(FIRST,))
    assert found.filing_date_before == before


@pytest.mark.parametrize("field", [FILING, HEARING])
def test_a_day_that_was_recorded_by_mistake_is_none_that_the_court_changed(field: str) -> None:
    """Nobody moved it: the letter that puts it right says so, and an update that goes before that calls it no news."""
    right = {field: "2027-04-23"}
    put_right = build.correction(build.decision(right), right)
    update = build.update_due({"occurred_on": put_right.occurred_on.isoformat(), **right})
    assert changes(build.decision(), put_right, update, sent=(TOLD_WRONGLY,)) == NOTHING
    moved = build.update_due({"occurred_on": put_right.occurred_on.isoformat(), field: "2027-04-30"})
    told = build.letter("p1", {"told": ((Told.FILING, day("Fri 23 Apr 2027")), (Told.HEARING, day("Fri 23 Apr 2027")))})
    found = changes(build.decision(), put_right, moved, sent=(told,))
    assert day("Fri 23 Apr 2027") in (found.filing_date_before, found.hearing_on_before)


@pytest.mark.parametrize("field", [FILING, HEARING])
def test_an_update_before_the_letter_that_puts_a_day_right_does_not_say_that_no_date_has_changed(field: str) -> None:
    right = {field: "2027-04-23"}
    put_right = build.correction(build.decision(right), right)
    update = build.update_due({"occurred_on": put_right.occurred_on.isoformat(), **right})
    for events, expected in (((put_right, update), True), ((build.update_due(),), False)):
        file = build.case_file(build.decision(), *events, letters=(TOLD_WRONGLY,))
        written = reconcile.letters(events[-1], file, build.directory(), events[-1].occurred_on)
        facts = next(x.view.facts for x in written if x.recipient == "p1")
        assert isinstance(facts, UpdateFacts)
        assert facts.was_told_wrongly is expected


def test_a_first_filing_date_is_no_change() -> None:
    found = changes(build.decision({FILING: None}), build.update_due(), sent=(FIRST,))
    assert found.filing_date_before is None


@pytest.mark.parametrize(
    ("today", "hearing", "before"),
    [
        ("Tue 22 Dec 2026", "2027-04-23", TOLD_HEARING),
        ("Tue 22 Dec 2026", None, TOLD_HEARING),
        ("Tue 22 Dec 2026", "2027-04-16", None),
        ("Fri 16 Apr 2027", "2027-04-23", TOLD_HEARING),  # the day itself is not over
        ("Mon 19 Apr 2027", "2027-04-23", None),  # it was heard on the day they knew, or they know better than we do
        ("Mon 19 Apr 2027", None, None),
        ("Mon 12 Apr 2027", "2027-04-09", None),  # a day that has passed is promised to nobody
    ],
)
def test_a_hearing_moved_only_where_its_day_has_not_passed(
    today: str, hearing: str | None, before: date | None
) -> None:
    found = changes(build.decision(), build.update_due({HEARING: hearing}), sent=(FIRST,), today=day(today))
    assert found.hearing_on_before == before


@given(told=st.integers(0, 200), now=st.integers(0, 200) | st.none(), today=st.integers(0, 200))
def test_no_hearing_is_called_moved_from_or_to_a_day_that_has_passed(told: int, now: int | None, today: int) -> None:
    start = day("Tue 22 Dec 2026")
    before, then = start + timedelta(days=told), start + timedelta(days=today)
    hearing = None if now is None else start + timedelta(days=now)
    update = build.update_due({HEARING: hearing.isoformat() if hearing else None})
    found = changes(build.decision({HEARING: before.isoformat()}), update, sent=(FIRST,), today=then).hearing_on_before
    assert found in (None, before)
    if found is not None:
        assert found >= then
        assert hearing is None or (hearing > then and hearing != found)


@pytest.mark.parametrize("case_says", ["2027-04-09", "2027-03-19"])
def test_the_letter_about_the_courts_answer_told_the_date_it_granted(case_says: str) -> None:
    """Whether or not the case, as the answer's event gave it, had that date yet."""
    granted = build.extension_decided({FILING: case_says})
    told = sent("extension_decided", granted.event_id, "Mon 15 Feb 2027")
    update = build.update_due({"occurred_on": "2027-02-22", FILING: "2027-04-09"})
    assert changes(build.decision(), granted, update, sent=(FIRST, told)) == NOTHING
    assert changes(build.decision(), granted, update, sent=(FIRST,)).filing_date_before == TOLD_FILING


def test_a_refusal_told_the_date_that_stands() -> None:
    refused = build.extension_decided({FILING: "2027-03-19", "granted": False, "filing_date": None})
    told = sent("extension_decided", refused.event_id, "Mon 15 Feb 2027")
    update = build.update_due({"occurred_on": "2027-02-22", FILING: "2027-04-09"})
    assert changes(build.decision(), refused, update, sent=(FIRST, told)).filing_date_before == TOLD_FILING


def test_asking_for_more_time_told_the_date_that_still_stood() -> None:
    asked = build.extension_needed()
    told = sent("extension_sought", asked.event_id, "Tue 2 Feb 2027")
    update = build.update_due({"occurred_on": "2027-02-22", FILING: "2027-04-09"})
    assert changes(build.decision(), asked, update, sent=(FIRST, told)).filing_date_before == TOLD_FILING


def test_an_update_after_the_extension_letter_does_not_announce_the_same_change_again() -> None:
    granted = build.extension_decided()
    told = sent("extension_decided", granted.event_id, "Mon 15 Feb 2027")
    review = build.review({"occurred_on": "2027-02-10", FILING: "2027-03-19"})
    update = build.update_due({"occurred_on": "2027-02-22", "progress": ["filing_date_changed"], FILING: "2027-04-09"})

    def update_to(person_id: str) -> UpdateFacts:
        every = (FIRST, build.letter("p2"), told)
        file = build.case_file(build.decision(), review, granted, update, letters=every)
        written = reconcile.letters(update, file, build.directory(), update.occurred_on)
        facts = next(x.view.facts for x in written if x.recipient == person_id)
        assert isinstance(facts, UpdateFacts)
        return facts

    assert (update_to("p1").filing_date, update_to("p1").filing_date_before) == (NEW_FILING, None)
    assert update_to("p2").filing_date_before == TOLD_FILING
    # The reviews are told, and the clock runs, from the last hub letter or update all the same.
    told_again = update_to("p1")
    assert (told_again.since, told_again.reviewed_on) == (day("Thu 19 Nov 2026"), (review.occurred_on,))
    assert told_again.turn == 1
    assert set(TELL_WHEN_NEXT) < set(STATING_CODES)


def test_staff_are_warned_of_a_change_that_every_reader_has_been_told_already() -> None:
    granted = build.extension_decided()
    told = sent("extension_decided", granted.event_id, "Mon 15 Feb 2027")
    update = build.update_due({"occurred_on": "2027-02-22", "progress": ["filing_date_changed"], FILING: "2027-04-09"})
    after = build.case_file(build.decision(), granted, update, letters=(FIRST, told))
    before = build.case_file(build.decision(), granted, update, letters=(FIRST,))
    assert len(contradictions(after, update)) == 1
    assert contradictions(before, update) == ()


def test_another_adviser_is_told_with_the_one_they_were_last_told_of() -> None:
    first, second = build.adviser_allocated(), build.adviser_allocated(SECOND)
    told = sent("adviser_letter", "allocation-1", "Mon 1 Feb 2027")
    assert changes(build.decision(), first, second, sent=(FIRST, told)).adviser_before == "Nadia Example"


@pytest.mark.parametrize(
    "letters",
    [
        (FIRST,),
        (FIRST, sent("adviser_letter", "allocation-1", "Mon 1 Feb 2027", {"status": Status.RETURNED})),
        (FIRST, sent("adviser_letter", "allocation-1", "Mon 1 Feb 2027", {"status": Status.DRAFT, "sent_on": None})),
        (FIRST, sent("reply", "representation-1", "Mon 1 Feb 2027")),
    ],
    ids=["no letter", "it came back", "not sent yet", "another kind"],
)
def test_a_first_adviser_letter_names_no_adviser_before(letters: tuple[LetterRecord, ...]) -> None:
    first, second = build.adviser_allocated(), build.adviser_allocated(SECOND)
    assert changes(build.decision(), first, second, sent=letters).adviser_before is None


def test_the_same_adviser_recorded_again_is_no_other_adviser() -> None:
    again = build.adviser_allocated({**SECOND, "adviser.name": "Nadia Example", "adviser.phone": "01632 960229"})
    told = sent("adviser_letter", "allocation-1", "Mon 1 Feb 2027")
    assert changes(build.decision(), build.adviser_allocated(), again, sent=(FIRST, told)).adviser_before is None


def test_a_correcting_letter_names_the_adviser_before_the_one_it_puts_right() -> None:
    first, second = build.adviser_allocated(), build.adviser_allocated(SECOND)
    right = build.adviser_allocated({**SECOND, "adviser.name": "Owain Placeholder"})
    correction = build.correction(right, {"occurred_on": "2027-03-01"})
    told = (
        sent("adviser_letter", "allocation-1", "Mon 1 Feb 2027"),
        sent("adviser_letter", "allocation-2", "Thu 25 Feb 2027"),
    )
    history = (build.decision(), first, second, correction)
    assert changes(*history, sent=(FIRST, *told)).adviser_before == "Nadia Example"
    assert changes(build.decision(), second, correction, sent=(FIRST, told[1])).adviser_before is None


def test_an_adviser_from_before_the_case_waited_again_is_not_spoken_of() -> None:
    """The last word they had of an adviser is the hub letter's: there was none."""
    again = build.decision({"event_id": "decision-2", "occurred_on": "2027-02-10"})
    told = sent("adviser_letter", "allocation-1", "Mon 1 Feb 2027")
    history = (build.decision(), build.adviser_allocated(), again, build.adviser_allocated(SECOND))
    assert changes(*history, sent=(FIRST, told)).adviser_before is None


@pytest.mark.parametrize(
    ("update", "is_new"),
    [
        ({}, False),
        ({ADDRESS: ELSEWHERE}, True),
        ({f"{ADDRESS}.line_1": "Flat 4"}, True),
        ({ADDRESS: {"line_1": "FLAT 3, 18 Example Street", "post_town": "Chelmsford", "postcode": "cm11qh"}}, False),
        ({f"{ADDRESS}.county": "Essex"}, False),
        ({ADDRESS: ELSEWHERE, ROUTE: "email"}, False),
        ({ADDRESS: build.REMOVED}, False),
    ],
    ids=["the same", "moved", "another flat", "laid out otherwise", "a county more", "by e-mail now", "none now"],
)
def test_a_new_address_is_one_that_the_last_letter_did_not_go_to(update: dict[str, Any], is_new: bool) -> None:
    assert changes(build.decision(), build.update_due(update), sent=(FIRST,)).address_is_new is is_new


def test_an_address_is_not_new_where_the_last_letter_went_by_e_mail() -> None:
    found = changes(build.decision({ROUTE: "email"}), build.update_due({ADDRESS: ELSEWHERE}), sent=(FIRST,))
    assert not found.address_is_new


def test_a_letter_that_came_back_makes_the_next_address_no_older() -> None:
    """The first letter arrived at the old home, the second came back from it: the new one is still new."""
    update = build.update_due({"event_id": "update-2", "occurred_on": "2027-01-04", ADDRESS: ELSEWHERE})
    returned = sent("update", "update-1", "Wed 23 Dec 2026", {"status": Status.RETURNED})
    assert changes(build.decision(), build.update_due(), update, sent=(FIRST, returned)).address_is_new


def test_no_child_is_told_of_a_new_address() -> None:
    moved = {"case.people.1.address": ELSEWHERE, "case.people.2.address": ELSEWHERE}
    found = changes(build.decision(), build.update_due(moved), sent=(build.letter("c1"),), to="c1")
    assert found == NOTHING
