"""`import-hmcts`: from HMCTS's answer to letters, by a file that people fill in."""

import json
from pathlib import Path
from typing import Any

import pytest

from correspondence.cli import DONE, REFUSED, WRONG_USE, main
from tests import build
from tests.hmcts.feeds import CASE_ID, CONFIRMED, small_decision, small_feed

HMCTS = build.EXAMPLES / "hmcts"


@pytest.fixture(autouse=True)
def environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CORRESPONDENCE_DIRECTORY", str(build.EXAMPLES / "directory.yaml"))


def written(folder: Path, name: str, content: Any) -> Path:
    path = folder / f"{name}.json"
    path.write_text(json.dumps(content), "utf-8")
    return path


def imported(feed: Path, decision: Path, out: Path) -> int:
    return main(["import-hmcts", str(feed), "--decision", str(decision), "-o", str(out)])


def report(out: Path) -> list[dict[str, Any]]:
    lines: list[dict[str, Any]] = json.loads((out / "report.json").read_text("utf-8"))
    return lines


def test_the_files_that_the_documentation_names_give_letters(tmp_path: Path) -> None:
    assert imported(HMCTS / "feed.json", HMCTS / "decision.json", tmp_path / "out") == DONE
    assert list((tmp_path / "out" / "case-1").glob("*.pdf"))


def test_every_line_of_a_report_has_one_shape(tmp_path: Path) -> None:
    imported(HMCTS / "feed.json", HMCTS / "decision.json", tmp_path / "out")
    shapes = {tuple(sorted(line)) for line in report(tmp_path / "out")}
    assert shapes == {("case_id", "detail", "field", "folder", "rule", "source", "stops_case")}
    assert {line["folder"] for line in report(tmp_path / "out")} >= {None, "case-1"}


def test_what_the_gate_refuses_is_no_letter_and_the_exit_says_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    decision = written(tmp_path, "decision", small_decision({"urgent": True}))
    assert imported(written(tmp_path, "feed", small_feed()), decision, tmp_path / "out") == REFUSED
    told = capsys.readouterr()
    assert "0 of 1 decided cases gave letters" in told.out
    assert "not_all_imported" in told.err
    (line,) = report(tmp_path / "out")
    assert (line["case_id"], line["rule"], line["stops_case"]) == (CASE_ID, "urgent", True)
    assert not (tmp_path / "out" / "case-1").exists()


def test_a_decision_file_without_a_case_writes_nothing_and_says_so(tmp_path: Path) -> None:
    decision = written(tmp_path, "decision", small_decision() | {"cases": {}})
    assert imported(written(tmp_path, "feed", small_feed()), decision, tmp_path / "out") == REFUSED


def test_imported_again_with_the_decision_put_right_it_works(tmp_path: Path) -> None:
    feed = written(tmp_path, "feed", small_feed())
    wrong = written(tmp_path, "wrong", small_decision({"urgent": True}))
    right = written(tmp_path, "right", small_decision())
    assert imported(feed, wrong, tmp_path / "one") == REFUSED
    assert imported(feed, right, tmp_path / "two") == DONE


def test_the_template_has_every_case_and_person_and_nobodys_name_and_filled_in_it_gives_letters(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    feed = written(tmp_path, "feed", small_feed())
    assert main(["import-hmcts", str(feed), "--template"]) == DONE
    printed = capsys.readouterr().out
    assert not any(word in printed for word in ("Quillfeather", "Oxenholme", "Wren Yard", "CM1 1QH"))
    template = json.loads(printed)
    case, decided = template["cases"][CASE_ID], small_decision()["cases"][CASE_ID]
    assert set(case["people"]) == set(decided["people"])
    assert [each["who"] for each in case["people"].values()] == ["applicant 1", "respondent 1", "child 1"]
    filled = template | {key: value for key, value in small_decision().items() if key != "cases"}
    case |= {key: value for key, value in decided.items() if key != "people"}
    for person in case["people"].values():
        person["safe_contact"] = {**CONFIRMED}
        if person["who"].startswith("child"):
            person["letter_version"] = "older"
    assert imported(feed, written(tmp_path, "filled", filled), tmp_path / "out") == DONE
    assert list((tmp_path / "out" / "case-1").glob("hub_letter-*.pdf"))


def test_a_template_that_was_not_filled_in_is_refused_by_its_fields(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    feed = written(tmp_path, "feed", small_feed())
    main(["import-hmcts", str(feed), "--template"])
    empty = written(tmp_path, "empty", json.loads(capsys.readouterr().out))
    assert imported(feed, empty, tmp_path / "out") == REFUSED
    assert "decision.occurred_on" in capsys.readouterr().err


def test_without_a_decision_and_a_folder_it_is_wrong_use(tmp_path: Path) -> None:
    assert main(["import-hmcts", str(written(tmp_path, "feed", small_feed()))]) == WRONG_USE
