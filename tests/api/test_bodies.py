"""Which type of answer a caller likes best (RFC 9110, 12.5.1)."""

import pytest

from api.bodies import preferred

JSON, PDF, ZIP = OFFERED = ("application/json", "application/pdf", "application/zip")


@pytest.mark.parametrize(
    ("accept", "expected"),
    [
        ("", JSON),
        ("*/*", JSON),
        ("application/*", JSON),
        ("application/pdf", PDF),
        ("Application/PDF", PDF),
        ("application/zip, */*;q=0.1", ZIP),
        ("application/json;q=0.5, application/pdf;q=0.8", PDF),
        ("application/pdf, application/json", JSON),
        ("*/*, application/json;q=0", PDF),
        ("application/*;q=0.2, application/zip;q=0.3", ZIP),
        ("text/html", None),
        ("application/pdf;q=0", None),
        ("application/pdf;q=much", None),
        (",;,", None),
    ],
)
def test_the_type_that_is_liked_best_is_given_and_the_first_of_equals(accept: str, expected: str | None) -> None:
    assert preferred(accept, OFFERED) == expected
