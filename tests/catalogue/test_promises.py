"""What a reader was told is kept as it was printed: a day that passed without its thing is owned, once, in any kind."""

from dataclasses import fields, is_dataclass, replace
from datetime import date, timedelta
from typing import Any, get_args, get_type_hints

import pytest

from correspondence.catalogue import reconcile
from correspondence.catalogue.days_gone import lay_too_long
from correspondence.catalogue.days_told import FIELDS
from correspondence.catalogue.families.update import UpdateFacts
from correspondence.catalogue.letter import NO_DAY, NOTHING, Letter, Owned, RecipientView, Wrong
from correspondence.catalogue.registry import CASE_KINDS
from correspondence.protocol.events import AnyEvent, CorrectableEvent
from correspondence.protocol.letters import Audience, LetterRecord, Status, Told
from correspondence.rendering import compose
from tests import build
from tests.build import day
from tests.golden.scenario import sent_on
from tests.golden.scenarios import places

FIRST = build.decision()
PROMISED, AIMED, TO_APPLY = day("Thu 24 Dec 2026"), day("Fri 5 Feb 2027"), day("Fri 19 Feb 2027")
FILING = "case.ordered_work.filing_date"


def written(*received: AnyEvent, letters: tuple[LetterRecord, ...] = (), on: date | None = None) -> dict[str, Letter]:
    """What the last event gives, by its readers."""
    case_file = build.case_file(*received, letters=letters)
    every = reconcile.letters(received[-1], case_file, build.directory(), on or received[-1].occurred_on)
    return {x.recipient: x for x in every}


def sent(
    *received: AnyEvent, letters: tuple[LetterRecord, ...] = (), on: date | None = None
) -> tuple[LetterRecord, ...]:
    """The same, each sent on the day after its own."""
    every = written(*received, letters=letters, on=on).values()
    return tuple(sent_on(x, x.dated + timedelta(days=1)) for x in every)


def owned(letter: Letter) -> Owned:
    """What a letter owns."""
    assert isinstance(letter.view, RecipientView)
    return letter.view.owned


def update(on: str, number: int = 1) -> AnyEvent:
    """An update that is wanted on that day."""
    return build.update_due({"event_id": f"update-{number}", "occurred_on": on})


def words(letter: Letter) -> str:
    """Its English, without marks."""
    return compose(letter, "en").html.replace('<bdi dir="ltr">', "").replace("</bdi>", "")


TOLD = sent(FIRST)


@pytest.mark.parametrize(
    ("reader", "told"),
    [
        ("p1", {Told.NEXT_LETTER, Told.ADVISER, Told.FILING, Told.APPLYING, Told.HEARING}),
        ("c1", {Told.NEXT_LETTER}),
        ("c2", {Told.NEXT_LETTER}),
    ],
)
def test_what_is_kept_of_a_letter_is_what_its_version_printed(reader: str, told: set[Told]) -> None:
    (letter,) = (x for x in TOLD if x.recipient == reader)
    assert {what for what, _ in letter.told} == told
    assert letter.days_told(Told.NEXT_LETTER) == (PROMISED,)


def test_a_promise_that_is_kept_is_owned_by_nobody() -> None:
    letters = written(FIRST, update("2026-12-24"), letters=TOLD)
    assert {owned(x) for x in letters.values()} == {NOTHING}


@pytest.mark.parametrize("reader", ["p1", "c1", "c2"])
def test_a_letter_that_did_not_come_in_time_is_owned_by_the_next(reader: str) -> None:
    letter = written(FIRST, update("2026-12-29"), letters=TOLD)[reader]
    assert owned(letter) == Owned(letters_by=(PROMISED,))
    assert "Thursday 24 December 2026" in words(letter)


@pytest.mark.parametrize(
    ("later", "reader"),
    [
        (build.adviser_allocated({"occurred_on": "2027-01-28"}), "c2"),
        (build.extension_needed(), "p1"),
        (build.hub_closing(), "c1"),
        (build.representation({"occurred_on": "2027-01-12"}), "p1"),
    ],
    ids=lambda x: x if isinstance(x, str) else x.type,
)
def test_the_next_letter_owns_it_of_whatever_kind_it_is(later: AnyEvent, reader: str) -> None:
    assert owned(written(FIRST, later, letters=TOLD)[reader]).letters_by == (PROMISED,)


