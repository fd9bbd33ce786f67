"""Takes what the code gives now as golden, in a commit that says why the letter changed: `--accept-golden[=KIND]`.

A kind is accepted whole or not at all. Not accepted is what nobody could send: a scenario that cannot be read, a letter
that is held for anything but what its scenario shows, one with a sentence that is not translated.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from correspondence.catalogue.registry import CATALOGUE
from correspondence.checks import wording

from . import reference, scenarios
from .compare import differences
from .scenario import Scenario
from .scenarios import ACCEPTED, FINDINGS, as_json, blocking_in, frame_seen, kept_files, sentences_seen, write_scenario


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was done, file by file, and what was refused, with its reason."""

    done: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)


def accept(only: str | None = None) -> Outcome:
    """Rewrite every golden file (of the kind *only*) that differs and remove what no scenario gives.

    What differs is said by the comparison that the tests make: on another machine than the reference, no file is
    written again whose bytes alone are others.

    Raises `LookupError` for a kind that is not in the catalogue.
    """
    if only not in (None, *CATALOGUE):
        raise LookupError(f"the catalogue has no kind {only}; it has {', '.join(sorted(CATALOGUE))}")
    outcome = Outcome()
    for kind in sorted(CATALOGUE) if only is None else [only]:
        _accept_kind(kind, outcome)
    return outcome


def _accept_kind(kind: str, outcome: Outcome) -> None:
    """The accepted sentences come first, since the letters are checked against them, and go where one is refused."""
    read, unreadable = _read(kind)
    if unreadable:
        outcome.refused.extend(unreadable)
        return
    before = {path: path.read_bytes() for path in _sentences_of(kind) if path.is_file()}
    _accept_sentences(kind)
    made, refused = _write(read)
    refused.extend(
        line for scenario in read if scenario.folder in made for line in _held(scenario, made[scenario.folder])
    )
    if refused:
        outcome.refused.extend(refused)
        _put_back(kind, before)
        return
    changed = [path for path in _sentences_of(kind) if before.get(path) != path.read_bytes()]
    outcome.done.extend(f"accepted {path.relative_to(scenarios.GOLDEN_FILES)}" for path in changed)
    outcome.done.extend(line for scenario in read for line in _accept_documents(scenario, made[scenario.folder]))


def _read(kind: str) -> tuple[Sequence[Scenario], Sequence[str]]:
    """The scenarios of a kind, and which of them cannot be read or put into words, and why."""
    read, unreadable = [], []
    for place in scenarios.places(kind):
        try:
            scenario = place.read()
            scenario.texts()
            read.append(scenario)
        except Exception as error:
            unreadable.append(f"{place} cannot be read: {type(error).__name__}: {error}")
    return read, unreadable


def _write(read: Sequence[Scenario]) -> tuple[dict[Path, dict[str, bytes]], list[str]]:
    """What each scenario gives, by its folder, and which of them the service would not take, and why."""
    made, untaken = {}, []
    for scenario in read:
        try:
            made[scenario.folder] = write_scenario(scenario)
        except Exception as error:
            untaken.append(f"{scenario.kind}/{scenario.name} is not taken: {type(error).__name__}: {error}")
    return made, untaken


def _sentences_of(kind: str) -> tuple[Path, Path]:
    return scenarios.GOLDEN_FILES / kind / ACCEPTED, scenarios.GOLDEN_FILES / wording.FRAME


def _accept_sentences(kind: str) -> None:
    own, frame = _sentences_of(kind)
    own.write_bytes(as_json(sentences_seen(kind)))
    frame.write_bytes(as_json(frame_seen()))
    wording.accepted_sentences.cache_clear()


def _put_back(kind: str, before: dict[Path, bytes]) -> None:
    for path in _sentences_of(kind):
        if path in before:
            path.write_bytes(before[path])
        else:
            path.unlink()
    wording.accepted_sentences.cache_clear()


def _held(scenario: Scenario, made: dict[str, bytes]) -> Iterator[str]:
    for recipient, code in blocking_in(made[FINDINGS]):
        if code not in scenario.held_for:
            yield f"{scenario.kind}/{scenario.name}: the letter to {recipient} is held for {code}"


def _accept_documents(scenario: Scenario, made: dict[str, bytes]) -> list[str]:
    kept = kept_files(scenario)
    place = f"{scenario.kind}/{scenario.name}"
    stale = sorted(kept.keys() - made.keys())
    exactly = reference.is_here()
    new = sorted(
        name
        for name, content in made.items()
        if name not in kept or differences(name, kept[name].read_bytes(), content, exactly=exactly)
    )
    for name in stale:
        kept[name].unlink()
    for name in new:
        (scenario.folder / name).write_bytes(made[name])
    return [f"removed {place}/{name}" for name in stale] + [f"accepted {place}/{name}" for name in new]
