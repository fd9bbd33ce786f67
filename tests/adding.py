"""What a new event or letter still lacks: `make adding EVENT=TYPE LETTER=CODE`, or `python -m tests.adding TYPE CODE`.

It makes what is made (the catalogues of translations, the pages), then asks the tests that look at every kind and every
event, each for the new ones alone: first whether anything is missing and, once nothing is, whether they do as they
should.
"""

import re
import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from correspondence.catalogue.registry import CATALOGUE
from correspondence.protocol.areas.events import AnyOfAreas
from correspondence.protocol.owed.obligations import OBLIGATIONS
from tests import build, messages

ROOT = Path(__file__).resolve().parents[1]
EVENTS = frozenset((*build.EVENTS, *build.types_in(AnyOfAreas)))
CODES = EVENTS | frozenset(CATALOGUE)
"""How the tests that are made for each kind and each event name what they are for."""

MISSING = (
    "tests/test_world.py",
    "tests/catalogue/test_catalogue.py",
    "tests/catalogue/test_signatories.py",
    "tests/catalogue/test_as_sent.py::test_of_every_letter_it_is_known_to_whom_it_goes_and_how_long_it_is_true",
    "tests/catalogue/test_promises.py::test_every_day_of_a_letter_to_a_family_is_known_for_what_it_is",
    "tests/protocol/test_names.py::test_every_name_of_every_event_is_known_by_its_type",
    "tests/protocol/test_duties.py::"
    "test_a_duty_is_called_as_the_letter_that_ends_it_unless_code_asks_for_it_by_a_name_of_its_own",
    "tests/simulation/laws/test_owing.py::test_every_kind_that_a_paragraph_makes_a_case_owe_is_known",
    "tests/simulation/laws/test_agreeing.py::test_every_duty_that_is_not_called_as_its_letter_is_known",
    "tests/pages/test_pages.py",
    "tests/locales",
    "tests/golden/test_golden.py",
    "tests/golden/test_reach.py",
)
"""Where it is said what a kind or an event lacks."""

BEHAVES = (
    "tests/api/test_record.py",
    "tests/catalogue/test_as_sent.py",
    "tests/catalogue/test_versions.py",
    "tests/disclosure/test_details_learnt.py",
    "tests/disclosure/test_non_interference.py",
    "tests/disclosure/test_what_one_party_told_us.py",
    "tests/golden/test_print.py",
    "tests/golden/test_readability.py",
    "tests/making/test_orders.py",
    "tests/protocol/test_empty_lists.py",
    "tests/protocol/test_event_rules.py",
    "tests/rendering/test_fast.py",
    "tests/rendering/test_page_source.py",
    "tests/service/test_events_in_any_order.py",
    "tests/service/test_told_again.py",
    "tests/service/test_vacant_posts.py",
    "tests/simulation/laws/test_golden_lives.py",
)
"""Where it is tried what becomes of each kind and each event."""


def named_in(test: str) -> frozenset[str]:
    """What a test is made for, as its name says it in brackets."""
    return frozenset(re.findall(r"\w+", test.partition("[")[2]))


def is_of(new: str, test: str) -> bool:
    """Whether a test is to be run for what is new: one that is made for something else is not."""
    return not named_in(test) & CODES or bool(named_in(test) & {*new.split(",")})


def undeclared(event: str, letter: str) -> Iterator[str]:
    """What has to be written before anything can be asked of the new event or letter."""
    protocol, name = "correspondence/protocol", letter.upper()
    if event and event not in EVENTS:
        yield f"write {protocol}/events/{event}.py, a `record` whose `type` is {event}"
        yield f"name its class in CorrectableEvent, in {protocol}/events/registry.py"
    if letter and letter not in {*CATALOGUE, *OBLIGATIONS}:
        yield f'declare {name} = Obligation(code="{letter}", ...) in {protocol}/owed/obligations.py'
    if letter and letter not in CATALOGUE:
        yield f"write correspondence/catalogue/families/{letter}.py (another reader's in its folder beside that),"
        yield f"    with kind_of(obligations.{name}, ...)"


def to_do(failed: Iterable[pytest.TestReport]) -> Iterator[str]:
    """What the tests that failed say is to be done, each once, with the first of them that says so."""
    said: dict[str, str] = {}
    for report in failed:
        crash = getattr(report.longrepr, "reprcrash", None)
        words = str(crash.message if crash else report.longrepr).removeprefix("AssertionError: ")
        said.setdefault(re.split(r"\nassert\b", words)[0], report.nodeid)
    for words, first in said.items():
        yield f"- {words}\n      ({first})"


def _pytest(*arguments: str) -> int:
    return subprocess.run([sys.executable, "-m", "pytest", "-q", "--tb=no", "-r", "", *arguments], cwd=ROOT).returncode


def main(event: str, letter: str) -> int:
    """Say what is missing; 0 once nothing is and all is as it should be."""
    lacking = list(undeclared(event, letter))
    if lacking or not event + letter:
        sys.stdout.write("\n".join(lacking or ["say which: make adding EVENT=TYPE LETTER=CODE, or one of them"]) + "\n")
        return 1
    messages.main()
    subprocess.run([sys.executable, "-m", "tests.pages"], cwd=ROOT, check=True)
    new = f"--new={event},{letter}"
    if _pytest(new, *MISSING):
        sys.stdout.write("do these, the first of them first, and run the same again\n")
        return 1
    if outcome := _pytest(new, "-k", " or ".join(filter(None, (event, letter))), *BEHAVES):
        return outcome
    sys.stdout.write("nothing is missing; now: make check\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
