import pytest
from hypothesis import given
from hypothesis import strategies as st

from correspondence.protocol.areas.area_file import AreaFile
from correspondence.protocol.areas.events import AnyAreaEvent, AnyAreaOrNationalEvent
from correspondence.protocol.areas.rules import HUB_NOT_OPEN, STEP_MISSING, faults, gate
from tests.area import HISTORY, area_event, area_file, body, earlier, history, national_event, read
from tests.build import Changes, changed, day, directory

AGAINST_HISTORY: list[tuple[str, str, str, str]] = [
    ("activation_decided", "challenge_meeting_on", "Thu 19 Nov 2026", "other_day_recorded"),
    ("checkpoint_held", "activated_on", "Fri 20 Nov 2026", "other_day_recorded"),
    ("opening_confirmed", "checkpoint_on", "Mon 4 Jan 2027", "other_day_recorded"),
    ("opening_deferred", "checkpoint_on", "Mon 4 Jan 2027", "other_day_recorded"),
    ("briefing_arranged", "opening_on", "Wed 27 Jan 2027", "other_day_recorded"),
    ("hub_opened", "occurred_on", "Wed 27 Jan 2027", "other_day_recorded"),
    ("deactivation_decided", "review_challenge_meeting_on", "Mon 14 Jun 2027", "other_day_recorded"),
    ("checkpoint_held", "occurred_on", "Thu 26 Nov 2026", "before_recorded_step"),
]
"""Each is said by an event that comes after all those before it in the story."""

FORBIDDEN: list[tuple[str, str, str, str]] = [
    ("challenge_meeting_agreed", "challenge_meeting_on", "Thu 12 Nov 2026", "challenge_meeting_too_early"),  # 13 days
    ("challenge_meeting_agreed", "challenge_meeting_on", "Mon 23 Nov 2026", "challenge_meeting_too_late"),  # 24 days
    ("challenge_meeting_agreed", "occurred_on", "Thu 29 Oct 2026", "board_not_on_friday"),
    ("challenge_meeting_held", "occurred_on", "Mon 23 Nov 2026", "challenge_meeting_too_late"),
    ("challenge_meeting_held", "board_on", "Fri 20 Nov 2026", "board_activates_too_early"),  # that very day
    ("activation_decided", "occurred_on", "Mon 30 Nov 2026", "board_not_on_friday"),
    ("activation_decided", "checkpoint_on", "Thu 31 Dec 2026", "checkpoint_too_early"),  # 34 days
    ("activation_decided", "checkpoint_on", "Sat 2 Jan 2027", "not_a_working_day"),
    ("activation_decided", "board_on", "Fri 1 Jan 2027", "no_board_that_day"),
    ("activation_decided", "opening_on", "Mon 25 Jan 2027", "opening_too_early"),  # 20 days after the Checkpoint
    ("activation_decided", "opening_on", "Mon 29 Mar 2027", "not_a_working_day"),  # Easter Monday
    ("activation_declined", "occurred_on", "Thu 26 Nov 2026", "board_not_on_friday"),
    ("checkpoint_held", "occurred_on", "Thu 31 Dec 2026", "checkpoint_too_early"),  # 34 days
    ("checkpoint_held", "opening_on", "Mon 25 Jan 2027", "opening_too_early"),
    ("opening_confirmed", "opening_on", "Fri 22 Jan 2027", "opening_too_early"),  # 14 days after the Board
    ("opening_deferred", "occurred_on", "Thu 7 Jan 2027", "board_not_on_friday"),
    ("opening_deferred", "next_checkpoint_on", "Sat 6 Feb 2027", "not_a_working_day"),
    ("opening_deferred", "board_on", "Fri 5 Feb 2027", "board_confirms_too_early"),
    ("opening_deferred", "opening_on", "Mon 1 Mar 2027", "opening_too_early"),  # 20 days after the next Checkpoint
    ("briefing_arranged", "briefing_on", "Sat 16 Jan 2027", "not_a_working_day"),
    ("liaison_meeting_called", "meeting_on", "Sat 17 Oct 2026", "not_a_working_day"),
    ("liaison_meeting_held", "next_meeting_on", "Fri 25 Dec 2026", "not_a_working_day"),
    ("review_challenge_meeting_held", "occurred_on", "Sun 13 Jun 2027", "not_a_working_day"),
    ("review_challenge_meeting_held", "board_on", "Thu 17 Jun 2027", "board_not_on_friday"),
    ("deactivation_decided", "occurred_on", "Thu 17 Jun 2027", "board_not_on_friday"),
]
"""Each field is given that day, by an event that comes after all those before it in the story."""

