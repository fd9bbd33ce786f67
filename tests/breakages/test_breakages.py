"""Every breakage can still be tried: what it breaks stands in today's code, and the tests that must notice exist."""

import ast

import pytest

from tests.breakages import ROOT, Breakage, breakages

KINDS = frozenset(
    {
        *("rules", "clocks", "days", "disclosure", "override", "statuses", "roles", "copies", "signatories", "lists"),
        *("rendering", "escaping", "languages", "wording", "storage", "hashes", "erasure", "verification"),
        *("feed", "runs", "corrections", "areas", "workers", "standings", "trouble", "directory", "dispatch", "laws"),
        "promises",
    }
)
"""What of our promises is broken by some breakage."""

every_breakage = pytest.mark.parametrize("breakage", breakages(), ids=lambda breakage: breakage.name)


def test_there_are_many_breakages_over_the_whole_product_each_named_once() -> None:
    assert len(breakages()) >= 80
    assert {each.kind for each in breakages()} == KINDS
    assert len({each.name for each in breakages()}) == len(breakages())
    assert len({(each.file, each.new, each.old) for each in breakages()}) == len(breakages())


@every_breakage
def test_a_breakage_applies_to_the_code_as_it_stands(breakage: Breakage) -> None:
    source = (ROOT / breakage.file).read_text("utf-8")
    broken = breakage.broken(source)
    assert broken != source
    if breakage.file.endswith(".py"):
        ast.parse(broken)


@every_breakage
def test_the_tests_that_must_notice_a_breakage_exist(breakage: Breakage) -> None:
    assert breakage.tests
    for test in breakage.tests:
        file, *names = test.partition("[")[0].split("::")
        assert names, f"{test}: name the test, not its file alone"
        assert f"def {names[-1]}(" in (ROOT / file).read_text("utf-8"), test
