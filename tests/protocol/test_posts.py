from dataclasses import replace
from typing import Any

import pytest

from correspondence.protocol.areas.events import AnyAreaOrNationalEvent
from correspondence.protocol.areas.offices import LOCAL, NATIONAL, courts_of
from correspondence.protocol.areas.posts import post_faults
from correspondence.protocol.directory import Directory, National, Office, ServiceArea
from tests.area import TYPES, area_event, body, read
from tests.build import Changes, day, directory


def found(event: AnyAreaOrNationalEvent, held: Directory) -> set[tuple[str, str]]:
    return {(each.rule, each.field) for each in post_faults(event, held)}


def national() -> National:
    held = directory().national
    assert held is not None
    return held


def essex() -> ServiceArea:
    return directory().service_areas["essex"]


def with_national(changed_one: National | None) -> Directory:
    return replace(directory(), national=changed_one)


def with_area(changed_one: ServiceArea) -> Directory:
    return replace(directory(), service_areas={"essex": changed_one})


def without_recipient(key: str) -> Directory:
    return with_national(
        replace(national(), recipients={k: each for k, each in national().recipients.items() if k != key})
    )


def without(body_of_national: str) -> Directory:
    gone: dict[str, Any] = {body_of_national: None}
    return with_national(replace(national(), **gone))


def unreachable() -> National:
    (director,) = national().director_of_operations
    return replace(national(), director_of_operations=(replace(director, email=None),))


TO_THE_COVID_19_BOARD = (
    *("response_plan_recorded", "challenge_meeting_held", "checkpoint_held", "status_reviewed"),
    *("review_challenge_meeting_held", "monthly_pressure_reviewed"),
)
FROM_THE_DIRECTOR_OF_OPERATIONS = (
    *("checkpoint_held", "status_reviewed", "monthly_pressure_reviewed", "protocol_reviewed"),
)
NOBODY = Office(salutation="Dear colleague", email="office@example.org")

LACKING: list[tuple[str, Directory, str]] = [
    ("activation_decided", with_national(None), "national.chief_executive"),
    ("activation_decided", with_national(replace(national(), chief_executive=())), "national.chief_executive"),
    *(("activation_decided", without_recipient(key), f"national.recipients.{key}") for key in NATIONAL),
    (
        "activation_decided",
        with_national(replace(national(), recipients={**national().recipients, "ofsted": NOBODY})),
        "national.recipients.ofsted",
    ),
    (
        "activation_decided",
        with_area(replace(essex(), assistant_director=())),
        "service_areas.essex.assistant_director",
    ),
    (
        "activation_decided",
        with_area(replace(essex(), designated_family_judges=())),
        "service_areas.essex.designated_family_judges",
    ),
    (
        "activation_decided",
        with_area(replace(essex(), family_division_liaison_judge=None)),
        "service_areas.essex.family_division_liaison_judge",
    ),
    (
        "activation_decided",
        with_area(replace(essex(), local_authorities=(*essex().local_authorities, NOBODY))),
        "service_areas.essex.local_authorities",
    ),
    ("activation_decided", with_area(replace(essex(), adcs_region=None)), "service_areas.essex.adcs_region"),
    (
        "activation_decided",
        with_area(replace(essex(), wider_communication=(*essex().wider_communication, NOBODY))),
        "service_areas.essex.wider_communication",
    ),
    ("activation_decided", replace(directory(), courts={}), "courts"),
    ("challenge_meeting_agreed", without_recipient("cafcass_board"), "national.recipients.cafcass_board"),
    (
        "liaison_meeting_called",
        with_area(replace(essex(), local_authorities=())),
        "service_areas.essex.local_authorities",
    ),
    (
        "hub_opened",
        replace(
            directory(),
            hubs={"essex": replace(directory().hubs["essex"], practice_supervisor=(), service_manager=())},
        ),
        "hubs.essex.practice_supervisor",
    ),
    (
        "deactivation_decided",
        replace(directory(), hubs={"essex": replace(directory().hubs["essex"], practice_supervisor=())}),
        "hubs.essex.practice_supervisor",
    ),
    ("challenge_meeting_agreed", without("national_recovery_group"), "national.national_recovery_group"),
    *((kind, without("covid_19_board"), "national.covid_19_board") for kind in TO_THE_COVID_19_BOARD),
    *(
        (kind, with_national(replace(national(), director_of_operations=())), "national.director_of_operations")
        for kind in FROM_THE_DIRECTOR_OF_OPERATIONS
    ),
    ("review_challenge_meeting_requested", with_national(unreachable()), "national.director_of_operations.email"),
    ("monthly_pressure_reviewed", without_recipient("ministry_of_justice"), "national.recipients.ministry_of_justice"),
    ("protocol_reviewed", without_recipient("cafcass_board"), "national.recipients.cafcass_board"),
]


@pytest.mark.parametrize(("kind", "held", "path"), LACKING)
def test_a_post_that_nobody_holds_refuses_what_would_be_written_to_it(kind: str, held: Directory, path: str) -> None:
    vacant = list(post_faults(read(body(kind)), held))
    assert any(f"the directory's {path} is not filled" in each.detail for each in vacant)


def test_a_post_is_held_on_the_day_of_the_event() -> None:
    (holder,) = essex().assistant_director
    left = with_area(replace(essex(), assistant_director=(replace(holder, holds_to=day("Thu 26 Nov 2026")),)))
    assert found(area_event("challenge_meeting_held"), left) == set()
    assert found(area_event("activation_decided"), left) == {("post_vacant", "service_area")}


@pytest.mark.parametrize(
    ("kind", "changes", "held"),
    [
        ("challenge_meeting_agreed", {"is_between_monthly_summaries": False}, without_recipient("cafcass_board")),
        (
            "liaison_meeting_called",
            {"invites_local_authorities": False},
            with_area(replace(essex(), local_authorities=())),
        ),
        ("challenge_meeting_agreed", {}, without_recipient("ofsted")),
        ("activation_decided", {}, with_area(replace(essex(), wider_communication=()))),
    ],
)
def test_a_post_that_nothing_is_written_to_may_be_vacant(kind: str, changes: Changes, held: Directory) -> None:
    assert found(area_event(kind, changes), held) == set()


@pytest.mark.parametrize("kind", TYPES)
def test_every_type_knows_which_posts_it_needs(kind: str) -> None:
    nobody = Directory(hubs=directory().hubs, service_areas={"essex": ServiceArea(name="Essex")}, courts={})
    assert found(read(body(kind)), nobody)


def test_an_activation_is_told_to_everybody_the_table_names() -> None:
    nobody = Directory(hubs=directory().hubs, service_areas={"essex": ServiceArea(name="Essex")}, courts={})
    reasons = list(post_faults(area_event("activation_decided"), nobody))
    assert len(reasons) == len(NATIONAL) + len(LOCAL) + len(("chief_executive", "assistant_director"))


def test_an_areas_courts_are_those_its_hubs_serve_and_those_where_its_judges_sit() -> None:
    (judge,) = essex().designated_family_judges
    both = replace(essex(), designated_family_judges=(judge, replace(judge, court="medway")))
    assert courts_of("essex", with_area(both)) == ("chelmsford", "southend", "norwich", "medway")