OUT_OF_ORDER = [
    ("liaison_meeting_held", "challenge_meeting_held"),
    ("liaison_meeting_held", "activation_declined"),
    ("challenge_meeting_held", "challenge_meeting_agreed"),
    ("challenge_meeting_held", "checkpoint_held"),
    ("challenge_meeting_held", "briefing_arranged"),
    ("activation_decided", "activation_decided"),
    ("activation_decided", "opening_confirmed"),
    ("activation_decided", "opening_deferred"),
    ("activation_decided", "hub_opened"),
    ("checkpoint_held", "checkpoint_held"),
    ("checkpoint_held", "hub_opened"),
    ("hub_opened", "activation_decided"),
    ("hub_opened", "activation_declined"),
    ("hub_opened", "opening_confirmed"),
    ("hub_opened", "hub_opened"),
]

OF_AN_OPEN_HUB = (
    *("status_reviewed", "review_challenge_meeting_requested", "review_challenge_meeting_held"),
    "deactivation_decided",
)


def before_events(until: str) -> AreaFile:
    return area_file(*history(until))


def found(event: AnyAreaOrNationalEvent, before: AreaFile | None) -> set[tuple[str, str]]:
    every = (*faults(event, before, directory()), *gate(event, before, directory()))
    return {(reason.rule, reason.field) for reason in every}


def test_the_whole_way_of_an_area_to_a_hub_and_back_is_taken() -> None:
    events = history("deactivation_decided")
    assert found(events[0], None) == set()
    assert [found(events[n], area_file(*events[:n])) for n in range(1, len(events))] == [set()] * (len(events) - 1)


@pytest.mark.parametrize("kind", ["monthly_pressure_reviewed", "protocol_reviewed"])
def test_a_national_event_is_taken(kind: str) -> None:
    assert found(national_event(kind), None) == set()


def test_the_example_is_taken_by_an_area_that_nobody_has_heard_of() -> None:
    assert found(area_event("activation_decided"), None) == set()


@pytest.mark.parametrize(
    "events",
    [
        (*history("challenge_meeting_held"), area_event("activation_declined")),
        (*history("checkpoint_held"), area_event("opening_deferred")),
        (*history("checkpoint_held"), area_event("activation_declined", {"occurred_on": "2027-01-08"})),
        (*history("hub_opened"), area_event("status_reviewed")),
        (
            *history("opening_confirmed"),
            area_event(
                "opening_confirmed", {"event_id": "again", "occurred_on": "2027-01-15", "opening_on": "2027-02-02"}
            ),
        ),
        (
            *history("checkpoint_held"),
            area_event("opening_deferred"),
            area_event(
                "checkpoint_held",
                {
                    "event_id": "again",
                    "occurred_on": "2027-02-09",
                    "board_on": "2027-02-12",
                    "opening_on": "2027-03-02",
                },
            ),
        ),
        (
            *history("deactivation_decided"),
            area_event(
                "activation_decided",
                {
                    "event_id": "again",
                    "occurred_on": "2028-01-14",
                    "challenge_meeting_on": "2028-01-07",
                    "checkpoint_on": "2028-02-18",
                    "board_on": "2028-02-25",
                    "opening_on": "2028-03-13",
                },
            ),
        ),
        (
            *history("review_challenge_meeting_held"),
            area_event("deactivation_decided", {"is_deactivated": False, "closes_on": None}),
        ),
    ],
)
def test_the_way_may_end_turn_back_or_begin_again(events: tuple[AnyAreaEvent, ...]) -> None:
    assert found(events[-1], area_file(*events[:-1])) == set()


@pytest.mark.parametrize(("kind", "field", "on", "rule"), AGAINST_HISTORY)
def test_an_event_that_contradicts_what_is_recorded_is_refused(kind: str, field: str, on: str, rule: str) -> None:
    reasons = faults(area_event(kind, {field: str(day(on))}), earlier(kind), directory())
    assert (rule, field) in {(each.rule, each.field) for each in reasons}


