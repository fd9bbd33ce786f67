"""Law 1: a letter is held for what somebody can help, and only while its cause is there."""

from datetime import date
from typing import Any

import pytest

from correspondence.simulation.laws.way_out import LATER, WAYS, law_1
from correspondence.simulation.seen import SeenLetter
from tests import build

from .made import directory, letter, posted, says, seen

NO_ROUTE = {"case.people.0.safe_contact": None}


def held(code: str, severity: str = "blocking", **changes: Any) -> SeenLetter:
    return letter(status="held", findings=((code, severity, "somewhere"),), **changes)


def test_whoever_has_no_route_is_helped_by_recording_one() -> None:
    life = seen(held("no_safe_route"), events=[posted("hub_allocation_decided", NO_ROUTE)])
    assert says(law_1(life)) == ""


def test_a_letter_held_for_a_route_that_its_reader_has_is_beyond_help() -> None:
    assert "whose cause is gone" in says(law_1(seen(held("no_safe_route"))))


def test_where_a_letter_came_back_from_is_no_route_until_somebody_learns_better() -> None:
    back = letter(status="returned")
    held_since = held("no_safe_route", kind="update", dated=date(2026, 11, 24))
    father = build.example("hub_allocation_decided")["case"]["people"][0]
    confirmed = father | {"safe_contact": {**father["safe_contact"], "confirmed_on": "2026-11-24"}}
    went_between = letter(kind="adviser_letter", status="sent", dated=date(2026, 11, 20))
    assert says(law_1(seen(back, went_between, held_since))) == ""
    said_empty = father | {"address": {**father["address"], "line_3": None}}
    ways = ((father, False), (said_empty, False), (confirmed, True), (father | {"address": None}, True))
    for people, broken in (([each], broken) for each, broken in ways):
        learnt = posted("details_changed", {"people": people})
        shown = seen(back, held_since, events=[posted("hub_allocation_decided"), learnt])
        assert ("whose cause is gone" in says(law_1(shown))) is broken


def test_another_home_leaves_an_email_that_came_back_where_it_was() -> None:
    back, held_since = letter(status="returned"), held("no_safe_route", kind="update", dated=date(2026, 11, 24))
    by_email = {"case.people.0.safe_contact.route": "email", "case.people.0.email": "one@example.org"}
    moved = by_email | {"case.people.0.address.line_1": "9 Sample Row", "occurred_on": "2026-11-24"}
    for changes, is_broken in ((moved, False), (moved | {"case.people.0.email": "two@example.org"}, True)):
        events = [posted("hub_allocation_decided", by_email), posted("review_recorded", changes)]
        assert ("whose cause is gone" in says(law_1(seen(back, held_since, events=events)))) is is_broken


def test_a_childs_route_is_also_that_of_the_adult_it_lives_with() -> None:
    events = [posted("hub_allocation_decided", {"case.people.1.safe_contact": None})]
    assert says(law_1(seen(held("no_safe_route", recipient="c1", audience="older"), events=events))) == ""


def test_an_alert_that_was_answered_holds_nothing() -> None:
    told = posted("information_received", {"occurred_on": "2026-11-24"})
    review = posted("review_recorded", {"occurred_on": "2026-11-25"})
    decision = posted("hub_allocation_decided")
    assert says(law_1(seen(held("open_alert"), events=[decision, told]))) == ""
    assert "open_alert" in says(law_1(seen(held("open_alert"), events=[decision, told, review])))


def test_a_review_by_an_officer_answers_no_alert() -> None:
    told = posted("information_received", {"occurred_on": "2026-11-24"})
    officer = {"occurred_on": "2026-11-25", "recorded_by.role": "business_services_officer"}
    events = [posted("hub_allocation_decided"), told, posted("review_recorded", officer)]
    assert says(law_1(seen(held("open_alert"), events=events))) == ""


@pytest.mark.parametrize("code", ["wording.unaccepted", "rendering.template_missing", "making.broke", "of_nowhere"])
def test_what_no_user_can_mend_holds_nothing(code: str) -> None:
    assert f"held by {code}, and nobody has a way out" in says(law_1(seen(held(code))))


def test_what_waits_for_a_later_version_is_counted_apart() -> None:
    assert says(law_1(seen(held("form_not_available")))).startswith(LATER)


def test_what_is_only_to_be_acknowledged_holds_nothing() -> None:
    assert "nothing holds it" in says(law_1(seen(held("free_text", "acknowledge"))))


def test_an_address_that_was_put_right_since_holds_nothing() -> None:
    moved = build.changed(build.body("review_recorded"), {"case.people.0.address.line_2": "9 Sample Row"})
    events = [posted("hub_allocation_decided"), posted("review_recorded", {"case": moved["case"]})]
    life = seen(held("filler-in-address"), events=events, today=date(2026, 12, 4))
    assert "whose cause is gone" in says(law_1(life))
    assert says(law_1(seen(held("filler-in-address")))) == ""


@pytest.mark.parametrize("route", ["post", "email", "representative"])
def test_a_case_told_again_with_all_that_is_empty_in_it_leaves_everybody_where_they_were(route: str) -> None:
    solicitor = {"name": "A. Sample", "firm": "Sample and Example", "email": "a.sample@samplelaw.cjsm.net"}
    person = {"email": "one@example.org", "representative": solicitor, "safe_contact.route": route}
    told = {f"case.people.0.{name}": value for name, value in person.items()}
    empty = {"address.line_3": None, "address.country": "", "representative.dx": None, "representative.address": None}
    again = told | {f"case.people.0.{name}": value for name, value in empty.items()} | {"occurred_on": "2026-11-24"}
    events = [posted("hub_allocation_decided", told), posted("review_recorded", again)]
    back, held_since = letter(status="returned"), held("no_safe_route", kind="update", dated=date(2026, 11, 23))
    assert says(law_1(seen(back, held_since, held("filler-in-address"), events=events))) == ""


def test_a_post_that_somebody_holds_is_not_vacant() -> None:
    assert "vacant_post" in says(law_1(seen(held("vacant_post"))))
    hub = {**directory()["hubs"]["essex"], "practice_supervisor": [{"name": "R. E.", "from": date(2027, 1, 4)}]}
    world = {**directory(), "hubs": {"essex": hub}}
    assert says(law_1(seen(held("vacant_post"), world=world))) == ""


def test_a_post_that_fell_vacant_since_holds_what_was_looked_at_then() -> None:
    posts = [
        {"name": "R. E.", "from": date(2020, 1, 6), "to": date(2026, 11, 23)},
        {"name": "S. E.", "from": date(2026, 11, 25)},
    ]
    world = {**directory(), "hubs": {"essex": {**directory()["hubs"]["essex"], "practice_supervisor": posts}}}
    assert says(law_1(seen(held("vacant_post"), world=world))) == ""
    assert "vacant_post" in says(law_1(seen(held("vacant_post"), world=world, today=date(2026, 11, 23))))


def test_each_way_out_says_who_takes_it_and_what_they_do() -> None:
    assert all(way.role and way.does for way in WAYS.values())


def test_a_letter_that_is_not_held_is_nobodys_concern() -> None:
    assert says(law_1(seen(letter(findings=(("free_text", "acknowledge", "note"),))))) == ""