def test_what_one_letter_owned_the_next_does_not() -> None:
    late = update("2026-12-29")
    after = (*TOLD, *sent(FIRST, late, letters=TOLD))
    assert owned(written(FIRST, late, update("2027-01-25", 2), letters=after)["p1"]) == NOTHING


def test_a_letter_that_nobody_sent_promised_nothing_and_owned_nothing() -> None:
    drafts = tuple(replace(x, status=Status.DRAFT, sent_on=None) for x in TOLD)
    assert owned(written(FIRST, update("2026-12-29"), letters=drafts)["p1"]) == NOTHING


def test_an_adviser_who_was_not_named_in_time_is_owned_and_one_who_was_is_not() -> None:
    kept = (*TOLD, *sent(FIRST, update("2026-12-22"), letters=TOLD))
    later = update("2027-02-08", 2)
    assert owned(written(FIRST, update("2026-12-22"), later, letters=kept)["p1"]).advisers_by == (AIMED,)
    named = build.adviser_allocated({"occurred_on": "2027-02-05"})
    assert owned(written(FIRST, named, letters=kept, on=day("Mon 8 Feb 2027"))["p1"]).advisers_by == ()
    too_late = build.adviser_allocated({"occurred_on": "2027-02-08"})
    assert owned(written(FIRST, too_late, letters=kept)["p1"]).advisers_by == (AIMED,)


def test_an_adviser_who_was_named_in_an_earlier_stay_keeps_no_promise_of_this_one() -> None:
    before = (
        build.decision({"event_id": "decision-0", "occurred_on": "2026-10-05"}),
        build.adviser_allocated({"event_id": "allocation-0", "occurred_on": "2026-10-19"}),
        build.closing({"event_id": "closing-0", "occurred_on": "2026-10-26"}),
    )
    kept = (*TOLD, *sent(*before, FIRST, update("2026-12-22"), letters=TOLD))
    later = (*before, FIRST, update("2026-12-22"), update("2027-02-08", 2))
    assert owned(written(*later, letters=kept)["p1"]).advisers_by == (AIMED,)


def test_to_ask_the_court_later_than_we_said_is_owned() -> None:
    reasons = {"exceptional_reason": "The adviser fell ill after that day.", "approved_by": "S. Sample"}
    asked = build.extension_needed({"occurred_on": "2027-02-22", **reasons})
    assert owned(written(FIRST, asked, letters=TOLD)["p1"]).applying_by == (TO_APPLY,)
    assert owned(written(FIRST, build.extension_needed(), letters=TOLD)["p1"]).applying_by == ()


def test_a_letter_that_lay_until_a_promise_had_passed_is_out_of_date() -> None:
    received = (FIRST, update("2026-12-22"))
    letter = written(*received, letters=TOLD)["c1"]
    record = sent_on(letter, letter.dated)
    here = reconcile.occasion_of(record, build.case_file(*received, letters=TOLD), build.directory())
    assert here is not None
    assert not lay_too_long(letter, CASE_KINDS["update"], replace(here, today=PROMISED))
    assert lay_too_long(letter, CASE_KINDS["update"], replace(here, today=PROMISED + timedelta(days=4)))


def test_an_aim_that_is_another_now_is_named_and_not_owned_when_its_day_comes() -> None:
    moved = build.update_due({"occurred_on": "2026-12-22", FILING: "2027-04-09"})
    letter = written(FIRST, moved, letters=TOLD)["p1"]
    assert "We told you that we aimed to name an adviser by Friday 5 February 2027. That has changed." in words(letter)
    assert "None of the dates that we told you has changed" not in words(letter)
    after = (*TOLD, *sent(FIRST, moved, letters=TOLD))
    later = build.update_due({"event_id": "update-2", "occurred_on": "2027-02-08", FILING: "2027-04-09"})
    assert owned(written(FIRST, moved, later, letters=after)["p1"]).advisers_by == ()


NO_DAY_SET = build.decision({FILING: None})
GUARDIAN = build.guardian_appointed({"occurred_on": "2026-12-11", "expected_allocation_on": "2027-01-15", FILING: None})
AIMED_AT = (NO_DAY_SET, GUARDIAN, build.update_due({"occurred_on": "2026-12-22", FILING: None}))
BY_GUARDIAN, REALISTIC = day("Fri 15 Jan 2027"), day("Mon 10 May 2027")
OF_AIMS = (*sent(NO_DAY_SET), *sent(*AIMED_AT, letters=sent(NO_DAY_SET)))
"""An update told the adults a likely day for a guardian, and a realistic day to finish."""


