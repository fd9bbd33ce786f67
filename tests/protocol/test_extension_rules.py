"""What a request for more time and the court's answer may not say, and what the gate does not let through."""

import pytest

from correspondence.protocol.events import AnyEvent, ExtensionDecided, ExtensionNeeded
from correspondence.protocol.history.more_time import Ground
from correspondence.protocol.intake import eligibility
from correspondence.protocol.intake.consistency import faults
from correspondence.protocol.refusals import Reason
from tests.build import (
    Changes,
    adviser_allocated,
    case_file,
    correction,
    decision,
    directory,
    extension_decided,
    extension_needed,
    hub,
    report_filed,
)

EXCEPTIONAL: Changes = {"exceptional_reason": "The adviser fell ill.", "approved_by": "H. Sample, Head of Practice"}
LATER: Changes = {"case.ordered_work.filing_date": "2027-04-09"}
"""The case once the court has granted Friday 9 April 2027."""


def refused(event: AnyEvent, *received: AnyEvent) -> tuple[Reason, ...]:
    """Why the gate shuts on *event*, after a decision and what was *received* since."""
    return eligibility.gate(event, case_file(decision(), *received), hub())


def contradicted(event: AnyEvent, *received: AnyEvent) -> list[tuple[str, str]]:
    """Rule and field of every fault of *event*, after a decision and what was *received* since."""
    return [(r.rule, r.field) for r in faults(event, case_file(decision(), *received), directory())]


def second(changes: Changes | None = None) -> ExtensionNeeded:
    """A second request, on Monday 8 February 2027."""
    return extension_needed({"event_id": "extension-2", "occurred_on": "2027-02-08", **(changes or {})})


def refusal(changes: Changes | None = None) -> ExtensionDecided:
    """The court refuses the request: the old filing date stands."""
    kept = {"granted": False, "filing_date": None, "case.ordered_work.filing_date": "2027-03-19"}
    return extension_decided({**kept, **(changes or {})})


def test_a_request_in_time_passes_the_gate_with_no_reason_but_its_own() -> None:
    assert refused(extension_needed()) == ()
    assert contradicted(extension_needed()) == []


def test_a_request_after_the_filing_date_is_refused_outright_whoever_approved_it() -> None:
    (reason,) = refused(extension_needed({"occurred_on": "2027-03-20", **EXCEPTIONAL}))
    assert (reason.rule, reason.field, reason.source) == ("after_filing_date", "occurred_on", "3.2(iii)")
    assert "Friday 19 March 2027" in reason.detail


def test_a_late_request_needs_its_reason_and_approver_and_names_the_last_day() -> None:
    found = refused(extension_needed({"occurred_on": "2027-02-22"}))
    assert [(r.rule, r.field, r.source) for r in found] == [
        ("late_without_reason", "exceptional_reason", "3.2(iii)"),
        ("late_without_approval", "approved_by", "3.2(iii)"),
    ]
    for reason in found:
        assert "the last day to apply was Friday 19 February 2027, 4 weeks before the filing date" in reason.detail
    (left,) = refused(extension_needed({"occurred_on": "2027-02-22", "approved_by": "H. Sample"}))
    assert left.rule == "late_without_reason"
    assert refused(extension_needed({"occurred_on": "2027-02-22", **EXCEPTIONAL})) == ()


@pytest.mark.parametrize(
    ("event", "received", "rule", "source", "words"),
    [
        (second(), (extension_needed(),), "second_request_without_reason", "2.7", "Monday 1 February 2027"),
        (
            extension_needed(),
            (adviser_allocated(),),
            "past_20_weeks_without_reason",
            "2.7",
            "allocated on Thursday 28 January 2027",
        ),
        (
            extension_needed({"proposed_filing_date": "2027-05-11"}),
            (),
            "past_26_weeks_without_reason",
            "3.2(iii)",
            "Monday 10 May 2027",
        ),
    ],
)
def test_each_ground_names_its_limit_and_its_paragraph(
    event: AnyEvent, received: tuple[AnyEvent, ...], rule: str, source: str, words: str
) -> None:
    first, other = refused(event, *received)
    assert (first.rule, first.source) == (rule, source)
    assert other.field == "approved_by"
    assert words in first.detail


