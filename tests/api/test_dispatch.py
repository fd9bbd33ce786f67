"""Post runs and deliveries by HTTP: what is printed, what was posted, and what a person says of a delivery."""

import csv
from collections.abc import Iterator
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from httpx2 import Response

from correspondence.storage import DeliveryKey, DeliveryState, Told
from tests import build

from .calls import EXAMPLE, JSON, TODAY, House, house

SAID = {"by": "R. Sample", "on": f"{TODAY}"}


@pytest.fixture
def here(tmp_path: Path) -> Iterator[House]:
    """A house with the example posted to it, and every letter that goes by post approved."""
    with house(tmp_path) as made:
        made.client("desk").post("/events", content=EXAMPLE, headers=JSON)
        for letter in made.service.register.letters_of_case(
            build.example("hub_allocation_decided")["case"]["case_number"]
        ):
            codes = [found.code for found in letter.findings]
            made.client().post(
                f"/letters/{letter.letter_id}/status", json={"status": "approved", "acknowledges": codes, **SAID}
            )
        yield made


def run_of(here: House) -> dict[str, Any]:
    answer = here.client("desk").post("/post-runs", json={"hub": "essex"})
    assert answer.status_code == 201
    body: dict[str, Any] = answer.json()
    assert here.client("desk").get(answer.headers["Location"]).json() == body
    return body


def say(here: House, reference: str, word: str, key: str = "desk", **more: str) -> Response:
    return here.client(key).post(f"/deliveries/{reference}", json={"word": word, **SAID, **more})


def state_of(here: House, reference: str) -> str:
    return str(here.client("desk").get(f"/deliveries/{reference}").json()["delivery"]["state"])


def unknown(here: House) -> str:
    """The reference of a delivery of which nobody knows whether it left."""
    deliveries = here.service.register.deliveries
    waiting = deliveries.at({DeliveryState.WAITING})[0]
    claimed = deliveries.claim(waiting.key, "mail")
    assert claimed is not None
    deliveries.note(claimed, Told(state=DeliveryState.UNKNOWN, code="lost"), TODAY)
    return str(waiting.key)


def test_a_run_is_printed_and_posted_and_its_letters_are_sent(here: House) -> None:
    desk = here.client("desk")
    run = run_of(here)
    assert run["state"] == "open"
    archive = ZipFile(BytesIO(desk.get(f"/post-runs/{run['run_id']}.zip").content))
    rows = list(csv.DictReader(StringIO(archive.read("manifest.csv").decode())))
    assert [row["reference"] for row in rows] == [each["reference"] for each in run["deliveries"]] != []
    assert {row["file"] for row in rows} | {"manifest.csv", "addresses.txt"} == {*archive.namelist()}
    left_out = run["deliveries"][-1]
    not_posted = [x["reference"] for x in run["deliveries"] if x["envelope"] == left_out["envelope"]]
    closed = desk.post(f"/post-runs/{run['run_id']}/posted", json={**SAID, "not_posted": not_posted})
    assert (closed.status_code, closed.json()["state"]) == (200, "closed")
    posted = {x["letter_id"] for x in run["deliveries"]} - {left_out["letter_id"]}
    assert posted
    assert {here.service.register.letter(each).status for each in posted} == {"sent"}  # type: ignore[union-attr]
    assert state_of(here, left_out["reference"]) == "waiting"
    assert run["run_id"] in {each["run_id"] for each in desk.get("/post-runs").json()["post_runs"]}
    again = desk.post(f"/post-runs/{run['run_id']}/posted", json=SAID)
    assert (again.status_code, again.json()["rule"]) == (409, "post_run_closed")


def test_where_nothing_waits_there_is_no_run(here: House) -> None:
    run_of(here)
    answer = here.client("desk").post("/post-runs", json={"hub": "essex"})
    assert (answer.status_code, answer.json()["rule"]) == (409, "nothing_to_post")


