"""What the catalogue declares has a template, a scenario and a paragraph; what stands in a folder is declared."""

import csv
import inspect
import re
import tomllib
from dataclasses import fields
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

import pytest
from jinja2 import Environment, nodes

from correspondence.catalogue.file.pack_index import PACK_INDEX
from correspondence.catalogue.kind import AnyKind, LetterKind
from correspondence.catalogue.letter import HubView, OfficeView, RecipientView
from correspondence.catalogue.registry import AREA_KINDS, CATALOGUE
from correspondence.protocol.areas.obligations import AREA_OBLIGATIONS, AreaObligation
from correspondence.protocol.owed.list_obligations import LIST_OBLIGATIONS, ListObligation
from correspondence.protocol.owed.obligations import OBLIGATIONS, Obligation
from tests import build

ROOT = Path(__file__).parents[2]
TEMPLATES = ROOT / "templates"
GOLDENS = ROOT / "golden_files"
CASES = [
    (kind.code, part.folder, str(version))
    for kind in CATALOGUE.values()
    for part in kind.parts
    for version in kind.versions
]
CONTRACTS = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]["contracts"]
(FOLDERS_OF_KINDS,) = (
    [folder.removesuffix(".*") for folder in each["modules"]] for each in CONTRACTS if each["type"] == "independence"
)
"""The folders of which the contract says that no kind in them knows another."""
SPEAK_OF_WAITING = [code for code, obligation in OBLIGATIONS.items() if obligation.is_of_waiting]
OF_EVERY_LETTER = {"view", "audience", "language", "direction", "english_sentence", "self", "caller"}


def folders(parent: Path) -> set[str]:
    return {path.name for path in parent.iterdir() if path.is_dir()}


def paragraphs() -> dict[str, str]:
    with (ROOT / "tests" / "data" / "paragraphs.csv").open(encoding="utf-8", newline="") as file:
        return {row["paragraph"]: row["orders"] for row in csv.DictReader(file)}


def template(folder: str, version: str) -> str:
    path = TEMPLATES / folder / f"{version}.html"
    assert path.is_file(), f"write each of these in templates/: {folder}/{version}.html"
    return path.read_text("utf-8")


OWED: dict[str, Obligation | AreaObligation | ListObligation] = {
    **OBLIGATIONS,
    **AREA_OBLIGATIONS,
    **LIST_OBLIGATIONS,
}


def test_every_kind_meets_an_obligation_and_says_its_paragraph_and_its_deadline() -> None:
    """The index of a pack is owed to nobody: it is for whoever approves the letters of that."""
    assert {*OWED} == {*CATALOGUE} - {PACK_INDEX.code}
    for code, each in OWED.items():
        assert (CATALOGUE[code].source, CATALOGUE[code].deadline) == (each.source, each.within)


def test_every_kind_has_a_template_for_each_version_and_every_template_a_kind() -> None:
    declared = {f"{folder}/{version}.html" for _, folder, version in CASES}
    found = {path.relative_to(TEMPLATES).as_posix() for path in TEMPLATES.glob("*/*/*.html")}
    assert declared <= found, f"write each of these in templates/: {', '.join(sorted(declared - found))}"
    assert found - declared == set(), "no kind has these"


def parsed(text: str) -> nodes.Template:
    return Environment(extensions=["jinja2.ext.i18n"]).parse(text)


STAYS_DUE = {"filing_time": {"family_letters_by"}}
"""Days by which something is due, whether they have passed or not: a letter is no more untrue for it a week later."""


def path_of(node: nodes.Node) -> str:
    """What a template calls a value, as `view.facts.closes_on`."""
    return f"{path_of(node.node)}.{node.attr}" if isinstance(node, nodes.Getattr) else getattr(node, "name", "")