def test_what_an_update_told_of_a_guardian_and_of_finishing_is_kept() -> None:
    told = [x for x in OF_AIMS if x.recipient == "p1" and x.kind == "update"]
    assert [(x.days_told(Told.GUARDIAN), x.days_told(Told.REALISTIC)) for x in told] == [((BY_GUARDIAN,), (REALISTIC,))]


def test_another_day_for_a_guardian_and_to_finish_is_named_and_not_owned_when_its_day_comes() -> None:
    later = build.guardian_appointed(
        {"event_id": "guardian-2", "occurred_on": "2027-01-04", "expected_allocation_on": "2027-02-12"}
    )
    moved = build.update_due({"event_id": "update-2", "occurred_on": "2027-01-11", FILING: "2027-06-25"})
    letter = written(*AIMED_AT, later, moved, letters=OF_AIMS)["p1"]
    assert (
        "We told you that you would most likely know by Friday 15 January 2027 who the guardian is. That has changed."
        in words(letter)
    )
    assert "We told you that a realistic day for us to finish was Monday 10 May 2027. That has changed." in words(
        letter
    )
    assert "None of the dates that we told you has changed" not in words(letter)
    after = (*OF_AIMS, *sent(*AIMED_AT, later, moved, letters=OF_AIMS))
    much_later = build.update_due({"event_id": "update-3", "occurred_on": "2027-05-11", FILING: "2027-06-25"})
    left = owned(written(*AIMED_AT, later, moved, much_later, letters=after)["p1"])
    assert (left.guardians_by, left.finishing_by) == ((day("Fri 12 Feb 2027"),), ())


def test_what_has_not_changed_is_not_said_to_have() -> None:
    again = build.update_due({"event_id": "update-2", "occurred_on": "2027-01-11", FILING: None})
    assert "That has changed" not in words(written(*AIMED_AT, again, letters=OF_AIMS)["p1"])


@pytest.mark.parametrize(
    ("between", "missed"),
    [
        ((), (BY_GUARDIAN,)),
        ((build.adviser_allocated({"occurred_on": "2027-01-15", FILING: None}),), ()),
        ((build.adviser_allocated({"occurred_on": "2027-01-18", FILING: None}),), (BY_GUARDIAN,)),
    ],
    ids=["nobody", "in time", "too late"],
)
def test_a_guardian_who_was_not_named_in_time_is_owned(between: tuple[AnyEvent, ...], missed: tuple[date, ...]) -> None:
    last = build.update_due({"event_id": "update-2", "occurred_on": "2027-01-25", FILING: None})
    received = (*AIMED_AT, *between) if between else (*AIMED_AT, last)
    assert owned(written(*received, letters=OF_AIMS, on=last.occurred_on)["p1"]).guardians_by == missed


@pytest.mark.parametrize(
    ("between", "missed"),
    [
        ((), (REALISTIC,)),
        ((build.report_filed({"occurred_on": "2027-05-10", "filed_on": "2027-05-10", FILING: None}),), ()),
        ((build.report_filed({"occurred_on": "2027-05-11", "filed_on": "2027-05-11", FILING: None}),), (REALISTIC,)),
        ((build.extension_decided({"occurred_on": "2027-05-04", "filing_date": "2027-06-25"}),), ()),
    ],
    ids=["not filed", "filed in time", "filed late", "the court gave another day"],
)
def test_work_that_was_not_finished_by_a_day_that_we_told_is_owned(
    between: tuple[AnyEvent, ...], missed: tuple[date, ...]
) -> None:
    last = build.update_due({"event_id": "update-2", "occurred_on": "2027-05-17", FILING: None})
    letter = written(*AIMED_AT, *between, last, letters=OF_AIMS)["p1"]
    assert owned(letter).finishing_by == missed
    assert ("our work could be finished by Monday 10 May 2027. It was not" in words(letter)) is bool(missed)


def test_an_adviser_who_aims_at_another_day_than_was_realistic_says_so() -> None:
    named = build.adviser_allocated({FILING: None})
    letter = written(*AIMED_AT, named, letters=OF_AIMS)["p1"]
    assert "a realistic day for us to finish was Monday 10 May 2027. That has changed." in words(letter)
    assert "We aim to finish this work by <strong>Thursday 11 March 2027</strong>" in words(letter)


