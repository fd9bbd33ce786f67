"""What is kept beside a case reads, on every day, as the case file itself does."""

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from correspondence.protocol.case.people import age_on, birthday
from correspondence.protocol.days.calendar import ONE_DAY
from correspondence.protocol.directory import Hub
from correspondence.protocol.history.case_file import CaseFile
from correspondence.protocol.lists.court_lists import make_list
from correspondence.protocol.owed.duties import duties
from correspondence.protocol.owed.duty import Duty
from correspondence.protocol.owed.standing import days_of_change, standing
from tests.build import case_file, closing, decision, directory, hub
from tests.protocol.test_given_letters_at_random import stays

FILINGS = st.dates(date(2026, 12, 1), date(2027, 12, 31))
BIRTHS = st.dates(date(2009, 1, 1), date(2026, 11, 1)) | st.just(date(2012, 2, 29))


@st.composite
def cases(draw: st.DrawFn) -> CaseFile:
    """A case at random: any filing date or none, and perhaps children of any age for whom no version is decided."""
    held, _ = draw(stays())
    work = replace(held.case.ordered_work, filing_date=draw(st.none() | FILINGS))
    people = tuple(
        replace(p, letter_version=None, date_of_birth=draw(BIRTHS)) if p.is_child and draw(st.booleans()) else p
        for p in held.case.people
    )
    return replace(held, case=replace(held.case, ordered_work=work, people=people))


def days_about(held: CaseFile) -> st.SearchStrategy[date]:
    """Any day from the first event on; as often as not one on which something may change, or the day before."""
    edges = sorted(day for on in days_of_change(held, hub()) for day in (on - ONE_DAY, on) if day >= date(2026, 11, 19))
    anyday = st.dates(date(2026, 11, 19), date(2047, 12, 31))
    return anyday | st.sampled_from(edges) if edges else anyday


def read_on(held: CaseFile, today: date) -> list[Duty]:
    """What is kept beside the case, as it reads that day."""
    then = [each for each in standing(held, hub()).owed if each.since <= today < each.until]
    return [replace(each.duty, overdue=each.duty.due_on < today) for each in sorted(then, key=lambda each: each.place)]


@settings(max_examples=60)
@given(st.data())
def test_what_is_kept_beside_a_case_is_on_any_day_what_the_case_file_owes(data: st.DataObject) -> None:
    held = data.draw(cases())
    today = data.draw(days_about(held))
    assert read_on(held, today) == [duty for duty in duties(held, hub(), today) if duty.done_on is None]


def test_a_day_on_which_what_is_owed_reads_otherwise_is_a_day_of_change() -> None:
    """Told of a case in which each of them comes within a year, day by day."""
    child = {"case.people.2.letter_version": None, "case.people.2.date_of_birth": "2014-02-02"}
    held, place = case_file(decision(child)), hub()
    left = replace(place.practice_supervisor[0], holds_to=date(2027, 4, 1))
    vacant = replace(place, practice_supervisor=(left,))
    read = {day: owed_on(held, vacant, day) for day in (date(2026, 11, 19) + timedelta(days=n) for n in range(365))}
    changed = {day for day in read if day - ONE_DAY in read and read[day] != read[day - ONE_DAY]}
    birthday_on, left_on = date(2027, 2, 2), date(2027, 4, 2)
    lost_on, late_on = date(2027, 2, 6), date(2027, 2, 20)
    assert changed == {birthday_on, left_on, lost_on, late_on}
    assert changed <= days_of_change(held, vacant)


def owed_on(held: CaseFile, place: Hub, today: date) -> list[Duty]:
    """What a case owes that day, whatever is overdue by then."""
    return [replace(duty, overdue=False) for duty in duties(held, place, today) if duty.done_on is None]


@settings(max_examples=40)
@given(st.data())
def test_a_case_is_in_a_first_list_only_from_the_day_that_is_kept_beside_it(data: st.DataObject) -> None:
    held = data.draw(cases())
    today = data.draw(st.dates(date(2026, 11, 1), date(2027, 6, 30)))
    kept = standing(held, hub())
    monday = today - timedelta(days=today.weekday())
    made = make_list("essex", "chelmsford", monday, today, [held], directory(), None)
    if made.rows or made.held_back:
        assert kept.court == "chelmsford"
        assert kept.listed_from is not None and kept.listed_from <= today


def test_a_closed_case_owes_nothing_and_comes_into_no_list() -> None:
    kept = standing(case_file(decision(), closing()), hub())
    assert (kept.owed, kept.listed_from) == ((), None)


@given(born=BIRTHS, age=st.integers(0, 18))
def test_a_birthday_is_the_first_day_of_an_age(born: date, age: int) -> None:
    assert age_on(born, birthday(born, age)) == age
    assert age_on(born, birthday(born, age) - ONE_DAY) == age - 1
