"""Letters leave by commands: a run is made, written and said to be posted; what is unknown is answered."""

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from correspondence.cli import DONE, REFUSED, WRONG_USE, main, settings
from correspondence.protocol.case.people import Route
from correspondence.protocol.letters import Status
from correspondence.service import Service
from correspondence.storage import DeliveryState, StatusChange
from tests import build

DAY = date(2026, 11, 20)
DIRECTORY = build.EXAMPLES / "directory.yaml"
Printed = pytest.CaptureFixture[str]


@pytest.fixture
def service(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Service]:
    """A register with one letter that goes by post, approved."""
    monkeypatch.setenv("CORRESPONDENCE_DIRECTORY", str(DIRECTORY))
    monkeypatch.setenv("CORRESPONDENCE_DATA", str(tmp_path / "data"))
    for name in ("CORRESPONDENCE_DATABASE", "CORRESPONDENCE_CHANNELS"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(settings, "today", lambda: DAY)
    mother = build.example("hub_allocation_decided")["case"]["people"][1] | {"language": "en", "form": "standard"}
    mother["safe_contact"] = mother["safe_contact"] | {"route": "post"}
    mother.pop("representative", None)
    with settings.service() as made:
        made.take(json.dumps(build.body("hub_allocation_decided", {"case.people": [mother]})).encode(), DAY)
        (letter,) = [x for x in made.register.letters_of_case("CM26P00417") if x.route is Route.POST]
        codes = tuple(found.code for found in letter.findings)
        made.move_on(letter.letter_id, StatusChange(status=Status.APPROVED, by="R. Sample", on=DAY, acknowledges=codes))
        yield made


def test_a_run_is_made_written_and_posted(service: Service, tmp_path: Path, capsys: Printed) -> None:
    assert main(["post-run", "make", "--hub", "essex", "-o", str(tmp_path / "post")]) == DONE
    assert {path.name for path in (tmp_path / "post").iterdir()} == {"manifest.csv", "addresses.txt", "0001-1.pdf"}
    (run,) = service.register.post_runs.of("essex")
    assert main(["post-run", "write", run.run_id, "-o", str(tmp_path / "again")]) == DONE
    for path in (tmp_path / "post").iterdir():
        assert (tmp_path / "again" / path.name).read_bytes() == path.read_bytes()
    assert main(["post-run", "posted", run.run_id, "--by", "R. Sample"]) == DONE
    capsys.readouterr()
    assert main(["post-run", "list"]) == DONE
    assert "closed" in capsys.readouterr().out
    letter = service.register.letter(run.deliveries[0].key.letter_id)
    assert letter is not None
    assert letter.status is Status.SENT
    for arguments in (
        ["posted", run.run_id, "--by", "R. Sample"],
        ["make", "--hub", "essex", "-o", f"{tmp_path / 'c'}"],
    ):
        assert main(["post-run", *arguments]) == REFUSED


def test_a_delivery_is_listed_and_a_word_said_of_it(service: Service, capsys: Printed) -> None:
    (waiting,) = service.register.deliveries.at({DeliveryState.WAITING})
    reference = str(waiting.key)
    assert main(["deliveries", "say", reference, "cancelled", "--by", "R. Sample"]) == REFUSED
    assert "--reason: reason_required" in capsys.readouterr().err
    given = ["--by", "R. Sample", "--reason", "they come for it"]
    assert main(["deliveries", "say", reference, "cancelled", *given]) == DONE
    assert main(["deliveries", "say", reference, "went", "--by", "R. Sample"]) == REFUSED
    assert main(["deliveries", "say", "nothing", "went", "--by", "R. Sample"]) == REFUSED
    assert main(["deliveries", "say", reference, "again", "--by", "R. Sample", "--on", "2099-01-01"]) == WRONG_USE
    capsys.readouterr()
    assert main(["deliveries", "--state", "cancelled"]) == DONE
    assert reference in capsys.readouterr().out


def test_where_no_channel_is_named_nothing_is_mailed(service: Service, capsys: Printed) -> None:
    assert main(["dispatch"]) == DONE
    assert capsys.readouterr().out == "taken over: 0; came back: 0\n"


def test_a_channels_file_that_is_wrong_is_named_by_line_and_field(
    service: Service, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Printed
) -> None:
    (tmp_path / "channels.yaml").write_text("channels:\n  printer:\n    type: own_printer\n    duplex: maybe\n")
    monkeypatch.setenv("CORRESPONDENCE_CHANNELS", str(tmp_path / "channels.yaml"))
    assert main(["dispatch"]) == WRONG_USE
    assert "line 4" in (said := capsys.readouterr().err)
    assert "duplex" in said
    assert "maybe" not in said