def test_a_correction_says_what_each_letter_said_and_what_is_right() -> None:
    again = (*TOLD, *sent(FIRST, update("2026-12-22"), letters=TOLD))
    right = build.correction(build.decision({FILING: "2027-04-02"}), {"occurred_on": "2027-01-04"})
    case_file = build.case_file(FIRST, update("2026-12-22"), right, letters=again)
    letters = reconcile.letters(right, case_file, build.directory(), right.occurred_on)
    letter = next(x for x in letters if x.recipient == "p1" and x.kind.code == "hub_letter")
    assert isinstance(letter.view, RecipientView)
    both = (FIRST.occurred_on, day("Tue 22 Dec 2026"))
    assert letter.view.wrong.filing == Wrong(said=day("Fri 19 Mar 2027"), right=day("Fri 2 Apr 2027"), in_letters=both)
    said = "On Thursday 19 November 2026 and Tuesday 22 December 2026 we wrote that the court wanted us to finish by"
    assert said in words(letter)


def corrected(right: CorrectableEvent, *received: AnyEvent, letters: tuple[LetterRecord, ...]) -> dict[str, Letter]:
    """What a correction of that event gives a fortnight later, by its readers."""
    mended = build.correction(right, {"occurred_on": "2027-01-05"})
    return written(*received, mended, letters=letters)


def test_a_filing_date_alone_that_was_wrong_is_put_right_for_those_who_were_told_it() -> None:
    letters = corrected(build.decision({FILING: "2027-04-02"}), FIRST, letters=TOLD)
    assert {x.recipient for x in letters.values() if x.is_for_family} == {"p1", "p2"}


def test_a_letter_that_puts_another_right_names_the_last_day_to_ask_the_court_too() -> None:
    letter = corrected(build.decision({FILING: "2027-04-02"}), FIRST, letters=TOLD)["p1"]
    assert isinstance(letter.view, RecipientView)
    assert letter.view.wrong.applying == Wrong(
        said=TO_APPLY, right=day("Fri 5 Mar 2027"), in_letters=(FIRST.occurred_on,)
    )
    assert "we would ask the court by Friday 19 February 2027 if we needed longer" in words(letter)


def test_a_letter_that_puts_another_right_moves_no_promise() -> None:
    mended = build.correction(build.decision({FILING: "2027-04-02"}), {"occurred_on": "2026-12-01"})
    letter = written(FIRST, mended, letters=TOLD)["p1"]
    assert "We will write to you again by <strong>Thursday 24 December 2026</strong>" in words(letter)
    assert day("Thu 24 Dec 2026") == PROMISED
    later = corrected(build.decision({FILING: "2027-04-02"}), FIRST, letters=TOLD)["p1"]
    assert "We will write to you again by <strong>Tuesday 9 February 2027</strong>" in words(later), "it had passed"


WRONG = build.update_due({"occurred_on": "2026-12-22", FILING: "2027-04-09"})
RIGHT = build.update_due({"occurred_on": "2026-12-22"})
UPDATED = (*TOLD, *sent(FIRST, WRONG, letters=TOLD))
"""An update told the adults a wrong filing date, and promised everybody a letter by Tuesday 26 January 2027."""


def promised(letter: Letter) -> date:
    """The day by which a letter promises the next."""
    assert isinstance(letter.view.facts, UpdateFacts)
    return letter.view.facts.next_update_on


@pytest.mark.parametrize(
    "since",
    [(), (build.details_changed({"occurred_on": "2027-01-06"}),), (build.review({"occurred_on": "2027-01-06"}),)],
    ids=["put right", "and a detail changed", "and a review came"],
)
def test_an_update_that_puts_one_right_moves_no_promise(since: tuple[AnyEvent, ...]) -> None:
    mended = build.correction(RIGHT, {"occurred_on": "2027-01-05"})
    received = (FIRST, WRONG, mended, *since)
    last = received[-1]
    plan = reconcile.reconcile(last, build.case_file(*received, letters=UPDATED), build.directory(), last.occurred_on)
    letters = [x.letter for x in plan.to_write if x.letter.kind.code == "update"]
    assert {x.recipient for x in letters} == {"p1", "p2", "c1"}
    assert {promised(x) for x in letters} == {day("Tue 26 Jan 2027")}
    assert all("write to you again by <strong>Tuesday 26 January 2027</strong>" in words(x) for x in letters)


