"""The commands that tend the register: keys, who dealt with what, erasure, what is left over or behind."""

import argparse
import io
import json
import os
from collections.abc import Callable, Iterator
from hashlib import sha256
from pathlib import Path

import pytest

from correspondence.cli import DONE, REFUSED, WRONG_USE, main, parser, settings
from correspondence.service import Service
from correspondence.translations.packs import pack_of
from correspondence.translations.xliff import as_xliff
from tests import build
from tests.reviewed import locales_in

CASE = "CM26P00417"
DIRECTORY = build.EXAMPLES / "directory.yaml"
EXAMPLE = build.EXAMPLES / "hub_allocation_decided.json"
Printed = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def data(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """The folder of the register of this test."""
    monkeypatch.setenv("CORRESPONDENCE_DIRECTORY", str(DIRECTORY))
    monkeypatch.setenv("CORRESPONDENCE_DATA", str(tmp_path / "data"))
    monkeypatch.delenv("CORRESPONDENCE_DATABASE", raising=False)
    return tmp_path / "data"


@pytest.fixture
def service() -> Iterator[Service]:
    """A register with the example's father alone, whose letter the key `desk` had written."""
    father = build.example("hub_allocation_decided")["case"]["people"][0] | {"language": "en"}
    body = build.body("hub_allocation_decided", {"case.people": [father]})
    with settings.service() as made:
        made.take(json.dumps(body).encode(), by="desk")
        yield made


def orphan(data: Path, words: bytes) -> Path:
    """A file that a killed process left: no letter names it."""
    digest = sha256(words).hexdigest()
    path = data / "documents" / digest[:2] / digest
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(words)
    return path


def answers(monkeypatch: pytest.MonkeyPatch, *lines: str) -> None:
    """What somebody types when they are asked."""
    monkeypatch.setattr("sys.stdin", io.StringIO("".join(f"{line}\n" for line in lines)))


def test_keys_are_listed_without_the_keys_and_a_revoked_one_opens_nothing(capsys: Printed) -> None:
    assert main(["key", "add", "desk", "--role", "hub", "--hub", "essex"]) == DONE
    plain = capsys.readouterr().out.strip()
    assert main(["key", "revoke", "desk"]) == DONE
    with settings.open_register() as register:
        assert register.key_of(plain) is None
    capsys.readouterr()
    assert main(["key", "list"]) == DONE
    heads, row = capsys.readouterr().out.splitlines()
    assert heads.split() == ["name", "role", "hub", "made", "revoked"]
    today = f"{settings.now():%Y-%m-%d}"
    assert row.split() == ["desk", "hub", "essex", today, today]
    assert plain not in row
    assert main(["key", "revoke", "desk"]) == REFUSED
    assert capsys.readouterr().err == "refused: name: key: no key of this name is in use\n"


@pytest.mark.parametrize("confirmed", [["--yes"], []], ids=["without asking", "asked twice"])
def test_an_erasure_leaves_no_file_and_no_word_of_the_family_and_says_what_went(
    confirmed: list[str], service: Service, data: Path, monkeypatch: pytest.MonkeyPatch, capsys: Printed
) -> None:
    orphan(data, b"a letter to Wisniewski that no row names")
    answers(monkeypatch, CASE, CASE.lower())
    assert main(["erase", "cm26p-00417", *confirmed]) == DONE
    said = capsys.readouterr().out.splitlines()[-1]
    assert said.endswith(
        "erased: 1 events, 2 letters, 6 files, and 1 files that no letter named; ids, hashes and days stay"
    )
    assert [path for path in (data / "documents").rglob("*") if path.is_file()] == []
    kept = b"".join(path.read_bytes() for path in data.rglob("*") if path.is_file())
    assert "Wiśniewski".encode() not in kept and b"Wi\\u015bniewski" not in kept
    assert b"decision-1" in kept


@pytest.mark.parametrize("typed", [("CM26P00418",), (CASE, "CM26P00418")])
def test_whoever_gives_another_number_erases_nothing(
    typed: tuple[str, ...], service: Service, monkeypatch: pytest.MonkeyPatch, capsys: Printed
) -> None:
    answers(monkeypatch, *typed)
    assert main(["erase", CASE]) == REFUSED
    assert "not_confirmed" in capsys.readouterr().err
    assert len(service.register.received(CASE)) == 1


def test_nobody_to_be_asked_erases_nothing(service: Service, monkeypatch: pytest.MonkeyPatch, capsys: Printed) -> None:
    answers(monkeypatch)
    assert main(["erase", CASE]) == WRONG_USE
    assert "--yes" in capsys.readouterr().err
    assert len(service.register.received(CASE)) == 1


@pytest.mark.parametrize("unknown", ["CM26P00999", "hub:essex"])
def test_what_is_no_case_is_not_erased(unknown: str, service: Service, capsys: Printed) -> None:
    assert main(["erase", unknown, "--yes"]) == REFUSED
    assert capsys.readouterr().err == "refused: CASE: no_such_case: there is no such case\n"


def test_a_sweep_removes_what_no_letter_names_and_nothing_else(service: Service, data: Path, capsys: Printed) -> None:
    before = {path for path in (data / "documents").rglob("*") if path.is_file()}
    orphan(data, b"left over")
    assert main(["sweep"]) == DONE
    assert capsys.readouterr().out == "1 files were removed that no letter names\n"
    assert {path for path in (data / "documents").rglob("*") if path.is_file()} == before


def test_who_dealt_with_a_case_or_a_letter_is_told_from_the_records(service: Service, capsys: Printed) -> None:
    letter = service.register.letters_of_case(CASE)[0]
    service.register.note_access("supervisor", "read pdf en", letter.letter_id)
    assert main(["accesses", CASE]) == DONE
    of_case = capsys.readouterr().out.splitlines()
    assert [line.split()[2] for line in of_case[1:] if "recorded hub_allocation_decided" in line] == ["desk"]
    assert any("supervisor" in line and "read pdf en" in line for line in of_case)
    assert main(["accesses", letter.letter_id]) == DONE
    of_letter = capsys.readouterr().out.splitlines()[1:]
    assert [line.split()[2] for line in of_letter] == ["desk", "supervisor"]
    assert main(["accesses", "nobody-knows"]) == REFUSED
    assert "nothing is recorded" in capsys.readouterr().err


def test_what_is_behind_is_derived_anew_by_command(
    service: Service, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: Printed
) -> None:
    assert main(["derive"]) == DONE
    other = tmp_path / "other.yaml"
    other.write_text(DIRECTORY.read_text("utf-8").replace("list_every_days: 7", "list_every_days: 14"), "utf-8")
    monkeypatch.setenv("CORRESPONDENCE_DIRECTORY", str(other))
    assert main(["derive"]) == DONE
    assert main(["derive"]) == DONE
    assert main(["derive", "--all"]) == DONE
    assert [line[0] for line in capsys.readouterr().out.splitlines()] == ["0", "1", "0", "1"]


# What cannot be used


def newer(data: Path) -> None:
    """The tables were made by a newer version."""
    settings.open_register().close()
    with settings.open_register() as register, register.standings._engine.begin() as connection:
        connection.exec_driver_sql("update alembic_version set version_num = '9999'")


def no_database(data: Path) -> None:
    """Something else stands in the file's place."""
    data.mkdir()
    (data / "register.sqlite").write_bytes(b"these are no tables at all, but words\n" * 100)


def no_folder(data: Path) -> None:
    """A file stands in the folder's place."""
    data.write_bytes(b"")


def read_only(data: Path) -> None:
    """Nobody may write there."""
    data.mkdir()
    data.chmod(0o500)


OUT, PACK = "OUT", "PACK"
"""Stand for a new folder, and for the file of a pack as it went out."""
ON_A_REGISTER = {
    "serve": ["--port", "0"],
    "example": ["--port", "0"],
    "key add": ["desk", "--role", "hub", "--hub", "essex"],
    "key list": [],
    "key revoke": ["desk"],
    "erase": [CASE, "--yes"],
    "accesses": [CASE],
    "sweep": [],
    "derive": [],
    "verify": [],
    "court-lists": ["--week-of", "2026-11-23", "--dev", "-o", OUT],
    "run-due": ["--on", "2026-12-21", "--dev"],
    "run-closing": ["--hub", "essex", "--dev", "-o", OUT],
    "dispatch": [],
    "post-run make": ["--hub", "essex", "-o", OUT],
    "post-run list": [],
    "post-run write": ["0000000000000000", "-o", OUT],
    "post-run posted": ["0000000000000000", "--by", "S. Visor"],
    "deliveries say": ["AAAA-AAAA-AAAA-0", "went", "--by", "S. Visor"],
}
"""Every command that opens the register, with what it may be given."""
WITHOUT_ONE = {
    "post": [str(EXAMPLE), "--to", "http://127.0.0.1:9"],
    "render": [str(build.EXAMPLES / "information_received.json"), "-o", OUT],
    "duties": [str(EXAMPLE)],
    "import-hmcts": [str(Path(__file__).parents[1] / "data" / "hmcts" / "two_families.json"), "--template"],
    "check": [],
    "catalogue": [],
    "simulate": ["--cases", "1", "--weeks", "1", "--hubs", "1"],
    "translations export": ["pl", "--letter", "thank_you.younger", "-o", OUT],
    "translations import": [PACK],
    "translations start": ["lt"],
}
"""Every other command."""


def commands(of: argparse.ArgumentParser, words: tuple[str, ...] = ()) -> Iterator[str]:
    """Every command that a parser takes, with the words before it."""
    below = [action for action in of._actions if isinstance(action, argparse._SubParsersAction)]
    yield from () if below else [" ".join(words)]
    for action in below:
        for name, inner in action.choices.items():
            yield from commands(inner, (*words, name))


def line(command: str, data: Path) -> list[str]:
    """How that command is given."""
    given = {**ON_A_REGISTER, **WITHOUT_ONE}[command]
    stands_for = {OUT: str(data.parent / "out"), PACK: str(data.parent / "pl.xlf")}
    return [*command.split(), *(stands_for.get(each, each) for each in given)]


def test_of_every_command_it_is_known_whether_it_opens_the_register() -> None:
    assert {*commands(parser())} == {*ON_A_REGISTER, *WITHOUT_ONE}


@pytest.mark.parametrize("command", ON_A_REGISTER)
@pytest.mark.parametrize("spoilt", [newer, no_database, no_folder, read_only])
def test_a_register_that_cannot_be_used_is_told_in_one_sentence(
    spoilt: Callable[[Path], None], command: str, data: Path, capsys: Printed
) -> None:
    if spoilt is read_only and os.geteuid() == 0:
        pytest.skip("whoever may do everything may write everywhere")
    spoilt(data)
    assert main(line(command, data)) == WRONG_USE
    said = capsys.readouterr().err
    assert said.startswith("correspondence: ") and said.count("\n") == 1, said


@pytest.mark.parametrize("command", WITHOUT_ONE)
def test_a_command_that_keeps_nothing_asks_for_no_register(
    command: str, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    nobody_listens = command == "post"
    (data.parent / "pl.xlf").write_bytes(as_xliff(pack_of("pl", ["thank_you.younger"])))
    with locales_in(data.parent / "locales", monkeypatch):
        assert main(line(command, data)) == (WRONG_USE if nobody_listens else DONE)
    assert not data.exists()


@pytest.mark.parametrize(
    "url",
    [
        "postgresql+psycopg://writer:opensesame@127.0.0.1:9/letters",
        "oracle://writer:opensesame@127.0.0.1/letters",
        "nonsense opensesame",
        "postgresql+psycopg://writer:opensesame@127.0.0.1:port/letters",
    ],
    ids=["nobody answers", "no driver", "no URL", "no port"],
)
def test_a_database_that_cannot_be_reached_is_told_in_one_sentence_without_its_password(
    url: str, monkeypatch: pytest.MonkeyPatch, capsys: Printed
) -> None:
    monkeypatch.setenv("CORRESPONDENCE_DATABASE", url)
    assert main(["key", "list"]) == WRONG_USE
    said = capsys.readouterr().err
    assert said.startswith("correspondence: ") and said.count("\n") == 1, said
    assert "opensesame" not in said


def test_a_directory_that_is_not_there_is_told_in_one_sentence(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: Printed
) -> None:
    monkeypatch.setenv("CORRESPONDENCE_DIRECTORY", str(tmp_path / "nowhere.yaml"))
    assert main(["serve"]) == WRONG_USE
    assert capsys.readouterr().err.count("\n") == 1
