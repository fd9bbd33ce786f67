"""The world of the tests has two of everything, and every event and pack of the product has its example in it."""

import pytest

from correspondence.catalogue.letter import Letter, RecipientView
from correspondence.catalogue.packs import PACK_KINDS
from correspondence.catalogue.reconcile import letters
from correspondence.protocol.letters import Audience
from tests import build, notified


def test_there_are_two_hubs_two_areas_two_courts_of_one_hub_and_two_hubs_of_one_area() -> None:
    hubs = build.directory().hubs.values()
    areas = [hub.service_area for hub in hubs]
    assert max(len(hub.courts) for hub in hubs) >= 2
    assert max(areas.count(area) for area in areas) >= 2
    assert len(set(areas)) >= 2
    assert {*areas} == {*build.directory().service_areas}


def test_no_two_hubs_share_what_a_reader_is_told_of_one() -> None:
    hubs = list(build.directory().hubs.values())
    for told in (
        [hub.name for hub in hubs],
        [hub.contact.phone for hub in hubs],
        [hub.contact.email for hub in hubs],
        [hub.contact.name for hub in hubs],
        [holder.name for hub in hubs for holder in (*hub.practice_supervisor, *hub.service_manager)],
        [court for hub in hubs for court in hub.courts],
        [court.email for court in build.directory().courts.values()],
    ):
        assert len(set(told)) == len(told)


def test_the_sample_is_a_part_of_the_world() -> None:
    """So what is tried in the world holds of the sample, and its golden files, as well."""
    world, sample = build.directory(), build.sample()
    assert {key: world.service_areas[key] for key in sample.service_areas} == sample.service_areas
    assert {key: world.courts[key] for key in sample.courts} == sample.courts
    assert world.national == sample.national
    for key, hub in sample.hubs.items():
        assert {*hub.courts} < {*world.hubs[key].courts}
        assert (world.hubs[key].contact, world.hubs[key].address) == (hub.contact, hub.address)


@pytest.mark.parametrize("kind", build.EVENTS)
def test_every_event_of_the_registry_has_an_example(kind: str) -> None:
    assert build.read(build.body(kind)).type == kind


def test_every_kind_that_makes_a_pack_is_given_by_a_decision_of_the_story() -> None:
    assert {code for _, *codes in notified.PACKS for code in codes} == {*PACK_KINDS}


def _apart() -> dict[str, Letter]:
    decision = build.decision(build.apart())
    given = letters(decision, build.case_file(decision), build.directory(), build.DECIDED_ON)
    return {letter.recipient: letter for letter in given}


def test_of_a_family_that_lives_apart_each_child_is_written_to_at_its_own_home_and_names_no_other() -> None:
    one, other = _apart()["c1"], _apart()["c2"]
    assert {one.audience, other.audience} == {Audience.OLDER, Audience.YOUNGER}
    assert {"CM1 1QH", "CO1 1JN"} == {letter.envelope.lines[-1] for letter in (one, other)}
    named = [letter.view.children for letter in (one, other) if isinstance(letter.view, RecipientView)]
    assert named == [(), ()]


def test_of_a_family_with_a_solicitor_on_both_sides_each_side_has_its_own_copies() -> None:
    given = _apart()
    assert {key for key, letter in given.items() if "representative" in letter.copies} == {"p1", "p2"}
