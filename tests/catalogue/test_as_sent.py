"""A correction writes again what was wrong, to whoever was told it, in the family and at court."""

from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from typing import Any

import pytest

from correspondence.catalogue import reconcile
from correspondence.catalogue.composing import readers_of
from correspondence.catalogue.occasions.case import Occasion
from correspondence.catalogue.registry import CASE_KINDS
from correspondence.protocol.events import AnyEvent, CorrectableEvent
from correspondence.protocol.history.case_file import fold
from correspondence.protocol.history.readers import readers
from correspondence.protocol.letters import LetterRecord, Status
from correspondence.protocol.owed.obligations import OBLIGATIONS
from tests import build
from tests.build import Changes, day
from tests.golden.scenario import sent_on

COURT = "court:chelmsford"
GIVING = sorted({build.type_of(each.arises_on) for each in OBLIGATIONS.values()})
"""The types of the events that give letters."""


def sent(*received: AnyEvent, before: tuple[LetterRecord, ...] = ()) -> tuple[LetterRecord, ...]:
    """Every letter that the last of *received* gives, sent on the day after."""
    last = received[-1]
    found = reconcile.letters(last, fold(received, before), build.directory(), last.occurred_on)
    return tuple(sent_on(x, last.occurred_on + timedelta(days=1)) for x in found)


def anew(
    right: CorrectableEvent, *received: AnyEvent, records: tuple[LetterRecord, ...], on: str, number: int = 1
) -> list[tuple[str, str]]:
    """The letters that a correction on that day gives, by kind and reader."""
    mended = build.correction(right, {"event_id": f"correction-{number}", "occurred_on": on})
    case_file = fold([*received, mended], records)
    found = reconcile.letters(mended, case_file, build.directory(), date.fromisoformat(on))
    return [(x.kind.code, x.recipient) for x in found]


FIRST = (build.decision(),)
ASKED = (*FIRST, build.extension_needed())
FAMILY = ("p1", "p2", "c1", "c2")


@cache
def told_first() -> tuple[LetterRecord, ...]:
    """What the decision gave."""
    return sent(*FIRST)


@cache
def told_asked() -> tuple[LetterRecord, ...]:
    """What the decision gave, and then the court's being asked for another day."""
    return (*told_first(), *sent(*ASKED, before=told_first()))


@pytest.mark.parametrize(
    "changes",
    [
        {"reason": "No adviser was free, and the school has been slow to answer."},
        {"agreed_by": "T. Sample, Service Manager"},
        {"hearing_wanted": True},
    ],
)
def test_what_the_court_alone_reads_is_put_right_for_the_court_alone(changes: Changes) -> None:
    right = build.extension_needed(changes)
    found = anew(right, *ASKED, records=told_asked(), on="2027-02-03")
    assert found == [("extension_application", COURT)]


def test_what_the_family_was_told_is_put_right_for_each_of_them() -> None:
    right = build.extension_needed({"proposed_filing_date": "2027-04-16"})
    found = anew(right, *ASKED, records=told_asked(), on="2027-02-03")
    assert [who for kind, who in found if kind == "extension_sought"] == list(FAMILY)


def test_who_was_told_nothing_of_what_was_wrong_hears_no_more_of_it() -> None:
    """The younger child's letter says nothing of the hearing."""
    right = build.extension_needed({"hearing_effect": "vacate"})
    found = anew(right, *ASKED, records=told_asked(), on="2027-02-03")
    assert [who for kind, who in found if kind == "extension_sought"] == ["p1", "p2", "c1"]


def test_that_the_hearing_stands_is_no_news_to_the_family() -> None:
    later: Changes = {"case.ordered_work.next_hearing_on": "2027-05-28", "hearing_effect": None}
    asked = (*FIRST, build.extension_needed(later))
    records = (*told_first(), *sent(*asked, before=told_first()))
    right = build.extension_needed({**later, "hearing_effect": "stand"})
    assert anew(right, *asked, records=records, on="2027-02-03") == [("extension_application", COURT)]


@pytest.mark.parametrize("changes", [{"summary": "As it was."}, {"referral_made": False}])
def test_nobody_is_told_again_that_the_case_is_brought_forward_because_the_summary_was_wrong(changes: Changes) -> None:
    told = {"may_be_told": ["p2", "c1"]}
    risk = (*FIRST, build.risk_increased(told))
    records = (*told_first(), *sent(*risk, before=told_first()))
    right = build.risk_increased({**told, **changes})
    assert anew(right, *risk, records=records, on="2026-12-10") == [("risk_notice", COURT)]


