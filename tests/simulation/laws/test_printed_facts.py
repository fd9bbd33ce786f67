"""Law 3: every day, count and "since" that a letter prints is what the register says, and a missed day is owned."""

from datetime import date

import pytest

from correspondence.simulation.laws.printed_facts import Law3
from correspondence.simulation.laws.promises import missed_promises

from .made import corrected, document, letter, posted, says, seen, steps

MOVED = {"case.ordered_work.next_hearing_on": "2027-05-14"}
UPDATED_ON = date(2026, 12, 22)
REVIEWED = [posted("hub_allocation_decided"), posted("review_recorded"), posted("update_due")]


@pytest.mark.parametrize(
    "true",
    [
        "We will write to you again by Thursday 24 December 2026, even if there is no news.",
        "The next hearing that we know of is on Friday 16 April 2027.",
        "The court has asked us to finish by Friday 19 March 2027.",
        "If we need longer, we will ask the court by Friday 19 February 2027 and tell you.",
        "The filing date is Friday 19 March 2027. We expect to keep it.",
        "Its time in the Hub counts from Thursday 19 November 2026, 0 weeks ago.",
        "No case waits there longer than 20 weeks: for this one, until Thursday 8 April 2027 at the latest.",
        "The 26 weeks for a report under section 7 end on Monday 10 May 2027.",
        "A realistic filing date is Monday 10 May 2027.",
    ],
)
def test_what_the_register_says_may_be_printed(true: str) -> None:
    assert says(Law3()(seen(letter(true)))) == ""


@pytest.mark.parametrize(
    ("untrue", "what"),
    [
        ("We will write to you again by Friday 11 December 2026.", "the next update is 2026-12-11"),
        ("The next hearing that we know of is on Friday 19 March 2027.", "the next hearing is 2027-03-19"),
        ("The court has asked us to finish by Friday 16 April 2027.", "the filing date is 2027-04-16"),
        ("we will ask the court by Friday 19 March 2027 and tell you.", "the last day to apply is 2027-03-19"),
        ("Its time in the Hub counts from Thursday 5 November 2026.", "Hub entry is 2026-11-05"),
        (
            "At our last regular check, on Monday 9 November 2026, the decision was",
            "the day of the last review is 2026-11-09",
        ),
        ("This letter takes the place of the one dated Monday 9 November 2026.", "the letter that was wrong"),
        ("The court meets on Wednesday 3 February 2027.", "2027-02-03, which is no day of its case"),
        ("The next hearing that we know of is on Monday 16 April 2027.", "another day of the week"),
        ("Your family has now been waiting for 3 weeks.", "counts 3 weeks"),
    ],
)
def test_what_the_register_does_not_say_is_found(untrue: str, what: str) -> None:
    assert what in says(Law3()(seen(letter(untrue))))


def test_what_was_taken_back_on_the_day_that_it_was_written_is_read_by_nobody() -> None:
    """A letter was said to have gone, another told its promise, and the same day neither had."""
    untrue = "We will write to you again by Friday 11 December 2026."
    assert says(Law3()(seen(letter(untrue, status="withdrawn")))) == ""
    assert says(Law3()(seen(letter(untrue, status="sent")))) != ""


def test_a_letter_is_held_against_the_day_on_which_it_was_written() -> None:
    old = "The next hearing that we know of is on Friday 16 April 2027."
    new = old.replace("16 April", "14 May")
    events = [posted("hub_allocation_decided"), posted("review_recorded", MOVED)]
    later = letter(new, kind="update", dated=date(2026, 12, 7))
    assert says(Law3()(seen(letter(old), later, events=events))) == ""
    stale = letter(old, kind="update", dated=date(2026, 12, 7))
    assert "the next hearing is 2027-04-16" in says(Law3()(seen(stale, events=events)))


def test_a_correction_puts_the_register_right() -> None:
    events = [posted("hub_allocation_decided"), corrected("hub_allocation_decided", MOVED, date(2026, 11, 23))]
    after = letter("The next hearing that we know of is on Friday 16 April 2027.", dated=date(2026, 11, 24))
    assert "the next hearing is 2027-04-16" in says(Law3()(seen(after, events=events)))


def test_a_translation_tells_the_days_of_its_english() -> None:
    english, polish = document("By Friday 19 March 2027."), document("piątek, 19 marca 2027", language="pl")
    assert says(Law3()(seen(letter(documents=(polish, english))))) == ""
    other = document("piątek, 16 kwietnia 2027", language="pl")
    assert "tells other days in pl" in says(Law3()(seen(letter(documents=(other, english)))))


def test_arabic_days_are_read() -> None:
    arabic = document("يوم ⁨الجمعة، 16 أبريل 2027⁩", language="ar")
    assert "tells other days in ar" in says(Law3()(seen(letter(documents=(arabic, document("No day."))))))


def test_reviews_are_named_from_the_letter_that_is_named() -> None:
    words = "Since our letter of {}, a supervisor has looked at your family’s case again on Thursday 3 December 2026."
    update = letter(words.format("Thursday 19 November 2026"), kind="update", dated=UPDATED_ON)
    first = letter(status="sent", history=steps("sent", date(2026, 11, 20)))
    assert says(Law3()(seen(first, update, events=REVIEWED))) == ""
    reply = letter(kind="reply", status="sent", dated=date(2026, 12, 10))
    since_reply = letter(words.format("Thursday 10 December 2026"), kind="update", dated=UPDATED_ON)
    assert "names as reviews since 2026-12-10 2026-12-03, not none" in says(
        Law3()(seen(first, reply, since_reply, events=REVIEWED))
    )
    since_none = letter(words.format("Friday 20 November 2026"), kind="update", dated=UPDATED_ON)
    assert "none of that day reached its reader" in says(Law3()(seen(first, since_none, events=REVIEWED)))


