"""Each command as a user calls it: what it prints, what it writes, how it ends."""

import json
import subprocess
import sys
import urllib.request
from importlib.metadata import version
from pathlib import Path

import pytest

from correspondence.cli import DONE, REFUSED, WRONG_USE, main
from tests import build

DIRECTORY = build.EXAMPLES / "directory.yaml"
PUBLISHED = Path(__file__).parents[1] / "data" / "hmcts"


@pytest.fixture(autouse=True)
def environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("CORRESPONDENCE_DIRECTORY", str(DIRECTORY))
    monkeypatch.setenv("CORRESPONDENCE_DATA", str(tmp_path / "data"))
    monkeypatch.delenv("CORRESPONDENCE_DATABASE", raising=False)


def small_event(folder: Path, changes: dict[str, object] | None = None) -> Path:
    """The example with the father alone, in English: one letter, quickly written."""
    people = build.example("hub_allocation_decided")["case"]["people"]
    father = people[0] | {"language": "en"}
    body = build.body("hub_allocation_decided", {"case.people": [father]} | (changes or {}))
    path = folder / "event.json"
    path.write_text(json.dumps(body), "utf-8")
    return path


def test_it_says_which_version_it_is(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["--version"])
    assert ended.value.code == DONE
    assert capsys.readouterr().out == f"correspondence {version('correspondence')}\n"


