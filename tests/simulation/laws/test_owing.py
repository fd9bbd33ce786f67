"""Law 2: whatever is owed has a letter or a duty, and nothing on its way is not owed."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

import pytest

from correspondence.protocol.owed.obligations import OBLIGATIONS
from correspondence.simulation.laws.owed import LETTERS_OF
from correspondence.simulation.laws.owing import law_2
from correspondence.simulation.seen import Posted, SeenLetter
from tests import build

from .made import corrected, duty, letter, posted, says, seen, steps

DECISION = posted("hub_allocation_decided")
FAMILY = {"p1": "adult", "p2": "adult", "c1": "older", "c2": "younger"}
HUB_LETTERS = tuple(letter(recipient=key, audience=version) for key, version in FAMILY.items())
FILING_TIME = letter(kind="filing_time", recipient="court:chelmsford", audience="court")
LETTERS = (*HUB_LETTERS, FILING_TIME)
REVIEW = duty("review", "2026-12-03")
ALLOCATION = duty("allocation", "2027-02-05")
FILING = duty("filing", "2027-03-19")
DUTIES = (REVIEW, ALLOCATION, FILING)
Duties = Iterable[Mapping[str, Any]]


def owing(
    letters: Iterable[SeenLetter] = LETTERS,
    events: Iterable[Posted] = (DECISION,),
    duties: Duties = DUTIES,
    today: date = date(2026, 11, 20),
) -> str:
    return says(law_2(seen(*letters, events=events, duties=duties, today=today)))


def without(letters: Iterable[SeenLetter], *recipients: str) -> tuple[SeenLetter, ...]:
    return tuple(x for x in letters if x.recipient not in recipients)


def test_a_case_whose_letters_are_on_their_way_owes_nothing_more() -> None:
    assert owing() == ""


@pytest.mark.parametrize("recipient", [*FAMILY, "court:chelmsford"])
def test_each_letter_that_is_owed_is_missed_where_nobody_wrote_it(recipient: str) -> None:
    assert "is owed, none is on its way or sent (never written)" in owing(without(LETTERS, recipient))


def test_a_duty_that_names_what_is_missing_stands_for_the_letter() -> None:
    lacking = (*DUTIES, duty("safe_address", "2026-11-26", person_id="p2"))
    assert owing(without(LETTERS, "p2"), duties=lacking) == ""
    assert "a hub_letter is owed" in owing(without(LETTERS, "p1"), duties=lacking)


@pytest.mark.parametrize("status", ["returned", "withdrawn"])
def test_a_letter_that_came_back_or_was_taken_back_is_still_owed(status: str) -> None:
    gone = letter(status=status, history=steps(status, date(2026, 11, 20)))
    assert f"none is on its way or sent ({status})" in owing((gone, *without(LETTERS, "p1")))
    told = duty("safe_address" if status == "returned" else "mend_letter", "2026-11-24", person_id="p1")
    assert owing((gone, *without(LETTERS, "p1")), duties=(*DUTIES, told)) == ""


def test_a_child_for_whom_no_letter_was_chosen_is_owed_none() -> None:
    no_letter = posted("hub_allocation_decided", {"case.people.2.letter_version": "none"})
    assert owing(without(LETTERS, "c1"), [no_letter]) == ""
    assert "is not written to" in owing(LETTERS, [no_letter])


@pytest.mark.parametrize(
    ("duties", "said"),
    [
        ((ALLOCATION, FILING), "review is due by 2026-12-03"),
        ((duty("review", "2026-12-04"), ALLOCATION, FILING), "and on 2026-12-04 among the duties"),
        ((REVIEW, FILING), "allocation is due by 2027-02-05"),
        ((REVIEW, ALLOCATION), "filing is due by 2027-03-19"),
    ],
)
def test_each_clock_has_its_duty_on_its_day(duties: Duties, said: str) -> None:
    assert said in owing(duties=duties)


def test_an_alert_is_reviewed_within_a_working_day() -> None:
    told = posted("information_received", {"occurred_on": "2026-11-20"})
    assert "alert_review is due by 2026-11-23" in owing(events=[DECISION, told])
    assert owing(events=[DECISION, told], duties=(*DUTIES, duty("alert_review", "2026-11-23"))) == ""


def test_a_reader_hears_again_six_weeks_after_the_last_letter_sent() -> None:
    sent = (letter(status="sent", history=steps("sent", date(2026, 11, 20))), *without(LETTERS, "p1"))
    assert "an update is due by 2026-12-31" in owing(sent)
    assert owing(sent, duties=(*DUTIES, duty("update", "2026-12-31", person_id="p1"))) == ""


def test_a_closed_case_owes_nothing_and_has_nothing_on_its_way() -> None:
    closed = posted("case_closed", {"occurred_on": "2026-11-20"})
    assert owing((), [DECISION, closed], ()) == ""
    assert "is not owed: the case is closed" in owing((letter(),), [DECISION, closed], ())


def test_who_has_died_is_written_to_no_more() -> None:
    died = posted("case_closed", {"occurred_on": "2026-11-20", "reason": "death", "person_id": "p1"})
    assert "its reader has died" in owing(events=[DECISION, died])


def test_a_letter_about_waiting_does_not_go_once_the_case_has_left_its_hub() -> None:
    allocated = posted("adviser_allocated", {"occurred_on": "2026-11-20"})
    named = tuple(
        letter(kind="adviser_letter", recipient=key, audience=version, event_id="allocation-1", given_by="allocation-1")
        for key, version in FAMILY.items()
    )
    duties = (FILING, duty("completion", "2026-12-31"))
    assert owing(named, [DECISION, allocated], duties) == ""
    assert "a hub_letter is on its way, and is not owed: the case has left its Hub" in owing(
        (*named, *HUB_LETTERS), [DECISION, allocated], duties
    )


def test_nothing_is_on_its_way_twice_nor_after_it_went() -> None:
    again = letter(letter_id="again")
    assert "another like it is on its way" in owing((*LETTERS, again))
    sent = letter(status="sent", history=steps("sent", date(2026, 11, 20)))
    update = (*DUTIES, duty("update", "2026-12-31", person_id="p1"))
    assert "the same was sent" in owing((sent, again, *without(LETTERS, "p1")), duties=update)


def test_a_letter_that_puts_right_one_that_went_is_owed_whatever_had_it_written_last() -> None:
    went = letter(status="sent", history=steps("sent", date(2026, 11, 20)))
    right = letter(letter_id="right", event_id="details-1", dated=date(2026, 11, 26))
    letters, update = (went, right, *without(LETTERS, "p1")), (*DUTIES, duty("update", "2026-12-31", person_id="p1"))
    for on, is_owed in ((date(2026, 11, 23), True), (date(2026, 11, 18), False)):
        events = [DECISION, corrected("hub_allocation_decided", {}, on)]
        assert ("the same was sent" not in owing(letters, events, update)) is is_owed


def test_a_letter_that_was_sent_back_is_mended_by_somebody_who_is_told_to() -> None:
    back = (letter(status="sent_back"), *without(LETTERS, "p1"))
    assert "a hub_letter was sent back, and nobody is told to mend it" in owing(back)
    assert owing(back, duties=(*DUTIES, duty("mend_letter", "2026-11-24", person_id="p1"))) == ""


HUB = "hub:essex"
A_LIST: dict[str, Any] = {"kind": "weekly_list", "audience": "court", "recipient": "court:chelmsford", "subject": HUB}
NEXT_LIST = {**duty("court_list", "2026-12-07"), "case_number": None, "court": "chelmsford"}


def lists(*letters: SeenLetter, duties: Duties = (NEXT_LIST,), today: date = date(2026, 12, 1)) -> str:
    return says(law_2(seen(*letters, events=(), duties=duties, today=today)))


def test_a_court_has_its_next_list_seven_days_after_the_last_that_was_sent() -> None:
    sent = letter(**A_LIST, status="sent", history=steps("sent", date(2026, 11, 30)))
    assert lists(sent) == ""
    assert "a list is due by 2026-12-07 as the laws count, and on no day" in lists(sent, duties=())
    late = {**NEXT_LIST, "due_on": "2026-12-08"}
    assert "and on 2026-12-08 among the duties" in lists(sent, duties=[late])


def test_the_first_list_is_due_at_the_end_of_the_hubs_first_working_week() -> None:
    draft = letter(**A_LIST)
    assert "a list is due by 2020-01-10" in lists(draft, duties=())


def test_a_list_of_an_earlier_week_does_not_go_beside_a_newer_one() -> None:
    older, newer = (letter(**A_LIST, dated=date(2026, 11, day)) for day in (23, 30))
    assert "a weekly_list of 2026-11-23 is on its way, and so is a newer one" in lists(older, newer)


ASKED_ELSEWHERE = {"hub_allocation_decided", "update_due", "review_recorded"}
"""The events whose letters are asked for above and below, as more hangs on them than that they came."""
ASKED: dict[str, build.Changes] = {"court_challenged": {"kind": "clarification", "allocate_by": None}}
BEFORE = {"extension_decided": ["extension_needed"]}
OF_EVENTS = sorted((each.event, owed) for owed, each in LETTERS_OF.items() if each.event not in ASKED_ELSEWHERE)


@pytest.mark.parametrize(("kind", "owed"), OF_EVENTS)
def test_what_happens_owes_its_letter(kind: str, owed: str) -> None:
    before = [posted(each) for each in BEFORE.get(kind, [])]
    assert f"a {owed} is owed" in owing(events=[DECISION, *before, posted(kind, ASKED.get(kind, {}))])


def test_who_told_us_is_thanked_once_it_was_looked_at_where_they_want_it() -> None:
    told = posted("information_received", {"occurred_on": "2026-11-20"})
    looked = posted("review_recorded", {"occurred_on": "2026-11-23", "answers": "information-1"})
    silent = posted("information_received", {"occurred_on": "2026-11-20", "reply_route": "none"})
    assert "a thank_you is owed" in owing(events=[DECISION, told, looked])
    assert "thank_you" not in owing(events=[DECISION, silent, looked])


def test_every_kind_that_a_paragraph_makes_a_case_owe_is_known() -> None:
    """The law reads the Protocol for itself: what no paragraph orders is ours to owe, and no law demands it."""
    ordered = {each for each in OBLIGATIONS.values() if each.source != "ours" and each.code != "review_record"}
    named = {each.code: build.type_of(each.arises_on) for each in ordered}
    known = {code: each.event for code, each in LETTERS_OF.items()}
    lines = [f'"{code}": Owes("{event}", _everybody),' for code, event in named.items() if known.get(code) != event]
    place = "correspondence/simulation/laws/owed.py"
    said = f"to LETTERS_OF in {place} add what the paragraph in its `source` says, and whom it names: {' '.join(lines)}"
    assert named == known, f'{said} (or give it `source="ours"`, where no paragraph orders it)'


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"recipient": "c9"}, "is on its way, and is not owed: its reader is not written to"),
        ({"status": "sent_back"}, "was sent back, and nobody is told to mend it"),
    ],
)
def test_of_a_letter_of_ours_it_is_known_when_it_is_not_owed_and_that_it_is_mended(
    changes: dict[str, str], says: str
) -> None:
    ours = letter(kind="a_kind_of_ours", **changes)
    assert f"a a_kind_of_ours {says}" in owing((*LETTERS, ours))
