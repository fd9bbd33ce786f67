"""A service with a small family whose letters go by mail, a mail server for them, and a clock that is set by hand."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from shutil import copytree

import pytest

from correspondence.dispatch.channels import Channels, read_channels
from correspondence.dispatch.rounds import LEASE, Round, hand_over_all
from correspondence.protocol.letters import Status
from correspondence.service import Service
from correspondence.storage import DeliveryState, Register, StatusChange, StoredDelivery, StoredLetter
from tests import build
from tests.build import Body, Changes
from tests.remembered import remember_what_was_rendered  # noqa: F401  # a fixture of every test here
from tests.service.conftest import no_page_is_drawn  # noqa: F401  # pages are drawn where that is `drawn` alone

from .mail_server import MailServer, channels_file, mail_server

TODAY = date(2026, 11, 20)
CASE = "CM26P00417"
FATHER, SOLICITOR = "a.father@example.org", "r.sample@samplelaw.cjsm.net"


class Clock:
    """A clock that stands until it is set."""

    def __init__(self) -> None:
        self.now = datetime(2026, 11, 20, 9, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def go_on(self, by: timedelta) -> None:
        """Later."""
        self.now += by


@dataclass(slots=True)
class House:
    """A service on a register of its own, and what a test does with it."""

    service: Service
    clock: Clock
    channels: Channels | None = None
    today: date = TODAY
    _posted: int = field(default=0)

    def post(self, changes: Changes | None = None) -> None:
        """Take the decision about the small family."""
        self._posted += 1
        body = build.body("hub_allocation_decided", {"case.people": family(), **dict(changes or {})})
        self.service.take(json.dumps(body).encode(), self.today)

    def letter(self, recipient: str = "p1") -> StoredLetter:
        """The newest letter to somebody."""
        return [x for x in self.service.register.letters_of_case(CASE) if x.recipient == recipient][-1]

    def approve(self, *recipients: str) -> None:
        """Approve the newest letter to each of them."""
        for recipient in recipients:
            letter = self.letter(recipient)
            codes = tuple(found.code for found in letter.findings)
            change = StatusChange(status=Status.APPROVED, by="R. Sample", on=self.today, acknowledges=codes)
            self.service.move_on(letter.letter_id, change)

    def round(self, lease: timedelta = LEASE) -> Round:
        """Hand over all that waits."""
        assert self.channels is not None
        return hand_over_all(self.service, self.channels, self.today, self.clock, lease)

    def delivery(self, recipient: str = "p1", copy_to: str | None = None) -> StoredDelivery:
        """The delivery of the newest letter to somebody, or of its copy."""
        every = self.service.register.deliveries.of_letter(self.letter(recipient).letter_id)
        return next(each for each in every if each.copy_to == copy_to)

    def state(self, recipient: str = "p1", copy_to: str | None = None) -> tuple[DeliveryState, str]:
        """Where it is, and why."""
        found = self.delivery(recipient, copy_to)
        return found.state, found.code


def family() -> list[Body]:
    """A father who is written to by e-mail, with a solicitor, and a mother by post; no child gets a letter."""
    people = build.example("hub_allocation_decided")["case"]["people"]
    father, mother, child, _ = people
    father["language"] = "en"
    father["email"] = FATHER
    father["safe_contact"] = father["safe_contact"] | {"route": "email"}
    father["representative"] = {"name": "R. Sample", "firm": "Sample Law", "email": SOLICITOR}
    mother |= {"language": "en", "form": "standard"}
    mother.pop("representative", None)
    mother["safe_contact"] = mother["safe_contact"] | {"route": "post"}
    child["letter_version"] = "none"
    return [father, mother, child]


@pytest.fixture(scope="session")
def drafts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A register's folder with the small family's letters as drafts, to be copied: they are drawn once."""
    folder = tmp_path_factory.mktemp("drafts") / "var"
    with Register.open(None, folder, Clock()) as register:
        House(service=Service(register, build.directory()), clock=Clock()).post()
    return folder


@pytest.fixture
def house(drafts: Path, tmp_path: Path) -> Iterator[House]:
    """With the small family's letters as drafts."""
    clock = Clock()
    copytree(drafts, tmp_path / "var")
    with Register.open(None, tmp_path / "var", clock) as register:
        yield House(service=Service(register, build.directory()), clock=clock)


@pytest.fixture
def server(tmp_path: Path) -> Iterator[MailServer]:
    """A mail server."""
    with mail_server(tmp_path) as running:
        yield running


@pytest.fixture
def mailing(house: House, server: MailServer, tmp_path: Path) -> House:
    """The same house, its father's letter approved, with that server as its channel."""
    house.channels = read_channels(channels_file(tmp_path, server))
    house.approve("p1")
    return house
