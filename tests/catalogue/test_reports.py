"""What an open Hub's Board, and those who review the Protocol, are told: nothing kept back, nothing more than is so."""

from dataclasses import fields, replace
from datetime import date
from typing import TypeVar

import pytest

from correspondence import rendering
from correspondence.catalogue.boards.operation_report import STANDARDS, OperationReportFacts
from correspondence.catalogue.boards.protocol_review import ProtocolReviewFacts
from correspondence.catalogue.boards.review_challenge_meeting import ReviewRecommendationFacts, ReviewRequestFacts
from correspondence.catalogue.facts.since_opening import Baseline
from correspondence.catalogue.kind import Facts
from correspondence.catalogue.letter import Letter, OfficeView
from correspondence.documents import Table
from correspondence.protocol.areas.events import AnyAreaEvent, Assurance
from correspondence.protocol.directory import Directory
from correspondence.protocol.refusals import Inconsistent
from tests import area, build
from tests.build import Body, Changes, day

_F = TypeVar("_F", bound=Facts)


def letter(kind: str, *events: AnyAreaEvent, today: date | None = None, directory: Directory | None = None) -> Letter:
    """The one document of a kind that the last of these events gives."""
    files = {"essex": area.area_file(*events)}
    every = area.given(events[-1], files, directory or build.directory(), today or events[-1].occurred_on)
    (found,) = [each for each in every if each.kind.code == kind]
    return found


def national(kind: str, changes: Changes | None = None, today: date | None = None) -> Letter:
    """The one document of a kind that a review of the Protocol gives."""
    event = area.national_event("protocol_reviewed", changes)
    every = area.given(event, {}, build.directory(), today or event.occurred_on)
    (found,) = [each for each in every if each.kind.code == kind]
    return found


def facts_of(sort: type[_F], found: Letter) -> _F:
    assert isinstance(found.view.facts, sort)
    return found.view.facts


def html(found: Letter) -> str:
    return rendering.compose(found, "en").html


def report(*events: AnyAreaEvent) -> OperationReportFacts:
    return facts_of(OperationReportFacts, letter("operation_report", *events))


def reviewed(changes: Changes | None = None) -> AnyAreaEvent:
    return area.area_event("status_reviewed", changes)


AGAIN = {"event_id": "status_reviewed-2", "occurred_on": "2027-03-23"}
EXCEPTION = "Two letters went out a day late."
YEAR: Body = {"period": "one_year", "occurred_on": "2028-01-24"}
EQUALITY: Body = {
    "staff": "Part-time staff took on no more.",
    "children": "Disabled children waited as long as others.",
    "families": "Those who need an interpreter waited longer.",
    "is_directly_discriminating": False,
    "is_indirectly_discriminating": False,
}


def of_every_kind() -> tuple[Letter, ...]:
    request, held = "review_challenge_meeting_requested", "review_challenge_meeting_held"
    return (
        letter("operation_report", *area.history("status_reviewed")),
        letter("review_request", *area.history(request)),
        letter("review_recommendation", *area.history(held)),
        national("protocol_review"),
        national("protocol_learning"),
    )


def test_each_paper_has_its_reader_signatory_and_day() -> None:
    found = [
        (each.recipient, each.view.signed_by, each.due.due_on, each.due.source)
        for each in of_every_kind()
        if isinstance(each.view, OfficeView)
    ]
    assert found == [
        ("office:national.covid_19_board", "Dana Example", day("Tue 2 Mar 2027"), "6.1"),
        ("office:national.director_of_operations", "Alex Example", day("Mon 14 Jun 2027"), "6.2 (request)"),
        ("office:national.covid_19_board", "Alex Example", day("Tue 15 Jun 2027"), "6.2 (recommendation)"),
        ("office:national.cafcass_board", "Dana Example", day("Mon 26 Apr 2027"), "End note"),
        ("office:national.national_recovery_group", "Dana Example", day("Mon 26 Apr 2027"), "End note"),
    ]


def test_each_paper_holds_somebodys_own_words_for_its_approver_to_read() -> None:
    assert [each.free_text for each in of_every_kind()] == [True] * 5


def test_the_standards_are_all_the_points_of_the_assurance_in_their_order() -> None:
    assert list(STANDARDS) == [field.name for field in fields(Assurance) if field.name != "exceptions"]


def test_full_assurance_is_said_in_one_sentence_and_every_standard_is_listed_as_kept() -> None:
    found = letter("operation_report", *area.history("status_reviewed"))
    (standards,) = [b for b in rendering.compose(found, "en").blocks if isinstance(b, Table) and "eleven" in b.caption]
    assert [row[1] for row in standards.rows] == ["kept"] * 11
    assert "I assure the Board that in that time the Hub operated as the Protocol" in html(found)
    assert "NOT" not in html(found)


