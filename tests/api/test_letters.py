"""`/letters`: what is told of a letter, its documents, and how it moves on."""

import json
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from correspondence.checks import meaning
from tests import build

from .calls import PROBLEM, UNCONFIRMED, House, house, move, small

NOBODYS = "0000-0000-0000"


def letter_of(client: TestClient, event_id: str, case_number: str, changes: build.Changes | None = None) -> build.Body:
    """The one letter that a small case gives its family."""
    answer = client.post("/events", json=small(event_id, case_number, changes))
    assert answer.status_code in (200, 201), answer.text
    (letter,) = (x for x in answer.json()["letters"] if x["audience"] == "adult")
    found: build.Body = letter
    return found


class TestALetter:
    """One letter, as the contract has it."""

    def test_it_is_told_as_its_event_told_it(self, desk: TestClient, posted: build.Body) -> None:
        for letter in posted["letters"]:
            answer = desk.get(f"/letters/{letter['letter_id']}")
            assert (answer.status_code, answer.json()) == (200, letter)

    @pytest.mark.parametrize("letter_id", [NOBODYS, "x", "%00", "%F0%9F%93%AE", "..%2F..%2Fetc"])
    def test_an_unknown_id_is_not_found(self, desk: TestClient, letter_id: str) -> None:
        answer = desk.get(f"/letters/{letter_id}")
        assert (answer.status_code, answer.headers["content-type"]) == (404, PROBLEM)

    def test_reading_it_is_recorded(self, here: House, desk: TestClient) -> None:
        letter = letter_of(desk, "read-1", "CM26P00600")
        desk.get(f"/letters/{letter['letter_id']}")
        assert [a.action for a in here.service.register.accesses_of(letter["letter_id"])] == ["read letter"]


@pytest.fixture(scope="module")
def mothers(posted: build.Body) -> build.Body:
    """Arabic, in large print, with a copy for her solicitor."""
    letter: build.Body = next(x for x in posted["letters"] if x["recipient"] == "p2")
    return letter


class TestItsDocuments:
    """The bytes that were kept, and nothing about anybody in their headers."""

    @pytest.mark.parametrize(
        ("form", "media_type", "disposition"),
        [
            ("pdf", "application/pdf", "inline"),
            (
                "docx",
                "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
                "attachment",
            ),
            ("html", "text/html; charset=utf-8", "inline"),
            ("txt", "text/plain; charset=utf-8", "inline"),
        ],
    )
    def test_each_form_has_its_type_and_a_name_without_a_person(
        self, supervisor: TestClient, mothers: build.Body, form: str, media_type: str, disposition: str
    ) -> None:
        answer = supervisor.get(f"/letters/{mothers['letter_id']}/document.{form}")
        assert answer.status_code == 200
        assert answer.headers["content-type"] == media_type
        assert answer.headers["content-disposition"] == f'{disposition}; filename="hub_letter-2.ar.{form}"'
        assert answer.headers["content-language"] == "ar"
        assert answer.headers["cache-control"] == "no-store"
        assert answer.headers["x-content-type-options"] == "nosniff"

    def test_a_page_of_html_may_do_nothing(self, supervisor: TestClient, mothers: build.Body) -> None:
        answer = supervisor.get(f"/letters/{mothers['letter_id']}/document.html")
        assert answer.headers["content-security-policy"].startswith("sandbox; default-src 'none'")

    def test_the_english_companion_is_asked_for_by_language(self, supervisor: TestClient, mothers: build.Body) -> None:
        answer = supervisor.get(f"/letters/{mothers['letter_id']}/document.txt?language=en")
        assert answer.headers["content-disposition"] == 'inline; filename="hub_letter-2.en.txt"'

    def test_the_representatives_copy_is_asked_for_by_whom_it_is_for(
        self, supervisor: TestClient, mothers: build.Body
    ) -> None:
        answer = supervisor.get(f"/letters/{mothers['letter_id']}/document.pdf?copy_to=representative")
        assert answer.headers["content-disposition"].endswith('-copy.pdf"')

    @pytest.mark.parametrize("name", ["document.exe", "document.pdf?language=cy", "document.pdf?copy_to=neighbour"])
    def test_what_was_not_made_is_not_found(self, supervisor: TestClient, mothers: build.Body, name: str) -> None:
        answer = supervisor.get(f"/letters/{mothers['letter_id']}/{name}")
        assert (answer.status_code, answer.json()["rule"]) == (404, "no_such_document")

    def test_every_reading_is_recorded_under_its_key(self, here: House, desk: TestClient) -> None:
        letter = letter_of(desk, "read-2", "CM26P00601")
        desk.get(f"/letters/{letter['letter_id']}/document.pdf")
        (access,) = here.service.register.accesses_of(letter["letter_id"])
        assert (access.key_name, access.action) == ("desk", "read pdf en")

    def test_those_of_a_held_letter_are_for_a_supervisor_alone(self, desk: TestClient, supervisor: TestClient) -> None:
        letter = letter_of(desk, "held-2", "CM26P00602", UNCONFIRMED)
        path = f"/letters/{letter['letter_id']}/document.pdf"
        answer = desk.get(path)
        assert (answer.status_code, answer.json()["rule"]) == (409, "letter_held")
        assert answer.json()["codes"] == sorted({finding["code"] for finding in letter["findings"]})
        assert supervisor.get(path).status_code == 200

    def test_withdrawing_a_held_letter_opens_it_to_nobody(self, desk: TestClient) -> None:
        letter = letter_of(desk, "held-3", "CM26P00605", UNCONFIRMED)
        assert desk.post(f"/letters/{letter['letter_id']}/status", json=move("withdrawn")).status_code == 200
        assert desk.get(f"/letters/{letter['letter_id']}/document.pdf").status_code == 409


