"""A detail that HMCTS says is not known is not used, whatever stands there; and a solicitor is never lost silently."""

import pytest

from tests.build import Changes
from tests.hmcts.feeds import ANNA, AT_A, AT_B, BERT, A, B, person, rules, small

SOLICITOR: Changes = {
    A + "representativeFirstName": "Sol",
    A + "representativeLastName": "Icitor",
    A + "solicitorOrg": {"OrganisationName": "Firm LLP"},
    A + "dxNumber": "DX 00001 Chelmsford",
    A + "solicitorEmail": "s.icitor@firm.example.org",
}


@pytest.mark.parametrize(
    ("says", "detail", "at"),
    [
        ({B + "isCurrentAddressKnown": "No"}, "address", f"{AT_B}.address"),
        ({B + "isAddressUnknown": "dontKnow"}, "address", f"{AT_B}.address"),
    ],
)
def test_an_address_that_is_not_known_is_none(says: Changes, detail: str, at: str) -> None:
    imported = small(says)
    assert detail not in person(imported.events[0], BERT)
    assert {(at, "not_known"), (at, "no_address")} <= rules(imported)


@pytest.mark.parametrize(
    ("says", "detail", "at"),
    [
        ({A + "canYouProvideEmailAddress": "No"}, "email", f"{AT_A}.email"),
        ({A + "canYouProvidePhoneNumber": "No"}, "phone", f"{AT_A}.phoneNumber"),
    ],
)
def test_an_email_or_a_number_that_cannot_be_given_is_none(says: Changes, detail: str, at: str) -> None:
    assert detail in person(small().events[0], ANNA)
    imported = small(says)
    assert detail not in person(imported.events[0], ANNA)
    assert (at, "not_known") in rules(imported)


@pytest.mark.parametrize("says", [{B + "isCurrentAddressKnown": "Yes"}, {B + "isCurrentAddressKnown": None}])
def test_an_address_that_is_known_is_used(says: Changes) -> None:
    assert "address" in person(small(says).events[0], BERT)


def test_a_case_without_an_applicant_stops() -> None:
    imported = small({"applicants": None, "childAndApplicantRelations": None})
    assert imported.events == ()
    assert ("applicants", "no_applicant") in rules(imported)


def test_a_solicitors_secure_address_is_asked_for_and_the_rest_is_kept_once_it_is_given() -> None:
    asked = small(SOLICITOR)
    assert "representative" not in person(asked.events[0], ANNA)
    assert (f"{AT_A}.solicitorEmail", "representative_email_not_secure") in rules(asked)
    given = small(SOLICITOR, {f"people.{ANNA}.representative": {"email": "s.icitor@firm.cjsm.net"}})
    assert person(given.events[0], ANNA)["representative"] == {
        "name": "Sol Icitor",
        "firm": "Firm LLP",
        "email": "s.icitor@firm.cjsm.net",
        "dx": "DX 00001 Chelmsford",
    }
    assert (f"{AT_A}.solicitorEmail", "representative_email_not_secure") not in rules(given)


@pytest.mark.parametrize("email", ["s.icitor@firm.example.org", "", "TBC"])
def test_a_decision_gives_a_secure_address_or_none(email: str) -> None:
    imported = small(SOLICITOR, {f"people.{ANNA}.representative": {"email": email}})
    assert imported.events == ()
    assert ("decision.cases[0].people[0].representative.email", "decision_unreadable") in rules(imported)


def test_a_decision_put_right_is_another_event_and_the_same_decision_the_same() -> None:
    one, same = small(), small()
    other = small(decision={f"people.{ANNA}.title": "Ms"})
    ids = [imported.events[0]["event_id"] for imported in (one, same, other)]
    assert ids[0] == ids[1] != ids[2]
    assert all(len(each) <= 64 for each in ids)
