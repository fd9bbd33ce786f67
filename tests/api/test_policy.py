"""Who may do what: every call x every role x one's own Hub, another of one's area, and another area.

The calls are the application's own routes and the roles those of keys. What each call is about, and for whom that is,
is said once, in `POLICY` and `FOR`; every answer that is expected follows from the two.
"""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import product
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.routing import iter_route_contexts
from httpx2 import Response
from starlette.testclient import TestClient

from api.app import create_app
from correspondence import runs
from correspondence.dispatch.channels import NO_FILE
from correspondence.dispatch.own_printer import make_run
from correspondence.protocol.case.people import Route
from correspondence.protocol.letters import Status
from correspondence.service import Service
from correspondence.storage import KeyRole, Register, StatusChange, StoredLetter
from tests import area, build
from tests.remembered import remember_what_was_rendered  # noqa: F401  # a fixture of every test here

from .calls import NOW, small

TODAY = date(2026, 11, 30)
CASE = "CM26P00417"
ACTIVATION = build.example("activation_decided")["event_id"]


class About(StrEnum):
    """What a call is about, which decides whose it is."""

    SERVICE = "the service itself"
    FAMILY = "a family of a Hub"
    FAMILIES = "families of whichever Hub the key is for"
    LIST = "a court's list of a Hub"
    LISTS = "courts' lists of whichever Hub the key is for"
    AREA = "a service area"
    AREAS = "all service areas"


class Place(StrEnum):
    """Where a key is for, as seen from the Hub that it is all about."""

    OWN = "essex"
    OTHER_HUB = "norfolk"
    OTHER_AREA = "kent"
    EVERYWHERE = ""


FAMILIES = frozenset({KeyRole.HUB, KeyRole.SUPERVISOR})
SUPERVISORS = frozenset({KeyRole.SUPERVISOR})
EVERY_PLACE = frozenset(Place)
OWN = frozenset({Place.OWN, Place.EVERYWHERE})
FOR: dict[About, tuple[frozenset[KeyRole], frozenset[Place]]] = {
    About.FAMILY: (FAMILIES, OWN),
    About.FAMILIES: (FAMILIES, EVERY_PLACE),
    About.LIST: (FAMILIES | {KeyRole.LISTS}, OWN),
    About.LISTS: (FAMILIES | {KeyRole.LISTS}, EVERY_PLACE),
    About.AREA: (SUPERVISORS, OWN | {Place.OTHER_HUB}),
    About.AREAS: (SUPERVISORS, EVERY_PLACE),
}
"""For which roles a thing is, and from which places. What is about the service itself asks for no key."""

Subjects = dict[About, dict[str, Any]]
"""By what it is about, how to call: what stands in the path, the query, or the body. A body that is refused once it
is read (`{}`) leaves the register as it is: who may not call is refused before."""

