"""What is written about the project is true of it: what is made from the code is up to date, what it names is there."""

import tomllib

import pytest
from packaging.requirements import Requirement

from . import MADE, ROOT, out_of_date


def text(name: str) -> str:
    return (ROOT / name).read_text("utf-8")


@pytest.mark.parametrize("name", MADE)
def test_a_page_that_is_made_from_the_code_is_what_the_code_gives(name: str) -> None:
    assert name not in out_of_date(), "run: make pages"


def test_every_dependency_has_a_line_in_the_readme() -> None:
    asked = tomllib.loads(text("pyproject.toml"))["project"]["dependencies"]
    assert len(asked) > 5
    names = [Requirement(each).name for each in asked]
    assert [name for name in names if f"| {name} |" not in text("README.md")] == [], (
        "each needs its line: what it is for"
    )