def compared_with_its_day(tree: nodes.Node, facts: str) -> set[str]:
    """The fields of *facts* that a template holds against the day of its letter."""
    found: set[str] = set()
    for each in tree.find_all(nodes.Compare):
        sides = {path_of(each.expr), *(path_of(operand.expr) for operand in each.ops)}
        found |= {side.removeprefix(f"{facts}.") for side in sides if "view.dated" in sides and side.startswith(facts)}
    return found


def shared_parts() -> dict[str, set[str]]:
    """The same of each shared part and of those that it is made of, by its name."""
    macros = {
        each.name: each
        for each in parsed((TEMPLATES / "shared" / "parts.html").read_text("utf-8")).find_all(nodes.Macro)
    }

    def whole(name: str) -> set[str]:
        inner = [path_of(call.node) for call in macros[name].find_all(nodes.Call)]
        return compared_with_its_day(macros[name], "facts").union(*(whole(each) for each in inner if each in macros))

    return {name: whole(name) for name in macros}


@pytest.mark.parametrize(("code", "folder", "version"), CASES)
def test_a_day_that_a_template_tells_as_ahead_or_past_is_named_so_in_the_facts(
    code: str, folder: str, version: str
) -> None:
    """Else a letter that lay until it had passed would go, and tell it as ahead."""
    tree, parts = parsed(template(folder, version)), shared_parts()
    used = {path_of(call.node).removeprefix("parts.") for call in tree.find_all(nodes.Call)}
    told = compared_with_its_day(tree, "view.facts").union(*(parts.get(each, set()) for each in used))
    assert parts["dates"] == {"filing_date", "hearing_on"}
    facts = CATALOGUE[code].facts_type
    lacking = sorted(told - facts.told_ahead_or_past - STAYS_DUE.get(code, set()))
    assert lacking == [], f"name these in told_ahead_or_past of {facts.__name__}: {', '.join(lacking)}"


def test_every_kind_has_golden_scenarios_and_every_golden_folder_a_kind() -> None:
    assert folders(GOLDENS) - set(CATALOGUE) == set(), "no kind has these"
    for code in CATALOGUE:
        scenarios = folders(GOLDENS / code) if (GOLDENS / code).is_dir() else set()
        wanted = f"golden_files/{code}/SCENARIO/event.json, the folder's name saying why in four words"
        assert scenarios, f"write {wanted}; then run: .venv/bin/pytest tests/golden --accept-golden={code}"
        assert all((GOLDENS / code / name / "event.json").is_file() for name in scenarios), f"each is {wanted}"


def test_the_folders_of_kinds_hold_every_kind_once_and_no_module_that_declares_none() -> None:
    declared = {
        module: [each.code for each in vars(import_module(module)).values() if isinstance(each, LetterKind)]
        for folder in FOLDERS_OF_KINDS
        for _, module, _ in iter_modules(import_module(folder).__path__, f"{folder}.")
    }
    assert [module for module, codes in declared.items() if not codes] == []
    assert sorted(code for codes in declared.values() for code in codes) == sorted(CATALOGUE)


@pytest.mark.parametrize("kind", CATALOGUE.values(), ids=list(CATALOGUE))
def test_the_source_of_every_kind_is_a_paragraph_that_orders_something_or_it_is_ours(kind: AnyKind) -> None:
    orders = "ours" if kind.source == "ours" else paragraphs().get(kind.source, "none")
    said = 'a paragraph of tests/data/paragraphs.csv, in its words, or "ours" where none orders it'
    assert not orders.startswith(("none", "gate only", "limit only")), f"{kind.code}: `source` is {said}"


def names_of(values: type) -> set[str]:
    """The names of what a record holds, and of what it works out of that."""
    worked_out = (name for name, value in inspect.getmembers(values) if isinstance(value, property))
    return {field.name for field in fields(values)} | {*worked_out}


