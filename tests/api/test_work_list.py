"""`GET /letters`: the work list, page by page."""

from base64 import urlsafe_b64encode

import pytest
from starlette.testclient import TestClient

from correspondence.protocol.letters import UNSENT, Audience, Status
from tests import build
from tests.service.sequences import written_at_no_cost

from .calls import PROBLEM, UNCONFIRMED, House, move
from .test_letters import letter_of


@pytest.fixture(scope="module")
def three(desk: TestClient) -> list[build.Body]:
    """A draft, a held letter and one that was sent back, of three families of Essex."""
    draft = letter_of(desk, "work-1", "CM26P00650")
    held = letter_of(desk, "work-2", "CM26P00651", UNCONFIRMED)
    back = letter_of(desk, "work-3", "CM26P00652")
    said = move("sent_back", reason="The street is not hers")
    return [draft, held, desk.post(f"/letters/{back['letter_id']}/status", json=said).json()]


def pages(client: TestClient, **asked: str) -> list[build.Body]:
    """Every letter of the list, page after page."""
    found: list[build.Body] = []
    cursor = ""
    while True:
        answer = client.get("/letters", params={**asked, "cursor": cursor})
        assert answer.status_code == 200, answer.text
        assert len(answer.json()["letters"]) <= 50
        found += answer.json()["letters"]
        cursor = answer.json()["next_cursor"]
        if cursor is None:
            return found


def test_each_row_is_what_the_letter_itself_is_told_as(desk: TestClient, three: list[build.Body]) -> None:
    rows = {row["letter_id"]: row for row in pages(desk)}
    for letter in three:
        assert rows[letter["letter_id"]] == desk.get(f"/letters/{letter['letter_id']}").json()


def test_it_is_what_is_unsent_soonest_due_first(desk: TestClient, three: list[build.Body]) -> None:
    rows = pages(desk)
    assert {row["status"] for row in rows} >= {letter["status"] for letter in three}
    assert {row["status"] for row in rows} <= set(UNSENT)
    assert [row["due_on"] for row in rows] == sorted(row["due_on"] for row in rows)
    assert len({row["letter_id"] for row in rows}) == len(rows)
    assert not [row for row in rows if row["audience"] == "file"]


@pytest.mark.parametrize("state", list(Status))
def test_a_state_is_asked_for_by_its_name(desk: TestClient, three: list[build.Body], state: Status) -> None:
    rows = pages(desk, state=state)
    assert {row["status"] for row in rows} <= {state}
    mine = {letter["letter_id"] for letter in three if letter["status"] == state}
    assert mine <= {row["letter_id"] for row in rows}


def test_a_kind_and_a_last_day_are_asked_for_by_theirs(desk: TestClient, three: list[build.Body]) -> None:
    assert {row["kind"] for row in pages(desk, kind="filing_time")} == {"filing_time"}
    assert {row["due_on"] for row in pages(desk, due_by=three[0]["due_on"])} == {three[0]["due_on"]}
    assert pages(desk, due_by="2026-11-20") == []


def test_a_parameter_that_is_given_empty_says_nothing(desk: TestClient, three: list[build.Body]) -> None:
    assert pages(desk, state="", hub="", kind="", due_by="") == pages(desk)


@pytest.mark.parametrize(
    ("asked", "rule"),
    [
        ({"hub": "nowhere"}, "hub_unknown"),
        ({"kind": "Zaphod"}, "kind_unknown"),
        ({"state": "lost"}, "enum"),
        ({"state": "recorded_in_error"}, "enum"),
        ({"due_by": "soon"}, None),
        ({"cursor": "Zaphod"}, "cursor_unknown"),
        ({"cursor": "%%%"}, "cursor_unknown"),
        ({"cursor": "é"}, "cursor_unknown"),
        ({"cursor": urlsafe_b64encode(b"2026-02-30 AAAA-AAAA-AAAA").decode().rstrip("=")}, "cursor_unknown"),
        ({"cursor": urlsafe_b64encode(b"2026-02-20 AAAA-AAAA-AAAA").decode().rstrip("=") + "=="}, "cursor_unknown"),
        ({"page": "2"}, "unknown_field"),
    ],
)
def test_what_it_does_not_know_it_refuses_without_saying_it_again(
    desk: TestClient, asked: dict[str, str], rule: str | None
) -> None:
    answer = desk.get("/letters", params=asked)
    assert (answer.status_code, answer.headers["content-type"]) == (422, PROBLEM)
    assert rule in (None, answer.json()["rule"])
    assert "Zaphod" not in answer.text


def test_a_cursor_is_a_day_and_a_letters_id_and_nothing_of_a_person(
    here: House, desk: TestClient, three: list[build.Body]
) -> None:
    with written_at_no_cost():
        for i in range(51 - len(pages(desk))):
            letter_of(desk, f"work-more-{i}", f"CM26P007{i:02}")
    first = desk.get("/letters").json()
    assert len(first["letters"]) == 50
    last = first["letters"][-1]
    told = urlsafe_b64encode(f"{last['due_on']} {last['letter_id']}".encode()).decode().rstrip("=")
    assert first["next_cursor"] == told
    again = desk.get("/letters", params={"cursor": told})
    assert (again.status_code, again.json()["next_cursor"]) == (200, None)
    assert [access.action for access in here.service.register.accesses_of("essex")][-1] == "read letters"


def test_only_a_supervisor_sees_what_areas_are_written_and_no_hub_sees_anothers(
    here: House, desk: TestClient, supervisor: TestClient, three: list[build.Body]
) -> None:
    given = here.service.take((build.EXAMPLES / "activation_decided.json").read_bytes()).letters
    of_area = {letter.letter_id for letter in given if letter.audience is not Audience.FILE}
    assert of_area <= {row["letter_id"] for row in pages(supervisor)}
    assert of_area <= {row["letter_id"] for row in pages(here.client("kent"))}  # of the same area here
    assert not of_area & {row["letter_id"] for row in pages(supervisor, hub="essex")}
    assert {row["case_number"] for row in pages(desk)} <= {row["case_number"] for row in pages(supervisor, hub="essex")}
    assert not of_area & {row["letter_id"] for row in pages(desk)}
    assert not {letter["letter_id"] for letter in three} & {row["letter_id"] for row in pages(here.client("kent"))}
