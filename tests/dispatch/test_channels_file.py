"""The channels file is read strictly: every fault of it is named by its line and its rule, before anything leaves."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from correspondence.dispatch.channels import NO_FILE, BadChannels, Channels, read_channels
from correspondence.storage import Postage

from .mail_server import PASSWORD, MailServer, channels_file, mail_server


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """With a certificate to trust."""
    made = tmp_path_factory.mktemp("channels")
    with mail_server(made):
        yield made


def read(folder: Path, **changes: object) -> Channels:
    return read_channels(channels_file(folder, MailServer(port=2525), **changes))


def refused(folder: Path, **changes: object) -> str:
    with pytest.raises(BadChannels) as error:
        read(folder, **changes)
    return str(error.value)


def test_without_a_file_there_is_the_post_alone() -> None:
    assert NO_FILE.mail == {}
    assert NO_FILE.printer.duplex


def test_a_file_that_says_all_is_read(folder: Path) -> None:
    channels = read(folder)
    assert channels.mail["mail"].port == 2525
    assert channels.password_of("mail") == PASSWORD
    assert channels.bounces_of("mail") == folder / "bounces"
    assert channels.printer == NO_FILE.printer


def test_the_printer_may_be_told_how_to_print(folder: Path) -> None:
    path = folder / "printer.yaml"
    path.write_text("channels:\n  ours:\n    type: own_printer\n    duplex: false\n    postage: first\n")
    channels = read_channels(path)
    assert (channels.printer_name, channels.printer.duplex, channels.printer.postage) == ("ours", False, Postage.FIRST)


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"port": 0}, "line 6: channels.mail.port:"),
        ({"port": '"25"'}, "line 6: channels.mail.port:"),
        ({"security": "none"}, "line 7: channels.mail.security:"),
        ({"carries": "[post]"}, "line 4: channels.mail.carries.0:"),
        ({"carries": "[]"}, "line 4: channels.mail.carries:"),
        ({"domains": "[]"}, "line 12: channels.mail.domains:"),
        ({"domains": "['*']"}, "line 12: channels.mail.domains.0:"),
        ({"domains": "[example.org]"}, "line 2: channels.mail: what carries cjsm has a domain of cjsm.net"),
        ({"password": "here"}, "line 15: channels.mail.password:"),
        ({"password_file": None}, "line 2: channels.mail.password_file:"),
        ({"password_file": "nowhere"}, "line 2: channels.mail: its password file cannot be read"),
        ({"ca_file": "password"}, "line 2: channels.mail: its ca_file holds no certificate"),
        ({"bounces": "nowhere"}, "line 2: channels.mail: its bounces is no Maildir"),
        ({"seconds": "true"}, "line 14: channels.mail.seconds:"),
        ({"type": "fax"}, "line 2: channels.mail:"),
    ],
)
def test_a_fault_is_named_by_its_line_and_its_rule(folder: Path, changes: dict[str, object], told: str) -> None:
    assert told in refused(folder, **changes)


def test_no_value_of_the_file_is_repeated(folder: Path) -> None:
    assert "hunter2" not in refused(folder, password="hunter2")


def test_a_way_has_one_channel(folder: Path) -> None:
    path = channels_file(folder, MailServer(port=2525))
    text = path.read_text()
    path.write_text(text + text.partition("\n")[2].replace("  mail:", "  other:"))
    with pytest.raises(BadChannels, match=r"line 15: channels\.other: email is carried by mail already"):
        read_channels(path)


def test_a_key_that_stands_twice_and_what_is_no_yaml_are_refused(folder: Path) -> None:
    path = folder / "twice.yaml"
    path.write_text("channels:\n  a: {type: own_printer}\n  a: {type: own_printer}\n")
    with pytest.raises(BadChannels, match=r"line 3: channels\.a: this key is given twice"):
        read_channels(path)
    path.write_text("channels: [\n")
    with pytest.raises(BadChannels, match="this is not YAML"):
        read_channels(path)
    with pytest.raises(BadChannels, match="cannot be read"):
        read_channels(folder / "nowhere.yaml")


@pytest.mark.parametrize(
    ("address", "is_allowed"),
    [
        ("a@example.org", True),
        ("a@EXAMPLE.org", True),
        ("a@sub.example.org", False),
        ("a@notexample.org", False),
        ("a@law.cjsm.net", True),
        ("a@cjsm.net", False),
        ("a@law.cjsm.net.example.com", False),
        ("a@example.org@evil.example", False),
    ],
)
def test_what_may_be_written_to_is_a_domain_that_is_named(folder: Path, address: str, is_allowed: bool) -> None:
    assert read(folder).mail["mail"].allows(address) is is_allowed
