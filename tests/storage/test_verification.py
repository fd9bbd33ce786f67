"""Whether all that was kept is still what was kept."""

from hashlib import sha256
from pathlib import Path

import pytest
from sqlalchemy import update

from correspondence.protocol.subject import case_of
from correspondence.storage import verification
from correspondence.storage.database import connect, writing
from correspondence.storage.errors import Fault
from correspondence.storage.register import Register
from correspondence.storage.tables import events

from .samples import CASE, COMPANION, FINGERPRINT, PDF, document, event, keep, letter


def path_of(folder: Path, content: bytes) -> Path:
    """Where the file of a content is."""
    digest = sha256(content).hexdigest()
    return folder / "documents" / digest[:2] / digest


def behind_its_back(folder: Path, body: bytes | None) -> None:
    """Write into the database past the register."""
    engine = connect(None, folder)
    with writing(engine) as connection:
        connection.execute(update(events).values(body=body))
    engine.dispose()


def test_all_is_well_with_what_was_just_kept(register: Register) -> None:
    keep(register, event(), letter())
    found = list(register.verify())
    assert len(found) == register.verify_count() == 3
    assert {v.fault for v in found} == {None}


def test_damaged_and_missing_documents_are_named_with_what_made_them(register: Register, folder: Path) -> None:
    keep(register, event(), letter())
    path_of(folder, PDF).write_bytes(b"another")
    path_of(folder, COMPANION).unlink()
    faults = [v for v in register.verify() if v.fault]
    assert [(v.letter_id, v.document and v.document.language, v.fault) for v in faults] == [
        ("AAAA-AAAA-AAAA", "pl", Fault.CHANGED),
        ("AAAA-AAAA-AAAA", "en", Fault.MISSING),
    ]
    assert {v.fingerprint for v in faults} == {FINGERPRINT}


@pytest.mark.parametrize("body", [b'{"a": 1}', b"no JSON", b"\xff"])
def test_a_body_that_was_changed_in_the_database_is_found(register: Register, folder: Path, body: bytes) -> None:
    keep(register, event())
    behind_its_back(folder, body)
    assert [(v.event_id, v.letter_id, v.fault) for v in register.verify()] == [("decision-1", None, Fault.CHANGED)]


def test_a_body_that_was_removed_without_an_erasure_is_found(register: Register, folder: Path) -> None:
    keep(register, event())
    behind_its_back(folder, None)
    assert [v.fault for v in register.verify()] == [Fault.MISSING]


def test_more_than_a_page_is_checked_once_each(register: Register, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(verification, "_PAGE", 2)
    for n in range(5):
        number, event_id = f"CM26P0000{n}", f"event-{n}"
        documents = [document(f"{n}{language}".encode(), language=language) for language in ("ar", "en", "pl")]
        written = letter(f"LETTER-{n}", event_id, documents=documents, subject=case_of(number))
        keep(register, event(event_id, subject=case_of(number)), written)
    found = list(register.verify())
    assert len(found) == register.verify_count() == 20
    assert len({(v.event_id, v.letter_id, v.document) for v in found}) == 20


def test_it_can_be_kept_on_with_while_it_is_verified(register: Register) -> None:
    keep(register, event(), letter())
    checking = register.verify()
    next(checking)
    keep(register, event("e-2"), expected_events=1)
    assert all(v.fault is None for v in checking)
    assert len(register.received(CASE)) == 2