@pytest.mark.parametrize(("kind", "field", "on", "rule"), FORBIDDEN)
def test_a_day_that_the_protocol_forbids_is_refused(kind: str, field: str, on: str, rule: str) -> None:
    reasons = gate(area_event(kind, {field: str(day(on))}), earlier(kind), directory())
    assert (rule, field) in {(each.rule, each.field) for each in reasons}
    assert all(each.source for each in reasons)


def test_to_open_is_advised_only_after_measures_were_tested() -> None:
    untested: Changes = {"measures_tested": []}
    assert found(area_event("checkpoint_held", untested), earlier("checkpoint_held")) == {
        ("no_measures_tested", "measures_tested")
    }
    deferred: Changes = {**untested, "advises_opening": False}
    assert found(area_event("checkpoint_held", deferred), earlier("checkpoint_held")) == set()


@pytest.mark.parametrize(("until", "kind"), OUT_OF_ORDER)
def test_a_step_out_of_its_order_is_refused(until: str, kind: str) -> None:
    assert (STEP_MISSING, "type") in found(area_event(kind), before_events(until))


@pytest.mark.parametrize("kind", ["checkpoint_held", "opening_confirmed", "opening_deferred", "hub_opened"])
def test_a_step_of_an_area_that_nobody_has_heard_of_is_refused_for_nothing_but_its_order(kind: str) -> None:
    assert found(area_event(kind), None) == {(STEP_MISSING, "type")}


@pytest.mark.parametrize("kind", OF_AN_OPEN_HUB)
def test_a_hub_that_is_not_open_is_neither_reviewed_nor_given_up(kind: str) -> None:
    late: Changes = {"occurred_on": "2027-07-16", "event_id": "late"}
    held = before_events("deactivation_decided")
    assert (HUB_NOT_OPEN, "service_area") in found(area_event(kind, late), held)
    assert (HUB_NOT_OPEN, "service_area") in found(area_event(kind, {"occurred_on": "2019-12-31"}), None)


@pytest.mark.parametrize("kind", OF_AN_OPEN_HUB)
def test_a_hub_that_only_the_directory_knows_is_open_by_it(kind: str) -> None:
    assert found(area_event(kind), None) == set()
    assert found(area_event(kind), before_events("liaison_meeting_held")) == set()


def test_the_review_after_the_first_year_looks_at_protected_characteristics() -> None:
    first_year: Changes = {"period": "one_year", "occurred_on": "2028-01-26"}
    assert found(national_event("protocol_reviewed", first_year), None) == {("equality_missing", "equality")}
    equality = {
        "staff": "No effect was seen.",
        "children": "No effect was seen.",
        "families": "More translations were needed.",
        "is_directly_discriminating": False,
        "is_indirectly_discriminating": False,
    }
    assert found(national_event("protocol_reviewed", {**first_year, "equality": equality}), None) == set()


def test_a_reason_holds_no_value_of_a_person() -> None:
    secret = changed(
        body("activation_decided"),
        {
            "recorded_by.name": "Amira Haddad",
            "measures.leavers.source": "Amira Haddad",
            "measures.leavers.as_at": "2027-11-28",
            "service_area": "amira_haddad",
            "checkpoint_on": "2026-12-05",
        },
    )
    reasons = (*faults(read(secret), None, directory()), *gate(read(secret), None, directory()))
    assert len(reasons) > 2
    assert not any("mira" in f"{each.rule} {each.field} {each.detail}".lower() for each in reasons)


@given(
    kind=st.sampled_from(HISTORY),
    until=st.sampled_from(HISTORY),
    on=st.dates(day("Thu 1 Jan 2026"), day("Sun 31 Dec 2028")),
)
def test_any_event_after_any_history_is_judged(kind: str, until: str, on: object) -> None:
    event, before = area_event(kind, {"occurred_on": str(on)}), before_events(until)
    here = directory()
    for reason in (*faults(event, before, here), *gate(event, before, here)):
        assert reason.rule
        assert reason.field
        assert reason.detail
