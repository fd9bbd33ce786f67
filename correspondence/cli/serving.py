"""Commands that serve: HTTP for callers, and the example to begin with."""

import errno
import socket
import sys
from argparse import Namespace
from collections.abc import Callable
from contextlib import closing

from correspondence.making import Pool
from correspondence.protocol.refusals import Refused
from correspondence.service import Service
from correspondence.shipped import COMMAND, EXAMPLES, NEXT_EVENT

from . import posting, settings

_CANNOT = {
    errno.EADDRINUSE: "is in use",
    errno.EACCES: "is not for this user",
    errno.EADDRNOTAVAIL: "cannot be had, since that is no address of this machine",
    socket.EAI_NONAME: "cannot be had, since that is no name this machine knows",
}


def serve(given: Namespace) -> None:
    """`serve [--dev] --host --port`: answers until it is stopped; one line on stdout once it does.

    With `--check` it ends as soon as all that it needs has been found in order.
    """
    _check_host(given.host, dev=given.dev)
    with (
        closing(_listen(given.host, given.port)) as door,
        closing(settings.workers()) as workers,
        settings.service() as service,
    ):
        settings.channels()
        if given.check:
            print("correspondence: the directory, the register and the port are in order")
            return
        announcement = _announce(_address(given.host, door), dev=given.dev)
        _answer(service, door, workers, lambda: print(announcement, flush=True), dev=given.dev)


def example(given: Namespace) -> None:
    """`example`: serve for trying out, post the project's example, write its letters to `var/example/`, go on."""
    _check_host(given.host, dev=True)
    with (
        closing(_listen(given.host, given.port)) as door,
        closing(settings.workers()) as workers,
        settings.service(EXAMPLES / "directory.yaml") as service,
    ):
        _answer(service, door, workers, lambda: _post_example(_address(given.host, door)), dev=True)


def _check_host(host: str, *, dev: bool) -> None:
    if dev and not settings.is_loopback(host):
        raise settings.WrongUse("--dev asks for no key, so it answers on a loopback address only")


def _listen(host: str, port: int) -> socket.socket:
    """The socket that calls come to. Raises `WrongUse`, in one sentence that says what can be done."""
    try:
        return socket.create_server((host, port), family=socket.AF_INET6 if ":" in host else socket.AF_INET)
    except OSError as error:
        why = _CANNOT.get(error.errno or 0, "cannot be had")
        hint = "--port N takes another one, --port 0 any that is free (make run: PORT=N)"
        raise settings.WrongUse(f"port {port} of {host} {why}; {hint}") from None


def _address(host: str, door: socket.socket) -> str:
    return f"http://{f'[{host}]' if ':' in host else host}:{door.getsockname()[1]}"


def _announce(address: str, *, dev: bool) -> str:
    if dev:
        return f"correspondence: DEVELOPMENT SERVER on {address}: no key is asked for, invented cases only"
    return f"correspondence: serving on {address}"


def _answer(service: Service, door: socket.socket, workers: Pool, when_up: Callable[[], None], *, dev: bool) -> None:
    from . import answering  # FastAPI and every call, which take a third of a second: no other command waits for them

    answering.answer(service, door, workers, when_up, dev=dev)


def _post_example(address: str) -> None:
    print(_announce(address, dev=True), flush=True)
    print("Posting examples/hub_allocation_decided.json: the family's letters and the court's, a few seconds ...")
    sys.stdout.flush()
    try:
        posting.send_and_write(address, EXAMPLES / "hub_allocation_decided.json", settings.data_folder() / "example")
    except Refused as refused:
        print("The example was refused:", *(reason.detail for reason in refused.reasons), flush=True)
    except settings.WrongUse as stopped:
        print(f"The example was not posted: {stopped}", flush=True)
        return
    print(
        "The letters are there. The next event, for instance, from another terminal:\n"
        f"  {COMMAND} post {NEXT_EVENT} --to {address}\n"
        f"What this is, and where to go on: {address}    Stop: Ctrl-C",
        flush=True,
    )
