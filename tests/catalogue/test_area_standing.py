"""How an area stood on the day of a review: by its events, by the directory where they are silent, and in figures."""

import pytest

from correspondence.catalogue.facts.area_standing import AreaStanding, taken
from correspondence.catalogue.occasions.area import AreaOccasion
from correspondence.protocol.areas.area_file import AreaFile
from correspondence.protocol.areas.events import ActivationDecided, AnyAreaEvent
from correspondence.protocol.areas.stage import Stage
from correspondence.protocol.days.timetable import Step
from correspondence.protocol.refusals import Inconsistent
from tests.area import area_event, area_file, history, measures, read_as
from tests.build import Body, day
from tests.monthly import (
    AREAS,
    HUBS,
    UPDATE,
    area,
    directory,
    every_area,
    given,
    hubs,
    occasion,
    status,
    update,
)
from tests.notified import words


def story(until: str, *more: AnyAreaEvent) -> AreaFile:
    """Essex, with the story of `tests.area` up to that type."""
    return area_file(*history(until), *more)


def essex(on: AreaOccasion) -> AreaStanding:
    return next(row for row in status(on).rows if row.area.startswith("Essex"))


@pytest.mark.parametrize(
    ("until", "reviewed", "stage", "step", "on"),
    [
        ("liaison_meeting_held", "Mon 26 Oct 2026", None, None, None),
        (
            "challenge_meeting_agreed",
            "Mon 2 Nov 2026",
            "challenge_meeting_agreed",
            "challenge_meeting",
            "Fri 20 Nov 2026",
        ),
        ("challenge_meeting_held", "Mon 23 Nov 2026", "challenge_meeting_agreed", "board_activates", "Fri 27 Nov 2026"),
        ("activation_decided", "Mon 30 Nov 2026", "activation_decided", "checkpoint", "Tue 5 Jan 2027"),
        ("checkpoint_held", "Wed 6 Jan 2027", "checkpoint_held", "board_confirms", "Fri 8 Jan 2027"),
        ("opening_confirmed", "Mon 11 Jan 2027", "opening_confirmed", "opening", "Tue 26 Jan 2027"),
    ],
)
def test_an_area_on_the_way_to_a_hub_is_shown_with_its_next_step(
    until: str, reviewed: str, stage: str | None, step: str | None, on: str | None
) -> None:
    row = essex(occasion(every_area(), (story(until),), reviewed))
    assert row.open_hub is None
    assert (row.stage, row.next_step) == (stage and Stage(stage), step and Step(step))
    assert row.next_on == (day(on) if on else None)


def test_an_area_whose_opening_was_deferred_waits_for_the_next_checkpoint() -> None:
    file = story("checkpoint_held", area_event("opening_deferred"))
    row = essex(occasion(every_area(), (file,), "Mon 11 Jan 2027"))
    assert (row.stage, row.next_step, row.next_on) == (Stage.DEFERRED, Step.CHECKPOINT, day("Tue 9 Feb 2027"))


def test_a_next_step_that_has_passed_when_the_letter_is_written_is_left_out() -> None:
    on = occasion(every_area(), (story("challenge_meeting_agreed"),), "Mon 16 Nov 2026", today="Mon 23 Nov 2026")
    assert (essex(on).stage, essex(on).next_on) == (Stage.CHALLENGE_MEETING_AGREED, None)


def test_what_happened_after_the_review_is_not_in_it() -> None:
    row = essex(occasion(every_area(), (story("activation_decided"),), "Thu 26 Nov 2026"))
    assert (row.stage, row.next_step) == (Stage.CHALLENGE_MEETING_AGREED, Step.BOARD_ACTIVATES)


@pytest.mark.parametrize(
    ("until", "reviewed", "since", "closes"),
    [
        ("opening_confirmed", "Mon 25 Jan 2027", None, None),
        ("hub_opened", "Tue 26 Jan 2027", "Tue 26 Jan 2027", None),
        ("review_challenge_meeting_held", "Thu 17 Jun 2027", "Tue 26 Jan 2027", None),
        ("deactivation_decided", "Fri 18 Jun 2027", "Tue 26 Jan 2027", "Fri 16 Jul 2027"),
        ("deactivation_decided", "Thu 15 Jul 2027", "Tue 26 Jan 2027", "Fri 16 Jul 2027"),
        ("deactivation_decided", "Fri 16 Jul 2027", None, None),
    ],
)
def test_a_hub_is_open_from_its_opening_until_the_day_it_closes(
    until: str, reviewed: str, since: str | None, closes: str | None
) -> None:
    on = occasion(every_area(), (story(until),), reviewed, of=directory("Mon 3 Jan 2028"))
    (found,) = hubs(on).rows or (None,)
    assert (found and found.open_hub.since) == (day(since) if since else None)
    assert (found and found.open_hub.closes_on) == (day(closes) if closes else None)
    assert essex(on).closed_on == (day("Fri 16 Jul 2027") if reviewed == "Fri 16 Jul 2027" else None)


