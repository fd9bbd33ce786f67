"""What holds a letter back for its circumstances."""

from dataclasses import replace
from typing import Any

import pytest

from correspondence.catalogue import reconcile
from correspondence.catalogue.reader import Envelope
from correspondence.checks import readiness
from correspondence.checks.readiness import OPEN_ALERT, STATEMENT_UNSIGNED
from correspondence.documents import Severity
from correspondence.panels import Panel, panels
from correspondence.protocol.case.people import Form, Route
from tests import build
from tests.checks import samples

BLOCKING, ACKNOWLEDGE = Severity.BLOCKING, Severity.ACKNOWLEDGE


def _found(languages: set[str] | None = None, **changes: Any) -> set[tuple[str, Severity, str]]:
    letter, case_file = samples.to("p1")
    findings = readiness.examine(replace(letter, **changes), languages or {"en"}, case_file)
    return {(f.code, f.severity, f.where) for f in findings}


def test_a_letter_that_can_go_has_no_finding() -> None:
    assert _found() == set()


@pytest.mark.parametrize(
    ("route", "changes"),
    [
        (None, {}),
        (Route.NONE, {}),
        (Route.EMAIL, {"case.people.0.email": None}),
        (Route.REPRESENTATIVE, {}),
    ],
)
def test_a_letter_without_a_route_that_leads_somewhere_is_held(route: Route | None, changes: build.Changes) -> None:
    letter, case_file = samples.to("p1", changes)
    letter = replace(letter, envelope=Envelope(route=route, lines=()))
    findings = readiness.examine(letter, {"en"}, case_file)
    assert {(f.code, f.severity, f.where) for f in findings} == {("no_safe_route", BLOCKING, "envelope")}


@pytest.mark.parametrize("route", [Route.EMAIL, Route.PHONE])
def test_a_letter_by_another_route_needs_no_address(route: Route) -> None:
    assert _found(envelope=Envelope(route=route, lines=())) == set()


def test_an_address_that_cannot_be_printed_holds_a_posted_letter_by_its_own_code() -> None:
    found = _found(envelope=Envelope(route=Route.POST, lines=("Ms A. Sample", "2 Placeholder Close", "Colchester")))
    assert found == {("no-postcode", BLOCKING, "address")}


def test_an_open_alert_holds_the_letters_of_every_party_represented_or_not() -> None:
    both = {"case.people.1.representative": build.REMOVED} | build.represented(0, 1)
    for changes in ({"case.people.1.representative": build.REMOVED}, both):
        decision, told = build.decision(changes), build.information(changes)
        file = build.case_file(decision, told)
        given = reconcile.letters(decision, file, build.directory(), build.DECIDED_ON)
        assert given
        for letter in given:
            assert OPEN_ALERT in readiness.examine(letter, {letter.language}, file), letter.recipient


def test_an_open_alert_holds_a_routine_letter_and_no_thank_you() -> None:
    letter, _ = samples.to("p1")
    case_file = build.case_file(build.decision(), build.information())
    assert readiness.examine(letter, {"en"}, case_file) == (OPEN_ALERT,)
    thanks = replace(letter, kind=replace(letter.kind, waits_for_alerts=False))
    assert readiness.examine(thanks, {"en"}, case_file) == ()


@pytest.mark.parametrize("form", [Form.BRAILLE, Form.AUDIO, Form.EASY_READ])
def test_a_form_that_is_not_made_yet_holds_the_letter(form: Form) -> None:
    assert _found(form=form) == {("form_not_available", BLOCKING, "form")}


@pytest.mark.parametrize("form", [Form.STANDARD, Form.LARGE_PRINT, Form.HTML])
def test_a_form_that_is_made_does_not(form: Form) -> None:
    assert _found(form=form) == set()


@pytest.mark.parametrize("panel", panels(), ids=lambda panel: panel.tag)
def test_a_letter_in_english_with_a_panel_wants_to_be_acknowledged(panel: Panel) -> None:
    assert _found(language=panel.tag) == {("english_with_panel", ACKNOWLEDGE, "language")}


@pytest.mark.parametrize("language", ["tlh", "mt-MT"])
def test_so_does_one_in_english_where_there_is_no_panel_either(language: str) -> None:
    assert _found(language=language) == {("language_not_available", ACKNOWLEDGE, "language")}


def test_free_text_wants_to_be_acknowledged() -> None:
    assert _found(free_text=True) == {("free_text", ACKNOWLEDGE, "note")}


def test_an_application_says_to_staff_and_in_no_document_that_its_statement_of_truth_is_unsigned() -> None:
    event = build.extension_needed()
    case_file = build.case_file(build.decision(), event)
    given = reconcile.letters(event, case_file, build.directory(), event.occurred_on)
    found = {one.kind.code: readiness.examine(one, {"en", "pl"}, case_file) for one in given}
    assert [code for code in found if STATEMENT_UNSIGNED in found[code]] == ["extension_application"]
    assert len(found) > 1


def noted(language: str, reader: str) -> set[str]:
    """The codes of an update to a reader of that language, with a note in another or the same."""
    note = {"person_id": "p1", "language": language, "text": "Thank you for calling."}
    event = build.update_due({"notes": [note], "case.people.0.language": reader})
    case_file = build.case_file(build.decision(), event, letters=(build.letter("p1"),))
    letters = reconcile.letters(event, case_file, build.directory(), event.occurred_on)
    letter = next(each for each in letters if each.recipient == "p1")
    return {found.code for found in readiness.examine(letter, {"en", "pl"}, case_file)}


@pytest.mark.parametrize(
    ("language", "reader", "is_found"),
    [
        ("en", "pl", True),
        ("pl", "en", True),
        ("pl", "pl-PL", False),
        ("en-GB", "en", False),
        ("en", "ur", False),  # their letter is in English, and somebody reads it to them
        ("ur", "ur", False),
        ("pl", "ur", True),
    ],
)
def test_a_note_in_another_language_than_its_readers_wants_to_be_acknowledged(
    language: str, reader: str, *, is_found: bool
) -> None:
    assert ("note_in_another_language" in noted(language, reader)) is is_found