@pytest.mark.parametrize(("kind", "folder", "version"), CASES)
def test_a_template_names_only_what_its_reader_may_know(kind: str, folder: str, version: str) -> None:
    """Every `view.x` is of the view, every `view.facts.x` of this kind's facts, and nothing else is named at all.

    What they work out of their own fields is theirs too.
    """
    environment = Environment(extensions=["jinja2.ext.i18n"], autoescape=True)
    of_offices = kind in AREA_KINDS or kind == PACK_INDEX.code
    of_view = names_of(OfficeView if of_offices else RecipientView)
    of_facts = names_of(CATALOGUE[kind].facts_type)
    own = environment.parse(template(folder, version))
    bases = (each.template.value for each in own.find_all(nodes.Extends) if isinstance(each.template, nodes.Const))
    for tree in (own, *(environment.parse((TEMPLATES / base).read_text("utf-8")) for base in bases)):
        for found in tree.find_all(nodes.Getattr):
            if isinstance(found.node, nodes.Name) and found.node.name == "view":
                assert found.attr in of_view, f"{folder}/{version}.html: {found.attr} is no field of the view"
            if isinstance(found.node, nodes.Getattr) and found.node.attr == "facts":
                facts = CATALOGUE[kind].facts_type.__name__
                assert found.attr in of_facts, f"{folder}/{version}.html: {found.attr} is no field of {facts}"
            if isinstance(found.node, nodes.Getattr) and found.node.attr == "hub":
                assert found.attr in {field.name for field in fields(HubView)}


@pytest.mark.parametrize(("kind", "folder", "version"), CASES)
def test_a_template_holds_no_words_outside_its_sentences(kind: str, folder: str, version: str) -> None:
    """Every word can be translated: outside `{% trans %}` there is markup alone."""
    shared = (TEMPLATES / "shared").glob("*.html")
    for source in (template(folder, version), *(path.read_text("utf-8") for path in shared)):
        bare = re.sub(r"\{#.*?#\}", "", source, flags=re.DOTALL)
        bare = re.sub(r"\{%-?\s*trans\b.*?endtrans\s*-?%\}", "", bare, flags=re.DOTALL)
        bare = re.sub(r"\{[{%].*?[}%]\}|<[^>]*>", "", bare, flags=re.DOTALL)
        assert bare.split() == [], f"{folder}/{version}.html: put into trans, endtrans: {' '.join(bare.split())}"


@pytest.mark.parametrize("code", [each for each in SPEAK_OF_WAITING if CATALOGUE[each].is_for_families])
def test_a_letter_to_a_family_that_waits_says_when_the_next_one_comes(code: str) -> None:
    for version in CATALOGUE[code].versions:
        said = f"letters/{code}/{version}.html speaks of waiting (`until`), and says no view.facts.next_update_on"
        assert "view.facts.next_update_on" in template(f"letters/{code}", version), said


@pytest.mark.parametrize("code", [code for code, kind in CATALOGUE.items() if kind.is_for_families])
def test_every_adult_letter_carries_the_same_safety_lines(code: str) -> None:
    for line in ("{{ parts.danger() }}", "{{ parts.adult_notes() }}"):
        assert line in template(f"letters/{code}", "adult"), f"letters/{code}/adult.html: put into it {line}"


def test_no_letter_gives_the_feedback_line() -> None:
    """0808 175 3333 is for feedback, and is never offered as help (protocol: law and custom)."""
    words = "".join(path.read_text("utf-8") for path in (ROOT / "templates").rglob("*.html"))
    numbers = (ROOT / "correspondence" / "catalogue" / "helplines.py").read_text("utf-8")
    assert not re.search(r"0808\D*175\D*3333|0330\D*403\D*0300", words + re.sub(r'""".*?"""', "", numbers, flags=re.S))


def test_the_example_letters_reach_every_member_of_the_family() -> None:
    from correspondence.catalogue.reconcile import letters

    decided = build.decision()
    written = letters(decided, build.case_file(decided), build.directory(), build.DECIDED_ON)
    assert [(x.recipient, str(x.audience)) for x in written if x.is_for_family] == [
        ("p1", "adult"),
        ("p2", "adult"),
        ("c1", "older"),
        ("c2", "younger"),
    ]
