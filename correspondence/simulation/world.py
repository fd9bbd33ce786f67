"""The directory that a life begins with: Hubs, their courts and areas, and who holds which post on which day.

Courts are real places; every person, number and address is invented.
"""

import re
from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

import yaml

from correspondence.directory_file import read_directory
from correspondence.protocol.directory import Directory
from correspondence.shipped import EXAMPLES

Body = dict[str, Any]

_PLACES = (
    ("essex", "Essex", "Chelmsford", "CM2 0PP", ("chelmsford", "southend")),
    ("norfolk", "Norfolk", "Norwich", "NR1 3AA", ("norwich", "kings_lynn")),
    ("kent", "Kent", "Canterbury", "CT1 1AA", ("canterbury", "medway")),
    ("avon", "Avon", "Bristol", "BS1 5AA", ("bristol", "bath")),
    ("tyne", "Tyne", "Newcastle", "NE1 3AA", ("newcastle", "durham")),
)
HUBS = tuple(place[0] for place in _PLACES)
OPEN, CLOSES, OPENS = "open", "closes", "opens"
_LONG_AGO = "2020-01-06"
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def role_of(place: int) -> str:
    """What becomes of a Hub, by its place: the first stays open, the second closes, the third opens, and so on."""
    return (OPEN, CLOSES, OPENS)[place % 3]


def directory_of(rng: Random, hubs: int, begins_on: date, ends_on: date) -> Body:
    """The directory with that many Hubs, each in an area of its own, as JSON has it.

    In each Hub, in its area and at the top a post changes hands on a day of the life, and may stand empty for days.
    """
    base = yaml.safe_load((EXAMPLES / "directory.yaml").read_text("utf-8"))
    here = _PLACES[:hubs]
    days = (ends_on - begins_on).days
    return {
        "hubs": {place[0]: _hub(rng, place, begins_on, days) for place in here},
        "service_areas": {place[0]: _area(rng, place, begins_on, days) for place in here},
        "courts": {
            court: {"name": f"the Family Court at {_town(court)}", "email": f"family.{court}@example.org"}
            for place in here
            for court in place[4]
        },
        "national": _in_json(base["national"]) | {"chief_executive": _handed_over(rng, "Charlie", begins_on, days)},
    }


def _hub(rng: Random, place: tuple[str, str, str, str, tuple[str, ...]], begins_on: date, days: int) -> Body:
    key, name, town, postcode, courts = place
    return {
        "name": f"{name} Allocation Hub",
        "service_area": key,
        "courts": [*courts],
        "open_from": _LONG_AGO,
        "closed_on": None,
        "contact": {
            "role": "Business Services Officer",
            "name": f"Priya {name}",
            "phone": "01632 960000",
            "email": f"{key}.hub@example.org",
            "hours": "Monday to Friday, 9am to 5pm",
            "cover": "national call centre, 0300 456 4000",
        },
        "practice_supervisor": _handed_over(rng, f"Ruth {name}", begins_on, days),
        "service_manager": [{"name": f"Sam {name}", "from": _LONG_AGO, "to": None}],
        "head_of_practice": [{"name": f"Hanna {name}", "from": _LONG_AGO, "to": None}],
        "address": {
            "line_1": "Allocation Hub",
            "line_2": f"{1 + HUBS.index(key)} Example House",
            "post_town": town,
            "postcode": postcode,
        },
        "list_every_days": 7,
        "allocation_lead_weeks": 6,
        "update_aim_days": rng.choice((28, 35)),
    }


def _handed_over(rng: Random, who: str, begins_on: date, days: int) -> list[Body]:
    """A post that changes hands on a day of a life, and may stand empty for some days then."""
    leaves = begins_on + timedelta(days=rng.randrange(days // 3, max(days // 3 + 1, days)))
    comes = leaves + timedelta(days=rng.choice((1, 1, 1, 8)))
    return [
        {"name": who, "from": _LONG_AGO, "to": leaves.isoformat()},
        {"name": f"{who} the Second", "from": comes.isoformat(), "to": None},
    ]


def _area(rng: Random, place: tuple[str, str, str, str, tuple[str, ...]], begins_on: date, days: int) -> Body:
    key, name, town, _, courts = place
    return {
        "name": name,
        "assistant_director": _handed_over(rng, f"Alex {name}", begins_on, days),
        "designated_family_judges": [
            {
                "post": f"The Designated Family Judge at {town}",
                "salutation": "Dear Judge",
                "court": courts[0],
                "email": f"dfj.{key}@example.org",
            }
        ],
        "family_division_liaison_judge": {
            "post": "The Family Division Liaison Judge",
            "salutation": "Dear Judge",
            "email": f"fdlj.{key}@example.org",
        },
        "local_authorities": [
            {
                "name": f"{name} County Council",
                "post": "Director of Children's Services",
                "salutation": "Dear Director",
                "email": f"dcs.{key}@example.org",
            }
        ],
        "wider_communication": [],
        "adcs_region": {"name": f"ADCS {name}", "salutation": "Dear colleague", "email": f"adcs.{key}@example.org"},
    }


def _town(court: str) -> str:
    return court.replace("_", " ").title()


def _in_json(value: Any) -> Any:
    """A value of YAML as JSON has it: days in words."""
    if isinstance(value, Mapping):
        return {key: _in_json(each) for key, each in value.items()}
    if isinstance(value, list):
        return [_in_json(each) for each in value]
    return value.isoformat() if isinstance(value, date) else value


def _in_yaml(value: Any) -> Any:
    """A value of JSON as YAML has it: days as days."""
    if isinstance(value, Mapping):
        return {key: _in_yaml(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [_in_yaml(each) for each in value]
    return date.fromisoformat(value) if isinstance(value, str) and _DAY.fullmatch(value) else value


def as_read(body: Mapping[str, Any], folder: Path) -> tuple[Directory, Mapping[str, Any]]:
    """The directory as the service reads it from a file in *folder*, and the YAML as anybody reads it."""
    file = folder / "directory.yaml"
    file.write_text(yaml.safe_dump(_in_yaml(body), sort_keys=False, allow_unicode=True), "utf-8")
    return read_directory(file), yaml.safe_load(file.read_text("utf-8"))
