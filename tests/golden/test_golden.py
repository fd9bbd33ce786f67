"""Every letter of every scenario is as its golden file says."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from correspondence.catalogue.kind import AnyKind
from correspondence.catalogue.registry import CATALOGUE
from correspondence.checks.wording import FRAME
from correspondence.ledger import languages_of
from tests.golden import reference
from tests.golden.compare import compare
from tests.golden.scenarios import (
    FINDINGS,
    GOLDEN_FILES,
    TEMPLATES,
    Place,
    accepted,
    accepting,
    as_json,
    blocking_in,
    frame_seen,
    how_to_show,
    kept_files,
    places,
    sentences_of,
    sentences_seen,
    texts_of,
    write_scenario,
)

ROOT = Path(__file__).resolve().parents[2]
FAILURES = ROOT / "golden_failures"
NOT_SENTENCES = frozenset({"page_line.html", "foot_line.html", "signature_line.html", "directory_words.html"})
"""The foot of a page, what is read out for a signature, the directory's own phrases: no sentences of a letter."""

every_scenario = pytest.mark.parametrize("place", places(), ids=str)


@pytest.mark.parametrize("kind", CATALOGUE.values(), ids=lambda kind: kind.code)
def test_every_version_of_a_kind_has_a_scenario_in_every_language(kind: AnyKind) -> None:
    seen = {(letter.audience, text.language) for place in places(kind.code) for letter, text in texts_of(place)}
    unseen = {(audience, language) for language in languages_of(kind) for audience in kind.versions} - seen
    readers = ", ".join(sorted(f"{audience} in {language}" for audience, language in unseen))
    assert not unseen, (
        f"write golden_files/{kind.code}/SCENARIO/event.json with these readers, then accept it: {readers}"
    )


@every_scenario
def test_every_folder_of_a_kind_is_a_scenario_that_says_why_it_exists(place: Place) -> None:
    assert place.read().why, "give its folder a name of four words or more, or write scenario.json with `why`"


@every_scenario
def test_a_scenario_gives_its_golden_files(place: Place, record_property: Callable[[str, object], None]) -> None:
    scenario = place.read()
    kept, made = kept_files(scenario), write_scenario(scenario)
    assert made, "the scenario gives no letter of its kind"
    assert sorted(kept) == sorted(made), accepting(place.kind)
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
    findings = place.folder / FINDINGS
    assert findings.is_file(), accepting(place.kind)
    blocking = {code for _, code in blocking_in(findings.read_bytes())}
    assert blocking == scenario.held_for


@pytest.mark.parametrize("kind", sorted(CATALOGUE))
def test_the_accepted_sentences_are_those_that_the_golden_files_show(kind: str) -> None:
    if all(map(texts_of, places(kind))):
        kept = as_json(accepted(kind))
        assert kept == as_json(sentences_seen(kind)), accepting(kind)
    else:  # one that cannot be read fails by its own name
        seen = sentences_seen(kind).items()
        assert all(set(sentences) <= set(accepted(kind)[audience]) for audience, sentences in seen)


def test_what_a_kind_can_say_in_words_that_others_show_is_accepted_for_it() -> None:
    kept, seen = json.loads((GOLDEN_FILES / FRAME).read_bytes()), frame_seen()
    others = sorted(kind for kind in {*kept, *seen} if kept.get(kind) != seen.get(kind))
    assert not others, accepting(others[0])
    assert (GOLDEN_FILES / FRAME).read_bytes() == as_json(seen)


@pytest.mark.parametrize("kind", sorted(CATALOGUE))
def test_every_branch_of_a_kinds_templates_is_seen_in_a_golden_file(kind: str) -> None:
    for part in CATALOGUE[kind].parts:
        templates = sorted((TEMPLATES / part.folder).glob("*.html"))
        lacking = sorted({audience.value for audience in CATALOGUE[kind].versions} - {path.stem for path in templates})
        assert not lacking, f"write each of these in templates/: {part.folder}/{', '.join(lacking)}.html"
        for template in templates:
            unseen = sentences_of(template) - set(accepted(kind).get(template.stem, ()))
            assert not unseen, how_to_show(kind, unseen)


def test_every_branch_of_the_shared_templates_is_seen_in_a_golden_file() -> None:
    seen = {s for kind in CATALOGUE for sentences in accepted(kind).values() for s in sentences}
    templates = [path for path in sorted((TEMPLATES / "shared").glob("*.html")) if path.name not in NOT_SENTENCES]
    assert templates
    assert set().union(*map(sentences_of, templates)) - seen == set()