def test_a_damaged_document_is_an_error_that_is_logged_and_never_served(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with house(tmp_path) as broken:
        client = broken.client()
        letter = letter_of(client, "damaged-1", "CM26P00603")
        for file in (tmp_path / "var" / "documents").glob("*/*"):
            file.write_bytes(b"another's letter")
        answer = client.get(f"/letters/{letter['letter_id']}/document.pdf")
        assert (answer.status_code, answer.json()["rule"]) == (500, "document_damaged")
        assert b"another's letter" not in answer.content
        assert f"the file of document {letter['documents'][0]['sha256']} is changed" in caplog.messages


def test_an_erased_letter_is_gone(tmp_path: Path) -> None:
    with house(tmp_path) as emptied:
        client = emptied.client()
        letter = letter_of(client, "erased-1", "CM26P00604")
        emptied.service.register.erase_case("CM26P00604")
        for path in (
            f"/letters/{letter['letter_id']}",
            f"/letters/{letter['letter_id']}/document.pdf",
            "/cases/CM26P00604",
        ):
            answer = client.get(path)
            assert (answer.status_code, answer.json()["rule"]) == (410, "erased")


class TestMovingOn:
    """Draft, approved, sent, returned; withdrawn while unsent."""

    def test_a_letter_goes_its_way_and_sending_it_ends_its_duty(self, desk: TestClient) -> None:
        letter = letter_of(desk, "moving-1", "CM26P00610")
        assert letter["status"] == "draft", letter["findings"]
        path = f"/letters/{letter['letter_id']}/status"
        codes = [finding["code"] for finding in letter["findings"]]
        assert desk.post(path, json=move("approved", acknowledges=codes)).json()["status"] == "approved"
        assert desk.post(path, json=move("sent", route="post")).json()["status"] == "sent"
        (duty,) = (d for d in desk.get("/cases/CM26P00610").json()["duties"] if d["duty"] == "family_letter")
        assert duty["done_on"] == "2026-11-20"
        assert desk.post(path, json=move("returned")).json()["status"] == "returned"

    def test_a_move_that_is_not_lawful_names_both_statuses(self, desk: TestClient) -> None:
        letter = letter_of(desk, "moving-2", "CM26P00611")
        answer = desk.post(f"/letters/{letter['letter_id']}/status", json=move("sent", route="post"))
        assert (answer.status_code, answer.json()["rule"]) == (409, "unlawful_move")
        assert (answer.json()["before"], answer.json()["after"]) == ("draft", "sent")

    def test_a_held_letter_goes_nowhere_and_the_answer_says_why(self, supervisor: TestClient) -> None:
        letter = letter_of(supervisor, "moving-3", "CM26P00612", UNCONFIRMED)
        path = f"/letters/{letter['letter_id']}/status"
        answer = supervisor.post(path, json=move("approved"))
        assert (answer.status_code, answer.json()["rule"]) == (409, "letter_held")
        assert answer.json()["codes"] == sorted({finding["code"] for finding in letter["findings"]})
        assert supervisor.post(path, json=move("withdrawn")).json()["status"] == "withdrawn"

    def test_an_approval_acknowledges_every_finding_by_its_code(self, desk: TestClient) -> None:
        letter = letter_of(desk, "moving-4", "CM26P00613", {"case.people.0.language": "pl"})
        codes = sorted({finding["code"] for finding in letter["findings"]})
        assert codes and letter["status"] == "draft", letter["findings"]
        for finding in letter["findings"]:
            assert (finding["says"], finding["mends"]) == meaning(finding["code"])
        answer = desk.post(f"/letters/{letter['letter_id']}/status", json=move("approved"))
        assert (answer.status_code, answer.json()["rule"]) == (409, "not_acknowledged")
        assert answer.json()["codes"] == codes
        assert [(m["code"], m["says"], m["mends"]) for m in answer.json()["meanings"]] == [
            (code, *meaning(code)) for code in codes
        ]

    @pytest.mark.parametrize(
        ("wrong", "status", "rule"),
        [
            ({"on": "2026-11-21"}, 422, "in_the_future"),
            ({"on": "2026-11-19"}, 422, "before_its_last_step"),
            ({"on": 20261120}, 422, "date_type"),
            ({"status": "draft"}, 422, "enum"),
            ({"status": "sent"}, 422, "route_required"),
            ({"status": "sent", "route": "none"}, 422, "route_required"),
            ({"status": "sent", "route": "email"}, 409, "another_route"),
            ({"by": ""}, 422, "too_short"),
            ({"by": "a\x07b"}, 422, "control_character"),
            ({"acknowledges": "everything"}, 422, "tuple_type"),
            ({"Zaphod": "Zaphod"}, 422, "unknown_field"),
        ],
    )
    def test_what_cannot_be_is_refused_by_field_and_rule(
        self, desk: TestClient, wrong: build.Body, status: int, rule: str
    ) -> None:
        letter = letter_of(desk, "moving-5", "CM26P00614")
        answer = desk.post(f"/letters/{letter['letter_id']}/status", json=move("approved") | wrong)
        assert (answer.status_code, answer.json()["rule"]) == (status, rule)
        assert answer.json()["field"] in {*wrong, "route", "(unknown)"}
        assert "Zaphod" not in answer.text
        assert desk.get(f"/letters/{letter['letter_id']}").json()["status"] == "draft"

    @pytest.mark.parametrize(
        ("route", "status", "rule"),
        [
            ({}, 422, "route_required"),
            ({"route": "none"}, 422, "route_required"),
            ({"route": "post"}, 409, "another_route"),
        ],
    )
    def test_what_stays_on_file_is_sent_by_no_route(
        self, desk: TestClient, route: build.Body, status: int, rule: str
    ) -> None:
        decided = small("moving-6", "CM26P00615")
        desk.post("/events", json=decided)
        reviewed = build.body(
            "review_recorded", {"event_id": "moving-7", "occurred_on": "2026-11-20", "case": decided["case"]}
        )
        answer = desk.post("/events", json=reviewed)
        assert answer.status_code in (200, 201), answer.text
        (record,) = (x for x in answer.json()["letters"] if x["audience"] == "file")
        assert (record["kind"], record["status"]) == ("review_record", "draft")
        answer = desk.post(f"/letters/{record['letter_id']}/status", json=move("sent", **route))
        assert (answer.status_code, answer.json()["rule"]) == (status, rule)

    def test_a_status_of_nobodys_letter_is_not_found_whatever_it_says(self, desk: TestClient) -> None:
        assert desk.post(f"/letters/{NOBODYS}/status", content=json.dumps("x")).status_code == 404
