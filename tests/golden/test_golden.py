"""Every letter of every scenario is as its golden file says."""

from collections.abc import Callable
from pathlib import Path

import pytest

from correspondence import rendering
from correspondence.catalogue.kind import AnyKind
from correspondence.catalogue.registry import CATALOGUE
from correspondence.checks.wording import FRAME
from tests.golden import reference
from tests.golden.compare import compare
from tests.golden.scenarios import (
    ACCEPTED,
    FINDINGS,
    GOLDEN_FILES,
    TEMPLATES,
    Place,
    accepted,
    as_json,
    blocking_in,
    frame_seen,
    kept_files,
    places,
    sentences_of,
    sentences_seen,
    texts_of,
    write_scenario,
)

ROOT = Path(__file__).resolve().parents[2]
FAILURES = ROOT / "golden_failures"
NOT_SENTENCES = frozenset({"page_line.html", "directory_words.html"})
"""The foot of a page and the directory's own phrases: no sentences of a letter."""

every_scenario = pytest.mark.parametrize("place", places(), ids=str)


def test_every_kind_has_scenarios_and_every_folder_is_a_kind() -> None:
    folders = {path.name for path in GOLDEN_FILES.iterdir() if path.is_dir()}
    assert folders == set(CATALOGUE)
    assert {place.kind for place in places()} == set(CATALOGUE)


@pytest.mark.parametrize("kind", CATALOGUE.values(), ids=lambda kind: kind.code)
def test_every_version_of_a_kind_has_a_scenario_in_every_language(kind: AnyKind) -> None:
    seen = {(letter.audience, text.language) for place in places(kind.code) for letter, text in texts_of(place)}
    languages = filter(kind.is_written_in, rendering.languages() if kind.is_for_families else ("en",))
    unseen = {(audience, language) for language in languages for audience in kind.versions} - seen
    assert not unseen, f"write golden_files/{kind.code}/SCENARIO/ whose readers are these, then accept it"


@every_scenario
def test_every_folder_of_a_kind_is_a_scenario_that_says_why_it_exists(place: Place) -> None:
    assert place.read().why


@every_scenario
def test_a_scenario_gives_its_golden_files(place: Place, record_property: Callable[[str, object], None]) -> None:
    scenario = place.read()
    kept, made = kept_files(scenario), write_scenario(scenario)
    assert made, "the scenario gives no letter of its kind"
    assert sorted(kept) == sorted(made), (
        f"look at the pages, then run: pytest tests/golden --accept-golden={place.kind}"
    )
    failures = FAILURES / scenario.kind / scenario.name
    golden = {name: path.read_bytes() for name, path in kept.items()}
    exactly = reference.is_here()
    found = [compare(name, golden[name], made[name], failures, exactly=exactly) for name in sorted(made)]
    equal = sum(golden[name] == made[name] for name in made)
    record_property(reference.COMPARED, (equal, len(made) - equal))
    differences = [difference for difference in found if difference]
    assert not differences, "\n\n".join([*differences, f"see {failures}"])


@every_scenario
def test_no_golden_letter_is_held_but_for_what_its_scenario_shows(place: Place) -> None:
    scenario = place.read()
    blocking = {code for _, code in blocking_in((place.folder / FINDINGS).read_bytes())}
    assert blocking == scenario.held_for


@pytest.mark.parametrize("kind", sorted(CATALOGUE))
def test_the_accepted_sentences_are_those_that_the_golden_files_show(kind: str) -> None:
    if all(map(texts_of, places(kind))):
        assert (GOLDEN_FILES / kind / ACCEPTED).read_bytes() == as_json(sentences_seen(kind))
    else:  # one that cannot be read fails by its own name
        kept = accepted(kind)
        assert all(set(sentences) <= set(kept[audience]) for audience, sentences in sentences_seen(kind).items())


def test_what_a_kind_can_say_in_words_that_others_show_is_accepted_for_it() -> None:
    assert (GOLDEN_FILES / FRAME).read_bytes() == as_json(frame_seen())


@pytest.mark.parametrize("kind", sorted(CATALOGUE))
def test_every_branch_of_a_kinds_templates_is_seen_in_a_golden_file(kind: str) -> None:
    for part in CATALOGUE[kind].parts:
        templates = sorted((TEMPLATES / part.folder).glob("*.html"))
        assert {path.stem for path in templates} == {audience.value for audience in CATALOGUE[kind].versions}
        for template in templates:
            unseen = sentences_of(template) - set(accepted(kind).get(template.stem, ()))
            assert unseen == set(), f"{part.folder}/{template.name} says what no golden file shows"


def test_every_branch_of_the_shared_templates_is_seen_in_a_golden_file() -> None:
    seen = {s for kind in CATALOGUE for sentences in accepted(kind).values() for s in sentences}
    templates = [path for path in sorted((TEMPLATES / "shared").glob("*.html")) if path.name not in NOT_SENTENCES]
    assert templates
    assert set().union(*map(sentences_of, templates)) - seen == set()
