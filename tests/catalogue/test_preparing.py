"""The documents with which a Hub is prevented or prepared: whom each reaches, and that it says no more than is so."""

from datetime import date
from decimal import Decimal
from typing import TypeVar

import pytest
from hypothesis import given
from hypothesis import strategies as st

from correspondence import rendering
from correspondence.catalogue.boards.liaison_agenda import LiaisonAgendaFacts
from correspondence.catalogue.boards.local_response_plan import LocalResponsePlanFacts
from correspondence.catalogue.boards.saturation_pack import PartTable, SaturationFacts
from correspondence.catalogue.court.judicial_briefing import JudicialBriefingFacts
from correspondence.catalogue.facts.comparing import Direction, change
from correspondence.catalogue.facts.planned_measures import Progress, measure_on
from correspondence.catalogue.facts.pressure import Pressure, Shift
from correspondence.catalogue.facts.way_ahead import Sureness
from correspondence.catalogue.kind import Facts
from correspondence.catalogue.letter import Letter
from correspondence.catalogue.notifications.pending_risk_notice import PendingRiskFacts
from correspondence.documents import Heading, Listing, Table
from correspondence.protocol.areas.events import AnyAreaEvent, LiaisonPurpose, ResponseKind, ResponseMeasure
from correspondence.protocol.areas.measures import Measures
from correspondence.protocol.days.timetable import Step
from tests import area, build
from tests.build import day

_F = TypeVar("_F", bound=Facts)


def letters(kind: str, *events: AnyAreaEvent, today: date | None = None) -> tuple[Letter, ...]:
    """The documents of one kind that the last of these events gives."""
    files = {"essex": area.area_file(*events)}
    every = area.given(events[-1], files, build.directory(), today or events[-1].occurred_on)
    return tuple(letter for letter in every if letter.kind.code == kind)


def facts_of(sort: type[_F], letter: Letter) -> _F:
    assert isinstance(letter.view.facts, sort)
    return letter.view.facts


def offices(given: tuple[Letter, ...]) -> list[str]:
    return [letter.recipient.removeprefix("office:") for letter in given]


JUDGES = ["essex.designated_family_judges.chelmsford", "essex.family_division_liaison_judge"]


@pytest.mark.parametrize(
    ("is_between", "readers"),
    [
        (False, ["national.president_of_the_family_division"]),
        (
            True,
            [
                "national.president_of_the_family_division",
                "national.cafcass_board",
                "national.national_recovery_group",
            ],
        ),
    ],
)
def test_between_monthly_summaries_the_boards_are_told_with_the_president(is_between: bool, readers: list[str]) -> None:
    agreed = area.area_event("challenge_meeting_agreed", {"is_between_monthly_summaries": is_between})
    assert offices(letters("pending_risk_notice", agreed)) == readers


def test_a_pending_risk_is_told_as_undecided_beyond_the_next_board() -> None:
    """The Board decides next whether to activate: a Checkpoint and an opening hang on it, on the earliest days."""
    facts = facts_of(PendingRiskFacts, letters("pending_risk_notice", area.area_event("challenge_meeting_agreed"))[0])
    assert [(each.step, each.on, each.sureness) for each in facts.steps] == [
        (Step.BOARD_AGREES_MEETING, day("Fri 30 Oct 2026"), Sureness.DONE),
        (Step.CHALLENGE_MEETING, day("Fri 20 Nov 2026"), Sureness.SET),
        (Step.BOARD_ACTIVATES, day("Fri 27 Nov 2026"), Sureness.PLANNED),
        (Step.CHECKPOINT, day("Mon 4 Jan 2027"), Sureness.UNDECIDED),
        (Step.BOARD_CONFIRMS, day("Fri 8 Jan 2027"), Sureness.UNDECIDED),
        (Step.OPENING, day("Mon 25 Jan 2027"), Sureness.UNDECIDED),
    ]


def test_a_pending_risk_says_in_bold_that_no_hub_is_decided_on() -> None:
    for letter in letters("pending_risk_notice", area.area_event("challenge_meeting_agreed")):
        assert "<strong>No Allocation Hub has been decided on</strong>" in rendering.compose(letter, "en").html


@pytest.mark.parametrize("invites", [True, False])
def test_directors_of_childrens_services_are_asked_only_where_they_are_invited(invites: bool) -> None:
    called = area.area_event("liaison_meeting_called", {"invites_local_authorities": invites})
    councils = ("essex-county-council", "southend-on-sea-city-council", "thurrock-council")
    authorities = [f"essex.local_authorities.{council}" for council in councils] if invites else []
    assert offices(letters("liaison_agenda", called)) == [*JUDGES, "national.hmcts", *authorities]
    assert offices(letters("saturation_pack", called)) == JUDGES


