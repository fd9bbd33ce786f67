"""What is written about the project is true of it: what is made from the code is up to date, what it names is there."""

import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement

from correspondence.catalogue.court.lists import columns
from correspondence.protocol.case.case import WorkType
from correspondence.protocol.lists.court_lists import Action, Application, Left, Standing
from correspondence.protocol.lists.sections import Section

from . import MADE, PAGES, ROOT, out_of_date


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


def test_the_readme_fits_on_a_few_screens() -> None:
    assert len(text("README.md").encode()) <= 8000


def headings(page: str) -> set[str]:
    """The anchors that a page can be led to."""
    found = re.findall(r"^#+ (.*)$", re.sub(r"^```.*?^```$", "", page, flags=re.MULTILINE | re.DOTALL), re.MULTILINE)
    return {re.sub(r"[^a-z0-9 -]", "", each.lower()).replace(" ", "-") for each in found}


@pytest.mark.parametrize("name", PAGES)
def test_every_link_of_a_page_leads_somewhere(name: str) -> None:
    lost = []
    for link in re.findall(r"\]\(([^)\s]+)\)", text(name)):
        path, _, anchor = link.partition("#")
        target = (ROOT / name).parent / path if path else ROOT / name
        if "://" not in link and not (
            target.exists() and (not anchor or anchor in headings(target.read_text("utf-8")))
        ):
            lost.append(link)
    assert lost == []


@pytest.mark.parametrize("name", PAGES)
def test_every_file_that_a_page_names_is_there(name: str) -> None:
    """What has a placeholder or a pattern in it names no one file."""
    named = re.findall(
        r"`((?:\.ci|correspondence|api|templates|locales|examples|golden_files|tests|docs)/[\w./-]*)`", text(name)
    )
    assert [each for each in named if not (ROOT / each).exists()] == []


def test_the_page_of_the_lists_tells_of_every_column_and_every_value_it_can_have() -> None:
    rows = dict(re.findall(r"^\| `(\w+)` \| (.*) \|$", text("docs/lists.md").split("| column |")[1], re.MULTILINE))
    assert [*rows] == [*columns()]
    values = {
        "standing": Standing,
        "application": Application,
        "action": Action,
        "left": Left,
        "ordered_work": WorkType,
    }
    assert {name: set(re.findall(r"`(\w+)`", rows[name])) for name in values} == {
        name: {str(each) for each in of} for name, of in values.items()
    }
    sections = re.findall(r"^\| `(\w+)` \|", text("docs/lists.md").split("| column |")[0], re.MULTILINE)
    assert sections == [str(each) for each in Section]


DECISIONS = ROOT / "docs" / "decisions"
PARTS = ["What.", "Why.", "What it costs.", "What would change our mind."]


def decisions() -> list[Path]:
    return sorted(path for path in DECISIONS.glob("*.md") if path.name != "README.md")


def test_every_decision_is_in_the_index_once_by_its_title() -> None:
    index = re.findall(r"^- \[(.*)\]\((.*)\)$", (DECISIONS / "README.md").read_text("utf-8"), re.MULTILINE)
    titles = [(path.read_text("utf-8").splitlines()[0].removeprefix("# "), path.name) for path in decisions()]
    assert len(titles) > 20
    assert sorted(index) == sorted(titles)


@pytest.mark.parametrize("path", decisions(), ids=lambda path: path.stem)
def test_a_decision_says_what_why_what_it_costs_and_what_would_change_it(path: Path) -> None:
    assert re.findall(r"^\*\*(.*?)\*\*", path.read_text("utf-8"), re.MULTILINE) == PARTS


def words_of_the_product() -> set[str]:
    folders = ("correspondence", "api", "templates", "tests", "golden_files")
    files = (path for folder in folders for path in (ROOT / folder).rglob("*") if path.suffix in (".py", ".html"))
    return {word for path in files for word in re.findall(r"\w+", path.read_text("utf-8"))}


def test_every_name_in_a_decision_is_a_name_of_the_product() -> None:
    """So no page tells of what is not built, or is called otherwise by now."""
    known = words_of_the_product()
    quoted = {path.name: set(re.findall(r"`([^`/.<>* ]+)`", path.read_text("utf-8"))) for path in decisions()}
    named = {
        name: {word for each in said for word in re.findall(r"[A-Za-z_]{4,}", each)} for name, said in quoted.items()
    }
    assert sum(map(len, named.values())) > 40
    assert {name: unknown for name, words in named.items() if (unknown := words - known)} == {}


def test_every_test_and_every_name_that_is_to_be_given_is_there_under_that_name() -> None:
    page = text("docs/adding.md")
    names = set(re.findall(r"`([A-Za-z]+_\w+|[A-Z][a-z]+[A-Z]\w+)`", page))
    assert {"owed_to", "test_a_catalogue_has_a_ledger_that_is_in_order"} <= names
    assert names - words_of_the_product() == set()
