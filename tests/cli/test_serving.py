"""`serve`, `example` and `post`: how they begin, what they say to whoever waits, and how they end."""

import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec
from pathlib import Path
from types import ModuleType
from typing import NoReturn

import pytest

from correspondence import __main__ as command
from correspondence.cli import DONE, REFUSED, STOPPED, WRONG_USE, main
from tests import build

from .test_commands import small_event


@pytest.fixture(autouse=True)
def environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("CORRESPONDENCE_DIRECTORY", str(build.EXAMPLES / "directory.yaml"))
    monkeypatch.setenv("CORRESPONDENCE_DATA", str(tmp_path / "data"))
    monkeypatch.delenv("CORRESPONDENCE_DATABASE", raising=False)
    monkeypatch.delenv("CORRESPONDENCE_KEY", raising=False)


@contextmanager
def serving(*more: str) -> Iterator[tuple[str, "subprocess.Popen[str]"]]:
    """A service in a process of its own, by its address."""
    program = [sys.executable, "-m", "correspondence", "serve", "--port", "0", *more]
    with subprocess.Popen(program, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        try:
            line = server.stdout.readline()
            yield next(word.rstrip(":") for word in line.split() if word.startswith("http://")), server
        finally:
            server.kill()


class TestBeginning:
    """What keeps a service from answering is said in a sentence."""

    @pytest.mark.parametrize("arguments", [["serve"], ["serve", "--dev"], ["example"]])
    def test_a_busy_port_is_named_with_what_can_be_done(
        self, arguments: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        with socket.create_server(("127.0.0.1", 0)) as other:
            port = str(other.getsockname()[1])
            assert main([*arguments, "--port", port]) == WRONG_USE
        printed = capsys.readouterr()
        assert printed.out == ""
        assert printed.err.startswith(f"correspondence: port {port} of 127.0.0.1 is in use; --port N takes another")
        assert len(printed.err.splitlines()) == 1
        assert not (tmp_path / "data").exists(), "nothing was made"

    def test_an_address_that_is_not_this_machines_is_named(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert main(["serve", "--host", "192.0.2.1", "--port", "0"]) == WRONG_USE
        assert "no address of this machine" in capsys.readouterr().err

    @pytest.mark.parametrize("port", ["65536", "-1", "http", "8e3"])
    def test_a_port_that_is_none_is_wrong_use(self, port: str) -> None:
        with pytest.raises(SystemExit) as ended:
            main(["serve", f"--port={port}"])
        assert ended.value.code == WRONG_USE

    def test_a_command_that_serves_nobody_loads_no_server(self) -> None:
        program = "import sys; from correspondence.cli import main; main(['catalogue']); print(*sys.modules)"
        said = subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, text=True).stdout
        loaded = set(said.splitlines()[-1].split())
        assert "correspondence.cli.serving" in loaded
        assert not {name.partition(".")[0] for name in loaded} & {"api", "fastapi", "starlette", "uvicorn"}


class TestStopping:
    """Ctrl-C is how it is meant to end."""

    @pytest.mark.parametrize("more", [["--dev"], []])
    def test_ctrl_c_ends_a_service_with_a_sentence(self, more: list[str]) -> None:
        with serving(*more) as (_, server):
            server.send_signal(signal.SIGINT)
            out, err = server.communicate(timeout=60)
        assert (out, err.strip()) == ("", "correspondence: stopped; all that was recorded is kept")
        assert server.returncode == DONE

    def test_ctrl_c_while_a_command_works_ends_it_with_a_sentence(
        self, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        def interrupted(_given: object) -> NoReturn:
            raise KeyboardInterrupt

        monkeypatch.setattr("correspondence.cli.looking.show_catalogue", interrupted)
        assert main(["catalogue"]) == STOPPED
        assert capsys.readouterr().err == "\ncorrespondence: stopped; what was finished is kept\n"

    def test_ctrl_c_while_it_still_loads_ends_it_quietly(self, monkeypatch: pytest.MonkeyPatch) -> None:
        class Interrupted(MetaPathFinder):
            def find_spec(self, name: str, path: object, target: ModuleType | None = None) -> ModuleSpec | None:
                if name == "correspondence.cli":
                    raise KeyboardInterrupt
                return None

        monkeypatch.delitem(sys.modules, "correspondence.cli")
        monkeypatch.setattr(sys, "meta_path", [Interrupted(), *sys.meta_path])
        assert command.main() == STOPPED


class TestPosting:
    """The next step after `make run`, without another program."""

    def test_an_event_is_posted_and_its_letters_are_told_and_written(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        with serving("--dev") as (address, _):
            event = small_event(tmp_path)
            assert main(["post", str(event), "--to", address, "-o", str(tmp_path / "out")]) == DONE
            told = capsys.readouterr().out.splitlines()
            assert main(["post", str(event), "--to", address]) == DONE, "the same event again is the same event"
        assert told[:3] == [
            "event.json: recorded; 2 letters",
            "  hub_letter to p1 (adult): draft",
            "  filing_time to court:chelmsford (court): draft",
        ]
        assert {path.name for path in (tmp_path / "out").iterdir()} >= {"hub_letter-1.en.pdf", "filing_time-1.en.pdf"}

    def test_what_is_held_is_told_with_its_finding_and_what_is_refused_with_its_rule(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        with serving("--dev") as (address, _):
            held = small_event(tmp_path, {"case.people.0.safe_contact": None})
            assert main(["post", str(held), "--to", address]) == DONE
            assert "blocking: no_safe_route" in capsys.readouterr().out
            refused = small_event(tmp_path, {"urgent": True, "event_id": "another"})
            assert main(["post", str(refused), "--to", address]) == REFUSED
        assert "refused: urgent: " in (told := capsys.readouterr().err)
        assert "(Protocol " in told

    def test_a_service_that_asks_for_a_key_is_given_it(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        assert main(["key", "add", "desk", "--role", "hub", "--hub", "essex"]) == DONE
        key = capsys.readouterr().out.strip()
        with serving() as (address, _):
            event = str(small_event(tmp_path))
            assert main(["post", event, "--to", address]) == WRONG_USE
            assert "CORRESPONDENCE_KEY" in capsys.readouterr().err
            monkeypatch.setenv("CORRESPONDENCE_KEY", key)
            assert main(["post", event, "--to", address]) == DONE

    def test_where_nothing_answers_it_says_how_to_start_one(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        with socket.create_server(("127.0.0.1", 0)) as door:
            address = f"http://127.0.0.1:{door.getsockname()[1]}"
        assert main(["post", str(small_event(tmp_path)), "--to", address]) == WRONG_USE
        assert "nothing answers at" in capsys.readouterr().err

    @pytest.mark.parametrize("address", ["example.com", "ftp://127.0.0.1", "http://example.com"])
    def test_what_people_told_us_goes_elsewhere_by_https_alone(self, address: str, tmp_path: Path) -> None:
        with pytest.raises(SystemExit) as ended:
            main(["post", str(small_event(tmp_path)), "--to", address])
        assert ended.value.code == WRONG_USE
