"""What goes wrong when somebody types: the same thing twice, the wrong day, a filler, a name misspelt."""

from copy import deepcopy
from datetime import date, timedelta
from random import Random
from typing import Any

from .families import FILLERS, of_chance

Body = dict[str, Any]


def mistyped(rng: Random, body: Body, today: date) -> list[Body]:
    """What is truly posted in place of an event: itself as a rule, else what somebody made of it, perhaps twice."""
    if of_chance(rng, 3):
        return [_filled_in(rng, body)]
    if of_chance(rng, 3):
        return [_misspelt(rng, body)]
    if of_chance(rng, 4):
        return [_on_another_day(rng, body, today)]
    if of_chance(rng, 3):
        return [body, deepcopy(body)]  # a retry, whose first answer was lost
    if of_chance(rng, 2):
        return [body, {**deepcopy(body), "event_id": f"{body['event_id']}-again"}]  # two officers, or a second import
    if of_chance(rng, 1):
        return [body, _otherwise(rng, body)]
    return [body]


def _filled_in(rng: Random, body: Body) -> Body:
    """Somebody did not know an answer and typed something all the same."""
    wrong = deepcopy(body)
    person = rng.choice(wrong["case"]["people"])
    filler = rng.choice(FILLERS)
    match rng.randrange(4):
        case 0 if person.get("address"):
            person["address"]["line_1"] = filler
        case 1:
            person["school" if person["role"] == "child" else "phone"] = filler
        case 2:
            person["name"]["known_as"] = filler
        case _:
            person["name"]["family"] = filler
    return wrong


def _misspelt(rng: Random, body: Body) -> Body:
    """Two letters of a name change places; or its person is taken for another, whose id they get."""
    wrong = deepcopy(body)
    people = wrong["case"]["people"]
    name = rng.choice(people)["name"]
    given = name["given"]
    if of_chance(rng, 80) and len(given) > 2:
        name["given"] = given[:-2] + given[-1] + given[-2]
    elif len(people) > 1:
        one, other = people[0], people[1]
        one["name"], other["name"] = other["name"], one["name"]
    return wrong


def _on_another_day(rng: Random, body: Body, today: date) -> Body:
    """It is recorded late, under the day that it happened; or, by a slip, under a day to come."""
    days = 1 if of_chance(rng, 10) else -rng.randrange(1, 11)
    return {**deepcopy(body), "occurred_on": (today + timedelta(days=days)).isoformat()}


def _otherwise(rng: Random, body: Body) -> Body:
    """Another body under an id that is taken."""
    wrong = deepcopy(body)
    wrong["case"]["spip_advised"] = not wrong["case"].get("spip_advised", False)
    return wrong