@pytest.mark.parametrize("point", STANDARDS)
def test_a_standard_that_was_not_kept_is_said_openly_and_first(point: str) -> None:
    broken = reviewed({f"assurance.{point}": False, "assurance.exceptions": [EXCEPTION]})
    found = letter("operation_report", *area.history("hub_opened"), broken)
    (standards,) = [b for b in rendering.compose(found, "en").blocks if isinstance(b, Table) and "eleven" in b.caption]
    assert [row[1] for row in standards.rows] == ["NOT\u00a0KEPT"] + ["kept"] * 10
    assert standards.rows[0][2] == STANDARDS[point]
    assert facts_of(OperationReportFacts, found).standards[0].name == point
    said = html(found)
    assert "<strong>cannot give the Board full assurance</strong>: 1 of the eleven standards was not kept" in said
    assert EXCEPTION in said
    assert "I assure the Board" not in said


def test_the_first_statement_covers_the_time_since_the_opening_and_the_next_since_the_last_review() -> None:
    first = report(*area.history("status_reviewed"))
    assert (first.is_first, first.since) == (True, day("Tue 26 Jan 2027"))
    second = report(*area.history("status_reviewed"), reviewed(AGAIN))
    assert (second.is_first, second.since) == (False, day("Tue 23 Feb 2027"))


def test_a_hub_that_only_the_directory_knows_is_assured_since_its_day_there() -> None:
    assert report(reviewed()).since == day("Mon 6 Jan 2020")


def test_no_assurance_is_written_where_nobody_says_since_when_the_hub_is_open() -> None:
    directory = replace(build.directory(), hubs={})
    with pytest.raises(Inconsistent) as raised:
        letter("operation_report", reviewed(), directory=directory)
    assert [reason.rule for reason in raised.value.reasons] == ["opening_unknown"]


def test_figures_are_held_against_the_last_review_else_the_activation_else_what_came_with_them() -> None:
    now = reviewed({"measures.cases_held_on_duty.value": 90})
    for before, baseline, was, recorded_on in (
        ((), Baseline.GIVEN, "97", None),
        (area.history("hub_opened"), Baseline.ACTIVATION, "132", day("Fri 27 Nov 2026")),
    ):
        comparison = report(*before, now).comparison
        (on_duty,) = [p for t in comparison.tables for p in t.parts if p.measure == "cases_held_on_duty"]
        assert (comparison.baseline, comparison.recorded_on) == (baseline, recorded_on)
        assert (on_duty.now, on_duty.before) == ("90", was)
    later = report(*area.history("hub_opened"), now, reviewed({**AGAIN, "measures.cases_held_on_duty.value": 71}))
    (on_duty,) = [p for t in later.comparison.tables for p in t.parts if p.measure == "cases_held_on_duty"]
    assert later.comparison.baseline is Baseline.LAST_REVIEW
    assert (on_duty.now, on_duty.before) == ("71", "90")


def test_every_measure_is_in_the_report_once_with_its_day_and_source() -> None:
    tables = report(*area.history("status_reviewed")).comparison.tables
    assert len([part for table in tables for part in table.parts]) == 11
    assert {(t.as_at, t.then_as_at) for t in tables} == {(day("Fri 19 Feb 2027"), day("Fri 20 Nov 2026"))}


def reopened() -> tuple[AnyAreaEvent, ...]:
    """A Hub that was given up on Friday 16 July 2027, and opens again in the new year."""
    opened = area.area_event("hub_opened", {"event_id": "hub_opened-2", "occurred_on": "2028-01-10"})
    return (*area.history("deactivation_decided"), opened)


def test_a_hub_that_opens_again_is_assured_since_then_and_not_compared_with_the_time_before() -> None:
    found = report(*reopened(), reviewed({**AGAIN, "occurred_on": "2028-02-07"}))
    assert (found.is_first, found.since) == (True, day("Mon 10 Jan 2028"))
    assert found.comparison.baseline is Baseline.GIVEN


def test_a_hub_is_reported_on_as_before_until_it_closes_and_then_no_next_report_is_promised() -> None:
    """The Board gave it up on 18 June, from 16 July: a report of 22 June is the last, one of 1 June was not."""
    last = report(*area.history("deactivation_decided"), reviewed({**AGAIN, "occurred_on": "2027-06-22"}))
    assert last.since == day("Tue 23 Feb 2027")
    assert last.next_report_by is None
    earlier = report(*area.history("status_reviewed"), reviewed({**AGAIN, "occurred_on": "2027-06-01"}))
    assert earlier.next_report_by == day("Tue 29 Jun 2027")


def test_a_request_says_when_the_judges_were_met_and_what_they_think() -> None:
    found = letter("review_request", *area.history("review_challenge_meeting_requested"))
    assert facts_of(ReviewRequestFacts, found).judges_met_on == day("Thu 3 Jun 2027")
    assert "The judges would welcome it." in html(found)


def test_both_papers_compare_the_figures_of_the_activation_with_those_now() -> None:
    for kind, event in (
        ("review_request", "review_challenge_meeting_requested"),
        ("review_recommendation", "review_challenge_meeting_held"),
    ):
        now = area.area_event(event, {"measures.average_days_to_allocation.value": 12})
        facts = letter(kind, *area.history("status_reviewed"), now).view.facts
        assert isinstance(facts, ReviewRequestFacts | ReviewRecommendationFacts)
        (days,) = [p for t in facts.comparison.tables for p in t.parts if p.measure == "average_days_to_allocation"]
        assert facts.comparison.baseline is Baseline.ACTIVATION
        assert (days.now, days.before) == ("12", "41")