@pytest.mark.parametrize("command", [["duties", "x.json"], ["render", "x.json", "-o", "out"], ["serve"]])
def test_nothing_runs_without_a_directory(
    command: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("CORRESPONDENCE_DIRECTORY")
    assert main(command) == WRONG_USE
    assert "CORRESPONDENCE_DIRECTORY" in capsys.readouterr().err


def test_a_directory_with_a_mistake_is_named_by_its_field(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    broken = tmp_path / "directory.yaml"
    broken.write_text(DIRECTORY.read_text("utf-8").replace("list_every_days: 7", "list_every_days: often"), "utf-8")
    monkeypatch.setenv("CORRESPONDENCE_DIRECTORY", str(broken))
    assert main(["duties", str(build.EXAMPLES / "information_received.json")]) == WRONG_USE
    assert "hubs.essex.list_every_days" in capsys.readouterr().err


def test_duties_are_one_flat_array_with_each_file_a_case_of_its_own(capsys: pytest.CaptureFixture[str]) -> None:
    names = ("hub_allocation_decided.json", "information_received.json")
    assert main(["duties", *(str(build.EXAMPLES / name) for name in names)]) == DONE
    duties = json.loads(capsys.readouterr().out)
    due = {(d["duty"], d["person_id"]): d["due_on"] for d in duties}
    assert due["family_letter", "p1"] == "2026-11-26"
    assert due["allocation", None] == "2027-02-05"
    assert due["alert_review", None] == "2026-12-29"
    assert set(duties[0]) == {
        *("duty", "case_number", "person_id", "due_on", "source", "why"),
        *("overdue", "provisional", "for_staff", "done_on"),
    }


def test_a_later_day_shows_what_is_overdue(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["duties", str(small_event(tmp_path)), "--today", "2026-11-27"]) == DONE
    duties = json.loads(capsys.readouterr().out)
    assert [d["overdue"] for d in duties if d["duty"] == "family_letter"] == [True]


def test_render_writes_every_form_of_each_letter(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["render", str(small_event(tmp_path)), "-o", str(tmp_path / "out")]) == DONE
    names = sorted(path.name for path in (tmp_path / "out").iterdir())
    to_family = [f"hub_letter-1.en.{form}" for form in ("docx", "html", "pdf", "txt")]
    assert names == [*(f"filing_time-1.en.{form}" for form in ("docx", "pdf")), *to_family]
    assert "hub_letter 1 (adult): draft" in capsys.readouterr().out


def test_render_names_a_held_letter_and_does_not_write_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    event = small_event(tmp_path, {"case.people.0.safe_contact": None})
    assert main(["render", str(event), "-o", str(tmp_path / "out")]) == DONE
    assert {path.name.split("-")[0] for path in (tmp_path / "out").iterdir()} == {"filing_time"}
    assert "no_safe_route" in capsys.readouterr().out


def test_render_refuses_what_the_gate_refuses_and_writes_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    event = small_event(tmp_path, {"urgent": True, "case.priority_status": 1})
    assert main(["render", str(event), "-o", str(tmp_path / "out")]) == REFUSED
    assert not (tmp_path / "out").exists()
    assert "(Protocol " in capsys.readouterr().err


def test_render_twice_gives_the_same_bytes(tmp_path: Path) -> None:
    event = small_event(tmp_path)
    for folder in ("one", "two"):
        assert main(["render", str(event), "-o", str(tmp_path / folder), "--today", "2026-11-23"]) == DONE
    for path in (tmp_path / "one").iterdir():
        assert path.read_bytes() == (tmp_path / "two" / path.name).read_bytes()


def test_the_published_hmcts_answer_gives_a_report_and_stops_at_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    feed = PUBLISHED / "cafcass-search-response.json"
    decision = PUBLISHED / "published_decision.json"
    out = tmp_path / "out"
    assert main(["import-hmcts", str(feed), "--decision", str(decision), "-o", str(out)]) == REFUSED
    report = json.loads((out / "report.json").read_text("utf-8"))
    assert {"not_a_child", "no_address", "no_confirmed_route"} <= {line["rule"] for line in report}
    assert "0 of 2 decided cases gave letters" in capsys.readouterr().out


def test_a_richer_hmcts_answer_gives_letters_in_a_folder_a_case(tmp_path: Path) -> None:
    feed = PUBLISHED / "two_families.json"
    decision = PUBLISHED / "two_families_decision.json"
    out = tmp_path / "out"
    assert main(["import-hmcts", str(feed), "--decision", str(decision), "-o", str(out)]) == DONE
    assert {path.name for path in out.iterdir()} == {"case-1", "case-2", "report.json"}
    assert list((out / "case-1").glob("hub_letter-*.en.pdf"))


def test_the_catalogue_lists_every_kind(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["catalogue"]) == DONE
    printed = capsys.readouterr().out
    assert all(code in printed for code in ("hub_letter", "update", "thank_you"))


def test_a_key_is_shown_once_and_its_name_is_taken(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["key", "add", "desk", "--role", "hub", "--hub", "essex"]) == DONE
    assert len(capsys.readouterr().out.strip()) > 30
    assert main(["key", "add", "desk", "--role", "hub", "--hub", "essex"]) == REFUSED
    assert main(["key", "add", "other", "--role", "hub", "--hub", "nowhere"]) == WRONG_USE


def test_verify_makes_again_what_this_version_made_and_finds_a_damaged_file(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    from correspondence.cli import settings

    with settings.service() as service:
        service.take(small_event(tmp_path).read_bytes())
    assert main(["verify"]) == DONE
    assert "7 of 7 whole; 6 made again with the same bytes" in capsys.readouterr().out
    damaged = next(path for path in (tmp_path / "data" / "documents").rglob("*") if path.is_file())
    damaged.write_bytes(damaged.read_bytes() + b" ")
    assert main(["verify"]) == REFUSED
    assert "6 of 7 whole" in capsys.readouterr().out


def test_the_trial_server_answers_on_loopback_alone(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["serve", "--dev", "--host", "0.0.0.0"]) == WRONG_USE  # that is what is refused
    assert "loopback" in capsys.readouterr().err


def test_the_example_run_writes_the_familys_letters_and_the_next_step_that_it_names_works(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    command = [sys.executable, "-m", "correspondence", "example", "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        first = server.stdout.readline()
        said = next(line for line in server.stdout if line.startswith(("The letters are there", "The example was")))
        step = server.stdout.readline().split()
        address = next(word.rstrip(":") for word in first.split() if word.startswith("http://"))
        with urllib.request.urlopen(f"{address}/duties") as answer:
            owed = json.loads(answer.read())
        done = main([str(build.EXAMPLES.parent / word) if word.endswith(".json") else word for word in step[1:]])
        server.terminate()
    assert said.startswith("The letters are there")
    names = {path.name for path in (tmp_path / "data" / "example").iterdir()}
    expected = ("hub_letter-1.pl.pdf", "hub_letter-2.ar.pdf", "hub_letter-3.en.pdf", "hub_letter-4.en.pdf")
    assert names >= set(expected)
    assert {d["person_id"] for d in owed if d["duty"] == "family_letter"} == {"p1", "p2", "c1", "c2"}
    assert step[0] == ".venv/bin/correspondence"
    assert done == DONE
    printed = capsys.readouterr().out
    assert "extension_needed.json: recorded;" in printed
    assert "extension_application to court:chelmsford (court): draft" in printed


@pytest.mark.parametrize("arguments", [["--dev"], []])
def test_serve_says_one_line_once_it_answers(arguments: list[str], tmp_path: Path) -> None:
    command = [sys.executable, "-m", "correspondence.cli", "serve", *arguments, "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        line = server.stdout.readline()
        address = next(word.rstrip(":") for word in line.split() if word.startswith("http://"))
        with urllib.request.urlopen(f"{address}/health") as answer:
            assert answer.status == 200
        server.terminate()
        rest = server.stdout.read()
    assert rest == ""
    assert ("no key" in line) == bool(arguments)
