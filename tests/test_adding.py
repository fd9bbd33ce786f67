"""What a new event or letter lacks is said by one command, each thing once; it asks each test that looks at all."""

from types import SimpleNamespace
from typing import Any

import pytest

from correspondence.catalogue.registry import CASE_KINDS
from tests import build
from tests.adding import BEHAVES, CODES, MISSING, is_of, named_in, to_do, undeclared

EVERYTHING = (frozenset(build.EVENTS), frozenset(CASE_KINDS))


def test_what_is_not_declared_is_named_with_the_file_that_it_belongs_in() -> None:
    lacking = "\n".join(undeclared("never_seen", "a_letter_of_it"))
    for place in ("protocol/events/never_seen.py", "events/registry.py", "owed/obligations.py", "a_letter_of_it.py"):
        assert place in lacking
    assert list(undeclared("hub_closing", "hub_closing")) == []
    assert list(undeclared("", "reply")) == list(undeclared("case_closed", "")) == []


def test_of_what_is_made_for_every_kind_that_of_the_new_alone_is_run() -> None:
    assert is_of("a,reply", "tests/x.py::test_y[reply/in_polish]")
    assert not is_of("a,reply", "tests/x.py::test_y[update-adult]")
    assert not is_of("reply,", "tests/x.py::test_y[update-adult]")
    assert is_of("a,reply", "tests/x.py::test_y[pl]")
    assert is_of("a,reply", "tests/x.py::test_y")


def failed(nodeid: str, message: str) -> Any:
    return SimpleNamespace(nodeid=nodeid, longrepr=SimpleNamespace(reprcrash=SimpleNamespace(message=message)))


def test_each_thing_that_is_to_be_done_is_said_once_without_what_was_compared() -> None:
    told = failed("one", "AssertionError: run: make pages\nassert 'README.md' not in {}")
    again = failed("two", "AssertionError: run: make pages\nassert 'docs/api.md' not in {}")
    other = failed("three", "AssertionError: translate these:\n      Dear %(name)s,\nassert ['Dear'] == []")
    assert list(to_do([told, again, other])) == [
        "- run: make pages\n      (one)",
        "- translate these:\n      Dear %(name)s,\n      (three)",
    ]


def test_every_file_that_asks_of_most_events_or_most_letters_of_cases_is_asked(request: pytest.FixtureRequest) -> None:
    """Of those that this run has collected: in the whole suite of all."""
    named: dict[str, set[str]] = {}
    for item in request.session.items:
        named.setdefault(item.nodeid.partition("::")[0], set()).update(named_in(item.nodeid) & CODES)
    asking = {file for file, codes in named.items() if any(len(codes & each) > len(each) / 2 for each in EVERYTHING)}
    asked = {each.partition("::")[0] for each in (*MISSING, *BEHAVES)}
    assert asking - asked == set(), "name each in tests/adding.py"
