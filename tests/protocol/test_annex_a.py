import csv
from pathlib import Path

import pytest

from correspondence.protocol.case.annex_a import ANNEX_A, Category

TABLE = Path(__file__).parents[1] / "data" / "annex_a.csv"
ROWS = list(csv.DictReader(TABLE.read_text("utf-8").splitlines()))


def test_annex_a_holds_the_categories_of_the_protocol_and_no_others() -> None:
    assert [str(category) for category in ANNEX_A] == [row["id"] for row in ROWS]
    assert list(ANNEX_A) == list(Category)
    assert len(ROWS) == 40


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["id"])
def test_a_category_has_the_status_the_law_and_the_name_that_annex_a_gives_it(row: dict[str, str]) -> None:
    entry = ANNEX_A[Category(row["id"])]
    assert entry.priority_status == int(row["priority_status"])
    assert entry.public_law is (row["public_law"] == "yes")
    assert entry.name == row["category"]
