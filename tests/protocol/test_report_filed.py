"""A report that was filed: what may not be said of it."""

import pytest

from correspondence.protocol.intake.consistency import faults
from tests.build import Changes, case_file, closing, decision, directory, report_filed


@pytest.mark.parametrize(
    ("changes", "rule", "field"),
    [
        ({"filed_on": "2027-03-16"}, "filed_after_event", "filed_on"),
        ({"filed_on": "2026-11-04"}, "filed_before_order", "filed_on"),
    ],
)
def test_a_day_of_filing_that_cannot_be_is_refused_by_its_rule_and_field(
    changes: Changes, rule: str, field: str
) -> None:
    found = faults(report_filed(changes), case_file(decision()), directory())
    assert [(r.rule, r.field, r.source) for r in found] == [(rule, field, "5.1")]


def test_work_of_another_kind_may_have_been_filed_before_this_was_ordered() -> None:
    event = report_filed({"filed_on": "2026-11-04", "work_type": "section_7_addendum"})
    assert faults(event, case_file(decision()), directory()) == ()


def test_only_of_a_case_that_was_placed_in_a_hub_and_is_open_a_report_is_filed() -> None:
    assert [r.rule for r in faults(report_filed(), None, directory())] == ["not_in_hub"]
    closed = case_file(decision(), closing())
    assert [r.rule for r in faults(report_filed(), closed, directory())] == ["case_closed"]
