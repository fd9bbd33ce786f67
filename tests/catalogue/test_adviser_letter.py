"""F4: each party and child hears which adviser has the case, and nobody hears of one who no longer has it."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from correspondence import rendering
from correspondence.catalogue import reconcile
from correspondence.catalogue.families.adviser_letter import ADVISER_LETTER, AdviserLetterFacts, completion_by
from correspondence.catalogue.letter import Letter
from correspondence.documents import Severity
from correspondence.protocol.days import clocks
from correspondence.protocol.days.calendar import is_working_day
from correspondence.protocol.events import AnyEvent
from correspondence.protocol.history.case_file import fold
from correspondence.protocol.letters import Audience, LetterRecord, Status
from correspondence.writing import write
from tests import build
from tests.build import day
from tests.disclosure.secrets import World, worlds
from tests.disclosure.test_non_interference import everything_said_by

CODE = ADVISER_LETTER.code
FILING = "case.ordered_work.filing_date"
SECOND = {"event_id": "allocation-2", "occurred_on": "2027-02-24", "adviser.name": "Owen Placeholder"}
ALLOCATED_ON = day("Thu 28 Jan 2027")
DAYS = st.dates(date(2026, 11, 19), date(2028, 6, 30))


def written(*received: AnyEvent, sent: tuple[LetterRecord, ...] = (), today: date | None = None) -> dict[str, Letter]:
    """The adviser letters that the last of *received* gives, by their reader."""
    file = build.case_file(*received, letters=sent)
    every = reconcile.letters(received[-1], file, build.directory(), today or received[-1].occurred_on)
    return {x.recipient: x for x in every if x.kind is ADVISER_LETTER}


def allocated(changes: Mapping[str, Any] | None = None, today: date | None = None) -> dict[str, Letter]:
    """The letters about the example's adviser."""
    return written(build.decision(), build.adviser_allocated(changes), today=today)


def facts(letter: Letter) -> AdviserLetterFacts:
    assert isinstance(letter.view.facts, AdviserLetterFacts)
    return letter.view.facts


def to_adults(letters: Mapping[str, Letter]) -> list[Letter]:
    """Those to adults: a child's tells no day but one that has changed."""
    return [letter for letter in letters.values() if letter.audience is Audience.ADULT]


def words(letter: Letter) -> str:
    """All that the letter says, in English."""
    return rendering.compose(letter, "en").html


def unsent(letter: Letter, status: Status = Status.APPROVED) -> LetterRecord:
    """The register's record of a letter that is still on its way."""
    return build.letter(
        letter.recipient,
        {
            "letter_id": letter.letter_id,
            "kind": CODE,
            "event_id": letter.event_id,
            "given_by": letter.given_by,
            "status": status,
            "dated": letter.dated,
            "sent_on": letter.dated if status is Status.SENT else None,
            "content": letter.content,
        },
    )


def test_each_party_and_each_child_with_a_version_hears_who_the_adviser_is() -> None:
    assert [(x.recipient, str(x.audience)) for x in allocated().values()] == [
        ("p1", "adult"),
        ("p2", "adult"),
        ("c1", "older"),
        ("c2", "younger"),
    ]
    assert list(allocated({"case.people.3.letter_version": "none"})) == ["p1", "p2", "c1"]
    assert list(allocated({"case.people.0.role": "carer"})) == ["p2", "c1", "c2"]


def test_every_version_names_the_adviser_and_gives_their_number_and_the_youngest_get_no_other() -> None:
    letters = allocated()
    assert all("Nadia Example" in words(x) for x in letters.values())
    assert all("01632 960220" in words(x) for x in letters.values())
    answered_by_the_hub = [key for key, x in letters.items() if "01632 960000" in words(x)]
    assert answered_by_the_hub == ["p1", "p2", "c1"], "until they have spoken with the adviser"