_NO_BODY: dict[str, Any] = {"json": {}}
POLICY: dict[tuple[str, str], Callable[["World"], Subjects]] = {
    ("POST", "/events"): lambda w: {
        About.FAMILY: {"json": w.events["family"]},
        About.AREA: {"json": w.events["area"]},
        About.AREAS: {"json": w.events["areas"]},
    },
    ("GET", "/letters"): lambda _: {About.FAMILY: {"params": {"hub": "essex"}}, About.FAMILIES: {}},
    ("GET", "/letters/{letter_id}"): lambda w: {about: {"letter_id": one} for about, one in w.letters.items()},
    ("GET", "/letters/{letter_id}/history"): lambda w: {about: {"letter_id": one} for about, one in w.letters.items()},
    ("GET", "/letters/{letter_id}/document.{form}"): lambda w: {
        about: {"letter_id": one, "form": "pdf"} for about, one in w.letters.items()
    },
    ("POST", "/letters/{letter_id}/status"): lambda w: {
        about: {"letter_id": one, **_NO_BODY} for about, one in w.letters.items()
    },
    ("GET", "/cases/{case_number}"): lambda _: {About.FAMILY: {"case_number": CASE}},
    ("GET", "/cases/{case_number}/record"): lambda _: {About.FAMILY: {"case_number": CASE}},
    ("GET", "/cases/{case_number}/people/{person_id}/received"): lambda _: {
        About.FAMILY: {"case_number": CASE, "person_id": "p1"}
    },
    ("GET", "/duties"): lambda _: {About.FAMILY: {"params": {"hub": "essex"}}, About.FAMILIES: {}},
    ("GET", "/packs/{event_id}"): lambda _: {About.AREA: {"event_id": ACTIVATION}},
    ("GET", "/packs/{event_id}/{kind}.zip"): lambda w: {About.AREA: w.pack},
    ("GET", "/packs/{event_id}/{kind}"): lambda w: {About.AREA: w.pack},
    ("POST", "/packs/{event_id}/{kind}/approval"): lambda w: {About.AREA: {**w.pack, **_NO_BODY}},
    ("POST", "/court-lists"): lambda _: {About.LISTS: _NO_BODY},
    ("POST", "/runs/due"): lambda _: {About.FAMILIES: _NO_BODY},
    ("POST", "/runs/closing"): lambda _: {About.FAMILY: {"json": {"hub": "essex"}}},
    ("GET", "/runs/{run_id}"): lambda w: {about: {"run_id": one} for about, one in w.runs.items()},
    ("GET", "/runs/{run_id}.zip"): lambda w: {about: {"run_id": one} for about, one in w.runs.items()},
    ("GET", "/deliveries"): lambda _: {About.FAMILY: {"params": {"hub": "essex"}}, About.FAMILIES: {}},
    ("GET", "/deliveries/{reference}"): lambda w: {About.FAMILY: {"reference": w.reference}},
    ("POST", "/deliveries/{reference}"): lambda w: {About.FAMILY: {"reference": w.reference, **_NO_BODY}},
    ("GET", "/post-runs"): lambda _: {About.FAMILY: {"params": {"hub": "essex"}}, About.FAMILIES: {}},
    ("POST", "/post-runs"): lambda _: {About.FAMILY: {"json": {"hub": "essex"}}},
    ("GET", "/post-runs/{run_id}"): lambda w: {About.FAMILY: {"run_id": w.post_run}},
    ("GET", "/post-runs/{run_id}.zip"): lambda w: {About.FAMILY: {"run_id": w.post_run}},
    ("POST", "/post-runs/{run_id}/posted"): lambda w: {About.FAMILY: {"run_id": w.post_run, **_NO_BODY}},
    **{
        ("GET", path): lambda _: {About.SERVICE: {}}
        for path in ("/", "/health", "/ready", "/metrics", "/docs", "/openapi.json")
    },
}


@dataclass(frozen=True, slots=True, kw_only=True)
class World:
    """A service with something of every sort in it, all of it Essex's; keys by role and place."""

    app: FastAPI
    keys: dict[tuple[KeyRole, Place], str]
    events: dict[str, build.Body]
    letters: dict[About, str]
    runs: dict[About, str]
    pack: dict[str, str]
    reference: str
    post_run: str


def calls_of(app: FastAPI) -> list[tuple[str, str]]:
    """Every method and path that the application answers."""
    routes = list(iter_route_contexts(app.routes))
    assert all(route.path and route.methods for route in routes), "the application answers what is no plain route"
    return [
        (method, route.path or "")
        for route in routes
        for method in sorted((route.methods or set()) - {"HEAD", "OPTIONS"})
    ]


def places_of(role: KeyRole) -> tuple[Place, ...]:
    """The places that a key of a role can be for."""
    return {
        KeyRole.HUB: (Place.OWN, Place.OTHER_HUB, Place.OTHER_AREA),
        KeyRole.SUPERVISOR: (Place.OWN, Place.OTHER_HUB, Place.OTHER_AREA),
        KeyRole.LISTS: tuple(Place),
        KeyRole.ADMIN: (Place.EVERYWHERE,),
    }[role]


CALLERS = [(role, place) for role in KeyRole for place in places_of(role)]


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """A letter of a family, a list, an area's pack and a national document, and a run of each sort, in one register."""
    with Register.open(None, tmp_path_factory.mktemp("world") / "var", lambda: NOW) as register:
        service = Service(register, build.directory())
        events = {
            "family": small("family-1", CASE),
            "area": build.example("activation_decided"),
            "areas": area.body("monthly_pressure_reviewed"),
        }
        given = {name: service.take(_raw(event), TODAY).letters for name, event in events.items()}
        asked = runs.ask_court_lists(service, TODAY, TODAY, court="chelmsford", hubs=("essex",), by=None)
        listed = runs.carry_out(service, asked, TODAY)
        due = runs.carry_out(service, runs.ask_due_updates(service, TODAY, TODAY, hubs=("essex",), by=None), TODAY)
        letters = {
            About.FAMILY: given["family"][0].letter_id,
            About.AREA: given["area"][0].letter_id,
            About.AREAS: given["areas"][0].letter_id,
            About.LIST: register.runs.letters(listed.run_id)[0].letter_id,
        }
        reference, post_run = _posted(service, given["family"])
        yield World(
            app=create_app(service, dev=False, today=lambda: TODAY),
            keys={(r, p): register.add_key(f"{r}-{p or 'every'}", r, p or None) for r, p in CALLERS},
            events=events,
            letters=letters,
            runs={About.LIST: listed.run_id, About.FAMILY: due.run_id},
            pack={"event_id": ACTIVATION, "kind": "national_notification"},
            reference=reference,
            post_run=post_run,
        )


