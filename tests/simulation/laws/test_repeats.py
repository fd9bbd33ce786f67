"""Law 6: nothing is sent twice in the same words to the same reader."""

from dataclasses import replace
from datetime import date

from correspondence.simulation.laws.letters import went_on
from correspondence.simulation.laws.repeats import law_6

from .made import letter, says, seen

FIRST = "Our reference: Q2MK-TNC9-E783\nThursday 19 November 2026\nWe are sorry. It is on Friday 16 April 2027."
AGAIN = "Our reference: AAAA-BBBB-CCCC\nMonday 30 November 2026\nWe are sorry. It is on Friday 16 April 2027."
LATER_HEARING = AGAIN.replace("Friday 16 April", "Friday 14 May")
SENT = letter(FIRST, status="sent")


def test_the_same_words_under_another_date_and_reference_are_the_same() -> None:
    again = letter(AGAIN, kind="update", status="sent", dated=date(2026, 11, 30))
    assert "in the words of a hub_letter" in says(law_6(seen(SENT, again)))


def test_what_somebody_acknowledged_as_told_already_may_go_again() -> None:
    found = (("already_told", "acknowledge", "letter"),)
    assert says(law_6(seen(SENT, letter(AGAIN, status="sent", dated=date(2026, 11, 30), findings=found)))) == ""


def test_another_day_in_it_makes_it_another_letter() -> None:
    assert says(law_6(seen(SENT, letter(LATER_HEARING, status="sent", dated=date(2026, 11, 30))))) == ""


def test_the_day_of_a_letter_on_which_something_else_happened_makes_it_another_letter() -> None:
    told = "Thank you for getting in touch on Thursday 19 November 2026."
    thanks = [
        letter(f"{words}\n{told.replace('Thursday 19', day)}", kind="thank_you", status="sent", dated=dated)
        for words, day, dated in ((FIRST, "Thursday 19", SENT.dated), (AGAIN, "Monday 30", date(2026, 11, 30)))
    ]
    assert says(law_6(seen(*thanks))) == ""


def test_what_did_not_reach_its_reader_may_go_again() -> None:
    for status in ("returned", "withdrawn", "draft"):
        lost = letter(AGAIN, status=status, dated=date(2026, 11, 30))
        assert says(law_6(seen(SENT, lost))) == ""


def test_two_readers_may_be_sent_the_same() -> None:
    assert says(law_6(seen(SENT, letter(FIRST, recipient="p2", status="sent")))) == ""


def test_a_courts_list_is_owed_each_week_whatever_it_says() -> None:
    lists = [
        letter(words, kind="weekly_list", audience="court", recipient="court:chelmsford", status="sent", dated=day)
        for words, day in ((FIRST, date(2026, 11, 19)), (AGAIN, date(2026, 11, 30)))
    ]
    assert says(law_6(seen(*lists))) == ""


def test_a_return_that_was_recorded_in_error_leaves_the_day_on_which_it_went() -> None:
    day = date(2026, 11, 30)
    mistaken = (*SENT.history, ("returned", day, ""), ("recorded_in_error", day, ""), ("sent", day, ""))
    assert went_on(replace(SENT, history=mistaken)) == SENT.dated
    again = (*SENT.history, ("recorded_in_error", day, ""), ("approved", day, ""), ("sent", day, ""))
    assert went_on(replace(SENT, history=again)) == day
