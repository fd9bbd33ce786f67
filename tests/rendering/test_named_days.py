"""Days that know of which field they are."""

from datetime import date, timedelta

from correspondence.rendering.named_days import NamedDay, with_named_days

DAY = date(2026, 12, 25)


def test_a_day_knows_its_field_and_is_the_same_day() -> None:
    named = with_named_days((DAY,), "hearing_on")[0]
    assert (named, hash(named), named.isoformat()) == (DAY, hash(DAY), DAY.isoformat())
    assert isinstance(named, NamedDay)
    assert named.field == "hearing_on"


def test_a_day_that_is_reckoned_from_it_is_of_no_field() -> None:
    named = NamedDay.of(DAY, "hearing_on")
    reckoned = (named + timedelta(14), named - timedelta(14), named.replace(day=1))
    assert [getattr(day, "field", "") for day in reckoned] == ["", "", ""]
