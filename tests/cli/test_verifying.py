"""`verify`: whatever is no longer what was kept is found: in the database, its rows, bodies and documents."""

import json
import shutil
import sqlite3
from pathlib import Path

import pytest
from sqlalchemy import String

from correspondence.cli import DONE, REFUSED, WRONG_USE, main, settings
from correspondence.storage import Register
from correspondence.storage.tables import documents
from tests import build, listed

DIRECTORY = build.EXAMPLES / "directory.yaml"
DAMAGE = 8192
Printed = pytest.CaptureFixture[str]


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with sixty cases and one letter, closed and whole."""
    folder = tmp_path_factory.mktemp("whole")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CORRESPONDENCE_DIRECTORY", str(DIRECTORY))
        patch.setenv("CORRESPONDENCE_DATA", str(folder / "data"))
        with settings.service() as service:
            for i in range(1, 61):
                listed.keep(service, i, reviewed=True)
            father = build.example("hub_allocation_decided")["case"]["people"][0] | {"language": "en"}
            own = {"event_id": "decision-99", "case.people": [father], "case.case_number": "CM26P99999"}
            service.take(json.dumps(build.body("hub_allocation_decided", own)).encode())
    return folder / "data"


@pytest.fixture
def data(whole: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of that folder, to be spoilt."""
    monkeypatch.setenv("CORRESPONDENCE_DIRECTORY", str(DIRECTORY))
    monkeypatch.setenv("CORRESPONDENCE_DATA", str(tmp_path / "data"))
    return Path(shutil.copytree(whole, tmp_path / "data"))


def test_hashes_alone_are_checked_without_making_anything_again(
    data: Path, monkeypatch: pytest.MonkeyPatch, capsys: Printed
) -> None:
    from correspondence import writing

    monkeypatch.setattr(writing, "make", lambda *_: pytest.fail("something was made again"))
    assert main(["verify", "--hashes"]) == DONE
    said = capsys.readouterr().out
    assert "rows: 0 not as they were kept; 123 links in the chain" in said
    assert said.endswith("127 of 127 whole\n")


@pytest.mark.parametrize("tenth", range(10))
def test_eight_kibibytes_that_were_overwritten_are_found_wherever_they_are(
    tenth: int, data: Path, capsys: Printed
) -> None:
    file = data / "register.sqlite"
    content = bytearray(file.read_bytes())
    start = len(content) * tenth // 10 // DAMAGE * DAMAGE
    content[start : start + DAMAGE] = bytes(n % 251 for n in range(DAMAGE))
    file.write_bytes(content)
    assert main(["verify", "--hashes"]) in (REFUSED, WRONG_USE)
    said = capsys.readouterr().err
    assert "Traceback" not in said and said.count("\n") >= 1


def test_damage_to_what_has_no_hash_is_found_by_the_databases_own_check(data: Path, capsys: Printed) -> None:
    with Register.open(None, data, settings.now) as register:
        for n in range(400):
            register.note_access("desk", "read", f"marked-access-{n}")
    file = data / "register.sqlite"
    content = bytearray(file.read_bytes())
    start = content.index(b"marked-access-200") // DAMAGE * DAMAGE
    content[start : start + DAMAGE] = bytes(n % 251 for n in range(DAMAGE))
    file.write_bytes(content)
    assert main(["verify", "--hashes"]) == REFUSED
    assert capsys.readouterr().err.startswith("refused: database: damaged: ")


def test_a_row_that_was_changed_is_named(data: Path, capsys: Printed) -> None:
    engine = sqlite3.connect(data / "register.sqlite")
    with engine:
        engine.execute("UPDATE letters SET due_on = '2030-01-01' WHERE recipient = 'p1'")
    engine.close()
    assert main(["verify", "--hashes"]) == REFUSED
    said = capsys.readouterr().err.splitlines()[-1]
    assert said.startswith("refused: letter ") and said.endswith(": changed: is not what was kept")


@pytest.mark.parametrize("command", [["verify"], ["verify", "--hashes"]], ids=" ".join)
@pytest.mark.parametrize(
    "column", [c.name for c in documents.columns if isinstance(c.type, String) and not c.foreign_keys]
)
def test_a_documents_row_that_says_what_none_can_be_is_named(
    column: str, command: list[str], data: Path, capsys: Printed
) -> None:
    engine = sqlite3.connect(data / "register.sqlite")
    with engine:
        engine.execute(f"UPDATE documents SET {column} = 'changed' WHERE rowid = (SELECT min(rowid) FROM documents)")
    engine.close()
    assert main(command) == REFUSED
    assert ": changed: is not what was kept" in capsys.readouterr().err


def test_what_another_version_made_is_counted_and_is_no_fault(
    data: Path, monkeypatch: pytest.MonkeyPatch, capsys: Printed
) -> None:
    from correspondence import writing

    monkeypatch.setattr(writing, "fingerprint", lambda: "another version")
    assert main(["verify"]) == DONE
    assert "127 of 127 whole; 0 made again with the same bytes; 6 made by another version" in capsys.readouterr().out


def test_a_register_that_was_verified_goes_on(data: Path) -> None:
    assert main(["verify", "--hashes"]) == DONE
    with Register.open(None, data, settings.now) as register:
        assert len(register.open_cases()) == 61
