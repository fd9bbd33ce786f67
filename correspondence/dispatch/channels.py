"""The channels by which letters leave, from a YAML file that is read strictly: refused by line and rule.

Without a file nothing leaves by itself, and what goes by post is printed here, in runs.
"""

import re
import ssl
from collections.abc import Iterable, Iterator
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any, Literal

import yaml
from pydantic import Field, StringConstraints, TypeAdapter, ValidationError

from correspondence.protocol.fields import Email, Key
from correspondence.protocol.record import record
from correspondence.storage import Postage, Way
from correspondence.yaml_lines import StrictYaml, repeated, told

_Domain = Annotated[str, StringConstraints(pattern=r"^\.?[a-z0-9-]+(\.[a-z0-9-]+)+$", max_length=253)]
_Host = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9.:-]{1,253}$")]
_PASSWORD = re.compile(r"[\x20-\x7e]{1,500}")


class BadChannels(Exception):
    """The channels file cannot be used. The message names line, field and rule of every fault."""


class Security(StrEnum):
    """How a mail server is spoken to: encrypted from the first byte, or once it was asked to; never in the clear."""

    TLS = "tls"
    STARTTLS = "starttls"


@record
class OwnPrinter:
    """Letters are printed here, in runs, put in envelopes and posted. `duplex`: on both sides of a sheet."""

    type: Literal["own_printer"]
    duplex: Annotated[bool, Field(strict=True)] = True
    postage: Postage = Postage.SECOND


@record
class Smtp:
    """A mail server. `domains`: those it may write to, `.cjsm.net` with all that is below it, and no other.

    `password_file` holds the password alone; `ca_file` the certificate of whoever vouches for the server, where no
    public authority does. `bounces`: a Maildir in which what comes back is put.
    """

    type: Literal["smtp"]
    carries: Annotated[tuple[Literal["email", "cjsm"], ...], Field(min_length=1)]
    host: _Host
    port: Annotated[int, Field(strict=True, ge=1, le=65535)]
    security: Security
    username: Annotated[str, StringConstraints(min_length=1, max_length=200)]
    password_file: str
    sender: Email
    domains: Annotated[tuple[_Domain, ...], Field(min_length=1)]
    ca_file: str | None = None
    bounces: str | None = None
    seconds: Annotated[int, Field(strict=True, ge=1, le=300)] = 60

    def allows(self, address: str) -> bool:
        """Whether it may write to an address: its domain is one of those, or below one that begins with a dot."""
        domain = address.rpartition("@")[2].lower()
        return any(domain.endswith(each) if each.startswith(".") else domain == each for each in self.domains)


Channel = Annotated[OwnPrinter | Smtp, Field(discriminator="type")]


@record
class _File:
    channels: dict[Key, Channel]


@record
class Channels:
    """The channels there are, by their names. `folder`: where the file is, by which names of files are meant."""

    printer_name: str
    printer: OwnPrinter
    mail: dict[str, Smtp]
    folder: Path

    def password_of(self, name: str) -> str:
        """The password of a mail server, without a line's end after it. Raises `BadChannels`."""
        path = self.folder / self.mail[name].password_file
        try:
            password = path.read_text("utf-8").rstrip("\r\n")
        except (OSError, UnicodeDecodeError):
            raise BadChannels(f"{name}: its password file cannot be read") from None
        if not _PASSWORD.fullmatch(password):
            raise BadChannels(f"{name}: its password file holds no password in one line")
        return password

    def trust_of(self, name: str) -> ssl.SSLContext:
        """Whom a connection to that mail server trusts. Raises `BadChannels`."""
        ca_file = self.mail[name].ca_file
        try:
            return ssl.create_default_context(cafile=self.folder / ca_file if ca_file else None)
        except (OSError, ssl.SSLError):
            raise BadChannels(f"{name}: its ca_file holds no certificate that can be read") from None

    def bounces_of(self, name: str) -> Path | None:
        """The Maildir of what came back from that mail server."""
        bounces = self.mail[name].bounces
        return self.folder / bounces if bounces else None


NO_FILE = Channels(printer_name="own_printer", printer=OwnPrinter(type="own_printer"), mail={}, folder=Path())
"""What there is without a file: the post, printed here."""


def read_channels(path: Path) -> Channels:
    """The channels in the YAML file at *path*, each with all that it needs to begin.

    Raises `BadChannels` with every fault of it: a key that is given twice, an unknown field, a way that two channels
    carry, a file that it names and that cannot be used.
    """
    try:
        text = path.read_text("utf-8-sig")
        tree = yaml.compose(text, StrictYaml)
        _refuse(f"line {line}: {field}: this key is given twice" for line, field in repeated(tree))
        read = TypeAdapter(_File).validate_python(yaml.load(text, StrictYaml))
    except OSError as error:
        raise BadChannels(f"the channels file cannot be read: {error.strerror}") from None
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise BadChannels(f"line {line}: this is not YAML") from None
    except (yaml.YAMLError, UnicodeDecodeError):
        raise BadChannels("the channels file is not YAML in UTF-8") from None
    except ValidationError as error:
        found = error.errors(include_input=False, include_url=False, include_context=False)
        raise BadChannels("\n".join(told(tree, _path(each["loc"]), each["msg"]) for each in found)) from None
    _refuse(told(tree, ("channels", name), detail) for name, detail in _carried_twice(read.channels))
    channels = _channels(read.channels, path.parent)
    _refuse(told(tree, ("channels", name), detail) for name, detail in _unusable(channels))
    return channels


def _path(place: tuple[Any, ...]) -> tuple[Any, ...]:
    """Where a fault is in the file: the type of a channel, which pydantic puts in, stands in no key of it."""
    return tuple(part for n, part in enumerate(place) if not (n == 2 and part in ("own_printer", "smtp")))


def _ways(channel: OwnPrinter | Smtp) -> tuple[Way, ...]:
    return (Way.POST,) if isinstance(channel, OwnPrinter) else tuple(map(Way, channel.carries))


def _carried_twice(given: dict[str, OwnPrinter | Smtp]) -> Iterator[tuple[str, str]]:
    carried: dict[Way, str] = {}
    for name, channel in given.items():
        for way in _ways(channel):
            if way in carried:
                yield name, f"{way} is carried by {carried[way]} already: each way has one channel"
            carried[way] = name


def _channels(given: dict[str, OwnPrinter | Smtp], folder: Path) -> Channels:
    printers = {name: each for name, each in given.items() if isinstance(each, OwnPrinter)}
    name, printer = next(iter(printers.items()), (NO_FILE.printer_name, NO_FILE.printer))
    mail = {name: each for name, each in given.items() if isinstance(each, Smtp)}
    return Channels(printer_name=name, printer=printer, mail=mail, folder=folder)


def _unusable(channels: Channels) -> Iterator[tuple[str, str]]:
    """What a channel names and cannot be used, before anything is to leave by it."""
    for name, channel in channels.mail.items():
        for find in (channels.password_of, channels.trust_of):
            try:
                find(name)
            except BadChannels as error:
                yield name, str(error).removeprefix(f"{name}: ")
        folder = channels.bounces_of(name)
        if folder is not None and not all((folder / each).is_dir() for each in ("new", "cur", "tmp")):
            yield name, "its bounces is no Maildir: a folder with new, cur and tmp in it"
        if "cjsm" in channel.carries and not any(f".{each}".endswith(".cjsm.net") for each in channel.domains):
            yield name, "what carries cjsm has a domain of cjsm.net"


def _refuse(faults: Iterable[str]) -> None:
    if found := [*faults]:
        raise BadChannels("\n".join(found))
