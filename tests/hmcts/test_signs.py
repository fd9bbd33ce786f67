"""What in HMCTS's answer speaks against a Hub is noted with its paragraph; the plain signs stop the case."""

import json
from typing import Any

import pytest

from correspondence.hmcts.importing import Imported, read_feed
from tests.build import Body, changed
from tests.hmcts.feeds import small_decision, small_feed

OVERRIDE = {"override": {"reason": "The Assistant Director asks for it.", "approved_by": "A. Sample"}}

STOPPING: list[tuple[str, object, str, str]] = [
    ("state", "CLOSED", "case_ended", "1.3"),
    ("state", "ALL_FINAL_ORDERS_ISSUED", "case_ended", "1.3"),
    ("state", "CASE_WITHDRAWN", "case_ended", "1.3"),
    ("jurisdiction", "PUBLICLAW", "public_law", "3.1(i)"),
    ("case_type_id", "CARE_SUPERVISION_EPO", "public_law", "3.1(i)"),
    ("caseTypeOfApplication", "FL401", "not_c100", "1.3"),
    ("case_data.caseTypeOfApplication", "FL401", "not_c100", "1.3"),
]
NOTED: list[tuple[str, object, str, str]] = [
    ("state", "SUBMITTED_PAID", "state_unusual", "1.3"),
    ("case_data.childrenKnownToLocalAuthority", "yes", "known_to_local_authority", "3.2(i)"),
    ("case_data.childrenKnownToLocalAuthority", "Yes", "known_to_local_authority", "3.2(i)"),
    ("case_data.childrenKnownToLocalAuthority", "dontKnow", "known_to_local_authority", "3.2(i)"),
    ("case_data.c1ADocument", {"document_id": "d"}, "harm_stated", "3.2(i)"),
    (
        "case_data.miamExemptionsTable.reasonsForMiamExemption",
        "Child Protection Concern",
        "child_protection_concern",
        "3.2(i)",
    ),
    ("case_data.miamExemptionsTable.childProtectionEvidence", "Any", "child_protection_concern", "3.2(i)"),
    ("case_data.mpuExemptionReasons", ["mpuChildProtectionConcern"], "child_protection_concern", "3.2(i)"),
    ("case_data.mpuChildProtectionConcernReason", "A", "child_protection_concern", "3.2(i)"),
    ("case_data.miamExemptionsTable.reasonsForMiamExemption", "Domestic violence", "domestic_abuse_stated", "3.2(i)"),
    ("case_data.mpuDomesticAbuseEvidences", ["A"], "domestic_abuse_stated", "3.2(i)"),
    ("case_data.mpuIsDomesticAbuseEvidenceProvided", "Yes", "domestic_abuse_stated", "3.2(i)"),
    ("case_data.ordersNonMolestationDocument", {"document_id": "d"}, "domestic_abuse_stated", "3.2(i)"),
    ("case_data.mpuUrgencyReason", "A", "urgency_stated", "Annex B 3"),
    ("case_data.c8Document", {"document_id": "d"}, "confidential_form_on_file", "ours"),
    ("case_data.respondentAc8Documents", [{"id": "1"}], "confidential_form_on_file", "ours"),
    ("case_data.orderCollection", [{"value": {"orderType": "Final order"}}], "final_order", "1.3"),
]


def of_case(path: str, value: object, decision: dict[str, Any] | None = None) -> Imported:
    feed: Body = changed(small_feed(), {f"cases.0.{path}": value})
    return read_feed(json.dumps(feed).encode(), json.dumps(small_decision(decision)).encode())


def found(imported: Imported) -> set[tuple[str, str, bool]]:
    return {(str(p.rule), p.source, p.stops_case) for p in imported.problems}


@pytest.mark.parametrize(("path", "value", "rule", "source"), STOPPING)
def test_what_is_plainly_not_for_a_hub_stops_the_case(path: str, value: object, rule: str, source: str) -> None:
    imported = of_case(path, value)
    assert imported.events == ()
    assert found(imported) == {(rule, source, True)}


@pytest.mark.parametrize(("path", "value", "rule", "source"), STOPPING)
def test_it_goes_on_where_the_decision_overrides_it_and_is_noted_all_the_same(
    path: str, value: object, rule: str, source: str
) -> None:
    imported = of_case(path, value, OVERRIDE)
    assert len(imported.events) == 1
    assert found(imported) == {(rule, source, False)}


@pytest.mark.parametrize(("path", "value", "rule", "source"), NOTED)
def test_what_may_speak_against_it_is_noted_and_stops_nothing(path: str, value: object, rule: str, source: str) -> None:
    whole, _, last = path.rpartition(".")
    nested = whole.endswith("miamExemptionsTable")
    imported = of_case(whole, {last: value}) if nested else of_case(path, value)
    assert len(imported.events) == 1
    assert found(imported) == {(rule, source, False)}


@pytest.mark.parametrize("state", ["DECISION_OUTCOME", "PREPARE_FOR_HEARING_CONDUCT_HEARING"])
def test_a_case_that_goes_on_in_private_law_is_noted_for_nothing(state: str) -> None:
    feed = changed(small_feed(), {"cases.0.state": state, "cases.0.jurisdiction": "PRIVATELAW"})
    feed = changed(feed, {"cases.0.case_type_id": "PRLAPPS", "cases.0.caseTypeOfApplication": "C100"})
    feed = changed(feed, {"cases.0.case_data.childrenKnownToLocalAuthority": "no"})
    assert read_feed(json.dumps(feed).encode(), json.dumps(small_decision()).encode()).problems == ()


def test_what_is_no_code_of_hmcts_is_not_repeated() -> None:
    assert "Quillfeather" not in repr(of_case("state", "Closed by Ms Quillfeather").problems)
