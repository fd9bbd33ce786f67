"""A bank holiday that is proclaimed counts from the day the directory names it, in every sum of working days."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from correspondence.cli import settings
from correspondence.directory_file import BadDirectory, read_directory
from correspondence.protocol.days import clocks
from correspondence.protocol.days.calendar import BankHoliday, is_working_day, observe
from tests import build
from tests.build import day

EXTRA = BankHoliday(on=day("Mon 10 May 2027"), name="A day of thanks", source="The London Gazette, 1 March 2027")
MOVED = BankHoliday(
    on=day("Thu 3 Jun 2027"), name="Spring bank holiday", source="The London Gazette", instead_of=day("Mon 31 May 2027")
)


@pytest.fixture(autouse=True)
def ordinary_years() -> Iterator[None]:
    """Whatever a test proclaims is forgotten after it."""
    yield
    observe(())


def with_holidays(folder: Path, lines: str) -> Path:
    path = folder / "directory.yaml"
    path.write_text((build.EXAMPLES / "directory.yaml").read_text("utf-8") + f"bank_holidays:\n{lines}", "utf-8")
    return path


def test_a_day_more_is_no_working_day_and_five_working_days_end_a_day_later() -> None:
    before = clocks.family_letter(day("Thu 6 May 2027"))
    observe([EXTRA])
    after = clocks.family_letter(day("Thu 6 May 2027"))
    assert (before.due_on, after.due_on) == (day("Thu 13 May 2027"), day("Fri 14 May 2027"))


def test_a_limit_on_a_proclaimed_holiday_is_met_by_the_working_day_before() -> None:
    observe([EXTRA])
    assert clocks.review(day("Mon 26 Apr 2027")).due_on == day("Fri 7 May 2027")


def test_a_holiday_that_moved_leaves_its_usual_day_a_working_day() -> None:
    observe([MOVED])
    assert is_working_day(day("Mon 31 May 2027"))
    assert not is_working_day(day("Thu 3 Jun 2027"))


def test_the_last_directory_that_was_read_counts_and_no_earlier_one() -> None:
    observe([EXTRA])
    observe([MOVED])
    assert is_working_day(EXTRA.on)


def test_what_runs_counts_with_the_holidays_of_its_directory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    named = with_holidays(tmp_path, "  - {on: 2027-05-10, name: A day of thanks, source: The London Gazette}\n")
    monkeypatch.setenv("CORRESPONDENCE_DIRECTORY", str(named))
    assert is_working_day(date(2027, 5, 10))
    settings.directory()
    assert not is_working_day(date(2027, 5, 10))


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("{on: 2027-05-10, name: A day}", r"bank_holidays\.0.*source"),
        ("{on: 2027-05-08, name: A day, source: The Gazette}", r"bank_holidays\.0\.on: Saturday 8 May 2027"),
        ("{on: 2027-06-03, name: A day, source: The Gazette, instead_of: 2027-06-01}", r"bank_holidays\.0\.instead_of"),
        ("{on: soon, name: A day, source: The Gazette}", r"bank_holidays\.0\.on"),
    ],
)
def test_a_holiday_that_cannot_be_is_refused_by_its_field(tmp_path: Path, line: str, words: str) -> None:
    with pytest.raises(BadDirectory, match=words):
        read_directory(with_holidays(tmp_path, f"  - {line}\n"))


def test_a_holiday_is_named_once(tmp_path: Path) -> None:
    line = "  - {on: 2027-05-10, name: A day, source: The Gazette}\n"
    with pytest.raises(BadDirectory, match=r"bank_holidays\.1\.on: Monday 10 May 2027 is named twice"):
        read_directory(with_holidays(tmp_path, line * 2))


def test_a_holiday_that_the_library_knows_by_now_stops_nothing(tmp_path: Path) -> None:
    line = "  - {on: 2027-05-31, name: Spring bank holiday, source: GOV.UK, instead_of: 2027-05-24}\n"
    assert len(read_directory(with_holidays(tmp_path, line)).bank_holidays) == 1