def test_an_update_that_puts_one_right_once_its_promise_has_passed_promises_a_day_ahead() -> None:
    mended = build.correction(RIGHT, {"occurred_on": "2027-01-27"})
    assert promised(written(FIRST, WRONG, mended, letters=UPDATED)["p1"]) == day("Wed 3 Mar 2027")


def test_an_update_that_comes_early_for_its_own_reasons_moves_the_promise() -> None:
    early = written(FIRST, WRONG, update("2027-01-05", 2), letters=UPDATED)
    assert {promised(x) for x in early.values()} == {day("Tue 9 Feb 2027")}


def test_the_letter_that_was_wrong_is_named_and_not_the_last_that_came() -> None:
    again = (*TOLD, *sent(FIRST, update("2026-12-22"), letters=TOLD))
    right = build.decision({"case.ordered_work.type": "rule_16_4"})
    letter = corrected(right, FIRST, update("2026-12-22"), letters=again)["c2"]
    assert isinstance(letter.view, RecipientView)
    assert letter.view.corrects == FIRST.occurred_on
    assert "My letter of Thursday 19 November 2026 had a mistake in it." in words(letter)


def test_a_child_is_told_which_day_is_right_that_their_letter_said_had_changed() -> None:
    hearing = "case.ordered_work.next_hearing_on"
    moved = build.update_due({"occurred_on": "2026-12-22", hearing: "2027-05-28"})
    again = (*TOLD, *sent(FIRST, moved, letters=TOLD))
    letter = corrected(build.update_due({"occurred_on": "2026-12-22"}), FIRST, moved, letters=again)["c1"]
    assert isinstance(letter.view, RecipientView)
    assert FIRST.case.ordered_work.next_hearing_on is not None
    wrong = Wrong(
        said=day("Fri 28 May 2027"), right=FIRST.case.ordered_work.next_hearing_on, in_letters=(moved.occurred_on,)
    )
    assert letter.view.wrong.hearing == wrong


def test_a_day_that_was_right_then_is_not_said_to_have_been_wrong() -> None:
    granted = (build.extension_needed(), build.extension_decided())
    right = build.correction(build.decision({"case.spip_advised": False}), {"occurred_on": "2027-02-15"})
    case_file = build.case_file(FIRST, *granted, right, letters=TOLD)
    letters = reconcile.letters(right, case_file, build.directory(), right.occurred_on)
    for letter in (x for x in letters if x.kind.code == "hub_letter"):
        assert isinstance(letter.view, RecipientView)
        assert letter.view.wrong == NO_DAY


TELLS_WHAT_HAS_BEEN = {
    "facts.since",
    "facts.last_review_on",
    "facts.decided_on",
    "facts.received_on",
    "facts.reviewed_on",
    "facts.looked_at_on",
    "facts.filing_date_before",
    "facts.changes.filing_date_before",
    "facts.closes_on_before",
}
"""Days that hold us to nothing: of what happened, or of what was told before."""
ASKED_OF_THE_COURT = {"facts.more_time.until", "facts.asked_for", "facts.needed_by"}
"""Days that the court has not granted, and what would follow from one."""


def days_of(record: type[Any], place: str) -> set[str]:
    """The fields of days in a record and in those that it holds."""
    found: set[str] = set()
    for each in fields(record):
        hint = get_type_hints(record)[each.name]
        for kind in (hint, *get_args(hint)):
            if kind is date:
                found.add(f"{place}.{each.name}")
            elif is_dataclass(kind) and isinstance(kind, type):
                found |= days_of(kind, f"{place}.{each.name}")
    return found


@pytest.mark.parametrize("code", [code for code, kind in CASE_KINDS.items() if kind.is_for_families])
def test_every_day_of_a_letter_to_a_family_is_known_for_what_it_is(code: str) -> None:
    known = {*FIELDS} | TELLS_WHAT_HAS_BEEN | ASKED_OF_THE_COURT
    unknown = sorted(days_of(CASE_KINDS[code].facts_type, "facts") - known)
    where = (
        "in FIELDS of catalogue/days_told.py where a later letter must answer for it (a new sort of day is a `Told` of "
        "protocol/letters.py), in TELLS_WHAT_HAS_BEEN of this module where it tells what has been"
    )
    assert unknown == [], f"name these {where}: {', '.join(unknown)}"


