"""Small lives that once broke a law, found in simulated years and shrunk, and one of the example: none does now."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from correspondence.simulation import actions, shrinking, twins
from correspondence.simulation.laws import TWIN_LAWS, new_laws
from correspondence.simulation.living import CRASH, Lived, live_again
from correspondence.simulation.seen import SeenLetter
from correspondence.simulation.table import in_earnest

LIVES = sorted((Path(__file__).parent / "lives").glob("*.json"))
EXAMPLE = Path(__file__).parent / "lives" / "the-example.json"
TOLD = [Path(__file__).parent / "lives" / f"told-{when}.json" for when in ("in-confidence", "while-letters-lay")]
"""What one party told us: while a case is as it should be, and while letters lie past a day that they promise."""


@pytest.fixture(scope="module")
def lived() -> dict[str, Lived]:
    """Each of them, held to every law."""
    return {file.stem: live_again(actions.read(file.read_bytes()), new_laws) for file in LIVES}


def test_there_are_lives_and_letters_are_written_in_each(lived: dict[str, Lived]) -> None:
    assert len(lived) >= 10
    assert all(each.seen.letters for each in lived.values())


@pytest.mark.parametrize("law", [CRASH, *new_laws()])
def test_no_fixed_life_breaks_this_law(lived: dict[str, Lived], law: int) -> None:
    broken = ((name, each) for name, life in lived.items() for each in in_earnest(life.broken))
    assert [(name, each.says) for name, each in broken if each.law == law] == []


def test_a_letter_that_came_back_in_error_is_found_beside_what_was_written_since(lived: dict[str, Lived]) -> None:
    life = lived["never-came-back"]
    assert life.refused == {}
    mistaken = [x for x in life.seen.letters if "recorded_in_error" in {status for status, _, _ in x.history}]
    (since,) = (x for x in life.seen.letters for each in mistaken if x.letter_id != each.letter_id and _is_of(x, each))
    assert [x.status for x in mistaken] == ["sent"]
    assert since.status == "withdrawn"


def _is_of(letter: SeenLetter, other: SeenLetter) -> bool:
    return (letter.kind, letter.given_by, letter.recipient) == (other.kind, other.given_by, other.recipient)


@cache
def base(file: Path, subject: str) -> Lived:
    """The life of a case in a file."""
    return live_again(shrinking.about(actions.read(file.read_bytes()), subject), dict)


def facts() -> Iterator[twins.Hidden]:
    """What is hidden in the example's life."""
    life = actions.read(EXAMPLE.read_bytes())
    for subject in twins.subjects(life):
        yield from twins.hidden_in(shrinking.about(life, subject), subject)


def unheard() -> Iterator[tuple[Path, twins.Unheard]]:
    """What one party told us, in the lives of that."""
    for file in TOLD:
        life = actions.read(file.read_bytes())
        for subject in twins.subjects(life):
            yield from ((file, event) for event in twins.unheard_in(life, subject))


@pytest.mark.parametrize("hidden", [*facts()], ids=lambda fact: f"{fact.person_id}-{fact.what}")
def test_the_twin_of_the_example_sends_the_others_the_same(hidden: twins.Hidden) -> None:
    assert list(twins.broken_beside(base(EXAMPLE, hidden.subject), hidden, TWIN_LAWS)) == []


@pytest.mark.parametrize(("file", "event"), [*unheard()])
def test_what_one_party_told_us_changes_nothing_of_what_the_others_are_sent(file: Path, event: twins.Unheard) -> None:
    assert list(twins.broken_beside(base(file, event.subject), event, TWIN_LAWS)) == []
