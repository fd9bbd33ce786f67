"""Our own feeds have the names that HMCTS really sends."""

import csv
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.build import EXAMPLES
from tests.hmcts.feeds import HERE, TWO_FAMILIES, small_feed

SENT = {row["json_name"] for row in csv.DictReader((HERE / "prl_cafcass_fields.csv").read_text("utf-8").splitlines())}
SENT |= {"hearingStatus"}  # the list says of it that it is what comes, and that hmcStatus is written alone
ENVELOPE = {"total", "cases", "id", "value", "case_data"}
OF_CCD = {"code", "label", "list_items", "OrganisationID", "OrganisationName"}
"""What the list of fields leaves out, since it is of CCD's own types: a dynamic list, an organisation."""
OLDER = {"relationshipToChild"}
"""Of `personWhoLivesWithChild`, in the older shape of a case."""


def names(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for name, inner in value.items():
            yield name
            yield from names(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from names(inner)


@pytest.mark.parametrize("feed", [TWO_FAMILIES, EXAMPLES / "hmcts" / "feed.json", None], ids=str)
def test_every_name_in_a_feed_of_ours_is_one_that_hmcts_sends(feed: Path | None) -> None:
    content = small_feed() if feed is None else json.loads(feed.read_text("utf-8"))
    used = set(names(content))
    assert len(used) > 15
    assert used - SENT - ENVELOPE - OF_CCD - OLDER == set()


def test_the_list_knows_that_the_older_name_of_a_hearings_status_never_comes() -> None:
    assert "hmcStatus" not in SENT
