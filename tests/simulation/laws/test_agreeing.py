"""Law 4: a letter, its duty and the sum in its `why` have one day."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from correspondence.protocol.owed.obligations import OBLIGATIONS
from correspondence.simulation.laws.agreeing import DUTY_OF, day_in_words, law_4
from correspondence.simulation.laws.working_days import WorkingDays

from .made import corrected, duty, letter, posted, says, seen

FAMILY_LETTER = duty("family_letter", "2026-11-26", person_id="p1", why="5 working days from Thursday 19 November 2026")
CALENDAR = WorkingDays()


def test_a_letter_is_due_on_the_day_of_its_duty() -> None:
    assert says(law_4(seen(letter(), duties=[FAMILY_LETTER]))) == ""
    late = letter(due_on=date(2026, 12, 7))
    assert "due on 2026-12-07, and its duty on 2026-11-26" in says(law_4(seen(late, duties=[FAMILY_LETTER])))


def test_a_courts_list_is_due_on_the_day_of_the_list_that_this_court_is_owed() -> None:
    others = {**duty("court_list", "2026-12-02"), "case_number": None, "court": "basildon"}
    owed = [{**duty("court_list", "2026-11-30"), "case_number": None, "court": "chelmsford"}, others]
    its = {"kind": "weekly_list", "subject": "hub:essex", "recipient": "court:chelmsford", "audience": "court"}
    assert says(law_4(seen(letter(**its, due_on=date(2026, 11, 30)), duties=owed))) == ""
    late = letter(**its, due_on=date(2026, 12, 2))
    assert "a weekly_list is due on 2026-12-02, and its duty on 2026-11-30" in says(law_4(seen(late, duties=owed)))


def test_a_duty_is_due_on_the_day_that_its_why_gives() -> None:
    wrong = {**FAMILY_LETTER, "due_on": "2026-11-27"}
    assert "the why of family_letter gives 2026-11-26" in says(law_4(seen(duties=[wrong])))


def test_anothers_duty_and_one_that_is_done_are_not_its_own() -> None:
    others: list[Any] = [
        {**FAMILY_LETTER, "person_id": "p2", "due_on": "2026-11-26"},
        duty("family_letter", "2026-12-02", person_id="p1", done_on="2026-11-20"),
    ]
    assert says(law_4(seen(letter(), duties=others))) == ""


def test_a_letter_that_puts_right_is_due_with_the_correction() -> None:
    events = [posted("hub_allocation_decided"), corrected("hub_allocation_decided", {}, date(2026, 11, 23))]
    why = "5 working days from Monday 23 November 2026"
    put_right = duty("correcting_letter", "2026-11-30", person_id="p1", why=why)
    wrong = letter(status="sent")
    right = letter(event_id="correction-of-hub_allocation_decided", due_on=date(2026, 11, 30), letter_id="right")
    assert says(law_4(seen(wrong, right, events=events, duties=[put_right]))) == ""
    old = replace(right, due_on=date(2026, 11, 26))
    assert "its duty on 2026-11-30" in says(law_4(seen(wrong, old, events=events, duties=[put_right])))


def test_a_letter_that_puts_right_is_due_with_the_correction_though_another_event_had_it_written_again() -> None:
    events = [posted("hub_allocation_decided"), corrected("hub_allocation_decided", {}, date(2026, 11, 23))]
    put_right = duty(
        "correcting_letter", "2026-11-30", person_id="p1", why="5 working days from Monday 23 November 2026"
    )
    wrong, came_back = letter(status="sent"), letter(status="returned", letter_id="came-back")
    again = letter(event_id="review-1", due_on=date(2026, 11, 30), letter_id="again")
    assert says(law_4(seen(wrong, came_back, again, events=events, duties=[put_right, FAMILY_LETTER]))) == ""
    never_wrong = seen(came_back, again, events=events, duties=[put_right, FAMILY_LETTER])
    assert "its duty on 2026-11-26" in says(law_4(never_wrong))


def test_a_letter_that_a_correction_wrote_in_the_place_of_one_that_never_went_is_due_as_that_was() -> None:
    events = [posted("hub_allocation_decided"), corrected("hub_allocation_decided", {}, date(2026, 11, 23))]
    put_right = duty("correcting_letter", "2026-11-30", person_id="p1", why="of another letter, which went")
    reply = letter(kind="reply", event_id="correction-of-hub_allocation_decided", due_on=date(2026, 11, 26))
    its_own = duty("reply", "2026-11-26", person_id="p1")
    another = letter(status="sent")
    assert says(law_4(seen(another, reply, events=events, duties=[put_right, its_own]))) == ""
    moved = replace(reply, due_on=date(2026, 11, 30))
    assert "its duty on 2026-11-26" in says(law_4(seen(another, moved, events=events, duties=[put_right, its_own])))


@pytest.mark.parametrize(
    ("why", "day"),
    [
        ("5 working days from Wednesday 23 December 2026", date(2027, 1, 4)),
        ("1 working day from Thursday 24 December 2026", date(2026, 12, 29)),
        ("6 weeks from Friday 13 November 2026, moved back to the last working day before", date(2026, 12, 24)),
        ("14 days from Friday 11 December 2026, moved back to the last working day before", date(2026, 12, 24)),
        ("20 weeks from Hub entry, Thursday 19 November 2026", date(2027, 4, 8)),
        ("4 weeks before the filing date, Friday 19 March 2027", date(2027, 2, 19)),
        ("6 weeks before the section 7 limit, Monday 10 May 2027, moved back to the day before", date(2027, 3, 25)),
        ("5 working days before the filing date, Tuesday 30 March 2027", date(2027, 3, 19)),
        ("the day named at the last review, Saturday 12 December 2026", date(2026, 12, 11)),
        ("the day the court ordered, Friday 19 March 2027", date(2027, 3, 19)),
    ],
)
def test_the_words_of_a_sum_give_its_day(why: str, day: date) -> None:
    assert day_in_words(why, CALENDAR) == day


def test_words_that_hold_no_sum_give_no_day() -> None:
    assert day_in_words("the court granted this date on Thursday 11 February 2027", CALENDAR) is None


def test_a_letter_that_the_laws_have_no_other_name_for_is_due_on_the_day_of_the_duty_called_as_it_is() -> None:
    ours = letter(kind="a_kind_of_ours", due_on=date(2026, 11, 24))
    its_own = duty("a_kind_of_ours", "2026-11-25", person_id="p1", why="of ours")
    assert "due on 2026-11-24, and its duty on 2026-11-25" in says(law_4(seen(ours, duties=[FAMILY_LETTER, its_own])))


def test_every_duty_that_is_not_called_as_its_letter_is_known() -> None:
    named = {code: str(each.duty) for code, each in OBLIGATIONS.items() if each.called and code != "review_record"}
    other = {code: duty for code, duty in named.items() if code != duty}
    lines = [f'"{code}": "{duty}",' for code, duty in other.items() if DUTY_OF.get(code) != duty]
    assert other == DUTY_OF, f"add to DUTY_OF in correspondence/simulation/laws/agreeing.py: {' '.join(lines)}"
