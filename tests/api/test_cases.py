"""`/cases` and `/duties`: what staff may see of a case, and what is owed."""

import json

import pytest
from starlette.testclient import TestClient

from tests import build

from .calls import CASE, EXAMPLE, House

SAID_ONCE = "only the supervisor who reviewed it knows this"


@pytest.mark.usefixtures("posted")
class TestACase:
    """Ids, types and days; letters; duties."""

    def test_it_holds_what_the_event_was_answered_with(self, desk: TestClient, posted: build.Body) -> None:
        case = desk.get(f"/cases/{CASE}").json()
        assert case["case_number"] == CASE
        assert case["events"][0] == {
            "event_id": "7d1e6b0e-0001",
            "type": "hub_allocation_decided",
            "occurred_on": "2026-11-19",
            "erased": False,
        }
        assert case["letters"] == posted["letters"]
        assert case["duties"] == posted["duties"]

    @pytest.mark.parametrize("written", ["cm26p00417", "CM26P-00417", "cm26p%2000417"])
    def test_it_is_found_however_its_number_is_written(self, desk: TestClient, written: str) -> None:
        assert desk.get(f"/cases/{written}").json() == desk.get(f"/cases/{CASE}").json()

    def test_it_holds_no_address_no_contact_no_name(self, supervisor: TestClient) -> None:
        told = supervisor.get(f"/cases/{CASE}").text
        for person in json.loads(EXAMPLE)["case"]["people"]:
            secrets = [
                *person.get("address", {}).values(),
                person.get("email"),
                person.get("phone"),
                person.get("school"),
            ]
            assert not [value for value in (*secrets, person["name"]["family"]) if value and value in told]

    def test_what_is_hidden_from_whom_is_told_to_a_supervisor_in_words(self, supervisor: TestClient) -> None:
        withheld = supervisor.get(f"/cases/{CASE}").json()["withheld"]
        expected = "p2: address is not shown to p1, since no permission was given, and absence is confidentiality"
        assert expected in withheld

    def test_a_desk_is_not_told_what_is_hidden(self, desk: TestClient) -> None:
        assert "withheld" not in desk.get(f"/cases/{CASE}").json()

    @pytest.mark.parametrize("number", ["CM26P99999", "x", "%00", "%F0%9F%93%AE"])
    def test_an_unknown_case_is_not_found(self, desk: TestClient, number: str) -> None:
        assert desk.get(f"/cases/{number}").status_code == 404

    def test_reading_it_is_recorded(self, here: House, desk: TestClient) -> None:
        desk.get(f"/cases/{CASE}")
        assert ("desk", "read case") in {(a.key_name, a.action) for a in here.service.register.accesses_of(CASE)}


@pytest.mark.usefixtures("posted")
class TestDuties:
    """What is owed, soonest first."""

    def test_a_key_sees_what_its_own_hub_owes(self, desk: TestClient, posted: build.Body) -> None:
        owed = desk.get("/duties").json()
        assert owed == desk.get("/duties?hub=essex").json()
        in_its_case = [d for d in owed if d["case_number"] == CASE]
        assert sorted(map(str, in_its_case)) == sorted(str(d) for d in posted["duties"] if d["done_on"] is None)
        of_no_case = [(d["duty"], d.get("court"), d.get("service_area")) for d in owed if d not in in_its_case]
        lists = [("court_list", court, None) for court in build.directory().hubs["essex"].courts]
        assert of_no_case == [*lists, ("operation_report", None, "essex")]
        assert [d["due_on"] for d in owed] == sorted(d["due_on"] for d in owed)

    def test_a_day_leaves_out_what_is_due_later(self, desk: TestClient) -> None:
        every, some = (desk.get(f"/duties{query}").json() for query in ("", "?due_by=2026-11-26"))
        assert some == [d for d in every if d["due_on"] <= "2026-11-26"]
        assert "family_letter" in {d["duty"] for d in some}
        assert "family_letter" not in {d["duty"] for d in desk.get("/duties?due_by=2026-11-25").json()}

    @pytest.mark.parametrize("day", ["tomorrow", "20261126", "1764115200", "2026-11-31", "2026-11-26T00:00:00"])
    def test_a_day_that_is_none_is_refused(self, desk: TestClient, day: str) -> None:
        answer = desk.get("/duties", params={"due_by": day})
        assert answer.status_code == 422
        assert answer.json()["field"] == "query.due_by"
        assert day not in answer.text

    def test_a_parameter_that_is_given_empty_says_nothing(self, desk: TestClient) -> None:
        assert desk.get("/duties?hub=&due_by=").json() == desk.get("/duties").json()

    def test_a_parameter_that_nobody_knows_is_refused(self, desk: TestClient) -> None:
        answer = desk.get("/duties?dueby=2026-11-26")
        assert (answer.status_code, answer.json()["rule"]) == (422, "unknown_field")
        assert answer.json()["field"] == "query.(unknown)"

    def test_an_unknown_hub_is_refused(self, desk: TestClient) -> None:
        answer = desk.get("/duties?hub=atlantis%00")
        assert (answer.status_code, answer.json()["rule"]) == (422, "hub_unknown")
