"""`/packs`: who may see and approve a pack, and what they are answered."""

import json
from collections.abc import Iterator
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from shutil import copytree
from zipfile import ZipFile

import pytest
from httpx2 import Response
from starlette.testclient import TestClient

from correspondence.service import Service
from correspondence.storage import Register
from tests import build

from .calls import NOW, House, house, two_hubs

DECIDED_ON = build.day("Fri 27 Nov 2026")
ACTIVATION = (build.EXAMPLES / "activation_decided.json").read_bytes()
EVENT = json.loads(ACTIVATION)["event_id"]
NATIONAL = f"/packs/{EVENT}/national_notification"


@pytest.fixture(scope="module")
def taken(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a register in which the decision was taken, on its day."""
    folder = tmp_path_factory.mktemp("taken")
    with Register.open(None, folder / "var", lambda: NOW) as register:
        Service(register, two_hubs()).take(ACTIVATION)
    return folder


@pytest.fixture
def here(taken: Path, tmp_path: Path) -> Iterator[House]:
    """A real server's house on that Friday, on a copy of that register."""
    with house(copytree(taken, tmp_path / "house"), today=DECIDED_ON) as made:
        yield made


def approve(client: TestClient, **more: object) -> Response:
    pack = client.get(NATIONAL).json()
    asked = {"pack_sha256": pack.get("pack_sha256", "0" * 64), "by": "C. Example", "on": "2026-11-27"} | more
    return client.post(f"{NATIONAL}/approval", json=asked)


def test_a_supervisor_reads_the_packs_of_a_decision_and_approves_one_by_its_hash(here: House) -> None:
    supervisor = here.client()
    national, local = supervisor.get(f"/packs/{EVENT}").json()
    assert [(x["scope"], x["state"], x["approved_by"]) for x in (national, local)] == [
        ("national", "unapproved", None),
        ("local", "unapproved", None),
    ]
    assert len(national["letters"]) == 7
    approved = approve(supervisor)
    assert approved.status_code == 200
    assert (approved.json()["state"], approved.json()["approved_by"]) == ("approved", "C. Example")
    assert {letter["status"] for letter in approved.json()["letters"]} == {"approved"}
    assert supervisor.get(NATIONAL).json() == approved.json()


def test_a_letter_withdrawn_voids_the_approval_and_the_next_that_is_sent_is_refused_naming_it(here: House) -> None:
    supervisor = here.client()
    first, second, *_ = approve(supervisor).json()["letters"]
    step = {"by": "A Sample", "on": "2026-11-27"}
    supervisor.post(f"/letters/{first['letter_id']}/status", json={"status": "withdrawn", **step})
    sent = supervisor.post(f"/letters/{second['letter_id']}/status", json={"status": "sent", "route": "email", **step})
    assert (sent.status_code, sent.json()["rule"], sent.json()["field"]) == (
        409,
        "pack_approval_void",
        first["letter_id"],
    )
    pack = supervisor.get(NATIONAL).json()
    assert pack["state"] == "void"
    assert pack["differs"] == [
        {"letter_id": first["letter_id"], "change": "missing", "part": None, "form": None, "language": None}
    ]
    again = approve(supervisor)
    assert (again.status_code, again.json()["rule"]) == (409, "pack_outdated")


def test_a_letter_of_a_pack_is_approved_with_the_whole(here: House) -> None:
    supervisor = here.client()
    letter = supervisor.get(NATIONAL).json()["letters"][0]["letter_id"]
    alone = supervisor.post(
        f"/letters/{letter}/status", json={"status": "approved", "by": "A Sample", "on": "2026-11-27"}
    )
    assert (alone.status_code, alone.json()["rule"]) == (409, "approved_as_a_pack")


@pytest.mark.parametrize(
    ("asked", "status", "rule"),
    [
        ({"pack_sha256": "0" * 64}, 409, "pack_changed"),
        ({"pack_sha256": "short"}, 422, "string_pattern_mismatch"),
        ({"on": "2026-11-28"}, 422, "in_the_future"),
        ({"on": "2026-11-26"}, 422, "before_its_last_step"),
        ({"whoever": "x"}, 422, "unknown_field"),
    ],
)
def test_an_approval_that_cannot_be_is_refused_by_its_rule(
    here: House, asked: dict[str, object], status: int, rule: str
) -> None:
    answer = approve(here.client(), **asked)
    assert (answer.status_code, answer.json()["rule"]) == (status, rule)
    assert here.client().get(NATIONAL).json()["state"] == "unapproved"


@pytest.mark.parametrize(("key", "status"), [("desk", 403), ("kent", 200), ("lists", 403), ("admin", 403)])
def test_packs_are_for_supervisors_of_the_areas_hubs(here: House, key: str, status: int) -> None:
    for path in (f"/packs/{EVENT}", NATIONAL, f"{NATIONAL}.zip"):
        assert here.client(key).get(path).status_code == status
    assert here.client(None).get(NATIONAL).status_code == 401


@pytest.mark.parametrize(
    "path",
    ["/packs/nobody-heard-of-it", f"/packs/{EVENT}/hub_letter", f"/packs/{EVENT}/pack_index.zip", "/packs/%C3%A9"],
)
def test_what_is_no_pack_is_not_found(here: House, path: str) -> None:
    answer = here.client().get(path)
    assert (answer.status_code, answer.json()["rule"]) == (404, "no_such_pack")


def test_who_read_and_who_approved_a_pack_is_recorded(here: House) -> None:
    approve(here.client())
    accesses = here.service.register.accesses_of(EVENT)
    assert [(x.key_name, x.action) for x in accesses][-2:] == [
        ("supervisor", "read pack national_notification"),
        ("supervisor", "approve pack national_notification"),
    ]


def test_a_packs_files_come_in_one_archive_with_its_index(here: House) -> None:
    supervisor = here.client()
    pack = supervisor.get(NATIONAL).json()
    answer = supervisor.get(f"{NATIONAL}.zip")
    assert (answer.status_code, answer.headers["content-type"]) == (200, "application/zip")
    assert answer.headers["content-disposition"] == 'attachment; filename="national_notification.zip"'
    with ZipFile(BytesIO(answer.content)) as file:
        index = json.loads(file.read("index.json"))
        first, *letters = index["letters"]
        listed = {each["file"]: each["sha256"] for letter in index["letters"] for each in letter["files"]}
        assert file.namelist() == ["index.json", *listed]
        assert {name: sha256(file.read(name)).hexdigest() for name in listed} == listed
    assert (first["kind"], first["recipient"]) == ("pack_index", "file:national")
    assert [{k: v for k, v in letter.items() if k != "files"} for letter in letters] == pack["letters"]
    assert {k: v for k, v in index.items() if k != "letters"} == {k: v for k, v in pack.items() if k != "letters"}
    assert {len(letter["files"]) for letter in letters} == {len(pack["letters"][0]["documents"])}
    assert supervisor.get(f"{NATIONAL}.zip").content == answer.content
    assert [x.action for x in here.service.register.accesses_of(letters[0]["letter_id"])][-1] == "read all documents"
