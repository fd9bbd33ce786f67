"""Which standards a Hub did not keep is known from the records of its cases and lists (Protocol 4.7, 6.2)."""

from dataclasses import dataclass, fields, replace
from datetime import date

import pytest

from correspondence.protocol.addressees import to_court
from correspondence.protocol.areas.events import Assurance
from correspondence.protocol.events import AnyEvent
from correspondence.protocol.letters import LetterRecord, Status
from correspondence.protocol.owed.standards import RECORDED, not_kept
from tests import build
from tests.build import day

FAMILY = ("p1", "p2", "c1", "c2")
COURT = "chelmsford"
FIRST = build.decision()
TOLD = tuple(build.letter(each) for each in FAMILY)
LAST_LIST, NEXT_LIST = day("Fri 13 Nov 2026"), day("Fri 20 Nov 2026")


def update_sent(on: str) -> tuple[LetterRecord, ...]:
    """An update to each of the family, sent on that day."""
    own = {"kind": "update", "event_id": "update-1", "given_by": "update-1", "dated": day(on), "sent_on": day(on)}
    return tuple(build.letter(each, {**own, "letter_id": f"update-{each}-{on}"}) for each in FAMILY)


def application_sent(on: str) -> tuple[LetterRecord, ...]:
    """The application of `build.extension_needed`, sent on that day."""
    own = {"kind": "extension_application", "event_id": "extension-1", "given_by": "extension-1"}
    return (build.letter(to_court(COURT), {**own, "dated": day(on), "sent_on": day(on)}),)


def lists_sent(*days: date) -> tuple[LetterRecord, ...]:
    """Lists of the Hub to its court, sent on those days."""
    own = {"kind": "weekly_list", "dated": LAST_LIST}
    return tuple(build.letter(to_court(COURT), {**own, "letter_id": f"list-{on}", "sent_on": on}) for on in days)


@dataclass(frozen=True, kw_only=True)
class Tried:
    """A standard as it is not kept and as it is, by what was recorded until a day."""

    until: str
    broken: tuple[AnyEvent, ...] = ()
    kept: tuple[AnyEvent, ...] = ()
    broken_letters: tuple[LetterRecord, ...] = TOLD
    kept_letters: tuple[LetterRecord, ...] = TOLD
    broken_lists: tuple[LetterRecord, ...] = lists_sent(LAST_LIST)
    kept_lists: tuple[LetterRecord, ...] = lists_sent(LAST_LIST)


ALLOCATED = build.adviser_allocated()
TRIED = {
    "takes_only_lower_priority": Tried(
        until="Mon 7 Dec 2026", broken=(build.review({"case.priority_status": 1}),), kept=(build.review(),)
    ),
    "allocates_within_20_weeks": Tried(until="Fri 9 Apr 2027", kept=(ALLOCATED,)),
    "asks_extensions_4_weeks_before": Tried(
        until="Mon 1 Mar 2027",
        broken=(build.extension_needed(),),
        kept=(build.extension_needed(),),
        kept_letters=(*TOLD, *application_sent("Fri 19 Feb 2027")),
        broken_letters=(*TOLD, *application_sent("Mon 22 Feb 2027")),
    ),
    "files_section_7_within_26_weeks": Tried(until="Fri 14 May 2027", kept=(ALLOCATED, build.report_filed())),
    "writes_within_5_working_days": Tried(until="Fri 27 Nov 2026", broken_letters=TOLD[:3]),
    "updates_every_6_weeks": Tried(
        until="Tue 12 Jan 2027",
        broken_letters=(*TOLD, *update_sent("Mon 11 Jan 2027")),
        kept_letters=(*TOLD, *update_sent("Thu 31 Dec 2026")),
    ),
    "reviews_every_2_weeks": Tried(
        until="Tue 8 Dec 2026", broken=(build.review({"occurred_on": "2026-12-07"}),), kept=(build.review(),)
    ),
    "reviews_alerts_within_1_working_day": Tried(
        until="Thu 31 Dec 2026",
        broken=(build.information(), build.review({"occurred_on": "2026-12-30"})),
        kept=(build.information(), build.review({"occurred_on": "2026-12-29"})),
    ),
    "completes_within_6_weeks": Tried(
        until="Mon 15 Mar 2027",
        broken=(ALLOCATED, build.report_filed()),
        kept=(ALLOCATED, build.report_filed({"occurred_on": "2027-03-11", "filed_on": "2027-03-11"})),
    ),
    "lists_sent_to_courts": Tried(until="Wed 25 Nov 2026", kept_lists=lists_sent(LAST_LIST, NEXT_LIST)),
}