def test_each_letter_is_read_once() -> None:
    law, life = Law3(), seen(letter("Your family has now been waiting for 3 weeks."))
    assert says(law(life)) != ""
    assert says(law(life)) == ""


PROMISE = (
    "We will write to you again by Thursday 24 December 2026. We aim to name an adviser by Friday 5 February 2027."
)
FIRST = letter(PROMISE, status="sent", history=steps("sent", date(2026, 11, 20)))
LATE = date(2027, 1, 11)


def test_a_promise_that_was_kept_is_not_owned() -> None:
    second = letter("News", kind="update", status="sent", dated=UPDATED_ON)
    assert says(missed_promises(seen(FIRST, second, today=LATE))) == ""


def test_a_day_that_passed_without_a_letter_is_owned_by_the_next() -> None:
    silent = letter("News", kind="update", dated=LATE)
    owned = letter("We said that you would hear by Thursday 24 December 2026. You did not.", kind="update", dated=LATE)
    assert says(missed_promises(seen(FIRST, owned, today=LATE))) == ""
    broken = says(missed_promises(seen(FIRST, silent, today=LATE)))
    assert broken == "a update does not own that our next letter by 2026-12-24 did not come"


def test_a_day_for_an_adviser_that_passed_is_owned_too() -> None:
    day = date(2027, 2, 8)
    kept = letter("News", kind="update", status="sent", dated=UPDATED_ON)
    silent = letter("No date has changed.", kind="update", dated=day)
    assert "an adviser by 2027-02-05" in says(missed_promises(seen(FIRST, kept, silent, today=day)))
    allocated = [posted("hub_allocation_decided"), posted("adviser_allocated")]
    assert says(missed_promises(seen(FIRST, kept, silent, events=allocated, today=day))) == ""


def test_an_adviser_who_was_named_in_an_earlier_stay_keeps_no_promise_of_this_one() -> None:
    day = date(2027, 2, 8)
    kept = letter("News", kind="update", status="sent", dated=UPDATED_ON)
    silent = letter("No date has changed.", kind="update", dated=day)
    stays = [
        posted("hub_allocation_decided", {"event_id": "decision-0", "occurred_on": "2026-10-05"}),
        posted("adviser_allocated", {"event_id": "allocation-0", "occurred_on": "2026-10-19"}),
        posted("hub_allocation_decided"),
    ]
    assert "an adviser by 2027-02-05" in says(missed_promises(seen(FIRST, kept, silent, events=stays, today=day)))


def test_a_letter_that_nobody_can_sign_has_no_words_to_own_it_with() -> None:
    unsigned = letter(kind="adviser_letter", status="held", dated=LATE, documents=())
    assert says(missed_promises(seen(FIRST, unsigned, today=LATE))) == ""


def test_an_aim_that_a_letter_said_was_another_before_its_day_needs_no_owning() -> None:
    moved = "We told you that we aimed to name an adviser by Friday 5 February 2027. That has changed."
    second = letter(moved, kind="update", status="sent", dated=UPDATED_ON)
    day = date(2027, 2, 8)
    third = letter("News", kind="update", dated=day)
    assert says(missed_promises(seen(FIRST, second, third, today=day))) == ""


def test_a_promise_that_went_late_is_owned_by_what_is_written_after_it_went() -> None:
    late = letter(PROMISE, status="sent", history=steps("sent", date(2026, 12, 29)))
    between = letter("News", kind="reply", status="sent", dated=date(2026, 12, 28))
    after = letter("News", kind="update", dated=LATE)
    assert says(missed_promises(seen(late, between, today=LATE))) == ""
    assert "a update does not own that our next letter" in says(missed_promises(seen(late, between, after, today=LATE)))


AGAIN = "We will write to you again by {}, even if there is no news."
TOLD = letter(
    AGAIN.format("Tuesday 26 January 2027"),
    kind="update",
    given_by="update-1",
    status="sent",
    dated=UPDATED_ON,
    history=steps("sent", date(2026, 12, 23)),
)


@pytest.mark.parametrize(
    ("kind", "given_by", "right", "wrong"),
    [
        ("update", "update-1", "Tuesday 26 January 2027", "Tuesday 9 February 2027"),
        ("update", "update-2", "Tuesday 9 February 2027", "Tuesday 26 January 2027"),
        ("hub_letter", "decision-1", "Tuesday 26 January 2027", "Tuesday 9 February 2027"),
    ],
    ids=["an update put right", "another update", "a hub letter put right"],
)
def test_an_update_moves_the_promise_and_nothing_that_puts_a_letter_right_does(
    kind: str, given_by: str, right: str, wrong: str
) -> None:
    def says_of(day: str) -> str:
        later = letter(AGAIN.format(day), kind=kind, given_by=given_by, dated=date(2027, 1, 5))
        return says(Law3()(seen(FIRST, TOLD, later, today=date(2027, 1, 5))))

    assert says_of(right) == ""
    assert "says that the next update is" in says_of(wrong)


def test_what_was_never_sent_promised_nothing() -> None:
    draft = letter(PROMISE)
    assert says(missed_promises(seen(draft, letter("News", kind="update", dated=LATE), today=LATE))) == ""