def test_every_ground_asks_for_its_own_reason() -> None:
    made: Changes = {"occurred_on": "2027-02-22", "proposed_filing_date": "2027-05-11"}
    found = refused(second(made), extension_needed(), adviser_allocated())
    assert [r.rule.removesuffix("_without_reason") for r in found[::2]] == list(Ground)


def test_a_corrected_request_passes_the_same_gate_and_is_no_second_one_to_itself() -> None:
    held = case_file(decision(), extension_needed())
    late = correction(extension_needed({"occurred_on": "2027-02-22"}), {"occurred_on": "2027-02-23"})
    assert [(r.rule, r.field) for r in eligibility.gate(late, held, hub())] == [
        ("late_without_reason", "event.exceptional_reason"),
        ("late_without_approval", "event.approved_by"),
    ]
    renamed = extension_needed({"event_id": "anything", "proposed_filing_date": "2027-04-12"})
    right = correction(renamed, {"replaces": "extension-1", "occurred_on": "2027-02-02"})
    assert eligibility.gate(right, held, hub()) == ()
    assert faults(right, held, directory()) == ()


@pytest.mark.parametrize(
    ("changes", "rule", "field"),
    [
        ({"case.ordered_work.filing_date": None}, "filing_date_missing", "case.ordered_work.filing_date"),
        ({"proposed_filing_date": "2027-03-19"}, "proposed_not_after_filing_date", "proposed_filing_date"),
        ({"proposed_filing_date": "9999-12-31"}, "day_out_of_range", "proposed_filing_date"),
        ({"hearing_effect": None}, "hearing_effect_missing", "hearing_effect"),
        ({"case.ordered_work.next_hearing_on": None}, "hearing_unknown", "hearing_effect"),
        (
            {"case.ordered_work.next_hearing_on": None, "hearing_effect": "vacate"},
            "hearing_unknown",
            "hearing_effect",
        ),
        ({"case.ordered_work.next_hearing_on": "2027-01-29"}, "hearing_unknown", "hearing_effect"),
    ],
)
def test_a_request_may_not_contradict_itself(changes: Changes, rule: str, field: str) -> None:
    assert contradicted(extension_needed(changes)) == [(rule, field)]


@pytest.mark.parametrize(
    "changes",
    [
        {"case.ordered_work.next_hearing_on": None, "hearing_effect": None},
        {"case.ordered_work.next_hearing_on": None, "hearing_effect": "stand"},
        {"case.ordered_work.next_hearing_on": "2027-04-23", "hearing_effect": None},  # the tenth working day
        {"case.ordered_work.next_hearing_on": "2027-01-29", "hearing_effect": None},  # over
    ],
)
def test_a_hearing_that_is_not_touched_needs_nothing_said(changes: Changes) -> None:
    assert contradicted(extension_needed(changes)) == []


@pytest.mark.parametrize(
    ("changes", "rule", "field"),
    [
        ({"filing_date": None}, "filing_date_missing", "filing_date"),
        ({"filing_date": "2027-04-16"}, "granted_date_not_kept", "case.ordered_work.filing_date"),
        ({"decided_on": "2027-02-13"}, "decided_after_event", "decided_on"),
        ({"decided_on": "2027-01-31"}, "decided_before_request", "decided_on"),
        (
            {"filing_date": "2027-03-19", "case.ordered_work.filing_date": "2027-03-19"},
            "granted_date_not_later",
            "filing_date",
        ),
        ({"granted": False, "filing_date": None}, "refused_date_not_kept", "case.ordered_work.filing_date"),
    ],
)
def test_an_answer_leaves_the_case_the_date_that_the_court_left_it(changes: Changes, rule: str, field: str) -> None:
    assert (rule, field) in contradicted(extension_decided(changes), extension_needed())


