"""`POST /letters/{id}/status`: sent back to be mended, said in error, and why."""

from datetime import date
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from api.app import create_app
from tests import build

from .calls import PROBLEM, UNCONFIRMED, House, house, move
from .test_letters import letter_of

REASON = "Zaphod lives at 42 Placeholder Close now"


def say(client: TestClient, letter: build.Body, status: str, **more: str) -> build.Body:
    """What is answered to a status that is lawful."""
    codes = [finding["code"] for finding in letter["findings"]] if status == "approved" else []
    answer = client.post(f"/letters/{letter['letter_id']}/status", json=move(status, acknowledges=codes) | more)
    assert answer.status_code == 200, answer.text
    body: build.Body = answer.json()
    return body


def owed(client: TestClient, case_number: str, name: str) -> list[build.Body]:
    """What a case owes of that name."""
    duties = client.get(f"/cases/{case_number}").json()["duties"]
    return [duty for duty in duties if duty["duty"] == name and duty["done_on"] is None]


class TestSentBack:
    """Anything unsent, with a reason."""

    def test_a_draft_a_held_and_an_approved_letter_go_back_and_staff_are_to_mend_each(self, desk: TestClient) -> None:
        for number, (case_number, held) in enumerate({"CM26P00620": {}, "CM26P00621": UNCONFIRMED}.items()):
            letter = letter_of(desk, f"back-{number}", case_number, held)
            assert say(desk, letter, "sent_back", reason=REASON)["status"] == "sent_back"
            (duty,) = owed(desk, case_number, "mend_letter")
            assert (duty["person_id"], duty["due_on"], duty["source"]) == ("p1", "2026-11-24", "ours")
            assert len(owed(desk, case_number, "family_letter")) == 1
        letter = letter_of(desk, "back-2", "CM26P00622")
        say(desk, letter, "approved")
        assert say(desk, letter, "sent_back", reason=REASON)["status"] == "sent_back"
        assert say(desk, letter, "approved")["status"] == "approved"
        assert owed(desk, "CM26P00622", "mend_letter") == []

    def test_one_that_a_finding_blocks_is_not_approved_after_all_and_stays_closed_to_a_hubs_key(
        self, desk: TestClient
    ) -> None:
        letter = letter_of(desk, "back-3", "CM26P00623", UNCONFIRMED)
        say(desk, letter, "sent_back", reason=REASON)
        codes = [finding["code"] for finding in letter["findings"]]
        answer = desk.post(f"/letters/{letter['letter_id']}/status", json=move("approved", acknowledges=codes))
        assert (answer.status_code, answer.json()["rule"]) == (409, "letter_held")
        assert desk.get(f"/letters/{letter['letter_id']}/document.pdf").status_code == 409

    def test_what_was_sent_is_not_sent_back(self, desk: TestClient) -> None:
        letter = letter_of(desk, "back-4", "CM26P00624")
        say(desk, letter, "approved")
        say(desk, letter, "sent", route="post")
        answer = desk.post(f"/letters/{letter['letter_id']}/status", json=move("sent_back", reason=REASON))
        assert (answer.status_code, answer.json()["rule"]) == (409, "unlawful_move")


class TestRecordedInError:
    """A `sent` or a `returned` that was never so."""

    def test_it_is_said_by_a_supervisor_alone(self, desk: TestClient, supervisor: TestClient) -> None:
        letter = letter_of(desk, "error-1", "CM26P00630")
        say(desk, letter, "approved")
        say(desk, letter, "sent", route="post")
        wanted = move("recorded_in_error", reason=REASON)
        answer = desk.post(f"/letters/{letter['letter_id']}/status", json=wanted)
        assert (answer.status_code, answer.json()["rule"]) == (403, "mistake_needs_supervisor")
        assert owed(desk, "CM26P00630", "family_letter") == []
        assert say(supervisor, letter, "recorded_in_error", reason=REASON)["status"] == "approved"
        assert len(owed(desk, "CM26P00630", "family_letter")) == 1

    def test_whoever_tries_out_is_asked_for_no_key(self, tmp_path: Path) -> None:
        with house(tmp_path, dev=True) as trying:
            client = TestClient(trying.app, base_url="http://127.0.0.1", client=("127.0.0.1", 5000))
            letter = letter_of(client, "error-2", "CM26P00631")
            say(client, letter, "approved")
            say(client, letter, "sent", route="post")
            assert say(client, letter, "returned", reason=REASON)["status"] == "returned"
            assert say(client, letter, "recorded_in_error", reason=REASON)["status"] == "sent"
            assert say(client, letter, "recorded_in_error", reason=REASON)["status"] == "approved"

    def test_the_letter_can_then_go_on_the_day_it_really_went(self, here: House, supervisor: TestClient) -> None:
        letter = letter_of(supervisor, "error-3", "CM26P00632")
        say(supervisor, letter, "approved")
        say(supervisor, letter, "sent", route="post")
        later = create_app(here.service, dev=False, today=lambda: date(2026, 11, 26))
        thursday = TestClient(later, headers=dict(supervisor.headers))
        say(thursday, letter, "recorded_in_error", reason=REASON, on="2026-11-26")
        assert say(thursday, letter, "sent", route="post", on="2026-11-23")["status"] == "sent"
        duties = thursday.get("/cases/CM26P00632").json()["duties"]
        assert [d["done_on"] for d in duties if d["duty"] == "family_letter"] == ["2026-11-23"]


