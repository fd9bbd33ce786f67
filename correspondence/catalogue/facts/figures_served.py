"""Which figures serve whom, of those that justify a decision of the Board (Protocol 4.1)."""

_DEMAND = ("demand_average_last_4_weeks", "demand_average_last_6_months")
_WAIT = ("cases_held_on_duty", "average_days_to_allocation")
_OVERSIGHT = ("service_manager_capacity", "practice_supervisor_capacity")

FIGURES: dict[str, tuple[str, ...]] = {
    "cafcass_board": (
        *_DEMAND,
        *_WAIT,
        "advisers_over_25_cases_percent",
        *_OVERSIGHT,
        "audits_good_or_better_percent",
        "budget_forecast",
    ),
    "president_of_the_family_division": (*_DEMAND, *_WAIT, "advisers_over_25_cases_percent"),
    "ministry_of_justice": (
        *_DEMAND,
        *_WAIT,
        "advisers_over_25_cases_percent",
        "leavers",
        "starters",
        "budget_forecast",
    ),
    "department_for_education": (*_DEMAND, *_WAIT),
    "hmcts": (*_DEMAND, *_WAIT),
    "ofsted": (
        "average_days_to_allocation",
        "advisers_over_25_cases_percent",
        *_OVERSIGHT,
        "audits_good_or_better_percent",
    ),
    "adcs": (*_DEMAND, *_WAIT),
}
"""The measures that serve each reader, of those that justify the decision (Protocol 4.1)."""

_FOR_ALL = (
    "demand_average_last_4_weeks",
    "demand_average_last_6_months",
    "cases_held_on_duty",
    "average_days_to_allocation",
)
_ALSO_OF_ADVISERS = frozenset({"designated_family_judges", "family_division_liaison_judge", "courts"})
"""Whom the advisers' own caseloads serve too: they order and list the work (Protocol 3.1(d), 3.1(e))."""


def figures_for(key: str) -> tuple[str, ...]:
    """The measures that serve a local reader, of those that justify the decision (Protocol 4.1)."""
    return (*_FOR_ALL, "advisers_over_25_cases_percent") if key in _ALSO_OF_ADVISERS else _FOR_ALL