@pytest.mark.parametrize("purpose", LiaisonPurpose)
def test_an_agenda_has_nine_items_whatever_the_meeting_is_for(purpose: LiaisonPurpose) -> None:
    letter = letters("liaison_agenda", area.area_event("liaison_meeting_called", {"purpose": str(purpose)}))[0]
    (agenda,) = [block for block in rendering.compose(letter, "en").blocks if isinstance(block, Listing)]
    assert agenda.ordered
    assert len(agenda.items) == 9


def test_a_note_has_the_nine_items_and_goes_to_the_designated_judges_alone() -> None:
    given = letters("liaison_note", area.area_event("liaison_meeting_held"))
    assert offices(given) == ["essex.designated_family_judges.chelmsford"]
    headings = [block.runs[0].text for block in rendering.compose(given[0], "en").blocks if isinstance(block, Heading)]
    assert [text[0] for text in headings if text[1] == "."] == [str(number) for number in range(1, 10)]


def test_an_agenda_shows_no_timetable_where_none_is_stated_or_all_of_it_is_over() -> None:
    called = area.area_event("liaison_meeting_called")
    assert facts_of(LiaisonAgendaFacts, letters("liaison_agenda", called)[0]).steps == ()
    later = {"event_id": "later", "occurred_on": "2027-05-20", "meeting_on": "2027-06-03", "purpose": "recovery"}
    recovery = area.area_event("liaison_meeting_called", later)
    given = letters("liaison_agenda", *area.history("hub_opened"), recovery)
    assert facts_of(LiaisonAgendaFacts, given[0]).steps == ()


def test_after_the_activation_only_the_opening_is_undecided() -> None:
    later = {"event_id": "later", "occurred_on": "2026-12-01", "meeting_on": "2026-12-15", "purpose": "activation"}
    called = area.area_event("liaison_meeting_called", later)
    given = letters("liaison_agenda", *area.history("activation_decided"), called)
    steps = facts_of(LiaisonAgendaFacts, given[0]).steps
    assert [each.sureness for each in steps] == [
        *(Sureness.DONE, Sureness.DONE, Sureness.SET, Sureness.SET, Sureness.UNDECIDED)
    ]


def pack(changes: build.Changes | None = None) -> Letter:
    return letters("saturation_pack", area.area_event("liaison_meeting_called", changes))[0]


def test_the_pack_holds_every_part_of_the_eight_measures_once() -> None:
    facts = facts_of(SaturationFacts, pack())
    tables = [
        *facts.demand,
        *(facts.on_duty, facts.days_to_allocation, facts.over_25, facts.service_managers, facts.practice_supervisors),
        *facts.staffing,
        *(facts.audits, facts.budget),
    ]
    assert [part.measure for table in tables for part in table.parts] == list(Measures.__dataclass_fields__)


def test_every_figure_of_the_pack_stands_beside_its_day_source_and_the_one_before() -> None:
    text = rendering.compose(pack(), "en")
    tables = [block for block in text.blocks if isinstance(block, Table)]
    assert len(tables) == 9
    for table in tables:
        assert table.caption == "9 Oct 2026: Cafcass management information, sample".replace(" Oct ", "\u00a0Oct\u00a0")
        assert table.header == ("Measure", "Now", "Before", "Change")
    assert [row for table in tables[:2] for row in table.rows] == [
        ("Last 4 weeks", "214", "198", "up by 16"),
        ("Last 6 months", "171", "165", "up by 6"),
        ("Cases on duty", "132", "97", "up by 35"),
    ]


def test_parts_of_other_days_or_sources_stand_in_tables_of_their_own() -> None:
    other_day = {"measures.demand_average_last_4_weeks.as_at": "2026-10-02", "measures.leavers.source": "Another"}
    facts = facts_of(SaturationFacts, pack(other_day))
    assert [table.as_at for table in facts.demand] == [day("Fri 2 Oct 2026"), day("Fri 9 Oct 2026")]
    assert [table.source for table in facts.staffing] == ["Another", "Cafcass management information, sample"]


def test_the_pack_counts_what_points_to_more_pressure_whichever_way_that_is() -> None:
    """More leavers and fewer starters both do; the budget, in words, does not; nor does what was not known before."""
    assert facts_of(SaturationFacts, pack()).pressure == Pressure(more=9, less=0, same=1)
    eased = {"measures.starters.value": 9, "measures.leavers.value": 1, "measures.cases_held_on_duty.previous": None}
    assert facts_of(SaturationFacts, pack(eased)).pressure == Pressure(more=6, less=2, same=1)


def shift(table: PartTable) -> Shift | None:
    return table.parts[0].shift


@pytest.mark.parametrize(
    ("before", "now", "expected"),
    [("within", "exceeded", "tighter"), ("exceeded", "stretched", "easier"), ("within", "within", "same")],
)
def test_capacity_is_compared_on_its_scale_of_three(before: str, now: str, expected: str) -> None:
    name = "measures.service_manager_capacity"
    facts = facts_of(SaturationFacts, pack({f"{name}.value": now, f"{name}.previous": before}))
    assert shift(facts.service_managers) == expected
    assert shift(facts_of(SaturationFacts, pack({f"{name}.previous": None})).service_managers) is None


