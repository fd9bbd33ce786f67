"""No law cries wolf: the golden scenarios break none, but for what is counted until letters own what was promised."""

from collections import Counter

import pytest

from correspondence.catalogue.registry import CASE_KINDS
from correspondence.simulation.laws import NOT_FAILING, new_laws
from tests.golden.scenarios import Place, places

from .golden_lives import life

WITHOUT_DUTIES = 2
"""The law that asks for duties, which a scenario has none of."""
EVERY = places(*CASE_KINDS)


@pytest.mark.parametrize("place", EVERY, ids=str)
def test_a_golden_scenario_breaks_no_law(place: Place) -> None:
    shown = life(place)
    broken = [each for number, law in new_laws().items() if number != WITHOUT_DUTIES for each in law(shown)]
    assert [each.says for each in broken if not each.says.startswith(NOT_FAILING)] == []


def test_what_is_counted_is_found_in_them() -> None:
    found = Counter(
        next(start for start in NOT_FAILING if each.says.startswith(start))
        for place in places("adviser_letter", "filing_time")
        for number in (3, 7)
        for each in new_laws()[number](life(place))
    )
    assert set(found) == set(NOT_FAILING)
