"""Events and letters to keep: those of the example case, each test changing only what it is about."""

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from typing import Any

from correspondence.catalogue.letter import Letter
from correspondence.catalogue.reconcile import letters
from correspondence.documents import Document, DocumentForm, Finding, Severity, WrittenLetter
from correspondence.protocol.subject import case_of
from correspondence.storage.records import NewEvent, NewLetter
from correspondence.storage.register import Register
from tests import build

NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
TODAY = date(2026, 11, 23)
CASE = "CM26P00417"
FINGERPRINT = "made-by-these"
PDF = b"%PDF a letter in Polish"
COMPANION = b"%PDF a letter in English"

TRANSLATION = Finding(code="wording.unreviewed", severity=Severity.ACKNOWLEDGE, where="translation")
FREE_TEXT = Finding(code="wording.free_text", severity=Severity.ACKNOWLEDGE, where="note")
LEAK = Finding(code="disclosure.postcode", severity=Severity.BLOCKING, where="pdf page 2")


def open_register(folder: Path) -> Register:
    """A register in *folder*, on an embedded database, where it is always half past nine."""
    return Register.open(None, folder, lambda: NOW)


def event(event_id: str = "decision-1", **changes: Any) -> NewEvent:
    """The example decision, as it is recorded on Monday 23 November 2026."""
    body = json.dumps(build.body("hub_allocation_decided", {"event_id": event_id}), ensure_ascii=False).encode()
    new = NewEvent(
        event_id=event_id,
        subject=case_of(CASE),
        type="hub_allocation_decided",
        occurred_on=build.DECIDED_ON,
        taken_on=TODAY,
        hub="essex",
        body=body,
        warnings=("case_number: not of the usual shape",),
        key_name="essex-desk",
    )
    return replace(new, **changes)


@cache
def _fathers() -> Letter:
    return letters(build.decision(), build.case_file(), build.directory(), TODAY)[0]


def document(content: bytes = PDF, **changes: Any) -> Document:
    """A PDF in Polish."""
    new = Document(form=DocumentForm.PDF, language="pl", large_print=False, content=content, pages=2)
    return replace(new, **changes)


def letter(
    letter_id: str = "AAAA-AAAA-AAAA",
    event_id: str = "decision-1",
    findings: Sequence[Finding] = (),
    documents: Sequence[Document] = (document(), document(COMPANION, language="en")),
    **changes: Any,
) -> WrittenLetter:
    """The father's letter under that id, written."""
    own = {"letter_id": letter_id, "event_id": event_id, "given_by": event_id} | changes
    return WrittenLetter(
        letter=replace(_fathers(), **own),
        documents=tuple(documents),
        findings=tuple(findings),
        wording="which-sentences",
    )


def new(written: WrittenLetter, hub: str = "essex") -> NewLetter:
    """That letter, to be kept in a Hub."""
    return NewLetter(written=written, hub=hub, wording=written.wording, fingerprint=FINGERPRINT)


def keep(register: Register, event: NewEvent, *written: WrittenLetter, **more: Any) -> None:
    """Keep an event, by default as the first of its case, with these letters."""
    arguments: dict[str, Any] = {"expected_events": 0}
    register.keep(event, [new(each, event.hub) for each in written], **(arguments | more))


def files(folder: Path) -> set[Path]:
    """Every file that the document store of *folder* holds."""
    return {path for path in (folder / "documents").rglob("*") if path.is_file()}
