"""What is wrong with one scenario fails that scenario, and nothing that nobody could send becomes golden."""

import json
import subprocess
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from shutil import copytree
from typing import Any

import pytest
from babel.messages import Catalog
from jinja2 import FileSystemLoader

from correspondence.catalogue.registry import CATALOGUE
from correspondence.checks import wording
from correspondence.rendering import composer
from correspondence.rendering.languages import compiled
from tests.golden import reference, scenarios
from tests.golden.accept import accept
from tests.golden.scenarios import ACCEPTED, GOLDEN_FILES, TEMPLATES, places

KIND = "thank_you"
SCENARIOS = (
    "thank_you/polish_adult",
    "thank_you/polish_older_child",
    "adviser_letter/example",
    "adviser_letter/in_polish",
)

COLLECTED = """
import sys
import pytest
from tests.golden import scenarios
def cannot(place):
    raise AssertionError(f"{place} was read")
scenarios.Place.read = cannot
reading = ["tests/golden", "tests/catalogue/test_packs.py"]
sys.exit(pytest.main(["--collect-only", "-q", "-p", "no:cacheprovider", *reading]))
"""


@pytest.fixture
def golden(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the golden files: two scenarios of each of two kinds, and what is accepted of all of them."""
    for scenario in SCENARIOS:
        copytree(GOLDEN_FILES / scenario, tmp_path / scenario)
    for kind in CATALOGUE:
        (tmp_path / kind).mkdir(exist_ok=True)
        (tmp_path / kind / ACCEPTED).write_bytes((GOLDEN_FILES / kind / ACCEPTED).read_bytes())
    (tmp_path / wording.FRAME).write_bytes((GOLDEN_FILES / wording.FRAME).read_bytes())
    forget()
    monkeypatch.setattr(scenarios, "GOLDEN_FILES", tmp_path)
    monkeypatch.setattr(wording, "ACCEPTED", tmp_path)
    return tmp_path


@pytest.fixture(autouse=True)
def forgotten() -> Any:
    """What was read of the copy is not taken for the golden files by another test."""
    yield
    forget()


def forget() -> None:
    scenarios.sentences_seen.cache_clear()
    wording.accepted_sentences.cache_clear()


def kept(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def change(path: Path, how: Callable[[Any], object]) -> None:
    said = json.loads(path.read_text("utf-8"))
    how(said)
    path.write_text(json.dumps(said), "utf-8")


def test_no_scenario_is_read_while_tests_are_collected() -> None:
    done = subprocess.run([sys.executable, "-c", COLLECTED], cwd=GOLDEN_FILES.parent, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout[-2000:]
    assert f"test_a_scenario_gives_its_golden_files[{places(KIND)[0]}]" in done.stdout


@pytest.mark.parametrize(
    "broken",
    [
        lambda folder: (folder / "scenario.json").write_text("{"),
        lambda folder: (folder / "event.json").unlink(),
        lambda folder: change(folder / "event.json", lambda event: event["adviser"].pop("email")),
    ],
    ids=["a broken scenario.json", "no event", "no e-mail of the adviser"],
)
def test_what_is_wrong_with_one_scenario_fails_that_one_alone(golden: Path, broken: Callable[[Path], object]) -> None:
    one, other = places("adviser_letter")
    broken(one.folder)
    assert (one, other) == places("adviser_letter")
    assert [bool(scenarios.texts_of(place)) for place in (one, other)] == [False, True]
    before = kept(golden)
    outcome = accept("adviser_letter")
    assert [line.partition(" cannot be read: ")[0] for line in outcome.refused] == [str(one)]
    assert (outcome.done, kept(golden)) == ([], before)


def test_a_history_that_the_service_would_not_take_is_refused_and_changes_nothing(golden: Path) -> None:
    one, _ = places(KIND)
    change(one.folder / "before.json", lambda steps: steps.clear())
    before = kept(golden)
    outcome = accept(KIND)
    assert f"{one} is not taken: Inconsistent: case.case_number: this case was never placed in a Hub" in outcome.refused
    assert (outcome.done, kept(golden)) == ([], before)


def test_where_nothing_is_said_of_before_the_case_was_placed_in_its_hub(golden: Path) -> None:
    one, _ = places("adviser_letter")
    (one.folder / "before.json").unlink()
    scenario = one.read()
    assert isinstance(scenario, scenarios.CaseScenario)
    assert [event.type for event in scenario.received] == ["hub_allocation_decided", "adviser_allocated"]
    assert scenario.received[0].case == scenario.received[1].case
    assert scenario.written() != ()


def test_accepting_one_kind_touches_that_kind_alone(golden: Path) -> None:
    one, other = places(KIND)
    (words,) = sorted(path for path in one.folder.iterdir() if path.name.endswith(".pl.txt"))
    words.write_bytes(b"otherwise")
    (one.folder / "nobody.en.txt").write_bytes(b"to nobody")
    before = kept(golden)
    outcome = accept(KIND)
    assert (outcome.refused, sorted(outcome.done)) == (
        [],
        [
            f"accepted {wording.FRAME}",
            f"accepted {KIND}/{ACCEPTED}",
            f"accepted {one}/{words.name}",
            f"removed {one}/nobody.en.txt",
        ],
    )
    for place in (one, other):
        assert kept(place.folder) == kept(GOLDEN_FILES / str(place))
    frame, frame_before = json.loads(kept(golden)[wording.FRAME]), json.loads(before[wording.FRAME])
    assert [kind for kind in CATALOGUE if frame.get(kind) != frame_before.get(kind)] == [KIND]
    changed = {name for name, content in kept(golden).items() if before[name] != content}
    assert changed == {wording.FRAME, f"{KIND}/{ACCEPTED}", f"{one}/{words.name}"}


def test_a_letter_that_is_held_is_not_accepted_and_its_reason_is_named(golden: Path) -> None:
    one = places(KIND)[0]
    change(one.folder / "event.json", lambda event: event["case"]["people"][0]["address"].update(line_1="[1"))
    before = kept(golden)
    outcome = accept(KIND)
    person = json.loads((one.folder / "event.json").read_text("utf-8"))["case"]["people"][0]["person_id"]
    assert f"{one}: the letter to {person} is held for invalid-char-in-address" in outcome.refused
    assert (outcome.done, kept(golden)) == ([], before)
    change(one.folder / "scenario.json", lambda about: about.update(held_for=["invalid-char-in-address"]))
    assert accept(KIND).refused == []


@pytest.mark.parametrize("is_reference", [True, False])
def test_a_file_whose_bytes_alone_are_others_is_written_on_the_reference_machine_alone(
    golden: Path, monkeypatch: pytest.MonkeyPatch, is_reference: bool
) -> None:
    monkeypatch.setattr(reference, "is_here", lambda: is_reference)
    one = places(KIND)[0]
    made = min(one.folder.glob("*.pdf"))
    made.write_bytes(made.read_bytes() + b"\n% made elsewhere\n")
    outcome = accept(KIND)
    assert (f"accepted {one}/{made.name}" in outcome.done) is is_reference


def test_a_letter_that_is_not_translated_is_not_accepted(golden: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    untranslated = partial(compiled, Catalog(locale="pl"))
    loader = FileSystemLoader(TEMPLATES)
    monkeypatch.setattr(composer, "_shipped", composer.Composer(loader, lambda _: untranslated()))
    before = kept(golden)
    outcome = accept(KIND)
    assert outcome.refused
    assert all(line.endswith("is held for wording.untranslated") for line in outcome.refused)
    assert (outcome.done, kept(golden)) == ([], before)


def test_a_kind_that_is_not_in_the_catalogue_is_refused() -> None:
    with pytest.raises(LookupError, match="the catalogue has no kind adviser_leter; it has adviser_letter, "):
        accept("adviser_leter")
