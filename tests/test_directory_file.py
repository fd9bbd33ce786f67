"""The directory is read strictly: every fault at once, by line, field and rule; nothing runs on one with a fault."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from correspondence.cli import DONE, WRONG_USE, main, settings
from correspondence.directory_file import BadDirectory, read_directory
from correspondence.protocol.directory import PostHolder
from correspondence.protocol.directory_rules import Vacancy, directory_faults, vacancies
from tests import build

SAMPLE = (build.EXAMPLES / "directory.yaml").read_text("utf-8")


def written(folder: Path, old: str, new: str) -> Path:
    """The example with one text changed, once."""
    assert old in SAMPLE
    path = folder / "directory.yaml"
    path.write_text(SAMPLE.replace(old, new, 1), "utf-8")
    return path


def line_of(text: str) -> int:
    return next(n for n, line in enumerate(SAMPLE.splitlines(), 1) if text in line)


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("courts: [chelmsford]", "courts: chelmsford", "hubs.essex.courts"),
        ("open_from: 2020-01-06", "open_from: soon", "hubs.essex.open_from"),
        ("name: Essex Allocation Hub", "nickname: Essex", "hubs.essex"),
        ("update_aim_days: 35", "update_aim_days: 90", "hubs.essex.update_aim_days: must be 28 to 42 days"),
        ("update_aim_days: 35", "update_aim_days: 27", "hubs.essex.update_aim_days: must be 28 to 42 days"),
        ("list_every_days: 7", "list_every_days: 0", "hubs.essex.list_every_days: must be 1 to 28 days"),
        ("list_every_days: 7", "list_every_days: -7", "hubs.essex.list_every_days"),
        ("allocation_lead_weeks: 6", "allocation_lead_weeks: 5", "hubs.essex.allocation_lead_weeks: must be 6 to 20"),
        ("service_area: essex", "service_area: wessex", "hubs.essex.service_area: names no service area"),
        ("courts: [chelmsford]", "courts: [atlantis]", "hubs.essex.courts: names a court that"),
        ("courts: [chelmsford]", "courts: []", "hubs.essex.courts: a Hub serves at least one court"),
        ("courts: [chelmsford]", "courts: [chelmsford, chelmsford]", "hubs.essex.courts: names a court twice"),
        ("court: chelmsford", "court: atlantis", r"service_areas.essex.designated_family_judges.0.court"),
        (
            "{name: Thurrock Council,",
            "{name: ESSEX (County Council),",
            "service_areas.essex.local_authorities.2: is not told apart from service_areas.essex.local_authorities.0",
        ),
        ("closed_on: null", "closed_on: 2019-12-31", "hubs.essex.closed_on: must be after"),
        ("practice_supervisor: [{", "practice_supervisor: [] #", "hubs.essex.practice_supervisor: somebody must sign"),
        ("from: 2020-01-06, to: null", "from: 2020-01-06, to: 2019-01-06", r"hubs.essex.practice_supervisor.0.to"),
        ("    hmcts: {", "    hmtcs: {", "national.recipients.hmtcs: is none of those who are told"),
        (
            "list_every_days: 7",
            "list_every_days: 7\n    list_every_days: 14",
            "hubs.essex.list_every_days: this key is",
        ),
    ],
)
def test_a_mistake_is_refused_by_its_line_its_field_and_its_rule(
    tmp_path: Path, old: str, new: str, words: str
) -> None:
    with pytest.raises(BadDirectory) as refused:
        read_directory(written(tmp_path, old, new))
    told = next(line for line in str(refused.value).splitlines() if words in line)
    line = int(told.split(":")[0].removeprefix("line "))
    assert abs(line - line_of(old.strip())) <= 1


def test_a_second_hub_of_one_key_is_refused_and_takes_the_place_of_none(tmp_path: Path) -> None:
    hub = SAMPLE[SAMPLE.index("  essex:\n") : SAMPLE.index("service_areas:")]
    with pytest.raises(BadDirectory, match=r"hubs\.essex: this key is given twice"):
        read_directory(written(tmp_path, "service_areas:", hub + "service_areas:"))


def test_every_fault_is_told_at_once(tmp_path: Path) -> None:
    path = written(tmp_path, "update_aim_days: 35", "update_aim_days: 90")
    path.write_text(path.read_text("utf-8").replace("list_every_days: 7", "list_every_days: 0"), "utf-8")
    with pytest.raises(BadDirectory) as refused:
        read_directory(path)
    assert len(str(refused.value).splitlines()) == 2


@pytest.mark.parametrize("text", ["hubs: [", "\t- x", "a: b: c"])
def test_what_is_no_yaml_is_said_with_its_line(tmp_path: Path, text: str) -> None:
    path = tmp_path / "directory.yaml"
    path.write_text(text, "utf-8")
    with pytest.raises(BadDirectory, match=r"line 1: this is not YAML"):
        read_directory(path)


@pytest.mark.parametrize("content", [b"", b"[]", b"\xff\xfe", b"hubs: 1"])
def test_what_is_no_directory_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "directory.yaml"
    path.write_bytes(content)
    with pytest.raises(BadDirectory):
        read_directory(path)


def test_a_directory_that_is_not_there_is_said_so(tmp_path: Path) -> None:
    with pytest.raises(BadDirectory, match="cannot be read"):
        read_directory(tmp_path / "nowhere.yaml")


def test_the_words_on_and_no_are_words(tmp_path: Path) -> None:
    read = read_directory(written(tmp_path, "name: Essex Allocation Hub", "name: no"))
    assert read.hubs["essex"].name == "no"


@pytest.mark.parametrize("directory", [build.directory(), build.sample()])
def test_the_directories_of_the_project_have_no_fault(directory: Any) -> None:
    assert directory_faults(directory) == ()


# Posts that fall vacant


def held(*days: tuple[str, str | None]) -> tuple[PostHolder, ...]:
    return tuple(
        PostHolder(name="A. Sample", holds_from=date.fromisoformat(a), holds_to=date.fromisoformat(b) if b else None)
        for a, b in days
    )


@pytest.mark.parametrize(
    ("holders", "since"),
    [
        (held(("2020-01-06", None)), None),
        (held(("2020-01-06", "2027-01-28")), "2027-01-29"),
        (held(("2020-01-06", "2027-01-30")), None),
        (held(("2020-01-06", "2026-11-01")), "2026-11-30"),
        (held(("2020-01-06", "2026-12-31"), ("2027-01-01", None)), None),
        (held(("2020-01-06", "2026-12-31"), ("2027-01-02", None)), "2027-01-01"),
    ],
    ids=["held", "ends on day 59", "ends on day 61", "vacant now", "handed over", "a day between"],
)
def test_a_post_that_is_or_falls_vacant_within_sixty_days_is_named(
    holders: tuple[PostHolder, ...], since: str | None
) -> None:
    one = build.sample()
    known = replace(one, hubs={"essex": replace(one.hubs["essex"], practice_supervisor=holders)})
    found = vacancies(known, build.day("Mon 30 Nov 2026"))
    assert found == (
        () if since is None else (Vacancy(post="hubs.essex.practice_supervisor", since=date.fromisoformat(since)),)
    )


def test_the_posts_of_a_closed_hub_may_be_vacant() -> None:
    one = build.sample()
    hub = replace(one.hubs["essex"], practice_supervisor=held(("2020-01-06", "2026-01-01")), closed_on=date(2026, 2, 2))
    assert vacancies(replace(one, hubs={"essex": hub}), date(2026, 11, 30)) == ()


# The command


def test_check_reads_the_directory_alone_and_names_what_falls_vacant(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    path = written(
        tmp_path, "{name: Sam Example, from: 2020-01-06, to: null}", "{name: Sam, from: 2020-01-06, to: 2026-12-31}"
    )
    monkeypatch.setenv("CORRESPONDENCE_DIRECTORY", str(path))
    monkeypatch.setenv("CORRESPONDENCE_DATA", str(tmp_path / "data"))
    monkeypatch.setattr(settings, "today", lambda: date(2026, 11, 30))
    assert main(["check"]) == DONE
    assert "hubs.essex.service_manager: nobody holds this post from Friday 1 January 2027 on" in capsys.readouterr().out
    assert not (tmp_path / "data").exists()


@pytest.mark.parametrize("command", [["check"], ["serve", "--check", "--port", "0"], ["run-due", "--on", "2026-11-23"]])
def test_whatever_is_started_on_a_directory_with_a_fault_says_so_and_ends(
    command: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("CORRESPONDENCE_DIRECTORY", str(written(tmp_path, "update_aim_days: 35", "update_aim_days: 90")))
    monkeypatch.setenv("CORRESPONDENCE_DATA", str(tmp_path / "data"))
    assert main(command) == WRONG_USE
    assert "hubs.essex.update_aim_days: must be 28 to 42 days" in capsys.readouterr().err


def test_serve_can_be_asked_to_find_all_in_order_and_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("CORRESPONDENCE_DIRECTORY", str(written(tmp_path, "hubs:", "hubs:")))
    monkeypatch.setenv("CORRESPONDENCE_DATA", str(tmp_path / "data"))
    assert main(["serve", "--check", "--port", "0"]) == DONE
    assert "in order" in capsys.readouterr().out