@pytest.mark.parametrize(
    ("recommends", "said", "unsaid"),
    [
        (True, "To de-activate the Hub.", "To keep the Hub open."),
        (False, "To keep the Hub open.", "To de-activate the"),
    ],
)
def test_a_recommendation_stands_first_and_one_way_only(recommends: bool, said: str, unsaid: str) -> None:
    held = area.area_event("review_challenge_meeting_held", {"recommends_deactivation": recommends})
    words = html(letter("review_recommendation", *area.history("review_challenge_meeting_requested"), held))
    assert 0 < words.index(said) < words.index("It looks sustainable.") < words.index("The judges would welcome it.")
    assert unsaid not in words


def test_a_recommendation_names_the_day_with_the_judges_only_where_it_is_recorded() -> None:
    recorded = letter("review_recommendation", *area.history("review_challenge_meeting_held"))
    alone = letter("review_recommendation", area.area_event("review_challenge_meeting_held"))
    assert facts_of(ReviewRecommendationFacts, recorded).judges_met_on == day("Thu 3 Jun 2027")
    assert facts_of(ReviewRecommendationFacts, alone).judges_met_on is None
    assert "is not recorded here" in html(alone)


def test_a_meeting_with_the_judges_before_an_earlier_closing_is_not_taken_for_this_one() -> None:
    held = area.area_event("review_challenge_meeting_held", {"event_id": "again", "occurred_on": "2028-03-07"})
    assert facts_of(ReviewRecommendationFacts, letter("review_recommendation", *reopened(), held)).judges_met_on is None


def test_a_hub_that_stays_open_is_challenged_again_within_three_months() -> None:
    words = html(letter("review_recommendation", *area.history("review_challenge_meeting_held")))
    assert "Wednesday 15 September 2027" in words


@pytest.mark.parametrize("direct", [True, False])
@pytest.mark.parametrize("indirect", [True, False])
def test_discrimination_is_said_openly_either_way(direct: bool, indirect: bool) -> None:
    found = {**EQUALITY, "is_directly_discriminating": direct, "is_indirectly_discriminating": indirect}
    words = html(national("protocol_review", {**YEAR, "equality": found, "changes": []}))
    assert ("discriminates directly" in words, "no direct discrimination" in words) == (direct, not direct)
    assert ("discriminates indirectly" in words, "no indirect discrimination" in words) == (indirect, not indirect)
    assert ("what must follow from the discrimination" in words) is (direct or indirect)
    assert ("finds discrimination and proposes no change" in words) is (direct or indirect)


def test_the_effect_on_staff_children_and_families_is_told_after_the_first_year() -> None:
    words = html(national("protocol_review", {**YEAR, "equality": EQUALITY}))
    for each in (EQUALITY["staff"], EQUALITY["children"], EQUALITY["families"]):
        assert each in words
    assert "discriminat" not in html(national("protocol_review"))


def test_the_recovery_group_is_told_the_learning_alone() -> None:
    changes = {**YEAR, "equality": EQUALITY, "changes": ["Letters go out sooner."]}
    words = html(national("protocol_learning", changes))
    assert "Brief legal advisers early." in words
    withheld = ("Courts had their lists in time.", "Letters go out sooner.", "interpreter", "discriminat")
    assert [each for each in withheld if each in words] == []


def test_the_recovery_group_is_told_where_nothing_was_learnt() -> None:
    nil = national("protocol_learning", {"learning": []})
    assert "The review records no learning to share." in html(nil)
    assert not nil.free_text


@pytest.mark.parametrize(
    ("changes", "today", "by"),
    [
        ({}, "Mon 26 Apr 2027", "Wed 26 Jan 2028"),
        ({}, "Wed 26 Jan 2028", None),
        ({**YEAR, "equality": EQUALITY}, "Mon 24 Jan 2028", None),
    ],
)
def test_the_first_review_names_the_day_of_the_formal_one_while_that_lies_ahead(
    changes: Changes, today: str, by: str | None
) -> None:
    facts = facts_of(ProtocolReviewFacts, national("protocol_review", changes, day(today)))
    assert facts.next_review_by == (None if by is None else day(by))


@pytest.mark.parametrize(
    ("changes", "due"),
    [
        ({"occurred_on": "2027-04-12"}, "Mon 26 Apr 2027"),
        ({"occurred_on": "2027-04-27"}, "Wed 5 May 2027"),  # late, and a bank holiday between
        ({**YEAR, "equality": EQUALITY}, "Wed 26 Jan 2028"),
    ],
)
def test_a_review_is_told_by_its_day_or_five_working_days_after_it_where_it_was_late(
    changes: Changes, due: str
) -> None:
    assert {national(kind, changes).due.due_on for kind in ("protocol_review", "protocol_learning")} == {day(due)}