THE_WAIT_ITSELF = {"hub_letter", "update"}
"""The kinds whose news is that the wait goes on: what we promised of it and did not keep is a part of that."""
LONG_AGO = day("Fri 2 Oct 2026")


@pytest.mark.parametrize(
    ("code", "version"),
    [
        (code, version)
        for code, kind in CASE_KINDS.items()
        if kind.is_for_families and code not in THE_WAIT_ITSELF
        for version in kind.versions
    ],
)
def test_what_was_not_kept_is_owned_after_the_news(code: str, version: Audience) -> None:
    letters = (letter for place in places(code) for letter in place.read().letters() if letter.audience is version)
    for letter in letters:
        assert isinstance(letter.view, RecipientView)
        missed = replace(letter.view, owned=Owned(letters_by=(LONG_AGO,)), corrects=None, wrong=NO_DAY)
        _, _, body = compose(replace(letter, view=missed), "en").html.partition("Dear ")
        before, owning, _ = body.partition("Friday 2 October 2026")
        assert owning
        assert before.count("<p>") > 1, "say in `news` what is new for its reader"


def to_court(code: str, *received: AnyEvent, letters: tuple[LetterRecord, ...] = ()) -> Letter:
    """The document of that kind that the last event gives to the court."""
    case_file = build.case_file(*received, letters=letters)
    every = reconcile.letters(received[-1], case_file, build.directory(), received[-1].occurred_on)
    return next(x for x in every if x.kind.code == code)


ONE_REQUEST = build.extension_needed()
TO_COURT: list[tuple[str, CorrectableEvent, CorrectableEvent, str, str]] = [
    (
        "filing_time",
        FIRST,
        build.decision({FILING: "2027-04-02"}),
        "filing",
        "the filing date was Friday 19 March 2027",
    ),
    (
        "guardian_timeframe",
        build.guardian_appointed(),
        build.guardian_appointed({"expected_allocation_on": "2027-03-05"}),
        "guardian",
        "a guardian was likely to be allocated by Friday 5 February 2027",
    ),
    (
        "extension_application",
        ONE_REQUEST,
        build.extension_needed({"proposed_filing_date": "2027-04-16"}),
        "asked",
        "we asked for more time until Friday 9 April 2027",
    ),
]


@pytest.mark.parametrize(("code", "wrong", "right", "what", "said"), TO_COURT, ids=[each[0] for each in TO_COURT])
def test_a_document_for_the_court_that_is_put_right_says_what_was_wrong(
    code: str, wrong: CorrectableEvent, right: CorrectableEvent, what: str, said: str
) -> None:
    before = () if wrong == FIRST else (FIRST,)
    first = to_court(code, *before, wrong)
    told = (sent_on(first, wrong.occurred_on),)
    mended = build.correction(right, {"occurred_on": str(wrong.occurred_on + timedelta(days=7))})
    again = to_court(code, *before, wrong, mended, letters=told)
    assert isinstance(again.view, RecipientView)
    assert getattr(again.view.wrong, what).in_letters == (wrong.occurred_on,)
    assert f"we wrote that {said}. The right day is" in words(again)
    other_court = tuple(replace(x, recipient="court:elsewhere") for x in told)
    elsewhere = to_court(code, *before, wrong, mended, letters=other_court)
    assert isinstance(elsewhere.view, RecipientView)
    assert elsewhere.view.wrong == NO_DAY
    assert "The right day is" not in words(elsewhere)


def test_what_went_to_the_court_alone_is_named_in_nothing_that_is_copied() -> None:
    risk = build.risk_increased({"occurred_on": "2026-12-10", "may_be_told": []})
    appointed = build.guardian_appointed()
    alone = to_court("guardian_timeframe", FIRST, risk, appointed)
    assert alone.seen_by == ()
    right = build.guardian_appointed({"expected_allocation_on": "2027-03-05"})
    mended = build.correction(right, {"occurred_on": "2026-12-18"})
    held_again = build.review({"occurred_on": "2026-12-17"})
    told = (sent_on(alone, appointed.occurred_on),)
    still_alone = to_court("guardian_timeframe", FIRST, risk, appointed, mended, letters=told)
    copied = to_court("guardian_timeframe", FIRST, risk, appointed, held_again, mended, letters=told)
    assert isinstance(still_alone.view, RecipientView)
    assert isinstance(copied.view, RecipientView)
    assert still_alone.view.wrong.guardian is not None
    assert copied.seen_by
    assert copied.view.wrong == NO_DAY