NUMBERS = st.integers(0, 100_000) | st.decimals(0, 1000, places=1).map(float)


@given(now=NUMBERS, before=NUMBERS)
def test_a_change_leads_from_the_figure_before_to_the_one_now(now: float, before: float) -> None:
    found = change(now, before)
    by = Decimal(found.by.replace(",", ""))
    sign = {Direction.UP: 1, Direction.DOWN: -1, Direction.SAME: 0}[found.direction]
    assert Decimal(str(before)) + sign * by == Decimal(str(now))
    assert (by == 0) is (found.direction is Direction.SAME)


@pytest.mark.parametrize(
    ("by", "done", "today", "progress", "is_late"),
    [
        ("Thu 12 Nov 2026", None, "Thu 12 Nov 2026", Progress.TO_DO, False),
        ("Thu 12 Nov 2026", None, "Fri 13 Nov 2026", Progress.OVERDUE, False),
        ("Thu 12 Nov 2026", "Thu 12 Nov 2026", "Fri 13 Nov 2026", Progress.DONE, False),
        ("Thu 12 Nov 2026", "Fri 13 Nov 2026", "Fri 13 Nov 2026", Progress.DONE, True),
    ],
)
def test_a_measure_is_overdue_from_the_day_after_its_day_until_it_is_done(
    by: str, done: str | None, today: str, progress: Progress, is_late: bool
) -> None:
    measure = ResponseMeasure(
        kind=ResponseKind.LOCAL, what="x", who="y", by_on=day(by), done_on=None if done is None else day(done)
    )
    found = measure_on(measure, day(today))
    assert (found.progress, found.is_late) == (progress, is_late)


def test_a_plan_goes_to_judges_and_board_and_names_the_next_meeting_that_is_stated() -> None:
    agreed, recorded = (area.area_event(kind) for kind in ("challenge_meeting_agreed", "response_plan_recorded"))
    given = letters("local_response_plan", agreed, recorded)
    assert offices(given) == ["essex.designated_family_judges.chelmsford", "national.covid_19_board"]
    facts = facts_of(LocalResponsePlanFacts, given[0])
    assert (facts.challenge_meeting_on, facts.checkpoint_on) == (day("Fri 20 Nov 2026"), None)
    alone = letters("local_response_plan", recorded)
    assert facts_of(LocalResponsePlanFacts, alone[0]).challenge_meeting_on is None


def test_a_briefing_says_that_a_hub_opens_only_once_the_board_has_confirmed_it() -> None:
    early = area.area_event("briefing_arranged", {"occurred_on": "2026-12-14"})
    for history, is_confirmed in (("activation_decided", False), ("opening_confirmed", True)):
        briefing = area.area_event("briefing_arranged") if is_confirmed else early
        given = letters("judicial_briefing", *area.history(history), briefing)
        assert offices(given) == [*JUDGES, "court.chelmsford", "court.southend", "court.norwich"]
        assert facts_of(JudicialBriefingFacts, given[0]).is_confirmed is is_confirmed
        assert ("an Allocation Hub opens" in rendering.compose(given[0], "en").html) is is_confirmed


def test_a_briefing_gives_the_hubs_contact_the_first_list_and_the_four_weeks() -> None:
    given = letters("judicial_briefing", *area.history("opening_confirmed"), area.area_event("briefing_arranged"))
    own = {JUDGES[0]: "essex", "court.chelmsford": "essex", "court.southend": "essex", "court.norwich": "norfolk"}
    for letter, office in zip(given, offices(given), strict=True):
        words = rendering.compose(letter, "en").html
        for said in ("Friday 29 January 2027", "no less than 4 weeks"):
            assert said in words
        called = {key for key in ("essex", "norfolk", "kent") if f"{key}.hub@example.org" in words}
        assert called == ({own[office]} if office in own else {"essex", "norfolk"}), office


@pytest.mark.parametrize(
    ("kind", "event", "due"),
    [
        ("pending_risk_notice", "challenge_meeting_agreed", "Fri 6 Nov 2026"),
        ("liaison_agenda", "liaison_meeting_called", "Mon 12 Oct 2026"),
        ("saturation_pack", "liaison_meeting_called", "Mon 12 Oct 2026"),
        ("liaison_note", "liaison_meeting_held", "Mon 26 Oct 2026"),
        ("local_response_plan", "response_plan_recorded", "Thu 19 Nov 2026"),
    ],
)
def test_each_document_is_due_when_its_declaration_says(kind: str, event: str, due: str) -> None:
    for letter in letters(kind, area.area_event(event)):
        assert letter.due.due_on == day(due)
        assert letter.due.source == letter.kind.source


def test_a_briefings_paper_is_due_five_working_days_before_it() -> None:
    given = letters("judicial_briefing", *area.history("opening_confirmed"), area.area_event("briefing_arranged"))
    assert {letter.due.due_on for letter in given} == {day("Wed 13 Jan 2027")}