def _posted(service: Service, given: tuple[StoredLetter, ...]) -> tuple[str, str]:
    """A letter of a family approved and in a post run: the reference of its delivery, and the run's id."""
    letter = next(each for each in given if each.route is Route.POST and each.status is Status.DRAFT)
    codes = tuple(found.code for found in letter.findings)
    service.move_on(
        letter.letter_id, StatusChange(status=Status.APPROVED, by="R. Sample", on=TODAY, acknowledges=codes)
    )
    run = make_run(service, NO_FILE, "essex", TODAY)
    return str(run.deliveries[0].key), run.run_id


def _raw(event: build.Body) -> bytes:
    return json.dumps(event).encode()


def call(world: World, key: str | None, method: str, path: str, asked: dict[str, Any]) -> Response:
    """What is answered to a call with a key, or with none."""
    how = {name: value for name, value in asked.items() if name in ("json", "params")}
    headers = {"Authorization": f"Bearer {key}"} if key else {}
    return TestClient(world.app).request(method, path.format(**asked), headers=headers, **how)


def test_every_call_has_its_policy(world: World) -> None:
    unknown = [f"{method} {path}" for method, path in calls_of(world.app) if (method, path) not in POLICY]
    assert not unknown, f"{unknown}: say in POLICY, in tests/api/test_policy.py, what it is about, and so for whom"
    gone = [f"{method} {path}" for method, path in POLICY if (method, path) not in calls_of(world.app)]
    assert not gone, f"{gone}: POLICY has a call that the application does not answer"


def test_there_are_callers_of_every_role_and_place_and_calls_about_everything(world: World) -> None:
    assert {role for role, _ in CALLERS} == set(KeyRole)
    assert {place for _, place in CALLERS} == set(Place)
    about = {each for subjects in POLICY.values() for each in subjects(world)}
    assert about == set(About) == {*FOR, About.SERVICE}


@pytest.mark.parametrize(("method", "path"), list(POLICY))
def test_a_call_is_answered_to_those_whom_it_is_for_and_to_nobody_else(world: World, method: str, path: str) -> None:
    wrong = []
    for (about, asked), (role, place) in product(POLICY[method, path](world).items(), CALLERS):
        answer = call(world, world.keys[role, place], method, path, asked)
        expected = _expected(about, role, place)
        if _said(answer) != expected:
            wrong.append(f"{about}: {role} for {place or 'everywhere'}: {_said(answer)} instead of {expected}")
    assert wrong == []


def _expected(about: About, role: KeyRole, place: Place) -> str:
    roles, places = FOR.get(about, (frozenset(KeyRole), EVERY_PLACE))
    if role not in roles:
        return "role"
    return "let in" if place in places else "another_hub"


def _said(answer: Response) -> str:
    """`let in`, whatever is answered then, or by which rule not; `broken` for an error of the service."""
    if answer.status_code == 500:
        return "broken"
    return str(answer.json()["rule"]) if answer.status_code in (401, 403) else "let in"


@pytest.mark.parametrize(("method", "path"), list(POLICY))
@pytest.mark.parametrize("key", [None, "open-sesame"])
def test_without_a_key_that_we_know_nothing_is_answered_but_about_the_service(
    world: World, key: str | None, method: str, path: str
) -> None:
    for about, asked in POLICY[method, path](world).items():
        answer = call(world, key, method, path, asked)
        assert (answer.status_code == 401) is (about is not About.SERVICE), about


def test_whatever_is_posted_here_leaves_the_register_as_it_was(world: World) -> None:
    """So no call of the matrix changes what the next is answered."""
    supervisor = world.keys[KeyRole.SUPERVISOR, Place.OWN]
    before = call(world, supervisor, "GET", "/cases/{case_number}", {"case_number": CASE}).json()
    for (method, path), subjects in POLICY.items():
        for asked in subjects(world).values():
            call(world, supervisor, method, path, asked)
    assert call(world, supervisor, "GET", "/cases/{case_number}", {"case_number": CASE}).json() == before