def test_a_letter_that_was_taken_back_is_to_be_answered_for(here: House) -> None:
    run = run_of(here)
    letter_id = run["deliveries"][0]["letter_id"]
    letter = here.service.register.letter(letter_id)
    assert letter is not None
    here.service.register.keep_instead(
        letter.subject, [], expected_events=1, withdrawn=[letter_id], on=TODAY, derive=here.service.derive
    )
    answer = here.client("desk").post(f"/post-runs/{run['run_id']}/posted", json=SAID)
    assert (answer.status_code, answer.json()["rule"], answer.json()["field"]) == (409, "not_said_of", "not_posted")
    mine = [x["reference"] for x in run["deliveries"] if x["letter_id"] == letter_id]
    assert answer.json()["references"] == mine
    answer = here.client("desk").post(f"/post-runs/{run['run_id']}/posted", json={**SAID, "not_posted": mine})
    assert answer.status_code == 200
    assert state_of(here, mine[0]) == "cancelled"


def test_of_what_is_unknown_a_person_says_that_it_went(here: House) -> None:
    reference = unknown(here)
    listed = here.client("desk").get("/deliveries").json()["deliveries"]
    assert [each["reference"] for each in listed] == [reference]
    answer = say(here, reference, "went")
    assert answer.json()["delivery"]["state"] == "accepted"
    assert answer.json()["steps"][-1]["by"] == "R. Sample"
    assert here.client("desk").get("/deliveries").json()["deliveries"] == []


def test_that_it_did_not_go_is_a_supervisors_word_with_a_reason_and_has_it_wait_again(here: House) -> None:
    reference = unknown(here)
    refused = say(here, reference, "did_not_go", reason="the server's log has no such mail")
    assert (refused.status_code, refused.json()["rule"]) == (403, "again_needs_supervisor")
    refused = say(here, reference, "did_not_go", "supervisor")
    assert (refused.status_code, refused.json()["field"]) == (422, "reason")
    assert state_of(here, reference) == "unknown"
    say(here, reference, "did_not_go", "supervisor", reason="the server's log has no such mail")
    assert state_of(here, reference) == "waiting"


def test_what_waits_is_cancelled_and_asked_for_again_until_it_is_handed_over(here: House) -> None:
    reference = str(here.service.register.deliveries.at({DeliveryState.WAITING})[0].key)
    say(here, reference, "cancelled", reason="they will come for it")
    assert state_of(here, reference) == "cancelled"
    say(here, reference, "again")
    assert state_of(here, reference) == "waiting"
    run_of(here)
    refused = say(here, reference, "cancelled", reason="too late")
    assert (refused.status_code, refused.json()["rule"]) == (409, "unlawful_word")


def test_a_letter_that_came_back_is_returned_by_its_reference(here: House) -> None:
    reference = unknown(here)
    say(here, reference, "went")
    assert say(here, reference, "came_back").json()["delivery"]["state"] == "came_back"
    key = DeliveryKey.read(reference)
    assert key is not None
    letter = here.service.register.letter(key.letter_id)
    assert letter is not None
    assert letter.status == "returned"
    assert here.service.register.broken_rows() == ()


def test_nothing_is_said_of_a_day_to_come_or_before_the_last_step(here: House) -> None:
    reference = unknown(here)
    for day, rule in (("2026-11-21", "in_the_future"), ("2026-11-01", "before_its_last_step")):
        refused = say(here, reference, "went", on=day)
        assert (refused.status_code, refused.json()["rule"]) == (422, rule)


def test_what_is_listed_holds_nobodys_name_or_address(here: House) -> None:
    run = run_of(here)
    said = here.client().get("/deliveries?state=claimed").text + here.client().get(f"/post-runs/{run['run_id']}").text
    for person in build.example("hub_allocation_decided")["case"]["people"]:
        assert person["name"]["family"] not in said
        assert person.get("address", {}).get("postcode", "?") not in said