def test_a_letter_that_has_not_reached_its_reader_is_written_again() -> None:
    right = build.extension_needed({"reason": "As it was."})
    for status in (Status.RETURNED, Status.WITHDRAWN):
        changed = [status if x.kind == "extension_sought" and x.recipient == "p1" else x.status for x in told_asked()]
        records = tuple(replace(x, status=each) for x, each in zip(told_asked(), changed, strict=True))
        found = anew(right, *ASKED, records=records, on="2027-02-03")
        assert [who for kind, who in found if kind == "extension_sought"] == ["p1"]


def test_what_happened_since_makes_no_right_letter_wrong() -> None:
    """The father moved and the hearing was put off: neither was known when his letter was written."""
    moved = {"case.people.0.address.line_1": "Flat 4", "case.ordered_work.next_hearing_on": "2027-04-23"}
    later = build.review({"occurred_on": "2027-02-02", **moved})
    right = build.extension_needed({"reason": "As it was."})
    found = anew(right, *ASKED, later, records=told_asked(), on="2027-02-03")
    assert [kind for kind, _ in found] == ["extension_application"]


def test_a_second_correction_is_measured_by_what_was_sent_and_not_by_the_first() -> None:
    other = build.extension_needed({"proposed_filing_date": "2027-04-16"})
    first = build.correction(other, {"occurred_on": "2027-02-03"})
    again = (*ASKED, first)
    back = anew(
        build.extension_needed({"reason": "As it was."}), *again, records=told_asked(), on="2027-02-04", number=2
    )
    assert [kind for kind, _ in back] == ["extension_application"]
    still = build.extension_needed({"proposed_filing_date": "2027-04-16", "reason": "As it was."})
    found = anew(still, *again, records=told_asked(), on="2027-02-04", number=2)
    assert [who for kind, who in found if kind == "extension_sought"] == list(FAMILY)
    told = (*told_asked(), *sent(*again, before=told_asked()))
    quiet = anew(still, *again, records=told, on="2027-02-05", number=2)
    assert [kind for kind, _ in quiet] == ["extension_application"]


@pytest.mark.parametrize("kind", GIVING)
def test_a_correction_that_corrects_nothing_writes_to_nobody(kind: str) -> None:
    event: Any = build.read(build.body(kind))
    received = FIRST if event == FIRST[0] else (*FIRST, event)
    records = told_first() if event == FIRST[0] else (*told_first(), *sent(*received, before=told_first()))
    assert [x for x in anew(event, *received, records=records, on="2027-02-14") if x[0] != "review_record"] == []


def test_another_telephone_in_the_directory_is_no_mistake_of_a_letter_that_was_sent() -> None:
    """What was corrected is compared, and not what the directory said on the day the letter was written."""
    records = tuple(replace(x, content="as the directory was") for x in told_first())
    assert anew(build.decision(), *FIRST, records=records, on="2026-12-11") == []


@pytest.mark.parametrize("code", CASE_KINDS)
def test_of_every_letter_it_is_known_to_whom_it_goes_and_how_long_it_is_true(code: str) -> None:
    assert code in OBLIGATIONS, f"name the obligation of {code} in OBLIGATIONS"
    kind, obligation = CASE_KINDS[code], OBLIGATIONS[code]
    giver = build.read(build.body(build.type_of(obligation.arises_on)))
    case_file = build.case_file(*([giver] if giver == build.decision() else [build.decision(), giver]))
    assert obligation.until(giver, case_file) in (True, False)
    day_of_it = giver.occurred_on
    here = Occasion(
        event=giver, made_by=giver.event_id, case_file=case_file, directory=build.directory(), today=day_of_it
    )
    written = {reader.key for reader in readers_of(kind, here)}
    people = {p.person_id for p in case_file.case.people} - {p.person_id for p in readers(case_file)}
    owed = {*obligation.owed_to(giver, case_file)} - people
    unlike = f"`owed_to` of {code} names {sorted(owed)}, and `to` of its kind {sorted(written)}"
    assert owed == written, f"{unlike}: take another term (correspondence/protocol/owed/terms.py), or others in `to`"


def test_a_letter_is_right_or_wrong_as_it_was_written_on_its_own_day() -> None:
    """The update has another clock and another count by now; the days it gave are what they were."""
    update = build.update_due()
    received = (*FIRST, update)
    records = (*told_first(), *sent(*received, before=told_first()))
    assert {x.dated for x in records if x.kind == "update"} == {day("Tue 22 Dec 2026")}
    soon = build.update_due({"progress": ["adviser_expected_soon"]})
    assert [who for _, who in anew(soon, *received, records=records, on="2027-02-03")] == list(FAMILY)
    same = build.update_due({"progress": ["reviewed_no_change"]})
    assert anew(same, *received, records=records, on="2027-02-03") == []