@pytest.mark.parametrize(
    ("on", "due"),
    [
        ("Thu 28 Jan 2027", "Thu 4 Feb 2027"),
        ("Fri 29 Jan 2027", "Fri 5 Feb 2027"),
        ("Sat 30 Jan 2027", "Fri 5 Feb 2027"),
        ("Wed 23 Dec 2026", "Mon 4 Jan 2027"),  # Christmas Day, the substitute for Boxing Day, New Year's Day
        ("Mon 22 Mar 2027", "Wed 31 Mar 2027"),  # Good Friday and Easter Monday
    ],
)
def test_the_letter_is_due_within_five_working_days_of_the_allocation(on: str, due: str) -> None:
    assert clocks.adviser_letter(day(on)).due_on == day(due)
    letters = allocated({"occurred_on": day(on).isoformat()})
    assert {x.due.due_on for x in letters.values()} == {day(due)}


@given(on=DAYS)
def test_the_letter_is_due_on_a_working_day_after_the_allocation(on: date) -> None:
    due_on = clocks.adviser_letter(on).due_on
    assert is_working_day(due_on)
    assert on + timedelta(days=5) <= due_on <= on + timedelta(days=13)


@pytest.mark.parametrize(
    ("filing", "today", "by"),
    [
        (None, "Thu 28 Jan 2027", "Thu 11 Mar 2027"),
        ("Fri 19 Mar 2027", "Thu 28 Jan 2027", "Thu 11 Mar 2027"),
        ("Fri 12 Mar 2027", "Thu 28 Jan 2027", "Thu 11 Mar 2027"),
        ("Thu 11 Mar 2027", "Thu 28 Jan 2027", None),  # the court's day says it
        ("Fri 5 Mar 2027", "Thu 28 Jan 2027", None),
        ("Fri 22 Jan 2027", "Thu 28 Jan 2027", "Thu 11 Mar 2027"),  # the court's day has passed
        (None, "Thu 11 Mar 2027", None),  # ours has
    ],
)
def test_the_work_is_to_be_done_within_six_weeks_unless_the_court_wants_it_sooner(
    filing: str | None, today: str, by: str | None
) -> None:
    found = completion_by(ALLOCATED_ON, day(filing) if filing else None, day(today))
    assert found == (day(by) if by else None)


@given(allocated_on=DAYS, filing=DAYS | st.none(), today=DAYS)
def test_no_day_that_has_passed_is_promised_and_none_after_the_six_weeks(
    allocated_on: date, filing: date | None, today: date
) -> None:
    by = completion_by(allocated_on, filing, today)
    if by is not None:
        assert today < by <= allocated_on + timedelta(weeks=6)
        assert filing is None or filing <= today or by < filing


def test_another_adviser_starts_the_six_weeks_for_nobody_again() -> None:
    """And a date that the court has granted since takes their place."""
    first, second = build.adviser_allocated(), build.adviser_allocated(SECOND)
    again = written(build.decision(), first, second)
    assert {facts(x).completion_by for x in to_adults(again)} == {day("Thu 11 Mar 2027")}
    granted = build.extension_decided()
    then = build.adviser_allocated({**SECOND, FILING: "2027-04-09"})
    assert {facts(x).completion_by for x in to_adults(written(build.decision(), first, granted, then))} == {None}
    before = build.extension_decided({"occurred_on": "2027-01-18"})
    late = written(build.decision(), before, build.adviser_allocated({FILING: "2027-04-09"}))
    assert {facts(x).completion_by for x in to_adults(late)} == {day("Thu 11 Mar 2027")}


def test_a_hearing_that_has_passed_is_not_announced() -> None:
    hearing = day("Fri 16 Apr 2027")
    assert {facts(x).hearing_on for x in to_adults(allocated(today=day("Thu 15 Apr 2027")))} == {hearing}
    assert {facts(x).hearing_on for x in allocated(today=hearing).values()} == {None}


def test_another_adviser_is_announced_with_the_one_before_and_with_regret() -> None:
    first, second = build.adviser_allocated(), build.adviser_allocated(SECOND)
    told = tuple(unsent(x, Status.SENT) for x in allocated().values())
    letters = written(build.decision(), first, second, sent=told)
    assert len(letters) == 4
    for said in map(words, letters.values()):
        assert "Owen Placeholder" in said
        assert "Nadia Example" in said
        assert said.count("sorry") == 1
        assert "have to wait" not in said