@pytest.mark.parametrize("status", ["sent_back", "recorded_in_error"])
@pytest.mark.parametrize("reason", [None, "N/A", "-"])
def test_a_reason_is_wanted_and_a_filler_is_none(supervisor: TestClient, status: str, reason: str | None) -> None:
    letter = letter_of(supervisor, f"reason-{status}", "CM26P00640" if status == "sent_back" else "CM26P00641")
    if status == "recorded_in_error" and letter["status"] == "draft":
        say(supervisor, letter, "approved")
        say(supervisor, letter, "sent", route="post")
    answer = supervisor.post(f"/letters/{letter['letter_id']}/status", json=move(status, reason=reason))
    assert (answer.status_code, answer.headers["content-type"]) == (422, PROBLEM)
    assert (answer.json()["field"], answer.json()["rule"]) == ("reason", "reason_required")


def test_the_history_says_why_who_and_what_no_longer_stands(
    here: House, desk: TestClient, supervisor: TestClient
) -> None:
    letter = letter_of(desk, "history-1", "CM26P00643")
    say(desk, letter, "approved")
    say(desk, letter, "sent", route="post")
    say(supervisor, letter, "recorded_in_error", reason=REASON)
    answer = desk.get(f"/letters/{letter['letter_id']}/history")
    assert [(s["status"], s["reason"], s["takes_back"], s["stands"]) for s in answer.json()] == [
        ("draft", None, False, True),
        ("approved", None, False, True),
        ("sent", None, False, False),
        ("approved", REASON, True, False),
    ]
    assert [(s["by"], s["route"], s["key_name"]) for s in answer.json()][1:3] == [
        ("R. Sample", None, "desk"),
        ("R. Sample", "post", "desk"),
    ]
    assert "read history" in {access.action for access in here.service.register.accesses_of(letter["letter_id"])}


def test_why_a_letter_was_withdrawn_is_kept_and_logged_nowhere(
    here: House, desk: TestClient, caplog: pytest.LogCaptureFixture
) -> None:
    letter = letter_of(desk, "reason-3", "CM26P00642")
    with caplog.at_level("DEBUG"):
        answer = say(desk, letter, "withdrawn", reason=REASON)
    assert here.service.register.steps(letter["letter_id"])[-1].reason == REASON
    assert "Zaphod" not in str(answer)
    assert caplog.messages
    assert not [line for line in caplog.messages if "Zaphod" in line or "Placeholder" in line]


class TestInEnglishAlone:
    """A letter whose reader reads a language that neither letters nor panels are written in."""

    def test_a_supervisor_alone_approves_it_with_a_reason_and_the_call_stays_owed(
        self, desk: TestClient, supervisor: TestClient
    ) -> None:
        letter = letter_of(desk, "alone-1", "CM26P00650", IN_MALTESE)
        assert letter["language"] == "mt"
        codes = [finding["code"] for finding in letter["findings"]]
        assert (letter["status"], codes) == ("draft", ["language_not_available"])
        approved = move("approved", acknowledges=codes)
        address = f"/letters/{letter['letter_id']}/status"
        answer = desk.post(address, json=approved | {"reason": REASON})
        assert (answer.status_code, answer.json()["rule"]) == (403, "approval_needs_supervisor")
        answer = supervisor.post(address, json=approved)
        assert (answer.status_code, answer.json()["rule"]) == (422, "reason_required")
        assert supervisor.post(address, json=approved | {"acknowledges": [], "reason": REASON}).status_code == 409
        assert say(supervisor, letter, "approved", reason=REASON)["status"] == "approved"
        say(desk, letter, "sent", route="post")
        (duty,) = owed(desk, "CM26P00650", "call_with_interpreter")
        assert (duty["person_id"], duty["due_on"]) == ("p1", "2026-11-24")

    def test_with_a_panel_whoever_approves_letters_does(self, desk: TestClient) -> None:
        letter = letter_of(desk, "alone-2", "CM26P00651", {"case.people.0.language": "zh-Hant"})
        assert (letter["language"], [f["code"] for f in letter["findings"]]) == ("zh-Hant", ["english_with_panel"])
        say(desk, letter, "approved")
        assert owed(desk, "CM26P00651", "call_with_interpreter") == []
        say(desk, letter, "sent", route="post")
        assert len(owed(desk, "CM26P00651", "call_with_interpreter")) == 1


IN_MALTESE: build.Changes = {"case.people.0.language": "mt"}
