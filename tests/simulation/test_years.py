"""Small years, each from a seed, break no law: what a year found that no other test had is tried again in them."""

import pytest

from correspondence.simulation import years
from correspondence.simulation.laws import new_laws
from correspondence.simulation.table import in_earnest
from correspondence.simulation.world import CLOSES, OPEN, OPENS, role_of


@pytest.mark.parametrize("seed", [4, 20])
def test_no_law_is_broken_in_a_small_year(seed: int) -> None:
    lived = years.live(years.Asked(cases=3, weeks=4, seed=seed, hubs=1), new_laws)
    assert [(each.law, each.on, each.subject, each.says) for each in in_earnest(lived.broken)] == []
    assert {each.body["type"] for each in lived.seen.posted if each.taken} >= {"hub_allocation_decided"}
    assert {"sent", "withdrawn"} <= {letter.status for letter in lived.seen.letters}


def test_each_hub_has_a_fate_and_the_first_three_have_each_one() -> None:
    assert [role_of(place) for place in range(4)] == [OPEN, CLOSES, OPENS, OPEN]
