"""Who may call: keys, roles, Hubs, and what trying out leaves open."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from tests import build

from .calls import CASE, PROBLEM, House, house, small


def test_another_hub_is_owed_nothing_of_this_one(here: House, posted: build.Body) -> None:
    assert posted["duties"]
    assert {d["case_number"] for d in here.client("kent").get("/duties").json()} == {None}  # its own court's list


def test_an_event_takes_no_case_from_another_hub(here: House, posted: build.Body) -> None:
    taken = build.body("hub_allocation_decided", {"event_id": "taking-1", "hub": "kent"})
    answer = here.client("kent").post("/events", json=taken)
    assert (answer.status_code, answer.json()["rule"]) == (403, "another_hub")
    assert here.client("desk").get(f"/cases/{posted['case_number']}").json()["hub"] == "essex"


def test_a_corrected_event_is_of_the_keys_own_hub_too(here: House) -> None:
    corrected = build.decision({"hub": "kent", "event_id": "7d1e6b0e-0001"})
    sent = build.written(build.correction(corrected, {"occurred_on": "2026-11-20"}))
    answer = here.client("desk").post("/events", json=sent)
    assert (answer.status_code, answer.json()["rule"]) == (403, "another_hub")


@pytest.mark.parametrize(("key", "error"), [(None, ""), ("open-sesame", ', error="invalid_token"')])
def test_whoever_is_not_known_is_asked_for_a_key(here: House, key: str | None, error: str) -> None:
    headers = {"Authorization": f"Bearer {key}"} if key else {}
    answer = TestClient(here.app, headers=headers).get(f"/cases/{CASE}")
    assert (answer.status_code, answer.headers["content-type"]) == (401, PROBLEM)
    assert answer.headers["www-authenticate"] == f'Bearer realm="correspondence"{error}'


def test_a_revoked_key_opens_nothing(tmp_path: Path) -> None:
    with house(tmp_path) as other:
        assert other.client("desk").get("/duties").status_code == 200
        other.service.register.revoke_key("desk")
        assert other.client("desk").get("/duties").status_code == 401


@pytest.mark.parametrize("path", ["/health", "/metrics", "/docs", "/openapi.json"])
def test_what_is_asked_about_the_service_itself_needs_no_key(here: House, path: str) -> None:
    assert here.client(None).get(path).status_code == 200


@pytest.fixture(scope="module")
def local(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """A development server, called from this machine."""
    with house(tmp_path_factory.mktemp("dev"), dev=True) as made:
        yield TestClient(made.app, base_url="http://127.0.0.1:8000", client=("127.0.0.1", 50000))


class TestTryingOut:
    """No key, this machine alone, each event on its own day; and every answer says so."""

    def test_every_answer_says_that_no_key_is_asked_for(self, local: TestClient) -> None:
        for path in ("/health", "/duties", "/nowhere"):
            assert "no key" in local.get(path).headers["correspondence-development-server"]

    def test_a_real_server_does_not_say_so(self, here: House) -> None:
        assert "correspondence-development-server" not in here.client().get("/duties").headers

    def test_an_events_own_day_is_its_today_even_in_the_future(self, local: TestClient) -> None:
        answer = local.post("/events", json=small("dev-1", "CM26P00701", {"occurred_on": "2026-12-01"}))
        assert answer.status_code == 201, answer.text
        assert {letter["dated"] for letter in answer.json()["letters"]} == {"2026-12-01"}
        duties = answer.json()["duties"]
        assert local.get("/cases/CM26P00701").json()["duties"] == duties
        in_its_case = (d for d in local.get("/duties").json() if d["case_number"] is not None)
        assert sorted(map(str, in_its_case)) == sorted(map(str, duties))

    def test_whoever_tries_out_sees_what_is_held(self, local: TestClient) -> None:
        held = small("dev-2", "CM26P00702", {"case.people.0.safe_contact": None})
        (letter,) = (x for x in local.post("/events", json=held).json()["letters"] if x["status"] == "held")
        assert local.get(letter["documents"][0]["href"]).status_code == 200

    @pytest.mark.parametrize(
        ("base_url", "host"),
        [
            ("http://127.0.0.1:8000", "192.0.2.7"),
            ("http://127.0.0.1:8000", "testclient"),
            ("http://rebound.example:8000", "127.0.0.1"),
        ],
    )
    def test_nobody_else_is_answered(self, local: TestClient, base_url: str, host: str) -> None:
        answer = TestClient(local.app, base_url=base_url, client=(host, 50000)).get("/duties")
        assert (answer.status_code, answer.json()["rule"]) == (403, "not_local")

    @pytest.mark.parametrize("base_url", ["http://localhost:8000", "http://[::1]:8000", "http://127.0.0.2"])
    def test_every_name_of_this_machine_is_its_own(self, local: TestClient, base_url: str) -> None:
        assert TestClient(local.app, base_url=base_url, client=("::1", 50000)).get("/duties").status_code == 200