def test_a_hub_that_only_the_directory_knows_of_is_open_with_no_review_on_record() -> None:
    on = occasion(every_area(), of=directory("Mon 2 Mar 2026"))
    (found,) = hubs(on).rows
    assert (found.open_hub.since, found.open_hub.reported_on) == (day("Mon 2 Mar 2026"), None)
    assert "none yet" in words(given(on, HUBS)[1])
    assert "No four-weekly review of it is on record." in words(given(on, UPDATE)[0])


def test_a_hub_that_opened_again_is_open_since_then_and_its_old_reviews_are_not_its_own() -> None:
    again = area_event("hub_opened", {"event_id": "again", "occurred_on": "2028-02-07"})
    on = occasion(every_area(), (story("deactivation_decided", again),), "Tue 29 Feb 2028")
    (found,) = hubs(on).rows
    assert (found.open_hub.since, found.open_hub.reported_on) == (day("Mon 7 Feb 2028"), None)


def test_the_last_four_weekly_review_is_given_with_its_day_and_its_words() -> None:
    on = occasion(every_area(), (story("status_reviewed"),), "Mon 1 Mar 2027")
    (found,) = hubs(on).rows
    assert (found.open_hub.reported_on, found.open_hub.days_since_report) == (day("Tue 23 Feb 2027"), 6)
    (report,) = update(on).hubs
    assert (report.impact_of_measures, report.progress_to_deactivation) == (("Lists are shorter.",), ("None yet.",))
    assert "Lists are shorter." not in words(given(on, HUBS)[1])


def test_a_hub_that_was_open_by_the_events_and_never_by_the_directory_is_refused() -> None:
    closing = area_file(area_event("deactivation_decided"))
    with pytest.raises(Inconsistent) as caught:
        given(occasion(every_area(), (closing,), "Mon 21 Jun 2027", of=directory("Mon 3 Jan 2028")), HUBS)
    assert [(x.rule, x.field) for x in caught.value.reasons] == [
        ("open_hub_unknown", "directory.hubs (service area essex)")
    ]


def test_an_area_with_an_open_hub_that_has_come_to_its_opening_is_no_longer_on_the_way() -> None:
    on = occasion(every_area(), (story("opening_confirmed"),), "Thu 28 Jan 2027", of=directory("Tue 26 Jan 2027"))
    assert essex(on).open_hub is not None
    assert essex(on).stage is None


def test_the_overview_counts_each_area_once_and_each_wait_that_changed() -> None:
    days = measures("2026-11-27")["average_days_to_allocation"]
    changes: dict[str, Body] = {
        "area_02": {**days, "previous": None},
        "area_03": {**days, "previous": 50},
        "area_04": {**days, "previous": 41},
    }
    areas = [area(key, average_days_to_allocation=changes.get(key) or days) for key in AREAS]
    agreed = {"service_area": "area_05", "occurred_on": "2026-11-06", "event_id": "a5"}
    files = (area_file(area_event("challenge_meeting_agreed", agreed)),)
    counts = status(occasion(areas, files, of=directory("Mon 2 Mar 2026"))).overview
    assert (counts.areas, counts.open, counts.on_the_way, counts.neither) == (19, 1, 1, 17)
    assert (counts.longer, counts.shorter, counts.same, counts.unknown) == (16, 1, 1, 1)


def test_figures_of_another_day_or_source_are_named() -> None:
    late = {**measures("2026-11-20")["cases_held_on_duty"], "source": "Own count"}
    areas = [area(key) for key in AREAS[:3]]
    areas[1]["measures"]["cases_held_on_duty"] = late
    areas[2]["measures"] = measures("2026-11-20")
    facts = status(occasion(areas))
    usual, source = day("Fri 27 Nov 2026"), facts.taken.source
    on = day("Fri 20 Nov 2026")
    assert facts.taken.as_at == usual
    assert [(x.area[:15], x.measure, x.as_at, x.source) for x in facts.otherwise] == [
        ("Service area 02", "cases_held_on_duty", on, "Own count"),
        ("Service area 03", None, on, source),
    ]


def test_where_every_figure_is_of_one_day_and_source_none_is_named() -> None:
    every = read_as(ActivationDecided, area_event("activation_decided")).measures.each()
    assert taken([("a", every), ("b", every)])[1] == ()
