"""A correction that takes somebody out of a case tells staff where letters about the family had gone to them."""

from correspondence.catalogue.warnings import warnings
from correspondence.protocol.events import AnyEvent, Correction
from correspondence.protocol.history.case_file import fold_after
from correspondence.protocol.letters import LetterRecord, Status
from tests.build import (
    Body,
    case_file,
    correction,
    decision,
    details_changed,
    example,
    hub,
    information,
    letter,
    review,
)

PEOPLE: list[Body] = example("hub_allocation_decided")["case"]["people"]
STRANGER: Body = {"person_id": "p3", "role": "other_party", "name": {"given": "Halina", "family": "Sample"}}
JOINED, NOT_SHE = details_changed({"people": [STRANGER]}), details_changed({"people": [PEOPLE[0]]})


def said(event: AnyEvent, *letters: LetterRecord) -> list[str]:
    """Whom the warnings of an event name that comes after she was recorded, wrongly or not."""
    before = case_file(decision(), JOINED, letters=letters)
    every = warnings(event, before, fold_after(before, event), hub())
    return [each.partition(":")[0] for each in every if "treat it as a breach" in each]


def corrected() -> Correction:
    """She was recorded of this case, and is of another."""
    return correction(NOT_SHE, {"occurred_on": "2026-12-01", "replaces": JOINED.event_id})


def test_who_was_sent_letters_and_never_was_of_the_case_is_named_to_staff_by_their_id() -> None:
    assert said(corrected(), letter("p3"), letter("p1")) == ["p3"]
    came_back = letter("p3", {"status": Status.RETURNED})
    assert said(corrected(), came_back) == ["p3"]  # whoever lives there may have opened it


def test_nobody_is_named_whom_nothing_reached_or_who_left_in_the_ordinary_way() -> None:
    waits = letter("p3", {"status": Status.DRAFT, "sent_on": None})
    assert said(corrected(), waits, letter("p1")) == []
    left = details_changed({"event_id": "left", "occurred_on": "2026-12-01", "people": [STRANGER]})
    assert said(left, letter("p3")) == []


def test_who_was_thanked_for_what_another_told_us_is_named_to_staff() -> None:
    answer = review({"occurred_on": "2026-12-29", "answers": "information-1"})
    own = {"kind": "thank_you", "event_id": answer.event_id, "given_by": answer.event_id}
    before = case_file(decision(), information(), answer, letters=(letter("p2", own),))
    for right, named in ({"from_person": "p1"}, ["p2"]), ({"urgent": True}, []):
        event = correction(information(right), {"occurred_on": "2026-12-30"})
        every = warnings(event, before, fold_after(before, event), hub())
        assert [each.partition(":")[0] for each in every if "was thanked for what somebody else" in each] == named
