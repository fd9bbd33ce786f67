"""All checks together: sorted findings, each once, and a check that breaks holds the letter."""

import logging

import pytest

from correspondence import checks
from correspondence.checks import accessibility, disclosure
from correspondence.documents import Document, DocumentForm, Finding, Severity, in_order
from tests import build
from tests.checks import samples


def _examine(*documents: Document) -> tuple[Finding, ...]:
    letter, case_file = samples.to("p1")
    return checks.examine(letter, [samples.text()], documents, case_file, build.directory())


def test_findings_are_sorted_and_each_stands_once() -> None:
    leak = samples.txt("CO1 1JN and 07700 900321")
    findings = _examine(leak, leak, samples.html("<p>CO1 1JN</p>"))
    assert findings == in_order(set(findings))
    assert {f.code for f in findings} == {"disclosure.address", "disclosure.phone"}
    assert findings == _examine(samples.html("<p>CO1 1JN</p>"), leak)


def test_a_letter_that_passes_has_no_findings() -> None:
    assert _examine(samples.pdf("<h1>A letter</h1><p>We write to you.</p>"), samples.txt("We write to you.")) == ()


@pytest.mark.parametrize("form", DocumentForm)
def test_a_document_that_cannot_be_read_holds_the_letter(form: DocumentForm) -> None:
    findings = _examine(samples.document(form, b"\xff\xfe CO1 1JN"))
    assert Finding(code="check_failed.disclosure", severity=Severity.BLOCKING, where="disclosure") in findings


def test_a_check_that_breaks_holds_the_letter_and_logs_no_value(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*_: object) -> tuple[Finding, ...]:
        raise ValueError("2 Placeholder Close, CO1 1JN")

    monkeypatch.setattr(disclosure, "examine", broken)
    monkeypatch.setattr(accessibility, "examine", broken)
    with caplog.at_level(logging.DEBUG):
        findings = _examine(samples.txt("We write to you."))
    assert {f.code for f in findings} == {"check_failed.disclosure", "check_failed.accessibility"}
    assert "ValueError" in caplog.text
    assert "Placeholder" not in caplog.text


def test_a_reader_who_is_not_in_the_case_has_their_letter_held() -> None:
    letter, case_file = samples.to("p1")
    without = build.changed(build.body("hub_allocation_decided"), {"case.people.0": build.REMOVED})
    gone = build.case_file(build.read(without))
    findings = checks.examine(letter, [samples.text()], [samples.txt("Hello")], gone, build.directory())
    assert "check_failed.disclosure" in {f.code for f in findings}
    assert case_file.case.person("p1") is not None