def test_a_refusal_with_another_date_is_no_refusal() -> None:
    assert contradicted(refusal({"filing_date": "2027-04-09"}), extension_needed()) == [
        ("refused_with_another_date", "filing_date")
    ]


def test_an_answer_to_the_request_that_waits_is_taken_with_the_date_asked_for_or_another() -> None:
    assert contradicted(extension_decided(), extension_needed()) == []
    another: Changes = {"filing_date": "2027-03-26", "case.ordered_work.filing_date": "2027-03-26"}
    assert contradicted(extension_decided(another), extension_needed()) == []
    for kept in (None, "2027-03-19"):
        assert contradicted(refusal({"filing_date": kept}), extension_needed()) == []


def test_the_court_answers_only_a_request_that_waits() -> None:
    nothing = [("nothing_to_decide", "type")]
    assert contradicted(extension_decided()) == nothing
    again = extension_decided({"event_id": "extension-decided-2", "occurred_on": "2027-02-15"})
    assert contradicted(again, extension_needed(), extension_decided()) == nothing


def test_a_corrected_answer_is_judged_as_if_it_were_the_first() -> None:
    held = case_file(decision(), extension_needed(), extension_decided())
    refused_after_all = correction(refusal(), {"occurred_on": "2027-02-15"})
    assert faults(refused_after_all, held, directory()) == ()
    bad = correction(extension_decided({"decided_on": "2027-01-29"}), {"occurred_on": "2027-02-15"})
    found = [(r.rule, r.field) for r in faults(bad, held, directory())]
    assert found == [("decided_before_request", "event.decided_on")]


def test_a_request_that_was_answered_cannot_be_corrected_to_a_day_after_the_answer() -> None:
    held = case_file(decision(), extension_needed(), extension_decided())
    moved = correction(extension_needed({"occurred_on": "2027-02-12"}), {"occurred_on": "2027-02-15"})
    assert ("made_after_answer", "event.occurred_on") in [(r.rule, r.field) for r in faults(moved, held, directory())]


def test_for_work_that_is_filed_no_more_time_is_asked() -> None:
    held = case_file(decision(), report_filed({"occurred_on": "2027-01-29", "filed_on": "2027-01-28"}))
    found = [(r.rule, r.field, r.source) for r in faults(extension_needed(), held, directory())]
    assert found == [("work_filed", "type", "3.2(iii)")]
    before_it = extension_needed({"occurred_on": "2027-01-28"})  # told late
    again: Changes = {"case.ordered_work.ordered_on": "2027-01-29", "case.ordered_work.communicated_on": "2027-01-29"}
    for asked in (before_it, extension_needed(again)):
        assert faults(asked, held, directory()) == ()


def warned(event: AnyEvent, *received: AnyEvent) -> tuple[str, ...]:
    return eligibility.warnings(event, case_file(decision(), *received), hub())


def test_a_day_on_which_nobody_works_is_taken_with_a_warning() -> None:
    assert warned(extension_needed()) == ()
    assert warned(extension_needed({"proposed_filing_date": "2027-04-10"})) == (
        "proposed_filing_date: Saturday 10 April 2027 is no working day",
    )
    easter: Changes = {"filing_date": "2027-03-29", "case.ordered_work.filing_date": "2027-03-29"}
    assert warned(extension_decided(easter), extension_needed()) == (
        "filing_date: Monday 29 March 2027 is no working day",
    )


def test_the_courts_word_is_taken_even_when_it_comes_after_its_own_date() -> None:
    late: Changes = {"occurred_on": "2027-04-12", "decided_on": "2027-04-12"}
    assert contradicted(extension_decided(late), extension_needed()) == []
    assert warned(extension_decided(late), extension_needed()) == (
        "filing_date: the court granted a date that does not lie after its decision",
    )


def test_a_correction_of_a_request_about_an_old_filing_date_says_that_no_application_is_written() -> None:
    corrected = correction(extension_needed(), {"occurred_on": "2027-02-15", **LATER})
    (said,) = warned(corrected, extension_needed(), extension_decided())
    assert said.startswith("event.case.ordered_work.filing_date: ")
