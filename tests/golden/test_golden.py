"""Every letter of every scenario is as its golden file says."""

from pathlib import Path

import pytest

from correspondence.catalogue.kinds import CATALOGUE
from correspondence.catalogue.letters import AnyKind
from correspondence.checks.wording import FRAME
from tests.golden.compare import compare
from tests.golden.scenario import Scenario
from tests.golden.scenarios import (
    FINDINGS,
    GOLDEN_FILES,
    TEMPLATES,
    as_json,
    frame_seen,
    kept_files,
    scenarios,
    sentences_of,
    sentences_seen,
    write_scenario,
)

ROOT = Path(__file__).resolve().parents[2]
FAILURES = ROOT / "golden_failures"
NOT_SENTENCES = frozenset({"page_line.html", "directory_words.html"})
"""The foot of a page and the directory's own phrases: no sentences of a letter."""
HOLDS_NO_GOLDEN = ("disclosure.", "accessibility.", "check_failed.", "rendering.", "wording.unaccepted")
"""What the checks may find in no golden file. An address that cannot be printed, or a missing route, they may."""

SCENARIOS = [pytest.param(scenario, id=f"{scenario.kind}/{scenario.name}") for scenario in scenarios()]


def test_every_kind_has_scenarios_and_every_folder_is_a_kind() -> None:
    folders = {path.name for path in GOLDEN_FILES.iterdir() if path.is_dir()}
    assert folders == set(CATALOGUE)
    assert {scenario.kind for scenario in scenarios()} == set(CATALOGUE)


@pytest.mark.parametrize("kind", CATALOGUE.values(), ids=lambda kind: kind.code)
def test_every_version_of_a_kind_has_a_scenario_in_every_language(kind: AnyKind) -> None:
    seen = {
        (letter.audience, text.language)
        for scenario in scenarios()
        if scenario.kind == kind.code
        for letter, text in scenario.texts()
    }
    languages = ("en", "pl", "ar") if kind.is_for_families else ("en",)
    assert seen >= {(audience, language) for audience in kind.versions for language in languages}


def test_every_folder_of_a_kind_is_a_scenario_that_says_why_it_exists() -> None:
    folders = {path for kind in CATALOGUE for path in (GOLDEN_FILES / kind).iterdir() if path.is_dir()}
    assert folders == {scenario.folder for scenario in scenarios()}
    assert [f"{s.kind}/{s.name}" for s in scenarios() if not s.why] == []


@pytest.mark.parametrize("scenario", SCENARIOS)
def test_a_scenario_gives_its_golden_files(scenario: Scenario) -> None:
    kept, made = kept_files(scenario), write_scenario(scenario)
    assert made, "the scenario gives no letter of its kind"
    assert sorted(kept) == sorted(made)
    place = FAILURES / scenario.kind / scenario.name
    found = [compare(name, kept[name].read_bytes(), made[name], place) for name in sorted(made)]
    differences = [difference for difference in found if difference]
    assert not differences, "\n\n".join([*differences, f"see {place}"])


@pytest.mark.parametrize("scenario", SCENARIOS)
def test_no_golden_file_leaks_or_shuts_anybody_out(scenario: Scenario) -> None:
    kept = kept_files(scenario)
    assert FINDINGS in kept
    findings = kept[FINDINGS].read_text("utf-8")
    assert [code for code in HOLDS_NO_GOLDEN if code in findings] == []


@pytest.mark.parametrize("kind", sorted(CATALOGUE))
def test_the_accepted_sentences_are_those_that_the_golden_files_show(kind: str) -> None:
    assert (GOLDEN_FILES / kind / "accepted.json").read_bytes() == as_json(sentences_seen(kind))


def test_what_a_kind_can_say_in_words_that_others_show_is_accepted_for_it() -> None:
    assert (GOLDEN_FILES / FRAME).read_bytes() == as_json(frame_seen())


@pytest.mark.parametrize("kind", sorted(CATALOGUE))
def test_every_branch_of_a_kinds_templates_is_seen_in_a_golden_file(kind: str) -> None:
    for part in CATALOGUE[kind].parts:
        templates = sorted((TEMPLATES / part.folder).glob("*.html"))
        assert {path.stem for path in templates} == {audience.value for audience in CATALOGUE[kind].versions}
        for template in templates:
            seen = set(sentences_seen(kind).get(template.stem, ()))
            unseen = sentences_of(template) - seen
            assert unseen == set(), f"{part.folder}/{template.name} says what no golden file shows"


def test_every_branch_of_the_shared_templates_is_seen_in_a_golden_file() -> None:
    seen = {s for kind in CATALOGUE for sentences in sentences_seen(kind).values() for s in sentences}
    templates = [path for path in sorted((TEMPLATES / "shared").glob("*.html")) if path.name not in NOT_SENTENCES]
    assert templates
    assert set().union(*map(sentences_of, templates)) - seen == set()
