"""Every code that a finding can have stands in one table, with its severity and the words that staff are told."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from correspondence import checks
from correspondence.checks import Code, codes
from correspondence.documents import Finding, Severity
from correspondence.protocol.case.people import Detail
from correspondence.protocol.history import disclosure
from correspondence.protocol.history.parts_withheld import PARTS_OF
from correspondence.rendering.failures import Failure

SOURCE = Path(checks.__file__).parents[1]
TABLE = Path(codes.__file__)
_FOUND_BY_NAME = {f"rendering.{failure}" for failure in Failure}
_NEVER_A_VALUE = {Detail.LIVES_WITH}
"""With whom a child lives is told by an address or a name, and has no value of its own to be found."""


def _trees() -> Iterator[ast.Module]:
    """Every module of ours but the table itself."""
    for path in SOURCE.rglob("*.py"):
        if path != TABLE:
            yield ast.parse(path.read_text("utf-8"))


@cache
def _named() -> frozenset[str]:
    """The rows that our modules name: `Code.FREE_TEXT`."""
    return frozenset(
        node.attr
        for tree in _trees()
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "Code"
    )


def test_every_failure_of_rendering_has_its_row_and_no_other_has() -> None:
    rows = {code.value for code in Code if code.startswith("rendering.")}
    assert rows >= _FOUND_BY_NAME
    assert rows - _FOUND_BY_NAME <= {code.value for code in Code if code.name in _named()}


def test_every_detail_that_may_leak_has_its_row() -> None:
    details = {*Detail} - _NEVER_A_VALUE
    assert {f"disclosure.{detail}" for detail in details} <= codes.CODES.keys()


def test_every_other_row_for_a_leak_is_of_a_detail_that_is_searched_for() -> None:
    said = {
        node.value
        for path in (Path(disclosure.__file__), *(SOURCE / "checks").glob("*.py"))
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Constant)
    }
    leaks = {code.partition(".")[2] for code in Code if code.startswith("disclosure.") and code.name not in _named()}
    assert leaks - {*Detail} <= said


def test_whatever_clue_there_may_be_has_its_rows_certain_and_perhaps() -> None:
    """The details that clues are made of, and those of the rows for what may be chance, are the same."""
    perhaps = {code.partition(".")[2] for code in Code if code.startswith("possible_disclosure.")}
    assert perhaps == {*PARTS_OF}
    assert {f"disclosure.{detail}" for detail in perhaps} <= codes.CODES.keys()


def test_no_row_of_the_table_is_unused() -> None:
    by_name = _FOUND_BY_NAME | {code.value for code in Code if code.startswith(("disclosure.", "possible_disclosure."))}
    assert {code.name for code in Code if code.value not in by_name} - _named() == set()


def test_a_finding_is_made_from_the_table_alone() -> None:
    """`Finding(...)` is called where a row of the table is given its place, and where the register is read."""
    callers = {
        path.relative_to(SOURCE).as_posix()
        for path in SOURCE.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Finding"
    }
    assert callers == {"checks/codes.py", "storage/letters.py"}


@pytest.mark.parametrize("code", list(Code))
def test_each_code_says_in_whole_sentences_what_is_wrong_and_what_mends_it(code: Code) -> None:
    assert code.says[0].isupper() and code.says.endswith(".")
    assert code.mends[0].isupper() and code.mends.endswith(".")
    assert len(code.says.split(". ")) == 1


def test_a_finding_takes_its_severity_from_the_table() -> None:
    made = checks.finding(Code.FREE_TEXT, "note")
    assert made == Finding(code="free_text", severity=Severity.ACKNOWLEDGE, where="note")


def test_a_code_of_an_earlier_version_still_has_words() -> None:
    says, mends = checks.meaning("a_code_that_is_no_more")
    assert says and mends