def test_a_letter_about_an_adviser_who_no_longer_has_the_case_is_taken_back() -> None:
    first, second = build.adviser_allocated(), build.adviser_allocated(SECOND)
    on_their_way = tuple(unsent(x) for x in allocated().values())
    plan = build.plan(build.decision(), first, second, letters=on_their_way)
    assert set(plan.withdrawn) == {x.letter_id for x in on_their_way}
    assert {facts(x).adviser.name for x in written(build.decision(), first, second).values()} == {"Owen Placeholder"}


def test_a_letter_about_an_adviser_is_taken_back_once_the_case_waits_again() -> None:
    again = build.decision({"event_id": "decision-2", "occurred_on": "2027-02-10"})
    on_their_way = tuple(unsent(x) for x in allocated().values())
    plan = build.plan(build.decision(), build.adviser_allocated(), again, letters=on_their_way)
    assert set(plan.withdrawn) == {x.letter_id for x in on_their_way}
    assert {x.letter.kind.code for x in plan.to_write} == {"hub_letter", "filing_time"}


def test_a_wrong_letter_is_put_right_and_by_the_next_advisers_own_where_another_has_the_case() -> None:
    right = build.adviser_allocated({"adviser.name": "Nadja Example"})
    told = tuple(unsent(x, Status.SENT) for x in allocated().values())
    history = (build.decision(), build.adviser_allocated())
    correction = build.correction(right, {"occurred_on": "2027-03-01"})
    letters = written(*history, correction, sent=told)
    assert {facts(x).adviser.name for x in letters.values()} == {"Nadja Example"}
    assert {getattr(x.view, "corrects", None) for x in letters.values()} == {ALLOCATED_ON}
    plan = build.plan(*history, build.adviser_allocated(SECOND), correction, letters=told)
    of_advisers = [x.letter for x in plan.to_write if x.letter.kind is ADVISER_LETTER]
    assert {(facts(x).adviser.name, x.given_by) for x in of_advisers} == {("Owen Placeholder", "allocation-2")}


def test_a_new_address_is_spoken_of_and_never_printed() -> None:
    moved = {"case.people.0.address": {"line_1": "7 Sample Row", "post_town": "Braintree", "postcode": "CM7 1AA"}}
    sent = (build.letter("p1"), build.letter("p2"))
    letters = written(build.decision(), build.adviser_allocated(moved), sent=sent)
    said = words(letters["p1"])
    assert "new address for you" in said
    assert not any(part in said for part in ("Sample Row", "Braintree", "CM7", "Example Street", "CM1"))
    assert "new address for you" not in words(letters["p2"])


def _codes(changes: Mapping[str, Any]) -> set[str]:
    """What blocks the father's letter."""
    decided, event = build.decision(), build.adviser_allocated(changes)
    letter = replace(written(decided, event)["p1"], language="en")
    found = write(letter, build.case_file(decided, event), build.directory()).findings
    return {f.code for f in found if f.severity is Severity.BLOCKING and not f.code.startswith("wording")}


def test_the_advisers_contact_is_no_secret_even_under_the_name_of_somebodys_solicitor() -> None:
    assert _codes({}) == set()
    assert _codes({"case.people.1.representative.name": "Nadia Example"}) == set()


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"adviser.phone": "07700 900321"}, "disclosure.phone"),
        ({"adviser.email": "a.sample@example.org"}, "disclosure.email"),
    ],
)
def test_a_partys_own_number_recorded_as_the_advisers_holds_the_letter(changes: Mapping[str, Any], code: str) -> None:
    assert code in _codes(changes)


@given(world=worlds())
@settings(max_examples=60)
def test_what_a_reader_may_not_know_changes_nothing_of_their_adviser_letter(world: World) -> None:
    def letter(case: build.Body) -> Letter:
        received = [
            build.read(build.body(kind, {"case": case})) for kind in ("hub_allocation_decided", "adviser_allocated")
        ]
        told = (build.letter(world.reader),)
        every = reconcile.letters(received[-1], fold(received, told), build.directory(), ALLOCATED_ON)
        return next(x for x in every if x.kind is ADVISER_LETTER and x.recipient == world.reader)

    assert everything_said_by(letter(world.case)) == everything_said_by(letter(world.changed_case))