def found(
    received: tuple[AnyEvent, ...],
    letters: tuple[LetterRecord, ...],
    lists: tuple[LetterRecord, ...],
    until: date,
    since: date = build.DECIDED_ON,
) -> frozenset[str]:
    """What the records of one case and one court contradict."""
    hub = replace(build.hub(), courts=(COURT,))
    case_file = build.case_file(FIRST, *received, letters=letters)
    return not_kept([case_file], {"essex": lists}, {"essex": hub}, since, until)


def test_every_standard_but_that_of_the_staff_is_told_by_the_records() -> None:
    points = {each.name for each in fields(Assurance)} - {"exceptions"}
    assert points - RECORDED == {"has_required_staff"}
    assert TRIED.keys() == RECORDED


@pytest.mark.parametrize("standard", TRIED)
def test_a_standard_that_was_not_kept_is_found_and_one_that_was_is_not(standard: str) -> None:
    tried, until = TRIED[standard], day(TRIED[standard].until)
    assert standard in found(tried.broken, tried.broken_letters, tried.broken_lists, until)
    assert standard not in found(tried.kept, tried.kept_letters, tried.kept_lists, until)


def test_what_was_late_before_the_time_that_is_reported_on_is_none_of_it() -> None:
    late = (*TOLD, *update_sent("Mon 11 Jan 2027"))
    for since, is_found in (("Sun 10 Jan 2027", True), ("Mon 11 Jan 2027", False)):
        every = found((), late, (), day("Tue 2 Feb 2027"), since=day(since))
        assert ("updates_every_6_weeks" in every) is is_found


def test_a_day_that_is_still_to_come_breaks_nothing() -> None:
    assert found((), TOLD, lists_sent(LAST_LIST, NEXT_LIST), day("Thu 26 Nov 2026")) == frozenset()


def test_a_letter_that_came_back_was_not_sent_in_time() -> None:
    back = tuple(replace(x, status=Status.RETURNED) for x in TOLD)
    assert "writes_within_5_working_days" in found((), back, (), day("Fri 27 Nov 2026"))


def test_a_case_that_no_longer_waits_is_owed_no_review_and_no_update() -> None:
    left = (build.closing({"occurred_on": "2026-12-01"}),)
    every = found(left, TOLD, (), day("Tue 2 Feb 2027"))
    assert every.isdisjoint({"reviews_every_2_weeks", "updates_every_6_weeks", "allocates_within_20_weeks"})


def test_a_day_that_the_court_granted_takes_the_place_of_our_limits() -> None:
    granted = (build.extension_needed(), build.extension_decided())
    letters = (*TOLD, *application_sent("Tue 2 Feb 2027"))
    filed = {"files_section_7_within_26_weeks"}
    assert found(granted, letters, (), day("Fri 9 Apr 2027")).isdisjoint({"allocates_within_20_weeks", *filed})
    assert found(granted, letters, (), day("Sat 10 Apr 2027")) >= filed
    of_april = {"case.ordered_work.filing_date": "2027-04-09"}
    taken = (*granted, build.adviser_allocated({"occurred_on": "2027-02-15", **of_april}))
    completed = {"completes_within_6_weeks"}
    assert found(taken, letters, (), day("Fri 9 Apr 2027")).isdisjoint(completed)
    assert found(taken, letters, (), day("Sat 10 Apr 2027")) >= completed
